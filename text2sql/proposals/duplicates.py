"""What is approved already: the same question, or the same SQL under another one."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from text2sql.catalog import SampleQuery


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An approved sample that resembles a proposal."""

    sample: SampleQuery
    same: Literal["question", "sql"]


def duplicates(questions: Iterable[str], sql: str, samples: Iterable[SampleQuery]) -> tuple[Duplicate, ...]:
    """Samples with one of the questions, or with the SQL; case, spaces and punctuation do not count."""
    asked = {_bare(question) for question in questions}
    query = _compact(sql)
    found = []
    for sample in samples:
        if any(_bare(question) in asked for question in sample.questions):
            found.append(Duplicate(sample, "question"))
        elif _compact(sample.sql) == query:
            found.append(Duplicate(sample, "sql"))
    return tuple(found)


def _bare(question: str) -> str:
    """Letters and digits alone, in one case and width."""
    folded = unicodedata.normalize("NFKC", question).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def _compact(sql: str) -> str:
    """The SQL in one line and one case; what stands in quotes as it is."""
    parts = re.split(r"('(?:[^']|'')*'|\"(?:[^\"]|\"\")*\")", sql.strip().rstrip(";"))
    return "".join(part if at % 2 else re.sub(r"\s*(\W)\s*", r"\1", " ".join(part.split())).lower()
                   for at, part in enumerate(parts)).strip()  # fmt: skip

"""A proposal becomes a sample: a YAML file of its own, which never takes the place of another."""

import os
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

from text2sql.corpus.files import yaml_files
from text2sql.errors import KnowledgeError

_LONGEST_NAME = 40
_TRIES = 1_000


@dataclass(frozen=True, slots=True)
class Approval:
    """What a reviewer lets in."""

    questions: tuple[str, ...]
    """At least one; the first gives the file its name."""
    sql: str
    approved_by: str
    approved_on: date
    assumption: str = ""


def approve(approval: Approval, folder: Path) -> Path:
    """Write the sample into a folder of samples and give its file.

    It is there whole or not at all, and has been read back as a sample is read.

    Raises:
        KnowledgeError: it is no sample (an undeclared ``:placeholder``, no question), or it cannot be written.
    """
    from text2sql.corpus.samples import read_sample_file

    draft = folder / f".{uuid4().hex}.yaml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft.write_text(_yaml(approval), encoding="utf-8")
        [sample] = read_sample_file(draft)
        if sample.sql != approval.sql.strip().rstrip(";").rstrip() or sample.questions != approval.questions:
            raise KnowledgeError("This sample cannot be written as YAML without changing it. Write it by hand.")
        return _placed(draft, folder, _name(approval.questions[0]))
    except OSError as error:
        raise KnowledgeError(f"The sample cannot be written to {folder} ({error}). Make it writable.") from error
    finally:
        draft.unlink(missing_ok=True)


def _yaml(approval: Approval) -> str:
    import yaml

    class Dumper(yaml.SafeDumper):
        """Texts of several lines as blocks, which is how people read SQL."""

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)

    Dumper.add_representer(str, text)
    lines = [line.rstrip() for line in approval.sql.strip().rstrip(";").rstrip().splitlines()]
    sample = {
        "questions": list(approval.questions),
        "sql": "\n".join(lines) + "\n",
        **({"assumption": approval.assumption} if approval.assumption else {}),
        "approved_by": approval.approved_by,
        "approved_on": approval.approved_on.isoformat(),
    }
    return yaml.dump(sample, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10_000)


def _name(question: str) -> str:
    """The question as the name of a file: its letters and digits, words joined by hyphens."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", question).casefold())
    return "-".join(words)[:_LONGEST_NAME].strip("-_") or "sample"


def _placed(draft: Path, folder: Path, name: str) -> Path:
    """The draft under the first free name. A sample's name is its id, so it is free in all folders below, too."""
    taken = {unicodedata.normalize("NFC", path.stem).casefold() for path in yaml_files(folder)}
    for number in range(1, _TRIES):
        stem = name if number == 1 else f"{name}-{number}"
        if stem in taken:
            continue
        path = folder / f"{stem}.yaml"
        try:
            os.link(draft, path)
        except FileExistsError:
            continue
        return path
    raise KnowledgeError(f"There are too many samples named {name} in {folder}. Rename some of the files.")

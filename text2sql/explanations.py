"""Why an answer may be believed, and how its query came out of the words of the question."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class WordLink:
    """Words of a question and what in the query they were read as."""

    words: str
    meant: str
    """``table``, ``table.column``, ``table.column = 'value'``, or a business term of a table."""
    likeness: float = 1.0
    """1 where letters agree or a card says so; less where the words only mean about the same, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a query came out of the words of its question, as the offline writer tells it."""

    links: tuple[WordLink, ...] = ()
    left_over: tuple[str, ...] = ()
    """Words that the query says nothing of."""
    sure: float = 0.0
    """How likely it is right by the writer's own estimate, 0 to 1."""
    next_reading: str = ""
    """The reading that came closest, in the question's language; empty when there was no other."""
    next_sql: str = ""
    next_sure: float = 0.0


@dataclass(frozen=True, slots=True)
class Trust:
    """Why an answer may be believed, in the question's language."""

    level: Literal["verified", "checked", "uncertain"]
    """verified: an approved sample; checked: composed, every word accounted for; uncertain: look twice."""
    reasons: tuple[str, ...]
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...] = ()

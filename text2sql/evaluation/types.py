"""The nouns of an evaluation: what was asked, what was predicted, what both gave, and the verdict.

They stand apart from :mod:`text2sql.types` because predictions may come from systems that are not ours: SQL here is
text that nobody has checked, and it runs only in the read-only processes of ``evaluation/scoring``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from text2sql.catalog import Language
from text2sql.types import Value
from text2sql.usage import Usage

Row = tuple[Value, ...]
ResultRows = tuple[Row, ...]
Hardness = Literal["", "easy", "medium", "hard", "extra", "simple", "moderate", "challenging"]
"""Spider's four levels, BIRD's three, or empty when the data set does not say."""
Status = Literal["answered", "clarify", "declined", "refused", "failed"]
"""What became of a question: the four answers of the pipeline, or an error on the way."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question with what is right for it."""

    id: str
    """Unique in its data set; the benchmark's own number where it has one."""
    database: str
    question: str
    gold: tuple[str, ...]
    """SQL, any of which is right, the official one first; empty when ``expected`` says what is right."""
    language: Language
    evidence: str = ""
    """Knowledge that the benchmark hands out with the question (BIRD)."""
    hardness: Hardness = ""
    tags: tuple[str, ...] = ()
    interaction: str = ""
    """The conversation it belongs to; empty for a question that stands alone."""
    turn: int = 0
    """Its place in the conversation, from 0."""
    expected: ResultRows | None = None
    """The rows that are right; None when gold SQL says it."""
    answerable: bool = True
    """False when declining or asking back is right."""


@dataclass(frozen=True, slots=True)
class Schema:
    """A database as ``tables.json`` describes it, with the original names; exact match reads it."""

    database: str
    tables: tuple[str, ...]
    columns: tuple[tuple[int, str], ...]
    """Place of its table in ``tables`` and name, in the file's order; the first is ``(-1, "*")``."""
    foreign_keys: tuple[tuple[int, int], ...] = ()
    """Pairs of places in ``columns``: the referring one, the referred one."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """Questions over databases, and where they came from."""

    name: str
    """Name of the benchmark and the part of it: ``spider dev``."""
    cases: tuple[Case, ...]
    databases: Mapping[str, Path]
    """Where each database is; a database whose file is missing has no entry, and a note says so."""
    files: tuple[tuple[str, str], ...]
    """Files that were read, relative to the folder, with their SHA-256 in hexadecimal; databases are not among them."""
    notes: tuple[str, ...] = ()
    """What was skipped or is odd, one plain sentence each."""
    schemas: Mapping[str, Schema] = field(default_factory=dict)
    """By database, where the benchmark ships them."""
    dialect: str = "sqlite"
    """What gold is written in, as sqlglot names it."""
    places: tuple[str, ...] = ()
    """The id of each question in the order of the file, empty for one that was left out: predictions without an id are
    written for all of them. Empty when only the order of ``cases`` is known."""

    def placed(self, databases: Mapping[str, Path]) -> "DataSet":
        """The questions over these databases, as far as they are named there; a note says which are not."""
        wanted = dict.fromkeys(case.database for case in self.cases)
        missing = [name for name in wanted if name not in databases]
        note = f"text2sql.toml names no database {', '.join(missing)}; their questions cannot be run."
        found = {name: databases[name] for name in wanted if name in databases}
        return replace(self, databases=found, notes=(*self.notes, *([note] if missing else [])))


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a system made of a question."""

    case: str
    """The id of the case."""
    sql: str | None
    """None when the system gave none: it asked back, declined or failed."""
    status: Status
    message: str = ""
    confidence: float | None = None
    """The system's own estimate, 0 to 1; None when it gives none."""
    seconds: tuple[tuple[str, float], ...] = ()
    """By stage."""
    usage: Usage = Usage()
    tables: tuple[str, ...] = ()
    """Tables that schema linking kept."""
    columns: tuple[str, ...] = ()
    """Columns that schema linking kept, as ``table.column``."""
    standalone: str = ""
    """How the question was read on its own; with the next two fields what later turns of a conversation build on."""
    result_columns: tuple[str, ...] = ()
    intent: str = ""
    """As of :class:`text2sql.types.Candidate`."""


@dataclass(frozen=True, slots=True)
class Execution:
    """What a database said to one query."""

    columns: tuple[str, ...]
    rows: ResultRows
    """All of them while it is compared; in a verdict the first ones (``scoring.KEPT_ROWS``)."""
    seconds: float
    problem: str = ""
    """Why it gave no result, as the database says or in our words; empty when it ran."""
    truncated: bool = False
    """There were more rows than an evaluation reads: nothing can be compared with it."""
    row_count: int = 0
    """How many rows there were, also when ``rows`` holds only the first."""
    late: bool = False
    """It was stopped at its deadline; ``problem`` says so."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a prediction compares with what is right."""

    case: Case
    prediction: Prediction
    scores: tuple[tuple[str, float], ...]
    """By name of the rule, 0 to 1 (VES and R-VES may pass 1); rules that do not apply to the case are left out."""
    correct: bool
    """Whether it is right by ``rule``."""
    rule: str
    """The rule that decided: the report's, but ``rows`` where rows are given and ``abstain`` where no answer is."""
    problem: str
    """Why it could not be scored fairly or failed; empty when both queries ran."""
    gold: Execution
    """What ``rule`` compared with: of several golds the one that matched, else the first."""
    predicted: Execution | None
    """None when there was no SQL to run."""
    error_class: str = ""

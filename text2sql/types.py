"""The nouns that flow from a question to its answer, in the order in which they are made.

All are frozen. None of them knows how it is shown, stored or sent. What the agent knows about a database before any
question is asked lives in :mod:`text2sql.catalog`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from text2sql.catalog import Catalog, Join, Language, SampleQuery, Table
from text2sql.explanations import Explanation
from text2sql.explanations import Trust as Trust
from text2sql.usage import ModelCall, Streamed
from text2sql.usage import Usage as Usage

Value = object
"""A cell as the warehouse's driver hands it out: None, bool, int, float, Decimal, str, bytes, date, datetime, …"""

StageName = Literal["recall", "link", "write", "check", "dry_run", "choose", "run", "narrate"]


@dataclass(frozen=True, slots=True)
class Carried:
    """A part of the previous question that a follow-up keeps without saying it; the label is in its language."""

    kind: Literal["period", "filter", "grouping", "measure", "limit", "order"]
    label: str
    removable: bool = True


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question of a conversation and what was answered."""

    question: str
    standalone_question: str
    sql: str | None
    summary: str
    status: Literal["answered", "clarify", "declined", "refused"]
    cost_usd: float | None = 0.0
    """What models cost for it; None when a price is not known."""
    columns: tuple[str, ...] = ()
    """Names of the result's columns; its rows are never kept."""
    asked_at: datetime | None = None
    """When it was answered, with its time zone; None in conversations of earlier versions."""
    carried: tuple[Carried, ...] = ()
    dropped: tuple[Carried, ...] = ()
    intent: str = ""
    """As of :class:`Candidate`."""
    readings: "tuple[Reading, ...]" = ()
    """What was offered when it was asked back, without figures; a reply may choose one of them."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asked."""

    text: str
    """The question to answer; after recall it stands on its own."""
    language: Language
    today: date
    """The day that "yesterday" and "last month" are relative to."""
    history: tuple[Turn, ...] = ()
    original: str = ""
    """The words as typed when recall rewrote them, else empty."""
    carried: tuple[Carried, ...] = ()
    """What it keeps of the previous question; empty when it is not a follow-up."""
    dropped: tuple[Carried, ...] = ()
    """What the person does not want to be kept."""
    draft: "Written | None" = None
    """What recall already knows the answer to be, when it edited the previous query; None leaves it to the writer."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found by a search: its id within its kind, and a score where more is better."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class LinkedTable:
    """A table chosen for the question, with the columns kept (all of them in a small schema)."""

    table: Table
    score: float
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkedValue:
    """A cell value the question speaks of: ``orders.status = 'cancelled'`` because it says 취소."""

    table: str
    column: str
    value: str
    words: str
    """The words of the question that matched, exactly as they stand there."""
    score: float
    """1 for an exact match or a label from a table card, less for a fuzzy one."""
    source: Literal["index", "warehouse"] = "index"


@dataclass(frozen=True, slots=True)
class LinkedSample:
    """An approved sample query that resembles the question."""

    sample: SampleQuery
    score: float


@dataclass(frozen=True, slots=True)
class LinkedSchema:
    """The part of the database a question is about, best evidence first."""

    catalog: Catalog
    """The whole catalog, for names and joins."""
    tables: tuple[LinkedTable, ...]
    joins: tuple[Join, ...]
    values: tuple[LinkedValue, ...]
    samples: tuple[LinkedSample, ...]
    whole: bool
    """True when the schema was small enough to go in whole."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """SQL proposed by a writer, still untrusted."""

    sql: str
    reading: str
    """How the question was read, in its own language."""
    confidence: float
    """The writer's own estimate that the SQL answers the question, 0 to 1."""
    origin: Literal["sample", "grammar", "parser", "model"]
    """An approved sample, the rules, the trained parser of the offline writer, or a language model."""
    sample_id: str = ""
    """The approved sample it was made from, when it was."""
    assumptions: tuple[str, ...] = ()
    """What was taken for granted, in the question's language."""
    reasoning: str = ""
    literals_found: tuple[str, ...] = ()
    """Literals of the SQL that exist in the data, as ``table.column = 'value'``."""
    agreement: tuple[int, int] | None = None
    """Of how many candidates that ran (second) how many gave this result (first); None when only one was asked for."""
    intent: str = ""
    """What was asked, as JSON of the offline writer's own, so that a follow-up can edit it; empty when it has none."""
    explanation: Explanation | None = None
    """Which words it comes from and what else was close; None when the writer does not tell."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """SQL that must not run."""

    problem: str
    """Why, in words the writer can act on."""
    sql: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A candidate that did not survive the gate, handed back to the writer."""

    candidate: Candidate
    problem: str


@dataclass(frozen=True, slots=True)
class CheckedSql:
    """One read-only statement proven to read only known tables and columns. Made only in ``stages/checking``."""

    text: str
    """The SQL to run, formatted, with policies and LIMIT applied."""
    dialect: str
    tables: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    """Pairs of table and column that the query reads."""
    row_limit: int | None = None
    """The outermost LIMIT that was added by us; None when the query had its own."""
    ordered: bool = False
    """Whether the query says in which order its rows come."""


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """A column of a result: its name and its type as the warehouse spells it."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What the warehouse says about a query before running it. None means that it does not say."""

    columns: tuple[ResultColumn, ...] = ()
    estimated_rows: int | None = None
    estimated_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one query may use."""

    rows: int = 1_000
    """Rows kept; one more is fetched to know about truncation."""
    seconds: float = 30.0
    memory_megabytes: int = 1_024


@dataclass(frozen=True, slots=True)
class ResultTable:
    """Rows of a query."""

    columns: tuple[ResultColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    truncated: bool
    """True when there were more rows than the limit."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A suggested picture of a result; names refer to result columns."""

    kind: Literal["bar", "line", "point"]
    x: str
    y: str
    color: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of SQL that a writer tried out through the gate."""

    sql: str
    problem: str = ""
    """Why it may not or cannot run, in words the writer can act on; empty when it can."""
    checked: CheckedSql | None = None
    plan: Plan | None = None
    result: ResultTable | None = None
    """Its rows; None when it was only planned or failed."""
    fingerprint: str = ""
    """Equal for equal results: rows as a multiset, or in order when the query orders them. Empty without a result."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Everything needed to repeat and audit an answer. It never holds result rows."""

    database: str = ""
    dialect: str = ""
    writer: str = ""
    model: str | None = None
    """The model that wrote the SQL; None says that no model was called."""
    today: date | None = None
    tables: tuple[tuple[str, float], ...] = ()
    values: tuple[LinkedValue, ...] = ()
    samples: tuple[tuple[str, float], ...] = ()
    attempts: tuple[Attempt, ...] = ()
    checks: tuple[str, ...] = ()
    estimated_rows: int | None = None
    seconds: tuple[tuple[StageName, float], ...] = ()
    usage: Usage = Usage()
    prompt_hash: str = ""
    """SHA-256 of the first prompt, in hexadecimal; empty when no model was called."""
    strategy: str = ""
    """The prompting strategy and its values, as JSON; empty when no model was called."""
    calls: tuple[ModelCall, ...] = ()
    explanation: Explanation | None = None
    """As of the :class:`Candidate` that answered, or of the likeliest one that was offered."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an ambiguous question."""

    text: str
    """In the question's language."""
    sql: str = ""
    question: str = ""
    """The question to ask instead, to get this reading; empty when it cannot be said in words."""
    costly: bool = False
    """The reading is certain; asked is whether a query that is estimated to cost much may run."""
    figure: str = ""
    """What it gives, in words with its figures; empty when it was not run."""
    candidate: Candidate | None = None
    """What would answer it; None when only its words are known."""
    intent: str = ""
    """As of its candidate, which conversations do not keep."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer: SQL that ran, its rows, and the reasons to believe them."""

    question: Question
    candidate: Candidate
    sql: CheckedSql
    result: ResultTable
    summary: str
    trust: Trust
    chart: Chart | None
    receipt: Receipt
    status: Literal["answered"] = "answered"


@dataclass(frozen=True, slots=True)
class Clarify:
    """The question can be read in more than one way; the readings are offered instead of a guess."""

    message: str
    readings: tuple[Reading, ...]
    question: Question | None = None
    receipt: Receipt = Receipt()
    status: Literal["clarify"] = "clarify"
    sure: bool = True
    """Whether only the choice is open: readings with one result need no asking. False: none may be what is meant."""


@dataclass(frozen=True, slots=True)
class Declined:
    """The question cannot be answered; says why and what could be asked instead."""

    message: str
    suggestions: tuple[str, ...] = ()
    question: Question | None = None
    receipt: Receipt = Receipt()
    status: Literal["declined"] = "declined"


@dataclass(frozen=True, slots=True)
class Refused:
    """No candidate passed the gate."""

    message: str
    attempts: tuple[Attempt, ...]
    question: Question
    receipt: Receipt
    status: Literal["refused"] = "refused"


Written = tuple[Candidate, ...] | Clarify | Declined
"""What a writer returns: candidates best first (never empty), or the reason why there are none."""

Answer = Answered | Clarify | Declined | Refused

StepValue = (
    Question
    | LinkedSchema
    | Streamed
    | Candidate
    | Clarify
    | Declined
    | CheckedSql
    | Rejected
    | Plan
    | ResultTable
    | str
)


@dataclass(frozen=True, slots=True)
class Step:
    """One value of the pipeline as it appears, for live progress, traces, audit and evaluation."""

    stage: StageName
    value: StepValue
    seconds: float


OnStep = Callable[[Step], None]
"""Called with every step, in order, on the thread that asked."""

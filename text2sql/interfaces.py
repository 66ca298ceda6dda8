"""The sockets: what the pipeline needs from a provider, as Protocols of one to four methods.

A provider is any class of the right shape. It lives in its folder, is named once in ``assembly.py`` and passes its
folder's shared contract test. There are no base classes and no registry.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from text2sql.catalog import Catalog, SampleQuery
from text2sql.language.calendars import ComparisonKind
from text2sql.prompting import Allowance, OnText, Prompt, Reply
from text2sql.types import (
    Attempt,
    Candidate,
    CheckedSql,
    Hit,
    Limits,
    LinkedSchema,
    LinkedValue,
    Plan,
    Question,
    ResultTable,
    Trial,
    Turn,
    Written,
)
from text2sql.usage import AuditEntry, ModelCall, Usage

DocumentKind = Literal["table", "column", "sample"]
Vector = Sequence[float]
OnProgress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done and how many there are."""


class Workbench(Protocol):
    """What a writer may use while it works on one question. Every SQL it tries passes the gate."""

    knowledge: "Knowledge"
    allowance: Allowance

    def plan(self, sql: str) -> Trial:
        """Check and dry run."""

    def run(self, sql: str) -> Trial:
        """Check, dry run and run within the limits; the same text is run once. Safe to call from several threads.

        What is estimated to cost so much that a person has to allow it is only planned.
        """

    def may_call(self) -> None:
        """To be called before every call of a model.

        Raises:
            QuestionStopped: the person who asked has stopped it.
            OutOfTime: the question's time is used up.
            BudgetExceeded: the question's or the day's money is used up.
        """

    def called(self, call: ModelCall) -> None:
        """Keeps account of a call that was made."""

    def said(self, text: str, purpose: str) -> None:
        """Shows words of the model as they arrive."""


class Writer(Protocol):
    """Proposes SQL for a question."""

    name: str
    model: str | None
    strategy: str
    """How a model is asked, as JSON, for receipts; empty when none is."""

    def write(
        self, question: Question, linked: LinkedSchema, attempts: tuple[Attempt, ...], workbench: Workbench
    ) -> Written:
        """Candidates best first, or why there are none. ``attempts`` are those the gate sent back."""

    def rehearse(self, question: Question, linked: LinkedSchema) -> None:
        """Prepare what the first question would wait for; calls no model."""


@dataclass(frozen=True, slots=True)
class Reference:
    """How the words of a question point to what was asked before. Spans are offsets of first and after-last letters."""

    pointing: tuple[tuple[int, int], ...] = ()
    """Words that only make sense after something else: 그중, "of these", "what about", "instead"."""
    perhaps: tuple[tuple[int, int], ...] = ()
    """Words that may also point inside the question: "their", "it"."""
    carrying: tuple[tuple[int, int], ...] = ()
    """Words of changing an answer that is there: 추가, 바꿔, "break down"."""
    adds: bool = False
    """What is named comes in addition: 도, "also"."""
    removes: tuple[Literal["filter", "period", "limit"], ...] = ()
    """What is no longer wanted at all: "without the filter", 전체 기간."""
    edits: bool = False
    """It speaks of changing an answer: "only", "sort", 제외."""
    ends_open: bool = False
    """Its end leaves out what it is about: "which airline has the most?"."""
    elliptic: bool = False
    """It is half a sentence: 부산은?, "and revenue?"."""
    idle: frozenset[str] = frozenset()
    """Words, without case, that say nothing beside a change: 곳, 어디야, "ones"."""
    amount: bool = False
    """It speaks of a figure by its most general name: 금액, "amount"."""
    held: bool = False
    """The rows that are there are kept, whatever is asked of them: 그 상품들의, "their"."""
    earlier: ComparisonKind | None = None
    """How far before the period of the question before: 그 전달, "the quarter before"."""
    earlier_at: tuple[tuple[int, int], ...] = ()
    """Where that is said."""
    compares: bool = False
    """Two periods are put beside each other."""
    compared_at: tuple[tuple[int, int], ...] = ()
    """Where that is said."""
    inside: bool = False
    """It begins like the middle of a sentence: "since June", "for beauty products"."""
    trails: bool = False
    """Its last word comes in addition: 주문 수도."""
    replaces: bool = False
    """What it names takes the place of what was asked before: 바꿔줘, "instead"."""
    narrows: bool = False
    """What it says holds of the rows before, whose own conditions stay: 그중, "of those"."""


class Follower(Protocol):
    """Makes a follow-up stand on its own."""

    def follow(self, question: Question, reference: Reference, workbench: Workbench) -> Question | None:
        """The question with its text complete, ``original`` as typed and ``carried`` saying what it keeps.

        None when the question stands on its own. Only called when a turn before it was answered or asked back about, or
        when its words speak of something before it.
        """


class Narrator(Protocol):
    """Tells a result in words."""

    def summarise(self, question: Question, candidate: Candidate, trial: Trial, workbench: Workbench) -> str:
        """One or two sentences in the question's language; empty when it has none.

        Raises:
            ModelError, QuestionStopped: the model failed, or may not be called any more.
        """


class LanguageModel(Protocol):
    """Answers prompts. Safe to call from several threads."""

    name: str
    """The model's id, as receipts name it."""

    def complete(self, prompt: Prompt, allowance: Allowance) -> Reply:
        """The reply as a whole.

        Raises:
            ModelError: the service failed, may not be used, or was stopped; the message says what to do.
        """

    def stream(self, prompt: Prompt, allowance: Allowance, on_text: OnText) -> Reply:
        """As :meth:`complete`, telling words as they arrive.

        What was told may turn out to be void: after a failure in mid-stream the reply is asked for again.
        """


class Reranker(Protocol):
    """Orders documents by how well they answer a query."""

    name: str

    def rerank(self, query: str, documents: Sequence[str]) -> tuple[Hit, ...]:
        """A hit for each document, its position as id and a score from 0 to 1, best first.

        Raises:
            ModelError: the service failed.
        """


class Spending(Protocol):
    """Money spent on models, and when it is enough."""

    def check(self, spent: Usage) -> None:
        """Whether one more call may be made when this question has spent ``spent``.

        Raises:
            BudgetExceeded: no.
        """

    def add(self, usage: Usage) -> None:
        """A call was made; it is on disk when this returns."""


class Audit(Protocol):
    """Keeps who asked what and what came of it."""

    def record(self, entry: AuditEntry) -> None:
        """Write an entry; it is on disk when this returns.

        Raises:
            KnowledgeError: it cannot be written.
        """


class Embedder(Protocol):
    """Turns texts into unit vectors."""

    name: str
    """Identifies model and version: vectors of different names are never compared."""
    dimensions: int

    def embed(self, texts: Sequence[str], purpose: Literal["query", "document"]) -> list[list[float]]:
        """One vector of ``dimensions`` numbers and length 1 for each text, in order."""


class VectorStore(Protocol):
    """Keeps vectors by collection (one for each database and kind of document) and finds the nearest ones."""

    def upsert(self, collection: str, ids: Sequence[str], vectors: Sequence[Vector]) -> None:
        """Add or replace vectors."""

    def delete(self, collection: str, ids: Sequence[str]) -> None:
        """Remove vectors; unknown ids are ignored."""

    def nearest(self, collection: str, vector: Vector, count: int) -> tuple[Hit, ...]:
        """At most ``count`` hits by cosine similarity, best first; none for an unknown collection."""


class Knowledge(Protocol):
    """What is known about one database, searchable."""

    catalog: Catalog
    samples: tuple[SampleQuery, ...]

    def nearest(self, kind: DocumentKind, text: str, count: int) -> tuple[Hit, ...]:
        """Documents closest in meaning (dense retrieval), best first."""

    def matching(self, kind: DocumentKind, text: str, count: int) -> tuple[Hit, ...]:
        """Documents that share words (lexical retrieval), best first."""

    def values(self, text: str, count: int) -> tuple[LinkedValue, ...]:
        """Cell values the text speaks of, best first."""


class Warehouse(Protocol):
    """Plans and runs checked SQL. It accepts nothing but :class:`CheckedSql`."""

    dialect: str

    def introspect(self, on_progress: OnProgress) -> Catalog:
        """Tables, columns, keys and a profile of their values.

        Raises:
            CannotOpen: the data source cannot be read.
        """

    def dry_run(self, sql: CheckedSql) -> Plan:
        """Plan the query without reading a row.

        Raises:
            QueryFailed: the warehouse refuses it; the message is one line the writer can act on.
        """

    def run(self, sql: CheckedSql, limits: Limits) -> ResultTable:
        """Run the query within the limits.

        Raises:
            QueryFailed: it failed while running.
            DeadlineExceeded: it took longer than ``limits.seconds`` and was stopped.
        """

    def close(self) -> None:
        """Release connections and processes; safe to call twice."""


class ValueSource(Protocol):
    """A warehouse's second face, used only while indexing: the distinct values of a text column."""

    def distinct_values(self, table: str, column: str, count: int) -> tuple[str, ...]:
        """At most ``count`` distinct values that are not NULL, most frequent first."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """Texts that may stand in a text column of a warehouse."""

    schema: str | None
    """None in the default schema."""
    table: str
    """Without its schema."""
    column: str
    texts: tuple[str, ...]
    """Wanted as whole values, in any case unless ``exact``."""
    parts: tuple[str, ...] = ()
    """Also wanted inside values, in any case, of which they make up at least ``share``."""
    exact: bool = False
    """Only values that equal a text letter by letter: what an index of the warehouse can find."""
    share: float = 0.4
    """Of a value's characters, 0 to 1; a warehouse that counts bytes may let a few shorter parts through."""
    values: int = 20
    """At most so many are told, the shortest first."""
    seconds: float = 1.0
    """Then it is stopped, waiting for a free connection included."""


class ValueLookup(Protocol):
    """A warehouse's third face, used while linking: single values of columns that hold too many for the index."""

    def look_up(self, asked: Lookup) -> tuple[str, ...]:
        """The values that were found; the texts are only ever sent as parameters.

        Values that hold something personal are left out.

        Raises:
            WarehouseError: the column cannot be read, or not in time.
        """


class ConversationStore(Protocol):
    """Remembers the turns of conversations."""

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        """All turns, oldest first; none for an unknown conversation."""

    def append(self, conversation: str, turn: Turn) -> None:
        """Add a turn; it is on disk when this returns."""

    def conversations(self) -> tuple[str, ...]:
        """Ids, most recently used first."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a list of conversations shows of one."""

    id: str
    title: str
    """The name it was given, else its first question."""
    turns: int
    last_used: datetime | None
    """None when it was last used with an earlier version, which did not keep times."""
    cost_usd: float | None
    """What models cost for it; None when a price is not known."""


class ConversationList(Protocol):
    """Finds and tidies conversations."""

    def listed(self, words: str = "") -> tuple[Conversation, ...]:
        """Conversations in which all the words stand, in any case and any turn, most recently used first."""

    def rename(self, conversation: str, title: str) -> None:
        """Give it a title of its own; an empty one makes it its first question again."""

    def delete(self, conversation: str) -> None:
        """Forget it with all its turns; unknown ids are ignored."""

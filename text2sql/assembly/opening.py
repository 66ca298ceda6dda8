"""Opening a database: settings to parts, parts to a pipeline.

Providers are imported where they are chosen, so that a command only pays for what it uses. What is slow to start (the
warehouse's process, the embedder's weights) is started first and works while the rest is being read.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from text2sql.assembly.guarding import audit_files, cost_budget, make_checker, make_rules
from text2sql.assembly.models import WarmingEmbedder, choose_writer, make_embedder, make_reranker, writer_parts
from text2sql.catalog import Catalog, Language
from text2sql.errors import KnowledgeError
from text2sql.interfaces import Knowledge, OnProgress
from text2sql.settings import Settings
from text2sql.sources import Source, find_source
from text2sql.types import Limits, LinkedSchema, Question

if TYPE_CHECKING:
    from text2sql.corpus.building import IndexReport
    from text2sql.corpus.index import KnowledgeSources
    from text2sql.corpus.knowledge import ValueFinder
    from text2sql.corpus.state import IndexState
    from text2sql.corpus.values import ValueIndex
    from text2sql.models.replaying import Replay
    from text2sql.pipeline import Pipeline
    from text2sql.stages.checking import Checker, CheckRules
    from text2sql.stages.linking import LinkBudget
    from text2sql.warehouses.opening import OpenWarehouse

_URL_INDEX_AGE = timedelta(days=1)
_URL_STAMP = "url "
_REHEARSED = 3


@dataclass(frozen=True)
class OpenDatabase:
    """A database ready to be asked. Close it to end the warehouse's process."""

    source: Source
    pipeline: "Pipeline"
    warehouse: "OpenWarehouse"
    knowledge: Knowledge
    checker: "Checker"
    report: "IndexReport | None"
    """What indexing did, or None when the index was current."""
    language: Literal["auto", "ko", "en"] = "auto"
    """The language of answers; auto means the question's own."""
    notes: tuple[str, ...] = ()
    """What whoever asks should know: a configured model that is not called, tables that were left out."""

    @property
    def name(self) -> str:
        """The name in the settings, else the file's, folder's or URL's."""
        return self.source.name

    @property
    def today(self) -> date:
        """The day that relative dates refer to."""
        return self.source.today

    def question(self, text: str) -> Question:
        """What a person asked, in its language and relative to this database's day."""
        return Question(text, _language(self.language, text), self.today)

    def rehearse(self) -> None:
        """Fill tables and wait for what is still loading, so that the first question costs what later ones do.

        What needs no vectors comes first: the embedder's weights load meanwhile. No model is called, and the warehouse
        is not asked: what is linked are names of the schema, which nobody looks up as values.
        """
        from text2sql.stages.linking import link

        names = " ".join(table.bare_name for table in self.knowledge.catalog.tables[:_REHEARSED])
        question = self.question(names)
        self.checker.check("SELECT 1")
        rehearse = self.pipeline.writer.rehearse
        rehearse(question, LinkedSchema(self.knowledge.catalog, (), (), (), (), whole=True))
        rehearse(question, link(question, self.knowledge, self.pipeline.link_budget))

    def with_cost_approved(self) -> "OpenDatabase":
        """The same database for a person who allows what the cost guard would ask about."""
        from text2sql.pipeline import with_cost_approved

        return replace(self, pipeline=with_cost_approved(self.pipeline))

    def close(self) -> None:
        """End the warehouse's process; safe to call twice."""
        self.warehouse.close()


def language_of(settings: Settings, text: str) -> Language:
    """The language to answer a text in."""
    return _language(settings.language, text)


def _language(wanted: Literal["auto", "ko", "en"], text: str) -> Language:
    from text2sql.language import detect_language

    return detect_language(text) if wanted == "auto" else wanted


def silent(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def open_database(
    settings: Settings,
    named: str | None = None,
    model: str | None = None,
    on_progress: OnProgress = silent,
    refresh: bool = False,
    replay: "Replay | None" = None,
) -> OpenDatabase:
    """Open a database and bring its index up to date; on first use it is introspected, profiled and indexed.

    Args:
        settings: where databases are and what queries may do.
        named: a name, path or URL; None for the default.
        model: overrides the model of the settings.
        on_progress: told how far indexing is.
        refresh: look again at what cannot tell that it changed (a URL), however recent its index.
        replay: recorded replies that take the place of the model.

    Raises:
        UsageError: the database is not known.
        WarehouseError: it cannot be opened.
        KnowledgeError: a card or sample is wrong, or the index cannot be written.
        ModelError: the model asked for cannot be used.
    """
    from text2sql.warehouses.opening import open_warehouse

    source = find_source(settings, named)
    choice = choose_writer(settings, model or settings.model.name, replay)
    limits = Limits(**asdict(settings.limits))
    warehouse = open_warehouse(source.location, limits, on_progress)
    try:
        warehouse.warm()
        embedder = _embedder(source, settings)
        rules = make_rules(settings, source.personal)
        finds = _finds_more(settings, rules, warehouse)
        knowledge, report = _knowledge(source, embedder, warehouse, on_progress, refresh, finds)
        checker = make_checker(settings, knowledge.catalog, source.personal)
        knowledge = _visible(knowledge, rules)
        from text2sql.pipeline import Pipeline

        pipeline = Pipeline(
            knowledge,
            warehouse=warehouse,
            checker=checker,
            limits=limits,
            link_budget=_link_budget(settings),
            reranker=make_reranker(settings),
            budget=cost_budget(settings),
            audit=audit_files(settings),
            **writer_parts(choice, settings),
        )
        told = (*choice.notes, *knowledge.catalog.notes) if report is not None else choice.notes
        return OpenDatabase(source, pipeline, warehouse, knowledge, checker, report, settings.language, told)
    except BaseException:
        warehouse.close()
        raise


def _visible(knowledge: Knowledge, rules: "CheckRules") -> Knowledge:
    """What whoever asks may know of; the same when nothing is hidden or filtered."""
    if not (rules.hidden_tables or rules.hidden_columns or rules.row_filters):
        return knowledge
    from text2sql.stages.checking import visible_knowledge

    return visible_knowledge(knowledge, rules)


def _finds_more(
    settings: Settings, rules: "CheckRules", warehouse: "OpenWarehouse"
) -> "Callable[[Catalog, ValueIndex], ValueFinder]":
    """The value index, with the warehouse behind it for columns that it does not hold whole."""

    def finds(catalog: Catalog, index: "ValueIndex") -> "ValueFinder":
        if not index.capped:
            return index
        from text2sql.corpus.values_in_warehouse import LookupBudget, WarehouseValues
        from text2sql.stages.checking import filtered_tables, visible_catalog

        visible, budget = visible_catalog(catalog, rules), LookupBudget(**asdict(settings.lookup))
        return WarehouseValues(index, warehouse, visible, filtered_tables(visible, rules), budget)

    return finds


def open_catalog(
    settings: Settings, named: str | None = None, on_progress: OnProgress = silent
) -> tuple[Source, Catalog]:
    """Only what is known about a database: no process is started and no weights are loaded when its index is current.

    Raises:
        Text2SqlError: as :func:`open_database`.
    """
    from text2sql.corpus.index import is_current, open_knowledge
    from text2sql.vector_stores.chroma import ChromaVectorStore

    source = find_source(settings, named)
    embedder = make_embedder(settings)
    if is_current(source.index, sources_of(source, None), embedder):
        store = ChromaVectorStore(source.index / "vectors")
        return source, _named(open_knowledge(source.index, embedder, store).catalog, source)
    opened = open_database(settings, named, "offline", on_progress)
    opened.close()
    return source, opened.knowledge.catalog


def _embedder(source: Source, settings: Settings) -> WarmingEmbedder:
    """The embedder, loading in the background when the first question will need it."""
    from text2sql.corpus.state import read_state

    embedder = make_embedder(settings)
    if _needs_vectors(read_state(source.index), _link_budget(settings)):
        embedder.warm()
    return embedder


def _needs_vectors(state: "IndexState | None", budget: "LinkBudget") -> bool:
    """Whether meaning is compared: of samples, or of tables and columns when they do not all go in."""
    if state is None:
        return True
    tables, columns = state.vectors.get("table", 0), state.vectors.get("column", 0)
    return state.vectors.get("sample", 0) > 0 or tables > budget.whole_tables or columns > budget.whole_columns


def _knowledge(
    source: Source,
    embedder: WarmingEmbedder,
    warehouse: "OpenWarehouse",
    on_progress: OnProgress,
    refresh: bool,
    finds: "Callable[[Catalog, ValueIndex], ValueFinder]",
) -> "tuple[Knowledge, IndexReport | None]":
    from text2sql.corpus.index import is_current, open_knowledge
    from text2sql.vector_stores.chroma import ChromaVectorStore

    store = ChromaVectorStore(source.index / "vectors")
    sources = sources_of(source, warehouse, refresh)

    def build() -> "IndexReport":
        from text2sql.corpus.building import build_index

        return build_index(source.index, sources, embedder, store, on_progress)

    def search(index: "ValueIndex") -> "ValueFinder":
        return finds(knowledge.catalog, index)  # called once the knowledge is there

    report = None if is_current(source.index, sources, embedder) else build()
    try:
        knowledge = open_knowledge(source.index, embedder, store, search)
    except KnowledgeError:
        if report is not None:
            raise
        report = build()  # it looked current and is damaged: mended from the warehouse, the cards and the samples
        knowledge = open_knowledge(source.index, embedder, store, search)
    knowledge.catalog = _named(knowledge.catalog, source)
    return knowledge, report


def _named(catalog: Catalog, source: Source) -> Catalog:
    """The catalog under the name people know it by."""
    return replace(catalog, database=source.name, description=source.description or catalog.description)


def sources_of(source: Source, warehouse: "OpenWarehouse | None", refresh: bool = False) -> "KnowledgeSources":
    """Where the index of a source is built from; without a warehouse only to compare."""
    from text2sql.corpus.index import KnowledgeSources

    def introspect(on_progress: OnProgress) -> Catalog:
        assert warehouse is not None, "only compared"
        return warehouse.introspect(on_progress)

    fingerprint = source.location.fingerprint() or _url_stamp(source, refresh)
    described = descriptions_of(source)
    return KnowledgeSources(fingerprint, source.cards, source.samples, introspect, lambda: warehouse, described)


def descriptions_of(source: Source) -> Path:
    """Where descriptions that a model wrote are kept: apart from the index, which may be deleted at any time."""
    return source.index.parent.parent / "descriptions" / f"{source.index.name}.jsonl"


def _url_stamp(source: Source, refresh: bool) -> str:
    """When the URL was last looked at. It cannot tell that it changed, so its index is a day old at most."""
    from text2sql.corpus.state import read_state

    now = datetime.now(UTC)
    state = read_state(source.index)
    stamp = state.fingerprints.location if state else ""
    if not refresh and stamp.startswith(_URL_STAMP):
        looked = datetime.fromisoformat(stamp.removeprefix(_URL_STAMP))
        if timedelta() <= now - looked < _URL_INDEX_AGE:
            return stamp
    return _URL_STAMP + now.isoformat(timespec="seconds")


def _link_budget(settings: Settings) -> "LinkBudget":
    from text2sql.stages.linking import LinkBudget

    return LinkBudget(**asdict(settings.retrieval))

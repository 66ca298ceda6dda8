"""Settings to parts, parts to a pipeline: the only file that names providers.

Providers are imported where they are chosen, so that a command only pays for what it uses. What is slow to start (the
warehouse's process, the embedder's weights) is started first and works while the rest is being read.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from text2sql.catalog import Catalog, LocalText
from text2sql.errors import ModelError, SettingsError, UsageError
from text2sql.interfaces import Knowledge, OnProgress, Writer
from text2sql.settings import DatabaseSettings, Settings
from text2sql.types import Limits

if TYPE_CHECKING:
    from text2sql.corpus.building import IndexReport
    from text2sql.corpus.index import KnowledgeSources
    from text2sql.embedders.multilingual import MultilingualEmbedder
    from text2sql.pipeline import Pipeline
    from text2sql.stages.checking import Checker
    from text2sql.vector_stores.chroma import ChromaVectorStore
    from text2sql.warehouses.location import Location
    from text2sql.warehouses.opening import OpenWarehouse

DEMO = "shop"
_URL_INDEX_AGE = "url"


@dataclass(frozen=True)
class Source:
    """A database that was named, found and not opened yet."""

    name: str
    location: "Location"
    cards: Path
    samples: Path
    today: date
    description: str
    index: Path
    """The folder of its index."""


@dataclass(frozen=True)
class OpenDatabase:
    """A database ready to be asked. Close it to end the warehouse's process."""

    name: str
    today: date
    pipeline: "Pipeline"
    warehouse: "OpenWarehouse"
    knowledge: Knowledge
    checker: "Checker"
    report: "IndexReport | None"
    """What indexing did, or None when the index was current."""

    def close(self) -> None:
        """End the warehouse's process; safe to call twice."""
        self.warehouse.close()


def silent(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def find_source(settings: Settings, named: str | None) -> Source:
    """The database of that name, path or URL; without one the default.

    Raises:
        UsageError: there is no such database.
        CannotOpen: the file is missing or no database.
        SettingsError: no database was named and there is no default.
    """
    from text2sql.warehouses.location import parse_location

    known = _database(settings, named)
    if known is not None and _is_missing_demo(settings, known):
        raise UsageError("The demo warehouse has not been built yet. Run `text2sql demo` (or `make demo`) first.")
    location = parse_location(known.location if known else named or "", settings.data_folder)
    base = settings.file.parent if settings.file else Path.cwd()
    name = known.name if known else location.name
    return Source(
        name=name,
        location=location,
        cards=known.cards if known else base / "schemas" / location.name,
        samples=known.samples if known else base / "sample_queries" / location.name,
        today=_today(settings, known),
        description=known.description if known else "",
        index=settings.data_folder / "indexes" / location.key,
    )


def demo_file(settings: Settings) -> Path:
    """Where the demo warehouse lives: where the settings say, else in the data folder."""
    known = settings.databases.get(DEMO)
    return Path(known.location) if known else settings.data_folder / "shop.duckdb"


def _is_missing_demo(settings: Settings, known: DatabaseSettings) -> bool:
    return known.name == DEMO and "://" not in known.location and not demo_file(settings).exists()


def _database(settings: Settings, named: str | None) -> DatabaseSettings | None:
    """The settings of a named database; None when ``named`` is a path or URL."""
    wanted = (
        named or settings.default_database or (next(iter(settings.databases)) if len(settings.databases) == 1 else "")
    )
    if wanted in settings.databases:
        return settings.databases[wanted]
    if wanted == DEMO and not Path(wanted).exists():
        return _built_in_demo(settings)
    if named:
        known = ", ".join(settings.databases) or "none are set"
        if not any(sign in named for sign in "/.\\:") and not Path(named).exists():
            raise UsageError(
                f"There is no database `{named}`. Known names: {known}; a path or a SQLAlchemy URL works too."
            )
        return None
    if settings.default_database:
        raise SettingsError(f"default_database is `{settings.default_database}`, which is not under [databases].")
    raise UsageError(
        "Which database? Name one with -d: a name from text2sql.toml, a file, a folder or a SQLAlchemy URL."
    )


def _built_in_demo(settings: Settings) -> DatabaseSettings:
    base = settings.file.parent if settings.file else Path.cwd()
    return DatabaseSettings(DEMO, str(demo_file(settings)), base / "schemas" / DEMO, base / "sample_queries" / DEMO)


def _today(settings: Settings, known: DatabaseSettings | None) -> date:
    """The environment's or settings' day, the day after the demo's last one, or the real one."""
    if settings.today is not None:
        return settings.today
    if known is not None and known.today is not None:
        return known.today
    if known is not None and known.name == DEMO:
        from text2sql.demo.warehouse import read_as_of

        as_of = read_as_of(Path(known.location))
        if as_of is not None:
            return as_of + timedelta(days=1)
    return date.today()


def open_database(
    settings: Settings, named: str | None = None, model: str | None = None, on_progress: OnProgress = silent
) -> OpenDatabase:
    """Open a database and bring its index up to date; on first use it is introspected, profiled and indexed.

    Raises:
        UsageError: the database is not known.
        WarehouseError: it cannot be opened.
        KnowledgeError: a card or sample is wrong, or the index cannot be written.
        ModelError: the model asked for cannot be used.
    """
    source = find_source(settings, named)
    writer_of = _writer(model or settings.model.name)
    limits = Limits(settings.limits.rows, settings.limits.seconds, settings.limits.memory_megabytes)
    warehouse, embedder, store = _parts(source, limits, on_progress)
    from text2sql.corpus.building import build_index
    from text2sql.corpus.index import is_current, open_knowledge

    try:
        sources = knowledge_sources(source, warehouse)
        report = None
        if not is_current(source.index, sources, embedder):
            report = build_index(source.index, sources, embedder, store, on_progress)
        knowledge = open_knowledge(source.index, embedder, store)
        if source.description:
            words = LocalText(en=source.description)
            knowledge.catalog = replace(knowledge.catalog, database=source.name, description=words)
        else:
            knowledge.catalog = replace(knowledge.catalog, database=source.name)
        checker = make_checker(settings, knowledge.catalog)
        from text2sql.pipeline import Pipeline

        pipeline = Pipeline(knowledge, writer_of(), warehouse, checker, limits)
        return OpenDatabase(source.name, source.today, pipeline, warehouse, knowledge, checker, report)
    except BaseException:
        warehouse.close()
        raise


def _parts(
    source: Source, limits: Limits, on_progress: OnProgress
) -> "tuple[OpenWarehouse, MultilingualEmbedder, ChromaVectorStore]":
    from text2sql.warehouses.opening import open_warehouse

    warehouse = open_warehouse(source.location, limits, on_progress)
    warehouse.warm()
    from text2sql.embedders.multilingual import MultilingualEmbedder

    embedder = MultilingualEmbedder()
    embedder.warm()
    from text2sql.vector_stores.chroma import ChromaVectorStore

    return warehouse, embedder, ChromaVectorStore(source.index / "vectors")


def knowledge_sources(source: Source, warehouse: "OpenWarehouse") -> "KnowledgeSources":
    """Where the index of a source is built from. A URL cannot tell that it changed: its index is a day old at most."""
    from text2sql.corpus.index import KnowledgeSources

    fingerprint = source.location.fingerprint() or f"{_URL_INDEX_AGE} {date.today().isoformat()}"
    return KnowledgeSources(fingerprint, source.cards, source.samples, warehouse.introspect, lambda: warehouse)


def make_checker(settings: Settings, catalog: Catalog) -> "Checker":
    """The gate for a catalog under the settings."""
    from text2sql.stages.checking import Checker, CheckRules

    rules = CheckRules(
        row_limit=settings.limits.rows,
        extra_functions=frozenset(settings.safety.extra_functions),
        hidden_tables=frozenset(settings.safety.hidden_tables),
        personal=settings.safety.personal,
    )
    return Checker(catalog, rules)


def _writer(model: str) -> Callable[[], Writer]:
    """The writer for a model's name.

    Raises:
        ModelError: it is not one this version can use.
    """
    if model not in ("auto", "offline"):
        raise ModelError(
            f"The model `{model}` cannot be used: this version writes SQL offline only. "
            "Leave --model out or use --model offline."
        )

    def offline() -> Writer:
        from text2sql.writers.offline import OfflineWriter

        return OfflineWriter()

    return offline

"""The index of a database looked at with the providers it was built with; nothing is started and nothing built."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from text2sql.assembly.guarding import make_checker
from text2sql.assembly.models import make_embedder
from text2sql.assembly.opening import sources_of
from text2sql.catalog import Catalog
from text2sql.settings import Settings
from text2sql.sources import Source, find_source

if TYPE_CHECKING:
    from text2sql.corpus.checking_index import IndexCheck


def checked_index(settings: Settings, named: str | None = None) -> "tuple[Source, IndexCheck]":
    """What ``index --check`` finds out about a database's index.

    Raises:
        UsageError: the database is not known.
        CannotOpen: its file is missing.
    """
    from text2sql.corpus.checking_index import check_index
    from text2sql.types import Rejected
    from text2sql.vector_stores.chroma import ChromaVectorStore

    source = find_source(settings, named)

    def problem_under(catalog: Catalog) -> Callable[[str], str | None]:
        checker = make_checker(settings, catalog, source.personal)

        def problem(sql: str) -> str | None:
            checked = checker.check(sql)
            return checked.problem if isinstance(checked, Rejected) else None

        return problem

    store = ChromaVectorStore(source.index / "vectors")
    sources = sources_of(source, None)
    return source, check_index(source.index, sources, make_embedder(settings), store, problem_under)

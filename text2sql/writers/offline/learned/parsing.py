"""One question in, queries with probabilities out: values, features, network and search put together."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from threading import Lock

from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

from text2sql.catalog import Catalog
from text2sql.types import LinkedSchema, LinkedValue
from text2sql.writers.offline.learned.decoding import BEAMS, Decoded, decode, grammar_fingerprint
from text2sql.writers.offline.learned.features import Embed, SchemaSide, WordVectors, read_question, schema_side
from text2sql.writers.offline.learned.network import Network
from text2sql.writers.offline.learned.proposing import Likeness, Proposed
from text2sql.writers.offline.learned.reading import Reader
from text2sql.writers.offline.learned.scope import Scope
from text2sql.writers.offline.learned.values import value_candidates
from text2sql.writers.offline.learned.weights import About, shipped

_SCHEMAS_KEPT = 64


@dataclass(frozen=True)
class LearnedParser:
    """Proposes queries. Safe to use from several threads."""

    network: Network
    vectors: WordVectors
    _sides: dict[int, tuple[Catalog, SchemaSide]] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def propose(
        self, text: str, catalog: Catalog, found: Sequence[LinkedValue], beams: int = BEAMS
    ) -> tuple[Proposed, ...]:
        """The likeliest queries, best first; none when the schema has no column.

        Args:
            text: the question.
            catalog: what it is asked of; of a large one the part that :func:`part_of` leaves.
            found: cell values found in the question.
            beams: how many to follow at once, and to return at most.
        """
        if not any(table.columns for table in catalog.tables):
            return ()
        scope = Scope(catalog, value_candidates(text, found))
        side = self._side(catalog)
        with self._lock:
            features = read_question(text, side, scope.values, self.vectors)
        # Arrays are small, and BLAS threads wait for each other on busy processors (docs/decisions/0011).
        with _threads().limit(limits=1, user_api="blas"):
            decoded = decode(self.network, features, scope, beams)
        likeness = Likeness(features, side)
        return tuple(_proposed(each, scope, likeness) for each in decoded)

    def warm(self, catalog: Catalog) -> None:
        """Read the schema before the first question is asked."""
        self._side(catalog)

    def _side(self, catalog: Catalog) -> SchemaSide:
        with self._lock:
            # By identity: a catalog is made once, and comparing it part by part would cost more than all the rest.
            known = self._sides.get(id(catalog))
            if known is None or known[0] is not catalog:
                if len(self._sides) >= _SCHEMAS_KEPT:
                    self._sides.clear()
                tables = [(table, tuple(column.name for column in table.columns)) for table in catalog.tables]
                known = self._sides[id(catalog)] = (catalog, schema_side(catalog, tables, self.vectors))
            return known[1]


def _proposed(decoded: Decoded, scope: Scope, likeness: Likeness) -> Proposed:
    query = Reader(decoded.actions, scope).query()
    return Proposed(query, decoded.score, likeness.support(query, min(decoded.probabilities, default=1.0)))


@cache
def _threads() -> ThreadpoolController:
    """The BLAS libraries; looking for them takes milliseconds."""
    return ThreadpoolController()


def part_of(linked: LinkedSchema) -> Catalog:
    """The tables and columns that linking kept, in the catalog's order; the catalog itself when it kept all."""
    if linked.whole:
        return linked.catalog
    kept = {each.table.name: frozenset(each.columns) for each in linked.tables}
    tables = tuple(
        replace(table, columns=tuple(column for column in table.columns if column.name in kept[table.name]))
        for table in linked.catalog.tables
        if table.name in kept
    )
    joins = tuple(join for join in linked.catalog.joins if join.table in kept and join.to_table in kept)
    return replace(linked.catalog, tables=tables, joins=joins)


def shipped_parser(embed: Embed, embedder: str) -> LearnedParser | None:
    """The parser with the weights of the package; None when there are none for this grammar and this embedder."""
    found = shipped()
    if found is None or not fits(found[1], embedder):
        return None
    return LearnedParser(found[0], WordVectors(embed))


def fits(about: About, embedder: str) -> bool:
    """Whether weights were made for the grammar of today and for an embedder."""
    return about.grammar == grammar_fingerprint() and about.embedder == embedder

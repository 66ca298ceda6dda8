"""What has changed between the warehouse, its cards and the approved samples: the lines of ``schema diff``."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from text2sql.catalog import Catalog, SampleQuery, Table
from text2sql.corpus.cards.reading import TableCard
from text2sql.corpus.samples import runnable

DriftKind = Literal[
    "new table", "new column", "new value", "missing table", "missing column", "type changed", "broken term",
    "broken sample",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drift:
    """One difference."""

    kind: DriftKind
    name: str
    """The table, ``table.column``, ``table: term`` or sample it is about."""
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}" + (f" ({self.detail})" if self.detail else "")


def drift(
    catalog: Catalog,
    cards: Sequence[TableCard],
    samples: Iterable[SampleQuery],
    checker_problem: Callable[[str], str | None],
    previous: Catalog | None = None,
) -> tuple[Drift, ...]:
    """Differences, tables first.

    Args:
        catalog: what the warehouse says now, without cards.
        cards: what people wrote.
        samples: approved queries.
        checker_problem: why a query is not allowed, or None.
        previous: what the warehouse said before, to tell changed types.
    """
    return (
        *_against_cards(catalog, cards),
        *(_changed_types(catalog, previous) if previous is not None else ()),
        *_broken_terms(catalog, cards, checker_problem),
        *broken_samples(catalog, samples, checker_problem),
    )


def _against_cards(catalog: Catalog, cards: Sequence[TableCard]) -> Iterator[Drift]:
    by_name = {card.table.lower(): card for card in cards}
    for table in catalog.tables:
        card = by_name.get(table.name.lower())
        if card is None:
            yield Drift("new table", table.name, "it has no card; `text2sql schema pull` writes one")
        elif not card.hidden:
            yield from _columns_against_card(table, card)
    for card in cards:
        if catalog.table(card.table) is None:
            yield Drift("missing table", card.table, f"{card.path} is about a table that does not exist")


def _columns_against_card(table: Table, card: TableCard) -> Iterator[Drift]:
    carded = {column.name.lower() for column in card.columns}
    # A card that names no columns leaves them all to the warehouse on purpose.
    for column in table.columns if carded else ():
        if column.name.lower() not in carded:
            yield Drift("new column", f"{table.name}.{column.name}", f"{column.type}, not in {card.path}")
    named = [(name, "columns") for name in (column.name for column in card.columns)]
    named += [(card.time, "time")] if card.time else []
    named += [(name, "joins") for join in card.joins for name in join.columns]
    for name, where in dict.fromkeys(named):
        if table.column(name) is None:
            yield Drift("missing column", f"{table.name}.{name}", f"named under `{where}` in {card.path}")
    yield from _new_values(table, card)


def _new_values(table: Table, card: TableCard) -> Iterator[Drift]:
    """Codes that the data has and the card does not list, where it lists some and the profile knows all of them."""
    for carded in card.columns:
        column = table.column(carded.name)
        profile = column.profile if column is not None and not column.personal else None
        if not carded.values or profile is None or profile.distinct != len(profile.common):
            continue
        listed = {each.value for each in carded.values}
        for value in profile.common:
            if value not in listed:
                yield Drift("new value", f"{table.name}.{carded.name}", f"{value!r} is not listed in {card.path}")


def _changed_types(catalog: Catalog, previous: Catalog) -> Iterator[Drift]:
    for table in catalog.tables:
        before = previous.table(table.name)
        for column in table.columns if before is not None else ():
            earlier = before.column(column.name) if before is not None else None
            if earlier is not None and earlier.type != column.type:
                yield Drift("type changed", f"{table.name}.{column.name}", f"{earlier.type} is now {column.type}")


def _broken_terms(
    catalog: Catalog, cards: Iterable[TableCard], checker_problem: Callable[[str], str | None]
) -> Iterator[Drift]:
    for card in cards:
        table = catalog.table(card.table)
        if table is None or card.hidden:
            continue
        source = ".".join(
            _quoted(part) for part in ((table.schema, table.bare_name) if table.schema else (table.name,))
        )
        terms = [(term.name, term.expression, term.filter) for term in card.measures]
        terms += [(term.name, "COUNT(*)", term.condition) for term in card.filters]
        for name, expression, condition in terms:
            where = f" WHERE {condition}" if condition else ""
            problem = checker_problem(f"SELECT {expression} AS term FROM {source}{where}")
            if problem is not None:
                yield Drift("broken term", f"{table.name}: {name}", problem)


def broken_samples(
    catalog: Catalog, samples: Iterable[SampleQuery], checker_problem: Callable[[str], str | None]
) -> Iterator[Drift]:
    """Samples that may no longer run, or whose parameter lost its column."""
    for sample in samples:
        problem = checker_problem(runnable(sample)) or _lost_parameter(catalog, sample)
        if problem is not None:
            yield Drift("broken sample", sample.id, problem)


def _lost_parameter(catalog: Catalog, sample: SampleQuery) -> str | None:
    for parameter in sample.parameters:
        table = catalog.table(parameter.table)
        if parameter.kind == "value" and (table is None or table.column(parameter.column) is None):
            return f"the parameter `{parameter.name}` names {parameter.table}.{parameter.column}, which does not exist"
    return None


def _quoted(name: str) -> str:
    return name if name.replace("_", "a").isalnum() and name.isascii() else '"' + name.replace('"', '""') + '"'

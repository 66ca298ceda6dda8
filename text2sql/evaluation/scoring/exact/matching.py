"""Exact-set match: whether two queries have the same parts, whatever their values and mostly whatever their order.

Source: the Spider paper (Yu et al. 2018, section 5) and the official verdicts, which settle what the paper leaves open:

- Values and DISTINCT do not count, except inside of a derived table, which must be the same word by word; a nested
  query in a condition must be the same in order, DISTINCT and columns, though not in values.
- Columns that a foreign key joins are the same, but only outside of nested queries, and after INTERSECT, UNION or
  EXCEPT only when their table stands in the first FROM.
- GROUP BY compares column names without their tables; with them, and in order, once more for HAVING's sake.
- The conditions of joins do not count, but for ``or``, ``not``, ``in`` and ``like`` among them.
- LIMIT counts only beside ORDER BY and by presence; the direction of ORDER BY is the last one written.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from text2sql.evaluation.scoring.exact.grammar import (
    EMPTY,
    ColumnUnit,
    Condition,
    Conditions,
    ConditionValue,
    ReadQuery,
    Selected,
    Structure,
    Unreadable,
    ValueUnit,
)
from text2sql.evaluation.scoring.exact.reading import read_query


def exact_match(gold: str, predicted: str, structure: Structure) -> bool:
    """Whether both queries have the same parts. A prediction that cannot be read has none.

    Raises:
        Unreadable: gold cannot be read.
    """
    wanted = comparable(read_query(gold, structure), structure)
    try:
        given = read_query(predicted, structure)
    except Unreadable:
        given = EMPTY
    return same_parts(wanted, comparable(given, structure))


def comparable(query: ReadQuery, structure: Structure) -> ReadQuery:
    """The query without values and DISTINCT, and with one name for columns that foreign keys join."""
    tables = {source for source in query.sources if isinstance(source, str)}

    def canonical(column: str) -> str:
        return structure.same_as.get(column, column) if column.partition(".")[0] in tables else column

    return _with_columns(_without_values(query), canonical)


def same_parts(wanted: ReadQuery, given: ReadQuery) -> bool:
    """Whether two comparable queries have the same parts."""
    return all(same(wanted, given) for same in _PARTS)


def _select(wanted: ReadQuery, given: ReadQuery) -> bool:
    return Counter(wanted.selected) == Counter(given.selected)


def _where(wanted: ReadQuery, given: ReadQuery) -> bool:
    return Counter(wanted.where[::2]) == Counter(given.where[::2]) and set(wanted.where[1::2]) == set(given.where[1::2])


def _group(wanted: ReadQuery, given: ReadQuery) -> bool:
    return Counter(_column_names(wanted)) == Counter(_column_names(given))


def _having(wanted: ReadQuery, given: ReadQuery) -> bool:
    """HAVING counts only beside GROUP BY here; without it, its presence is noticed as a keyword."""
    if not wanted.groups or not given.groups:
        return bool(wanted.groups) == bool(given.groups)
    columns = [[unit.column for unit in query.groups] for query in (wanted, given)]
    return columns[0] == columns[1] and wanted.having == given.having


def _order(wanted: ReadQuery, given: ReadQuery) -> bool:
    if not wanted.order or not given.order:
        return bool(wanted.order) == bool(given.order)
    same = (wanted.direction, wanted.order) == (given.direction, given.order)
    return same and wanted.limited == given.limited


def _arms(wanted: ReadQuery, given: ReadQuery) -> bool:
    """What follows INTERSECT, EXCEPT or UNION."""
    names = [name for name, _ in wanted.combined]
    if names != [name for name, _ in given.combined]:
        return False
    return all(same_parts(one, other) for (_, one), (_, other) in zip(wanted.combined, given.combined, strict=True))


def _same_keywords(wanted: ReadQuery, given: ReadQuery) -> bool:
    return _keywords(wanted) == _keywords(given)


def _sources(wanted: ReadQuery, given: ReadQuery) -> bool:
    return not wanted.sources or Counter(wanted.sources) == Counter(given.sources)


_PARTS: tuple[Callable[[ReadQuery, ReadQuery], bool], ...] = (
    _select, _where, _group, _having, _order, _same_keywords, _arms, _sources,
)  # fmt: skip


def _column_names(query: ReadQuery) -> list[str]:
    return [unit.column.split(".")[1] if "." in unit.column else unit.column for unit in query.groups]


def _keywords(query: ReadQuery) -> set[str]:
    """The words that say of which kinds of parts a query is made."""
    present = (
        ("where", query.where),
        ("group", query.groups),
        ("having", query.having),
        ("order", query.order),
        (query.direction, query.order),
        ("limit", query.limited),
    )
    words = {word for word, there in present if there} | {name for name, _ in query.combined}
    every = (query.joined_on, query.where, query.having)
    words.update({"or"} if any("or" in conditions[1::2] for conditions in every) else ())
    for condition in (each for conditions in every for each in conditions[::2] if isinstance(each, Condition)):
        words.update({"not"} if condition.negated else ())
        words.update({condition.operator} & {"in", "like"})
    return words


def _without_values(query: ReadQuery) -> ReadQuery:
    """Values of conditions left out, also in nested queries; derived tables keep theirs, as in the official script."""
    return replace(
        query,
        joined_on=_valueless(query.joined_on),
        where=_valueless(query.where),
        having=_valueless(query.having),
        combined=tuple((name, _without_values(arm)) for name, arm in query.combined),
    )


def _valueless(conditions: Conditions) -> Conditions:
    def nested(value: ConditionValue) -> ConditionValue:
        return _without_values(value) if isinstance(value, ReadQuery) else None

    return tuple(
        replace(each, first=nested(each.first), second=nested(each.second))
        if isinstance(each, Condition) and place % 2 == 0
        else each
        for place, each in enumerate(conditions)
    )


def _with_columns(query: ReadQuery, canonical: Callable[[str], str]) -> ReadQuery:
    """One name for columns that mean the same, and no DISTINCT; neither reaches into nested queries."""
    renaming = _Renaming(canonical)
    return replace(
        query,
        distinct=False,
        selected=tuple(Selected(each.aggregate, renaming.value_unit(each.unit)) for each in query.selected),
        joined_on=renaming.conditions(query.joined_on),
        where=renaming.conditions(query.where),
        groups=tuple(map(renaming.column_unit, query.groups)),
        having=renaming.conditions(query.having),
        order=tuple(map(renaming.value_unit, query.order)),
        combined=tuple((name, _with_columns(arm, canonical)) for name, arm in query.combined),
    )


@dataclass(frozen=True, slots=True)
class _Renaming:
    canonical: Callable[[str], str]

    def column_unit(self, unit: ColumnUnit) -> ColumnUnit:
        return ColumnUnit(unit.aggregate, self.canonical(unit.column))

    def value_unit(self, unit: ValueUnit) -> ValueUnit:
        right = None if unit.right is None else self.column_unit(unit.right)
        return ValueUnit(unit.sign, self.column_unit(unit.left), right)

    def conditions(self, conditions: Iterable[Condition | str]) -> Conditions:
        return tuple(
            replace(each, left=self.value_unit(each.left)) if isinstance(each, Condition) and place % 2 == 0 else each
            for place, each in enumerate(conditions)
        )

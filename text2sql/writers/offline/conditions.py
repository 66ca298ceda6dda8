"""Which rows a question is about: values, business terms, bounds on numbers, absence of related rows."""

import re

from text2sql.language import BoundMention, ContainingMention, NumberMention
from text2sql.writers.offline.absences import read_absences, read_both_ways, read_presences
from text2sql.writers.offline.alternatives import gather_values, tell_apart
from text2sql.writers.offline.bands import bands_from
from text2sql.writers.offline.contrasts import take_both, tell_terms_apart
from text2sql.writers.offline.drafts import Draft, Word, display_column, is_key, key_column
from text2sql.writers.offline.figures import add_column, add_entity
from text2sql.writers.offline.literals import literal
from text2sql.writers.offline.rankings import concept_column
from text2sql.writers.offline.representation import (
    ColumnRef,
    Compare,
    Having,
    Literals,
    Measurement,
    Named,
    Operator,
)

_TIMES = {"일", "시간", "분", "초", "주", "개월", "day", "days", "hour", "hours", "minute", "minutes", "week", "weeks"}
_PERCENT = {"%", "percent", "percentage", "퍼센트", "프로", "per cent"}
_RATE = re.compile(r"percent|rate|ratio|share|pct|율|률|비율|퍼센트", re.IGNORECASE)
_MONEY = {"원", "won", "krw", "₩", "$", "달러", "dollar", "dollars", "usd"}


def read_adjacent_bounds(draft: Draft) -> None:
    """Bounds beside what they speak of, before that becomes a figure to show: "매출이 100만원 이상인 고객"."""
    for word in [*draft.unused("bound")]:
        target = _bounded(draft, word)
        if target is not None:
            word.used = True
            bind(draft, word, target)


def read_conditions(draft: Draft) -> None:
    """Everything that keeps or drops rows, except periods."""
    _read_bounds(draft)
    _read_containing(draft)
    read_both_ways(draft)
    read_absences(draft)
    read_presences(draft)
    _read_values(draft)
    _read_filters(draft)
    _read_flags(draft)
    _read_plain_numbers(draft)
    gather_values(draft)
    tell_terms_apart(draft)


def _read_bounds(draft: Draft) -> None:
    amount: ColumnRef | None = None
    for word in [*draft.unused("bound")]:
        bound = word.mention.special
        assert isinstance(bound, BoundMention)
        word.used = True
        bands = bands_from(draft.catalog, word.mention.text, bound)
        if bands is not None:
            draft.conditions.append(bands)
            continue
        figures = [figure for figure in draft.figures if figure.measure is not None or _is_counter(bound.unit)]
        column = _column_by_unit(draft, bound.unit)
        grouped = any(not dimension.hidden for dimension in draft.dimensions)
        if figures and (grouped or (_is_counter(bound.unit) and any(draft.unused("column")))):
            bind(draft, word, figures[0])
        elif column is not None:
            # "5만원 이상 10만원 이하" is one guess, not two.
            draft.doubt(0.0 if column == amount else 0.3)
            bind(draft, word, column)
            amount = column
        else:
            draft.doubt(1.2, word.mention.text)


def is_ratio(figure: Measurement) -> bool:
    """Whether a figure lies between 0 and 1."""
    return figure.share or bool(figure.portion) or (figure.measure is not None and figure.measure.unit == "ratio")


def is_per_cent(unit: str) -> bool:
    """Whether the unit of a number says per cent."""
    return unit.casefold() in _PERCENT


def _is_counter(unit: str) -> bool:
    return unit in ("건", "개", "명", "번", "회")


def bind(draft: Draft, word: Word, target: ColumnRef | Measurement) -> None:
    """A bound as a condition on what it speaks of; 5 % of a rate is 0.05."""
    bound = word.mention.special
    assert isinstance(bound, BoundMention)
    operator: Operator = "between" if bound.operator == "between" else bound.operator
    shares = isinstance(target, Measurement) and is_ratio(target)
    per_cent = is_per_cent(bound.unit)
    parts = 100 if shares and per_cent else 1
    if per_cent and not shares and not (isinstance(target, ColumnRef) and _is_rate(draft, target)):
        draft.doubt(1.2, word.mention.text)  # "above 70 % of the list price" is no price above 70
    found = (bound.low,) if bound.high is None else (bound.low, bound.high)
    values: Literals = found if parts == 1 else tuple(each / parts for each in found)
    if isinstance(target, ColumnRef):
        draft.conditions.append(Compare(target, operator, values))
    else:
        draft.having.append(Having(target, operator, values))


def _is_rate(draft: Draft, column: ColumnRef) -> bool:
    """Whether a column holds per cent or the like by its unit or by its names."""
    details = draft.details(column)
    if details.unit:
        return details.unit.casefold() in (*_PERCENT, "ratio")
    return any(_RATE.search(name) for name in (details.name, *details.synonyms))


def _bounded(draft: Draft, word: Word) -> ColumnRef | Measurement | None:
    """What a bound speaks of: the column, measure or counted table beside it.

    English counts what follows ("more than 3 orders") and compares what precedes ("price over 100"); Korean puts both
    before, except for a counted verb ("3건 이상 주문한").
    """
    any_kind: tuple[str, ...] = ("column", "measure", "table")
    sides = [(-1, any_kind), (1, any_kind)]
    if not draft.korean:
        sides.insert(0, (1, ("table", "measure")))
    for step, kinds in sides:
        target = draft.neighbour(word, step, *kinds)
        if target is None or target.mention.grouped:
            continue
        if target.kind == "column" and draft.is_number(target):
            target.used = True
            return target.meaning.column
        if target.kind == "measure":
            target.used = True
            return Measurement(target.meaning.table, "measure", measure=target.meaning.measure)
        if target.kind == "table" and not _is_amount(word) and _is_counted(draft, target):
            target.used = True
            return Measurement(target.meaning.table, "count")
    return None


def _is_amount(word: Word) -> bool:
    """Whether it is money or time that is bounded, which no count of rows is."""
    special = word.mention.special
    return isinstance(special, BoundMention) and special.unit.casefold() in _MONEY | _TIMES


def _is_counted(draft: Draft, target: Word) -> bool:
    """A table is counted when something else is asked about: "customers with more than 3 orders"."""
    others = [other for other in draft.words if other is not target and other.kind in ("table", "column", "measure")]
    return bool(others) or any(figure.table != target.meaning.table for figure in draft.figures)


def _column_by_unit(draft: Draft, unit: str) -> ColumnRef | None:
    """The only figure of the table asked about, or the only amount when the bound is an amount of money."""
    names = [word.meaning.table for word in draft.words if word.kind == "table"]
    if not names:
        return None
    table = draft.table_of(names[0])
    numbers = [column for column in table.columns if column.kind == "number" and not is_key(table, column.name)]
    fitting = [column for column in numbers if column.unit or unit.casefold() not in _MONEY]
    if len(fitting) > 1 and unit.casefold() in _MONEY:
        # Of several amounts the one that the table's first business measure adds up.
        summed = [measure.expression for measure in table.measures if measure.expression.startswith("SUM(")]
        first = [column for column in fitting if summed and summed[0] == f"SUM({column.name})"]
        price = concept_column(draft.catalog, draft, "price")
        fitting = first or [column for column in fitting if price == ColumnRef(table.name, column.name)]
    return ColumnRef(table.name, fitting[0].name) if len(fitting) == 1 else None


def _read_containing(draft: Draft) -> None:
    """A text within a text: of the column beside it, else of what the rows are known by."""
    for word in [*draft.unused("containing")]:
        wanted = word.mention.special
        assert isinstance(wanted, ContainingMention)
        word.used = True
        target = next((found for step in (-1, 1) if (found := draft.neighbour(word, step, "column"))), None)
        named = [each.meaning.table for each in draft.words if each.kind == "table"]
        own = (
            target is not None and _is_text(draft, target) and target.meaning.table in (named or [target.meaning.table])
        )
        column = target.meaning.column if target and own else None
        if target is not None:
            target.used = True
        if column is None:
            column = display_column(draft.table_of(named[-1 if draft.korean else 0])) if named else None
        if column is None:
            draft.doubt(1.2, word.mention.text)
        else:
            draft.conditions.append(Compare(column, "like", (f"%{wanted.wanted}%",)))


def _is_text(draft: Draft, word: Word) -> bool:
    return word.meaning.column is not None and draft.details(word.meaning.column).kind == "text"


def _read_values(draft: Draft) -> None:
    chosen: dict[ColumnRef, list[str]] = {}
    for word in [*draft.unused("value")]:
        word.used = True
        assert word.meaning.column is not None
        draft.cost += 1.2 * word.meaning.cost
        values = chosen.setdefault(word.meaning.column, [])
        if word.meaning.value not in values:
            values.append(word.meaning.value)
    for column, values in chosen.items():
        literals = tuple(literal(draft, column, value) for value in values)
        if len(literals) > 1 and take_both(draft):
            draft.conditions += [Compare(column, "=", (each,)) for each in literals]
        else:
            draft.conditions.append(Compare(column, "=" if len(literals) == 1 else "in", literals))
            tell_apart(draft, column, len(literals))
        for other in draft.unused("column"):
            if other.meaning.column == column:  # "region Seoul" names the column of the value
                other.used = True


def _read_filters(draft: Draft) -> None:
    for word in [*draft.unused("filter")]:
        word.used = True
        assert word.meaning.filter is not None
        condition = Named(word.meaning.table, word.meaning.filter)
        if condition not in draft.conditions:
            draft.conditions.append(condition)


def _read_plain_numbers(draft: Draft) -> None:
    """A number beside a numeric column is that column's value: "평점 5점"."""
    for word in [*draft.unused("number")]:
        number = word.mention.special
        assert isinstance(number, NumberMention)
        word.used = True
        target = draft.neighbour(word, -1, "column") or draft.neighbour(word, 1, "column")
        column = target.meaning.column if target else None
        by_unit = _column_of_unit(draft, number.unit)
        if target is None and by_unit is not None:
            draft.conditions.append(Compare(by_unit, "=", (number.value,)))
            continue
        if target is not None and column is not None and target.kind == "column":
            is_number = draft.details(column).effective_kind == "number"
            if is_number and (draft.is_number(target) or is_key(draft.table_of(column.table), column.column)):
                target.used = True
                draft.conditions.append(Compare(column, "=", (number.value,)))
                continue
        draft.doubt(1.0, word.mention.text)


def _column_of_unit(draft: Draft, unit: str) -> ColumnRef | None:
    """The only column in a table that is named whose figures have this unit: 5점 is a rating."""
    if not unit or unit.casefold() in _MONEY:
        return None
    tables = {word.meaning.table for word in draft.words if word.kind == "table"} | {
        each.table for each in draft.figures
    }
    found = [
        ColumnRef(name, column.name)
        for name in tables
        for column in draft.table_of(name).columns
        if column.unit and column.unit == unit
    ]
    return found[0] if len(found) == 1 else None


def _read_flags(draft: Draft) -> None:
    """A yes-or-no column that is named without a mark keeps the rows where it is true."""
    for word in [*draft.unused("column")]:
        column = word.meaning.column
        if column is not None and draft.details(column).kind == "boolean" and not word.mention.grouped:
            word.used = True
            draft.conditions.append(Compare(column, "=", (True,)))


def group_bounded(draft: Draft) -> None:
    """A bound on a figure needs groups: "customers with more than 3 orders" groups orders by customer."""
    if not draft.having or any(not each.hidden or each.grain for each in draft.dimensions):
        return
    heads = [word for word in draft.unused("column") if not draft.is_number(word) and not draft.is_date(word)]
    if heads and not any(
        word.kind == "table" and not word.used for word in draft.words
    ):  # "매출이 1억 원이 넘은 대분류"
        head = heads[-1] if draft.korean else heads[0]
        head.used = True
        add_column(draft, head)
        return
    if draft.table and draft.table != draft.having[0].measurement.table:
        key = key_column(draft.table_of(draft.table))
        add_entity(draft, draft.table)
        if key is None:
            draft.doubt(0.7)
    else:
        draft.doubt(1.2)

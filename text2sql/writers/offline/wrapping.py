"""What is asked of the groups once they are there: two periods side by side, the first of each group, growth, totals.

Each is a query around the grouped query, which every dialect has.
"""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sqlglot import exp

from text2sql.language import Period
from text2sql.language.calendars import Calendar, add_units
from text2sql.writers.offline.representation import (
    Comparison,
    Contrast,
    Dimension,
    Measurement,
    OverTime,
    Pairing,
    Representation,
    Within,
)

if TYPE_CHECKING:
    from text2sql.writers.offline.rendering import Rendering

_PARTS = ("one", "two")
_OVER = {"avg": exp.Avg, "max": exp.Max, "min": exp.Min, "sum": exp.Sum}


def wrapped(query: Representation, rendering: "Rendering") -> exp.Select | None:
    """The query around the grouped query; None when nothing is asked of the groups."""
    if query.pairing is not None:
        return _paired(query, query.pairing, rendering)
    if query.comparison is not None:
        return _compared(query, query.comparison, rendering)
    if query.contrast is not None:
        return _contrasted(query, query.contrast, rendering)
    if query.over_time is not None:
        return _over_time(query, query.over_time, rendering)
    if query.over_groups is not None:
        return _over_groups(query, rendering)
    return _within_groups(query, rendering) if query.limit_within else None


def _compared(query: Representation, comparison: Comparison, rendering: "Rendering") -> exp.Select:
    """The figure in both periods side by side, their difference and the growth rate."""
    expressions, measurement = rendering.expressions, query.measurements[0]
    now = expressions.within(comparison.column, comparison.current)
    before = expressions.within(comparison.column, comparison.previous)
    outer = _side_by_side(query, rendering, (now, before), ("", "previous_"))
    difference, growth = _difference(measurement, rendering)
    outer = outer.select(exp.alias_(difference, "difference"), exp.alias_(growth, "growth_rate"))
    if query.dimensions:
        by = _wanted_first(query)
        outer = outer.order_by(exp.Ordered(this=exp.column(by[0]), desc=by[1], nulls_first=False))
    outer = outer.limit(query.limit) if query.limit is not None else outer
    return outer.offset(query.offset) if query.offset else outer


def _paired(query: Representation, pairing: Pairing, rendering: "Rendering") -> exp.Select:
    """Both figures side by side, group by group, and what is made of them."""
    expressions = rendering.expressions
    both = (query, pairing.second)
    names = [rendering.name(each.measurements[0]).name for each in both]
    if names[0] == names[1]:
        names = [f"{each.table.rpartition('.')[2]}_{names[0]}" for each in both]
    parts = [
        _part(each, name, rendering).subquery(place) for each, name, place in zip(both, names, _PARTS, strict=True)
    ]
    keys = [expressions.identifier(expressions.dimension_alias(each)) for each in query.dimensions]
    shown = [key for key, each in zip(keys, query.dimensions, strict=True) if not each.hidden]
    one, two = (
        exp.column(expressions.identifier(name), table=place) for name, place in zip(names, _PARTS, strict=True)
    )
    outer = exp.Select(expressions=[*(exp.column(key.copy(), table=_PARTS[0]) for key in shown), one, two])
    sides = [[exp.column(key.copy(), table=place) for place in _PARTS] for key in keys]
    same = [exp.EQ(this=left, expression=right) for left, right in sides]
    outer = outer.from_(parts[0])
    on = exp.and_(*same) if same else None
    outer = outer.join(parts[1], on=on, join_type="left" if same else "cross")
    if pairing.wants == "quotient":
        above = exp.Mul(this=one.copy(), expression=exp.Literal.number("1.0"))
        below = exp.Nullif(this=two.copy(), expression=exp.Literal.number(0))
        outer = outer.select(exp.alias_(exp.Div(this=above, expression=below), "ratio"))
    elif pairing.wants != "beside":
        outer = outer.select(exp.alias_(exp.Sub(this=one.copy(), expression=two.copy()), "difference"))
    if pairing.wants in ("attained", "missed"):
        sign = exp.GTE if pairing.wants == "attained" else exp.LT
        outer = outer.where(sign(this=one.copy(), expression=two.copy()))
    return _paired_order(query, pairing, outer)


def _part(query: Representation, name: str, rendering: "Rendering") -> exp.Select:
    """One of the figures by its groups, every key of which is shown."""
    dimensions = tuple(replace(each, hidden=False) for each in query.dimensions)
    plain = replace(query, pairing=None, ordering=(), limit=None, offset=0, dimensions=dimensions)
    figure = exp.alias_(rendering.restricted(plain, plain.measurements[0]), rendering.expressions.identifier(name))
    return rendering.select(plain, [figure])


def _paired_order(query: Representation, pairing: Pairing, outer: exp.Select) -> exp.Select:
    """Time runs forward; other groups come by what is made of the figures, else by the first of them."""
    shown = [each for each in query.dimensions if not each.hidden]
    if not shown:
        return outer
    made = {"quotient": "ratio", "beside": ""}.get(pairing.wants, "difference")
    ranked = [each for each in query.ordering if isinstance(each.by, Measurement)]
    by = exp.column(made) if made else outer.expressions[len(shown)].copy()
    descending = ranked[0].descending if ranked else True
    if query.limit is None and any(each.grain for each in shown):
        by = next(outer.expressions[at].copy() for at, each in enumerate(shown) if each.grain)
        descending = False
    outer = outer.order_by(exp.Ordered(this=by, desc=descending, nulls_first=False))
    outer = outer.limit(query.limit) if query.limit is not None else outer
    return outer.offset(query.offset) if query.offset else outer


def _wanted_first(query: Representation) -> tuple[str, bool]:
    """The column that groups of a comparison are sorted by, and whether the largest comes first."""
    ranked = [each for each in query.ordering if isinstance(each.by, Measurement)]
    rate = query.limit is None or (query.comparison is not None and query.comparison.wants == "growth_rate")
    return ("growth_rate" if rate else "difference", ranked[0].descending if ranked else True)


def _contrasted(query: Representation, contrast: Contrast, rendering: "Rendering") -> exp.Select:
    """The figure over both kinds of rows side by side, and what the first has more."""
    first, second = (rendering.expressions.condition(each) for each in (contrast.first, contrast.second))
    names = ("first_", "second_")
    outer = _side_by_side(query, rendering, (first, second), names)
    own = rendering.expressions.measurement_alias(query.measurements[0])
    one, other = (exp.column(rendering.expressions.identifier(f"{each}{own}")) for each in names)
    return outer.select(exp.alias_(exp.Sub(this=one, expression=other), "difference"))


def _side_by_side(
    query: Representation, rendering: "Rendering", rows: tuple[exp.Expr, exp.Expr], prefixes: tuple[str, str]
) -> exp.Select:
    """All columns of the grouped query with its figure twice, over either rows."""
    measurement = query.measurements[0]
    name = rendering.expressions.measurement_alias(measurement)
    figures = [
        exp.alias_(rendering.restricted(query, measurement, each), rendering.expressions.identifier(f"{prefix}{name}"))
        for each, prefix in zip(rows, prefixes, strict=True)
    ]
    inner = rendering.select(replace(query, ordering=(), limit=None, offset=0), figures)
    inner = inner.where(exp.or_(*(each.copy() for each in rows)))
    return exp.Select(expressions=[exp.Star()]).from_(inner.subquery("compared"))


def _difference(measurement: Measurement, rendering: "Rendering") -> tuple[exp.Expr, exp.Expr]:
    """The difference between a figure and the one named ``previous_`` like it, and the growth rate."""
    name = rendering.expressions.measurement_alias(measurement)
    current, previous = (exp.column(rendering.expressions.identifier(each)) for each in (name, f"previous_{name}"))
    difference = exp.Sub(this=current, expression=previous.copy())
    growth = exp.Div(
        this=exp.Mul(this=exp.paren(difference.copy()), expression=exp.Literal.number("1.0")),
        expression=exp.Nullif(this=previous, expression=exp.Literal.number(0)),
    )
    return difference, growth


def _over_time(query: Representation, over_time: OverTime, rendering: "Rendering") -> exp.Select:
    """Each grain of time with the one before it, or with the sum of all up to it, within the other groups."""
    measurement = query.measurements[0]
    name = rendering.expressions.measurement_alias(measurement)
    figure = exp.column(rendering.name(measurement))
    grain = next(each for each in query.dimensions if each.grain)
    others = [each for each in query.dimensions if not each.grain and not each.hidden]
    query, start = _reaching_back(query, grain) if query.window or query.limit is not None else (query, None)
    by, *parted = (
        exp.column(rendering.expressions.identifier(rendering.expressions.dimension_alias(each)))
        for each in (grain, *others)
    )
    inner = rendering.select(replace(query, over_time=None, ordering=(), limit=None), rendering.figures(query))
    order = exp.Order(expressions=[exp.Ordered(this=by.copy())])

    def window(this: exp.Expr) -> exp.Window:
        partition = [each.copy() for each in parted]
        return exp.Window(this=this, partition_by=partition, order=order.copy())

    if over_time == "moving":
        average = window(exp.Avg(this=figure))
        average.set("spec", _preceding((query.window or 2) - 1))
        moving = exp.alias_(average, rendering.expressions.identifier(f"moving_average_{name}"))
        outer = exp.Select(expressions=[exp.Star(), moving]).from_(inner.subquery("grouped"))
        outer = outer if start is None else exp.Select(expressions=[exp.Star()]).from_(outer.subquery("averaged"))
    elif over_time == "cumulative":
        total = exp.alias_(window(exp.Sum(this=figure)), rendering.expressions.identifier(f"cumulative_{name}"))
        outer = exp.Select(expressions=[exp.Star(), total]).from_(inner.subquery("grouped"))
    else:
        before = exp.alias_(window(exp.Lag(this=figure)), rendering.expressions.identifier(f"previous_{name}"))
        beside = exp.Select(expressions=[exp.Star(), before]).from_(inner.subquery("grouped"))
        difference, growth = _difference(measurement, rendering)
        shown = [exp.Star(), exp.alias_(difference, "difference"), exp.alias_(growth, "growth_rate")]
        outer = exp.Select(expressions=shown).from_(beside.subquery("compared"))
        if over_time in ("rose", "fell"):
            changed = exp.GT if over_time == "rose" else exp.LT
            outer = exp.Select(expressions=[exp.Star()]).from_(outer.subquery("changed"))
            outer = outer.where(changed(this=exp.column("difference"), expression=exp.Literal.number(0)))
    if start is not None:
        outer = outer.where(exp.GTE(this=by.copy(), expression=rendering.expressions.day(start)))
    if query.limit is not None and over_time in ("growth", "growth_rate"):
        wanted = "difference" if over_time == "growth" else "growth_rate"
        ranked = exp.Ordered(this=exp.column(wanted), desc=query.ordering[0].descending, nulls_first=False)
        outer = outer.order_by(ranked).limit(query.limit)
        return outer.offset(query.offset) if query.offset else outer
    return outer.order_by(*(exp.Ordered(this=each.copy(), nulls_first=False) for each in (*parted, by)))


def _reaching_back(query: Representation, grain: Dimension) -> tuple[Representation, date | None]:
    """The query with the grains of time before its period too, and where that begins: the first month has one before.

    The query itself where its period is open or over another column.
    """
    periods = [each for each in query.conditions if isinstance(each, Within)]
    if len(periods) != 1 or periods[0].column != grain.column or grain.grain not in ("day", "week", "month", "quarter"):
        return query, None
    begun = periods[0].period.start
    if begun is None:
        return query, None
    calendar = Calendar(begun)
    start = calendar.unit_of(begun, grain.grain).start
    assert start is not None
    earlier = add_units(start, -((query.window or 2) - 1), grain.grain)
    longer = replace(periods[0], period=Period(earlier, periods[0].period.end))
    return replace(query, conditions=tuple(longer if each is periods[0] else each for each in query.conditions)), start


def _preceding(rows: int) -> exp.WindowSpec:
    return exp.WindowSpec(kind="ROWS", start=exp.Literal.number(rows), start_side="PRECEDING", end="CURRENT ROW")


def _within_groups(query: Representation, rendering: "Rendering") -> exp.Select:
    """The first rows of each group: a row number inside a subquery, which every dialect has."""
    ordering = query.ordering[0]
    assert isinstance(ordering.by, Measurement)
    by = exp.Ordered(this=rendering.restricted(query, ordering.by), desc=ordering.descending, nulls_first=False)
    place = exp.Window(
        this=exp.RowNumber(),
        partition_by=[rendering.expressions.dimension(each) for each in query.limit_within],
        order=exp.Order(expressions=[by]),
    )
    figures = [*rendering.figures(query), exp.alias_(place, "place")]
    inner = rendering.select(replace(query, limit=None, offset=0, limit_within=(), ordering=()), figures)
    outer = exp.Select(expressions=[exp.Star()]).from_(inner.subquery("ranked"))
    last = exp.Literal.number((query.limit or 1) + query.offset)
    outer = outer.where(exp.LTE(this=exp.column("place"), expression=last))
    if query.offset:
        outer = outer.where(exp.GT(this=exp.column("place"), expression=exp.Literal.number(query.offset)))
    first = rendering.expressions.identifier(rendering.expressions.dimension_alias(query.limit_within[0]))
    return outer.order_by(
        exp.Ordered(this=exp.column(first), nulls_first=False), exp.Ordered(this=exp.column("place"), nulls_first=False)
    )


def _over_groups(query: Representation, rendering: "Rendering") -> exp.Select:
    """How many groups there are, or the average (highest, lowest, total) figure of a group."""
    inner = rendering.select(replace(query, over_groups=None, ordering=(), limit=None), rendering.figures(query))
    if query.over_groups == "count":
        subject = query.dimensions[0].column.table.rpartition(".")[2]
        figure: exp.Expr = exp.Count(this=exp.Star())
        alias = f"{subject}_count"
    else:
        assert query.over_groups is not None
        name = rendering.expressions.measurement_alias(query.measurements[0])
        figure = _OVER[query.over_groups](this=exp.column(rendering.name(query.measurements[0])))
        alias = f"{query.over_groups}_{name}"
    shown = exp.alias_(figure, rendering.expressions.identifier(alias))
    groups = [
        exp.column(rendering.expressions.identifier(rendering.expressions.dimension_alias(each)))
        for each in query.over_dimensions
    ]
    outer = exp.Select(expressions=[*groups, shown]).from_(inner.subquery("grouped"))
    times = [group for group, each in zip(groups, query.over_dimensions, strict=True) if each.grain]
    outer = outer.group_by(*(each.copy() for each in groups)) if groups else outer
    return outer.order_by(*(exp.Ordered(this=each.copy(), nulls_first=False) for each in times)) if times else outer

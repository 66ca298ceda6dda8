"""From the representation to SQL: joins, EXISTS for what would fan out, grouping, ordering."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlglot import exp

from text2sql.catalog import Join
from text2sql.writers.offline.expressions import Expressions
from text2sql.writers.offline.joins import JoinGraph
from text2sql.writers.offline.representation import (
    ColumnRef,
    Comparison,
    Dimension,
    Exists,
    Measurement,
    Ordering,
    Representation,
    RowCondition,
    table_of,
)

_OVER = {"avg": exp.Avg, "max": exp.Max, "min": exp.Min, "sum": exp.Sum}


class NotExpressible(Exception):
    """The tables of a representation do not hang together without multiplying rows. Never leaves the writer."""


@dataclass(frozen=True)
class Rendering:
    """Renders representations over one catalog."""

    expressions: Expressions
    graph: JoinGraph

    def sql(self, query: Representation) -> str:
        """The query in the catalog's dialect.

        Raises:
            NotExpressible: a column cannot be reached from the table asked about.
        """
        if query.comparison is not None:
            tree = self._compared(query, query.comparison)
        elif query.over_groups is not None:
            tree = self._over_groups(query)
        elif query.limit_within:
            tree = self._within_groups(query)
        else:
            tree = self._select(query, [self._figure(query, each) for each in query.measurements])
        return tree.sql(dialect=self.expressions.catalog.dialect, pretty=True)

    def _select(self, query: Representation, figures: Sequence[exp.Expr]) -> exp.Select:
        shown = [self._shown(query, each) for each in query.dimensions if not each.hidden]
        shown += figures
        shown += [self.expressions.column(column) for column in query.columns]
        select = exp.Select(expressions=shown).from_(self.expressions.table(query.table))
        select = self._joined(select, query.table, _needed(query, self._reachable(query)))
        conditions = self._conditions(query)
        if conditions:
            select = select.where(*conditions)
        if query.dimensions and (query.measurements or query.having):
            select = select.group_by(*(self.expressions.dimension(each) for each in query.dimensions))
        if query.having:
            select = select.having(*self._having(query))
        if query.ordering:
            select.set("order", exp.Order(expressions=[self._ordered(each, query) for each in query.ordering]))
        if query.limit is not None:
            select = select.limit(query.limit)
        return select.distinct() if query.distinct else select

    def _reachable(self, query: Representation) -> set[str]:
        return set(self.graph.upward_from(query.table))

    def _joined(self, select: exp.Select, base: str, tables: Iterable[str]) -> exp.Select:
        """The SELECT with every table joined along its many-to-one path from ``base``."""
        done: list[Join] = []
        for table in tables:
            path = self.graph.upward(base, table)
            if path is None:
                raise NotExpressible(table)
            for join in path:
                if join not in done:
                    done.append(join)
                    select = select.join(self.expressions.table(join.to_table), on=self._on(join))
        return select

    def _on(self, join: Join) -> exp.Expr:
        return exp.and_(
            *(
                exp.EQ(
                    this=self.expressions.column(ColumnRef(join.table, here)),
                    expression=self.expressions.column(ColumnRef(join.to_table, there)),
                )
                for here, there in zip(join.columns, join.to_columns, strict=True)
            )
        )

    def _shown(self, query: Representation, dimension: Dimension) -> exp.Expr:
        tree = self.expressions.dimension(dimension)
        alias = self.expressions.dimension_alias(dimension)
        aliases = [self.expressions.dimension_alias(each) for each in query.dimensions if not each.hidden]
        if aliases.count(alias) > 1:
            alias = f"{dimension.column.table.rpartition('.')[2]}_{alias}"
        elif dimension.grain is None:
            return tree
        return exp.alias_(tree, self.expressions.identifier(alias))

    def _figure(self, query: Representation, measurement: Measurement) -> exp.Expr:
        alias = self.expressions.identifier(self.expressions.measurement_alias(measurement))
        return exp.alias_(self._restricted(query, measurement), alias)

    def _restricted(self, query: Representation, measurement: Measurement, period: exp.Expr | None = None) -> exp.Expr:
        """The figure with its business filter, unless that filter already holds for the whole query."""
        own = measurement.measure.filter if measurement.measure else ""
        restrictions = [] if period is None else [period]
        if own and own != _shared_filter(query):
            restrictions.insert(0, self.expressions.fragment(own, measurement.table))
        return self.expressions.measurement(measurement, exp.and_(*restrictions) if restrictions else None)

    def _having(self, query: Representation) -> list[exp.Expr]:
        return [
            self.expressions.comparison(self._restricted(query, bound.measurement), bound.operator, bound.values)
            for bound in query.having
        ]

    def _ordered(self, ordering: Ordering, query: Representation) -> exp.Ordered:
        if isinstance(ordering.by, Measurement):
            if ordering.by in query.measurements:
                alias = self.expressions.measurement_alias(ordering.by)
                tree: exp.Expr = exp.Column(this=self.expressions.identifier(alias))
            else:
                tree = self._restricted(query, ordering.by)
        elif isinstance(ordering.by, Dimension):
            tree = self.expressions.dimension(ordering.by)
        else:
            tree = self.expressions.column(ordering.by)
        # NULLs last in both directions and in every dialect: an unknown value is never "the most".
        return exp.Ordered(this=tree, desc=ordering.descending, nulls_first=False)

    def _conditions(self, query: Representation) -> list[exp.Expr]:
        shared = _shared_filter(query)
        trees = [self.expressions.fragment(shared, query.table)] if shared else []
        reachable = self._reachable(query)
        distant: dict[str, list[RowCondition]] = {}
        for condition in query.conditions:
            if isinstance(condition, Exists) and condition.negated:
                trees.append(self._exists(query.table, condition))
            elif isinstance(condition, Exists):
                # One row has to meet everything that is said of it: the order placed last month is the one by app.
                meeting = self.graph.meeting([query.table, condition.table]) or condition.table
                distant.setdefault(meeting, []).extend(condition.conditions)
            elif table_of(condition) in reachable:
                trees.append(self.expressions.condition(condition))
            else:
                through = self.graph.meeting([query.table, table_of(condition)])
                distant.setdefault(through or table_of(condition), []).append(condition)
        return trees + [self._exists(query.table, Exists(table, tuple(each))) for table, each in distant.items()]

    def _exists(self, base: str, condition: Exists) -> exp.Expr:
        """EXISTS over the table through which ``base`` and the condition's table meet."""
        through = self.graph.meeting([base, condition.table, *map(table_of, condition.conditions)])
        path = self.graph.upward(through, base) if through else None
        if through is None or not path:
            raise NotExpressible(condition.table)
        needed = [join.to_table for join in path[:-1]]
        needed += [condition.table, *map(table_of, condition.conditions)]
        select = exp.Select(expressions=[exp.Literal.number(1)]).from_(self.expressions.table(through))
        select = self._joined(select, through, needed)
        where = [self._on(path[-1]), *(self.expressions.condition(each) for each in condition.conditions)]
        tree = exp.Exists(this=select.where(*where))
        return exp.not_(tree) if condition.negated else tree

    def _compared(self, query: Representation, comparison: Comparison) -> exp.Select:
        """The figure in both periods side by side, their difference and the growth rate."""
        measurement = query.measurements[0]
        name = self.expressions.measurement_alias(measurement)
        now = self.expressions.within(comparison.column, comparison.current)
        before = self.expressions.within(comparison.column, comparison.previous)
        figures = [
            exp.alias_(self._restricted(query, measurement, period), self.expressions.identifier(alias))
            for period, alias in ((now, name), (before, f"previous_{name}"))
        ]
        inner = self._select(replace(query, ordering=(), limit=None), figures)
        inner = inner.where(exp.or_(now.copy(), before.copy()))
        current, previous = (exp.column(self.expressions.identifier(each)) for each in (name, f"previous_{name}"))
        difference = exp.Sub(this=current.copy(), expression=previous.copy())
        growth = exp.Div(
            this=exp.Mul(this=exp.paren(difference.copy()), expression=exp.Literal.number("1.0")),
            expression=exp.Nullif(this=previous.copy(), expression=exp.Literal.number(0)),
        )
        outer = exp.Select(
            expressions=[exp.Star(), exp.alias_(difference, "difference"), exp.alias_(growth, "growth_rate")]
        ).from_(inner.subquery("compared"))
        if query.dimensions:
            outer = outer.order_by(exp.Ordered(this=exp.column("growth_rate"), desc=True, nulls_first=False))
        return outer.limit(query.limit) if query.limit is not None else outer

    def _within_groups(self, query: Representation) -> exp.Select:
        """The first rows of each group: a row number inside a subquery, which every dialect has."""
        figures = [self._figure(query, each) for each in query.measurements]
        ordering = query.ordering[0]
        assert isinstance(ordering.by, Measurement)
        by = exp.Ordered(this=self._restricted(query, ordering.by), desc=ordering.descending, nulls_first=False)
        place = exp.Window(
            this=exp.RowNumber(),
            partition_by=[self.expressions.dimension(each) for each in query.limit_within],
            order=exp.Order(expressions=[by]),
        )
        figures.append(exp.alias_(place, "place"))
        inner = self._select(replace(query, limit=None, limit_within=(), ordering=()), figures)
        outer = exp.Select(expressions=[exp.Star()]).from_(inner.subquery("ranked"))
        outer = outer.where(exp.LTE(this=exp.column("place"), expression=exp.Literal.number(query.limit or 1)))
        first = exp.column(self.expressions.identifier(self.expressions.dimension_alias(query.limit_within[0])))
        return outer.order_by(
            exp.Ordered(this=first, nulls_first=False), exp.Ordered(this=exp.column("place"), nulls_first=False)
        )

    def _over_groups(self, query: Representation) -> exp.Select:
        """How many groups there are, or the average (highest, lowest, total) figure of a group."""
        figures = [self._figure(query, each) for each in query.measurements]
        inner = self._select(replace(query, over_groups=None, ordering=(), limit=None), figures)
        if query.over_groups == "count":
            subject = query.dimensions[0].column.table.rpartition(".")[2]
            figure: exp.Expr = exp.Count(this=exp.Star())
            alias = f"{subject}_count"
        else:
            assert query.over_groups is not None
            name = self.expressions.measurement_alias(query.measurements[0])
            figure = _OVER[query.over_groups](this=exp.column(self.expressions.identifier(name)))
            alias = f"{query.over_groups}_{name}"
        figure = exp.alias_(figure, self.expressions.identifier(alias))
        return exp.Select(expressions=[figure]).from_(inner.subquery("grouped"))


def _shared_filter(query: Representation) -> str:
    """The business filter that all figures of the query have in common, or empty."""
    figures = (*query.measurements, *(bound.measurement for bound in query.having))
    filters = {each.measure.filter if each.measure else "" for each in figures}
    return filters.pop() if len(filters) == 1 else ""


def _needed(query: Representation, reachable: set[str]) -> list[str]:
    """The tables to join besides the query's own, in the order in which they are spoken of."""
    tables = [dimension.column.table for dimension in query.dimensions]
    tables += [column.table for column in query.columns]
    figures = (*query.measurements, *(bound.measurement for bound in query.having))
    tables += [each.column.table for each in figures if each.column is not None]
    tables += [table_of(condition) for each in figures for condition in each.portion]
    tables += [each.by.table for each in query.ordering if isinstance(each.by, ColumnRef)]
    conditions = [each for each in query.conditions if not isinstance(each, Exists)]
    tables += [table for table in map(table_of, conditions) if table in reachable]
    if query.comparison is not None:
        tables.append(query.comparison.column.table)
    return list(dict.fromkeys(table for table in tables if table != query.table))

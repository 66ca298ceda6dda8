"""From the representation to SQL: joins, EXISTS for what would fan out, grouping, ordering."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlglot import exp

from text2sql.catalog import Join
from text2sql.writers.offline.expressions import Expressions
from text2sql.writers.offline.joins import JoinGraph
from text2sql.writers.offline.representation import (
    ColumnRef,
    Compare,
    Condition,
    Dimension,
    Exists,
    Having,
    Measurement,
    Ordering,
    Representation,
    RowCondition,
    Within,
    table_of,
)
from text2sql.writers.offline.wrapping import wrapped

_WITHOUT_MEDIAN = ("sqlite", "mysql")


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
        tree = wrapped(query, self) or self.select(query, self.figures(query))
        return tree.sql(dialect=self.expressions.catalog.dialect, pretty=True)

    def select(self, query: Representation, figures: Sequence[exp.Expr]) -> exp.Select:
        """The grouped query with these figures; it has no regard for what is wrapped around it."""
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
        if query.offset:
            select = select.offset(query.offset)
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

    def figures(self, query: Representation) -> list[exp.Expr]:
        """Its figures, each under its name."""
        return [exp.alias_(self.restricted(query, each), self.name(each)) for each in query.measurements]

    def name(self, measurement: Measurement) -> exp.Identifier:
        """The name of a figure's result column."""
        return self.expressions.identifier(self.expressions.measurement_alias(measurement))

    def restricted(self, query: Representation, measurement: Measurement, rows: exp.Expr | None = None) -> exp.Expr:
        """The figure with its business filter, unless that filter already holds for the whole query; over some rows."""
        own = measurement.measure.filter if measurement.measure else ""
        restrictions = [] if rows is None else [rows]
        if own and own != _shared_filter(query):
            restrictions.insert(0, self.expressions.fragment(own, measurement.table))
        if measurement.function == "median" and self.expressions.catalog.dialect in _WITHOUT_MEDIAN:
            raise NotExpressible(measurement.table)
        portion = self._trees(query, measurement.portion)
        return self.expressions.measurement(
            measurement,
            exp.and_(*restrictions) if restrictions else None,
            exp.and_(*portion) if portion else None,
        )

    def _having(self, query: Representation) -> list[exp.Expr]:
        return [self._bound(query, bound) for bound in query.having]

    def _bound(self, query: Representation, bound: Having) -> exp.Expr:
        figure = self.restricted(query, bound.measurement)
        if not bound.average:
            return self.expressions.comparison(figure, bound.operator, bound.values)
        plain = replace(query, measurements=(bound.measurement,), having=(), ordering=(), limit=None, columns=())
        groups = self.select(plain, self.figures(plain)).subquery("groups")
        average = exp.Select(expressions=[exp.Avg(this=exp.column(self.name(bound.measurement)))]).from_(groups)
        return self.expressions.compared(figure, bound.operator, average.subquery())

    def _ordered(self, ordering: Ordering, query: Representation) -> exp.Ordered:
        if isinstance(ordering.by, Measurement):
            if ordering.by in query.measurements:
                alias = self.expressions.measurement_alias(ordering.by)
                tree: exp.Expr = exp.Column(this=self.expressions.identifier(alias))
            else:
                tree = self.restricted(query, ordering.by)
        elif isinstance(ordering.by, Dimension):
            tree = self.expressions.dimension(ordering.by)
        else:
            tree = self.expressions.column(ordering.by)
        # NULLs last in both directions and in every dialect: an unknown value is never "the most".
        return exp.Ordered(this=tree, desc=ordering.descending, nulls_first=False)

    def _conditions(self, query: Representation) -> list[exp.Expr]:
        shared = _shared_filter(query)
        trees = [self.expressions.fragment(shared, query.table)] if shared else []
        return trees + self._trees(query, query.conditions)

    def _trees(self, query: Representation, conditions: Iterable[Condition]) -> list[exp.Expr]:
        """Conditions on the rows of a query; what is said of related rows becomes EXISTS."""
        trees: list[exp.Expr] = []
        reachable = self._reachable(query)
        distant: list[tuple[str, list[RowCondition]]] = []
        for condition in conditions:
            if isinstance(condition, Exists) and condition.negated:
                trees.append(self._exists(query.table, condition))
            elif isinstance(condition, Exists):
                # One row has to meet everything that is said of it: the order placed last month is the one by app.
                meeting = self.graph.meeting([query.table, condition.table]) or condition.table
                _join_in(distant, meeting, condition.conditions)
            elif table_of(condition) in reachable:
                trees.append(self._row_condition(condition, query.conditions))
            else:
                through = self.graph.meeting([query.table, table_of(condition)])
                _join_in(distant, through or table_of(condition), (condition,))
        return trees + [self._exists(query.table, Exists(table, tuple(each))) for table, each in distant]

    def _row_condition(self, condition: RowCondition, beside: Iterable[Condition]) -> exp.Expr:
        """A condition on one row; an average it is held against is that of the periods beside it."""
        if not isinstance(condition, Compare) or not condition.average:
            return self.expressions.condition(condition)
        table = condition.column.table
        periods = tuple(each for each in beside if isinstance(each, Within) and each.column.table == table)
        figure = exp.Avg(this=self.expressions.column(condition.column))
        average = self.select(Representation(table, conditions=periods), [figure])
        return self.expressions.compared(
            self.expressions.column(condition.column), condition.operator, average.subquery()
        )

    def _exists(self, base: str, condition: Exists) -> exp.Expr:
        """EXISTS over the table through which ``base`` and the condition's table meet."""
        wanted = {base, condition.table, *map(table_of, condition.conditions)}
        within = wanted <= self.graph.upward_from(condition.table).keys()
        through = condition.table if within else self.graph.meeting(wanted)
        path = self.graph.upward(through, base) if through else None
        if through is None or not path:
            raise NotExpressible(condition.table)
        needed = [join.to_table for join in path[:-1]]
        needed += [condition.table, *map(table_of, condition.conditions)]
        select = exp.Select(expressions=[exp.Literal.number(1)]).from_(self.expressions.table(through))
        select = self._joined(select, through, needed)
        where = [
            self._on(path[-1]),
            *(self._row_condition(each, condition.conditions) for each in condition.conditions),
        ]
        tree = exp.Exists(this=select.where(*where))
        return exp.not_(tree) if condition.negated else tree


def _join_in(distant: list[tuple[str, list[RowCondition]]], table: str, conditions: Sequence[RowCondition]) -> None:
    """Add to what one related row has to meet, unless no row could: "ordered in 2025 and in 2026" takes two."""
    for name, known in distant:
        if name == table and not any(_exclude_each_other(one, other) for one in known for other in conditions):
            known.extend(conditions)
            return
    distant.append((table, list(conditions)))


def _exclude_each_other(one: RowCondition, other: RowCondition) -> bool:
    if isinstance(one, Within) and isinstance(other, Within):
        return one.column == other.column and one.period != other.period
    if isinstance(one, Compare) and isinstance(other, Compare):
        return one.column == other.column and one.operator == other.operator == "=" and one.values != other.values
    return False


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
    portions = [condition for each in figures for condition in each.portion if not isinstance(condition, Exists)]
    tables += [table for table in map(table_of, portions) if table in reachable]
    tables += [each.by.table for each in query.ordering if isinstance(each.by, ColumnRef)]
    conditions = [each for each in query.conditions if not isinstance(each, Exists)]
    tables += [table for table in map(table_of, conditions) if table in reachable]
    if query.comparison is not None:
        tables.append(query.comparison.column.table)
    if query.contrast is not None:
        tables += [table_of(query.contrast.first), table_of(query.contrast.second)]
    return list(dict.fromkeys(table for table in tables if table != query.table))

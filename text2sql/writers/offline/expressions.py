"""Pieces of SQL as sqlglot trees: names, literals, conditions, figures and time grains.

What differs between dialects and is not left to sqlglot's transpiler stands here and nowhere else.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlglot import exp, parse_one
from sqlglot.dialects.dialect import Dialect

from text2sql.catalog import Catalog, Column
from text2sql.language import Period
from text2sql.writers.offline.representation import (
    ColumnRef,
    Dimension,
    Either,
    GrainName,
    Measurement,
    Named,
    RowCondition,
    Within,
)

_PLAIN = re.compile(r"[a-z_][a-z0-9_]*")
_PLAIN_ANY_CASE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_FOLDS_TO_LOWER_CASE = {"postgres", "redshift"}
_COMPARISONS = {"=": exp.EQ, "!=": exp.NEQ, "<": exp.LT, "<=": exp.LTE, ">": exp.GT, ">=": exp.GTE}
_AGGREGATES = {"sum": exp.Sum, "avg": exp.Avg, "min": exp.Min, "max": exp.Max, "median": exp.Median}
ALIAS_PREFIX = {"sum": "total", "avg": "average", "min": "lowest", "max": "highest", "median": "median"}
"""What a result column that is computed from a column begins with, before that column's name."""

_GRAINS: dict[GrainName, str] = {
    "hour": "DATE_TRUNC('hour', {0})",
    "day": "CAST({0} AS DATE)",
    "week": "CAST(DATE_TRUNC('week', {0}) AS DATE)",
    "month": "CAST(DATE_TRUNC('month', {0}) AS DATE)",
    "quarter": "CAST(DATE_TRUNC('quarter', {0}) AS DATE)",
    "year": "EXTRACT(YEAR FROM {0})",
    "weekday": "EXTRACT(ISODOW FROM {0})",
    "hour_of_day": "EXTRACT(HOUR FROM {0})",
}
_SQLITE_GRAINS: dict[GrainName, str] = {
    "hour": "strftime('%Y-%m-%d %H:00', {0})",
    "day": "date({0})",
    "week": "date({0}, '-6 days', 'weekday 1')",
    "month": "strftime('%Y-%m', {0})",
    "quarter": "strftime('%Y', {0}) || '-Q' || ((CAST(strftime('%m', {0}) AS INTEGER) + 2) / 3)",
    "year": "CAST(strftime('%Y', {0}) AS INTEGER)",
    "weekday": "((CAST(strftime('%w', {0}) AS INTEGER) + 6) % 7) + 1",
    "hour_of_day": "CAST(strftime('%H', {0}) AS INTEGER)",
}


@dataclass(frozen=True)
class Expressions:
    """Builds expressions over the tables of one catalog in its dialect."""

    catalog: Catalog

    @cached_property
    def _keywords(self) -> frozenset[str]:
        tokenizer = Dialect.get_or_raise(self.catalog.dialect).tokenizer_class
        return frozenset(word for word in tokenizer.KEYWORDS if _PLAIN_ANY_CASE.fullmatch(word))

    @cached_property
    def _aliases(self) -> dict[str, str]:
        bare = [table.bare_name.lower() for table in self.catalog.tables]
        return {
            table.name: table.bare_name
            if bare.count(table.bare_name.lower()) == 1
            else f"{table.schema}_{table.bare_name}"
            for table in self.catalog.tables
        }

    def identifier(self, name: str) -> exp.Identifier:
        """The name, quoted when the dialect would read it differently without quotes."""
        plain = _PLAIN if self.catalog.dialect in _FOLDS_TO_LOWER_CASE else _PLAIN_ANY_CASE
        quoted = not plain.fullmatch(name) or name.upper() in self._keywords
        return exp.to_identifier(name, quoted=quoted)

    def table(self, name: str) -> exp.Table:
        """The table for FROM or JOIN."""
        table = self.catalog.table(name)
        assert table is not None, name
        alias = self._aliases[table.name]
        return exp.Table(
            this=self.identifier(table.bare_name),
            db=self.identifier(table.schema) if table.schema else None,
            alias=exp.TableAlias(this=self.identifier(alias)) if alias != table.bare_name else None,
        )

    def column(self, reference: ColumnRef) -> exp.Column:
        """The column, qualified by its table."""
        return exp.Column(this=self.identifier(reference.column), table=self.identifier(self._aliases[reference.table]))

    def details(self, reference: ColumnRef) -> Column:
        """What the catalog says about the column."""
        table = self.catalog.table(reference.table)
        column = table.column(reference.column) if table else None
        assert column is not None, reference
        return column

    def fragment(self, sql: str, table: str) -> exp.Expr:
        """SQL from a table card with its bare column names qualified by ``table``."""
        tree = parse_one(sql, read=self.catalog.dialect)
        for column in list(tree.find_all(exp.Column)):
            if not column.table:
                column.set("table", self.identifier(self._aliases[table]))
        return tree

    def condition(self, condition: RowCondition) -> exp.Expr:
        """A condition that holds on one row."""
        if isinstance(condition, Named):
            tree = exp.paren(self.fragment(condition.filter.condition, condition.table))
            return exp.not_(tree) if condition.negated else tree.unnest()
        if isinstance(condition, Within):
            return self.within(condition.column, condition.period)
        if isinstance(condition, Either):
            return exp.paren(exp.or_(*(self.condition(each) for each in condition.conditions)))
        return self.comparison(self.column(condition.column), condition.operator, condition.values)

    def comparison(self, left: exp.Expr, operator: str, values: tuple[str | int | float | bool, ...]) -> exp.Expr:
        """``left operator values``."""
        if operator in ("is null", "is not null"):
            tree: exp.Expr = exp.Is(this=left, expression=exp.Null())
            return exp.not_(tree) if operator == "is not null" else tree
        literals = [_literal(value) for value in values]
        if operator in ("in", "not in"):
            tree = exp.In(this=left, expressions=literals)
            return exp.not_(tree) if operator == "not in" else tree
        if operator == "between":
            return exp.Between(this=left, low=literals[0], high=literals[1])
        if operator == "like":
            # Whatever its case: people do not type as the data is spelled.
            return exp.Like(this=exp.Lower(this=left), expression=_literal(str(values[0]).lower()))
        return self.compared(left, operator, literals[0])

    def compared(self, left: exp.Expr, operator: str, right: exp.Expr) -> exp.Expr:
        """``left operator right`` for one of the six comparisons."""
        return _COMPARISONS[operator](this=left, expression=right)

    def within(self, reference: ColumnRef, period: Period) -> exp.Expr:
        """The half-open period on a date column; on a column of year numbers, the years it spans."""
        column = self.column(reference)
        details = self.details(reference)
        bounds: list[exp.Expr] = []
        for edge, comparison in ((period.start, exp.GTE), (period.end, exp.LT)):
            if edge is None:
                continue
            if details.effective_kind == "number":
                literal: exp.Expr = exp.Literal.number(edge.year)
            elif details.kind == "text" or self.catalog.dialect == "sqlite":
                literal = exp.Literal.string(edge.isoformat())
            else:
                literal = exp.cast(exp.Literal.string(edge.isoformat()), "DATE")
            bounds.append(comparison(this=column.copy(), expression=literal))
        return exp.and_(*bounds)

    def day(self, day: date) -> exp.Expr:
        """A day as dates cut to a grain are compared with it."""
        literal = exp.Literal.string(day.isoformat())
        return literal if self.catalog.dialect == "sqlite" else exp.cast(literal, "DATE")

    def dimension(self, dimension: Dimension) -> exp.Expr:
        """The expression a figure is grouped by."""
        column = self.column(dimension.column)
        if dimension.grain is None:
            return column
        dialect = self.catalog.dialect
        templates = _SQLITE_GRAINS if dialect == "sqlite" else _GRAINS
        read = dialect if dialect in ("sqlite", "duckdb", "postgres") else "duckdb"
        sql = templates[dimension.grain].format(column.sql(dialect=read))
        return parse_one(sql, read=read)

    def dimension_alias(self, dimension: Dimension) -> str:
        """A name for the dimension's result column."""
        return dimension.column.column if dimension.grain is None else dimension.grain

    def measurement(
        self, measurement: Measurement, condition: exp.Expr | None = None, portion: exp.Expr | None = None
    ) -> exp.Expr:
        """The figure; with ``condition`` only over the rows where it holds, as a share of which ``portion`` counts."""
        tree = self._figure(measurement)
        if condition is not None:
            tree = _filtered(tree, condition)
        if portion is not None:
            tree = _portion(tree, portion)
        if measurement.share:
            tree = _share(tree)
        return tree

    def measurement_alias(self, measurement: Measurement) -> str:
        """A name for the figure's result column."""
        if measurement.measure is not None:
            name = measurement.measure.name
        elif measurement.function == "count":
            table = self.catalog.table(measurement.column.table if measurement.column else measurement.table)
            assert table is not None
            name = f"{table.bare_name}_count"
        else:
            assert measurement.column is not None
            name = f"{ALIAS_PREFIX[measurement.function]}_{measurement.column.column}"
        return f"{name}_share" if measurement.share or measurement.portion else name

    def _figure(self, measurement: Measurement) -> exp.Expr:
        if measurement.measure is not None:
            return self.fragment(measurement.measure.expression, measurement.table)
        if measurement.column is None:
            return exp.Count(this=exp.Star())
        column = self.column(measurement.column)
        inner = exp.Distinct(expressions=[column]) if measurement.distinct else column
        if measurement.function == "count":
            return exp.Count(this=inner)
        return _AGGREGATES[measurement.function](this=inner)


def _literal(value: str | int | float | bool) -> exp.Expr:
    if isinstance(value, bool):
        return exp.Boolean(this=value)
    return exp.Literal.string(value) if isinstance(value, str) else exp.Literal.number(value)


def _filtered(tree: exp.Expr, condition: exp.Expr) -> exp.Expr:
    """Every aggregate in the figure restricted to the rows where the condition holds."""

    def restrict(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.AggFunc):
            return exp.Filter(this=node, expression=exp.Where(this=condition.copy()))
        return node

    return tree.transform(lambda node: restrict(node) if not isinstance(node.parent, exp.Filter) else node)


def _portion(tree: exp.Expr, condition: exp.Expr) -> exp.Expr:
    part = _filtered(tree.copy(), condition)
    times = exp.Mul(this=exp.paren(part), expression=exp.Literal.number("1.0"))
    return exp.Div(this=times, expression=exp.Nullif(this=tree, expression=exp.Literal.number(0)))


def _share(tree: exp.Expr) -> exp.Expr:
    total = exp.Window(this=exp.Sum(this=tree.copy()))
    return exp.Div(this=exp.Mul(this=exp.paren(tree), expression=exp.Literal.number("1.0")), expression=total)

"""Reads actions that are known to build a whole query back into the query."""

from typing import get_args

from text2sql.writers.offline.learned.grammar import Action, ColumnAt, Rule, TableAt, ValueAt
from text2sql.writers.offline.learned.queries import (
    Aggregate,
    AllOf,
    AnyOf,
    Arithmetic,
    ArithmeticOperator,
    Combined,
    Comparison,
    Condition,
    Expression,
    Literal,
    Operand,
    Ordering,
    Predicate,
    Query,
    Select,
    SetOperator,
    Star,
)
from text2sql.writers.offline.learned.scope import Scope
from text2sql.writers.offline.representation import ColumnRef

_SETS: dict[str, SetOperator] = {name: name for name in get_args(SetOperator)}
_AGGREGATES: dict[str, Aggregate] = {name: name for name in get_args(Aggregate)}
_SIGNS: dict[str, ArithmeticOperator] = {name: name for name in get_args(ArithmeticOperator)}
_COMPARISONS: dict[str, Comparison] = {name: name for name in get_args(Comparison)}


class Reader:
    """Reads one sequence of actions, from the first to the last."""

    def __init__(self, actions: tuple[Action, ...], scope: Scope) -> None:
        self._actions = actions
        self._scope = scope
        self._next = 0

    def query(self) -> Query:
        """The query that stands next."""
        operator = _SETS.get(self._ahead())
        if operator is None:
            return self._select()
        self._rule()
        left = self._select()
        return Combined(operator, left, self.query())

    def _select(self) -> Select:
        tables: list[str] = []
        while self._ahead() == "further":
            self._rule()
            tables.append(self._scope.tables[self._place(TableAt)])
        shape = self._rule()
        _, number, *distinct = self._rule().split(":")
        items = tuple(self._expression() for _ in range(int(number)))
        where = self._condition("where") if "+where" in shape else None
        group = tuple(self._column() for _ in range(self._number())) if "+group" in shape else ()
        having = self._condition("having") if "+having" in shape else None
        order = tuple(self._ordering() for _ in range(self._number())) if "+order" in shape else ()
        limit = self._limit() if "+limit" in shape else None
        return Select(items, bool(distinct), where, group, having, order, limit, tuple(tables))

    def _ordering(self) -> Ordering:
        descending = self._rule() == "desc"
        return Ordering(self._expression(), descending)

    def _limit(self) -> int:
        if self._ahead() == "first":
            self._rule()
            return 1
        return int(float(self._literal().value))

    def _expression(self) -> Expression:
        name = self._rule()
        if name.startswith("figures:"):
            left = self._expression()
            return Expression(Arithmetic(_SIGNS[name.split(":")[1]], left, self._expression()))
        aggregate: Aggregate | None = "count" if name == "distinct" else _AGGREGATES.get(name)
        return Expression(self._operand(), aggregate, name == "distinct")

    def _operand(self) -> Operand:
        action = self._actions[self._next]
        if isinstance(action, Rule):
            sign = _SIGNS[self._rule().split(":")[1]]
            left = self._column()
            return Arithmetic(sign, left, self._column())
        if isinstance(action, TableAt):
            return Star(self._scope.tables[self._place(TableAt)])
        return self._column()

    def _condition(self, role: str) -> Condition:
        name = self._rule()
        if name in ("and", "or"):
            kind = AllOf if name == "and" else AnyOf
            first, rest = self._condition(role), self._condition(role)
            return kind((first, *rest.parts)) if isinstance(rest, kind) else kind((first, rest))
        left = Expression(self._operand()) if role == "where" else self._expression()
        if name.endswith(" query"):
            return Predicate(left, _COMPARISONS[name.removesuffix(" query")], self.query())
        if name.endswith(" column"):
            return Predicate(left, _COMPARISONS[name.removesuffix(" column")], Expression(self._column()))
        if "like" in name:
            operator, pattern = name.rsplit(" ", 1)
            words = str(self._literal().value)
            return Predicate(left, _COMPARISONS[operator], Literal(pattern.replace("x", words)))
        if name == "between":
            low = self._literal()
            return Predicate(left, "between", (low, self._literal()))
        return Predicate(left, _COMPARISONS[name], None if name.startswith("is ") else self._literal())

    def _literal(self) -> Literal:
        return Literal(self._scope.values[self._place(ValueAt)].literal)

    def _column(self) -> ColumnRef:
        return self._scope.columns[self._place(ColumnAt)]

    def _number(self) -> int:
        return int(self._rule().split(":")[1])

    def _ahead(self) -> str:
        action = self._actions[self._next]
        return action.name if isinstance(action, Rule) else ""

    def _rule(self) -> str:
        action = self._actions[self._next]
        assert isinstance(action, Rule)
        self._next += 1
        return action.name

    def _place(self, kind: type[TableAt] | type[ColumnAt] | type[ValueAt]) -> int:
        action = self._actions[self._next]
        assert isinstance(action, kind)
        self._next += 1
        return action.place

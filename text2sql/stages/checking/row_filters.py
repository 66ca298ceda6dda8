"""Row filters: the conditions from the settings, made ready once for the person who asks.

A condition is trusted text, unlike a query, but it is checked all the same: a filter that names a column wrongly must
stop the program when it starts and not let a row through. Its parameters are replaced by the person's attributes as
literals, so a filter never depends on how a driver passes values.
"""

from collections.abc import Iterable, Mapping

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect
from sqlglot.errors import SqlglotError
from sqlglot.tokenizer_core import Token, TokenType

from text2sql.errors import SettingsError
from text2sql.stages.checking.functions import check_functions
from text2sql.stages.checking.grammar import check_grammar
from text2sql.stages.checking.names import alike
from text2sql.stages.checking.reading import read
from text2sql.stages.checking.refusal import NotAllowed
from text2sql.stages.checking.resolving import Resolver
from text2sql.stages.checking.rules import Attribute, RowFilter
from text2sql.stages.checking.tables import KnownTable, KnownTables


class RowFilters:
    """The filters of one person: a condition for each filtered table, and the names no CTE may take."""

    def __init__(self, tables: KnownTables, dialect: str, functions: frozenset[str]) -> None:
        """Prepare to add filters.

        Args:
            tables: the whole catalog, hidden tables and columns included: a filter may read them.
            dialect: the dialect of the conditions.
            functions: the functions that a condition may call.
        """
        self._tables = tables
        self._dialect = dialect
        self._functions = functions
        self.conditions: dict[str, exp.Expr | None] = {}
        """By table: what its rows must meet, with unqualified columns; None closes the table."""
        self.table_names: set[str] = set()
        """Bare names, folded, of all tables that are filtered or that a filter reads. A CTE of such a name could stand
        between a filter and its table.
        """

    def add(self, row_filter: RowFilter, attributes: Mapping[str, Attribute]) -> None:
        """Add a filter; several of one table must all hold.

        Raises:
            SettingsError: its table is not in the catalog, or its condition is not valid for that table.
        """
        known = self._tables.named(row_filter.table)
        if known is None:
            raise SettingsError(
                f"A row filter names the table `{row_filter.table}`, which is not in the catalog; correct its name."
            )
        try:
            condition = self._condition(known, row_filter, attributes)
        except NotAllowed as error:
            raise SettingsError(
                f"The row filter of `{row_filter.table}` cannot be applied: {error} Correct its condition."
            ) from error
        self.table_names.add(alike(known.parts[-1]))
        earlier = self.conditions.get(known.name, condition)
        if condition is None or earlier is None:
            self.conditions[known.name] = None
        elif earlier is condition:
            self.conditions[known.name] = condition
        else:
            self.conditions[known.name] = exp.And(this=exp.Paren(this=earlier), expression=exp.Paren(this=condition))

    def _condition(
        self, known: KnownTable, row_filter: RowFilter, attributes: Mapping[str, Attribute]
    ) -> exp.Expr | None:
        filled = self._filled(row_filter.condition, attributes)
        if filled is None:
            return None
        table = exp.Table(
            **dict(
                zip(("this", "db", "catalog"), map(self._tables.naming.written, reversed(known.parts)), strict=False)
            )
        )
        tree = read(f"SELECT 1 FROM {table.sql(dialect=self._dialect)} WHERE ({filled}\n)", self._dialect)
        condition = tree.args["where"].this if isinstance(tree, exp.Select) and tree.args.get("where") else None
        if not isinstance(condition, exp.Paren) or set(_given(tree)) != {"expressions", "from_", "where"}:
            raise NotAllowed("It is not one condition.")
        check_functions(check_grammar(tree), self._functions)
        resolver = Resolver(self._tables, "allow")
        resolver.resolve(tree)
        self.table_names.update(alike(use.known.parts[-1]) for use in resolver.uses)
        found = condition.this
        if not isinstance(found, exp.Expr):
            raise NotAllowed("It is empty.")
        return found.copy()

    def _filled(self, condition: str, attributes: Mapping[str, Attribute]) -> str | None:
        """The condition with its parameters as literals, or None when an attribute is missing."""
        try:
            tokens = Dialect.get_or_raise(self._dialect).tokenize(condition)
        except SqlglotError as error:
            raise NotAllowed("A quote or a comment in it is not closed.") from error
        pieces: list[str] = []
        position = 0
        for colon, name in _parameters(tokens):
            if name.text not in attributes:
                return None
            pieces += [condition[position : colon.start], _literal(attributes[name.text], self._dialect)]
            position = name.end + 1
        return "".join(pieces) + condition[position:]


def _parameters(tokens: list[Token]) -> Iterable[tuple[Token, Token]]:
    """Pairs of a colon and the name right behind it, where the colon is not part of ``a:b`` or ``a::b``."""
    for index in range(len(tokens) - 1):
        colon, name = tokens[index], tokens[index + 1]
        touches = index > 0 and tokens[index - 1].end + 1 == colon.start and tokens[index - 1].text[-1:].isalnum()
        if colon.token_type == TokenType.COLON and name.start == colon.end + 1 and not touches:
            yield colon, name


def _literal(value: Attribute, dialect: str) -> str:
    if isinstance(value, tuple):
        return f"({', '.join(_literal(each, dialect) for each in value) or 'NULL'})"
    return exp.convert(value).sql(dialect=dialect)


def _given(node: exp.Expr) -> list[str]:
    return [name for name, value in node.args.items() if value is not None and value is not False and value != []]

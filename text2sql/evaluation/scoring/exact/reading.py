"""Reads a query the way Spider's official parser does, so that exact match fails where it fails.

A recursive descent over the words of ``tokens``. It is lenient and strict in odd places, and each oddity decides
verdicts, so each is kept and said where it happens:

- Aliases hold for the whole text, whatever the scope; an alias with a table's name makes the query unreadable.
- A column may carry its table; one that does not belongs to the first table of its FROM that has it.
- ``FROM a, b``, kinds of joins, aliases without AS, aliases of columns and of derived tables are unreadable.
- A compared column swallows everything up to a comma, ``)``, ``and``, a clause or a join: ``a = b or c = d`` loses
  ``or c = d``.
- A list of several values after IN, and a parenthesis around a compared column, are unreadable.
- Words left over after the last clause are ignored.
"""

from collections.abc import Mapping, Sequence

from text2sql.evaluation.scoring.exact.grammar import (
    NO_AGGREGATE,
    ColumnUnit,
    Combination,
    Condition,
    Conditions,
    ConditionValue,
    ReadQuery,
    Selected,
    Structure,
    Unreadable,
    ValueUnit,
)
from text2sql.evaluation.scoring.exact.tokens import tokens

_CLAUSES = frozenset({"select", "from", "where", "group", "order", "limit", "intersect", "union", "except"})
"""HAVING is not among them: it is only looked for after GROUP BY's last column."""
_JOINS = frozenset({"join", "on", "as"})
_OPERATORS = frozenset({"not", "between", "=", ">", "<", ">=", "<=", "!=", "in", "like", "is", "exists"})
_SIGNS = frozenset({NO_AGGREGATE, "-", "+", "*", "/"})
_AGGREGATES = frozenset({NO_AGGREGATE, "max", "min", "count", "sum", "avg"})
_COMBINATIONS: dict[str, Combination] = {"intersect": "intersect", "union": "union", "except": "except"}
_BLOCK_ENDS = frozenset({")", ";"})


def read_query(query: str, structure: Structure) -> ReadQuery:
    """The parts of a query.

    Raises:
        Unreadable: the official parser could not read it either.
    """
    words = tokens(query)
    try:
        return _Reader(words, _aliases(words, structure), structure).query()
    except RecursionError as error:
        raise Unreadable("nested too deeply") from error


def _aliases(words: Sequence[str], structure: Structure) -> dict[str, str]:
    """From every alias and table to the word before AS, which need not be a table."""
    aliases: dict[str, str] = {}
    for place, word in enumerate(words):
        if word == "as":
            if place + 1 == len(words):
                raise Unreadable("nothing follows AS")
            aliases[words[place + 1]] = words[place - 1]
    for table in structure.tables:
        if table in aliases:
            raise Unreadable(f"the alias {table} is a table's name")
        aliases[table] = table
    return aliases


class _Reader:
    """A place in the words; each method reads one part and moves on behind it."""

    def __init__(self, words: Sequence[str], aliases: Mapping[str, str], structure: Structure) -> None:
        self._words = words
        self._aliases = aliases
        self._structure = structure
        self._at = 0

    def query(self) -> ReadQuery:
        block = self._skip("(")
        start = self._at
        sources, joined_on, tables = self._from()
        end, self._at = self._at, start
        distinct, selected = self._select(tables)
        self._at = end
        where = self._conditions(tables) if self._skip("where") else ()
        groups = self._groups(tables)
        having = self._conditions(tables) if self._skip("having") else ()
        direction, order = self._order(tables)
        limited = self._limit()
        self._semicolons()
        self._close(block)
        self._semicolons()
        combined: tuple[tuple[Combination, ReadQuery], ...] = ()
        if not self._done() and self._word() in _COMBINATIONS:
            word = _COMBINATIONS[self._next()]
            combined = ((word, self.query()),)
        return ReadQuery(
            selected, distinct, sources, joined_on, where, groups, having, direction, order, limited, combined
        )

    def _from(self) -> tuple[tuple[str | ReadQuery, ...], Conditions, tuple[str, ...]]:
        while self._next() != "from":
            pass
        sources: list[str | ReadQuery] = []
        conditions: list[Condition | str] = []
        tables: list[str] = []
        while not self._done():
            block = self._skip("(")
            if self._word() == "select":
                sources.append(self.query())
            else:
                self._skip("join")
                tables.append(self._table())
                sources.append(tables[-1])
            if self._skip("on"):
                conditions += ["and"] if conditions else []
                conditions += self._conditions(tables)
            self._close(block)
            if self._at_clause_or_block_end():
                break
        return tuple(sources), tuple(conditions), tuple(tables)

    def _table(self) -> str:
        table = self._aliases.get(self._next(), "")
        if table not in self._structure.tables:
            raise Unreadable(f"{self._words[self._at - 1]} is no table")
        if not self._done() and self._word() == "as":
            self._at += 2
        return table

    def _select(self, tables: Sequence[str]) -> tuple[bool, tuple[Selected, ...]]:
        self._expect("select")
        distinct = self._skip("distinct")
        selected = []
        while not self._done() and self._word() not in _CLAUSES:
            aggregate = self._next() if self._word() in _AGGREGATES else NO_AGGREGATE
            selected.append(Selected(aggregate, self._value_unit(tables)))
            self._skip(",")
        return distinct, tuple(selected)

    def _groups(self, tables: Sequence[str]) -> tuple[ColumnUnit, ...]:
        groups: list[ColumnUnit] = []
        if self._skip("group"):
            self._expect("by")
            while not self._done() and not self._at_clause_or_block_end():
                groups.append(self._column_unit(tables))
                if not self._skip(","):
                    break
        return tuple(groups)

    def _order(self, tables: Sequence[str]) -> tuple[str, tuple[ValueUnit, ...]]:
        if not self._skip("order"):
            return "", ()
        self._expect("by")
        direction, units = "asc", list[ValueUnit]()
        while not self._done() and not self._at_clause_or_block_end():
            units.append(self._value_unit(tables))
            if not self._done() and self._word() in ("asc", "desc"):
                direction = self._next()
            if not self._skip(","):
                break
        return direction, tuple(units)

    def _limit(self) -> bool:
        if not self._skip("limit"):
            return False
        self._next()
        return True

    def _conditions(self, tables: Sequence[str]) -> Conditions:
        conditions: list[Condition | str] = []
        while not self._done():
            left = self._value_unit(tables)
            negated = self._skip("not")
            operator = self._next()
            if operator not in _OPERATORS:
                raise Unreadable(f"{operator} is no operator")
            first, second = self._value(tables), None
            if operator == "between":
                self._expect("and")
                second = self._value(tables)
            conditions.append(Condition(negated, operator, left, first, second))
            if self._at_clause_or_block_end() or (not self._done() and self._word() in _JOINS):
                break
            if not self._done() and self._word() in ("and", "or"):
                conditions.append(self._next())
        return tuple(conditions)

    def _value(self, tables: Sequence[str]) -> ConditionValue:
        start = self._at
        block = self._skip("(")
        value: ConditionValue
        if self._word() == "select":
            value = self.query()
        elif '"' in self._word():
            value = self._next()
        elif (number := _number(self._word())) is not None:
            value = number
            self._at += 1
        else:
            while not (self._done() or self._word() in (",", ")", "and", *_CLAUSES, *_JOINS)):
                self._at += 1
            inside = _Reader(self._words[start : self._at], self._aliases, self._structure)
            value = inside._column_unit(tables)
        self._close(block)
        return value

    def _value_unit(self, tables: Sequence[str]) -> ValueUnit:
        block = self._skip("(")
        left = self._column_unit(tables)
        sign, right = NO_AGGREGATE, None
        if not self._done() and self._word() in _SIGNS:
            sign = self._next()
            right = self._column_unit(tables)
        self._close(block)
        return ValueUnit(sign, left, right)

    def _column_unit(self, tables: Sequence[str]) -> ColumnUnit:
        block = self._skip("(")
        if self._word() in _AGGREGATES:
            aggregate = self._next()
            self._expect("(")
            distinct = self._skip("distinct")
            unit = ColumnUnit(aggregate, self._column(tables), distinct)
            self._expect(")")
            # A parenthesis around an aggregate stays open, as in the official parser.
            return unit
        distinct = self._skip("distinct")
        unit = ColumnUnit(NO_AGGREGATE, self._column(tables), distinct)
        self._close(block)
        return unit

    def _column(self, tables: Sequence[str]) -> str:
        word = self._next()
        if word == "*":
            return word
        if word.count(".") == 1:
            alias, name = word.split(".")
            table = self._aliases.get(alias, "")
            if name in self._structure.tables.get(table, ()):
                return f"{table}.{name}"
        else:
            for table in tables:
                if word in self._structure.tables[table]:
                    return f"{table}.{word}"
        raise Unreadable(f"{word} is no column")

    def _word(self) -> str:
        if self._done():
            raise Unreadable("the query ends too early")
        return self._words[self._at]

    def _next(self) -> str:
        word = self._word()
        self._at += 1
        return word

    def _done(self) -> bool:
        return self._at >= len(self._words)

    def _skip(self, word: str) -> bool:
        """Move behind the word if it stands here."""
        here = not self._done() and self._words[self._at] == word
        self._at += here
        return here

    def _expect(self, word: str) -> None:
        if self._next() != word:
            raise Unreadable(f"{word} is missing")

    def _close(self, block: bool) -> None:
        if block:
            self._expect(")")

    def _semicolons(self) -> None:
        while self._skip(";"):
            pass

    def _at_clause_or_block_end(self) -> bool:
        return not self._done() and (self._word() in _CLAUSES or self._word() in _BLOCK_ENDS)


def _number(word: str) -> float | None:
    try:
        return float(word)
    except ValueError:
        return None

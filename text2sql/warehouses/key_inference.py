"""Foreign keys nobody declared, believed only when names, types and values agree, and marked as inferred.

CSV files and many warehouses declare no keys, and without joins a question over two tables has no answer. A wrong join
gives a wrong answer with confidence, so every guess is tested against the data with one query, and the evidence is
kept with the join for people to read.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

from text2sql.catalog import Column, Join, Table
from text2sql.errors import QueryFailed, WarehouseError

_TESTED_VALUES = 20_000
"""Distinct values of the referring column that are looked up."""
_GENERIC = frozenset({"id", "key", "code", "no", "name", "type", "seq", "num", "number", "uuid", "title", "status"})
_DESCRIBING = frozenset({"name", "title", "label", "description", "이름"})
_IDENTIFYING = ("id", "key", "code", "no", "num", "number", "uuid", "sku", "번호", "코드", "아이디")
_FEW_TABLES = 60
"""Up to here, text columns are also matched by their values alone."""
_LEAST_DISTINCT = 3
_MAYBE_UNIQUE = 0.7
"""Distinct values as a share of rows from which a column is tested for being a key. Estimates of distinct values err by
up to a fifth (DuckDB's, measured); the test counts exactly."""
_ALMOST_UNIQUE = 0.95
_WEAK_VALUES, _WEAK_ROWS = 5, 10
"""What must be tested, and in a table of how many rows, before a column is believed to be a key that neither its place
nor its name says is one: in a table of three customers the states differ by chance."""
_SHARE_BY_NAME = {"number": 0.98, "text": 0.6}
"""Values that must be found when the names agree. Small whole numbers are found anywhere by chance, codes are not; a
master table that lacks some of the codes (retired aircraft, deleted customers) still explains the others."""
_SHARE_BY_VALUE = 0.95


@dataclass(frozen=True, slots=True)
class Inclusion:
    """How many distinct values of a column exist in another one."""

    tested: int
    found: int


Included = Callable[[Table, str, Table, str], Inclusion]
"""Tests a column's values against another table's column.

Raises:
    WarehouseError: it cannot be told.
"""
Unique = Callable[[Table, str], bool]
"""Whether no value of a column occurs twice."""


@dataclass(frozen=True, slots=True)
class _Guess:
    table: Table
    column: Column
    to_table: Table
    to_column: Column
    strength: int
    """3: named after the other table and its key; 2: the key's own name; 1: ends with one of these; 0: values only,
    believed when nothing else links the two tables."""


def inferred_joins(
    tables: Sequence[Table], declared: Sequence[Join], included: Included, unique: Unique, seconds: float = 30.0
) -> tuple[Join, ...]:
    """Joins that no constraint declares, each tested on the data.

    Args:
        tables: profiled tables; views are never referred to.
        declared: joins that are known already; their columns are left alone.
        included: one query that tests a guess.
        unique: one query that tells whether a column is a key.
        seconds: when to stop testing; what was found by then is returned.
    """
    taken = {(join.table, column) for join in declared for column in join.columns}
    guesses: dict[tuple[str, str], list[_Guess]] = defaultdict(list)
    for guess in _guesses(tables):
        if (guess.table.name, guess.column.name) not in taken:
            guesses[guess.table.name, guess.column.name].append(guess)
    proof = _Proof(included, unique, {})
    end = monotonic() + seconds
    found: list[tuple[int, Join]] = []
    for rivals in guesses.values():
        if monotonic() > end:
            break
        proven = _best(rivals, proof)
        if proven is not None:
            found.append(proven)
    linked = {(join.table, join.to_table) for join in declared}
    linked |= {(join.table, join.to_table) for strength, join in found if strength > 0}
    return tuple(join for strength, join in found if strength > 0 or (join.table, join.to_table) not in linked)


def joins_by_name(tables: Sequence[Table]) -> tuple[Join, ...]:
    """Joins believed by names alone, where no value can be looked at: ``customer_id`` and ``customers.id``.

    Only a column named after the other table and its key counts, of the same kind, and only when it fits one table.
    """
    by_name: dict[str, list[tuple[Table, Column]]] = defaultdict(list)
    for table in tables:
        key = next((column for column in table.columns if _is_named_key(table, column)), None)
        if key is None or table.view:
            continue
        for name, strength in _names_of_reference(table, key).items():
            if strength == 3:
                by_name[name].append((table, key))
    joins = []
    for table in tables:
        for column in table.columns:
            targets = [
                (to_table, key)
                for to_table, key in by_name.get("".join(_words(column.name)), ())
                if to_table.name != table.name and key.kind == column.kind
            ]
            if len(targets) == 1:
                [(to_table, key)] = targets
                evidence = "names alone; no value was looked at"
                joins.append(Join(table.name, (column.name,), to_table.name, (key.name,), True, evidence))
    return tuple(joins)


def _is_named_key(table: Table, column: Column) -> bool:
    """Whether a column is named as keys are: ``id``, or the table's name and an ending of keys."""
    compact = "".join(_words(column.name))
    ends = ("id", "key", "code", "no")
    return compact == "id" or compact in {form + end for form in _forms(table.bare_name) for end in ends}


@dataclass(frozen=True, slots=True)
class _Proof:
    included: Included
    unique: Unique
    known: dict[tuple[str, str], bool]

    def is_key(self, table: Table, column: Column) -> bool:
        place = (table.name, column.name)
        if place not in self.known:
            try:
                self.known[place] = table.primary_key == (column.name,) or self.unique(table, column.name)
            except WarehouseError:
                self.known[place] = False
        return self.known[place]

    def share(self, guess: _Guess) -> Inclusion:
        try:
            return self.included(guess.table, guess.column.name, guess.to_table, guess.to_column.name)
        except WarehouseError:
            return Inclusion(0, 0)


def _best(rivals: Sequence[_Guess], proof: _Proof) -> tuple[int, Join] | None:
    """The strongest guess that the data confirm, and how strong; among equals the one with the most values found."""
    for strength in (3, 2, 1, 0):
        proven = []
        for guess in rivals:
            if guess.strength != strength or not proof.is_key(guess.to_table, guess.to_column):
                continue
            tested = proof.share(guess)
            if _confirms(guess, tested):
                proven.append((tested.found / tested.tested, -(guess.to_table.row_count or 0), tested, guess))
        if proven:
            _, _, tested, guess = max(proven, key=lambda one: one[:2])
            return strength, _join(guess, tested)
    return None


def _confirms(guess: _Guess, tested: Inclusion) -> bool:
    weak = not _looks_like_key(guess.to_table, guess.to_column)
    if tested.tested < (_WEAK_VALUES if weak else 1) or (weak and (guess.to_table.row_count or 0) < _WEAK_ROWS):
        return False
    if guess.strength == 0:
        return tested.tested >= _LEAST_DISTINCT and tested.found >= _SHARE_BY_VALUE * tested.tested
    return tested.found >= _SHARE_BY_NAME.get(guess.column.kind, 1.0) * tested.tested


def _looks_like_key(table: Table, column: Column) -> bool:
    """Whether the declaration, the place or the name of a column says that it identifies rows."""
    declared = table.primary_key == (column.name,)
    return declared or table.columns[0].name == column.name or column.name.lower().endswith(_IDENTIFYING)


def _join(guess: _Guess, tested: Inclusion) -> Join:
    here = f"{guess.table.name}.{guess.column.name}"
    there = f"{guess.to_table.name}.{guess.to_column.name}"
    share = 100 * tested.found // tested.tested
    evidence = f"{share} % of the {tested.tested:,} values of {here} exist in {there}, where each occurs once"
    columns = (guess.column.name,), (guess.to_column.name,)
    return Join(guess.table.name, columns[0], guess.to_table.name, columns[1], inferred=True, evidence=evidence)


def _guesses(tables: Sequence[Table]) -> Iterator[_Guess]:
    keys = [(table, column) for table in tables if not table.view for column in _possible_keys(table)]
    by_name: dict[str, list[tuple[Table, Column, int]]] = defaultdict(list)
    for table, column in keys:
        for name, strength in _names_of_reference(table, column).items():
            by_name[name].append((table, column, strength))
    for table in tables:
        for column in table.columns:
            if column.personal or column.kind not in ("number", "text") or not _may_refer(table, column):
                continue
            yield from _named_guesses(table, column, by_name)
            if column.kind == "text" and len(tables) <= _FEW_TABLES:
                yield from _valued_guesses(table, column, keys)


def _named_guesses(
    table: Table, column: Column, by_name: Mapping[str, Sequence[tuple[Table, Column, int]]]
) -> Iterator[_Guess]:
    words = _words(column.name)
    for start in range(len(words)):
        for to_table, key, strength in by_name.get("".join(words[start:]), ()):
            if to_table.name == table.name and (start == 0 or key.name == column.name):
                continue
            if key.kind == column.kind and not _is_own_key(table, column, strength):
                yield _Guess(table, column, to_table, key, strength if start == 0 else 1)


def _valued_guesses(table: Table, column: Column, keys: Sequence[tuple[Table, Column]]) -> Iterator[_Guess]:
    """Keys whose range covers the column's, whatever they are called: ``flights.dest`` and ``airports.faa``."""
    profile = column.profile
    if profile is None or not profile.distinct or profile.looks_like is not None or _is_own_key(table, column, 0):
        return
    for to_table, key in keys:
        other = key.profile
        if to_table.name == table.name or key.kind != "text" or other is None or other.looks_like is not None:
            continue
        if _within(profile.minimum, profile.maximum, other.minimum, other.maximum):
            yield _Guess(table, column, to_table, key, 0)


def _within(low: str | None, high: str | None, other_low: str | None, other_high: str | None) -> bool:
    if low is None or high is None or other_low is None or other_high is None:
        return False
    return other_low[:1] <= low[:1] and high[:1] <= other_high[:1]


def _possible_keys(table: Table) -> Iterator[Column]:
    """Columns that may identify a row: the declared key, or filled and about as many values as rows."""
    for column in table.columns:
        if column.personal or column.kind not in ("number", "text"):
            continue
        filled = column.profile is not None and column.profile.null_share == 0
        if table.primary_key == (column.name,) or (filled and _distinct_share(table, column) >= _MAYBE_UNIQUE):
            yield column


def _distinct_share(table: Table, column: Column) -> float:
    """Distinct values as a share of rows; 0 when they were not counted."""
    if column.profile is None or column.profile.distinct is None or not table.row_count:
        return 0.0
    return column.profile.distinct / table.row_count


def _may_refer(table: Table, column: Column) -> bool:
    """Measures are no references: a number with decimals, or a column without any value."""
    profile = column.profile
    if profile is not None and profile.distinct == 0:
        return False
    bounds = (profile.minimum, profile.maximum) if profile is not None else ()
    return not (column.kind == "number" and any(bound and re.search(r"[.eE]", bound) for bound in bounds))


def _is_own_key(table: Table, column: Column, strength: int) -> bool:
    """A table's own key refers to another table only when it is named after that one."""
    unique = _distinct_share(table, column) >= _ALMOST_UNIQUE and (table.row_count or 0) > 1
    return strength < 3 and (table.primary_key == (column.name,) or unique)


def _names_of_reference(table: Table, key: Column) -> dict[str, int]:
    """How other tables may call a reference to this key, and how strong a hint each name is."""
    key_words = _words(key.name)
    compact = "".join(key_words)
    declared = table.primary_key == (key.name,)
    if _DESCRIBING & set(key_words[-2:]) and not declared:
        return {}
    telling = declared or compact.endswith(_IDENTIFYING) or (key.kind == "text" and len(compact) > 2)
    names = {compact: 2} if telling and compact not in _GENERIC else {}
    for form in _forms(table.bare_name):
        if compact.startswith(form):
            names[compact] = 3
        names.setdefault(form + compact, 3)
        if compact in ("id", "code", "key", "no"):
            names.setdefault(form, 2)
    return names


def _forms(name: str) -> set[str]:
    """A table's name as one word, and its singular; without the prefixes warehouses put in front."""
    words = _words(name)
    if len(words) > 1 and words[0] in ("dim", "tbl", "tb", "t", "mst", "ref", "lkp", "stg"):
        words = words[1:]
    last = words[-1] if words else ""
    forms = {"".join(words)}
    for ending, instead in (("ies", "y"), ("ses", "s"), ("xes", "x"), ("ches", "ch"), ("people", "person"), ("s", "")):
        if last.endswith(ending) and len(last) > len(ending):
            forms.add("".join([*words[:-1], last.removesuffix(ending) + instead]))
    return {form for form in forms if form}


def _words(name: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_a-zA-Z]+", name)]


def tested_with(
    count: Callable[[str], tuple[int, int]], quote: Callable[[str], str], source: Callable[[Table], str]
) -> tuple[Included, Unique]:
    """The two tests as one query each, for any dialect with standard SQL.

    Args:
        count: runs a statement and returns its two numbers.
        quote: puts a column's name in quotes.
        source: a table's quoted name.
    """

    def included(table: Table, column: str, to_table: Table, to_column: str) -> Inclusion:
        here, there = quote(column), quote(to_column)
        values = f"SELECT DISTINCT {here} AS v FROM {source(table)} WHERE {here} IS NOT NULL LIMIT {_TESTED_VALUES}"
        keys = f"SELECT DISTINCT {there} AS k FROM {source(to_table)} WHERE {there} IS NOT NULL"
        tested, found = count(
            f"SELECT COUNT(*), COUNT(keys.k) FROM ({values}) AS found LEFT JOIN ({keys}) AS keys ON keys.k = found.v"
        )
        return Inclusion(tested, found)

    def unique(table: Table, column: str) -> bool:
        name = quote(column)
        filled, distinct = count(f"SELECT COUNT({name}), COUNT(DISTINCT {name}) FROM {source(table)}")
        if filled == 0:
            raise QueryFailed(f"{table.name}.{column} has no values.")
        return filled == distinct

    return included, unique

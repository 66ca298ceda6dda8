"""The catalog as a query sees it: every visible table by the names it may be called, without what is hidden."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from text2sql.catalog import Catalog, Column, Table
from text2sql.stages.checking.names import Naming, alike, nearest, trigrams
from text2sql.stages.checking.rules import CheckRules


@dataclass(frozen=True, slots=True)
class Field:
    """A column that a table, a subquery or a function in FROM offers."""

    name: str
    key: str
    """What the engine compares; see :class:`~text2sql.stages.checking.names.Naming`."""
    personal: bool = False
    """Its values are personal data: they may be shown, masked, and nothing else."""
    column: tuple[str, str] | None = None
    """The table and column of the catalog that it is, when it is one."""
    weight: float = 1.0
    """How long its values may be; see :mod:`.weights`."""


class KnownTable:
    """A table that a query may read, with the columns it may see."""

    def __init__(self, table: Table, naming: Naming, hidden_columns: frozenset[str], *, marks_personal: bool) -> None:
        self.table = table
        self.name = table.name
        self.parts = tuple(table.name.split(".")) if "." in table.name else (table.name,)
        self.hides_columns = False
        self.columns: dict[str, Column] = {}
        for column in table.columns:
            if alike(column.name).casefold() in hidden_columns:
                self.hides_columns = True
            else:
                self.columns[naming.catalog_key(column.name)] = column
        self.fields = {
            key: Field(column.name, key, column.personal and marks_personal, (table.name, column.name))
            for key, column in self.columns.items()
        }

    @cached_property
    def alike_columns(self) -> dict[str, str]:
        """Keys of the columns by :func:`alike` form; a form that two columns share leads to neither."""
        return _unambiguous((alike(column.name), key) for key, column in self.columns.items())

    @property
    def column_names(self) -> tuple[str, ...]:
        """The visible columns in the catalog's order."""
        return tuple(column.name for column in self.columns.values())


class KnownTables:
    """The visible part of a catalog, indexed once; columns of a table are looked at when it is first used."""

    def __init__(self, catalog: Catalog, rules: CheckRules) -> None:
        self.database = catalog.database
        self.naming = Naming(catalog.dialect)
        self._rules = rules
        self._tables: dict[tuple[str, ...], Table] = {}
        self._opened: dict[str, KnownTable] = {}
        for table in catalog.tables:
            if rules.hides_table(table.name):
                continue
            key = self.naming.catalog_key
            if "." in table.name:
                self._tables[tuple(key(part) for part in table.name.split("."))] = table
            if table.schema is None:
                self._tables.setdefault((key(table.name),), table)

    @cached_property
    def _alike(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        counted: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        for key in self._tables:
            counted[tuple(alike(part) for part in key)].append(key)
        return {form: keys[0] for form, keys in counted.items() if len(keys) == 1}

    @cached_property
    def _trigrams(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for table in self._tables.values():
            for trigram in trigrams(table.name):
                found[trigram].append(table.name)
        return found

    def find(self, parts: tuple[str, ...]) -> KnownTable | None:
        """The table that the engine finds under these keys, or that was meant when only the case differs."""
        table = self._tables.get(parts)
        if table is None:
            key = self._alike.get(tuple(alike(part) for part in parts))
            table = self._tables[key] if key is not None else None
        return self._open(table) if table is not None else None

    def named(self, name: str) -> KnownTable | None:
        """The table of that name as the catalog writes it, ignoring case, or None."""
        wanted = alike(name)
        found = next((table for table in self._tables.values() if alike(table.name) == wanted), None)
        return self._open(found) if found is not None else None

    def _open(self, table: Table) -> KnownTable:
        known = self._opened.get(table.name)
        if known is None:
            hidden = self._rules.columns_hidden_in(table.name)
            known = KnownTable(table, self.naming, hidden, marks_personal=self._rules.personal != "allow")
            self._opened[table.name] = known
        return known

    @cached_property
    def _column_owners(self) -> dict[str, list[str]]:
        owners: dict[str, list[str]] = defaultdict(list)
        for table in self._tables.values():
            for column in self._open(table).columns.values():
                owners[alike(column.name)].append(table.name)
        return owners

    def with_column(self, name: str) -> str:
        """The visible table that has such a column, when it is exactly one; else an empty text."""
        owners = set(self._column_owners.get(alike(name), ()))
        return owners.pop() if len(owners) == 1 else ""

    def similar(self, name: str) -> str:
        """The visible table most like ``name``, or an empty text."""
        shared: Counter[str] = Counter()
        for trigram in trigrams(name):
            shared.update(self._trigrams.get(trigram, ()))
        found = nearest(name, [candidate for candidate, _ in shared.most_common(20)])
        return found[0] if found else ""


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    shared: set[str] = set()
    for form, key in pairs:
        if form in found:
            shared.add(form)
        found[form] = key
    return {form: key for form, key in found.items() if form not in shared}

"""What a name can mean at one place of a query: the sources of a SELECT, their fields, and the queries around it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlglot import exp

from text2sql.stages.checking.names import Naming, alike
from text2sql.stages.checking.tables import Field, KnownTable

Fields = tuple[Field, ...]

UNTOLD = Field("*", "*")
"""Stands for columns of which nobody knows how many they are."""


@dataclass(slots=True, eq=False)
class TableUse:
    """One place where a query reads a table of the catalog."""

    node: exp.Table
    known: KnownTable
    used: set[str] = field(default_factory=set)
    """Keys of the columns that are read here."""
    closed: bool = False
    """It must be read through a list of its visible columns, because the query could reach others without naming
    them: by NATURAL JOIN, by ``*`` over USING, or by renaming columns by position."""


@dataclass(slots=True, eq=False)
class Source:
    """One entry of a FROM clause."""

    name: exp.Identifier | None
    """What qualifies its columns; None when nothing can."""
    key: str
    fields: Mapping[str, Field]
    listed: Fields | None = None
    """What ``*`` means here: its columns in order, repeated names included. None where that is not known exactly."""
    use: TableUse | None = None
    open: bool = False
    """It may have fields that nobody can know, such as those of a struct. They are found only behind its name: a bare
    name could mean a column of another table that the catalog does not know."""

    @property
    def shown(self) -> str:
        """The name for messages: the table's where it is one, else its alias."""
        if self.use is not None:
            return self.use.known.name
        return self.name.name if self.name is not None else "the subquery"

    def find(self, identifier: exp.Identifier, naming: Naming) -> Field | None:
        """The field an identifier means here, or None."""
        return self.fields.get(naming.key(identifier)) or self._alike(identifier.name)

    def find_qualified(self, identifier: exp.Identifier, naming: Naming) -> Field | None:
        """The field an identifier behind this source's name means, or None; an open source has any."""
        found = self.find(identifier, naming)
        if found is None and self.open:
            return Field(identifier.name, naming.key(identifier))
        return found

    def _alike(self, name: str) -> Field | None:
        form = alike(name)
        if self.use is not None and not self.use.closed:
            key = self.use.known.alike_columns.get(form)
            return self.fields.get(key) if key is not None else None
        found = [each for each in self.fields.values() if alike(each.name) == form]
        return found[0] if len(found) == 1 else None


Ctes = Mapping[str, Fields]


@dataclass(slots=True, eq=False)
class Scope:
    """One SELECT while its names are resolved, or the CTEs that hold for the queries in it."""

    outer: "Scope | None" = None
    ctes: Ctes = field(default_factory=dict)
    """All that are visible here, by key."""
    sources: list[Source] = field(default_factory=list)
    aliases: dict[str, Field] = field(default_factory=dict)
    """What its own list offers to ORDER BY and the other clauses."""
    merged: set[str] = field(default_factory=set)
    """Keys of columns that USING made one."""
    natural: bool = False
    """A NATURAL JOIN made one of every pair of equal names."""

    def inside(self) -> "Scope":
        """A scope for a query within this one."""
        return Scope(self, self.ctes)

    def knowing(self, ctes: Ctes) -> "Scope":
        """This scope with more CTEs."""
        return Scope(self, ctes)

    def chain(self) -> "Iterator[Scope]":
        """This scope and those around it, innermost first."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.outer

    def source(self, identifier: exp.Identifier, naming: Naming) -> Source | None:
        """The source of that name, here or around, or None."""
        key = naming.key(identifier)
        form = alike(identifier.name)
        for scope in self.chain():
            for source in scope.sources:
                if source.name is not None and source.key == key:
                    return source
            for source in scope.sources:
                if source.name is not None and alike(source.name.name) == form:
                    return source
        return None

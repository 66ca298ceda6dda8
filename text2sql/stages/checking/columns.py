"""Columns: which field of which source each one is, and what to write instead of one that does not exist."""

from sqlglot import exp

from text2sql.stages.checking.names import did_you_mean, fold_ascii, nearest
from text2sql.stages.checking.refusal import NotAllowed
from text2sql.stages.checking.scopes import Scope, Source, TableUse
from text2sql.stages.checking.tables import Field, KnownTables

_MOST_NAMES_SHOWN = 12


class ColumnBinder:
    """Binds the columns of one query and notes which columns of which tables it reads."""

    def __init__(self, tables: KnownTables) -> None:
        self._tables = tables
        self._naming = tables.naming
        self._bound: dict[int, Field] = {}
        self._sources: dict[int, Source] = {}
        self._seen: set[int] = set()

    def bound(self, column: exp.Column) -> Field | None:
        """The field a column was bound to; None for texts, aliases and parts of a struct."""
        return self._bound.get(id(column))

    def has_seen(self, column: exp.Expr) -> bool:
        """Whether a column was looked at."""
        return id(column) in self._seen

    def place(self, column: exp.Column) -> str:
        """The name, in lower case, of the source a column comes from; empty when it has none."""
        source = self._sources.get(id(column))
        return source.name.name.lower() if source is not None and source.name is not None else ""

    def use(self, column: exp.Column) -> TableUse | None:
        """Where the table that a column comes from is read; None when it comes from no table."""
        source = self._sources.get(id(column))
        return source.use if source is not None else None

    def bind(self, column: exp.Column, scope: Scope) -> Field | None:
        """Find the field a column means; names are rewritten where the engine would not find it otherwise.

        Returns None for a column that turned out to be a text or a field within another column.

        Raises:
            NotAllowed: there is no such column, or more than one.
        """
        self._seen.add(id(column))
        if not isinstance(column.this, exp.Identifier):
            raise NotAllowed("`*` can only stand alone in the list of a SELECT, or in COUNT(*); name the columns.")
        if column.args.get("table") is None:
            return self._unqualified(column, scope)
        return self._qualified(column, scope)

    def record(self, source: Source, found: Field) -> None:
        """Note that a field is read."""
        if source.use is not None:
            source.use.used.add(found.key)

    def _take(self, column: exp.Column, source: Source, found: Field) -> Field:
        self.record(source, found)
        self._bound[id(column)] = found
        self._sources[id(column)] = source
        if self._naming.key(column.this) != found.key:
            column.set("this", self._naming.spelled(found.name, found.key))
        return found

    def _unqualified(self, column: exp.Column, scope: Scope) -> Field | None:
        name = column.this
        key = self._naming.key(name)
        for each in scope.chain():
            found = [(source, match) for source in each.sources if (match := source.find(name, self._naming))]
            if len(found) == 1 or (found and (each.natural or key in each.merged)):
                for source, match in found:
                    self.record(source, match)
                return self._take(column, *found[0])
            alias = each.aliases.get(key)
            if alias is not None:
                self._bound[id(column)] = alias
                return alias
            if found:
                places = " or ".join(f"`{source.name}.{match.name}`" for source, match in found[:3])
                raise NotAllowed(f"Column `{name.name}` is in more than one table; write {places}.")
        self._no_column(column, scope)
        return None

    def _no_column(self, column: exp.Column, scope: Scope) -> None:
        name = column.this
        has_columns = any(each.sources for each in scope.chain())
        if self._naming.dialect == "sqlite" and name.args.get("quoted") and not (has_columns and _is_shown(column)):
            # SQLite reads "x" as the text 'x' where no column is called x; much of the SQL written for it relies on it.
            # As something to show, group or sort by, a text makes no sense: there the column was made up.
            column.replace(exp.Literal.string(name.name))
            return
        if scope.source(name, self._naming) is not None:
            raise NotAllowed(f"`{name.name}` is a table; name the column to read, such as `{name.name}.…`.")
        raise NotAllowed(self._unknown(name.name, scope, quoted=bool(name.args.get("quoted"))))

    def _unknown(self, name: str, scope: Scope, *, quoted: bool) -> str:
        sources = [source for each in scope.chain() for source in each.sources]
        if not sources and scope.aliases:
            return f"Column `{name}` is not in the result of the set operation; sort by a column of it, or by a number."
        if not sources:
            return f"Column `{name}` has no table to come from; add FROM, or write a text as '{name}'."
        tables = " or ".join(dict.fromkeys(source.shown for source in sources))
        fields = [(each.name, source) for source in sources for each in source.fields.values()]
        similar = nearest(name, [each for each, _ in fields])
        if similar:
            place = next(source.name for each, source in fields if each == similar[0])
            qualified = f"{place.name}.{similar[0]}" if place is not None and len(sources) > 1 else similar[0]
            return f"Column `{name}` does not exist in {tables}; did you mean `{qualified}`?"
        if quoted:
            return f"Column `{name}` does not exist in {tables}; a text is written in single quotes: '{name}'."
        elsewhere = self._tables.with_column(name)
        if elsewhere:
            return f"Column `{name}` does not exist in {tables}; it is a column of `{elsewhere}`, so join that table."
        return f"Column `{name}` does not exist in {tables}; {_shown([each for each, _ in fields])}."

    def _qualified(self, column: exp.Column, scope: Scope) -> Field | None:
        source = self._source(column, scope)
        if source is None:
            self._part_of_value(column, scope)
            return None
        found = source.find_qualified(column.this, self._naming)
        if found is None:
            names = [each.name for each in source.fields.values()]
            similar = did_you_mean(column.name, names)
            hint = similar if similar != "." else f"; {_shown(names)}."
            raise NotAllowed(f"Column `{column.name}` does not exist in {source.shown}{hint}")
        if source.name is not None and self._naming.key(column.args["table"]) != source.key:
            column.set("table", source.name.copy())
        return self._take(column, source, found)

    def _source(self, column: exp.Column, scope: Scope) -> Source | None:
        """The source a qualifier means. ``schema.table.column`` loses its schema, which an alias would not have."""
        source = scope.source(column.args["table"], self._naming)
        schema = column.args.get("db")
        if schema is None or source is None:
            return source
        use = source.use
        if use is None or use.node.alias or not self._same_schema(column, use.known.parts):
            return None
        column.set("db", None)
        column.set("catalog", None)
        return source

    def _same_schema(self, column: exp.Column, parts: tuple[str, ...]) -> bool:
        written = [column.args[part] for part in ("catalog", "db") if column.args.get(part) is not None]
        if len(parts) > 1:
            expected = [self._naming.catalog_key(part) for part in parts[:-1]]
            return [self._naming.key(part) for part in written][-len(expected) :] == expected
        return all(self._naming.drops_qualifier(part.name, self._tables.database) for part in written)

    def _part_of_value(self, column: exp.Column, scope: Scope) -> None:
        """``address.city``: the first name is a column and the rest are fields within its value."""
        parts = [part for part in column.parts if isinstance(part, exp.Identifier)]
        for taken in (2, 1):
            if taken >= len(parts):
                continue
            holder = exp.Column(this=parts[taken - 1].copy(), table=parts[0].copy() if taken == 2 else None)
            if self._holds_fields(holder, scope):
                return
        name = column.args["table"].name
        known = [source.name.name for each in scope.chain() for source in each.sources if source.name is not None]
        hint = did_you_mean(name, known)
        names = f"; use one of {', '.join(f'`{each}`' for each in known)}." if hint == "." and known else hint
        raise NotAllowed(f"`{name}` is no table or alias of this query{names}")

    def _holds_fields(self, holder: exp.Column, scope: Scope) -> bool:
        """Whether the column exists and may hold fields; then it is read."""
        table = holder.args.get("table")
        sources = [scope.source(table, self._naming)] if table is not None else []
        if table is None:
            sources = [source for each in scope.chain() for source in each.sources]
        for source in sources:
            found = source.find(holder.this, self._naming) if source is not None else None
            if source is None or found is None:
                continue
            if found.personal:
                raise NotAllowed(f"Column `{found.name}` is personal; leave it out.")
            if self._is_structured(source, found):
                self.record(source, found)
                return True
        return False

    def _is_structured(self, source: Source, found: Field) -> bool:
        if source.use is None:
            return True
        column = source.use.known.columns.get(found.key)
        kind = fold_ascii(column.type) if column is not None else ""
        return any(word in kind for word in ("struct", "row", "record", "json", "map", "variant", "object", "super"))


def _shown(names: list[str]) -> str:
    unique = list(dict.fromkeys(names))
    shown = ", ".join(f"`{name}`" for name in unique[:_MOST_NAMES_SHOWN])
    return f"the columns are {shown}{', …' if len(unique) > _MOST_NAMES_SHOWN else ''}"


def _is_shown(column: exp.Column) -> bool:
    """Whether the column itself is selected, grouped or sorted by, rather than compared or computed with."""
    parent = column.parent
    while isinstance(parent, exp.Alias | exp.Paren):
        parent = parent.parent
    return isinstance(parent, exp.Select | exp.Group | exp.Ordered | exp.Distinct)

"""The FROM clause: what each entry is, and the columns it offers."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from sqlglot import exp

from text2sql.stages.checking.columns import ColumnBinder
from text2sql.stages.checking.names import did_you_mean
from text2sql.stages.checking.personal import PersonalUse
from text2sql.stages.checking.refusal import NotAllowed
from text2sql.stages.checking.scopes import Fields, Scope, Source, TableUse
from text2sql.stages.checking.table_functions import function_source
from text2sql.stages.checking.tables import Field, KnownTable, KnownTables


class Walk(Protocol):
    """The walk through the query that a FROM clause is part of."""

    def query(self, node: exp.Expr, around: Scope) -> Fields:
        """Resolve a query within ``around`` and return what it offers."""

    def expressions(self, root: exp.Expr, scope: Scope) -> None:
        """Bind the columns of an expression."""


class FromClause:
    """Fills the sources of scopes; collects where tables of the catalog are read."""

    def __init__(self, tables: KnownTables, binder: ColumnBinder, personal: PersonalUse, walk: Walk) -> None:
        self._tables = tables
        self._naming = tables.naming
        self._binder = binder
        self._personal = personal
        self._walk = walk
        self.uses: list[TableUse] = []
        self._seen: set[int] = set()

    def has_seen(self, table: exp.Expr) -> bool:
        """Whether a table reference was looked at."""
        return id(table) in self._seen

    def fill(self, select: exp.Select, scope: Scope) -> None:
        """Add everything a SELECT reads from to its scope, and bind the join conditions.

        Raises:
            NotAllowed: a table is unknown, or an entry is nothing a query may read from.
        """
        from_ = select.args.get("from_")
        if from_ is not None:
            self._entry(from_.this, scope)
        self._joins(select, scope)

    def _joins(self, node: exp.Expr, scope: Scope) -> None:
        joins = node.args.get("joins") or []
        for join in joins:
            before = len(scope.sources)
            self._entry(join.this, scope)
            if join.args.get("method") == "NATURAL":
                scope.natural = True
                self._natural(join, scope, before)
            for column in join.args.get("using") or []:
                self._using(column, scope, before)
            if join.args.get("kind") in ("SEMI", "ANTI"):
                # Only its condition sees the right side of such a join.
                self._condition(join, scope)
                del scope.sources[before:]
        for lateral in node.args.get("laterals") or []:
            self._entry(lateral, scope)
        for join in joins:
            # SQLite lets a condition speak of tables that are joined later.
            if join.args.get("kind") not in ("SEMI", "ANTI"):
                self._condition(join, scope)

    def _condition(self, join: exp.Join, scope: Scope) -> None:
        if join.args.get("on") is not None:
            self._walk.expressions(join.args["on"], scope)

    def _natural(self, join: exp.Join, scope: Scope, before: int) -> None:
        _close(scope.sources)
        left = {key: each for source in scope.sources[:before] for key, each in source.fields.items()}
        for source in scope.sources[before:]:
            for key, each in source.fields.items():
                if key in left:
                    self._personal.check(join, each)
                    self._personal.check(join, left[key])

    def _using(self, column: exp.Expr, scope: Scope, before: int) -> None:
        name = column.this if isinstance(column, exp.Column) else column
        if not isinstance(name, exp.Identifier):
            raise NotAllowed("USING takes column names; write USING (column).")
        for side in (scope.sources[:before], scope.sources[before:]):
            found = [(source, each) for source in side if (each := source.find(name, self._naming)) is not None]
            if not found:
                known = [each.name for source in side for each in source.fields.values()]
                raise NotAllowed(f"Column `{name.name}` of USING is not in both tables{did_you_mean(name.name, known)}")
            for source, each in found:
                self._binder.record(source, each)
                self._personal.check(column, each)
        scope.merged.add(self._naming.key(name))

    def _entry(self, node: exp.Expr, scope: Scope) -> None:
        if isinstance(node, exp.Table):
            self._table(node, scope)
        elif isinstance(node, exp.Subquery) and isinstance(node.this, exp.Table):
            self._parenthesised(node, scope)
        elif isinstance(node, exp.Subquery | exp.Values):
            # Only DuckDB and LATERAL let a subquery see its neighbours; others refuse it themselves.
            self._derived(node, self._walk.query(node, scope), scope)
        elif isinstance(node, exp.Lateral) and isinstance(node.this, exp.Subquery):
            self._derived(node, self._walk.query(node.this, scope), scope)
        elif isinstance(node, exp.Lateral | exp.TableFromRows):
            self._function(node, node.this, scope)
        elif isinstance(node, exp.Unnest):
            self._function(node, node, scope)
        else:
            raise NotAllowed("Only tables, subqueries and list functions can stand in FROM; use one of these.")
        self._joins(node, scope)

    def _parenthesised(self, node: exp.Subquery, scope: Scope) -> None:
        """Joins in parentheses. They take no alias here: engines disagree on what it would name."""
        if node.args.get("alias") is not None:
            raise NotAllowed("Joins in parentheses take no alias; give the tables aliases instead.")
        self._entry(node.this, scope)

    def _derived(self, node: exp.Expr, fields: Fields, scope: Scope) -> None:
        alias = node.args.get("alias")
        name = alias.this if alias is not None and isinstance(alias.this, exp.Identifier) else None
        if name is None and isinstance(node, exp.Table):
            name = node.this
        if alias is not None:
            fields = self.renamed(fields, alias.args.get("columns") or [], name.name if name is not None else "It")
        key = self._naming.key(name) if name else ""
        _add(scope, Source(name, key, {each.key: each for each in fields}, fields))

    def renamed(self, fields: Fields, columns: list[exp.Identifier], owner: str) -> Fields:
        """The fields under the names that an alias with columns gives the first of them.

        Raises:
            NotAllowed: there are more names than fields.
        """
        if len(columns) > len(fields):
            raise NotAllowed(f"`{owner}` has {len(fields)} columns but {len(columns)} names; give as many as it has.")
        renamed = [
            replace(each, name=column.name, key=self._naming.key(column))
            for column, each in zip(columns, fields, strict=False)
        ]
        return (*renamed, *fields[len(columns) :])

    def _table(self, node: exp.Table, scope: Scope) -> None:
        self._seen.add(id(node))
        if not isinstance(node.this, exp.Identifier):
            self._function(node, node.this, scope)
            return
        cte = scope.ctes.get(self._naming.key(node.this)) if node.args.get("db") is None else None
        if cte is not None:
            self._derived(node, cte, scope)
            return
        known = self._known(node, scope)
        use = TableUse(node, known)
        self.uses.append(use)
        alias = node.args.get("alias")
        shown = alias.this if alias is not None and alias.this is not None else node.this
        fields: Mapping[str, Field] = known.fields
        if alias is not None and alias.args.get("columns"):
            use.closed = True
            use.used.update(fields)
            renamed = self.renamed(tuple(fields.values()), alias.args["columns"], shown.name)
            fields = {each.key: each for each in renamed}
        _add(scope, Source(shown, self._naming.key(shown), fields, tuple(fields.values()), use))

    def _known(self, node: exp.Table, scope: Scope) -> KnownTable:
        """The table of the catalog that is meant; its name is spelled as the engine needs it."""
        parts = [node.args[name] for name in ("catalog", "db", "this") if node.args.get(name) is not None]
        if not all(isinstance(part, exp.Identifier) for part in parts):
            raise NotAllowed("A table is named with letters, as in `orders` or `sales.orders`; write it so.")
        known = self._find(node, parts, scope)
        if known is None:
            wanted = ".".join(part.name for part in parts)
            similar = self._tables.similar(wanted) or self._tables.similar(node.name)
            hint = f"did you mean `{similar}`?" if similar else "use only the tables of the schema."
            raise NotAllowed(f"Table `{wanted}` does not exist; {hint}")
        for identifier, part in zip(reversed(parts), reversed(known.parts), strict=False):
            if self._naming.key(identifier) != self._naming.catalog_key(part):
                identifier.replace(self._naming.written(part))
        return known

    def _find(self, node: exp.Table, parts: list[exp.Identifier], scope: Scope) -> KnownTable | None:
        keys = tuple(self._naming.key(part) for part in parts)
        found = self._tables.find(keys)
        for skipped in range(1, len(keys)):
            if found is not None:
                break
            if not self._naming.drops_qualifier(parts[skipped - 1].name, self._tables.database):
                return None
            found = self._tables.find(keys[skipped:])
            if found is not None:
                self._unqualify(node, parts[:skipped], scope)
        return found

    def _unqualify(self, node: exp.Table, qualifiers: list[exp.Identifier], scope: Scope) -> None:
        """Leave out a name of the default schema that the engine may not know."""
        if len(qualifiers) == 1 and self._naming.keeps_qualifier(qualifiers[0].name):
            return
        if self._naming.key(node.this) in scope.ctes:
            raise NotAllowed(f"`{node.name}` is also the name of a CTE; give the CTE another name.")
        for name in ("catalog", "db"):
            if any(node.args.get(name) is qualifier for qualifier in qualifiers):
                node.set(name, None)

    def _function(self, node: exp.Expr, call: exp.Expr, scope: Scope) -> None:
        for argument in call.expressions:
            self._walk.expressions(argument, scope)
        _add(scope, function_source(node, call, self._naming))


def _close(sources: list[Source]) -> None:
    for source in sources:
        if source.use is not None:
            source.use.closed = True
            source.use.used.update(source.use.known.columns)


def _add(scope: Scope, source: Source) -> None:
    if source.name is not None and any(each.name is not None and each.key == source.key for each in scope.sources):
        raise NotAllowed(f"The name `{source.name.name}` is used twice in one FROM; give each its own alias.")
    scope.sources.append(source)

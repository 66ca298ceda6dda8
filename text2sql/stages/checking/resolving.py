"""Every table and column of a query, found in the catalog; scope by scope, as the engines do it.

It is our own walk rather than sqlglot's ``qualify``: that one rewrites the query, says nothing about unknown tables
and never what was meant. This one changes a tree only where it must: ``*`` becomes the columns it stands for, SQLite's
double-quoted texts become texts, and a name gets the catalog's spelling where the engine would not find it otherwise.

Two rules keep it safe where engines differ. A name is a CTE only where every engine agrees that it is one: defined
before, or the recursive branch of a ``WITH RECURSIVE … UNION``; everywhere else it must be a known table. And a table
that any policy touches is later replaced by a subquery that offers nothing but what may be seen (:mod:`.policies`), so
that a mistake here could not show more.
"""

from dataclasses import replace

from sqlglot import exp

from text2sql.stages.checking.columns import ColumnBinder
from text2sql.stages.checking.from_clause import FromClause
from text2sql.stages.checking.names import alike
from text2sql.stages.checking.personal import PersonalUse
from text2sql.stages.checking.refusal import NotAllowed
from text2sql.stages.checking.rules import PersonalColumns
from text2sql.stages.checking.scopes import UNTOLD, Ctes, Fields, Scope, Source, TableUse
from text2sql.stages.checking.stars import expand_stars, star_of
from text2sql.stages.checking.tables import Field, KnownTables
from text2sql.stages.checking.weights import RECURSIVE, weigh

_CLAUSES = ("where", "group", "having", "qualify", "windows", "order", "distribute", "sort", "cluster")


MOST_CTES = 100
"""CTEs in one WITH; each may be read by all after it."""


class Resolver:
    """Resolves one query; made anew for each."""

    def __init__(
        self, tables: KnownTables, personal: PersonalColumns, reserved_names: frozenset[str] = frozenset()
    ) -> None:
        self._naming = tables.naming
        self._reserved_names = reserved_names
        self._binder = ColumnBinder(tables)
        self._personal = PersonalUse(personal, self._binder, self._naming)
        self._from = FromClause(tables, self._binder, self._personal, self)
        self._shows_personal: set[int] = set()

    @property
    def uses(self) -> list[TableUse]:
        """The places where tables of the catalog are read."""
        return self._from.uses

    def place(self, column: exp.Column) -> str:
        """The name, in lower case, of the entry of FROM that a resolved column comes from; empty when it has none."""
        return self._binder.place(column)

    def resolve(self, tree: exp.Expr) -> Fields:
        """Resolve a whole query; afterwards :attr:`uses` tells what it reads.

        Raises:
            NotAllowed: it names something unknown, or uses a personal column in a way that masking would falsify.
        """
        fields = self.query(tree, Scope())
        self._make_sure_of_all(tree)
        return fields

    def _make_sure_of_all(self, tree: exp.Expr) -> None:
        """Every table and every column of the tree was looked at: a clause that the walk does not know stops here."""
        for node in tree.find_all(exp.Table, exp.Column):
            seen = self._from.has_seen(node) or self._binder.has_seen(node)
            if not seen and not isinstance(node.this, exp.Star):
                raise NotAllowed(f"`{node.sql()}` stands where names are not expected; write plainer SQL.")

    def query(self, node: exp.Expr, around: Scope) -> Fields:
        """Resolve a query within the queries around it and return what it offers."""
        clause = node.args.get("with_")
        if clause is not None:
            around = around.knowing(self._with(clause, around))
        if isinstance(node, exp.Select):
            return self._select(node, around)
        if isinstance(node, exp.SetOperation):
            return self._set_operation(node, around)
        if isinstance(node, exp.Values):
            return self._values(node, around)
        if isinstance(node, exp.Subquery) and isinstance(node.this, exp.Query | exp.Values):
            fields = self.query(node.this, around)
            self._modifiers(node, _offering(fields, around))
            return fields
        raise NotAllowed("Only a query can stand in parentheses here; write SELECT … inside them.")

    def _with(self, clause: exp.With, around: Scope) -> Ctes:
        visible = dict(around.ctes)
        own: set[str] = set()
        if len(clause.expressions) > MOST_CTES:
            raise NotAllowed(f"The query has more than {MOST_CTES} CTEs; ask for less at once.")
        for cte in clause.expressions:
            name = cte.args["alias"].this
            key = self._naming.key(name)
            if key in own:
                raise NotAllowed(f"The CTE `{name.name}` is defined twice; give each a name of its own.")
            if alike(name.name) in self._reserved_names:
                raise NotAllowed(f"A CTE cannot be called `{name.name}` here; choose another name.")
            own.add(key)
            scope = around.knowing(dict(visible))
            recursive = bool(clause.args.get("recursive")) and isinstance(cte.this, exp.Union)
            fields = self._recursive(cte, key, scope) if recursive else self.query(cte.this, scope)
            visible[key] = self._from.renamed(fields, cte.args["alias"].args.get("columns") or [], name.name)
        return visible

    def _recursive(self, cte: exp.CTE, key: str, around: Scope) -> Fields:
        body = cte.this
        clause = body.args.get("with_")
        if clause is not None:
            around = around.knowing(self._with(clause, around))
        anchor = self.query(body.this, around)
        itself = self._from.renamed(anchor, cte.args["alias"].args.get("columns") or [], cte.alias)
        heavy = tuple(replace(field, weight=RECURSIVE) for field in itself)
        step = self.query(body.expression, around.knowing({**around.ctes, key: heavy}))
        if any(field.weight >= 2 * RECURSIVE for field in step):
            raise NotAllowed(f"`{cte.alias}` doubles a text or a list with every round; let it grow by one piece.")
        step = tuple(replace(field, weight=max(1.0, field.weight - RECURSIVE)) for field in step)
        fields = self._combined(body, anchor, step)
        self._modifiers(body, _offering(fields, around))
        return fields

    def _set_operation(self, node: exp.SetOperation, around: Scope) -> Fields:
        spine = [node]
        while isinstance(spine[-1].this, exp.SetOperation) and spine[-1].this.args.get("with_") is None:
            spine.append(spine[-1].this)
        fields = self.query(spine[-1].this, around)
        for operation in reversed(spine):
            fields = self._combined(operation, fields, self.query(operation.expression, around))
            self._modifiers(operation, _offering(fields, around))
        return fields

    def _combined(self, node: exp.SetOperation, left: Fields, right: Fields) -> Fields:
        if node.args.get("distinct") is not False or not isinstance(node, exp.Union):
            self._personal.refuse((*left, *right), "compared by a set operation other than UNION ALL")
        told = UNTOLD not in left and UNTOLD not in right
        if told and len(left) != len(right) and not node.args.get("by_name"):
            raise NotAllowed(
                f"The two sides of a set operation have {len(left)} and {len(right)} columns; select as many on both."
            )
        shared = zip(left, right, strict=False)
        return tuple(
            Field(a.name, a.key, a.personal or b.personal, a.column, max(a.weight, b.weight)) for a, b in shared
        )

    def _values(self, node: exp.Values, around: Scope) -> Fields:
        scope = around.inside()
        for row in node.expressions:
            self.expressions(row, scope)
        self._modifiers(node, scope)
        width = len(node.expressions[0].expressions) if node.expressions else 0
        dialect = self._naming.dialect
        prefix = {"duckdb": "col", "spark": "col", "databricks": "col", "mysql": "column_"}.get(dialect, "column")
        first = 0 if dialect in ("duckdb", "mysql") else 1
        names = [f"{prefix}{first + index}" for index in range(width)]
        return tuple(Field(name, self._naming.catalog_key(name)) for name in names)

    def _modifiers(self, node: exp.Expr, scope: Scope) -> None:
        for clause in (*_CLAUSES, "limit", "offset"):
            part = node.args.get(clause)
            for each in part if isinstance(part, list) else () if part is None else (part,):
                self.expressions(each, scope)

    def _select(self, node: exp.Select, around: Scope) -> Fields:
        scope = around.inside()
        self._from.fill(node, scope)
        expand_stars(node, scope, self._naming)
        fields: list[Field] = []
        for projection in node.expressions:
            if star_of(projection) is not None:
                fields.extend(self._starred(projection, scope))
                continue
            self.expressions(projection, scope)
            for output in self._outputs(projection):
                fields.append(output)
                scope.aliases.setdefault(output.key, output)
        if not fields:
            raise NotAllowed("The SELECT lists nothing; name the columns to show.")
        self._personal.check_clauses(node, fields, scope)
        if node.args.get("distinct") is not None:
            self.expressions(node.args["distinct"], scope)
        self._modifiers(node, scope)
        return tuple(fields)

    def _starred(self, projection: exp.Expr, scope: Scope) -> Fields:
        """The fields of a star that stays."""
        qualifier = projection.args.get("table")
        source = scope.source(qualifier, self._naming) if qualifier is not None else None
        sources = [source] if source is not None else scope.sources
        listed: list[Field] = []
        seen: set[str] = set()
        for each in (each for source in sources for each in (source.listed or (UNTOLD,))):
            joined = scope.natural or each.key in scope.merged
            if not (joined and each.key in seen and qualifier is None):
                listed.append(each)
            seen.add(each.key)
        return tuple(listed)

    def expressions(self, root: exp.Expr, scope: Scope) -> None:
        """Bind the columns of an expression; queries in it are resolved with this scope around them."""
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, exp.Column):
                found = self._binder.bind(node, scope)
                if found is not None:
                    self._personal.check(node, found)
            elif isinstance(node, exp.Query | exp.Values):
                self._nested(node, scope)
            elif isinstance(node, exp.Comprehension):
                self._comprehension(node, scope)
            elif isinstance(node, exp.Star):
                _check_counted(node)
            else:
                waiting.extend(node.iter_expressions(reverse=True))

    def _nested(self, node: exp.Expr, scope: Scope) -> None:
        fields = self.query(node, scope)
        if isinstance(node.parent, exp.Exists):
            return
        for field in fields:
            self._personal.check(node, field)
            if field.personal:
                self._shows_personal.add(id(node))

    def _comprehension(self, node: exp.Comprehension, scope: Scope) -> None:
        self.expressions(node.args["iterator"], scope)
        names = [name for name in (node.expression, node.args.get("position")) if isinstance(name, exp.Identifier)]
        fields = {self._naming.key(name): Field(name.name, self._naming.key(name)) for name in names}
        inner = scope.inside()
        inner.sources.append(Source(None, "", fields))
        for part in (node.this, node.args.get("condition")):
            if part is not None:
                self.expressions(part, inner)

    def _outputs(self, projection: exp.Expr) -> Fields:
        """What one entry of a SELECT's list offers to the query around it; a generator may offer several columns."""
        if isinstance(projection, exp.Aliases):
            names = [name for name in projection.expressions if isinstance(name, exp.Identifier)]
            return tuple(Field(name.name, self._naming.key(name)) for name in names)
        return (self._output(projection),)

    def _output(self, projection: exp.Expr) -> Field:
        value = projection.unalias()
        origin = self._binder.bound(value) if isinstance(value, exp.Column) else None
        personal = (origin is not None and origin.personal) or id(value) in self._shows_personal
        column = origin.column if origin is not None else None
        if isinstance(projection, exp.Alias) and isinstance(projection.args["alias"], exp.Identifier):
            name = projection.args["alias"]
        elif isinstance(value, exp.Column) and isinstance(value.this, exp.Identifier):
            name = value.this
        else:
            name = exp.to_identifier(_natural_name(value), quoted=True)
        return Field(name.name, self._naming.key(name), personal, column, weigh(value, self._column_weight))

    def _column_weight(self, column: exp.Column) -> float:
        field = self._binder.bound(column)
        return field.weight if field is not None else 1.0


def _check_counted(star: exp.Star) -> None:
    """Within an expression, ``*`` means something known only as the one argument of COUNT."""
    call = star.parent
    if not (isinstance(call, exp.Anonymous) and call.name.lower() == "count" and len(call.expressions) == 1):
        raise NotAllowed("`*` can only stand alone in the list of a SELECT, or in COUNT(*); name the columns.")


def _natural_name(value: exp.Expr) -> str:
    """What engines call an expression without alias: PostgreSQL by its function, others by its text."""
    if isinstance(value, exp.Anonymous) and not value.expressions:
        return value.name.lower()
    if isinstance(value, exp.Window | exp.Filter | exp.WithinGroup):
        return _natural_name(value.this)
    if isinstance(value, exp.Anonymous):
        return value.name.lower()
    return value.name or value.sql()


def _offering(fields: Fields, around: Scope) -> Scope:
    scope = around.inside()
    scope.aliases = {each.key: each for each in fields}
    return scope

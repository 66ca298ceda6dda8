"""Personal columns: what a query may do with them, given how they are treated.

Masking happens where the table is read (:mod:`.policies`), so no value can leak whatever the query does. What is
checked here is that the answer stays true: a filter, a join or a count over masked values would run and be wrong.
Grouping by a personal column next to its table's primary key is true all the same (each row has its own group), and so
is breaking a tie by one.
"""

from collections.abc import Iterable

from sqlglot import exp

from text2sql.stages.checking.columns import ColumnBinder
from text2sql.stages.checking.names import Naming
from text2sql.stages.checking.refusal import NotAllowed
from text2sql.stages.checking.rules import PersonalColumns
from text2sql.stages.checking.scopes import Scope
from text2sql.stages.checking.spans import number
from text2sql.stages.checking.tables import Field


class PersonalUse:
    """Judges how one query uses personal columns."""

    def __init__(self, treatment: PersonalColumns, binder: ColumnBinder, naming: Naming) -> None:
        self._treatment = treatment
        self._binder = binder
        self._naming = naming
        self._permitted: set[int] = set()

    def check(self, node: exp.Expr, found: Field) -> None:
        """Refuse a use of a column that is forbidden, or that masking would falsify.

        Raises:
            NotAllowed: the use is neither showing the column nor asking whether it has a value.
        """
        if not found.personal or id(node) in self._permitted:
            return
        name = ".".join(found.column) if found.column is not None else found.name
        if self._treatment == "refuse":
            raise NotAllowed(f"Column `{name}` holds personal data and cannot be read; leave it out.")
        if not (_is_shown(node) or _asks_for_presence(node)):
            raise NotAllowed(
                f"Column `{name}` holds personal data: it can be shown (masked) or counted, but not filtered, joined, "
                "grouped, sorted or computed with; leave it out there."
            )

    def refuse(self, fields: Iterable[Field], how: str) -> None:
        """Refuse what is done to all of these fields at once.

        Raises:
            NotAllowed: one of them is personal.
        """
        for field in fields:
            if field.personal:
                raise NotAllowed(f"Column `{field.name}` holds personal data and cannot be {how}; leave it out.")

    def check_clauses(self, select: exp.Select, fields: list[Field], scope: Scope) -> None:
        """Judge GROUP BY, DISTINCT and ORDER BY of a SELECT whose list is bound, before their columns are.

        Raises:
            NotAllowed: a personal column is grouped by without its table's key, made distinct, or sorted by first.
        """
        if not any(field.personal for field in fields) and not self._reads_personal(scope):
            return
        listed = [each.unalias() for each in select.expressions]
        group, order, distinct = (select.args.get(name) for name in ("group", "order", "distinct"))
        if group is not None and group.args.get("all"):
            self.refuse(fields, "grouped by")
        if group is not None:
            terms = [(term, self._meant(term, listed, fields, scope)) for term in group.expressions]
            self._check_together(terms, "grouped by")
        if distinct is not None:
            self._check_together([(each, each) for each in listed], "compared by DISTINCT")
        for place, ordered in enumerate(order.expressions if order is not None else ()):
            meant = self._meant(ordered.this, listed, fields, scope)
            if place == 0 and not isinstance(ordered.this, exp.Column):
                self.refuse(self._fields((meant,)), "sorted by")
            elif place > 0:
                self._permitted.add(id(ordered.this))

    def _reads_personal(self, scope: Scope) -> bool:
        return any(field.personal for source in scope.sources for field in source.fields.values())

    def _meant(self, term: exp.Expr, listed: list[exp.Expr], fields: list[Field], scope: Scope) -> exp.Expr | None:
        """The expression that a term of GROUP BY or ORDER BY stands for: itself, or one of the list."""
        position = number(term)
        if position is not None:
            return listed[int(position) - 1] if 1 <= position <= len(listed) else None
        if not isinstance(term, exp.Column):
            return None
        found = self._binder.bind(term, scope)
        if self._binder.use(term) is None and found in fields and len(fields) == len(listed):
            return listed[fields.index(found)]
        return term

    def _check_together(self, terms: list[tuple[exp.Expr, exp.Expr | None]], how: str) -> None:
        """Permit the personal columns whose table's primary key is among the terms, refuse the others."""
        columns = [meant for _, meant in terms if isinstance(meant, exp.Column)]
        keys: dict[int, set[str]] = {}
        for column in columns:
            use, found = self._binder.use(column), self._binder.bound(column)
            if use is not None and found is not None:
                keys.setdefault(id(use), set()).add(found.key)
        for term, meant in terms:
            found = self._binder.bound(meant) if isinstance(meant, exp.Column) else None
            use = self._binder.use(meant) if isinstance(meant, exp.Column) else None
            if found is None or not found.personal:
                continue
            own = {self._naming.catalog_key(name) for name in use.known.table.primary_key} if use is not None else set()
            if not own or use is None or not own <= keys[id(use)]:
                self.refuse((found,), how)
            self._permitted.add(id(term))

    def _fields(self, expressions: Iterable[exp.Expr | None]) -> list[Field]:
        found = (self._binder.bound(each) for each in expressions if isinstance(each, exp.Column))
        return [field for field in found if field is not None]


def _is_shown(node: exp.Expr) -> bool:
    """Whether the node stands by itself in the list of a SELECT."""
    child, parent = node, node.parent
    while isinstance(parent, exp.Alias | exp.Paren):
        child, parent = parent, parent.parent
    return isinstance(parent, exp.Select) and child.arg_key == "expressions"


def _asks_for_presence(node: exp.Expr) -> bool:
    parent = node.parent
    if isinstance(parent, exp.Is):
        return isinstance(parent.expression, exp.Null)
    if isinstance(parent, exp.Anonymous) and len(parent.expressions) == 1:
        return parent.name.lower() == "count"
    return False

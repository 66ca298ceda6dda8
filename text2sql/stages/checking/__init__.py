"""check: prove that SQL is one read-only statement over known names, and rewrite it under the policies.

Generated SQL is untrusted. Nothing else in the project makes a :class:`~text2sql.types.CheckedSql`, and a warehouse
accepts nothing else.
"""

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from text2sql.catalog import Catalog
from text2sql.stages.checking.cost import Budget, CostVerdict, judge_cost
from text2sql.stages.checking.rules import Attribute, CheckRules, PersonalColumns, RowFilter
from text2sql.types import CheckedSql, Rejected

__all__ = [
    "Attribute",
    "Budget",
    "CheckRules",
    "Checker",
    "CostVerdict",
    "PersonalColumns",
    "RowFilter",
    "judge_cost",
]

_FORBIDDEN = (exp.DML, exp.DDL, exp.Command, exp.Into, exp.Lock, exp.Anonymous)


class Checker:
    """Checks SQL against one catalog and one set of rules; made once, used for every question."""

    def __init__(self, catalog: Catalog, rules: CheckRules | None = None) -> None:
        self._catalog = catalog
        self._rules = rules or CheckRules()

    def check(self, sql: str) -> CheckedSql | Rejected:
        """The SQL to run instead of ``sql``, or why nothing may run."""
        try:
            trees = sqlglot.parse(sql, dialect=self._catalog.dialect)
        except SqlglotError:
            return Rejected("This is not valid SQL; write one SELECT statement.", sql)
        tree = trees[0] if len(trees) == 1 else None
        if not isinstance(tree, exp.Query):
            return Rejected("Write exactly one SELECT statement.", sql)
        if any(isinstance(node, _FORBIDDEN) and not isinstance(node, exp.Query) for node in tree.walk()):
            return Rejected("Only reading is allowed, with well-known functions.", sql)
        ctes = {cte.alias_or_name.lower() for cte in tree.find_all(exp.CTE)}
        tables = []
        for node in tree.find_all(exp.Table):
            known = self._catalog.table(node.name)
            if node.name.lower() in ctes and known is None:
                continue
            if known is None or known.name in self._rules.hidden_tables:
                return Rejected(f"Table `{node.name}` does not exist.", sql)
            tables.append(known.name)
        limit = None
        if self._rules.row_limit is not None and tree.args.get("limit") is None and isinstance(tree, exp.Select):
            limit = self._rules.row_limit + 1
            tree = tree.limit(limit)
        text = tree.sql(dialect=self._catalog.dialect, pretty=True, comments=False)
        return CheckedSql(text, self._catalog.dialect, tuple(dict.fromkeys(tables)), (), limit)

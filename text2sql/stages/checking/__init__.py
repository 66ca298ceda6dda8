"""check: prove that SQL is one read-only statement over known names, and rewrite it under the policies.

Generated SQL is untrusted. Nothing else in the project makes a :class:`~text2sql.types.CheckedSql`, and a warehouse
accepts nothing else. The steps, each in its file, each of which may refuse:

    read      one statement, parsed without interpreting its functions
    grammar   every node is on the list of what a safe query is made of
    functions every function is on the dialect's list, its arguments bounded
    resolve   every table and column is in the catalog, scope by scope
    effort    nothing that grows without bound
    policies  row filters, hidden columns and masks, at every reference
    limit     an outer LIMIT when there is none
    write     text again, proven to say the same
"""

from text2sql.stages.checking.checker import Checker
from text2sql.stages.checking.cost import Budget, CostVerdict, judge_cost
from text2sql.stages.checking.rules import Attribute, CheckRules, PersonalColumns, RowFilter
from text2sql.stages.checking.visible import VisibleKnowledge, filtered_tables, visible_catalog, visible_knowledge

__all__ = [
    "Attribute",
    "Budget",
    "CheckRules",
    "Checker",
    "CostVerdict",
    "PersonalColumns",
    "RowFilter",
    "VisibleKnowledge",
    "filtered_tables",
    "judge_cost",
    "visible_catalog",
    "visible_knowledge",
]

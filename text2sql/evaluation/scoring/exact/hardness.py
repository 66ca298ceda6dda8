"""Spider's four levels of hardness, counted from the parts of the gold query.

Source: the Spider paper's supplement and the official script's counts, with its oddities: NOT in WHERE counts as an
aggregate, and in HAVING so does every AND and OR.
"""

from text2sql.evaluation.scoring.exact.grammar import NO_AGGREGATE, Condition, ReadQuery, Structure, Unreadable
from text2sql.evaluation.scoring.exact.reading import read_query
from text2sql.evaluation.types import Hardness


def hardness(gold: str, structure: Structure) -> Hardness:
    """``easy``, ``medium``, ``hard`` or ``extra``; empty when the official parser cannot read the query."""
    try:
        query = read_query(gold, structure)
    except Unreadable:
        return ""
    clauses, nested, rest = _clauses(query), _nested(query), _rest(query)
    if clauses <= 1 and rest == 0 and nested == 0:
        return "easy"
    if nested == 0 and ((rest <= 2 and clauses <= 1) or (clauses <= 2 and rest < 2)):
        return "medium"
    if nested == 0 and ((rest > 2 and clauses <= 2) or (2 < clauses <= 3 and rest <= 2)):
        return "hard"
    return "hard" if clauses <= 1 and rest == 0 and nested <= 1 else "extra"


def _clauses(query: ReadQuery) -> int:
    """WHERE, GROUP BY, ORDER BY, LIMIT, joins, each OR and each LIKE."""
    present = sum(map(bool, (query.where, query.groups, query.order, query.limited)))
    every = (query.joined_on, query.where, query.having)
    ors = sum(conditions[1::2].count("or") for conditions in every)
    likes = sum(isinstance(each, Condition) and each.operator == "like" for part in every for each in part[::2])
    return present + max(0, len(query.sources) - 1) + ors + likes


def _nested(query: ReadQuery) -> int:
    """Queries inside of conditions, and after INTERSECT, EXCEPT or UNION; derived tables do not count."""
    conditions = (*query.joined_on[::2], *query.where[::2], *query.having[::2])
    values = [value for each in conditions if isinstance(each, Condition) for value in (each.first, each.second)]
    return sum(isinstance(value, ReadQuery) for value in values) + len(query.combined)


def _rest(query: ReadQuery) -> int:
    """More than one of: aggregates, selected columns, conditions (AND and OR included), grouping columns."""
    columns = [*query.groups, *(unit.left for unit in query.order)]
    columns += [unit.right for unit in query.order if unit.right is not None]
    aggregates = sum(each.aggregate != NO_AGGREGATE for each in query.selected)
    aggregates += sum(each.aggregate != NO_AGGREGATE for each in columns)
    aggregates += sum(isinstance(each, Condition) and each.negated for each in (*query.where[::2], *query.having))
    aggregates += sum(isinstance(each, str) for each in query.having)
    return sum(count > 1 for count in (aggregates, len(query.selected), len(query.where), len(query.groups)))

"""What went wrong, in one word for each wrong prediction: from what both queries gave, else from their trees.

A wrong query is often wrong in several ways. The rules below are asked in order and the first that holds names the
class, so the order is a ranking: what happened to the query first, then what its result shows (evidence that does not
depend on how SQL was written), then differences of the trees from the most consequential to the least.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from text2sql.evaluation.features import Condition, QueryParts
from text2sql.evaluation.types import Execution, Prediction, Row, Verdict

ERROR_CLASSES = (
    "not declined",
    "refused",
    "abstained",
    "failed",
    "timeout",
    "gold failed",
    "schema linking",
    "invalid sql",
    "columns",
    "order or limit",
    "nesting",
    "join",
    "filter value",
    "filter",
    "aggregation",
    "other",
)
"""Every class there is, in the order in which the rules are asked."""

_UNKNOWN_NAME = ("no such column", "no such table", "ambiguous column", "does not exist", "not found in from clause")
_STOPPED = "ran longer than"


def error_class(verdict: Verdict, gold: QueryParts | None, predicted: QueryParts | None) -> str:
    """The class of a wrong prediction, one of :data:`ERROR_CLASSES`; empty when it is right.

    Args:
        verdict: what was predicted and what both queries gave.
        gold: the parts of the gold query, None when it could not be read or there is none.
        predicted: the parts of the predicted query.
    """
    if verdict.correct:
        return ""
    return (
        ("" if verdict.case.answerable else "not declined")
        or _without_result(verdict.prediction, verdict.gold, verdict.predicted)
        or _by_results(verdict.gold, verdict.predicted)
        or (_by_trees(gold, predicted) if gold and predicted else "")
        or "other"
    )


def _without_result(prediction: Prediction, gold: Execution, predicted: Execution | None) -> str:
    """No comparison was possible: the system gave no SQL, or one of the queries did not run."""
    if prediction.status == "refused":
        return "refused"
    if prediction.status in ("clarify", "declined"):
        return "abstained"
    if prediction.status == "failed" or predicted is None:
        return "failed"
    if _STOPPED in predicted.problem:
        return "timeout"
    if gold.problem or gold.truncated:
        return "gold failed"
    if not predicted.problem:
        return ""
    problem = predicted.problem.lower()
    return "schema linking" if any(words in problem for words in _UNKNOWN_NAME) else "invalid sql"


def _by_results(gold: Execution, predicted: Execution | None) -> str:
    """The same rows but for columns that are extra or missing, or but for their order or number."""
    if predicted is None or not gold.rows or not predicted.rows:
        return ""
    if any(each.truncated or each.row_count > len(each.rows) for each in (gold, predicted)):
        # Only the beginning is at hand, so trees must tell.
        return ""
    ours, theirs = gold.rows, predicted.rows
    if len(ours) == len(theirs) and len(ours[0]) != len(theirs[0]):
        fewer, more = sorted((_columns(ours), _columns(theirs)), key=len)
        if not Counter(fewer) - Counter(more):
            return "columns"
    if len(ours[0]) != len(theirs[0]) or list(ours) == list(theirs):
        return ""
    return "order or limit" if Counter(map(_row_key, ours)) == Counter(map(_row_key, theirs)) else ""


def _columns(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Each column as a sorted list of what its cells print: queries differ in order, and not only in columns."""
    return [tuple(sorted(map(repr, column))) for column in zip(*rows, strict=True)]


def _row_key(row: Row) -> tuple[str, ...]:
    return tuple(sorted(map(repr, row)))


def _by_trees(gold: QueryParts, predicted: QueryParts) -> str:
    return next((name for name, differs in _TREE_RULES if differs(gold, predicted)), "")


def _wrong_names(gold: QueryParts, predicted: QueryParts) -> bool:
    """A table or column stands where gold has another one; only missing or only extra ones are no such mistake."""
    if set(gold.tables) - set(predicted.tables) and set(predicted.tables) - set(gold.tables):
        return True
    wanted, used = gold.columns, predicted.columns
    if any(name.startswith(".") for name in wanted | used):
        # Whose column it is cannot be told for all of them, so only names are compared.
        wanted, used = _bare(wanted), _bare(used)
    return bool(wanted - used and used - wanted)


def _bare(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name.rpartition(".")[2] for name in names)


def _other_shape(gold: QueryParts, predicted: QueryParts) -> bool:
    return gold.set_operations != predicted.set_operations or gold.nested != predicted.nested


def _other_joins(gold: QueryParts, predicted: QueryParts) -> bool:
    return gold.tables != predicted.tables or gold.joins != predicted.joins


def _other_values(gold: QueryParts, predicted: QueryParts) -> bool:
    same = [(each.left, each.operator) for each in gold.conditions] == [
        (each.left, each.operator) for each in predicted.conditions
    ]
    return same and _values(gold.conditions) != _values(predicted.conditions)


def _values(conditions: tuple[Condition, ...]) -> list[str]:
    return [each.right for each in conditions]


def _other_aggregation(gold: QueryParts, predicted: QueryParts) -> bool:
    return (
        gold.aggregates != predicted.aggregates
        or gold.grouping != predicted.grouping
        or gold.distinct != predicted.distinct
    )


_TREE_RULES: tuple[tuple[str, Callable[[QueryParts, QueryParts], bool]], ...] = (
    ("schema linking", _wrong_names),
    ("nesting", _other_shape),
    ("join", _other_joins),
    ("filter value", _other_values),
    ("filter", lambda gold, predicted: gold.conditions != predicted.conditions),
    ("aggregation", _other_aggregation),
    ("order or limit", lambda gold, predicted: gold.ordering != predicted.ordering),
    ("columns", lambda gold, predicted: gold.projections != predicted.projections),
)

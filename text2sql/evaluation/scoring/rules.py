"""The rules by name, and what each compares. A score without its rule means nothing, so reports carry these names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from text2sql.evaluation.scoring.comparing import (
    gold_within,
    same_as_written,
    same_rows,
    same_set,
    same_up_to_columns,
    soft_f1,
)
from text2sql.evaluation.scoring.preparing import orders_its_rows, wants_order
from text2sql.evaluation.types import Execution

TEST_SUITE = "test-suite"
EXACT = "exact"
ROWS = "rows"
VALID = "valid"
ABSTAIN = "abstain"
"""Not to be chosen: decides the questions that have no answer, where declining or asking back is right."""
TIMED = ("ves", "r-ves")

RULES: Mapping[str, str] = {
    TEST_SUITE: "Spider's execution match: any order of columns, rows as a multiset, in order if gold has ORDER BY",
    "bird": "BIRD's execution match: the same set of rows, columns in gold's order",
    "strict": "the same rows as often, columns in gold's order, in order if gold's own ORDER BY says so",
    "subset": "as strict, but columns in any order and more of them, midnight for its day, and a last bit are forgiven",
    ROWS: "the expected rows, whatever the types of numbers, rounded as written, extra columns forgiven",
    "soft-f1": "BIRD's soft F1: the share of cells that agree",
    EXACT: "Spider's exact-set match: the same parts of the query, without values",
    VALID: "the query runs within its limits, right or wrong",
    "ves": "BIRD's valid efficiency score: right by `bird`, times the square root of how much faster than gold",
    "r-ves": "BIRD's reward-based VES: right by `bird`, in five steps of speed",
}
"""What each rule asks for, in a sentence for reports."""

UNTIMED = tuple(name for name in RULES if name not in TIMED)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Gold and a prediction that both ran, with the SQL that ran."""

    gold_sql: str
    predicted_sql: str
    gold: Execution
    predicted: Execution


def _test_suite(both: Comparison) -> float:
    return float(same_up_to_columns(both.gold.rows, both.predicted.rows, wants_order(both.gold_sql)))


def _bird(both: Comparison) -> float:
    return float(same_set(both.gold.rows, both.predicted.rows))


def _strict(both: Comparison) -> float:
    return float(same_rows(both.gold.rows, both.predicted.rows, orders_its_rows(both.gold_sql)))


def _subset(both: Comparison) -> float:
    return float(gold_within(both.gold.rows, both.predicted.rows, orders_its_rows(both.gold_sql)))


def _rows(both: Comparison) -> float:
    return float(same_as_written(both.gold.rows, both.predicted.rows, orders_its_rows(both.gold_sql)))


def _soft_f1(both: Comparison) -> float:
    return soft_f1(both.gold.rows, both.predicted.rows)


RESULT_RULES: Mapping[str, Callable[[Comparison], float]] = {
    TEST_SUITE: _test_suite,
    "bird": _bird,
    "strict": _strict,
    "subset": _subset,
    ROWS: _rows,
    "soft-f1": _soft_f1,
}
"""The rules that look at two results only; ``rows`` has an empty ``gold_sql`` where a person wrote the rows."""

"""The cost guard: what a dry run's estimate means for a query that passed the checker."""

from dataclasses import dataclass
from typing import Literal

from text2sql.types import Plan

CostVerdict = Literal["allow", "ask", "refuse"]


@dataclass(frozen=True, slots=True)
class Budget:
    """How much a query may be expected to cost. None means unlimited."""

    ask_rows: int | None = None
    """Estimated rows above which a person is asked first."""
    refuse_rows: int | None = None
    """Estimated rows above which the query does not run."""
    ask_bytes: int | None = None
    """Estimated bytes read above which a person is asked first."""
    refuse_bytes: int | None = None
    """Estimated bytes read above which the query does not run."""


def judge_cost(plan: Plan, budget: Budget) -> CostVerdict:
    """The verdict on an estimate: "refuse" when any measure is above its refusing threshold, else "ask", else "allow".

    A measure the warehouse does not estimate is not judged: the deadline and the memory limit still hold for it.
    """
    if _above(plan.estimated_rows, budget.refuse_rows) or _above(plan.estimated_bytes, budget.refuse_bytes):
        return "refuse"
    if _above(plan.estimated_rows, budget.ask_rows) or _above(plan.estimated_bytes, budget.ask_bytes):
        return "ask"
    return "allow"


def _above(estimate: int | None, threshold: int | None) -> bool:
    return estimate is not None and threshold is not None and estimate > threshold

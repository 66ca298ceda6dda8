"""What is found out about SQL once there is an answer, for whoever shows it.

A page and a terminal may not reach into the stages; this is their door to them. Everything that runs here passes the
same gate as the answer did.
"""

from dataclasses import dataclass, replace

from text2sql.errors import WarehouseError
from text2sql.pipeline import Pipeline
from text2sql.prompting import Allowance
from text2sql.stages.checking.relaxing import relaxed
from text2sql.stages.recalling import Change, changes
from text2sql.types import ResultTable, Step, Trial
from text2sql.workbench import Course, Gate, GatedWorkbench

__all__ = ["Change", "Emptied", "changes", "is_empty", "rows_in_all", "tried", "what_emptied"]


@dataclass(frozen=True, slots=True)
class Emptied:
    """A condition without which a query that found nothing finds something."""

    condition: str
    """As it stands in the SQL."""
    sql: str
    """The query without it."""
    rows: int
    """How many rows that gives, at most the limit."""


def is_empty(result: ResultTable) -> bool:
    """Whether a result says nothing: no rows, or the single one of an aggregate over no rows."""
    if len(result.rows) > 1:
        return False
    return all(value is None or (value == 0 and not isinstance(value, bool)) for row in result.rows for value in row)


def what_emptied(pipeline: Pipeline, sql: str, allowance: Allowance = Allowance()) -> tuple[Emptied, ...]:
    """The conditions of a query that found nothing without which it finds something, in the order of the SQL.

    Each is dropped alone. None when only several together emptied it. What the warehouse fails on ends the search.

    Raises:
        QuestionStopped, OutOfTime: the allowance is used up.
    """
    bench = _bench(pipeline, allowance)
    found: list[Emptied] = []
    for variant in relaxed(sql, pipeline.warehouse.dialect):
        try:
            result = bench.run(variant.sql).result
        except WarehouseError:
            return tuple(found)
        if result is not None and not is_empty(result):
            found.append(Emptied(variant.condition, variant.sql, len(result.rows)))
    return tuple(found)


def rows_in_all(pipeline: Pipeline, sql: str, seconds: float, allowance: Allowance = Allowance()) -> int | None:
    """How many rows a query has without our limit; None when that cannot be told in so many seconds.

    Raises:
        QuestionStopped, OutOfTime: the allowance is used up.
    """
    quick = replace(pipeline, limits=replace(pipeline.limits, seconds=min(seconds, pipeline.limits.seconds)))
    inner = sql.strip().rstrip(";")
    try:
        result = _bench(quick, allowance).run(f"SELECT COUNT(*) AS rows_in_all FROM (\n{inner}\n) AS counted").result
    except WarehouseError:
        return None
    count = result.rows[0][0] if result is not None and result.rows else None
    return count if isinstance(count, int) else None


def tried(pipeline: Pipeline, sql: str) -> Trial:
    """What the gate and a dry run say about SQL; nothing is run.

    Raises:
        WarehouseError: the data source failed.
    """
    return _bench(pipeline, Allowance()).plan(sql)


def _bench(pipeline: Pipeline, allowance: Allowance) -> GatedWorkbench:
    gate = Gate(pipeline.checker, pipeline.warehouse, pipeline.limits, pipeline.budget)
    return GatedWorkbench(pipeline.knowledge, gate, Course(_unwatched), allowance)


def _unwatched(step: Step) -> None:
    """Nobody is watching."""

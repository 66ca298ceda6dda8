"""What a model may not be told of a query that was tried: rows and messages that hold values which stay out of prompts.

A database may be set to show personal columns to the people who ask it. They enter no prompt all the same, and where
``cell_values`` is off, nothing that was read does.
"""

import re

from text2sql.catalog import Catalog
from text2sql.types import Trial
from text2sql.writers.prompted.task import Task

_MARKS = ("'", '"', "`")
_NUMBER = re.compile(r"(?<![\w.])\d[\w.,:+-]*")
_WORD = re.compile(r"(?<=')[^']*(?=')|\w+(?:\.\w+)*")
_LEFT_OUT = "…"


def withholds(task: Task, trial: Trial) -> bool:
    """Whether what the query read must not be shown to a model."""
    return not task.strategy.cell_values or reads_personal(trial, task.linked.catalog)


def reads_personal(trial: Trial, catalog: Catalog) -> bool:
    """Whether a query reads a column of personal data, shown, masked or counted; True when that is not known."""
    if trial.checked is None:
        return True
    return not all(may_be_shown(catalog, table, column) for table, column in trial.checked.columns)


def may_be_shown(catalog: Catalog, table: str, column: str) -> bool:
    """Whether the column is known and holds no personal data."""
    known = catalog.table(table)
    found = known.column(column) if known is not None else None
    return found is not None and not found.personal


def problem_told(task: Task, sql: str, problem: str) -> str:
    """The problem as a model may read it.

    Warehouses quote the value at which a query failed while running ("Could not convert string 'Kim' to INT32"). Where
    values are withheld, what is quoted and every number are left out, unless they stand in the query or name something
    in the catalog. What the checker says comes from no row and stays whole.
    """
    trial = task.workbench.plan(sql)
    if trial.checked is None or not withholds(task, trial):
        return problem
    known = {word.casefold() for word in _WORD.findall(sql)} | _names(task.linked.catalog)
    for mark in _MARKS:
        if not _quotes_only(known, problem, mark):
            problem = _cut(problem, mark)
    return _NUMBER.sub(lambda found: found[0] if found[0] in known else _LEFT_OUT, problem)


def _names(catalog: Catalog) -> set[str]:
    names = {name.casefold() for table in catalog.tables for name in (table.name, table.bare_name)}
    return names | {column.name.casefold() for table in catalog.tables for column in table.columns}


def _quotes_only(known: set[str], problem: str, mark: str) -> bool:
    """Whether the text quotes nothing but what is known. A single mark is an apostrophe, unless the text was cut."""
    marks = problem.count(mark)
    if marks % 2:
        return marks == 1 and not problem.endswith(_LEFT_OUT)
    return all(piece.casefold() in known for piece in problem.split(mark)[1::2])


def _cut(problem: str, mark: str) -> str:
    """The text without what stands between the first and the last mark: a value may hold the mark itself.

    Of a message that was cut all the rest goes, for the last mark may be in the middle of a value.
    """
    first, last = problem.index(mark), problem.rindex(mark)
    rest = "" if problem.endswith(_LEFT_OUT) else problem[last + 1 :]
    return f"{problem[:first]}{mark}{_LEFT_OUT}{mark}{rest}"

"""What makes a result doubtful that nothing is wrong with: told to the model and to the person in the same words.

Cheap to see and said in words; none of them is proof. No SQL is parsed here: what a query reads is known from the gate.
"""

import re
from collections.abc import Iterator

from text2sql.catalog import Catalog
from text2sql.language import find_grains, find_rankings
from text2sql.messages import say
from text2sql.types import CheckedSql, Question, ResultTable, Trial

_SEVERAL = re.compile(
    r"\b(?:each|every|list)\b(?! price)|목록|리스트|각각|[가-힣](?<![특개차구이식선판])별(?=로|\s|,|$)", re.IGNORECASE
)
"""Words that ask for several rows; 별 ends a word that rows are broken down by (지역별), but not 특별, 개별, …"""
_SUMMED = re.compile(r"\b(?:SUM|AVG)\s*\(([^()]*)\)", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d]\w*")
_SELECT = re.compile(r"\bSELECT\b", re.IGNORECASE)


def doubts(question: Question, trial: Trial, catalog: Catalog) -> tuple[str, ...]:
    """Why the result may not be what was asked for, in the question's language; empty when nothing is suspicious.

    - there are no rows;
    - every value is NULL;
    - one row where the question asks for several: by month, 지역별, top 5;
    - a sum or average of a table's column over a join that repeats the table's rows.
    """
    if trial.problem or trial.result is None:
        return ()
    keys = [*_about_rows(question, trial.result)]
    said = [say(question.language, f"methods.doubt_{key}") for key in keys]
    if trial.checked is not None:
        for column, table in fanned_out(trial.sql, trial.checked, catalog):
            said.append(say(question.language, "methods.doubt_fan_out", column=column, table=table))
    return tuple(said)


def _about_rows(question: Question, result: ResultTable) -> Iterator[str]:
    if not result.rows:
        yield "empty"
    elif all(value is None for row in result.rows for value in row):
        yield "all_null"
    elif len(result.rows) == 1 and not result.truncated and asks_for_several(question.text):
        yield "one_row"


def asks_for_several(text: str) -> bool:
    """Whether a question wants more than one row, as far as its words say so."""
    rankings = find_rankings(text)
    if any(each.superlative or each.count == 1 for each in rankings):
        return False  # 지역별로 가장 많은 may want one row or many
    return bool(_SEVERAL.search(text) or find_grains(text) or any((each.count or 0) > 1 for each in rankings))


def fanned_out(sql: str, checked: CheckedSql, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Summed or averaged columns whose rows a join repeats, each with the table that has many rows for one.

    Seen only in a single SELECT that reads both sides of a many-to-one join, and only for a column whose name tells its
    table: subqueries may have been written to avoid the very thing. It is read as it was written, because the gate adds
    subqueries of its own.
    """
    if len(_SELECT.findall(sql)) != 1:
        return
    tables = {name.lower() for name in checked.tables}
    for column in dict.fromkeys(name for summed in _SUMMED.findall(sql) for name in _NAME.findall(summed)):
        owners = {table for table, name in checked.columns if name.lower() == column.lower()}
        if len(owners) != 1:
            continue
        owner = owners.pop()
        for join in catalog.joins_of(owner):
            if join.to_table.lower() == owner.lower() != join.table.lower() and join.table.lower() in tables:
                yield column, join.table
                break

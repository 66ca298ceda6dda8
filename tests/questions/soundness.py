"""What makes a set of questions with gold queries about the shop sound: no writer is asked anything here.

Each function returns what is wrong, so that a test shows all of it at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import duckdb
import sqlglot
import yaml
from sqlglot import exp

from tests.conftest import TODAY
from tests.questions.comparing import answers
from text2sql.evaluation.types import Case
from text2sql.language import lexical_terms
from text2sql.types import Limits

CLONE = Path(__file__).parents[2]
_ROWS = Limits(rows=200_000, seconds=30)


def conversations(cases: Iterable[Case]) -> dict[str, list[Case]]:
    """The turns of each conversation."""
    turns: dict[str, list[Case]] = {}
    for case in cases:
        if case.interaction:
            turns.setdefault(case.interaction, []).append(case)
    return turns


def misshapen_conversations(cases: Iterable[Case], lengths: Sequence[int]) -> list[str]:
    """Conversations of another length, in two languages, or with turns that are not of one named kind."""
    wrong = []
    for name, turns in conversations(cases).items():
        kinds = [set(case.tags) & {"independent", "follow_up"} for case in turns]
        if len(turns) not in lengths or len({case.language for case in turns}) != 1:
            wrong.append(f"{name} has {len(turns)} turns, or two languages")
        if kinds[0] != {"independent"} or any(len(kind) != 1 for kind in kinds):
            wrong.append(f"{name} has turns of the kinds {kinds}")
    return wrong


def words(text: str) -> frozenset[str]:
    """The same words in any order count as the same question."""
    return frozenset(lexical_terms(text))


def sample_questions() -> Iterator[str]:
    """Those of the approved samples."""
    for file in sorted((CLONE / "sample_queries" / "shop").glob("*.yaml")):
        for sample in yaml.safe_load(file.read_text("utf-8")):
            yield from sample["questions"]


def refused_or_empty(cases: Iterable[Case], demo_file: Path, data_folder: Path) -> list[str]:
    """Gold queries that the gate refuses, and those without a result, unless the tag ``empty`` says so."""
    from text2sql.assembly import open_database
    from text2sql.settings import DatabaseSettings, LimitSettings, SafetySettings, Settings
    from text2sql.types import Rejected

    place = DatabaseSettings(
        "shop", str(demo_file), CLONE / "schemas" / "shop", CLONE / "sample_queries" / "shop", TODAY
    )
    settings = replace(
        Settings(),
        default_database="shop",
        data_folder=data_folder,
        databases={"shop": place},
        limits=LimitSettings(rows=_ROWS.rows),
        safety=SafetySettings(personal="allow"),
    )
    opened = open_database(settings)
    wrong = []
    try:
        for case in cases:
            for sql in case.gold:
                checked = opened.checker.check(sql)
                if isinstance(checked, Rejected):
                    wrong.append(f"{case.id} is refused: {checked.problem}")
                    continue
                rows = opened.warehouse.run(checked, _ROWS).rows
                is_empty = not rows or all(value is None for row in rows for value in row)
                if is_empty != ("empty" in case.tags):
                    wrong.append(f"{case.id} gives {rows[:3]}")
    finally:
        opened.close()
    return wrong


def disagreeing_alternatives(cases: Iterable[Case], shop: duckdb.DuckDBPyConnection) -> list[str]:
    """Gold queries of a question whose results differ.

    A share may also be written in per cent: its fractions are a hundred times as large, whole numbers are not.
    """
    wrong = []
    for case in cases:
        first, *others = [shop.execute(sql).fetchall() for sql in case.gold] or [[]]
        per_cent = [tuple(v * 100 if isinstance(v, float | Decimal) else v for v in row) for row in first]
        for number, rows in enumerate(others, 2):
            is_share = "ratio" in case.tags and answers(per_cent, rows)
            if not answers(first, rows) and not is_share:
                wrong.append(f"{case.id}, alternative {number}: {first[:2]} and {rows[:2]}")
    return wrong


def tied_rankings(cases: Iterable[Case], shop: duckdb.DuckDBPyConnection, *, whole_lists: bool) -> list[str]:
    """Questions whose rows or last row are a matter of luck.

    Args:
        cases: Whose gold queries are looked at.
        shop: The demo's warehouse.
        whole_lists: Whether ties count in ordered lists without a LIMIT as well.
    """
    return [
        case.id
        for case in cases
        for sql in case.gold
        if _numbers_ties(sql, shop) or _orders_ties(sql, shop, whole_lists=whole_lists)
    ]


def _numbers_ties(sql: str, shop: duckdb.DuckDBPyConnection) -> bool:
    if "row_number()" not in sql:
        return False
    ranked = shop.execute(sql.replace("row_number()", "rank()")).fetchall()
    return len(ranked) != len(shop.execute(sql).fetchall())


def _orders_ties(sql: str, shop: duckdb.DuckDBPyConnection, *, whole_lists: bool) -> bool:
    tree = sqlglot.parse_one(sql, read="duckdb")
    order, limit = tree.args.get("order"), tree.args.get("limit")
    if limit is None and (order is None or not whole_lists):
        return False
    assert isinstance(tree, exp.Select) and order is not None, f"a limit without an order: {sql}"
    named = {each.alias: each.this for each in tree.selects if each.alias}
    keys = [named.get(each.this.name, each.this).copy() for each in order.expressions]
    wider = tree.select(*keys)
    if limit is not None:
        wider = wider.limit(int(limit.expression.name) + 1)
    found = [row[-len(keys) :] for row in shop.execute(wider.sql("duckdb")).fetchall()]
    return any(a == b for a, b in pairwise(found))

"""The questions for practising are sound, and none of them is one that measures the writer or one that it knows.

Nothing here asks the writer: these are for working on it, so how it does on them says little and is not held.
"""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest
import sqlglot
import yaml

from tests.conftest import TODAY
from tests.questions.comparing import answers
from text2sql.evaluation.benchmarks import read_own
from text2sql.language import lexical_terms
from text2sql.types import Limits

FOLDER = Path(__file__).parent
CLONE = FOLDER.parents[1]
ROWS = Limits(rows=200_000, seconds=30)
FILES = ("practice.yaml", "practice_sessions.yaml", "practice_more.yaml")


@pytest.fixture(scope="module")
def cases():
    read = [read_own(FOLDER / name, {"shop": FOLDER}, dialect="duckdb") for name in FILES]
    assert [each.notes for each in read] == [()] * len(FILES)
    return [case for each in read for case in each.cases]


def known_questions():
    """Every question the writer is measured or worked on with, and those of the approved samples."""
    for file in sorted((CLONE / "sample_queries" / "shop").glob("*.yaml")):
        for sample in yaml.safe_load(file.read_text("utf-8")):
            yield from sample["questions"]
    for file in sorted((CLONE / "benchmarks" / "shop").glob("*.yaml")):
        for entry in yaml.safe_load(file.read_text("utf-8"))["questions"]:
            yield entry["question"]
    for name in ("tuning.yaml", "held_out.yaml", "unanswerable.yaml"):
        for entry in yaml.safe_load((FOLDER / name).read_text("utf-8")):
            yield entry["question"]


def test_half_of_them_are_korean_and_a_turn_is_of_a_named_kind(cases):
    singles = [case for case in cases if not case.interaction]
    sessions = {}
    for case in cases:
        if case.interaction:
            sessions.setdefault(case.interaction, []).append(case)
    assert Counter(case.language for case in singles) == {"ko": 99, "en": 99}
    assert Counter(turns[0].language for turns in sessions.values()) == {"ko": 20, "en": 20}
    assert sum(not case.answerable for case in singles) == 20
    for name, turns in sessions.items():
        kinds = [set(case.tags) & {"independent", "follow_up"} for case in turns]
        assert 2 <= len(turns) <= 4, name
        assert len({case.language for case in turns}) == 1, name
        assert kinds[0] == {"independent"}, name
        assert all(len(kind) == 1 for kind in kinds), name


def test_none_is_asked_elsewhere(cases):
    """The same words in any order count as the same question."""

    def words(text):
        return frozenset(lexical_terms(text))

    taken = {words(text) for text in known_questions()}
    assert [case.question for case in cases if words(case.question) in taken] == []
    assert len({words(case.question) for case in cases}) == len(cases)


def test_every_gold_passes_the_gate_and_gives_rows(cases, demo_file, tmp_path):
    from text2sql.assembly import open_database
    from text2sql.settings import DatabaseSettings, LimitSettings, SafetySettings, Settings
    from text2sql.types import Rejected

    place = DatabaseSettings(
        "shop", str(demo_file), CLONE / "schemas" / "shop", CLONE / "sample_queries" / "shop", TODAY
    )
    settings = replace(
        Settings(),
        default_database="shop",
        data_folder=tmp_path,
        databases={"shop": place},
        limits=LimitSettings(rows=ROWS.rows),
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
                rows = opened.warehouse.run(checked, ROWS).rows
                is_empty = not rows or all(value is None for row in rows for value in row)
                if is_empty != ("empty" in case.tags):
                    wrong.append(f"{case.id} gives {rows[:3]}")
    finally:
        opened.close()
    assert wrong == [], "\n".join(wrong)


def test_rankings_have_one_right_order(cases, demo_file):
    """Neither the rows of a ranking nor its end are a matter of luck."""
    tied = []
    with duckdb.connect(str(demo_file), read_only=True) as shop:
        for case in cases:
            for sql in case.gold:
                if "row_number()" in sql:
                    ranked = shop.execute(sql.replace("row_number()", "rank()")).fetchall()
                    tied += [case.id] if len(ranked) != len(shop.execute(sql).fetchall()) else []
                tree = sqlglot.parse_one(sql, read="duckdb")
                order, limit = tree.args.get("order"), tree.args.get("limit")
                if order is None:
                    continue
                named = {each.alias: each.this for each in tree.selects if each.alias}
                keys = [named.get(each.this.name, each.this).copy() for each in order.expressions]
                wider = tree.select(*keys)
                if limit is not None:
                    wider = wider.limit(int(limit.expression.name) + 1)
                found = [row[-len(keys) :] for row in shop.execute(wider.sql("duckdb")).fetchall()]
                tied += [case.id] if any(a == b for a, b in pairwise(found)) else []
    assert tied == []


def test_alternatives_differ_only_as_fractions_and_per_cent_do(cases, demo_file):
    wrong = []
    with duckdb.connect(str(demo_file), read_only=True) as shop:
        for case in cases:
            results = [shop.execute(sql).fetchall() for sql in case.gold]
            for first, other in pairwise(results):
                per_cent = [tuple(v * 100 if isinstance(v, float | Decimal) else v for v in row) for row in first]
                if not answers(per_cent if "ratio" in case.tags else first, other):
                    wrong.append(case.id)
    assert wrong == []

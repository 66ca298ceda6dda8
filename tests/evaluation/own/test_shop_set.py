"""The shop's own benchmark is sound: it loads, every gold runs through the gate and has one right result.

Nothing here asks the offline writer: the set is blind, and a test that showed its answers would invite tuning to it.
"""

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest
import sqlglot
import yaml
from sqlglot import exp

from tests.conftest import TODAY
from tests.questions.comparing import answers
from text2sql.evaluation.benchmarks import read_own
from text2sql.language import lexical_terms
from text2sql.types import Limits

CLONE = Path(__file__).parents[3]
SET = CLONE / "benchmarks" / "shop"
GUIDE = (CLONE / "docs" / "benchmarks.md").read_text("utf-8")
ROWS = Limits(rows=200_000, seconds=30)
REASONS = {"missing_data", "forecast", "opinion", "ambiguous", "not_a_query"}


@pytest.fixture(scope="module")
def cases():
    read = read_own(SET, {"shop": SET}, dialect="duckdb")
    assert read.notes == ()
    return read.cases


@pytest.fixture(scope="module")
def shop(demo_file):
    with duckdb.connect(str(demo_file), read_only=True) as connection:
        yield connection


def conversations(cases):
    turns = {}
    for case in cases:
        if case.interaction:
            turns.setdefault(case.interaction, []).append(case)
    return turns


def test_as_many_as_the_guide_says_and_half_of_them_korean(cases):
    singles = [case for case in cases if not case.interaction]
    unanswerable = [case for case in singles if not case.answerable]
    sessions = conversations(cases)
    lines = []
    for name, found in (
        ("questions", [case.language for case in singles]),
        ("of which unanswerable or ambiguous", [case.language for case in unanswerable]),
        ("conversations", [turns[0].language for turns in sessions.values()]),
        ("their turns", [case.language for case in cases if case.interaction]),
    ):
        counts = Counter(found)
        lines.append(f"| {name} | {len(found)} | {counts['ko']} | {counts['en']} |")
        assert 0.45 <= counts["ko"] / len(found) <= 0.55, lines[-1]
    assert "\n".join(lines) in GUIDE, "docs/benchmarks.md shows other figures than:\n" + "\n".join(lines)
    assert len(singles) >= 120
    assert len(unanswerable) >= 15
    assert len(sessions) >= 30
    assert len(cases) == len({case.id for case in cases})


def test_conversations_have_three_or_four_turns_of_a_named_kind(cases):
    for name, turns in conversations(cases).items():
        kinds = [set(case.tags) & {"independent", "follow_up"} for case in turns]
        assert len(turns) in (3, 4), name
        assert len({case.language for case in turns}) == 1, name
        assert all(len(kind) == 1 for kind in kinds), name
        assert kinds[0] == {"independent"}, name
        assert {"follow_up"} in kinds, name


def test_tags_and_hardness_are_those_of_the_guide(cases):
    named = set(re.findall(r"`([a-z_]+)`", GUIDE))
    assert {tag for case in cases for tag in case.tags} - named == set()
    for case in cases:
        assert case.tags, case.id
        if case.answerable:
            assert case.hardness in ("easy", "medium", "hard", "extra"), case.id
        else:
            assert len(REASONS & set(case.tags)) == 1, case.id
            assert "unanswerable" in case.tags, case.id


def test_no_question_is_one_of_those_the_writer_is_worked_on_with(cases):
    def words(text):
        return frozenset(lexical_terms(text))

    known = [
        text
        for file in sorted((CLONE / "sample_queries" / "shop").glob("*.yaml"))
        for sample in yaml.safe_load(file.read_text("utf-8"))
        for text in sample["questions"]
    ]
    for file in sorted((CLONE / "tests" / "questions").glob("*.yaml")):
        for entry in yaml.safe_load(file.read_text("utf-8")):
            known += [turn["question"] for turn in entry.get("turns", [entry])]
    taken = {words(text): text for text in known}
    asked = [case.question for case in cases if "follow_up" not in case.tags]
    assert [text for text in asked if words(text) in taken] == []
    assert [text for text, times in Counter(asked).items() if times > 1] == []


def test_every_gold_passes_the_gate_and_has_a_result(cases, demo_file, tmp_path):
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


def test_alternatives_give_the_same_result(cases, shop):
    """A share may also be written in per cent: its fractions are a hundred times as large, whole numbers are not."""
    wrong = []
    for case in cases:
        first, *others = [shop.execute(sql).fetchall() for sql in case.gold] or [[]]
        per_cent = [tuple(v * 100 if isinstance(v, float | Decimal) else v for v in row) for row in first]
        for number, rows in enumerate(others, 2):
            is_share = "ratio" in case.tags and answers(per_cent, rows)
            if not answers(first, rows) and not is_share:
                wrong.append(f"{case.id}, alternative {number}: {first[:2]} and {rows[:2]}")
    assert wrong == [], "\n".join(wrong)


def test_rankings_have_one_right_order(cases, shop):
    """No ties: the rows of a ranking are not a matter of luck, nor is which of them is the last one in it."""
    tied = []
    for case in cases:
        for sql in case.gold:
            if "row_number()" in sql:
                ranked = shop.execute(sql.replace("row_number()", "rank()")).fetchall()
                tied += [case.id] if len(ranked) != len(shop.execute(sql).fetchall()) else []
            tree = sqlglot.parse_one(sql, read="duckdb")
            limit = tree.args.get("limit")
            if limit is None:
                continue
            named = {each.alias: each.this for each in tree.selects if each.alias}
            keys = [named.get(each.this.name, each.this).copy() for each in tree.args["order"].expressions]
            wider = tree.select(*keys).limit(int(limit.expression.name) + 1)
            assert isinstance(wider, exp.Select)
            found = [row[-len(keys) :] for row in shop.execute(wider.sql("duckdb")).fetchall()]
            tied += [case.id] if any(a == b for a, b in pairwise(found)) else []
    assert tied == []

"""The shop's own benchmark is sound: it loads, every gold runs through the gate and has one right result.

Nothing here asks the offline writer: the set is blind, and a test that showed its answers would invite tuning to it.
"""

import re
from collections import Counter

import duckdb
import pytest
import yaml

from tests.questions.soundness import (
    CLONE,
    conversations,
    disagreeing_alternatives,
    misshapen_conversations,
    refused_or_empty,
    sample_questions,
    tied_rankings,
    words,
)
from text2sql.evaluation.benchmarks import read_own

SET = CLONE / "benchmarks" / "shop"
GUIDE = (CLONE / "docs" / "benchmarks.md").read_text("utf-8")
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
    assert misshapen_conversations(cases, lengths=(3, 4)) == []
    for name, turns in conversations(cases).items():
        assert any("follow_up" in case.tags for case in turns), name


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
    known = list(sample_questions())
    for file in sorted((CLONE / "tests" / "questions").glob("*.yaml")):
        for entry in yaml.safe_load(file.read_text("utf-8")):
            known += [turn["question"] for turn in entry.get("turns", [entry])]
    taken = {words(text) for text in known}
    asked = [case.question for case in cases if "follow_up" not in case.tags]
    assert [text for text in asked if words(text) in taken] == []
    assert [text for text, times in Counter(asked).items() if times > 1] == []


def test_every_gold_passes_the_gate_and_has_a_result(cases, demo_file, tmp_path):
    wrong = refused_or_empty(cases, demo_file, tmp_path)
    assert wrong == [], "\n".join(wrong)


def test_alternatives_give_the_same_result(cases, shop):
    wrong = disagreeing_alternatives(cases, shop)
    assert wrong == [], "\n".join(wrong)


def test_rankings_have_one_right_order(cases, shop):
    """No ties: the rows of a ranking are not a matter of luck, nor is which of them is the last one in it."""
    assert tied_rankings(cases, shop, whole_lists=False) == []

"""The questions for practising are sound, and none of them is one that measures the writer or one that it knows.

Nothing here asks the writer: these are for working on it, so how it does on them says little and is not held.
"""

from collections import Counter
from pathlib import Path

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

FOLDER = Path(__file__).parent
FILES = ("practice.yaml", "practice_sessions.yaml", "practice_more.yaml", "practice_third.yaml")


@pytest.fixture(scope="module")
def cases():
    read = [read_own(FOLDER / name, {"shop": FOLDER}, dialect="duckdb") for name in FILES]
    assert [each.notes for each in read] == [()] * len(FILES)
    return [case for each in read for case in each.cases]


@pytest.fixture(scope="module")
def shop(demo_file):
    with duckdb.connect(str(demo_file), read_only=True) as connection:
        yield connection


def known_questions():
    """Every question the writer is measured or worked on with, and those of the approved samples."""
    yield from sample_questions()
    for file in sorted((CLONE / "benchmarks" / "shop").glob("*.yaml")):
        for entry in yaml.safe_load(file.read_text("utf-8"))["questions"]:
            yield entry["question"]
    for name in ("tuning.yaml", "held_out.yaml", "unanswerable.yaml"):
        for entry in yaml.safe_load((FOLDER / name).read_text("utf-8")):
            yield entry["question"]


def test_half_of_them_are_korean_and_a_turn_is_of_a_named_kind(cases):
    singles = [case for case in cases if not case.interaction]
    sessions = conversations(cases)
    assert Counter(case.language for case in singles) == {"ko": 139, "en": 139}
    assert Counter(turns[0].language for turns in sessions.values()) == {"ko": 20, "en": 20}
    assert sum(not case.answerable for case in singles) == 26
    assert misshapen_conversations(cases, lengths=(2, 3, 4)) == []


def test_none_is_asked_elsewhere(cases):
    taken = {words(text) for text in known_questions()}
    assert [case.question for case in cases if words(case.question) in taken] == []
    assert len({words(case.question) for case in cases}) == len(cases)


def test_every_gold_passes_the_gate_and_gives_rows(cases, demo_file, tmp_path):
    wrong = refused_or_empty(cases, demo_file, tmp_path)
    assert wrong == [], "\n".join(wrong)


def test_rankings_and_ordered_lists_have_one_right_order(cases, shop):
    assert tied_rankings(cases, shop, whole_lists=True) == []


def test_alternatives_differ_only_as_fractions_and_per_cent_do(cases, shop):
    wrong = disagreeing_alternatives(cases, shop)
    assert wrong == [], "\n".join(wrong)

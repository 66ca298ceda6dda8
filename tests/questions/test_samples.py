"""Every approved sample of the demo shop runs as it is and returns rows."""

from pathlib import Path

import duckdb
import pytest

from tests.conftest import TODAY
from text2sql.corpus.samples import read_samples
from text2sql.types import Question
from text2sql.writers.offline.slots import fill

FOLDER = Path(__file__).parents[2] / "sample_queries" / "shop"
SAMPLES = read_samples(FOLDER)
NOTHING_ASKED = ((), (), ())


@pytest.fixture(scope="module")
def shop(demo_file):
    with duckdb.connect(str(demo_file), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.id)
def test_sample_runs_with_its_defaults_and_returns_rows(sample, shop):
    question = Question(sample.questions[0], "ko", TODAY)
    filling = fill(sample, NOTHING_ASKED, NOTHING_ASKED, "duckdb", question)
    assert filling is not None
    rows = shop.execute(filling.sql).fetchall()
    assert rows
    assert any(value is not None for value in rows[0])


def test_there_are_at_least_forty_in_both_languages_each_approved():
    assert len(SAMPLES) >= 40
    for sample in SAMPLES:
        korean = [any("가" <= letter <= "힣" for letter in question) for question in sample.questions]
        assert True in korean and False in korean, sample.id
        assert sample.approved_by and sample.approved_on, sample.id
        assert sample.description.en and sample.description.ko, sample.id

"""How long people wait: `make bench` (pytest-benchmark). Cold processes over the demo with a warm index.

Targets (issue 1): `text2sql --help` within 0.2 s; `ask` from a cold process within 2.5 s, the pipeline within 150 ms.
"""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest

from text2sql.assembly import open_database
from text2sql.demo.warehouse import build
from text2sql.settings import DatabaseSettings, Settings
from text2sql.types import Question

AS_OF = date(2026, 11, 20)
QUESTIONS = (
    "지난달 지역별 매출 상위 5개",
    "Which 5 brands had the most units sold this year?",
    "VIP 고객은 몇 명이야?",
)


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    from pathlib import Path

    clone = Path(__file__).parents[1]
    folder = tmp_path_factory.mktemp("bench")
    build(folder / "shop.duckdb", AS_OF)
    shop = DatabaseSettings(
        "shop",
        str(folder / "shop.duckdb"),
        clone / "schemas" / "shop",
        clone / "sample_queries" / "shop",
        AS_OF + timedelta(days=1),
    )
    found = replace(Settings(), default_database="shop", data_folder=folder / "data", databases={"shop": shop})
    open_database(found).close()
    (folder / "text2sql.toml").write_text(
        f'data_folder = "data"\n[databases.shop]\nlocation = "shop.duckdb"\ncards = "{shop.cards}"\n'
        f'samples = "{shop.samples}"\ntoday = {shop.today}\n',
        "utf-8",
    )
    return found


def run(settings, *arguments):
    folder = settings.data_folder.parent
    told = subprocess.run(
        [sys.executable, "-m", "text2sql.cli", *arguments], cwd=folder, capture_output=True, env=dict(os.environ)
    )
    assert told.returncode == 0, told.stderr.decode()


def test_help(benchmark, settings):
    benchmark.pedantic(run, args=(settings, "--help"), rounds=10, warmup_rounds=1)


def test_ask_cold_process(benchmark, settings):
    benchmark.pedantic(run, args=(settings, "ask", QUESTIONS[0]), rounds=8, warmup_rounds=1)


@pytest.mark.parametrize("text", QUESTIONS)
def test_pipeline_warm(benchmark, settings, text):
    opened = open_database(settings)
    try:
        language = "en" if text.isascii() else "ko"
        question = Question(text, language, opened.today)
        benchmark.pedantic(opened.pipeline.answer, args=(question,), rounds=20, warmup_rounds=2)
    finally:
        opened.close()

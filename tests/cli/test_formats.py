"""Values as programs get them, and as a terminal shows them."""

import datetime
import io
import json
from decimal import Decimal

import pytest
from rich.console import Console

from tests.fakes import FakeKnowledge, FakeWarehouse, FakeWriter
from tests.offline.shop import SHOP
from text2sql.pipeline import Pipeline
from text2sql.stages.checking import Checker
from text2sql.terminal.formats import csv_text, json_text, markdown_text
from text2sql.terminal.showing import result_table
from text2sql.types import Candidate, Clarify, Question, Reading, ResultColumn, ResultTable


def table(*rows, names=("지역",)):
    return ResultTable(tuple(ResultColumn(name, "X") for name in names), rows, False, 0.0)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (2**80, "1208925819614629174706176"),
        (Decimal("12.50"), "12.5"),
        (Decimal("100"), "100"),
        (Decimal("0.1000000000000000000001"), '"0.1000000000000000000001"'),
        (Decimal("NaN"), "null"),
        (float("inf"), "null"),
        (datetime.date(2026, 11, 21), '"2026-11-21"'),
        (datetime.datetime(2026, 11, 21, 9, 30), '"2026-11-21T09:30:00"'),
        (b"\x00\xff", '"00ff"'),
        (True, "true"),
        ("서울", '"서울"'),
        ([1, None], "[1, null]"),
    ],
)
def test_json_values(value, written):
    assert json_text(value, indent=None) == written
    json.loads(written)


def test_csv_and_markdown_escape_what_would_break_them():
    odd = table(('서울, "강남"\n|', None), names=("a", "b|c"))
    assert csv_text(odd) == 'a,b|c\n"서울, ""강남""\n|",\n'
    assert markdown_text(odd) == '| a | b\\|c |\n| --- | --- |\n| 서울, "강남" \\| |  |\n'


def test_cells_cannot_steer_the_terminal():
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=80, color_system=None)
    console.print(result_table(table(("\x1b[2J\x07[bold]위험[/bold]\u202e",))))
    assert "\x1b[2J" not in out.getvalue()
    assert "\x07" not in out.getvalue()
    assert "\u202e" not in out.getvalue()
    assert "[bold]위험[/bold]" in out.getvalue()


@pytest.mark.parametrize(
    ("form", "begins"),
    [("sql", "SELECT"), ("csv", "region,n\n서울,3\n"), ("markdown", "| region | n |"), ("table", "서울   │ 3")],
)
def test_each_format_prints_the_same_answer(form, begins, capsys):
    from text2sql.commands.asking import print_answer

    sql = "SELECT region, COUNT(*) AS n FROM customers GROUP BY region"
    print_answer(asked(Candidate(sql, "고객 수", 0.9, "grammar")), form, "7단계")
    printed = capsys.readouterr()
    assert begins in printed.out
    assert printed.err == ""


def test_why_there_is_no_answer_is_no_output_for_programs(capsys):
    from text2sql.commands.asking import print_answer

    unclear = asked(Clarify("어느 쪽인가요?", (Reading("매출"), Reading("주문 수"))))
    print_answer(unclear, "csv", "")
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "어느 쪽인가요?\n1. 매출\n2. 주문 수\n"
    print_answer(unclear, "json", "")
    told = json.loads(capsys.readouterr().out)
    assert [each["text"] for each in told["readings"]] == ["매출", "주문 수"]


def asked(written):
    warehouse = FakeWarehouse((("서울", 3),), ("region", "n"))
    reply = written if isinstance(written, Clarify) else (written,)
    pipeline = Pipeline(FakeKnowledge(SHOP), FakeWriter(reply), warehouse, Checker(SHOP))
    return pipeline.answer(Question("지역별 고객 수", "ko", datetime.date(2026, 11, 21)))

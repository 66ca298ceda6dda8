"""Values as programs get them, and as a terminal shows them."""

import datetime
import io
import json
from decimal import Decimal

import pytest
from rich.console import Console

from text2sql.terminal.formats import csv_text, json_text, markdown_text
from text2sql.terminal.showing import result_table
from text2sql.types import ResultColumn, ResultTable


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

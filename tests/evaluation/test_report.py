import json
import re
from dataclasses import replace

import pytest

from tests.evaluation.made import case, execution, manifest, outcome
from text2sql.errors import UsageError
from text2sql.evaluation.html.differences import sql_difference
from text2sql.evaluation.outcomes import GoldParts, line_of, read_line
from text2sql.evaluation.report import make_report
from text2sql.evaluation.running import Run
from text2sql.evaluation.statistics import Share
from text2sql.evaluation.writing import report_json, write_report
from text2sql.usage import Usage

HOSTILE = "<script>alert('주의')</script>\u2028"


def outcomes():
    parts = GoldParts(("joins",), ("singer",), ("singer.name", "singer.country"))
    return [
        outcome(
            1, True, parts, tables=("singer",), columns=("singer.name",), confidence=0.9, usage=Usage(1, 10, 5, 0.25)
        ),
        replace(
            outcome(2, False, parts, tables=("singer",), confidence=0.4, seconds=(("write", 2.0),)), error_class="join"
        ),
        replace(outcome(3, False, sql=None, status="declined", message=HOSTILE), error_class="abstained"),
        outcome(4, True, asked=case(4, hardness="easy", language="en", interaction="a")),
        outcome(5, True, asked=case(5, hardness="hard", database="b", interaction="a", tags=("기간",))),
    ]


def test_figures_of_a_report():
    report = make_report(manifest(), Run(tuple(outcomes()), 2), ["a note"])
    assert report.right == Share(3, 5)
    assert (report.answered, report.precision) == (Share(4, 5), Share(3, 4))
    assert {(each.kind, each.name): each.right for each in report.groups if each.kind in ("hardness", "language")} == {
        ("hardness", "easy"): Share(1, 1),
        ("hardness", "hard"): Share(1, 1),
        ("language", "en"): Share(1, 1),
        ("language", "ko"): Share(2, 4),
    }
    assert report.errors == (("abstained", 1), ("join", 1))
    assert report.interactions == Share(1, 1)
    assert report.linking.columns == Share(1, 4)
    assert [point.confidence for point in report.curve] == [0.9, 0.4]
    assert report.usage == Usage(1, 10, 5, 0.25)


def test_two_runs_differ_only_in_times():
    slow = [replace(each, seconds=(("predicted", 9.0),), timed_scores=(("ves", 2.0),)) for each in outcomes()]
    texts = [report_json(make_report(manifest(), Run(tuple(each), 0), [])) for each in (outcomes(), slow)]
    assert texts[0] != texts[1]
    assert texts[0].split('"times"')[0] == texts[1].split('"times"')[0]
    lines = ["".join(line_of(each).split('"timed_scores"')[0] for each in run) for run in (outcomes(), slow)]
    assert lines[0] == lines[1]


def test_a_report_names_what_it_was_measured_on():
    written = json.loads(report_json(make_report(manifest(), Run(tuple(outcomes()), 0), [])))
    told = written["manifest"]
    assert (told["data_set"], told["data_hash"], told["seed"]) == ("spider dev", "ab" * 32, 7)
    assert told["method"]["rule"] == written["accuracy"]["rule"] == "test-suite"
    assert set(told) >= {"files", "databases", "settings", "versions", "selection"}


def test_an_outcome_comes_back_from_its_line():
    cells = (None, True, 3, 2.5, "서울", b"\xff", float("nan"), float("inf"), "\ud800")
    wide = outcome(1, predicted=execution(cells, *[(each,) * 9 for each in range(30)]), seconds=(("link", 0.5),))
    line = line_of(wide)
    assert line.encode()
    assert read_line(line) == wide
    assert wide.predicted_result.count == 31
    assert len(wide.predicted_result.rows) == 10
    assert wide.predicted_result.rows[0] == (None, True, 3, 2.5, "서울", "x'ff'", "nan", "inf", "?")


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"id": 3}', "null"])
def test_what_is_no_outcome_is_said_so(line):
    with pytest.raises(UsageError, match=r"verdicts\.jsonl"):
        read_line(line)


def test_the_page_is_whole_and_harmless(tmp_path):
    hostile = replace(outcomes()[1], question=HOSTILE, predicted=f"SELECT '{HOSTILE}'", message=HOSTILE)
    asked = replace(hostile, predicted_result=replace(hostile.predicted_result, columns=(HOSTILE,), rows=((HOSTILE,),)))
    hostile = replace(hostile, gold=("SELECT '\ud83d'",))
    made = make_report(manifest(data_set=HOSTILE), Run(tuple([*outcomes(), asked]), 0), [HOSTILE])
    places = write_report(made, tmp_path / "보고서")
    page = places[2].read_text("utf-8")
    assert "<script" not in page
    assert not re.search(r"""(src|href)=["'](?!#)""", page)
    assert "질문 2?" in page
    assert page.count("<details>") == 3
    assert page.count("<svg") >= 4


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(UsageError, match="Choose another --out"):
        write_report(make_report(manifest(), Run(tuple(outcomes()), 0), []), tmp_path / "file" / "out")


def test_a_difference_goes_word_by_word():
    told = sql_difference("SELECT a FROM singer WHERE city = '서울 시'", "select a, b from singer WHERE city='부산'")
    quoted = "<del>&#x27;부산&#x27;</del> <ins>&#x27;서울 시&#x27;</ins>"
    assert told == f"select a <del>, b</del> from singer WHERE city = {quoted}"

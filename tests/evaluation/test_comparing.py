import pytest

from tests.evaluation.made import manifest, outcome
from text2sql.errors import UsageError
from text2sql.evaluation.comparing import compare, read_run
from text2sql.evaluation.report import make_report
from text2sql.evaluation.running import Run
from text2sql.evaluation.statistics import Share
from text2sql.evaluation.writing import write_report


def written(folder, right, **changed):
    outcomes = [outcome(number, number in right) for number in range(1, 7)]
    write_report(make_report(manifest(**changed), Run(tuple(outcomes), 0), []), folder)
    return folder


def test_gained_lost_and_their_chance(tmp_path):
    first, second = written(tmp_path / "가", {1, 2, 3}), written(tmp_path / "나", {2, 3, 4, 5})
    found = compare(read_run(first), read_run(second / "verdicts.jsonl"))
    assert [pair[1].id for pair in found.gained] == ["4", "5"]
    assert [pair[1].id for pair in found.lost] == ["1"]
    assert (found.first, found.second) == (Share(3, 6), Share(4, 6))
    assert found.chance == 1.0
    assert found.regression == pytest.approx(-1 / 6)
    assert found.notes == ()


def test_questions_that_have_a_rule_of_their_own_in_both_runs_are_no_difference(tmp_path):
    first, second = written(tmp_path / "a", {1}), written(tmp_path / "b", {1})
    for folder in (first, second):
        lines = (folder / "verdicts.jsonl").read_text("utf-8").split("\n")
        lines[0] = lines[0].replace('"rule": "test-suite"', '"rule": "rows"')
        (folder / "verdicts.jsonl").write_text("\n".join(lines), "utf-8")
    assert compare(read_run(first), read_run(second)).notes == ()


def test_an_unfair_comparison_says_so(tmp_path):
    first, second = written(tmp_path / "a", {1}), written(tmp_path / "b", {1}, data_hash="00")
    lines = (second / "verdicts.jsonl").read_text("utf-8").replace('"rule": "test-suite"', '"rule": "bird"')
    (second / "verdicts.jsonl").write_text(lines.split("\n", 1)[1], "utf-8")
    notes = " ".join(compare(read_run(first / "report.json"), read_run(second)).notes)
    assert "1 questions are only in" in notes
    assert "different rules (bird, test-suite)" in notes
    assert "different data" in notes


def test_runs_without_a_common_question_cannot_be_compared(tmp_path):
    first = written(tmp_path / "a", {1})
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "verdicts.jsonl").write_text("", "utf-8")
    with pytest.raises(UsageError, match="no question in common"):
        compare(read_run(first), read_run(tmp_path / "b"))
    with pytest.raises(UsageError, match="cannot be read"):
        read_run(tmp_path / "missing")

"""Predictions of other systems, in the forms they are published in, and what is told when a count is off."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text2sql.errors import UsageError
from text2sql.evaluation.predictions import read_predictions
from text2sql.evaluation.types import Case, DataSet


def data_set(*ids, interaction=""):
    cases = tuple(Case(id, "가게", "몇 건?", ("SELECT 1",), "ko", interaction=interaction) for id in ids)
    return DataSet("spider dev", cases, {}, ())


def read(tmp_path, name, content, cases):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_predictions(path, cases)


def queries(predictions):
    return {id: prediction.sql for id, prediction in predictions.by_case.items()}


def test_text_with_and_without_databases(tmp_path):
    given = read(tmp_path, "sys.sql", "SELECT 1\t가게\nSELECT '서울'\r\nSELECT 3\tother\n", data_set("0", "5", "7"))
    assert queries(given) == {"0": "SELECT 1", "5": "SELECT '서울'", "7": "SELECT 3"}
    assert given.notes == ("sys.sql, line 3 is over other, but its question is over 가게.",)
    assert given.name == "sys"


def test_a_blank_line_is_an_empty_prediction_or_ends_a_conversation(tmp_path):
    given = read(tmp_path, "a.txt", "SELECT 1\n\nSELECT 3\n", data_set("0", "1", "2"))
    assert queries(given) == {"0": "SELECT 1", "1": None, "2": "SELECT 3"}
    assert given.by_case["1"].status == "failed"
    talk = read(tmp_path, "b.txt", "SELECT 1\n\nSELECT 2\n\n", data_set("0-0", "1-0", interaction="x"))
    assert queries(talk) == {"0-0": "SELECT 1", "1-0": "SELECT 2"}


@pytest.mark.parametrize(
    ("text", "said"), [("SELECT 1\n", "1 of 2 questions have no prediction"), ("a\nb\nc\n", "last")]
)
def test_a_count_that_is_off_is_told(tmp_path, text, said):
    given = read(tmp_path, "a.txt", text, data_set("0", "1"))
    assert given.notes[0].startswith(f"a.txt has {text.count(chr(10))} lines for 2 questions")
    assert said in given.notes[1]


LEFT_OUT = replace(data_set("0", "2"), places=("0", "", "2", ""))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("whole.sql", "SELECT 1\nSELECT '빠짐'\nSELECT 3\nSELECT 4\n"),
        ("blank.sql", "SELECT 1\n\nSELECT 3\nSELECT 4\n"),
        ("left.sql", "SELECT 1\nSELECT 3\n"),
        ("stopped.sql", "SELECT 1\nSELECT 2\nSELECT 3\n"),
        ("whole.json", '["SELECT 1", "SELECT 2", "SELECT 3", ""]'),
        ("bird.json", '{"0": "SELECT 1", "1": "SELECT 2", "2": "SELECT 3", "3": "SELECT 4"}'),
        ("whole.jsonl", "\n".join(f'{{"sql": "SELECT {number}"}}' for number in (1, 2, 3, 4))),
    ],
)
def test_a_question_that_was_left_out_shifts_no_prediction(tmp_path, name, content):
    given = read(tmp_path, name, content, LEFT_OUT)
    assert queries(given) == {"0": "SELECT 1", "2": "SELECT 3"}
    assert bool(given.notes) == (name == "stopped.sql")


def test_birds_json_counts_questions_by_place_when_its_keys_are_no_ids(tmp_path):
    content = json.dumps({"0": "SELECT 1\t----- bird -----\t가게", "1": "SELECT 2\t----- bird -----\t가게", "2": 0})
    assert queries(read(tmp_path, "p.json", content, data_set("1471", "1472", "1480"))) == {
        "1471": "SELECT 1",
        "1472": "SELECT 2",
        "1480": None,
    }
    assert queries(read(tmp_path, "p.json", content, data_set("2", "1", "0")))["0"] == "SELECT 1"


def test_a_json_list_of_texts_or_objects(tmp_path):
    content = json.dumps(["SELECT 1", {"question_id": 7, "predicted_sql": "SELECT 2"}, None])
    given = read(tmp_path, "p.json", content, data_set("0", "7", "8"))
    assert queries(given) == {"0": "SELECT 1", "7": "SELECT 2", "8": None}


def test_jsonl_with_what_a_system_says_about_itself(tmp_path):
    lines = [
        '{"index": 0, "pred": "SELECT 1", "confidence": 0.25}',
        '{"id": "1", "sql": null, "status": "clarify", "message": "어느 달인가요?"}',
        "{broken",
        '{"id": "0", "sql": "SELECT 2"}',
        '{"id": "99", "sql": "SELECT 2"}',
    ]
    given = read(tmp_path, "p.jsonl", "\n".join(lines), data_set("0", "1", "2"))
    one, two = given.by_case["0"], given.by_case["1"]
    assert (one.sql, one.status, one.confidence) == ("SELECT 1", "answered", 0.25)
    assert (two.sql, two.status, two.message) == (None, "clarify", "어느 달인가요?")
    assert given.notes == (
        "p.jsonl, line 3 is not JSON and was left out.",
        "p.jsonl, line 4 predicts '0' again and was left out.",
        "p.jsonl, line 5 is for '99', which is no question here, and was left out.",
        "1 of 3 questions have no prediction and count as wrong.",
    )


def test_csv_by_the_names_of_its_columns(tmp_path):
    content = 'NLQ,PREDICTED SQL,DATABASE\n몇?,"SELECT a,\n b",가게\n몇?,SELECT 2,가게\n'
    assert queries(read(tmp_path, "p.csv", content, data_set("0", "1"))) == {"0": "SELECT a,\n b", "1": "SELECT 2"}


@pytest.mark.parametrize(
    ("name", "content"), [("p.json", "[1"), ("p.json", '"x"'), ("p.csv", "question\nx\n"), ("p.csv", "")]
)
def test_a_file_of_another_form_is_an_error(tmp_path, name, content):
    with pytest.raises(UsageError):
        read(tmp_path, name, content, data_set("0"))


def test_a_folder_stands_for_its_only_file(tmp_path):
    (tmp_path / "verdicts.jsonl").write_text('{"index": 0, "pred": "SELECT 1"}')
    (tmp_path / "source.json").write_text("{}")
    given = read_predictions(tmp_path, data_set("0"))
    assert (given.name, queries(given)) == (tmp_path.name, {"0": "SELECT 1"})
    (tmp_path / "other.txt").write_text("x")
    with pytest.raises(UsageError, match="2 prediction files"):
        read_predictions(tmp_path, data_set("0"))


@given(st.binary(max_size=80), st.sampled_from(["a.txt", "a.jsonl", "a.json", "a.csv"]))
def test_any_bytes_are_predictions_or_a_plain_error(tmp_path_factory, content, name):
    folder = tmp_path_factory.mktemp("any")
    try:
        given_ = read(folder, name, content, data_set("0", "1"))
    except UsageError:
        return
    assert set(given_.by_case) <= {"0", "1"}

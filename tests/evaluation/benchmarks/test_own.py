"""Questions that people write themselves, in YAML and in CSV."""

import pytest

from text2sql.errors import KnowledgeError, UsageError
from text2sql.evaluation.benchmarks import read_own

YAML = """
database: shop
questions:
  - question: 지난달 서울 매출은?
    sql: [SELECT 1, SELECT 2]
    tags: [time, value]
  - id: best
    question: Which products sold best?
    language: en
    rows: [[펜, 120.50, null], [Cup, "80", ]]
    conversation: c1
  - {question: 그중 가장 싼 것은?, sql: SELECT 3, conversation: c1, database: other}
  - {question: 사장님 나이는?, answerable: no}
"""


def write(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def test_yaml(tmp_path):
    file = write(tmp_path / "mine.yaml", YAML)
    places = {"shop": tmp_path / "shop.sqlite", "other": tmp_path / "other.sqlite", "unused": tmp_path}
    data_set = read_own(file, places)
    first, best, follow_up, none = data_set.cases
    assert (first.id, first.gold, first.tags, first.language) == (
        "1",
        ("SELECT 1", "SELECT 2"),
        ("time", "value"),
        "ko",
    )
    assert best.expected == (("펜", "120.50", None), ("Cup", "80"))
    assert [(case.database, case.interaction, case.turn) for case in (best, follow_up)] == [
        ("shop", "c1", 0),
        ("other", "c1", 1),
    ]
    assert (none.answerable, none.gold) == (False, ())
    assert set(data_set.databases) == {"shop", "other"}
    assert (data_set.name, data_set.notes) == ("own mine", ())


def test_csv_as_a_korean_spreadsheet_writes_it(tmp_path):
    lines = [
        "question,sql,rows,tags,언어",
        '매출은?,"SELECT 1,\n 2",,time; value,ko',
        'How many?,,"[[1.50, ""가""], [null, 2]]",,',
        "몇 개?,,[7],,",
    ]
    data_set = read_own(write(tmp_path / "mine.csv", "\n".join(lines), "cp949"), {"shop": tmp_path}, "shop")
    sold, many, one = data_set.cases
    assert (sold.question, sold.gold, sold.tags) == ("매출은?", ("SELECT 1,\n 2",), ("time", "value"))
    assert (many.expected, one.expected) == ((("1.50", "가"), (None, 2)), ((7,),))
    assert "CP949" in data_set.notes[0]
    assert "'언어' is not known" in data_set.notes[1]


def test_each_question_that_cannot_be_used_is_told_and_the_rest_stays(tmp_path):
    text = """
- {question: 매출은?, sql: SELECT 1}
- {sql: SELECT 1}
- {question: nothing right}
- {question: x, sql: SELECT 1, id: 1}
- {question: x, sql: SELECT 1, langage: ko}
- {question: x, sql: SELECT 1, language: fr}
- just text
- {question: elsewhere, sql: SELECT 1, database: gone}
"""
    data_set = read_own(write(tmp_path / "mine.yaml", text), {"shop": tmp_path}, "shop")
    assert [case.question for case in data_set.cases] == ["매출은?", "elsewhere"]
    assert len(data_set.notes) == 7
    assert "line 6" in data_set.notes[3]
    assert "language" in data_set.notes[3]
    assert "gone is not known" in data_set.notes[-1]


def test_csv_rows_that_are_no_json_cost_their_question(tmp_path):
    text = 'question,rows\n하나?,"[[1]]"\n둘?,"[[2"\n셋?,3\n'
    data_set = read_own(write(tmp_path / "mine.csv", text), {}, "shop")
    assert [case.question for case in data_set.cases] == ["하나?"]
    assert len(data_set.notes) == 3


@pytest.mark.parametrize(
    ("name", "text"), [("a.yaml", ""), ("a.yaml", "- {question: 매출은?}"), ("a.csv", "sql\nSELECT 1"), ("a.csv", "")]
)
def test_a_file_without_a_usable_question_is_an_error(tmp_path, name, text):
    with pytest.raises(UsageError):
        read_own(write(tmp_path / name, text), {})


def test_broken_yaml_is_an_error_that_names_the_line(tmp_path):
    with pytest.raises(KnowledgeError, match="line 2"):
        read_own(write(tmp_path / "a.yaml", "- {question: ["), {})


def test_a_folder_is_read_as_one_set(tmp_path):
    (tmp_path / "a.yaml").write_text("- {id: x, question: 몇 개?, sql: SELECT 1, conversation: c}\n", "utf-8")
    (tmp_path / "b.csv").write_text("id,question,sql\nx,How many?,SELECT 2\n", "utf-8")
    (tmp_path / "readme.txt").write_text("not questions", "utf-8")
    read = read_own(tmp_path, {"shop": tmp_path / "shop.duckdb"}, "shop", "duckdb")
    assert [case.id for case in read.cases] == ["a:x", "b:x"]
    assert read.cases[0].interaction == "a:c"
    assert len(read.files) == 2
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no YAML or CSV"):
        read_own(tmp_path / "empty", {}, "shop")

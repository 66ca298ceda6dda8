"""Data sets as they are published: what is read, and what is told when something is wrong with a part."""

import json
import sqlite3
from hashlib import sha256

import pytest

from text2sql.errors import UsageError
from text2sql.evaluation.benchmarks import read_bird, read_conversations, read_spider, read_spider_korean

SCHEMA = {
    "db_id": "가게",
    "table_names_original": ["Orders"],
    "column_names_original": [[-1, "*"], [0, "ID"], [0, "Amount"]],
    "foreign_keys": [],
}
QUESTION = {"db_id": "가게", "question": "How many orders are there?", "query": "SELECT count(*) FROM orders"}


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "spider"
    (place / "database" / "가게").mkdir(parents=True)
    sqlite3.connect(place / "database" / "가게" / "가게.sqlite").close()
    write(place / "tables.json", [SCHEMA])
    return place


def write(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    return path


def test_spider_as_published(folder):
    file = write(folder / "dev.json", [QUESTION, QUESTION | {"index": 7, "question": "주문이 몇 건이야?"}])
    data_set = read_spider(folder)
    first, second = data_set.cases
    assert (first.id, first.database, first.gold) == ("0", "가게", ("SELECT count(*) FROM orders",))
    assert (first.language, first.hardness) == ("en", "easy")
    assert (second.id, second.language) == ("7", "ko")
    assert data_set.databases == {"가게": folder / "database" / "가게" / "가게.sqlite"}
    assert dict(data_set.files)["dev.json"] == sha256(file.read_bytes()).hexdigest()
    assert (data_set.name, data_set.notes) == ("spider dev", ())


def test_a_file_of_synonyms_is_asked_in_its_own_words(folder):
    syn = {"SpiderQuestion": "How many orders?", "SpiderSynQuestion": "How many purchases?", **QUESTION}
    del syn["question"]
    data_set = read_spider(write(folder / "syn_dev.json", [syn]))
    assert (data_set.name, data_set.cases[0].question) == ("spider syn_dev", "How many purchases?")


def test_each_question_that_cannot_be_used_is_told_and_the_rest_stays(folder):
    wrong = [QUESTION, "no object", {"db_id": "가게"}, QUESTION | {"index": 0}, QUESTION | {"db_id": "gone"}]
    write(folder / "dev.json", wrong)
    write(folder / "tables.json", [SCHEMA, {"db_id": "x", "table_names_original": ["t"], "foreign_keys": [[1, 9]]}])
    data_set = read_spider(folder)
    assert [case.id for case in data_set.cases] == ["0", "4"]
    assert data_set.places == ("0", "", "", "", "4")
    assert data_set.notes == (
        "tables.json, item 2 does not describe a database and was left out.",
        "dev.json, item 2 is not an object and was left out.",
        "dev.json, item 3 lacks question, query or db_id and was left out.",
        "dev.json, item 4 repeats an index and was left out.",
        "The database gone is missing; 1 question cannot be run.",
    )


@pytest.mark.parametrize("name", ["../가게", "", "..", "a/b"])
def test_a_database_name_never_leads_out_of_its_folder(folder, name):
    write(folder / "dev.json", [QUESTION | {"db_id": name}])
    (folder / "가게.sqlite").touch()
    assert read_spider(folder).databases == {}


@pytest.mark.parametrize("content", [b"{}", b"[1, 2", b"\xff\xfe\x00"])
def test_a_file_that_holds_no_questions_is_an_error(folder, content):
    (folder / "dev.json").write_bytes(content)
    with pytest.raises(UsageError):
        read_spider(folder)


def test_a_missing_file_is_an_error_that_names_it(folder):
    with pytest.raises(UsageError, match=r"test\.json"):
        read_spider(folder, "test")


def test_bytes_that_are_no_text_are_told(folder):
    (folder / "dev.json").write_bytes(json.dumps([QUESTION]).encode().replace(b"many", b"m\xff\xffny"))
    data_set = read_spider(folder)
    assert data_set.cases[0].question == "How mny orders are there?"
    assert data_set.notes == ("dev.json is not UTF-8; the bytes that are none were left out.",)


def test_korean_wordings_keep_the_ids(folder, tmp_path):
    write(folder / "dev.json", [QUESTION | {"index": 3}])
    wordings = tmp_path / "dev_ko.jsonl"
    wordings.write_text(
        '{"index": 3, "question_ko": "주문이 몇 건인가요?"}\n{"index": 9, "question_ko": "?"}\nnot json\n'
    )
    data_set = read_spider_korean(wordings, folder)
    assert [(case.id, case.question, case.language) for case in data_set.cases] == [("3", "주문이 몇 건인가요?", "ko")]
    assert len(data_set.notes) == 2
    assert [name for name, _ in data_set.files] == ["tables.json", "dev.json", "dev_ko.jsonl"]


def test_bird_with_and_without_evidence(tmp_path):
    question = {
        "question_id": 11,
        "db_id": "가게",
        "question": "주문은?",
        "evidence": "주문 = orders",
        "SQL": "SELECT 1",
    }
    write(tmp_path / "mini_dev.json", [question | {"difficulty": "challenging"}, question, {"db_id": "가게"}])
    write(tmp_path / "dev_tables.json", [SCHEMA])
    data_set = read_bird(tmp_path)
    (case,) = data_set.cases
    assert (case.id, case.evidence, case.hardness) == ("11", "주문 = orders", "challenging")
    assert data_set.schemas["가게"].tables == ("Orders",)
    assert data_set.databases == {}
    assert len(data_set.notes) == 3
    bare = read_bird(tmp_path, evidence=False)
    assert (bare.name, bare.cases[0].evidence) == ("bird mini_dev without evidence", "")


def test_bird_for_postgresql_says_what_it_is_written_in(tmp_path):
    question = {"question_id": 1, "db_id": "d", "question": "q?", "SQL": "SELECT 1::int"}
    data_set = read_bird(write(tmp_path / "mini_dev_postgresql.json", [question]))
    assert data_set.dialect == "postgres"
    assert "postgres" in data_set.notes[-1]


def test_conversations_take_their_databases_from_spider_beside_them(folder):
    turns = [{"utterance": "Show orders", "query": "SELECT * FROM orders"}, {"utterance": "그중 몇 건?", "query": ""}]
    turns.append({"utterance": "그중 최대 금액은?", "query": "SELECT max(amount) FROM orders"})
    file = folder.parent / "sparc" / "dev.json"
    write(file, [{"database_id": "가게", "interaction": turns}, {"database_id": "가게", "interaction": "none"}])
    data_set = read_conversations(file.parent, "sparc")
    assert [(case.id, case.interaction, case.turn) for case in data_set.cases] == [("0-0", "0", 0), ("0-2", "0", 2)]
    assert [case.language for case in data_set.cases] == ["en", "ko"]
    assert list(data_set.databases) == ["가게"]
    assert len(data_set.notes) == 2

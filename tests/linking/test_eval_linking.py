"""text2sql eval linking over a small made-up data set in Spider's and in BIRD's format."""

import json
import sqlite3
from dataclasses import replace

import pytest

from text2sql.cli import main
from text2sql.embedders.hashing import HashingEmbedder
from text2sql.evaluation.linking.data import pooled, read_linking_data
from text2sql.evaluation.linking.gold import gold_of, schema_of
from text2sql.evaluation.linking.measuring import Answer, Setup, measure_own, measure_pooled
from text2sql.evaluation.linking.report import average_cuts, report_lines, report_object, report_of
from text2sql.stages.linking import LinkBudget

QUESTIONS = [
    ("music", "How many singers are from 한국?", 'SELECT count(*) FROM singer WHERE country = "한국"'),
    ("music", "Titles of songs by Adele", "SELECT T2.title FROM singer T1 JOIN song T2 ON T1.id = T2.singer_id "
     "WHERE T1.name = 'Adele'"),
    ("zoo", "What is the weight of each animal?", "SELECT weight FROM animal"),
]  # fmt: skip
KOREAN = [{"index": 0, "question_ko": "'한국' singer는 몇 명인가?"}]


def schema(database, tables, kinds, keys=(), joins=()):
    names = [[-1, "*"], *([number, column] for number, (_, columns) in enumerate(tables) for column in columns)]
    return {
        "db_id": database, "table_names_original": [name for name, _ in tables], "column_names_original": names,
        "table_names": [name for name, _ in tables], "column_names": names, "primary_keys": list(keys),
        "foreign_keys": [list(pair) for pair in joins], "column_types": ["text", *kinds],
    }  # fmt: skip


@pytest.fixture
def spider(tmp_path, monkeypatch):
    folder = tmp_path / "spider"
    (folder / "database" / "music").mkdir(parents=True)
    connection = sqlite3.connect(folder / "database" / "music" / "music.sqlite")
    connection.executescript(
        "create table singer (id integer primary key, name text, country text);"
        "create table song (id integer primary key, singer_id integer, title text);"
        "insert into singer values (1, '아이유', '한국'), (2, 'Adele', '영국');"
        "insert into song values (1, 2, 'Hello');"
    )
    connection.close()
    tables = [("singer", ["id", "name", "country"]), ("song", ["id", "singer_id", "title"])]
    kinds = ["number", "text", "text", "number", "number", "text"]
    schemas = [schema("music", tables, kinds, [1, 4], [(5, 1)])]
    schemas.append(schema("zoo", [("animal", ["id", "weight"])], ["number", "number"], [1]))
    (folder / "tables.json").write_text(json.dumps(schemas), "utf-8")
    rows = [
        {"index": at, "db_id": name, "question": said, "query": sql} for at, (name, said, sql) in enumerate(QUESTIONS)
    ]
    (folder / "dev.json").write_text(json.dumps(rows), "utf-8")
    (tmp_path / "ko.jsonl").write_text("".join(json.dumps(each) + "\n" for each in KOREAN), "utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def setup(**budget):
    wanted = LinkBudget(whole_columns=0, whole_tables=0, **budget)
    return Setup(HashingEmbedder(), wanted, lambda linked: len(linked.tables))


def test_gold_is_read_with_its_columns_and_literals(spider):
    catalog = read_linking_data(spider).catalogs["music"]
    gold = gold_of(QUESTIONS[1][2], catalog, schema_of(catalog))
    assert gold.tables == {"singer", "song"}
    assert gold.columns == {("singer", "id"), ("singer", "name"), ("song", "singer_id"), ("song", "title")}
    assert gold.literals == {("singer", "name", "Adele")}
    assert not gold.patterns
    quoted = gold_of(QUESTIONS[0][2], catalog, schema_of(catalog))
    assert quoted.literals == {("singer", "country", "한국")}
    assert gold_of("SELECT FROM WHERE", catalog, schema_of(catalog)) is None


def test_gold_inside_queries_within_queries_is_read(spider):
    catalog = read_linking_data(spider).catalogs["music"]
    sql = "SELECT name FROM singer WHERE id NOT IN (SELECT singer_id FROM song WHERE title LIKE '%Hel%')"
    gold = gold_of(sql, catalog, schema_of(catalog))
    assert gold.tables == {"singer", "song"}
    assert gold.literals == gold.patterns == {("song", "title", "Hel")}


def test_each_database_alone_and_all_in_one(spider, tmp_path):
    data = read_linking_data(spider, korean=tmp_path / "ko.jsonl")
    own = measure_own(data, data.cases, setup(), tmp_path / "own")
    together = measure_pooled(data, data.cases, setup(), tmp_path / "all")
    report = report_of(data.name, [own, together])
    assert report.scopes == {"own": 3, "pooled": 3}
    ours = {(each.scope, each.language): each for each in report.systems if each.system == "linking"}
    assert {language for _, language in ours} == {"en", "ko", "en pair"}
    assert ours["own", "en"].questions == 3
    kept = ours["own", "en"].kept
    assert (kept.tables_recall, kept.literals_found, kept.literals) == (1.0, 2, 2)
    assert ours["own", "ko"].kept.literals_found == 1
    assert ours["pooled", "en"].tables[3].recall == 1.0
    assert {each.system for each in report.systems} == {"linking", "dense", "words", "rrf"}
    assert json.loads(json.dumps(report_object(report)))["systems"][0]["tables"][0]["size"] == 1
    assert any("gold literals found in their column 100.0 %" in line for line in report_lines(report))


def test_what_is_unlikely_is_left_out(spider, tmp_path):
    data = read_linking_data(spider)
    report = report_of(data.name, [measure_own(data, data.cases, setup(unlikely_table=1.0), tmp_path / "own")])
    assert next(each for each in report.systems if each.kept).kept.tables == 1.0


def test_columns_are_also_cut_by_one_price_for_all_questions(spider):
    wanted = [frozenset({("song", "a")}), frozenset({("song", "b"), ("song", "c"), ("song", "d")})]
    ranked = [(("song", "a"), ("song", "x")), tuple(("song", name) for name in "bcdy")]
    odds = [(3.0, -9.0), (2.0, 1.0, 0.0, -9.0)]
    answers = [Answer("linking", ("song",), places, 0.0, likely) for places, likely in zip(ranked, odds, strict=True)]
    two, three = average_cuts(wanted, answers, (2, 3))
    assert (two.recall, two.precision) == (1.0, 1.0)
    assert (three.recall, three.precision) == (1.0, 0.625)
    assert average_cuts(wanted, [replace(each, column_odds=()) for each in answers]) == ()


def test_a_pattern_is_found_when_a_value_that_holds_it_is(spider, tmp_path):
    data = read_linking_data(spider)
    sql = "SELECT id FROM song WHERE title LIKE '%Hel%'"
    for question, found in (('songs called "Hello"', 1), ("songs that are new", 0)):
        case = replace(data.cases[1], question=question, gold=(sql,))
        report = report_of(data.name, [measure_own(data, [case], setup(), tmp_path / str(found))])
        assert next(each.kept for each in report.systems if each.kept).literals_found == found


def test_names_of_the_pool_hold_their_database(spider):
    pool = pooled(read_linking_data(spider).catalogs)
    assert [table.name for table in pool.tables] == ["music.singer", "music.song", "zoo.animal"]
    assert (pool.joins[0].table, pool.joins[0].to_table) == ("music.song", "music.singer")


def test_bird_has_descriptions_and_no_evidence(tmp_path):
    folder = tmp_path / "bird"
    (folder / "descriptions" / "zoo").mkdir(parents=True)
    zoo = schema("zoo", [("animal", ["id", "wt"])], ["integer", "real"], [1])
    (folder / "dev_tables.json").write_text(json.dumps([zoo]), "utf-8")
    row = {
        "question_id": 1,
        "db_id": "zoo",
        "question": "무게?",
        "evidence": "= wt",
        "SQL": "SELECT wt FROM animal",
    }
    (folder / "mini_dev.json").write_text(json.dumps([row]), "utf-8")
    (folder / "descriptions" / "zoo" / "animal.csv").write_text(
        "original_column_name,column_name,column_description,value_description\nwt,weight,in kilograms,\n", "utf-8"
    )
    data = read_linking_data(folder)
    column = data.catalogs["zoo"].table("animal").column("wt")
    assert column.synonyms == ("wt", "weight")
    assert column.description.en == "in kilograms"
    assert "wt" not in data.cases[0].question + data.cases[0].evidence
    assert measure_own(data, data.cases, setup(), tmp_path / "own").values is False


def test_the_command_prints_json(spider, capsys):
    with pytest.raises(SystemExit) as end:
        main(["eval", "linking", "--data", str(spider), "--scope", "own", "--limit", "1", "--format", "json"])
    assert not end.value.code
    printed = json.loads(capsys.readouterr().out)
    assert printed["systems"][0]["questions"] == 1


def test_a_folder_without_schemas_is_told(tmp_path, capsys):
    with pytest.raises(SystemExit) as end:
        main(["eval", "linking", "--data", str(tmp_path)])
    assert end.value.code == 2
    assert "Check --data." in capsys.readouterr().err

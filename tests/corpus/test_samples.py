from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from text2sql.catalog import Catalog, SampleParameter, Table
from text2sql.corpus.samples import placeholders, read_samples, tables_read
from text2sql.errors import KnowledgeError

SAMPLE = """
questions: ["지난달 서울 매출 상위 10개 상품은?", "top 10 products in Seoul last month"]
sql: |
  SELECT p.name, SUM(o.net_amount) FROM orders o JOIN products p ON p.id = o.product_id
  WHERE o.ordered_at >= :period_start AND o.ordered_at < :period_end AND o.region = :region
    AND note <> ':not_one' -- nor :this
  GROUP BY 1 ORDER BY 2 DESC LIMIT :top;
description: 취소를 뺀 매출
parameters:
  period: {kind: period, default: 지난달}
  top: {kind: number, default: 10}
  region: {kind: value, column: sales.orders.region, default: 서울}
approved_by: 김분석
approved_on: 2026-01-31
"""
CATALOG = Catalog(
    "shop", "duckdb", tuple(Table(name, ()) for name in ("orders", "Order Items", "sales.targets", "date"))
)


def write(folder, text, name="top.yaml"):
    (folder / name).write_text(text, encoding="utf-8")


def test_a_sample_is_read_whole(tmp_path):
    write(tmp_path, SAMPLE)
    (sample,) = read_samples(tmp_path)
    assert sample.id == "top"
    assert sample.questions[0].startswith("지난달")
    assert sample.sql.endswith("LIMIT :top")
    assert sample.description.ko == "취소를 뺀 매출"
    assert sample.approved_on == date(2026, 1, 31)
    assert sample.parameters == (
        SampleParameter("period", "period", "지난달"),
        SampleParameter("top", "number", "10"),
        SampleParameter("region", "value", "서울", "sales.orders", "region"),
    )


def test_a_file_may_hold_several(tmp_path):
    write(tmp_path, "- {question: 몇 건?, sql: SELECT 1}\n- {question: how many?, sql: SELECT 2}")
    assert [(each.id, each.sql) for each in read_samples(tmp_path)] == [("top#1", "SELECT 1"), ("top#2", "SELECT 2")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sql: SELECT 1", "`question` is missing"),
        ("question: a", "`sql` is missing"),
        ("question: a\nsql: SELECT :x", ":x, which is not under `parameters`"),
        ("question: a\nsql: SELECT 1\nparameters: {x: {kind: number, default: 1}}", "`x` is not in the SQL"),
        ("question: a\nsql: SELECT :x\nparameters: {x: {kind: text, default: 1}}", "period, number, value"),
        ("question: a\nsql: SELECT :x\nparameters: {x: {kind: number, default: ten}}", "must be one"),
        ("question: a\nsql: SELECT :x\nparameters: {x: {kind: value, default: 서울}}", "table.column"),
        ("question: a\nsql: SELECT :x\nparameters: {x: {kind: number}}", "`default` is missing"),
        ("question: a\nsql: SELECT 1\napproved_on: yesterday", "2026-01-31"),
        ("question: a\nsql: SELECT 1\nasumption: 취소 제외", "did you mean `assumption`"),
    ],
)
def test_a_wrong_sample_is_named_with_what_to_do(tmp_path, text, words):
    write(tmp_path, text)
    with pytest.raises(KnowledgeError, match=r"top\.yaml, line \d") as caught:
        read_samples(tmp_path)
    assert words in str(caught.value)


def test_one_name_in_two_folders_is_refused(tmp_path):
    (tmp_path / "more").mkdir()
    write(tmp_path, SAMPLE)
    write(tmp_path / "more", SAMPLE)
    with pytest.raises(KnowledgeError, match="same name"):
        read_samples(tmp_path)


@pytest.mark.parametrize(
    ("sql", "names"),
    [
        ("SELECT a::date, ':b', \":c\" FROM t WHERE x = :d /* :e */ AND y > :d", ("d",)),
        ("SELECT list[1:n], {'a': 1}, '12:30' WHERE x BETWEEN :p_start AND :p_end", ("p_start", "p_end")),
        ("SELECT :이름", ()),
    ],
)
def test_placeholders_are_those_outside_strings_comments_and_casts(sql, names):
    assert placeholders(sql) == names


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ('SELECT * FROM orders o JOIN "Order Items" i ON i.id = o.id', ("orders", "Order Items")),
        ("SELECT date FROM a, ORDERS WHERE b IN (SELECT x, date FROM sales . targets)", ("orders", "sales.targets")),
        ("WITH x AS (SELECT 1) SELECT 'from date' FROM x -- from date", ()),
        ("SELECT count(*) FROM shop.main.orders", ("orders",)),
    ],
)
def test_the_tables_a_query_reads_are_found_by_its_words(sql, tables):
    assert tables_read(sql, CATALOG) == tables


@settings(deadline=None)
@given(st.text())
def test_reading_tables_and_placeholders_never_fails(sql):
    tables_read(sql, CATALOG)
    placeholders(sql)

import re
from dataclasses import replace

import pytest

from tests.offline.learned.shop_scope import SHOP
from text2sql.catalog import Catalog, Column, Join, Table
from text2sql.writers.offline.learned.joining import JoinTrees, NotConnected
from text2sql.writers.offline.learned.queries import (
    Arithmetic,
    Combined,
    Expression,
    Literal,
    Ordering,
    Predicate,
    Select,
    Star,
)
from text2sql.writers.offline.learned.rendering import QueryRendering
from text2sql.writers.offline.representation import ColumnRef

TREES = JoinTrees(SHOP)
NAME, STATUS = Expression(ColumnRef("customers", "name")), ColumnRef("orders", "status")
KOREAN = Expression(ColumnRef("products", "이름"))


def sql(query, dialect="sqlite"):
    return QueryRendering(JoinTrees(replace(SHOP, dialect=dialect))).sql(query)


def test_a_tree_passes_through_tables_that_nobody_mentioned():
    assert TREES.tables(("customers", "products")) == {"customers", "orders", "lines", "products"}


def test_a_korean_column_is_reached_through_its_table():
    text = sql(Select((NAME, KOREAN)))
    assert text.count("JOIN") == 3
    assert "이름" in text


def test_tables_that_nothing_connects_are_told():
    with pytest.raises(NotConnected):
        sql(Select((NAME, Expression(ColumnRef("airports", "city")))))


def test_a_join_the_query_names_takes_the_place_of_the_usual_one():
    other = Predicate(Expression(ColumnRef("flights", "target")), "=", Expression(ColumnRef("airports", "id")))
    flights, city = Expression(Star("flights"), "count"), Expression(ColumnRef("airports", "city"))
    assert ".source = " in sql(Select((city, flights), group=(ColumnRef("airports", "city"),)))
    named = sql(Select((city, flights), where=other, group=(ColumnRef("airports", "city"),)))
    assert ".target" in named
    assert "WHERE" not in named
    assert "source" not in named


def test_a_strict_dialect_groups_by_everything_plain_that_is_shown():
    query = Select((NAME, Expression(Star("orders"), "count")), group=(ColumnRef("customers", "id"),))
    assert sql(query).endswith("GROUP BY t1.id")
    assert sql(query, "duckdb").endswith("GROUP BY t1.id, t1.name")


@pytest.mark.parametrize("dialect", ["sqlite", "duckdb", "postgres"])
def test_names_and_quotes_survive(dialect):
    where = Predicate(Expression(ColumnRef("flights", "Order")), "=", Literal("Kim's 서울"))
    text = sql(Select((Expression(ColumnRef("flights", "Order")),), where=where), dialect)
    assert '"Order"' in text
    assert "'Kim''s 서울'" in text


def test_numbers_are_written_as_the_column_holds_them():
    text = sql(Select((NAME,), where=Predicate(Expression(STATUS), "=", Literal(3))))
    assert "= '3'" in text
    amount = Expression(ColumnRef("orders", "amount"))
    assert "> 12" in sql(Select((amount,), where=Predicate(amount, ">", Literal("12"))))


@pytest.mark.parametrize(("dialect", "least"), [("sqlite", " NULLS LAST"), ("duckdb", ""), ("postgres", "")])
def test_an_unknown_value_is_neither_the_most_nor_the_least(dialect, least):
    lowest = Select((NAME,), order=(Ordering(NAME),), limit=1)
    assert f"{least} LIMIT 1" in sql(lowest, dialect)
    assert "NULLS FIRST" not in sql(lowest, dialect)
    most = sql(replace(lowest, order=(Ordering(NAME, descending=True),)), dialect)
    assert "NULLS FIRST" not in most
    assert ("NULLS LAST" in most) == (dialect == "postgres")


def test_the_cheaper_tree_wins_and_ties_go_to_the_first_key():
    tables = tuple(Table(name, (Column("id", "INTEGER", "number"),)) for name in "abcd")
    joins = tuple(Join(one, ("id",), other, ("id",)) for one, other in (("a", "b"), ("b", "d"), ("a", "c"), ("c", "d")))
    trees = JoinTrees(Catalog("square", "sqlite", tables, joins))
    assert trees.tables(("a", "d")) == {"a", "b", "d"}
    assert trees.tables(("a", "d", "c")) == {"a", "c", "d"}


def test_computed_columns_of_the_result_have_names_that_mean_something():
    amount = ColumnRef("orders", "amount")
    paid = Expression(Arithmetic("-", amount, ColumnRef("orders", "discount")), "sum")
    counts = (Expression(Star("orders"), "count"), Expression(STATUS, "count", distinct=True))
    text = sql(Select((Expression(STATUS), *counts, Expression(amount, "avg"), paid), group=(STATUS,)), "duckdb")
    assert re.findall(r" AS (\w+)", text) == ["orders_count", "status_count", "average_amount", "total_difference"]
    nested = Select((Expression(amount, "avg"),))
    above = Predicate(Expression(amount), ">", nested)
    assert " AS " not in sql(Select((Expression(STATUS),), where=above), "duckdb")
    both = Combined("union", Select((Expression(amount, "max"),)), Select((Expression(amount, "min"),)))
    assert re.findall(r" AS (\w+)", sql(both)) == ["highest_amount"]


def test_a_heading_that_a_column_has_is_not_given_again():
    columns = (Column("amount", "number", "number"), Column("Total_Amount", "number", "number"))
    catalog = Catalog("shop", "sqlite", (Table("sales", columns),))
    amount = Expression(ColumnRef("sales", "amount"), "sum")
    text = QueryRendering(JoinTrees(catalog)).sql(Select((amount, amount)))
    assert " AS " not in text

"""Names that a question says in full are missed where the query does without them."""

import pytest

from text2sql.catalog import Catalog, Column, Table
from text2sql.writers.offline.learned.naming import Naming, naming
from text2sql.writers.offline.learned.queries import Expression, Select, Star
from text2sql.writers.offline.representation import ColumnRef


def _table(name, *columns):
    return Table(name, tuple(Column(each, "TEXT", "text") for each in columns))


CATALOG = Catalog(
    "works",
    "sqlite",
    (
        _table("ProductionLines", "id", "line_name", "city"),
        _table("Batches", "id", "ProductionLineId", "year"),
        _table("Cities", "name"),
        _table("생산_라인", "번호"),
    ),
    (),
)
BATCHES = Select((Expression(Star("Batches"), "count"),))
LINES = Select((Expression(Star("ProductionLines"), "count"),))


@pytest.mark.parametrize("text", ["How many production lines are there?", "ProductionLines: how many?"])
def test_a_table_named_in_full_and_not_used_is_missed(text):
    assert naming(text, BATCHES, CATALOG).long_tables_unused == 1
    assert naming(text, LINES, CATALOG) == Naming()


def test_a_name_within_the_name_of_a_column_is_not_missed():
    by_line = Select((Expression(ColumnRef("Batches", "ProductionLineId")),))
    assert naming("batches by production line", by_line, CATALOG).long_tables_unused == 0


def test_columns_are_missed_too_short_ones_only_of_tables_in_use():
    said = naming("line names, cities and years of production lines", LINES, CATALOG)
    assert (said.long_columns_unused, said.short_columns_unused, said.short_tables_unused) == (1, 1, 1)


@pytest.mark.parametrize(("text", "query"), [("생산라인은 몇 개야?", BATCHES), ("도시 이름과 생산라인", LINES)])
def test_korean_words_name_what_they_are_in_english(text, query):
    said = naming(text, query, CATALOG)
    assert said.long_tables_unused == (query is BATCHES)
    assert said.short_tables_unused == (query is LINES)


def test_korean_names_are_found_with_their_particles():
    assert naming("생산 라인은 몇 개야?", BATCHES, CATALOG).long_tables_unused == 1

"""Values past the index's cap: when the warehouse is asked, for what, and what becomes of its answers and failures."""

import unicodedata

import pytest

from text2sql.catalog import Catalog, Column, Table
from text2sql.corpus.value_building import ColumnValues, build_values
from text2sql.corpus.values_in_warehouse import LookupBudget, WarehouseValues
from text2sql.errors import CannotOpen, DeadlineExceeded, QueryFailed
from text2sql.types import LinkedValue


def text_column(name, personal=False):
    return Column(name, "TEXT", "text", personal=personal)


CATALOG = Catalog(
    "shop",
    "duckdb",
    (
        Table("products", (text_column("name"), text_column("code")), row_count=9_000, synonyms=("상품",)),
        Table("stores", (text_column("name"), text_column("region")), row_count=6_000, synonyms=("매장",)),
        Table("members", (text_column("nickname", personal=True),), row_count=7_000),
        Table("clicks", (text_column("page"),), row_count=90_000_000),
        Table("salaries", (text_column("reason"),), row_count=6_000),
    ),
)
IN_WAREHOUSE = {
    ("products", "name"): ("소백산 사과즙", "Blue Suede Shoes", "Nightfall"),
    ("products", "code"): ("SKU-10234", "A1023"),
    ("stores", "name"): ("해운대점", "Nightfall", "Will"),
    ("members", "nickname"): ("Nightfall",),
    ("clicks", "page"): ("Nightfall",),
    ("salaries", "reason"): ("Nightfall",),
}


BUDGET = LookupBudget()


class Warehouse:
    """Answers as the contract says, and remembers what it was asked."""

    def __init__(self, fails=None):
        self.asked = []
        self.fails = fails or {}

    def look_up(self, asked):
        self.asked.append(asked)
        if error := self.fails.get((asked.table, asked.column)):
            raise error
        values = IN_WAREHOUSE[asked.table, asked.column]
        if asked.exact:
            return tuple(value for value in values if value in asked.texts)
        wanted, parts = {text.lower() for text in asked.texts}, [part.lower() for part in asked.parts]
        return tuple(
            value for value in values if value.lower() in wanted or any(part in value.lower() for part in parts)
        )

    def places(self):
        return {(asked.table, asked.column) for asked in self.asked}


def over(warehouse, budget=BUDGET, closed=frozenset({"salaries"})):
    columns = [ColumnValues(table, column, ("seen",), capped=True) for table, column in IN_WAREHOUSE]
    columns.append(ColumnValues("stores", "region", ("서울", "Busan")))
    return WarehouseValues(build_values(None, CATALOG, columns), warehouse, CATALOG, closed, budget)


def found(values, text):
    return {(f"{each.table}.{each.column}", each.value, each.words, each.source) for each in values.find(text, 50)}


@pytest.mark.parametrize(
    ("question", "place", "value", "words"),
    [
        ("소백산 사과즙의 매출", "products.name", "소백산 사과즙", "소백산 사과즙"),
        (unicodedata.normalize("NFD", "해운대점의 매출"), "stores.name", "해운대점", "해운대점"),
        ("sales of 'nightfall'", "products.name", "Nightfall", "nightfall"),
        ("how many blue suede shoes were sold?", "products.name", "Blue Suede Shoes", "blue suede shoes"),
        ("orders of sku-10234 in June", "products.code", "SKU-10234", "sku-10234"),
        ("A1023의 재고", "products.code", "A1023", "A1023"),
        ("revenue of Will", "stores.name", "Will", "Will"),
        ("사과즙은 얼마나 팔렸어?", "products.name", "소백산 사과즙", "사과즙"),
    ],
)
def test_what_nobody_knows_is_looked_up_and_says_where_it_was_found(question, place, value, words):
    words = words if unicodedata.is_normalized("NFC", question) else unicodedata.normalize("NFD", words)
    assert (place, value, words, "warehouse") in found(over(Warehouse()), question)


@pytest.mark.parametrize(
    "question",
    ["매장별 상품 수", "names of products by region", "서울 매장", "top 5 stores in 2024", "show me all", ""],
)
def test_questions_without_such_words_ask_nothing(question):
    warehouse = Warehouse()
    over(warehouse).find(question, 50)
    assert warehouse.asked == []


def test_personal_closed_and_huge_columns_are_never_asked_for():
    warehouse = Warehouse()
    assert {place for place, *_ in found(over(warehouse), "sales of 'Nightfall'")} == {"products.name", "stores.name"}
    assert warehouse.places() == {("products", "name"), ("products", "code"), ("stores", "name")}


def test_columns_that_the_question_names_come_first_within_the_budget():
    warehouse = Warehouse()
    over(warehouse, LookupBudget(columns=1, texts=2)).find("매장 Nightfall, Dayfall, Mayfly", 50)
    assert warehouse.places() == {("stores", "name")}
    assert {text.lower() for asked in warehouse.asked for text in asked.texts} == {"nightfall", "dayfall"}


@pytest.mark.parametrize("budget", [LookupBudget(seconds=0), LookupBudget(columns=0)])
def test_it_can_be_turned_off(budget):
    warehouse = Warehouse()
    assert found(over(warehouse, budget), "'Nightfall'") == set()
    assert warehouse.asked == []


def test_time_is_shared_by_all_columns(monkeypatch):
    clock = iter(range(1_000))
    monkeypatch.setattr("text2sql.corpus.values_in_warehouse.monotonic", lambda: next(clock) / 4)
    warehouse = Warehouse()
    over(warehouse, LookupBudget(seconds=1.5)).find("'Nothing'", 50)
    assert 1 <= len(warehouse.asked) < 6
    assert [asked.seconds for asked in warehouse.asked] == sorted((a.seconds for a in warehouse.asked), reverse=True)


def test_a_question_that_is_linked_again_asks_once():
    warehouse = Warehouse()
    values = over(warehouse)
    first = values.find("'Nightfall'", 50)
    asked = len(warehouse.asked)
    assert values.find("'Nightfall'", 50) == first
    assert len(warehouse.asked) == asked


@pytest.mark.parametrize("error", [QueryFailed("no"), DeadlineExceeded("slow")])
def test_a_column_that_fails_costs_only_itself_and_then_rests(error):
    warehouse = Warehouse({("products", "name"): error})
    values = over(warehouse)
    assert {place for place, *_ in found(values, "'Nightfall'")} == {"stores.name"}
    warehouse.asked.clear()
    values.find("'Daybreak'", 50)
    assert ("products", "name") not in warehouse.places()
    assert ("stores", "name") in warehouse.places()


def test_a_warehouse_that_cannot_be_opened_is_asked_once():
    warehouse = Warehouse({place: CannotOpen("gone") for place in IN_WAREHOUSE})
    values = over(warehouse)
    assert values.find("서울의 'Nightfall'", 50) == (LinkedValue("stores", "region", "서울", "서울", 1.0),)
    assert len(warehouse.asked) == 1

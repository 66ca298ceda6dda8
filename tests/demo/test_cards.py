"""The table cards of the shop: they speak of what exists, of all of it, in both languages, and their SQL runs."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

from text2sql.catalog import LocalText
from text2sql.corpus.cards import read_cards
from text2sql.corpus.yaml_files import has_hangul

CARDS = {card.table: card for card in read_cards(Path(__file__).parents[2] / "schemas" / "shop")}
TERMS = [
    *((card, "measure", measure) for card in CARDS.values() for measure in card.measures),
    *((card, "filter", named) for card in CARDS.values() for named in card.filters),
]
SAID_OF_TWO_GRAINS = {"net_revenue", "gross_revenue", "return_rate"}


@dataclass(frozen=True)
class Described:
    columns: dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def described(shop):
    columns = defaultdict(dict)
    for table, column, kind in shop.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal"
    ).fetchall():
        columns[table][column] = kind
    return Described(dict(columns))


def in_both(text: LocalText) -> bool:
    return bool(text.en) and not has_hangul(text.en.replace("시도", "").replace("시군구", "")) and has_hangul(text.ko)


def test_every_table_has_a_card_and_every_card_a_table(described):
    assert CARDS.keys() == described.columns.keys()


@pytest.mark.parametrize("table", CARDS)
def test_a_card_covers_exactly_the_columns_in_their_order(described, table):
    assert [column.name for column in CARDS[table].columns] == list(described.columns[table])


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_card_speaks_both_languages(described, card):
    texts = {"row": card.row, "label": card.label} | {column.name: column.description for column in card.columns}
    assert [name for name, text in texts.items() if not (text.en and has_hangul(text.ko))] == []
    assert card.description.en
    assert has_hangul(card.description.ko)
    for synonyms in (card.synonyms, *(column.synonyms for column in card.columns if column.synonyms)):
        assert any(map(has_hangul, synonyms)), synonyms
    assert any(not has_hangul(word) for word in card.synonyms)


@pytest.mark.parametrize(("card", "kind", "term"), TERMS, ids=lambda each: getattr(each, "name", ""))
def test_a_term_speaks_both_languages(card, kind, term):
    assert in_both(term.label)
    assert any(map(has_hangul, term.synonyms))
    assert any(not has_hangul(word) for word in term.synonyms)
    assert not term.assumption or in_both(term.assumption)


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_the_time_of_a_table_is_one(described, card):
    kinds = described.columns[card.table]
    if card.table in ("categories", "brands"):
        assert card.time == ""
    else:
        assert kinds[card.time] in ("DATE", "TIMESTAMP")


@pytest.mark.parametrize(
    ("card", "measure"),
    [(card, term) for card, kind, term in TERMS if kind == "measure"],
    ids=lambda e: getattr(e, "name", ""),
)
def test_a_measure_is_one_figure(shop, card, measure):
    where = f" WHERE {measure.filter}" if measure.filter else ""
    ((figure,),) = shop.execute(f"SELECT {measure.expression} FROM {card.table}{where}").fetchall()
    assert figure > 0
    assert measure.unit != "ratio" or figure < 1
    assert (measure.unit == "ratio") == measure.name.endswith(("_rate", "_share"))


@pytest.mark.parametrize(
    ("card", "named"),
    [(card, term) for card, kind, term in TERMS if kind == "filter"],
    ids=lambda e: getattr(e, "name", ""),
)
def test_a_filter_keeps_some_rows(shop, card, named):
    kept, rows = shop.execute(f"SELECT count(*) FILTER ({named.condition}), count(*) FROM {card.table}").fetchone()
    assert 0 < kept < rows


def test_the_codes_of_a_column_are_those_in_the_data(shop):
    for card in CARDS.values():
        for column in card.columns:
            if column.values:
                found = shop.execute(f"SELECT DISTINCT CAST({column.name} AS VARCHAR) FROM {card.table}").fetchall()
                known = {value.value for value in column.values}
                assert {value for (value,) in found} - {None} == known, (card.table, column.name)


def test_a_label_stands_for_one_code():
    for card in CARDS.values():
        for column in card.columns:
            labels = [label.casefold() for value in column.values for label in value.labels]
            assert len(labels) == len(set(labels)), (card.table, column.name)
            assert all(value.labels for value in column.values), (card.table, column.name)


def test_short_text_columns_of_codes_have_labels(shop, described):
    free = {
        "category_name",
        "category_name_en",
        "top_category_name_en",
        "delivery_note",
        "holiday_name",
        "holiday_name_en",
    }
    free |= {"brand_name", "brand_name_en", "coupon_code", "coupon_name"}
    for card in CARDS.values():
        for column in card.columns:
            if (
                described.columns[card.table][column.name] == "VARCHAR"
                and not column.personal
                and column.name not in free
            ):
                (distinct,) = shop.execute(f"SELECT count(DISTINCT {column.name}) FROM {card.table}").fetchone()
                assert distinct > 17 or column.values, (card.table, column.name)


def test_a_business_term_means_one_thing():
    meanings = defaultdict(set)
    for card, _, term in TERMS:
        for phrase in {term.label.en, term.label.ko, *term.synonyms}:
            meanings[phrase.casefold().replace(" ", "")].add((card.table, term.name))
    doubtful = {
        phrase: found
        for phrase, found in meanings.items()
        if len(found) > 1 and not {name for _, name in found} <= SAID_OF_TWO_GRAINS
    }
    assert doubtful == {}


def test_joins_of_cards_lead_somewhere(shop, described):
    joins = [join for card in CARDS.values() for join in card.joins]
    assert len(joins) == 3
    for join in joins:
        assert set(join.columns) <= described.columns[join.table].keys()
        assert set(join.to_columns) <= described.columns[join.to_table].keys()


def test_personal_data_is_marked():
    personal = {(card.table, column.name) for card in CARDS.values() for column in card.columns if column.personal}
    assert personal == {
        ("customers", "name"), ("customers", "email"), ("customers", "phone"), ("customers", "birth_date"),
        ("addresses", "recipient_name"), ("addresses", "street_address"), ("addresses", "address_detail"),
    }  # fmt: skip


def test_amounts_have_a_unit(described):
    for card in CARDS.values():
        for column in card.columns:
            amount = described.columns[card.table][column.name] == "BIGINT"
            assert not amount or column.unit == "KRW", (card.table, column.name)


@pytest.mark.parametrize("name", sorted(SAID_OF_TWO_GRAINS))
def test_a_figure_of_two_grains_is_the_same_in_both(shop, name):
    """Whether it is read from orders or from their items must not change the answer."""
    figures = [
        shop.execute(f"SELECT {term.expression} FROM {card.table} WHERE {term.filter or 'TRUE'}").fetchone()
        for card, _, term in TERMS
        if term.name == name
    ]
    assert len(figures) == 2
    assert figures[0] == pytest.approx(figures[1])

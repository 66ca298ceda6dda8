from dataclasses import fields, is_dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from text2sql.catalog import Catalog, Column, ColumnProfile, LocalText, SampleQuery, Table
from text2sql.corpus.storing import catalog_from_json, catalog_to_json, samples_from_json, samples_to_json

st.register_type_strategy(ColumnProfile, st.builds(ColumnProfile, null_share=st.floats(0, 1)))


@settings(max_examples=60, deadline=None)
@given(st.from_type(Catalog))
def test_any_catalog_comes_back_as_it_was(catalog):
    assert catalog_from_json(catalog_to_json(catalog)) == catalog


@settings(max_examples=60, deadline=None)
@given(st.lists(st.from_type(SampleQuery), max_size=3))
def test_any_samples_come_back_as_they_were(samples):
    assert samples_from_json(samples_to_json(samples)) == tuple(samples)


def test_what_comes_back_is_hashable_and_typed():
    column = Column("지역", "TEXT", "text", synonyms=("region",), description=LocalText(ko="배송 지역"))
    catalog = catalog_from_json(catalog_to_json(Catalog("shop", "duckdb", (Table("t", (column,)),))))
    assert hash(catalog.tables[0])
    (sample,) = samples_from_json(samples_to_json([SampleQuery("a", ("q",), "s", approved_on=date(2026, 1, 31))]))
    assert sample.approved_on == date(2026, 1, 31)
    assert all(not isinstance(getattr(sample, each.name), list) for each in fields(sample)) and is_dataclass(sample)


@pytest.mark.parametrize("text", ["", "{}", "[]", "[1]", '["a", "b", [["t", 3]]]', '["a","b",[["t",[["c"]]]]]', "\x00"])
def test_what_was_damaged_is_a_value_error(text):
    with pytest.raises(ValueError):
        catalog_from_json(text)

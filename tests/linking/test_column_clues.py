"""What is told of columns beside their names, and the catalogs that training makes as hard as people's own."""

import numpy as np
import pytest

from text2sql.catalog import Catalog, Column, Join, LocalText, Table
from text2sql.corpus.knowledge import knowledge_of
from text2sql.embedders.hashing import HashingEmbedder
from text2sql.evaluation.linking.gold import Gold
from text2sql.stages.linking.asked import asked
from text2sql.stages.linking.candidates import Candidates
from text2sql.stages.linking.columns import COLUMN, column_clues
from text2sql.stages.linking.finding import findings
from text2sql.vector_stores.memory import MemoryVectorStore
from training.linking.widening import widened


def text(name, description="", *synonyms):
    return Column(name, "TEXT", "text", description=LocalText(en=description, ko=""), synonyms=synonyms)


ACCOUNTS = Table(
    "accounts",
    (text("id"), text("name"), text("frequency", 'how often. "TYDNE" stands for weekly issuance'), text("birth_date")),
    primary_key=("id",),
)
OWNERS = Table("owners", (text("id"), text("name"), text("sex", "F: 여성; M: 남성"), text("city")), primary_key=("id",))
BANK = Catalog("bank", "sqlite", (ACCOUNTS, OWNERS), (Join("accounts", ("id",), "owners", ("id",)),))


def clues(question, scores=(0.0, 0.0)):
    """A dictionary of clues for each column."""
    known = knowledge_of(BANK, (), HashingEmbedder(), MemoryVectorStore())
    found = findings(asked(question, ()), (), known, known)
    candidates = Candidates.of(BANK.tables, found.wording)
    rows = column_clues(found, BANK, candidates, np.array(scores, dtype=np.float32))
    told = [dict(zip(COLUMN, row.tolist(), strict=True)) for row in rows]
    return dict(zip(candidates.places, told, strict=True))


@pytest.mark.parametrize(
    ("question", "place"),
    [("accounts with weekly issuance", ("accounts", "frequency")), ("여성은 몇 명인가요?", ("owners", "sex"))],
)
def test_what_a_code_means_is_found_in_the_description(question, place):
    found = clues(question)
    assert max(found, key=lambda each: found[each]["part_share"]) == place
    assert found[place]["part_share"] > 0.9


def test_a_column_knows_whether_a_likelier_table_has_one_of_the_same_name():
    found = clues("names", (1.0, -2.0))
    assert found["owners", "name"]["twin_behind"] == -3.0
    assert found["accounts", "name"]["twin_behind"] == 0.0
    assert found["owners", "name"]["twins"] == 2
    assert found["owners", "city"]["twins"] == 1


def test_numbers_years_and_unknown_names_in_the_question_are_told():
    said = asked("Who lives in Prague since 1995 and owns 3 accounts of “Gold”?", ())
    assert (said.numbers, said.years, said.strangers) == (1, 1, 2)
    assert (said.wants_person, said.wants_place) == (True, True)
    assert asked("누가 어디에 사나요?", ()).wants_person
    told = clues("Who lives in Prague?")
    assert told["owners", "city"]["a_place"] == 1
    assert told["owners", "sex"]["a_place"] == 0
    assert {each["strangers"] for each in told.values()} == {1}


def test_a_widened_catalog_keeps_what_was_there_and_gold_follows_the_new_names():
    fields = [tuple(text(f"field {number} {each}") for each in range(9)) for number in range(15)]
    donors = {f"b{number}": Catalog("b", "sqlite", (Table(f"t{number}", each),)) for number, each in enumerate(fields)}
    seen = set()
    for seed in map(str, range(20)):
        made = widened("bank", {"bank": BANK, **donors}, seed, None)
        assert made == widened("bank", {"bank": BANK, **donors}, seed, None)
        gold = made.gold(Gold(frozenset({"owners"}), frozenset({("owners", "city")}), frozenset()))
        ((table, column),) = gold.columns
        assert made.catalog.table(table).column(column)
        assert made.catalog.table("accounts").primary_key == (made.names["accounts", "id"],)
        assert all(made.catalog.table(join.table).column(join.columns[0]) for join in made.catalog.joins)
        seen |= {len(made.catalog.tables) > 2, len(made.catalog.table("owners").columns) > 4}
    assert seen == {True, False}

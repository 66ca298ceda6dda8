"""What contradicts the question or itself is tried last."""

import pytest

from tests.offline.learned.shop_scope import SHOP
from text2sql.catalog import Catalog, Column, Table
from text2sql.writers.offline.learned.executing import Proposal, shortlist
from text2sql.writers.offline.learned.promising import judgement, promising
from text2sql.writers.offline.learned.queries import AnyOf, Expression, Literal, Predicate, Select, Star
from text2sql.writers.offline.learned.values import ValueCandidate
from text2sql.writers.offline.representation import ColumnRef

NAME, AGE = Expression(ColumnRef("customers", "name")), Expression(ColumnRef("customers", "id"))
AMOUNT = Expression(ColumnRef("orders", "amount"))
CITY = Expression(ColumnRef("customers", "city"))
IN_SEOUL, IN_BUSAN = Predicate(CITY, "=", Literal("서울")), Predicate(CITY, "=", Literal("부산"))


def proposal(name, score, query):
    return Proposal(name, score, "network" if query else "rules", query)


def test_what_the_words_contradict_is_run_last_and_the_rest_keeps_its_order():
    question = "번호가 3 이상인 고객"
    three = (ValueCandidate(3, 4, 5, "number"),)
    above, at_least = (Select((NAME,), where=Predicate(AGE, sign, Literal(3))) for sign in (">", ">="))
    strange = Select((NAME,), where=Predicate(AGE, "in", Select((AMOUNT,))))
    found = (
        proposal("above", -0.1, above),
        proposal("strange", -0.2, strange),
        proposal("rules", -0.3, None),
        proposal("at least", -0.4, at_least),
    )
    ordered = promising(found, question, three, SHOP)
    assert [each.sql for each in ordered] == ["rules", "at least", "above", "strange"]
    assert [each.sql for each in shortlist(ordered, 3)] == ["at least", "rules", "above"]


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("How many customers do we have?", Select((Expression(ColumnRef("customers", "id"), "avg"),))),
        ("What is the average amount of orders?", Select((AMOUNT,))),
        ("customers in 서울 and 부산", Select((NAME,), where=AnyOf((IN_SEOUL, IN_BUSAN)))),
        ("count the customers", Select((NAME,), where=Predicate(CITY, "=", Literal("count")))),
        ("the amount of each order and its discount", Select((AMOUNT,))),
    ],
)
def test_what_is_asked_for_and_not_there_or_there_unasked_contradicts(question, query):
    assert judgement(query, question, (), SHOP).contradictions > 0


def test_a_word_that_only_asks_names_no_column():
    numbered = Catalog("one", "sqlite", (Table("episodes", (Column("Number", "INTEGER", "number"),)),), ())
    count = Select((Expression(Star("episodes"), "count"),))
    assert judgement(count, "what is the number of episodes", (), numbered).contradictions == 0

"""What contradicts the question or itself is tried last."""

from tests.offline.learned.shop_scope import SHOP
from text2sql.writers.offline.learned.executing import Proposal, shortlist
from text2sql.writers.offline.learned.promising import promising
from text2sql.writers.offline.learned.queries import Expression, Literal, Predicate, Select
from text2sql.writers.offline.learned.values import ValueCandidate
from text2sql.writers.offline.representation import ColumnRef

NAME, AGE = Expression(ColumnRef("customers", "name")), Expression(ColumnRef("customers", "id"))
AMOUNT = Expression(ColumnRef("orders", "amount"))


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

from dataclasses import replace
from datetime import date

import pytest

from tests.fakes import FakeWorkbench
from tests.offline.learned.shop_scope import SHOP
from tests.offline.learned.small_rankers import by_score
from text2sql.catalog import LocalText, Measure
from text2sql.types import Attempt, Candidate, Clarify, LinkedSchema, LinkedTable, LinkedValue, Question
from text2sql.writers.offline import OfflineWriter
from text2sql.writers.offline.learned.answering import LearnedWriter, is_bare
from text2sql.writers.offline.learned.proposing import Proposed
from text2sql.writers.offline.learned.queries import (
    AnyOf,
    Combined,
    Expression,
    Literal,
    Ordering,
    Predicate,
    Select,
    Star,
)
from text2sql.writers.offline.learned.wording import Wording
from text2sql.writers.offline.representation import ColumnRef

NAME, CITY = Expression(ColumnRef("customers", "name")), Expression(ColumnRef("customers", "city"))
SEOUL = Predicate(CITY, "=", Literal("서울"))
NAMES_IN_SEOUL, HOW_MANY = Select((NAME,), where=SEOUL), Select((Expression(Star("customers"), "count"),), where=SEOUL)
SQL = "SELECT name FROM customers WHERE city = '서울'"
COUNT = "SELECT COUNT(*) AS customers_count FROM customers WHERE city = '서울'"
LINKED = LinkedSchema(
    SHOP,
    tuple(LinkedTable(table, 1.0, tuple(column.name for column in table.columns)) for table in SHOP.tables),
    SHOP.joins,
    (LinkedValue("customers", "city", "서울", "서울", 1.0),),
    (),
    whole=True,
)


class Beam:
    """Proposes what it was given, and remembers what it was asked."""

    def __init__(self, *queries):
        self.queries = queries
        self.asked, self.warmed = [], []

    def propose(self, text, catalog, found, beams=8):
        self.asked.append(text)
        return tuple(Proposed(query, score) for query, score in self.queries)

    def warm(self, catalog):
        self.warmed.append(catalog.database)


def sure(threshold):
    """A ranker that believes 0.9 of what the network gives a score above -1, and 0.2 of the rest."""
    return by_score(0.2, 0.9, threshold)


def asked(text="names of customers in 서울", language="en"):
    return Question(text, language, date(2026, 11, 21))


def written(beam, ranker, rules=(), failed=frozenset(), workbench=None):
    return LearnedWriter(beam, ranker).write(asked(), LINKED, rules, failed, workbench or FakeWorkbench())


def test_the_surest_is_answered_with_its_probability_and_reading():
    (candidate,) = written(Beam((NAMES_IN_SEOUL, -0.2), (HOW_MANY, -2.0)), sure(0.8))
    assert candidate.sql == SQL
    assert candidate.confidence == pytest.approx(0.9)
    assert "서울" in candidate.reading
    assert candidate.literals_found == ("customers.city = '서울'",)


def test_two_readings_are_offered_when_none_is_sure_enough():
    bench = FakeWorkbench(results={SQL: (("Kim",),), COUNT: ((3,),)})
    found = written(Beam((NAMES_IN_SEOUL, -0.2), (HOW_MANY, -2.0)), sure(0.95), workbench=bench)
    assert isinstance(found, Clarify)
    assert not found.sure
    assert [each.sql for each in found.readings] == [SQL, COUNT]


def test_what_contradicts_the_question_is_offered_and_not_answered():
    beam = Beam((NAMES_IN_SEOUL, -0.2))
    question = asked("share of customers in 서울")
    found = LearnedWriter(beam, sure(0.8)).write(question, LINKED, (), frozenset(), FakeWorkbench())
    assert isinstance(found, Clarify)
    assert [each.sql for each in found.readings] == [SQL]
    always = LearnedWriter(beam, sure(0.8), "always").write(question, LINKED, (), frozenset(), FakeWorkbench())
    assert isinstance(always, tuple)


def test_nothing_that_runs_is_nothing():
    bench = FakeWorkbench(problems={SQL: "No."})
    assert written(Beam((NAMES_IN_SEOUL, -0.2)), sure(0.8), workbench=bench) is None
    assert written(Beam((NAMES_IN_SEOUL, -0.2)), sure(0.8), failed=frozenset({SQL})) is None


def test_a_reading_of_the_rules_keeps_its_own_words():
    rules = (Candidate("SELECT 1", "한 개", 0.9, "grammar", intent="{}"),)
    (candidate,) = written(Beam(), sure(0.8), rules)
    assert (candidate.reading, candidate.intent) == ("한 개", "{}")


def test_only_schemas_nobody_described_are_bare():
    orders = SHOP.tables[1]
    assert is_bare(SHOP)
    measured = replace(orders, measures=(Measure("revenue", "SUM(amount)"),))
    labelled = replace(orders, label=LocalText(ko="주문"))
    for table in (measured, labelled):
        assert not is_bare(replace(SHOP, tables=(SHOP.tables[0], table)))


def test_the_writer_asks_the_network_about_bare_schemas_and_not_about_described_ones():
    beam = Beam((NAMES_IN_SEOUL, -0.2))
    writer = OfflineWriter(lambda: LearnedWriter(beam, sure(0.8)))
    (candidate,) = writer.write(asked(), LINKED, (), FakeWorkbench())
    assert candidate.sql == SQL
    described = replace(SHOP, tables=(replace(SHOP.tables[0], label=LocalText(ko="고객")), *SHOP.tables[1:]))
    writer.write(asked(), replace(LINKED, catalog=described), (), FakeWorkbench())
    assert len(beam.asked) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [("지난달에 가입한 고객 이름", "ko"), ("names of customers in 서울 who joined last month", "en")],
)
def test_what_the_network_was_not_trained_on_is_left_to_the_rules(text, language):
    beam = Beam((NAMES_IN_SEOUL, -0.2))
    OfflineWriter(lambda: LearnedWriter(beam, sure(0.8))).write(asked(text, language), LINKED, (), FakeWorkbench())
    assert beam.asked == []


def test_a_year_is_a_value_like_any_other():
    beam = Beam((NAMES_IN_SEOUL, -0.2))
    writer = OfflineWriter(lambda: LearnedWriter(beam, sure(0.8)))
    writer.write(asked("names of customers who joined in 2014"), LINKED, (), FakeWorkbench())
    assert len(beam.asked) == 1


def test_sql_that_the_gate_sent_back_is_not_proposed_again():
    beam = Beam((NAMES_IN_SEOUL, -0.2), (HOW_MANY, -0.5))
    writer = OfflineWriter(lambda: LearnedWriter(beam, sure(0.8)))
    question = asked("customers in 서울")
    (first,) = writer.write(question, LINKED, (), FakeWorkbench())
    (second,) = writer.write(question, LINKED, (Attempt(first, "No."),), FakeWorkbench())
    assert (first.sql, second.sql) == (SQL, COUNT)


def test_rehearsing_reads_the_schema_and_runs_nothing():
    beam = Beam((NAMES_IN_SEOUL, -0.2))
    OfflineWriter(lambda: LearnedWriter(beam, sure(0.8))).rehearse(asked(), LINKED)
    assert (beam.warmed, beam.asked) == (["shop"], [])


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_piece_of_a_query_is_told(language):
    orders = Expression(Star("orders"), "count")
    many = Predicate(orders, ">", Literal(3))
    grouped = Select(
        (CITY, orders), where=AnyOf((SEOUL, Predicate(CITY, "is null"))), group=(CITY.operand,), having=many,
        order=(Ordering(orders, descending=True),), limit=5,
    )  # fmt: skip
    told = Wording(language).reading(grouped)
    for piece in ("customers.city", "orders", "서울", "3", "5"):
        assert piece in told
    nested = Predicate(
        Expression(ColumnRef("orders", "amount")), ">", Select((Expression(ColumnRef("orders", "amount"), "avg"),))
    )
    assert "amount" in Wording(language).reading(Select((Expression(Star("orders")),), where=nested))
    assert "∩" in Wording(language).reading(Combined("intersect", NAMES_IN_SEOUL, HOW_MANY))

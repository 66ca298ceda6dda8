"""Questions in line for one pipeline: who asked first is answered first, and who has had enough leaves the line."""

from dataclasses import replace
from datetime import date
from threading import Event

import pytest

from tests.fakes import FakeKnowledge, FakeWarehouse, FakeWriter
from tests.offline.shop import SHOP
from tests.ui.conftest import CANDIDATE
from text2sql.conversations.memory import MemoryConversations
from text2sql.errors import QueryFailed
from text2sql.pipeline import Pipeline
from text2sql.stages.checking import Checker
from text2sql.types import Answered, Question, Reading
from ui.turns import OpenPage, Wanted
from ui.working import Working

TODAY = date(2026, 11, 21)


@pytest.fixture
def opened():
    warehouse = FakeWarehouse((("서울", 3),), ("region", "customers_count"))
    writer = FakeWriter(*[(CANDIDATE,)] * 20)
    pipeline = Pipeline(FakeKnowledge(SHOP, ()), writer, warehouse, Checker(SHOP))
    return OpenPage("shop", pipeline, TODAY, lambda text: Question(text, "ko", TODAY))


def in_line(opened, count):
    """Questions that were asked one after the other while the pipeline was busy, and the order of their answers."""
    answered = []

    def asks(number):
        def question(text):
            answered.append(number)
            return opened.question(text)

        return Working(Wanted("지역별 고객 수"), replace(opened, question=question), "", "ko").start()

    asked = []
    for number in range(count):
        asked.append(asks(number))
        while len(opened.waiting) <= number:
            assert not asked[-1].done.wait(0.001)
    return asked, answered


def test_who_asked_first_is_answered_first(opened):
    with opened.lock:
        asked, answered = in_line(opened, 12)
    assert all(each.done.wait(30) for each in asked)
    assert answered == list(range(12))
    assert all(isinstance(each.outcome, Answered) for each in asked)
    assert not opened.lock.locked() and not opened.waiting


def test_a_stopped_question_leaves_the_line_wherever_it_stands(opened):
    with opened.lock:
        asked, answered = in_line(opened, 4)
        for each in (asked[0], asked[2]):
            each.stop()
            assert each.done.wait(30)
        assert opened.waiting == [asked[1], asked[3]]
    assert all(each.done.wait(30) for each in asked)
    assert answered == [1, 3]


def test_a_query_that_was_interrupted_is_no_turn_to_be_kept(opened):
    begun, ended = Event(), Event()

    class Interrupted(FakeWarehouse):
        def run(self, sql, limits):
            begun.set()
            assert ended.wait(30)
            raise QueryFailed("The query needs more memory than it may use.")

    pipeline = replace(opened.pipeline, warehouse=Interrupted((), ("region",)))
    store = MemoryConversations()
    slow = replace(opened, pipeline=pipeline, store=store, interrupt=ended.set)
    working = Working(Wanted("지역별 고객 수", Reading("SQL", CANDIDATE.sql)), slow, "one", "ko").start()
    assert begun.wait(30)
    working.stop()
    assert working.done.wait(30)
    assert isinstance(working.outcome, str) and "stopped" in working.outcome
    assert not store.turns("one") and not opened.lock.locked()

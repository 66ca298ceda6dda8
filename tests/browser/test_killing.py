"""kill -9 of the server in the middle of an answer: no conversation is lost, and none is half-written."""

import shutil
import sqlite3
from contextlib import ExitStack, closing

import pytest
from websockets.exceptions import ConnectionClosed

from tests.browser.serving import served
from tests.browser.talking import Visitor
from text2sql.conversations.sqlite import SqliteConversations

QUESTIONS = ("서울 고객은 몇 명이야?", "by grade", "부산만", "월별로", "How many orders were there last month?")


@pytest.fixture
def folder(shop, tmp_path):
    return shutil.copytree(shop, tmp_path / "shop")


def kept(page, conversation):
    return SqliteConversations(page.conversations).turns(conversation)


def sound(page):
    with closing(sqlite3.connect(page.conversations)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_killed_in_the_middle_of_an_answer(folder):
    shown = []
    with served(folder) as page, Visitor(page.address) as visitor:
        visitor.open()
        shown = [visitor.ask(question).headlines()[-1] for question in QUESTIONS[:2]]
        conversation = visitor.conversation
        visitor.begin(QUESTIONS[2])
        visitor.first_sign()
        page.kill()
        with pytest.raises(ConnectionClosed):
            visitor.seen()
    assert sound(page)
    before = kept(page, conversation)
    assert [turn.question for turn in before][:2] == list(QUESTIONS[:2])
    assert len(before) in (2, 3)
    assert all(turn.sql and turn.summary and turn.status == "answered" for turn in before)

    with served(folder) as page, Visitor(page.address, conversation=conversation) as visitor:
        taken_up = visitor.open()
        assert all(any(told in text.replace("\\", "") for text in taken_up.texts()) for told in shown)
        visitor.ask(QUESTIONS[2])
        assert [turn.question for turn in kept(page, conversation)][-1] == QUESTIONS[2]
    assert [turn.question for turn in kept(page, conversation)][:2] == list(QUESTIONS[:2])


def test_killed_again_and_again_at_any_moment(folder):
    """Several people at once; what the page has shown as answered is kept, whenever the end comes."""
    shown: dict[str, list[str]] = {}
    for moment in range(2):
        with served(folder) as page, ExitStack() as tabs:
            visitors = [tabs.enter_context(Visitor(page.address)) for _ in range(4)]
            for visitor in visitors:
                visitor.open()
            for number in range(moment + 1):
                for visitor in visitors:
                    visitor.begin(QUESTIONS[number])
                for visitor in visitors:
                    visitor.seen()
                    shown.setdefault(visitor.conversation, []).append(QUESTIONS[number])
            for visitor in visitors:
                visitor.begin(QUESTIONS[-1])
            visitors[moment].first_sign()
            page.kill()
        assert sound(page)
        for conversation, questions in shown.items():
            turns = [turn.question for turn in kept(page, conversation)]
            assert turns[: len(questions)] == questions
            assert turns[len(questions) :] in ([], [QUESTIONS[-1]])
    assert len(shown) == 8

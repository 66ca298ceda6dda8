"""A conversation on a terminal: follow-ups, readings chosen by number, stops, completion."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import pytest

from tests.fakes import FakeKnowledge, FakeWarehouse, FakeWriter
from tests.offline.shop import SHOP
from text2sql.catalog import SampleQuery
from text2sql.commands.talking import Talk, completer_of
from text2sql.conversations.memory import MemoryConversations
from text2sql.conversations.sqlite import SqliteConversations
from text2sql.language import detect_language
from text2sql.pipeline import Pipeline
from text2sql.stages.checking import Checker
from text2sql.types import Answered, Clarify, Question, Reading
from text2sql.writers.offline import OfflineWriter


@dataclass
class Opened:
    pipeline: Pipeline
    knowledge: FakeKnowledge

    def question(self, text):
        return Question(text, detect_language(text), date(2026, 11, 21))


def talk(*lines, writer=None, warehouse=None):
    """What was answered to some lines, and what the conversation keeps of it."""
    knowledge, writer = FakeKnowledge(SHOP), writer or OfflineWriter()
    follower = writer if isinstance(writer, OfflineWriter) else None
    pipeline = Pipeline(knowledge, writer, warehouse or FakeWarehouse(), Checker(SHOP), follower=follower)
    store, answers, left = MemoryConversations(), [], list(lines)

    def read(prompt):
        if not left:
            raise EOFError
        line = left.pop(0)
        if line is KeyboardInterrupt:
            raise KeyboardInterrupt
        return line

    Talk(Opened(pipeline, knowledge), store, "c", lambda answer, folded: answers.append(answer)).run(read)
    return answers, store.turns("c")


def test_questions_follow_each_other_until_the_end_of_the_input(capsys):
    answers, turns = talk("지난달 매출은?", "  ", KeyboardInterrupt, "앱만")
    assert [each.status for each in answers] == ["answered", "answered"]
    assert "orders.channel = 'app'" in answers[1].sql.text
    assert [turn.question for turn in turns] == ["지난달 매출은?", "앱만"]
    assert turns[1].standalone_question in capsys.readouterr().err


def test_a_number_chooses_a_reading():
    by_sql = Reading("고객의 이름", "SELECT name FROM customers")
    in_words = Reading("주문 수", question="주문 수는?")
    asked_back = Clarify("어느 쪽인가요?", (by_sql, in_words))
    answers, turns = talk("이름", "1", "3", writer=FakeWriter(asked_back, asked_back))
    assert isinstance(answers[1], Answered) and "customers" in answers[1].sql.text
    assert [turn.question for turn in turns] == ["이름", "1", "3"]


class Stopped(FakeWarehouse):
    def run(self, sql, limits):
        raise KeyboardInterrupt


class Broken(FakeWarehouse):
    def introspect(self, on_progress):
        raise NotImplementedError

    def dry_run(self, sql):
        from text2sql.errors import WarehouseError

        raise WarehouseError("The warehouse is gone. Start it again.")


@pytest.mark.parametrize(("warehouse", "said"), [(Stopped(), "멈췄습니다"), (Broken(), "warehouse is gone")])
def test_what_ends_an_answer_does_not_end_the_conversation(warehouse, said, capsys):
    answers, turns = talk("지난달 매출은?", "지난달 주문 수", warehouse=warehouse)
    assert (answers, turns) == ([], ())
    assert capsys.readouterr().err.count(said) == 2


def test_names_and_approved_questions_are_completed():
    samples = [SampleQuery("a", ("지난달 지역별 매출", "revenue by region"), "SELECT 1")]
    completer = completer_of(SHOP, samples, lambda: "")
    assert completer.completions("카테", "지난달 카테") == ["카테고리"]
    assert "지역별 매출" in completer.completions("지", "지난달 지")[-1]
    assert "revenue by region" in completer.completions("rev", "rev")
    assert completer.completions("", "") == []


@pytest.fixture
def place(tmp_path):
    """A folder with a file of sales, described, for a follow-up edits what the rules read; and a process there."""
    (tmp_path / "sales.csv").write_text("city,amount\n서울,1\n부산,2\n서울,4\n", "utf-8")
    (tmp_path / "text2sql.toml").write_text("[databases.sales]\nlocation = 'sales.csv'\n", "utf-8")
    (tmp_path / "schemas" / "sales").mkdir(parents=True)
    (tmp_path / "schemas" / "sales" / "sales.yaml").write_text("table: sales\nlabel: {en: sales, ko: 판매}\n", "utf-8")
    return {
        "args": [sys.executable, "-m", "text2sql.cli", "ask", "-d", "sales", "--conversation", "c"],
        "cwd": tmp_path,
        "env": {**os.environ, "TEXT2SQL_DATA_FOLDER": str(tmp_path / "data"), "TERM": "xterm", "COLUMNS": "120"},
    }


@contextmanager
def terminal(place):
    """A conversation on a terminal of its own; gives what types a line and tells all that is shown until the next."""
    keyboard, screen = pty.openpty()
    process = subprocess.Popen(**place, stdin=screen, stdout=screen, stderr=screen, start_new_session=True)
    os.close(screen)

    def typed(keys):
        os.write(keyboard, keys.encode())
        return until_prompt(keyboard)

    try:
        until_prompt(keyboard)
        yield typed
        os.write(keyboard, b"\x04")
        assert process.wait(timeout=60) == 0
    finally:
        process.kill()
        process.wait()
        os.close(keyboard)


def until_prompt(keyboard):
    """What is shown until the prompt stands there alone, the echo of what was typed included."""
    shown, last = b"", time.monotonic() + 120
    while not re.search(r"\n(?:\x1b\[\?2004h)?\r?> $", shown.decode(errors="ignore")):
        left = last - time.monotonic()
        assert left > 0 and select.select([keyboard], [], [], left)[0], shown.decode(errors="ignore")
        shown += os.read(keyboard, 4096)
    return shown.decode(errors="ignore")


def test_a_terminal_gets_a_conversation_with_completion_and_what_was_typed_before(place):
    with terminal(place) as typed:
        assert "how many sales by city?" in typed("how many sa\t by ci\t?\n")
        assert "Read as a follow-up: number of sales" in typed("only 서울\n")
    with terminal(place) as typed:  # another process, another day
        typed("\x1b[A\b\b부산\n")
    kept = SqliteConversations(place["cwd"] / "data" / "conversations.sqlite").turns("c")
    assert [turn.question for turn in kept] == ["how many sales by city?", "only 서울", "only 부산"]
    assert "'부산'" in kept[2].sql and "'서울'" not in kept[2].sql


def test_without_a_terminal_a_question_is_needed(place):
    piped = subprocess.run(**place, input=b"", capture_output=True, check=False)
    assert piped.returncode == 2 and "There is no question" in piped.stderr.decode()

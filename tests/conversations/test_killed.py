"""A process that is killed in the middle of an answer: the conversation is as it was, and goes on."""

import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

from tests.fakes import FakeKnowledge, FakeWarehouse
from tests.offline.shop import SHOP
from text2sql.chat import remembered
from text2sql.conversations.sqlite import SqliteConversations
from text2sql.pipeline import Pipeline
from text2sql.stages.checking import Checker
from text2sql.types import Answered, Question
from text2sql.writers.offline import OfflineWriter

CLONE = Path(__file__).parents[2]
ANSWERS = """
import sys
from pathlib import Path
from tests.conversations.test_killed import Endless, ask

ask(Path(sys.argv[1]), "그중 앱만", Endless(sys.argv[2]))
"""


class Endless(FakeWarehouse):
    """Says where an answer has come to and never gets any further."""

    def __init__(self, stage):
        super().__init__()
        self.stage = stage

    def _stopped_at(self, stage):
        if stage == self.stage:
            print(stage, flush=True)
            signal.pause()

    def dry_run(self, sql):
        self._stopped_at("dry_run")
        return super().dry_run(sql)

    def run(self, sql, limits):
        self._stopped_at("run")
        return super().run(sql, limits)


def ask(path, text, warehouse=None):
    writer = OfflineWriter()
    pipeline = Pipeline(FakeKnowledge(SHOP), writer, warehouse or FakeWarehouse(), Checker(SHOP), follower=writer)
    question = Question(text, "ko", date(2026, 11, 21))
    return remembered(pipeline, SqliteConversations(path), "c", question, lambda step: None)[0]


def test_nothing_is_lost_and_nothing_half_written(tmp_path):
    path = tmp_path / "conversations.sqlite"
    ask(path, "지난달 매출은?")
    before = SqliteConversations(path).turns("c")
    for stage in ("dry_run", "run"):
        command = [sys.executable, "-c", ANSWERS, path, stage]
        with subprocess.Popen(command, cwd=CLONE, stdout=subprocess.PIPE, text=True) as answering:
            assert answering.stdout.readline().strip() == stage
            answering.send_signal(signal.SIGKILL)
        assert answering.returncode == -signal.SIGKILL
        assert SqliteConversations(path).turns("c") == before
    answer = ask(path, "그중 앱만")
    assert isinstance(answer, Answered) and "orders.channel = 'app'" in answer.sql.text
    assert [turn.question for turn in SqliteConversations(path).turns("c")] == ["지난달 매출은?", "그중 앱만"]

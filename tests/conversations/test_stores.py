"""The contract of every conversation store."""

import sqlite3
import subprocess
import sys

import pytest

from text2sql.conversations.memory import MemoryConversations
from text2sql.conversations.sqlite import SqliteConversations
from text2sql.errors import KnowledgeError
from text2sql.types import Turn


def turn(number):
    return Turn(f"질문 {number}", f"독립 질문 {number}", "SELECT 1" if number % 2 else None, f"답 {number}", "answered")


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path):
    return (
        MemoryConversations() if request.param == "memory" else SqliteConversations(tmp_path / "새 폴더" / "c.sqlite")
    )


def test_turns_come_back_in_order(store):
    for number in range(3):
        store.append("회의 '1'", turn(number))
    assert store.turns("회의 '1'") == tuple(map(turn, range(3)))
    assert store.turns("unknown") == ()


def test_conversations_come_most_recently_used_first(store):
    for name in ("a", "b", "a"):
        store.append(name, turn(1))
    assert store.conversations() == ("a", "b")


def test_several_processes_lose_nothing(tmp_path):
    path = tmp_path / "c.sqlite"
    code = (
        "import sys; from pathlib import Path; from text2sql.conversations.sqlite import SqliteConversations as S;"
        "from text2sql.types import Turn\n"
        "for n in range(20): S(Path(sys.argv[1])).append('c', Turn(f'{sys.argv[2]}-{n}', 's', None, 'x', 'declined'))"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(path), str(number)]) for number in range(3)]
    assert [each.wait() for each in running] == [0, 0, 0]
    questions = [each.question for each in SqliteConversations(path).turns("c")]
    assert sorted(questions) == sorted(f"{process}-{number}" for process in range(3) for number in range(20))


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(KnowledgeError, match="TEXT2SQL_DATA_FOLDER"):
        SqliteConversations(tmp_path / "file" / "c.sqlite").append("c", turn(1))


def test_a_file_of_an_earlier_version_is_brought_up_to_date(tmp_path):
    path = tmp_path / "c.sqlite"
    with sqlite3.connect(path) as old:
        old.execute(
            "CREATE TABLE turns (number INTEGER PRIMARY KEY, conversation TEXT, question TEXT, "
            "standalone_question TEXT, sql TEXT, summary TEXT, status TEXT)"
        )
        old.execute("INSERT INTO turns VALUES (1, 'c', '질문', '질문', NULL, '답', 'declined')")
    old.close()
    store = SqliteConversations(path)
    store.append("c", Turn("다음", "다음", "SELECT 1", "답", "answered", 0.02))
    assert [each.cost_usd for each in store.turns("c")] == [0.0, 0.02]

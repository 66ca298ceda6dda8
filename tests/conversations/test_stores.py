"""The contract of every conversation store."""

import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from text2sql.conversations.memory import MemoryConversations
from text2sql.conversations.sqlite import SqliteConversations
from text2sql.errors import KnowledgeError
from text2sql.types import Carried, Reading, Turn


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


FULL = replace(
    turn(1),
    cost_usd=None,
    columns=("지역", "net_revenue"),
    asked_at=datetime(2026, 11, 21, 9, 30, tzinfo=UTC),
    carried=(Carried("period", "지난달"), Carried("measure", "매출", removable=False)),
    dropped=(Carried("filter", "서울"),),
    intent='{"is": "Representation"}',
    readings=(
        Reading("순매출", "SELECT 1", intent='{"is": "Parsed"}'),
        Reading("주문 수", question="주문 수는?"),
        Reading("전체", "SELECT 2", costly=True),
    ),
)


def test_all_of_a_turn_comes_back(store):
    store.append("c", FULL)
    assert store.turns("c") == (FULL,)


def test_a_list_tells_what_each_conversation_was_about(store):
    store.append("a", turn(1))
    store.append("b", FULL)
    store.append("a", replace(turn(2), cost_usd=0.5, asked_at=FULL.asked_at))
    first, second = store.listed()
    assert (first.id, first.title, first.turns, first.cost_usd) == ("a", "질문 1", 2, 0.5)
    assert first.last_used == FULL.asked_at
    assert (second.id, second.cost_usd) == ("b", None), "a price that is not known makes the sum unknown"


@pytest.mark.parametrize(
    ("words", "found"), [("매출", ["가"]), ("ＶＩＰ 서울", ["가"]), ("별 customers", ["나"]), ("서울 customers", [])]
)
def test_words_are_found_in_any_turn_any_case_and_inside_words(store, words, found):
    store.append("가", replace(turn(1), question="지난달 서울 매출은?"))
    store.append("가", replace(turn(2), summary="vip 고객이 가장 많습니다."))
    store.append("나", replace(turn(3), question="등급별 고객 수", summary="Gold: 3 Customers"))
    assert [each.id for each in store.listed(words)] == found


def test_a_conversation_is_renamed_and_forgotten(store):
    store.append("a", turn(1))
    store.rename("a", "월간 보고")
    assert [each.title for each in store.listed("월간")] == ["월간 보고"]
    store.rename("a", "")
    assert [each.title for each in store.listed()] == ["질문 1"]
    store.delete("a")
    store.delete("unknown")
    assert (store.listed(), store.turns("a")) == ((), ())


WRITES_FOREVER = """
import sys
from pathlib import Path
from text2sql.conversations.sqlite import SqliteConversations
from text2sql.types import Turn
store = SqliteConversations(Path(sys.argv[1]))
for number in range(100_000):
    store.append("c", Turn(f"질문 {number}", "독립", "SELECT " + "1," * 20_000 + str(number), "답", "answered"))
    print(number, flush=True)
"""


def test_a_process_that_is_killed_loses_no_turn_and_leaves_none_half_written(tmp_path):
    path = tmp_path / "c.sqlite"
    for times in range(1, 4):
        with subprocess.Popen(
            [sys.executable, "-c", WRITES_FOREVER, path], stdout=subprocess.PIPE, text=True
        ) as writing:
            told = [int(writing.stdout.readline()) for _ in range(3 * times)]
            writing.send_signal(signal.SIGKILL)
            told += [int(line) for line in writing.stdout if line.endswith("\n")]
        store = SqliteConversations(path)
        turns = store.turns("c")
        # One more may have been written and not told.
        assert len(turns) in (len(told), len(told) + 1)
        assert all(each.sql.endswith(f",{number}") and len(each.sql) > 40_000 for number, each in enumerate(turns))
        store.delete("c")

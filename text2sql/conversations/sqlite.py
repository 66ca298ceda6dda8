"""Conversations in one SQLite file (write-ahead log, safe for several processes).

A turn is one row, written in one transaction once it is answered: a process that dies before leaves nothing of it.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from text2sql.conversations.searching import said_in, wanted_words
from text2sql.errors import KnowledgeError
from text2sql.interfaces import Conversation
from text2sql.types import Carried, Reading, Turn

_SCHEMA = """
CREATE TABLE IF NOT EXISTS turns (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation TEXT NOT NULL,
    question TEXT NOT NULL,
    standalone_question TEXT NOT NULL,
    sql TEXT,
    summary TEXT NOT NULL,
    status TEXT NOT NULL,
    cost_usd REAL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS turns_by_conversation ON turns (conversation, number);
CREATE TABLE IF NOT EXISTS titles (conversation TEXT PRIMARY KEY, title TEXT NOT NULL);
"""
_LATER = {
    "cost_usd": "REAL DEFAULT 0",
    "columns": "TEXT NOT NULL DEFAULT '[]'",
    "asked_at": "TEXT",
    "carried": "TEXT NOT NULL DEFAULT '[]'",
    "dropped": "TEXT NOT NULL DEFAULT '[]'",
    "intent": "TEXT NOT NULL DEFAULT ''",
    "readings": "TEXT NOT NULL DEFAULT '[]'",
}
"""Columns that files of earlier versions lack."""
_FIELDS = f"question, standalone_question, sql, summary, status, {', '.join(_LATER)}"
_WAIT_SECONDS = 10.0


class SqliteConversations:
    """Keeps turns in ``path``; each call opens its own connection, so threads and processes may share it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        """All turns, oldest first; none for an unknown conversation."""
        with self._open() as connection:
            rows = connection.execute(
                f"SELECT {_FIELDS} FROM turns WHERE conversation = ? ORDER BY number", (conversation,)
            ).fetchall()
        return tuple(map(_turn, rows))

    def append(self, conversation: str, turn: Turn) -> None:
        """Add a turn; it is on disk when this returns."""
        values = (conversation, *_values(turn))
        places = ", ".join("?" * len(values))
        with self._open() as connection:
            connection.execute(f"INSERT INTO turns (conversation, {_FIELDS}) VALUES ({places})", values)
            connection.commit()

    def conversations(self) -> tuple[str, ...]:
        """Ids, most recently used first."""
        with self._open() as connection:
            rows = connection.execute(
                "SELECT conversation FROM turns GROUP BY conversation ORDER BY MAX(number) DESC"
            ).fetchall()
        return tuple(str(row[0]) for row in rows)

    def listed(self, words: str = "") -> tuple[Conversation, ...]:
        """Conversations in which all the words stand, in any case and any turn, most recently used first."""
        wanted = wanted_words(words)
        with self._open() as connection:
            connection.create_function("said_in", 1, lambda text: said_in(text, wanted), deterministic=True)
            rows = connection.execute(_LIST).fetchall()
        return tuple(
            Conversation(str(name), str(title), int(turns), _time(last), None if unknown else float(cost))
            for name, title, turns, last, cost, unknown in rows
        )

    def rename(self, conversation: str, title: str) -> None:
        """Give it a title of its own; an empty one makes it its first question again."""
        with self._open() as connection:
            connection.execute("DELETE FROM titles WHERE conversation = ?", (conversation,))
            if title:
                connection.execute("INSERT INTO titles VALUES (?, ?)", (conversation, title))
            connection.commit()

    def delete(self, conversation: str) -> None:
        """Forget it with all its turns, their bytes in the file too; unknown ids are ignored."""
        with self._open() as connection:
            connection.execute("DELETE FROM turns WHERE conversation = ?", (conversation,))
            connection.execute("DELETE FROM titles WHERE conversation = ?", (conversation,))
            connection.commit()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=_WAIT_SECONDS)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA secure_delete = ON")
                connection.executescript(_SCHEMA)
                _bring_up_to_date(connection)
                yield connection
        except (OSError, sqlite3.Error) as error:
            raise KnowledgeError(
                f"Conversations cannot be kept in {self._path} ({error}). Set data_folder or TEXT2SQL_DATA_FOLDER to a "
                "folder that can be written."
            ) from error


_LIST = """
SELECT conversation, coalesce(title, first), turns, last, cost, unknown
FROM (
    SELECT
        t.conversation AS conversation,
        (SELECT title FROM titles WHERE titles.conversation = t.conversation) AS title,
        (SELECT f.question FROM turns AS f WHERE f.conversation = t.conversation ORDER BY f.number LIMIT 1) AS first,
        count(*) AS turns,
        max(t.number) AS newest,
        max(t.asked_at) AS last,
        total(t.cost_usd) AS cost,
        max(t.cost_usd IS NULL) AS unknown,
        group_concat(t.question || char(10) || t.standalone_question || char(10) || t.summary, char(10)) AS said
    FROM turns AS t
    GROUP BY t.conversation
)
WHERE said_in(coalesce(title, '') || char(10) || said)
ORDER BY newest DESC
"""


def _values(turn: Turn) -> tuple[str | float | None, ...]:
    return (
        turn.question,
        turn.standalone_question,
        turn.sql,
        turn.summary,
        turn.status,
        turn.cost_usd,
        json.dumps(turn.columns, ensure_ascii=False),
        turn.asked_at.isoformat() if turn.asked_at else None,
        _chips(turn.carried),
        _chips(turn.dropped),
        turn.intent,
        _offers(turn.readings),
    )


def _turn(row: tuple[str, ...]) -> Turn:
    question, standalone, sql, summary, status, cost, columns, asked_at, carried, dropped, intent, readings = row
    return Turn(
        question=question,
        standalone_question=standalone,
        sql=sql,
        summary=summary,
        status=status,  # type: ignore[arg-type]  # only what a Turn held was ever written
        cost_usd=None if cost is None else float(cost),
        columns=tuple(json.loads(columns)),
        asked_at=_time(asked_at),
        carried=_read_chips(carried),
        dropped=_read_chips(dropped),
        intent=intent,
        readings=_read_offers(readings),
    )


def _offers(readings: tuple[Reading, ...]) -> str:
    told = [[each.text, each.sql, each.question, each.costly, each.intent] for each in readings]
    return json.dumps(told, ensure_ascii=False)


def _read_offers(text: str) -> tuple[Reading, ...]:
    return tuple(
        Reading(text, sql, question=question, costly=costly, intent="".join(intent))
        for text, sql, question, costly, *intent in json.loads(text)  # earlier versions kept no intent
    )


def _chips(chips: tuple[Carried, ...]) -> str:
    return json.dumps([[each.kind, each.label, each.removable] for each in chips], ensure_ascii=False)


def _read_chips(text: str) -> tuple[Carried, ...]:
    return tuple(Carried(kind, label, removable) for kind, label, removable in json.loads(text))


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Add what files of earlier versions lack."""
    known = {str(row[1]) for row in connection.execute("PRAGMA table_info(turns)")}
    for name, kind in _LATER.items():
        if name in known:
            continue
        try:
            connection.execute(f"ALTER TABLE turns ADD COLUMN {name} {kind}")
        except sqlite3.OperationalError as error:
            if "duplicate column" not in str(error):  # another process was faster
                raise

"""Conversations in one SQLite file (write-ahead log, safe for several processes)."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple
from pathlib import Path

from text2sql.errors import KnowledgeError
from text2sql.types import Turn

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
"""
_WAIT_SECONDS = 10.0


class SqliteConversations:
    """Keeps turns in ``path``; each call opens its own connection, so threads and processes may share it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        """All turns, oldest first; none for an unknown conversation."""
        with self._open() as connection:
            rows = connection.execute(
                "SELECT question, standalone_question, sql, summary, status, cost_usd FROM turns "
                "WHERE conversation = ? ORDER BY number",
                (conversation,),
            ).fetchall()
        return tuple(Turn(*row) for row in rows)

    def append(self, conversation: str, turn: Turn) -> None:
        """Add a turn; it is on disk when this returns."""
        with self._open() as connection:
            connection.execute(
                "INSERT INTO turns (conversation, question, standalone_question, sql, summary, status, cost_usd) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (conversation, *astuple(turn)),
            )
            connection.commit()

    def conversations(self) -> tuple[str, ...]:
        """Ids, most recently used first."""
        with self._open() as connection:
            rows = connection.execute(
                "SELECT conversation FROM turns GROUP BY conversation ORDER BY MAX(number) DESC"
            ).fetchall()
        return tuple(str(row[0]) for row in rows)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=_WAIT_SECONDS)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(_SCHEMA)
                _bring_up_to_date(connection)
                yield connection
        except (OSError, sqlite3.Error) as error:
            raise KnowledgeError(
                f"Conversations cannot be kept in {self._path} ({error}). Set data_folder or TEXT2SQL_DATA_FOLDER to a "
                "folder that can be written."
            ) from error


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Add what files of earlier versions lack."""
    known = {str(row[1]) for row in connection.execute("PRAGMA table_info(turns)")}
    if "cost_usd" not in known:
        try:
            connection.execute("ALTER TABLE turns ADD COLUMN cost_usd REAL DEFAULT 0")
        except sqlite3.OperationalError as error:
            if "duplicate column" not in str(error):  # another process was faster
                raise

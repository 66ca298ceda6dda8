"""Proposals in one SQLite file (write-ahead log), which several processes may share."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from text2sql.errors import KnowledgeError

Verdict = Literal["good", "bad"]
Status = Literal["open", "approved", "rejected"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS proposals (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    database TEXT NOT NULL,
    question TEXT NOT NULL,
    sql TEXT NOT NULL,
    reading TEXT NOT NULL,
    verdict TEXT NOT NULL,
    comment TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at TEXT NOT NULL,
    status TEXT NOT NULL,
    settled_by TEXT NOT NULL,
    file TEXT NOT NULL
)
"""
_FIELDS = "number, database, question, sql, reading, verdict, comment, proposed_by, proposed_at, status, file"
_WAIT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a person thought of an answer. It holds no rows."""

    database: str
    question: str
    """Complete: what a follow-up left out is in it."""
    sql: str
    reading: str = ""
    """How the question was read."""
    verdict: Verdict = "good"
    comment: str = ""
    proposed_by: str = ""
    proposed_at: datetime | None = None
    """None until it is kept."""
    status: Status = "open"
    file: str = ""
    """The sample file it became; empty until it is approved."""
    number: int = 0
    """0 until it is kept."""


class Proposals:
    """Keeps proposals in ``path``; each call opens its own connection."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, proposal: Proposal) -> int:
        """Keep a proposal and give its number; it is on disk when this returns."""
        values = (
            proposal.database,
            proposal.question,
            proposal.sql,
            proposal.reading,
            proposal.verdict,
            proposal.comment,
            proposal.proposed_by,
            (proposal.proposed_at or datetime.now(UTC)).isoformat(timespec="seconds"),
            proposal.status,
        )
        with self._open() as connection:
            added = connection.execute(
                f"INSERT INTO proposals ({_FIELDS.removeprefix('number, ')}, settled_by)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '', '')",
                values,
            )
            connection.commit()
        return int(added.lastrowid or 0)

    def change(self, number: int, verdict: Verdict, comment: str) -> None:
        """The person thinks differently, or says why; what is settled stays as it is."""
        with self._open() as connection:
            connection.execute(
                "UPDATE proposals SET verdict = ?, comment = ? WHERE number = ? AND status = 'open'",
                (verdict, comment, number),
            )
            connection.commit()

    def withdraw(self, number: int) -> None:
        """The person takes it back; what is settled stays as it is."""
        with self._open() as connection:
            connection.execute("DELETE FROM proposals WHERE number = ? AND status = 'open'", (number,))
            connection.commit()

    def settle(self, number: int, status: Status, settled_by: str, file: str = "") -> bool:
        """Approve or reject an open proposal; False when somebody else was faster."""
        with self._open() as connection:
            changed = connection.execute(
                "UPDATE proposals SET status = ?, settled_by = ?, file = ? WHERE number = ? AND status = 'open'",
                (status, settled_by, file, number),
            )
            connection.commit()
        return changed.rowcount == 1

    def listed(self, database: str, status: Status = "open") -> tuple[Proposal, ...]:
        """Proposals for a database, the oldest first."""
        with self._open() as connection:
            rows = connection.execute(
                f"SELECT {_FIELDS} FROM proposals WHERE database = ? AND status = ? ORDER BY number", (database, status)
            ).fetchall()
        return tuple(map(_proposal, rows))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=_WAIT_SECONDS)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute(_SCHEMA)
                yield connection
        except (OSError, sqlite3.Error) as error:
            raise KnowledgeError(
                f"Proposals cannot be kept in {self._path} ({error}). Set data_folder or TEXT2SQL_DATA_FOLDER to a "
                "folder that can be written."
            ) from error


def _proposal(row: tuple[str, ...]) -> Proposal:
    number, database, question, sql, reading, verdict, comment, by, at, status, file = row
    assert verdict in get_args(Verdict) and status in get_args(Status), "only what a Proposal held was ever written"
    return Proposal(
        database=database,
        question=question,
        sql=sql,
        reading=reading,
        verdict="good" if verdict == "good" else "bad",
        comment=comment,
        proposed_by=by,
        proposed_at=datetime.fromisoformat(at),
        status="open" if status == "open" else "approved" if status == "approved" else "rejected",
        file=file,
        number=int(number),
    )

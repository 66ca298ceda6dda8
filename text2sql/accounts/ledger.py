"""Money spent on models, by day, in one SQLite file that several processes share; and when it is enough."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from text2sql.errors import BudgetExceeded, KnowledgeError
from text2sql.usage import Usage

_SCHEMA = """
CREATE TABLE IF NOT EXISTS days (
    day TEXT PRIMARY KEY,
    calls INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    cache_read_tokens INTEGER NOT NULL,
    cache_write_tokens INTEGER NOT NULL,
    cost_usd REAL NOT NULL
)
"""
_ADD = """
INSERT INTO days VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (day) DO UPDATE SET
    calls = calls + excluded.calls,
    input_tokens = input_tokens + excluded.input_tokens,
    output_tokens = output_tokens + excluded.output_tokens,
    cache_read_tokens = cache_read_tokens + excluded.cache_read_tokens,
    cache_write_tokens = cache_write_tokens + excluded.cache_write_tokens,
    cost_usd = cost_usd + excluded.cost_usd
"""
_WAIT_SECONDS = 10.0


def _today() -> date:
    return datetime.now(UTC).date()


class Ledger:
    """A :class:`~text2sql.interfaces.Spending` over a file. Days are UTC, as AWS bills them.

    A call whose price is not known counts its tokens and no money: a budget in money cannot hold it, so while a budget
    is set the prices of the models in use must be known.
    """

    def __init__(
        self,
        path: Path,
        usd_per_question: float | None = None,
        usd_per_day: float | None = None,
        today: Callable[[], date] = _today,
    ) -> None:
        """Keep the account in ``path``; None means that a budget is not set."""
        self._path = path
        self._per_question = usd_per_question
        self._per_day = usd_per_day
        self._today = today

    def check(self, spent: Usage) -> None:
        """Whether one more call may be made.

        Raises:
            BudgetExceeded: the question or the day has used its money up, or what it costs is not known.
        """
        if self._per_question is None and self._per_day is None:
            return
        if spent.cost_usd is None:
            raise BudgetExceeded(
                "A budget is set and the price of the model is not known. Name a file with its price as `prices` under "
                "[model]."
            )
        if self._per_question is not None and spent.cost_usd >= self._per_question:
            raise BudgetExceeded(
                f"This question has used its budget of ${self._per_question:g}. Ask something smaller, use a cheaper "
                "strategy, or raise `usd_per_question` under [model]."
            )
        if self._per_day is not None and (self.day(self._today()).cost_usd or 0.0) >= self._per_day:
            raise BudgetExceeded(
                f"Today's budget of ${self._per_day:g} is used up (days are UTC). Use --model offline until tomorrow, "
                "or raise `usd_per_day` under [model]."
            )

    def add(self, usage: Usage) -> None:
        """A call was made; it is on disk when this returns."""
        row = (
            self._today().isoformat(),
            usage.calls,
            usage.input_tokens,
            usage.output_tokens,
            usage.cache_read_tokens,
            usage.cache_write_tokens,
            usage.cost_usd or 0.0,
        )
        with self._open() as connection:
            connection.execute(_ADD, row)
            connection.commit()

    def day(self, day: date) -> Usage:
        """What was spent on a day."""
        with self._open() as connection:
            row = connection.execute("SELECT * FROM days WHERE day = ?", (day.isoformat(),)).fetchone()
        return _usage(row) if row else Usage()

    def days(self) -> tuple[tuple[date, Usage], ...]:
        """All days on which a model was called, the newest first."""
        with self._open() as connection:
            rows = connection.execute("SELECT * FROM days ORDER BY day DESC").fetchall()
        return tuple((date.fromisoformat(row[0]), _usage(row)) for row in rows)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=_WAIT_SECONDS)) as connection:
                connection.execute(_SCHEMA)
                yield connection
        except (OSError, sqlite3.Error) as error:
            raise KnowledgeError(
                f"What models cost cannot be noted in {self._path} ({error}). Set data_folder or TEXT2SQL_DATA_FOLDER "
                "to a folder that can be written."
            ) from error


def _usage(row: tuple[str, int, int, int, int, int, float]) -> Usage:
    _, calls, read, written, cache_read, cache_write, cost = row
    return Usage(calls, read, written, cost, cache_read, cache_write)

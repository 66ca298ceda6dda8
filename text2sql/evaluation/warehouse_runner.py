"""Runs the queries of an own set where the questions are asked: through the gate, on the warehouse itself.

Gold and predictions are held to the same policies, so what is compared is what the person who asks would see.
"""

from text2sql.errors import Text2SqlError
from text2sql.evaluation.opening import OpenDatabases
from text2sql.evaluation.types import Execution
from text2sql.types import Limits, Rejected


class WarehouseRunner:
    """Runs SQL on opened databases; their checkers must allow as many rows as are to be compared."""

    def __init__(self, databases: OpenDatabases, limits: Limits) -> None:
        """Take the databases, opened under the cases' names, and what one query may use."""
        self._databases = databases
        self._limits = limits

    def run(self, database: str, sql: str) -> Execution:
        """What the warehouse says; what goes wrong is told in ``problem``, never raised."""
        try:
            with self._databases.lent(database) as opened:
                checked = opened.checker.check(sql)
                if isinstance(checked, Rejected):
                    return Execution((), (), 0.0, checked.problem)
                table = opened.warehouse.run(checked, self._limits)
        except Text2SqlError as error:
            return Execution((), (), 0.0, str(error))
        columns = tuple(column.name for column in table.columns)
        return Execution(columns, table.rows, table.seconds, truncated=table.truncated, row_count=len(table.rows))

    def seconds(self, database: str, sql: str) -> float | None:
        """How long it takes this time; None when it fails."""
        execution = self.run(database, sql)
        return None if execution.problem else execution.seconds

    def dialect(self, database: str) -> str:
        """The dialect of a database's SQL; DuckDB's when it cannot be opened, and then nothing of it ran."""
        try:
            with self._databases.lent(database) as opened:
                return opened.warehouse.dialect
        except Text2SqlError:
            return "duckdb"

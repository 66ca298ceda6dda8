"""Sockets filled with what a test wants: nothing here knows a vendor."""

from text2sql.errors import QueryFailed
from text2sql.types import LinkedValue, Plan, ResultColumn, ResultTable


class FakeKnowledge:
    """A catalog and samples; every sample is found by every question."""

    def __init__(self, catalog, samples=(), values=()):
        self.catalog = catalog
        self.samples = tuple(samples)
        self.found: tuple[LinkedValue, ...] = tuple(values)

    def nearest(self, kind, text, count):
        return self.matching(kind, text, count)

    def matching(self, kind, text, count):
        from text2sql.types import Hit

        if kind == "sample":
            return tuple(Hit(sample.id, 1.0) for sample in self.samples)[:count]
        if kind == "table":
            return tuple(Hit(table.name, 1.0) for table in self.catalog.tables)[:count]
        return ()

    def values(self, text, count):
        return tuple(value for value in self.found if value.words in text)[:count]


class FakeWarehouse:
    """Answers every query with the same rows; refuses those that hold a word of ``refused``."""

    dialect = "duckdb"

    def __init__(self, rows=((1,),), columns=("n",), refused=(), fails_running=()):
        self.rows, self.columns = tuple(rows), tuple(columns)
        self.refused, self.fails_running = refused, fails_running
        self.ran: list[str] = []

    def dry_run(self, sql):
        for word in self.refused:
            if word in sql.text:
                raise QueryFailed(f"The warehouse refuses {word}.")
        return Plan(estimated_rows=len(self.rows))

    def run(self, sql, limits):
        for word in self.fails_running:
            if word in sql.text:
                raise QueryFailed(f"{word} failed while running.")
        self.ran.append(sql.text)
        columns = tuple(ResultColumn(name, "BIGINT") for name in self.columns)
        return ResultTable(columns, self.rows[: limits.rows], len(self.rows) > limits.rows, 0.0)

    def introspect(self, on_progress):
        raise NotImplementedError

    def close(self):
        pass


class FakeWriter:
    """Gives out what it was told to, one reply a call, and remembers the attempts it was shown."""

    name = "fake"
    model = None

    def __init__(self, *replies):
        self.replies = list(replies)
        self.seen = []

    def write(self, question, linked, attempts):
        self.seen.append(attempts)
        return self.replies.pop(0)

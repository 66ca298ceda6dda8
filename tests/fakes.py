"""Sockets filled with what a test wants: nothing here knows a vendor."""

from text2sql.errors import QueryFailed
from text2sql.prompting import Allowance
from text2sql.types import LinkedValue, Plan, ResultColumn, ResultTable, Trial


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
    strategy = ""

    def __init__(self, *replies):
        self.replies = list(replies)
        self.seen = []

    def write(self, question, linked, attempts, workbench):
        self.seen.append(attempts)
        return self.replies.pop(0)

    def rehearse(self, question, linked):
        pass


class FakeWorkbench:
    """Tries nothing out: every SQL is planned and returns one row, unless ``problems`` says what is wrong with it."""

    def __init__(self, knowledge=None, problems=(), results=()):
        self.knowledge = knowledge
        self.allowance = Allowance()
        self.problems, self.results = dict(problems), dict(results)
        self.calls, self.words, self.tried = [], [], []

    def plan(self, sql):
        return Trial(sql, self.problems.get(sql, ""), plan=Plan())

    def run(self, sql):
        self.tried.append(sql)
        if sql in self.problems:
            return Trial(sql, self.problems[sql])
        rows = self.results.get(sql, ((1,),))
        columns = tuple(ResultColumn(f"c{at}", "BIGINT") for at in range(len(rows[0]) if rows else 1))
        return Trial(sql, plan=Plan(), result=ResultTable(columns, tuple(rows), False, 0.0), fingerprint=repr(rows))

    def may_call(self):
        pass

    def called(self, call):
        self.calls.append(call)

    def said(self, text, purpose):
        self.words.append(text)

"""Whether follow-ups are told from questions of their own without a model: SParC's and CoSQL's development sessions.

The label comes from the data alone. The first turn of a session is independent. A later turn is independent when its
gold query reads no table of the gold query before it (a change of topic), else a follow-up. That is kind to SParC,
whose later turns mostly need the ones before, and unkind to CoSQL, where many later turns are complete questions over
the same tables: there "follow-up" is the label and "independent" is as right an answer.

Each data set is measured twice: session by session, where a first turn has nothing before it, and with all sessions
over a database in one long conversation, where a first turn has to be recognised as a change of topic. Run with
``-s`` for the figures.
"""

import json
import re
import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from datetime import date
from functools import cache

import pytest

from tests.linking.test_spider import BENCH
from text2sql.evaluation.linking.data import read_linking_data
from text2sql.stages.recalling import references
from text2sql.types import LinkedValue
from text2sql.writers.offline.bases import tables_of
from text2sql.writers.offline.following import without
from text2sql.writers.offline.mentions import annotate
from text2sql.writers.offline.subjects import is_follow_up
from text2sql.writers.offline.writer import OfflineWriter

pytestmark = [
    pytest.mark.bench_data,
    pytest.mark.skipif(not BENCH.is_dir(), reason=f"the benchmark data is not at {BENCH}; set TEXT2SQL_BENCH"),
]
TODAY = date(2026, 11, 21)
LONGEST = 5


@cache
def catalogs():
    return read_linking_data(BENCH / "spider").catalogs


class Database:
    """A catalog with the values of its text columns."""

    def __init__(self, schema):
        name = schema["db_id"]
        self.catalog = catalogs()[name]
        self.lexicon, self.parser = OfflineWriter()._for(self.catalog)
        self.values = defaultdict(list)
        path = f"file:{BENCH}/spider/database/{name}/{name}.sqlite?mode=ro"
        with closing(sqlite3.connect(path, uri=True)) as connection:
            connection.text_factory = lambda text: text.decode(errors="ignore")
            for table in self.catalog.tables:
                for column in table.columns:
                    if column.kind == "text":
                        rows = connection.execute(f'SELECT DISTINCT "{column.name}" FROM "{table.name}" LIMIT 3000')
                        for (value,) in rows:
                            if len(str(value or "").strip()) > 2:
                                found = (table.name, column.name, str(value).strip())
                                self.values[found[2].casefold()].append(found)

    def linked(self, text):
        words = [match.span() for match in re.finditer(r"\w+", text)]
        for first in range(len(words)):
            for last in range(first, min(first + LONGEST, len(words))):
                said = text[words[first][0] : words[last][1]]
                for table, column, value in self.values.get(said.casefold(), ()):
                    yield LinkedValue(table, column, value, said, 1.0)

    def follows(self, text, near):
        reference = references(text)
        left = without(text, reference)
        values = tuple(self.linked(left))
        read = (annotate(left, self.lexicon, values, TODAY, longest=longest) for longest in (LONGEST, 1))
        return is_follow_up(*read, reference, near)


def measured(name, in_one_conversation):
    """Right and wrong by label."""
    sessions = defaultdict(list)
    for session in json.loads((BENCH / name / "dev.json").read_text("utf-8")):
        sessions[session["database_id"]].append(session["interaction"])
    schemas = {each["db_id"]: each for each in json.loads((BENCH / "spider" / "tables.json").read_text("utf-8"))}
    counts = Counter()
    for database_name, interactions in sessions.items():
        database, near = Database(schemas[database_name]), None
        for turns in interactions:
            near = near if in_one_conversation else None
            for at, turn in enumerate(turns):
                tables = tables_of(turn["query"], database.parser)
                said = near is not None and database.follows(" ".join(turn["utterance"].split()), near)
                label = "first" if at == 0 else "follow-up" if tables & near else "change of topic"
                counts[label, said == (label == "follow-up")] += 1
                near = tables
    return counts


# Floors only go up.
@pytest.mark.parametrize(
    ("name", "in_one_conversation", "floor"),
    [("sparc", False, 0.90), ("sparc", True, 0.83), ("cosql", False, 0.74), ("cosql", True, 0.66)],
)
def test_follow_ups_are_told_from_questions_of_their_own(name, in_one_conversation, floor):
    counts = measured(name, in_one_conversation)
    right = sum(count for (_, is_right), count in counts.items() if is_right) / counts.total()
    how = "one conversation" if in_one_conversation else "session by session"
    print(f"\n{name}, {how}: {right:.1%} of {counts.total()} turns;", dict(counts))
    assert right >= floor

"""A small SQLite file that nobody described, and a pipeline over it whose network proposes what a test wants."""

import sqlite3
from datetime import date

from tests.fakes import FakeKnowledge
from tests.offline.learned.small_rankers import by_score
from text2sql.chat import remembered
from text2sql.conversations.memory import MemoryConversations
from text2sql.language import detect_language
from text2sql.pipeline import Pipeline
from text2sql.stages.checking import Checker
from text2sql.types import LinkedValue, Question
from text2sql.writers.offline import OfflineWriter
from text2sql.writers.offline.learned.answering import LearnedWriter
from text2sql.writers.offline.learned.features import DIMENSIONS, WordVectors
from text2sql.writers.offline.learned.glossing import Glossary
from text2sql.writers.offline.learned.parsing import Proposed
from text2sql.writers.offline.learned.queries import Expression, Star
from text2sql.writers.offline.representation import ColumnRef

TABLES = """
create table stadium (stadium_id integer primary key, name text, location text, capacity integer);
create table singer (singer_id integer primary key, name text, country text, age integer);
create table concert (concert_id integer primary key, concert_name text, year integer,
    stadium_id integer references stadium (stadium_id));
create table singer_in_concert (concert_id integer references concert (concert_id),
    singer_id integer references singer (singer_id), primary key (concert_id, singer_id));
"""
STADIUMS = [(1, "Raith Park", "Kirkcaldy", 10104), (2, "Somerset Hall", "Ayr", 11998), (3, "Hampden", "Glasgow", 52500)]
SINGERS = [
    (1, "Joe Sharp", "Netherlands", 52), (2, "Timbaland", "Korea", 32), (3, "Justin Brown", "France", 29),
    (4, "Rose White", "France", 41), (5, "John Nizinik", "France", 43), (6, "Ann Berg", "Netherlands", 25),
]  # fmt: skip
CONCERTS = [(1, "Auditions", 2014, 1), (2, "Bootcamp", 2014, 2), (3, "Home Visits", 2015, 2), (4, "Finals", 2015, 2)]
TOGETHER = [(1, 2), (1, 3), (2, 3), (2, 5), (3, 5), (3, 4), (4, 6)]
VALUES = (
    *(LinkedValue("singer", "country", value, value, 1.0) for value in ("France", "Netherlands", "Korea")),
    LinkedValue("stadium", "location", "Ayr", "Ayr", 1.0),
)
SAME = {
    "나이": "age",
    "older": "age",
    "oldest": "age",
    "국가": "country",
    "가수": "singer",
    "프랑스": "France",
    "콘서트": "concert",
}
TODAY = date(2026, 11, 21)

NAME, AGE, COUNTRY = (Expression(ColumnRef("singer", each)) for each in ("name", "age", "country"))
SINGERS_COUNTED, CONCERTS_COUNTED = (Expression(Star(each), "count") for each in ("singer", "concert"))


def column(table, name):
    return Expression(ColumnRef(table, name))


def make(path):
    with sqlite3.connect(path) as made:
        made.executescript(TABLES)
        for table, rows in (
            ("stadium", STADIUMS), ("singer", SINGERS), ("concert", CONCERTS), ("singer_in_concert", TOGETHER)
        ):  # fmt: skip
            made.executemany(f"insert into {table} values ({', '.join('?' * len(rows[0]))})", rows)
    made.close()


def embedded(texts):
    """Words with the same meaning have the same vector, others nothing in common."""
    vectors = []
    for text in texts:
        place = sum(map(ord, SAME.get(text, text))) % DIMENSIONS
        vectors.append([float(each == place) for each in range(DIMENSIONS)])
    return vectors


class Beam:
    """Proposes one query for each question it knows."""

    def __init__(self, queries):
        self.queries = queries

    def propose(self, text, catalog, found, beams=8):
        return tuple(Proposed(query, -0.1 - 3 * place) for place, query in enumerate(self.queries.get(text, ())))

    def warm(self, catalog):
        pass


def believing(share, threshold):
    """A ranker that believes the best proposal to this share and the others half as much."""
    return by_score(share / 2, share, threshold)


def talk(warehouse, queries, *questions, share=0.9, threshold=0.5):
    """The answers to the questions of one conversation.

    Args:
        warehouse: over the file of :func:`make`.
        queries: what the network proposes, by question.
        questions: in the order in which they are asked.
        share: how likely it is right.
        threshold: from which probability on it is answered.
    """
    catalog = warehouse.introspect(lambda *_: None)
    learned = LearnedWriter(Beam(queries), believing(share, threshold), glossary=Glossary(WordVectors(embedded)))
    writer = OfflineWriter(lambda: learned)
    pipeline = Pipeline(FakeKnowledge(catalog, values=VALUES), writer, warehouse, Checker(catalog), follower=writer)
    store, answers = MemoryConversations(), []
    for text in questions:
        question = Question(text, detect_language(text), TODAY)
        answers.append(remembered(pipeline, store, "c", question, lambda step: None)[0])
    return answers

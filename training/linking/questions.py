"""The training questions that linking learns from, in three wordings, and which columns and tables each one means.

Beside Spider's own words there are Korean ones, and English ones that avoid the words of the schema, for about half of
the questions (``training/parser/wordings``). They teach what Spider's questions, which name their columns, do not.
"""

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from text2sql.catalog import Catalog
from text2sql.evaluation.linking.gold import Gold, gold_of, schema_of
from training.wordings import REWORDINGS, read_wordings

Wording = Literal["spider", "korean", "reworded"]
_SEED = 7


@dataclass(frozen=True, slots=True)
class Asking:
    """One question in one wording."""

    wording: Wording
    database: str
    question: str
    sql: str


def read_askings(spider: Path) -> tuple[Asking, ...]:
    """Every training question in every wording there is.

    Args:
        spider: the folder with ``train_spider.json`` and ``train_others.json``.
    """
    train = json.loads((spider / "train_spider.json").read_text("utf-8"))
    others = json.loads((spider / "train_others.json").read_text("utf-8"))
    found = [Asking("spider", item["db_id"], item["question"], item["query"]) for item in (*train, *others)]
    for wording in REWORDINGS:
        for number, words in read_wordings(wording):
            found.append(Asking(wording, train[number]["db_id"], words, train[number]["query"]))
    return tuple(found)


def drawn(askings: Iterable[Asking], counts: Mapping[Wording, int]) -> list[Asking]:
    """So many questions of each wording, the same ones each time."""
    chance, found = random.Random(_SEED), []
    every = tuple(askings)
    for wording, count in counts.items():
        mine = [each for each in every if each.wording == wording]
        found += chance.sample(mine, min(count, len(mine)))
    return found


def with_gold(askings: Sequence[Asking], catalogs: Mapping[str, Catalog]) -> list[tuple[Asking, Gold]]:
    """The questions whose gold can be read."""
    schemas = {name: schema_of(catalogs[name]) for name in {each.database for each in askings}}
    pairs = [(each, gold_of(each.sql, catalogs[each.database], schemas[each.database])) for each in askings]
    return [(each, gold) for each, gold in pairs if gold is not None]


def pooled_gold(gold: Gold, database: str) -> Gold:
    """Gold with the names that the pool of all databases gives its tables."""
    return Gold(
        frozenset(f"{database}.{table}" for table in gold.tables),
        frozenset((f"{database}.{table}", column) for table, column in gold.columns),
        gold.literals,
    )

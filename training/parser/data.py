"""Spider's questions and our own with their catalogs and the cell values found in them, split by database.

Cell values are searched once and kept, for building 150 value indexes takes minutes.

``wordings/`` has other wordings of about half of the training questions, one for each different query: in Korean, and
in English that avoids the schema's words. They were written for this project from question and query together, and
follow the query where the two disagree.
"""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

from text2sql.catalog import Catalog
from text2sql.corpus.value_building import build_values, values_of
from text2sql.embedders.multilingual import MultilingualEmbedder
from text2sql.evaluation.linking.data import DatabaseValues, read_linking_data
from text2sql.types import LinkedValue
from text2sql.writers.offline.learned.features import WordVectors
from training.parser.made import Purpose, made_catalogs, made_databases, made_questions
from training.wordings import Rewording, read_wordings

Split = Literal[
    "train", "validation", "validation korean", "validation reworded", "validation made", "ranking", "dev", "korean"
]

VALIDATION_DATABASES = 14
_SEED = 20_260
_SPLITS: Mapping[Purpose, Split] = {"training": "train", "validation": "validation made", "ranking": "ranking"}
_VALUES_FOUND = 30


@dataclass(frozen=True, slots=True)
class Example:
    """One question with its gold SQL."""

    id: str
    database: str
    question: str
    gold: str
    split: Split


def read_examples(data: Path, others: bool = True) -> tuple[Example, ...]:
    """Training questions split by database, the development questions, and those in Korean.

    Args:
        data: the folder of the benchmarks, with ``spider`` and ``korean`` in it.
        others: whether to take ``train_others`` (Restaurants, GeoQuery, IMDB, …) for training.
    """
    train = json.loads((data / "spider" / "train_spider.json").read_text("utf-8"))
    names = sorted({item["db_id"] for item in train})
    held = set(random.Random(_SEED).sample(names, VALIDATION_DATABASES))
    found = []
    for number, item in enumerate(train):
        split: Split = "validation" if item["db_id"] in held else "train"
        found.append(Example(f"train/{number}", item["db_id"], item["question"], item["query"], split))
    found += [*_reworded(found, "korean"), *_reworded(found, "reworded")]
    if others:
        rest = json.loads((data / "spider" / "train_others.json").read_text("utf-8"))
        for number, item in enumerate(rest):
            if item["db_id"] not in held:
                found.append(Example(f"others/{number}", item["db_id"], item["question"], item["query"], "train"))
    return (*found, *_made(), *_dev(data))


def _made() -> Iterator[Example]:
    """The questions over invented databases, each in both languages."""
    for asked in made_questions():
        name, split = f"made/{asked.database}/{asked.number}", _SPLITS[asked.purpose]
        for suffix, question in (("", asked.english), ("/korean", asked.korean)):
            yield Example(f"{name}{suffix}", asked.database, question, asked.gold, split)


def _reworded(examples: Sequence[Example], wording: Rewording) -> Iterator[Example]:
    """The same questions in other words."""
    for number, text in read_wordings(wording):
        told = examples[number]
        split: Split = "train" if told.split == "train" else f"validation {wording}"  # type: ignore[assignment]
        yield replace(told, id=f"{told.id}/{wording}", question=text, split=split)


def _dev(data: Path) -> Iterator[Example]:
    dev = json.loads((data / "spider" / "dev.json").read_text("utf-8"))
    by_index = {item["index"]: item for item in dev}
    for item in dev:
        yield Example(f"dev/{item['index']}", item["db_id"], item["question"], item["query"], "dev")
    for line in (data / "korean" / "dev_ko.jsonl").read_text("utf-8").splitlines():
        wording = json.loads(line)
        item = by_index[wording["index"]]
        yield Example(f"korean/{item['index']}", item["db_id"], wording["question_ko"], item["query"], "korean")


def read_catalogs(data: Path) -> Mapping[str, Catalog]:
    """The schemas by database; of Spider's the cleaned names are synonyms."""
    return {**read_linking_data(data / "spider").catalogs, **made_catalogs()}


def found_values(data: Path, kept: Path, examples: Sequence[Example]) -> Mapping[str, tuple[LinkedValue, ...]]:
    """Cell values by question id; what the file ``kept`` does not have yet is searched and added to it."""
    by_id: dict[str, tuple[LinkedValue, ...]] = {}
    if kept.is_file():
        for line in kept.read_text("utf-8").splitlines():
            entry = json.loads(line)
            by_id[entry["id"]] = tuple(LinkedValue(**each) for each in entry["values"])
    missing = [each for each in examples if each.id not in by_id]
    if missing:
        by_id |= {example.id: values for example, values in _searched(data, missing)}
        kept.parent.mkdir(parents=True, exist_ok=True)
        draft = kept.with_suffix(".draft")
        with draft.open("w", encoding="utf-8") as file:
            for name, values in by_id.items():
                file.write(json.dumps({"id": name, "values": [asdict(each) for each in values]}) + "\n")
        draft.rename(kept)
    return by_id


def _searched(data: Path, examples: Sequence[Example]) -> Iterator[tuple[Example, tuple[LinkedValue, ...]]]:
    catalogs = read_catalogs(data)
    databases = {**read_linking_data(data / "spider").databases, **made_databases()}
    by_database: dict[str, list[Example]] = {}
    for example in examples:
        by_database.setdefault(example.database, []).append(example)
    for database, asked in sorted(by_database.items()):
        source = DatabaseValues(databases, database)
        catalog = catalogs[database]
        index = build_values(None, catalog, values_of(catalog, source, lambda *_: None))
        source.close()
        for example in asked:
            yield example, index.find(example.question, _VALUES_FOUND)
        index.close()


def word_vectors() -> WordVectors:
    """Vectors of the embedded default, remembered without a limit that training could reach."""
    embedder = MultilingualEmbedder()
    return WordVectors(lambda texts: embedder.embed(texts, "query"), most=1_000_000)

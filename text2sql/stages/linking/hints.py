"""What speaks for a column beside its name: what its description tells of values, and what is asked for."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from text2sql.catalog import Column
from text2sql.language import lexical_terms
from text2sql.stages.linking.candidates import Candidates
from text2sql.stages.linking.finding import Findings, Found
from text2sql.stages.linking.wording import Wording

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

HINTS = (
    "numbers", "years", "strangers", "valued", "person_asked", "place_asked", "left_unsaid",
    "text_rank", "text_over_table", "part_share", "part_weight", "described_length", "name_words",
    "a_place", "a_date_name", "an_amount", "a_person",
)  # fmt: skip
_BREAKS = re.compile(r"[;:\n\"“”•·=]|\. |, | stands? for | means? | refers? to ")
_PLACES = frozenset((
    "city", "country", "county", "state", "address", "location", "street", "region", "place", "도시", "국가", "주소",
    "지역",
))  # fmt: skip
_DATES = frozenset(("date", "year", "month", "day", "time", "birthday", "created", "날짜", "연도", "일자"))
_AMOUNTS = frozenset((
    "amount", "price", "count", "number", "num", "total", "rate", "score", "percent", "average", "size", "cost", "age",
    "salary", "population", "금액", "가격", "수", "점수",
))  # fmt: skip
_PERSONS = frozenset(("first", "last", "forename", "surname", "person", "user", "owner", "이름", "성명"))


def hints(found: Findings, candidates: Candidates, said: "Floats") -> tuple["Floats", ...]:
    """A number for each column and each name of :data:`HINTS`.

    Args:
        found: the question and what was found for it.
        candidates: the columns.
        said: how much each run of the question's words (a row) is said by each of them.
    """
    asked, size = found.asked, len(candidates.places)
    columns = [column for table in candidates.tables for column in table.columns]
    flags = (
        min(asked.numbers, 3), min(asked.years, 2), min(asked.strangers, 5), len(found.values) > 0,
        asked.wants_person, asked.wants_place, _left_unsaid(found.wording, said),
    )  # fmt: skip
    words = [name_words(column.name, column.synonyms) for column in columns]
    kinds = [[bool(each & kind) for each in words] for kind in (_PLACES, _DATES, _AMOUNTS, _PERSONS)]
    return (
        *(np.full(size, float(flag)) for flag in flags),
        *_text_places(found.columns, candidates),
        *_parts(found, columns),
        np.array([np.log1p(len(column.description.en) + len(column.description.ko)) for column in columns]),
        np.array([min(len(each), 8) for each in words]),
        *(np.array(kind, dtype=np.float32) for kind in kinds),
    )


@lru_cache(maxsize=20_000)
def name_words(name: str, synonyms: tuple[str, ...]) -> frozenset[str]:
    """The words in what a column is called."""
    return frozenset(word for each in (name, *synonyms) for word in each.replace("_", " ").lower().split())


def _left_unsaid(wording: Wording, said: "Floats") -> float:
    """The share of the question's words that no candidate says."""
    words = said[: wording.words]
    if not words.size:
        return 1.0
    weights = wording.weights[: len(words)]
    return float((weights * (1 - words.max(axis=1))).sum() / (weights.sum() or 1.0))


def _text_places(hits: Found, candidates: Candidates) -> tuple["Floats", "Floats"]:
    behind = np.array([hits.behind.get(f"{table}.{column}", hits.farthest) for table, column in candidates.places])
    rank = np.empty(len(behind))
    rank[np.argsort(-behind, kind="stable")] = np.arange(len(behind))
    best = np.full(int(candidates.owners.max()) + 1, -np.inf)
    np.maximum.at(best, candidates.owners, behind)
    return np.log1p(rank), behind - best[candidates.owners]


def _parts(found: Findings, columns: list[Column]) -> tuple["Floats", "Floats"]:
    """Of the parts of a description, such as what a code means, the one that is said best."""
    wording = found.wording
    rarity = {term: wording.book.rarity(term) * strength for term, strength in wording.strengths.items()}
    whole = sum(rarity.values()) or 1.0
    pairs = [_best_part(column, rarity) for column in columns]
    return np.array([share for share, _ in pairs]), np.array([weight / whole for _, weight in pairs])


def _best_part(column: Column, rarity: Mapping[str, float]) -> tuple[float, float]:
    best = (0.0, 0.0)
    for text in (column.description.en, column.description.ko):
        for part in _terms_of_parts(text) if text else ():
            said = part & rarity.keys()
            if said:
                weight = sum(rarity[term] for term in said)
                best = max(best, (len(said) / len(part) * weight, weight))
    return best


@lru_cache(maxsize=20_000)
def _terms_of_parts(text: str) -> tuple[frozenset[str], ...]:
    parts = (frozenset(lexical_terms(part)) for part in _BREAKS.split(text))
    return tuple(dict.fromkeys(part for part in parts if part))

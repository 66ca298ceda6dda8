"""What speaks for each table of a catalog, as rows of numbers."""

from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import TYPE_CHECKING

import numpy as np

from text2sql.interfaces import Knowledge
from text2sql.stages.linking.abilities import KnowsFamilies, PhraseBook
from text2sql.stages.linking.finding import Findings
from text2sql.stages.linking.scoring import shares, table_of
from text2sql.stages.linking.wording import Wording, alone
from text2sql.types import Hit, LinkedValue

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.int64]

FIRST = (
    "name_share", "name_whole", "name_weight", "name_close", "name_behind",
    "column_share", "column_weight", "whole_columns", "column_close", "column_behind",
    "said", "said_behind", "said_alone", "text_words", "text_behind", "column_words", "column_text_behind", "value",
    "family_words", "family_text", "family_said", "family_said_behind", "family_value",
    "tables", "columns", "joins", "asked", "foreign",
)  # fmt: skip
"""What is told of each table by itself. A share is between 0 and 1; what is behind is 0 for the best, else less."""
SECOND = (
    "first", "first_behind", "first_rank", "neighbour", "next_neighbour", "over_second", "undecided", "neighbour_over",
    "adds", "left_unsaid", "family_behind", "family_odds", "best_family", "family_rank",
)  # fmt: skip
"""What is told of each table beside the others, once each has a first score."""
_FAMILIES_SEARCHED = 40
_MOST_WHOLE, _MOST_VALUE, _MOST_FAMILY_VALUE, _MOST_RANK = 5.0, 3.0, 4.0, 20
_FARTHEST = -15.0


def first_clues(found: Findings, knowledge: Knowledge) -> "Floats":
    """A row for each table of the catalog, with the numbers of :data:`FIRST`."""
    wording, book = found.wording, found.wording.book
    size = len(book.places)
    said = wording.said
    telling = wording.telling(said)[:, None]
    per_table: Floats = (telling * said).sum(axis=0)
    own, family_value = _value_clues(found.values, book, knowledge)
    clues = (
        *_name_clues(wording),
        *_column_name_clues(wording),
        per_table,
        per_table - per_table.max(initial=0.0),
        (telling * alone(said)).sum(axis=0),
        _placed(book, found.tables.words.items()),
        _placed(book, found.tables.behind.items(), found.tables.farthest),
        _placed(book, _of_tables(knowledge, found.columns.words.items())),
        _placed(book, _of_tables(knowledge, found.columns.behind.items()), found.columns.farthest),
        own,
        *_family_clues(found, knowledge),
        family_value,
        np.full(size, log(1 + size)),
        np.log1p(np.diff(book.first_columns)),
        book.join_counts,
        np.full(size, log(1 + len(found.asked.words))),
        np.full(size, wording.foreign),
    )
    return np.stack(clues, axis=1).astype(np.float32)


def second_clues(
    scores: "Floats", said: "Floats", telling: "Floats", beside: Sequence[Sequence[int]], family: "Numbers"
) -> "Floats":
    """A row for each table, with the numbers of :data:`SECOND`.

    Args:
        scores: the first score of each table.
        said: how much each word of the question (a row) is said by each table.
        telling: what each word weighs.
        beside: the places of the tables that each one joins.
        family: the number of each table's family, -1 for none.
    """
    if not len(scores):
        return np.zeros((0, len(SECOND)), dtype=np.float32)
    behind = scores - scores.max()
    order = np.argsort(-scores, kind="stable")
    rank = np.empty(len(scores), dtype=np.int64)
    rank[order] = np.arange(len(scores))
    near = [sorted((float(behind[other]) for other in others), reverse=True)[:2] for others in beside]
    nearest = np.array([each[0] if each else _FARTHEST for each in near])
    following = np.array([each[1] if len(each) > 1 else _FARTHEST for each in near])
    second = behind[order[1]] if len(order) > 1 else 0.0
    clues = (
        scores,
        behind,
        np.minimum(rank, _MOST_RANK),
        np.maximum(nearest, _FARTHEST),
        np.maximum(following, _FARTHEST),
        behind - second,
        np.full(len(scores), np.log(np.exp(behind).sum())),
        np.maximum(nearest - behind, _FARTHEST),
        *_marginal(order, said, telling),
        *_family_places(behind, family),
    )
    return np.stack(clues, axis=1).astype(np.float32)


def _name_clues(wording: Wording) -> tuple["Floats", ...]:
    names = wording.book.table_names
    cover, weight = names.best(np.stack(wording.shares))
    close = names.best(wording.closest[None])[0]
    most = max(wording.shares[1].max(initial=0.0), 1e-6)
    return cover, cover > 0.99, weight / most, close, close - close.max(initial=0.0)


def _column_name_clues(wording: Wording) -> tuple["Floats", ...]:
    names, firsts = wording.book.column_names, wording.book.first_columns
    cover, weight, close = names.best(np.stack((*wording.shares, wording.closest)))
    best = _per_table(close, firsts, np.maximum)
    return (
        _per_table(cover, firsts, np.maximum),
        _per_table(weight, firsts, np.maximum) / max(weight.max(initial=0.0), 1e-6),
        np.minimum(_per_table((cover > 0.99).astype(np.float32), firsts, np.add), _MOST_WHOLE),
        best,
        best - best.max(initial=0.0),
    )


def _per_table(numbers: "Floats", firsts: "Numbers", gather: np.ufunc) -> "Floats":
    """Numbers of columns gathered to one for each table; 0 for a table without columns."""
    found = np.zeros(len(firsts) - 1, dtype=np.float32)
    filled = np.flatnonzero(np.diff(firsts))
    if len(filled):
        found[filled] = gather.reduceat(numbers, firsts[filled])
    return found


def _placed(book: PhraseBook, pairs: Iterable[tuple[str, float]], missing: float = 0.0) -> "Floats":
    """The best score of each table; ``missing`` for those without one."""
    found: dict[int, float] = {}
    for name, score in pairs:
        place = book.places.get(name)
        if place is not None:
            found[place] = max(found.get(place, score), score)
    numbers = np.full(len(book.places), missing, dtype=np.float32)
    numbers[list(found)] = list(found.values())
    return numbers


def _of_tables(knowledge: Knowledge, columns: Iterable[tuple[str, float]]) -> Iterable[tuple[str, float]]:
    places = ((table_of(knowledge.catalog, identity), score) for identity, score in columns)
    return ((name, score) for name, score in places if name)


def _value_clues(values: Iterable[LinkedValue], book: PhraseBook, knowledge: Knowledge) -> tuple["Floats", "Floats"]:
    """Values of each table, and of its family: the fewer places the same words are found in, the more they say."""
    families = knowledge.family_numbers if isinstance(knowledge, KnowsFamilies) else None
    own, shared = np.zeros(len(book.places), dtype=np.float32), np.zeros(len(book.places), dtype=np.float32)
    said: dict[str, dict[int, float]] = {}
    for value in values:
        place = book.places.get(value.table)
        if place is not None:
            tables = said.setdefault(value.words, {})
            tables[place] = max(tables.get(place, 0.0), value.score)
    for tables in said.values():
        for place, score in tables.items():
            own[place] += score / (1 + log(len(tables)))
        if families is not None:
            groups = _best_of(((int(families[place]), score) for place, score in tables.items()))
            for family, score in groups.items():
                if family >= 0:
                    shared[families == family] += score / (1 + log(len(groups)))
    return np.minimum(own, _MOST_VALUE), np.minimum(shared, _MOST_FAMILY_VALUE)


def _family_clues(found: Findings, knowledge: Knowledge) -> tuple["Floats", "Floats", "Floats", "Floats"]:
    """Words, closest text and said words of each table's family."""
    wording = found.wording
    nothing = np.zeros(len(wording.book.places), dtype=np.float32)
    if not isinstance(knowledge, KnowsFamilies) or knowledge.family_numbers.max(initial=-1) < 0:
        return nothing, nothing, nothing, nothing
    numbers = knowledge.family_numbers
    by_words = dict(shares(knowledge.families(found.words, _FAMILIES_SEARCHED), _FAMILIES_SEARCHED))
    places = ((wording.book.places.get(name), cosine) for name, cosine in found.tables.cosines.items())
    closest = _best_of(((int(numbers[place]), score) for place, score in places if place is not None))
    ranked = sorted((Hit(str(family), score) for family, score in closest.items()), key=lambda hit: -hit.score)
    by_text = dict(shares(ranked[:_FAMILIES_SEARCHED]))
    said = _family_said(wording, numbers)
    return (
        _of_families(by_words, numbers),
        _of_families(by_text, numbers),
        said,
        said - said.max(),
    )


def _of_families(scores: Mapping[str, float], numbers: "Numbers") -> "Floats":
    """The score of each table's family; 0 for a table without one."""
    found = np.zeros(int(numbers.max(initial=-1)) + 2, dtype=np.float32)
    for family, score in scores.items():
        if int(family) >= 0:
            found[int(family)] = score
    spread: Floats = found[numbers]
    return spread


def _family_said(wording: Wording, numbers: "Numbers") -> "Floats":
    """How much of the question all tables of a family say together."""
    if not wording.words:
        return np.zeros(len(numbers), dtype=np.float32)
    order = np.argsort(numbers, kind="stable")
    ordered = numbers[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    said: Floats = np.maximum.reduceat(wording.said[:, order], starts, axis=1)
    each = (wording.telling(said)[:, None] * said).sum(axis=0)
    found = np.zeros(len(numbers), dtype=np.float32)
    found[order] = np.repeat(each, np.diff(np.append(starts, len(numbers))))
    found[numbers < 0] = 0.0
    return found


def _best_of(pairs: Iterable[tuple[int, float]]) -> dict[int, float]:
    best: dict[int, float] = {}
    for number, score in pairs:
        best[number] = max(best.get(number, score), score)
    return best


def _marginal(order: "Numbers", said: "Floats", telling: "Floats") -> tuple["Floats", "Floats"]:
    """What each table says of the question that no better one has said, and how much those have left unsaid."""
    ranked = said[:, order]
    before = np.zeros_like(ranked)
    if ranked.shape[1] > 1:
        before[:, 1:] = np.maximum.accumulate(ranked, axis=1)[:, :-1]
    adds, left = np.zeros(len(order), dtype=np.float32), np.zeros(len(order), dtype=np.float32)
    adds[order] = (telling[:, None] * (ranked - before).clip(0)).sum(axis=0)
    left[order] = 1.0 - (telling[:, None] * before).sum(axis=0)
    return adds, left


def _family_places(behind: "Floats", family: "Numbers") -> tuple["Floats", ...]:
    """How each table's family stands: its best table, its share of all odds, whether it is the first, its rank."""
    odds = np.exp(behind)
    best = _best_of(zip(family.tolist(), behind.tolist(), strict=True))
    ranks = {number: rank for rank, number in enumerate(sorted(best, key=lambda each: -best[each]))}
    total: dict[int, float] = {}
    for number, share in zip(family.tolist(), odds.tolist(), strict=True):
        total[number] = total.get(number, 0.0) + share
    whole = float(odds.sum())
    names = family.tolist()
    return (
        np.array([best[number] for number in names]),
        np.array([total[number] / whole for number in names]),
        np.array([ranks[number] == 0 for number in names]),
        np.array([min(ranks[number], _MOST_RANK) for number in names]),
    )

"""Whether question and query agree on what small words call for: or, not, most, each, average.

A network that is taken with names passes over an "or" or a "not" now and then, and its probability does not show it.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from text2sql.writers.offline.learned.queries import (
    AnyOf,
    Combined,
    Condition,
    Literal,
    Predicate,
    Query,
    Select,
    conjuncts,
    expressions,
    predicates,
    selects,
)
from text2sql.writers.offline.learned.values import ValueCandidate
from text2sql.writers.offline.representation import ColumnRef

_NEGATED = ("!=", "not like", "not in", "is null")


@dataclass(frozen=True, slots=True)
class Agreement:
    """For each kind of word 1 where only the query has the construction, -1 where only the question has the word."""

    either: float = 0.0
    negation: float = 0.0
    extreme: float = 0.0
    groups_said: float = 0.0
    distinct: float = 0.0
    average: float = 0.0
    total: float = 0.0
    repeated_values: float = 0.0
    """Texts that the query compares with more often than once."""
    cells_elsewhere: float = 0.0
    """Texts it compares a column with that other columns hold and, as far as is known, this one does not."""
    texts_unused: float = 0.0
    """Quotations and names of the question that the query does not use."""


def agreement(question: str, query: Query, values: Iterable[ValueCandidate]) -> Agreement:
    """The agreement of a question and a query.

    Args:
        question: its words.
        query: a proposal.
        values: the values found in the question.
    """
    found = list(selects(query))
    every = [each for select in found for each in (*predicates(select.where), *predicates(select.having))]
    aggregates = {expression.aggregate for select in found for expression in expressions(select)}
    done = {
        "either": any(_alternatives(select) for select in found) or _combines(query, "union"),
        "negation": any(each.operator in _NEGATED for each in every) or _combines(query, "except"),
        "extreme": bool(aggregates & {"min", "max"}) or any(select.limit is not None for select in found),
        "groups_said": any(select.group for select in found),
        "distinct": any(select.distinct or any(each.distinct for each in expressions(select)) for select in found),
        "average": "avg" in aggregates,
        "total": "sum" in aggregates,
    }
    told = {word: float(is_done) - float(_says(word, question)) for word, is_done in done.items()}
    repeated, elsewhere, unused = _values(every, values)
    return Agreement(**told, repeated_values=repeated, cells_elsewhere=elsewhere, texts_unused=unused)


def _says(word: str, question: str) -> bool:
    return _patterns()[word].search(question.casefold()) is not None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = tomllib.loads(files(__package__).joinpath("small_words.toml").read_text("utf-8"))
    return {
        name: re.compile("|".join((rf"\b(?:{'|'.join(map(re.escape, each['en']))})\b", *map(re.escape, each["ko"]))))
        for name, each in words.items()
    }


def _alternatives(select: Select) -> bool:
    def inside(condition: Condition | None) -> bool:
        return isinstance(condition, AnyOf) or any(
            inside(part) for part in conjuncts(condition) if not isinstance(part, Predicate)
        )

    return inside(select.where) or inside(select.having)


def _combines(query: Query, operator: str) -> bool:
    return isinstance(query, Combined) and (query.operator == operator or _combines(query.right, operator))


def _values(every: Iterable[Predicate], values: Iterable[ValueCandidate]) -> tuple[float, float, float]:
    compared = [
        (each.left.operand, each.right.value.casefold(), each.operator)
        for each in every
        if isinstance(each.right, Literal) and isinstance(each.right.value, str)
    ]
    texts = [text for _, text, _ in compared]
    places: dict[str, set[ColumnRef]] = {}
    said = []
    for value in values:
        if isinstance(value.literal, str):
            places.setdefault(value.literal.casefold(), set()).update(value.places)
            said.append(value)
    elsewhere = sum(
        operator == "=" and bool(places.get(text)) and operand not in places[text]
        for operand, text, operator in compared
    )
    used = {text.strip("%") for text in texts}
    unused = sum(each.source in ("quoted", "name") and str(each.literal).casefold() not in used for each in said)
    return float(len(texts) - len(set(texts))), float(elsewhere), float(unused)

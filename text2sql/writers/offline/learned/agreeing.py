"""Whether question and query agree on what small words call for: or, not, most, each, average.

A network that is taken with names passes over an "or" or a "not" now and then, and its probability does not show it.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from text2sql.catalog import Catalog, Column
from text2sql.language import detect_language, find_periods, tokenize
from text2sql.writers.offline.learned.identifiers import words_of
from text2sql.writers.offline.learned.queries import (
    AnyOf,
    Arithmetic,
    Combined,
    Condition,
    Literal,
    Predicate,
    Query,
    Select,
    comparisons,
    conjuncts,
    expressions,
    mentioned,
    operands,
    selects,
)
from text2sql.writers.offline.learned.values import ValueCandidate
from text2sql.writers.offline.representation import ColumnRef

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_DATES = ("date", "timestamp", "time")
_SAID_BY = {">": "more_than", "<": "less_than", ">=": "at_least", "<=": "at_most"}
_BOUND = re.compile(r"\bat (?:most|least)\b")
_QUESTIONS = 64
"""What is asked of a question alone is asked again for each of its proposals."""
_WINDOW = 24
"""Letters before and after a number in which the words that compare it stand."""
_ASKING = re.compile(
    r"(?:please\s+)?(?:what(?:'s|\s+is|\s+are|\s+was|\s+were)|show(?:\s+me)?|list|find|give(?:\s+me)?|return|tell\s+me|get|"
    r"display|select|provide)\s+(?:all\s+|out\s+)?(?:the\s+|an?\s+)?"
)
_NAMES = ("names_of_shares", "names_of_years")
"""What stands in columns' names, not in questions."""
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
    pattern: float = 0.0
    counted: float = 0.0
    repeated_values: float = 0.0
    """Texts that the query compares with more often than once."""
    cells_elsewhere: float = 0.0
    """Texts it compares a column with that other columns hold and, as far as is known, this one does not."""
    texts_unused: float = 0.0
    """Quotations and names of the question that the query does not use."""
    years_elsewhere: float = 0.0
    """Years of the question that it compares a column with that holds neither dates nor years."""
    years_unused: float = 0.0
    """Years of the question that it does not use."""
    dates_unused: float = 0.0
    """1 where the question says a year, a table in use has dates, and the query compares no date."""
    compared_otherwise: float = 0.0
    """Numbers compared in another way than the words beside them say: "less than 3" as ``<= 3``."""
    extremes_against: float = 0.0
    """1 where the question speaks of the most alone and the query takes the least, or the other way round."""
    names_as_cells: float = 0.0
    """Texts it compares with that are the name of a table or column it uses, or ask for a count: the nurses whose
    position is nurse, the metrics whose unit is count."""
    period_unused: float = 0.0
    """1 where the question names a period ("in October", "Q3 2026") and the query compares nothing that holds time."""
    share_unsaid: float = 0.0
    """1 where the question asks for a share, and the query neither divides nor shows a column of them."""
    parts_said: float = 0.0
    """How many things the question seems to ask for, by the "and" and commas of its list; 0 where it has no list."""
    parts_beyond: float = 0.0
    """How many more columns the query gives than that."""


def agreement(question: str, query: Query, values: Iterable[ValueCandidate], catalog: Catalog) -> Agreement:
    """The agreement of a question and a query.

    Args:
        question: its words.
        query: a proposal.
        values: the values found in the question.
        catalog: says which columns hold dates.
    """
    found, values = list(selects(query)), list(values)
    every = [each for select in found for each in comparisons(select)]
    aggregates = {expression.aggregate for select in found for expression in expressions(select)}
    done = {
        "either": any(_alternatives(select) for select in found) or _combines(query, "union"),
        "negation": any(each.operator in _NEGATED for each in every) or _combines(query, "except"),
        "extreme": bool(aggregates & {"min", "max"}) or any(select.limit is not None for select in found),
        "groups_said": any(select.group for select in found),
        "distinct": any(select.distinct or any(each.distinct for each in expressions(select)) for select in found),
        "average": "avg" in aggregates or _in_a_name("average", found),
        "total": "sum" in aggregates or _in_a_name("total", found),
        "pattern": any("like" in each.operator for each in every),
        "counted": "count" in aggregates,
    }
    told = {word: float(is_done) - float(_says(word, question)) for word, is_done in done.items()}
    repeated, elsewhere, unused = _values(every, values)
    parts = parts_said(question)
    return Agreement(
        **told,
        repeated_values=repeated,
        cells_elsewhere=elsewhere,
        texts_unused=unused,
        **_years(question, every, found, catalog),
        compared_otherwise=float(sum(_otherwise(each, question, values) for each in every)),
        extremes_against=float(_against(question, found)),
        names_as_cells=float(_names_as_cells(found, every)),
        period_unused=float(_names_period(question) and not _compares_time(every, catalog)),
        share_unsaid=float(_says("share", question) and not _divides(found)),
        parts_said=float(parts),
        parts_beyond=float(len(found[0].items) - parts) if parts else 0.0,
    )


@lru_cache(maxsize=_QUESTIONS)
def parts_said(question: str) -> int:
    """How many things a question seems to ask for; 0 where no list of them was found."""
    text = question.casefold().strip(" ?.!")
    if detect_language(question) == "ko":
        begins = max(
            (text.rfind(word) + len(word) for word in _small_words()["end_of_list"]["ko"] if word in text), default=0
        )
        listed, between = text[begins:], _small_words()["between_parts"]["ko"]
        return 1 + sum(listed.count(word) for word in between) if listed else 0
    asked = _ASKING.match(text)
    if asked is None:
        return 0
    ends = _list_end().search(text, asked.end())
    listed = text[asked.end() : ends.start() if ends else len(text)]
    return 1 + len(_between().findall(listed)) if listed.strip() else 0


@cache
def _list_end() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{'|'.join(_small_words()['end_of_list']['en'])})\b")


@cache
def _between() -> re.Pattern[str]:
    # "a, b, and c" has two places between its parts.
    return re.compile(rf",?\s(?:{'|'.join(_small_words()['between_parts']['en'])})\s|,\s")


def _says(word: str, question: str) -> bool:
    return _patterns()[word].search(question.casefold()) is not None


@cache
def _small_words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("small_words.toml").read_text("utf-8"))


@cache
def asking_words() -> frozenset[str]:
    """Words that ask for something rather than name it, in dictionary form: number, count, most."""
    lists = (words for kind, each in _small_words().items() if kind not in _NAMES for words in each.values())
    return frozenset(token.normal for words in lists for word in words for token in tokenize(word))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = _small_words()
    return {
        name: re.compile("|".join((rf"\b(?:{'|'.join(map(re.escape, each['en']))})\b", *map(re.escape, each["ko"]))))
        for name, each in words.items()
    }


def _years(question: str, every: Sequence[Predicate], found: Sequence[Select], catalog: Catalog) -> dict[str, float]:
    said = set(_YEAR.findall(question))
    if not said:
        return {}
    used, elsewhere, dated = set(), 0, False
    for each in every:
        literals = each.right if isinstance(each.right, tuple) else (each.right,)
        years = {year for one in literals if isinstance(one, Literal) for year in _YEAR.findall(str(one.value))}
        column = column_of(each.left.operand, catalog)
        used |= years
        dated |= column is not None and column.kind in _DATES
        elsewhere += bool(years & said) and column is not None and not _holds_years(column)
    tables = filter(None, (catalog.table(name) for select in found for name in mentioned(select)))
    has_dates = any(column.kind in _DATES for table in tables for column in table.columns)
    return {
        "years_elsewhere": float(elsewhere),
        "years_unused": float(len(said - used)),
        "dates_unused": float(has_dates and not dated),
    }


@lru_cache(maxsize=_QUESTIONS)
def _names_period(question: str) -> bool:
    # Which day it is does not matter for whether a period is named.
    return bool(find_periods(question, date(2000, 1, 1)))


def _compares_time(every: Iterable[Predicate], catalog: Catalog) -> bool:
    columns = (column_of(each.left.operand, catalog) for each in every)
    return any(column is not None and _holds_years(column) for column in columns)


def _in_a_name(kind: str, found: Iterable[Select]) -> bool:
    """Whether a column in use is such a figure by its name: ``average_attendance``."""
    names = frozenset((*_small_words()[kind]["en"], *_small_words()[kind]["ko"]))
    columns = (each for select in found for expression in expressions(select) for each in operands(expression))
    return any(isinstance(each, ColumnRef) and not names.isdisjoint(words_of(each.column)) for each in columns)


def _divides(found: Sequence[Select]) -> bool:
    """Whether a query divides, or uses a column that holds shares by its name."""
    operated = (expression.operand for select in found for expression in expressions(select))
    divided = any(isinstance(each, Arithmetic) and each.operator == "/" for each in operated)
    return divided or _in_a_name("names_of_shares", found)


def column_of(operand: object, catalog: Catalog) -> Column | None:
    """What the catalog says about an operand; None where it is no column, or none that is known."""
    table = catalog.table(operand.table) if isinstance(operand, ColumnRef) else None
    return table.column(operand.column) if table is not None and isinstance(operand, ColumnRef) else None


def _holds_years(column: Column) -> bool:
    return column.kind in _DATES or not _year_names().isdisjoint(words_of(column.name))


@cache
def _year_names() -> frozenset[str]:
    words = _small_words()["names_of_years"]
    return frozenset((*words["en"], *words["ko"]))


def _otherwise(predicate: Predicate, question: str, values: Iterable[ValueCandidate]) -> bool:
    if predicate.operator not in _SAID_BY or not isinstance(predicate.right, Literal):
        return False
    text = question.casefold()
    for value in values:
        if value.start >= 0 and value.literal == predicate.right.value and not isinstance(value.literal, str):
            before, after = text[max(0, value.start - _WINDOW) : value.start], text[value.end : value.end + _WINDOW]
            said = {kind for kind in _SAID_BY.values() if _stands_beside(kind, before, after)}
            if said:
                return _SAID_BY[predicate.operator] not in said
    return False


def _stands_beside(kind: str, before: str, after: str) -> bool:
    words = _small_words()[kind]
    ahead = rf"\b(?:{'|'.join(map(re.escape, words['en']))})\W+(?:\w+\W+)?$"
    behind = rf"^\W*\w{{0,8}}?\W?(?:{'|'.join(map(re.escape, (*words['after'], *words['ko'])))})"
    return re.search(ahead, before) is not None or re.search(behind, after) is not None


def _against(question: str, found: Iterable[Select]) -> bool:
    bare = _BOUND.sub("", question.casefold())
    highest, lowest = _says("highest", bare), _says("lowest", bare)
    if highest == lowest:
        return False
    taken = []
    for select in found:
        taken += [order.descending for order in select.order if select.limit is not None]
        taken += [each.aggregate == "max" for each in expressions(select) if each.aggregate in ("min", "max")]
    return bool(taken) and highest not in taken


def _names_as_cells(found: Iterable[Select], every: Iterable[Predicate]) -> int:
    names = {" ".join(words_of(table.rpartition(".")[2])) for select in found for table in mentioned(select)}
    names |= {
        " ".join(words_of(each.left.operand.column)) for each in every if isinstance(each.left.operand, ColumnRef)
    }
    names |= {*_small_words()["counted"]["en"]}  # "Count the metrics" is not about the unit "count".
    texts = [each.right.value for each in every if isinstance(each.right, Literal) and each.operator == "="]
    return sum(isinstance(text, str) and " ".join(words_of(text)) in names for text in texts)


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

"""Which figures a question asks for, what they are broken down by, and which of them it wants the most of."""

import re
from dataclasses import replace

from text2sql.catalog import NamedFilter, Table
from text2sql.language import GrainMention
from text2sql.writers.offline.carded import total_of
from text2sql.writers.offline.counts import count
from text2sql.writers.offline.drafts import Draft, Word, display_column, is_absent, key_column
from text2sql.writers.offline.lexicon import plain_key
from text2sql.writers.offline.quotients import take_quotient
from text2sql.writers.offline.representation import (
    ColumnRef,
    Dimension,
    Exists,
    Function,
    GrainName,
    Measurement,
    Named,
)

_ONCE_BEFORE = re.compile(r"한\s?(?:번|개|건)이라도\s*$")
_ONCE_AFTER = re.compile(r"\s*(?:at least once|even once)\b", re.IGNORECASE)
_BY_WHERE = re.compile(r"\b(?:by|per) where\b", re.IGNORECASE)
_WHERE = re.compile(
    r"\b(?:where|by which route|via which)\b[^,.;?]*$|(?:어디|어느\s?(?:경로|채널))(?:에서|서|로|를 통해)?[^,.?]*$",
    re.I,
)
_AVERAGES_OVER_TIME: dict[str, GrainName] = {"avg_day": "day", "avg_week": "week", "avg_month": "month"}
_HOW_MUCH = re.compile(r"\s*(?:and |so )?how (?:much|many)\b", re.IGNORECASE)
_DAYS = ("일", "일자", "날짜", " date", " day")
"""How names of columns end that say the day: 주문일별 is by day, 가입별 by month."""
_FUNCTIONS: dict[str, Function] = {"sum": "sum", "avg": "avg", "max": "max", "min": "min", "median": "median"}


def read_figures(draft: Draft) -> None:
    """Measures, counts and aggregates; marks the words they are made of as used."""
    said: dict[str, int] = {}
    for word in [*draft.unused("measure")]:
        if is_absent(draft, word) or _is_only_there(draft, word):
            continue  # "products never sold", 한 번이라도 팔린 상품
        name = word.meaning.measure.name if word.meaning.measure else ""
        between = draft.words[said.get(name, word.position) : word.position]
        if any(each.kind in ("filter", "value") for each in between) and not any(draft.unused("ranking")):
            draft.doubt(1.2, word.mention.text)  # the same figure of two kinds of rows, or one of the other
        said[name] = word.position
        word.used = True
        assert word.meaning.measure is not None
        figure = Measurement(word.meaning.table, "measure", measure=word.meaning.measure)
        if figure not in draft.figures:
            draft.figures.append(figure)
    take_quotient(draft, [word for word in draft.words if word.kind == "measure" and word.mention.grouped])
    for word in [*draft.unused("cue")]:
        if word.meaning.cue == "count":
            count(draft, word)
    for word in [*draft.unused("cue")]:
        if word.meaning.cue in _FUNCTIONS:
            _aggregate(draft, word)
        elif word.meaning.cue == "avg_amount":
            _average_amount(draft, word)


def _is_only_there(draft: Draft, word: Word) -> bool:
    """Whether rows of a figure need only be there, because what has them is counted: "products sold at least once"."""
    measure = word.meaning.measure
    before, after = draft.text[: word.mention.start], draft.text[word.mention.end :]
    counted = any(each.mention.cue("count") for each in draft.words) and any(draft.unused("table", "filter"))
    once = _ONCE_BEFORE.search(before) if draft.korean else _ONCE_AFTER.match(after)
    if measure is None or not counted or once is None:
        return False
    word.used = True
    kept = (
        (Named(word.meaning.table, NamedFilter(measure.name, measure.filter, measure.label)),) if measure.filter else ()
    )
    draft.conditions.append(Exists(word.meaning.table, kept))
    return True


def _aggregate(draft: Draft, cue: Word) -> None:
    function = _FUNCTIONS[cue.meaning.cue]
    cue.used = True
    first, second = (-1, 1) if draft.korean and function != "avg" else (1, -1)
    columns = (draft.neighbour(cue, step, "column") for step in (first, second))
    target = next((word for word in columns if word and draft.is_number(word) and not word.mention.grouped), None)
    if target is not None and target.meaning.column is not None:
        target.used = True
        draft.figures.append(Measurement(target.meaning.table, function, column=target.meaning.column))
    elif function == "sum" and not draft.figures:
        _total(draft, cue)
    elif draft.figures and function != "sum":
        cue.used = False  # "average orders per customer": settled once the groups are known
    elif function == "avg" and (counted := _counted_per(draft, cue)) is not None:
        counted.used, cue.used = True, False
        draft.figures.append(Measurement(counted.meaning.table, "count"))
    elif not draft.figures and function != "sum":
        draft.doubt(0.8, cue.mention.text)


def _counted_per(draft: Draft, cue: Word) -> Word | None:
    """Rows that are counted for each of something, and averaged: "average orders per day", per customer."""
    lengths = any(isinstance(each.mention.special, GrainMention) for each in draft.unused("grain"))
    target = draft.neighbour(cue, 1, "table")
    tables = [*draft.unused("table")]
    if target is None and lengths and len(tables) == 1 and tables[0].position < cue.position:
        return None if tables[0].mention.grouped else tables[0]  # "orders per day: average workday …"
    if target is None or target.mention.grouped or draft.text[cue.mention.end : target.mention.start].strip():
        return None
    others = any(each.mention.grouped and each.meaning.table != target.meaning.table for each in draft.unused("table"))
    return target if lengths or others else None


def _total(draft: Draft, cue: Word) -> None:
    """The total of rows that are named, where the card says what that adds up: "total approved payments"."""
    target = draft.neighbour(cue, -1 if draft.korean else 1, "table", reach=3)
    known = total_of(draft.table_of(target.meaning.table)) if target and not target.mention.grouped else None
    if target is not None and known is not None:
        target.used = True
        draft.figures.append(Measurement(target.meaning.table, "measure", measure=known))


def _average_amount(draft: Draft, cue: Word) -> None:
    """The average amount of rows that are named: of what the first business measure of their table adds up."""
    tables = [word.meaning.table for word in draft.words if word.kind == "table" and not is_absent(draft, word)]
    for name in reversed(tables) if draft.korean else tables:
        column = main_amount(draft.table_of(name))
        measures = draft.table_of(name).measures
        known = next((each for each in measures if column and each.expression == f"AVG({column.column})"), None)
        if column is not None:
            cue.used = True
            draft.table = draft.table or name
            draft.figures.append(
                Measurement(name, "measure", measure=known) if known else Measurement(name, "avg", column=column)
            )
            return


def main_amount(table: Table) -> ColumnRef | None:
    """The column that the first business measure of a table adds up."""
    sums = (re.fullmatch(r"SUM\((\w+)\)", each.expression) for each in table.measures)
    found = next((match for match in sums if match), None)
    return ColumnRef(table.name, found.group(1)) if found else None


def read_qualifiers(draft: Draft) -> None:
    """A table right before a column of its own only says which column is meant: "product category", "주문 상태별"."""
    for word, following in zip(draft.words, draft.words[1:], strict=False):
        if word.kind == "value" and following.kind == "column" and not following.mention.grouped:
            following.used = following.used or _is_kind_of(draft, word, following)  # 휴면 상태, "status pending"
        own = following.kind in ("column", "measure") and following.meaning.table == word.meaning.table
        apart = following.kind == "column" and word.mention.grouped and following.mention.grouped
        listed = word.mention.suffix.endswith(("와", "과", "하고", "랑", "및"))  # 주문과 매출 are two figures
        if word.kind == "table" and (own or apart) and not listed and following.mention.start - word.mention.end <= 1:
            word.used = True  # "by delivery province"


def _is_kind_of(draft: Draft, value: Word, column: Word) -> bool:
    """Whether a column's words are also the end of a name of the column that the value before them is of."""
    own = value.meaning.column
    if own is None or column.meaning.column == own:
        return own is not None
    said = plain_key(column.mention.text.removesuffix(column.mention.suffix))
    if column.mention.text == column.mention.suffix or column.mention.text == said:
        said = plain_key(column.mention.text)
    details = draft.details(own)
    return bool(said) and any(plain_key(name).endswith(said) for name in (details.name, *details.synonyms))


def read_dimensions(draft: Draft) -> None:
    """What is marked by 별, by or per, and the grains of time."""
    for word in [*draft.unused("column", "table", "cue", "filter")]:
        if not word.mention.grouped:
            continue
        if word.kind == "column" and word.meaning.column is not None and _is_basis(draft, word):
            word.used = True
            draft.dated = word.meaning.column
        elif word.kind == "column" and word.meaning.column is not None:
            word.used = True
            add_column(draft, word)
        elif word.kind == "table":
            word.used = True
            add_entity(draft, word.meaning.table)
        elif word.kind == "filter" and word.mention.suffix.startswith("별"):
            if display_column(draft.table_of(word.meaning.table)) is not None:
                add_entity(draft, word.meaning.table)  # VIP 고객별: each of those customers
        elif word.meaning.cue.startswith("grain_"):
            word.used = True
            draft.dimensions.append(Dimension(ColumnRef("", ""), grain_name(word.meaning.cue)))
    if _BY_WHERE.search(draft.text) and not any(
        word.mention.grouped and word.mention.text.casefold().startswith("where") for word in draft.words
    ):
        draft.doubt(1.2, "where")
    _read_distribution(draft)
    _read_grains(draft)


def _is_basis(draft: Draft, word: Word) -> bool:
    """Whether a date only says which one a period is of: "(by ship date)", "how much in May, by request date?"."""
    before = draft.text[: word.mention.start]
    asked = _HOW_MUCH.match(draft.text) is not None
    beside = re.search(r"\(by (?:the )?$", before) or (asked and re.search(r", by (?:the )?$", before))
    return draft.is_date(word) and bool(draft.periods) and bool(beside)


def _read_distribution(draft: Draft) -> None:
    """The distribution of a column is how many rows have each of its values."""
    for word in [*draft.unused("cue")]:
        if word.meaning.cue != "distribution":
            continue
        steps = (-1, 1) if draft.korean else (1, -1)
        target = next((found for step in steps if (found := draft.neighbour(word, step, "column"))), None)
        if target is None or target.meaning.column is None:
            continue
        word.used = target.used = True
        if not any(each.column == target.meaning.column for each in draft.dimensions):
            draft.dimensions.append(Dimension(target.meaning.column))
        draft.figures = draft.figures or [Measurement(target.meaning.table, "count")]


def _is_open(word: Word) -> bool:
    """Whether a grain is left open (추이, trend): it only counts when none is named."""
    return isinstance(word.mention.special, GrainMention) and word.mention.special.grain is None


def _read_grains(draft: Draft) -> None:
    for word in [*draft.unused("cue")]:
        if word.meaning.cue in _AVERAGES_OVER_TIME:
            word.used = True
            draft.dimensions.append(Dimension(ColumnRef("", ""), _AVERAGES_OVER_TIME[word.meaning.cue]))
            draft.averaged = True
    for word in sorted(draft.unused("grain"), key=lambda each: _is_open(each)):
        special = word.mention.special
        assert isinstance(special, GrainMention)
        if special.grain is None and any(each.grain for each in draft.dimensions):
            word.used = True
            continue
        word.used = True
        dimension = Dimension(ColumnRef("", ""), special.grain or _trend_grain(draft))
        if dimension not in draft.dimensions:
            draft.dimensions.append(dimension)


def add_column(draft: Draft, word: Word) -> None:
    """Group by the column that a word names; a key stands for the rows it identifies."""
    column = word.meaning.column
    assert column is not None
    table = draft.table_of(column.table)
    shown = display_column(table)
    if shown is not None and column in (key_column(table), shown):
        add_entity(draft, table.name)  # two customers of one name are two
        if column == key_column(table):
            draft.dimensions = [
                replace(each, hidden=False) if each.column == column else each for each in draft.dimensions
            ]
    elif draft.is_date(word):
        if _WHERE.search(draft.text[: word.mention.start]):
            draft.doubt(1.2, word.mention.text)  # where people registered is no month
        said = word.mention.text.removesuffix(word.mention.suffix).casefold()
        draft.dimensions.append(Dimension(column, "day" if said.endswith(_DAYS) else "month"))
    elif Dimension(column) not in draft.dimensions:
        draft.dimensions.append(Dimension(column))


def grain_name(cue: str) -> GrainName:
    """The grain that a cue word like 달 or month names."""
    names: dict[str, GrainName] = {
        "grain_day": "day", "grain_week": "week", "grain_month": "month", "grain_quarter": "quarter",
        "grain_year": "year", "grain_weekday": "weekday", "grain_hour_of_day": "hour_of_day",
    }  # fmt: skip
    return names[cue]


def _trend_grain(draft: Draft) -> GrainName:
    """Days for up to about six weeks, else months: a trend of 5 to 45 points."""
    for mention in draft.periods:
        if mention.period.start and mention.period.end and (mention.period.end - mention.period.start).days <= 45:
            return "day"
    return "month"


def add_entity(draft: Draft, table: str) -> None:
    """Group by the rows of a table: shown by name, kept apart by key."""
    details = draft.table_of(table)
    shown, key = display_column(details), key_column(details)
    if shown is not None:
        draft.dimensions.append(Dimension(shown))
    if key is not None:
        draft.dimensions.append(Dimension(key, hidden=shown is not None))
    if shown is None and key is None:
        draft.doubt(0.7, details.bare_name)

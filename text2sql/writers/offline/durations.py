"""The days between two dates that rows have, or rows and those they refer to: from order to delivery."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlglot import exp, parse_one

from text2sql.catalog import Column, LocalText, Measure, Table
from text2sql.language import DurationMention, OccasionMention
from text2sql.writers.offline.drafts import Draft, Word
from text2sql.writers.offline.expressions import Expressions
from text2sql.writers.offline.joins import JoinGraph
from text2sql.writers.offline.representation import ColumnRef, Function, Measurement, Named

_DATED = re.compile(r" ?(?:일시|일자|시각|날짜|시간|일)$")
_SILENT = frozenset(
    ("date", "time", "at", "on", "of", "the", "their", "its", "placing", "making", "being", "상품", "물건", "돈")
)
_ENDINGS = r"(?:lation|lling|lled|ing|ed|ment|al|y|s|e)$"
_EXACT, _PARTLY, _BY_TABLE = 1.5, 1.2, 1.4
"""How well words fit a date column: by its whole name, by a part of one, or only by the name of its table."""
_ORDINAL = re.compile(r"\b(?:first|last|second|next|latest)\b|첫|마지막|다음|두 번째")
_AHEAD = re.compile(r"promis|expected|due|예정|valid|until|만료")
_SAYS = {
    "받": "수령",
    "받기": "수령",
    "쓰기": "작성",
    "남기기": "작성",
    "receiv": "arriv",
    "sent": "ship",
    "sending": "ship",
    "sign": "sign",
    "pay": "paid",
    "plac": "order",
}
_KOREAN_VERBS = re.compile(r"(?:하기|되기|하고|받기|쓰기|하|되|한|된|할|될|까지)$")
_FUNCTIONS = {"avg": "AVG", "median": "MEDIAN", "max": "MAX", "min": "MIN"}
_NAMES = {"avg": "average", "median": "median", "max": "longest", "min": "shortest"}


@dataclass(frozen=True, slots=True)
class _Event:
    """A date column that words may speak of, and how well they do."""

    column: ColumnRef
    score: float
    only: Named | None = None
    """The rows that the words narrow it down to: first orders."""


def read_durations(draft: Draft, graph: JoinGraph) -> None:
    """Days from one event to another become a figure; words that name no two dates are doubted."""
    for word in [*draft.unused("duration")]:
        said = word.mention.special
        assert isinstance(said, DurationMention)
        word.used = True
        if not said.first:
            _whole(draft, said)
            continue
        pair = _pair(draft, graph, said)
        if pair is None or draft.figures:
            draft.doubt(1.2, said.text)
            continue
        begun, ended = pair
        base = ended.column.table if begun.column.table in graph.upward_from(ended.column.table) else begun.column.table
        figure = _figure(draft, said, base, (begun.column, ended.column))
        draft.figures.append(figure)
        draft.table = base
        draft.conditions += [each.only for each in pair if each.only is not None]
        draft.dated = _dated(draft, graph, begun, ended)
        for other in draft.unused("cue"):
            other.used = other.meaning.cue in ("avg", "count", "how_much", "median") or other.used


def _whole(draft: Draft, said: DurationMention) -> None:
    """The only business measure in days of the rows that are said to take long: deliveries, refunds."""
    wanted = _stems(said.last)
    for table in draft.catalog.tables:
        known = [each for each in table.measures if each.unit == "days"]
        if len(known) == 1 and any(_fit(wanted, _stems(name)) == _EXACT for name in _nouns(table)):
            draft.figures.append(Measurement(table.name, "measure", measure=known[0]))
            draft.table = table.name
            return
    draft.doubt(1.2, said.text)


def _figure(draft: Draft, said: DurationMention, base: str, between: tuple[ColumnRef, ColumnRef]) -> Measurement:
    """The business measure of just these days, else one that is made."""
    begun, ended = between
    for measure in draft.table_of(base).measures if begun.table == ended.table else ():
        words = re.findall(r"\w+", measure.expression)
        if (
            said.how == "avg"
            and measure.expression.startswith("AVG(date")
            and {begun.column, ended.column} <= set(words)
        ):
            return Measurement(base, "measure", measure=measure)
    expressions = Expressions(draft.catalog)
    first, last = (expressions.column(each).sql(dialect="duckdb") for each in between)
    days = parse_one(f"{_FUNCTIONS[said.how]}(date_diff('day', {first}, {last}))", read="duckdb")
    sql = days.sql(dialect=draft.catalog.dialect)
    assert isinstance(days, exp.Expr)
    name = f"{_NAMES[said.how]}_days_to_{ended.column.removesuffix('_at').removesuffix('_on')}"
    english = f"{_NAMES[said.how]} days from {begun.column.replace('_', ' ')} to {ended.column.replace('_', ' ')}"
    known = (korean_name(draft.details(begun)), korean_name(draft.details(ended)))
    label = LocalText(english, f"{known[0]}부터 {known[1]}까지 일수({said.how})")
    other = begun if begun.table != base else ended
    return Measurement(base, "measure", column=other, measure=Measure(name, sql, label=label, unit="days"))


def korean_name(column: Column) -> str:
    """What a column is called in Korean, or its name."""
    return next((each for each in column.synonyms if "가" <= each[0] <= "힣"), column.name)


def _pair(draft: Draft, graph: JoinGraph, said: DurationMention) -> tuple[_Event, _Event] | None:
    """The two dates that are likeliest meant, of rows that refer to each other or are the same."""
    best: tuple[float, tuple[_Event, _Event]] | None = None
    for begun in _events(draft, said.first):
        for ended in _events(draft, said.last):
            if begun.column == ended.column or (begun.only and ended.only):
                continue
            path = graph.upward(ended.column.table, begun.column.table)
            if path is None:
                path = graph.upward(begun.column.table, ended.column.table)
            if path is None:
                continue
            score = begun.score + ended.score - 0.3 * len(path)
            if best is None or score > best[0]:
                best = (score, (begun, ended))
    return best[1] if best else None


def events_between(
    draft: Draft, graph: JoinGraph, said: DurationMention
) -> tuple[tuple[ColumnRef, Named | None], tuple[ColumnRef, Named | None]] | None:
    """The two dates that are likeliest meant, each with the rows that its words narrow it down to."""
    pair = _pair(draft, graph, said)
    if pair is None:
        return None
    begun, ended = pair
    return (begun.column, begun.only), (ended.column, ended.only)


def read_occasions(draft: Draft) -> None:
    """The first or the last date of the events of each of something: "first order date of each customer"."""
    for word in [*draft.unused("occasion")]:
        said = word.mention.special
        assert isinstance(said, OccasionMention)
        word.used = True
        own = _named_date(draft, said.text)
        if own is not None:
            draft.dated = own  # a column is called that: 마지막 접속일
            continue
        found = max(_events(draft, said.event), key=lambda each: _of_its_rows(draft, each, said), default=None)
        grouped = any(each.mention.grouped for each in draft.words)
        if found is None or draft.figures or not grouped:
            draft.doubt(1.2, said.text)
            continue
        how: Function = "min" if said.which == "first" else "max"
        draft.figures.append(Measurement(found.column.table, how, column=found.column))
        draft.table = found.column.table


def _of_its_rows(draft: Draft, event: _Event, said: OccasionMention) -> float:
    """How well a date fits an event, the better where its rows are called that: an order is no line of one."""
    return event.score + (0.2 if names_rows(draft.table_of(event.column.table), said.event) else 0.0)


def _named_date(draft: Draft, said: str) -> ColumnRef | None:
    """The date column that is called just that."""
    wanted = _stems(said)
    for table in draft.catalog.tables:
        for column in table.columns:
            dated = column.effective_kind in ("date", "timestamp")
            names = (column.name.replace("_", " "), *column.synonyms)
            if dated and wanted and any(_fit(wanted, _stems(name)) == _EXACT for name in names):
                return ColumnRef(table.name, column.name)
    return None


def names_rows(table: Table, said: str) -> bool:
    """Whether words are a name of what the rows of a table are: 배송, "delivery"."""
    wanted = _stems(said)
    return bool(wanted) and any(_fit(wanted, _stems(name)) == _EXACT for name in _nouns(table))


def names_date(details: Column, said: str) -> bool:
    """Whether words speak of a date column by one of its own names."""
    wanted = _stems(said)
    names = (details.name.replace("_", " "), *details.synonyms)
    return bool(wanted) and any(_fit(wanted, _stems(name)) > 0 for name in names)


def _events(draft: Draft, said: str) -> Iterator[_Event]:
    """Every date column that words may speak of: by its own names, or as the time of a table that is named."""
    wanted = _stems(said)
    if not wanted:
        return
    for table in draft.catalog.tables:
        only = _narrowed(table, said)
        if only is None and _ORDINAL.search(said):
            continue  # the first review of each product is another query
        named = only is not None or any(_fit(wanted, _stems(name)) == _EXACT for name in _nouns(table))
        for column in table.columns:
            if column.effective_kind not in ("date", "timestamp") or (_ahead(column) and not _AHEAD.search(said)):
                continue
            reference = ColumnRef(table.name, column.name)
            own = column.name == table.time_column
            fit = max(_fit(wanted, _stems(name)) for name in (column.name.replace("_", " "), *column.synonyms))
            if fit:
                yield _Event(reference, fit + 0.1 if own else fit)
            if named and own:
                yield _Event(reference, _BY_TABLE if only is None else 2.0, only)


def _nouns(table: Table) -> tuple[str, ...]:
    return (table.bare_name.replace("_", " "), table.label.en, table.label.ko, *table.synonyms)


def _narrowed(table: Table, said: str) -> Named | None:
    """The business term that the words are: 첫 주문, "first order"."""
    plain = said.casefold().replace(" ", "")
    for term in table.filters:
        names = (term.label.en, term.label.ko, *term.synonyms)
        if any(plain and plain == name.casefold().replace(" ", "").removesuffix("s") for name in names if name):
            return Named(table.name, term)
    return None


def _ahead(column: Column) -> bool:
    return bool(_AHEAD.search(column.name))


def _stems(said: str) -> frozenset[str]:
    """The words of an event without saying that it is a date, and without the endings of verbs."""
    plain = said.casefold().strip().replace("-", " ")
    if plain and "가" <= plain[-1] <= "힣":
        plain = _DATED.sub("", plain).strip()
        words = (re.sub(r"(?<=..)[을를이가]$", "", _KOREAN_VERBS.sub("", word) or word) for word in plain.split())
        return frozenset(_SAYS.get(word, word) for word in words) - _SILENT
    words = (re.sub(_ENDINGS, "", word) if len(word) > 4 else word for word in re.findall(r"[a-z]+", plain))
    return frozenset(_SAYS.get(word, word) for word in words) - _SILENT


def _fit(wanted: frozenset[str], names: frozenset[str]) -> float:
    """How well words fit a name: all of it, a part of it, or not."""
    if not names or not all(any(_alike(one, other) for other in names) for one in wanted):
        return 0.0
    return _EXACT if all(any(_alike(one, other) for one in wanted) for other in names) else _PARTLY


def _alike(one: str, other: str) -> bool:
    if "가" <= one[0] <= "힣":
        return one == other
    return one == other or (min(len(one), len(other)) >= 4 and (one.startswith(other) or other.startswith(one)))


def _dated(draft: Draft, graph: JoinGraph, begun: _Event, ended: _Event) -> ColumnRef:
    """What a period speaks of: the date or the rows said right beside it, else the beginning."""
    for word in draft.words:
        if word.kind != "period":
            continue
        beside = draft.words[max(0, word.position - 1) : word.position + 2]
        beside = [each for each in beside if each.kind not in ("period", "duration")]
        if any(_speaks_of(draft, each, ended) for each in beside):
            return ended.column
        rows = [each.meaning.table for each in beside if each.kind == "table"]
        for table in (draft.table_of(name) for name in rows if name in graph.upward_from(draft.table)):
            if table.time_column and table.name != ended.column.table:
                return ColumnRef(table.name, table.time_column)
    return begun.column


def _speaks_of(draft: Draft, word: Word, event: _Event) -> bool:
    """Whether a word beside a period is that event's: "orders cancelled in October"."""
    said = word.mention.text.removesuffix(word.mention.suffix)
    return any(each.column == event.column and each.score != _BY_TABLE for each in _events(draft, said))

"""The rows of an answer taken as they are: 그 상품들의 리뷰 수, "the reviews of those products".

A query that limits or bounds its groups is followed by one about just those groups, whatever is asked of them. Their
names are taken from the answer, which is run once more through the gate.
"""

from dataclasses import replace
from datetime import date, datetime

from text2sql.catalog import Catalog, Measure, NamedFilter
from text2sql.interfaces import Workbench
from text2sql.language import Period, tokenize
from text2sql.language.calendars import PeriodGrain, add_units
from text2sql.writers.offline.drafts import display_column, key_column
from text2sql.writers.offline.lexicon import Meaning, grammar, key_of
from text2sql.writers.offline.mentions import Annotation, Mention
from text2sql.writers.offline.rendering import NotExpressible, Rendering
from text2sql.writers.offline.representation import ColumnRef, Compare, Condition, Representation, Within

_MOST = 50
"""Groups that are named; more are not a choice but the whole."""
_SPANS: dict[str | None, PeriodGrain] = {
    "day": "day", "week": "week", "month": "month", "quarter": "quarter", "year": "year",
}  # fmt: skip
_WHOLE = ("total", "총", "전체")


def held(base: Representation, rendering: Rendering, workbench: Workbench) -> Representation:
    """The query over the groups or rows that it answered with, without limit and bounds; itself when there are none."""
    base, shown = _with_keys(base, rendering), base
    column = _told_by(base, rendering)
    if (base.limit is None and not base.having) or column is None:
        return shown
    values = _values(base, column, rendering, workbench)
    grain = next((each.grain for each in base.dimensions if not each.hidden), None)
    chosen: Condition | None = None
    if grain is None:
        names = tuple(each for each in values if isinstance(each, str | int | float))
        if names and len(names) == len(values):
            chosen = Compare(column, "=" if len(names) == 1 else "in", names)
    elif len(values) == 1 and isinstance(values[0], date) and grain in _SPANS:
        first = values[0].date() if isinstance(values[0], datetime) else values[0]
        chosen = Within(column, Period(first, add_units(first, 1, _SPANS[grain])))
    if chosen is None:
        return shown
    kept = (each for each in base.conditions if not (type(each) is type(chosen) and _column(each) == column))
    return replace(shown, conditions=(*kept, chosen), limit=None, limit_within=(), having=())


def _with_keys(base: Representation, rendering: Rendering) -> Representation:
    """People and the like are told apart by their keys: their names may be masked, and two may have the same."""
    hidden = [each for each in base.dimensions if each.hidden]
    shown = [each for each in base.dimensions if not each.hidden]
    if len(shown) == len(hidden) == 1 and rendering.expressions.details(shown[0].column).personal:
        return replace(base, dimensions=(replace(hidden[0], hidden=False),))
    return base


def _told_by(base: Representation, rendering: Rendering) -> ColumnRef | None:
    """The column by whose values the groups or rows of an answer are known."""
    shown = [each for each in base.dimensions if not each.hidden]
    if shown or base.measurements:
        return shown[0].column if len(shown) == 1 else None
    table = rendering.expressions.catalog.table(base.table)
    known = (key_column(table), display_column(table)) if table is not None else ()
    return next((each for each in known if each is not None and each in base.columns), None)


def with_short_names(annotation: Annotation, base: Representation, catalog: Catalog) -> Annotation:
    """The mentions with what they may be short for after a query: 할인액 for 쿠폰 할인액, after coupons."""
    tables = dict.fromkeys([*(each.table for each in base.measurements), base.table])
    figures = [
        (name, measure) for name in tables if (table := catalog.table(name)) is not None for measure in table.measures
    ]
    mentions = [each if _is_flag(each, catalog) else _with_figures(each, figures) for each in annotation.mentions]
    filters = [(name, term) for name in tables if (table := catalog.table(name)) is not None for term in table.filters]
    mentions = [_or_short_filter(each, annotation.text, filters) for each in mentions]
    left = []
    for word in annotation.unexplained:
        short = _short_filter(word, annotation.text, filters)
        if short is None:
            left.append(word)
        else:
            mentions.append(short)
    mentions.sort(key=lambda each: each.start)
    return replace(annotation, mentions=tuple(mentions), unexplained=tuple(left))


def _is_flag(mention: Mention, catalog: Catalog) -> bool:
    """Whether it says what is so of rows: those who agreed are not the rate of those who agree."""
    columns = [each.column for each in mention.meanings if each.column is not None]
    tables = ((catalog.table(each.table), each.column) for each in columns)
    found = [table.column(name) for table, name in tables if table is not None]
    return bool(found) and all(each is not None and each.effective_kind == "boolean" for each in found)


def _or_short_filter(mention: Mention, text: str, filters: list[tuple[str, NamedFilter]]) -> Mention:
    """A value of some other table may as well be a business term of the rows before: "only mobile" of visits."""
    if not mention.meanings or any(each.kind != "value" for each in mention.meanings):
        return mention
    if {each.table for each in mention.meanings} & {table for table, _ in filters}:
        return mention
    short = _short_filter(mention.text, text, filters)
    return mention if short is None else replace(mention, meanings=(*short.meanings, *mention.meanings))


def _short_filter(word: str, text: str, filters: list[tuple[str, NamedFilter]]) -> Mention | None:
    """A word that nothing else explains as the beginning of a business term's name: 지연된 for 지연 배송."""
    start, token = text.find(word), next(iter(tokenize(word)), None)
    if start < 0 or token is None or len(word) < 2:
        return None
    said = {token.normal, *token.variants}
    said |= {word.removesuffix(each) for each in grammar().verb_endings if len(word) - len(each) >= 2}
    found = {
        term.name: Meaning("filter", table=table, filter=term)
        for table, term in filters
        for name in (term.label.ko, term.label.en, *term.synonyms)
        if len(parts := tokenize(name)) > 1 and parts[0].normal in said
    }
    if len(found) != 1:
        return None
    return Mention(start, start + len(word), word, tuple(found.values()), suffix=token.suffix)


def _with_figures(mention: Mention, figures: list[tuple[str, Measure]]) -> Mention:
    """A mention of a figure or a number, with the figures near by whose names end in its words."""
    word = key_of(mention.text)
    for whole in _WHOLE:
        word = word.removeprefix(whole)
    if mention.grouped or len(word) < 2 or not any(each.kind in ("measure", "column") for each in mention.meanings):
        return mention
    known = {(each.table, each.measure.name) for each in mention.meanings if each.measure is not None}
    near = [
        (len(name), table, measure)
        for table, measure in figures
        for name in map(key_of, _called(measure))
        if (table, measure.name) not in known and name.endswith(word)
    ]
    shortest = min((length for length, *_ in near), default=0)
    found = {measure.name: (table, measure) for length, table, measure in near if length == shortest}
    if len(found) != 1:
        return mention
    ((table, measure),) = found.values()
    return replace(mention, meanings=(*mention.meanings, Meaning("measure", table=table, measure=measure)))


def _called(measure: Measure) -> tuple[str, ...]:
    return (*measure.synonyms, measure.label.ko, measure.label.en)


def _values(base: Representation, column: ColumnRef, rendering: Rendering, workbench: Workbench) -> tuple[object, ...]:
    """What stands in the column of the answer; nothing when it is not shown, or holds too much."""
    try:
        result = workbench.run(rendering.sql(base)).result
    except NotExpressible:
        return ()
    grain = next((each.grain for each in base.dimensions if not each.hidden), None)
    places = [at for at, each in enumerate(result.columns) if each.name in (column.column, grain)] if result else []
    if result is None or not places or len(result.rows) > _MOST:
        return ()
    return tuple(dict.fromkeys(row[places[0]] for row in result.rows))


def _column(condition: Condition) -> ColumnRef | None:
    return condition.column if isinstance(condition, Compare | Within) else None

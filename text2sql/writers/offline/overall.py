"""Figures of groups that are aggregated once more: the average per customer, the most that one customer ordered."""

from dataclasses import replace

from text2sql.writers.offline.drafts import Draft, Word, display_column, key_column
from text2sql.writers.offline.representation import ColumnRef, Dimension, Measurement, OverGroups

_PER = ("per", "each", "every", "for each", "for every", "각", "각각")
_LENGTHS = ("hour", "day", "week", "month", "quarter", "year", "weekday", "hour_of_day", "")
_COME_AGAIN = ("weekday", "hour_of_day")
_ONCE_MORE: dict[str, OverGroups] = {"avg": "avg", "max": "max", "min": "min"}


def settle_own_rows(draft: Draft) -> None:
    """Per row of its own table a figure is an average: "주문당 평균 할인 금액", "revenue per order"."""
    if len(draft.figures) != 1 or any(ordering for ordering in draft.ordering):
        return
    figure = draft.figures[0]
    table = draft.table_of(figure.table)
    own = [each for each in draft.dimensions if each.column in (key_column(table), display_column(table))]
    per = [word for word in draft.words if word.mention.suffix.startswith("당") and word.meaning.table == table.name]
    per += [word for word in draft.words if word.mention.grouped and word.kind == "table" and _is_one_of(draft, word)]
    averaged = figure.function == "avg" or any(word.mention.cue("avg") for word in draft.words)
    if not own or not (per or averaged):
        return
    draft.dimensions = [each for each in draft.dimensions if each not in own]
    for word in draft.unused("cue"):
        word.used = word.used or word.meaning.cue == "avg"
    if figure.function == "sum":
        draft.figures[0] = replace(figure, function="avg")
    elif figure.measure is not None and figure.measure.expression.startswith("SUM("):
        _average_of_measure(draft, figure)


def _is_one_of(draft: Draft, word: Word) -> bool:
    """Whether a figure is wanted of one row of its own: spend per order is no list of orders."""
    before = draft.words[word.position - 1] if word.position else None
    per = before is not None and before.mention.text.casefold() == "per"
    return per and word.meaning.table == draft.figures[0].table


def settle_over_groups(draft: Draft) -> None:
    """Whether figures of groups are averaged (or the most, the least of them is wanted); consumes the cue."""
    if draft.averaged:
        inner = _finest([each for each in draft.dimensions if each.grain and not each.column.column])
        _aggregate_again(draft, "avg", inner)
        return
    cue = next((word for word in draft.unused("cue") if word.meaning.cue in _ONCE_MORE), None)
    if cue is None and _is_for_one(draft):
        _aggregate_again(draft, "avg", _inner(draft))
    if cue is None or not draft.figures:
        return
    figure = draft.figures[0]
    expression = figure.measure.expression.upper() if figure.measure else ""
    averaged = cue.meaning.cue == "avg"
    if averaged and (expression.startswith("AVG") or "/" in expression or figure.function == "avg"):
        cue.used = True
        return
    inner = _inner(draft) or (_days_of_weekdays(draft, expression) if averaged else [])
    if inner and not draft.ordering:
        for word in draft.unused("cue"):  # an average workday and an average weekend day
            word.used = word.used or word.meaning.cue == cue.meaning.cue
        _aggregate_again(draft, _ONCE_MORE[cue.meaning.cue], inner)
    elif averaged and not _again(draft) and expression.startswith("SUM(") and expression.count("(") == 1:
        cue.used = True
        _average_of_measure(draft, figure)
    elif averaged:
        cue.used = True
        draft.doubt(1.0, cue.mention.text)


def _is_for_one(draft: Draft) -> bool:
    """Whether a sum is asked for of one of many, which is an average: 고객당 매출 is no list of customers."""
    per = any(word.kind == "table" and word.mention.suffix.startswith("당") for word in draft.words)
    told = any(word.mention.cue("rows", "list", "distribution") for word in draft.words)
    adds_up = len(draft.figures) == 1 and not draft.figures[0].portion
    return per and adds_up and not told and not draft.ordering and not draft.having and bool(_inner(draft))


def _again(draft: Draft) -> bool:
    """Whether it is broken down by times that come again: an average Monday is none of its orders."""
    return any(each.grain in _COME_AGAIN for each in draft.dimensions)


def _days_of_weekdays(draft: Draft, expression: str) -> list[Dimension]:
    """Each day by itself where the figures of weekdays add up: an average Monday is an average of Mondays."""
    adds_up = (
        draft.figures[0].function in ("count", "sum") or expression in ("COUNT(*)",) or expression.startswith("SUM(")
    )
    if len(draft.figures) != 1 or not adds_up or expression.count("(") > 1 or draft.ordering:
        return []
    if [each.grain for each in draft.dimensions if each.grain] != ["weekday"]:
        return []
    days = Dimension(ColumnRef("", ""), "day")
    draft.dimensions.append(days)
    return [days]


def _aggregate_again(draft: Draft, how: OverGroups, inner: list[Dimension]) -> None:
    if draft.figures:
        draft.over_groups = how
        draft.over_dimensions = tuple(each for each in draft.dimensions if each not in inner and not each.hidden)


def _inner(draft: Draft) -> list[Dimension]:
    """The groups whose figures are aggregated: what is marked by 당 or per, and lengths of time."""
    found = _finest([each for each in draft.dimensions if each.grain and each.grain not in _COME_AGAIN])
    for word in draft.words:
        if not (word.mention.grouped and word.used and _is_per(draft, word)) or (found and _is_each(draft, word)):
            continue
        table = draft.table_of(word.meaning.table)
        wanted = (key_column(table), display_column(table)) if word.kind == "table" else (word.meaning.column,)
        found += [each for each in draft.dimensions if each.column in wanted]
    return found


def _finest(times: list[Dimension]) -> list[Dimension]:
    """Of several lengths of time the shortest: the average per day, of each month."""
    return sorted(times, key=lambda each: _LENGTHS.index(each.grain or ""))[:1]


def _is_per(draft: Draft, word: Word) -> bool:
    """고객당, per customer, for each customer."""
    if word.mention.suffix.startswith("당") or draft.text[word.mention.end :].startswith("당"):
        return True
    before = draft.words[word.position - 1] if word.position else None
    return before is not None and before.mention.cue("group") and before.mention.text.casefold() in _PER


def _is_each(draft: Draft, word: Word) -> bool:
    """Whether it stays a group while lengths of time are averaged: "each warehouse per day on average"."""
    before = draft.words[word.position - 1] if word.position else None
    return before is not None and before.mention.text.casefold() in (
        "each",
        "every",
        "for each",
        "for every",
        "각",
        "각각",
    )


def _average_of_measure(draft: Draft, figure: Measurement) -> None:
    measure = figure.measure
    assert measure is not None
    average = replace(measure, name=f"average_{measure.name}", expression="AVG" + measure.expression[3:])
    draft.figures[0] = replace(figure, measure=average, averaged=True)
    draft.doubt(0.15)

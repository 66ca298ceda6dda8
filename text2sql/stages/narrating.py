"""narrate: the result in one or two sentences, a chart suggestion, and the reasons to believe it.

No model is involved: every figure in the sentence is taken from the rows.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal, TypeGuard

from text2sql.catalog import Language, Measure
from text2sql.explanations import Explanation
from text2sql.messages import say
from text2sql.types import Candidate, Chart, CheckedSql, LinkedSchema, Question, ResultTable, Trust, Value

_LEADERS = 3
_DOUBTFUL = 0.5
"""A writer less sure than this of its own query leaves a person to look twice."""
_CHART_ROWS = 60
_RATE_ENDINGS = ("_rate", "_share", "_ratio", "_percentage", "growth_rate")
_TIME_NAMES = ("hour", "day", "week", "month", "quarter", "year", "weekday", "hour_of_day")


@dataclass(frozen=True, slots=True)
class Told:
    """What is said about a result."""

    summary: str
    trust: Trust
    chart: Chart | None


@dataclass(frozen=True)
class _Names:
    """What result columns are called in the question's language, and the unit of their figures."""

    linked: LinkedSchema
    language: Language

    def measure(self, column: str) -> Measure | None:
        tables = (linked.table for linked in self.linked.tables)
        return next((each for table in tables for each in table.measures if each.name == column), None)

    def label(self, column: str) -> str:
        """The label of the measure of that name, a synonym of the column of that name, or the name in words."""
        measure = self.measure(column)
        if measure is not None and measure.label:
            return measure.label.in_language(self.language)
        for linked in self.linked.tables:
            if column == f"{linked.table.bare_name}_count":
                what = linked.table.label.in_language(self.language) or linked.table.bare_name.replace("_", " ")
                return say(self.language, "narrate.count_of", what=what)
        if self.language == "ko":
            for linked in self.linked.tables:
                found = linked.table.column(column)
                hangul = (
                    [word for word in found.synonyms if any("가" <= each <= "힣" for each in word)] if found else []
                )
                if hangul:
                    return hangul[0]
        return column.replace("_", " ")

    def figure(self, column: str, value: Value) -> str:
        """The value as people write it: thousands separated, rates in per cent, with its unit."""
        if not _is_number(value):
            return self._word(value)
        number = float(value)
        if column.lower().endswith(_RATE_ENDINGS) and abs(number) <= 20:
            return f"{number * 100:,.1f}%"
        text = f"{number:,.0f}" if number.is_integer() else f"{number:,.2f}"
        measure = self.measure(column)
        unit = measure.unit if measure else ""
        if unit in ("KRW", "원"):
            return f"{text}원" if self.language == "ko" else f"₩{text}"
        if unit == "days":
            return say(self.language, "narrate.days", days=text)
        return text if not unit or unit in ("%", "ratio") else f"{text} {unit}"

    def _word(self, value: Value) -> str:
        if value is None:
            return say(self.language, "narrate.missing")
        if isinstance(value, datetime.datetime) and value.time() == datetime.time():
            return value.date().isoformat()
        return str(value)


def narrate(
    question: Question,
    linked: LinkedSchema,
    candidate: Candidate,
    sql: CheckedSql,
    result: ResultTable,
    model: str | None,
) -> Told:
    """Summary, trust and chart for a result."""
    names = _Names(linked, question.language)
    chart = suggest_chart(result)
    return Told(_summary(names, result, chart), _trust(question.language, linked, candidate, sql, result, model), chart)


def suggest_chart(result: ResultTable) -> Chart | None:
    """A line over time, bars over few categories, else nothing; guessed from types and row count."""
    if not 2 <= len(result.rows) <= _CHART_ROWS or len(result.columns) < 2:
        return None
    first = [row[0] for row in result.rows]
    figures = [
        column.name
        for position, column in enumerate(result.columns[1:], 1)
        if all(_is_number(row[position]) or row[position] is None for row in result.rows)
        and any(_is_number(row[position]) for row in result.rows)
        and not column.name.lower().endswith("id")
    ]
    if not figures or len(set(map(str, first))) < len(first):
        return None
    name = result.columns[0].name
    is_time = name.lower() in _TIME_NAMES or all(isinstance(value, datetime.date) for value in first)
    if is_time:
        # Ranked months are no course of time: a line through them would go back and forth.
        return Chart("line" if _ascends(first) or _ascends(first[::-1]) else "bar", name, figures[0])
    return Chart("bar", name, figures[0]) if not name.lower().endswith("id") else None


def _ascends(values: list[Value]) -> bool:
    keys = [str(value) if isinstance(value, datetime.date) else value for value in values]
    try:
        return all(one <= other for one, other in pairwise(keys))  # type: ignore[operator]  # unlike types raise
    except TypeError:
        return False


def _summary(names: _Names, result: ResultTable, chart: Chart | None) -> str:
    language = names.language
    rows, columns = result.rows, result.columns
    if not rows:
        return say(language, "narrate.no_rows")
    if len(rows) == 1:
        if len(columns) == 1:
            value = names.figure(columns[0].name, rows[0][0])
            return say(language, "narrate.one_figure", label=names.label(columns[0].name), value=value)
        pairs = [
            say(language, "narrate.pair", label=names.label(column.name), value=names.figure(column.name, value))
            for column, value in zip(columns, rows[0], strict=True)
        ]
        return say(language, "narrate.one_row", pairs=", ".join(pairs[:6]))
    if chart is not None:
        return _chart_sentence(names, result, chart)
    key = "narrate.rows_truncated" if result.truncated else "narrate.rows"
    return say(language, key, count=f"{len(rows):,}")


def _chart_sentence(names: _Names, result: ResultTable, chart: Chart) -> str:
    at = [column.name for column in result.columns].index(chart.y)
    pairs: list[tuple[Value, float, Value]] = []
    for row in result.rows:
        value = row[at]
        if _is_number(value):
            pairs.append((row[0], float(value), value))
    label, count = names.label(chart.y), f"{len(result.rows):,}"

    def x(value: Value) -> str:
        return str(value) if chart.x.lower() in _TIME_NAMES and isinstance(value, int) else names.figure(chart.x, value)

    if chart.kind == "line":
        ends = [result.rows[0][0], result.rows[-1][0]]
        ends = ends if _ascends(ends) else ends[::-1]
        high, low = max(pairs, key=lambda pair: pair[1]), min(pairs, key=lambda pair: pair[1])
        return say(
            names.language, "narrate.trend", count=count, label=label,
            first=x(ends[0]), last=x(ends[1]),
            high_x=x(high[0]), high=names.figure(chart.y, high[2]),
            low_x=x(low[0]), low=names.figure(chart.y, low[2]),
        )  # fmt: skip
    leaders = [f"{x(pair[0])} {names.figure(chart.y, pair[2])}" for pair in pairs[:_LEADERS]]
    return say(names.language, "narrate.groups", count=count, label=label, leaders=", ".join(leaders))


def _trust(
    language: Language,
    linked: LinkedSchema,
    candidate: Candidate,
    sql: CheckedSql,
    result: ResultTable,
    model: str | None,
) -> Trust:
    reasons = [_origin(language, linked, candidate, model)]
    if candidate.literals_found:
        reasons.append(say(language, "narrate.literals", literals=", ".join(candidate.literals_found)))
    if candidate.agreement is not None:
        count, total = candidate.agreement
        reasons.append(say(language, "narrate.agreement", count=count, total=total))
    reasons += _explained(language, candidate.explanation)
    key = "narrate.gate" if sql.tables else "narrate.gate_without_tables"
    reasons.append(say(language, key, tables=", ".join(sql.tables)))
    if model is None:
        reasons.append(say(language, "narrate.no_model"))
    warnings: list[str] = []
    if not result.rows:
        warnings.append(say(language, "narrate.warn_empty"))
    if result.truncated:
        warnings.append(say(language, "narrate.warn_truncated", count=f"{len(result.rows):,}"))
    if not sql.tables:
        warnings.append(say(language, "narrate.warn_no_table"))
    if candidate.origin == "parser" and candidate.confidence < _DOUBTFUL:
        warnings.append(say(language, "narrate.warn_unsure", confidence=candidate.confidence))
    if candidate.explanation is not None and candidate.explanation.left_over:
        words = ", ".join(candidate.explanation.left_over)
        warnings.append(say(language, "narrate.left_over", words=words))
    doubtful = not result.rows or not sql.tables or candidate.confidence < _DOUBTFUL
    certain: Literal["checked", "uncertain"] = "uncertain" if doubtful else "checked"
    level: Literal["verified", "checked", "uncertain"] = "verified" if candidate.origin == "sample" else certain
    return Trust(level, tuple(reasons), candidate.assumptions, tuple(warnings))


def _origin(language: Language, linked: LinkedSchema, candidate: Candidate, model: str | None) -> str:
    if candidate.origin == "grammar":
        return say(language, "narrate.composed")
    if candidate.origin == "parser":
        return say(language, "narrate.written_by_parser", confidence=candidate.confidence)
    if candidate.origin == "model":
        return say(language, "narrate.written_by_model", model=model)
    sample = next((each.sample for each in linked.samples if each.sample.id == candidate.sample_id), None)
    who = ""
    if sample is not None and sample.approved_by:
        key = "narrate.approved_by_on" if sample.approved_on else "narrate.approved_by"
        who = say(language, key, who=sample.approved_by, day=sample.approved_on)
    return say(language, "narrate.verified", sample=candidate.sample_id, who=who)


def _explained(language: Language, explanation: Explanation | None) -> list[str]:
    """Words and what they were read as, and what else was close."""
    if explanation is None:
        return []
    told = []
    if explanation.links:
        pairs = (
            f"{each.words} → {each.meant}" + ("" if each.likeness >= 1 else f" ({each.likeness:.2f})")
            for each in explanation.links
        )
        told.append(say(language, "narrate.linked", links="; ".join(pairs)))
    if explanation.next_reading:
        values = {"reading": explanation.next_reading, "confidence": explanation.next_sure}
        told.append(say(language, "narrate.next_reading", **values))
    return told


def _is_number(value: Value) -> TypeGuard[int | float | Decimal]:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)

"""How the page shows an answer, in the order in which people read: words, table, chart, reasons, SQL."""

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import altair as alt
import pandas as pd
import streamlit as st

from text2sql.catalog import Language
from text2sql.language import detect_language
from text2sql.messages import say as say_in
from text2sql.terminal.formats import csv_text, to_json
from text2sql.terminal.formats import plain as cell_text
from text2sql.types import Answered, Chart, Clarify, Declined, Reading, ResultTable, Value

if TYPE_CHECKING:
    from streamlit.elements.lib.column_types import ColumnConfig

    from ui.answering import OpenPage, PageTurn

_EXAMPLES = 6
_FITS: dict[Language, int] = {"ko": 22, "en": 42}
"""Letters that fit on a button half the page wide."""
_EXACT_IN_A_BROWSER = 2**53
_BADGES: dict[str, tuple[Literal["green", "blue", "orange"], str]] = {
    "verified": ("green", ":material/verified:"),
    "checked": ("blue", ":material/check:"),
    "uncertain": ("orange", ":material/warning:"),
}


def say(language: Language, key: str, **values: object) -> str:
    """A sentence of the page."""
    return say_in(language, f"page.{key}", **values)


def plain(text: str) -> str:
    """The text with what Markdown would read as formulas, formatting, links or pictures left as it was typed."""
    for sign in "\\`*_{}[]<>()#$~|:":
        text = text.replace(sign, "\\" + sign)
    return text


def header(language: Language, opened: "OpenPage") -> None:
    """What this page is about, in a line."""
    knowledge = opened.pipeline.knowledge
    st.title(say(language, "title"))
    described = knowledge.catalog.description.in_language(language)
    counts = {"tables": len(knowledge.catalog.tables), "samples": len(knowledge.samples)}
    st.caption(plain(described) or say(language, "story", database=plain(opened.name), **counts))


def examples(language: Language, opened: "OpenPage") -> None:
    """Six questions of the database's own while nothing has been asked."""
    from ui.answering import want

    questions = example_questions(language, opened)
    if st.session_state.get("turns") or st.session_state.get("wanted") or not questions:
        return
    st.markdown(f"**{say(language, 'try_one')}**")
    columns = st.columns(2)
    for number, question in enumerate(questions):
        key = f"example{number}"
        columns[number % 2].button(plain(question), key=key, width="stretch", on_click=want, args=(question,))


def example_questions(language: Language, opened: "OpenPage") -> list[str]:
    """Approved questions in the language, spread over all samples; without samples, counts of the largest tables.

    Short ones, for they stand on buttons.
    """
    knowledge = opened.pipeline.knowledge
    spoken = ([text for text in each.questions if detect_language(text) == language] for each in knowledge.samples)
    questions = [min(texts, key=len) for texts in spoken if texts]
    if questions:
        fitting = [text for text in questions if len(text) <= _FITS[language]]
        questions = fitting if len(fitting) >= _EXAMPLES else questions
        return questions[:: max(1, len(questions) // _EXAMPLES)][:_EXAMPLES]
    tables = sorted(knowledge.catalog.tables, key=lambda table: -(table.row_count or 0))[:_EXAMPLES]
    names = [table.label.in_language(language) or table.bare_name.replace("_", " ") for table in tables]
    return [say(language, "how_many", what=name) for name in names]


def history(language: Language) -> None:
    """The turns so far."""
    for number, turn in enumerate(st.session_state.get("turns", []), 1):
        with st.chat_message("user"):
            st.markdown(plain(turn.shown))
        with st.chat_message("assistant"):
            st.caption(turn.folded)
            turn_outcome(language, turn, number)


def turn_outcome(language: Language, turn: "PageTurn", number: int) -> None:
    """An answer, readings to choose from, or an honest no. ``number`` keeps the keys of its widgets apart."""
    outcome = turn.outcome
    if isinstance(outcome, str):
        st.error(plain(say(language, "failed", problem=outcome)))
    elif isinstance(outcome, Answered):
        _answered(language, outcome, number)
    elif isinstance(outcome, Clarify):
        st.warning(plain(outcome.message))
        _readings(language, turn.question, outcome.readings, number)
    elif isinstance(outcome, Declined):
        st.info(plain(outcome.message))
        _suggestions(language, outcome.suggestions, number)
    else:
        st.error(plain(outcome.message))


def _readings(language: Language, question: str, readings: Sequence[Reading], number: int) -> None:
    """Each reading as a button: its own question, or the same one read this way."""
    from ui.answering import want

    if readings:
        st.markdown(f"**{say(language, 'readings')}**")
    for place, reading in enumerate(readings):
        given = (reading.question,) if reading.question else (question, reading)
        key = f"reading{number}-{place}"
        st.button(plain(reading.text), key=key, on_click=want, args=given, help=_indented(reading.sql) or None)


def _suggestions(language: Language, suggestions: Sequence[str], number: int) -> None:
    from ui.answering import want

    if suggestions:
        st.markdown(f"**{say(language, 'suggestions')}**")
    for place, suggestion in enumerate(suggestions):
        st.button(plain(suggestion), key=f"suggestion{number}-{place}", on_click=want, args=(suggestion,))


def _indented(sql: str) -> str:
    """SQL as Markdown shows code, whatever signs are in it."""
    return "\n".join("    " + line for line in sql.splitlines())


def _answered(language: Language, outcome: Answered, number: int) -> None:
    color, icon = _BADGES[outcome.trust.level]
    st.badge(say(language, outcome.trust.level), color=color, icon=icon)
    st.caption(plain(say(language, "read_as", reading=outcome.candidate.reading)))
    st.markdown(f"#### {plain(outcome.summary)}")
    frame = _frame(outcome.result)
    st.dataframe(frame, hide_index=True, width="stretch", column_config=_formats(frame))
    if outcome.result.truncated:
        st.caption(say(language, "rows_limited", count=f"{len(outcome.result.rows):,}"))
    if outcome.chart is not None:
        st.altair_chart(chart_of(outcome.result, outcome.chart), width="stretch")
    for warning in outcome.trust.warnings:
        st.warning(plain(warning))
    _reasons(language, outcome)
    with st.expander(say(language, "sql"), icon=":material/code:"):
        st.code(outcome.sql.text, language="sql")
    st.download_button(
        say(language, "download"),
        csv_bytes(outcome.result),
        file_name="answer.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"download{number}",
    )


def _reasons(language: Language, outcome: Answered) -> None:
    with st.expander(say(language, "why"), icon=":material/fact_check:"):
        _bullets(outcome.trust.reasons)
    if outcome.trust.assumptions:
        st.caption("  \n".join(f"{say(language, 'assumed')}: {plain(each)}" for each in outcome.trust.assumptions))


def _bullets(lines: Sequence[str]) -> None:
    st.markdown("\n".join("- " + plain(line) for line in lines))


def _frame(result: ResultTable) -> pd.DataFrame:
    rows = [[_shown(value) for value in row] for row in result.rows]
    return pd.DataFrame(rows, columns=_unique([column.name for column in result.columns]))


def _shown(value: Value) -> Value:
    """A cell as the page's table takes it: exact decimals as numbers, what a browser cannot hold as text."""
    if isinstance(value, Decimal):
        number = to_json(value)
        return _shown(number)
    if isinstance(value, bool | float | str | datetime.date) or value is None:
        return value
    if isinstance(value, int) and abs(value) < _EXACT_IN_A_BROWSER:
        return value
    return cell_text(value)


def _formats(frame: pd.DataFrame) -> "Mapping[str, ColumnConfig | str | None]":
    """Thousands separated, but not in numbers that only identify or name a year."""
    return {
        name: st.column_config.NumberColumn(format="localized")
        for name in frame.columns
        if pd.api.types.is_numeric_dtype(frame[name]) and not name.lower().endswith(("id", "year", "no"))
    }


def _unique(names: Sequence[str]) -> list[str]:
    """Column names, numbered where they repeat: a data frame cannot show two of one name."""
    return [name if names[:place].count(name) == 0 else f"{name} ({place + 1})" for place, name in enumerate(names)]


def chart_of(result: ResultTable, chart: Chart) -> alt.Chart:
    """The suggested picture: a line over time, bars over groups in the order of the rows.

    The columns get names of our own, because Vega reads dots and brackets in a name as a path.
    """
    at = {column.name: place for place, column in enumerate(result.columns)}
    across = [row[at[chart.x]] for row in result.rows]
    figures = [row[at[chart.y]] for row in result.rows]
    over_time = all(isinstance(value, datetime.date) for value in across)
    data = pd.DataFrame(
        {
            "x": across if over_time else [cell_text(value) for value in across],
            "y": [None if value is None else float(str(value)) for value in figures],
        }
    )
    across_title, figures_title = chart.x.replace("_", " "), chart.y.replace("_", " ")
    axis = alt.Axis(format="~s", tickCount=6)
    tooltip = [alt.Tooltip(field="x", title=across_title), alt.Tooltip(field="y", title=figures_title, format=",.10~g")]
    drawn: alt.Chart
    if chart.kind == "bar":
        groups = alt.Y(field="x", type="nominal", sort=None, title=across_title)
        lengths = alt.X(field="y", type="quantitative", title=figures_title, axis=axis)
        drawn = alt.Chart(data).mark_bar().encode(x=lengths, y=groups, tooltip=tooltip)
        return drawn
    kind: Literal["temporal", "nominal"] = "temporal" if over_time else "nominal"
    x = alt.X(field="x", type=kind, sort=None, title=across_title)
    y = alt.Y(field="y", type="quantitative", title=figures_title, axis=axis)
    picture = alt.Chart(data).mark_line(point=True) if chart.kind == "line" else alt.Chart(data).mark_point()
    drawn = picture.encode(x=x, y=y, tooltip=tooltip)
    return drawn


def csv_bytes(result: ResultTable) -> bytes:
    """The rows as CSV with a byte-order mark, which is what makes Excel read Korean as Korean."""
    return csv_text(result).encode("utf-8-sig")

"""How the page shows an answer, in the order in which people read: words, table, chart, reasons, SQL."""

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd
import streamlit as st

from text2sql.catalog import Language
from text2sql.language import detect_language
from text2sql.messages import say as say_in
from text2sql.types import Answer, Answered, Chart, Clarify, Declined, ResultTable

if TYPE_CHECKING:
    from ui.answering import OpenPage

_EXAMPLES = 6
_BADGES = {"verified": ("green", ":material/verified:"), "checked": ("blue", ":material/check:")}


def say(language: Language, key: str, **values: object) -> str:
    """A sentence of the page."""
    return say_in(language, f"page.{key}", **values)


def header(language: Language, opened: "OpenPage") -> None:
    """What this page is about, in a line."""
    knowledge = opened.pipeline.knowledge
    st.title(say(language, "title"))
    described = knowledge.catalog.description.in_language(language)
    counts = {"tables": len(knowledge.catalog.tables), "samples": len(knowledge.samples)}
    st.caption(described or say(language, "story", database=opened.name, **counts))


def examples(language: Language, opened: "OpenPage") -> str | None:
    """Six questions of the database's own while nothing has been asked; the one that was clicked."""
    if st.session_state.get("turns"):
        return None
    questions = example_questions(language, opened)
    if not questions:
        return None
    st.markdown(f"**{say(language, 'try_one')}**")
    columns = st.columns(2)
    for number, question in enumerate(questions):
        if columns[number % 2].button(question, key=f"example{number}", width="stretch"):
            st.session_state["waiting"] = question
            st.rerun()
    return None


def example_questions(language: Language, opened: "OpenPage") -> list[str]:
    """Approved questions in the language, spread over all samples; without samples, counts of the largest tables."""
    knowledge = opened.pipeline.knowledge
    found = [
        next((text for text in sample.questions if detect_language(text) == language), None)
        for sample in knowledge.samples
    ]
    questions = [text for text in found if text]
    if questions:
        return questions[:: max(1, len(questions) // _EXAMPLES)][:_EXAMPLES]
    tables = sorted(knowledge.catalog.tables, key=lambda table: -(table.row_count or 0))[:_EXAMPLES]
    pattern = "{} 몇 개?" if language == "ko" else "How many {}?"
    return [pattern.format(table.label.in_language(language) or table.bare_name.replace("_", " ")) for table in tables]


def history(language: Language) -> None:
    """The turns so far."""
    from ui.answering import showable

    for number, turn in enumerate(st.session_state.get("turns", []), 1):
        with st.chat_message("user"):
            st.markdown(showable(turn.question))
        with st.chat_message("assistant"):
            st.caption(turn.folded)
            if isinstance(turn.outcome, str):
                problem(language, turn.outcome)
            else:
                answer(language, turn.outcome, number)


def problem(language: Language, words: str) -> None:
    """Why there is no answer."""
    st.error(say(language, "failed", problem=words))


def answer(language: Language, outcome: Answer, number: int) -> None:
    """An answer, a choice of readings, or an honest no. ``number`` keeps the keys of its widgets apart."""
    if isinstance(outcome, Answered):
        _answered(language, outcome, number)
    elif isinstance(outcome, Clarify):
        st.warning(outcome.message)
        for place, reading in enumerate(outcome.readings):
            if reading.question:
                _ask_button(reading.question, f"reading{number}-{place}")
            else:
                st.markdown(f"- {reading.text}")
                st.code(reading.sql, language="sql")
    elif isinstance(outcome, Declined):
        st.info(outcome.message)
        if outcome.suggestions:
            st.markdown(f"**{say(language, 'suggestions')}**")
        for place, suggestion in enumerate(outcome.suggestions):
            _ask_button(suggestion, f"suggestion{number}-{place}")
    else:
        st.error(outcome.message)


def _ask_button(question: str, key: str) -> None:
    if st.button(question, key=key):
        st.session_state["waiting"] = question
        st.rerun()


def _answered(language: Language, outcome: Answered, number: int) -> None:
    color, icon = _BADGES.get(outcome.trust.level, ("orange", ":material/warning:"))
    st.badge(say(language, outcome.trust.level), color=color, icon=icon)
    st.caption(say(language, "read_as", reading=outcome.candidate.reading))
    st.markdown(f"#### {outcome.summary}".replace("~", "\\~").replace("$", "\\$"))
    frame = _frame(outcome.result)
    if outcome.chart is not None:
        st.altair_chart(_chart(frame, outcome.chart), width="stretch")
    st.dataframe(frame, hide_index=True, width="stretch", column_config=_formats(frame))
    if outcome.result.truncated:
        st.caption(say(language, "rows_limited", count=f"{len(outcome.result.rows):,}"))
    st.download_button(
        say(language, "download"),
        csv_bytes(outcome.result),
        file_name="answer.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"download{number}",
    )
    for warning in outcome.trust.warnings:
        st.warning(warning)
    with st.expander(say(language, "why")):
        _bullets(outcome.trust.reasons)
        if outcome.trust.assumptions:
            st.markdown(f"**{say(language, 'assumptions')}**")
            _bullets(outcome.trust.assumptions)
    with st.expander(say(language, "sql")):
        st.code(outcome.sql.text, language="sql")


def _bullets(lines: Sequence[str]) -> None:
    st.markdown("\n".join("- " + line.replace("~", "\\~").replace("$", "\\$") for line in lines))


def _frame(result: ResultTable) -> pd.DataFrame:
    return pd.DataFrame(list(result.rows), columns=_unique([column.name for column in result.columns]))


def _formats(frame: pd.DataFrame) -> dict[str, object]:
    """Thousands separated, but not in numbers that only identify or name a year."""
    return {
        name: st.column_config.NumberColumn(format="localized")
        for name in frame.columns
        if pd.api.types.is_numeric_dtype(frame[name]) and not name.lower().endswith(("id", "year", "no"))
    }


def _unique(names: Sequence[str]) -> list[str]:
    """Column names, numbered where they repeat: a data frame cannot show two of one name."""
    return [name if names[:place].count(name) == 0 else f"{name} ({place + 1})" for place, name in enumerate(names)]


def _chart(frame: pd.DataFrame, chart: Chart) -> alt.Chart:
    data = frame.copy()
    data[chart.y] = data[chart.y].astype(float)
    if chart.kind == "line":
        kind = "temporal" if data[chart.x].map(lambda value: hasattr(value, "isoformat")).all() else "ordinal"
        x = alt.X(field=chart.x, type=kind, title=chart.x)
        return alt.Chart(data).mark_line(point=True).encode(x=x, y=_y(chart), tooltip=[chart.x, chart.y])
    data[chart.x] = data[chart.x].astype(str)
    x = alt.X(field=chart.y, type="quantitative", title=chart.y)
    y = alt.Y(field=chart.x, type="nominal", sort=None, title=chart.x)
    return alt.Chart(data).mark_bar().encode(x=x, y=y, tooltip=[chart.x, chart.y])


def _y(chart: Chart) -> alt.Y:
    return alt.Y(field=chart.y, type="quantitative", title=chart.y)


def csv_bytes(result: ResultTable) -> bytes:
    """The rows as CSV with a byte-order mark, which is what makes Excel read Korean as Korean."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column.name for column in result.columns])
    writer.writerows([["" if value is None else value for value in row] for row in result.rows])
    return text.getvalue().encode("utf-8-sig")

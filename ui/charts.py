"""Pictures of results: guessed by the pipeline, changed by the person, drawn by us. No model writes what is drawn."""

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

import altair as alt
import pandas as pd
import streamlit as st

from text2sql.catalog import Language
from text2sql.terminal.formats import plain as cell_text
from text2sql.types import Answered, Chart, ResultTable, Value
from ui.exporting import picture_downloads
from ui.wording import say

_MOST_DRAWN = 5_000
"""Rows in a picture. More would only slow the browser down; the table has all."""
_LONG_FIGURE = 10_000
"""From here on an axis says 20k for 20,000; below, 0.2k would be no shorter than 200."""
_KINDS: tuple[Literal["bar", "line", "point"], ...] = ("bar", "line", "point")


@st.fragment
def picture(language: Language, answer: Answered, number: int) -> None:
    """The chart with its controls; a change of them draws this part of the page alone."""
    names = [column.name for column in answer.result.columns]
    numeric = [name for name in dict.fromkeys(names) if _is_numeric(answer.result, names.index(name))]
    if not numeric or len(answer.result.rows) < 2 or len(set(names)) < 2:
        return
    drawn = _controls(language, answer, list(dict.fromkeys(names)), numeric, number)
    if drawn is not None:
        st.session_state[f"chart{number}"] = drawn
        st.altair_chart(chart_of(answer.result, drawn), width="stretch")
    else:
        st.session_state.pop(f"chart{number}", None)


def _controls(language: Language, answer: Answered, names: list[str], numeric: list[str], number: int) -> Chart | None:
    """What to draw: the suggestion until the person wants something else; None for no picture."""
    guess = answer.chart
    none = say(language, "chart_none")
    titles = {each: say(language, f"chart_{each}") for each in _KINDS}
    with st.popover(say(language, "chart"), icon=":material/bar_chart:"):
        kinds = [none, *titles.values()]
        at = kinds.index(titles[guess.kind]) if guess else 0
        kind = st.selectbox(say(language, "chart_kind"), kinds, index=at, key=f"kind{number}")
        x = _column(say(language, "chart_x"), names, guess.x if guess else names[0], f"x{number}")
        y = _column(say(language, "chart_y"), numeric, guess.y if guess else numeric[-1], f"y{number}")
        colors = [none, *names]
        color = _column(say(language, "chart_color"), colors, (guess.color if guess else "") or none, f"color{number}")
        chosen = next((each for each, title in titles.items() if title == kind), None)
        if chosen is None:
            return None
        chart = Chart(chosen, x, y, "" if color == none else color)
        picture_downloads(language, chart_of(answer.result, chart), number)
    return chart


def _column(title: str, names: Sequence[str], suggested: str, key: str) -> str:
    at = names.index(suggested) if suggested in names else 0
    return str(st.selectbox(title, names, index=at, key=key))


def _is_numeric(result: ResultTable, at: int) -> bool:
    values = [row[at] for row in result.rows if row[at] is not None]
    return bool(values) and all(
        isinstance(each, int | float | Decimal) and not isinstance(each, bool) for each in values
    )


def chart_of(result: ResultTable, chart: Chart) -> alt.Chart:
    """The picture: a line over time, bars over groups in the order of the rows.

    The columns get names of our own, because Vega reads dots and brackets in a name as a path.
    """
    at = _places(result)
    rows = result.rows[:_MOST_DRAWN]
    across = [row[at[chart.x]] for row in rows]
    over_time = _is_time(across)
    columns: dict[str, list[Value]] = {
        "x": [_moment(value) if over_time else cell_text(value) for value in across],
        "y": [_number(row[at[chart.y]]) for row in rows],
    }
    if chart.color:
        columns["color"] = [cell_text(row[at[chart.color]]) for row in rows]
    drawn: alt.Chart = _drawn(pd.DataFrame(columns), chart, over_time)
    return drawn


def _places(result: ResultTable) -> Mapping[str, int]:
    return {column.name: place for place, column in reversed(list(enumerate(result.columns)))}


def _is_time(values: Sequence[Value]) -> bool:
    return bool(values) and all(isinstance(value, datetime.date) for value in values)


def _moment(value: Value) -> str:
    """A day or time as text, which JSON can hold. A day gets its midnight, else Vega takes it for one of Greenwich."""
    text = value.isoformat() if isinstance(value, datetime.date) else str(value)
    return text if "T" in text else f"{text}T00:00:00"


def _number(value: Value) -> float | None:
    return float(str(value)) if isinstance(value, int | float | Decimal) else None


def _drawn(data: pd.DataFrame, chart: Chart, over_time: bool) -> alt.Chart:
    across, figures = chart.x.replace("_", " "), chart.y.replace("_", " ")
    tooltip = [alt.Tooltip(field="x", title=across), alt.Tooltip(field="y", title=figures, format=",.10~g")]
    largest = data["y"].abs().max()
    axis = alt.Axis(format="~s" if largest >= _LONG_FIGURE else ",.10~g", tickCount=6)
    described = alt.Chart(data, description=f"{figures} · {across}")  # what a screen reader says first
    drawn: alt.Chart
    if chart.kind == "bar":
        groups = alt.Y(field="x", type="nominal", sort=None, title=across)
        lengths = alt.X(field="y", type="quantitative", title=figures, axis=axis)
        drawn = described.mark_bar().encode(x=lengths, y=groups, tooltip=tooltip)
    else:
        kind: Literal["temporal", "nominal"] = "temporal" if over_time else "nominal"
        x = alt.X(field="x", type=kind, sort=None, title=across)
        y = alt.Y(field="y", type="quantitative", title=figures, axis=axis)
        picture = described.mark_line(point=True) if chart.kind == "line" else described.mark_point()
        drawn = picture.encode(x=x, y=y, tooltip=tooltip)
    if chart.color:
        title = chart.color.replace("_", " ")
        drawn = drawn.encode(color=alt.Color(field="color", type="nominal", title=title))
    return drawn

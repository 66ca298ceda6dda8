"""The owner's view: how much is asked, what it costs, what is slow and what fails, from the audit and the ledger."""

import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

import altair as alt
import pandas as pd
import streamlit as st

from text2sql.assembly.reckoning import (
    Accounts,
    Audited,
    AuditLog,
    Totals,
    by_day,
    by_model,
    open_accounts,
    slowest,
    totals,
    unanswered,
)
from text2sql.catalog import Language
from text2sql.errors import Text2SqlError
from text2sql.usage import Usage
from ui.wording import plain, say

if TYPE_CHECKING:
    from streamlit.elements.lib.column_types import ColumnConfig

_PERIODS = (7, 30, 90)
_LISTED = 50
_KEPT_SECONDS = 30
"""How old the figures may be. A large audit takes a second or two to read."""
_CHART_HEIGHT = 220
_COLORS = ["#3f7fd6", "#d9473c", "#8794a6"]
"""Of answered, failed, and the rest; each has a contrast of 3 on a light page and on a dark one."""


def accounts(language: Language) -> None:
    """The page: figures of a period, then the days, the models, what was slow and what failed."""
    from ui import opening

    st.title(say(language, "usage_title"))
    kept = open_accounts(opening.settings(tuple(sys.argv[1:])))
    days = st.segmented_control(
        say(language, "usage_period"),
        _PERIODS,
        default=_PERIODS[1],
        format_func=lambda each: say(language, "usage_days", count=each),
        key="period",
    )
    start = _start(days or _PERIODS[1])
    try:
        with st.spinner(say(language, "reading"), show_time=True):
            log = _log(kept, start)
        spent = kept.spent_since(start.date())
    except Text2SqlError as error:
        st.error(plain(str(error)))
        return
    if log is None:
        st.info(say(language, "audit_off"))
        st.code('[audit]\nfolder = "audit"', language="toml", wrap_lines=True)
    else:
        _asked(language, log)
    _spent(language, spent)


def _start(days: int) -> datetime:
    """Midnight, UTC, of the first of so many days, today included."""
    midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=days - 1)


@st.cache_resource(show_spinner=False, ttl=_KEPT_SECONDS, max_entries=4)
def _log(kept: Accounts, start: datetime) -> AuditLog | None:
    return kept.asked_since(start)


def _asked(language: Language, log: AuditLog) -> None:
    if not log.questions:
        st.info(say(language, "audit_empty"))
        return
    _figures(language, totals(log.questions))
    days = by_day(log.questions)
    if len(days) > 1:
        _by_day_drawn(language, days)
    _grouped(language, "day", days)
    none = say(language, "usage_no_model")
    _grouped(language, "model", tuple((name or none, each) for name, each in by_model(log.questions)))
    _listed(language, "usage_slow", slowest(log.questions, _LISTED))
    _listed(language, "usage_unanswered", unanswered(log.questions, _LISTED))
    if log.unreadable:
        st.caption(say(language, "audit_unreadable", count=f"{log.unreadable:,}"))


def _figures(language: Language, all_of: Totals) -> None:
    """The period in five figures."""
    share = all_of.answered / all_of.questions
    told = (
        ("usage_questions", f"{all_of.questions:,}"),
        ("usage_people", f"{all_of.people:,}"),
        ("usage_answered", f"{share:.0%}"),
        ("usage_slow_seconds", say(language, "seconds", seconds=all_of.slow_seconds)),
        ("usage_cost", _money(language, all_of.usage)),
    )
    with st.container(horizontal=True):
        for key, figure in told:
            st.metric(say(language, key), figure, border=True)


def _by_day_drawn(language: Language, days: Sequence[tuple[str, Totals]]) -> None:
    """The days as bars. Not Streamlit's own chart, which takes the wheel from whoever scrolls past it."""
    kinds = [say(language, f"usage_{kind}") for kind in ("answered", "failed", "other")]
    rows = [
        (day, kind, count)
        for day, each in days
        for kind, count in zip(
            kinds, (each.answered, each.failed, each.questions - each.answered - each.failed), strict=True
        )
    ]
    title = say(language, "usage_questions")
    drawn = (
        alt.Chart(pd.DataFrame(rows, columns=["day", "kind", "count"]), description=say(language, "usage_by_day"))
        .mark_bar()
        .encode(
            x=alt.X(field="day", type="temporal", timeUnit="yearmonthdate", title=None),
            y=alt.Y(field="count", type="quantitative", title=title, axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(field="kind", type="nominal", title=None, scale=alt.Scale(domain=kinds, range=_COLORS)),
            tooltip=[alt.Tooltip(field=name) for name in ("day", "kind", "count")],
        )
        .properties(height=_CHART_HEIGHT)
        .configure_legend(orient="bottom")
    )
    st.altair_chart(drawn, width="stretch")


def _grouped(language: Language, kind: Literal["day", "model"], groups: Sequence[tuple[str, Totals]]) -> None:
    """A line for each day or model; a click on a column's name sorts by it."""
    st.subheader(say(language, f"usage_by_{kind}"))
    names = (kind, "questions", "answered", "failed", "median_seconds", "slow_seconds", "calls", "tokens", "cost")
    rows = [
        (
            name,
            each.questions,
            each.answered,
            each.failed,
            each.median_seconds,
            each.slow_seconds,
            each.usage.calls,
            _tokens(each.usage),
            each.usage.cost_usd,
        )
        for name, each in groups
    ]
    _table(language, names, rows)


def _listed(language: Language, key: str, questions: Sequence[Audited]) -> None:
    """Single questions, with what is needed to look into them."""
    if not questions:
        return
    st.subheader(say(language, key))
    names = ("time", "question", "decision", "reason", "seconds", "cost", "model", "database", "user", "sql")
    rows = [
        (
            each.time,
            each.entry.question,
            say(language, f"decision_{each.entry.decision}"),
            each.entry.reason,
            each.entry.seconds,
            each.entry.usage.cost_usd,
            each.entry.model or "",
            each.entry.database,
            each.entry.user,
            each.entry.sql or "",
        )
        for each in questions
    ]
    _table(language, names, rows)


def _spent(language: Language, days: Sequence[tuple[date, Usage]]) -> None:
    """The ledger: all calls of models, those of commands and of indexing too."""
    st.subheader(say(language, "usage_spent"))
    if not days:
        st.caption(say(language, "usage_nothing_spent"))
        return
    rows = [(day.isoformat(), each.calls, _tokens(each), each.cost_usd) for day, each in days]
    _table(language, ("day", "calls", "tokens", "cost"), rows)


def _table(language: Language, names: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
    titles = [say(language, f"usage_column_{name}") for name in names]
    shapes = {
        "tokens": "localized",
        "cost": "$%.4f",
        "seconds": "%.2f",
        "median_seconds": "%.2f",
        "slow_seconds": "%.2f",
    }
    formats: dict[str, ColumnConfig] = {
        title: st.column_config.NumberColumn(format=shapes[name])
        for name, title in zip(names, titles, strict=True)
        if name in shapes
    }
    if "time" in names:
        formats[titles[names.index("time")]] = st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm")
    st.dataframe(pd.DataFrame(rows, columns=titles), hide_index=True, width="stretch", column_config=formats)


def _tokens(usage: Usage) -> int:
    return usage.input_tokens + usage.output_tokens + usage.cache_read_tokens + usage.cache_write_tokens


def _money(language: Language, usage: Usage) -> str:
    return say(language, "usage_price_unknown") if usage.cost_usd is None else f"${usage.cost_usd:,.2f}"

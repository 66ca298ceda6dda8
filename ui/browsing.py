"""The tables of the database: what they mean, what is in them, how they belong together, what has been asked."""

import json

import pandas as pd
import streamlit as st

from text2sql.catalog import Catalog, Column, Language, Table
from text2sql.corpus.summarising import described_or_summary
from ui.turns import OpenPage, want
from ui.wording import plain, say

_VALUES = 5
_SAMPLES = 20
_MOST_DRAWN = 40
"""Tables up to which the diagram shows all of them; above, those around the chosen one."""


def tables(language: Language, opened: OpenPage) -> None:
    """One table at a time, with the diagram of all or of its neighbours."""
    catalog = opened.pipeline.knowledge.catalog
    st.title(say(language, "tables", count=len(catalog.tables)))
    if not catalog.tables:
        return
    names = sorted(table.name for table in catalog.tables)
    chosen = catalog.table(st.selectbox(say(language, "find_table"), names, key="table"))
    if chosen is None:
        return
    _table(language, chosen, described_or_summary(chosen, catalog).in_language(language))
    if catalog.joins:
        st.subheader(say(language, "relationships"))
        st.graphviz_chart(diagram(catalog, chosen), width="stretch")
    _samples(language, opened, chosen)


def _table(language: Language, table: Table, description: str) -> None:
    label = table.label.in_language(language)
    st.subheader(
        plain(f"{table.name} · {label}" if label.casefold() not in ("", table.name.casefold()) else table.name)
    )
    key = "rows_unknown" if table.row_count is None else "rows_and_columns"
    st.caption(say(language, key, rows=f"{table.row_count or 0:,}", columns=len(table.columns)))
    said = (description, table.row.in_language(language))
    st.markdown(plain("  \n".join(each for each in said if each)))
    titles = [say(language, f"column_{each}") for each in ("name", "type", "means", "values")]
    rows = [(each.name, each.type, meaning(language, each), sample_values(language, each)) for each in table.columns]
    widths = {title: st.column_config.TextColumn(width="medium") for title in titles[2:]}
    st.dataframe(pd.DataFrame(rows, columns=titles), hide_index=True, width="stretch", column_config=widths)


def meaning(language: Language, column: Column) -> str:
    """The description and, behind it, the other words that people use."""
    described = column.description.in_language(language)
    return " · ".join(each for each in (described, ", ".join(column.synonyms), column.unit) if each)


def sample_values(language: Language, column: Column) -> str:
    """A few values; none of what is personal, whatever a profile holds."""
    if column.personal:
        return say(language, "masked")
    if column.values:
        labelled = (f"{each.value} ({each.labels[0]})" if each.labels else each.value for each in column.values)
        return ", ".join(list(labelled)[:_VALUES])
    if column.profile is None:
        return ""
    if column.profile.common:
        return ", ".join(column.profile.common[:_VALUES])
    return f"{column.profile.minimum} … {column.profile.maximum}" if column.profile.minimum is not None else ""


def diagram(catalog: Catalog, chosen: Table) -> str:
    """The joins as a graph in DOT; the chosen table stands out. Inferred joins are dashed."""
    joins = catalog.joins if len(catalog.tables) <= _MOST_DRAWN else catalog.joins_of(chosen.name)
    names = dict.fromkeys([chosen.name, *(name for join in joins for name in (join.table, join.to_table))])
    lines = [
        'graph [rankdir=LR, bgcolor="transparent"]',
        'node [shape=box, style="rounded,filled", fillcolor="#f3f6fb"]',
    ]
    lines += [_quoted(name) + (' [fillcolor="#cfe0f7", penwidth=2]' if name == chosen.name else "") for name in names]
    for join in joins:
        style = ", style=dashed" if join.inferred else ""
        label = _quoted(", ".join(join.columns))
        lines.append(f"{_quoted(join.table)} -> {_quoted(join.to_table)} [label={label}, fontsize=10{style}]")
    return "digraph {\n" + "\n".join(lines) + "\n}"


def _quoted(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)


def _samples(language: Language, opened: OpenPage, table: Table) -> None:
    """Approved questions that read the table; a click goes to the conversation and asks."""
    found = [each for each in opened.pipeline.knowledge.samples if table.name in each.tables][:_SAMPLES]
    if not found:
        return
    st.subheader(say(language, "approved_samples"))
    for sample in found:
        with st.expander(plain(sample.questions[0])):
            st.code(sample.sql, language="sql", wrap_lines=True)
            label = say(language, "ask_this")
            st.button(label, key=f"sample{sample.id}", on_click=_ask, args=(sample.questions[0],))


def _ask(question: str) -> None:
    st.session_state["view"] = "chat"
    want(question)

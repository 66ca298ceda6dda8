"""The settings panel: which database, which model, how it is asked. Only what works here can be chosen."""

import sys
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from text2sql.assembly.choices import ModelOption, model_options, strategy_in_use, strategy_options
from text2sql.catalog import Language
from text2sql.errors import SettingsError
from text2sql.settings import Settings
from ui.turns import OpenPage, leave_conversation
from ui.wording import plain, say

OFFLINE = "offline"
_LOOKED_SECONDS = 300


@dataclass(frozen=True, slots=True)
class WriterChoice:
    """Who is to write the SQL."""

    model: str
    """``offline`` or a Bedrock id; empty for what the settings say."""
    strategy: str = ""
    """Empty for what the settings say, and without a model."""


def panel(language: Language) -> DeltaGenerator:
    """Where the choices are; closed until somebody wants them."""
    return st.sidebar.expander(say(language, "settings"), icon=":material/tune:")


def database(language: Language, place: DeltaGenerator) -> str | None:
    """One of the databases of the settings; a wrong settings file is told where the database is opened."""
    from ui import opening

    try:
        names = opening.names(tuple(sys.argv[1:]))
    except SettingsError:
        return None
    if len(names) < 2:
        return names[0] if names else None
    return place.selectbox(say(language, "database"), names, key="database", on_change=leave_conversation)


def writer(language: Language, place: DeltaGenerator, opened: OpenPage) -> WriterChoice:
    """Who writes the SQL; what cannot be chosen is named with what it lacks."""
    from ui import opening

    settings = opening.settings(tuple(sys.argv[1:]))
    options = _options(settings)
    in_use = opened.pipeline.writer.model or OFFLINE
    names = [in_use, *(each.name for each in options if not each.problem and each.name != in_use)]
    with place:
        model = in_use
        if len(names) > 1:
            shown = {name: say(language, "model_none") if name == OFFLINE else name for name in names}
            model = str(st.selectbox(say(language, "model"), names, format_func=shown.__getitem__, key="model"))
        strategy = _strategy(language, opened, settings) if model != OFFLINE else ""
        _missing(language, options)
    _in_short(language, opened, model)
    return WriterChoice("" if model == in_use else model, strategy)


@st.cache_data(show_spinner=False, ttl=_LOOKED_SECONDS, max_entries=2, hash_funcs={Settings: repr})
def _options(settings: Settings) -> tuple[ModelOption, ...]:
    return model_options(settings)


def _strategy(language: Language, opened: OpenPage, settings: Settings) -> str:
    """One of the strategies that work here, with a line on what it does."""
    options = strategy_options()
    lacking = {each.name for each in options if each.needs_samples and not opened.pipeline.knowledge.samples}
    names = [each.name for each in options if each.name not in lacking]
    own = strategy_in_use(settings)
    at = names.index(own) if own in names else 0
    chosen = str(st.selectbox(say(language, "strategy"), names, index=at, key="strategy"))
    st.caption(say(language, f"strategy_{chosen}"))
    if lacking:
        st.caption(say(language, "strategies_lack_samples", names=plain(", ".join(sorted(lacking)))))
    return "" if chosen == own else chosen


def _missing(language: Language, options: tuple[ModelOption, ...]) -> None:
    """What there is to be had besides, and what it takes."""
    if len(options) == 1:
        st.caption(say(language, "model_unset"))
    for each in options:
        if each.problem:
            st.caption(plain(say(language, "model_missing", model=each.name, problem=each.problem)))


def _in_short(language: Language, opened: OpenPage, model: str) -> None:
    """What is being asked, relative to which day, and who writes the SQL."""
    st.sidebar.caption(say(language, "today", day=opened.today.isoformat()))
    asked = say(language, "offline") if model == OFFLINE else say(language, "asks_model", model=plain(model))
    st.sidebar.caption(asked)

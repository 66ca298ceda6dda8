"""The settings panel: only what works here can be chosen, and what is missing is said."""

from dataclasses import replace

import pytest

from tests.ui.conftest import CANDIDATE, words
from text2sql.assembly import choices
from text2sql.assembly.choices import ModelOption, model_options, rewritten, strategy_options
from text2sql.settings import ModelSettings, Settings

SONNET = "global.anthropic.claude-sonnet-4-6"


@pytest.fixture
def configured(monkeypatch):
    """Settings with a model that can be called and one that cannot; nothing is asked whether that is so."""
    import streamlit as st

    from ui import opening

    st.cache_data.clear()
    settings = Settings(model=ModelSettings(id=SONNET, fallbacks=("other",)))
    monkeypatch.setattr(opening, "settings", lambda arguments: settings)
    problems = {SONNET: None, "other": "There are no credentials. Run `aws configure`."}

    class Known:
        def __init__(self, name):
            self.name = name

        def availability(self):
            return problems[self.name]

    monkeypatch.setattr(choices, "make_model", lambda settings, name: Known(name))
    return settings


def test_without_a_model_there_is_nothing_to_choose_and_it_says_what_is_missing(page):
    import streamlit as st

    st.cache_data.clear()
    app = page()
    assert [box.key for box in app.sidebar.selectbox] == ["database"]
    assert "No language model is configured" in words(app)


def test_a_model_and_its_strategy_are_chosen_and_the_next_question_goes_there(page, configured, monkeypatch):
    from ui import opening

    asked = []

    def with_writer(opened, settings, model, strategy):
        asked.append((model, strategy))
        return opened

    monkeypatch.setattr(opening, "with_writer", with_writer)
    app = page((CANDIDATE,))
    assert list(app.sidebar.selectbox(key="model").options) == ["None: approved samples and rules", SONNET]
    assert "strategy" not in [box.key for box in app.sidebar.selectbox]
    assert "aws configure" in words(app)
    app.sidebar.selectbox(key="model").set_value(SONNET).run()
    app.sidebar.selectbox(key="strategy").set_value("few_shot").run()
    assert not app.exception
    assert asked == [(SONNET, ""), (SONNET, "few_shot")]
    app.chat_input[0].set_value("지역별 고객 수").run()
    assert not app.exception
    assert "서울 3" in words(app)


def test_strategies_that_show_samples_are_left_out_where_there_are_none(page, configured, monkeypatch):
    from ui import opening

    monkeypatch.setattr(opening, "with_writer", lambda opened, *_: opened)
    app = page(samples=())
    app.sidebar.selectbox(key="model").set_value(SONNET).run()
    assert "dail_sql" not in app.sidebar.selectbox(key="strategy").options
    assert "dail" in words(app)


def test_the_models_are_those_of_the_settings(configured):
    assert model_options(configured)[:2] == (ModelOption("offline"), ModelOption(SONNET))
    own = replace(configured, model=replace(configured.model, name=SONNET, fallbacks=()))
    assert [each.name for each in model_options(own)] == ["offline", SONNET]


def test_every_strategy_has_a_line_in_both_languages():
    from text2sql.messages import say

    for each in strategy_options():
        assert say("ko", f"page.strategy_{each.name}") and say("en", f"page.strategy_{each.name}")


def test_another_writer_leaves_gate_and_warehouse_as_they_are(page):
    from tests.fakes import FakeKnowledge, FakeWarehouse, FakeWriter
    from tests.offline.shop import SHOP
    from text2sql.pipeline import Pipeline
    from text2sql.stages.checking import Checker

    pipeline = Pipeline(FakeKnowledge(SHOP), FakeWriter(), FakeWarehouse(), Checker(SHOP), seconds=5.0)
    other = rewritten(pipeline, Settings(), "offline", "")
    assert other.writer.name == "offline" and other.follower is other.writer
    assert (other.checker, other.warehouse, other.seconds) == (pipeline.checker, pipeline.warehouse, None)

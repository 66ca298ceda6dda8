"""The page over a pipeline whose writer gives the replies of the test."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.fakes import FakeKnowledge, FakeWarehouse, FakeWriter
from tests.offline.shop import SHOP
from text2sql.catalog import SampleQuery
from text2sql.conversations.memory import MemoryConversations
from text2sql.language import detect_language
from text2sql.pipeline import Pipeline
from text2sql.stages.checking import Checker
from text2sql.types import Candidate, Question

PAGE = Path(__file__).parents[2] / "ui" / "app.py"
SAMPLES = tuple(
    SampleQuery(f"s{number}", (f"질문 {number}번은?", f"What about number {number}?"), "SELECT 1")
    for number in range(8)
)
CANDIDATE = Candidate(
    "SELECT region, COUNT(*) AS customers_count FROM customers GROUP BY region",
    "고객 수 · 지역별",
    0.9,
    "grammar",
    assumptions=("가입일 기준",),
)


@pytest.fixture
def page(monkeypatch):
    """Opens the page over a pipeline whose writer gives the replies of the test."""
    import streamlit as st

    from ui import opening
    from ui.turns import OpenPage

    def open_with(
        *replies,
        warehouse=None,
        samples=SAMPLES,
        store=None,
        follower=None,
        conversation="",
        proposals=None,
        samples_folder=None,
        user=None,
        secrets=None,
        fitted=None,
    ):
        st.cache_resource.clear()
        warehouse = warehouse or FakeWarehouse((("서울", 3), ("부산", 2)), ("region", "customers_count"))
        pipeline = Pipeline(
            FakeKnowledge(SHOP, samples), FakeWriter(*replies), warehouse, Checker(SHOP), follower=follower
        )
        today = date(2026, 11, 21)
        opened = OpenPage(
            "shop",
            pipeline,
            today,
            lambda text: Question(text, detect_language(text), today),
            store or MemoryConversations(),
            proposals=proposals,
            samples=samples_folder,
            fitted=fitted,
        )
        monkeypatch.setattr(opening, "names", lambda arguments: ("shop", "warehouse"))
        monkeypatch.setattr(opening, "version", lambda name, arguments: "1")
        monkeypatch.setattr(opening, "open_page", lambda name, arguments: opened)
        app = AppTest.from_file(str(PAGE), default_timeout=30)
        if secrets is not None:
            app.secrets["auth"] = secrets
        if user is not None:
            app.user = user
        if conversation:
            app.query_params["conversation"] = conversation
        return app.run()

    return open_with


def words(app):
    kinds = (app.markdown, app.caption, app.info, app.warning, app.error, app.title)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def clicked(app, label):
    return next(button for button in app.button if button.label == label).click().run()

"""axe's rules on every view and state: nothing serious or critical, be it ours or Streamlit's."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.visiting import click

GRAVE = {"serious", "critical"}


def start(visit, **options):
    return visit(**options)


def answer(visit, **options):
    seen = visit(**options)
    seen.ask("올해 월별 매출")
    seen.ask("서울만")
    click(seen.last().get_by_text("SQL", exact=True).first)
    expect(seen.last().get_by_test_id("stCode")).to_be_visible()
    return seen


def everything(visit, **options):
    """All that a turn can show, opened, and why it is to be believed, beside a sidebar with all its parts."""
    seen = visit(**options)
    seen.ask("올해 월별 매출")
    for title in seen.page.locator("summary").all():
        click(title)
    expect(seen.last().get_by_test_id("stCode").first).to_be_visible()
    seen.picture("opened")
    click(seen.last().get_by_test_id("stPopoverButton").nth(1))
    expect(seen.page.get_by_test_id("stPopoverBody")).to_be_visible()
    return seen


def opened_chart(visit, **options):
    seen = visit(**options)
    click(seen.ask("지역별 고객 수").get_by_test_id("stPopoverButton").first)
    expect(seen.page.get_by_test_id("stPopoverBody")).to_be_visible()
    return seen


def no_answer(visit, **options):
    seen = visit(**options)
    seen.ask("내일 날씨 어때?")
    return seen


def empty(visit, **options):
    seen = visit(**options)
    seen.ask("2031년 서울 매출")
    return seen


def tables(visit, **options):
    return viewed(visit, 1, **options)


def review(visit, **options):
    seen = visit(**options)
    click(seen.ask("등급별 고객 수").get_by_test_id("stFeedback").get_by_role("radio").first)
    expect(seen.last().get_by_test_id("stTextInput")).to_be_visible()
    return viewed(lambda: seen, 2)


def usage(visit, **options):
    seen = visit(**options)
    seen.ask("고객은 몇 명이야?")
    return viewed(lambda: seen, 3)


def sidebar(visit, **options):
    seen = visit(**options)
    seen.ask("고객은 몇 명이야?")
    seen.page.reload()
    seen.ready()
    for title in seen.page.get_by_test_id("stSidebar").locator("summary").all():
        click(title)
    expect(seen.page.get_by_test_id("stTextInput").first).to_be_visible()
    return seen


def viewed(visit, place, **options):
    """One of the views, whatever the language calls it."""
    seen = visit(**options)
    with seen.passing():
        click(seen.page.locator(".st-key-view").get_by_role("radio").nth(place))
    return seen


STATES = [
    (start, {}),
    (start, {"locale": "ko-KR", "scheme": "dark"}),
    (answer, {}),
    (answer, {"locale": "ko-KR", "width": 400}),
    (everything, {"scheme": "dark"}),
    (opened_chart, {}),
    (opened_chart, {"scheme": "dark"}),
    (no_answer, {}),
    (empty, {"locale": "ko-KR"}),
    (sidebar, {"locale": "ko-KR"}),
    (tables, {}),
    (review, {"locale": "ko-KR"}),
    (review, {"locale": "ko-KR", "scheme": "dark"}),
    (tables, {"scheme": "dark"}),
    (usage, {"scheme": "dark"}),
    (usage, {}),
]


def named(value):
    return value.__name__ if callable(value) else "-".join(map(str, value.values())) or "en"


@pytest.mark.parametrize(("state", "options"), STATES, ids=named)
def test_nothing_shuts_people_out(visit, state, options):
    seen = state(visit, **options)
    seen.settled()
    seen.page.wait_for_function("document.getAnimations().every(each => each.playState != 'running')")
    scheme = seen.page.evaluate("getComputedStyle(document.querySelector('.stApp')).colorScheme")
    assert scheme == options.get("scheme", "light"), "the page does not follow the visitor's system"
    found = Axe().run(seen.page).response["violations"]
    grave = [
        f"{each['id']} ({each['impact']}): {node['html'][:160]} {node['failureSummary'][:200]}"
        for each in found
        if each["impact"] in GRAVE
        for node in each["nodes"]
    ]
    assert not grave, "\n".join(grave)

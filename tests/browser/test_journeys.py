"""What analysts do all day, in a real browser: ask, follow up, edit, draw, take away, approve, stop, come back."""

import io
import re

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import click

_COUNTS = ", ".join(f"r{n} AS (SELECT 1 AS i UNION ALL SELECT i + 1 AS i FROM r{n} WHERE i < 100000)" for n in range(4))
SLOW = f"WITH RECURSIVE {_COUNTS} SELECT " + " + ".join(f"(SELECT COUNT(*) FROM r{n})" for n in range(4)) + " AS n"
"""As long as the gate lets anything count, four times: a dozen seconds at least."""


def sql_of(answer):
    """The SQL of an answer, opened on the way."""
    shown = answer.get_by_test_id("stCode")
    if not shown.is_visible():
        click(answer.get_by_text("SQL", exact=True).first)
    return shown.inner_text()


def run_edited(seen, answer, sql):
    """Edit the SQL of an answer and send it off."""
    if not answer.get_by_role("textbox").first.is_visible():
        click(answer.get_by_text("SQL", exact=True).first)
    box = answer.get_by_role("textbox", name=re.compile("SQL"))
    box.fill(sql)
    # The form takes a text in when its box is left; a click before that would find the text of before.
    box.blur()
    expect(box).to_have_value(sql)
    click(answer.get_by_role("button", name=re.compile("Run the edited SQL|고친 SQL 실행")))


def test_the_start_offers_questions_and_a_click_answers_one(visit):
    seen = visit()
    expect(seen.main).to_contain_text("A Korean online shop")
    offered = seen.main.locator("[class*='st-key-example'] button")
    expect(offered).to_have_count(6)
    question = offered.first.inner_text()
    seen.picture("start")
    click(offered.first)
    answer = seen.answered(0)
    expect(seen.page.get_by_label("Chat message from user")).to_contain_text(question)
    expect(answer.get_by_test_id("stDataFrame")).to_be_visible()
    expect(answer).to_contain_text("Approved sample")


def test_follow_up_keeps_what_was_said_and_a_chip_takes_it_away(visit):
    seen = visit()
    seen.ask("Monthly revenue this year in Seoul")
    expect(seen.last().get_by_test_id("stVegaLiteChart")).to_be_visible()
    answer = seen.ask("by category")
    expect(answer).to_contain_text("Kept from the question before")
    chip = answer.locator("[class*='st-key-chip'] button").filter(has_text=re.compile("Seoul|서울"))
    assert "서울" in sql_of(answer)
    seen.picture("chips")
    click(chip.first)
    answer = seen.answered(2)
    assert "서울" not in sql_of(answer)


def test_edited_sql_runs_through_the_same_gate(visit):
    seen = visit()
    answer = seen.ask("How many customers are there?")
    run_edited(seen, answer, "SELECT grade, COUNT(*) AS people FROM customers GROUP BY grade ORDER BY grade")
    answer = seen.answered(1)
    expect(seen.page.get_by_label("Chat message from user").last).to_contain_text("SQL edited")
    expect(answer).to_contain_text("bronze")
    expect(answer.get_by_role("button", name="What changed in the SQL")).to_be_visible()
    click(answer.get_by_role("button", name="What changed in the SQL"))
    expect(seen.page.locator(".sql-change ins").first).to_be_visible()
    seen.picture("changed")
    seen.page.keyboard.press("Escape")
    run_edited(seen, answer, "DELETE FROM customers")
    expect(seen.answered(2).get_by_role("alert")).to_be_visible()


def test_another_chart_is_drawn_without_asking_again(visit):
    seen = visit()
    answer = seen.ask("Monthly revenue this year")
    chart = answer.get_by_test_id("stVegaLiteChart")
    expect(chart).to_be_visible()
    click(answer.get_by_role("button", name="Chart", exact=True))
    kind = seen.page.get_by_role("combobox", name=re.compile("Kind"))
    kind.press("ArrowDown")
    with seen.passing():
        click(seen.page.get_by_role("option", name="Bars"))
    expect(kind).to_have_value("Bars")
    seen.picture("bars")
    passes = seen.passes
    png = seen.download(seen.page.get_by_role("button", name="PNG", exact=True))
    svg = seen.download(seen.page.get_by_role("button", name="SVG", exact=True))
    assert png.path().read_bytes().startswith(b"\x89PNG")
    assert "<svg" in svg.path().read_text("utf-8")
    assert seen.passes == passes


def test_every_download_opens_and_none_runs_the_page_again(visit):
    import openpyxl
    import pyarrow.parquet

    seen = visit()
    answer = seen.ask("지역별 고객 수")
    passes = seen.passes
    click(answer.get_by_role("button", name="Download", exact=True))
    seen.picture("downloads")
    files = {}
    for name in ("CSV", "Excel", "Parquet"):
        files[name] = seen.download(seen.page.get_by_role("button", name=name, exact=True)).path().read_bytes()
    assert files["CSV"].startswith(b"\xef\xbb\xbf") and "서울" in files["CSV"].decode("utf-8-sig")
    rows = list(openpyxl.load_workbook(io.BytesIO(files["Excel"])).active.iter_rows(values_only=True))
    table = pyarrow.parquet.read_table(io.BytesIO(files["Parquet"]))
    assert len(rows) - 1 == table.num_rows == len(files["CSV"].decode("utf-8-sig").splitlines()) - 1 == 17
    assert {row[0] for row in rows[1:]} == set(table.column(0).to_pylist())
    assert seen.passes == passes


def test_a_thumb_up_becomes_a_sample_only_after_the_review(visit, server):
    question = "Which grades have how many people with an agreed newsletter?"
    seen = visit()
    answer = seen.ask("How many customers are there by grade?")
    run_edited(seen, answer, "SELECT grade, COUNT(*) AS people FROM customers WHERE marketing_agreed GROUP BY grade")
    answer = seen.answered(1)
    files = set((server.folder / "samples").glob("*.yaml"))
    with seen.passing():
        click(answer.get_by_role("radio", name="Thumbs up"))
    comment = answer.get_by_role("textbox", name=re.compile("right or wrong"))
    with seen.passing():
        comment.fill("마케팅팀이 매주 봅니다")
        comment.press("Enter")
    expect(answer).to_contain_text("Nothing is learned before somebody has reviewed it")
    assert set((server.folder / "samples").glob("*.yaml")) == files

    seen.look_at("Review")
    expect(seen.main).to_contain_text("마케팅팀이 매주 봅니다")
    expect(seen.main).to_contain_text("Dry run passed")
    asked = seen.main.get_by_role("textbox", name=re.compile("Questions"))
    with seen.passing():
        asked.fill(question)
        asked.press("Control+Enter")
    seen.picture("review")
    click(seen.main.get_by_role("button", name="Approve"))
    expect(seen.main).to_contain_text("Approved as")
    [new] = set((server.folder / "samples").glob("*.yaml")) - files
    assert question in new.read_text("utf-8")

    with seen.passing():
        click(seen.page.get_by_role("button", name="New conversation"))
    answer = seen.ask(question)
    expect(answer).to_contain_text("Approved sample")
    assert "marketing_agreed" in sql_of(answer)


def test_a_running_question_is_stopped_and_the_next_one_is_answered(visit):
    seen = visit()
    answer = seen.ask("How many customers are there?")
    run_edited(seen, answer, SLOW)
    stop = seen.page.get_by_role("button", name="Stop", exact=True)
    expect(stop).to_be_visible()
    seen.picture("working")
    click(stop)
    answer = seen.answered(1)
    expect(answer).to_contain_text("You stopped it")
    expect(answer.get_by_role("button", name="Ask again")).to_be_visible()
    expect(seen.ask("How many orders are there?").get_by_test_id("stDataFrame")).to_be_visible()


def test_a_conversation_survives_a_reload_and_is_found_in_the_sidebar(visit):
    seen = visit()
    seen.ask("부산 고객은 몇 명이야?")
    seen.ask("등급별로")
    seen.page.reload()
    seen.ready()
    expect(seen.answers()).to_have_count(2)
    expect(seen.last()).to_contain_text("bronze")
    seen.picture("reloaded")
    click(seen.last().get_by_role("button", name="Ask again"))
    expect(seen.answered(2).get_by_test_id("stDataFrame")).to_be_visible()

    other = visit()
    click(other.page.get_by_test_id("stSidebar").get_by_text("Conversations"))
    search = other.page.get_by_test_id("stSidebar").get_by_role("textbox", name="Search")
    with other.passing():
        search.fill("부산")
        search.press("Enter")
    other.picture("history")
    click(other.page.get_by_test_id("stSidebar").get_by_role("button", name="부산 고객은 몇 명이야?"))
    expect(other.answers()).to_have_count(3)
    expect(other.ask("그중 여성만")).to_contain_text("Kept from the question before")


@pytest.mark.parametrize(
    ("locale", "title", "asks"),
    [("ko-KR", "데이터에 물어보세요", "물어"), ("fr-FR", "Ask your data", "Ask")],
    ids=["ko", "fr"],
)
def test_the_page_speaks_the_browsers_language_and_can_be_switched(visit, locale, title, asks):
    seen = visit(locale=locale)
    expect(seen.main.get_by_role("heading", level=1)).to_have_text(re.compile(title))
    assert asks in (seen.box.get_attribute("placeholder") or "")
    answer = seen.ask("지난달 지역별 매출 상위 5개")
    expect(answer).to_contain_text("서울")
    seen.picture("answer")
    other, other_title = ("English", "Ask your data") if locale == "ko-KR" else ("한국어", "데이터에 물어보세요")
    click(seen.page.get_by_test_id("stSidebar").get_by_role("radio", name=other, exact=True))
    expect(seen.main.get_by_role("heading", level=1)).to_have_text(re.compile(other_title))
    expect(seen.answers()).to_have_count(1)


def test_a_telephone_is_wide_enough(visit):
    seen = visit(locale="ko-KR", width=400, height=800)
    seen.picture("start")
    expect(seen.page.get_by_test_id("stSidebar")).not_to_be_in_viewport()
    answer = seen.ask("올해 월별 매출")
    expect(answer.get_by_test_id("stVegaLiteChart")).to_be_visible()
    seen.picture("answer")
    for element in (seen.page.locator("html"), seen.main):
        assert element.evaluate("each => each.scrollWidth <= each.clientWidth")


def test_the_keyboard_alone_is_enough(visit):
    seen = visit()
    keys = seen.page.keyboard
    tab_to(seen, "document.activeElement.dataset.testid == 'stChatInputTextArea'", "Tab")
    keys.type("How many customers are in Busan?")
    keys.press("Enter")
    answer = seen.answered(0)
    tab_to(
        seen,
        "document.activeElement.tagName == 'SUMMARY' && document.activeElement.innerText.includes('SQL')",
        "Shift+Tab",
    )
    keys.press("Enter")
    expect(answer.get_by_test_id("stCode")).to_be_visible()
    tab_to(seen, "document.activeElement.innerText.includes('Download')", "Tab")
    keys.press("Enter")
    expect(seen.page.get_by_role("button", name="CSV", exact=True)).to_be_visible()


def tab_to(seen, there, key, most=60):
    """Press a key until the focus is there."""
    for _ in range(most):
        if seen.page.evaluate(there):
            return
        seen.page.keyboard.press(key)
    raise AssertionError(f"{most} times {key} did not lead to {there}")

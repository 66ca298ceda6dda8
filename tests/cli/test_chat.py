"""The chat page as a browser gets it from ``text2sql chat``: served on this machine only, and answering."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from urllib.request import urlopen

import pytest

from tests.cli.conftest import one_sentence, run

CHROMIUM = shutil.which("chromium")


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


@contextmanager
def served(home):
    """The page's process and address."""
    pytest.importorskip("streamlit")
    port = free_port()
    command = [sys.executable, "-m", "text2sql.cli", "chat", "--port", str(port)]
    with subprocess.Popen(command, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as serving:
        for line in serving.stdout:
            if b"URL:" in line:
                break
        else:
            pytest.fail("the page was not served")
        try:
            yield serving, f"http://127.0.0.1:{port}"
            serving.terminate()
            assert serving.wait(10) == 0
        finally:
            serving.kill()


@pytest.fixture
def page_address(home):
    with served(home) as (_, address):
        yield address


def test_an_unknown_database_is_said_before_the_page_opens(home):
    one_sentence(run(home, "chat", "-d", "shpo"), 2)


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_a_korean_question_is_answered_in_a_browser(page_address):
    from playwright.sync_api import expect, sync_playwright

    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=arguments) as browser,
    ):
        page = browser.new_context(locale="ko-KR").new_page()
        page.set_default_timeout(60_000)
        page.goto(page_address)
        expect(page.get_by_role("heading", name="데이터에 물어보세요")).to_be_visible(timeout=60_000)
        box = page.get_by_role("textbox")
        box.fill("지난달 지역별 매출 상위 5개")
        box.press("Enter")
        expect(page.get_by_text("이렇게 읽었습니다")).to_be_visible(timeout=60_000)
        expect(page.locator("canvas").first).to_be_visible(timeout=60_000)
        page.get_by_role("button", name="내려받기", exact=False).first.click()
        with page.expect_download() as downloading:
            page.get_by_role("button", name="CSV", exact=True).click()
        content = downloading.value.path().read_bytes()
    assert content.startswith("\ufeffregion,net_revenue\n".encode())
    assert len(content.splitlines()) == 6


def test_the_page_is_alive(page_address):
    with urlopen(f"{page_address}/_stcore/health") as reply:
        assert reply.read() == b"ok"


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_told_while_a_browser_looks_at_it(home, sign):
    from playwright.sync_api import expect, sync_playwright

    with served(home) as (serving, address), sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        with playwright.chromium.launch(executable_path=CHROMIUM, args=arguments) as browser:
            page = browser.new_page()
            page.goto(address)
            expect(page.get_by_role("heading", name="Ask your data")).to_be_visible(timeout=60_000)
            serving.send_signal(sign)
            assert serving.wait(3) == 0

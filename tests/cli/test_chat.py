"""The chat page as a browser gets it from ``text2sql chat``: served on this machine only, and answering."""

import os
import shutil
import socket
import subprocess
import sys
from urllib.request import urlopen

import pytest

from tests.cli.conftest import one_sentence, run

CHROMIUM = shutil.which("chromium")


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


@pytest.fixture
def page_address(home):
    pytest.importorskip("streamlit")
    port = free_port()
    command = [sys.executable, "-m", "text2sql.cli", "chat", "--port", str(port)]
    with subprocess.Popen(command, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as serving:
        for line in serving.stdout:
            if b"URL:" in line:
                break
        else:
            pytest.fail("the page was not served")
        yield f"http://127.0.0.1:{port}"
        serving.terminate()
        try:
            serving.wait(10)
        except subprocess.TimeoutExpired:  # the server waits for browsers to close their connections, some never do
            serving.kill()


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
        with page.expect_download() as downloading:
            page.get_by_role("button", name="CSV 내려받기").click()
        content = downloading.value.path().read_bytes()
    assert content.startswith("\ufeffregion,net_revenue\n".encode())
    assert len(content.splitlines()) == 6


def test_the_page_is_alive(page_address):
    with urlopen(f"{page_address}/_stcore/health") as reply:
        assert reply.read() == b"ok"

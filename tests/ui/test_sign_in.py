"""Signing in for real: Streamlit's OpenID Connect, a provider on this machine, two people, one question."""

import os
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager
from threading import Thread

import pytest

from tests.ui.provider import Provider

CHROMIUM = shutil.which("chromium")
PEOPLE = {
    "kim": {"sub": "1", "email": "kim@shop.kr", "department": "서울"},
    "lee": {"sub": "2", "email": "lee@shop.kr", "department": "부산"},
}
SETTINGS = """
[databases.sales]
location = "sales"
[safety]
row_filters = { orders = "branch = :branch" }
[page]
claims = { branch = "department" }
owners = ["kim@shop.kr"]
"""
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "0123456789abcdef0123456789abcdef"
client_id = "page"
client_secret = "x"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""
SAMPLE = """
questions: [전체 매출은?]
sql: SELECT SUM(amount) AS revenue FROM orders
approved_by: kim
approved_on: 2026-11-01
"""


@contextmanager
def provider():
    server = Provider(PEOPLE)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def page(folder, provider_address):
    """The page over a folder of files, served to all addresses of this machine."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    for name, text in (
        ("sales/orders.csv", "branch,amount\n서울,10\n서울,5\n부산,7\n"),
        ("sample_queries/sales/revenue.yaml", SAMPLE),
        ("text2sql.toml", SETTINGS),
        (".streamlit/secrets.toml", SECRETS.format(port=port, provider=provider_address)),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    command = [sys.executable, "-m", "text2sql.cli", "chat", "--host", "0.0.0.0", "--port", str(port)]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as serving:
        try:
            assert any(b"URL:" in line for line in serving.stdout), "the page was not served"
            yield f"http://127.0.0.1:{port}"
        finally:
            serving.kill()


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_two_people_sign_in_and_each_sees_their_own(tmp_path):
    pytest.importorskip("authlib")
    from playwright.sync_api import expect, sync_playwright

    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with (
        provider() as vouching,
        page(tmp_path, vouching.address) as address,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=arguments) as browser,
    ):
        for name, revenue, owns in (("kim", "15", True), ("lee", "7", False)):
            seen = browser.new_context(locale="ko-KR").new_page()
            seen.set_default_timeout(60_000)
            seen.goto(address)
            seen.get_by_role("button", name="로그인").click()
            seen.get_by_role("link", name=name).click()
            box = seen.get_by_test_id("stChatInput").get_by_role("textbox")
            box.fill("전체 매출은?")
            box.press("Enter")
            expect(seen.get_by_role("heading", name=revenue)).to_be_visible(timeout=60_000)
            assert seen.get_by_text("사용량", exact=True).count() == owns
            seen.get_by_role("button", name="로그아웃").click()
            expect(seen.get_by_role("button", name="로그인")).to_be_visible(timeout=60_000)
            assert seen.get_by_test_id("stChatInput").count() == 0

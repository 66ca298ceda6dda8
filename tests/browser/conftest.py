"""A real Chromium before a real server. Without Chromium these tests say that they were skipped.

``TEXT2SQL_PICTURES`` names a folder for pictures of the page, for a person to look at; CI keeps them.
"""

import os
import shutil
from pathlib import Path

import pytest

from tests.browser.serving import served, shop_once
from tests.browser.talking import Visitor
from tests.browser.visiting import FLAGS, Visit

SCALE = 0.2
CHROMIUM = shutil.which("chromium")


def pytest_collection_modifyitems(items):
    """Everything in this folder that opens the page in a browser needs one."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and "visit" in item.fixturenames:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip("needs Chromium: apt-get install chromium"))


@pytest.fixture(scope="session")
def shop(tmp_path_factory):
    """A folder with the demo shop and its index; all test processes of a run share it and nobody changes it."""
    place = tmp_path_factory.getbasetemp()
    return shop_once(place.parent if "PYTEST_XDIST_WORKER" in os.environ else place, SCALE)


@pytest.fixture(scope="module")
def server(shop, tmp_path_factory):
    """The page over a copy of the shop that belongs to the module."""
    folder = shutil.copytree(shop, tmp_path_factory.mktemp("page") / "shop")
    with served(folder) as running:
        with Visitor(running.address) as first:
            first.open()  # reads the database, which takes long on a busy machine
        yield running


@pytest.fixture(scope="module")
def chromium():
    """For one module only: Playwright lets nobody else in the process start another while it runs."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, server, request):
    """Opens the page as somebody with this locale and window; at the end nothing may have gone wrong in the browser."""
    pictures = os.environ.get("TEXT2SQL_PICTURES")
    contexts, visits = [], []

    def open_page(locale="en-US", width=1200, height=900, scheme="light", address=""):
        context = chromium.new_context(
            locale=locale, viewport={"width": width, "height": height}, color_scheme=scheme, accept_downloads=True
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        seen = Visit(page, Path(pictures) if pictures else None, f"{request.path.stem}-{request.node.name}")
        visits.append(seen)
        page.goto(address or server.address)
        seen.ready()
        return seen

    yield open_page
    if pictures:
        for place, each in enumerate(visits):
            each.last_picture(f"end{place or ''}")
    for context in contexts:
        context.close()
    assert [each.troubles for each in visits if each.troubles] == []

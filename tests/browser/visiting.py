"""What a person does on the page, in their words; waiting is Playwright's, for what they would see."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Download, Locator, Page, WebSocket, expect

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
expect.set_options(timeout=30_000)
_TALL = 2_400


def click(target: Locator) -> None:
    """Click a thing wherever it is: a chart drawn late moves it, and a mouse may go down on it and up beside it."""
    expect(target).to_be_visible()
    expect(target).to_be_enabled()
    target.dispatch_event("click")


class Visit:
    """One tab on the page, and all that went wrong in it."""

    def __init__(self, page: Page, pictures: Path | None, name: str) -> None:
        self.page = page
        self.troubles: list[str] = []
        """What a browser's console tells of mistakes, and every address outside this machine that was asked for."""
        self.passes = 0
        """How often the browser asked the server to run the page's script."""
        self._pictures = pictures
        self._name = re.sub(r"[^\w-]+", "-", name).strip("-")
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        page.on("console", lambda told: self.troubles.append(told.text) if told.type == "error" else None)
        page.on("request", lambda asked: self._outside(asked.url))
        page.on("websocket", self._count)

    def ready(self) -> None:
        """Wait until the page can be asked."""
        expect(self.box).to_be_enabled()
        self.settled()

    def settled(self) -> None:
        """Wait until the page's script has run to its end."""
        expect(self.page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Do something that makes the page's script run, and wait for the end of that pass.

        Until its end the page may still be put together anew: what is typed into a box that is put up again is lost.
        Right after a click nothing is running yet, so that the server has to be heard.
        """
        before = self.passes
        with self._socket.expect_event("framereceived", lambda frame: self.passes > before and ends_a_pass(frame)):
            yield
        self.settled()

    @property
    def box(self) -> Locator:
        return self.page.get_by_test_id("stChatInputTextArea")

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def answers(self) -> Locator:
        """The right-hand side of every turn on the page."""
        return self.page.get_by_label("Chat message from assistant")

    def last(self) -> Locator:
        return self.answers().last

    def ask(self, question: str) -> Locator:
        """Type a question, press Enter, and wait for what comes of it."""
        before = self.answers().count()
        self.box.fill(question)
        expect(self.box).to_have_value(question)
        self.box.press("Enter")
        return self.answered(before)

    def answered(self, before: int) -> Locator:
        """Wait for one turn more than there were."""
        expect(self.answers()).to_have_count(before + 1)
        expect(self.page.get_by_role("button", name=re.compile("^(Stop|멈추기)$"))).to_have_count(0)
        self.settled()
        return self.last()

    def look_at(self, view: str) -> None:
        """Choose one of the views in the sidebar."""
        with self.passing():
            click(self.page.get_by_test_id("stSidebar").get_by_role("radio", name=view, exact=True))

    def download(self, button: Locator) -> Download:
        with self.page.expect_download() as started:
            click(button)
        return started.value

    def picture(self, name: str) -> None:
        """Keep a picture of what the window shows, if pictures are wanted; the page does not notice."""
        if self._pictures is not None:
            self.page.screenshot(path=self._pictures / f"{self._name}-{name}.png", animations="disabled")

    def last_picture(self, name: str) -> None:
        """Keep a picture of the whole page, if pictures are wanted; in the higher window things move."""
        size = self.page.viewport_size
        assert size is not None
        height = self.page.evaluate("document.querySelector('main').scrollHeight")
        self.page.set_viewport_size({"width": size["width"], "height": min(max(size["height"], height + 40), _TALL)})
        self.picture(name)

    def _outside(self, address: str) -> None:
        if not address.startswith(("http://127.0.0.1:", "data:", "blob:")):
            self.troubles.append(f"asked for {address}")

    def _count(self, socket: WebSocket) -> None:
        self._socket = socket
        socket.on("framesent", self._look_for_a_pass)

    def _look_for_a_pass(self, frame: bytes | str) -> None:
        self.passes += asks_for_a_pass(frame)


def asks_for_a_pass(frame: bytes | str) -> bool:
    """Whether the browser asks the server to run the page's script."""
    from streamlit.proto.BackMsg_pb2 import BackMsg

    if not isinstance(frame, bytes):
        return False
    message = BackMsg()
    message.ParseFromString(frame)
    return bool(message.WhichOneof("type") == "rerun_script")


def ends_a_pass(frame: bytes | str) -> bool:
    """Whether the server says that it ran the page's script, or the part of it that was asked for, to its end."""
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    if not isinstance(frame, bytes):
        return False
    message = ForwardMsg()
    message.ParseFromString(frame)
    cut_short = message.script_finished == ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN
    return bool(message.WhichOneof("type") == "script_finished" and not cut_short)

"""A visitor without a browser: speaks Streamlit's websocket, so that thirty of them fit on one machine.

The page's script runs on the server exactly as it does for a browser; only nobody draws what it says.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl

from websockets.sync.client import ClientConnection, connect

_LARGEST_MESSAGE = 64 * 1024 * 1024
_PATIENCE_SECONDS = 120.0


@dataclass(slots=True)
class Pass:
    """What one pass of the page's script showed, in the order of the page."""

    elements: dict[tuple[int, ...], object] = field(default_factory=dict)
    """Streamlit's own elements at their places; a later one takes the place of an earlier one."""
    succeeded: bool = False

    def kinds(self) -> list[str]:
        """The kinds of elements, such as ``arrow_data_frame``."""
        return [each.WhichOneof("type") for each in self._ordered()]

    def texts(self) -> list[str]:
        """What stands on the page as words."""
        told = (each for each in self._ordered())
        return [getattr(each, each.WhichOneof("type")).body for each in told if _has_words(each)]

    def headlines(self) -> list[str]:
        """The figure in words of every answer on the page, oldest first."""
        return [text.removeprefix("#### ").replace("\\", "") for text in self.texts() if text.startswith("#### ")]

    def _ordered(self):
        return [self.elements[place] for place in sorted(self.elements)]


def _has_words(element) -> bool:
    return element.WhichOneof("type") in ("markdown", "alert", "heading")


class Visitor:
    """One tab that is open on the page."""

    def __init__(self, address: str, locale: str = "en-US", conversation: str = "") -> None:
        url = address.replace("http", "ws", 1) + "/_stcore/stream"
        self._connecting = connect(
            url,
            subprotocols=["streamlit"],
            max_size=_LARGEST_MESSAGE,
            open_timeout=_PATIENCE_SECONDS,
            ping_interval=None,
        )
        self._socket: ClientConnection
        self._locale = locale
        self._query = f"conversation={conversation}" if conversation else ""
        self._chat_input = ""

    def __enter__(self) -> Self:
        self._socket = self._connecting.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._connecting.__exit__(kind, error, at)

    def open(self) -> Pass:
        """Load the page."""
        self._send("")
        return self.seen()

    def ask(self, question: str) -> Pass:
        """Ask and wait for what comes of it."""
        self.begin(question)
        return self.seen()

    def begin(self, question: str) -> None:
        """Ask and wait for nothing."""
        self._send(question)

    def first_sign(self) -> None:
        """Wait until the page says anything: the script runs."""
        next(self._messages(60.0))

    @property
    def conversation(self) -> str:
        """What the address names; empty before the first question."""
        return dict(parse_qsl(self._query)).get("conversation", "")

    def seen(self, seconds: float = 120.0) -> Pass:
        """The next pass to its end.

        Raises:
            TimeoutError: the page was silent for so long.
        """
        shown = Pass()
        for message in self._messages(seconds):
            kind = message.WhichOneof("type")
            if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                self._take(shown, tuple(message.metadata.delta_path), message.delta.new_element)
            elif kind == "page_info_changed":
                self._query = message.page_info_changed.query_string
            elif kind == "script_finished":
                if message.script_finished == message.FINISHED_EARLY_FOR_RERUN:
                    shown = Pass()
                    continue
                shown.succeeded = message.script_finished == message.FINISHED_SUCCESSFULLY
                return shown
        return shown

    def _take(self, shown: Pass, place: tuple[int, ...], element) -> None:
        shown.elements[place] = element
        if element.WhichOneof("type") == "chat_input":
            self._chat_input = element.chat_input.id

    def _messages(self, seconds: float) -> Iterator:
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        while True:
            message = ForwardMsg()
            message.ParseFromString(self._socket.recv(timeout=seconds, decode=False))
            yield message

    def _send(self, typed: str) -> None:
        from streamlit.proto.BackMsg_pb2 import BackMsg

        message = BackMsg()
        asked = message.rerun_script
        asked.query_string = self._query
        asked.context_info.locale = self._locale
        asked.context_info.timezone = "Asia/Seoul"
        if typed:
            state = asked.widget_states.widgets.add()
            state.id = self._chat_input
            state.chat_input_value.data = typed
        self._socket.send(message.SerializeToString())

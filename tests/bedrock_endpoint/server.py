"""HTTP/1.1 with connections that are kept, a thread for each, and nothing left behind when it stops."""

import contextlib
import socket
import sys
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.bedrock_endpoint.steps import Cut, Head, Pause, Piece, Step

Perform = Callable[[str, Mapping[str, str], bytes], tuple[Step, ...]]
_POLL_SECONDS = 0.02
_ENDING_SECONDS = 5.0


class Server:
    """Listens on this machine only; plays the steps that ``perform`` answers a request with."""

    def __init__(self, port: int, perform: Perform, fail: Callable[[str], None]) -> None:
        """``fail`` is told of anything that went wrong in here and not on the client's side."""
        self._listener = _Listener(port, perform, fail)
        self._thread = threading.Thread(
            target=self._listener.serve_forever, args=(_POLL_SECONDS,), name="bedrock-endpoint", daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._listener.server_address[1]}"

    def stop(self) -> None:
        """Take no more connections, cut those there are, wait for their threads."""
        if not self._thread.is_alive():
            return
        self._listener.shutdown()
        self._thread.join()
        self._listener.server_close()
        self._listener.cut_all()


class _Listener(ThreadingHTTPServer):
    request_queue_size = 256

    def __init__(self, port: int, perform: Perform, fail: Callable[[str], None]) -> None:
        self.perform, self.fail = perform, fail
        self._open: dict[socket.socket, threading.Thread] = {}
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", port), _Connection)

    def process_request(self, request: object, client_address: object) -> None:
        assert isinstance(request, socket.socket)
        # A daemon: an endpoint that somebody forgot to close must not keep the process.
        thread = threading.Thread(target=self._serve, args=(request, client_address), daemon=True)
        with self._lock:
            # Before it starts, so that stopping knows every connection there is.
            self._open[request] = thread
        thread.start()

    def _serve(self, request: socket.socket, client_address: object) -> None:
        try:
            self.process_request_thread(request, client_address)
        finally:
            with self._lock:
                self._open.pop(request, None)

    def cut_all(self) -> None:
        """Shut every connection down, which ends each wait on it, and join the threads."""
        with self._lock:
            connections = dict(self._open)
        for connection in connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in connections.values():
            thread.join(_ENDING_SECONDS)

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing is printed: a client that went away is no error, anything else is a failure of the test."""
        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError):
            self.fail(f"the endpoint itself failed: {error!r}")


class _Connection(BaseHTTPRequestHandler):
    server: _Listener
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # Else the second packet of a reply waits 40 ms for the first one's receipt.
    wbufsize = -1

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            steps = self.server.perform(self.path, dict(self.headers.items()), raw)
        except Exception as error:
            # A script's own mistake must reach the test and not only the client under test.
            self.server.fail(f"the script for {self.path} failed: {error!r}")
            self.close_connection = True
            return
        try:
            self._play(steps)
        except ConnectionError:
            self.close_connection = True

    def _play(self, steps: tuple[Step, ...]) -> None:
        chunked = False
        for step in steps:
            if isinstance(step, Pause):
                if step.seconds > 0 and self._left_alone(step.seconds):
                    self.close_connection = True
                    return
            elif isinstance(step, Head):
                chunked = step.length is None
                self._write_head(step)
            elif isinstance(step, Piece):
                self.wfile.write(b"%x\r\n%b\r\n" % (len(step.data), step.data) if chunked else step.data)
                if chunked:
                    self.wfile.flush()
            elif isinstance(step, Cut):
                self._cut()
                return
        if chunked:
            self.wfile.write(b"0\r\n\r\n")
        self.wfile.flush()

    def _write_head(self, head: Head) -> None:
        self.send_response(head.status)
        self.send_header("Content-Type", head.content_type)
        self.send_header("x-amzn-RequestId", f"local-{id(self):x}")
        for name, value in head.headers.items():
            self.send_header(name, value)
        if head.error:
            self.send_header("x-amzn-ErrorType", f"{head.error}:http://internal.amazon.com/coral/com.amazon.bedrock/")
        if head.length is None:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(head.length))
        self.end_headers()

    def _left_alone(self, seconds: float) -> bool:
        """Wait; True as soon as the client goes away or the endpoint stops, which both end the connection."""
        self.wfile.flush()
        self.connection.settimeout(seconds)
        try:
            return not self.connection.recv(1, socket.MSG_PEEK)
        except TimeoutError:
            return False
        finally:
            self.connection.settimeout(None)

    def _cut(self) -> None:
        self.wfile.flush()
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *words: object) -> None:
        """Say nothing; requests are kept, not printed."""

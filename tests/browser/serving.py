"""The page as people get it: ``text2sql chat`` in a process of its own over the demo shop, to be ended and killed."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Thread

from filelock import FileLock

CLONE = Path(__file__).parents[2]
AS_OF = date(2026, 11, 20)
TODAY = date(2026, 11, 21)


@dataclass(frozen=True, slots=True)
class ServedPage:
    """A running server."""

    folder: Path
    """Its settings, its copy of the shop and all that it writes."""
    port: int
    process: subprocess.Popen[str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def conversations(self) -> Path:
        return self.folder / "data" / "conversations.sqlite"

    def kill(self) -> None:
        """End the server as a machine without power would, with nothing said before. Its children find out."""
        self.process.kill()
        self.process.wait()


def shop_once(place: Path, scale: float) -> Path:
    """A folder with a shop and its index, made by whoever comes first of several processes."""
    folder = place / f"shop-{scale}"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            making = place / f"shop-{scale}.making"
            shutil.rmtree(making, ignore_errors=True)
            _make_shop(making, scale)
            making.rename(folder)
    return folder


def _make_shop(folder: Path, scale: float) -> None:
    from text2sql.assembly import open_database
    from text2sql.demo.warehouse import build
    from text2sql.settings import load_settings

    build(folder / "shop.duckdb", AS_OF, scale=scale)
    shutil.copytree(CLONE / "schemas" / "shop", folder / "cards")
    shutil.copytree(CLONE / "sample_queries" / "shop", folder / "samples")
    (folder / ".streamlit").mkdir()
    shutil.copy(CLONE / ".streamlit" / "config.toml", folder / ".streamlit")
    (folder / "text2sql.toml").write_text(
        f'data_folder = "data"\ndefault_database = "shop"\n[audit]\nfolder = "audit"\n'
        f'[databases.shop]\nlocation = "shop.duckdb"\ncards = "cards"\nsamples = "samples"\ntoday = {TODAY}\n'
        'personal = "allow"\n'
        'description.en = "A Korean online shop: customers, orders, products, payments and deliveries."\n'
        'description.ko = "한국의 온라인 쇼핑몰: 고객, 주문, 상품, 결제, 배송."\n',
        "utf-8",
    )
    open_database(load_settings(folder / "text2sql.toml")).close()


@contextmanager
def served(folder: Path, port: int = 0) -> Iterator[ServedPage]:
    """Serve the page over the shop in a folder; all its processes are gone afterwards."""
    port = port or _free_port()
    command = [sys.executable, "-m", "text2sql.cli", "--settings", str(folder / "text2sql.toml"), "chat"]
    process = subprocess.Popen(
        [*command, "--port", str(port)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(CLONE)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        said = _until_it_listens(process)
        assert process.poll() is None, said
        Thread(target=_drain, args=(process, folder / "server.log"), daemon=True).start()
        yield ServedPage(folder, port, process)
    finally:
        _end(process)


def _until_it_listens(process: subprocess.Popen[str]) -> str:
    said = ""
    assert process.stdout is not None
    for line in process.stdout:
        said += line
        if "URL:" in line:
            break
    return said


def _drain(process: subprocess.Popen[str], log: Path) -> None:
    """Read on, so that the server never waits for a reader."""
    assert process.stdout is not None
    with log.open("a", encoding="utf-8") as file, process.stdout:
        for line in process.stdout:
            file.write(line)
            file.flush()


def _end(process: subprocess.Popen[str]) -> None:
    for ending in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, ending)
            process.wait(10)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue
    process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port

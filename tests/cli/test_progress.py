"""What is shown while an answer is made: nothing without a terminal, a bar and a line on one."""

import subprocess
import sys


def test_nothing_is_shown_or_loaded_without_a_terminal():
    code = """
import sys
from text2sql.terminal.progress import Progress
from text2sql.types import Declined
with Progress("ko") as progress:
    progress.on_progress("orders", 1, 3)
    progress.say("알림")
print([name for name in sys.modules if name.split(".")[0] == "rich"], progress.folded(Declined("")))
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stderr == "알림\n"
    assert told.stdout.startswith("[] 0단계")


def test_indexing_shows_a_bar_on_a_terminal(tmp_path):
    import os
    import pty

    (tmp_path / "sales.csv").write_text("city,amount\n서울,1\n", "utf-8")
    keyboard, screen = pty.openpty()
    command = [sys.executable, "-m", "text2sql.cli", "index", "-d", str(tmp_path / "sales.csv")]
    environment = {**os.environ, "TEXT2SQL_DATA_FOLDER": str(tmp_path / "data"), "TERM": "xterm", "COLUMNS": "120"}
    indexing = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=screen, cwd=tmp_path, env=environment)
    os.close(screen)
    shown = b""
    try:
        while chunk := os.read(keyboard, 4096):
            shown += chunk
    except OSError:
        pass  # the other end was closed: the command has ended
    out = indexing.stdout.read()
    indexing.stdout.close()
    assert indexing.wait() == 0
    assert b"brought up to date" in out
    assert "━".encode() in shown
    assert b"embedding" in shown

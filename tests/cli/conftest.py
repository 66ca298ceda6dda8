"""A folder as people have one: settings for the demo shop, the clone's cards and samples, and an index."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import TODAY

CLONE = Path(__file__).parents[2]
_DROP_FROM_BOUNDS, _MAY_IGNORE_PERMISSIONS = 24, (1, 2)


@pytest.fixture(scope="session")
def home(demo_file, tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    (folder / "text2sql.toml").write_text(
        f"""default_database = "shop"
[databases.shop]
location = "{demo_file}"
cards = "{CLONE / "schemas" / "shop"}"
samples = "{CLONE / "sample_queries" / "shop"}"
today = {TODAY.isoformat()}
personal = "allow"
""",
        "utf-8",
    )
    assert run(folder, "index").returncode == 0
    return folder


def run(folder, *arguments, stdin=b"", as_anybody=False, **environment):
    """One command in a process of its own; ``as_anybody`` takes the right to ignore permissions away from root."""
    told = subprocess.run(
        [sys.executable, "-m", "text2sql.cli", *map(str, arguments)],
        capture_output=True,
        cwd=folder,
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        env={**os.environ, "COLUMNS": "200", **environment},
        preexec_fn=_obey_permissions if as_anybody and os.geteuid() == 0 else None,
        check=False,
    )
    told.out, told.err = told.stdout.decode(), told.stderr.decode()
    assert "Traceback" not in told.err
    return told


def _obey_permissions():
    libc = ctypes.CDLL(None)
    for right in _MAY_IGNORE_PERMISSIONS:
        libc.prctl(_DROP_FROM_BOUNDS, right)


def one_sentence(told, code):
    """Whether the command failed politely: a sentence or two, and what to do next."""
    assert told.returncode == code, told.err
    assert told.out == ""
    assert told.err.startswith("text2sql: ")
    assert told.err.rstrip().endswith((".", "`.", '"', "first.", "?"))
    assert len(told.err.splitlines()) == 1

"""Folders for what does not fit into memory do not outlive their owners, and are never taken from a living one."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from text2sql.warehouses.spilling import PREFIX, SpillFolder, remove_left

OWNER = """
import sys
from text2sql.warehouses.spilling import SpillFolder
folder = SpillFolder()
print(folder.path, flush=True)
sys.stdin.read()
"""
LONG_AGO = 1_000_000_000


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def old(folder):
    os.utime(folder, (LONG_AGO, LONG_AGO))
    return folder


def test_a_folder_stays_while_its_owner_lives_and_goes_after_it_was_killed(place):
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(place)},
    )
    with owner:
        folder = Path(owner.stdout.readline().decode().strip())
        (folder / "duckdb_temp_storage-0.tmp").write_bytes(b"spilled")
        old(folder)
        remove_left(place)
        assert (folder / "duckdb_temp_storage-0.tmp").exists()
        owner.send_signal(signal.SIGKILL)
        owner.wait()
        remove_left(place)
        assert not folder.exists()


def test_what_is_not_ours_or_new_stays(place, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "중요한 것").write_text("keep")
    young = place / f"{PREFIX}young"
    young.mkdir()
    link = place / f"{PREFIX}link"
    link.symlink_to(elsewhere)
    file = place / f"{PREFIX}file"
    file.write_text("keep")
    other = place / "another-folder"
    other.mkdir()
    for each in (elsewhere, other, file):
        old(each)
    remove_left(place)
    assert (elsewhere / "중요한 것").exists()
    assert young.exists() and link.is_symlink() and file.exists() and other.exists()


def test_a_folder_goes_when_it_is_no_longer_needed(place):
    folder = SpillFolder()
    assert Path(folder.path).parent == place
    (Path(folder.path) / "spilled").write_bytes(b"1")
    folder.remove()
    folder.remove()
    assert not list(place.glob(f"{PREFIX}*"))

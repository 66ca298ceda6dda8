"""Folders for what does not fit into a worker's memory, which go with their owner however it ends.

A process that is killed cannot clean up after itself. Each folder is locked by the process that owns it, and the system
takes a lock away with its process: so a folder that can be locked has lost its owner, in whichever container it ran,
and the next process that needs one removes it.
"""

import fcntl
import os
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from shutil import rmtree
from stat import S_ISDIR
from time import time

PREFIX = "text2sql-spill-"
_YOUNG_SECONDS = 60.0
"""A folder this young may not be locked yet."""


class SpillFolder:
    """A folder of one worker, empty at first."""

    def __init__(self) -> None:
        """Make the folder and, once a process, remove those that were left behind."""
        _remove_left_once(tempfile.gettempdir())
        self.path = tempfile.mkdtemp(prefix=PREFIX)
        self._lock: int | None = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        with suppress(OSError):
            # Where a file system knows no locks, nobody can take it either: what is left there stays.
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def remove(self) -> None:
        """Delete the folder with all that is in it; safe to call twice."""
        rmtree(self.path, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


@cache
def _remove_left_once(place: str) -> None:
    remove_left(Path(place))


def remove_left(place: Path) -> None:
    """Delete the folders of this user in ``place`` whose owners are gone; what cannot be told or deleted stays."""
    with suppress(OSError):
        for folder in place.glob(f"{PREFIX}*"):
            with suppress(OSError):
                _remove_if_left(folder)


def _remove_if_left(folder: Path) -> None:
    found = folder.lstat()
    if not S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or time() - found.st_mtime < _YOUNG_SECONDS:
        return
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)

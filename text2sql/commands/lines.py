"""JSON lines in and out: one object a line, one answer a line, and nothing that stops the stream."""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from text2sql.errors import UsageError


@dataclass(frozen=True, slots=True)
class Line:
    """One line that was read."""

    id: object
    """Its ``id`` as it came, or None."""
    fields: Mapping[str, object]
    problem: str = ""
    """Why it cannot be used; empty when it can."""

    def text(self, name: str) -> str:
        """A field that is optional; empty when it is missing or no text."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""


def read_lines(file: str, needed: str) -> Iterator[Line]:
    """The lines of a file, ``-`` for standard input, as they arrive; empty ones are passed over.

    Args:
        file: a path, or ``-``.
        needed: the field that every line must have, a text.

    Raises:
        UsageError: the file cannot be read.
    """
    for line in _raw_lines(file):
        if line.strip():
            yield _read(line, needed)


def _read(line: str, needed: str) -> Line:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Line(None, {}, f"The line is not JSON: {error}.")
    if not isinstance(entry, dict):
        return Line(None, {}, f'The line is not a JSON object with "{needed}".')
    if not isinstance(entry.get(needed), str):
        return Line(entry.get("id"), entry, f'The line has no "{needed}" text.')
    return Line(entry.get("id"), entry)


def write_line(entry: Mapping[str, object]) -> None:
    """Write one line, at once, so that whoever waits at the other end of a pipe gets it."""
    click.echo(json.dumps(entry, ensure_ascii=False))
    sys.stdout.flush()


def read_whole(file: str) -> str:
    """All of a file, or of standard input for ``-``, bad bytes replaced.

    Raises:
        UsageError: the file cannot be read.
    """
    if file == "-":
        return sys.stdin.buffer.read().decode("utf-8-sig", "replace")
    try:
        return Path(file).read_bytes().decode("utf-8-sig", "replace")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{file} cannot be read ({reason}). Check the path.") from error


def _raw_lines(file: str) -> Iterator[str]:
    """Lines with bad bytes replaced: a firewall must not stop at one."""
    if file != "-":
        yield from read_whole(file).split("\n")
        return
    for number, line in enumerate(sys.stdin.buffer):
        yield line.decode("utf-8-sig" if number == 0 else "utf-8", "replace")

"""The side of an adapter: a question a line comes in as JSON, an answer a line goes out.

In: ``open``, an SQLite file, or ``id`` and ``question``, which is about the file opened last. Out, for the first
``{"opened": true}``, for a question ``id``, ``sql`` (or null), ``status`` and ``message`` as in a file of predictions,
and ``seconds``, which the package took. Being imported and learning a schema are not part of a question.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

Opened = TypeVar("Opened")


@dataclass(frozen=True)
class Reply:
    """What a package made of a question."""

    sql: str | None
    status: str
    """``answered``, ``clarify``, ``declined`` or ``failed``."""
    message: str = ""


@dataclass(frozen=True)
class Package(Generic[Opened]):
    """How a package is asked."""

    open: Callable[[str], Opened]
    """Learns the schema of an SQLite file."""
    ask: Callable[[Opened, str], Reply]


def serve(package: Package[Opened]) -> None:
    """Answer standard input until it ends. What the package prints goes to standard error."""
    out, sys.stdout = sys.stdout, sys.stderr
    opened: Opened | Exception = LookupError("No database is open.")
    for line in sys.stdin:
        asked = json.loads(line)
        if "open" in asked:
            try:
                opened = package.open(asked["open"])
            except Exception as error:
                opened = error
            print(json.dumps({"opened": True}), file=out, flush=True)
            continue
        began = time.perf_counter()
        reply = _reply(package, opened, asked["question"])
        seconds = time.perf_counter() - began
        told = {"id": asked["id"], "sql": reply.sql, "status": reply.status, "message": reply.message}
        print(json.dumps({**told, "seconds": seconds}), file=out, flush=True)


def _reply(package: Package[Opened], opened: Opened | Exception, question: str) -> Reply:
    try:
        if isinstance(opened, Exception):
            raise opened
        return package.ask(opened, question)
    except Exception as error:  # Whatever it raises is its way to say that it cannot.
        return Reply(None, "failed", f"{type(error).__name__}: {error}")

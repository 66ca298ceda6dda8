"""Many conversations at once on one server: python -m benchmarks.page_load [--conversations 30] [--answers 500].

Each conversation is a websocket that speaks Streamlit's protocol, so the page's script runs on the server as it does
for a browser. Everybody asks about another place and grade; a figure that is not their own is a mixed-up session, and
so is a turn of somebody else's on their page.

Targets (issue 6): no error, no mixed-up session, 95 % of answers within 6 s on 2 cores, the server's processes within
1.5 GB, and no growth over 500 answers.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier, Lock
from time import perf_counter

from tests.browser.serving import ServedPage, served, shop_once
from tests.browser.talking import Pass, Visitor

P95_SECONDS = 6.0
MEMORY_MB = 1_500
GROWTH_MB = 50
"""Memory that 500 answers may add after the first hundred; allocators give nothing back at once."""

_PATIENCE_SECONDS = 180.0
"""How long everybody waits for the last one to have loaded the page."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of which the right figure is known, because it was counted here."""

    text: str
    figure: int


def questions(database: Path) -> list[Asked]:
    """Customers of a region and grade: as many different figures as possible."""
    import duckdb

    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute("SELECT region, grade, COUNT(*) FROM customers GROUP BY ALL ORDER BY ALL").fetchall()
    figures = Counter(row[2] for row in rows)
    told = [Asked(f"{region} {grade} 고객은 몇 명이야?", figure) for region, grade, figure in rows]
    return sorted(told, key=lambda each: (figures[each.figure], each.text))


@dataclass(slots=True)
class Measured:
    """What happened in all conversations."""

    seconds: list[float]
    errors: list[str]
    mixed: list[str]
    processor: float = 0.0
    """Seconds of the processors that the server took, the loading of the pages included."""


def converse(page: ServedPage, own: Asked, turns: int, begin: Barrier, found: Measured, lock: Lock) -> None:
    """One conversation: the same question again and again, so that every turn on its page must show the same figure."""
    with ExitStack() as tabs:
        try:
            visitor = tabs.enter_context(Visitor(page.address, locale="ko-KR"))
            visitor.open()
        finally:
            begin.wait(_PATIENCE_SECONDS)
        for turn in range(turns):
            started = perf_counter()
            shown = visitor.ask(own.text)
            seconds = perf_counter() - started
            error, mixed = _judged(shown, own, turn + 1)
            with lock:
                found.seconds.append(seconds)
                found.errors += error
                found.mixed += mixed


def _judged(shown: Pass, own: Asked, turns: int) -> tuple[list[str], list[str]]:
    """What went wrong, and which figures on the page are somebody else's."""
    lines = shown.headlines()
    troubles = [kind for kind in shown.kinds() if kind in ("exception", "alert")]
    error = [] if shown.succeeded and len(lines) == turns and not troubles else [f"{own.text}: {lines} {troubles}"]
    return error, [f"{own.text} ({own.figure}): {line}" for line in lines if f" {own.figure:,}" not in line]


def at_once(page: ServedPage, asked: list[Asked], turns: int) -> Measured:
    """All conversations at the same time, everybody beginning together."""
    found, begin, lock = Measured([], [], []), Barrier(len(asked)), Lock()
    taken = processor_seconds(page)
    with ThreadPoolExecutor(len(asked)) as pool:
        running = [pool.submit(converse, page, own, turns, begin, found, lock) for own in asked]
        for own, each in zip(asked, running, strict=True):
            if problem := each.exception():
                found.errors.append(f"{own.text}: {problem!r}")
    found.processor = processor_seconds(page) - taken
    return found


def memory_mb(page: ServedPage) -> float:
    """What the server and its children hold of their own; what they share is counted once (Linux)."""
    return sum(map(_proportional_mb, _tree(page.process.pid)))


def processor_seconds(page: ServedPage) -> float:
    """What the server and its children have taken of the processors, which does not depend on other work there."""
    ticks = 0
    for process in _tree(page.process.pid):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _tree(root: int) -> Iterable[int]:
    yield root
    for thread in Path(f"/proc/{root}/task").iterdir():
        for child in (thread / "children").read_text().split():
            yield from _tree(int(child))


def _proportional_mb(process: int) -> float:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def main() -> int:
    """Measure, print, and say whether the targets are met."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--conversations", type=int, default=30)
    parser.add_argument("--turns", type=int, default=4)
    parser.add_argument("--answers", type=int, default=500)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = shutil.copytree(shop_once(Path(place), 1.0), Path(place) / "served")
        asked = questions(folder / "shop.duckdb")
        with served(folder) as page:
            with Visitor(page.address) as first:
                first.open()
            before = memory_mb(page)
            found = at_once(page, asked[: given.conversations], given.turns)
            after = memory_mb(page)
            grown = list(growth(page, asked, given.answers, found))
    print(f"machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; Python {sys.version.split()[0]}")
    return report(found, before, after, grown, given.conversations)


def growth(page: ServedPage, asked: list[Asked], answers: int, found: Measured) -> Iterable[float]:
    """Memory after every hundred answers of short conversations, each of a new visitor."""
    for start in range(0, answers, 100):
        for place in range(start, start + 100, 10):
            own = asked[(place // 10) % len(asked)]
            with Visitor(page.address, locale="ko-KR") as visitor:
                visitor.open()
                for turn in range(10):
                    error, mixed = _judged(visitor.ask(own.text), own, turn + 1)
                    found.errors += error
                    found.mixed += mixed
        yield memory_mb(page)


def report(found: Measured, before: float, after: float, grown: list[float], conversations: int) -> int:
    """Print the figures; 0 when all targets are met."""
    cuts = statistics.quantiles(found.seconds, n=20)
    print(f"{len(found.seconds)} answers in {conversations} conversations at once")
    print(f"errors {len(found.errors)}, mixed-up figures {len(found.mixed)}")
    for line in (found.errors + found.mixed)[:5]:
        print(f"  {line}")
    print(
        f"seconds: median {statistics.median(found.seconds):.2f}, p95 {cuts[18]:.2f}, longest {max(found.seconds):.2f}"
    )
    print(f"processor time of the server: {found.processor:.1f} s, loading the pages included")
    print(f"memory: {before:.0f} MB before, {after:.0f} MB after")
    print("memory after each further 100 answers: " + ", ".join(f"{each:.0f} MB" for each in grown))
    rise = grown[-1] - grown[0] if grown else 0.0
    peak = max([after, *grown])
    met = not found.errors and not found.mixed and cuts[18] <= P95_SECONDS and peak <= MEMORY_MB and rise <= GROWTH_MB
    print("all targets met" if met else "a target is missed")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())

"""Charts of a report as SVG text.

They are drawn here and not by Altair, because its pages fetch a megabyte of scripts from the network or need a package
of 33 MB to hold them; a report is mailed, archived and opened where there is neither. Colours come from the page's
style, so charts follow light and dark.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from text2sql.evaluation.report import Group, Latency
from text2sql.evaluation.statistics import CoveragePoint

_WIDTH = 640
_LABELS = 190
"""Room for names, left."""
_FIGURES = 110
"""Room for figures, right."""
_ROW = 22
_LONGEST_NAME = 26
_MOST_POINTS = 400
"""Of a line; more cannot be seen."""


def share_chart(groups: Sequence[Group]) -> str:
    """A bar for each group with a whisker for its 95 % interval."""
    rows = []
    for group in groups:
        share, interval = group.right.value or 0.0, group.right.interval or (0.0, 0.0)
        told = f"{group.name}: {group.right.count} of {group.right.total} right, 95 % {_percents(interval)}"
        rows.append(_Row(group.name, share, f"{share:.1%} of {group.right.total}", told, interval))
    return _bars(rows, "Share of right answers")


def count_chart(counts: Sequence[tuple[str, int]]) -> str:
    """A bar for each name, the longest full."""
    most = max((count for _, count in counts), default=1)
    return _bars(
        [_Row(name, count / most, str(count), f"{name}: {count}") for name, count in counts], "Errors by class"
    )


def latency_chart(latencies: Sequence[Latency]) -> str:
    """A bar to the median with a whisker to the 95th percentile of each stage."""
    most = max((each.p95 for each in latencies), default=0.0) or 1.0
    rows = []
    for each in latencies:
        figures = f"{_duration(each.p50)} / {_duration(each.p95)}"
        told = f"{each.stage}: half within {_duration(each.p50)}, 95 % within {_duration(each.p95)}"
        rows.append(_Row(each.stage, each.p50 / most, figures, told, (each.p50 / most, each.p95 / most)))
    return _bars(rows, "Seconds by stage: p50 / p95")


def coverage_chart(curve: Sequence[CoveragePoint]) -> str:
    """Precision (up) against coverage (right), both from 0 to 1, had only the most confident answers been given."""
    left, top, width, height = 44, 12, 420, 220
    step = max(1, len(curve) // _MOST_POINTS)
    shown = [*curve[::step], *curve[-1:]]
    places = [
        (left + width * (each.answered.value or 0.0), top + height * (1 - (each.right.value or 0.0))) for each in shown
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    marks = []
    for tenth in (0, 25, 50, 75, 100):
        x, y = left + width * tenth / 100, top + height * (1 - tenth / 100)
        marks.append(f'<line class="grid" x1="{left}" x2="{left + width}" y1="{y:.1f}" y2="{y:.1f}"/>')
        marks.append(f'<text class="end" x="{left - 6}" y="{y + 4:.1f}">{tenth}%</text>')
        marks.append(f'<text class="middle" x="{x:.1f}" y="{top + height + 16}">{tenth}%</text>')
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"><title>confidence {each.confidence:.2f} and above: '
        f"{each.right.count} of {each.right.total} right, {each.answered.total} asked</title></circle>"
        for (x, y), each in zip(places, shown, strict=True)
    )
    size = f"{left + width + 20} {top + height + 24}"
    return (
        f'<svg viewBox="0 0 {size}" role="img" aria-label="Precision against coverage">'
        f'{"".join(marks)}<polyline class="line" points="{line}"/>{dots}</svg>'
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar; lengths from 0 to 1."""

    name: str
    length: float
    figures: str
    told: str
    """Words for a pointer."""
    whisker: tuple[float, float] | None = None


def _bars(rows: Sequence[_Row], title: str) -> str:
    room = _WIDTH - _LABELS - _FIGURES
    drawn = []
    for place, row in enumerate(rows):
        y = place * _ROW + 4
        middle = y + 7
        parts = [
            f"<g><title>{escape(row.told)}</title>",
            f'<text class="end" x="{_LABELS - 8}" y="{y + 11}">{escape(_short(row.name))}</text>',
            f'<rect class="track" x="{_LABELS}" y="{y}" width="{room}" height="14" rx="2"/>',
            f'<rect class="bar" x="{_LABELS}" y="{y}" width="{room * row.length:.1f}" height="14" rx="2"/>',
        ]
        if row.whisker is not None:
            low, high = (_LABELS + room * end for end in row.whisker)
            parts.append(f'<line class="whisker" x1="{low:.1f}" x2="{high:.1f}" y1="{middle}" y2="{middle}"/>')
            parts += [
                f'<line class="whisker" x1="{x:.1f}" x2="{x:.1f}" y1="{middle - 3}" y2="{middle + 3}"/>'
                for x in (low, high)
            ]
        parts.append(f'<text x="{_WIDTH - _FIGURES + 8}" y="{y + 11}">{escape(row.figures)}</text></g>')
        drawn.append("".join(parts))
    height = len(rows) * _ROW + 4
    return f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(title)}">{"".join(drawn)}</svg>'


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def _percents(interval: tuple[float, float]) -> str:
    return f"{interval[0]:.1%} to {interval[1]:.1%}"


def _duration(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"

"""Stretches of days as they were named, and parts of them: the last month of 2024, 작년 마지막 분기."""

from typing import Literal, NamedTuple

from text2sql.language.calendars import GRAINS, Period, PeriodGrain, add_units
from text2sql.language.moment_reading import Count, MomentReader
from text2sql.language.moments import Moment, resolve

PeriodKind = Literal["calendar", "bare_year", "relative", "rolling", "to_date", "range", "since", "until"]


class Stretch(NamedTuple):
    """The days that some pieces stand for."""

    period: Period | None
    """None when the pieces are about time and mean nothing: the 30th of February."""
    grain: PeriodGrain
    kind: PeriodKind
    first: int
    """The position of its first piece."""
    end: int
    """The position after its last piece."""
    moment: Moment | None = None
    """What was named, when the stretch is just that."""


def portion(read: MomentReader, at: int) -> Stretch | None:
    """The first days, last month or second quarter of something longer; weeks of months are left alone."""
    edge = _edge(read, at)
    if edge is None and (read.piece(at).get("ordinal") or read.piece(at).get("last")):
        return _weekday_of(read, at)
    if edge is not None:
        step, count, after = edge
        if read.piece(after).get("portion") and (whole := read.moment(after + 1)):
            return _part_of(read, whole[0], step, count, at, whole[1])
    whole = read.moment(at)
    if whole is None:
        return None
    after = whole[1] + 1 if read.piece(whole[1]).get("glue") else whole[1]
    if read.piece(after).get("number") and read.piece(after + 1).get("week_number"):
        return Stretch(None, "week", "calendar", at, after + 2)
    edge = _edge(read, after) if read.piece(after).get("inner_edge") else None
    return _part_of(read, whole[0], edge[0], edge[1], at, edge[2]) if edge is not None else None


def _weekday_of(read: MomentReader, at: int) -> Stretch | None:
    """The first Monday of March is no period, and neither is its March."""
    if not read.piece(at + 1).get("weekday") or not read.piece(at + 2).get("portion"):
        return None
    whole = read.moment(at + 3)
    return Stretch(None, "day", "calendar", at, whole[1]) if whole is not None else None


def _edge(read: MomentReader, at: int) -> tuple[int, Count, int] | None:
    """From which end, how many units, and the position after them."""
    piece = read.piece(at)
    meaning = piece.get("edge") or piece.get("ordinal")
    step = meaning.value if meaning is not None else -1 if piece.get("last") else 0
    unit = read.piece(at + 1).get("unit") or read.piece(at + 1).get("either")
    count = read.count(at + 1)
    if count is None and unit is not None and unit.grain is not None:
        count = Count(1, unit.grain, at + 2)
    return (step, count, count.end) if step and count is not None else None


def _part_of(read: MomentReader, whole: Moment, step: int, count: Count, first: int, end: int) -> Stretch | None:
    period = resolve(whole, read.today)
    if period is None or period.start is None or period.end is None:
        return None
    if GRAINS.index(count.grain) >= GRAINS.index(whole.grain):
        return None
    if count.grain == "week":
        return Stretch(None, "week", "calendar", first, end)
    if step < 0:
        part = Period(add_units(period.end, -count.number, count.grain), period.end)
    else:
        start = add_units(period.start, step - 1, count.grain)
        part = Period(start, add_units(start, count.number, count.grain))
    inside = part.start is not None and part.end is not None and period.start <= part.start and part.end <= period.end
    return Stretch(part if inside else None, count.grain, "calendar", first, end)

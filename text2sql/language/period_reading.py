"""Puts moments and counts together to stretches of days: ranges, rolling windows, since, until, to date."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from text2sql.language.calendars import GRAINS, Period, PeriodGrain, add_units
from text2sql.language.moment_reading import Count, MomentReader
from text2sql.language.moments import Moment, relative, resolve, resolve_range
from text2sql.language.pieces import PieceKind
from text2sql.language.stretches import PeriodKind, Stretch, portion
from text2sql.language.tables import word_list

_PREFIXES: tuple[PieceKind, ...] = ("since", "from", "between", "after", "before", "until", "vague")


@dataclass(frozen=True, slots=True)
class PeriodReader:
    """Reads stretches of days from the pieces of one text."""

    read: MomentReader

    def stretch(self, at: int) -> Stretch | None:
        """The longest stretch that begins at a piece."""
        readers: tuple[Callable[[int], Stretch | None], ...] = (
            self._to_date, self._rolling, self._portion, self._prefixed, self._counted_range, self._counted_list,
            self._plain,
        )  # fmt: skip
        found = [stretch for reader in readers if (stretch := _within_calendar(reader, at)) is not None]
        return max(found, key=lambda each: each.end, default=None)

    def _to_date(self, at: int) -> Stretch | None:
        meaning = self.read.piece(at).get("to_date")
        if meaning is None:
            return None
        today = self.read.today
        if meaning.grain is None:
            start: date | None = today.fiscal_start(today.fiscal_year_of(today.today))
        else:
            start = today.unit_of(today.today, meaning.grain).start
        end = at + 2 if self.read.piece(at + 1).get("until_now") else at + 1
        return Stretch(Period(start, today.tomorrow), meaning.grain or "year", "to_date", at, end)

    def _rolling(self, at: int) -> Stretch | None:
        """The last seven days, 최근 3개월, past year: same-day windows that end with today."""
        piece = self.read.piece(at)
        recent, ahead = piece.get("recent"), piece.get("next") is not None
        if recent is None and not ahead and not piece.get("last"):
            return None
        complete, after = self._complete(at + 1)
        count = self.read.count(after)
        if count is None and not complete:
            complete, after = self._complete(at + 2)  # last 3 full months
            count = self._count_around(at + 1) if complete else None
        unit = self.read.piece(at + 1).get("unit")
        if count is None and recent is not None and recent.value and unit is not None and unit.grain is not None:
            count = Count(1, unit.grain, at + 2)
        if count is None or (count.named and piece.get("last") and count.number <= 4):
            return None
        end = count.end + 1 if self.read.piece(count.end).get("during") else count.end
        return Stretch(self._window(count, complete, ahead), count.grain, "rolling", at, end)

    def _complete(self, at: int) -> tuple[bool, int]:
        return (True, at + 1) if self.read.piece(at).get("complete") else (False, at)

    def _count_around(self, at: int) -> Count | None:
        number, unit = self.read.piece(at).get("number"), self.read.piece(at + 2).get("unit")
        if number is None or number.value < 1 or unit is None or unit.grain is None:
            return None
        return Count(number.value, unit.grain, at + 3)

    def _window(self, count: Count, complete: bool, ahead: bool) -> Period:
        today = self.read.today
        if ahead:
            return Period(today.tomorrow, add_units(today.tomorrow, count.number, count.grain))
        end = today.tomorrow
        if complete:
            end = today.unit_of(today.today, count.grain).start or end
        return Period(add_units(end, -count.number, count.grain), end)

    def _portion(self, at: int) -> Stretch | None:
        return portion(self.read, at)

    def _endpoint(self, at: int) -> tuple[Moment, int] | None:
        ago, moment = self.read.ago(at), self.read.moment(at)
        return moment if ago is None or (moment is not None and moment[1] > ago[1]) else ago

    def _prefixed(self, at: int) -> Stretch | None:
        """English says first whether it is a beginning or an end: since, from, between, after, before, until."""
        piece = self.read.piece(at)
        prefix = next((kind for kind in _PREFIXES if piece.get(kind)), None)
        if piece.get("so_far") and (found := self.read.moment(at + 1)):
            return self._up_to_now(found[0], at, found[1])  # so far this month
        if prefix is None:
            return None
        start = self._after_fillers(at + 1)
        if prefix in ("between", "from"):
            counted = self._counted_range(start)
            if counted is not None:
                return counted._replace(first=at)
        if prefix == "vague" and self.read.words(start) == "-":
            start += 1  # mid-2025
        found = self._endpoint(start) or self._lone_weekday(start)
        if found is None:
            return None
        moment, after = found
        if prefix == "vague":
            return Stretch(None, moment.grain, "calendar", at, after)
        if prefix == "between":
            return self._range(moment, after, at) if self._links(after) else None
        if prefix in ("since", "from") and (longer := self._since(prefix, moment, after, at)):
            return longer
        return None if prefix == "from" else self._bound(prefix, moment, at, after)

    def _after_fillers(self, at: int) -> int:
        while self.read.piece(at).get("filler"):
            at += 1
        return at

    def _lone_weekday(self, at: int) -> tuple[Moment, int] | None:
        weekday = self.read.piece(at).get("weekday")
        return (Moment(weekday=weekday.value), at + 1) if weekday is not None else None

    def _since(self, prefix: PieceKind, moment: Moment, after: int, at: int) -> Stretch | None:
        """A range that "from" or "since" opens, if it is closed, or "from … on"."""
        if self.read.piece(after).get("range") or self.read.piece(after).get("until"):
            closed = self._range(moment, after, at)
            if closed is not None:
                return closed
        if prefix == "from" and (self.read.piece(after).get("onwards") or self.read.piece(after).get("on")):
            return self._bound("since", moment, at, after + 1)
        return None

    def _links(self, at: int) -> bool:
        return bool(self.read.piece(at).get("and") or self.read.piece(at).get("range"))

    def _counted_range(self, at: int) -> Stretch | None:
        """Ranges whose unit is named once: 1~3월, 2023~2024년, 3월 1~15일, 1-15 March."""
        before = self.read.moment(at) if not self._links(at + 1) else None
        moment, start = before if before is not None else (Moment(), at)
        number = self.read.piece(start).get("number")
        right_at = self._after_fillers(start + 2)
        right = self.read.moment(right_at)
        if number is None or not self.read.piece(start + 1).get("range") or right is None:
            return None
        if not self.read.piece(right_at).get("number"):
            return None
        unit = right[0].grain
        if unit not in ("day", "month", "quarter", "year") or (unit == "year" and number.other != 4):
            return None
        left = moment.merged(_numbered(unit, number.value)) if moment.named else _numbered(unit, number.value)
        if left is None:
            return None
        return self._joined(left, right[0], at, self._closed(right[1]))

    def _counted_list(self, at: int) -> Stretch | None:
        """The first of several numbers whose unit is named once: 3,4월, 1·2분기; the others follow by themselves."""
        before = self.read.moment(at)
        moment, start = before if before is not None else (Moment(), at)
        number, following = self.read.piece(start).get("number"), self.read.moment(start + 2)
        if number is None or not self.read.piece(start + 1).get("link") or following is None:
            return None
        unit = following[0].grain
        last = self.read.piece(start + 2).get("number")
        if last is None or unit not in ("day", "month", "quarter") or len(following[0].named) > 1 or number.other > 2:
            return None
        left = moment.merged(_numbered(unit, number.value)) if moment.named else _numbered(unit, number.value)
        return self._alone(left, at, start + 1) if left is not None and left.possible() else None

    def _plain(self, at: int) -> Stretch | None:
        """A moment, and what Korean says after it: whether it is a beginning or an end."""
        start = self.read.piece(at).start
        opens = self.read.piece(at).get("open") and not self.read.folded.text[:start].strip()[-1:].isdigit()
        if opens and (found := self._endpoint(at + 1)):
            return self._bound("until", found[0], at, found[1])
        found = self._endpoint(at)
        if found is None:
            return None
        moment, after = found
        return self._followed(moment, at, after) or self._alone(moment, at, after)

    def _followed(self, moment: Moment, at: int, after: int) -> Stretch | None:
        following = self.read.piece(after)
        if following.get("entered"):
            return self._up_to_now(moment, at, after + 1)
        if following.get("start") or following.get("range") or following.get("and"):
            found = self._range(moment, after, at)
            if found is not None:
                return found
        if following.get("vague"):
            return Stretch(None, moment.grain, "calendar", at, after + 1)
        open_end = following.get("open") and not self.read.piece(after + 1).get("number")
        if following.get("start") or open_end:
            return self._bound("since", moment, at, after + 1)
        if following.get("end"):
            return self._bound("until", moment, at, after + 1)
        if following.get("onwards"):
            return self._bound("since", moment, at, after + 1)
        if following.get("earlier") or (following.get("prior") and not self._means_all(after)):
            return self._bound("before", moment, at, after + 1)
        return None

    def _means_all(self, at: int) -> bool:
        """Whether 전 is "all" of the noun after it rather than "before"."""
        text, end = self.read.folded.text, self.read.piece(at).end
        return text[end:].lstrip().startswith(word_list("periods.toml", "all_of", "words"))

    def _up_to_now(self, moment: Moment, at: int, end: int) -> Stretch | None:
        period = resolve(moment, self.read.today)
        if period is None or period.start is None or period.start > self.read.today.today:
            return None
        return Stretch(Period(period.start, self.read.today.tomorrow), moment.grain, "to_date", at, end)

    def _range(self, left: Moment, link: int, first: int) -> Stretch | None:
        """From a moment over a link to another moment; ``link`` is the position of 부터, ~, to or and."""
        at = self._after_fillers(link + 1)
        if self.read.piece(at).get("until_now") and not self.read.piece(link).get("and"):
            now = relative(self.read.today, 0, "day")
            return self._joined(left, now, first, self._closed(at + 1))._replace(grain=left.grain)
        right = self._right_end(left, at)
        if right is None:
            return None
        end = self._closed(right[1])
        if self.read.piece(link).get("and") and not self._inclusive(link, right[1], first):
            return None
        if self.read.piece(link).get("closed") and end == right[1]:
            return None
        if left.grain == "year" and right[0].year is None and not left.fiscal and right[0].grain != "year":
            return None  # "2024 - Q3" is no range
        return self._joined(left, right[0], first, end)

    def _inclusive(self, link: int, after: int, first: int) -> bool:
        """Whether "and" makes a range: only after between, or before 사이."""
        return self.read.piece(first).get("between") is not None or self.read.piece(after).get("within") is not None

    def _right_end(self, left: Moment, at: int) -> tuple[Moment, int] | None:
        """The second end of a range, which may leave out what the first one said: March 1 to 15, 월요일부터 금요일."""
        piece = self.read.piece(at)
        if short := piece.get("short_day"):
            return (Moment(left.year, month=short.value, day=short.day), at + 1) if left.day is not None else None
        if (weekday := piece.get("weekday")) and left.week is not None:
            return Moment(week=left.week, weekday=weekday.value), at + 1
        found = self._endpoint(at)
        if found is not None:
            return found
        day = piece.get("number") or piece.get("ordinal")
        if day is not None and left.named == {"year", "month"} and self.read.piece(at - 1).get("open"):
            return Moment(left.year, month=day.value), at + 1  # 2025.01~03
        if day is None or left.day is None or left.relative or not 0 < day.value <= 31:
            return None
        year = self.read.moment(at + 2 if self.read.words(at + 1) == "," else at + 1)
        if year is not None and year[0].named == {"year"}:
            return Moment(year[0].year, month=left.month, day=day.value), year[1]
        return Moment(left.year, month=left.month, day=day.value), at + 1

    def _closed(self, at: int) -> int:
        """The position after 까지, 사이 and 동안, which only close a range."""
        while any(map(self.read.piece(at).get, _CLOSING)):
            at += 1
        return at

    def _joined(self, left: Moment, right: Moment, first: int, end: int) -> Stretch:
        grain = min(left.grain, right.grain, key=GRAINS.index)
        found = resolve_range(left, right, self.read.today)
        if found is None:
            return Stretch(None, grain, "range", first, end)
        start = left.anchor or found[0].start
        stop = right.anchor + timedelta(days=1) if right.anchor else found[1].end
        return Stretch(Period(start, stop), grain, "range", first, end)

    def _bound(self, kind: PieceKind, moment: Moment, first: int, end: int) -> Stretch:
        period = resolve(moment, self.read.today)
        if period is None:
            return Stretch(None, moment.grain, "since", first, end)
        start = moment.anchor or period.start
        stop = moment.anchor + timedelta(days=1) if moment.anchor else period.end
        bounded: dict[PieceKind, tuple[Period, PeriodKind]] = {
            "since": (Period(start, None), "since"), "after": (Period(stop, None), "since"),
            "before": (Period(None, start), "until"), "until": (Period(None, stop), "until"),
        }  # fmt: skip
        return Stretch(bounded[kind][0], moment.grain, bounded[kind][1], first, end)

    def _alone(self, moment: Moment, at: int, after: int) -> Stretch:
        kind: PeriodKind = "relative" if moment.relative else "bare_year" if moment.bare else "calendar"
        end = after + 1 if self.read.piece(after).get("during") else after
        return Stretch(resolve(moment, self.read.today), moment.grain, kind, at, end, moment)


_CLOSING: tuple[PieceKind, ...] = ("end", "within", "during")


def _within_calendar(reader: Callable[[int], Stretch | None], at: int) -> Stretch | None:
    """What a reader finds; nothing when it leads out of the years that dates have."""
    try:
        return reader(at)
    except (ValueError, OverflowError):
        return None


def _numbered(unit: PeriodGrain, number: int) -> Moment:
    if unit == "year":
        return Moment(number)
    if unit == "month":
        return Moment(month=number)
    return Moment(quarter=number) if unit == "quarter" else Moment(day=number)

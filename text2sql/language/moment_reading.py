"""Puts pieces together to moments: "March 5, 2025", "작년 3분기", "the third quarter of last year"."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from text2sql.language.calendars import GRAINS, Calendar, PeriodGrain, add_units
from text2sql.language.folding import Folded
from text2sql.language.moments import Moment, Which, relative, resolve
from text2sql.language.phrases import is_hangul
from text2sql.language.pieces import Piece, PieceKind
from text2sql.language.tables import word_list, word_set
from text2sql.language.years import (
    EARLIEST,
    LATEST,
    has_part_after,
    is_amount,
    is_called_year,
    may_be_year,
    word_after,
    word_before,
)

Found = tuple[Moment, int]
"""A moment and the position of the first piece after it."""
_MOST_UNITS = 9999
_WHICH: tuple[tuple[PieceKind, Which, int], ...] = (("last", "before", -1), ("this", "this", 0), ("next", "next", 1))
_MONTH_SIGNS: tuple[PieceKind, ...] = (
    "preposition", "from", "since", "after", "before", "until", "between", "last", "this", "next",
)  # fmt: skip
_GAP = Piece(0, 0)


class Count(NamedTuple):
    """So many units of time."""

    number: int
    grain: PeriodGrain
    end: int
    """The position of the first piece after it."""
    named: bool = False
    """It may as well be the name of a unit: 3분기 is also the third quarter."""


@dataclass(frozen=True, slots=True)
class MomentReader:
    """Reads moments from the pieces of one text."""

    folded: Folded
    pieces: tuple[Piece, ...]
    today: Calendar

    def piece(self, at: int) -> Piece:
        """The piece at a position; a gap before the first and after the last."""
        return self.pieces[at] if 0 <= at < len(self.pieces) else _GAP

    def words(self, at: int) -> str:
        """The folded text of a piece."""
        return self.folded.text[self.piece(at).start : self.piece(at).end]

    def moment(self, at: int) -> Found | None:
        """The moment that begins at a piece, with all its parts; it may be one that does not exist."""
        found = self._part(at, None)
        while found is not None:
            longer = self._longer(*found)
            if longer is None:
                return found
            found = longer
        return None

    def _longer(self, so_far: Moment, end: int) -> Found | None:
        after_glue = end
        while self.piece(after_glue).get("glue") and after_glue < end + 2:
            after_glue += 1
        for start in dict.fromkeys((end, after_glue)):
            part = self._part(start, so_far)
            if part is None or not self._in_order(so_far, part[0], end, start):
                continue
            both = so_far.merged(part[0])
            if both is not None:
                return both, part[1]
        return None

    def _in_order(self, so_far: Moment, part: Moment, end: int, start: int) -> bool:
        """Korean names the longer unit first; in English only a year may follow a comma."""
        if self.words(start - 1) == "," and start > end:
            return part.named == {"year"} and not part.fiscal and so_far.year is None
        if not part.named or not is_hangul(self.words(end - 1)[-1:]):
            return True
        return GRAINS.index(part.grain) < GRAINS.index(so_far.grain)

    def count(self, at: int) -> Count | None:
        """A number of units: 3개월, seven days, 일주일."""
        duration = self.piece(at).get("duration")
        if duration is not None and duration.grain:
            return Count(duration.value, duration.grain, at + 1)
        number, unit, either = (
            self.piece(at).get("number"),
            self.piece(at + 1).get("unit"),
            self.piece(at + 1).get("either"),
        )
        meaning = unit or either
        if number is None or meaning is None or meaning.grain is None or not 0 < number.value <= _MOST_UNITS:
            return None
        if unit is None and meaning.grain == "year" and number.value >= EARLIEST:
            return None
        return Count(number.value, meaning.grain, at + 2, named=unit is None and meaning.grain == "quarter")

    def ago(self, at: int) -> Found | None:
        """Three days ago is that day, two months ago that month; days and weeks lead to a day."""
        count = self.count(at)
        if count is None or count.named or not self.piece(count.end).get("ago"):
            return None
        anchor = add_units(self.today.today, -count.number, count.grain)
        if count.grain in ("day", "week"):
            moment = Moment(anchor.year, month=anchor.month, day=anchor.day, relative=True)
        elif count.grain == "half":
            moment = Moment(anchor.year, month=anchor.month, relative=True, anchor=anchor)
        else:
            moment = relative(self.today, -count.number, count.grain)._replace(anchor=anchor)
        return moment, count.end + 1

    def _part(self, at: int, so_far: Moment | None) -> Found | None:
        """One part of a moment; ``so_far`` is what stands before it."""
        piece = self.piece(at)
        if not piece.meanings:
            return None
        readers: tuple[Callable[[int, Moment | None], Found | None], ...] = (
            self._years_back, self._figures, self._relative, self._directed, self._ordinal, self._month,
            self._numbered, self._weekday, self._fiscal, self._day, self._bare_year,
        )  # fmt: skip
        for read in readers:
            found = read(at, so_far)
            if found is not None:
                return found
        return None

    def _years_back(self, at: int, so_far: Moment | None) -> Found | None:
        """The year of a part, counted back from its latest one: October a year ago, Q3 the year before, 1년 전 10월."""
        count = self.count(at)
        if count is not None and count.grain == "year" and self.piece(count.end).get("ago"):
            back, end = count.number, count.end + 1
        elif so_far is not None and self.piece(at).get("year_before"):
            back, end = 1, at + 1
        else:
            return None
        part = so_far
        if part is None:
            following = end + 1 if self.piece(end).get("glue") else end
            found = self._part(following, Moment()) if is_hangul(self.words(end - 1)[-1:]) else None
            part = found[0] if found is not None else None
        if part is None or "year" in part.named or not part.named & {"month", "quarter", "half"}:
            return None
        latest = resolve(part, self.today)
        if latest is None or latest.start is None:
            return None
        return Moment(latest.start.year - back, relative=True), end

    def _figures(self, at: int, so_far: Moment | None) -> Found | None:
        piece = self.piece(at)
        if date := piece.get("date"):
            return Moment(date.value, month=date.other, day=date.day or None), at + 1
        if year := piece.get("year"):
            return Moment(year.value), at + 1
        if year := piece.get("fiscal_year"):
            return Moment(year.value, fiscal=True), at + 1
        if quarter := piece.get("quarter"):
            return Moment(quarter.other or None, quarter=quarter.value), at + 1
        if short := piece.get("month_day"):
            return Moment(month=short.value, day=short.day), at + 1
        if half := piece.get("half"):
            return Moment(half.other or None, half=half.value), at + 1
        return None

    def _relative(self, at: int, so_far: Moment | None) -> Found | None:
        meaning = self.piece(at).get("relative")
        if meaning is None or meaning.grain is None:
            return None
        return relative(self.today, meaning.value, meaning.grain), at + 1

    def _directed(self, at: int, so_far: Moment | None) -> Found | None:
        """This, last and next with a unit, a month, a quarter, a weekday or a fiscal year after them."""
        for kind, which, step in _WHICH:
            if not self.piece(at).get(kind):
                continue
            unit = self.piece(at + 1).get("unit")
            if unit is not None and unit.grain is not None:
                return (
                    None
                    if self._is_edge(kind, unit.grain, at + 2)
                    else (relative(self.today, step, unit.grain), at + 2)
                )
            if self.piece(at + 1).get("fiscal"):
                return self._fiscal_unit(at + 2, step)
            if weekday := self.piece(at + 1).get("weekday"):
                return Moment(weekday=weekday.value, which=which, relative=True), at + 2
            return self._directed_name(at + 1, which)
        return None

    def _is_edge(self, kind: PieceKind, grain: PeriodGrain, at: int) -> bool:
        """Whether "last" is the end of something else: the last day, last year of parties, last month of 2024."""
        if kind != "last":
            return False
        if grain == "day":
            return True
        part = self._part(at + 1, None) if self.piece(at).get("of") else None
        return self.piece(at).get("of") is not None and (part is None or part[0].grain != "day")

    def _directed_name(self, at: int, which: Which) -> Found | None:
        found = self._figures(at, None) or self._ordinal(at, None) or self._month(at, None) or self._numbered(at, None)
        if found is None or found[0].grain == "day":
            return None
        return (found[0]._replace(which=which, relative=True), found[1]) if found[0].year is None else found

    def _fiscal_unit(self, at: int, step: int) -> Found:
        year = self.today.fiscal_year_of(self.today.today)
        unit = self.piece(at).get("unit") or self.piece(at).get("either")
        if unit is not None and unit.grain == "quarter":
            day = self.today.today
            months = (
                day.year * 12 + day.month - self.today.fiscal_start(year).year * 12
            ) - self.today.fiscal_year_start_month
            years, quarter = divmod(months // 3 + step, 4)
            return Moment(year + years, quarter=quarter + 1, fiscal=True, relative=True), at + 1
        end = at + 1 if unit is not None and unit.grain == "year" else at
        return Moment(year + step, fiscal=True, relative=True), end

    def _ordinal(self, at: int, so_far: Moment | None) -> Found | None:
        """The first half, the 3rd quarter, the 5th of March, March 5th."""
        ordinal = self.piece(at).get("ordinal") or self.piece(at).get("edge")
        if ordinal is None or ordinal.value < 1:
            return None
        unit = self.piece(at + 1).get("unit") or self.piece(at + 1).get("either")
        if unit is not None and unit.grain == "quarter":
            return Moment(quarter=ordinal.value), at + 2
        if unit is not None and unit.grain == "half":
            return Moment(half=ordinal.value), at + 2
        return (Moment(day=ordinal.value), at + 1) if self._beside_month(at, so_far) else None

    def _beside_month(self, at: int, so_far: Moment | None) -> bool:
        """Whether an English month stands right before or after a number."""
        if so_far is not None and so_far.month is not None and so_far.day is None and self.piece(at - 1).get("month"):
            return True
        following = at + 2 if self.piece(at + 1).get("of") else at + 1
        return so_far is None and self.piece(following).get("month") is not None

    def _month(self, at: int, so_far: Moment | None) -> Found | None:
        month = self.piece(at).get("month")
        if month is None or (self.piece(at).get("weak") and not self._is_month(at)):
            return None
        if word_before(self.folded.text, self.piece(at).start) in word_set("periods.toml", "months", "not_after"):
            return None
        return Moment(month=month.value), at + 1

    def _is_month(self, at: int) -> bool:
        """Whether a word like "may" or "march" is the month here."""
        before, after = self.piece(at - 1), self.piece(at + 1)
        if _in_figures(before) or _in_figures(after) or any(before.get(kind) for kind in _MONTH_SIGNS):
            return True
        if (before.get("and") or before.get("range")) and self.piece(at - 2).meanings:
            return True
        if (after.get("and") or after.get("range")) and self.piece(at + 2).get("month"):
            return True
        return self._is_name(at)

    def _is_name(self, at: int) -> bool:
        """Whether it has a capital letter, and not just because a question begins with it: "May I see …"."""
        start = self.piece(at).start
        if not self.folded.cased[start].isupper():
            return False
        before = self.folded.text[:start].rstrip()
        verb = word_after(self.folded.text, self.piece(at).end) in word_set("periods.toml", "months", "verb_subjects")
        return not (verb and before[-1:] in ("", ".", "?", "!"))

    def _numbered(self, at: int, so_far: Moment | None) -> Found | None:
        """A number with a Korean unit that names something: 2025년, 3월, 5일, 3분기."""
        number = self.piece(at).get("number")
        unit = self.piece(at + 1).get("named") or self.piece(at + 1).get("either")
        if number is None or unit is None or (self.piece(at + 1).get("either") and self._is_counted(at + 2)):
            return None
        if unit.grain == "year":
            year = number.value
            if number.other == 2 and self._part_follows(at + 2):
                year += 2000
            return (Moment(year), at + 2) if EARLIEST <= year <= LATEST else None
        if number.other > 2:
            return None
        if unit.grain == "month":
            return Moment(month=number.value), at + 2
        return (Moment(quarter=number.value) if unit.grain == "quarter" else Moment(day=number.value)), at + 2

    def _is_counted(self, at: int) -> bool:
        """Whether what follows a unit says that units are counted: 2분기 연속, 3년 이상."""
        rest = self.folded.text[self.piece(at - 1).end :].lstrip()
        return rest.startswith(word_list("periods.toml", "counted", "words"))

    def _part_follows(self, at: int) -> bool:
        """Whether a month, quarter or half follows, so that 25년 before it is 2025 and not 25 years."""
        found = self._figures(at, None) or self._numbered(at, None)
        return found is not None and found[0].grain in ("month", "quarter", "half") and found[0].year is None

    def _weekday(self, at: int, so_far: Moment | None) -> Found | None:
        """Friday of last week, 지난주 금요일; a weekday alone is no moment."""
        weekday = self.piece(at).get("weekday")
        if weekday is None:
            return None
        if so_far is None:
            following = at + 2 if self.piece(at + 1).get("glue") else at + 1
            week = self._relative(following, None) or self._directed(following, None)
            if week is None or week[0].week is None:
                return None
        elif so_far.week is None:
            return None
        return Moment(weekday=weekday.value), at + 1

    def _fiscal(self, at: int, so_far: Moment | None) -> Found | None:
        """Fiscal year 2025, and the same words after the year."""
        if not self.piece(at).get("fiscal"):
            return None
        number = self.piece(at + 1).get("number")
        if number is not None and number.other in (2, 4):
            year = number.value + (2000 if number.other == 2 else 0)
            unit = self.piece(at + 2).get("named") or self.piece(at + 2).get("either")
            end = at + 3 if unit is not None and unit.grain == "year" else at + 2
            return (Moment(year, fiscal=True), end) if EARLIEST <= year <= LATEST else None
        return (Moment(fiscal=True), at + 1) if so_far is not None and so_far.named else None

    def _day(self, at: int, so_far: Moment | None) -> Found | None:
        """The bare number of a day beside an English month: March 5, 5 March."""
        number = self.piece(at).get("number")
        if number is None or not 0 < number.other <= 2 or not self._beside_month(at, so_far):
            return None
        if so_far is None and word_before(self.folded.text, self.piece(at).start) in word_set(
            "periods.toml", "not_years", "after"
        ):
            return None  # "top 5 March orders"
        return Moment(day=number.value), at + 1

    def _bare_year(self, at: int, so_far: Moment | None) -> Found | None:
        number, text = self.piece(at).get("number"), self.folded.text
        if number is None or number.other != 4 or not EARLIEST <= number.value <= LATEST:
            return None
        if is_amount(text, self.pieces, at):
            return None
        if so_far is not None or is_called_year(self.pieces, at):
            return Moment(number.value), at + 1
        if not may_be_year(number.value, self.today.today.year):
            return None
        return Moment(number.value, bare=not has_part_after(self.pieces, at)), at + 1


def _in_figures(piece: Piece) -> bool:
    """Whether a piece is a number in figures: a day or a year beside a month."""
    number = piece.get("number")
    return (number is not None and number.other > 0) or bool(piece.get("ordinal") or piece.get("date"))

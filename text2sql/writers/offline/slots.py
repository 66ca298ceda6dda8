"""Carrying the periods, numbers and values of a question over into the SQL of an approved sample."""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlglot import exp, parse_one

from text2sql.catalog import SampleParameter, SampleQuery
from text2sql.language import Period, find_periods
from text2sql.messages import say
from text2sql.types import Question
from text2sql.writers.offline.lexicon import Meaning

Slots = tuple[tuple[Period, ...], tuple[int | float, ...], tuple[tuple[Meaning, ...], ...]]
_MOVING_DATES = (exp.CurrentDate, exp.CurrentTimestamp)


@dataclass(frozen=True, slots=True)
class Filling:
    """A sample's SQL with the question's own values."""

    sql: str
    told: tuple[str, ...]
    """The values it was filled with, in words."""
    assumptions: tuple[str, ...]
    literals: tuple[str, ...]


@dataclass
class _Work:
    """A sample's tree while its slots are being filled."""

    tree: exp.Expr
    dialect: str
    question: Question
    told: list[str] = field(default_factory=list)
    assumptions: list[str] = field(default_factory=list)
    literals: list[str] = field(default_factory=list)

    def place(self, name: str, value: exp.Expr) -> None:
        """Put a value where the placeholder stands."""
        for node in [*self.tree.find_all(exp.Placeholder, exp.Parameter)]:
            if node.name == name:
                node.replace(value.copy())

    def replace_literal(self, old: str, new: str, is_string: bool) -> bool:
        """Replace every equal literal; False when there is none."""
        found = [
            node
            for node in self.tree.find_all(exp.Literal)
            if node.name == old and (node.is_string == is_string or isinstance(node.parent, exp.Interval))
        ]
        if any(isinstance(node.parent, exp.Ntile) for node in found):
            return False  # the tenth part of the customers is not the twentieth for twenty per cent
        for node in found:
            node.replace(exp.Literal.string(new) if node.is_string else exp.Literal.number(new))
        return bool(found)


def fill(sample: SampleQuery, approved: Slots, asked: Slots, dialect: str, question: Question) -> Filling | None:
    """The sample's SQL with the slots of the question, or None when one of them has no place in it."""
    work = _Work(parse_one(sample.sql, read=dialect), dialect, question)
    filled = (
        _fill_parameters(work, sample, approved, asked) if sample.parameters else _fill_literals(work, approved, asked)
    )
    if not filled or any(True for _ in work.tree.find_all(exp.Placeholder, exp.Parameter)):
        return None
    sql = work.tree.sql(dialect=dialect, pretty=True)
    return Filling(sql, tuple(work.told), tuple(work.assumptions), tuple(work.literals))


def _fill_parameters(work: _Work, sample: SampleQuery, approved: Slots, asked: Slots) -> bool:
    """Each parameter takes the slot that stands where its default stands in the approved question.

    What is said besides the parameters must be the same on both sides.
    """
    left = _Left(
        list(zip(approved[0], asked[0], strict=True)),
        list(zip(approved[1], asked[1], strict=True)),
        list(zip(approved[2], asked[2], strict=True)),
    )
    for parameter in sample.parameters:
        if parameter.kind == "period":
            done = _place_period(work, parameter, left)
        elif parameter.kind == "number":
            done = _place_number(work, parameter, left)
        else:
            done = _place_value(work, parameter, left)
        if not done:
            return False
    return (
        all(before == after for before, after in left.periods)
        and all(before == after for before, after in left.numbers)
        and all(_columns(before) == _columns(after) and _texts(before) & _texts(after) for before, after in left.values)
    )


@dataclass
class _Left:
    """Pairs of approved and asked slots that no parameter has taken."""

    periods: list[tuple[Period, Period]]
    numbers: list[tuple[int | float, int | float]]
    values: list[tuple[tuple[Meaning, ...], tuple[Meaning, ...]]]


def _columns(meanings: tuple[Meaning, ...]) -> set[object]:
    return {meaning.column for meaning in meanings}


def _texts(meanings: tuple[Meaning, ...]) -> set[str]:
    return {meaning.value for meaning in meanings}


def _place_period(work: _Work, parameter: SampleParameter, left: _Left) -> bool:
    mentions = find_periods(parameter.default, work.question.today)
    if not mentions:
        return False
    period = mentions[0].period
    place = next((at for at, (before, _) in enumerate(left.periods) if before == period), 0)
    if left.periods:
        period = left.periods.pop(place)[1]
    else:
        _assume(work, parameter)
    if period.start is None or period.end is None:
        return False
    work.place(f"{parameter.name}_start", _date(period.start.isoformat(), work.dialect))
    work.place(f"{parameter.name}_end", _date(period.end.isoformat(), work.dialect))
    work.told.append(f"{period.start.isoformat()} ~ {(period.end - timedelta(days=1)).isoformat()}")
    return True


def _place_number(work: _Work, parameter: SampleParameter, left: _Left) -> bool:
    default = float(parameter.default)
    number: int | float = int(default) if default.is_integer() else default
    place = next((at for at, (before, _) in enumerate(left.numbers) if before == number), None)
    if place is not None:
        number = left.numbers.pop(place)[1]
    else:
        _assume(work, parameter)
    work.place(parameter.name, exp.Literal.number(number))
    work.told.append(f"{number:,}")
    return True


def _place_value(work: _Work, parameter: SampleParameter, left: _Left) -> bool:
    value = parameter.default
    place = next((at for at, (before, _) in enumerate(left.values) if value in _texts(before)), None)
    if place is not None:
        fitting = [
            meaning.value
            for meaning in left.values.pop(place)[1]
            if meaning.column is not None
            and (meaning.column.table, meaning.column.column) == (parameter.table, parameter.column)
        ]
        if not fitting:
            return False
        value = fitting[0]
    else:
        _assume(work, parameter)
    work.place(parameter.name, exp.Literal.string(value))
    work.told.append(value)
    work.literals.append(f"{parameter.table}.{parameter.column} = '{value}'")
    return True


def _assume(work: _Work, parameter: SampleParameter) -> None:
    work.assumptions.append(
        say(work.question.language, "offline.sample_default", name=parameter.name, value=parameter.default)
    )


def _fill_literals(work: _Work, approved: Slots, asked: Slots) -> bool:
    """A sample without parameters: its own literals are the slots."""
    for old, new in zip(approved[0], asked[0], strict=True):
        if not _move_period(work, old, new):
            return False
    for old_number, new_number in zip(approved[1], asked[1], strict=True):
        if old_number != new_number and not work.replace_literal(str(old_number), str(new_number), False):
            return False
    for old_value, new_value in zip(approved[2], asked[2], strict=True):
        if not _move_value(work, old_value, new_value):
            return False
    return True


def _move_period(work: _Work, old: Period, new: Period) -> bool:
    if any(True for _ in work.tree.find_all(*_MOVING_DATES)):
        return old == new
    if new.start is None or new.end is None or old.start is None or old.end is None:
        return False
    # A relative period whose dates are frozen in the SQL is out of date: its literals are not found, it is not used.
    moved = [
        work.replace_literal(before.isoformat(), f"\0{after.isoformat()}", True)
        for before, after in ((old.start, new.start), (old.end, new.end))
    ]
    for node in [*work.tree.find_all(exp.Literal)]:
        if node.is_string and node.name.startswith("\0"):
            node.replace(exp.Literal.string(node.name[1:]))
    return all(moved)


def _move_value(work: _Work, old: tuple[Meaning, ...], new: tuple[Meaning, ...]) -> bool:
    for before in old:
        for after in new:
            if before.column != after.column or after.column is None:
                continue
            if before.value == after.value or work.replace_literal(before.value, after.value, True):
                work.literals.append(f"{after.column.table}.{after.column.column} = '{after.value}'")
                return True
    return False


def _date(iso: str, dialect: str) -> exp.Expr:
    literal = exp.Literal.string(iso)
    return literal if dialect == "sqlite" else exp.cast(literal, "DATE")

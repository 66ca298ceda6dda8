"""Catalogs and samples as JSON, small and quick to read back: opening an index is on the way of every cold question.

Each record is a list of its fields in order, without the trailing ones that have their default. The format names the
fields it was written with, so that a catalog written by another version is never misread, only refused.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date
from hashlib import blake2b
from operator import attrgetter
from typing import Any, TypeAlias, TypeVar, get_origin

from text2sql.catalog import (
    Catalog,
    Column,
    ColumnProfile,
    Join,
    LocalText,
    Measure,
    NamedFilter,
    SampleParameter,
    SampleQuery,
    Table,
    ValueLabels,
)
from text2sql.corpus.uncollected import uncollected

T = TypeVar("T")
Json: TypeAlias = "str | int | float | bool | list[Json] | None"
Row: TypeAlias = list[Any]
_RECORDS = (
    Catalog, Column, ColumnProfile, Join, LocalText, Measure, NamedFilter, SampleParameter, SampleQuery, Table,
    ValueLabels,
)  # fmt: skip
FORMAT = (
    "1-"
    + blake2b(
        repr([(record.__name__, [each.name for each in fields(record)]) for record in _RECORDS]).encode(), digest_size=4
    ).hexdigest()
)
"""Changes when a record gains, loses or renames a field."""

_NOTHING = LocalText()
_Described: TypeAlias = tuple[Callable[[object], tuple[Any, ...]], tuple[object, ...]]
_FIELDS: dict[type, _Described] = {}


def catalog_to_json(catalog: Catalog) -> str:
    """The catalog as text that :func:`catalog_from_json` reads back."""
    return _dumped(catalog)


def tables_to_json(tables: Sequence[Table]) -> str:
    """Tables of a catalog as text that :func:`tables_from_json` reads back."""
    return _dumped(tables)


def samples_to_json(samples: Sequence[SampleQuery]) -> str:
    """The samples as text that :func:`samples_from_json` reads back."""
    return _dumped(samples)


def catalog_from_json(text: str) -> Catalog:
    """Read back a catalog.

    Raises:
        ValueError: the text was not written by this version's :func:`catalog_to_json`.
    """
    with _unreadable_as_value_error():
        return _catalog(json.loads(text))


def tables_from_json(text: str) -> tuple[Table, ...]:
    """Read back tables.

    Raises:
        ValueError: the text was not written by this version's :func:`tables_to_json`.
    """
    with _unreadable_as_value_error():
        return tuple(_table(row) for row in json.loads(text))


def samples_from_json(text: str) -> tuple[SampleQuery, ...]:
    """Read back samples.

    Raises:
        ValueError: the text was not written by this version's :func:`samples_to_json`.
    """
    with _unreadable_as_value_error():
        return tuple(_sample(row) for row in json.loads(text))


def _dumped(content: object) -> str:
    """JSON of records; the encoder, which is not Python, walks through tuples and asks about records alone."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), check_circular=False, default=_row)


def _row(record: object) -> Json:
    if isinstance(record, date):
        return record.isoformat()
    values_of, defaults = _described(type(record))
    values = list(values_of(record))
    for last in reversed(defaults):
        if values[-1] is not last and values[-1] != last:
            break
        values.pop()
    return values


def _described(record: type) -> _Described:
    """What takes a record's fields, and their defaults; asked for each of 200,000 columns."""
    known = _FIELDS.get(record)
    if known is None:
        assert is_dataclass(record), record
        described = fields(record)
        known = attrgetter(*(each.name for each in described)), tuple(each.default for each in described)
        _FIELDS[record] = known
    return known


def _reader(record: Callable[..., T], **converters: Callable[[Any], object]) -> Callable[[Row], T]:
    """Makes the record of a row; only fields that need it are converted, for a wide catalog has a million others.

    Tuples of plain values need not be named.
    """
    described = fields(record)  # type: ignore[arg-type]
    plain = {each.name: tuple for each in described if get_origin(each.type) is tuple}
    names = [each.name for each in described]
    positions = sorted((names.index(name), converter) for name, converter in {**plain, **converters}.items())

    def read(row: Row) -> T:
        filled = len(row)
        for position, converter in positions:
            if position >= filled:
                break
            row[position] = converter(row[position])
        return record(*row)

    return read


def _all(read: Callable[[Row], T]) -> Callable[[Row], tuple[T, ...]]:
    return lambda rows: tuple([read(row) for row in rows])


def _local(row: Row) -> LocalText:
    return LocalText(*row) if row else _NOTHING


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


_value = _reader(ValueLabels)
_profile = _reader(ColumnProfile)
_column = _reader(
    Column,
    description=_local,
    values=_all(_value),
    profile=lambda row: None if row is None else _profile(row),
)
_join = _reader(Join)
_measure = _reader(Measure, label=_local, assumption=_local)
_filter = _reader(NamedFilter, label=_local, assumption=_local)
_table = _reader(
    Table,
    columns=_all(_column),
    description=_local,
    row=_local,
    label=_local,
    measures=_all(_measure),
    filters=_all(_filter),
)
_catalog = _reader(Catalog, tables=_all(_table), joins=_all(_join), description=_local)
_parameter = _reader(SampleParameter)
_sample = _reader(SampleQuery, description=_local, parameters=_all(_parameter), assumption=_local, approved_on=_date)


@contextmanager
def _unreadable_as_value_error() -> Iterator[None]:
    """Damage shows in many ways."""
    try:
        with uncollected():
            yield
    except (TypeError, IndexError, KeyError, AttributeError) as error:
        raise ValueError(f"not a stored catalog: {error}") from error

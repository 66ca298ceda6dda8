"""A representation as JSON and back, so that a conversation remembers what was asked and a follow-up can edit it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date

from text2sql.catalog import Catalog, LocalText, Measure, NamedFilter
from text2sql.language import Period
from text2sql.writers.offline.representation import (
    ColumnRef,
    Compare,
    Comparison,
    Contrast,
    Dimension,
    Either,
    Exists,
    Having,
    Measurement,
    Named,
    Ordering,
    Pairing,
    Representation,
    Within,
)

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_RECORDS: dict[str, Callable[..., object]] = {
    each.__name__: each
    for each in (
        ColumnRef, Compare, Comparison, Contrast, Dimension, Either, Exists, Having, LocalText, Measure, Measurement,
        Named, NamedFilter, Ordering, Pairing, Period, Representation, Within,
    )
}  # fmt: skip


def written_down(query: Representation) -> str:
    """The representation as JSON."""
    return json.dumps(plain(query), ensure_ascii=False, separators=(",", ":"))


def read_back(intent: str, catalog: Catalog) -> Representation | None:
    """The representation that was written down; None when it is of another version or of tables that are gone."""
    try:
        found = record(json.loads(intent), _RECORDS)
    except (ValueError, TypeError, KeyError):
        return None
    if not isinstance(found, Representation) or not are_known(found, catalog):
        return None
    return found if catalog.table(found.table) is not None else None


def plain(value: object) -> Json:
    """A record as JSON, with the names of the records inside."""
    if is_dataclass(value) and not isinstance(value, type):
        return {"is": type(value).__name__} | {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, date):
        return {"is": "date", "day": value.isoformat()}
    assert value is None or isinstance(value, bool | int | float | str), value
    return value


def record(value: Json, records: Mapping[str, Callable[..., object]]) -> object:
    """The record that :func:`plain` made JSON of.

    Args:
        value: the JSON.
        records: what may be made, by name.

    Raises:
        KeyError, TypeError: it is of another version.
    """
    if isinstance(value, list):
        return tuple(record(each, records) for each in value)
    if not isinstance(value, dict):
        return value
    kind = str(value["is"])
    if kind == "date":
        return date.fromisoformat(str(value["day"]))
    return records[kind](**{name: record(each, records) for name, each in value.items() if name != "is"})


def are_known(value: object, catalog: Catalog) -> bool:
    """Whether the catalog has every column inside."""
    return all(_exists(each, catalog) for each in _columns(value))


def _columns(value: object) -> list[ColumnRef]:
    """Every column inside, however deep."""
    if isinstance(value, ColumnRef):
        return [value]
    if isinstance(value, tuple):
        return [column for each in value for column in _columns(each)]
    if is_dataclass(value) and not isinstance(value, type):
        return [column for each in fields(value) for column in _columns(getattr(value, each.name))]
    return []


def _exists(column: ColumnRef, catalog: Catalog) -> bool:
    table = catalog.table(column.table)
    return table is not None and table.column(column.column) is not None

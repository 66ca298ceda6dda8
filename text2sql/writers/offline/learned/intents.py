"""What the learned parser understood, as JSON: it travels with a conversation, so that a follow-up can edit it.

The first answer holds a query of the parser's language. What follow-ups make of it is a representation of the rules
where that can say all of it. Either way it keeps how sure the parser was: an edited guess is still a guess.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from text2sql.catalog import Catalog
from text2sql.writers.offline.intents import are_known, plain, read_back, record
from text2sql.writers.offline.learned.queries import (
    AllOf,
    AnyOf,
    Arithmetic,
    Combined,
    Expression,
    Literal,
    Ordering,
    Predicate,
    Query,
    Select,
    Star,
    selects,
)
from text2sql.writers.offline.representation import ColumnRef, Representation

_RECORDS: dict[str, Callable[..., object]] = {
    each.__name__: each
    for each in (
        AllOf, AnyOf, Arithmetic, ColumnRef, Combined, Expression, Literal, Ordering, Predicate, Select, Star,
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query that goes back to an answer of the learned parser."""

    query: Query | Representation
    sure: float
    """How likely the parser's answer was right, 0 to 1."""


def parsed_written_down(parsed: Parsed) -> str:
    """The query as JSON."""
    told = {"is": "Parsed", "sure": round(parsed.sure, 4), "query": plain(parsed.query)}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def parsed_read_back(intent: str, catalog: Catalog) -> Parsed | None:
    """What was written down; None when rules wrote it, or it is of another version or of tables that are gone."""
    try:
        told = json.loads(intent)
        if told["is"] != "Parsed":
            return None
        sure = float(told["sure"])
        if told["query"]["is"] == "Representation":
            representation = read_back(json.dumps(told["query"]), catalog)
            return None if representation is None else Parsed(representation, sure)
        query = record(told["query"], _RECORDS)
    except (ValueError, TypeError, KeyError):
        return None
    if not isinstance(query, Select | Combined) or not are_known(query, catalog):
        return None
    named = {table for select in selects(query) for table in select.tables}
    return Parsed(query, sure) if all(catalog.table(each) is not None for each in named) else None

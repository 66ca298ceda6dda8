"""A question in the words of the schema, for packages that know a table or column only under its own name.

``ln2sql`` asks its users for a list of words that stand for a name, plurals among them; this is that list, made from
the names alone. It is given to every package that is asked with ``--helped``.
"""

import re
from collections.abc import Mapping

from text2sql.evaluation.types import Schema
from text2sql.language import tokenize
from text2sql.writers.offline.learned.identifiers import words_of

_LONGEST = 5
"""Words of a name that are looked for together."""


def in_names(question: str, schema: Schema) -> str:
    """Words that say a table's or column's name, in any case or as plurals, replaced by it; no mark at the end.

    Where columns of several tables have a name, that of a table which the question says comes first.
    """
    names = _names(question, schema)
    tokens = tokenize(question)
    told, place, kept = [], 0, 0
    while place < len(tokens):
        for length in range(min(_LONGEST, len(tokens) - place), 0, -1):
            found = names.get(tuple(token.normal for token in tokens[place : place + length]))
            if found:
                told += [question[kept : tokens[place].start], found]
                kept = tokens[place + length - 1].end
                break
        place += length
    return re.sub(r"[?.!\s]+$", "", "".join(told) + question[kept:])


def _names(question: str, schema: Schema) -> Mapping[tuple[str, ...], str]:
    said = " " + " ".join(token.normal for token in tokenize(question)) + " "
    tables = {_said(table): table for table in reversed(schema.tables)}
    asked = {place for place, table in enumerate(schema.tables) if f" {' '.join(_said(table))} " in said}
    columns = sorted((column for column in schema.columns if column[0] >= 0), key=lambda each: each[0] in asked)
    return {**{_said(name): name for _, name in columns}, **tables}


def _said(name: str) -> tuple[str, ...]:
    return tuple(token.normal for word in words_of(name) for token in tokenize(word))

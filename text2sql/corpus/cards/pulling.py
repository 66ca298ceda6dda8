"""Writes table cards from what the warehouse says, for people to fill in: ``schema pull``.

What people wrote is never touched. A card that exists only gains lines for columns it does not name yet, in the style
it is written in; when that cannot be done without changing anything else, it is left alone and ``schema diff`` goes on
listing the columns.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from text2sql.catalog import Catalog, Column, LocalText, Table
from text2sql.corpus.cards.reading import TableCard, card_of, read_cards
from text2sql.corpus.files import write_whole
from text2sql.corpus.summarising import summary
from text2sql.corpus.yaml_files import parse_yaml
from text2sql.errors import KnowledgeError

_NOTHING = LocalText()
_CODES = 12
"""A text column with at most this many distinct values is written with its values, ready to be given labels."""
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]|^\.|[. ]$')


def pull(catalog: Catalog, folder: Path) -> tuple[Path, ...]:
    """Write a card for each table that has none, and add new columns to those that have one.

    Args:
        catalog: what the warehouse says, without cards.
        folder: where the cards of this database live; made when missing.

    Returns:
        The files that were written or extended.

    Raises:
        KnowledgeError: an existing card is wrong, or the folder cannot be written.
    """
    cards = {card.table.lower(): card for card in read_cards(folder)}
    taken = {path.name.lower() for path in folder.iterdir()} if folder.is_dir() else set()
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for table in catalog.tables:
            card = cards.get(table.name.lower())
            if card is None:
                path = folder / _file_name(table, taken)
                taken.add(path.name.lower())
                write_whole(path, new_card(table, summary(table, catalog)).encode())
                written.append(path)
            elif (extended := extended_card(card.path.read_bytes().decode(), card, table)) is not None:
                write_whole(card.path, extended.encode())
                written.append(card.path)
    except OSError as error:
        raise KnowledgeError(
            f"The cards in {folder} cannot be written ({error.strerror or error}); check its permissions."
        ) from error
    return tuple(written)


def new_card(table: Table, derived: LocalText = _NOTHING) -> str:
    """The text of a card for a table that has none: everything the warehouse says, and gaps for people.

    Args:
        table: as the warehouse describes it.
        derived: what its structure says in words: a remark to start from where there is no description.
    """
    remarks = [] if table.description else [text for text in (derived.en, derived.ko) if text]
    lines = [
        *(f"# {_printable(text)}" for text in remarks),
        f"table: {_scalar(table.name)}",
        *_text_lines("description", table.description, ""),
        f"# row: what one row is{_counted(table)}",
        "# synonyms: [words people use for it]",
    ]
    if table.time_column:
        lines.append(f"time: {_scalar(table.time_column)}")
    lines.append("columns:")
    for column in table.columns:
        lines += _column_lines(column, "  ")
    return "\n".join(lines) + "\n"


def extended_card(text: str, card: TableCard, table: Table) -> str | None:
    """The text with lines for the columns it does not name; None when there are none, or no safe place for them.

    A card without any columns leaves them all to the warehouse on purpose, and stays as it is.
    """
    named = {column.name.lower() for column in card.columns}
    new = [column for column in table.columns if column.name.lower() not in named]
    place = _end_of_columns(text, card.path) if named and new else None
    if place is None:
        return None
    line, indent = place
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    if line and not lines[line - 1].endswith("\n"):
        lines[line - 1] += newline
    added = [f"{each}{newline}" for column in new for each in _column_lines(column, indent)]
    extended = "".join([*lines[:line], *added, *lines[line:]])
    return extended if _only_gained(extended, card, new) else None


def _only_gained(text: str, card: TableCard, new: Sequence[Column]) -> bool:
    try:
        root = parse_yaml(text, card.path)
        found = card_of(root) if root is not None else None
    except KnowledgeError:
        return False
    if found is None:
        return False
    added = {column.name for column in new}
    before = tuple(column for column in found.columns if column.name not in added)
    return replace(found, columns=before) == card and len(found.columns) == len(card.columns) + len(new)


def _end_of_columns(text: str, path: Path) -> tuple[int, str] | None:
    """The line after the last column of a card, and the indentation of columns; None when they are not in lines."""
    root = parse_yaml(text, path)
    columns = root.mapping().get("columns") if root is not None else None
    if columns is None or not isinstance(columns.node, yaml.MappingNode) or columns.node.flow_style:
        return None
    key, value = columns.node.value[-1]
    last = value
    while isinstance(last, yaml.CollectionNode) and not last.flow_style and last.value:
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
    end = last.end_mark
    is_empty = isinstance(last, yaml.ScalarNode) and not last.value and not last.style
    line = last.start_mark.line if is_empty else end.line
    # A block of text ends where the next line begins.
    follows = 0 if end.column == 0 and not is_empty and end.line > last.start_mark.line else 1
    return max(line, key.start_mark.line) + follows, " " * key.start_mark.column


def _column_lines(column: Column, indent: str) -> Iterator[str]:
    written = f", written as {column.profile.format}" if column.profile and column.profile.format else ""
    personal = ", looks personal" if column.personal else ""
    remark = _printable(f"  # {' '.join(column.type.split())}{written}{personal}")
    inside = [
        *_text_lines("description", column.description, indent + "  "),
        *([f"{indent}  personal: true"] if column.personal else ()),
        *([f"{indent}  unit: {_scalar(column.unit)}"] if column.unit else ()),
        *_value_lines(column, indent + "  "),
    ]
    if inside:
        yield f"{indent}{_scalar(column.name)}:{remark}"
        yield from inside
    else:
        yield f"{indent}{_scalar(column.name)}: {{}}{remark}"


def _value_lines(column: Column, indent: str) -> Iterator[str]:
    profile = column.profile
    if column.personal or profile is None or column.effective_kind != "text":
        return
    if profile.distinct is not None and 0 < profile.distinct <= _CODES and len(profile.common) == profile.distinct:
        values = ", ".join(f"{_scalar(value, inside=True)}: []" for value in profile.common)
        yield f"{indent}values: {{{values}}}"


def _text_lines(key: str, text: LocalText, indent: str) -> Iterator[str]:
    if text.en and text.ko:
        yield f"{indent}{key}:"
        yield f"{indent}  en: {_scalar(text.en)}"
        yield f"{indent}  ko: {_scalar(text.ko)}"
    elif text:
        yield f"{indent}{key}: {_scalar(text.en or text.ko)}"


def _scalar(text: str, inside: bool = False) -> str:
    """A text as YAML reads it back: bare where that is safe, else in quotes.

    ``inside`` brackets a bare text may hold less.
    """
    if any(not letter.isprintable() for letter in text):  # a line break would end a key
        return yaml.safe_dump(text, allow_unicode=True, width=10**6, default_style='"').removesuffix("...\n").strip()
    one_line = yaml.safe_dump([text] if inside else text, allow_unicode=True, width=10**6, default_flow_style=inside)
    shown = one_line.removesuffix("...\n").strip()
    return shown[1:-1] if inside else shown


def _printable(text: str) -> str:
    """A text as a remark may hold it: YAML refuses what cannot be seen even there."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _counted(table: Table) -> str:
    return f" ({table.row_count:,} rows when this was written)" if table.row_count is not None else ""


def _file_name(table: Table, taken: set[str]) -> str:
    """The table's name where file systems allow it; a number keeps two apart."""
    plain = _UNSAFE.sub("_", table.name)[:100] or "_"
    names = (f"{plain}{f'-{number}' if number > 1 else ''}.yaml" for number in range(1, 10**6))
    return next(name for name in names if name.lower() not in taken)

"""Descriptions that a model wrote: kept beside the index, merged in where people have said nothing.

    <data folder>/descriptions/<key>.jsonl       one JSON object a line, the last one of an id wins

A line is written as soon as its reply is there, so an interrupted run loses nothing that was paid for. Each holds the
hash of what the model was shown; when that changes, the description is stale and asked for again.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

from text2sql.catalog import Column, LocalText, SampleQuery, Table
from text2sql.errors import KnowledgeError

_NOTHING = LocalText()
DescribedKind = Literal["table", "sample"]


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """What a model says about a column."""

    name: str
    description: LocalText


@dataclass(frozen=True, slots=True)
class Description:
    """What a model says about a table or a sample."""

    kind: DescribedKind
    id: str
    """The table's name, or the sample's id."""
    shown: str
    """Hash of the prompt it was written for."""
    model: str
    day: str
    """ISO date of the reply."""
    description: LocalText
    row: LocalText = _NOTHING
    synonyms: tuple[str, ...] = ()
    columns: tuple[ColumnWords, ...] = ()

    @property
    def by(self) -> str:
        """Who wrote it and when."""
        return f"{self.model}, {self.day}"


class DescriptionFile:
    """The descriptions of one database on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[tuple[DescribedKind, str], Description]:
        """The newest of each; a line that was cut off by a kill is passed over."""
        found: dict[tuple[DescribedKind, str], Description] = {}
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return found
        except (OSError, UnicodeDecodeError) as error:
            raise KnowledgeError(
                f"The descriptions in {self.path} cannot be read ({error}). Delete the file and describe again."
            ) from error
        for line in lines:
            read = _from_line(line)
            if read is not None:
                found[read.kind, read.id] = read
        return found

    def add(self, description: Description) -> None:
        """Append one; it is on disk when this returns.

        Raises:
            KnowledgeError: the file cannot be written.
        """
        line = "\n" + json.dumps(asdict(description), ensure_ascii=False)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab") as file:
                file.write(line.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise KnowledgeError(
                f"Descriptions cannot be kept in {self.path} ({error}). Set data_folder to a folder that can be "
                "written."
            ) from error

    def fingerprint(self) -> str:
        """Changes when a description is added; empty without any."""
        try:
            stat = self.path.stat()
        except OSError:
            return ""
        return f"{stat.st_size}-{stat.st_mtime_ns}"


def _from_line(line: str) -> Description | None:
    try:
        said = json.loads(line)
        return Description(
            kind=said["kind"],
            id=said["id"],
            shown=said["shown"],
            model=said["model"],
            day=said["day"],
            description=LocalText(**said["description"]),
            row=LocalText(**said["row"]),
            synonyms=tuple(said["synonyms"]),
            columns=tuple(ColumnWords(each["name"], LocalText(**each["description"])) for each in said["columns"]),
        )
    except (ValueError, TypeError, KeyError):
        return None


def tables_described(tables: Iterable[Table], found: Iterable[Description]) -> tuple[Table, ...]:
    """The tables with a model's words where the warehouse itself says nothing; people's words are merged later."""
    by_table = {each.id.lower(): each for each in found if each.kind == "table"}
    return tuple(_table_with(table, by_table.get(table.name.lower())) for table in tables)


def _table_with(table: Table, said: Description | None) -> Table:
    if said is None:
        return table
    columns = {each.name.lower(): each for each in said.columns}
    described = replace(
        table,
        columns=tuple(_column_with(column, columns.get(column.name.lower()), said.by) for column in table.columns),
        row=table.row or said.row,
        synonyms=table.synonyms or said.synonyms,
    )
    if table.description:
        return described
    return replace(described, description=said.description, description_source="model", described_by=said.by)


def _column_with(column: Column, said: ColumnWords | None, by: str) -> Column:
    if said is None or column.description:
        return column
    return replace(column, description=said.description, description_source="model", described_by=by)


def samples_with_descriptions(
    samples: tuple[SampleQuery, ...], found: Mapping[tuple[DescribedKind, str], Description]
) -> tuple[SampleQuery, ...]:
    """The samples with a model's words where nobody described them."""
    return tuple(
        sample if sample.description or said is None else replace(sample, description=said.description)
        for sample in samples
        for said in (found.get(("sample", sample.id)),)
    )

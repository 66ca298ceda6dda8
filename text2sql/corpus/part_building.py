"""What is made of one part of a catalog when an index is built: its tables, their words, and what is counted in them.

Every file is named by what it is made from, so the files of a part in which nothing changed are found by their names
and neither read nor written.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path

from text2sql.catalog import Catalog, Table
from text2sql.corpus.cards import TableCard
from text2sql.corpus.cards.applying import joins_with, tables_with
from text2sql.corpus.descriptions import Description, tables_described
from text2sql.corpus.documents import Document, documents
from text2sql.corpus.files import digest_of, digest_of_file, write_whole
from text2sql.corpus.knowledge import lexical_part
from text2sql.corpus.parts import assembled, divided, head_of, parts_for
from text2sql.corpus.phrases import phrase_counts
from text2sql.corpus.state import IndexFile
from text2sql.corpus.storing import catalog_to_json, tables_to_json
from text2sql.corpus.value_building import values_fingerprint
from text2sql.corpus.vectors import digests
from text2sql.interfaces import DocumentKind
from text2sql.shapes import words_of_tables

Files = dict[str, IndexFile]
Digests = Mapping[DocumentKind, Mapping[str, str]]
PARTED: tuple[DocumentKind, ...] = ("table", "column")
"""Kinds of documents that are made from parts of the catalog."""


@dataclass(frozen=True, slots=True)
class IndexFolder:
    """An index's folder while the next index is put together from old files and new ones."""

    folder: Path
    before: Mapping[str, IndexFile]
    """Sound files of the index before, by name."""

    def put(self, name: str, make: Callable[[], str | bytes]) -> IndexFile:
        """The file of that name; it is made when the index before does not have it."""
        kept = self.before.get(name)
        if kept is not None:
            return kept
        made = make()
        content = made.encode("utf-8", "surrogatepass") if isinstance(made, str) else made
        write_whole(self.folder / name, content)
        return IndexFile(name, len(content), blake2b(content, digest_size=8).hexdigest())

    def written(self, name: str) -> IndexFile:
        """A file that was written by somebody else."""
        path = self.folder / name
        return IndexFile(name, path.stat().st_size, digest_of_file(path))

    def text(self, file: IndexFile) -> str:
        """What a file holds."""
        return (self.folder / file.name).read_bytes().decode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Raw:
    """What the warehouse says of itself, in parts."""

    head: Catalog
    files: Files
    tables: Callable[[int], tuple[Table, ...]]
    """The tables of a part; read when they are asked for, unless the warehouse has just told them."""

    @property
    def parts(self) -> int:
        """How many there are."""
        return len(self.files) - 1


def raw_of(catalog: Catalog, folder: IndexFolder) -> Raw:
    """What the warehouse has just said, in files."""
    parts = divided(catalog.tables, lambda table: table.name, parts_for(len(catalog.tables)))
    head = head_of(catalog)
    texts = {"introspected": catalog_to_json(head)}
    texts.update((f"introspected/{number}", tables_to_json(tables)) for number, tables in enumerate(parts))
    files = {
        role: folder.put(f"introspected-{digest_of([role, text])}.json", partial(str, text))
        for role, text in texts.items()
    }
    return Raw(head, files, lambda number: parts[number])


class Part:
    """One part of the catalog with what people and models say of its tables."""

    def __init__(
        self, number: int, raw: Raw, cards: Sequence[TableCard], said: Sequence[Description], folder: IndexFolder
    ) -> None:
        self.number = number
        self._raw = raw
        self._cards = cards
        self._said = said
        self._folder = folder
        self.made_from = digest_of(
            [
                raw.files[f"introspected/{number}"].name,
                *map(repr, said),
                *(repr(replace(each, path=Path())) for each in cards),
            ]
        )

    @cached_property
    def catalog(self) -> Catalog:
        """A catalog of its tables alone."""
        said = tables_described(self._raw.tables(self.number), self._said)
        return Catalog("", "", tables_with(said, self._cards))

    @cached_property
    def files(self) -> Files:
        """All that depends on nothing but the part."""
        files = {"catalog": self._put("catalog", "json", lambda: tables_to_json(self.catalog.tables))}
        for kind in PARTED:
            files[f"words-{kind}"] = self._put(f"words-{kind}", "words", partial(self._words, kind))
        files["facts"] = self._put("facts", "json", lambda: json.dumps(self._facts, ensure_ascii=False))
        return {f"{role}/{self.number}": file for role, file in files.items()}

    @cached_property
    def facts(self) -> "Facts":
        """What is counted in it."""
        return Facts(**json.loads(self._folder.text(self.files[f"facts/{self.number}"])))

    def documents(self, kind: DocumentKind) -> tuple[Document, ...]:
        """What is searched of a kind."""
        return documents(kind, self.catalog, ())

    def digests_file(self, kinds: Sequence[DocumentKind]) -> IndexFile:
        """The file with digests of all documents of these kinds."""
        return self._put(
            "-".join(("documents", *kinds)),
            "json",
            lambda: json.dumps({kind: digests(self.documents(kind)) for kind in kinds}, ensure_ascii=False),
        )

    def _words(self, kind: DocumentKind) -> bytes:
        return lexical_part(kind, self.catalog, ()).packed()

    def _put(self, role: str, suffix: str, make: Callable[[], str | bytes]) -> IndexFile:
        return self._folder.put(f"{role}-{digest_of([str(self.number), self.made_from])}.{suffix}", make)

    @property
    def _facts(self) -> Mapping[str, object]:
        tables = self.catalog.tables
        return {
            "tables": len(tables),
            "columns": sum(len(table.columns) for table in tables),
            "values": values_fingerprint(self.catalog),
            "phrases": phrase_counts(tables),
            "names": sorted(words_of_tables(tables)),
        }


@dataclass(frozen=True, slots=True)
class Facts:
    """What is counted in a part."""

    tables: int
    columns: int
    values: str
    """A digest of all that decides which values are kept."""
    phrases: Mapping[str, int]
    """How often each phrase is said."""
    names: Sequence[str]
    """Single words of its names."""


def parts_of(
    raw: Raw, cards: Sequence[TableCard], said: Iterable[Description], folder: IndexFolder
) -> tuple[Part, ...]:
    """The parts of the catalog with cards and descriptions merged in, as far as they are asked for."""
    cards_of = divided(cards, lambda card: card.table, raw.parts)
    said_of = divided((each for each in said if each.kind == "table"), lambda each: each.id, raw.parts)
    return tuple(Part(number, raw, cards_of[number], said_of[number], folder) for number in range(raw.parts))


def head_file(raw: Raw, cards: Sequence[TableCard], folder: IndexFolder) -> IndexFile:
    """The file of the catalog's head: which tables there are, and the joins among them."""

    def made() -> str:
        hidden = {card.table.lower() for card in cards if card.hidden}
        catalog = assembled(raw.head, map(raw.tables, range(raw.parts)))
        shown = replace(catalog, tables=tuple(table for table in catalog.tables if table.name.lower() not in hidden))
        return catalog_to_json(replace(head_of(shown), joins=joins_with(shown, raw.head.joins, cards)))

    said = [repr((card.table, card.hidden, card.joins)) for card in cards if card.hidden or card.joins]
    return folder.put(f"catalog-{digest_of([*(file.name for file in raw.files.values()), *said])}.json", made)

"""Reads the files of a data set: their text whatever its encoding, their records with the place they stand at, a hash.

What is wrong with one record costs that record and a note; what is wrong with a whole file is an error.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from text2sql.errors import UsageError

_ENCODINGS = (("utf-8-sig", ""), ("cp949", "is not UTF-8 and was read as CP949, the Korean encoding of Windows."))


@dataclass(frozen=True, slots=True)
class Item:
    """One JSON object, and where it stands."""

    where: str
    """For notes: ``dev.json, item 3``, counted from 1."""
    values: Mapping[str, object]
    place: int = 0
    """In its list, from 0; what was left out counts."""

    def text(self, *names: str) -> str:
        """The first of these members that is there, as text; empty when none is."""
        value = next((self.values[name] for name in names if self.values.get(name) is not None), "")
        return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def items(self, name: str) -> tuple["Item", ...]:
        """The objects in a list member; what is no object is left out."""
        listed = self.values.get(name)
        if not isinstance(listed, list):
            return ()
        return tuple(
            Item(f"{self.where}, {name} {number}", each)
            for number, each in enumerate(listed, 1)
            if isinstance(each, dict)
        )

    def sequence(self, name: str) -> Sequence[object]:
        """A list member; empty when it is none."""
        listed = self.values.get(name)
        return listed if isinstance(listed, list) else ()


@dataclass(slots=True)
class Reading:
    """Files that were read, with their hashes, and what was odd; filled while a data set is read."""

    folder: Path
    files: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    """As of :class:`~text2sql.evaluation.types.DataSet`."""

    def keep_place(self, place: int, id: str = "") -> None:
        """Remember which question stands at a place, from 0, or that the one there is left out."""
        self.places += [""] * (place + 1 - len(self.places))
        self.places[place] = id

    def text(self, path: Path) -> str:
        """The text of a file.

        UTF-8, else the Korean encoding of old Windows files, else UTF-8 without what is none.

        Raises:
            UsageError: the file cannot be read.
        """
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise UsageError(f"{path} cannot be read ({error.strerror}). Check the path that was given.") from error
        name = path.relative_to(self.folder) if path.is_relative_to(self.folder) else Path(path.name)
        self.files.append((name.as_posix(), sha256(raw).hexdigest()))
        for encoding, note in _ENCODINGS:
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            self.notes += [f"{path.name} {note}"] if note else []
            return text
        self.notes.append(f"{path.name} is not UTF-8; the bytes that are none were left out.")
        return raw.decode("utf-8-sig", "ignore")

    def json_items(self, path: Path) -> tuple[Item, ...]:
        """The objects of a JSON file that holds a list; a note tells what is no object.

        Raises:
            UsageError: the file cannot be read, or it is not such a list.
        """
        try:
            listed = json.loads(self.text(path))
        except (ValueError, RecursionError) as error:
            raise UsageError(f"{path} is not JSON ({error}). Download or write it again.") from error
        if not isinstance(listed, list):
            raise UsageError(f"{path} holds no list of questions. Name the benchmark's own question file.")
        return tuple(self._objects(path, enumerate(listed, 1)))

    def json_lines(self, path: Path) -> tuple[Item, ...]:
        """The objects of a JSONL file; a note tells of each line that is none.

        Raises:
            UsageError: the file cannot be read.
        """
        found: list[tuple[int, object]] = []
        # Not splitlines(): a JSON text may hold U+2028, which is no end of a line here.
        for number, line in enumerate(self.text(path).split("\n"), 1):
            if line.strip():
                try:
                    found.append((number, json.loads(line)))
                except (ValueError, RecursionError):
                    self.notes.append(f"{path.name}, line {number} is not JSON and was left out.")
        return tuple(self._objects(path, iter(found)))

    def _objects(self, path: Path, listed: Iterator[tuple[int, object]]) -> Iterator[Item]:
        word = "line" if path.suffix == ".jsonl" else "item"
        for number, each in listed:
            if isinstance(each, dict):
                yield Item(f"{path.name}, {word} {number}", each, number - 1)
            else:
                self.notes.append(f"{path.name}, {word} {number} is not an object and was left out.")


def database_files(folders: Sequence[Path], names: Sequence[str], notes: list[str]) -> dict[str, Path]:
    """The SQLite file of each database, ``<folder>/<name>/<name>.sqlite``; a note tells of each that is missing.

    Args:
        folders: where to look, the first that has the database wins.
        names: the databases that questions are over, one entry a question.
        notes: is added to.
    """
    found: dict[str, Path] = {}
    for name in dict.fromkeys(names):
        places = (folder / name / f"{name}{end}" for folder in folders for end in (".sqlite", ".db"))
        place = next((each for each in places if each.is_file()), None) if _is_plain(name) else None
        if place is None:
            count = names.count(name)
            notes.append(f"The database {name} is missing; {count} question{'s' * (count > 1)} cannot be run.")
        else:
            found[name] = place
    return found


def _is_plain(name: str) -> bool:
    """Whether a database's name stays inside of its folder."""
    return bool(name) and name not in (".", "..") and "/" not in name and "\\" not in name and "\0" not in name

"""The word lists of this room, read from ``data`` when first needed. Adding a word is editing one of those files."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

Numbers = Mapping[str, int]
"""Numbers by their words."""


class Group(NamedTuple):
    """Words that share some facts: an entry of a TOML array of tables."""

    words: tuple[str, ...]
    texts: Mapping[str, str]
    numbers: Mapping[str, int]
    flags: Mapping[str, bool]


@cache
def lines(file: str) -> tuple[str, ...]:
    """The words of a text file, separated by white space; what follows a ``#`` is a comment."""
    return tuple(word for line in _read(file).splitlines() for word in line.partition("#")[0].split())


@cache
def pairs(file: str) -> tuple[tuple[str, str], ...]:
    """The lines of a file with a tab in the middle of each; lines that begin with ``#`` are comments."""
    told = (line for line in _read(file).splitlines() if line and not line.startswith("#"))
    return tuple((left, right) for left, _, right in (line.partition("\t") for line in told))


@cache
def word_list(file: str, *path: str) -> tuple[str, ...]:
    """The list of words at a path of a TOML file."""
    found = _at(file, path)
    assert isinstance(found, list), f"{file}: {'.'.join(path)} should be a list of words"
    return tuple(str(word) for word in found)


@cache
def word_set(file: str, *path: str) -> frozenset[str]:
    """The same words to be looked up."""
    return frozenset(word_list(file, *path))


@cache
def names(file: str, *path: str) -> tuple[str, ...]:
    """The keys of the table at a path of a TOML file."""
    return tuple(_section(file, path))


@cache
def numbers(file: str, *path: str) -> Numbers:
    """The numbers in the table at a path of a TOML file, by their keys."""
    return MappingProxyType({key: value for key, value in _section(file, path).items() if isinstance(value, int)})


@cache
def texts(file: str, *path: str) -> Mapping[str, str]:
    """The texts in the table at a path of a TOML file, by their keys."""
    return MappingProxyType({key: value for key, value in _section(file, path).items() if isinstance(value, str)})


@cache
def groups(file: str, name: str) -> tuple[Group, ...]:
    """The entries of an array of tables of a TOML file."""
    found = _at(file, (name,))
    assert isinstance(found, list), f"{file}: {name} should be an array of tables"
    return tuple(
        Group(
            words=tuple(entry["words"]),
            texts={key: value for key, value in entry.items() if isinstance(value, str)},
            numbers={key: value for key, value in entry.items() if type(value) is int},
            flags={key: value for key, value in entry.items() if isinstance(value, bool)},
        )
        for entry in found
    )


def _section(file: str, path: tuple[str, ...]) -> dict[str, object]:
    found = _at(file, path)
    assert isinstance(found, dict), f"{file}: {'.'.join(path)} should be a table"
    return found


def _at(file: str, path: tuple[str, ...]) -> object:
    found: object = _document(file)
    for name in path:
        assert isinstance(found, dict) and name in found, f"{file}: {'.'.join(path)} is missing"
        found = found[name]
    return found


@cache
def _document(file: str) -> dict[str, object]:
    import tomllib  # Here and below: these two cost more to import than the rest of the room.

    return tomllib.loads(_read(file))


def _read(file: str) -> str:
    from importlib.resources import files

    return files("text2sql.language").joinpath("data", file).read_text(encoding="utf-8")

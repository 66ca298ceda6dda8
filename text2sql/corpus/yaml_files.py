"""Reads the YAML that people write, strictly: every scalar stays text and every complaint names file and line.

YAML's own guesses are not wanted here: a country code ``no`` is not False and ``on`` is a word. So only the structure
is taken from YAML, and each key is asked for by the shape it must have. No other module parses YAML.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

import yaml

from text2sql.catalog import LocalText
from text2sql.errors import KnowledgeError

_Loader: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DEEPEST = 12
_NESTED_BEYOND_MEASURE = re.compile(r"(?:[\[{]\s*){60}|(?:[-?]\s+){60}")
_FLAGS = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in a YAML file: its node, and the words that lead to it ("columns.status")."""

    path: Path
    node: yaml.Node
    where: str = ""

    @property
    def line(self) -> int:
        """Line number, from 1."""
        return int(self.node.start_mark.line) + 1

    def fail(self, problem: str) -> NoReturn:
        """Complain about this place.

        Raises:
            KnowledgeError: always.
        """
        place = f" ({self.where})" if self.where else ""
        raise KnowledgeError(f"{self.path}, line {self.line}{place}: {problem}")

    def mapping(self, known: Iterable[str] | None = None) -> dict[str, "Entry"]:
        """The entries of a mapping by key, in file order; an empty value is an empty mapping.

        Args:
            known: the keys that may occur; None when people choose them (names of columns, codes).

        Raises:
            KnowledgeError: it is no mapping, a key occurs twice, or a key is not known.
        """
        if self.is_empty:
            return {}
        if not isinstance(self.node, yaml.MappingNode):
            self.fail("expected a mapping of `key: value` lines here.")
        found: dict[str, Entry] = {}
        for key_node, value_node in self.node.value:
            key_entry = Entry(self.path, key_node, self.where)
            key = key_entry.text()
            if key in found:
                key_entry.fail(f"the key `{key}` occurs twice; keep one of them.")
            if known is not None and key not in known:
                key_entry.fail(_unknown_key(key, tuple(known)))
            found[key] = Entry(self.path, value_node, f"{self.where}.{key}" if self.where else key)
        return found

    def items(self) -> tuple["Entry", ...]:
        """The entries of a list; an empty value is an empty list.

        Raises:
            KnowledgeError: it is no list.
        """
        if self.is_empty:
            return ()
        if not isinstance(self.node, yaml.SequenceNode):
            self.fail("expected a list here, one `- item` a line or [a, b].")
        return tuple(
            Entry(self.path, node, f"{self.where}[{number}]") for number, node in enumerate(self.node.value, 1)
        )

    def text(self) -> str:
        """The words of a scalar as they are written, without blanks around them.

        Raises:
            KnowledgeError: it is a mapping or a list.
        """
        if not isinstance(self.node, yaml.ScalarNode):
            self.fail("expected text here, not a mapping or a list.")
        return str(self.node.value).strip()

    def texts(self) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one.

        Raises:
            KnowledgeError: it is neither.
        """
        if isinstance(self.node, yaml.ScalarNode):
            return (self.text(),) if not self.is_empty else ()
        return tuple(item.text() for item in self.items())

    def local_text(self) -> LocalText:
        """Text, or ``{en:, ko:}``. Text without a language is Korean when it holds Hangul.

        Raises:
            KnowledgeError: it is something else.
        """
        if isinstance(self.node, yaml.ScalarNode):
            words = self.text()
            return LocalText(ko=words) if has_hangul(words) else LocalText(en=words)
        languages = self.mapping(("en", "ko"))
        return LocalText(**{language: entry.text() for language, entry in languages.items()})

    def flag(self) -> bool:
        """True or False.

        Raises:
            KnowledgeError: it is neither.
        """
        words = self.text().lower()
        if words not in _FLAGS:
            self.fail(f"expected true or false, not `{words}`.")
        return _FLAGS[words]

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return isinstance(self.node, yaml.SequenceNode)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written after the colon."""
        return isinstance(self.node, yaml.ScalarNode) and not self.node.value and not self.node.style


def has_hangul(text: str) -> bool:
    """Whether any letter is Korean."""
    return any("가" <= letter <= "힣" or "ㄱ" <= letter <= "ㆎ" or "ᄀ" <= letter <= "ᇿ" for letter in text)


def read_yaml(path: Path) -> Entry | None:
    """The root of a file, or None when it holds nothing but comments.

    Raises:
        KnowledgeError: it cannot be read or is not YAML; file, line and reason are named.
    """
    return parse_yaml(read_text(path), path)


def read_text(path: Path) -> str:
    """The text of a file, without a byte order mark.

    Raises:
        KnowledgeError: it cannot be read or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path}: not UTF-8 text (byte {error.start}); save the file as UTF-8.") from error
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read ({error.strerror}); check its permissions.") from error


def parse_yaml(text: str, path: Path) -> Entry | None:
    """The root of a YAML text; ``path`` is for messages.

    Raises:
        KnowledgeError: it is not YAML.
    """
    if _NESTED_BEYOND_MEASURE.search(text):  # libyaml would overflow its stack and take the process with it
        raise KnowledgeError(f"{path}: nested too deeply; correct the brackets.")
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise KnowledgeError(f"{path}{_place(error)}: {_reason(error, text)}") from error
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{path}: not YAML: {error}".replace("\n", " ") + "; correct the file.") from error
    if node is None:
        return None
    root = Entry(path, node)
    _refuse_knots(root, set())
    return root


def _refuse_knots(entry: Entry, seen: set[int], depth: int = 0) -> None:
    """An alias that holds itself would never end, and many aliases of aliases nearly so; cards need neither."""
    if depth > _DEEPEST:
        entry.fail("nested too deeply; correct the indentation.")
    if id(entry.node) in seen:
        entry.fail("anchors (&) and aliases (*) are not supported; write the text out, or quote it.")
    seen.add(id(entry.node))
    if isinstance(entry.node, yaml.CollectionNode):
        for child in entry.node.value:
            for node in child if isinstance(child, tuple) else (child,):
                _refuse_knots(Entry(entry.path, node), seen, depth + 1)


def _place(error: yaml.MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    return f", line {mark.line + 1}" if mark else ""


def _reason(error: yaml.MarkedYAMLError, text: str) -> str:
    mark = error.problem_mark
    lines = text.splitlines()
    if mark is not None and mark.line < len(lines) and "\t" in lines[mark.line][: mark.column + 1]:
        return "a tab is used for indentation; use spaces."
    return f"not YAML: {error.problem or error.context or 'unreadable'}; correct the line."


def _unknown_key(key: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(key, known, n=1)
    hint = f"did you mean `{near[0]}`?" if near else f"use one of {', '.join(known)}."
    return f"unknown key `{key}`; {hint}"

"""Which words of a question point to what was asked before (그중, "what about"); a matter of language alone."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from text2sql.interfaces import Reference
from text2sql.language import ComparisonKind, Token, tokenize

_TOPIC_ENDINGS = ("은", "는", "요", "은요", "는요")
_SHORT = 6
"""Words up to which an English text without a beginning of a question is half a sentence."""
_DONE = re.compile(r"\s*(?:된|됐|한|했|완료|마친|끝난|끝낸|간|갔|받은)")
_HOW_MANY = re.compile(r"\s+(?:many|much|often|long)\b", re.IGNORECASE)

Span = tuple[int, int]
Removed = Literal["filter", "period", "limit"]
_REMOVED: tuple[Removed, ...] = ("filter", "period", "limit")


def references(text: str) -> Reference:
    """How a text, composed and tidied, points to what was asked before it."""
    words = _words()
    tokens = tokenize(text)
    only = any(token.suffix.endswith("만") for token in tokens)
    adding = any(token.suffix.endswith("도") or (token.suffix == "까지" and _is_more(text, token)) for token in tokens)
    adding = adding or bool(words.adds.search(text))
    removes = tuple(what for what, pattern in words.removes.items() if _removes(pattern, text, words.whole))
    earlier = next((kind for kind, pattern in words.earlier.items() if pattern.search(text)), None)
    compared = _spans(words.compares, text)
    return Reference(
        pointing=tuple(
            _before_how_many(text, span) for span in (*_spans(words.pointing, text), *_spans(words.first, text))
        ),
        ends_open=bool(words.last.search(text)),
        perhaps=_spans(words.perhaps, text),
        carrying=(
            *_spans(words.carrying, text),
            *(span for each in words.removes.values() for span in _spans(each, text)),
        ),
        adds=adding,
        removes=removes,
        edits=only or bool(words.edits.search(text) or words.carrying.search(text) or removes),
        elliptic=_is_elliptic(text, [token.text.casefold() for token in tokens], words),
        idle=words.idle,
        amount=any({token.normal, token.text.casefold()} & words.amount for token in tokens),
        held=bool(words.held.search(text)),
        earlier=earlier,
        earlier_at=_spans(words.earlier[earlier], text) if earlier else (),
        compares=bool(compared),
        compared_at=compared,
        inside=_is_inside(tokens, words),
        trails=bool(tokens) and tokens[-1].suffix.endswith("도"),
        replaces=bool(words.replaces.search(text)),
        narrows=bool(words.narrows.search(text)),
    )


def _is_more(text: str, token: Token) -> bool:
    """Whether 까지 adds something: not where something got as far as that, 결제까지 된."""
    return _DONE.match(text, token.end) is None


def _before_how_many(text: str, span: Span) -> Span:
    """Of "and how many" only the first word points."""
    start, end = span
    if text[start:end].casefold() == "and how" and _HOW_MANY.match(text, end):
        return start, start + len("and")
    return span


def _is_inside(tokens: Sequence[Token], words: "_Words") -> bool:
    said = [token.text.casefold() for token in tokens]
    return 1 < len(said) <= _SHORT and said[0] in words.inside and not set(said) & words.openings


def _removes(pattern: re.Pattern[str], text: str, whole: re.Pattern[str]) -> bool:
    """Whether something is no longer wanted; "올해 전체" is all of a period."""
    return any(not whole.search(text[: match.start()]) for match in pattern.finditer(text))


def _is_elliptic(text: str, said: Sequence[str], words: "_Words") -> bool:
    """Whether it is half a sentence: 부산은?, 전환율은 어때?, "and revenue?"."""
    if any("가" <= letter <= "힣" for letter in text):
        return text.rstrip(" ?？.!").endswith((*_TOPIC_ENDINGS, *words.half))
    return len(said) <= _SHORT and not set(said) & words.openings


@dataclass(frozen=True, slots=True)
class _Words:
    pointing: re.Pattern[str]
    first: re.Pattern[str]
    last: re.Pattern[str]
    perhaps: re.Pattern[str]
    carrying: re.Pattern[str]
    edits: re.Pattern[str]
    adds: re.Pattern[str]
    removes: dict[Removed, re.Pattern[str]]
    openings: frozenset[str]
    half: tuple[str, ...]
    idle: frozenset[str]
    amount: frozenset[str]
    held: re.Pattern[str]
    earlier: dict[ComparisonKind, re.Pattern[str]]
    compares: re.Pattern[str]
    whole: re.Pattern[str]
    inside: frozenset[str]
    replaces: re.Pattern[str]
    narrows: re.Pattern[str]


@cache
def _words() -> _Words:
    table = tomllib.loads(files(__package__).joinpath("references.toml").read_text(encoding="utf-8"))
    pointing, perhaps, carrying = table["pointing"], table["perhaps"], table["carrying"]
    names = "|".join(map(re.escape, perhaps["not_before"]))
    return _Words(
        pointing=_pattern(pointing["ko"], pointing["en"]),
        first=re.compile(
            rf"^(?:{_alternatives(pointing['ko_first'])}|{_alternatives(pointing['en_first'])})(?!\w)", re.I
        ),
        last=re.compile(rf"(?<!\w)(?:{_alternatives(pointing['en_last'])})[ ?.!]*$", re.I),
        perhaps=_pattern(perhaps["ko"], perhaps["en"], rf"(?!\s+(?:{names})\b)", whole=True),
        carrying=_pattern(carrying["ko"], carrying["en"]),
        edits=_pattern(carrying["edits_ko"], carrying["edits_en"]),
        adds=_pattern(table["adds"]["ko"], table["adds"]["en"]),
        removes={what: _pattern(table["removes"][what]["ko"], table["removes"][what]["en"]) for what in _REMOVED},
        openings=frozenset(table["openings"]["en"]),
        half=tuple(table["half"]["ko"]),
        idle=frozenset((*table["idle"]["ko"], *table["idle"]["en"])),
        amount=frozenset((*table["amount"]["ko"], *table["amount"]["en"])),
        held=re.compile(f"{table['held']['ko']}|{table['held']['en']}", re.IGNORECASE),
        earlier={kind: _pattern(table["earlier"][kind], table["earlier"][kind]) for kind in get_args(ComparisonKind)},
        compares=_pattern(table["compares"]["ko"], table["compares"]["en"]),
        inside=frozenset(table["inside"]["en"]),
        replaces=_pattern(table["replaces"]["ko"], table["replaces"]["en"]),
        narrows=_pattern(table["narrows"]["ko"], table["narrows"]["en"]),
        whole=re.compile(rf"(?:{_alternatives(table['whole']['after'])})\s*$"),
    )


def _alternatives(phrases: Iterable[str]) -> str:
    """The longer ones first, so that they are found whole."""
    return "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in sorted(phrases, key=len, reverse=True))


def _pattern(korean: Iterable[str], english: Iterable[str], after: str = "", whole: bool = False) -> re.Pattern[str]:
    """Korean words are taken with the particles after them unless they have to be ``whole``."""
    ending = r"(?![가-힣])" if whole else r"[가-힣]*"
    one, other = _alternatives(korean), _alternatives(english)
    return re.compile(rf"(?<![가-힣])(?:{one}){ending}|(?<!\w)(?:{other})(?!\w){after}", re.IGNORECASE)


def _spans(pattern: re.Pattern[str], text: str) -> tuple[Span, ...]:
    return tuple(match.span() for match in pattern.finditer(text))

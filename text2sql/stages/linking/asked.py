"""A question taken apart for linking: its words, runs of words, and what kind of answer it wants."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from text2sql.language import Token, is_stop, meanings, tokenize
from text2sql.types import LinkedValue

_LONGEST_SPAN = 3
_MOST_MEANINGS = 3
"""Of a Korean word: what stands later in the dictionary is seldom what a name means."""
_MOST_WORDS = 40
"""Words beyond these many are read no more: a longer text is a story with a question in it."""
_WIDEST_GAP = 5
"""Letters between two words of a run: "date of birth"."""
_SURE = 0.9
_NUMBER = frozenset((
    "many", "much", "average", "total", "sum", "mean", "number", "count", "amount", "percentage", "percent", "ratio",
    "rate", "difference", "평균", "합계", "총", "몇", "얼마", "비율", "수", "개수", "차이",
))  # fmt: skip
_TIME = frozenset((
    "when", "date", "year", "month", "day", "time", "recent", "recently", "latest", "earliest", "before", "after",
    "since", "언제", "날짜", "연도", "년", "월", "일", "최근", "이후", "이전",
))  # fmt: skip
_PERSON = frozenset(("who", "whose", "whom", "누구", "누가"))
_PLACE = frozenset(("where", "live", "lives", "located", "location", "어디", "어디서", "어디에"))
_ORDER = frozenset((
    "most", "least", "highest", "lowest", "largest", "smallest", "top", "best", "oldest", "youngest", "maximum",
    "minimum", "more", "less", "greater", "than", "over", "under", "descending", "ascending", "order", "가장", "많은",
    "적은", "높은", "낮은", "최대", "최소", "이상", "이하", "초과", "미만", "순",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question says, without the words that carry no subject."""

    text: str
    words: tuple[str, ...]
    """As they stand, without particles."""
    terms: tuple[tuple[str, ...], ...]
    """For each word the forms under which it may be found."""
    named: tuple[bool, ...]
    """For each span whether all of it belongs to a cell value that was found, or stands in quotes."""
    spans: tuple[str, ...]
    """The words, and then runs of two and three that stand beside each other."""
    sizes: tuple[int, ...]
    """For each span of how many words it is."""
    foreign: tuple[bool, ...]
    """For each span whether it is Korean, which names of schemas seldom are."""
    meanings: tuple[tuple[str, ...], ...]
    """For each word what it may be called in English, if it is Korean and known; likeliest first."""
    spelled: str
    """What is searched by its letters: the text. Training leaves it out to make every word foreign."""
    wants_number: bool
    wants_time: bool
    wants_order: bool
    wants_person: bool = False
    wants_place: bool = False
    numbers: int = 0
    """How many numbers are said, other than years."""
    years: int = 0
    strangers: int = 0
    """Words that look like a name of one thing, and no cell value was found for them."""


def asked(text: str, values: Sequence[LinkedValue]) -> Asked:
    """Take a question apart.

    Args:
        text: the question.
        values: cell values that were found in it.
    """
    said = tokenize(text)
    content = [token for token in said if token.kind != "number" and not is_stop(token)][:_MOST_WORDS]
    places = [place for value in values if value.score > _SURE for place in _places(text, value.words)]
    runs = [
        content[first : first + size]
        for size in range(1, _LONGEST_SPAN + 1)
        for first in range(len(content) - size + 1)
        if _is_run(text, content[first : first + size])
    ]
    forms = {form for token in said for form in (token.normal, token.text.casefold())}
    return Asked(
        text=text,
        words=tuple(text[token.start : token.stem_end] for token in content),
        terms=tuple(tuple(dict.fromkeys((*token.variants, *token.parts))) for token in content),
        named=tuple(all(token.kind == "quoted" or _lies_in(token, places) for token in run) for run in runs),
        spans=tuple(text[run[0].start : run[-1].stem_end] for run in runs),
        sizes=tuple(map(len, runs)),
        foreign=tuple(any(map(_is_korean, text[run[0].start : run[-1].stem_end])) for run in runs),
        meanings=tuple(map(_in_english, content)),
        spelled=text,
        wants_number=bool(forms & _NUMBER),
        wants_time=bool(forms & _TIME),
        wants_order=bool(forms & _ORDER),
        wants_person=bool(forms & _PERSON),
        wants_place=bool(forms & _PLACE),
        numbers=sum(token.kind == "number" and not _is_year(token) for token in said),
        years=sum(token.kind == "number" and _is_year(token) for token in said),
        strangers=sum(_is_stranger(token) and not _lies_in(token, places) for token in content),
    )


def _in_english(token: Token) -> tuple[str, ...]:
    return tuple(" ".join(words) for words in meanings(token)[:_MOST_MEANINGS])


def _is_run(text: str, run: Sequence[Token]) -> bool:
    """Whether the words stand beside each other, with at most a short word between."""
    gaps = (text[one.stem_end : other.start] for one, other in pairwise(run))
    return all(len(gap) <= _WIDEST_GAP and not set(gap) & set(",.;:?!") for gap in gaps)


def _is_year(token: Token) -> bool:
    return len(token.normal) == 4 and token.normal.isdecimal() and token.normal[:2] in ("18", "19", "20")


def _is_stranger(token: Token) -> bool:
    """In quotes, or with a capital letter that no sentence began with."""
    return token.kind == "quoted" or (token.start > 0 and token.text[:1].isupper())


def _is_korean(letter: str) -> bool:
    return "가" <= letter <= "힣"


def _lies_in(token: Token, places: Sequence[tuple[int, int]]) -> bool:
    return any(start <= token.start and token.stem_end <= end for start, end in places)


def _places(text: str, words: str) -> Iterator[tuple[int, int]]:
    start = text.find(words) if words else -1
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + 1)

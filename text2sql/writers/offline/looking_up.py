"""What a window of words may refer to, with and without the endings of Korean verbs."""

import re
from collections.abc import Iterator, Sequence

from text2sql.language import RankingMention, Token, tokenize
from text2sql.writers.offline.lexicon import GROUP_SUFFIXES, Lexicon, Meaning, grammar, plain_key

_IN_ORDER = re.compile(r"\b(?:\w+ing|alphabetical|chronological|reverse) order$", re.IGNORECASE)
_GROUPING = re.compile(r"\b(?:by|per|each|every|across|all|all the)\s+$", re.IGNORECASE)


def look_up(window: Sequence[Token], lexicon: Lexicon) -> tuple[Meaning, ...]:
    """All meanings of the words together, in the database and in the grammar."""
    head = "".join(token.normal for token in window[:-1])
    last = window[-1]
    keys = [head + variant for variant in (last.normal, *last.variants, *_without_verb_ending(last.text))]
    if any(token.suffix.startswith(GROUP_SUFFIXES) for token in window[:-1]):
        keys = []  # 쿠폰별 사용 건수 breaks 사용 건수 down; it does not speak of 쿠폰 사용
    keys.append(plain_key("".join(token.text for token in window)))
    found: list[Meaning] = []
    for key in dict.fromkeys(keys):
        if len(key) <= lexicon.longest:
            found += [meaning for meaning in lexicon.look_up(key) if meaning not in found]
    return tuple(found)


def _without_verb_ending(word: str) -> Iterator[str]:
    """The noun inside a Korean verb made from it: 주문하지, 주문한 and 주문했던 are all 주문."""
    for ending in grammar().verb_endings:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            yield word.removesuffix(ending)


def names_groups(text: str, special: RankingMention, lexicon: Lexicon) -> bool:
    """Whether a ranking word only begins the name of a column to group by: "by top category"."""
    if special.count is not None or not _GROUPING.search(text[: special.start]):
        return False
    window = tokenize(text[special.start :])[:3]
    kinds = {each.kind for last in (2, 3) for each in look_up(window[:last], lexicon)} if len(window) > 1 else set()
    return "column" in kinds


def before_measure(special: RankingMention, span: str, lexicon: Lexicon) -> int:
    """Where a ranking ends when its last word is a business measure or a table: "least sold", "most used"."""
    tokens = tokenize(span)
    if len(tokens) < 2 or _IN_ORDER.search(span):
        return special.end
    if not any(each.kind in ("measure", "table") for each in look_up(tokens[-1:], lexicon)):
        return special.end
    return special.start + tokens[-2].end

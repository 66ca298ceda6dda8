"""The words of a query as Spider's official parser sees them: an English tokenizer's words, not SQL's.

Exact match calls a query wrong when the official parser cannot read it, and much of what it cannot read is a matter of
blanks: ``a=5`` is one word to it, ``a = 5`` three. So the tokenizer is part of the rule. It follows the Treebank
conventions (Marcus et al. 1993, as NLTK applies them) as far as they show in SQL; quoted text is taken out first.
"""

import re

from text2sql.evaluation.scoring.exact.grammar import Unreadable

_QUOTED = re.compile(r'"[^"]*"')
_STEPS = (
    (re.compile(r"[«“‘„»”’]|`+"), r" \g<0> "),
    # A full stop at the very end stands alone; one inside of a word (T1.name, 2.5) does not.
    (re.compile(r"([^.])(\.)([\])}>]*)\s*$"), r"\1 \2 \3 "),
    # 1,000 is one word; a, b and a,b are three.
    (re.compile(r"([:,])(\D|$)"), r" \1 \2"),
    (re.compile(r"\.{2,}|[;@#$%&?!*]|[\]\[(){}<>]|--"), r" \g<0> "),
    (re.compile(r"(?i)\b(can)(not)\b|\b(gim|lem)(me)\b|\b(gon|wan)(na)\b|\b(got)(ta)\b"), r" \1\3\5\7 \2\4\6\8 "),
)


def tokens(query: str) -> tuple[str, ...]:
    """The words of a query in lower case; quoted text is one word as written, in double quotes.

    Raises:
        Unreadable: a quote is not closed (an apostrophe counts as one).
    """
    text = query.replace("'", '"')
    if text.count('"') % 2:
        raise Unreadable("a quote is not closed")
    values: dict[str, str] = {}

    def kept_apart(match: re.Match[str]) -> str:
        name = f"__val_{match.start()}_{match.end() - 1}__"
        values[name] = match[0]
        return name

    text = _QUOTED.sub(kept_apart, text)
    for pattern, replacement in _STEPS:
        text = pattern.sub(replacement, text)
    words: list[str] = []
    for word in text.lower().split():
        # Of an operator written onto its text (= "x" as ="x") only the equals sign is told apart.
        words.extend(("=", word[1:]) if word.startswith("=__val_") else (word,))
    return _joined_operators([values.get(word, word) for word in words])


def _joined_operators(words: list[str]) -> tuple[str, ...]:
    """``>`` and ``=``, which were split, as one word again; from the right, so that a run of them joins in pairs."""
    joined: list[str] = []
    place = len(words) - 1
    while place >= 0:
        if words[place] == "=" and place and words[place - 1] in ("!", ">", "<"):
            joined.append(words[place - 1] + "=")
            place -= 2
        else:
            joined.append(words[place])
            place -= 1
    return tuple(reversed(joined))

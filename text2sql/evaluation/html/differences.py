"""Two queries held against each other word by word, as HTML."""

import re
from difflib import SequenceMatcher
from html import escape

_WORD = re.compile(r"""'(?:''|[^'])*'|"(?:""|[^"])*"|`[^`]*`|[\w.$]+|[<>!=|]+|\S""")
_MOST_WORDS = 1_500
"""Of either query; longer ones are shown without a difference, which would take time by the square."""


def sql_difference(gold: str, predicted: str) -> str:
    """What must be taken out of the prediction (``del``) and put in (``ins``) to get gold; case does not count."""
    wanted, given = _WORD.findall(gold), _WORD.findall(predicted)
    if len(wanted) > _MOST_WORDS or len(given) > _MOST_WORDS:
        return f"<del>{escape(predicted)}</del> <ins>{escape(gold)}</ins>"
    matcher = SequenceMatcher(None, [_key(word) for word in given], [_key(word) for word in wanted], autojunk=False)
    told = []
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        before, after = escape(" ".join(given[start:end])), escape(" ".join(wanted[other_start:other_end]))
        if kind == "equal":
            told.append(before)
            continue
        if before:
            told.append(f"<del>{before}</del>")
        if after:
            told.append(f"<ins>{after}</ins>")
    return " ".join(told)


def _key(word: str) -> str:
    """A word as it is compared: texts as they are, everything else whatever its case."""
    return word if word[0] in "'\"" else word.lower()

"""Finding words in conversations.

Every conversation is read: a word index for Korean would have to cut particles off, and would still not find half a
word, which is how people look for things.
"""

import unicodedata


def folded(text: str) -> str:
    """The text without differences of case, width and composition."""
    return unicodedata.normalize("NFKC", text).casefold()


def wanted_words(words: str) -> tuple[str, ...]:
    """What is looked for, word by word."""
    return tuple(folded(words).split())


def said_in(text: str, wanted: tuple[str, ...]) -> bool:
    """Whether all of the words, or parts of words, stand in the text."""
    within = folded(text)
    return all(word in within for word in wanted)

"""What nothing explains in a question, and how much it may say."""

from collections.abc import Iterator, Sequence

from text2sql.language import Token, stop_words
from text2sql.writers.offline.lexicon import grammar


def unexplained(tokens: Sequence[Token], taken: Sequence[tuple[int, int]]) -> Iterator[Token]:
    """The words outside the spans taken that are no words of grammar either."""
    fillers = grammar().meanings
    for token in tokens:
        if any(start < token.end and token.start < end for start, end in taken):
            continue
        known = {token.normal, *token.variants} & (stop_words() | fillers.keys())
        if token.text.startswith(grammar().light_verbs):
            continue
        known -= grammar().light.heavy
        if token.kind in ("word", "number", "quoted", "identifier") and not known:
            yield token


def is_light(token: Token, text: str) -> bool:
    """Whether an unknown word is one of little meaning, or the verb that ends a Korean clause: 나타내면, 언제였어요."""
    light = grammar().light
    if token.kind != "word" or _is_heavy(token):
        return False
    if light.words & {token.normal, token.text.casefold(), *token.variants}:
        return True
    rest = text[token.end :].lstrip()
    ends = not rest or rest[0] in ",.?!;" or rest.startswith(light.polite)
    if ends and token.text.endswith(light.endings):
        return True
    return any(token.text.startswith(unit) and token.text.endswith(light.after_counters) for unit in light.counters)


def _is_heavy(token: Token) -> bool:
    """Whether it says much though it is common or ends a sentence: will, 예측해줘, 왜."""
    heavy = grammar().light.heavy
    korean = tuple(each for each in heavy if "가" <= each[0] <= "힣")
    return token.normal in heavy or token.text.casefold() in heavy or token.text.startswith(korean)

"""Which language a question is asked in, so that it is answered in the same one.

Names of the other language say nothing: "show me 서울 orders" is English and "orders 테이블 행 수는?" is Korean.
Grammar decides: particles, endings and the little words.
"""

from typing import Literal

from text2sql.language.phrases import is_hangul
from text2sql.language.tables import lines
from text2sql.language.tokens import Token, tokenize

Language = Literal["ko", "en"]
_POLITE = ("줘", "요", "까", "니다", "나", "지", "래", "야")


def detect_language(text: str) -> Language:
    """The language of a text; English for one without Hangul, and for one with words of neither language."""
    tokens = [token for token in tokenize(text) if token.kind != "number"]
    hangul = [token for token in tokens if _is_korean(token)]
    outside = [token for token in tokens if token.kind != "quoted"]
    if not hangul:
        return "en"
    if len(hangul) == len(tokens):
        return "ko"
    korean = sum(map(_korean_grammar, tokens))
    english = sum(token.kind == "word" and _is_little(token) for token in outside)
    if korean != english:
        return "ko" if korean > english else "en"
    # Neither grammar shows: the last word is the head of a Korean phrase, and often of an English one.
    last = next((token for token in reversed(outside) if token.normal not in lines("loan_words.txt")), hangul[-1])
    return "ko" if _is_korean(last) else "en"


def _is_korean(token: Token) -> bool:
    return any(map(is_hangul, token.normal)) or any(map(is_hangul, token.suffix))


def _korean_grammar(token: Token) -> int:
    """Particles written onto a word of any script, and words that only ask."""
    if any(map(is_hangul, token.suffix)):
        return 1
    if token.kind == "word" and token.normal in _korean_words():
        return 2 if token.text.endswith(_POLITE) else 1
    return 0


def _korean_words() -> frozenset[str]:
    return frozenset(lines("stop_words_ko.txt"))


def _is_little(token: Token) -> bool:
    return token.text.casefold() in frozenset(lines("stop_words_en.txt"))

"""Both languages say the same things with the same placeholders."""

import string
import tomllib
from pathlib import Path

import pytest

import text2sql.messages

FOLDER = Path(text2sql.messages.__file__).parent
ROOMS = sorted({path.name for path in FOLDER.glob("*/*.toml")})


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("room", ROOMS)
def test_languages_have_the_same_keys_and_placeholders(room):
    english, korean = (tomllib.loads((FOLDER / language / room).read_text("utf-8")) for language in ("en", "ko"))
    assert english.keys() == korean.keys()
    for key, text in english.items():
        assert _placeholders(text) == _placeholders(korean[key]), key


@pytest.mark.parametrize("room", ROOMS)
def test_what_has_words_in_english_has_korean_words(room):
    english, korean = (tomllib.loads((FOLDER / language / room).read_text("utf-8")) for language in ("en", "ko"))
    for key, text in english.items():
        spoken = "".join(literal for literal, *_ in string.Formatter().parse(text))
        if any(letter.isalpha() for letter in spoken) and korean[key] != text:
            assert any("가" <= letter <= "힣" for letter in korean[key]) or not any(
                letter.isalpha() for literal, *_ in string.Formatter().parse(korean[key]) for letter in literal
            ), f"{room} {key}"

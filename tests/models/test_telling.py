import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from text2sql.models.bedrock.telling import JsonWords, TagWords

TEXTS = st.text(max_size=30).filter(lambda text: not any(0xD800 <= ord(sign) <= 0xDFFF for sign in text))


def pieces(text, cuts):
    places = sorted({min(cut, len(text)) for cut in cuts})
    return [text[a:b] for a, b in zip([0, *places], [*places, len(text)], strict=True)]


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no failure
@given(
    st.dictionaries(TEXTS, TEXTS | st.integers() | st.lists(TEXTS, max_size=3), max_size=4),
    st.lists(st.integers(0, 200)),
    st.booleans(),
)
def test_texts_are_told_out_of_json_however_it_is_cut(values, cuts, ascii_only):
    words = JsonWords()
    told = "".join(map(words.feed, pieces(json.dumps(values, ensure_ascii=ascii_only), cuts)))
    texts = [text for value in values.values() for text in (value if isinstance(value, list) else [value])]
    assert told == "\n\n".join(text for text in texts if isinstance(text, str) and text)


@given(TEXTS, TEXTS, st.lists(st.integers(0, 200)))
def test_tags_are_left_out_however_the_text_is_cut(first, second, cuts):
    first, second = first.replace("<", "‹"), second.replace("<", "<<")
    words = TagWords(["sql", "이유"])
    whole = f"<이유>{first}</이유>\n<sql>{second}</sql>."
    assert "".join(map(words.feed, pieces(whole, cuts))) == f"{first}\n{second}."

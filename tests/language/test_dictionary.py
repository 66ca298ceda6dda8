"""Korean words in English: found with their particles, endings and irregular forms, and in parts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text2sql.language import meanings, noun_meanings, tokenize
from text2sql.language.tables import pairs

ENTRIES = pairs("korean_english.tsv")


def first(word):
    found = meanings(tokenize(word)[0])
    return " ".join(found[0]) if found else ""


def told(word):
    return {" ".join(meaning) for meaning in meanings(tokenize(word)[0])}


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("가수들의", "singer"),
        ("공항에서", "airport"),
        ("부서별로", "department"),
        ("국적은", "nationality"),
        ("고용한", "employ"),
    ],
)
def test_nouns_are_found_with_their_particles(word, english):
    assert first(word) == english


@pytest.mark.parametrize("form", ["태어난", "태어났던", "태어나는", "태어났나요"])
def test_every_form_of_a_verb_is_its_stem(form):
    assert "birth" in told(form)


@pytest.mark.parametrize(
    ("form", "english"),
    [("만든", "made"), ("가벼운", "light"), ("커", "large"), ("졌던", "lose"), ("사는", "live"), ("팔린", "sold")],
)
def test_stems_that_change_are_found(form, english):
    assert english in told(form)


def test_a_compound_that_is_not_in_the_dictionary_is_its_parts():
    assert "심판급여" not in {korean for korean, _ in ENTRIES}
    assert first("심판급여는") == "referee salary"


def test_words_that_mean_one_thing_together_have_an_entry_of_their_own():
    several = next(korean for korean, _ in ENTRIES if " " in korean)
    assert noun_meanings(several.replace(" ", ""))


@pytest.mark.parametrize("word", ["customers", "42", "'가수'", "쀍뛟"])
def test_what_is_not_korean_or_not_known_means_nothing(word):
    assert meanings(tokenize(word)[0]) == ()


def test_every_entry_is_well_formed_and_stands_there_once():
    assert len({korean for korean, _ in ENTRIES}) == len(ENTRIES) > 15_000
    assert [korean for korean, _ in ENTRIES if not re.fullmatch(r"[가-힣]+( [가-힣]+)*-?", korean)] == []
    assert [english for _, english in ENTRIES if not re.fullmatch(r"[a-z0-9 '&/.|-]+", english)] == []


@given(st.text(alphabet="가나다라마바사은는을를에서된한하던났웠져졌 ", max_size=30))
def test_any_hangul_is_looked_up_without_an_error(text):
    for token in tokenize(text):
        assert all(words and all(words) for words in meanings(token))

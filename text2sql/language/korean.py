"""Korean words without their particles.

Korean writes particles onto the noun: 지역별로는 is 지역 + 별 + 로 + 는. Whether a last syllable is a particle cannot
be told from the letters alone (도 belongs to 제주도 but not to 상품도), so every plausible reading is kept, likeliest
first, and whoever has a dictionary of the database picks the one that exists there.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from text2sql.language.tables import groups, word_list

_MOST_PARTICLES = 5
_LONGEST_WORD = 40
_RIEUL = 8


class Stem(NamedTuple):
    """One reading of a word: what is left, and the particles that were taken off its end."""

    text: str
    suffix: str


class _Particle(NamedTuple):
    form: str
    rank: int
    after: str
    sure: bool


@cache
def _particles() -> dict[str, tuple[_Particle, ...]]:
    """Particles by their last syllable, longest first."""
    by_last: dict[str, list[_Particle]] = {}
    for group in groups("korean.toml", "particles"):
        for form in group.words:
            particle = _Particle(form, group.numbers["rank"], group.texts["after"], group.flags["sure"])
            by_last.setdefault(form[-1], []).append(particle)
    return {last: tuple(sorted(found, key=lambda each: -len(each.form))) for last, found in by_last.items()}


@cache
def _nouns() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    short, whole, endings = (word_list("korean.toml", "nouns", name) for name in ("short", "whole", "endings"))
    return frozenset(short), frozenset((*whole, *endings)), endings


@lru_cache(maxsize=4096)
def stems(word: str) -> tuple[Stem, ...]:
    """All readings of a Hangul word, likeliest first; the word itself is always among them.

    A noun is never stripped to nothing.
    """
    readings = list(_readings(word, word, 0, 0)) if len(word) <= _LONGEST_WORD else []
    likely = max(readings, key=lambda each: (len(each.suffix), each.text), default=None)
    for stem in (each for each in readings if _is_kept(each.text)):
        # 성별로 is 성별 + 로, not 성 + 별 + 로: stop at the first word that is known to be whole.
        likely = stem
        break
    whole = Stem(word, "")
    ordered = [whole] if likely is None or _keeps_itself(word, likely) else [likely, whole]
    ordered += sorted(readings, key=lambda each: -len(each.text))
    return tuple(dict.fromkeys(ordered))


def only_particles(head: str, tail: str) -> bool:
    """Whether Hangul right after a noun is nothing but particles of it."""
    return not tail or any(stem.text == head for stem in stems(head + tail))


def _readings(word: str, rest: str, rank: int, depth: int) -> Iterator[Stem]:
    if depth == _MOST_PARTICLES or len(rest) < 2:
        return
    for particle in _particles().get(rest[-1], ()):
        left = rest[: -len(particle.form)]
        if particle.rank <= rank or not rest.endswith(particle.form) or not left or not _fits(left[-1], particle.after):
            continue
        yield Stem(left, word[len(left) :])
        yield from _readings(word, left, particle.rank, depth + 1)


def _fits(letter: str, after: str) -> bool:
    if after == "any" or not "가" <= letter <= "힣":
        return True
    final = (ord(letter) - ord("가")) % 28
    if after == "light":
        return final in (0, _RIEUL)
    return (final == 0) == (after == "vowel")


def _is_kept(word: str) -> bool:
    _, whole, endings = _nouns()
    return word in whole or (len(word) > 2 and word.endswith(endings))


def _keeps_itself(word: str, stem: Stem) -> bool:
    """Whether the word as it stands is likelier than the stem."""
    if _is_kept(word):
        return True
    if len(stem.text) > 1 or stem.text in _nouns()[0]:
        return False
    return not any(
        particle.sure for particle in _particles().get(stem.suffix[-1], ()) if stem.suffix.endswith(particle.form)
    )

"""The order in which samples are shown, and which of them are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from text2sql.catalog import SampleQuery
from text2sql.shapes.queries import skeleton, skeleton_similarity

_SAME_SKELETON = 0.85
"""DAIL-SQL's threshold (its code, ``EUCDISMASKPRESKLSIMTHR``)."""
_ASKED_BEFORE = 0.97
"""A cosine above which a question was asked before, in other words or another language at most."""
_SAME_SHAPE, _ALIKE = 0.75, 0.4
"""Shapes more alike than this are the same, and have something in common."""
_SUBJECT = 0.5
"""What the closeness of the subject counts beside the likeness of the shape."""


@dataclass(frozen=True, slots=True)
class Resembling:
    """A sample that may be shown."""

    sample: SampleQuery
    shape: float
    """How much its question has the shape of the one that is asked, 0 to 1."""
    close: float
    """How close it is in meaning, 0 to 1."""
    kept: bool = False
    """Closest of all in subject: it is shown whatever its shape, for it knows the tables."""


def chosen_samples(found: Iterable[Resembling], count: int, preliminary: str = "") -> tuple[Resembling, ...]:
    """At most ``count`` samples, best first.

    What was asked before comes first; then samples whose SQL has the skeleton of the preliminary query; then those of
    the same shape, those with something in common, and the rest. In each of these groups the approved come before the
    others, then what is most alike. No two have the same skeleton unless there is nothing else.

    Args:
        found: what there is to choose from.
        count: of samples.
        preliminary: a first guess at the SQL; empty when there is none.
    """
    wanted = skeleton(preliminary) if preliminary else ()
    ordered = sorted(found, key=lambda each: _rank(each, wanted))
    chosen = _different(ordered)[:count]
    missed = [each for each in ordered if each.kept and each not in chosen]
    if missed:
        free = [each for each in chosen if not each.kept]
        given_up = free[len(free) - min(len(missed), len(free)) :]
        chosen = [each for each in chosen if each not in given_up] + missed[: len(given_up)]
        chosen.sort(key=lambda each: _rank(each, wanted))
    return tuple(chosen)


def _rank(each: Resembling, wanted: Sequence[str]) -> tuple[bool, bool, int, bool, float]:
    other = bool(wanted) and skeleton_similarity(wanted, skeleton(each.sample.sql)) < _SAME_SKELETON
    level = 0 if each.shape >= _SAME_SHAPE else 1 if each.shape >= _ALIKE else 2
    alike = -(each.shape + _SUBJECT * each.close)
    return each.close < _ASKED_BEFORE, other, level, not each.sample.is_approved, alike


def _different(ordered: Iterable[Resembling]) -> list[Resembling]:
    """Those with a skeleton of their own, and then the others."""
    seen: set[tuple[str, ...]] = set()
    first: list[Resembling] = []
    again: list[Resembling] = []
    for each in ordered:
        form = skeleton(each.sample.sql)
        (again if form in seen else first).append(each)
        seen.add(form)
    return [*first, *again]

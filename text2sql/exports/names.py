"""Names of columns where each may occur only once."""

from collections.abc import Sequence


def unique_names(names: Sequence[str]) -> list[str]:
    """The names in order, numbered where they repeat."""
    given: set[str] = set()
    unique = []
    for place, name in enumerate(names):
        free = name
        number = place
        while free in given:
            number += 1
            free = f"{name} ({number})"
        given.add(free)
        unique.append(free)
    return unique

"""Reading JSON whose form is not known yet without asking at every step whether it is what it should be."""

from collections.abc import Mapping, Sequence

Record = Mapping[str, object]
"""A JSON object."""


def record(value: object) -> Record:
    """The value when it is an object, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def items(value: object) -> Sequence[object]:
    """The value when it is a list, else an empty one."""
    return value if isinstance(value, list | tuple) else ()


def records(value: object) -> list[Record]:
    """The objects of a list."""
    return [record(each) for each in items(value)]


def words(value: object) -> str:
    """The value when it is a text, else an empty one."""
    return value if isinstance(value, str) else ""


def inside(value: object, *path: str) -> object:
    """What stands at the end of a path of keys; None when the path breaks off."""
    for key in path:
        value = record(value).get(key)
    return value

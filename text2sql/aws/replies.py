"""Reading what AWS replies: its shapes are the service's, and nothing has checked them before they get here."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol, runtime_checkable


@runtime_checkable
class _Readable(Protocol):
    def read(self) -> bytes: ...


def mapping(found: object) -> Mapping[str, object]:
    """What was found when it is a mapping, else an empty one."""
    return found if isinstance(found, Mapping) else MappingProxyType({})


def content(found: object) -> bytes:
    """All that is in the body of a reply; nothing when it is none.

    Errors of the connection are the vendor's own.
    """
    return found.read() if isinstance(found, _Readable) else b""

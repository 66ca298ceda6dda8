"""Words for people, one folder a language and one file a room, so that they can be translated without touching code.

``say("ko", "pipeline.none_valid", problem=…)`` looks ``none_valid`` up in ``ko/pipeline.toml``. A key or a variable
that is missing is an error; a test holds both languages to the same keys and the same placeholders.
"""

import tomllib
from functools import cache
from importlib.resources import files

from text2sql.catalog import Language


@cache
def _words(language: Language, room: str) -> dict[str, str]:
    return tomllib.loads(files(__package__).joinpath(language, f"{room}.toml").read_text(encoding="utf-8"))


def say(language: Language, key: str, **values: object) -> str:
    """The sentence ``room.key`` in ``language`` with its placeholders filled.

    Raises:
        KeyError: the key or one of its placeholders is unknown.
    """
    room, _, name = key.partition(".")
    return _words(language, room)[name].format(**values)

"""Words for people, one file a language, so that they can be translated without touching code.

``say("ko", "pipeline.no_rows")`` looks a key up in ``ko.toml``; a key or a variable that is missing is an error in
tests (both files are held to the same keys and the same placeholders) and at run time.
"""

import tomllib
from functools import cache
from importlib.resources import files

from text2sql.catalog import Language


@cache
def _words(language: Language) -> dict[str, str]:
    document = tomllib.loads(files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8"))
    return {f"{section}.{key}": text for section, entries in document.items() for key, text in entries.items()}


def say(language: Language, key: str, **values: object) -> str:
    """The sentence ``section.key`` in ``language`` with its placeholders filled.

    Raises:
        KeyError: the key or one of its placeholders is unknown.
    """
    return _words(language)[key].format(**values)

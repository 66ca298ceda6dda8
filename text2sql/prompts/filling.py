"""Files of words, filled: the one way in which text of ours and text of others come together in a prompt."""

from functools import cache
from importlib.resources import files
from string import Template


def filled(name: str, **values: str) -> str:
    """The file of that name with its variables filled, as they are: what is data has passed :func:`section`.

    Raises:
        KeyError: the file names a variable that is not given, or the other way round.
    """
    template = _template(name)
    unused = values.keys() - set(template.get_identifiers())
    if unused:
        raise KeyError(f"{name} does not use {', '.join(sorted(unused))}")
    return template.substitute(values).strip()


@cache
def _template(name: str) -> Template:
    return Template(words_of(name))


def words_of(name: str) -> str:
    """A file of this folder as it stands."""
    return files("text2sql.prompts").joinpath(name).read_text(encoding="utf-8")


def section(tag: str, text: str) -> str:
    """Data in a tag of its own, with an empty line after it; nothing when there is none."""
    return f"<{tag}>\n{inert(text)}\n</{tag}>\n\n" if text.strip() else ""


def inert(text: str) -> str:
    """Text that cannot end the tag it stands in: what a cell or a question says is data, not instructions."""
    return text.replace("</", "<\N{ZERO WIDTH SPACE}/")

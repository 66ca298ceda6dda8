"""The page's sentences, and texts of other people made safe for Markdown."""

from text2sql.catalog import Language
from text2sql.messages import say as say_in


def say(language: Language, key: str, **values: object) -> str:
    """A sentence of the page."""
    return say_in(language, f"page.{key}", **values)


def plain(text: str) -> str:
    """The text with what Markdown would read as formulas, formatting, links or pictures left as it was typed."""
    for sign in "\\`*_{}[]<>()#$~|:":
        text = text.replace(sign, "\\" + sign)
    return text


def indented(sql: str) -> str:
    """SQL as Markdown shows code, whatever signs are in it."""
    return "\n".join("    " + line for line in sql.splitlines())

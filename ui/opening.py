"""Which database the page asks: the arguments behind ``--`` of ``streamlit run``, as ``text2sql chat`` passes them."""

from argparse import ArgumentParser
from pathlib import Path

from text2sql.assembly import open_database
from text2sql.settings import load_settings
from ui.answering import OpenPage


def open_page(name: str | None, arguments: tuple[str, ...]) -> OpenPage:
    """Open the database named on the page, else the one in the arguments, else the default.

    Raises:
        Text2SqlError: it cannot be opened.
    """
    parser = ArgumentParser(exit_on_error=False)
    parser.add_argument("-d", "--database")
    parser.add_argument("--settings")
    given, _ = parser.parse_known_args(list(arguments))
    settings = load_settings(Path(given.settings) if given.settings else None)
    opened = open_database(settings, name or given.database)
    return OpenPage(opened.name, opened.pipeline, opened.today)

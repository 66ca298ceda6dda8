"""chat: the Streamlit page, on this machine only."""

import sys
from pathlib import Path

import click

from text2sql.commands.options import Shared, database_option
from text2sql.errors import SettingsError


@click.command()
@database_option
@click.option("--port", type=click.IntRange(1, 65_535), default=8501, help="The port of the page.", show_default=True)
@click.pass_obj
def chat(shared: Shared, database: str, port: int) -> None:
    """Open the chat page in a browser. It listens on 127.0.0.1 only: local, single user.

    \b
    text2sql chat
    text2sql chat -d flights/
    """
    import importlib.util
    import os

    from text2sql.sources import find_source

    find_source(shared.settings(), database or None)  # says now, and not on the page, that there is no such database
    if importlib.util.find_spec("streamlit") is None:
        raise SettingsError("The page needs Streamlit, which is not installed. Run: pip install 'text2sql[ui]'")
    options = ["--server.address", "127.0.0.1", "--server.port", str(port), "--browser.gatherUsageStats", "false"]
    options += ["--runner.magicEnabled", "false", "--client.toolbarMode", "minimal"]
    given = [*(["-d", database] if database else [])]
    given += ["--settings", shared.settings_file] if shared.settings_file else []
    page = page_file()
    sys.stdout.flush()
    os.execv(
        sys.executable, [sys.executable, str(page.with_name("serving.py")), "run", str(page), *options, "--", *given]
    )


def page_file() -> Path:
    """The page's script: beside the package in a clone, in ``text2sql_ui`` of an installation.

    Raises:
        SettingsError: it is in neither place.
    """
    above = Path(__file__).resolve().parents[2]
    for place in (above / "ui" / "app.py", above / "text2sql_ui" / "ui" / "app.py"):
        if place.is_file():
            return place
    raise SettingsError("The chat page is missing from this installation. Install text2sql again, with its ui extra.")

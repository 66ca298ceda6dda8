"""chat: the Streamlit page, on this machine only unless people sign in."""

import sys
import tomllib
from pathlib import Path

import click

from text2sql.commands.options import Shared, database_option
from text2sql.errors import SettingsError

_THIS_MACHINE = ("127.0.0.1", "::1", "localhost")
_SECRETS = (Path("~/.streamlit/secrets.toml"), Path(".streamlit/secrets.toml"))


@click.command()
@database_option
@click.option("--host", default="127.0.0.1", help="The address it listens on.", show_default=True)
@click.option("--port", type=click.IntRange(1, 65_535), default=8501, help="The port of the page.", show_default=True)
@click.option("--without-sign-in", is_flag=True, help="Serve other machines although nobody has to sign in.")
@click.pass_obj
def chat(shared: Shared, database: str, host: str, port: int, without_sign_in: bool) -> None:
    """Open the chat page in a browser.

    Without a sign-in ([auth] in .streamlit/secrets.toml) it is one person's and listens on this machine only.

    \b
    text2sql chat
    text2sql chat -d flights/
    text2sql chat --host 0.0.0.0
    """
    import importlib.util
    import os

    from text2sql.sources import find_source

    find_source(shared.settings(), database or None)  # says now, and not on the page, that there is no such database
    if importlib.util.find_spec("streamlit") is None:
        raise SettingsError("The page needs Streamlit, which is not installed. Run: pip install 'text2sql[ui]'")
    _refuse_strangers(host, without_sign_in)
    options = ["--server.address", host, "--server.port", str(port), "--browser.gatherUsageStats", "false"]
    options += ["--runner.magicEnabled", "false", "--client.toolbarMode", "minimal"]
    options += ["--server.fileWatcherType", "none"]  # it looks through all modules after every click, of everybody
    # A colour for both themes at once would make the page light for everybody.
    options += ["--theme.light.primaryColor", "#2457a6", "--theme.dark.primaryColor", "#8ab4f8"]
    given = [*(["-d", database] if database else [])]
    given += ["--settings", shared.settings_file] if shared.settings_file else []
    given += ["--without-sign-in"] if without_sign_in else []
    page = page_file()
    sys.stdout.flush()
    os.execv(
        sys.executable, [sys.executable, str(page.with_name("serving.py")), "run", str(page), *options, "--", *given]
    )


def _refuse_strangers(host: str, without_sign_in: bool) -> None:
    """Other machines are served when people sign in, or when whoever starts the page says that they need not.

    Raises:
        SettingsError: neither is so.
    """
    if host in _THIS_MACHINE or without_sign_in or any(map(_has_sign_in, _SECRETS)):
        return
    raise SettingsError(
        f"Without a sign-in the page is served to this machine only, not on {host}. Set [auth] in "
        ".streamlit/secrets.toml (docs/page.md), or add --without-sign-in when everybody who reaches it may ask."
    )


def _has_sign_in(file: Path) -> bool:
    """Whether a file of secrets, as Streamlit finds them, says how people sign in."""
    try:
        return bool(tomllib.loads(file.expanduser().read_text(encoding="utf-8")).get("auth"))
    except (OSError, ValueError):
        return False


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

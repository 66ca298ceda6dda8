"""Which database the page asks: the arguments behind ``--`` of ``streamlit run``, as ``text2sql chat`` passes them."""

import os
import signal
import sys
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from text2sql.assembly import OpenDatabase, make_checker, open_catalog, open_database
from text2sql.assembly.conversing import open_conversations
from text2sql.pipeline import Pipeline
from text2sql.proposals import Proposals
from text2sql.settings import Settings, load_settings
from text2sql.sources import DEMO, find_source
from ui.turns import OpenPage

DOWNLOAD_ROWS = 100_000
"""Rows of a download at most."""


def names(arguments: tuple[str, ...]) -> tuple[str, ...]:
    """What may be asked, the first one first: the database in the arguments, then those of the settings.

    Raises:
        SettingsError: the settings are wrong.
    """
    given, settings = _given(arguments)
    first = given.database or settings.default_database
    return tuple(dict.fromkeys([*([first] if first else []), *(settings.databases or [DEMO])]))


def version(name: str | None, arguments: tuple[str, ...]) -> str:
    """A text that changes when the database, its cards or samples, or the day changed: then it is opened anew.

    Raises:
        Text2SqlError: the database is not there.
    """
    from text2sql.corpus.files import fingerprint_of_folder

    _, settings = _given(arguments)
    source = find_source(settings, name)
    folders = (fingerprint_of_folder(folder) for folder in (source.cards, source.samples))
    changed = settings.file.stat().st_mtime_ns if settings.file else 0
    return " ".join([source.location.fingerprint() or "", *folders, str(changed), date.today().isoformat()])


def open_page(name: str | None, arguments: tuple[str, ...]) -> OpenPage:
    """Open the database named on the page, else the one in the arguments, else the default.

    Raises:
        Text2SqlError: it cannot be opened.
    """
    _, settings = _given(arguments)
    opened = open_database(settings, name)
    opened.rehearse()
    return OpenPage(
        opened.name,
        opened.pipeline,
        opened.today,
        opened.question,
        open_conversations(settings),
        lambda: _interrupt(opened),
        _everything(opened, settings, name),
        Proposals(settings.data_folder / "proposals.sqlite"),
        opened.source.samples,
    )


def _everything(opened: OpenDatabase, settings: Settings, name: str | None) -> Pipeline:
    """The pipeline for downloads: the same gate, with a higher limit on rows."""
    more = replace(settings, limits=replace(settings.limits, rows=max(DOWNLOAD_ROWS, settings.limits.rows)))
    source, catalog = open_catalog(settings, name)
    checker = make_checker(more, catalog, source.personal)
    limits = replace(opened.pipeline.limits, rows=more.limits.rows)
    return replace(opened.pipeline, checker=checker, limits=limits)


def _interrupt(opened: OpenDatabase) -> None:
    """End the query that is running: its process is replaced when the next one comes."""
    for process in opened.warehouse.process_ids():
        with suppress(OSError):
            os.kill(process, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)


def _given(arguments: tuple[str, ...]) -> tuple[Namespace, Settings]:
    parser = ArgumentParser(exit_on_error=False)
    parser.add_argument("-d", "--database")
    parser.add_argument("--settings")
    given, _ = parser.parse_known_args(list(arguments))
    return given, load_settings(Path(given.settings) if given.settings else None)

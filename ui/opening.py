"""Which database the page asks: the arguments behind ``--`` of ``streamlit run``, as ``text2sql chat`` passes them."""

import os
import signal
import sys
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from text2sql.assembly import OpenDatabase, make_checker, open_catalog, open_database
from text2sql.assembly.choices import rewritten
from text2sql.assembly.conversing import open_conversations
from text2sql.assembly.guarding import audit_files
from text2sql.catalog import Catalog
from text2sql.errors import CannotOpen
from text2sql.pipeline import Pipeline
from text2sql.proposals import Proposals
from text2sql.settings import Personal, Settings, load_settings
from text2sql.sources import DEMO, find_source
from ui.people import Person
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


def settings(arguments: tuple[str, ...]) -> Settings:
    """The settings that the arguments name, else the nearest.

    Raises:
        SettingsError: they are wrong.
    """
    return _given(arguments)[1]


def open_page(name: str | None, arguments: tuple[str, ...]) -> OpenPage:
    """Open the database named on the page, else the one in the arguments, else the default.

    Raises:
        Text2SqlError: it cannot be opened.
    """
    _, found = _given(arguments)
    opened = open_database(found, name)
    opened.rehearse()
    source, catalog = open_catalog(found, name)
    return OpenPage(
        opened.name,
        opened.pipeline,
        opened.today,
        opened.question,
        open_conversations(found),
        lambda: _interrupt(opened),
        _everything(opened.pipeline, found, catalog, source.personal),
        Proposals(found.data_folder / "proposals.sqlite"),
        opened.source.samples,
        _Fitting(found, catalog, source.personal),
    )


def with_writer(opened: OpenPage, settings: Settings, model: str, strategy: str) -> OpenPage:
    """The same database with another writer.

    Raises:
        SettingsError: the strategy is unknown, or no model is configured.
    """
    return replace(opened, pipeline=rewritten(opened.pipeline, settings, model, strategy))


def of_person(opened: OpenPage, person: Person) -> OpenPage:
    """The same database as somebody who signed in may read it.

    Raises:
        CannotOpen: it does not know how to be one person's own; then it is nobody's.
    """
    if opened.fitted is None:
        raise CannotOpen(f"{opened.name} cannot be read by several people. Open it on a page without a sign-in.")
    return opened.fitted(opened, person)


@dataclass(frozen=True)
class _Fitting:
    """Makes an open page one person's own: what they may read, who is named in the audit, where their talks are kept.

    What is shared stays shared: the warehouse's process, the knowledge, the lock.
    """

    settings: Settings
    catalog: Catalog
    """The whole one, hidden tables included: row filters are checked against it."""
    personal: Personal

    def __call__(self, opened: OpenPage, person: Person) -> OpenPage:
        own = _settings_for(self.settings, person)
        checker = make_checker(own, self.catalog, self.personal)
        pipeline = replace(opened.pipeline, checker=checker, audit=audit_files(own))
        return replace(
            opened,
            person=person,
            pipeline=pipeline,
            store=open_conversations(own),
            everything=_everything(pipeline, own, self.catalog, self.personal),
        )


def _settings_for(settings: Settings, person: Person) -> Settings:
    """The settings with this person's facts in the place of those that the sign-in is to give.

    An attribute that the sign-in should give and does not is missing, whatever the settings say: its tables close.
    """
    said = {name: value for name, value in settings.safety.attributes.items() if name not in settings.page.claims}
    attributes = MappingProxyType({**said, **person.attributes})
    return replace(
        settings,
        data_folder=settings.data_folder / "people" / person.key,
        safety=replace(settings.safety, attributes=attributes),
        audit=replace(settings.audit, user=person.account, folder=str(settings.folder_of(settings.audit.folder)))
        if settings.audit.folder
        else settings.audit,
    )


def _everything(pipeline: Pipeline, settings: Settings, catalog: Catalog, personal: Personal) -> Pipeline:
    """The pipeline for downloads: the same gate, with a higher limit on rows."""
    more = replace(settings, limits=replace(settings.limits, rows=max(DOWNLOAD_ROWS, settings.limits.rows)))
    checker = make_checker(more, catalog, personal)
    return replace(pipeline, checker=checker, limits=replace(pipeline.limits, rows=more.limits.rows))


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

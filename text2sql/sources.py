"""Which database is meant: a name of the settings, a path or a URL, and what belongs to it.

Nothing is opened here. A file that the settings name is that database, however it was written.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from text2sql.catalog import LocalText
from text2sql.errors import SettingsError, UsageError
from text2sql.settings import DatabaseSettings, Personal, Settings

if TYPE_CHECKING:
    from text2sql.warehouses.location import Location

DEMO = "shop"
"""The name of the demo database, known without being set."""


@dataclass(frozen=True)
class Source:
    """A database that was named, found and not opened yet."""

    name: str
    location: "Location"
    cards: Path
    samples: Path
    today: date
    description: LocalText
    index: Path
    """The folder of its index."""
    personal: Personal
    """What happens to its columns marked personal."""


def find_source(settings: Settings, named: str | None) -> Source:
    """The database of that name, path or URL; without one the default.

    Raises:
        UsageError: there is no such database.
        CannotOpen: the file is missing or no database.
        SettingsError: no database was named and there is no default.
    """
    from text2sql.warehouses.location import parse_location

    known = _database(settings, named)
    if known is not None and known.name == DEMO and "://" not in known.location and not Path(known.location).exists():
        raise UsageError("The demo warehouse has not been built yet. Run `text2sql demo` (or `make demo`) first.")
    location = parse_location(known.location if known else named or "", settings.data_folder)
    base = settings.file.parent if settings.file else Path.cwd()
    # A file that only shares its name with a database of the settings must not get that one's cards.
    folder = location.key if location.name in (*settings.databases, DEMO) else location.name
    return Source(
        name=known.name if known else location.name,
        location=location,
        cards=known.cards if known else base / "schemas" / folder,
        samples=known.samples if known else base / "sample_queries" / folder,
        today=_today(settings, known),
        description=known.description if known else LocalText(),
        index=settings.data_folder / "indexes" / location.key,
        personal=(known.personal if known else None) or settings.safety.personal,
    )


def demo_file(settings: Settings) -> Path:
    """Where the demo warehouse lives: where the settings say, else in the data folder."""
    known = settings.databases.get(DEMO)
    return Path(known.location) if known else settings.data_folder / "shop.duckdb"


def _database(settings: Settings, named: str | None) -> DatabaseSettings | None:
    """The settings of a named database; None when ``named`` is a path or URL that the settings do not know."""
    only = next(iter(settings.databases)) if len(settings.databases) == 1 else ""
    wanted = named or settings.default_database or only
    if wanted in settings.databases:
        return settings.databases[wanted]
    if wanted == DEMO and not Path(wanted).exists():
        return _built_in_demo(settings)
    if not wanted:
        raise UsageError(
            "Which database? Name one with -d: a name from text2sql.toml, a file, a folder or a SQLAlchemy URL."
        )
    if not _may_be_a_place(wanted):
        known = ", ".join(settings.databases) or DEMO
        if not named:
            raise SettingsError(f"The default database `{wanted}` is not in the settings. Known names: {known}.")
        raise UsageError(
            f"There is no database `{wanted}`. Known names: {known}; a path or a SQLAlchemy URL works too."
        )
    if not named:
        raise SettingsError(f"The default database `{wanted}` is not in the settings; add [databases.NAME] for it.")
    return _of_the_same_place(settings, wanted)


def _may_be_a_place(text: str) -> bool:
    return any(sign in text for sign in "/.\\:") or Path(text).exists()


def _of_the_same_place(settings: Settings, named: str) -> DatabaseSettings | None:
    """The database of the settings that lies at the path."""
    if "://" in named:
        return next((each for each in settings.databases.values() if each.location == named), None)
    path = Path(named).expanduser().resolve()
    files = [each for each in settings.databases.values() if "://" not in each.location]
    if demo_file(settings).resolve() == path and DEMO not in settings.databases:
        return _built_in_demo(settings)
    return next((each for each in files if Path(each.location).resolve() == path), None)


def _built_in_demo(settings: Settings) -> DatabaseSettings:
    base = settings.file.parent if settings.file else Path.cwd()
    cards, samples = base / "schemas" / DEMO, base / "sample_queries" / DEMO
    return DatabaseSettings(DEMO, str(demo_file(settings)), cards, samples, personal="allow")


def _today(settings: Settings, known: DatabaseSettings | None) -> date:
    """The day set for the database or for all, else the day after the demo's last one, else the real one."""
    fixed = (known.today if known else None) or settings.today
    if fixed is not None:
        return fixed
    if known is not None and known.name == DEMO:
        from text2sql.demo.warehouse import read_as_of

        as_of = read_as_of(Path(known.location))
        if as_of is not None:
            return as_of + timedelta(days=1)
    return date.today()

"""The demo shop as the project's own benchmark needs it: built up to the day that its gold was written for."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

from text2sql.settings import DatabaseSettings, Settings
from text2sql.sources import DEMO

AS_OF = date(2026, 11, 20)
"""The last day of the shop; questions are asked on the next one."""


def settings_with_shop(settings: Settings) -> Settings:
    """The settings with the demo shop of that day in the place of the one people try things on.

    Raises:
        CannotOpen: it cannot be written.
    """
    from text2sql.demo.warehouse import build, is_current

    path = settings.data_folder / "evaluations" / f"{DEMO}-{AS_OF:%Y%m%d}.duckdb"
    if not is_current(path, AS_OF):
        path.parent.mkdir(parents=True, exist_ok=True)
        build(path, AS_OF)
    known = settings.databases.get(DEMO)
    base = settings.file.parent if settings.file else Path.cwd()
    shop = DatabaseSettings(
        name=DEMO,
        location=str(path.absolute()),
        cards=known.cards if known else base / "schemas" / DEMO,
        samples=known.samples if known else base / "sample_queries" / DEMO,
        today=AS_OF + timedelta(days=1),
        personal="allow",
    )
    return replace(settings, default_database=DEMO, databases=MappingProxyType({**settings.databases, DEMO: shop}))

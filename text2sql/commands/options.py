"""What several commands take: where the settings are, which database, which language."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from text2sql.settings import Settings

DATABASE = typer.Option(
    "",
    "-d",
    "--database",
    metavar="DATABASE",
    help="A name from text2sql.toml, a DuckDB or SQLite file, a CSV or Parquet file or folder, or a SQLAlchemy URL.",
)
MODEL = typer.Option("", "--model", metavar="NAME", help="auto (default) or offline.")


@dataclass(frozen=True, slots=True)
class Shared:
    """The options before the command."""

    settings_file: str
    debug: bool

    def settings(self) -> "Settings":
        """The settings, read now.

        Raises:
            SettingsError: they are wrong.
        """
        from text2sql.settings import load_settings

        return load_settings(Path(self.settings_file) if self.settings_file else None)

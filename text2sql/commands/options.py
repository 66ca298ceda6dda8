"""What several commands take: where the settings are, which database, which question."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from text2sql.errors import UsageError

if TYPE_CHECKING:
    from text2sql.settings import Settings

database_option = click.option(
    "-d",
    "--database",
    metavar="DATABASE",
    default="",
    help="A name from text2sql.toml, a DuckDB or SQLite file, a CSV or Parquet file or folder, or a SQLAlchemy URL.",
)
"""``-d`` of every command that speaks of a database."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The options before the command."""

    settings_file: str

    def settings(self) -> "Settings":
        """The settings, read now.

        Raises:
            SettingsError: they are wrong.
        """
        from text2sql.settings import load_settings

        return load_settings(Path(self.settings_file) if self.settings_file else None)


def with_strategy(settings: "Settings", strategy: str) -> "Settings":
    """The settings with another prompting strategy, when one was named."""
    return replace(settings, model=replace(settings.model, strategy=strategy)) if strategy else settings


def question_of(text: str, example: str) -> str:
    """A question that can be read, without space around it; ``-`` reads it from standard input.

    Args:
        text: what was given.
        example: a command to show when there is no question.

    Raises:
        UsageError: it is empty, too long, or not text.
    """
    from text2sql.settings import LONGEST_QUESTION

    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
    text = text.strip()
    if not text:
        raise UsageError(f"The question is empty. Ask something, for example: {example}")
    if len(text) > LONGEST_QUESTION:
        raise UsageError(
            f"The question has {len(text):,} characters; at most {LONGEST_QUESTION:,} are read. "
            "Ask in a sentence or two."
        )
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UsageError("The question is not UTF-8 text. Check the terminal's or the file's encoding.") from error
    return text

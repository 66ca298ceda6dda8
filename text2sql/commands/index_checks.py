"""index --check in words or as JSON, for people and for whoever deploys."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from text2sql.corpus.checking_index import IndexCheck, Stale
    from text2sql.settings import Settings

_STALE: "dict[Stale, str]" = {
    "never built": "There is no index yet",
    "other version": "Another version of text2sql built the index",
    "data": "The data source changed since the index was built, or it is a URL looked at more than a day ago",
    "cards": "Table cards or descriptions changed since the index was built",
    "samples": "Sample queries changed since the index was built",
    "embedder": "Another embedder made the index's vectors",
}


def show_check(settings: "Settings", database: str, form: str) -> int:
    """Print what a look at the index finds.

    Returns:
        The exit code: 0 when nothing has to be done, else 3.

    Raises:
        UsageError: the database is not known.
        CannotOpen: its file is missing.
    """
    from text2sql.assembly import checked_index
    from text2sql.terminal.formats import json_text

    source, found = checked_index(settings, database or None)
    if form == "json":
        click.echo(json_text(_object(source.name, found)))
    else:
        _tell(source.name, found)
    return 0 if found.sound else 3


def _tell(name: str, found: "IndexCheck") -> None:
    for stale in found.stale:
        click.echo(f"{_STALE[stale]}: `text2sql index` brings it up to date.")
    for part in found.damaged:
        click.echo(f"Damaged or gone: {part}. `text2sql index` mends it.")
    for sentence in found.wrong:
        click.echo(sentence)
    for sample in found.broken_samples:
        click.echo(f"The sample {sample.id} no longer passes: {sample.problem}")
    if found.sound:
        click.echo(f"{name}: the index is current and whole, and every sample passes.")
    for capped in found.capped:
        click.echo(f"Not every value is indexed: {capped}", err=True)
    for kind in found.words_only:
        click.echo(f"Too many {kind}s to compare by meaning: they are found by their words.", err=True)


def _object(name: str, found: "IndexCheck") -> dict[str, object]:
    return {
        "database": name,
        "sound": found.sound,
        "stale": list(found.stale),
        "damaged": list(found.damaged),
        "wrong": list(found.wrong),
        "broken_samples": [{"id": each.id, "problem": each.problem} for each in found.broken_samples],
        "capped": [{"table": each.table, "column": each.column, "kept": each.kept} for each in found.capped],
        "words_only": list(found.words_only),
        "vectors": dict(found.vectors or {}),
    }

"""conversations: find, read, tidy and export what was asked before."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from text2sql.commands.options import Shared
from text2sql.errors import KnowledgeError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from text2sql.conversations.sqlite import SqliteConversations
    from text2sql.interfaces import Conversation
    from text2sql.types import Turn

_TITLE_SHOWN = 60
_FORMS: tuple[Literal["markdown", "json", "notebook"], ...] = ("markdown", "json", "notebook")

form_option = click.option(
    "--format", "form", type=click.Choice(("table", "json")), default="table", help="How it is printed."
)


@click.group()
def conversations() -> None:
    """List, search, show, rename, delete and export conversations."""


@conversations.command("list")
@form_option
@click.pass_obj
def list_(shared: Shared, form: str) -> None:
    """List conversations, most recently used first.

    \b
    text2sql conversations list
    text2sql conversations list --format json
    """
    _print_list(_store(shared).listed(), form)


@conversations.command()
@click.argument("words", nargs=-1, required=True)
@form_option
@click.pass_obj
def search(shared: Shared, words: tuple[str, ...], form: str) -> None:
    """List conversations in which all the words, or parts of words, stand.

    \b
    text2sql conversations search 매출 서울
    text2sql conversations search "revenue by"
    """
    _print_list(_store(shared).listed(" ".join(words)), form)


@conversations.command()
@click.argument("conversation", metavar="ID")
@click.pass_obj
def show(shared: Shared, conversation: str) -> None:
    """Show a conversation's questions, queries and answers; rows are never kept.

    \b
    text2sql conversations show 월간
    """
    click.echo(_exported(_store(shared), conversation, "markdown"), nl=False)


@conversations.command()
@click.argument("conversation", metavar="ID")
@click.argument("title")
@click.pass_obj
def rename(shared: Shared, conversation: str, title: str) -> None:
    """Give a conversation a title; an empty one makes it its first question again.

    \b
    text2sql conversations rename 20261121-093000-1f "월간 보고"
    """
    store = _store(shared)
    _turns(store, conversation)
    store.rename(conversation, " ".join(title.split()))


@conversations.command()
@click.argument("conversation", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.pass_obj
def delete(shared: Shared, conversation: str, yes: bool) -> None:
    """Forget a conversation with all its turns. It cannot be brought back.

    \b
    text2sql conversations delete 월간
    text2sql conversations delete 월간 --yes
    """
    store = _store(shared)
    turns = _turns(store, conversation)
    if not yes and not sys.stdin.isatty():
        raise UsageError("Deleting asks first, and there is no terminal to ask on. Add --yes to delete without asking.")
    if not yes:
        click.confirm(f"Delete {conversation} with {len(turns)} question(s)?", abort=True, err=True)
    store.delete(conversation)


@conversations.command()
@click.argument("conversation", metavar="ID")
@click.option("--format", "form", type=click.Choice(_FORMS), default="markdown", help="What it is written as.")
@click.option("--out", metavar="FILE", default="", help="The file to write; without one it is printed.")
@click.pass_obj
def export(shared: Shared, conversation: str, form: Literal["markdown", "json", "notebook"], out: str) -> None:
    """Write a conversation as Markdown, JSON or a Jupyter notebook. Rows are in none of them.

    \b
    text2sql conversations export 월간 > monthly.md
    text2sql conversations export 월간 --format notebook --out monthly.ipynb
    """
    text = _exported(_store(shared), conversation, form)
    if not out:
        click.echo(text, nl=False)
        return
    try:
        Path(out).write_text(text, "utf-8")
    except OSError as error:
        raise KnowledgeError(f"{out} cannot be written ({error.strerror}). Name another file with --out.") from error


def _store(shared: Shared) -> "SqliteConversations":
    from text2sql.assembly.conversing import open_conversations

    return open_conversations(shared.settings())


def _turns(store: "SqliteConversations", conversation: str) -> "tuple[Turn, ...]":
    turns = store.turns(conversation)
    if not turns:
        raise UsageError(
            f"There is no conversation {conversation}. `text2sql conversations list` shows those there are."
        )
    return turns


def _exported(store: "SqliteConversations", conversation: str, form: Literal["markdown", "json", "notebook"]) -> str:
    from text2sql.conversations.exporting import exported

    turns = _turns(store, conversation)
    title = next((each.title for each in store.listed() if each.id == conversation), conversation)
    return exported(form, title, turns)


def _print_list(found: "Sequence[Conversation]", form: str) -> None:
    if form == "json":
        from text2sql.terminal.formats import json_text, to_json

        click.echo(json_text(to_json(found)))
        return
    for each in found:
        used = each.last_used.astimezone().strftime("%Y-%m-%d %H:%M") if each.last_used else "-"
        cost = "?" if each.cost_usd is None else f"${each.cost_usd:,.4f}"
        title = " ".join(each.title.split())
        shown = title if len(title) <= _TITLE_SHOWN else title[: _TITLE_SHOWN - 1] + "…"
        click.echo(f"{each.id}\t{used}\t{each.turns}\t{cost}\t{shown}")

"""ask: one question to SQL and rows."""

import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from text2sql.commands.options import Shared, database_option, question_of, with_strategy
from text2sql.errors import UsageError

if TYPE_CHECKING:
    from text2sql.assembly import OpenDatabase
    from text2sql.interfaces import ConversationStore
    from text2sql.prompting import Allowance
    from text2sql.settings import Settings
    from text2sql.terminal.progress import Progress
    from text2sql.types import Answer, Question

EXIT_CODES = {"answered": 0, "clarify": 3, "declined": 3, "refused": 4}
FORMATS = ("table", "json", "csv", "markdown", "sql")


@click.command()
@click.argument("question", required=False)
@database_option
@click.option("--model", metavar="NAME", default="", help="auto (the default), offline, bedrock, or a model's id.")
@click.option("--strategy", metavar="NAME", default="", help="How the model is asked; docs/strategies.md lists them.")
@click.option("--replay", metavar="FILE", default="", help="Recorded replies that take the place of the model.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", help="How the answer is printed.")
@click.option("--conversation", metavar="ID", default="", help="Go on with the conversation of this id, or begin it.")
@click.option("--yes", is_flag=True, help="Run what the cost guard would ask about first.")
@click.pass_obj
def ask(
    shared: Shared,
    question: str | None,
    database: str,
    model: str,
    strategy: str,
    replay: str,
    form: str,
    conversation: str,
    yes: bool,
) -> None:
    """Answer one question, in Korean or English; - reads it from standard input. Without one, on a terminal, talk.

    \b
    text2sql ask "지난달 지역별 매출"
    text2sql ask "how many flights from JFK by month?" -d flights/
    text2sql ask "top 5 brands by revenue" --format json | jq .rows
    text2sql ask "등급별 고객 수" --format csv > customers.csv
    text2sql ask --conversation 월간

    The words, the rows, the SQL and the reasons to believe it are printed. When the question can be read in several
    ways, or not at all, it says so instead of guessing.

    Exit codes: 0 answered, 2 wrong usage or settings, 3 declined or needs clarification, 4 no valid SQL, 5 warehouse
    error, 6 model error.
    """
    if question is None and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError('There is no question. Ask one, for example: text2sql ask "지난달 매출은?"')
    text = "" if question is None else question_of(question, 'text2sql ask "지난달 매출은?"')
    settings = with_strategy(shared.settings(), strategy)
    from text2sql.assembly import language_of
    from text2sql.terminal.progress import Progress

    with Progress(language_of(settings, text)) as progress, ExitStack() as closing:
        from text2sql.assembly import Replay, open_database

        recorded = Replay(Path(replay)) if replay else None
        opened = open_database(settings, database or None, model or None, progress.on_progress, replay=recorded)
        closing.callback(opened.close)
        opened.rehearse()
        if yes:
            opened = opened.with_cost_approved()
        if question is None:
            progress.end()
            _talk(opened, settings, conversation, form)
            return
        store = _conversations(settings) if conversation else None
        answer = _answer(opened, opened.question(text), progress, store, conversation)
    for note in opened.notes:
        click.echo(note, err=True)
    print_answer(answer, form, progress.folded(answer))
    raise click.exceptions.Exit(EXIT_CODES[answer.status])


def _conversations(settings: "Settings") -> "ConversationStore":
    from text2sql.assembly.conversing import open_conversations

    return open_conversations(settings)


def _talk(opened: "OpenDatabase", settings: "Settings", conversation: str, form: str) -> None:
    from text2sql.commands.talking import Talk, new_conversation, with_line_editing

    for note in opened.notes:
        click.echo(note, err=True)
    keep_history = with_line_editing(opened.knowledge.catalog, opened.knowledge.samples, settings.data_folder / "typed")
    talk = Talk(
        opened,
        _conversations(settings),
        conversation or new_conversation(),
        lambda answer, folded: print_answer(answer, form, folded),
    )
    try:
        talk.run()
    finally:
        keep_history()


def _answer(
    opened: "OpenDatabase",
    question: "Question",
    progress: "Progress",
    store: "ConversationStore | None",
    conversation: str,
) -> "Answer":
    with interruptible(opened) as allowance:
        if store is None:
            return opened.pipeline.answer(question, progress.on_step, allowance)
        from text2sql.chat import remembered
        from text2sql.messages import say

        answer, _ = remembered(opened.pipeline, store, conversation, question, progress.on_step, allowance)
    if answer.question is not None and answer.question.carried:
        progress.say(say(question.language, "terminal.followed", question=answer.question.text))
    return answer


@contextmanager
def interruptible(opened: "OpenDatabase") -> Iterator["Allowance"]:
    """An allowance that ends with Ctrl-C, also for calls of a model that wait on other threads."""
    from text2sql.prompting import Allowance

    stopped = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopped
        stopped = True
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield Allowance(opened.pipeline.deadline(), lambda: stopped)
    finally:
        signal.signal(signal.SIGINT, before)


def print_answer(answer: "Answer", form: str, folded: str) -> None:
    """Print an answer in one of :data:`FORMATS`; what is no table goes to the error stream for programs."""
    from text2sql.terminal.formats import answer_object, csv_text, json_text, markdown_text, told_plainly
    from text2sql.types import Answered

    if form == "json":
        click.echo(json_text(answer_object(answer)))
    elif form == "table":
        from text2sql.terminal.showing import show_answer

        show_answer(answer, answer.question.language if answer.question else "en", folded)
    elif not isinstance(answer, Answered):
        click.echo(told_plainly(answer), err=True)
    elif form == "sql":
        click.echo(answer.sql.text + ";")
    else:
        click.echo(csv_text(answer.result) if form == "csv" else markdown_text(answer.result), nl=False)

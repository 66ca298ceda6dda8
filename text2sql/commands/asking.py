"""demo, ask and chat: the commands that answer questions."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from text2sql.commands.options import DATABASE, MODEL, Shared
from text2sql.errors import SettingsError, UsageError

if TYPE_CHECKING:
    from text2sql.assembly import OpenDatabase
    from text2sql.settings import Settings
    from text2sql.terminal.showing import Progress
    from text2sql.types import Answer

LONGEST_QUESTION = 2_000
"""Characters. Longer texts are documents, not questions."""
_EXIT_CODES = {"answered": 0, "clarify": 3, "declined": 3, "refused": 4}
_DEMO_DAYS = 7
DEMO_QUESTIONS = (
    "지난달 지역별 매출 상위 5개",
    "Which 5 brands had the most units sold this year?",
    "리뷰가 한 건도 없는 판매 중 상품은 몇 개야?",
    "Monthly revenue in 2026",
)


class Format(StrEnum):
    """How ``ask`` prints an answer."""

    table = "table"
    json = "json"
    csv = "csv"
    markdown = "markdown"
    sql = "sql"


def ask(
    context: typer.Context,
    question: str = typer.Argument(..., help="The question, in Korean or English; - reads it from standard input."),
    database: str = DATABASE,
    model: str = MODEL,
    output: Format = typer.Option(Format.table, "--format", help="How the answer is printed."),
    conversation: str = typer.Option("", metavar="ID", help="Remember this question and answer under an id."),
) -> None:
    """Answer one question.

    \b
    text2sql ask "지난달 지역별 매출"
    text2sql ask "How many flights left from JFK?" -d flights/
    text2sql ask "top 5 brands by revenue" --format json | jq .rows

    Exit codes: 0 answered, 3 declined or needs clarification, 4 no valid SQL, 5 warehouse error.
    """
    shared: Shared = context.obj
    text = _question(sys.stdin.read() if question == "-" else question)
    from text2sql.language import detect_language
    from text2sql.terminal.showing import Progress

    settings = shared.settings()
    progress = Progress(detect_language(text))
    try:
        opened = _open(settings, database, model, progress)
        try:
            answer = _answer(opened, text, conversation, settings, progress)
        finally:
            opened.close()
    finally:
        progress.stop()
    _print(answer, output, progress, opened.pipeline.writer.model)
    raise typer.Exit(_EXIT_CODES[answer.status])


def _question(text: str) -> str:
    text = text.strip()
    if not text:
        raise UsageError('The question is empty. Ask something, for example: text2sql ask "지난달 매출은?"')
    if len(text) > LONGEST_QUESTION:
        raise UsageError(
            f"The question has {len(text):,} characters; at most {LONGEST_QUESTION:,} are read. "
            "Ask in a sentence or two."
        )
    return text


def _open(settings: "Settings", database: str, model: str, progress: "Progress") -> "OpenDatabase":
    from text2sql.assembly import open_database

    return open_database(settings, database or None, model or None, progress.on_progress)


def _answer(
    opened: "OpenDatabase", text: str, conversation: str, settings: "Settings", progress: "Progress"
) -> "Answer":
    from text2sql.chat import remembered
    from text2sql.language import detect_language
    from text2sql.messages import say
    from text2sql.types import Question

    question = Question(text, detect_language(text), opened.today)
    if not conversation:
        return opened.pipeline.answer(question, progress.on_step)
    from text2sql.conversations.sqlite import SqliteConversations

    store = SqliteConversations(settings.data_folder / "conversations.sqlite")
    answer, earlier = remembered(opened.pipeline, store, conversation, question, progress.on_step)
    if earlier:
        typer.echo(say(question.language, "terminal.on_its_own"), err=True)
    return answer


def _print(answer: "Answer", output: Format, progress: "Progress", model: str | None) -> None:
    from text2sql.terminal.formats import answer_object, csv_text, json_text, markdown_text
    from text2sql.terminal.showing import show_answer
    from text2sql.types import Answered

    language = answer.question.language if answer.question else "en"
    if output is Format.json:
        typer.echo(json_text(answer_object(answer)))
    elif output is Format.table:
        show_answer(answer, language, progress.folded(model))
    elif not isinstance(answer, Answered):
        typer.echo(answer.message, err=True)
    elif output is Format.sql:
        typer.echo(answer.sql.text + ";")
    else:
        text = csv_text(answer.result) if output is Format.csv else markdown_text(answer.result)
        typer.echo(text, nl=False)


def demo(
    context: typer.Context,
    rebuild: bool = typer.Option(False, "--rebuild", help="Build the warehouse anew, up to yesterday."),
) -> None:
    """Build the demo shop if needed, and answer four questions, two in Korean and two in English.

    The warehouse is built up to yesterday and kept for a week. Ask it more with `text2sql ask "…"`.
    """
    from rich.console import Console

    from text2sql.assembly import DEMO, demo_file
    from text2sql.language import detect_language
    from text2sql.terminal.showing import Progress, show_answer
    from text2sql.types import Question

    shared: Shared = context.obj
    settings = shared.settings()
    path = demo_file(settings)
    console = Console(highlight=False)
    built = _build_demo(path, rebuild)
    if built:
        console.print(built)
    progress = Progress("en")
    try:
        opened = _open(settings, DEMO, "offline", progress)
    finally:
        progress.stop()
    try:
        for text in DEMO_QUESTIONS:
            language = detect_language(text)
            progress = Progress(language)
            try:
                answer = opened.pipeline.answer(Question(text, language, opened.today), progress.on_step)
            finally:
                progress.stop()
            console.rule(f"[bold]{text}[/bold]", align="left")
            show_answer(answer, language, progress.folded(opened.pipeline.writer.model), console)
            console.print()
    finally:
        opened.close()
    console.print('Ask your own: [bold]text2sql ask "…"[/bold], or open the page: [bold]make chat[/bold]')


def _build_demo(path: Path, rebuild: bool) -> str:
    """Build the warehouse when it is missing, out of date or asked for; says so, or nothing."""
    from datetime import date, timedelta
    from time import perf_counter

    from text2sql.demo.warehouse import build, is_current, read_as_of

    yesterday = date.today() - timedelta(days=1)
    as_of = read_as_of(path)
    recent = as_of is not None and yesterday - as_of <= timedelta(days=_DEMO_DAYS) and is_current(path, as_of)
    if recent and not rebuild:
        return ""
    started = perf_counter()
    build(path, yesterday)
    return f"Built the demo shop up to {yesterday} in {perf_counter() - started:.1f} s: {path}"


def chat(
    context: typer.Context,
    database: str = DATABASE,
    port: int = typer.Option(8501, help="The port of the page, on this machine only."),
) -> None:
    """Open the chat page in a browser. It listens on 127.0.0.1 only: local, single user.

    \b
    text2sql chat
    text2sql chat -d flights/
    """
    import importlib.util
    import os

    shared: Shared = context.obj
    if importlib.util.find_spec("streamlit") is None:
        raise SettingsError("The page needs Streamlit, which is not installed. Run: pip install 'text2sql[ui]'")
    page = _page()
    options = ["--server.address", "127.0.0.1", "--server.port", str(port), "--browser.gatherUsageStats", "false"]
    options += ["--runner.magicEnabled", "false"]
    arguments = ["--", *(["-d", database] if database else [])]
    arguments += ["--settings", shared.settings_file] if shared.settings_file else []
    command = [sys.executable, "-m", "streamlit", "run", str(page), *options, *arguments]
    os.execv(sys.executable, command)


def _page() -> Path:
    """The page's script: beside the package in a clone, inside the installation otherwise."""
    import importlib.util

    clone = Path(__file__).resolve().parents[2] / "ui" / "app.py"
    if clone.is_file():
        return clone
    installed = importlib.util.find_spec("text2sql_ui")
    if installed is not None and installed.origin is not None:
        return Path(installed.origin).with_name("app.py")
    raise SettingsError("The chat page is missing from this installation. Install text2sql again, with its ui extra.")

"""demo: a small shop to try, and four answers."""

from datetime import date, timedelta
from time import perf_counter
from typing import TYPE_CHECKING

import click

from text2sql.commands.options import Shared

if TYPE_CHECKING:
    from text2sql.settings import Settings
    from text2sql.terminal.progress import Progress

KEPT_FOR = timedelta(days=7)
"""A demo shop older than this is built again, so that "last week" still has something in it."""
QUESTIONS = (
    "지난달 지역별 매출 상위 5개",
    "Which 5 brands had the most units sold this year?",
    "리뷰가 한 건도 없는 판매 중 상품은 몇 개야?",
    "Monthly revenue in 2026",
)


@click.command()
@click.option("--rebuild", is_flag=True, help="Build the shop anew, up to yesterday.")
@click.pass_obj
def demo(shared: Shared, rebuild: bool) -> None:
    """Build the demo shop if needed, and answer four questions, two in Korean and two in English.

    \b
    text2sql demo
    text2sql ask "올해 월별 매출 추이"       ask it more

    It is a Korean online shop of 300,000 rows, made up to yesterday from a seed and kept for a week. No key is needed,
    nothing is downloaded, no model is called.
    """
    from text2sql.assembly import open_database
    from text2sql.sources import DEMO
    from text2sql.terminal.progress import Progress

    settings = shared.settings()
    with Progress("en") as progress:
        built = build_if_needed(settings, rebuild, progress)
        opened = open_database(settings, DEMO, "offline", progress.on_progress)
        opened.rehearse()
    try:
        from text2sql.terminal.showing import PipedConsole, show_answer

        console = PipedConsole()
        if built:
            console.print(built, soft_wrap=True)
        for text in QUESTIONS:
            question = opened.question(text)
            with Progress(question.language) as progress:
                answer = opened.pipeline.answer(question, progress.on_step)
            console.rule(f"[bold]{text}[/bold]", align="left")
            show_answer(answer, question.language, progress.folded(answer), console)
            console.print()
        console.print('Ask your own: [bold]text2sql ask "…"[/bold], or open the page: [bold]text2sql chat[/bold]')
    finally:
        opened.close()


def build_if_needed(settings: "Settings", rebuild: bool, progress: "Progress") -> str:
    """Build the shop when it is missing, out of date or asked for, and say so; else nothing is said.

    Raises:
        UsageError: a file that is somebody's own lies in its place.
        CannotOpen: it cannot be written.
    """
    from text2sql.demo.warehouse import build, is_current, read_as_of
    from text2sql.errors import UsageError
    from text2sql.sources import demo_file

    path = demo_file(settings)
    yesterday = date.today() - timedelta(days=1)
    as_of = read_as_of(path)
    if as_of is None and path.exists() and settings.data_folder.resolve() not in path.resolve().parents:
        raise UsageError(
            f"{path} is not the demo shop, so it is left alone. Rename the database `shop` of the settings."
        )
    recent = as_of is not None and timedelta() <= yesterday - as_of <= KEPT_FOR and is_current(path, as_of)
    if recent and not rebuild:
        return ""
    started = perf_counter()
    progress.on_progress("building the demo shop", 0, 0)
    build(path, yesterday)
    return f"Built the demo shop up to {yesterday} in {perf_counter() - started:.1f} s: {path}"

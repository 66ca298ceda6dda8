"""The command line. Importing this costs click and nothing heavy; each command imports what it needs when it runs.

Exit codes are a contract: 0 answered, allowed or scored, 1 a score below what was asked for, 2 wrong usage or settings,
3 declined or needs clarification, 4 SQL refused or none valid, 5 warehouse error, 6 model error. Errors are one or two
plain sentences on the error stream.
"""

import io
import os
import sys
from collections.abc import Sequence

import click

from text2sql.commands import (
    asking,
    chatting,
    checking,
    conversing,
    demonstrating,
    evaluating,
    indexing,
    linking,
    tuning,
)
from text2sql.commands.options import Shared
from text2sql.errors import Text2SqlError

_INTERRUPTED = 130
"""What a shell expects of a process that was interrupted: 128 and the signal's number."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.option("--settings", metavar="FILE", default="", help="The settings file; default: the nearest text2sql.toml.")
@click.option("--debug", is_flag=True, help="Show a traceback when something goes wrong.")
@click.version_option(package_name="text2sql", message="text2sql %(version)s")
@click.pass_context
def app(context: click.Context, settings: str, debug: bool) -> None:
    """Ask your warehouse in Korean or English; get checked read-only SQL, its rows and the reasons to believe it.

    \b
    text2sql demo                                      a small shop to try, and four answers
    text2sql ask "지난달 지역별 매출"                  one question to the default database
    text2sql ask "how many rows?" -d data/sales.csv    your own file, folder or warehouse

    --settings and --debug may stand anywhere.
    """  # noqa: D301  # click keeps lines apart after a backspace
    context.obj = Shared(settings)
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


for command in (demonstrating.demo, asking.ask, checking.check, linking.link, linking.prompt, indexing.index):
    app.add_command(command)
app.add_command(indexing.schema)
app.add_command(chatting.chat)
app.add_command(evaluating.evaluate)
app.add_command(tuning.tune)
app.add_command(conversing.conversations)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Half a surrogate pair is legal in JSON and in a file name, but not in UTF-8; this writes it as JSON does.
            stream.reconfigure(errors="backslashreplace")
    given = _globals_first(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _run(given)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has gone: nothing more can be said, and the interpreter must not try when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except (KeyboardInterrupt, click.Abort):
        code = _INTERRUPTED
    except Exception as error:
        if "--debug" in given:
            raise
        said, code = _said(error)
        print(f"text2sql: {said}", file=sys.stderr)
    sys.exit(code)


def _run(given: list[str]) -> int:
    try:
        with app.make_context("text2sql", list(given)) as context:
            app.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    return 0


def _said(error: Exception) -> tuple[str, int]:
    """What is told about an error, and the exit code."""
    if isinstance(error, Text2SqlError):
        return str(error), error.exit_code
    if isinstance(error, click.ClickException):
        where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "text2sql"
        return f"{error.format_message()} See `{where} --help`.", 2
    return (
        f"Something unexpected went wrong ({type(error).__name__}: {error}). Run it again with --debug to see where.",
        1,
    )


def _globals_first(arguments: Sequence[str]) -> list[str]:
    """The arguments with ``--debug`` and ``--settings FILE`` moved before the command, wherever they stood."""
    moved: list[str] = []
    rest: list[str] = []
    left = list(arguments)
    while left:
        each = left.pop(0)
        if each == "--":
            rest += ["--", *left]
            break
        if each == "--settings" and left:
            moved += [each, left.pop(0)]
        elif each == "--debug" or each.startswith("--settings="):
            moved.append(each)
        else:
            rest.append(each)
    return moved + rest


if __name__ == "__main__":
    main()

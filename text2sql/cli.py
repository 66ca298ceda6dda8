"""The command line. Importing this costs typer and nothing heavy; each command imports what it needs when it runs.

Exit codes are a contract: 0 answered or allowed, 2 wrong usage or settings, 3 declined or needs clarification, 4 SQL
refused or none valid, 5 warehouse error, 6 model error. Errors are one or two plain sentences on the error stream.
"""

import os
import sys
from collections.abc import Sequence

import typer

from text2sql.commands import asking, checking, knowing
from text2sql.commands.options import Shared
from text2sql.errors import Text2SqlError

app = typer.Typer(
    name="text2sql",
    help="Ask your warehouse in Korean or English; get checked read-only SQL, its rows and the reasons to believe it.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def shared(
    context: typer.Context,
    settings: str = typer.Option("", metavar="FILE", help="The settings file; default: the nearest text2sql.toml."),
    debug: bool = typer.Option(False, "--debug", help="Show a traceback when something goes wrong."),
) -> None:
    """Options of every command."""
    context.obj = Shared(settings, debug)


app.command("demo")(asking.demo)
app.command("ask")(asking.ask)
app.command("check")(checking.check)
app.command("link")(knowing.link)
app.command("prompt")(knowing.prompt)
app.command("index")(knowing.index)
app.command("chat")(asking.chat)
app.add_typer(knowing.schema, name="schema")


def _said(error: typer.TyperException) -> str:
    """What typer says about wrong usage; its own error classes are private."""
    told = getattr(error, "format_message", None)
    return str(told() if callable(told) else error)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and end the process with its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = app(given, standalone_mode=False)
    except Text2SqlError as error:
        if "--debug" in given:
            raise
        print(f"text2sql: {error}", file=sys.stderr)
        code = error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = 130
    except typer.TyperException as error:
        print(f"text2sql: {_said(error)} See `text2sql --help`.", file=sys.stderr)
        code = 2
    except BrokenPipeError:
        # The reader has gone: nothing more can be said, and the interpreter must not try when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as error:
        if "--debug" in given:
            raise
        print(
            f"text2sql: unexpected {type(error).__name__}: {error}. Run again with --debug to see where.",
            file=sys.stderr,
        )
        code = 1
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()

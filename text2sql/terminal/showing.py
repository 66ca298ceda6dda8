"""Answers and what linking found for people, with rich: the words first, then the rows, then the reasons.

Cells come from somebody's data: control signs in them are shown, never sent to the terminal, and markup is text.
"""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from rich.console import Console
from rich.markup import escape as escape_markup
from rich.syntax import Syntax
from rich.table import Table as RichTable

from text2sql.catalog import Language
from text2sql.messages import say
from text2sql.terminal.formats import plain
from text2sql.types import (
    Answer,
    Answered,
    Clarify,
    Declined,
    LinkedSchema,
    ResultTable,
    Value,
)

_SHOWN_ROWS = 20
_NOT_AMOUNTS = ("id", "year", "number", "code", "no")
"""Endings of names whose whole numbers are written without separators."""
_CONTROL_SIGNS = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\n\t"} | {127: "␡"}
_CONTROL_SIGNS |= {code: "\N{REPLACEMENT CHARACTER}" for code in (*range(0x80, 0xA0), *range(0x202A, 0x202F))}
_CONTROL_SIGNS |= {code: "\N{REPLACEMENT CHARACTER}" for code in range(0x2066, 0x206A)}
"""Signs that move the cursor, recolour the terminal or turn the reading direction, and what is shown instead."""


def escape(text: str) -> str:
    """Text that a terminal shows as it is."""
    return escape_markup(text.translate(_CONTROL_SIGNS))


class PipedConsole(Console):
    """A console whose reader may go away: rich would end the process with an error code of its own."""

    def __init__(self) -> None:
        super().__init__(highlight=False)

    def on_broken_pipe(self) -> None:
        """Say so the way other writing does."""
        raise BrokenPipeError


def show_answer(answer: Answer, language: Language, folded: str, console: Console | None = None) -> None:
    """Print an answer for a person."""
    console = console or PipedConsole()
    if isinstance(answer, Answered):
        _show_answered(answer, language, folded, console)
        return
    console.print(f"[yellow]{escape(answer.message)}[/yellow]")
    if isinstance(answer, Clarify) and answer.readings:
        console.print(f"\n[bold]{say(language, 'terminal.readings')}[/bold]")
        for number, reading in enumerate(answer.readings, 1):
            console.print(f"  {number}. {escape(reading.text)}")
            if reading.figure:
                console.print(f"     {escape(reading.figure)}")
            if reading.sql:
                console.print(f"     [dim]{escape(' '.join(reading.sql.split()))}[/dim]")
    if isinstance(answer, Declined) and answer.suggestions:
        console.print(f"\n[bold]{say(language, 'terminal.suggestions')}[/bold]")
        for suggestion in answer.suggestions:
            console.print(f"  - {escape(suggestion)}")
    console.print(f"[dim]{folded}[/dim]")


def _show_answered(answer: Answered, language: Language, folded: str, console: Console) -> None:
    level = say(language, f"terminal.{answer.trust.level}")
    console.print(f"[bold]{escape(answer.summary)}[/bold]  [green]✔ {level}[/green]")
    console.print(f"[dim]{say(language, 'terminal.read_as')}:[/dim] {escape(answer.candidate.reading)}\n")
    console.print(result_table(answer.result))
    hidden = len(answer.result.rows) - _SHOWN_ROWS
    if hidden > 0:
        console.print(f"[dim]{say(language, 'terminal.rows_hidden', count=f'{hidden:,}')}[/dim]")
    if answer.result.truncated:
        count = f"{len(answer.result.rows):,}"
        console.print(f"[yellow]{say(language, 'terminal.rows_limited', count=count)}[/yellow]")
    console.print()
    console.print(Syntax(answer.sql.text, "sql", background_color="default", word_wrap=True))
    console.print()
    _bullets(console, say(language, "terminal.trust"), answer.trust.reasons)
    _bullets(console, say(language, "terminal.assumptions"), answer.trust.assumptions)
    for warning in answer.trust.warnings:
        console.print(f"[yellow]! {escape(warning)}[/yellow]")
    console.print(f"[dim]{folded}[/dim]")


def _bullets(console: Console, title: str, lines: Sequence[str]) -> None:
    if lines:
        console.print(f"[bold]{title}[/bold]")
        for line in lines:
            console.print(f"  - {escape(line)}")


def result_table(result: ResultTable) -> RichTable:
    """The first rows as a table; numbers to the right, thousands separated."""
    table = RichTable(show_edge=False, pad_edge=False)
    numeric = [all(_is_number(row[at]) or row[at] is None for row in result.rows) for at in range(len(result.columns))]
    for column, is_number in zip(result.columns, numeric, strict=True):
        table.add_column(escape(column.name), justify="right" if is_number else "left", overflow="fold")
    for row in result.rows[:_SHOWN_ROWS]:
        table.add_row(*(escape(_cell(column.name, value)) for column, value in zip(result.columns, row, strict=True)))
    return table


def _cell(name: str, value: Value) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if name.lower().endswith(_NOT_AMOUNTS) else f"{value:,}"
    if isinstance(value, float | Decimal):
        return f"{value:,.4f}".rstrip("0").rstrip(".")
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return plain(value)


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def show_linked(linked: LinkedSchema, console: Console | None = None) -> None:
    """Print what schema linking found."""
    console = console or PipedConsole()
    tables = RichTable("table", "score", "columns", show_edge=False, pad_edge=False)
    for each in linked.tables:
        tables.add_row(escape(each.table.name), f"{each.score:.3f}", escape(", ".join(each.columns)))
    console.print(tables)
    if linked.values:
        console.print("\n[bold]values found in the data[/bold]")
    for value in linked.values:
        where = f"{value.table}.{value.column} = '{value.value}'"
        console.print(f"  {value.score:.2f}  {escape(where)}  [dim]← “{escape(value.words)}”[/dim]")
    if linked.samples:
        console.print("\n[bold]similar approved questions[/bold]")
    for sample in linked.samples:
        console.print(
            f"  {sample.score:.2f}  {escape(sample.sample.questions[0])}  [dim]{escape(sample.sample.id)}[/dim]"
        )

"""Answers and steps for people, with rich: the words first, then the rows, then the reasons."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from time import perf_counter

from rich.console import Console
from rich.markup import escape
from rich.syntax import Syntax
from rich.table import Table as RichTable

from text2sql.catalog import Language
from text2sql.messages import say
from text2sql.terminal.formats import plain
from text2sql.types import (
    Answer,
    Answered,
    Candidate,
    CheckedSql,
    Clarify,
    Declined,
    LinkedSchema,
    Plan,
    Rejected,
    ResultTable,
    Step,
    Value,
)

_SHOWN_ROWS = 20
_NOT_AMOUNTS = ("id", "year", "number", "code", "no")
"""Endings of names whose whole numbers are written without separators."""


class Progress:
    """Steps as they happen on a terminal's error stream, folded into one line afterwards; silent elsewhere."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._console = Console(stderr=True, highlight=False)
        self._status = self._console.status("…") if self._console.is_terminal else None
        self._started = perf_counter()
        self.steps = 0
        if self._status:
            self._status.start()

    def on_step(self, step: Step) -> None:
        """Show the step."""
        self.steps += 1
        told = _told(step, self._language)
        if self._status and told:
            self._status.update(escape(told))

    def on_progress(self, what: str, done: int, total: int) -> None:
        """Show how far indexing is."""
        if self._status:
            self._status.update(escape(f"{what} {done:,}/{total:,}" if total else what))

    def stop(self) -> None:
        """Take the live line away."""
        if self._status:
            self._status.stop()

    def folded(self, model: str | None) -> str:
        """All steps in one line."""
        key = "terminal.steps" if model is None else "terminal.steps_model"
        return say(self._language, key, steps=self.steps, seconds=perf_counter() - self._started, model=model)


def _told(step: Step, language: Language) -> str:
    value = step.value
    if isinstance(value, LinkedSchema):
        counts = {"tables": len(value.tables), "values": len(value.values), "samples": len(value.samples)}
        return say(language, "terminal.linking", **counts)
    if isinstance(value, Candidate):
        return say(language, "terminal.writing", confidence=value.confidence)
    if isinstance(value, CheckedSql):
        return say(language, "terminal.checking")
    if isinstance(value, Rejected):
        return say(language, "terminal.refusing", problem=value.problem)
    if isinstance(value, Plan):
        return say(language, "terminal.planning")
    if isinstance(value, ResultTable):
        return say(language, "terminal.running", rows=f"{len(value.rows):,}", seconds=value.seconds)
    return ""


def show_answer(answer: Answer, language: Language, folded: str, console: Console | None = None) -> None:
    """Print an answer for a person."""
    console = console or Console(highlight=False)
    if isinstance(answer, Answered):
        _show_answered(answer, language, folded, console)
        return
    console.print(f"[yellow]{escape(answer.message)}[/yellow]")
    if isinstance(answer, Clarify) and answer.readings:
        console.print(f"\n[bold]{say(language, 'terminal.readings')}[/bold]")
        for number, reading in enumerate(answer.readings, 1):
            console.print(f"  {number}. {escape(reading.text)}")
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

"""A conversation on a terminal: what ``ask`` is without a question.

Ctrl-C stops the answer that is being made, Ctrl-D leaves. What was typed is kept for the arrow keys, and Tab completes
names of the database and its approved questions.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

import click

from text2sql.errors import QuestionStopped, Text2SqlError
from text2sql.messages import say

if TYPE_CHECKING:
    from text2sql.assembly import OpenDatabase
    from text2sql.catalog import Catalog, SampleQuery
    from text2sql.interfaces import ConversationStore
    from text2sql.terminal.progress import Progress
    from text2sql.types import Answer, Question

_PROMPT = "> "
_HISTORY_LINES = 1_000


def new_conversation() -> str:
    """An id for a conversation that nobody named: when it began, and something to tell it from others."""
    return f"{datetime.now():%Y%m%d-%H%M%S}-{token_hex(2)}"


@dataclass
class Talk:
    """One conversation with one database."""

    opened: "OpenDatabase"
    store: "ConversationStore"
    conversation: str
    print_answer: Callable[["Answer", str], None]
    """Prints an answer and its steps in one line."""

    def run(self, read: Callable[[str], str] = input) -> None:
        """Ask and answer until the end of the input.

        Args:
            read: shows a prompt and reads a line; raises EOFError at the end.
        """
        samples = self.opened.knowledge.samples
        language = self.opened.question(samples[0].questions[0] if samples else "-").language
        click.echo(say(language, "terminal.talk_begins", conversation=self.conversation), err=True)
        while True:
            try:
                line = read(_PROMPT).strip()
            except EOFError:
                click.echo()
                return
            except KeyboardInterrupt:
                click.echo()
                continue
            if line:
                self._answered(line)

    def _answered(self, line: str) -> None:
        from text2sql.commands.options import question_of
        from text2sql.terminal.progress import Progress

        try:
            # The space keeps a lone "-" from being read as standard input, which is where the lines come from.
            question = self.opened.question(question_of(f" {line}", "지난달 매출은?"))
            with Progress(question.language) as progress:
                answer = self._answer(question, progress)
        except (KeyboardInterrupt, QuestionStopped):
            click.echo(say(self.opened.question(line).language, "terminal.stopped"), err=True)
        except Text2SqlError as error:
            click.echo(f"text2sql: {error}", err=True)
        else:
            self.print_answer(answer, progress.folded(answer))

    def _answer(self, question: "Question", progress: "Progress") -> "Answer":
        from text2sql.chat import remembered
        from text2sql.commands.asking import interruptible

        with interruptible(self.opened) as allowance:
            answer, _ = remembered(
                self.opened.pipeline, self.store, self.conversation, question, progress.on_step, allowance
            )
        if answer.question is not None and answer.question.carried:
            progress.say(say(question.language, "terminal.followed", question=answer.question.text))
        return answer


@dataclass
class Completer:
    """Completes the word before the cursor, or the whole line to an approved question."""

    words: tuple[str, ...]
    questions: tuple[str, ...]
    line: Callable[[], str]
    """What has been typed so far."""
    _found: list[str] = field(default_factory=list)

    def __call__(self, text: str, state: int) -> str | None:
        """The ``state``-th completion of ``text``, as readline asks for them; None after the last one."""
        if state == 0:
            self._found = self.completions(text, self.line())
        return self._found[state] if state < len(self._found) else None

    def completions(self, text: str, line: str) -> list[str]:
        """What the word ``text`` at the end of ``line`` may become."""
        before = line[: len(line) - len(text)]
        whole = [each[len(before) :] for each in self.questions if line and each.casefold().startswith(line.casefold())]
        words = [each for each in self.words if text and each.casefold().startswith(text.casefold())]
        return list(dict.fromkeys([*words, *whole]))


def completer_of(catalog: "Catalog", samples: "Iterable[SampleQuery]", line: Callable[[], str]) -> Completer:
    """Completions from what a database and its samples are called."""
    words: list[str] = []
    for table in catalog.tables:
        words += [table.bare_name, table.label.en, table.label.ko, *table.synonyms]
        for measure in table.measures:
            words += [measure.label.en, measure.label.ko, *measure.synonyms]
        for column in table.columns:
            words += [column.name, *column.synonyms]
    questions = [text for sample in samples for text in sample.questions]
    kept = sorted({word for word in words if word and " " not in word})
    return Completer(tuple(kept), tuple(dict.fromkeys(questions)), line)


def with_line_editing(catalog: "Catalog", samples: "Iterable[SampleQuery]", history: Path) -> Callable[[], None]:
    """Arrow keys, history and Tab, where Python has readline; gives what keeps the history at the end."""
    try:
        import readline
    except ImportError:  # Windows
        return lambda: None
    readline.set_completer(completer_of(catalog, samples, readline.get_line_buffer))
    readline.set_completer_delims(" \t\n")
    readline.parse_and_bind("tab: complete")
    readline.set_history_length(_HISTORY_LINES)
    with suppress(OSError):
        readline.read_history_file(history)

    def keep() -> None:
        with suppress(OSError):
            history.touch(mode=0o600)
            readline.write_history_file(history)

    return keep

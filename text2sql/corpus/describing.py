"""Has a language model describe tables and sample queries: what is still to be asked, and what its replies say."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date

from text2sql.catalog import Catalog, LocalText, SampleQuery
from text2sql.corpus.descriptions import ColumnWords, DescribedKind, Description, DescriptionFile
from text2sql.errors import ModelError, ReplyMalformed
from text2sql.interfaces import LanguageModel, OnProgress
from text2sql.language import one_line
from text2sql.prompting import Allowance, Prompt, Reply
from text2sql.prompts.describing import describe_sample_prompt, describe_table_prompt
from text2sql.usage import Usage

_MOST_SYNONYMS = 12


@dataclass(frozen=True, slots=True)
class Undescribed:
    """A table or sample that a model is to describe."""

    kind: DescribedKind
    id: str
    prompt: Prompt


@dataclass(frozen=True, slots=True)
class DescribingReport:
    """What describing did."""

    described: int
    failed: tuple[str, ...]
    """What could not be described and why, each in a line."""
    usage: Usage


def undescribed(
    catalog: Catalog, samples: Sequence[SampleQuery], file: DescriptionFile, cell_values: bool = True
) -> tuple[Undescribed, ...]:
    """Tables and samples that nobody described whose description is missing or was written for another prompt.

    Args:
        catalog: with the cards merged in and without a model's own words.
        samples: as people wrote them.
        file: what has been described.
        cell_values: whether the model may see values of cells.
    """
    known = file.read()
    found = [
        Undescribed("table", table.name, describe_table_prompt(table, catalog, cell_values))
        for table in catalog.tables
        if not table.description
    ]
    found += [
        Undescribed("sample", sample.id, describe_sample_prompt(sample, catalog))
        for sample in samples
        if not sample.description
    ]
    return tuple(each for each in found if not _is_current(known.get((each.kind, each.id)), each))


def _is_current(known: Description | None, wanted: Undescribed) -> bool:
    return known is not None and known.shown == wanted.prompt.hash


@dataclass(frozen=True)
class Describer:
    """Asks a model for descriptions, several at a time, and keeps each as soon as it is there."""

    model: LanguageModel
    file: DescriptionFile
    today: date
    """The day that descriptions carry."""
    may_call: Callable[[Usage], None] = lambda spent: None
    """Called with what was spent before each call; raises when a budget is used up."""
    called: Callable[[Usage], None] = lambda usage: None
    """Called with the usage of each call."""
    calls_at_once: int = 8

    def describe(self, wanted: Sequence[Undescribed], on_progress: OnProgress) -> DescribingReport:
        """Ask for each description; what fails is reported and the rest goes on.

        Running again asks only for what is missing.

        Raises:
            BudgetExceeded: the money is used up; what was described until then is kept.
        """
        spent, described, failed = Usage(), 0, list[str]()
        for done, (each, outcome) in enumerate(self._asked(wanted), 1):
            if isinstance(outcome, ModelError):
                failed.append(f"{each.kind} {each.id}: {outcome}")
            else:
                spent += outcome.usage
                try:
                    self.file.add(read_description(each, outcome, self.today))
                    described += 1
                except ReplyMalformed as error:
                    failed.append(f"{each.kind} {each.id}: {error}")
            on_progress(f"describing, ${spent.cost_usd or 0:.2f}", done, len(wanted))
        return DescribingReport(described, tuple(failed), spent)

    def _asked(self, wanted: Sequence[Undescribed]) -> Iterator[tuple[Undescribed, Reply | ModelError]]:
        spent = [Usage()]

        def ask(each: Undescribed) -> Reply | ModelError:
            self.may_call(spent[0])
            try:
                reply = self.model.complete(each.prompt, Allowance())
            except ModelError as error:
                return error
            spent[0] += reply.usage
            self.called(reply.usage)
            return reply

        with ThreadPoolExecutor(max_workers=max(1, self.calls_at_once), thread_name_prefix="describe") as pool:
            futures = {pool.submit(ask, each): each for each in wanted}
            try:
                for future in as_completed(futures):
                    yield futures[future], future.result()
            finally:
                for future in futures:
                    future.cancel()


def read_description(wanted: Undescribed, reply: Reply, today: date) -> Description:
    """What a reply says.

    Raises:
        ReplyMalformed: it has no description.
    """
    said = LocalText(en=one_line(reply.words("description_en")), ko=one_line(reply.words("description_ko")))
    if not said:
        raise ReplyMalformed("The model's reply holds no description. Run it again, or use another model.")
    synonyms = tuple(dict.fromkeys(one_line(each) for each in reply.lines("synonyms") if each.strip()))
    return Description(
        kind=wanted.kind,
        id=wanted.id,
        shown=wanted.prompt.hash,
        model=reply.model,
        day=today.isoformat(),
        description=said,
        row=LocalText(en=one_line(reply.words("row_en")), ko=one_line(reply.words("row_ko"))),
        synonyms=synonyms[:_MOST_SYNONYMS],
        columns=tuple(_columns(reply.lines("columns"))),
    )


def _columns(lines: Sequence[str]) -> Iterator[ColumnWords]:
    for line in lines:
        name, *texts = (part.strip() for part in line.split("|"))
        if name and any(texts):
            yield ColumnWords(name, LocalText(en=one_line(texts[0]), ko=one_line(texts[1]) if len(texts) > 1 else ""))

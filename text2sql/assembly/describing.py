"""Descriptions by a model: which model, where they are kept, what they will cost."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from text2sql.assembly.guarding import ledger, make_rules
from text2sql.assembly.models import bedrock_settings, make_model, model_id
from text2sql.assembly.opening import OpenDatabase, descriptions_of
from text2sql.interfaces import OnProgress
from text2sql.settings import Settings
from text2sql.usage import Usage

if TYPE_CHECKING:
    from text2sql.corpus.describing import Describer, DescribingReport, Undescribed

_REPLY_TOKENS = 400
"""Of a description in two languages with a few columns; for the estimate only."""


@dataclass(frozen=True)
class Describing:
    """Everything needed to have a database described."""

    model: str
    describer: "Describer"
    wanted: "tuple[Undescribed, ...]"
    estimate: Usage
    """Tokens and money that it will take, roughly; the cost is None when the price is not known."""

    def describe(self, on_progress: OnProgress) -> "DescribingReport":
        """Ask for what is missing; what is there is kept.

        Raises:
            BudgetExceeded: the money is used up; what was described until then is kept.
        """
        return self.describer.describe(self.wanted, on_progress)


def describing_of(settings: Settings, opened: OpenDatabase, model: str) -> Describing:
    """What a model would have to describe in a database.

    Raises:
        SettingsError, ModelError: no model is named.
    """
    from text2sql.corpus.cards import apply_cards, read_cards
    from text2sql.corpus.describing import Describer, undescribed
    from text2sql.corpus.descriptions import DescriptionFile
    from text2sql.corpus.index import introspected
    from text2sql.corpus.samples import read_samples, with_tables
    from text2sql.stages.checking import visible_catalog

    named = model_id(settings, model or "auto")
    source = opened.source
    merged = apply_cards(introspected(source.index) or opened.knowledge.catalog, read_cards(source.cards))
    catalog = visible_catalog(merged, make_rules(settings, source.personal))
    known = {sample.id for sample in opened.knowledge.samples}
    samples = tuple(each for each in with_tables(read_samples(source.samples), catalog) if each.id in known)
    file = DescriptionFile(descriptions_of(source))
    wanted = undescribed(catalog, samples, file, settings.model.cell_values)
    account = ledger(settings)
    describer = Describer(
        make_model(settings, named),
        file,
        datetime.now(UTC).date(),
        may_call=lambda spent: account.check(Usage()),
        called=account.add,
        calls_at_once=settings.model.calls_at_once,
    )
    return Describing(named, describer, wanted, _estimated(settings, named, wanted))


@dataclass(frozen=True)
class BatchAccount:
    """The account of what models cost, for batch jobs, whose tokens are known when their answers are read."""

    settings: Settings
    model: str

    def check(self) -> None:
        """Whether a batch may be sent.

        Raises:
            BudgetExceeded: today's money is used up, or a budget is set and the model's price is not known.
        """
        ledger(self.settings).check(self._priced(Usage(1, 1, 1)))

    def add(self, input_tokens: int, output_tokens: int, records: int) -> None:
        """Answers were read: they are paid for on the day on which they are."""
        ledger(self.settings).add(self._priced(Usage(records, input_tokens, output_tokens)))

    def _priced(self, usage: Usage) -> Usage:
        from text2sql.models.bedrock.prices import load_prices

        said = bedrock_settings(self.settings, self.model)
        return load_prices(said.prices).batched(usage, self.model, said)


def _estimated(settings: Settings, model: str, wanted: "tuple[Undescribed, ...]") -> Usage:
    from text2sql.models.bedrock.prices import load_prices
    from text2sql.prompts import estimated_tokens

    said = bedrock_settings(settings, model)
    read = sum(estimated_tokens(each.prompt.text) for each in wanted)
    usage = Usage(len(wanted), read, _REPLY_TOKENS * len(wanted))
    return load_prices(said.prices).priced(usage, model, said)

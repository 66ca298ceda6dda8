"""Which proposals are worth running first: those that contradict neither the question nor themselves.

Proposals for questions over validation databases that compare a number otherwise than the words beside it say, pass
over the period, the share, the average or the column that was asked for, average or offer alternatives where no word
calls for it, or put columns side by side that have nothing in common, were right one time in seven; all others one time
in three. Every run costs the warehouse a query, so these wait until the others were tried, and none of them is given as
an answer without being asked about.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from text2sql.catalog import Catalog
from text2sql.writers.offline.learned.agreeing import Agreement, agreement
from text2sql.writers.offline.learned.coherence import Oddities, oddities
from text2sql.writers.offline.learned.executing import Proposal
from text2sql.writers.offline.learned.naming import Naming, naming
from text2sql.writers.offline.learned.queries import Query
from text2sql.writers.offline.learned.values import ValueCandidate


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a query looks like before it is run."""

    agreement: Agreement = field(default_factory=Agreement)
    oddities: Oddities = field(default_factory=Oddities)
    naming: Naming = field(default_factory=Naming)

    @property
    def contradictions(self) -> float:
        """How many of the signs it has that a right query seldom has."""
        said, own, names = self.agreement, self.oddities, self.naming
        words = said.compared_otherwise + said.names_as_cells + said.share_unsaid
        words += abs(said.average) + max(said.either, 0.0) + names.long_columns_unused + names.short_columns_unused
        times = said.years_elsewhere + said.years_unused + said.period_unused
        return words + times + own.strange_pairs + own.empty_pairs + own.odd_values


def judgement(query: Query | None, question: str, values: Sequence[ValueCandidate], catalog: Catalog) -> Judgement:
    """What speaks for and against a query; nothing is known of one that the rules wrote."""
    if query is None:
        return Judgement()
    said = agreement(question, query, values, catalog)
    return Judgement(said, oddities(query, catalog), naming(question, query, catalog))


def promising(
    found: Sequence[Proposal], question: str, values: Sequence[ValueCandidate], catalog: Catalog
) -> tuple[Proposal, ...]:
    """The proposals with the fewest contradictions first, otherwise in their order."""
    return tuple(sorted(found, key=lambda each: judgement(each.query, question, values, catalog).contradictions))

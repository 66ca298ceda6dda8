"""What the learned parser and the rules say together about a question over a schema that nobody described.

Where people described their tables, the rules know more: measures, named conditions, synonyms, periods. So the network
is asked about bare schemas only, and there the rules' readings are proposals beside its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import as_file, files
from typing import Protocol

from text2sql.catalog import Catalog
from text2sql.explanations import Explanation
from text2sql.interfaces import Workbench
from text2sql.language import find_periods
from text2sql.messages import say
from text2sql.types import Candidate, Clarify, LinkedSchema, LinkedValue, Question, Reading
from text2sql.writers.offline.learned.choosing import Asked, Ranked, ranked
from text2sql.writers.offline.learned.confidence import Appetite, decision
from text2sql.writers.offline.learned.explaining import Explaining
from text2sql.writers.offline.learned.features import Embed
from text2sql.writers.offline.learned.glossing import Glossary
from text2sql.writers.offline.learned.intents import Parsed, parsed_written_down
from text2sql.writers.offline.learned.joining import JoinTrees
from text2sql.writers.offline.learned.parsing import part_of, shipped_parser
from text2sql.writers.offline.learned.proposing import Proposed
from text2sql.writers.offline.learned.queries import Query, literals
from text2sql.writers.offline.learned.ranker import Ranker
from text2sql.writers.offline.learned.rendering import QueryRendering
from text2sql.writers.offline.learned.values import value_candidates
from text2sql.writers.offline.learned.wording import Wording
from text2sql.writers.offline.mentions import Annotation
from text2sql.writers.offline.representation import ColumnRef

FILE = "ranker.npz"
_BEAMS, _SHOWN = 8, 2


class Proposer(Protocol):
    """What proposes queries; :class:`~text2sql.writers.offline.learned.parsing.LearnedParser` is one."""

    def propose(
        self, text: str, catalog: Catalog, found: Sequence[LinkedValue], beams: int = _BEAMS
    ) -> tuple[Proposed, ...]:
        """The likeliest queries, best first."""

    def warm(self, catalog: Catalog) -> None:
        """Read the schema before the first question is asked."""


@dataclass(frozen=True)
class LearnedWriter:
    """Writes SQL for questions over bare schemas."""

    proposer: Proposer
    ranker: Ranker
    appetite: Appetite = "balanced"
    glossary: Glossary | None = None
    """Finds what unknown words of follow-ups mean."""
    _renderings: dict[int, tuple[Catalog, QueryRendering]] = field(default_factory=dict, repr=False)

    def write(
        self,
        question: Question,
        linked: LinkedSchema,
        rules: tuple[Candidate, ...],
        failed: frozenset[str],
        workbench: Workbench,
        annotation: Annotation | None = None,
    ) -> tuple[Candidate, ...] | Clarify | None:
        """A candidate when it is sure, the best two readings when it is not, None when there is none worth showing.

        None, too, for questions it is not made for (:func:`is_for_network`): the rules have those to themselves.

        Args:
            question: the question.
            linked: what it is about.
            rules: the rules' readings, best first.
            failed: SQL that the gate sent back.
            workbench: runs proposals behind the gate.
            annotation: what the words of the question may refer to, to explain the answer by.
        """
        if not is_for_network(question):
            return None
        catalog = linked.catalog
        beam = self.proposer.propose(question.text, part_of(linked), linked.values, _BEAMS)
        asked = Asked(
            question.text,
            value_candidates(question.text, linked.values),
            beam,
            tuple((each.sql, each.confidence) for each in rules),
            failed,
        )
        found = ranked(asked, self._rendering(catalog), workbench, self.ranker)
        thresholds = self.ranker.thresholds_for(question.language)
        decided = decision([each.probability for each in found], self.appetite, thresholds)
        by_rules = {each.sql: each for each in rules}
        candidates = [_candidate(each, question, by_rules) for each in found[:_SHOWN]]
        if annotation is not None:
            candidates = self._explained(candidates, found, annotation)
        # Far from what it was trained on the network is sure of queries that no person would take for an answer.
        contradicted = bool(found) and found[0].evidence.contradictions > 0 and self.appetite != "always"
        if decided == "answer" and not contradicted:
            return (candidates[0],)
        if decided == "decline":
            return None
        readings = {each.reading: Reading(each.reading, each.sql, candidate=each) for each in candidates}
        return Clarify(say(question.language, "offline.not_sure"), tuple(readings.values()), sure=False)

    def _explained(
        self, candidates: Sequence[Candidate], found: Sequence[Ranked], annotation: Annotation
    ) -> list[Candidate]:
        """The candidates with the words they come from, and each with the one that came closest."""
        explaining = Explaining(None if self.glossary is None else self.glossary.vectors)
        told = []
        for place, (candidate, each) in enumerate(zip(candidates, found, strict=False)):
            if each.proposal.query is not None:
                links, left_over = explaining.links(annotation, each.proposal.query)
            else:
                known = candidate.explanation or Explanation()
                links, left_over = known.links, known.left_over
            other = next((one for at, one in enumerate(candidates) if at != place), None)
            explanation = Explanation(links, left_over, each.probability)
            if other is not None:
                explanation = replace(
                    explanation, next_reading=other.reading, next_sql=other.sql, next_sure=other.confidence
                )
            told.append(replace(candidate, explanation=explanation))
        return told

    def warm(self, catalog: Catalog) -> None:
        """Read a schema before the first question."""
        self._rendering(catalog)
        self.proposer.warm(catalog)

    def _rendering(self, catalog: Catalog) -> QueryRendering:
        known = self._renderings.get(id(catalog))
        if known is None or known[0] is not catalog:
            self._renderings.clear()
            known = self._renderings[id(catalog)] = (catalog, QueryRendering(JoinTrees(catalog)))
        return known[1]


def is_bare(catalog: Catalog) -> bool:
    """Whether nobody described the schema: no measures, no named conditions, no labels, no words of a person."""
    return not any(
        table.measures
        or table.filters
        or table.label
        or table.description_source == "human"
        or any(column.values or column.description_source == "human" for column in table.columns)
        for table in catalog.tables
    )


def is_for_network(question: Question) -> bool:
    """Whether the network was trained on questions like this one.

    Not with periods relative to a day ("last month"): Spider has none, and rules compute them.
    """
    periods = find_periods(question.text, question.today)
    relative = [each for each in periods if not any(map(str.isdigit, question.text[each.start : each.end]))]
    return not relative


def shipped_writer(embed: Embed, embedder: str, appetite: Appetite = "balanced") -> LearnedWriter | None:
    """The writer with the package's weights; None where weights or ranker are missing or made for something else.

    Args:
        embed: vectors of texts.
        embedder: its name.
        appetite: how sure it has to be to answer.
    """
    parser, ranker = shipped_parser(embed, embedder), _shipped_ranker()
    if parser is None or ranker is None:
        return None
    return LearnedWriter(parser, ranker, appetite, Glossary(parser.vectors))


@cache
def _shipped_ranker() -> Ranker | None:
    found = files(__package__).joinpath(FILE)
    if not found.is_file():
        return None
    with as_file(found) as path:
        return Ranker.load(path)


def _candidate(found: Ranked, question: Question, by_rules: dict[str, Candidate]) -> Candidate:
    proposal = found.proposal
    if proposal.query is None:
        return replace(by_rules[proposal.sql], confidence=found.probability)
    return Candidate(
        sql=proposal.sql,
        reading=Wording(question.language).reading(proposal.query),
        confidence=found.probability,
        origin="parser",
        literals_found=_literals(proposal.query),
        intent=parsed_written_down(Parsed(proposal.query, found.probability)),
    )


def _literals(query: Query) -> tuple[str, ...]:
    """Texts of the query that are cells of their column: the grammar takes no others but names and quotations."""
    told = []
    for predicate, literal in literals(query):
        operand = predicate.left.operand
        if isinstance(operand, ColumnRef) and isinstance(literal.value, str) and predicate.operator == "=":
            told.append(f"{operand.table}.{operand.column} = '{literal.value}'")
    return tuple(dict.fromkeys(told))

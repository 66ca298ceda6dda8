"""The offline writer: an approved sample that says the same, else the grammar, else an honest no."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from text2sql.catalog import Catalog
from text2sql.explanations import Explanation
from text2sql.interfaces import Reference, Workbench
from text2sql.messages import say
from text2sql.types import Attempt, Candidate, Clarify, Declined, LinkedSchema, Question, Reading, Written
from text2sql.writers.offline.explaining import linked_words, used_by, values_of
from text2sql.writers.offline.expressions import Expressions
from text2sql.writers.offline.following import Following
from text2sql.writers.offline.intents import written_down
from text2sql.writers.offline.joins import JoinGraph
from text2sql.writers.offline.lexicon import Lexicon, build_lexicon
from text2sql.writers.offline.mentions import Annotation, annotate
from text2sql.writers.offline.readings import Parser, Read
from text2sql.writers.offline.rendering import Rendering
from text2sql.writers.offline.representation import Compare, Either, Representation, Within
from text2sql.writers.offline.reuse import reuse
from text2sql.writers.offline.telling import Telling

if TYPE_CHECKING:
    from text2sql.writers.offline.learned.answering import LearnedWriter

_SURE = 0.55
"""Below this a reading is offered, not answered. Chosen on the tuning questions in tests/questions."""
_WORTH_SHOWING = 0.02
_MARGIN = 0.85
"""A second reading this close to the best one makes the question ambiguous."""


@dataclass(frozen=True, slots=True)
class Told:
    """How readings of one question are told."""

    telling: Telling
    annotations: tuple[Annotation, ...]
    """What its words may refer to: phrases as a whole, then, where that was read too, word by word."""

    def candidate(self, read: Read, others: Sequence[Read] = ()) -> Candidate:
        """A reading as a candidate, with the words it comes from.

        Args:
            read: the reading.
            others: what else was read, best first.
        """
        representation = read.reading.representation
        return Candidate(
            sql=read.sql,
            reading=self.telling.reading(representation),
            confidence=read.confidence,
            origin="grammar",
            assumptions=self.telling.assumptions(representation),
            literals_found=self.telling.literals(representation),
            intent=written_down(representation),
            explanation=self._explanation(read, others),
        )

    def _explanation(self, read: Read, others: Sequence[Read]) -> Explanation:
        representation = read.reading.representation
        used, values = used_by(representation), values_of(representation)
        found = [linked_words(each, used, values) for each in self.annotations]
        links, left_over = min(found, key=lambda each: len(each[1]))
        if not others or others[0].confidence < _WORTH_SHOWING:
            return Explanation(links, left_over, read.confidence)
        closest = others[0]
        reading = self.telling.reading(closest.reading.representation)
        return Explanation(links, left_over, read.confidence, reading, closest.sql, closest.confidence)


class OfflineWriter:
    """Writes SQL without a language model."""

    name = "offline"
    model: str | None = None
    strategy = ""

    def __init__(self, learned: "Callable[[], LearnedWriter | None] | None" = None) -> None:
        """Nothing is loaded yet.

        Args:
            learned: makes what is asked about schemas that nobody described, when the first one is met; None for none.
        """
        self._make_learned = learned
        self._prepared: tuple[Catalog, Lexicon, Parser] | None = None

    def write(
        self,
        question: Question,
        linked: LinkedSchema,
        attempts: tuple[Attempt, ...],
        workbench: Workbench,
    ) -> Written:
        """One candidate when it is sure, the best readings when it is not, a refusal when nothing was understood."""
        if question.draft is not None and not attempts:
            return question.draft
        return self._read(question, linked, attempts, workbench)

    def follow(self, question: Question, reference: Reference, workbench: Workbench) -> Question | None:
        """As :class:`~text2sql.interfaces.Follower`: the previous query edited by what the follow-up says."""
        lexicon, parser = self._for(workbench.knowledge.catalog)
        learned = self._learned_of(workbench.knowledge.catalog)
        glossary = None if learned is None else learned.glossary
        return Following(question, reference, workbench, lexicon, parser, glossary).question_of_its_own()

    def rehearse(self, question: Question, linked: LinkedSchema) -> None:
        """Build the tables of the catalog and read once."""
        self._read(question, linked, (), None)

    def _read(
        self, question: Question, linked: LinkedSchema, attempts: tuple[Attempt, ...], workbench: Workbench | None
    ) -> Written:
        lexicon, parser = self._for(linked.catalog)
        annotation = annotate(question.text, lexicon, linked.values, question.today)
        tried = {attempt.candidate.sql for attempt in attempts}
        sample = reuse(question, annotation, linked, lexicon)
        if sample is not None and sample.sql not in tried:
            return (sample,)
        telling = Telling(linked.catalog, question.language, parser.rendering.expressions)
        told = Told(telling, (annotation,))
        reads = parser.read(annotation, question.today, question.language == "ko")
        if not reads or reads[0].confidence < _SURE:
            # A long phrase may hide words that were meant by themselves: "10회 이상 주문한 고객 수".
            apart = annotate(question.text, lexicon, linked.values, question.today, longest=1)
            told = Told(telling, (annotation, apart))
            reads = (*reads, *parser.read(apart, question.today, question.language == "ko"))
            reads = tuple(sorted(reads, key=lambda read: -read.confidence))
        reads = tuple(read for read in reads if read.sql not in tried)
        found = self._learned_too(question, linked, told, reads, tried, workbench)
        return found or self._decide(question, linked, reads, told, parser)

    def _learned_too(
        self,
        question: Question,
        linked: LinkedSchema,
        told: Told,
        reads: tuple[Read, ...],
        tried: set[str],
        workbench: Workbench | None,
    ) -> Written | None:
        """What the learned parser and the rules say together; None where it has nothing to say or is not there."""
        learned = self._learned_of(linked.catalog)
        if learned is None:
            return None
        if workbench is None:
            learned.warm(linked.catalog)
            return None
        rules = tuple(told.candidate(read) for read in reads[:2])
        return learned.write(question, linked, rules, frozenset(tried), workbench, told.annotations[0])

    def _learned_of(self, catalog: Catalog) -> "LearnedWriter | None":
        """The learned parser, for schemas that nobody described."""
        if self._make_learned is None:
            return None
        from text2sql.writers.offline.learned.answering import is_bare

        return self._make_learned() if is_bare(catalog) else None

    def _for(self, catalog: Catalog) -> tuple[Lexicon, Parser]:
        if self._prepared is None or self._prepared[0] is not catalog:
            graph = JoinGraph(catalog)
            parser = Parser(catalog, graph, Rendering(Expressions(catalog), graph))
            self._prepared = (catalog, build_lexicon(catalog), parser)
        return self._prepared[1], self._prepared[2]

    def _decide(
        self,
        question: Question,
        linked: LinkedSchema,
        reads: tuple[Read, ...],
        told: Told,
        parser: Parser,
    ) -> Written:
        language, annotation = question.language, told.annotations[0]
        suggestions = _suggestions(linked, question)
        unknown = [*annotation.unexplained, *(reads[0].reading.doubts if reads else ())]
        unknown = list(dict.fromkeys(word for word in unknown if word))
        if not reads or reads[0].confidence < _WORTH_SHOWING or not annotation.mentions:
            key = "offline.words_unknown" if unknown else "offline.nothing_understood"
            return Declined(say(language, key, words=", ".join(f"‘{word}’" for word in unknown)), suggestions)
        best = reads[0]
        rivals = [read for read in reads[1:4] if read.confidence >= _MARGIN * best.confidence]
        said = _figures_and_groups(best.reading.representation, parser.graph)
        rivals = [read for read in rivals if _figures_and_groups(read.reading.representation, parser.graph) != said]
        if best.confidence >= _SURE and not rivals:
            return (told.candidate(best, reads[1:]),)
        shown = (best, *rivals) if rivals else reads[:2]
        candidates = [told.candidate(read, [each for each in shown if each is not read]) for read in shown]
        readings = tuple(Reading(each.reading, each.sql, candidate=each) for each in candidates)
        readings = tuple({each.text: each for each in readings}.values())
        if best.confidence >= _SURE and len(readings) > 1:
            return Clarify(say(language, "offline.ambiguous"), readings)
        if best.confidence >= _SURE:
            return (told.candidate(best, reads[1:]),)
        key = "offline.not_sure_words" if unknown else "offline.not_sure"
        message = say(language, key, words=", ".join(f"‘{word}’" for word in unknown))
        nearby = tuple(Reading(each, question=each) for each in suggestions[:2])
        return Clarify(message, (*readings[:2], *nearby), sure=False)


def _figures_and_groups(query: Representation, graph: JoinGraph) -> object:
    """What a reading says, whichever table says it: revenue per order and per order line are one business term.

    A column that refers to another and the one it refers to say the same of a row, and so do rows counted beside the
    same term: 매출하고 건수.
    """
    beside = {each.table for each in query.measurements if each.measure}
    figures = tuple(
        (
            each.measure.name if each.measure else each.function,
            None if each.measure or (each.column is None and each.table in beside) else (each.table, each.column),
        )
        for each in query.measurements
    )
    conditions = frozenset(
        replace(each, column=graph.referred(each.column)) if isinstance(each, Compare) else each
        for each in query.conditions
        if not isinstance(each, Within | Either)
    )
    dimensions = tuple(each.grain or (graph.referred(each.column), each.hidden) for each in query.dimensions)
    return figures, dimensions, query.columns, conditions, query.limit, query.over_groups


def _suggestions(linked: LinkedSchema, question: Question) -> tuple[str, ...]:
    """Approved questions that resemble this one, in its language where there is one."""
    found: list[str] = []
    for each in linked.samples[:3]:
        same = [text for text in each.sample.questions if _korean(text) == (question.language == "ko")]
        found += (same or list(each.sample.questions))[:1]
    return tuple(dict.fromkeys(found))


def _korean(text: str) -> bool:
    return any("가" <= letter <= "힣" for letter in text)

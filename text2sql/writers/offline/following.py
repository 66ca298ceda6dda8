"""Follow-ups without a model: the previous query, edited by what the follow-up says.

A follow-up is understood in two steps. First whether it is one: it points back, or it has no subject of its own. Then
the previous query is edited and told in words, which becomes the question that stands on its own. When its words cannot
be placed, that is said: half a question answered by itself would be a wrong answer that looks right.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from math import exp
from typing import TYPE_CHECKING

from text2sql.interfaces import Reference, Workbench
from text2sql.language import ComparisonMention, PeriodMention, RankingMention
from text2sql.messages import say
from text2sql.types import Candidate, Clarify, Declined, Question, Reading, Turn
from text2sql.writers.offline.bases import Base, base_of, tables_of
from text2sql.writers.offline.between import asks_between, between
from text2sql.writers.offline.drafts import Word
from text2sql.writers.offline.editing import edited
from text2sql.writers.offline.holding import held, with_short_names
from text2sql.writers.offline.homonyms import spoken_of
from text2sql.writers.offline.leading import led_by, without_leader
from text2sql.writers.offline.lexicon import Lexicon
from text2sql.writers.offline.mentions import LONGEST_PHRASE, Annotation, annotate
from text2sql.writers.offline.narrowing import contradiction
from text2sql.writers.offline.readings import Parser, saved_by_echoes
from text2sql.writers.offline.rendering import NotExpressible
from text2sql.writers.offline.representation import ColumnRef, Representation
from text2sql.writers.offline.retiming import has_period
from text2sql.writers.offline.subjects import is_follow_up
from text2sql.writers.offline.telling import Telling

if TYPE_CHECKING:
    from text2sql.writers.offline.learned.glossing import Glossary

_SURE = 0.5
"""Below this a follow-up is not answered. Chosen on tests/questions/sessions_tuning.yaml."""
_SURER = 0.8
"""A question that looks complete, but that the grammar is not sure of, is one only when the edit is this sure."""
_VALUES = 24
_FIRST = re.compile(r"\bfirst\W*$", re.IGNORECASE)
_SINGLE = re.compile(
    r"(?<![가-힣])(?:그|해당) (?!중|다음|외|밖|동안|때|전|후|이후|이전|결과|값|대신|사이)[가-힣]+|(?<![가-힣])거기"
    r"|\b(?:that|this) (?!is\b|was\b|to\b|by\b|with\b|down\b)[a-z]+|\b(?:its|there)\b",
    re.IGNORECASE,
)
"""What a single best of the answer before is spoken of by: 그 달, "that month"."""
_PARTICLES = (
    "만",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "도",
    "의",
    "에",
    "에서",
    "으로",
    "로",
    "들",
    "들만",
    "이야",
    "요",
    "만요",
    "까지",
)


@dataclass(frozen=True, slots=True)
class Followed:
    """The query after a follow-up, its SQL, and how sure it is, 0 to 1."""

    query: Representation
    sql: str
    confidence: float


@dataclass(frozen=True)
class Following:
    """One follow-up over one catalog."""

    question: Question
    reference: Reference
    workbench: Workbench
    lexicon: Lexicon
    parser: Parser
    glossary: "Glossary | None" = None
    """Finds what unknown words mean in a schema that nobody described; None where there are cards."""

    def question_of_its_own(self) -> Question | None:
        """The complete question with its SQL; None when it is complete already."""
        turn = next((turn for turn in reversed(self.question.history) if turn.status == "answered"), None)
        read = self._annotated(without(self.question.text, self.reference))
        last = self.question.history[-1]
        if turn is None or (last.status == "clarify" and last.question != self.question.text):
            # It may follow what was asked back about, which nobody has settled: an older answer is not its base.
            return self._declined(last, ()) if self._hangs(read) else None
        near = tables_of(turn.sql or "", self.parser)
        follows = is_follow_up(*read, self.reference, near)
        if not follows and self._stands_alone():
            return None
        before = base_of(turn, self.question.today, self.workbench, self.lexicon, self.parser)
        if before is None:
            return self._declined(turn, ()) if follows else None
        telling = Telling(self.parser.catalog, self.question.language, self.parser.rendering.expressions)
        base = telling.without(before.query, self.question.dropped)
        read = self._in_time(read, base)
        read = self._glossed(read, base, near)
        moved = self.reference.earlier is not None
        if before.kept is None and not moved and asks_between(read[0], self.reference.compares):
            return self._between(base, before, turn, telling)
        leading = led_by(read[0], base) if before.kept is None else None
        if leading is not None:
            read = (without_leader(read[0], base), without_leader(read[1], base))
        if leading is not None or (before.kept is None and self._holds(read[0], base)):
            base = held(leading or base, self.parser.rendering, self.workbench)
        whole, apart = (with_short_names(each, base, self.parser.catalog) for each in read)
        found = self._best(base, (whole, apart), before, turn)
        unchanged = found is not None and found.query == base
        if unchanged and not _only_orders(whole) and (whole.mentions or not self._says_something(whole)):
            found = None  # "Where do they live?" is not answered by the same rows once more
        if not follows and (found is None or found.confidence < _SURER):
            return None
        if found is None or found.confidence < _SURE:
            return self._declined(turn, read[0].unexplained)
        told = self._told(base, found, telling, before)
        return told if last.status == "answered" or last.question == self.question.text else self._offered(told)

    def _hangs(self, read: tuple[Annotation, Annotation]) -> bool:
        """Whether a question follows one that got no answer; a mere figure is a question by itself then: 매출은?."""
        reference = self.reference
        speaks = reference.pointing or reference.edits or reference.adds or reference.earlier
        return is_follow_up(*read, reference, ()) and bool(speaks or not self._stands_alone() or _is_broken_up(read[0]))

    def _between(self, base: Representation, before: Base, turn: Turn, telling: Telling) -> Question:
        """The last two answers beside each other."""
        answered = [each for each in self.question.history if each.status == "answered" and each is not turn]
        earlier = (
            base_of(answered[-1], self.question.today, self.workbench, self.lexicon, self.parser) if answered else None
        )
        both = between(earlier.query, base) if earlier is not None and earlier.kept is None else None
        if both is None:
            return self._declined(turn, ())
        try:
            return self._told(base, Followed(both, before.sql(both, self.parser), _SURER), telling, before)
        except NotExpressible:
            return self._declined(turn, ())

    def _stands_alone(self) -> bool:
        """Whether the words make a question by themselves that the grammar is sure of."""
        korean = self.question.language == "ko"
        for annotation in dict.fromkeys(self._annotated(self.question.text)):
            reads = self.parser.read(annotation, self.question.today, korean)
            if reads and reads[0].confidence >= _SURE:
                return True
        return False

    def _glossed(
        self, read: tuple[Annotation, Annotation], base: Representation, near: Collection[str]
    ) -> tuple[Annotation, Annotation]:
        """Words that a bare schema does not know, in names and values that it has."""
        if self.glossary is None:
            return read
        whole, apart = (self.glossary.explained(each, base, self.parser.catalog, near) for each in read)
        return whole, apart

    def _in_time(self, read: tuple[Annotation, Annotation], base: Representation) -> tuple[Annotation, Annotation]:
        """What is read when words of comparing, and of a period counted from the one before, are set aside."""
        reference = self.reference
        moved = reference.earlier_at if has_period(base) else ()
        named = any(isinstance(each.special, PeriodMention) for each in read[0].mentions)
        compared = reference.compared_at if moved or (named and has_period(base)) else ()
        if not moved and not compared:
            return read
        return self._annotated(without(self.question.text, reference, (*moved, *compared)))

    def _holds(self, read: Annotation, base: Representation) -> bool:
        """Whether the groups of the answer are kept as they are."""
        reference, kinds = self.reference, [type(each.special) for each in read.mentions]
        if reference.held or ComparisonMention in kinds or (reference.compares and has_period(base)):
            return True
        if base.limit == 1 and _SINGLE.search(self.question.text) and RankingMention not in kinds:
            return True
        other = any(each.kind == "measure" for mention in read.mentions for each in mention.meanings)
        other = other or any(mention.cue("count") for mention in read.mentions)
        changed = reference.adds or reference.replaces or RankingMention in kinds
        return base.limit == 1 and other and not changed

    def _says_something(self, read: Annotation) -> bool:
        reference = self.reference
        return bool(read.mentions or reference.removes or reference.earlier or self.question.dropped)

    def _annotated(self, text: str) -> tuple[Annotation, Annotation]:
        """What the words may refer to, reading phrases as a whole and word by word."""
        values = self.workbench.knowledge.values(text, _VALUES)
        whole, apart = (
            annotate(text, self.lexicon, values, self.question.today, longest=longest)
            for longest in (LONGEST_PHRASE, 1)
        )
        return self._without_idle(whole), self._without_idle(apart)

    def _without_idle(self, annotation: Annotation) -> Annotation:
        idle = self.reference.idle
        if any(isinstance(each.special, RankingMention) for each in annotation.mentions) and _FIRST.search(
            annotation.text
        ):
            idle |= {"first"}  # "highest revenue first"
        unexplained = tuple(word for word in annotation.unexplained if not _is_idle(word.casefold(), idle))
        return replace(annotation, unexplained=unexplained)

    def _best(
        self, base: Representation, annotations: tuple[Annotation, ...], before: Base, turn: Turn
    ) -> Followed | None:
        """The likeliest edit."""
        edits = (self._edited(base, each, before, turn) for each in dict.fromkeys(annotations))
        found = [edit for edit in edits if edit is not None]
        return max(found, key=lambda each: each.confidence, default=None)

    def _edited(self, base: Representation, annotation: Annotation, before: Base, turn: Turn) -> Followed | None:
        best: Followed | None = None
        telling = Telling(self.parser.catalog, self.question.language, self.parser.rendering.expressions)
        spoken = spoken_of(base)
        for draft in self.parser.drafts(annotation, self.question.today, self.question.language == "ko"):
            draft.cost += _distance(draft.words, spoken, self.parser.graph.upward_from(base.table))
            draft.cost += sum(0.05 for word in draft.words if word.kind == "value" and word.meaning.table != base.table)
            draft.cost += _strange_figures(draft.words, base)
            edit = edited(base, draft, self.reference, self.parser.graph)
            if edit is None:
                continue
            if self.reference.narrows:
                edit = replace(edit, cost=edit.cost + contradiction(base, edit.query, turn, telling, draft))
            cost = edit.cost - saved_by_echoes(annotation.unexplained, edit.query, self.parser.catalog)
            if best is not None and exp(-cost) <= best.confidence:
                continue
            try:
                best = Followed(edit.query, before.sql(edit.query, self.parser), exp(-cost))
            except NotExpressible:
                continue
        return best

    def _told(self, base: Representation, found: Followed, telling: Telling, before: Base) -> Question:
        kept = "" if before.kept is None else f" · {before.kept.reading(self.question.language)}"
        candidate = Candidate(
            sql=found.sql,
            reading=telling.reading(found.query) + kept,
            confidence=min(found.confidence, before.sure or 1.0),
            origin="grammar" if before.sure is None else "parser",
            assumptions=telling.assumptions(found.query),
            literals_found=telling.literals(found.query),
            intent=before.written_down(found.query),
        )
        said = telling.pieces(found.query)
        return replace(
            self.question,
            text=candidate.reading,
            original=self.question.original or self.question.text,
            carried=tuple(piece for piece in telling.pieces(base) if piece in said),
            draft=(candidate,),
        )

    def _offered(self, told: Question) -> Question:
        """The reading as a question back: the turn before got no answer, so an older one may not be what is meant."""
        assert isinstance(told.draft, tuple)
        readings = tuple(Reading(each.reading, each.sql, candidate=each) for each in told.draft)
        message = say(self.question.language, "offline.follow_after_no_answer")
        return replace(self.question, draft=Clarify(message, readings, sure=False))

    def _declined(self, turn: Turn, unknown: tuple[str, ...]) -> Question:
        key = "offline.follow_words_unknown" if unknown else "offline.follow_not_understood"
        words = ", ".join(f"‘{word}’" for word in unknown)
        message = say(self.question.language, key, previous=turn.question, words=words)
        return replace(self.question, draft=Declined(message))


def without(text: str, reference: Reference, more: Sequence[tuple[int, int]] = ()) -> str:
    """The text with the words that point back, and ``more`` of it, blanked out; offsets stay."""
    letters = list(text)
    for start, end in (*reference.pointing, *reference.perhaps, *reference.carrying, *more):
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def _only_orders(read: Annotation) -> bool:
    """Whether nothing but an order is asked for, which the rows may be in already: 높은 순으로 정렬해줘."""
    ranked = [each for each in read.mentions if isinstance(each.special, RankingMention)]
    others = [each for each in read.mentions if each not in ranked and not each.cue("order_by")]
    return bool(ranked) and all(each.kind == "measure" for mention in others for each in mention.meanings)


def _is_broken_up(read: Annotation) -> bool:
    """Whether groups, conditions or periods are all that it names: "by channel please"."""
    return not any(each.kind in ("measure", "table") for mention in read.mentions for each in mention.meanings)


def _is_idle(word: str, idle: Collection[str]) -> bool:
    """Whether a word, without its particles, says nothing beside a change."""
    return word in idle or any(word.endswith(each) and word.removesuffix(each) in idle for each in _PARTICLES)


def _strange_figures(words: Collection[Word], base: Representation) -> float:
    """A figure that several tables have is rather that of the rows before: 할인액 of coupons, after coupons."""
    known = {base.table, *(each.table for each in base.measurements)}
    return sum(0.1 for word in words if word.kind == "measure" and word.meaning.table not in known)


def _distance(words: Collection[Word], spoken: Collection[ColumnRef], near: Collection[str]) -> float:
    """Words of a follow-up rather speak of columns that were spoken of, and of tables that the query can reach."""
    cost = 0.0
    for word in words:
        if word.kind in ("value", "column", "filter"):
            cost += 0.0 if word.meaning.table in near else 0.2
            cost += 0.0 if word.meaning.column is None or word.meaning.column in spoken else 0.05
    return cost

"""Follow-ups without a model: the previous query, edited by what the follow-up says.

A follow-up is understood in two steps. First whether it is one: it points back, or it has no subject of its own. Then
the previous query is edited and told in words, which becomes the question that stands on its own. When its words cannot
be placed, that is said: half a question answered by itself would be a wrong answer that looks right.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from math import exp

from text2sql.interfaces import Reference, Workbench
from text2sql.messages import say
from text2sql.types import Candidate, Declined, Question, Turn
from text2sql.writers.offline.bases import base_of, tables_of
from text2sql.writers.offline.drafts import Word
from text2sql.writers.offline.editing import edited
from text2sql.writers.offline.intents import written_down
from text2sql.writers.offline.lexicon import Lexicon
from text2sql.writers.offline.mentions import Annotation, annotate
from text2sql.writers.offline.readings import Parser
from text2sql.writers.offline.rendering import NotExpressible
from text2sql.writers.offline.representation import ColumnRef, Compare, Representation
from text2sql.writers.offline.subjects import is_follow_up
from text2sql.writers.offline.telling import Telling

_SURE = 0.5
"""Below this a follow-up is not answered. Chosen on tests/questions/sessions_tuning.yaml."""
_VALUES = 24


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

    def question_of_its_own(self) -> Question | None:
        """The complete question with its SQL; None when it is complete already."""
        turn = next((turn for turn in reversed(self.question.history) if turn.status == "answered"), None)
        if turn is None:
            return None
        text = without(self.question.text, self.reference)
        values = self.workbench.knowledge.values(text, _VALUES)
        annotation = annotate(text, self.lexicon, values, self.question.today)
        near = tables_of(turn.sql or "", self.parser)
        apart = annotate(text, self.lexicon, values, self.question.today, longest=1)
        if not is_follow_up(annotation, apart, self.reference, near):
            return None
        base = base_of(turn, self.question.today, self.workbench, self.lexicon, self.parser)
        if base is None:
            return self._declined(turn, ())
        telling = Telling(self.parser.catalog, self.question.language, self.parser.rendering.expressions)
        base = telling.without(base, self.question.dropped)
        found = self._best(base, (annotation, apart))
        if found is None or found.confidence < _SURE:
            return self._declined(turn, annotation.unexplained)
        return self._told(base, found, telling)

    def _best(self, base: Representation, annotations: tuple[Annotation, ...]) -> Followed | None:
        """The likeliest edit, reading phrases as a whole and word by word."""
        found = [edit for each in dict.fromkeys(annotations) if (edit := self._edited(base, each)) is not None]
        return max(found, key=lambda each: each.confidence, default=None)

    def _edited(self, base: Representation, annotation: Annotation) -> Followed | None:
        best: Followed | None = None
        spoken = _spoken_of(base)
        for draft in self.parser.drafts(annotation, self.question.today, self.question.language == "ko"):
            draft.cost += _distance(draft.words, spoken, self.parser.graph.upward_from(base.table))
            edit = edited(base, draft, self.reference, self.parser.graph)
            if edit is None or (best is not None and exp(-edit.cost) <= best.confidence):
                continue
            try:
                best = Followed(edit.query, self.parser.rendering.sql(edit.query), exp(-edit.cost))
            except NotExpressible:
                continue
        return best

    def _told(self, base: Representation, found: Followed, telling: Telling) -> Question:
        candidate = Candidate(
            sql=found.sql,
            reading=telling.reading(found.query),
            confidence=found.confidence,
            origin="grammar",
            assumptions=telling.assumptions(found.query),
            literals_found=telling.literals(found.query),
            intent=written_down(found.query),
        )
        said = telling.pieces(found.query)
        return replace(
            self.question,
            text=candidate.reading,
            original=self.question.original or self.question.text,
            carried=tuple(piece for piece in telling.pieces(base) if piece in said),
            draft=(candidate,),
        )

    def _declined(self, turn: Turn, unknown: tuple[str, ...]) -> Question:
        key = "offline.follow_words_unknown" if unknown else "offline.follow_not_understood"
        words = ", ".join(f"‘{word}’" for word in unknown)
        message = say(self.question.language, key, previous=turn.question, words=words)
        return replace(self.question, draft=Declined(message))


def without(text: str, reference: Reference) -> str:
    """The text with the words that point back blanked out; offsets stay."""
    letters = list(text)
    for start, end in (*reference.pointing, *reference.perhaps, *reference.carrying):
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def _spoken_of(base: Representation) -> set[ColumnRef]:
    columns = {each.column for each in base.conditions if isinstance(each, Compare)}
    return columns | {each.column for each in base.dimensions} | set(base.columns)


def _distance(words: Collection[Word], spoken: Collection[ColumnRef], near: Collection[str]) -> float:
    """Words of a follow-up rather speak of columns that were spoken of, and of tables that the query can reach."""
    cost = 0.0
    for word in words:
        if word.kind in ("value", "column", "filter"):
            cost += 0.0 if word.meaning.table in near else 0.2
            cost += 0.0 if word.meaning.column is None or word.meaning.column in spoken else 0.05
    return cost

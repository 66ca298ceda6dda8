"""The turns before a question of a conversation, as the system that is asked gets to see them."""

from collections.abc import Mapping, Sequence
from threading import Condition
from typing import Literal, Protocol

from text2sql.evaluation.types import Case, Prediction
from text2sql.types import Turn

HistoryName = Literal["gold", "own"]


class TurnsBefore(Protocol):
    """Knows the earlier turns of conversations. Safe to use from several threads."""

    name: HistoryName

    def before(self, case: Case) -> tuple[Turn, ...]:
        """The turns before a question, the first one first; empty when it stands alone."""

    def keep(self, case: Case, prediction: Prediction) -> None:
        """Take in what became of a question."""

    def resume(self, predictions: Mapping[str, Prediction]) -> None:
        """Take in what an earlier run left, by the id of the question."""


class GoldTurns:
    """Every earlier question answered as gold does: a mistake counts once.

    The official evaluators of SParC and CoSQL have it like this (question match with the gold turns given).
    """

    name: HistoryName = "gold"

    def __init__(self, cases: Sequence[Case]) -> None:
        """Take the whole data set, also the questions that are not asked."""
        self._before = _gold_before(cases)

    def before(self, case: Case) -> tuple[Turn, ...]:
        """The right turns before a question."""
        return self._before.get(case.id, ())

    def keep(self, case: Case, prediction: Prediction) -> None:
        """What the system made of a question does not matter to the next."""

    def resume(self, predictions: Mapping[str, Prediction]) -> None:
        """Nor what it made of it earlier."""


class OwnTurns:
    """Every earlier question with the system's own answer, right or wrong: what a person in the chat lives through.

    Questions must be asked in the order of the data set; a turn waits until the ones before it are done. Turns that are
    not asked at all, because a filter left them out, are answered as gold does.
    """

    name: HistoryName = "own"

    def __init__(self, cases: Sequence[Case], asked: Sequence[Case]) -> None:
        """Take the whole data set and which of its questions are asked."""
        self._gold = _gold_before(cases)
        self._earlier = _earlier(cases)
        self._asked = frozenset(case.id for case in asked)
        self._own: dict[str, Prediction] = {}
        self._changed = Condition()

    def before(self, case: Case) -> tuple[Turn, ...]:
        """The turns before a question; waits for those that are still being asked."""
        earlier = self._earlier.get(case.id, ())
        awaited = [each.id for each in earlier if each.id in self._asked]
        with self._changed:
            self._changed.wait_for(lambda: all(id in self._own for id in awaited))
            own = {id: self._own[id] for id in awaited}
        pairs = zip(earlier, self._gold.get(case.id, ()), strict=True)
        return tuple(_own_turn(each, own[each.id]) if each.id in own else gold for each, gold in pairs)

    def keep(self, case: Case, prediction: Prediction) -> None:
        """Let the turns after this one go on."""
        if case.interaction:
            with self._changed:
                self._own[case.id] = prediction
                self._changed.notify_all()

    def resume(self, predictions: Mapping[str, Prediction]) -> None:
        """What was asked by an earlier run is not asked again."""
        with self._changed:
            self._own.update(predictions)
            self._changed.notify_all()


def _earlier(cases: Sequence[Case]) -> Mapping[str, tuple[Case, ...]]:
    """The questions before each question of a conversation, by its id."""
    so_far: dict[str, tuple[Case, ...]] = {}
    found = {}
    for case in sorted(cases, key=lambda case: case.turn):
        if case.interaction:
            found[case.id] = so_far.get(case.interaction, ())
            so_far[case.interaction] = (*found[case.id], case)
    return found


def _gold_before(cases: Sequence[Case]) -> Mapping[str, tuple[Turn, ...]]:
    return {id: tuple(map(_gold_turn, earlier)) for id, earlier in _earlier(cases).items()}


def _gold_turn(case: Case) -> Turn:
    gold = case.gold[0] if case.gold else None
    return Turn(case.question, case.question, gold, "", "answered" if gold else "declined")


def _own_turn(case: Case, prediction: Prediction) -> Turn:
    return Turn(
        case.question,
        prediction.standalone or case.question,
        prediction.sql,
        prediction.message,
        "declined" if prediction.status == "failed" else prediction.status,
        columns=prediction.result_columns,
        intent=prediction.intent,
    )

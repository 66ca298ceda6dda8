"""Asks, scores and keeps account of every question of a data set, several at a time, and can be stopped at any moment.

Predictions wait for models and databases, so they run in threads; the queries themselves run in processes of
``scoring``. Nothing here knows where predictions come from.
"""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Literal, Protocol

from text2sql.errors import BudgetExceeded, ModelUnavailable, Text2SqlError
from text2sql.evaluation.classes import error_class
from text2sql.evaluation.features import QueryParts, features_of, read_query
from text2sql.evaluation.journal import Journal
from text2sql.evaluation.outcomes import GoldParts, Outcome, outcome_of
from text2sql.evaluation.types import Case, Execution, Prediction, Schema, Verdict
from text2sql.usage import Usage

Predict = Callable[[Case], Prediction]
Score = Callable[[Case, Prediction], Verdict]
Stopped = Literal["", "interrupted", "cost", "unpriced", "budget"]


class OnOutcome(Protocol):
    """Told of every outcome as it comes."""

    def __call__(self, outcome: Outcome, done: int, total: int) -> None:
        """One more question is done."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which questions are asked; filters first, then the sample, then the limit."""

    limit: int | None = None
    sample: int | None = None
    seed: int = 0
    databases: frozenset[str] = frozenset()
    hardness: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()

    def of(self, cases: Sequence[Case]) -> tuple[Case, ...]:
        """The questions chosen, in their order. A sample keeps conversations whole."""
        kept = [case for case in cases if self._wants(case)]
        if self.sample is not None:
            units = list(dict.fromkeys(_unit(case) for case in kept))
            chosen = set(random.Random(self.seed).sample(units, min(self.sample, len(units))))
            kept = [case for case in kept if _unit(case) in chosen]
        return tuple(kept[: self.limit])

    def told(self) -> tuple[tuple[str, str], ...]:
        """The options that were given, for reports; the seed is told apart."""
        names = (("database", self.databases), ("hardness", self.hardness), ("language", self.languages))
        counts = (("limit", self.limit), ("sample", self.sample))
        given = [(name, str(count)) for name, count in counts if count is not None]
        return (*given, *((name, ", ".join(sorted(chosen))) for name, chosen in names if chosen))

    def _wants(self, case: Case) -> bool:
        return (
            (not self.databases or case.database in self.databases)
            and (not self.hardness or case.hardness in self.hardness)
            and (not self.languages or case.language in self.languages)
        )


def _unit(case: Case) -> tuple[str, str]:
    return ("conversation", case.interaction) if case.interaction else ("question", case.id)


def _sqlite(database: str) -> str:
    return "sqlite"


@dataclass(frozen=True)
class Judge:
    """Scores a prediction and says what went wrong."""

    score: Score
    dialect_of: Callable[[str], str] = _sqlite
    """The dialect of a database's SQL."""
    schemas: Mapping[str, Schema] = field(default_factory=dict)

    def __call__(self, case: Case, prediction: Prediction) -> Outcome:
        """The outcome of a question."""
        verdict = self.score(case, prediction)
        gold = self._parts(case.gold[0], case) if case.gold else None
        if not verdict.correct:
            predicted = self._parts(prediction.sql, case) if prediction.sql else None
            verdict = replace(verdict, error_class=error_class(verdict, gold, predicted))
        parts = GoldParts(features_of(gold), gold.names, tuple(sorted(gold.columns))) if gold else GoldParts()
        return outcome_of(verdict, parts)

    def unscored(self, case: Case, prediction: Prediction, problem: str) -> Outcome:
        """The outcome of a question that could not be judged; it counts as wrong."""
        nothing = Execution((), (), 0.0)
        verdict = Verdict(case, prediction, (), False, "", problem, nothing, None, "other")
        return outcome_of(verdict, GoldParts())

    def _parts(self, sql: str, case: Case) -> QueryParts | None:
        return read_query(sql, self.dialect_of(case.database), self.schemas.get(case.database))


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run is done."""

    jobs: int = 4
    """Questions worked on at once."""
    max_cost: float | None = None
    """US dollars for the whole run, what an interrupted one paid included; None means that nobody counts.

    Questions already being asked are finished, so it may be passed by what ``jobs`` questions cost.
    """


@dataclass(frozen=True, slots=True)
class Run:
    """What a run came to."""

    outcomes: tuple[Outcome, ...]
    """In the order of the questions."""
    not_run: int
    stopped: Stopped = ""
    """Why questions were left out: interrupted, cost (``max_cost`` is used up), unpriced (a model has no known price,
    so ``max_cost`` cannot be kept), budget (the settings' budget is used up)."""
    resumed: int = 0
    """Outcomes that an earlier run left."""


def run(
    cases: Sequence[Case],
    predict: Predict,
    judge: Judge,
    journal: Journal | None,
    options: RunOptions = RunOptions(),
    on_outcome: OnOutcome | None = None,
) -> Run:
    """Work through the questions.

    Args:
        cases: the questions chosen.
        predict: makes a prediction; called from several threads.
        judge: scores it; called from several threads.
        journal: where outcomes are kept and found; None keeps nothing.
        options: how many at once, at what cost.
        on_outcome: told of every outcome, from the thread that called.

    Raises:
        ModelUnavailable: the model cannot be used at all; the rest would fail alike.
    """
    work = _Work(predict, judge, journal)
    found = (
        {} if journal is None else {case.id: journal.outcomes[case.id] for case in cases if case.id in journal.outcomes}
    )
    tally = _Tally(options.max_cost, dict(found), journal.spent_in_vain if journal else Usage())
    remaining = (case for case in cases if case.id not in found)
    with ThreadPoolExecutor(options.jobs, "evaluate") as threads:
        waiting: set[Future[Outcome]] = set()
        try:
            while True:
                if not tally.stop():
                    waiting |= {
                        threads.submit(work.outcome, case) for case in islice(remaining, options.jobs - len(waiting))
                    }
                if not waiting:
                    break
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for outcome in tally.take(done):
                    if on_outcome is not None:
                        on_outcome(outcome, len(tally.outcomes), len(cases))
        except KeyboardInterrupt:
            tally.stopped = "interrupted"
        finally:
            # What is being asked is being paid for, so it is waited for and kept.
            for each in wait(waiting).done:
                with suppress(Text2SqlError):
                    list(tally.take([each]))
    ordered = tuple(tally.outcomes[case.id] for case in cases if case.id in tally.outcomes)
    return Run(ordered, len(cases) - len(ordered), tally.stopped, len(found))


@dataclass
class _Tally:
    """What is done and what it cost; only the thread that called touches it."""

    max_cost: float | None
    outcomes: dict[str, Outcome]
    in_vain: Usage
    """What questions of earlier runs cost that failed and are asked again."""
    stopped: Stopped = ""

    def take(self, done: Iterable[Future[Outcome]]) -> Iterable[Outcome]:
        """The outcomes of what is done."""
        for future in done:
            try:
                outcome = future.result()
            except BudgetExceeded:
                self.stopped = "budget"
                continue
            self.outcomes[outcome.id] = outcome
            yield outcome

    def stop(self) -> bool:
        """Whether no more may be asked."""
        if not self.stopped and self.max_cost is not None:
            spent = sum((outcome.usage for outcome in self.outcomes.values()), self.in_vain).cost_usd
            if spent is None:
                self.stopped = "unpriced"
            elif spent >= self.max_cost:
                self.stopped = "cost"
        return bool(self.stopped)


@dataclass(frozen=True)
class _Work:
    """What a thread does for one question."""

    predict: Predict
    judge: Judge
    journal: Journal | None

    def outcome(self, case: Case) -> Outcome:
        prediction = (self.journal.predictions.get(case.id) if self.journal else None) or self._predicted(case)
        # What failed is tried again when the run is resumed; only what it cost is remembered.
        lasting = prediction.status != "failed"
        try:
            outcome = self.judge(case, prediction)
        except Exception as error:
            # As for predictions: one question that we stumble over must not end the run, nor count for good.
            outcome, lasting = self.judge.unscored(case, prediction, _unexpected(error)), False
        if self.journal and lasting:
            self.journal.scored(outcome)
        return outcome

    def _predicted(self, case: Case) -> Prediction:
        prediction = self._made(case)
        if self.journal and prediction.status != "failed":
            self.journal.predicted(prediction)
        elif self.journal and prediction.usage.calls:
            self.journal.lost(prediction.usage)
        return prediction

    def _made(self, case: Case) -> Prediction:
        try:
            return self.predict(case)
        except (ModelUnavailable, BudgetExceeded):
            raise
        except Text2SqlError as error:
            return Prediction(case.id, None, "failed", str(error))
        except Exception as error:
            # Ours to mend; a run that took hours must not end with it, nor stumble over it again when it is resumed.
            return Prediction(case.id, None, "failed", _unexpected(error))


def _unexpected(error: Exception) -> str:
    return f"Unexpected {type(error).__name__}: {error}"

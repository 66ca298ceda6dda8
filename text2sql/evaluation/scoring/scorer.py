"""From a question and a prediction to a verdict: which texts run, which rules look at them, which one decides."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from threading import Lock
from typing import Protocol

from text2sql.errors import UsageError
from text2sql.evaluation.scoring.efficiency import r_ves, time_ratio, ves
from text2sql.evaluation.scoring.exact.grammar import Structure, Unreadable
from text2sql.evaluation.scoring.exact.matching import exact_match
from text2sql.evaluation.scoring.exact.structures import STRUCTURE_SQL, structure_of
from text2sql.evaluation.scoring.preparing import filled_placeholders, runnable_text, without_distinct
from text2sql.evaluation.scoring.rules import (
    ABSTAIN,
    EXACT,
    RESULT_RULES,
    ROWS,
    RULES,
    TEST_SUITE,
    TIMED,
    UNTIMED,
    VALID,
    Comparison,
)
from text2sql.evaluation.types import Case, Execution, Prediction, Schema, Verdict

KEPT_ROWS = 1_000
"""Rows of a result that a verdict keeps, for people to see."""


@dataclass(frozen=True, slots=True)
class Scoring:
    """How to score."""

    rule: str = TEST_SUITE
    """The rule that decides."""
    also: tuple[str, ...] = UNTIMED
    """Further rules that are reported."""
    keep_distinct: bool = False
    """For ``test-suite``: do not remove DISTINCT from both queries."""
    rounds: int = 10
    """For ``ves`` and ``r-ves``: how often both queries run. BIRD takes 100."""


class Runner(Protocol):
    """What runs SQL: :class:`~text2sql.evaluation.scoring.execution.Databases`, or another engine."""

    def run(self, database: str, sql: str) -> Execution:
        """What the database says; problems are told, not raised."""

    def seconds(self, database: str, sql: str) -> float | None:
        """How long it takes this time; None when it fails."""


class Scorer:
    """Gives verdicts. Safe to share between threads when its runner is.

    Raises:
        UsageError: a rule is not known.
    """

    def __init__(
        self, runner: Runner, scoring: Scoring = Scoring(), schemas: Mapping[str, Schema] | None = None
    ) -> None:
        for name in (scoring.rule, *scoring.also):
            if name not in RULES:
                raise UsageError(f"There is no rule {name!r}. Choose one of {', '.join(RULES)}.")
        self._runner = runner
        self._scoring = scoring
        self._rules = tuple(name for name in RULES if name == scoring.rule or name in scoring.also)
        self._schemas = schemas or {}
        self._structures: dict[str, Structure] = {}
        self._lock = Lock()
        self._clock = Lock()

    def verdict(self, case: Case, prediction: Prediction) -> Verdict:
        """How the prediction compares with what is right for the case."""
        if not case.answerable:
            right = prediction.status in ("clarify", "declined")
            nothing = Execution((), (), 0.0)
            problem = "" if right else "The question has no answer, and the system gave one."
            return Verdict(case, prediction, ((ABSTAIN, float(right)),), right, ABSTAIN, problem, nothing, None)
        if case.expected is not None:
            return self._against_rows(case, prediction, case.expected)
        verdicts = (self._against(case, prediction, gold) for gold in case.gold)
        best: Verdict | None = None
        for verdict in verdicts:
            best = verdict if best is None or (verdict.correct and not best.correct) else best
            if best.correct:
                break
        return best or _unscored(case, prediction, self._scoring.rule, "The question has no gold SQL. Add one.")

    def _against_rows(self, case: Case, prediction: Prediction, rows: tuple[tuple[object, ...], ...]) -> Verdict:
        gold = Execution((), rows, 0.0, row_count=len(rows))
        if prediction.sql is None:
            return replace(_unscored(case, prediction, ROWS, _no_sql(prediction)), gold=gold)
        given = self._runner.run(case.database, prediction.sql)
        comparable = not given.problem and not given.truncated
        score = RESULT_RULES[ROWS](Comparison("", prediction.sql, gold, given)) if comparable else 0.0
        scores = ((ROWS, score), (VALID, float(not given.problem)))
        return Verdict(case, prediction, scores, score >= 1, ROWS, _problem(gold, given), gold, _shown(given))

    def _against(self, case: Case, prediction: Prediction, gold: str) -> Verdict:
        rule = self._scoring.rule
        if prediction.sql is None:
            verdict = _unscored(case, prediction, rule, _no_sql(prediction))
            shown = _shown(self._runner.run(case.database, self._texts(rule, gold, "")[0]))
            return replace(verdict, gold=shown, scores=tuple((name, 0.0) for name in self._rules))
        pairs = self._pairs(case.database, gold, prediction.sql)
        scores = {name: self._score(name, pair, case.database) for name, pair in pairs.items()}
        told = tuple((name, score) for name, score in scores.items() if score is not None)
        both, score = pairs[rule], scores[rule]
        problem = _problem(both.gold, both.predicted)
        if score is None:
            problem = "Spider's grammar cannot read gold, so exact match cannot be told."
        correct = score is not None and (score > 0 if rule in TIMED else score >= 1)
        return Verdict(case, prediction, told, correct, rule, problem, _shown(both.gold), _shown(both.predicted))

    def _texts(self, rule: str, gold: str, predicted: str) -> tuple[str, str]:
        """The two texts that a rule runs."""
        if rule != TEST_SUITE:
            return gold, predicted
        gold, predicted = runnable_text(gold), runnable_text(filled_placeholders(predicted))
        return (
            (gold, predicted) if self._scoring.keep_distinct else (without_distinct(gold), without_distinct(predicted))
        )

    def _pairs(self, database: str, gold: str, predicted: str) -> dict[str, Comparison]:
        """What each rule compares, the deciding rule's first: when a query was late there, no other text of it runs."""
        texts = {name: self._texts(name, gold, predicted) for name in (self._scoring.rule, *self._rules)}
        late: list[Execution | None] = [None, None]
        pairs = {}
        for name, both in texts.items():
            ran = [known or self._runner.run(database, sql) for known, sql in zip(late, both, strict=True)]
            late = [each if each.late else None for each in ran]
            pairs[name] = Comparison(*both, *ran)
        return {name: pairs[name] for name in self._rules}

    def _score(self, rule: str, both: Comparison, database: str) -> float | None:
        """The score by one rule; None where it does not apply."""
        if rule == VALID:
            return float(not both.predicted.problem)
        if rule == EXACT:
            return self._exact(database, both)
        if any(each.problem or each.truncated for each in (both.gold, both.predicted)):
            return 0.0
        return self._timed(rule, database, both) if rule in TIMED else RESULT_RULES[rule](both)

    def _exact(self, database: str, both: Comparison) -> float | None:
        predicted = filled_placeholders(both.predicted_sql)
        try:
            return float(exact_match(both.gold_sql, predicted, self._structure(database)))
        except Unreadable:
            return None

    def _structure(self, database: str) -> Structure:
        with self._lock:
            known = self._structures.get(database)
        if known is None:
            known = structure_of(self._schemas.get(database), self._runner.run(database, STRUCTURE_SQL).rows)
            with self._lock:
                self._structures[database] = known
        return known

    def _timed(self, rule: str, database: str, both: Comparison) -> float:
        if not RESULT_RULES["bird"](both):
            return 0.0
        # One at a time: what is timed beside other timing says less. `--jobs 1` keeps everything else away too.
        with self._clock:
            rounds = [
                (self._runner.seconds(database, both.gold_sql), self._runner.seconds(database, both.predicted_sql))
                for _ in range(self._scoring.rounds)
            ]
        whole = [(one, other) for one, other in rounds if one is not None and other is not None]
        if not whole:
            return 0.0
        ratio = time_ratio([one for one, _ in whole], [other for _, other in whole])
        return ves(ratio) if rule == "ves" else r_ves(ratio)


def _unscored(case: Case, prediction: Prediction, rule: str, problem: str) -> Verdict:
    return Verdict(case, prediction, ((rule, 0.0),), False, rule, problem, Execution((), (), 0.0), None)


def _no_sql(prediction: Prediction) -> str:
    return prediction.message or f"There is no SQL: the system {_OUTCOMES[prediction.status]}."


_OUTCOMES = {
    "answered": "said that it answered, but gave none",
    "clarify": "asked back",
    "declined": "declined",
    "refused": "refused its own SQL",
    "failed": "failed",
}


def _problem(gold: Execution, predicted: Execution) -> str:
    """Why the two could not be compared, gold's troubles first; empty when they could."""
    for name, execution in (("Gold", gold), ("The prediction", predicted)):
        if execution.problem:
            return f"{name} fails: {execution.problem}"
        if execution.truncated:
            return f"{name} gives more than {execution.row_count:,} rows, which are not compared."
    return ""


def _shown(execution: Execution) -> Execution:
    return replace(execution, rows=execution.rows[:KEPT_ROWS]) if len(execution.rows) > KEPT_ROWS else execution

"""From outcomes to the figures of a report: shares with intervals, by group, and what they cost.

Everything is computed from outcomes alone, so a report can be made again from ``verdicts.jsonl``.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from text2sql.evaluation.classes import ERROR_CLASSES
from text2sql.evaluation.features import FEATURES
from text2sql.evaluation.manifest import Manifest
from text2sql.evaluation.outcomes import Outcome
from text2sql.evaluation.running import Run, Stopped
from text2sql.evaluation.statistics import CoveragePoint, Share, coverage_curve, mean, percentile, recall
from text2sql.usage import Usage

HARDNESS = ("easy", "medium", "hard", "extra", "simple", "moderate", "challenging")
STATUSES = ("answered", "clarify", "declined", "refused", "failed")


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the questions, and how many of them are right."""

    kind: str
    """What they have in common: hardness, database, language, tag, feature, status."""
    name: str
    right: Share


@dataclass(frozen=True, slots=True)
class Linking:
    """Whether schema linking kept what the gold query needs; each share from 0 to 1."""

    tables: Share
    """Gold's tables that were kept, over all questions."""
    columns: Share
    whole: Share
    """Questions whose tables and columns were all kept."""


@dataclass(frozen=True, slots=True)
class Latency:
    """How long a stage took, in seconds."""

    stage: str
    count: int
    p50: float
    p95: float
    total: float


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a report says."""

    manifest: Manifest
    right: Share
    groups: tuple[Group, ...]
    rules: tuple[tuple[str, float], ...]
    """Average score of each rule."""
    errors: tuple[tuple[str, int], ...]
    """By class, most frequent first."""
    answered: Share
    """Coverage: questions that were given SQL."""
    precision: Share
    """Right ones among those."""
    curve: tuple[CoveragePoint, ...]
    """Had only confident answers been given; empty when the system states no confidence."""
    linking: Linking | None
    """None when the system does not say what it linked."""
    interactions: Share | None
    """Conversations of which every turn is right; None when there are no conversations."""
    usage: Usage
    not_run: int
    stopped: Stopped
    """Why questions were not run; empty when all were."""
    notes: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    latencies: tuple[Latency, ...]
    timed_rules: tuple[tuple[str, float], ...]
    """Average score of the rules that depend on the machine's speed."""


def make_report(manifest: Manifest, done: Run, notes: Iterable[str]) -> Report:
    """The report of a run.

    Args:
        manifest: what was run.
        done: what came of it; questions that were not run count nowhere.
        notes: what the reader should know.
    """
    outcomes = done.outcomes
    answered = [outcome for outcome in outcomes if outcome.predicted is not None]
    confident = [(each.confidence, each.correct) for each in answered if each.confidence is not None]
    errors = Counter(outcome.error_class for outcome in outcomes if not outcome.correct)
    return Report(
        manifest=manifest,
        right=_right(outcomes),
        groups=tuple(_groups(outcomes)),
        rules=_averages(outcome.scores for outcome in outcomes),
        errors=tuple(sorted(errors.items(), key=lambda item: (-item[1], _place(item[0], ERROR_CLASSES)))),
        answered=Share(len(answered), len(outcomes)),
        precision=_right(answered),
        curve=coverage_curve(confident, len(outcomes)),
        linking=_linking(outcomes),
        interactions=_interactions(outcomes),
        usage=sum((outcome.usage for outcome in outcomes), Usage()),
        not_run=done.not_run,
        stopped=done.stopped,
        notes=tuple(notes),
        outcomes=outcomes,
        latencies=_latencies(outcomes),
        timed_rules=_averages(outcome.timed_scores for outcome in outcomes),
    )


def _right(outcomes: Sequence[Outcome]) -> Share:
    return Share(sum(outcome.correct for outcome in outcomes), len(outcomes))


def _groups(outcomes: Sequence[Outcome]) -> Iterable[Group]:
    """All groups, a kind at a time; names in their own order where they have one, else alphabetically."""
    kinds: tuple[tuple[str, tuple[str, ...], Callable[[Outcome], tuple[str, ...]]], ...] = (
        ("hardness", HARDNESS, lambda each: (each.hardness,) if each.hardness else ()),
        ("database", (), lambda each: (each.database,)),
        ("language", (), lambda each: (each.language,)),
        ("feature", FEATURES, lambda each: each.features),
        ("tag", (), lambda each: each.tags),
        ("status", STATUSES, lambda each: (each.status,)),
    )
    for kind, order, names_of in kinds:
        members: dict[str, list[Outcome]] = {}
        for outcome in outcomes:
            for name in dict.fromkeys(names_of(outcome)):
                members.setdefault(name, []).append(outcome)
        for name in sorted(members, key=lambda name: (_place(name, order), name)):
            yield Group(kind, name, _right(members[name]))


def _place(name: str, order: tuple[str, ...]) -> int:
    return order.index(name) if name in order else len(order)


def _averages(scores: Iterable[tuple[tuple[str, float], ...]]) -> tuple[tuple[str, float], ...]:
    by_rule: dict[str, list[float]] = {}
    for each in scores:
        for rule, score in each:
            by_rule.setdefault(rule, []).append(score)
    return tuple((rule, mean(values) or 0.0) for rule, values in sorted(by_rule.items()))


def _linking(outcomes: Sequence[Outcome]) -> Linking | None:
    ran = [each for each in outcomes if each.gold_tables and not each.gold_result.problem]
    told = [each for each in ran if each.tables or each.columns]
    if not told:
        return None
    tables = [recall(each.gold_tables, each.tables) for each in told]
    columns = [recall(each.gold_columns, each.columns) for each in told]
    whole = sum(one.count == one.total and two.count == two.total for one, two in zip(tables, columns, strict=True))
    return Linking(_sum(tables), _sum(columns), Share(whole, len(told)))


def _sum(shares: Sequence[Share]) -> Share:
    return Share(sum(share.count for share in shares), sum(share.total for share in shares))


def _interactions(outcomes: Sequence[Outcome]) -> Share | None:
    right: dict[str, bool] = {}
    for each in outcomes:
        if each.interaction:
            right[each.interaction] = right.get(each.interaction, True) and each.correct
    return Share(sum(right.values()), len(right)) if right else None


def _latencies(outcomes: Sequence[Outcome]) -> tuple[Latency, ...]:
    by_stage: dict[str, list[float]] = {}
    for outcome in outcomes:
        for stage, seconds in outcome.seconds:
            by_stage.setdefault(stage, []).append(seconds)
    return tuple(
        Latency(stage, len(taken), percentile(taken, 50) or 0.0, percentile(taken, 95) or 0.0, sum(taken))
        for stage, taken in by_stage.items()
    )

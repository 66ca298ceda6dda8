"""Two runs over the same questions: what was gained, what was lost, and whether that can be chance."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from text2sql.errors import UsageError
from text2sql.evaluation.outcomes import Outcome, read_line
from text2sql.evaluation.statistics import Share, mcnemar
from text2sql.evaluation.writing import REPORT, VERDICTS


@dataclass(frozen=True, slots=True)
class Written:
    """A run as it lies on disk."""

    name: str
    """Its folder, for people."""
    outcomes: tuple[Outcome, ...]
    data_hash: str = ""
    """Empty when there is no report.json beside the verdicts."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The second run held against the first, over the questions that both have."""

    first: Share
    second: Share
    gained: tuple[tuple[Outcome, Outcome], ...]
    """Wrong in the first, right in the second."""
    lost: tuple[tuple[Outcome, Outcome], ...]
    chance: float
    """McNemar's exact p: how likely two equally good systems differ at least this unevenly, 0 to 1."""
    notes: tuple[str, ...]
    """What makes the comparison less than fair."""

    @property
    def regression(self) -> float:
        """By how much of 1 the share of right answers fell; negative when it rose."""
        return (self.first.value or 0.0) - (self.second.value or 0.0)


def read_run(place: Path) -> Written:
    """A run from its folder, its ``report.json`` or its ``verdicts.jsonl``.

    Raises:
        UsageError: there is no such run.
    """
    folder = place if place.is_dir() else place.parent
    verdicts = place if place.suffix == ".jsonl" else folder / VERDICTS
    try:
        lines = verdicts.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{verdicts} cannot be read. Give a folder that `text2sql eval --out` wrote, or its {VERDICTS}."
        ) from error
    outcomes = tuple(read_line(line) for line in lines if line.strip())
    return Written(str(folder), outcomes, _data_hash(verdicts.parent / REPORT))


def _data_hash(report: Path) -> str:
    try:
        manifest = json.loads(report.read_text(encoding="utf-8"))["manifest"]
        return str(manifest["data_hash"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def compare(first: Written, second: Written) -> Comparison:
    """Hold one run against another.

    Raises:
        UsageError: they have no question in common.
    """
    earlier, later = _by_id(first), _by_id(second)
    both = [(one, later[each]) for each, one in earlier.items() if each in later]
    if not both:
        raise UsageError(
            f"{first.name} and {second.name} have no question in common. Compare runs of the same data set."
        )
    gained = tuple(pair for pair in both if pair[1].correct and not pair[0].correct)
    lost = tuple(pair for pair in both if pair[0].correct and not pair[1].correct)
    return Comparison(
        first=Share(sum(one.correct for one, _ in both), len(both)),
        second=Share(sum(two.correct for _, two in both), len(both)),
        gained=gained,
        lost=lost,
        chance=mcnemar(len(gained), len(lost)),
        notes=tuple(_notes(first, second, both)),
    )


def _by_id(run: Written) -> Mapping[str, Outcome]:
    return {outcome.id: outcome for outcome in run.outcomes}


def _notes(first: Written, second: Written, both: list[tuple[Outcome, Outcome]]) -> list[str]:
    notes = []
    alone = [(run.name, len(run.outcomes) - len(both)) for run in (first, second)]
    notes += [f"{count} questions are only in {name} and were left out." for name, count in alone if count]
    # Within a run, rows that are given and questions without an answer have rules of their own.
    unlike = [pair for pair in both if pair[0].rule and pair[1].rule and pair[0].rule != pair[1].rule]
    rules = sorted({outcome.rule for pair in unlike for outcome in pair})
    if rules:
        notes.append(f"The runs were scored by different rules ({', '.join(rules)}): differences may be the rules'.")
    if first.data_hash and second.data_hash and first.data_hash != second.data_hash:
        notes.append("The runs were made on different data: questions, gold or databases changed in between.")
    other = sum(one.question != two.question for one, two in both)
    if other:
        notes.append(f"{other} questions are worded differently in the two runs.")
    return notes


def regression_failure(comparison: Comparison, most: float | None) -> str:
    """Why a comparison is not good enough, in a sentence; empty when it is.

    Args:
        comparison: earlier run first.
        most: how much of 1 may be lost; None allows everything.
    """
    if most is None or comparison.regression <= most + 1e-12:
        return ""
    first, second = comparison.first.value or 0.0, comparison.second.value or 0.0
    return (
        f"The share of right answers fell by {comparison.regression:.1%} (from {first:.1%} to {second:.1%}), "
        f"more than the {most:.1%} that --max-regression allows. See the questions that were lost."
    )

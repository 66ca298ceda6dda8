"""Which approved samples a model is shown, by the strategy: as linking found them, or by the question's shape alone."""

from collections.abc import Mapping

from text2sql.catalog import SampleQuery
from text2sql.interfaces import Knowledge
from text2sql.shapes import KnowsShapes, Resembling, chosen_samples, likeness
from text2sql.types import LinkedSample
from text2sql.writers.prompted.task import Task

_SEARCHED = 100


def samples_shown(task: Task, preliminary: str = "") -> tuple[LinkedSample, ...]:
    """The samples that the strategy shows, best first.

    Args:
        task: the question, its schema and its strategy.
        preliminary: SQL whose skeleton samples are compared with; empty when there is none.
    """
    strategy = task.strategy
    if strategy.choosing == "linked" or not strategy.samples:
        return task.linked.samples[: strategy.samples]
    close = {each.sample.id: each.score for each in task.linked.samples}
    beside = {each.sample.id: each.sample for each in task.linked.samples}
    knowledge = task.workbench.knowledge
    shapes = likeness(task.question.text, task.linked.values, knowledge, _SEARCHED, beside)
    known = {**_by_id(knowledge, shapes), **beside}
    found = (Resembling(known[each], shape, close.get(each, 0.0)) for each, shape in shapes.items() if each in known)
    chosen = chosen_samples(found, strategy.samples, preliminary if strategy.choosing == "skeleton" else "")
    return tuple(LinkedSample(each.sample, each.shape) for each in chosen)


def _by_id(knowledge: Knowledge, wanted: Mapping[str, float]) -> Mapping[str, SampleQuery]:
    if isinstance(knowledge, KnowsShapes):
        return knowledge.samples_by_id
    return {sample.id: sample for sample in knowledge.samples if sample.id in wanted}

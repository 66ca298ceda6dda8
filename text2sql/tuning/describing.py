"""Descriptions of a large catalog by a batch job: the same prompts and the same files as ``index --describe``."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from text2sql.corpus.describing import Undescribed, read_description
from text2sql.corpus.descriptions import DescriptionFile
from text2sql.errors import ReplyMalformed
from text2sql.models.bedrock.forms import read_tags
from text2sql.prompting import Reply
from text2sql.tuning.batch_file import BatchAnswer
from text2sql.tuning.batches import BatchRecord
from text2sql.tuning.bodies import BODIES, BodyName


@dataclass(frozen=True, slots=True)
class DescribedByBatch:
    """What a batch's answers were good for."""

    described: int
    failed: tuple[str, ...]
    """What could not be described and why, each in a line."""


def records_of(wanted: Iterable[Undescribed], body: BodyName) -> tuple[BatchRecord, ...]:
    """A record for each missing description, known by its prompt: another prompt is another record."""
    return tuple(BatchRecord(each.prompt.hash, BODIES[body].request(each.prompt)) for each in wanted)


def keep_descriptions(
    wanted: Sequence[Undescribed], answers: Mapping[str, BatchAnswer], file: DescriptionFile, today: date
) -> DescribedByBatch:
    """Write down the descriptions that answers hold.

    Args:
        wanted: what is not described yet.
        answers: by the hash of their prompts.
        file: where descriptions are kept.
        today: the day that descriptions carry.
    """
    described, failed = 0, list[str]()
    for each in wanted:
        answer = answers.get(each.prompt.hash)
        if answer is None:
            continue
        try:
            file.add(read_description(each, _reply(each, answer), today))
            described += 1
        except ReplyMalformed as error:
            failed.append(f"{each.kind} {each.id}: {answer.problem or error}")
    return DescribedByBatch(described, tuple(failed))


def _reply(wanted: Undescribed, answer: BatchAnswer) -> Reply:
    form = wanted.prompt.form
    fields = read_tags(answer.text, form).fields if form else {}
    return Reply(answer.text, fields, model=answer.model)

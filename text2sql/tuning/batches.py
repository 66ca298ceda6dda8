"""Many prompts answered at leisure and at a lower price: JSONL files to S3, a job, JSONL files back.

Records are known by what they ask. What was answered is not sent again, what is on its way is not sent twice, and a
job that broke off is made good by sending what is missing.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from text2sql.errors import UsageError
from text2sql.language import one_line
from text2sql.tuning.batch_file import BatchAnswer, BatchFile, BatchJob
from text2sql.tuning.bodies import BODIES, BodyName, Said
from text2sql.tuning.clients import Clients, check_role, translated
from text2sql.tuning.formats import Json
from text2sql.tuning.storage import Place, files_in, place_of, read

OnRead = Callable[[Sequence[BatchAnswer]], None]


def _nothing(answers: Sequence[BatchAnswer]) -> None:
    """Nobody keeps account."""


_FINISHED = ("Completed", "PartiallyCompleted", "Failed", "Stopped", "Expired")
_ENDING = ".jsonl.out"


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """One prompt."""

    id: str
    """The caller's own, one that changes with what is asked (a prompt's hash): what is answered under it stays so."""
    body: Json
    """The request, in the shape of the order."""


@dataclass(frozen=True, slots=True)
class BatchOrder:
    """Where and by whom prompts are answered."""

    model: str
    """A model or inference profile that takes batches."""
    role: str
    """ARN of the role that Bedrock takes on to read and write the files."""
    bucket: str
    """A place in S3."""
    body: BodyName = "converse"
    least: int = 100
    """Records of a job; the service's quota."""
    most: int = 50_000
    """Records of a job."""

    def __post_init__(self) -> None:
        """Refuse what the service would refuse after the upload.

        Raises:
            UsageError: role or bucket are not of their form.
        """
        check_role(self.role)
        place_of(self.bucket)


@dataclass(frozen=True, slots=True)
class BatchState:
    """How a job is getting on."""

    name: str
    status: str
    """Submitted, Validating, Scheduled, InProgress, Completed, PartiallyCompleted, Failed, Stopped or Expired."""
    done: int = 0
    total: int = 0
    """Records, as far as the service counts them; 0 when it does not."""
    problem: str = ""

    @property
    def finished(self) -> bool:
        """Whether nothing will change any more."""
        return self.status in _FINISHED


@dataclass(frozen=True, slots=True)
class Batches:
    """The batches of one folder."""

    order: BatchOrder
    file: BatchFile
    clients: Clients

    def missing(self, records: Sequence[BatchRecord]) -> tuple[BatchRecord, ...]:
        """Records that have no answer and are not on their way."""
        answered = {name for name, answer in self.file.answers().items() if not answer.problem}
        under_way = {each for job in self.file.jobs() if not job.read for each in job.records.values()}
        return tuple(each for each in records if each.id not in answered | under_way)

    def send(self, records: Sequence[BatchRecord]) -> tuple[BatchJob, ...]:
        """Start jobs for what is missing, and those that an interruption kept from being started.

        Returns:
            The jobs that were started; none when everything is answered or on its way.

        Raises:
            UsageError: too few records are missing for a job.
            ModelError: AWS refused.
        """
        self._forget_unstarted({_record_id(each) for each in records})
        missing = self.missing(records)
        if missing and len(missing) < self.order.least:
            raise UsageError(
                f"{len(missing)} prompts are left and a batch takes at least {self.order.least}. Ask them one by one."
            )
        before = self.file.jobs()
        planned = [
            _job(part, self.order, len(before) + number) for number, part in enumerate(_parts(missing, self.order.most))
        ]
        self.file.keep([*before, *planned])
        bodies = {_record_id(each): each.body for each in records}
        return tuple(self._start(job, bodies) for job in self.file.jobs() if not job.arn)

    def look(self) -> tuple[BatchState, ...]:
        """How the jobs whose answers were not read yet are getting on.

        Raises:
            ModelError: AWS refused to say.
        """
        return tuple(self._state(job) for job in self.file.jobs() if job.arn and not job.read)

    def collect(self, on_read: OnRead = _nothing) -> Mapping[str, BatchAnswer]:
        """Read the answers of jobs that are finished; then all answers there are, by the caller's ids.

        Args:
            on_read: told the answers of each job before they count as read, so that none goes unpaid.

        Raises:
            ModelError: AWS refused.
        """
        for job in self.file.jobs():
            if job.arn and not job.read and self._state(job).finished:
                answers = tuple(self._answers(job))
                self.file.add(answers)
                on_read(answers)
                self._replace(replace(job, read=True))
        return self.file.answers()

    def _forget_unstarted(self, known: set[str]) -> None:
        """Drop jobs that were planned for what is asked otherwise now; what is still wanted is planned anew."""
        self.file.keep([job for job in self.file.jobs() if job.arn or job.records.keys() <= known])

    def _start(self, job: BatchJob, bodies: Mapping[str, Json]) -> BatchJob:
        place = self._input(job)
        lines = (json.dumps({"recordId": record, "modelInput": bodies[record]}) for record in job.records)
        with translated():
            self.clients.store.put_object(Bucket=place.bucket, Key=place.key, Body=_content(lines))
            reply = self.clients.control.create_model_invocation_job(
                jobName=job.name,
                roleArn=self.order.role,
                clientRequestToken=job.name,
                modelId=self.order.model,
                modelInvocationType=BODIES[self.order.body].invocation,
                inputDataConfig={"s3InputDataConfig": {"s3InputFormat": "JSONL", "s3Uri": place.uri}},
                outputDataConfig={"s3OutputDataConfig": {"s3Uri": self._output().folder_uri}},
            )
        started = replace(job, arn=str(reply.get("jobArn", "")))
        self._replace(started)
        return started

    def _replace(self, job: BatchJob) -> None:
        self.file.keep([job if each.name == job.name else each for each in self.file.jobs()])

    def _state(self, job: BatchJob) -> BatchState:
        with translated():
            told = self.clients.control.get_model_invocation_job(jobIdentifier=job.arn)
        problem = one_line(str(told.get("message", "")))
        done, total = told.get("processedRecordCount"), told.get("totalRecordCount")
        return BatchState(
            job.name,
            str(told.get("status", "")),
            done if isinstance(done, int) else 0,
            total if isinstance(total, int) else 0,
            problem,
        )

    def _answers(self, job: BatchJob) -> Iterator[BatchAnswer]:
        """The answers of a job's files, in whichever order they come; records that are not ours are passed over."""
        folder = self._output().inside(job.arn.rpartition("/")[2])
        for place in files_in(self.clients.store, folder):
            if place.key.endswith(_ENDING):
                for line in read(self.clients.store, place).decode("utf-8", "replace").split("\n"):
                    answer = self._answer(line, job)
                    if answer is not None:
                        yield answer

    def _answer(self, line: str, job: BatchJob) -> BatchAnswer | None:
        try:
            found = json.loads(line)
        except ValueError:
            return None
        record = found.get("recordId") if isinstance(found, dict) else None
        if not isinstance(record, str) or record not in job.records:
            return None
        said = BODIES[self.order.body].said(found.get("modelOutput"))
        return _read_answer(job.records[record], said, found.get("error"), self.order.model)

    def _input(self, job: BatchJob) -> Place:
        return place_of(self.order.bucket).inside(f"batches/{job.name}.jsonl")

    def _output(self) -> Place:
        return place_of(self.order.bucket).inside("answers")


def _read_answer(name: str, said: Said, error: object, model: str) -> BatchAnswer:
    problem = ""
    if not said.text:
        told = error.get("errorMessage") if isinstance(error, Mapping) else None
        problem = one_line(str(told or "The model gave no text."))
    return BatchAnswer(name, said.text, problem, said.stop, said.input_tokens, said.output_tokens, model)


def _job(records: Sequence[BatchRecord], order: BatchOrder, number: int) -> BatchJob:
    """A job for these records. Its name, by which AWS knows a request that was made twice, tells one try from another.

    Args:
        records: what is asked.
        order: whom.
        number: of jobs before it in its folder.
    """
    known = {_record_id(each): each.id for each in records}
    asked = hashlib.sha256(repr((number, order.model, order.body, sorted(known))).encode()).hexdigest()
    return BatchJob(f"text2sql-{asked[:32]}", known)


def _record_id(record: BatchRecord) -> str:
    """Letters and digits only, as the service wants it, from what is asked and under which id."""
    said = json.dumps([record.id, record.body], sort_keys=True)
    return f"R{hashlib.sha256(said.encode()).hexdigest()[:31]}"


def _parts(records: Sequence[BatchRecord], most: int) -> Iterator[Sequence[BatchRecord]]:
    """Parts of about the same size, none larger than ``most``, so that no small rest is left."""
    count = -(-len(records) // most)
    for number in range(count):
        yield records[len(records) * number // count : len(records) * (number + 1) // count]


def _content(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8")

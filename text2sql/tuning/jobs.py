"""Training a model on Bedrock: a customisation job is started, followed and stopped; a file remembers which.

What a job is called and the token it is asked for with are made from the data, the model and the hyperparameters, so
that starting the same job twice, after a crash or by mistake, trains and costs once.
"""

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from text2sql.aws.replies import mapping
from text2sql.corpus.files import write_whole
from text2sql.errors import KnowledgeError, UsageError
from text2sql.language import one_line
from text2sql.tuning.clients import Clients, ControlPlane, check_role, translated
from text2sql.tuning.exporting import TRAINING, VALIDATION
from text2sql.tuning.storage import Place, place_of, upload

JOB = "job.json"
_NAME = re.compile(r"(?=.{1,63}\Z)[0-9a-zA-Z](-?[0-9a-zA-Z])*")
_PHASES = (("validationDetails", "validation"), ("dataProcessingDetails", "data"), ("trainingDetails", "training"))


@dataclass(frozen=True, slots=True)
class TuningOrder:
    """What is to be trained."""

    folder: Path
    """Holds the exported files, and afterwards ``job.json``."""
    base_model: str
    """The id of a model that can be trained, which often has a context size at its end."""
    role: str
    """ARN of the role that Bedrock takes on to read the files and to write its metrics."""
    bucket: str
    """A place in S3 for files and metrics."""
    name: str = ""
    """Of job and model; empty means one made from the data."""
    hyperparameters: tuple[tuple[str, str], ...] = ()
    """As the base model names them: epochCount, learningRate, …; none means the service's defaults."""
    kms_key: str = ""
    """Encrypts the custom model; empty means a key of AWS."""

    def __post_init__(self) -> None:
        """Refuse what the service would refuse after the upload.

        Raises:
            UsageError: name, role or bucket are not of their form.
        """
        if self.name and not _NAME.fullmatch(self.name):
            raise UsageError(f"{self.name} cannot name a model. Use letters, digits and single dashes, at most 63.")
        check_role(self.role)
        place_of(self.bucket)


@dataclass(frozen=True, slots=True)
class StartedJob:
    """What ``job.json`` remembers."""

    arn: str
    name: str
    base_model: str
    digest: str
    """Of data, model and hyperparameters."""


@dataclass(frozen=True, slots=True)
class JobState:
    """How a job is getting on."""

    name: str
    status: str
    """InProgress, Completed, Failed, Stopping or Stopped."""
    phases: tuple[tuple[str, str], ...] = ()
    """validation, data and training, each with its status, as far as they are known."""
    model_arn: str = ""
    """The custom model, once there is one."""
    problem: str = ""
    """Why it failed, in the service's words."""
    training_loss: float | None = None
    validation_loss: float | None = None

    @property
    def finished(self) -> bool:
        """Whether nothing will change any more."""
        return self.status in ("Completed", "Failed", "Stopped")


def start(order: TuningOrder, clients: Clients) -> StartedJob:
    """Upload the files and start the job; the same order twice is the same job.

    Raises:
        UsageError: another job was started from this folder.
        KnowledgeError: the files are missing, or ``job.json`` cannot be written.
        ModelError: AWS refused.
    """
    digest = _digest(order)
    name = order.name or f"text2sql-{digest[:12]}"
    before = remembered(order.folder)
    if before is not None and before.digest != digest:
        raise UsageError(
            f"{order.folder / JOB} remembers the job {before.name}, which is another one. Export to a new folder, or "
            "delete that file to forget the job."
        )
    place = place_of(order.bucket).inside(name)
    files = [each for each in (TRAINING, VALIDATION) if (order.folder / each).exists()]
    for each in files:
        upload(clients.store, order.folder / each, place.inside(each))
    with translated():
        reply = clients.control.create_model_customization_job(**_request(order, name, digest, place, files))
    started = StartedJob(str(reply.get("jobArn", "")), name, order.base_model, digest)
    _remember(order.folder, started)
    return started


def remembered(folder: Path) -> StartedJob | None:
    """The job that was started from a folder; None when there was none.

    Raises:
        KnowledgeError: ``job.json`` cannot be read.
    """
    path = folder / JOB
    if not path.exists():
        return None
    try:
        return StartedJob(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise KnowledgeError(f"{path} cannot be read. Delete it; jobs are listed in Bedrock's console.") from error


def look(job: StartedJob, control: ControlPlane) -> JobState:
    """How a job is getting on.

    Raises:
        ModelError: AWS refused to say.
    """
    with translated():
        told = control.get_model_customization_job(jobIdentifier=job.arn)
    details = mapping(told.get("statusDetails"))
    phases = tuple(
        (name, str(mapping(details[key]).get("status", ""))) for key, name in _PHASES if mapping(details.get(key))
    )
    return JobState(
        name=job.name,
        status=str(told.get("status", "")),
        phases=phases,
        model_arn=str(told.get("outputModelArn", "")),
        problem=one_line(str(told.get("failureMessage", ""))),
        training_loss=_number(mapping(told.get("trainingMetrics")).get("trainingLoss")),
        validation_loss=_last_loss(told.get("validationMetrics")),
    )


def follow(look_again: Callable[[], JobState], told: Callable[[JobState], None], wait: Callable[[], None]) -> JobState:
    """Look until the job is finished.

    Args:
        look_again: asks for the state.
        told: called with every state that differs from the one before.
        wait: called between two looks.

    Raises:
        ModelError: AWS refused to say.
    """
    last: JobState | None = None
    while True:
        state = look_again()
        if state != last:
            told(state)
        if state.finished:
            return state
        last = state
        wait()


def stop(job: StartedJob, control: ControlPlane) -> None:
    """End a job early; what was trained until then is billed.

    Raises:
        ModelError: AWS refused.
    """
    with translated():
        control.stop_model_customization_job(jobIdentifier=job.arn)


def _request(order: TuningOrder, name: str, digest: str, place: Place, files: Sequence[str]) -> dict[str, object]:
    request: dict[str, object] = {
        "jobName": name,
        "customModelName": name,
        "roleArn": order.role,
        "clientRequestToken": digest,
        "baseModelIdentifier": order.base_model,
        "customizationType": "FINE_TUNING",
        "trainingDataConfig": {"s3Uri": place.inside(TRAINING).uri},
        "outputDataConfig": {"s3Uri": place.inside("metrics").folder_uri},
    }
    if VALIDATION in files:
        request["validationDataConfig"] = {"validators": [{"s3Uri": place.inside(VALIDATION).uri}]}
    if order.hyperparameters:
        request["hyperParameters"] = dict(order.hyperparameters)
    if order.kms_key:
        request["customModelKmsKeyId"] = order.kms_key
    return request


def _digest(order: TuningOrder) -> str:
    digest = hashlib.sha256(repr((order.base_model, order.hyperparameters, order.name)).encode())
    for name in (TRAINING, VALIDATION):
        try:
            digest.update((order.folder / name).read_bytes() + b"\0")
        except FileNotFoundError as error:
            if name == TRAINING:
                told = f"There is no {name} in {order.folder}. Run `text2sql tune export` first."
                raise KnowledgeError(told) from error
        except OSError as error:
            raise KnowledgeError(f"{order.folder / name} cannot be read ({error.strerror}). Check the path.") from error
    return digest.hexdigest()


def _remember(folder: Path, started: StartedJob) -> None:
    try:
        write_whole(folder / JOB, json.dumps(asdict(started), indent=1).encode())
    except OSError as error:
        raise KnowledgeError(
            f"The job {started.arn} was started, but {folder / JOB} cannot be written ({error.strerror}). Make the "
            "folder writable and run the same command again: it finds the job."
        ) from error


def _number(found: object) -> float | None:
    return float(found) if isinstance(found, int | float) else None


def _last_loss(found: object) -> float | None:
    """Of the last validator; there is one."""
    last = found[-1] if isinstance(found, Sequence) and found else None
    return _number(mapping(last).get("validationLoss"))

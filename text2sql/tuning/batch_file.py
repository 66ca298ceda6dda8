"""What a folder remembers of batches: which jobs were sent with which records, and every answer that came back.

Jobs are written before they are started and answers before their job counts as read, so that whatever is interrupted
is taken up again where it was and nothing is paid twice.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from text2sql.corpus.files import write_whole
from text2sql.errors import KnowledgeError

_JOBS, _ANSWERS = "batch.json", "answers.jsonl"


@dataclass(frozen=True, slots=True)
class BatchJob:
    """One job of a folder."""

    name: str
    """Also the name of its input file, and what AWS knows the request by."""
    records: Mapping[str, str]
    """By the record's id in the file, the caller's own id."""
    arn: str = ""
    """Empty until AWS has taken it."""
    read: bool = False
    """Whether its answers have been read."""


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """What came of one record."""

    id: str
    """The caller's own."""
    text: str
    problem: str = ""
    """Why there is no text; empty when there is."""
    stop: str = ""
    """Why the model stopped, as the service spells it."""
    input_tokens: int = 0
    output_tokens: int = 0
    model: str = ""


@dataclass(slots=True)
class BatchFile:
    """The two files of a folder."""

    folder: Path
    _answers: dict[str, BatchAnswer] | None = field(default=None, init=False)

    def jobs(self) -> tuple[BatchJob, ...]:
        """All jobs, oldest first.

        Raises:
            KnowledgeError: the file cannot be read.
        """
        path = self.folder / _JOBS
        if not path.exists():
            return ()
        try:
            return tuple(BatchJob(**each) for each in json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise KnowledgeError(
                f"{path} cannot be read. Delete it to forget its jobs; they are listed in Bedrock's console."
            ) from error

    def keep(self, jobs: Sequence[BatchJob]) -> None:
        """Replace the jobs.

        Raises:
            KnowledgeError: the folder cannot be written.
        """
        content = json.dumps([asdict(each) for each in jobs], ensure_ascii=False, indent=1).encode()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / _JOBS, content)
        except OSError as error:
            raise _not_written(self.folder, error) from error

    def answers(self) -> Mapping[str, BatchAnswer]:
        """The last answer for each id; one with a text is never replaced by one without.

        Raises:
            KnowledgeError: the file cannot be read.
        """
        if self._answers is None:
            self._answers = {}
            for answer in self._read():
                self._take(answer)
        return self._answers

    def add(self, answers: Iterable[BatchAnswer]) -> None:
        """Append answers; they are on disk when this returns.

        Raises:
            KnowledgeError: the folder cannot be written.
        """
        new = tuple(answers)
        self.answers()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / _ANSWERS).open("a", encoding="utf-8") as file:
                if not self._ends_whole():
                    file.write("\n")
                file.writelines(f"{json.dumps(asdict(each), ensure_ascii=False)}\n" for each in new)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise _not_written(self.folder, error) from error
        for each in new:
            self._take(each)

    def _ends_whole(self) -> bool:
        """Whether the last answer was not cut off when its writer was killed."""
        with (self.folder / _ANSWERS).open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 1))
            return file.read() in (b"", b"\n")

    def _take(self, answer: BatchAnswer) -> None:
        known = self._answers
        assert known is not None, "read before"
        if answer.id not in known or not answer.problem:
            known[answer.id] = answer

    def _read(self) -> list[BatchAnswer]:
        path = self.folder / _ANSWERS
        if not path.exists():
            return []
        try:
            lines = path.read_text(encoding="utf-8").split("\n")
        except (OSError, ValueError) as error:
            raise KnowledgeError(f"{path} cannot be read. Delete it to ask for everything again.") from error
        return [answer for line in lines if (answer := _answer(line)) is not None]


def _answer(line: str) -> BatchAnswer | None:
    """An answer; None for a line that was cut off when its writer was killed: that record is read again."""
    try:
        return BatchAnswer(**json.loads(line))
    except (ValueError, TypeError):
        return None


def _not_written(folder: Path, error: OSError) -> KnowledgeError:
    return KnowledgeError(f"{folder} cannot be written ({error.strerror}). Choose another folder.")

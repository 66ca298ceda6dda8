"""What a run has done so far, on disk a line at a time, so that nothing is paid twice after an interruption.

A prediction is written when it arrives and an outcome when it is known; each line is handed to the system at once, so
it survives even if the process is killed. A last line that was cut off is dropped. Lines of a run with other settings,
data or versions are not mixed in: the journal names the manifest it belongs to.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any

from filelock import FileLock, Timeout

from text2sql.errors import UsageError
from text2sql.evaluation.manifest import Manifest
from text2sql.evaluation.outcomes import Outcome, line_of, read_line
from text2sql.evaluation.types import Prediction
from text2sql.usage import Usage

JOURNAL = "journal.jsonl"


class Journal:
    """The lines of one run in its folder. Used as a context; safe to use from several threads."""

    def __init__(self, folder: Path, manifest: Manifest, fresh: bool = False) -> None:
        """Open the journal of a folder, or begin one.

        Args:
            folder: where reports of the run go.
            manifest: what is run now.
            fresh: throw away what an earlier run left.

        Raises:
            UsageError: the folder cannot be written, another process is using it, or it holds another run.
        """
        self.predictions: dict[str, Prediction] = {}
        """By case: made earlier, but perhaps not scored."""
        self.outcomes: dict[str, Outcome] = {}
        self.spent_in_vain = Usage()
        """What questions cost earlier that failed and are asked again."""
        self._place = folder / JOURNAL
        self._lock = Lock()
        self._claim = FileLock(str(folder / ".lock"))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._claim.acquire(timeout=0)
        except Timeout as error:
            raise UsageError(
                f"Another evaluation is writing to {folder}. Wait for it, or choose another --out."
            ) from error
        except OSError as error:
            raise UsageError(f"{folder} cannot be written ({error.strerror}). Choose another --out.") from error
        try:
            whole = b"" if fresh else self._read(manifest)
            self._place.write_bytes(whole)
            # Half of a surrogate pair becomes the escape that JSON has for it.
            self._file = self._place.open("a", encoding="utf-8", errors="backslashreplace")
            if not whole:
                self._write(
                    json.dumps({"identity": manifest.identity, "manifest": asdict(manifest)}, ensure_ascii=False)
                )
        except BaseException:
            self._claim.release()
            raise

    def __enter__(self) -> "Journal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._claim.release()

    def predicted(self, prediction: Prediction) -> None:
        """Keep a prediction: it has been paid for."""
        self.predictions[prediction.case] = prediction
        self._write(json.dumps({"prediction": asdict(prediction)}, ensure_ascii=False))

    def scored(self, outcome: Outcome) -> None:
        """Keep an outcome."""
        self.outcomes[outcome.id] = outcome
        self._write(line_of(outcome))

    def lost(self, usage: Usage) -> None:
        """Keep what a question cost that failed."""
        self._write(json.dumps({"lost": asdict(usage)}))

    def _write(self, line: str) -> None:
        with self._lock:
            self._file.write(line + "\n")
            self._file.flush()

    def _read(self, manifest: Manifest) -> bytes:
        """Take in what an earlier run left; returns its whole lines."""
        if not self._place.exists():
            return b""
        data = self._place.read_bytes()
        whole = data[: data.rfind(b"\n") + 1]
        lines = whole.decode("utf-8", "replace").split("\n")[:-1]
        if not lines:
            return b""
        self._check(lines[0], manifest)
        for line in lines[1:]:
            entry = _object(line)
            if "prediction" in entry and "id" not in entry:
                prediction = _prediction(entry["prediction"])
                self.predictions[prediction.case] = prediction
            elif "lost" in entry:
                self.spent_in_vain += Usage(**entry["lost"])
            elif entry:
                outcome = read_line(line)
                self.outcomes[outcome.id] = outcome
        return whole

    def _check(self, first: str, manifest: Manifest) -> None:
        begun = _object(first)
        if begun.get("identity") == manifest.identity:
            return
        now, then = json.loads(json.dumps(asdict(manifest))), begun.get("manifest")
        then = dict(then) if isinstance(then, dict) else {}
        now |= now.pop("method")
        then |= then.pop("method", {})
        others = [name for name in now if now[name] != then.get(name) and name not in ("seed", "selection")]
        raise UsageError(
            f"{self._place.parent} holds a run with other {' and '.join(others).replace('_', ' ') or 'contents'}. "
            "Choose another --out, or start over with --fresh."
        )


def _object(line: str) -> Mapping[str, Any]:
    try:
        entry = json.loads(line)
    except ValueError as error:
        raise UsageError(f"{JOURNAL} holds a line that is no JSON. Start over with --fresh.") from error
    return entry if isinstance(entry, dict) else {}


def _prediction(entry: Mapping[str, Any]) -> Prediction:
    lists = {name: tuple(entry.get(name, ())) for name in ("tables", "columns", "result_columns")}
    seconds = tuple((str(stage), float(taken)) for stage, taken in entry["seconds"])
    return Prediction(**{**entry, **lists, "seconds": seconds, "usage": Usage(**entry["usage"])})

"""Who asked what, which model was called and what ran: a JSON line a question, in files that are set aside when large.

The lines hold questions, SQL and counts, never rows, prompts or replies. Several processes may write to one folder.
"""

import json
import os
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from text2sql.errors import KnowledgeError
from text2sql.usage import AuditEntry

_FILE = "audit.jsonl"
_WAIT_SECONDS = 10.0
_METRICS = (
    ("Seconds", "Seconds"),
    ("ModelCalls", "Count"),
    ("InputTokens", "Count"),
    ("OutputTokens", "Count"),
    ("CostUsd", "None"),
)
_NAMESPACE = "text2sql"


def _now() -> datetime:
    return datetime.now(UTC)


class AuditFiles:
    """Appends entries to ``audit.jsonl`` in a folder; a full file becomes ``audit-<time>.jsonl``."""

    def __init__(
        self,
        folder: Path,
        user: str,
        megabytes: float = 10,
        files: int = 20,
        metrics: bool = False,
        now: Callable[[], datetime] = _now,
    ) -> None:
        """Keep at most ``files`` files of about ``megabytes`` each.

        Args:
            folder: where they are kept; made when missing.
            user: who is named in entries that name nobody.
            megabytes: size at which a file is set aside.
            files: files kept, the one being written included; older ones are deleted.
            metrics: add CloudWatch's embedded metric format to each line
                (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
            now: the time of an entry.
        """
        self._folder = folder
        self._user = user
        self._bytes = megabytes * 1_000_000
        self._files = files
        self._metrics = metrics
        self._now = now

    def record(self, entry: AuditEntry) -> None:
        """Write an entry; it is in the file when this returns.

        Raises:
            KnowledgeError: it cannot be written. A question that cannot be audited is not answered.
        """
        line = json.dumps(self._object(entry), ensure_ascii=False, default=str) + "\n"
        path = self._folder / _FILE
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self._folder / ".audit.lock", timeout=_WAIT_SECONDS):
                if path.exists() and path.stat().st_size + len(line.encode("utf-8")) > self._bytes:
                    self._set_aside(path)
                descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
                with os.fdopen(descriptor, "ab") as file:
                    file.write(line.encode("utf-8", "backslashreplace"))
        except (OSError, Timeout) as error:
            raise KnowledgeError(
                f"The audit cannot be written to {self._folder} ({error}). Make the folder writable, or change "
                "`folder` under [audit]."
            ) from error

    def _set_aside(self, path: Path) -> None:
        stamp = f"{self._now():%Y%m%dT%H%M%S.%f}"
        path.rename(path.with_name(f"audit-{stamp}.jsonl"))
        kept = sorted(self._folder.glob("audit-*.jsonl"))
        for old in kept[: max(0, len(kept) - (self._files - 1))]:
            old.unlink(missing_ok=True)

    def _object(self, entry: AuditEntry) -> dict[str, object]:
        now = self._now()
        usage = entry.usage
        told = {"time": now.isoformat(timespec="milliseconds"), **asdict(entry)}
        told["user"] = entry.user or self._user
        if not self._metrics:
            return told
        values = (entry.seconds, usage.calls, usage.input_tokens, usage.output_tokens, usage.cost_usd or 0.0)
        return {
            "_aws": {
                "Timestamp": int(now.timestamp() * 1_000),
                "CloudWatchMetrics": [
                    {
                        "Namespace": _NAMESPACE,
                        "Dimensions": [["database", "decision"]],
                        "Metrics": [{"Name": name, "Unit": unit} for name, unit in _METRICS],
                    }
                ],
            },
            **{name: value for (name, _), value in zip(_METRICS, values, strict=True)},
            **told,
        }

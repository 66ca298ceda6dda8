"""Asks a package of another environment Spider's questions: python -m benchmarks.beside.asking --help.

    python -m benchmarks.beside.asking --data spider/ --python other/bin/python \
        --adapter benchmarks.beside.ln2sql --out ln2sql.jsonl

The file is one of predictions, as ``text2sql eval spider --predictions`` takes it, with seconds in each line. A
question that takes longer than ``--seconds`` is a failure, and the package is started again.
"""

import argparse
import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from benchmarks.beside.wording import in_names
from text2sql.evaluation.benchmarks import read_spider
from text2sql.evaluation.types import Case, DataSet

_PATIENCE_SECONDS = 300.0
"""How long a package may take to be imported and to learn a schema."""
_CLONE = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Asking:
    """How a package is asked."""

    command: Sequence[str]
    seconds: float
    """For one question."""
    helped: bool = False
    """Whether questions are said in the schema's words."""

    def answers(self, data_set: DataSet) -> Iterator[str]:
        """A line of a prediction file for each question that has a database, one database after the other."""
        for database, place in data_set.databases.items():
            process = self._opened(place)
            try:
                for case in (each for each in data_set.cases if each.database == database):
                    line = _exchange(process, self._said(case, data_set), self.seconds)
                    if not line:
                        _end(process)
                        process = self._opened(place)
                    yield line or self._unanswered(case)
            finally:
                _end(process)

    def _said(self, case: Case, data_set: DataSet) -> str:
        question = in_names(case.question, data_set.schemas[case.database]) if self.helped else case.question
        return json.dumps({"id": case.id, "question": question})

    def _unanswered(self, case: Case) -> str:
        message = f"It ended, or took longer than {self.seconds:g} s."
        told = {"id": case.id, "sql": None, "status": "failed", "message": message}
        return json.dumps({**told, "seconds": self.seconds})

    def _opened(self, place: Path) -> subprocess.Popen[str]:
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        process = subprocess.Popen(self.command, stdin=pipe, stdout=pipe, stderr=nothing, text=True, cwd=_CLONE)
        if not _exchange(process, json.dumps({"open": str(place.resolve())}), _PATIENCE_SECONDS):
            _end(process)
            raise SystemExit(f"{' '.join(self.command)} does not start. Run it by hand to see why.")
        return process


def _exchange(process: subprocess.Popen[str], said: str, seconds: float) -> str:
    """The next line of a process, after saying something to it; empty when it ends or is late, which ends it."""
    assert process.stdin and process.stdout
    late = Timer(seconds, process.kill)
    late.start()
    try:
        process.stdin.write(said + "\n")
        process.stdin.flush()
        return process.stdout.readline().strip()
    except BrokenPipeError:
        return ""
    finally:
        late.cancel()


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="Spider's folder")
    options.add_argument("--python", required=True, help="of the environment that has the package")
    options.add_argument(
        "--adapter", required=True, help="benchmarks.beside.text2sql_lite, intelligent_text2sql, ln2sql"
    )
    options.add_argument("--out", type=Path, required=True, help="JSON lines of predictions")
    options.add_argument("--seconds", type=float, default=10.0, help="for one question")
    options.add_argument("--helped", action="store_true", help="say questions in the schema's words")
    given = options.parse_args()
    asking = Asking((given.python, "-m", given.adapter), given.seconds, given.helped)
    with given.out.open("w", encoding="utf-8") as file:
        for line in asking.answers(read_spider(given.data)):
            print(line, file=file, flush=True)


if __name__ == "__main__":
    main()

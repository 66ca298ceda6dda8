"""Writes training data: two files for a customisation job, and a report of what is in them and what is not."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from text2sql.corpus.files import write_whole
from text2sql.errors import KnowledgeError, UsageError
from text2sql.tuning.choosing import Check, Chosen, Dropped, Rules, chosen, digest, is_held_back
from text2sql.tuning.examples import Example
from text2sql.tuning.formats import FORMATS, Format, FormatName

TRAINING, VALIDATION, REPORT = "train.jsonl", "validation.jsonl", "report.json"


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How training data is written."""

    format: FormatName = "nova"
    validation_share: float = 0.1
    """About how many query shapes are held back for validation, 0 to 1; 0 writes no validation file."""
    seed: int = 7
    """Of the split and the order."""
    cell_values: bool = True
    """Whether prompts may hold values of cells; personal columns never do."""
    most_tokens: int | None = None
    """Of one record; None means the format's own limit."""

    def __post_init__(self) -> None:
        """Refuse shares that leave nothing to learn.

        Raises:
            UsageError: the share is not between 0 and 1.
        """
        if not 0 <= self.validation_share < 1:
            raise UsageError(f"A validation share of {self.validation_share:g} is impossible. Choose from 0 to 0.9.")


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written."""

    format: FormatName
    seed: int
    validation_share: float
    training: int
    """Records."""
    validation: int
    tokens: int
    """Estimated, of the training records; training is billed by them and by epoch."""
    longest: int
    """Estimated tokens of the longest record."""
    skeletons: int
    """Different shapes of SQL."""
    files: tuple[tuple[str, str], ...]
    """Names with their SHA-256 in hexadecimal."""
    dropped: tuple[Dropped, ...]

    @property
    def reasons(self) -> tuple[tuple[str, int], ...]:
        """How many were dropped for which kind of problem, the most frequent first."""
        return tuple(Counter(each.reason for each in self.dropped).most_common())


def export(
    examples: Iterable[Example], folder: Path, options: ExportOptions, check: Check | None = None
) -> ExportReport:
    """Write ``train.jsonl``, ``validation.jsonl`` and ``report.json``; files of an earlier export are replaced.

    Args:
        examples: what is to be learned, in any order.
        folder: where the files go; made when it is missing.
        options: how.
        check: the gate; every SQL that it refuses is left out.

    Raises:
        UsageError: too few examples are left for a job; nothing is written.
        KnowledgeError: the folder cannot be written.
    """
    form = FORMATS[options.format]
    fit: list[Chosen] = []
    dropped: list[Dropped] = []
    for each in chosen(examples, Rules(options.most_tokens or form.most_tokens, options.cell_values, check)):
        if isinstance(each, Chosen):
            fit.append(each)
        else:
            dropped.append(each)
    fit.sort(key=lambda each: digest(options.seed, each.id))  # an order that teaches nothing
    training, validation = _split(fit, form, options, dropped)
    if not training or len(training) + len(validation) < form.least_records:
        raise UsageError(_too_few(len(training) + len(validation), form, dropped))
    return _written(folder, training, validation, options, dropped)


@dataclass(frozen=True, slots=True)
class Written:
    """How much an export wrote."""

    training: int
    validation: int
    tokens: int
    """Estimated, of the training records."""


def read_report(folder: Path) -> Written:
    """How much is in a folder, by its ``report.json``.

    Raises:
        KnowledgeError: nothing was exported there.
    """
    try:
        report = json.loads((folder / REPORT).read_text(encoding="utf-8"))
        return Written(int(report["training"]), int(report["validation"]), int(report["tokens"]))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise KnowledgeError(f"Nothing was exported to {folder}. Run `text2sql tune export` first.") from error


def _split(
    fit: Sequence[Chosen], form: Format, options: ExportOptions, dropped: list[Dropped]
) -> tuple[list[Chosen], list[Chosen]]:
    """Training and validation; what is too much for a job is dropped."""
    training: list[Chosen] = []
    validation: list[Chosen] = []
    for each in fit:
        held_back = is_held_back(each.skeleton, options.validation_share, options.seed)
        kept, most = (validation, form.most_validation) if held_back else (training, form.most_records)
        if len(kept) < most:
            kept.append(each)
        else:
            dropped.append(Dropped(each.id, "too many", f"a job takes {most:,} records"))
    return training, validation


def _written(
    folder: Path,
    training: Sequence[Chosen],
    validation: Sequence[Chosen],
    options: ExportOptions,
    dropped: Sequence[Dropped],
) -> ExportReport:
    form = FORMATS[options.format]
    contents = {TRAINING: _content(training, form)} | ({VALIDATION: _content(validation, form)} if validation else {})
    report = ExportReport(
        format=options.format,
        seed=options.seed,
        validation_share=options.validation_share,
        training=len(training),
        validation=len(validation),
        tokens=sum(each.conversation.tokens for each in training),
        longest=max(each.conversation.tokens for each in (*training, *validation)),
        skeletons=len({each.skeleton for each in (*training, *validation)}),
        files=tuple((name, hashlib.sha256(content).hexdigest()) for name, content in contents.items()),
        dropped=tuple(dropped),
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / VALIDATION).unlink(missing_ok=True)
        for name, content in contents.items():
            write_whole(folder / name, content)
        write_whole(folder / REPORT, json.dumps(asdict(report), ensure_ascii=False, indent=1).encode())
    except OSError as error:
        raise KnowledgeError(
            f"Training data cannot be written to {folder} ({error.strerror}). Choose another folder."
        ) from error
    return report


def _content(examples: Sequence[Chosen], form: Format) -> bytes:
    return "".join(f"{form.line(each.conversation)}\n" for each in examples).encode("utf-8", "replace")


def _too_few(left: int, form: Format, dropped: Sequence[Dropped]) -> str:
    reasons = ", ".join(f"{count} {reason}" for reason, count in Counter(each.reason for each in dropped).most_common())
    told = f" ({len(dropped)} were dropped: {reasons})" if dropped else ""
    return (
        f"{left} examples are fit to learn from{told}; a job takes at least {form.least_records}, some of them for "
        "training. Approve more samples, add other wordings to them, or give more with --questions."
    )

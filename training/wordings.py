"""Reads our other wordings of Spider's training questions, which the parser and linking both learn from."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

Rewording = Literal["korean", "reworded"]
REWORDINGS: tuple[Rewording, ...] = ("korean", "reworded")
_FOLDER = Path(__file__).parent / "parser" / "wordings"


def read_wordings(rewording: Rewording) -> Iterator[tuple[int, str]]:
    """The place of each question in ``train_spider.json``, and how it is worded."""
    for line in (_FOLDER / f"{rewording}.tsv").read_text("utf-8").splitlines():
        number, words = line.split("\t")
        yield int(number), words

"""Writes a checkpoint's weights, or the mean of several checkpoints', as the file that inference reads.

    python -m training.parser.export /tmp/run/one/best.pt text2sql/writers/offline/learned/parser.npz --note "..."

The mean of checkpoints of one run does as well as the best of them and swings less (Izmailov et al., 2018, "Averaging
weights leads to wider optima and better generalization").
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch

from text2sql.embedders.multilingual import MultilingualEmbedder
from text2sql.writers.offline.learned.decoding import grammar_fingerprint
from text2sql.writers.offline.learned.weights import About, save


def export(checkpoints: Sequence[Path], target: Path, note: str) -> None:
    """Write the averaged weights in half precision, with the grammar they belong to."""
    states = [torch.load(checkpoint, weights_only=True) for checkpoint in checkpoints]
    weights = {
        name: (sum(state["averaged"][name].float() for state in states) / len(states)).numpy()
        for name in states[0]["averaged"]
    }
    save(target, weights, About(states[0]["shape"]["heads"], grammar_fingerprint(), MultilingualEmbedder.name, note))


def main() -> None:
    """Read the options and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("target", type=Path)
    parser.add_argument("--note", default="")
    given = parser.parse_args()
    export(given.checkpoints, given.target, given.note)
    print(f"{given.target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

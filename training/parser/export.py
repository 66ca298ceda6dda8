"""Writes a checkpoint's weights as the file that inference reads.

python -m training.parser.export /tmp/run/one/best.pt text2sql/writers/offline/learned/parser.npz --note "..."
"""

import argparse
from pathlib import Path

import torch

from text2sql.embedders.multilingual import MultilingualEmbedder
from text2sql.writers.offline.learned.decoding import grammar_fingerprint
from text2sql.writers.offline.learned.weights import About, save


def export(checkpoint: Path, target: Path, note: str) -> None:
    """Write the averaged weights in half precision, with the grammar they belong to."""
    state = torch.load(checkpoint, weights_only=True)
    weights = {name: array.float().numpy() for name, array in state["averaged"].items()}
    save(target, weights, About(state["shape"]["heads"], grammar_fingerprint(), MultilingualEmbedder.name, note))


def main() -> None:
    """Read the options and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--note", default="")
    given = parser.parse_args()
    export(given.checkpoint, given.target, given.note)
    print(f"{given.target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

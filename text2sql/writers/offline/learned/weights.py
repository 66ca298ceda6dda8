"""The file of trained weights: NumPy arrays of half precision, and what has to be known to use them."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from text2sql.writers.offline.learned.network import Network

FILE = "parser.npz"
_ABOUT = "about"


@dataclass(frozen=True, slots=True)
class About:
    """What has to be known to use weights."""

    heads: int
    grammar: str
    """The fingerprint of the grammar's rules; weights for another grammar are useless."""
    embedder: str
    """The name of the embedder whose vectors they were trained on."""
    note: str = ""
    """When and on what they were trained."""


def save(path: Path, weights: dict[str, NDArray[np.float32]], about: About) -> None:
    """Write weights in half precision, which costs no accuracy that could be measured."""
    text = json.dumps({name: getattr(about, name) for name in About.__slots__})
    arrays = {name: array.astype(np.float16) for name, array in weights.items()}
    np.savez_compressed(path, allow_pickle=False, **arrays, **{_ABOUT: np.frombuffer(text.encode(), dtype=np.uint8)})


def load(path: Path) -> tuple[Network, About]:
    """Read weights."""
    with np.load(path, allow_pickle=False) as file:
        about = About(**json.loads(file[_ABOUT].tobytes()))
        weights = {name: file[name].astype(np.float32) for name in file.files if name != _ABOUT}
    return Network(weights, about.heads), about


@cache
def shipped() -> tuple[Network, About] | None:
    """The weights inside the package; None where there are none."""
    found = files(__package__).joinpath(FILE)
    if not found.is_file():
        return None
    with as_file(found) as path:
        return load(path)

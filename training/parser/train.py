"""Trains the parser on two cores until its time is up, and keeps the weights that do best on the validation databases.

    python -m training.parser.train --data /tmp/run/prepared.pkl --out /tmp/run/one --minutes 60

Run again with the same ``--out`` it goes on where it stopped. Every process computes with one thread and they average
what they have learned every few steps (local SGD; Stich, 2019): where others use the processors too, threads that wait
for each other at every multiplication got a third of the time that single ones did.
"""

import argparse
import copy
import math
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import torch
import torch.distributed
import torch.multiprocessing
from torch import Tensor

from text2sql.writers.offline.learned.decoding import SITUATIONS
from text2sql.writers.offline.learned.grammar import RULES
from training.parser.augmenting import augmented
from training.parser.dataset import Floats, Prepared, batches, by_split, collate, read_prepared
from training.parser.model import MOST_STEPS, Batch, Parser, Shape

_WARM_UP = 200
_AVERAGED = 0.998
_TOGETHER = 4
"""Steps after which a team averages what it has learned."""
_LARGEST = 260
"""Rows; the three questions in a hundred with more cost as much as all others."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train."""

    minutes: float
    rate: float = 1.5e-3
    decay: float = 0.02
    smoothing: float = 0.05
    every: float = 5.0
    """Minutes between validations."""
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Team:
    """The processes that train together; this is the one of number ``place``."""

    place: int = 0
    size: int = 1

    def averaged(self, arrays: Sequence[Tensor]) -> None:
        """Replace the arrays by their mean over the team, which waits for its slowest."""
        if self.size > 1:
            flat = torch.cat([each.detach().flatten() for each in arrays])
            torch.distributed.all_reduce(flat)
            parts = (flat / self.size).split([each.numel() for each in arrays])
            with torch.no_grad():
                torch._foreach_copy_(list(arrays), [part.view_as(own) for part, own in zip(parts, arrays, strict=True)])

    def any(self, said: bool) -> bool:
        """Whether one of the team says so."""
        if self.size == 1:
            return said
        votes = torch.tensor(float(said))
        torch.distributed.all_reduce(votes)
        return bool(votes > 0)


class Run:
    """One training run with its checkpoint."""

    def __init__(self, out: Path, plan: Plan, shape: Shape, examples: Sequence[Prepared], team: Team) -> None:
        """Begin, or go on from ``out/last.pt``."""
        out.mkdir(parents=True, exist_ok=True)
        self._team = team
        torch.manual_seed(plan.seed)
        self._out, self._plan = out, plan
        splits = by_split(examples)
        self._train = [each for each in splits["train"] if each.rows <= _LARGEST and len(each.targets) <= MOST_STEPS]
        self._validation = {name: found for name, found in splits.items() if name != "train"}
        self._names = _names(self._train)
        self._model = Parser(shape)
        self._averaged = copy.deepcopy(self._model).eval()
        # The network computes in bfloat16, three times as fast here; what is learned is added up in full precision.
        self._precise = [each.detach().clone().requires_grad_() for each in self._model.parameters()]
        self._model.bfloat16()
        self._optimizer = torch.optim.AdamW(self._precise, plan.rate, (0.9, 0.98), weight_decay=plan.decay, fused=True)
        self._steps, self._seconds, self._best = 0, 0.0, 0.0
        if (out / "last.pt").is_file():
            self._resume()
        # Each of a team draws other questions, and none draws the same ones again after a break.
        self._random = np.random.default_rng((plan.seed, team.place, self._steps))

    def __call__(self) -> None:
        """Train until the time is up."""
        began, validated = time.monotonic() - self._seconds, self._seconds
        print(f"{len(self._train)} train, {sum(map(len, self._validation.values()))} validation", flush=True)
        losses: list[float] = []
        for chosen in self._drawn():
            losses.append(self._step(collate(augmented(chosen, self._random, self._names))))
            self._seconds = time.monotonic() - began
            if self._steps % _TOGETHER:
                continue
            self._team.averaged(self._precise)
            with torch.no_grad():
                torch._foreach_copy_(list(self._model.parameters()), self._precise)
            ended = self._team.any(self._seconds >= self._plan.minutes * 60)
            if self._team.any(self._seconds - validated > self._plan.every * 60) or ended:
                if self._team.place == 0:
                    self._validate(float(np.mean(losses)))
                losses, validated = [], self._seconds
            if ended:
                return

    def _drawn(self) -> Iterator[list[Prepared]]:
        while True:
            yield from batches(self._train, self._random)

    def _step(self, batch: Batch) -> float:
        for group in self._optimizer.param_groups:
            group["lr"] = self._rate()
        self._model.train()
        scores = self._model(halved(batch))
        loss = _loss(scores, batch.targets, batch.allowed, self._plan.smoothing)
        self._model.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        for precise, own in zip(self._precise, self._model.parameters(), strict=True):
            precise.grad = None if own.grad is None else own.grad.float()
        torch.nn.utils.clip_grad_norm_(self._precise, 1.0)
        self._optimizer.step()
        self._steps += 1
        share = min(_AVERAGED, (1 + self._steps) / (10 + self._steps))
        with torch.no_grad():
            torch._foreach_copy_(list(self._model.parameters()), self._precise)
            torch._foreach_lerp_(list(self._averaged.parameters()), self._precise, 1 - share)
        return loss.item()

    def _rate(self) -> float:
        progress = min(1.0, self._seconds / (self._plan.minutes * 60))
        cosine = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * progress))
        return self._plan.rate * min(1.0, (self._steps + 1) / _WARM_UP) * cosine

    def _validate(self, loss: float) -> None:
        shares = {name: share_exact(self._averaged, found) for name, found in self._validation.items()}
        exact = float(np.mean([*shares.values()]))
        passes = self._steps / max(1, sum(1 for _ in batches(self._train, None)))
        print(
            f"{self._seconds / 60:6.1f} min  step {self._steps}  passes {passes:.1f}  loss {loss:.4f}  "
            + "  ".join(f"{name} {share:.4f}" for name, share in shares.items()),
            flush=True,
        )
        state = {
            "shape": asdict(self._model.shape),
            "precise": [each.detach() for each in self._precise],
            "averaged": self._averaged.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "steps": self._steps,
            "seconds": self._seconds,
            "best": max(self._best, exact),
        }
        torch.save(state, self._out / "draft.pt")
        (self._out / "draft.pt").rename(self._out / "last.pt")
        if exact >= self._best:
            self._best = exact
            torch.save({"shape": state["shape"], "averaged": state["averaged"]}, self._out / "best.pt")

    def _resume(self) -> None:
        state = torch.load(self._out / "last.pt", weights_only=False)
        with torch.no_grad():
            torch._foreach_copy_(self._precise, state["precise"])
            torch._foreach_copy_(list(self._model.parameters()), self._precise)
        self._averaged.load_state_dict(state["averaged"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._steps, self._seconds, self._best = state["steps"], state["seconds"], state["best"]


def _names(examples: Sequence[Prepared]) -> Floats:
    """Vectors of the names of every database."""
    by_database = {each.database: each.features for each in examples}.values()
    names = [each.vectors[each.words : each.words + each.tables + each.columns] for each in by_database]
    return np.concatenate(names).astype(np.float32)


def halved(batch: Batch) -> Batch:
    """The batch with its real numbers in half precision."""
    halves = {name: getattr(batch, name).bfloat16() for name in ("vectors", "flags", "likeness")}
    return replace(batch, **halves)


def share_exact(model: Parser, examples: Sequence[Prepared]) -> float:
    """The share of questions where every action is the likeliest one after those before it: greedy decoding's share."""
    right = 0
    model.eval()
    with torch.no_grad():
        for chosen in batches(examples, None):
            batch = collate(chosen)
            with torch.autocast("cpu", torch.bfloat16):
                best = model(batch).argmax(-1)
            right += int(((best == batch.targets) | (batch.targets < 0)).all(dim=1).sum())
    return right / max(1, len(examples))


def _loss(scores: Tensor, targets: Tensor, allowed: Tensor, smoothing: float) -> Tensor:
    """Mean over the questions' steps of the cross entropy, smoothed over what is allowed."""
    there = targets >= 0
    own = -scores.gather(2, targets.clamp(min=0)[:, :, None]).squeeze(2)
    count = allowed.sum(-1)
    even = -(scores * allowed).sum(-1) / count
    smoothed = torch.where(count > 1, (1 - smoothing) * own + smoothing * even, own * 0)
    return (smoothed * there).sum() / targets.shape[0]


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--dropout", type=float, default=0.1)
    given = parser.parse_args()
    shape = Shape(
        len(RULES),
        SITUATIONS,
        width=given.width,
        heads=given.width // 32,
        encoder_layers=given.layers,
        inner=2 * given.width,
        dropout=given.dropout,
    )
    plan = replace(Plan(given.minutes), rate=given.rate, seed=given.seed)
    if given.processes == 1:
        _work(0, 1, given.data, given.out, (plan, shape))
    else:
        os.environ.setdefault("MASTER_ADDR", "127.0.0.1")
        os.environ.setdefault("MASTER_PORT", "29511")
        torch.multiprocessing.spawn(  # type: ignore[no-untyped-call]
            _work, (given.processes, given.data, given.out, (plan, shape)), nprocs=given.processes
        )


def _work(place: int, size: int, data: Sequence[Path], out: Path, how: tuple[Plan, Shape]) -> None:
    torch.set_num_threads(1)
    if size > 1:
        torch.distributed.init_process_group("gloo", rank=place, world_size=size, timeout=timedelta(hours=1))
    examples = [each for path in data for each in read_prepared(path)]
    Run(out, *how, examples, Team(place, size))()
    if size > 1:
        torch.distributed.destroy_process_group()


if __name__ == "__main__":
    main()

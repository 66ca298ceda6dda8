"""From scores to queries: a beam search that only ever takes what the grammar allows.

Probabilities are renormalised over the allowed actions at every step (Krishnamurthy et al., 2017), so that what cannot
be meant takes nothing away from what can.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from text2sql.writers.offline.learned.features import Features
from text2sql.writers.offline.learned.grammar import (
    NEEDS,
    RULES,
    Action,
    ColumnAt,
    Rule,
    State,
    TableAt,
    ValueAt,
    start,
)
from text2sql.writers.offline.learned.network import Memory, Network, Past
from text2sql.writers.offline.learned.scope import Scope

BEAMS = 8
MARGIN = 6.5
"""A beam this far behind the best one is given up: of the right queries among the proposals for 1,500 validation
questions one in a hundred lay six or more behind, and for each of those questions another one was right too."""
_ROLES = ("", "item", "where", "having", "order", "figure")
_DEEPEST = 5
_RULE_PLACE = {name: place for place, name in enumerate(RULES)}

# One table for all that is said of a step, part after part.
_FIRST_ROLE = len(NEEDS)
_FIRST_RULE = _FIRST_ROLE + len(_ROLES) + 1
_FIRST_SHAPE = _FIRST_RULE + len(RULES) + 1
_FIRST_DEPTH = _FIRST_SHAPE + len(RULES) + 1
SITUATIONS = _FIRST_DEPTH + _DEEPEST + 1
SITUATION_PARTS = 5


@dataclass(frozen=True, slots=True)
class Decoded:
    """A complete query as actions."""

    actions: tuple[Action, ...]
    score: float
    """Logarithm of its probability."""
    probabilities: tuple[float, ...]
    """Of each action."""


def situation_of(state: State) -> tuple[int, ...]:
    """What is known of the next step: what is needed, where, under which rule, in which SELECT and how deep."""
    top = state.open[-1]
    frame = state.frames[top.frame]
    role = _ROLES.index(top.role) + 1 if top.role in _ROLES else 0
    rule = _RULE_PLACE.get(top.rule, len(RULES))
    shape = _RULE_PLACE.get(frame.shape, len(RULES))
    return (
        NEEDS.index(top.need),
        _FIRST_ROLE + role,
        _FIRST_RULE + rule,
        _FIRST_SHAPE + shape,
        _FIRST_DEPTH + min(frame.depth, _DEEPEST),
    )


def number_of(action: Action, features: Features) -> int:
    """The action's number among the network's outputs: rules, then the rows of the features."""
    return _number(action, _firsts(features))


def _firsts(features: Features) -> dict[type, int]:
    """The number of the first row of each kind."""
    tables = len(RULES) + features.words
    columns = tables + features.tables
    return {TableAt: tables, ColumnAt: columns, ValueAt: columns + features.columns}


def _number(action: Action, first: dict[type, int]) -> int:
    return _RULE_PLACE[action.name] if isinstance(action, Rule) else first[type(action)] + action.place


def decode(network: Network, features: Features, scope: Scope, beams: int = BEAMS) -> tuple[Decoded, ...]:
    """The likeliest queries, best first, at most ``beams``.

    Args:
        network: the weights.
        features: of the question over the scope's schema and values, in the scope's order.
        scope: what the grammar may point at.
        beams: how many unfinished queries are followed at once.
    """
    memory = network.encode(features)
    live: list[_Beam] = [_Beam(0.0, start(scope), (), -1)]
    past = network.begin()
    done: list[Decoded] = []
    for _ in range(network.most_steps):
        scores, past = _scored(network, memory, past, live)
        best = max((each.score for each in done), default=-np.inf)
        grown = _grown(live, scores, features, beams, best)
        done += [Decoded(beam.state.actions, beam.score, beam.probabilities) for _, beam in grown if beam.state.done]
        going = [(parent, beam) for parent, beam in grown if not beam.state.done]
        done = sorted(done, key=lambda each: -each.score)[:beams]
        if not going or (len(done) == beams and going[0][1].score < done[-1].score):
            break
        past = past.of(np.array([parent for parent, _ in going]))
        live = [beam for _, beam in going]
    return tuple(done)


@dataclass(frozen=True, slots=True)
class _Beam:
    score: float
    state: State
    probabilities: tuple[float, ...]
    previous: int


def _scored(network: Network, memory: Memory, past: Past, live: Sequence[_Beam]) -> tuple[NDArray[np.float32], Past]:
    previous = np.array([beam.previous for beam in live], dtype=np.int64)
    situations = np.array([situation_of(beam.state) for beam in live], dtype=np.int64)
    return network.step(memory, past, previous, situations)


def _grown(
    live: Sequence[_Beam], scores: NDArray[np.float32], features: Features, beams: int, best: float
) -> list[tuple[int, _Beam]]:
    """The best continuations of all beams together, best first, each with the place of the beam it grew from.

    What lies far behind the best of them, or behind the ``best`` that is whole already, is left out.
    """
    options: list[tuple[float, int, Action, int, float]] = []
    first = _firsts(features)
    for place, beam in enumerate(live):
        allowed = beam.state.allowed()
        numbers = np.array([_number(action, first) for action in allowed], dtype=np.int64)
        own = scores[place, numbers].astype(np.float64)
        own -= own.max()
        own -= np.log(np.exp(own).sum())
        for at in np.argsort(-own, kind="stable")[:beams]:
            options.append((beam.score + float(own[at]), place, allowed[at], int(numbers[at]), float(np.exp(own[at]))))
    options.sort(key=lambda option: -option[0])
    worst = max(best, options[0][0]) - MARGIN
    return [
        (place, _Beam(score, live[place].state.taking(action), (*live[place].probabilities, share), number))
        for score, place, action, number, share in options[:beams]
        if score >= worst
    ]


@cache
def grammar_fingerprint() -> str:
    """Changes when the network's outputs would mean something else."""
    import hashlib

    return hashlib.sha256(repr((RULES, NEEDS, _ROLES, SITUATION_PARTS)).encode()).hexdigest()[:16]

"""The network in NumPy gives the numbers that torch gave for the same weights; torch itself is not needed here."""

import numpy as np
import pytest

from tests.offline.learned.test_decoding import HEADS, asked, random_weights
from tests.offline.learned.test_features import CATALOG, embed
from text2sql.types import LinkedSchema, LinkedTable
from text2sql.writers.offline.learned.decoding import grammar_fingerprint
from text2sql.writers.offline.learned.features import WordVectors
from text2sql.writers.offline.learned.network import Network
from text2sql.writers.offline.learned.parsing import LearnedParser, fits, part_of
from text2sql.writers.offline.learned.weights import About

RULES, SITUATIONS, STEPS = 90, 200, 6
QUESTION = "names of stadiums with more than 3 '서울' concerts"

TORCH = {
    0: [-5.7005, -6.1188, -6.0526, -5.8799, -4.9533, -4.1105],
    2: [-6.2276, -6.1861, -6.7004, -6.1006, -4.78, -4.0243],
    5: [-5.4541, -4.2565, -6.2417, -5.4396, -4.989, -4.1001],
}
"""Log-probabilities by step, from ``training/parser/model.py`` with these weights (torch 2.13, full precision)."""


def log_probabilities(scores):
    scores = scores.astype(np.float64)
    return scores - scores.max() - np.log(np.exp(scores - scores.max()).sum())


def steps(network, memory, rows):
    """Scores of some steps after arbitrary actions, one at a time."""
    random = np.random.default_rng(7)
    previous = np.concatenate([[-1], random.integers(0, RULES + rows, STEPS - 1)])
    situations = random.integers(0, SITUATIONS, (STEPS, 5))
    past = network.begin()
    for step in range(STEPS):
        scores, past = network.step(memory, past, previous[step : step + 1], situations[step : step + 1])
        yield step, log_probabilities(scores[0])


def test_numpy_and_torch_agree():
    _, features = asked(QUESTION)
    network = Network(random_weights(7, RULES, SITUATIONS), HEADS)
    rows = len(features.kinds)
    places = [0, 7, 40, RULES, RULES + features.words + 1, RULES + rows - 1]
    for step, found in steps(network, network.encode(features), rows):
        if step in TORCH:
            assert found[places] == pytest.approx(TORCH[step], abs=2e-4)


def test_beams_do_not_see_each_other():
    _, features = asked(QUESTION)
    network = Network(random_weights(7, RULES, SITUATIONS), HEADS)
    memory = network.encode(features)
    first, second = np.array([[3, 20, 9, 1, 4]]), np.array([[5, 21, 9, 2, 4]])
    past = network.begin()
    _, past = network.step(memory, past, np.array([-1]), first)
    both, _ = network.step(memory, past.of(np.array([0, 0])), np.array([4, 95]), np.concatenate([first, second]))
    alone, _ = network.step(memory, past, np.array([95]), second)
    assert np.allclose(both[1], alone[0], atol=1e-5)


@pytest.mark.parametrize("text", ["how many concerts per stadium", "공연이 3번 넘은 경기장은 어디야?", ""])
def test_the_parser_proposes_queries_best_first(text):
    parser = LearnedParser(Network(random_weights(1), HEADS), WordVectors(embed))
    found = parser.propose(text, CATALOG, (), beams=4)
    assert found == parser.propose(text, CATALOG, (), beams=4)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert parser.propose(text, CATALOG.__class__("empty", "sqlite", ()), ()) == ()


def test_of_a_large_schema_only_what_was_linked_is_read():
    tables = (LinkedTable(CATALOG.tables[1], 1.0, ("Theme",)),)
    linked = LinkedSchema(CATALOG, tables, (), (), (), whole=False)
    assert [(t.name, [c.name for c in t.columns]) for t in part_of(linked).tables] == [("concert", ["Theme"])]
    assert part_of(linked).joins == ()
    assert part_of(LinkedSchema(CATALOG, tables, (), (), (), whole=True)) is CATALOG


def test_weights_of_another_grammar_or_embedder_are_not_used():
    assert fits(About(2, grammar_fingerprint(), "one"), "one")
    assert not fits(About(2, grammar_fingerprint(), "one"), "other")
    assert not fits(About(2, "another grammar", "one"), "one")

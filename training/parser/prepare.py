"""Makes the arrays that training reads, in both spellings of the schemas, and says what gold could not be said.

    python -m training.parser.prepare --data ../shared/bench --out /tmp/run

Writes ``raw.pkl`` (identifiers as they are; with the validation questions) and ``clean.pkl`` (Spider's cleaned names;
training questions only). Takes about six minutes the first time, for cell values are searched then.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from text2sql.catalog import Catalog
from text2sql.language import tokenize
from text2sql.types import LinkedValue
from text2sql.writers.offline.learned.features import WordVectors
from text2sql.writers.offline.learned.grammar import Action
from text2sql.writers.offline.learned.joining import JoinTrees
from text2sql.writers.offline.learned.queries import literals
from text2sql.writers.offline.learned.scope import Scope, same_value
from text2sql.writers.offline.learned.values import MOST_VALUES, ValueCandidate, value_candidates
from text2sql.writers.offline.learned.writing import NotInGrammar, actions_of
from training.parser.data import Example, found_values, read_catalogs, read_examples, word_vectors
from training.parser.dataset import Prepared, prepared, whole_side, write_prepared
from training.parser.gold import read_gold
from training.parser.gold_parts import NotSayable
from training.parser.made import made_databases

VALIDATION = ("validation", "validation korean", "validation reworded", "validation made")


class Gold:
    """Gold SQL as actions, and an account of what was lost."""

    def __init__(self, catalogs: Mapping[str, Catalog]) -> None:
        """Nothing is read yet."""
        self._trees = {name: JoinTrees(catalog) for name, catalog in catalogs.items()}
        self.account: Counter[str] = Counter()

    def __call__(self, example: Example, scope: Scope) -> tuple[Action, ...] | None:
        """The actions; None when the language or the scope has no way to say it."""
        try:
            actions = actions_of(read_gold(example.gold, self._trees[example.database]), scope)
        except NotSayable as error:
            self._count(example, f"not in the language: {error}")
        except NotInGrammar as error:
            why = str(error)
            self._count(example, "a value is not found" if why.startswith("no value") else f"not in the grammar: {why}")
        else:
            self._count(example, "said")
            return actions
        return None

    def values(self, example: Example, found: tuple[ValueCandidate, ...]) -> tuple[ValueCandidate, ...]:
        """The candidates; for training with those texts of the gold that the question says and nothing found.

        Many databases of ``train_others`` came without rows: no cell is found in them, and their questions are written
        without capitals. What they teach about the shape of queries is worth having all the same.
        """
        if example.split != "train":
            return found
        try:
            said = literals(read_gold(example.gold, self._trees[example.database]))
        except NotSayable:
            return found
        added = []
        for _, literal in said:
            start = example.question.casefold().find(str(literal.value).casefold().strip())
            known = any(same_value(each.literal, literal.value) for each in (*found, *added))
            if isinstance(literal.value, str) and literal.value.strip() and start >= 0 and not known:
                end = start + len(literal.value.strip())
                added.append(ValueCandidate(literal.value, start, end, "name", score=0.8))
        return (*found[: MOST_VALUES - len(added)], *added)

    def _count(self, example: Example, what: str) -> None:
        self.account[f"{example.split}: {what.split('(')[0][:70]}"] += 1


def prepare(data: Path, out: Path, told: Callable[[str], None]) -> None:
    """Write the files."""
    examples = read_examples(data)
    values = found_values(data, out / "values.jsonl", examples)
    catalogs, vectors = read_catalogs(data), word_vectors()
    vectors.of(sorted({token.normal for each in examples for token in tokenize(each.question)}))
    for name, cleaned, splits in (("raw", False, ("train", *VALIDATION)), ("clean", True, ("train",))):
        gold = Gold(catalogs)
        # Invented schemas have no cleaned names.
        spoken = (each for each in examples if not (cleaned and each.database in made_databases()))
        chosen = [each for each in spoken if each.split in splits]
        write_prepared(out / f"{name}.pkl", _made(chosen, catalogs, values, vectors, gold, cleaned=cleaned))
        for what, count in gold.account.most_common(25):
            told(f"{name}  {count:6}  {what}")


def _made(
    examples: list[Example],
    catalogs: Mapping[str, Catalog],
    values: Mapping[str, tuple[LinkedValue, ...]],
    vectors: WordVectors,
    gold: Gold,
    *,
    cleaned: bool,
) -> list[Prepared]:
    names = sorted({each.database for each in examples})
    sides = {name: whole_side(catalogs[name], vectors, cleaned=cleaned) for name in names}
    made = (
        prepared(
            each,
            catalogs[each.database],
            sides[each.database],
            gold.values(each, value_candidates(each.question, values[each.id])),
            vectors,
            gold,
        )
        for each in examples
    )
    return [each for each in made if each is not None]


def main() -> None:
    """Read the options and prepare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    began = time.monotonic()
    prepare(given.data, given.out, print)
    print(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()

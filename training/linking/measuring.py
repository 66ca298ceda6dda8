"""What models of linking find on training databases that they were not fitted on."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from text2sql.evaluation.linking.report import kept_on_average
from text2sql.stages.linking.cutting import completeness
from text2sql.stages.linking.evidence import Likely
from text2sql.stages.linking.joining import chosen_tables
from training.linking.boosting import Floats

if TYPE_CHECKING:
    from training.linking.fit import Seen

TABLE_CUTS, COLUMN_CUTS = (1, 2, 3, 5, 10), (10, 15, 20, 30, 40)
TABLE_PRICES = (0.1, 0.05, 0.03, 0.02, 0.015, 0.011, 0.008, 0.005)
_MOST_TABLES = 10


def measure(seen: Sequence["Seen"], odds: Sequence[Floats], of_columns: Sequence[Floats]) -> None:
    """Print the share of questions that keep all gold, by wording and by how much is kept.

    Args:
        seen: the questions.
        odds: of each the log-odds of the tables that were compared.
        of_columns: likewise of the candidate columns.
    """
    for wording in dict.fromkeys(each.wording for each in seen):
        mine = [place for place, each in enumerate(seen) if each.wording == wording]
        rows = [seen[place] for place in mine]
        scores, columns = [odds[place] for place in mine], [of_columns[place] for place in mine]
        places = [_needed(own, each.tables[1], each.gold_tables) for own, each in zip(scores, rows, strict=True)]
        print(f"  {wording}, {len(rows)} questions")
        print("    tables", *(f"@{cut} {np.mean([place <= cut for place in places]):.1%}" for cut in TABLE_CUTS))
        print("    tables", *_priced(rows, scores))
        places = [_needed(own, each.columns[1], each.gold_columns) for own, each in zip(columns, rows, strict=True)]
        print("    columns", *(f"@{cut} {np.mean([place <= cut for place in places]):.1%}" for cut in COLUMN_CUTS))
        print("    columns on average", *_on_average(places, columns), flush=True)


def _needed(odds: Floats, gold: "np.ndarray[tuple[int], np.dtype[np.bool_]]", count: int) -> float:
    """How many of the best have to be kept for all gold to be; infinitely many where some was no candidate."""
    at = np.flatnonzero(gold[np.argsort(-odds, kind="stable")])
    return float(at.max(initial=-1) + 1) if len(at) == count else np.inf


def _priced(rows: Sequence["Seen"], scores: Sequence[Floats]) -> Iterator[str]:
    """By what a table must add: how often all are kept, and how many are, with those that only join them."""
    for price in TABLE_PRICES:
        whole, sizes = [], []
        for each, odds in zip(rows, scores, strict=True):
            likely = Likely(dict(zip(each.names, odds.tolist(), strict=True)), {}).tables_above(price)
            kept = {table.name for table in chosen_tables(each.catalog, likely, _MOST_TABLES)}
            gold = {name for name, meant in zip(each.names, each.tables[1], strict=True) if meant}
            whole.append(gold <= kept and len(gold) == each.gold_tables)
            sizes.append(len(kept))
        yield f"{price}: {np.mean(whole):.2%} in {np.mean(sizes):.2f};"


def _on_average(places: Sequence[float], odds: Sequence[Floats]) -> Iterator[str]:
    """One price for all questions, such that so many columns are kept of them on average."""
    wholes = [completeness(-np.sort(-own)) for own in odds]
    for cut in COLUMN_CUTS:
        kept = kept_on_average(wholes, cut)
        yield f"@{cut} {np.mean([place <= size for place, size in zip(places, kept, strict=True)]):.1%}"

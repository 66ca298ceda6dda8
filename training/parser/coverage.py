"""How much of a benchmark's gold the parser's language can say.

    python -m training.parser.coverage SPIDER_FOLDER [PART] [--introspected]

reads every gold query, builds it with the grammar's actions from its own literals, renders it and runs it beside the
gold on the benchmark's database. It prints totals by what was lost and looks at no question.

``--introspected`` takes each schema as the product reads it from the file, with kinds by content and guessed joins,
instead of Spider's description of it: what a parser trained on the one meets in the other.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from text2sql.evaluation.linking.data import LinkingData, read_linking_data
from text2sql.evaluation.scoring.execution import Databases
from text2sql.evaluation.scoring.scorer import Scorer, Scoring
from text2sql.evaluation.types import Case, Prediction
from text2sql.warehouses.sqlite import SqliteWarehouse
from text2sql.writers.offline.learned.joining import JoinTrees, NotConnected
from text2sql.writers.offline.learned.queries import Query, literals, selects
from text2sql.writers.offline.learned.rendering import QueryRendering
from text2sql.writers.offline.learned.scope import Scope
from text2sql.writers.offline.learned.values import ValueCandidate
from text2sql.writers.offline.learned.writing import NotInGrammar, actions_of, query_of
from training.parser.gold import read_gold
from training.parser.gold_parts import NotSayable

RIGHT = "right"


def gold_values(query: Query) -> tuple[ValueCandidate, ...]:
    """What a question would have to mention for this query: its literals, without the signs of patterns, its limits."""
    found: list[str | int | float] = []
    for predicate, literal in literals(query):
        value = literal.value
        found.append(value.strip("%") if isinstance(value, str) and "like" in predicate.operator else value)
    found += [select.limit for select in selects(query) if select.limit is not None]
    return tuple(ValueCandidate(value, -1, -1, "quoted") for value in dict.fromkeys(found))


def rendered(case: Case, trees: JoinTrees) -> str:
    """The gold as it comes back.

    Raises:
        NotSayable, NotInGrammar, NotConnected: it does not.
    """
    query = read_gold(case.gold[0], trees)
    scope = Scope(trees.catalog, gold_values(query))
    return QueryRendering(trees).sql(query_of(actions_of(query, scope), scope))


def outcomes(data: LinkingData) -> Iterator[tuple[Case, str, str]]:
    """Each question whose database is there, with the kind of its outcome and the SQL that came back."""
    trees = {name: JoinTrees(catalog) for name, catalog in data.catalogs.items()}
    with Databases(data.databases) as databases:
        scorer = Scorer(databases, Scoring(also=()))
        for case in sorted(data.cases, key=lambda each: each.database):
            if case.database not in data.databases:
                continue
            try:
                sql = rendered(case, trees[case.database])
            except (NotSayable, NotInGrammar) as error:
                yield case, f"{type(error).__name__}: {error}", ""
            except NotConnected:
                yield case, "nothing connects its tables", ""
            else:
                verdict = scorer.verdict(case, Prediction(case.id, sql, "answered"))
                kind = RIGHT if verdict.correct else "gold does not run" if "Gold" in verdict.problem else "wrong"
                yield case, f"wrong: {verdict.problem[:60]}" if kind == "wrong" and verdict.problem else kind, sql


def as_read(data: LinkingData) -> LinkingData:
    """The same with each catalog as the product reads it from the file."""
    found = {}
    for name, path in data.databases.items():
        warehouse = SqliteWarehouse(path, name=name)
        found[name] = warehouse.introspect(lambda *_: None)
        warehouse.close()
    return replace(data, catalogs=found)


def main(folder: Path, part: str = "train_spider", introspected: bool = False) -> None:
    """Print totals."""
    data = read_linking_data(folder, part)
    counted = Counter(kind for _, kind, _ in outcomes(as_read(data) if introspected else data))
    total = sum(counted.values())
    for kind, number in counted.most_common(40):
        print(f"{number:6} {number / total:7.2%}  {kind}")
    print(f"{total:6}          all of {part}")


if __name__ == "__main__":
    named = [each for each in sys.argv[1:] if each != "--introspected"]
    main(Path(named[0]), *named[1:], introspected="--introspected" in sys.argv)

"""Proposals for training questions, judged on perturbed copies: what the ranker learns from.

    python -m training.parser.candidates BENCH_FOLDER COPIES OUT.jsonl --values FILE [--weights FILE] [--limit N]

Proposals come from the network's beam (``--weights``) and from the rules. Weights that were trained on a question's
database are too sure of themselves there: take only the databases that were kept for validation (``--splits
validation``), or a parser trained on the other databases (cross-fitting), a run a fold. Without weights the network's
part is played by distractors: the gold query with a wrong turn, at scores that say little. That proves the machinery;
a ranker trained on it is not worth shipping.

A proposal is right when the official rule says so on the database itself and on every copy.
"""

import argparse
import hashlib
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from text2sql.catalog import Catalog
from text2sql.evaluation.scoring.execution import Databases
from text2sql.evaluation.scoring.scorer import Scorer, Scoring
from text2sql.evaluation.types import Case, Execution, Prediction
from text2sql.types import LinkedValue
from text2sql.writers.offline.expressions import Expressions
from text2sql.writers.offline.joins import JoinGraph
from text2sql.writers.offline.learned.executing import Outcome, Proposal, Tried, is_blank, proposals, shortlist
from text2sql.writers.offline.learned.grammar import Action, start
from text2sql.writers.offline.learned.joining import JoinTrees
from text2sql.writers.offline.learned.promising import promising
from text2sql.writers.offline.learned.proposing import Proposed
from text2sql.writers.offline.learned.ranking import NAMES, Evidence, evidence
from text2sql.writers.offline.learned.rendering import QueryRendering
from text2sql.writers.offline.learned.scope import Scope
from text2sql.writers.offline.learned.values import ValueCandidate, value_candidates
from text2sql.writers.offline.learned.writing import NotInGrammar, actions_of, query_of
from text2sql.writers.offline.lexicon import Lexicon, build_lexicon
from text2sql.writers.offline.mentions import annotate
from text2sql.writers.offline.readings import Parser
from text2sql.writers.offline.rendering import Rendering
from training.parser.data import Example, found_values, read_catalogs, read_examples
from training.parser.gold import NotSayable, read_gold
from training.parser.made import made_databases
from training.parser.prepare import VALIDATION, word_vectors

TODAY = date(2026, 1, 1)
"""Spider's questions name no day relative to one."""
_WRONG_TURNS, _LONGEST = 6, 80
_GOLD_AMONG = 0.8
Beam = Callable[[Example, Scope], Sequence[Proposed]]


@dataclass(frozen=True)
class Database:
    """All that proposing for one database needs."""

    catalog: Catalog
    trees: JoinTrees
    rendering: QueryRendering
    lexicon: Lexicon
    parser: Parser


def database_of(catalog: Catalog) -> Database:
    """Prepare a database."""
    trees, graph = JoinTrees(catalog), JoinGraph(catalog)
    parser = Parser(catalog, graph, Rendering(Expressions(catalog), graph))
    return Database(catalog, trees, QueryRendering(trees), build_lexicon(catalog), parser)


def distractors(example: Example, scope: Scope, trees: JoinTrees, chance: random.Random) -> list[Proposed]:
    """The gold query, most of the time, and some that take one wrong turn and then follow it where they can."""
    try:
        gold = actions_of(read_gold(example.gold, trees), scope)
    except (NotSayable, NotInGrammar):
        return []
    found = [Proposed(query_of(gold, scope), chance.gauss(-0.7, 0.6))] if chance.random() < _GOLD_AMONG else []
    for _ in range(_WRONG_TURNS):
        actions = _wrong_turn(gold, scope, chance)
        if actions and actions != gold:
            found.append(Proposed(query_of(actions, scope), chance.gauss(-1.6, 0.8)))
    return found


def _wrong_turn(gold: tuple[Action, ...], scope: Scope, chance: random.Random) -> tuple[Action, ...]:
    state = start(scope)
    turn, left = chance.randrange(len(gold)), list(gold)
    while not state.done and len(state.actions) < _LONGEST:
        allowed = state.allowed()
        wanted = left.pop(0) if left else None
        if len(state.actions) == turn or wanted not in allowed:
            wanted = chance.choice(allowed)
        state = state.after(wanted)
    return state.actions if state.done else ()


def network_beam(weights: Path, linked: Mapping[str, tuple[LinkedValue, ...]]) -> Beam:
    """The beam of trained weights."""
    from text2sql.writers.offline.learned.parsing import LearnedParser
    from text2sql.writers.offline.learned.weights import load

    parser = LearnedParser(load(weights)[0], word_vectors())

    def beam(example: Example, scope: Scope) -> Sequence[Proposed]:
        return parser.propose(example.question, scope.catalog, linked.get(example.id, ()))

    return beam


class Judging:
    """Says whether proposals are right on the databases and on every copy, and what they gave."""

    def __init__(self, data: Path, copies: Path) -> None:
        folders = [data / "spider", *sorted(path for path in copies.iterdir() if (path / "database").is_dir())]
        places = [_places(folder) for folder in folders]
        places[0] |= made_databases()
        self._databases = [Databases(each) for each in places]
        self._scorers = [Scorer(each, Scoring(also=())) for each in self._databases]

    def outcome(self, example: Example, proposal: Proposal) -> Outcome | None:
        """What it gave on the database itself; None when it does not run."""
        execution = self._databases[0].run(example.database, proposal.sql)
        return None if execution.problem else outcome_of_execution(execution)

    def right(self, example: Example, proposal: Proposal) -> bool:
        """Whether it is right everywhere."""
        case = Case(example.id, example.database, example.question, (example.gold,), "en")
        prediction = Prediction(example.id, proposal.sql, "answered")
        return all(scorer.verdict(case, prediction).correct for scorer in self._scorers)

    def close(self) -> None:
        """Stop all processes."""
        for each in self._databases:
            each.close()


def outcome_of_execution(execution: Execution) -> Outcome:
    """The outcome as the writer's workbench would give it."""
    told = hashlib.sha256(repr(sorted(map(repr, execution.rows))).encode("utf-8", "surrogatepass")).hexdigest()
    return Outcome(len(execution.columns), len(execution.rows), is_blank(execution.rows), told)


def _places(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in (folder / "database").glob("*/*.sqlite")}


def judged(
    example: Example,
    found: tuple[Proposal, ...],
    judging: Judging,
    values: tuple[ValueCandidate, ...],
    trees: JoinTrees,
) -> list[tuple[Evidence, bool]]:
    """The evidence for each proposal of the shortlist that runs, and whether it is right."""
    ran = []
    for proposal in shortlist(promising(found, example.question, values, trees.catalog)):
        outcome = judging.outcome(example, proposal)
        if outcome is not None:
            ran.append(Tried(proposal, outcome))
    known = evidence(ran, example.question, values, trees)
    return [(each, judging.right(example, one.proposal)) for each, one in zip(known, ran, strict=True)]


def lines(arguments: argparse.Namespace) -> Iterator[str]:
    """One line of JSON a proposal."""
    data = Path(arguments.data)
    examples = [each for each in read_examples(data, others=False) if each.split in arguments.splits]
    catalogs = dict(read_catalogs(data))
    linked = found_values(data, Path(arguments.values), examples)
    random.Random(7).shuffle(examples)
    beam = network_beam(Path(arguments.weights), linked) if arguments.weights else None
    judging, known = Judging(data, Path(arguments.copies)), dict[str, Database]()
    for example in sorted(examples[: arguments.limit], key=lambda each: each.database):
        if example.database not in known:
            known[example.database] = database_of(catalogs[example.database])
        database, cells = known[example.database], linked.get(example.id, ())
        values = value_candidates(example.question, cells)
        scope = Scope(database.catalog, values)
        queries = (
            beam(example, scope) if beam else distractors(example, scope, database.trees, random.Random(example.id))
        )
        found = proposals(queries, _rules(example, database, cells), database.rendering)
        for each, right in judged(example, found, judging, values, database.trees):
            row = [round(float(getattr(each, name)), 5) for name in NAMES]
            yield json.dumps({"id": example.id, "database": example.database, "row": row, "right": right})
    judging.close()


def _rules(example: Example, database: Database, cells: tuple[LinkedValue, ...]) -> list[tuple[str, float]]:
    annotation = annotate(example.question, database.lexicon, cells, TODAY)
    return [(read.sql, read.confidence) for read in database.parser.read(annotation, TODAY, False)[:2]]


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("copies")
    parser.add_argument("out")
    parser.add_argument("--values", required=True, help="cell values by question, found once and kept in this file")
    parser.add_argument("--weights", help="of a parser that was not trained on these databases")
    parser.add_argument("--splits", nargs="+", default=list(VALIDATION), choices=["train", "ranking", *VALIDATION])
    parser.add_argument("--limit", type=int, default=20_000, help="questions")
    arguments = parser.parse_args()
    with Path(arguments.out).open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines(arguments))


if __name__ == "__main__":
    main()

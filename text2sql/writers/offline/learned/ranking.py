"""What is known of each proposal: some sixty numbers, which the trees of :mod:`.ranker` weigh.

A beam ranks by the network's score alone. What the network cannot see is seen here: what the query gave when it ran,
whether the rules came to the same result by another way, which words of the question are left over. Ranking candidates
by a second model over such evidence goes back to Collins and Koo (2005, "Discriminative reranking for natural language
parsing").
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields

from text2sql.catalog import Catalog
from text2sql.language import detect_language, stop_words, tokenize
from text2sql.writers.offline.learned.executing import Tried
from text2sql.writers.offline.learned.identifiers import words_of
from text2sql.writers.offline.learned.joining import JoinTrees, NotConnected, said_edges
from text2sql.writers.offline.learned.promising import judgement
from text2sql.writers.offline.learned.queries import (
    Query,
    Select,
    comparisons,
    expressions,
    literals,
    mentioned,
    operands,
    said_joins,
    selects,
)
from text2sql.writers.offline.learned.translated import forms_of
from text2sql.writers.offline.learned.values import ValueCandidate
from text2sql.writers.offline.representation import ColumnRef


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one proposal. Every field is a number the trees may ask for; the order is part of their file."""

    from_rules: float = 0.0
    score: float = 0.0
    behind_best: float = 0.0
    """How far its score lies below the best one's."""
    ahead_of_next: float = 0.0
    """How far the best other score lies below its own; negative when it is not the best."""
    place: float = 0.0
    proposals: float = 0.0
    same_result_share: float = 0.0
    """Share of the probability of all proposals that gave the same result."""
    rules_agree: float = 0.0
    """1 when the rules' best gave the same result, 0 when they gave another, -1 when they have none."""
    network_agrees: float = 0.0
    words: float = 0.0
    """Words of the question that are no stop words."""
    words_said: float = 0.0
    """Share of them that a table, column or value of the query says."""
    korean: float = 0.0
    weakest: float = -1.0
    """The probability of the network's least likely action; this and the next two see :class:`.proposing.Support`."""
    words_meant: float = -1.0
    names_meant: float = -1.0
    names_unsaid: float = 0.0
    """Share of the query's columns that no word of the question says."""
    cells_used: float = 0.0
    """Share of the cell values found in the question that the query compares with."""
    numbers_used: float = 0.0
    blank: float = 0.0
    rows: float = 0.0
    """Logarithm of the number of rows."""
    columns: float = 0.0
    tables: float = 0.0
    passed_through: float = 0.0
    """Tables that are joined although nothing mentions them."""
    said_joins: float = 0.0
    inferred_joins: float = 0.0
    selects: float = 0.0
    items: float = 0.0
    conditions: float = 0.0
    groups: float = 0.0
    orders: float = 0.0
    limits: float = 0.0
    repeated_conditions: float = 0.0
    """Conditions on a column that has one already."""
    either: float = 0.0
    """This and all that follow: see :class:`.agreeing.Agreement`."""
    negation: float = 0.0
    extreme: float = 0.0
    groups_said: float = 0.0
    distinct: float = 0.0
    average: float = 0.0
    total: float = 0.0
    pattern: float = 0.0
    counted: float = 0.0
    repeated_values: float = 0.0
    cells_elsewhere: float = 0.0
    texts_unused: float = 0.0
    years_elsewhere: float = 0.0
    years_unused: float = 0.0
    dates_unused: float = 0.0
    compared_otherwise: float = 0.0
    extremes_against: float = 0.0
    names_as_cells: float = 0.0
    period_unused: float = 0.0
    share_unsaid: float = 0.0
    parts_said: float = 0.0
    parts_beyond: float = 0.0
    needless_tables: float = 0.0
    """This and all that follow: see :class:`.coherence.Oddities`."""
    strange_pairs: float = 0.0
    empty_pairs: float = 0.0
    odd_values: float = 0.0
    long_tables_unused: float = 0.0
    """This and the next three: see :class:`.naming.Naming`."""
    short_tables_unused: float = 0.0
    long_columns_unused: float = 0.0
    short_columns_unused: float = 0.0
    items_unsaid: float = 0.0
    """Share of the columns in the result that no word of the question says."""
    contradictions: float = 0.0
    """See :class:`.promising.Judgement`."""


NAMES: tuple[str, ...] = tuple(field.name for field in fields(Evidence))


def evidence(
    tried: Sequence[Tried], question: str, values: Sequence[ValueCandidate], trees: JoinTrees
) -> tuple[Evidence, ...]:
    """The evidence for each proposal that ran, seen beside the others.

    Args:
        tried: the proposals that ran, in the order of the shortlist.
        question: its words.
        values: the values found in it.
        trees: the joins of the database.
    """
    content = [token for token in tokenize(question) if token.normal not in stop_words()]
    words = [frozenset(forms_of(token)) - stop_words() for token in content]
    said = frozenset(form for forms in words for form in forms)
    korean = float(detect_language(question) == "ko")
    return tuple(
        Evidence(
            **_beside(tried, place),
            **_wording(each.proposal.query, said, words, values),
            korean=korean,
            weakest=each.proposal.support.weakest,
            words_meant=each.proposal.support.words,
            names_meant=each.proposal.support.names,
            **_outcome(each),
            **_joins(each.proposal.query, trees),
            **_shape(each.proposal.query),
            **_judged(each.proposal.query, question, values, trees.catalog),
        )
        for place, each in enumerate(tried)
    )


def _beside(tried: Sequence[Tried], place: int) -> dict[str, float]:
    own = tried[place]
    score = own.proposal.score
    others = [each.proposal.score for number, each in enumerate(tried) if number != place]
    share = [math.exp(each.proposal.score) for each in tried]
    same = [_same(own, each) for each in tried]
    return {
        "from_rules": float(own.proposal.source == "rules"),
        "score": score,
        "behind_best": max((*others, score)) - score,
        "ahead_of_next": score - max(others) if others else 10.0,
        "place": float(place),
        "proposals": float(len(tried)),
        "same_result_share": sum(part for part, equal in zip(share, same, strict=True) if equal)
        / max(sum(share), 1e-9),
        "rules_agree": _agreement(own, [each for each in tried if each.proposal.source == "rules"]),
        "network_agrees": _agreement(own, [each for each in tried if each.proposal.source == "network"]),
    }


def _judged(query: Query | None, question: str, values: Sequence[ValueCandidate], catalog: Catalog) -> dict[str, float]:
    if query is None:
        return {}
    found = judgement(query, question, values, catalog)
    told = {**asdict(found.agreement), **asdict(found.oddities), **asdict(found.naming)}
    return {**told, "contradictions": found.contradictions}


def _same(one: Tried, other: Tried) -> bool:
    return one is other or (one.outcome.fingerprint == other.outcome.fingerprint != "")


def _agreement(own: Tried, of: Sequence[Tried]) -> float:
    return float(_same(own, of[0])) if of else -1.0


def _wording(
    query: Query | None, said: frozenset[str], words: Sequence[frozenset[str]], values: Sequence[ValueCandidate]
) -> dict[str, float]:
    if query is None:
        return {"words": float(len(words))}
    columns = set(_columns(query))
    names = {column: frozenset(words_of(column.column)) for column in columns}
    tables = {word for select in selects(query) for table in mentioned(select) for word in words_of(table)}
    used = {str(literal.value).strip("%").casefold() for _, literal in literals(query)}
    used |= {str(select.limit) for select in selects(query) if select.limit is not None}
    spoken = {form for text in used for token in tokenize(text) for form in token.variants}
    known = {token.normal for text in (*tables, *(word for name in names.values() for word in name))
             for token in tokenize(text)} | spoken  # fmt: skip
    cells = {str(value.literal).casefold() for value in values if value.source == "cell"}
    numbers = {str(value.literal) for value in values if value.source == "number"}
    unsaid = [name for name in names.values() if not name & said]
    shown = [names[column] for item in next(selects(query)).items for column in operands(item) if column in names]
    return {
        "words": float(len(words)),
        "words_said": _share(sum(not forms.isdisjoint(known) for forms in words), len(words)),
        "names_unsaid": _share(len(unsaid), len(names)),
        "items_unsaid": _share(len([name for name in shown if not name & said]), len(shown)),
        "cells_used": _share(len(cells & used), len(cells)),
        "numbers_used": _share(len(numbers & used), len(numbers)),
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else -1.0


def _columns(query: Query) -> Iterable[ColumnRef]:
    for select in selects(query):
        joined = {column for pair in said_joins(select) for column in pair}
        for expression in expressions(select):
            for operand in operands(expression):
                if isinstance(operand, ColumnRef) and operand not in joined:
                    yield operand


def _outcome(tried: Tried) -> dict[str, float]:
    outcome = tried.outcome
    return {
        "blank": float(outcome.blank),
        "rows": math.log1p(outcome.rows),
        "columns": float(outcome.columns),
    }


def _joins(query: Query | None, trees: JoinTrees) -> dict[str, float]:
    found = {"tables": 0.0, "passed_through": 0.0, "said_joins": 0.0, "inferred_joins": 0.0}
    for select in () if query is None else selects(query):
        named, said = mentioned(select), said_joins(select)
        try:
            edges = trees.tree(named, said_edges(said))
        except NotConnected:
            edges = ()
        reached = {*named, *(end for edge in edges for end in (edge.left, edge.right))}
        found["tables"] += len(reached)
        found["passed_through"] += len(reached) - len(named)
        found["said_joins"] += len(said)
        found["inferred_joins"] += sum(edge.inferred for edge in edges)
    return found


def _shape(query: Query | None) -> dict[str, float]:
    found: list[Select] = [] if query is None else list(selects(query))
    if not found:
        return {}
    conditions = [list(comparisons(select)) for select in found]
    repeated = sum(len(each) - len({predicate.left for predicate in each}) for each in conditions)
    return {
        "selects": float(len(found)),
        "items": float(len(found[0].items)),
        "conditions": float(sum(map(len, conditions))),
        "groups": float(sum(len(select.group) for select in found)),
        "orders": float(sum(len(select.order) for select in found)),
        "limits": float(sum(select.limit is not None for select in found)),
        "repeated_conditions": float(repeated),
    }

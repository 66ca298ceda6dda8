"""Other tables than the one asked about: what is said of rows that refer to it, and what makes no sense together."""

from dataclasses import replace

from text2sql.writers.offline.drafts import Draft, key_column
from text2sql.writers.offline.joins import JoinGraph
from text2sql.writers.offline.representation import Compare, Exists, Named, table_of


def read_related(draft: Draft, graph: JoinGraph) -> None:
    """Other tables that are named: above the one asked about they are context, below it a condition."""
    above = graph.upward_from(draft.table)
    negated = {each.table for each in draft.conditions if isinstance(each, Exists) and each.negated}
    for word in [*draft.unused("table")]:
        word.used = True
        name = word.meaning.table
        if name in above or name in negated:
            continue
        meeting = graph.meeting([draft.table, name])
        if meeting is None:
            draft.doubt(0.8, word.mention.text)
        else:
            draft.cost += 0.05
            draft.conditions.append(Exists(name))


def say_of_related(draft: Draft, graph: JoinGraph) -> None:
    """What can be said of the related rows that are named is said of them: who reviewed a Beauty product."""
    above = graph.upward_from(draft.table)
    for exists in [each for each in draft.conditions if isinstance(each, Exists) and not each.negated]:
        reach = graph.upward_from(exists.table)
        said = [
            each
            for each in draft.conditions
            if isinstance(each, Compare | Named) and table_of(each) in reach and table_of(each) not in above
        ]
        columns = [each.column for each in said if isinstance(each, Compare)]
        if said and len(columns) == len(set(columns)):  # else no one row could meet them all
            draft.conditions = [each for each in draft.conditions if each is not exists and each not in said]
            draft.conditions.append(replace(exists, conditions=(*exists.conditions, *said)))


def doubt_distant(draft: Draft, graph: JoinGraph) -> None:
    """A value of a table that is neither named nor above the one asked about only might be what was meant."""
    near = set(graph.upward_from(draft.table))
    near |= {word.meaning.table for word in draft.words if word.kind in ("table", "measure", "column", "filter")}
    for condition in draft.conditions:
        if isinstance(condition, Compare | Named) and table_of(condition) not in near:
            draft.doubt(0.62)


def doubt_contradictions(draft: Draft, graph: JoinGraph) -> None:
    """One row cannot have two values of a column: "by app and by web" of orders means something else."""
    near = graph.upward_from(draft.table)
    equal = [each for each in draft.conditions if isinstance(each, Compare) and each.operator == "="]
    columns = [each.column for each in equal if each.column.table in near]
    if len(columns) > len(set(columns)):
        draft.doubt(1.2)


def doubt_single_rows(draft: Draft) -> None:
    """How many orders an order is makes no sense: a count of rows that are told apart by their key."""
    keys = {each.column for each in draft.dimensions}
    for figure in draft.figures:
        counts = figure.function == "count" and figure.column is None
        counts = counts or (figure.measure is not None and figure.measure.expression.replace(" ", "") == "COUNT(*)")
        if counts and not figure.portion and key_column(draft.table_of(figure.table)) in keys:
            draft.doubt(1.2)

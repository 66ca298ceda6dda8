"""Other tables than the one asked about: what is said of rows that refer to it, and what makes no sense together."""

import re
from dataclasses import replace
from itertools import combinations

from text2sql.writers.offline.alternatives import contradict
from text2sql.writers.offline.carded import exists
from text2sql.writers.offline.drafts import Draft, Word, key_column
from text2sql.writers.offline.figures import add_entity
from text2sql.writers.offline.joins import JoinGraph
from text2sql.writers.offline.representation import ELAPSED, ColumnRef, Compare, Exists, Named, table_of

_NOT_EQUAL = re.compile(r"(\w+)\s*(?:<>|!=)\s*('[^']*'|\w+)")
_WITH = re.compile(r"\b(?:with|including|plus|and|,)\s+(?:also\s+)?(?:their|its|the|his|her)\s+$", re.IGNORECASE)
_MOST = 0.5
_JOINED = ("와", "과", "하고", "랑")
_TOGETHER = re.compile(r"(?:이름)?(?:과|와|도|이랑|랑|하고|까지)?\s*(?:함께|같이|도|까지)(?![가-힣])")


def read_related(draft: Draft, graph: JoinGraph) -> None:
    """Other tables that are named: above the one asked about they are context, below it a condition."""
    above = graph.upward_from(draft.table)
    negated = {each.table for each in draft.conditions if isinstance(each, Exists) and each.negated}
    for word in [*draft.unused("table")]:
        word.used = True
        name = word.meaning.table
        if name in above or name in negated:
            _beside_the_groups(draft, word, graph)
            continue
        meeting = name if draft.table in graph.upward_from(name) else graph.meeting([draft.table, name])
        if meeting is None:
            draft.doubt(0.8, word.mention.text)
        elif not any(isinstance(each, Exists) and each.table == meeting for each in draft.conditions):
            draft.cost += 0.05
            draft.conditions.append(exists(draft, meeting, word.mention.text))


def _beside_the_groups(draft: Draft, word: Word, graph: JoinGraph) -> None:
    """What is asked for beside the groups: "the best products with their brand"; what another's values are said of."""
    name = word.meaning.table
    entities = {each.column.table for each in draft.dimensions if each.hidden}
    if draft.figures and is_beside(draft, word) and any(name in graph.upward_from(each) for each in entities - {name}):
        add_entity(draft, name)
        return
    following = draft.words[word.position + 1] if word.position + 1 < len(draft.words) else None
    subject = draft.korean and word.mention.suffix in ("이", "가")
    if subject and following is not None and following.kind == "value" and following.meaning.table != name:
        draft.doubt(0.7, word.mention.text)  # 배송지가 제주인: not where the customer lives


def is_beside(draft: Draft, word: Word) -> bool:
    """Whether something is asked for in addition: "with their brand", 브랜드와 함께."""
    if draft.korean:
        return _TOGETHER.match(draft.text, word.mention.end - len(word.mention.suffix)) is not None
    return _WITH.search(draft.text[: word.mention.start]) is not None


def say_of_related(draft: Draft, graph: JoinGraph) -> None:
    """What can be said of the related rows that are named is said of them: who reviewed a Beauty product."""
    above = graph.upward_from(draft.table)
    for there in [each for each in draft.conditions if isinstance(each, Exists) and not each.negated]:
        reach = graph.upward_from(there.table)
        said = [
            each
            for each in draft.conditions
            if isinstance(each, Compare | Named) and table_of(each) in reach and table_of(each) not in above
        ]
        columns = [each.column for each in said if isinstance(each, Compare)]
        if said and len(columns) == len(set(columns)):  # else no one row could meet them all
            draft.conditions = [each for each in draft.conditions if each is not there and each not in said]
            draft.conditions.append(replace(there, conditions=(*there.conditions, *said)))


def doubt_distant(draft: Draft, graph: JoinGraph) -> None:
    """A value of a table that is neither named nor above the one asked about only might be what was meant."""
    near = set(graph.upward_from(draft.table))
    near |= {word.meaning.table for word in draft.words if word.kind in ("table", "measure", "column", "filter")}
    near |= {each.table for each in draft.conditions if isinstance(each, Named) and each.filter.name == ELAPSED}
    for condition in draft.conditions:
        if isinstance(condition, Compare | Named) and table_of(condition) not in near:
            draft.doubt(0.62)
        elif (isinstance(condition, Compare) and _is_seldom_there(draft, condition, graph)) or (
            isinstance(condition, Compare) and (_has_its_own(draft, condition) or _is_half(draft, condition))
        ):
            draft.doubt(0.7)
    for figure in draft.figures:
        summed = figure.function == "sum" or (
            figure.measure is not None and figure.measure.expression.startswith("SUM(")
        )
        if summed and any(table_of(each) not in graph.upward_from(draft.table) for each in figure.portion):
            draft.doubt(0.7)  # "what share of the coupons issued were used": what is added up is not what was used


def _is_seldom_there(draft: Draft, condition: Compare, graph: JoinGraph) -> bool:
    """Whether most rows have no row of a table that nothing else speaks of: visits, and the order of a few of them."""
    name = condition.column.table
    if any(
        word.meaning.table == name and word.kind in ("table", "measure", "column", "filter") for word in draft.words
    ):
        return False
    keys = [ColumnRef(each.table, column) for each in graph.upward_from(draft.table)[name] for column in each.columns]
    profiles = [draft.details(each).profile for each in keys]
    return any(each is not None and (each.null_share or 0) > _MOST for each in profiles)


def _is_half(draft: Draft, condition: Compare) -> bool:
    """Whether the word is half of a name that the rows themselves have: mobile, of mobile visits."""
    if condition.column.table == draft.table or not any(each.measure for each in draft.figures):
        return False
    table = draft.table_of(draft.table)
    names = [name for column in table.columns for each in column.values for name in each.labels]
    names += [name for term in table.filters for name in (term.label.en, term.label.ko, *term.synonyms)]
    halves = {name.casefold().split()[0] for name in names if " " in name}
    said = [word for word in draft.words if word.kind == "value" and word.meaning.column == condition.column]
    return any(word.mention.text.removesuffix(word.mention.suffix).casefold() in halves for word in said)


def _has_its_own(draft: Draft, condition: Compare) -> bool:
    """Whether the rows that are named have a longer value of that name themselves: the province of addresses."""
    named = any(word.kind == "table" and word.meaning.table == draft.table for word in draft.words)
    if not named or condition.column.table == draft.table or condition.operator not in ("=", "in"):
        return False
    own = {each.value for column in draft.table_of(draft.table).columns for each in column.values}
    return any(each.startswith(str(value)) and each != value for each in own for value in condition.values)


def doubt_contradictions(draft: Draft, graph: JoinGraph) -> None:
    """One row cannot have two values of a column: "by app and by web" of orders means something else."""
    near = graph.upward_from(draft.table)
    equal = [each for each in draft.conditions if isinstance(each, Compare) and each.operator == "="]
    columns = [each.column for each in equal if each.column.table in near]
    if len(columns) > len(set(columns)):
        draft.doubt(1.2)
    terms = [each for each in draft.conditions if isinstance(each, Named)]
    if contradict(draft) or any(_exclude_each_other(one, other) for one, other in combinations(terms, 2)):
        draft.doubt(1.2)


def doubt_lopsided(draft: Draft) -> None:
    """Of two figures the second has a condition of its own: 신규 고객 수와 이탈 고객 수, "revenue and app orders"."""
    if len(draft.figures) < 2 and not draft.over_groups:
        return
    for word in draft.words:
        at = word.position - 1
        while at > 0 and draft.words[at].mention.cue("count") and not draft.words[at].mention.suffix:
            at -= 1  # "revenue and the number of app orders"
        before = draft.words[at] if at >= 0 else None
        joined = before is not None and before.mention.suffix.endswith(_JOINED)
        if before is not None and before.mention.cue("both") and at > 0:
            before, joined = draft.words[at - 1], True
        if before is None or not joined or word.kind not in ("value", "filter") or word.mention.grouped:
            continue
        if before.kind == "measure" or before.mention.cue("count"):
            draft.doubt(1.2, word.mention.text)


def doubt_single_rows(draft: Draft) -> None:
    """How many orders an order is makes no sense: a count of rows told apart by key; nor does an order of one row."""
    if draft.figures and draft.ordering and not draft.dimensions:
        draft.doubt(1.2)
    keys = {each.column for each in draft.dimensions}
    for figure in draft.figures:
        counts = figure.function == "count" and figure.column is None
        counts = counts or (figure.measure is not None and figure.measure.expression.replace(" ", "") == "COUNT(*)")
        if counts and not figure.portion and key_column(draft.table_of(figure.table)) in keys:
            draft.doubt(1.2)


def _exclude_each_other(one: Named, other: Named) -> bool:
    """Whether no row meets both terms: domestic and foreign brands."""
    if one.table != other.table or one == other:
        return False
    said = [_NOT_EQUAL.sub(r"\1 = \2", each.filter.condition.strip()) for each in (one, other)]
    opposite = [bool(_NOT_EQUAL.search(each.filter.condition)) != each.negated for each in (one, other)]
    return said[0] == said[1] and opposite[0] != opposite[1]

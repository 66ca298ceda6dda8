"""What is said to be missing: rows that nothing refers to, empty columns, the opposite of a business term."""

import re

from text2sql.catalog import ColumnProfile, NamedFilter
from text2sql.writers.offline.drafts import Draft, Word
from text2sql.writers.offline.literals import literal
from text2sql.writers.offline.representation import ColumnRef, Compare, Dimension, Exists, Named

_JOINED = ("와", "과", "하고")
_LISTED = (*_JOINED, "랑", "이랑", "나", "이나")
_AND = re.compile(r"[\s,]*(?:and|or|nor)?[\s,]*", re.IGNORECASE)
_BOTH_WAYS = re.compile(r"\bwith\b.*\b(?:and|or|versus|vs\.?|against)\s+(?:\w+\s+)?without\b", re.IGNORECASE)
_DATES = ("date", "timestamp")
_LEFT = re.compile(
    r"\s*(?:남긴|남겨진|남아 있는|있는|있던|있었던|적은|적힌|적어 둔|쓴|입력한|입력된|기재한|기재된|등록한)\s"
)
_WITH_A = re.compile(r"\b(?:with|have|has|had|having|left) (?:a|an|any|some)\s+$", re.IGNORECASE)
_BEFORE_VERBS = ("안", "못")


def read_both_ways(draft: Draft) -> None:
    """With and without, 여부: rows that have something beside those that have not."""
    for word in [*draft.unused("cue")]:
        if word.meaning.cue != "either_way":
            continue
        word.used = True
        steps = (-1, 1) if draft.korean else (1, -1)
        target = next((found for step in steps if (found := draft.neighbour(word, step, "column"))), None)
        column = target.meaning.column if target else None
        if target is None or column is None or draft.details(column).kind != "boolean":
            draft.doubt(1.2, word.mention.text)
        elif Dimension(column) not in draft.dimensions:
            target.used = True
            draft.dimensions.append(Dimension(column))


def read_absences(draft: Draft) -> None:
    """없는, without, never: rows that nothing refers to, empty columns, or the opposite of a term."""
    negated: set[int] = set()
    _leave_out_missing(draft)
    for word in [*draft.unused("cue")]:
        if word.meaning.cue not in ("without", "except", "missing"):
            continue
        word.used = True
        if _beside(draft, word) & negated:
            continue  # "한 번도 주문하지 않은" says no twice of the same thing
        steps = (-1, 1) if draft.korean and not _is_before_its_noun(draft, word) else (1, -1)
        found = (draft.neighbour(word, step, "table", "column", "value", "filter", "measure") for step in steps)
        target = next((other for other in found if other is not None), None)
        if target is None and (again := _same_again(draft, word)) is not None:
            draft.conditions.append(Exists(again.meaning.table, negated=True))
            continue
        if target is None:
            draft.doubt(1.2, word.mention.text)
            continue
        if word.meaning.cue == "except" and word.mention.cue("decline"):
            draft.doubt(1.2, word.mention.text)  # what dropped went down, and "drop" leaves out
        if _BOTH_WAYS.search(draft.text):
            draft.doubt(1.2, word.mention.text)  # two groups, which nothing tells apart
        target = _of_which_rows(draft, word, target)
        if target.kind == "table" and _also_there(draft, target):
            draft.doubt(1.2, word.mention.text)  # "orders with a coupon and orders without": two groups
        for each in (target, *_listed_with(draft, word, target)):
            each.used = True
            negated.add(each.position)
            _negate(draft, word, each)


def _same_again(draft: Draft, cue: Word) -> Word | None:
    """What is missing in a later period where only the period is said: "ordered in May but not in June"."""
    following = draft.words[cue.position + 1 : cue.position + 2]
    before = draft.words[: cue.position]
    if draft.korean or not following or following[0].kind != "period":
        return None
    if not any(each.kind == "period" for each in before):
        return None
    tables = [each for each in before if each.kind == "table" and each.meaning.table != draft.table]
    return tables[-1] if draft.table and tables else None


def _leave_out_missing(draft: Draft) -> None:
    """Leaving out what is missing keeps what is there: 나이 모르는 고객은 빼고, "excluding unknown ages"."""
    for word in [*draft.unused("cue")]:
        if word.meaning.cue != "missing":
            continue
        step, reach = (1, 3) if draft.korean else (-1, 1)
        near = draft.words[word.position + 1 : word.position + 1 + reach] if step > 0 else draft.words[: word.position]
        out = [each for each in near[-reach:] if each.kind == "cue" and each.meaning.cue in ("except", "without")]
        target = draft.neighbour(word, -step, "column")
        if not out or target is None or target.meaning.column is None:
            continue
        for each in (word, *out):
            each.used = True
        target.used = target.used or not target.mention.grouped
        draft.conditions.append(Compare(target.meaning.column, "is not null"))


def _is_before_its_noun(draft: Draft, cue: Word) -> bool:
    """Whether 안 and 못 stand right before what is missing: 안 산, but 리뷰가 안 달린 상품."""
    following = draft.words[cue.position + 1] if cue.position + 1 < len(draft.words) else None
    verb = draft.text[cue.mention.end : following.mention.start].strip() if following else ""
    return cue.mention.text in _BEFORE_VERBS and not verb


def _of_which_rows(draft: Draft, cue: Word, target: Word) -> Word:
    """Of the rows that are asked about only some are left out: 탈퇴한 사람은 빼고."""
    before = draft.words[target.position - 1] if target.position else None
    own = target.kind == "table" and target.meaning.table == draft.table and cue.meaning.cue == "except"
    if not own or not draft.korean or before is None or before.used or before.kind not in ("value", "filter"):
        return target
    target.used = True
    return before


def _listed_with(draft: Draft, cue: Word, target: Word) -> list[Word]:
    """What is left out in one breath with ``target``: 취소랑 반품은 빼고, "without cancelled or returned orders"."""
    step = -1 if target.position < cue.position else 1
    found, last = [], target
    while 0 <= (at := last.position + step) < len(draft.words):
        other = draft.words[at]
        if other.mention.cue("both", "either") and at + step in range(len(draft.words)):
            other = draft.words[at + step]
        first, second = (other, last) if step < 0 else (last, other)
        between = draft.text[first.mention.end : second.mention.start]
        joined = first.mention.suffix.endswith(_LISTED) or (bool(between.strip()) and _AND.fullmatch(between))
        if other.used or other.kind not in ("value", "filter") or not joined or target.kind == "table":
            break
        found.append(other)
        last = other
    return found


def _beside(draft: Draft, word: Word) -> set[int]:
    """Positions of the nearest words with a meaning on both sides."""
    found: set[int] = set()
    for step in (-1, 1):
        position = word.position + step
        while 0 <= position < len(draft.words) and draft.words[position].kind in ("cue", "filler"):
            position += step
        found.add(position)
    return found


def _also_there(draft: Draft, target: Word) -> bool:
    """Whether what is missing is also spoken of as there, and nothing tells the two apart."""
    same = [word for word in draft.words if word.kind == "table" and word.meaning.table == target.meaning.table]
    periods = [word for word in draft.words if word.kind == "period"]
    joined = any(word.mention.suffix.endswith(_JOINED) or word.mention.cue("both") for word in draft.words)
    return len(same) > 1 and len(periods) < 2 and joined


def _negate(draft: Draft, word: Word, target: Word) -> None:
    column = target.meaning.column
    if target.kind == "table":
        if _is_an_event_of_its_own(draft, target):
            draft.doubt(0.7, word.mention.text)  # 결제가 안 된 주문: not paid, or without a row of payments?
        draft.conditions.append(Exists(target.meaning.table, negated=True))
    elif target.meaning.measure is not None:
        measure = target.meaning.measure
        kept = (
            Named(target.meaning.table, NamedFilter(measure.name, measure.filter, measure.label))
            if measure.filter
            else None
        )
        draft.conditions.append(Exists(target.meaning.table, (kept,) if kept else (), negated=True))
    elif target.kind == "column" and column is not None:
        draft.conditions.append(_missing(draft, word, target, column))
    elif target.kind == "value" and column is not None:
        draft.conditions.append(Compare(column, "!=", (literal(draft, column, target.meaning.value),)))
    elif target.meaning.filter is not None:
        draft.conditions.append(Named(target.meaning.table, target.meaning.filter, negated=True))


def _is_an_event_of_its_own(draft: Draft, target: Word) -> bool:
    """Whether the rows asked about know themselves when that happened, or that it did not: orders and their payment."""
    if not draft.table or draft.table == target.meaning.table:
        return False
    said = target.mention.text.removesuffix(target.mention.suffix).casefold()
    nullable = (column for column in draft.table_of(draft.table).columns if column.effective_kind in _DATES)
    return any(name.casefold().startswith(said) for column in nullable if column.nullable for name in column.synonyms)


def read_presences(draft: Draft) -> None:
    """배송 메모를 남긴, "with a delivery note": columns that some rows leave empty and these do not."""
    for word in [*draft.unused("column")]:
        column = word.meaning.column
        if column is None or word.mention.grouped or not draft.details(column).nullable or draft.is_number(word):
            continue
        before, after = draft.text[: word.mention.start], draft.text[word.mention.end :]
        there = _LEFT.match(after) if draft.korean else _WITH_A.search(before)
        named = any(each.kind == "value" and each.meaning.column == column for each in draft.words)
        if there and not named and not draft.is_date(word):
            word.used = True
            draft.conditions.append(Compare(column, "is not null"))


def _missing(draft: Draft, cue: Word, word: Word, column: ColumnRef) -> Compare:
    """A column without a value; an amount that every row has is zero where there is none: "without a discount"."""
    details = draft.details(column)
    profile = details.profile
    always = not details.nullable or (profile is not None and profile.null_share == 0)
    if column.column == draft.table_of(column.table).time_column:
        draft.doubt(0.7, word.mention.text)  # every row has one: something else is missing
    if details.kind == "boolean":
        return Compare(column, "=", (False,))
    if not always or details.effective_kind != "number":
        return Compare(column, "is null")
    if cue.meaning.cue == "except" or not draft.is_number(word) or _is_above_zero(profile):
        draft.doubt(1.2, cue.mention.text)  # "excluding months": no month is zero, and nobody said a number
    return Compare(column, "=", (0,))


def _is_above_zero(profile: ColumnProfile | None) -> bool:
    """Whether the least figure of a column is known and more than nothing."""
    try:
        return profile is not None and profile.minimum is not None and float(profile.minimum) > 0
    except ValueError:
        return False

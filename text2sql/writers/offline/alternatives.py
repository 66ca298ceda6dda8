"""Values and business terms of one column that are said in one breath: "gold and VIP members", 취소와 반품 주문.

A card may know one of them as a value and the other as a term; no row can be both, so they are two kinds of rows.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeGuard

from text2sql.catalog import Table
from text2sql.writers.offline.drafts import Draft, Word
from text2sql.writers.offline.lexicon import plain_key
from text2sql.writers.offline.representation import ColumnRef, Compare, Dimension, Named

_IS = re.compile(r"\s*\(?\s*(\w+)\s*=\s*'([^']*)'\s*\)?\s*")
_ONE_SUM = re.compile(
    r"\b(?:altogether|in total|in all|all told|combined|added up|summed|together(?!\s+with))\b"
    r"|합쳐|합친|합치|합하|합한|합해|합산|합계|통틀어|더하면|더해서|(?:다|모두|전부|총|전체)\s?(?:몇|얼마|해서)",
    re.IGNORECASE,
)
_LISTING = ("와", "과", "하고", "랑", "이랑", "나", "이나", "거나", "및")
_OR = ("나", "이나", "거나", "든")
_SAID_OF = re.compile(
    r"\b(?:were|was|are|is|got|ended|became|later|then|of which)\b|(?:중|가운데)(?:에서?|의)?\s", re.IGNORECASE
)
_LIST_SIGNS = re.compile(r"[,&+/·]")


def _wanted(term: Named) -> tuple[ColumnRef, str] | None:
    """The column a business term asks and the one value it wants; None where it says anything else, or its opposite."""
    found = None if term.negated else _IS.fullmatch(term.filter.condition)
    return (ColumnRef(term.table, found.group(1)), found.group(2)) if found else None


def _column_of(term: Named) -> ColumnRef | None:
    wanted = _wanted(term)
    return wanted[0] if wanted else None


def is_one_sum(draft: Draft) -> bool:
    """Whether several things are asked for as one figure: "altogether", 합쳐서."""
    return _ONE_SUM.search(draft.text) is not None


def is_either(draft: Draft, column: ColumnRef) -> bool:
    """Whether "or" stands between values of a column: either will do, and they are one group."""
    words = words_of(draft, column)
    if len(words) < 2:
        return False
    between = draft.words[words[0].position : words[-1].position]
    return any(word.mention.cue("either") or word.mention.suffix in _OR for word in between)


def gather_values(draft: Draft) -> None:
    """One condition of a column for its values and its terms where both are said and listed."""
    for column in dict.fromkeys(each.column for each in draft.conditions if _is_equal(each)):
        found = [each for each in draft.conditions if _is_equal(each) and each.column == column]
        terms = [each for each in _named(draft) if _column_of(each) == column]
        if len(found) != 1 or not terms or not are_listed(draft, words_of(draft, column)):
            continue
        said = (wanted[1] for each in terms if (wanted := _wanted(each)) is not None)
        values = tuple(sorted(dict.fromkeys((*found[0].values, *said)), key=str))
        place = draft.conditions.index(found[0])
        draft.conditions[place] = Compare(column, "=" if len(values) == 1 else "in", values)
        draft.conditions = [each for each in draft.conditions if each not in terms]
        tell_apart(draft, column, len(values))


def tell_apart(draft: Draft, column: ColumnRef, many: int) -> None:
    """Several values of a column are several groups, unless one or the other will do: "by card or Toss Pay"."""
    if many < 2 or not draft.figures or draft.dimensions or is_either(draft, column) or is_one_sum(draft):
        return
    draft.dimensions.append(Dimension(column))
    draft.told_apart.append(Dimension(column))


def doubt_crossed(draft: Draft) -> None:
    """Values that part each other, or that are said of each other, are no two lists.

    서울 여성과 부산 남성 are two pairs; "how many cancelled orders were returned" asks for rows that are both.
    """
    words = [word for word in draft.words if _kind_of(word) is not None]
    columns = [_kind_of(word) for word in words]
    for column in {each for each in columns if columns.count(each) > 1}:
        own = [word for word in words if _kind_of(word) == column]
        inside = draft.text[own[0].mention.end : own[-1].mention.start]
        others = [each for each in words[words.index(own[0]) : words.index(own[-1])] if each not in own]
        crossed = any(columns.count(_kind_of(each)) > 1 for each in others)
        if crossed or (_SAID_OF.search(inside) and not are_listed(draft, own)):
            draft.doubt(1.2, own[-1].mention.text)


def contradict(draft: Draft) -> bool:
    """Whether a term asks a column for another value than a condition or a term beside it."""
    wanted: dict[ColumnRef, set[object]] = {}
    for each in draft.conditions:
        if _is_equal(each):
            wanted.setdefault(each.column, set()).update(each.values)
    asked = [said for each in _named(draft) if (said := _wanted(each)) is not None]
    for column, value in asked:
        wanted.setdefault(column, {value})
    return any(value not in wanted[column] for column, value in asked)


def doubt_two_kinds(draft: Draft) -> None:
    """VIP 고객과 휴면 고객 are two kinds of customers, and not those who are both."""
    said = [each for each in draft.conditions if isinstance(each, Compare | Named)]
    for word, following in pairwise(draft.words):
        at = following.position + 1
        if following.mention.cue("both") and at < len(draft.words):
            following = draft.words[at]
        elif not word.mention.suffix.endswith(_LISTING):
            continue
        one, other = _kind_before(draft, word), _kind_of(following)
        if one is None or other is None or one == other or following.mention.grouped:
            continue
        if has_noun(draft, word) and has_noun(draft, following, 1) and len(said) > 1:
            draft.doubt(0.7, following.mention.text)


def _kind_before(draft: Draft, word: Word) -> ColumnRef | None:
    before = draft.words[word.position - 1] if word.kind == "table" and word.position else word
    return _kind_of(before)


def _kind_of(word: Word) -> ColumnRef | None:
    """The column that a word wants one value of."""
    term = word.meaning.filter
    if term is not None:
        return _column_of(Named(word.meaning.table, term))
    return word.meaning.column if word.kind == "value" else None


def is_named_by(word: Word, table: Table) -> bool:
    """Whether a term ends in a name of the table whose rows it is of: cancelled orders, 휴면 고객."""
    said = plain_key(word.mention.text.removesuffix(word.mention.suffix))
    names = {plain_key(name) for name in (table.label.en, table.label.ko, *table.synonyms)} - {""}
    return any(said.endswith(name) for name in names)


def has_noun(draft: Draft, word: Word, step: int = 0) -> bool:
    """Whether the rows themselves are named by a word, or by the one after it."""
    if word.kind == "table":
        return True
    table = draft.table_of(word.meaning.table) if word.meaning.table else None
    if word.kind == "filter" and table is not None and is_named_by(word, table):
        return True
    following = draft.words[word.position + step] if step and word.position + step < len(draft.words) else None
    return following is not None and following.kind == "table"


def _named(draft: Draft) -> list[Named]:
    return [each for each in draft.conditions if isinstance(each, Named)]


def _is_equal(condition: object) -> TypeGuard[Compare]:
    return isinstance(condition, Compare) and condition.operator in ("=", "in")


def words_of(draft: Draft, column: ColumnRef) -> list[Word]:
    """The words that ask a column for a value, as such or by a term."""
    return [word for word in draft.words if _asks(word, column)]


def _asks(word: Word, column: ColumnRef) -> bool:
    if word.kind == "value":
        return word.meaning.column == column
    term = word.meaning.filter
    return term is not None and _column_of(Named(word.meaning.table, term)) == column


def are_listed(draft: Draft, words: Sequence[Word]) -> bool:
    """Whether each is joined to the next: "cancelled orders that were returned" are not two kinds of orders."""
    return all(_is_joined(draft, *pair) for pair in pairwise(words))


def _is_joined(draft: Draft, one: Word, other: Word) -> bool:
    between = draft.words[one.position : other.position]
    if any(word.mention.cue("both", "either") or word.mention.suffix.endswith(_LISTING) for word in between):
        return True
    return _LIST_SIGNS.search(draft.text[one.mention.end : other.mention.start]) is not None

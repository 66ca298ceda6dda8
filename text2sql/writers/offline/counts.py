"""How many of what: rows that are counted, and numbers that are asked for beside other figures."""

import re

from text2sql.catalog import NamedFilter
from text2sql.writers.offline.alternatives import has_noun
from text2sql.writers.offline.doers import did_it
from text2sql.writers.offline.drafts import Draft, Word, display_column, key_column
from text2sql.writers.offline.representation import ColumnRef, Measurement, Named

_COUNTED_ROWS = ("건수", "횟수", "인원", "인원수", "명수")
_OF_WHICH = re.compile(r"\s*(?:들)?\s*(?:중에서?|중|가운데)(?:에서)?(?![가-힣])")
_DONE = re.compile(r"ed$|^(?:bought|came|went|left|paid|sent)$", re.IGNORECASE)
_ASKING = re.compile(
    r"\b(?:which|what|who|whose|where|when|why|how|show|list|give|find|get|tell|see|details?|ids?|numbers?)\b"
    r"|^\W*(?:can|could|would|do|does|did|is|are|was|were|has|have|any|please|let)\b"
    r"|어떤|어느|무슨|누구|뭐|무엇|뭔|목록|리스트|명단|내역|상세|보여|알려|찾아|줘|있[어나는었]|언제|어디|왜|번호|얼마|어때|어땠",
    re.IGNORECASE,
)
_AMOUNT = r"((?:총\s?)?(?:금액|액수)|(?:the |its |their )?(?:total )?(?:amounts?|value|sum|money))"
_AND_AMOUNT = re.compile(
    rf"(?:[가-힣](?:와|과|하고|랑|및)|\b및|\band|&|,|/)\s*{_AMOUNT}(?![가-힣]*[가-힣]{{3}})", re.IGNORECASE
)
_AMOUNT_AND = re.compile(rf"(?<![가-힣])\b{_AMOUNT}(?:과|이랑|하고|\s?및|\s+and|\s?&|\s?/|,)\s", re.IGNORECASE)
_AMONG = re.compile(r"\s*(?:and )?(?:among|of|out of)\b", re.IGNORECASE)
_JOINING = ("와", "과", "하고", "랑", "이랑")


def count(draft: Draft, cue: Word) -> None:
    """What a word like 몇 or "how many" counts becomes a figure."""
    cue.used = True
    first, second = (-1, 1) if draft.korean else (1, -1)
    head = _counted_among(draft, cue)
    if head is not None:
        draft.figures.append(_count_of(draft, head))
        draft.table = draft.table or head.meaning.table
        return
    for step in (first, second):
        target = draft.neighbour(cue, step, "table", "column", "value", "filter")
        if target is None or (target.kind == "column" and not _can_be_counted(draft, target)):
            continue
        if target.kind == "column" and draft.korean and target.mention.suffix.endswith(_JOINING):
            continue  # 이름하고 횟수: two things to show
        if step == second and not draft.korean and draft.having:
            continue  # "… more than 30 reviews, and how many?" asks for the figure that is bounded
        if target.mention.grouped and target.kind == "table":
            continue
        follower = draft.neighbour(target, 1, "table") if target.kind in ("value", "filter") else None
        adjacent = follower is not None and follower.position == target.position + 1
        if follower is not None and adjacent and not did_it(draft, target, follower):
            target = follower  # "how many active products" counts products
        counted = [each for each in draft.figures if each.table == target.meaning.table and counts_rows(each)]
        if target.kind == "table" and counted:
            target.used = True  # 신규 가입 고객 수 is one figure
        else:
            draft.figures.append(_count_of(draft, target))
        draft.table = draft.table or target.meaning.table
        return
    if draft.figures:
        _count_beside_figures(draft, cue)
    else:
        cue.used = False


def _count_beside_figures(draft: Draft, cue: Word) -> None:
    """A count that found nothing to count belongs to a figure, 방문자 수, or asks for the rows beside it."""
    if _is_of_its_own(draft, cue):
        _count_too(draft, cue)
    elif cue.mention.text in _COUNTED_ROWS and not counts_rows(draft.figures[0]):
        draft.figures.append(Measurement(draft.figures[0].table, "count"))  # "승인 금액과 건수"


def _is_of_its_own(draft: Draft, cue: Word) -> bool:
    """Whether a number is asked for beside the figures: 상자 수하고 택배비, but not 방문자 수."""
    if draft.having or any(counts_rows(each) for each in draft.figures):
        return False
    step, joined = (-1, cue.mention.suffix.endswith(_JOINING)) if draft.korean else (1, False)
    at = cue.position + step
    while 0 <= at < len(draft.words):
        other = draft.words[at]
        if other.kind == "measure" and not (draft.korean and other.mention.suffix.endswith(_JOINING)):
            return False
        if other.mention.cue("both") or (draft.korean and other.mention.suffix.endswith(_JOINING)):
            return True
        if other.kind not in ("filler", "cue", "period", "ranking", "bound", "number"):
            break
        at += step
    return joined or (not draft.korean and _joins_figures(draft, cue))


def _joins_figures(draft: Draft, cue: Word) -> bool:
    """Whether a number is joined to a figure said before it: "shipping cost and number of boxes"."""
    before = draft.words[cue.position - 1] if cue.position else None
    return before is not None and before.mention.cue("both") and before.mention.text.casefold() == "and"


def _count_too(draft: Draft, cue: Word) -> None:
    """The number of rows beside the figures, in the order in which they are said."""
    first = next((each.position for each in draft.words if each.kind == "measure" and each.used), cue.position)
    place = 0 if cue.position < first else len(draft.figures)
    draft.figures.insert(place, Measurement(draft.figures[0].table, "count"))


def spoken_of_first(draft: Draft) -> Word | None:
    """Rows that are spoken of first and then counted: "Of the paid orders, what share …", 취소 주문 중 … 비율."""
    if not any(word.meaning.cue in ("share", "count") for word in draft.words):
        return None
    named = [word for word in draft.words if word.kind == "table" or (word.kind == "filter" and has_noun(draft, word))]
    if not draft.korean:
        asked = min(word.position for word in draft.words if word.meaning.cue in ("share", "count"))
        return next((word for word in named if word.position < asked), None) if _AMONG.match(draft.text) else None
    ends = (word.mention.end for word in named)
    return next((word for word, end in zip(named, ends, strict=True) if _OF_WHICH.match(draft.text, end)), None)


def _counted_among(draft: Draft, cue: Word) -> Word | None:
    """What is counted when it is said first: "Among customers who joined in May, how many have ordered?"."""
    head = spoken_of_first(draft)
    if head is None or head.position > cue.position or head.used:
        return None
    named = [word for word in draft.unused("table") if word is not head]
    if draft.korean:
        last = next((word for word in reversed(named) if head.position < word.position < cue.position), None)
        done = last is not None and draft.text[last.mention.end : cue.mention.start].strip()
        return head if last is not None and done else None
    following = draft.words[cue.position + 1] if cue.position + 1 < len(draft.words) else None
    beside = following is not None and following.kind == "table" and following.mention.start - cue.mention.end <= 1
    if beside and following is not None and not _DONE.search(following.mention.text):
        return None  # "Among VIP customers, how many orders …?"
    return head


def _can_be_counted(draft: Draft, word: Word) -> bool:
    return not (draft.is_number(word) or draft.is_date(word) or word.mention.grouped)


def counts_rows(figure: Measurement) -> bool:
    """Whether a figure is a number of rows already."""
    return figure.function == "count" or (figure.measure is not None and figure.measure.expression.startswith("COUNT("))


def _count_of(draft: Draft, target: Word) -> Measurement:
    if target.kind == "column" and target.meaning.column is not None:
        target.used = True
        table = draft.table_of(target.meaning.table)
        if target.meaning.column == key_column(table):
            return Measurement(table.name, "count")
        return Measurement(table.name, "count", column=target.meaning.column, distinct=True)
    if target.kind == "table":
        target.used = True
    return Measurement(target.meaning.table, "count")


def count_head(draft: Draft) -> None:
    """A count cue that found no neighbour counts the rows the question is about."""
    ranked = any("많" in word.mention.text for word in draft.unused("ranking"))
    for word in [*draft.unused("cue")]:
        if word.meaning.cue == "count" and not draft.figures and draft.table:
            word.used = True
            if ranked and word.mention.text.removesuffix(word.mention.suffix) in _COUNTED_ROWS:
                continue  # 가장 많이 담긴 상품의 횟수: what is ranked by is what is wanted
            if not draft.having:  # else the figure that is bounded is the one asked for
                draft.figures.append(Measurement(draft.table, "count"))
    _amount_too(draft)


def count_listed(draft: Draft) -> None:
    """Rows that are named in one breath with a figure are counted: "orders and revenue by channel", 주문과 매출."""
    for word in [*draft.unused("table")]:
        following = _joined_to(draft, word, 1)
        before = _joined_to(draft, word, -1)
        beside = next((each for each in (following, before) if each is not None and each.kind == "measure"), None)
        if beside is None or word.mention.grouped or any(draft.unused("ranking")):
            continue
        if beside.meaning.table != word.meaning.table:
            if any(each.mention.grouped for each in draft.words):
                draft.doubt(0.9, word.mention.text)  # "customers and revenue by region"; 브랜드와 매출 names the groups
            continue
        word.used = True
        figure = Measurement(word.meaning.table, "count")
        if figure not in draft.figures:
            draft.figures.insert(0 if beside is following else len(draft.figures), figure)


def _joined_to(draft: Draft, word: Word, step: int) -> Word | None:
    """What a word is joined to by "and", 와 or 하고."""
    at = word.position + step
    other = draft.words[at] if 0 <= at < len(draft.words) else None
    if other is None:
        return None
    if draft.korean:
        first = word if step > 0 else other
        return other if first.mention.suffix.endswith(_JOINING) else None
    beyond = draft.words[at + step] if 0 <= at + step < len(draft.words) else None
    return beyond if other.mention.cue("both") and other.mention.text.casefold() in ("and", "&") else None


def count_asked(draft: Draft) -> None:
    """A bare noun with a question mark asks how many there are, of what has no name to list: "Orders last week?"."""
    named = any(draft.unused("measure", "ranking", "number", "column", "grain", "comparison"))
    if draft.figures or draft.dimensions or draft.having or not draft.table or named:
        return
    bare = draft.text.rstrip().endswith("?") and _ASKING.search(draft.text) is None
    said = any(draft.periods) or any(draft.unused("value", "filter", "bound"))
    told = any(word.mention.cue("rows", "list", "distinct", "all", "share", "without") for word in draft.words)
    if bare and said and not told and display_column(draft.table_of(draft.table)) is None:
        draft.figures.append(Measurement(draft.table, "count"))
        draft.cost += 0.2


def _amount_too(draft: Draft) -> None:
    """The amount beside the number: "how many, and how much altogether", 몇 건에 얼마, 건수와 금액."""
    asked = next((word for word in draft.unused("cue") if word.meaning.cue == "how_much"), None)
    if len(draft.figures) != 1 or not counts_rows(draft.figures[0]) or draft.having:
        return
    found = _amount_joined(draft)
    counted = draft.figures[0].function == "count" and any(word.meaning.cue == "count" for word in draft.words)
    if found is None and (asked is None or not counted):
        return
    table = draft.table_of(draft.figures[0].table)
    known = next((each for each in table.measures if re.fullmatch(r"SUM\(\w+\)", each.expression)), None)
    if known is None:
        if found is not None:
            draft.doubt(1.2, found.group(1))
        return
    if asked is not None:
        asked.used = True
    said = {word.meaning.column for word in draft.words if word.kind == "value"}
    said |= {
        column
        for word in draft.words
        if word.meaning.filter is not None
        for column in draft.columns_of(Named(word.meaning.table, word.meaning.filter))
    }
    left_out = Named(table.name, NamedFilter(known.name, known.filter, known.label))
    whole = known.filter and draft.columns_of(left_out) & said  # the value of cancelled orders is no revenue
    column = ColumnRef(table.name, known.expression[4:-1])
    amount = Measurement(table.name, "measure", measure=known)
    amount = Measurement(table.name, "sum", column=column) if whole else amount
    counts = [word.mention.start for word in draft.words if word.mention.cue("count") or word.kind == "measure"]
    first = found is not None and found.start() < min(counts, default=0)
    draft.figures.insert(0 if first else 1, amount)


def _amount_joined(draft: Draft) -> "re.Match[str] | None":
    """An amount that is asked for by its most general name, joined to something else that is asked for."""
    for pattern in (_AND_AMOUNT, _AMOUNT_AND):
        for found in pattern.finditer(draft.text):
            start, end = found.span(1)
            said = [word for word in draft.words if word.kind != "filler"]
            if not any(word.mention.start < end and start < word.mention.end for word in said):
                return found
    return None

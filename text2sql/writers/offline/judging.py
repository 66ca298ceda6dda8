"""Which end of a figure is the bad one, and orders that speak of the groups and not of the figure.

The worst carriers by lateness are the late ones: more is worse of what nobody wants.
"""

import re
from dataclasses import replace

from text2sql.catalog import NamedFilter
from text2sql.language import RankingMention
from text2sql.writers.offline.drafts import Draft
from text2sql.writers.offline.representation import Compare, Dimension, Measurement, Named, Ordering

_JUDGING = re.compile(
    r"\b(?:worst|best|poorest)\b(?! (?:selling|sold))|나쁜|나빴|안 좋|좋|최악|워스트|베스트|우수|뛰어", re.IGNORECASE
)
_UNWANTED = re.compile(
    r"\b(?:late|lateness|delay\w*|overdue|cancel\w*|returns?|returned|refund\w*|churn\w*|withdraw\w*|attrition|fail\w*|"
    r"defect\w*|errors?|complain\w*|dorman\w*|inactiv\w*|abandon\w*|bounce\w*|loss(?:es)?|reject\w*|declined|damag\w*|"
    r"costs?|expenses?|fees?|days|hours|minutes|duration|waiting)\b"
    r"|지연|취소|반품|환불|이탈|탈퇴|불량|실패|오류|불만|휴면|포기|손실|거절|파손|비용|소요|배송일|일수|대기|미납|연체",
    re.IGNORECASE,
)
_WANTED = re.compile(r"on.time|return on|returning|정시|재방문", re.IGNORECASE)
_BY_TIME = re.compile(
    r"날짜|시간순|과거|오래된순|최신순|최근순|chronolog|(?:newest|latest|oldest|earliest|most recent) first",
    re.IGNORECASE,
)
_BY_NAME = re.compile(r"이름순|가나다|알파벳|alphabet|a to z", re.IGNORECASE)


def is_descending(draft: Draft, ranking: RankingMention, figure: Measurement) -> bool:
    """Whether a ranking wants the largest figures first: of what nobody wants, the worst are the largest."""
    judged = _JUDGING.search(ranking.adjective) is not None
    return ranking.descending != (judged and _is_unwanted(draft, figure))


def _is_unwanted(draft: Draft, figure: Measurement) -> bool:
    if figure.measure is not None:
        said = f"{figure.measure.name} {figure.measure.label.en} {figure.measure.label.ko}".replace("_", " ")
    elif figure.column is not None:
        said = f"{figure.column.column} {' '.join(draft.details(figure.column).synonyms)}".replace("_", " ")
    else:
        return False
    return _UNWANTED.search(said) is not None and _WANTED.search(said) is None


def order_of_groups(draft: Draft, ranking: RankingMention) -> Ordering | None:
    """The order of the groups themselves, where a ranking names no figure: by date, by name; else None."""
    if ranking.count is not None or ranking.superlative:
        return None
    shown = [each for each in draft.dimensions if not each.hidden]
    wanted: list[Dimension] = []
    if _BY_TIME.search(ranking.text):
        wanted = [each for each in shown if each.grain]
    elif _BY_NAME.search(ranking.text):
        wanted = [each for each in shown if not each.grain and draft.details(each.column).kind == "text"]
    return Ordering(wanted[0], ranking.descending) if wanted else None


def bind_orders(draft: Draft) -> None:
    """Orders by a grain of time speak of the column that the grain has got by now; without one they are none."""
    grains = {each.grain: each for each in draft.dimensions if each.grain}
    bound = []
    for each in draft.ordering:
        if not isinstance(each.by, Dimension) or each.by.column.column:
            bound.append(each)
        elif each.by.grain in grains:
            bound.append(replace(each, by=grains[each.by.grain]))
    draft.ordering = bound


def leave_out_own_terms(draft: Draft) -> None:
    """A rate is taken of all rows, and not of those that it looks for: the late rate of late parcels is 1."""
    figures = [*draft.figures, *(each.measurement for each in draft.having)]
    for figure in figures:
        if figure.measure is None or not figure.measure.expression.upper().startswith("AVG(CASE"):
            continue
        own = [each for each in draft.conditions if _is_looked_for(each, figure)]
        if own and len(set(figures)) > 1:
            draft.doubt(1.2)  # the other figure may be of those rows
        draft.conditions = [each for each in draft.conditions if each not in own]


def _is_looked_for(condition: object, figure: Measurement) -> bool:
    if figure.measure is None:
        return False
    if isinstance(condition, Named) and condition.table == figure.table and not condition.negated:
        said = condition.filter
    elif isinstance(condition, Compare) and condition.column.table == figure.table and condition.operator == "=":
        said = NamedFilter("", f"{condition.column.column} = '{condition.values[0]}'")
    else:
        return False
    return f"WHEN{_bare(said.condition)}THEN" in _bare(figure.measure.expression)


def _bare(sql: str) -> str:
    return re.sub(r"[\s()]", "", sql).casefold().replace("when", "WHEN").replace("then", "THEN")

"""Top N, the most, the cheapest: what is ranked, by what, in which direction, and how many of it."""

from text2sql.catalog import Catalog
from text2sql.language import NumberMention, RankingMention
from text2sql.writers.offline.drafts import Draft, Word, display_column, is_key
from text2sql.writers.offline.figures import add_column, add_entity, grain_name, main_amount
from text2sql.writers.offline.judging import is_descending, order_of_groups
from text2sql.writers.offline.lexicon import grammar, key_of
from text2sql.writers.offline.representation import ColumnRef, Dimension, Measurement, Ordering

_MANY = {
    "많",
    "적",
    "busiest",
    "많은",
    "많이",
    "많았던",
    "많던",
    "적은",
    "적게",
    "적었던",
    "most",
    "least",
    "fewest",
    "more",
    "fewer",
    "many",
}
_PEOPLE = ("명", "명의", "분", "people", "persons")
_OFTEN = ("once", "twice", "thrice")


def read_rankings(draft: Draft) -> None:
    """Top N, the most, the cheapest: an order and a limit, and what is being ranked."""
    rankings = [*draft.unused("ranking")]
    _counts_beside(draft, bool(rankings))
    if len({each.mention.special.place for each in rankings if isinstance(each.mention.special, RankingMention)}) > 1:
        draft.doubt(1.2, rankings[-1].mention.text)  # the first and the second: two rows
    for word in rankings:
        ranking = word.mention.special
        assert isinstance(ranking, RankingMention)
        word.used = True
        per_group = [each for each in draft.dimensions if not each.hidden]
        if ranking.count is not None:
            draft.limit = ranking.count
        elif ranking.superlative and draft.limit is None:
            draft.limit, draft.offset = 1, ranking.place - 1
        _average_of_a_column(draft, word)
        _most_of_a_table(draft, word, ranking)
        _ranked_entity(draft, word)
        _order(draft, word, ranking, bool(per_group))
        if per_group and len([each for each in draft.dimensions if not each.hidden]) > len(per_group):
            draft.limit_within = tuple(per_group)
        unnamed = draft.table and display_column(draft.table_of(draft.table)) is None
        if unnamed and not draft.dimensions and ranking.text.endswith(_PEOPLE):
            draft.doubt(1.2, ranking.text)  # 주문 금액 상위 10명: people, and no ten orders


def _counts_beside(draft: Draft, ranked: bool) -> None:
    """A bare number beside a table is how many of its rows are wanted: "상품 5개", "which 3 brands"."""
    for word in [*draft.unused("number")]:
        number = word.mention.special
        assert isinstance(number, NumberMention)
        if ranked and _is_of_times(draft, word, number):
            word.used, draft.limit = True, int(number.value)
            continue
        if number.text.casefold() in _OFTEN:
            continue  # "customers who ordered twice" are no two customers
        target = draft.neighbour(word, -1, "table", "column") or draft.neighbour(word, 1, "table", "column", "ranking")
        if target is None or not isinstance(number.value, int) or not 0 < number.value <= 10_000:
            continue
        if draft.is_number(target) or (not ranked and target.kind != "table") or any(draft.unused("bound")):
            continue
        word.used = True
        draft.limit = number.value


def _is_of_times(draft: Draft, word: Word, number: NumberMention) -> bool:
    """Whether so many months, days or hours of the day are wanted: 시간대 3개, "which 3 months"."""
    if not isinstance(number.value, int) or not 0 < number.value <= 100:
        return False
    beside = [draft.words[at] for at in (word.position - 1, word.position + 1) if 0 <= at < len(draft.words)]
    return any(each.meaning.cue.startswith("grain_") and not each.mention.grouped for each in beside)


def _average_of_a_column(draft: Draft, word: Word) -> None:
    """A column of another table than what is ranked means its average: "평점이 가장 낮은 카테고리"."""
    if draft.figures:
        return
    target = draft.neighbour(word, -1, "column") or draft.neighbour(word, 1, "column")
    heads = [other for other in draft.unused("table", "column") if other is not target]
    if target is None or target.meaning.column is None or not draft.is_number(target) or not heads:
        return
    table = draft.table_of(target.meaning.table)
    if any(head.meaning.table == table.name for head in heads):
        return
    target.used = True
    if target.meaning.column == main_amount(table):
        draft.doubt(0.7, target.mention.text)  # the largest order, the largest sum or the largest average?
    average = f"AVG({target.meaning.column.column})"
    known = next((measure for measure in table.measures if measure.expression == average), None)
    if known is not None:
        draft.figures.append(Measurement(table.name, "measure", measure=known))
    else:
        draft.figures.append(Measurement(table.name, "avg", column=target.meaning.column))


def _most_of_a_table(draft: Draft, word: Word, ranking: RankingMention) -> None:
    """What is counted stands beside the superlative: "주문이 가장 많은 고객", "the most orders"."""
    if draft.figures:
        return
    if not set(ranking.text.casefold().split()) & _MANY:
        _change_of_a_table(draft, word)
        return
    heads = [other for other in draft.unused("table", "column")]
    if len(heads) == 1 and heads[0].kind == "column" and not draft.is_number(heads[0]):
        draft.figures.append(Measurement(heads[0].meaning.table, "count"))  # "가장 많은 환불 사유": rows of each
        return
    steps = (-1, 1) if draft.korean else (1,)
    beside = (draft.neighbour(word, step, "table", "value", "filter") for step in steps)
    target = next((other for other in beside if other is not None), None)
    others = [other for other in draft.unused("table", "column", "cue") if other is not target]
    if target is not None and others and not target.mention.grouped:
        target.used = target.kind == "table"  # "반품이 가장 많은": the condition is still to be read
        draft.figures.append(Measurement(target.meaning.table, "count"))


def _change_of_a_table(draft: Draft, word: Word) -> None:
    """Rows are counted whose number is said to change the most: "the biggest jump in orders"."""
    beside = draft.words[word.position + 1 : word.position + 2]
    target = next((other for other in draft.unused("table") if abs(other.position - word.position) == 2), None)
    if target is not None and any(other.meaning.cue in ("growth", "decline") for other in beside):
        target.used = True
        draft.figures.append(Measurement(target.meaning.table, "count"))


def _ranked_entity(draft: Draft, word: Word) -> None:
    """What is ranked by a figure when no group was named: "top 5 products by revenue", "매출이 가장 높은 지역"."""
    if not draft.figures:
        return
    grouped = {dimension.column for dimension in draft.dimensions if not dimension.hidden}
    heads = [other for other in draft.unused("table", "column") if not draft.is_number(other)]
    if grouped:
        # Another thing beside the groups is ranked within each of them: "카테고리별 매출 1위 상품".
        later = [
            other for other in heads if other.kind == "column" and (other.position > word.position) == draft.korean
        ]
        later = [other for other in later if other.meaning.column not in grouped and not draft.is_date(other)]
        heads = [other for other in heads if other.kind == "table"]
        heads = [other for other in heads if display_column(draft.table_of(other.meaning.table)) not in grouped] + later
        heads = [other for other in heads if all(other.meaning.table != figure.table for figure in draft.figures)]
        heads = heads or _times(draft, word)
    else:
        times = [other for other in draft.unused("cue") if other.meaning.cue.startswith("grain_")]
        counted = {figure.table for figure in draft.figures if figure.function == "count"}
        for other in heads if times else ():  # 주문이 가장 많은 요일과 건수: the orders are what is counted
            other.used = other.kind == "table" and other.meaning.table in counted
        heads = [other for other in heads if not other.used] + times
    if not heads:
        return
    heads.sort(key=lambda other: other.position)
    after = [other for other in heads if other.position > word.position]
    if draft.korean:
        head = after[0] if after else heads[-1]
    else:
        head = after[0] if after and _counts_follow(word) else heads[0]
    head.used = True
    if head.kind == "table":
        add_entity(draft, head.meaning.table)
        if display_column(draft.table_of(head.meaning.table)) is None:
            draft.doubt(0.5, head.mention.text)  # people rank what has a name
    elif head.kind == "column":
        add_column(draft, head)
    else:
        draft.dimensions.append(Dimension(ColumnRef("", ""), grain_name(head.meaning.cue)))


def _times(draft: Draft, word: Word) -> list[Word]:
    """The time that is ranked within each of the groups: 채널별 매출이 가장 높았던 달, "the worst month of each"."""
    if any(each.grain for each in draft.dimensions):
        return []
    return [
        other
        for other in draft.unused("cue")
        if other.meaning.cue.startswith("grain_") and other.position in (word.position + 1, word.position - 1)
    ]


def _counts_follow(word: Word) -> bool:
    """Whether what is ranked follows ("top 5 products") or came before ("which product has the highest revenue")."""
    special = word.mention.special
    return isinstance(special, RankingMention) and special.count is not None


def _order(draft: Draft, word: Word, ranking: RankingMention, within: bool) -> None:
    if not draft.figures and within and draft.limit is not None:
        draft.doubt(1.2, word.mention.text)  # "the most expensive product of each category" is no one product
    if draft.figures:
        of_groups = order_of_groups(draft, ranking)
        ordering = of_groups or Ordering(draft.figures[0], is_descending(draft, ranking, draft.figures[0]))
    else:
        column = _ordering_column(draft, word, ranking)
        if column is None:
            draft.doubt(1.2, word.mention.text)
            return
        concept = _concept(ranking)
        ordering = Ordering(column, concept[1] if concept else ranking.descending)
    if ordering not in draft.ordering:
        draft.ordering.append(ordering)


def _concept(ranking: RankingMention) -> "tuple[str, bool] | None":
    adjectives = grammar().adjectives
    for key in (key_of(ranking.adjective), key_of(ranking.text)):
        if key in adjectives:
            return adjectives[key]
    return next((meaning for key, meaning in adjectives.items() if key and key in key_of(ranking.text)), None)


def _ordering_column(draft: Draft, word: Word, ranking: RankingMention) -> ColumnRef | None:
    """The column beside the superlative, or the one its adjective speaks of: 비싼 is about a price."""
    steps = (-1, 1) if draft.korean else (1, -1)
    for step in steps:
        target = draft.neighbour(word, step, "column", reach=2)
        if target is not None and (draft.is_number(target) or draft.is_date(target)):
            target.used = True
            return target.meaning.column
    for target in draft.unused("column"):
        if draft.is_number(target) or draft.is_date(target):
            target.used = True
            return target.meaning.column
    concept = _concept(ranking)
    found = concept_column(draft.catalog, draft, concept[0]) if concept else None
    if found is None and concept is not None and concept[0] in ("size", "price") and ranking.superlative:
        heads = [target.meaning.table for target in draft.words if target.kind == "table"]
        heads = heads or [name for name in (draft.table,) if name]  # "the largest order", 결제된 주문 중 제일 큰 것
        found = main_amount(draft.table_of(heads[0])) if heads else None
    return found


def concept_column(catalog: Catalog, draft: Draft, concept: str) -> ColumnRef | None:
    """The column of the table asked about whose name or synonyms carry the concept."""
    names = [word.meaning.table for word in draft.words if word.kind == "table"]
    wanted = grammar().concepts[concept]
    for name in dict.fromkeys([*names, draft.table]):
        table = catalog.table(name) if name else None
        if table is None:
            continue
        if concept == "date" and table.time_column:
            return ColumnRef(table.name, table.time_column)
        for column in table.columns:
            keys = {key_of(phrase) for phrase in (column.name.replace("_", " "), *column.synonyms)}
            fits = keys & set(wanted) or any(key.endswith(each) for key in keys for each in wanted)
            if fits and column.effective_kind in ("number", "date", "timestamp") and not is_key(table, column.name):
                return ColumnRef(table.name, column.name)
    return None

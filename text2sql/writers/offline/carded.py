"""What the cards leave out of a figure that a question names by other words than the card does.

A card may say that uses of coupons which were given back do not count, or that only approved payments add up. Whoever
counts the uses or totals the payments means that, unless the question speaks of those very rows.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from text2sql.catalog import Measure, NamedFilter, Table
from text2sql.writers.offline.drafts import Draft
from text2sql.writers.offline.lexicon import grammar, key_of
from text2sql.writers.offline.representation import Compare, Condition, Either, Exists, Measurement, Named


def settle_by_card(draft: Draft) -> None:
    """Counts of rows become the count that the card defines; averages and medians leave out what the card does."""
    counts = {each: found for each in _figures(draft) if (found := _carded(draft, each)) is not None}
    draft.figures = [counts.get(each, each) for each in draft.figures]
    draft.having = [replace(each, measurement=counts.get(each.measurement, each.measurement)) for each in draft.having]
    draft.ordering = [
        replace(each, by=counts.get(each.by, each.by)) if isinstance(each.by, Measurement) else each
        for each in draft.ordering
    ]
    for figure in draft.figures:
        kept = _kept_in_average(draft, figure)
        if kept is not None and kept not in draft.conditions:
            draft.conditions.append(kept)


def exists(draft: Draft, name: str, said: str = "") -> Exists:
    """That rows of a table exist, of those that its card counts.

    Args:
        draft: the question so far.
        name: the table.
        said: the word that speaks of it; who bought kept the goods and paid for them, who ordered perhaps not.
    """
    table = draft.table_of(name)
    counted = _bought(table) if _is_buying(said) else _counted(table)
    if counted is None or _speaks_of(draft.conditions, counted, table):
        return Exists(name)
    return Exists(name, (Named(name, NamedFilter(counted.name, counted.filter, counted.label)),))


def total_of(table: Table) -> Measure | None:
    """The sum that people call the total of a table's rows: "total payments" of approved ones."""
    sums = [each for each in table.measures if each.expression.replace(" ", "").upper().startswith("SUM(")]
    wanted = {key_of(f"total {noun}") for noun in _nouns(table)} | {key_of(f"{noun} 총액") for noun in _nouns(table)}
    return next((each for each in sums if wanted & _keys(each)), None)


def _figures(draft: Draft) -> list[Measurement]:
    ordered = [each.by for each in draft.ordering if isinstance(each.by, Measurement)]
    return [*draft.figures, *(each.measurement for each in draft.having), *ordered]


def _carded(draft: Draft, figure: Measurement) -> Measurement | None:
    if figure.function != "count" or figure.column is not None or figure.portion:
        return None
    table = draft.table_of(figure.table)
    counted = _counted(table)
    if counted is None or _speaks_of(draft.conditions, counted, table):
        counted = _counted_as(draft, table)
    if counted is None:
        return None
    return replace(figure, function="measure", measure=counted)


def _counted(table: Table) -> Measure | None:
    """The business measure that counts a table's rows under the table's own name, but not all of them."""
    nouns = _nouns(table)
    wanted = {key_of(form.format(noun)) for noun in nouns for form in ("{} 수", "{} 건수", "number of {}")}
    counts = (each for each in table.measures if each.expression.replace(" ", "").upper() == "COUNT(*)" and each.filter)
    return next((each for each in counts if wanted & _keys(each)), None)


def _is_buying(said: str) -> bool:
    word = said.casefold()
    verbs = {*grammar().verbs.get("구매", ()), *grammar().verbs.get("purchase", ())}
    return word in verbs or word.startswith(("구매", "구입", "purchas", "buy"))


def _bought(table: Table) -> Measure | None:
    """The business measure that counts buyers or purchases, for what it leaves out."""
    counts = (each for each in table.measures if each.filter and each.expression.upper().startswith("COUNT(DISTINCT "))
    return next((each for each in counts if any(_is_bought(name) for name in _names(each))), None)


def _is_bought(name: str) -> bool:
    return "구매" in name or "buyer" in name.casefold() or "purchas" in name.casefold()


def _counted_as(draft: Draft, table: Table) -> Measure | None:
    """What a business term of the question counts by its name: mobile visits are visits, not steps of them."""
    terms = [each.filter for each in draft.conditions if isinstance(each, Named) and each.table == table.name]
    for measure in table.measures:
        noun = measure.label.ko.removesuffix("수").strip()
        whole = measure.expression.upper().startswith("COUNT(DISTINCT ") and not measure.filter
        if whole and noun and any(term.label.ko.endswith(f" {noun}") for term in terms):
            return measure
    return None


def _kept_in_average(draft: Draft, figure: Measurement) -> Named | None:
    if figure.function not in ("median", "avg") or figure.column is None:
        return None
    table = draft.table_of(figure.table)
    alike = [f"{function}({figure.column.column})" for function in ("AVG", "SUM")]
    known = next((each for each in table.measures if each.expression in alike and each.filter), None)
    if known is None or _speaks_of(draft.conditions, known, table):
        return None
    return Named(table.name, NamedFilter(known.name, known.filter, known.label))


def _speaks_of(conditions: list[Condition], measure: Measure, table: Table) -> bool:
    """Whether a question speaks of the very columns by which a measure leaves rows out."""
    return bool(_words(measure.filter) & {word for each in conditions for word in _read(each, table)})


def _read(condition: Condition, table: Table) -> Iterator[str]:
    if isinstance(condition, Either):
        for each in condition.conditions:
            yield from _read(each, table)
    elif isinstance(condition, Compare) and condition.column.table == table.name:
        yield condition.column.column.casefold()
    elif isinstance(condition, Named) and condition.table == table.name:
        columns = {column.name.casefold() for column in table.columns}
        yield from _words(condition.filter.condition) & columns


def _words(sql: str) -> set[str]:
    return set(re.findall(r"\w+", re.sub(r"'[^']*'", "", sql).casefold()))


def _nouns(table: Table) -> tuple[str, ...]:
    names = (table.bare_name.replace("_", " "), table.label.en, table.label.ko, *table.synonyms)
    return tuple(name for name in names if name)


def _names(measure: Measure) -> tuple[str, ...]:
    names = (measure.name.replace("_", " "), measure.label.en, measure.label.ko, *measure.synonyms)
    return tuple(name for name in names if name)


def _keys(measure: Measure) -> set[str]:
    return {key_of(name) for name in _names(measure)} - {""}

"""The rows of an answer taken as they are: 그 상품들의 리뷰 수, "the reviews of those products".

A query that limits or bounds its groups is followed by one about just those groups, whatever is asked of them. Their
names are taken from the answer, which is run once more through the gate.
"""

from dataclasses import replace

from text2sql.catalog import Catalog, Measure
from text2sql.interfaces import Workbench
from text2sql.writers.offline.lexicon import Meaning, key_of
from text2sql.writers.offline.mentions import Annotation, Mention
from text2sql.writers.offline.rendering import NotExpressible, Rendering
from text2sql.writers.offline.representation import Compare, Dimension, Representation

_MOST = 50
"""Groups that are named; more are not a choice but the whole."""


def held(base: Representation, rendering: Rendering, workbench: Workbench) -> Representation:
    """The query over the groups that it answered with, without limit and bounds; itself when there are none."""
    shown = [each for each in base.dimensions if not each.hidden]
    if (base.limit is None and not base.having) or len(shown) != 1 or shown[0].grain is not None:
        return base
    names = _names(base, shown[0], rendering, workbench)
    if not names:
        return base
    kept = tuple(each for each in base.conditions if not (isinstance(each, Compare) and each.column == shown[0].column))
    chosen = Compare(shown[0].column, "=" if len(names) == 1 else "in", names)
    return replace(base, conditions=(*kept, chosen), limit=None, limit_within=(), having=())


def with_short_names(annotation: Annotation, base: Representation, catalog: Catalog) -> Annotation:
    """The mentions with what they may be short for after a query: 할인액 for 쿠폰 할인액, after coupons."""
    tables = dict.fromkeys([*(each.table for each in base.measurements), base.table])
    figures = [
        (name, measure) for name in tables if (table := catalog.table(name)) is not None for measure in table.measures
    ]
    mentions = tuple(_with_figures(each, figures) for each in annotation.mentions)
    return replace(annotation, mentions=mentions)


def _with_figures(mention: Mention, figures: list[tuple[str, Measure]]) -> Mention:
    """A mention of a figure or a number, with the figures near by whose names end in its words."""
    word = key_of(mention.text)
    if mention.grouped or len(word) < 2 or not any(each.kind in ("measure", "column") for each in mention.meanings):
        return mention
    known = {(each.table, each.measure.name) for each in mention.meanings if each.measure is not None}
    found = [
        Meaning("measure", table=table, measure=measure)
        for table, measure in figures
        if (table, measure.name) not in known and any(key_of(each).endswith(word) for each in _called(measure))
    ]
    return replace(mention, meanings=(*mention.meanings, *found)) if len(found) == 1 else mention


def _called(measure: Measure) -> tuple[str, ...]:
    return (*measure.synonyms, measure.label.ko, measure.label.en)


def _names(
    base: Representation, dimension: Dimension, rendering: Rendering, workbench: Workbench
) -> tuple[str | int | float, ...]:
    try:
        result = workbench.run(rendering.sql(base)).result
    except NotExpressible:
        return ()
    name = dimension.column.column
    places = [at for at, column in enumerate(result.columns) if column.name == name] if result else []
    if result is None or not places or not 0 < len(result.rows) <= _MOST:
        return ()
    found = [row[places[0]] for row in result.rows]
    named = tuple(value for value in found if isinstance(value, str | int | float) and not isinstance(value, bool))
    return tuple(dict.fromkeys(named)) if len(named) == len(found) else ()

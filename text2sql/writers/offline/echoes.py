"""Unknown words that only say once more what is known: 방문 of a conversion rate of visits, the boxes of parcels."""

from collections.abc import Iterable, Iterator

from text2sql.catalog import Catalog
from text2sql.language import tokenize
from text2sql.writers.offline.representation import Compare, Exists, Measurement, Representation, Within, table_of

_SHORTEST_STEM = 4
_KOREAN_ENDS = ("분", "한", "된", "의", "건")


def echoed(words: Iterable[str], query: Representation, catalog: Catalog) -> tuple[str, ...]:
    """Those of the words that are part of a name of something the query says already."""
    known = {part for name in _names(query, catalog) for token in tokenize(name) for part in (token.normal, token.text)}
    known = {each.casefold() for each in known if len(each) > 1}
    return tuple(word for word in words if any(_is_known(form, known) for form in _forms(word)))


def _is_known(form: str, known: set[str]) -> bool:
    if form in known:
        return True
    stems = [name for name in known if min(len(name), len(form)) >= _SHORTEST_STEM and form.isascii()]
    return any(name.startswith(form) or form.startswith(name) for name in stems)


def _forms(word: str) -> Iterator[str]:
    for token in tokenize(word):
        for form in (token.normal, *token.variants, token.text.casefold()):
            yield form
            for ending in _KOREAN_ENDS:
                if form.endswith(ending) and len(form) - len(ending) > 1:
                    yield form.removesuffix(ending)


def _names(query: Representation, catalog: Catalog) -> Iterator[str]:
    tables = {query.table, *(table_of(each) for each in query.conditions if isinstance(each, Exists))}
    for name in tables:
        table = catalog.table(name)
        if table is not None:
            yield from (table.bare_name, table.label.en, table.label.ko, table.row.en, table.row.ko, *table.synonyms)
    columns = {each.column for each in query.conditions if isinstance(each, Compare)}
    columns |= {each.column for each in query.dimensions}
    columns |= {each.column for each in query.conditions if isinstance(each, Within)}
    for reference in columns:
        table = catalog.table(reference.table)
        column = table.column(reference.column) if table else None
        if column is not None:
            yield from (column.name.replace("_", " "), *column.synonyms)
    for figure in (*query.measurements, *(each.measurement for each in query.having)):
        yield from _figure_names(figure)


def _figure_names(figure: Measurement) -> Iterator[str]:
    if figure.measure is not None:
        yield from (figure.measure.name.replace("_", " "), figure.measure.label.en, figure.measure.label.ko)
        yield from figure.measure.synonyms

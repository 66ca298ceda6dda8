"""A linked schema as a model reads it, in one of three styles.

- ``described``: CREATE TABLE with what the table cards say in comments.
- ``code``: bare CREATE TABLE with keys, the code representation of DAIL-SQL (Gao et al. 2023, section 3.1, "CR_P").
- ``reference``: a line a table, example values and foreign keys, as PET-SQL's reference-enhanced prompt (Li et al.
  2024, section 3.1).

A schema that goes in whole is written in the catalog's order, whatever the question, so that it can be cached. Values
of personal columns are never written.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from text2sql.catalog import Column, Join, Language, LocalText, Table
from text2sql.language import one_line
from text2sql.prompts.names import column_list, literal, quoted, table_name
from text2sql.types import LinkedSchema, LinkedTable

SchemaStyle = Literal["described", "code", "reference"]
_EXAMPLES = 3
_SYNONYMS = 4
_LONGEST_EXAMPLE = 40
"""Characters: a longer text is a paragraph, not an example of a value."""


def schema_text(linked: LinkedSchema, language: Language, style: SchemaStyle, cell_values: bool) -> str:
    """The linked tables and columns.

    Args:
        linked: what schema linking found.
        language: of descriptions.
        style: how it is written.
        cell_values: whether values of cells may be shown, also those that table cards list.
    """
    tables = _in_order(linked)
    if style == "reference":
        return "\n".join(_reference_lines(tables, linked, cell_values))
    if style == "code":
        return "\n\n".join(_create_table(each, linked, [], dict.fromkeys(each.columns, "")) for each in tables)
    return "\n\n".join(_described(each, linked, language, cell_values) for each in tables)


def terms_text(linked: LinkedSchema, language: Language) -> str:
    """Business terms of the linked tables, a line each. Their conditions are people's words, not cells."""
    return "\n".join(line for each in _in_order(linked) for line in _table_terms(each.table, language))


def _in_order(linked: LinkedSchema) -> list[LinkedTable]:
    if not linked.whole:
        return list(linked.tables)
    place = {table.name: at for at, table in enumerate(linked.catalog.tables)}
    return sorted(linked.tables, key=lambda each: place.get(each.table.name, len(place)))


def _described(linked_table: LinkedTable, linked: LinkedSchema, language: Language, cell_values: bool) -> str:
    table = linked_table.table
    said = [_one_line(table.description, language)]
    said += [f"one row: {_one_line(table.row, language)}"] if table.row else []
    head = [f"-- {'. '.join(each for each in said if each)}"] if any(said) else []
    comments = {
        column.name: _comment(column, table, language, cell_values)
        for column in table.columns
        if column.name in linked_table.columns
    }
    return _create_table(linked_table, linked, head, comments)


def _create_table(linked_table: LinkedTable, linked: LinkedSchema, head: list[str], comments: dict[str, str]) -> str:
    table, dialect = linked_table.table, linked.catalog.dialect
    parts = [
        (f"  {quoted(column.name, dialect)} {column.type}", comments[column.name])
        for column in table.columns
        if column.name in comments
    ]
    if table.primary_key:
        parts.append((f"  PRIMARY KEY ({column_list(table.primary_key, dialect)})", ""))
    for join in _joins_from(table, linked):
        reference = f"{table_name(join.to_table, linked.catalog)} ({column_list(join.to_columns, dialect)})"
        parts.append((f"  FOREIGN KEY ({column_list(join.columns, dialect)}) REFERENCES {reference}", ""))
    lines = [*head, f"CREATE TABLE {table_name(table.name, linked.catalog)} ("]
    for number, (part, comment) in enumerate(parts, 1):
        comma = "," if number < len(parts) else ""
        lines.append(f"{part}{comma}" + (f"  -- {comment}" if comment else ""))
    return "\n".join([*lines, ");"])


def _joins_from(table: Table, linked: LinkedSchema) -> list[Join]:
    """The joins that start at the table, in an order that does not depend on the question."""
    joins = [join for join in linked.joins if join.table == table.name]
    return sorted(joins, key=lambda join: (join.columns, join.to_table, join.to_columns))


def _comment(column: Column, table: Table, language: Language, cell_values: bool) -> str:
    """Description, other words for it, unit, codes with their meaning, frequent values; nothing of personal data."""
    said = [_one_line(column.description, language)] if column.description else []
    if synonyms := _synonyms(column):
        said.append(f"also: {', '.join(synonyms)}")
    if column.unit:
        said.append(f"in {column.unit}")
    if column.name == table.time_column:
        said.append("periods refer to it")
    if column.effective_kind != column.kind:
        said.append(f"holds a {column.effective_kind}")
    if column.profile is not None and column.profile.format and not column.personal:
        said.append(f"written as {column.profile.format}")
    if column.personal:
        said.append("personal data")
    elif cell_values:
        said += _shown_values(column)
    return ". ".join(said).replace("\n", " ")


def _synonyms(column: Column) -> list[str]:
    """Words for the column that its name does not already say."""
    known = _letters(column.name)
    return [each for each in column.synonyms if _letters(each) != known][:_SYNONYMS]


def _letters(name: str) -> str:
    return "".join(each for each in name.casefold() if each.isalnum())


def _shown_values(column: Column) -> Iterator[str]:
    if column.values:
        yield "; ".join(literal(each.value) + (f" = {each.labels[0]}" if each.labels else "") for each in column.values)
    elif examples := _examples(column):
        yield f"for example {', '.join(literal(value) for value in examples)}"


def _examples(column: Column) -> list[str]:
    """Frequent values of a text column; none of a personal one."""
    if column.personal or column.profile is None or column.kind != "text":
        return []
    return [value for value in column.profile.common if len(value) <= _LONGEST_EXAMPLE][:_EXAMPLES]


def _reference_lines(tables: list[LinkedTable], linked: LinkedSchema, cell_values: bool) -> Iterator[str]:
    dialect = linked.catalog.dialect
    yield "### Tables and their columns"
    for each in tables:
        yield f"# {table_name(each.table.name, linked.catalog)}({column_list(each.columns, dialect)})"
    if cell_values and (examples := list(_reference_examples(tables, linked))):
        yield "### Example values"
        yield from examples
    joins = [join for each in tables for join in _joins_from(each.table, linked)]
    if joins:
        yield "### Foreign keys"
    for join in joins:
        one, other = table_name(join.table, linked.catalog), table_name(join.to_table, linked.catalog)
        columns, to_columns = column_list(join.columns, dialect), column_list(join.to_columns, dialect)
        yield f"# {one}({columns}) references {other}({to_columns})"


def _reference_examples(tables: list[LinkedTable], linked: LinkedSchema) -> Iterator[str]:
    for each in tables:
        shown = []
        for column in each.table.columns:
            values = [value.value for value in column.values][:_EXAMPLES] or _examples(column)
            if values and not column.personal and column.name in each.columns:
                name = quoted(column.name, linked.catalog.dialect)
                shown.append(f"{name}[{', '.join(literal(value) for value in values)}]")
        if shown:
            line = f"# {table_name(each.table.name, linked.catalog)}({', '.join(shown)})"
            yield line.replace("\n", " ")


def _table_terms(table: Table, language: Language) -> Iterable[str]:
    for measure in table.measures:
        condition = f" where {measure.filter}" if measure.filter else ""
        yield f"{_names(measure.label, measure.name, language)}: {measure.expression}{condition} (table {table.name})"
    for term in table.filters:
        yield f"{_names(term.label, term.name, language)}: {term.condition} (table {table.name})"


def _names(label: LocalText, name: str, language: Language) -> str:
    return ", ".join(dict.fromkeys(text for text in (label.in_language(language), name) if text))


def _one_line(text: LocalText, language: Language) -> str:
    return one_line(text.in_language(language))

"""Words for a language model: Markdown files in this folder, and the rendering that fills them.

Nothing else in the package speaks to a model. A variable that a file names and the rendering does not fill, or the
other way round, is an error.
"""

import re
from collections.abc import Iterable
from importlib.resources import files
from string import Template

from text2sql.catalog import Column, Language, LocalText, Table
from text2sql.types import LinkedSchema, LinkedTable, LinkedValue, Question

_BYTES_PER_TOKEN = 3.6
_NOTHING = "none"
_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_BACKTICKS = ("bigquery", "databricks", "mysql", "spark")
_RESERVED_WORDS = """
all and as asc between by case check column constraint create cross current_date default desc distinct else end except
exists false fetch for foreign from full grant group having in inner intersect into is join key left like limit natural
not null offset on or order outer primary references right select set table then to true union unique update user using
values view when where window with
"""
_RESERVED = frozenset(_RESERVED_WORDS.split())
"""Words that no dialect takes as a name without quotes."""


def write_sql_prompt(question: Question, linked: LinkedSchema) -> str:
    """The prompt that asks for SQL: rules, linked schema, business terms, samples, values, question.

    Data stands in tags of its own, apart from instructions. No cell value of a personal column is in it.
    """
    language = question.language
    return _filled(
        "write_sql.md",
        dialect=linked.catalog.dialect,
        today=question.today.isoformat(),
        schema="\n\n".join(_create_table(each, linked, language) for each in linked.tables),
        terms="\n".join(_terms(linked.tables, language)) or _NOTHING,
        samples="\n\n".join(_sample_text(linked)) or _NOTHING,
        values="\n".join(_value_text(each, linked.catalog.dialect) for each in linked.values) or _NOTHING,
        question=question.text,
    )


def estimated_tokens(text: str) -> int:
    """An estimate of the text's tokens: its UTF-8 bytes / 3.6.

    English SQL prompts take about 3.5 to 4 bytes a token and Korean about 3, whatever the tokenizer's vendor; a service
    that counts (Bedrock's CountTokens) knows better.
    """
    return round(len(text.encode("utf-8")) / _BYTES_PER_TOKEN)


def _filled(name: str, **values: str) -> str:
    template = Template(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    unused = values.keys() - set(template.get_identifiers())
    if unused:
        raise KeyError(f"{name} does not use {', '.join(sorted(unused))}")
    return template.substitute({name: _inert(value) for name, value in values.items()})


def _inert(text: str) -> str:
    """Text that cannot end the tag it stands in: what a cell or a question says is data, not instructions."""
    return text.replace("</", "<\N{ZERO WIDTH SPACE}/")


def _quoted(name: str, dialect: str) -> str:
    """A name as it has to be written in SQL: in the dialect's quotes when it is not a plain word."""
    if _PLAIN_NAME.fullmatch(name) and name.lower() not in _RESERVED:
        return name
    mark = "`" if dialect in _BACKTICKS else '"'
    return mark + name.replace(mark, mark + mark) + mark


def _table_name(table: Table | None, name: str, dialect: str) -> str:
    """A table's name, its schema apart."""
    if table is None or table.schema is None:
        return _quoted(name, dialect)
    return f"{_quoted(table.schema, dialect)}.{_quoted(table.bare_name, dialect)}"


def _create_table(linked_table: LinkedTable, linked: LinkedSchema, language: Language) -> str:
    """The table as CREATE TABLE with what is known about it in comments."""
    table, dialect = linked_table.table, linked.catalog.dialect
    kept = [column for column in table.columns if column.name in linked_table.columns]
    lines = [f"-- {_one_line(table.description, language)}"] if table.description else []
    lines.append(f"CREATE TABLE {_table_name(table, table.name, dialect)} (")
    parts = [(f"  {_quoted(column.name, dialect)} {column.type}", _comment(column, language)) for column in kept]
    if table.primary_key:
        parts.append((f"  PRIMARY KEY ({_columns(table.primary_key, dialect)})", ""))
    for join in linked.joins:
        if join.table == table.name:
            to_table = _table_name(linked.catalog.table(join.to_table), join.to_table, dialect)
            reference = f"{to_table} ({_columns(join.to_columns, dialect)})"
            parts.append((f"  FOREIGN KEY ({_columns(join.columns, dialect)}) REFERENCES {reference}", ""))
    for number, (part, comment) in enumerate(parts, 1):
        comma = "," if number < len(parts) else ""
        lines.append(f"{part}{comma}" + (f"  -- {comment}" if comment else ""))
    lines.append(");")
    return "\n".join(lines)


def _columns(names: Iterable[str], dialect: str) -> str:
    return ", ".join(_quoted(name, dialect) for name in names)


def _value_text(value: LinkedValue, dialect: str) -> str:
    literal = value.value.replace("'", "''")
    return f"{_quoted(value.table, dialect)}.{_quoted(value.column, dialect)} = '{literal}' (“{value.words}”)"


def _comment(column: Column, language: Language) -> str:
    """Description, codes with their meaning, and frequent values; nothing of personal data."""
    said = [_one_line(column.description, language)] if column.description else []
    if column.values:
        said.append(
            "; ".join(f"'{each.value}'" + (f" = {each.labels[0]}" if each.labels else "") for each in column.values)
        )
    elif column.profile is not None and not column.personal and column.kind == "text" and column.profile.common:
        said.append("for example " + ", ".join(f"'{value}'" for value in column.profile.common[:3]))
    if column.personal:
        said.append("personal data")
    return ". ".join(said).replace("\n", " ")


def _terms(tables: Iterable[LinkedTable], language: Language) -> Iterable[str]:
    for linked in tables:
        yield from _table_terms(linked.table, language)


def _table_terms(table: Table, language: Language) -> Iterable[str]:
    for measure in table.measures:
        condition = f" where {measure.filter}" if measure.filter else ""
        names = ", ".join(_names(measure.label, measure.name, language))
        yield f"{names}: {measure.expression}{condition} (table {table.name})"
    for term in table.filters:
        yield f"{', '.join(_names(term.label, term.name, language))}: {term.condition} (table {table.name})"


def _names(label: LocalText, name: str, language: Language) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in (label.in_language(language), name) if text))


def _sample_text(linked: LinkedSchema) -> Iterable[str]:
    for each in linked.samples:
        yield f"Question: {each.sample.questions[0]}\nSQL:\n{each.sample.sql.strip()}"


def _one_line(text: LocalText, language: Language) -> str:
    return " ".join(text.in_language(language).split())

"""The prompts that ask for descriptions of tables and sample queries, and the forms of their replies."""

from collections.abc import Iterable

from text2sql.catalog import Catalog, Column, Join, SampleQuery, Table
from text2sql.language import one_line
from text2sql.prompting import Message, Prompt
from text2sql.prompts.filling import filled, inert, words_of
from text2sql.prompts.forms import form

_MOST_COLUMNS = 200
"""A wider table's further columns are only counted: a description of it needs no more, and the prompt stays bounded."""
_MOST_VALUES = 5
_MOST_TOKENS = 2_000
"""Of a reply: a wide table's columns in two languages need more than a query does."""
_LONGEST_VALUE = 60


def describe_table_prompt(table: Table, catalog: Catalog, cell_values: bool) -> Prompt:
    """Asks what a table holds, from its structure, profile and neighbours; no value of a personal column is in it.

    Args:
        table: what to describe.
        catalog: where it stands.
        cell_values: whether frequent values, minimum and maximum of columns may be shown.
    """
    neighbours = [_neighbour(join, table, catalog) for join in catalog.joins_of(table.name)]
    data = filled(
        "describe_table_data.md",
        dialect=catalog.dialect,
        table=inert("\n".join(_table_lines(table, cell_values))),
        neighbours=inert("\n".join(neighbours) or "none"),
    )
    return _prompt("describe_table", data)


def describe_sample_prompt(sample: SampleQuery, catalog: Catalog) -> Prompt:
    """Asks what a sample query computes."""
    known = (catalog.table(name) for name in sample.tables)
    tables = (f"{each.name}: {each.description.in_language('en')}" for each in known if each)
    data = filled(
        "describe_sample_data.md",
        dialect=catalog.dialect,
        questions=inert("\n".join(sample.questions)),
        sql=inert(sample.sql.strip()),
        tables=inert("\n".join(tables) or "none"),
    )
    return _prompt("describe_sample", data)


def _prompt(name: str, data: str) -> Prompt:
    return Prompt(
        instructions=words_of(f"{name}.md").strip(),
        stable="",
        messages=(Message("user", data),),
        form=form(name),
        max_tokens=_MOST_TOKENS,
        purpose="describe",
    )


def _table_lines(table: Table, cell_values: bool) -> Iterable[str]:
    rows = f", about {table.row_count:,} rows" if table.row_count is not None else ""
    yield f"{'view' if table.view else 'table'} {table.name}{rows}"
    if table.description:
        yield f"said about it: {one_line(table.description.in_language('en'))}"
    if table.primary_key:
        yield f"key: {', '.join(table.primary_key)}"
    for column in table.columns[:_MOST_COLUMNS]:
        yield f"- {column.name} {column.type}{_profile(column, cell_values)}"
    if len(table.columns) > _MOST_COLUMNS:
        yield f"- and {len(table.columns) - _MOST_COLUMNS} more columns"


def _profile(column: Column, cell_values: bool) -> str:
    said = [one_line(column.description.in_language("en"))] if column.description else []
    profile = column.profile
    if column.personal:
        said.append("personal data, values not shown")
    elif profile is not None:
        if profile.null_share:
            said.append(f"NULL in {profile.null_share:.0%}")
        if profile.distinct is not None:
            said.append(f"{profile.distinct:,} distinct")
        if cell_values and profile.minimum is not None and column.effective_kind != "text":
            said.append(f"{_short(profile.minimum)} to {_short(profile.maximum or '')}")
        if cell_values and profile.common and column.effective_kind == "text":
            said.append("often " + ", ".join(f"'{_short(value)}'" for value in profile.common[:_MOST_VALUES]))
        if profile.looks_like:
            said.append(f"holds {profile.looks_like} values")
        if profile.format:
            said.append(f"written as {profile.format}")
    return f": {'; '.join(said)}" if said else ""


def _neighbour(join: Join, table: Table, catalog: Catalog) -> str:
    inferred = " (inferred from names and values)" if join.inferred else ""
    other = catalog.table(join.to_table if join.table == table.name else join.table)
    about = one_line(other.description.in_language("en")) if other and other.description else ""
    key = f"{join.table}({', '.join(join.columns)}) refers to {join.to_table}({', '.join(join.to_columns)}){inferred}"
    return f"{key}: {about}" if about else key


def _short(value: str) -> str:
    return one_line(value, _LONGEST_VALUE)

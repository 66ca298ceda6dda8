"""Sample queries: approved pairs of question and SQL, as files in git under ``sample_queries/<database>/``.

A file holds one sample or a list of them. SQL may hold placeholders (``:period_start``) that a question's own words
fill; each is declared under ``parameters`` with the words that fill it otherwise, so that every sample runs as it is.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

from text2sql.catalog import Catalog, LocalText, SampleParameter, SampleQuery
from text2sql.corpus.files import yaml_files
from text2sql.corpus.yaml_files import Entry, read_yaml
from text2sql.errors import KnowledgeError

_SAMPLE_KEYS = (
    "question", "questions", "sql", "description", "parameters", "assumption", "approved_by", "approved_on",
)  # fmt: skip
_PARAMETER_KEYS = ("kind", "default", "column")
_KINDS: dict[str, Literal["period", "number", "value"]] = {"period": "period", "number": "number", "value": "value"}
_NAME = re.compile(r"[A-Za-z_]\w*")
_SKIPPED_OR_PLACEHOLDER = re.compile(
    r"""'(?:[^']|'')*' | "(?:[^"]|"")*" | --[^\n]* | /\*.*?\*/ | :: | (?<![\w\])]):(?P<name>[A-Za-z_]\w*)""",
    re.VERBOSE | re.DOTALL,
)
_SQL_WORD = re.compile(
    r"""'(?:[^']|'')*' | --[^\n]* | /\*.*?\*/
    | (?P<name>(?:"(?:[^"]|"")+"|`[^`]+`|\[[^\]]+\]|[^\W\d][\w$]*)(?:\s*\.\s*(?:"(?:[^"]|"")+"|`[^`]+`|[^\W\d][\w$]*))*)
    | (?P<sign>[(),;])""",
    re.VERBOSE | re.DOTALL,
)
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def read_samples(folder: Path) -> tuple[SampleQuery, ...]:
    """The samples of one database, by file name; none when the folder does not exist.

    Raises:
        KnowledgeError: a sample is wrong, or two samples have one id; file and line are named.
    """
    samples: dict[str, SampleQuery] = {}
    files: dict[str, Path] = {}
    for path in yaml_files(folder):
        for sample in read_sample_file(path):
            if sample.id in samples:
                raise KnowledgeError(f"{path}: {files[sample.id]} has the same name; rename one of the files.")
            samples[sample.id] = sample
            files[sample.id] = path
    return tuple(samples.values())


def read_sample_file(path: Path) -> tuple[SampleQuery, ...]:
    """The samples in one file.

    Raises:
        KnowledgeError: a sample is wrong.
    """
    root = read_yaml(path)
    if root is None:
        return ()
    if not root.is_list:
        return (_sample(root, path.stem),)
    return tuple(_sample(item, f"{path.stem}#{number}") for number, item in enumerate(root.items(), 1))


def placeholders(sql: str) -> tuple[str, ...]:
    """Names of the ``:name`` placeholders in SQL in order, each once; not those in strings, comments or casts."""
    names = (match["name"] for match in _SKIPPED_OR_PLACEHOLDER.finditer(sql))
    return tuple(dict.fromkeys(name for name in names if name))


def runnable(sample: SampleQuery) -> str:
    """The SQL with something of the right kind in place of each placeholder: good for checking, not for answering.

    Periods become two fixed days, whatever the default says: words for time are resolved where a question is answered.
    """
    filled = {}
    for parameter in sample.parameters:
        if parameter.kind == "period":
            filled[f"{parameter.name}_start"], filled[f"{parameter.name}_end"] = "'2000-01-01'", "'2000-02-01'"
        else:
            quoted = "'" + parameter.default.replace("'", "''") + "'"
            filled[parameter.name] = parameter.default if parameter.kind == "number" else quoted
    return _SKIPPED_OR_PLACEHOLDER.sub(lambda match: filled.get(match["name"] or "", match.group()), sample.sql)


def with_tables(samples: Iterable[SampleQuery], catalog: Catalog) -> tuple[SampleQuery, ...]:
    """The samples with the catalog's tables that their SQL reads."""
    return tuple(replace(sample, tables=tables_read(sample.sql, catalog)) for sample in samples)


def tables_read(sql: str, catalog: Catalog) -> tuple[str, ...]:
    """Tables of the catalog named after FROM, JOIN or a comma that follows them, in order, each once.

    This is evidence for linking, read from the words alone so that indexing needs no SQL parser; what a query may read
    is decided by the checker.
    """
    found: dict[str, None] = {}
    expects_table = False
    in_from = False
    for match in _SQL_WORD.finditer(sql):
        word = match["name"]
        if word is None:
            expects_table = match["sign"] == "," and in_from
            continue
        keyword = word.lower()
        if keyword in ("from", "join"):
            expects_table = in_from = True
            continue
        if expects_table:
            parts = [part.strip().strip('"`[]') for part in re.split(r"\s*\.\s*", word)]
            table = catalog.table(".".join(parts)) or catalog.table(".".join(parts[-2:])) or catalog.table(parts[-1])
            if table is not None:
                found.setdefault(table.name)
        expects_table = False
        in_from = in_from and keyword not in ("where", "group", "order", "having", "select", "on", "using", "limit")
    return tuple(found)


def _sample(entry: Entry, identity: str) -> SampleQuery:
    entries = entry.mapping(_SAMPLE_KEYS)
    questions = tuple(
        question for key in ("question", "questions") if key in entries for question in entries[key].texts() if question
    )
    if not questions:
        entry.fail("`question` is missing; add the question that the SQL answers.")
    sql = entries["sql"].text().rstrip(";").rstrip() if "sql" in entries else ""
    if not sql:
        entry.fail("`sql` is missing; add the approved SQL.")
    parameters = tuple(
        _parameter(name, each)
        for name, each in (entries["parameters"].mapping() if "parameters" in entries else {}).items()
    )
    _check_placeholders(entries["sql"], sql, parameters)
    return SampleQuery(
        id=identity,
        questions=questions,
        sql=sql,
        description=entries["description"].local_text() if "description" in entries else LocalText(),
        parameters=parameters,
        assumption=entries["assumption"].local_text() if "assumption" in entries else LocalText(),
        approved_by=entries["approved_by"].text() if "approved_by" in entries else "",
        approved_on=_date(entries["approved_on"]) if "approved_on" in entries else None,
    )


def _parameter(name: str, entry: Entry) -> SampleParameter:
    entries = entry.mapping(_PARAMETER_KEYS)
    if not _NAME.fullmatch(name):
        entry.fail(f"`{name}` cannot name a placeholder; use letters, digits and underscores.")
    kind = _KINDS.get(entries["kind"].text()) if "kind" in entries else None
    if kind is None:
        entry.fail("`kind` must be one of period, number, value.")
    default = entries["default"].text() if "default" in entries else ""
    if not default:
        entry.fail("`default` is missing; a sample must run without a question's own words.")
    if kind == "number" and not _NUMBER.fullmatch(default):
        entry.fail(f"the default of a number must be one, not `{default}`.")
    table, _, column = (entries["column"].text() if "column" in entries else "").rpartition(".")
    if kind == "value" and not table:
        entry.fail("a value needs `column: table.column`, the column whose values may stand there.")
    return SampleParameter(name, kind, default, table, column)


def _check_placeholders(entry: Entry, sql: str, parameters: tuple[SampleParameter, ...]) -> None:
    in_sql = set(placeholders(sql))
    declared: set[str] = set()
    for parameter in parameters:
        ends = ("_start", "_end") if parameter.kind == "period" else ("",)
        names = {parameter.name + end for end in ends}
        if not names & in_sql:
            entry.fail(f"the parameter `{parameter.name}` is not in the SQL; write :{sorted(names)[-1]} there.")
        declared |= names
    unknown = sorted(in_sql - declared)
    if unknown:
        entry.fail(f"the SQL holds :{unknown[0]}, which is not under `parameters`; declare it there.")


def _date(entry: Entry) -> date | None:
    words = entry.text()
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        entry.fail(f"`approved_on` must be a date like 2026-01-31, not `{words}`.")

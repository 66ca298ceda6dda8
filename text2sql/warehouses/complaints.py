"""Vendor messages reduced to one line a writer can act on, whichever vendor they come from.

Vendors answer a wrong column with a paragraph: a class name, the statement, a caret, a link to documentation. What
helps the next attempt is the first sentence and the suggestions; everything else costs tokens and may repeat the SQL.
"""

import re

_MOST_CHARACTERS = 400

_POSITIONS = re.compile(r"^(LINE \d+:.*|\s*\^+\s*|\[SQL: .*|\(Background on this error at.*|\[parameters: .*)$")
_PREFIXES = re.compile(
    r"^(\((?:[\w.]+)\)\s*"
    r"|(?:Binder|Catalog|Parser|Conversion|Invalid Input|Out of Range|IO|Serialization|Not implemented|Permission|"
    r"Invalid|Constraint|Syntax|Dependency|Execution) Error:\s*"
    r"|ERROR:\s*"
    r"|\d{6} \([0-9A-Z]{5}\):\s*(?:[0-9a-f-]{36}:\s*)?"
    r"|\[[A-Z_.]+\]\s*"
    r"|(?:org|java)(?:\.\w+)+(?:Exception|Error):\s*"
    r"|Error occurred during query planning:\s*)+",
)
_CREDENTIALS = re.compile(r"(://[^:/@\s]*):[^@\s]*@")
_CANDIDATES_SHOWN = 4
_ABOUT_A_VALUE = re.compile(
    r"(?i)could not (convert|parse|cast)|(date|time|timestamp) field (format|value)|extract specifier"
    r"|malformed json|invalid input (syntax|value) for|out of range for (the )?(destination )?type|can(not|'t) be cast"
    r"|incorrect \w+ value|value .* (is )?not recognized|cannot cast|bad \w+ value|failed to (parse|cast)|invalid json"
)
"""What DuckDB, PostgreSQL, MySQL, Snowflake, Spark, Trino and BigQuery say of a cell that does not fit."""
_QUOTED = re.compile(r"""(["'])(.*)(["'])""")
_UNQUOTED = re.compile(r"""(?i)(with value |\bvalue: )(?!["'])(.+?)( can't| cannot|$)""")


def one_line(message: str, sql: str = "") -> str:
    """The useful part of a vendor's message on one line, without the statement, positions, links or passwords.

    Suggestions ("Did you mean", candidate bindings, hints) are kept; long lists of candidates are cut. Values of cells
    are not kept: a wrong comparison would otherwise read out a personal column, to a model and into logs.

    Args:
        message: the vendor's.
        sql: the statement; a value that stands in it was nobody's secret.
    """
    kept: list[str] = []
    candidates = 0
    in_statement = False
    for raw in message.strip().splitlines():
        line = raw.strip()
        in_statement = (in_statement or line.startswith(("[SQL:", "LINE "))) and not _resumes(line)
        if not line or in_statement or _POSITIONS.match(line):
            continue
        if raw.startswith(("\t", "    ")) and kept:
            candidates += 1
            if candidates > _CANDIDATES_SHOWN:
                continue
        kept.append(line)
    text = _without_prefix(" ".join(kept))
    text = _without_cells(_CREDENTIALS.sub(r"\1:***@", text), sql)
    return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 1].rstrip() + "…"


def _without_cells(text: str, sql: str) -> str:
    """The complaint without what stands in quotes, from the first to the last: a cell may hold quotes itself."""
    if _ABOUT_A_VALUE.search(text) is None:
        return text

    def left_out(found: re.Match[str]) -> str:
        return found[0] if found[2] and found[2] in sql else f"{found[1]}…{found[3]}"

    return _UNQUOTED.sub(left_out, _QUOTED.sub(left_out, text))


def _resumes(line: str) -> bool:
    """Whether the vendor speaks again after quoting the statement."""
    return line.startswith(("HINT:", "DETAIL:", "Did you mean", "Candidate"))


def _without_prefix(text: str) -> str:
    while (shorter := _PREFIXES.sub("", text, count=1).strip()) != text:
        text = shorter
    return text

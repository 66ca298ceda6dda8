"""A conversation as a file for other people: Markdown, JSON, a Jupyter notebook. Rows are in none of them."""

import json
import re
from collections.abc import Sequence
from typing import Literal

from text2sql.language import one_line
from text2sql.types import Turn

Form = Literal["markdown", "json", "notebook"]
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
_TICKS = re.compile(r"`+")


def exported(form: Form, title: str, turns: Sequence[Turn]) -> str:
    """The conversation in one of the forms, ending with a line break."""
    if form == "json":
        told: Json = {"title": title, "turns": [_object(turn) for turn in turns]}
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    return _markdown(title, turns) if form == "markdown" else _notebook(title, turns)


def _object(turn: Turn) -> Json:
    return {
        "question": turn.question,
        "standalone_question": turn.standalone_question,
        "carried": [{"kind": each.kind, "label": each.label} for each in turn.carried],
        "status": turn.status,
        "readings": [each.text for each in turn.readings],
        "sql": turn.sql,
        "columns": list(turn.columns),
        "summary": turn.summary,
        "asked_at": turn.asked_at.isoformat() if turn.asked_at else None,
        "cost_usd": turn.cost_usd,
    }


def _markdown(title: str, turns: Sequence[Turn]) -> str:
    parts = [f"# {one_line(title)}"]
    for turn in turns:
        parts.append(_told(turn))
        if turn.sql:
            fence = "`" * max(3, *(len(each) + 1 for each in _TICKS.findall(turn.sql)), 3)
            parts.append(f"{fence}sql\n{turn.sql.strip()}\n{fence}")
    return "\n\n".join(parts) + "\n"


def _told(turn: Turn) -> str:
    """Question, how it was read, and the answer in words."""
    parts = [f"## {one_line(turn.question)}"]
    if one_line(turn.standalone_question) != one_line(turn.question):
        parts.append(f"> {one_line(turn.standalone_question)}")
    parts.append(turn.summary.strip())
    if turn.readings:
        parts.append("\n".join(f"{number}. {one_line(each.text)}" for number, each in enumerate(turn.readings, 1)))
    return "\n\n".join(parts)


def _notebook(title: str, turns: Sequence[Turn]) -> str:
    """Notebook format 4.5, as nbformat.readthedocs.io describes it; SQL cells are those of the JupySQL extension."""
    cells = [("markdown", f"# {one_line(title)}"), ("code", "%load_ext sql\n# %sql <URL of the database>")]
    for turn in turns:
        cells.append(("markdown", _told(turn)))
        if turn.sql:
            cells.append(("code", f"%%sql\n{turn.sql.strip()}"))
    told: Json = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "cells": [_cell(number, kind, text) for number, (kind, text) in enumerate(cells)],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _cell(number: int, kind: str, text: str) -> Json:
    source: Json = [*text.splitlines(keepends=True)]
    cell: dict[str, Json] = {"cell_type": kind, "id": f"cell-{number}", "metadata": {}, "source": source}
    return cell | {"execution_count": None, "outputs": []} if kind == "code" else cell

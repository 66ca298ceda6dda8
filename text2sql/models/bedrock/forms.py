"""The named parts of a reply, as a JSON schema for the service and read back from whatever the model made of them."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from text2sql.prompting import Field, FieldValue, ReplyForm

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]
"""What JSON can say."""

_FENCED = re.compile(r"\A```[\w-]*[ \t]*\n(?P<inside>.*?)\n?[ \t]*```\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FieldsRead:
    """The parts that were found, and what is wrong with the others, in words a model can act on."""

    fields: Mapping[str, FieldValue]
    problems: tuple[str, ...] = ()


def schema_of(fields: Sequence[Field]) -> dict[str, Json]:
    """A JSON schema in the few words that every service's constrained decoding knows."""
    return {
        "type": "object",
        "properties": {each.name: _property(each) for each in fields},
        "required": [each.name for each in fields if each.required],
        "additionalProperties": False,
    }


def _property(field: Field) -> dict[str, Json]:
    if field.kind == "integer":
        return {"type": "integer", "description": field.description}
    text: dict[str, Json] = {"type": "string"}
    if field.choices:
        text["enum"] = list(field.choices)
    if field.kind == "texts":
        return {"type": "array", "items": text, "description": field.description}
    return {**text, "description": field.description}


def read_object(found: object, fields: Sequence[Field]) -> FieldsRead:
    """The parts of a JSON object: a tool's input, or a reply that follows a schema."""
    if not isinstance(found, Mapping):
        return FieldsRead(MappingProxyType({}), ("the reply is not a JSON object",))
    values: dict[str, FieldValue] = {}
    problems: list[str] = []
    for field in fields:
        given = found.get(field.name)
        if given is None:
            if field.required:
                problems.append(f"`{field.name}` is missing")
            continue
        value = _typed(given, field)
        if value is None:
            problems.append(
                f"`{field.name}` must be {_wanted(field)}, not {json.dumps(given, ensure_ascii=False)[:80]}"
            )
        else:
            values[field.name] = value
    return FieldsRead(MappingProxyType(values), tuple(problems))


def read_json(text: str, form: ReplyForm) -> FieldsRead:
    """The parts of a reply in JSON, also when the model put a fence or a sentence around it."""
    inside = _unfenced(text.strip())
    start, end = inside.find("{"), inside.rfind("}")
    try:
        found = json.loads(inside[start : end + 1], strict=False) if start >= 0 else None
    except ValueError as error:
        return FieldsRead(MappingProxyType({}), (f"the reply is not valid JSON: {error}",))
    return read_object(found, form.fields)


def read_tags(text: str, form: ReplyForm) -> FieldsRead:
    """The parts of a reply that stand in tags; a tag that is not closed ends where the next one opens."""
    names = "|".join(re.escape(each.name) for each in form.fields)
    found: dict[str, Json] = {}
    for field in form.fields:
        name = re.escape(field.name)
        match = re.search(rf"<{name}>(.*?)(?:</{name}>|<(?:{names})>|\Z)", text, re.DOTALL)
        if match is None:
            continue
        inside = _unfenced(match[1].strip())
        if not inside and not field.required:
            continue
        if field.kind == "texts":
            lines = (line.strip().removeprefix("- ").strip() for line in inside.splitlines())
            found[field.name] = [line for line in lines if line]
        else:
            found[field.name] = inside
    return read_object(found, form.fields)


def read_arguments(found: object, parameters: Sequence[Field]) -> Mapping[str, FieldValue]:
    """A tool's arguments. What is not of its parameter's kind is handed on as text: the tool says what is wrong."""
    if not isinstance(found, Mapping):
        return MappingProxyType({})
    kinds = {each.name: each for each in parameters}
    values: dict[str, FieldValue] = {}
    for name, given in found.items():
        typed = _typed(given, kinds[name]) if name in kinds else None
        values[str(name)] = typed if typed is not None else _as_text(given)
    return MappingProxyType(values)


def _as_text(given: object) -> str:
    return given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)


def _typed(given: object, field: Field) -> FieldValue | None:
    """The value in its field's kind, or None when it is not of it."""
    if field.kind == "integer":
        return _integer(given)
    if field.kind == "texts":
        items = [given] if isinstance(given, str) else given
        if not isinstance(items, Sequence) or not all(isinstance(each, str) for each in items):
            return None
        chosen = [_chosen(str(each), field.choices) for each in items]
        return None if None in chosen else tuple(each for each in chosen if each is not None)
    return _chosen(given, field.choices) if isinstance(given, str) else None


def _integer(given: object) -> int | None:
    if isinstance(given, bool):
        return None
    if isinstance(given, float):
        return int(given) if given.is_integer() else None
    if isinstance(given, str):
        return int(given) if re.fullmatch(r"\s*[-+]?\d{1,18}\s*", given) else None
    return given if isinstance(given, int) else None


def _chosen(given: str, choices: Sequence[str]) -> str | None:
    """The choice that is meant, in its own spelling; any text where there is no choice."""
    if not choices:
        return given
    meant = given.strip().casefold()
    return next((each for each in choices if each.casefold() == meant), None)


def _wanted(field: Field) -> str:
    one = f"one of {', '.join(field.choices)}" if field.choices else "a text"
    return {"integer": "a whole number", "texts": f"a list, each item {one}", "text": one}[field.kind]


def _unfenced(text: str) -> str:
    match = _FENCED.match(text)
    return match["inside"].strip() if match else text

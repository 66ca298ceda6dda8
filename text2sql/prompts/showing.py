"""A prompt for people and programs to look at: everything that leaves the network, in the order in which it is read."""

from collections.abc import Iterator

from text2sql.prompting import Field, Message, Prompt
from text2sql.prompts.sizes import size_of


def prompt_text(prompt: Prompt) -> str:
    """All parts under headings. What stands between headings is sent as it is."""
    return "\n\n".join(_parts(prompt))


def prompt_object(prompt: Prompt) -> dict[str, object]:
    """All parts for a JSON line; ``tokens`` and ``cacheable_tokens`` are estimates."""
    size = size_of(prompt)
    return {
        "prompt_hash": prompt.hash,
        "purpose": prompt.purpose,
        "instructions": prompt.instructions,
        "stable": prompt.stable,
        "messages": [_message(each) for each in prompt.messages],
        "form": None
        if prompt.form is None
        else {
            "name": prompt.form.name,
            "description": prompt.form.description,
            "fields": [_field(each) for each in prompt.form.fields],
        },
        "tools": [
            {
                "name": tool.name,
                "description": tool.description,
                "parameters": [_field(each) for each in tool.parameters],
            }
            for tool in prompt.tools
        ],
        "temperature": prompt.temperature,
        "max_tokens": prompt.max_tokens,
        "tokens": size.tokens,
        "cacheable_tokens": size.cacheable,
    }


def _parts(prompt: Prompt) -> Iterator[str]:
    yield f"# {prompt.purpose}, temperature {prompt.temperature}"
    for tool in prompt.tools:
        yield "\n".join([f"## tool {tool.name}\n\n{tool.description}", *_field_lines(tool.parameters)])
    if prompt.form:
        said = f"## form {prompt.form.name}\n\n{prompt.form.description}"
        yield "\n".join([said, *_field_lines(prompt.form.fields)])
    yield f"## instructions\n\n{prompt.instructions}"
    if prompt.stable:
        yield f"## stable\n\n{prompt.stable}"
    for message in prompt.messages:
        results = (f"[{each.id}] {each.text}" for each in message.tool_results)
        calls = (f"[{each.id}] {each.name} {dict(each.arguments)}" for each in message.tool_calls)
        yield "\n\n".join([f"## {message.role}", *(part for part in (message.text, *calls, *results) if part)])


def _field_lines(fields: tuple[Field, ...]) -> Iterator[str]:
    for each in fields:
        kind = " ".join(part for part in (each.kind, "|".join(each.choices)) if part)
        yield f"- {each.name} ({kind}{'' if each.required else ', optional'}): {each.description}"


def _message(message: Message) -> dict[str, object]:
    said: dict[str, object] = {"role": message.role, "text": message.text}
    if message.tool_calls:
        said["tool_calls"] = [
            {"id": each.id, "name": each.name, "arguments": dict(each.arguments)} for each in message.tool_calls
        ]
    if message.tool_results:
        said["tool_results"] = [{"id": each.id, "text": each.text} for each in message.tool_results]
    return said


def _field(field: Field) -> dict[str, object]:
    return {
        "name": field.name,
        "description": field.description,
        "kind": field.kind,
        "choices": list(field.choices),
        "required": field.required,
    }

"""A prompt as a request of Converse: what is sent, byte for byte, is decided here and nowhere else."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from text2sql.models.bedrock.abilities import Abilities, Sent
from text2sql.models.bedrock.conversation import Block, conversation
from text2sql.models.bedrock.forms import schema_of
from text2sql.models.bedrock.settings import BedrockSettings
from text2sql.prompting import Prompt, ReplyForm, Tool
from text2sql.prompts import filled, form_in_tags


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent, and what it holds that a model may not take."""

    body: Mapping[str, object]
    """The arguments of the service's Converse and ConverseStream."""
    sent: Sent


def make_request(prompt: Prompt, model: str, abilities: Abilities, settings: BedrockSettings) -> Request:
    """The request for one reply of one model, as far as it is known what the model takes."""
    tools = _tool_config(prompt, abilities)
    system, cached = _system(prompt, abilities, settings)
    messages = conversation(prompt.messages, model, with_tools=tools is not None)
    if not abilities.system:
        messages = _with_first_words(messages, system)
    body: dict[str, object] = {"modelId": model, "messages": messages, "inferenceConfig": _inference(prompt, abilities)}
    if system and abilities.system:
        body["system"] = system
    if tools is not None:
        body["toolConfig"] = tools
    if prompt.form is not None and abilities.form == "json":
        body["outputConfig"] = _output_config(prompt.form)
    body.update(_settled(settings))
    sent = Sent(
        form=prompt.form is not None,
        tools=tools is not None,
        cache=cached,
        cache_ttl=cached and bool(settings.cache_ttl) and abilities.cache == "asked",
        temperature=prompt.temperature is not None and abilities.temperature,
        system=bool(system) and abilities.system,
    )
    return Request(body, sent)


def words_to_ask_again(problems: tuple[str, ...]) -> str:
    """The sentence for a model whose reply was not in the form that was asked for."""
    return filled("reply_again.md", problems="; ".join(problems))


def _inference(prompt: Prompt, abilities: Abilities) -> dict[str, object]:
    inference: dict[str, object] = {"maxTokens": prompt.max_tokens}
    if prompt.temperature is not None and abilities.temperature:
        inference["temperature"] = prompt.temperature
    return inference


def _system(prompt: Prompt, abilities: Abilities, settings: BedrockSettings) -> tuple[list[Block], bool]:
    """Instructions, then what stays the same between questions, then a cache point; and whether there is one."""
    instructions = prompt.instructions
    if prompt.form is not None and abilities.form == "tags":
        instructions = f"{instructions}\n\n{form_in_tags(prompt.form)}".strip()
    blocks: list[Block] = [{"text": text} for text in (instructions, prompt.stable) if text.strip()]
    cached = bool(prompt.stable.strip()) and abilities.cache != "none" and abilities.system
    if cached:
        point = {"type": "default"}
        if settings.cache_ttl and abilities.cache == "asked":
            point["ttl"] = settings.cache_ttl
        blocks.append({"cachePoint": point})
    return blocks, cached


def _with_first_words(messages: list[dict[str, object]], system: list[Block]) -> list[dict[str, object]]:
    """The messages with the system's texts at the beginning of the first turn."""
    first, *others = messages
    content = first["content"]
    return [{**first, "content": [*system, *(content if isinstance(content, list) else [])]}, *others]


def _tool_config(prompt: Prompt, abilities: Abilities) -> dict[str, object] | None:
    """The prompt's tools and, where the reply's parts come as a call, the form as one the model must call."""
    specs = [_tool(tool.name, tool) for tool in prompt.tools]
    choice: dict[str, object] | None = None
    if prompt.form is not None and abilities.form in ("strict_tool", "tool"):
        specs.append(_tool(prompt.form.name, prompt.form, strict=abilities.form == "strict_tool"))
        choice = {"any": {}} if prompt.tools else {"tool": {"name": prompt.form.name}}
    if not specs:
        return None
    return {"tools": specs, "toolChoice": choice} if choice is not None else {"tools": specs}


def _tool(name: str, described: Tool | ReplyForm, strict: bool = False) -> dict[str, object]:
    fields = described.parameters if isinstance(described, Tool) else described.fields
    spec: dict[str, object] = {"name": name, "inputSchema": {"json": schema_of(fields)}}
    if described.description:
        spec["description"] = described.description
    if strict:
        # Some models refuse the mere presence of the key, so it is never sent as false.
        spec["strict"] = True
    return {"toolSpec": spec}


def _output_config(form: ReplyForm) -> dict[str, object]:
    schema = {"schema": json.dumps(schema_of(form.fields), ensure_ascii=False), "name": form.name}
    if form.description:
        schema["description"] = form.description
    return {"textFormat": {"type": "json_schema", "structure": {"jsonSchema": schema}}}


def _settled(settings: BedrockSettings) -> dict[str, object]:
    """What the settings add to every request."""
    members: dict[str, object] = {}
    if settings.guardrail:
        members["guardrailConfig"] = {
            "guardrailIdentifier": settings.guardrail,
            "guardrailVersion": settings.guardrail_version,
            "trace": "enabled",
        }
    if settings.metadata:
        members["requestMetadata"] = dict(settings.metadata)
    if settings.service_tier:
        members["serviceTier"] = {"type": settings.service_tier}
    return members

"""What Converse refuses although every member has its type: rules of the conversation, the tools, the cache points.

The sentences are the service's own as users quote them in public issues, so that a client that reads them is tested
on them; where a rule is the model vendor's, the sentence is that vendor's.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tests.bedrock_endpoint.json_values import Record, inside, record, records, words

MOST_CACHE_POINTS = 4


def conversation_problems(body: Record) -> list[str]:
    """Every rule of Converse that the body breaks, in the order in which the service would say it."""
    return [*_roles(body), *_contents(body), *_tool_turns(body), *_cache_points(body), *_tools(body), *_thinking(body)]


def _roles(body: Record) -> Iterator[str]:
    roles = [message.get("role") for message in records(body.get("messages"))]
    if not roles or roles[0] != "user":
        yield (
            "A conversation must start with a user message. Try again with a conversation that starts with a user "
            "message."
        )
    if any(one == other for one, other in pairwise(roles)):
        yield (
            "A conversation must alternate between user and assistant roles. Make sure the conversation alternates "
            "between user and assistant roles and try again."
        )
    if roles and roles[-1] == "assistant":
        yield (
            "The model returned the following errors: This model does not support assistant message prefill. The "
            "conversation must end with a user message."
        )


def _contents(body: Record) -> Iterator[str]:
    for at, block in enumerate(records(body.get("system"))):
        if "text" in block and not words(block["text"]).strip():
            yield f"The text field in the SystemContentBlock object at system.{at} is blank. Add text to it."
    for at, message in enumerate(records(body.get("messages"))):
        content = records(message.get("content"))
        if not content:
            yield f"The content field in the Message object at messages.{at} is empty. Add a ContentBlock object."
        yield from _blocks(content, words(message.get("role")), f"messages.{at}.content")


def _blocks(content: Sequence[Record], role: str, path: str) -> Iterator[str]:
    only = {"toolUse": "assistant", "reasoningContent": "assistant", "toolResult": "user"}
    for at, block in enumerate(content):
        kind = next(iter(block), "")
        if only.get(kind, role) != role:
            yield f"The {kind} block at {path}.{at} is not allowed in a message of role {role}."
        inner = records(inside(block, "toolResult", "content"))
        for place, each in [(f"{path}.{at}", block), *((f"{path}.{at}.toolResult.content", one) for one in inner)]:
            if "text" in each and not words(each["text"]).strip():
                yield (
                    f"The text field in the ContentBlock object at {place} is blank. Add text to the text field, and "
                    "try again."
                )


def _ids(message: Record, kind: str) -> list[str]:
    return [words(inside(block, kind, "toolUseId")) for block in records(message.get("content")) if kind in block]


def _tool_turns(body: Record) -> Iterator[str]:
    """Every call is answered in the next turn, by its id, and nothing is answered that was not called."""
    messages = records(body.get("messages"))
    used = False
    for at, message in enumerate(messages):
        called, answered = _ids(message, "toolUse"), _ids(message, "toolResult")
        used = used or bool(called or answered)
        before = _ids(messages[at - 1], "toolUse") if at else []
        following = _ids(messages[at + 1], "toolResult") if at + 1 < len(messages) else []
        if len(set(called)) < len(called):
            yield f"The toolUse blocks at messages.{at}.content contain duplicate Ids."
        missing = [each for each in called if each not in following]
        if missing:
            yield f"Expected toolResult blocks at messages.{at + 1}.content for the following Ids: {', '.join(missing)}"
        if len(answered) > len(before) or any(each not in before for each in answered):
            yield (
                f"The number of toolResult blocks at messages.{at}.content exceeds the number of toolUse blocks of "
                "previous turn."
            )
    if used and "toolConfig" not in body:
        yield "The toolConfig field must be defined when using toolUse and toolResult content blocks."


def _cache_points(body: Record) -> Iterator[str]:
    lists = [records(body.get("system")), records(inside(body, "toolConfig", "tools"))]
    lists += [records(message.get("content")) for message in records(body.get("messages"))]
    points = sum("cachePoint" in block for blocks in lists for block in blocks)
    if points > MOST_CACHE_POINTS:
        yield (
            "The model returned the following errors: A maximum of 4 blocks with cache_control may be provided. "
            f"Found {points}."
        )
    if any(blocks and "cachePoint" in blocks[0] for blocks in lists):
        yield "A cachePoint block must follow the content that it closes."


def _tools(body: Record) -> Iterator[str]:
    specs = [
        record(tool.get("toolSpec")) for tool in records(inside(body, "toolConfig", "tools")) if "toolSpec" in tool
    ]
    names = [spec.get("name") for spec in specs]
    if len(set(names)) < len(names):
        yield "The value at toolConfig.tools contains tools of the same name."
    forced = inside(body, "toolConfig", "toolChoice", "tool", "name")
    if forced is not None and forced not in names:
        yield f"The tool {forced} at toolConfig.toolChoice.tool.name is not defined in toolConfig.tools."
    for at, spec in enumerate(specs):
        schema = record(inside(spec, "inputSchema", "json"))
        if schema.get("type") != "object":
            yield (
                f"The value at toolConfig.tools.{at}.toolSpec.inputSchema.json.type must be one of the following: "
                "object."
            )
        if spec.get("strict") is True:
            yield from _open_objects(schema, f"tools.{at}.custom")
    yield from _text_format(body)


def _text_format(body: Record) -> Iterator[str]:
    text = inside(body, "outputConfig", "textFormat", "structure", "jsonSchema", "schema")
    if not isinstance(text, str):
        return
    try:
        schema = json.loads(text)
    except ValueError:
        schema = None
    if not isinstance(schema, dict):
        yield "The value at outputConfig.textFormat.structure.jsonSchema.schema is not a valid JSON schema."
        return
    yield from _open_objects(schema, "output_config.format.schema")


def _open_objects(schema: object, place: str) -> Iterator[str]:
    """Constrained decoding takes only objects that allow no other properties."""
    if isinstance(schema, list):
        for each in schema:
            yield from _open_objects(each, place)
        return
    found = record(schema)
    if found.get("type") == "object" and found.get("additionalProperties") is not False:
        yield (
            f"The model returned the following errors: {place}: For 'object' type, 'additionalProperties' must be "
            "explicitly set to false"
        )
    for each in found.values():
        yield from _open_objects(each, place)


def _thinking(body: Record) -> Iterator[str]:
    """Thinking aloud goes neither with a forced tool nor with a temperature."""
    if inside(body, "additionalModelRequestFields", "thinking", "type") not in ("enabled", "adaptive"):
        return
    choice = record(inside(body, "toolConfig", "toolChoice"))
    if "tool" in choice or "any" in choice:
        yield "The model returned the following errors: Thinking may not be enabled when tool_choice forces tool use."
    if inside(body, "inferenceConfig", "temperature") not in (None, 1, 1.0):
        yield ("The model returned the following errors: `temperature` may only be set to 1 when thinking is enabled.")

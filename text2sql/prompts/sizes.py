"""How long a prompt is, as an estimate, and how much of it a service can keep for the next question."""

from collections.abc import Iterator
from dataclasses import dataclass

from text2sql.prompting import Field, Prompt

_BYTES_PER_TOKEN = 3.6


@dataclass(frozen=True, slots=True)
class PromptSize:
    """Estimated tokens of one prompt."""

    tokens: int
    cacheable: int
    """Of these, the ones up to the cache point: form or tools, instructions, and what is stable between questions."""

    @property
    def cacheable_share(self) -> float:
        """0 to 1."""
        return self.cacheable / self.tokens if self.tokens else 0.0


def estimated_tokens(text: str) -> int:
    """An estimate of the text's tokens: its UTF-8 bytes / 3.6.

    English SQL prompts take about 3.5 to 4 bytes a token and Korean about 3, whatever the tokenizer's vendor; a service
    that counts (Bedrock's CountTokens) knows better.
    """
    return round(len(text.encode("utf-8")) / _BYTES_PER_TOKEN)


def size_of(prompt: Prompt) -> PromptSize:
    """The prompt's size with its form and tools, which leave the network too.

    Services that cache put form and tools first, then the instructions, then messages; so all but the messages is
    the same for the next question, unless the schema itself stands in the message.
    """
    kept = "\n".join((*_declared(prompt), prompt.instructions, prompt.stable))
    whole = "\n".join((*_declared(prompt), prompt.text))
    return PromptSize(estimated_tokens(whole), estimated_tokens(kept))


def _declared(prompt: Prompt) -> Iterator[str]:
    if prompt.form is not None:
        yield f"{prompt.form.name} {prompt.form.description}"
        yield from _fields(prompt.form.fields)
    for tool in prompt.tools:
        yield f"{tool.name} {tool.description}"
        yield from _fields(tool.parameters)


def _fields(fields: tuple[Field, ...]) -> Iterator[str]:
    """About what a JSON schema of them takes."""
    for each in fields:
        yield f'"{each.name}": {{"type": "{each.kind}", "description": "{each.description}"}} {" ".join(each.choices)}'

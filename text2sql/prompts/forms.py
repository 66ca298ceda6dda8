"""The forms a reply may be asked for in, read from the TOML files beside this module."""

import tomllib
from functools import cache

from text2sql.prompting import Field, ReplyForm
from text2sql.prompts.filling import filled, words_of


@cache
def form(name: str, leave_out: tuple[str, ...] = ()) -> ReplyForm:
    """The form of that name, without some of its fields.

    Raises:
        FileNotFoundError: there is no such form.
        KeyError: a field to leave out is not there.
    """
    read = tomllib.loads(words_of(f"{name}.toml"))
    fields = tuple(
        Field(
            name=each["name"],
            description=each["description"],
            kind=each.get("kind", "text"),
            choices=tuple(each.get("choices", ())),
            required=each.get("required", True),
        )
        for each in read["fields"]
    )
    unknown = set(leave_out) - {field.name for field in fields}
    if unknown:
        raise KeyError(f"{name}.toml has no {', '.join(sorted(unknown))}")
    return ReplyForm(read["name"], read["description"], tuple(each for each in fields if each.name not in leave_out))


def form_in_tags(form: ReplyForm) -> str:
    """How a reply of that form is written in tags, for a model that is given it in words."""
    return filled("reply_in_tags.md", tags="\n".join(_tag(field) for field in form.fields))


def _tag(field: Field) -> str:
    choices = f" ({' | '.join(field.choices)})" if field.choices else ""
    optional = "" if field.required else " (optional)"
    return f"<{field.name}>{field.description}{choices}{optional}</{field.name}>"

"""Words for a language model: Markdown and TOML files in this folder, and the rendering that fills them.

Nothing else in the package speaks to a model. A variable that a file names and the rendering does not fill, or the
other way round, is an error.
"""

from text2sql.prompts.filling import filled, inert, section
from text2sql.prompts.forms import form, form_in_tags
from text2sql.prompts.schema import SchemaStyle, schema_text, terms_text
from text2sql.prompts.showing import prompt_object, prompt_text
from text2sql.prompts.sizes import PromptSize, estimated_tokens, size_of
from text2sql.prompts.sql import Wording, database_text, instructions, question_text, sql_prompt

__all__ = [
    "PromptSize",
    "SchemaStyle",
    "Wording",
    "database_text",
    "estimated_tokens",
    "filled",
    "form",
    "form_in_tags",
    "inert",
    "instructions",
    "prompt_object",
    "prompt_text",
    "question_text",
    "schema_text",
    "section",
    "size_of",
    "sql_prompt",
    "terms_text",
]

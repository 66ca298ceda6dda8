"""The prompt that asks for a result in words."""

from text2sql.prompting import Message, Prompt
from text2sql.prompts.filling import filled, section, words_of
from text2sql.prompts.results import result_text
from text2sql.types import Question, ResultTable

MOST_ROWS = 20
_MOST_TOKENS = 300


def summarise_prompt(question: Question, reading: str, result: ResultTable) -> Prompt:
    """The question, how it was read, and the first rows of its result."""
    data = filled(
        "summarise_data.md",
        question=section("question", question.text),
        reading=section("reading", reading),
        result=section("result", result_text(result, MOST_ROWS)),
        language=section("language", "Korean" if question.language == "ko" else "English"),
    )
    return Prompt(
        instructions=words_of("summarise.md").strip(),
        stable="",
        messages=(Message("user", data.strip()),),
        max_tokens=_MOST_TOKENS,
        purpose="summarise",
    )

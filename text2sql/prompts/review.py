"""The prompt that asks a second model whether a query answers the question."""

from dataclasses import replace

from text2sql.prompting import Message, Prompt
from text2sql.prompts.filling import filled, section, words_of
from text2sql.prompts.forms import form
from text2sql.prompts.results import result_text
from text2sql.types import Trial

_ROWS = 10


def review_prompt(prompt: Prompt, trial: Trial, show_rows: bool) -> Prompt:
    """The question as the writer was shown it, its query, plan and result.

    Args:
        prompt: what the writer was asked.
        trial: what became of its query.
        show_rows: whether the first rows may be shown; else their number and the columns alone.
    """
    result = trial.result
    data = filled(
        "review_data.md",
        question=prompt.messages[0].text,
        sql=section("sql", trial.sql.strip()),
        plan=section("plan", _plan_text(trial)),
        result=section("result", result_text(result, _ROWS if show_rows else 0) if result else ""),
    )
    return replace(
        prompt,
        instructions=words_of("review.md").strip(),
        messages=(Message("user", data),),
        form=form("review"),
        purpose="review",
    )


def _plan_text(trial: Trial) -> str:
    said = []
    if trial.checked is not None:
        said.append(f"tables: {', '.join(trial.checked.tables)}")
        said.append(f"columns: {', '.join(f'{table}.{column}' for table, column in trial.checked.columns)}")
    if trial.plan is not None and trial.plan.estimated_rows is not None:
        said.append(f"estimated rows: {trial.plan.estimated_rows:,}")
    return "\n".join(said)

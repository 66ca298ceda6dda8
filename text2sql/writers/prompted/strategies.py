"""The strategies by name. Each is a frozen record; its docstring says where it comes from."""

from difflib import get_close_matches

from text2sql.errors import SettingsError
from text2sql.writers.prompted.strategy import Strategy

ZERO_SHOT = Strategy("zero_shot", samples=0, reasoning=False)
"""One prompt with the schema and no samples (Rajkumar et al. 2022, "Evaluating the Text-to-SQL Capabilities of Large
Language Models")."""

FEW_SHOT = Strategy("few_shot", reasoning=False)
"""One prompt with the samples that schema linking found (Brown et al. 2020, "Language Models are Few-Shot
Learners")."""

CHAIN_OF_THOUGHT = Strategy("chain_of_thought", samples=0)
"""The reasoning is written before the SQL (Wei et al. 2022, "Chain-of-Thought Prompting Elicits Reasoning in Large
Language Models"; zero-shot as in Kojima et al. 2022)."""

DAIL_SQL = Strategy("dail_sql", schema="code", choosing="skeleton", reasoning=False, candidates=5, temperature=1.0)
"""Schema as code, samples by masked question and skeleton, a vote over five candidates (Gao et al. 2023, "Text-to-SQL
Empowered by Large Language Models: A Benchmark Evaluation", sections 3 to 5)."""

PET_SQL = Strategy("pet_sql", "pet", schema="reference", choosing="masked", reasoning=False)
"""Reference-enhanced prompt, linking from preliminary SQL, cross-consistency between models (Li et al. 2024, "PET-SQL:
A Prompt-Enhanced Two-Round Refinement of Text-to-SQL with Cross-consistency")."""

DECOMPOSITION = Strategy("decomposition", "chain", samples=3)
"""Parts of the question first, then the whole (Zhou et al. 2022, "Least-to-Most Prompting"; for SQL Pourreza and Rafiei
2023, "DIN-SQL")."""

SELF_CONSISTENCY = Strategy("self_consistency", candidates=5, temperature=0.7)
"""Five chains of thought, the result that most agree on (Wang et al. 2022, "Self-Consistency Improves Chain of Thought
Reasoning in Language Models"; temperature as in its section 3.1)."""

AGENT = Strategy("agent", "agent", samples=3)
"""Tools for looking and trying, in steps of thought and action (Yao et al. 2022, "ReAct")."""

REVIEWED = Strategy("reviewed", "reviewed")
"""A second model reads what the first one wrote and what came of it."""

AUTO = Strategy("auto", "auto")
"""The default: one call with linked schema and samples; more only when the result raises doubt."""

STRATEGIES: tuple[Strategy, ...] = (
    AUTO,
    ZERO_SHOT,
    FEW_SHOT,
    CHAIN_OF_THOUGHT,
    DAIL_SQL,
    PET_SQL,
    DECOMPOSITION,
    SELF_CONSISTENCY,
    AGENT,
    REVIEWED,
)
"""All of them, the default first."""


def strategy_named(name: str) -> Strategy:
    """The strategy of that name; ``-`` and capitals do not matter.

    Raises:
        SettingsError: there is none.
    """
    known = {each.name: each for each in STRATEGIES}
    wanted = name.strip().lower().replace("-", "_")
    if wanted in known:
        return known[wanted]
    near = get_close_matches(wanted, known, n=1)
    hint = f"Did you mean {near[0]}? " if near else ""
    raise SettingsError(f"There is no strategy `{name}`. {hint}Choose one of: {', '.join(known)}.")

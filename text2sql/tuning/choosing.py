"""Which examples are fit to learn from, and which of them are held back to measure with."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from text2sql.corpus.samples import tables_read
from text2sql.language import one_line
from text2sql.prompts import inert
from text2sql.tuning.conversations import Conversation, conversation_of
from text2sql.tuning.examples import Example
from text2sql.tuning.privacy import personal_problem
from text2sql.types import CheckedSql, Rejected

Check = Callable[[str], CheckedSql | Rejected]
"""The gate, which every SQL that is learned must pass."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """An example that is fit, as it will be written."""

    id: str
    conversation: Conversation
    skeleton: str
    """Of its SQL: examples of one skeleton stay together."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """An example that is not, and why. It holds no words of the question; the gate may name what the SQL names."""

    id: str
    reason: str
    """A kind of problem, for counting."""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What an example must keep to."""

    most_tokens: int
    cell_values: bool = True
    """Whether values of cells may be in prompts."""
    check: Check | None = None
    """None means that nobody checks the SQL."""


def chosen(examples: Iterable[Example], rules: Rules) -> Iterator[Chosen | Dropped]:
    """Each example in order: fit, or why it is not."""
    seen: dict[str, str] = {}
    for example in examples:
        question, sql = _plain_question(example.question.text), _plain_sql(example.sql)
        known = seen.get(question)
        if known == sql:
            yield Dropped(example.id, "duplicate", "the same question and SQL came before")
        elif known is not None:
            yield Dropped(example.id, "contradiction", "the same question came before with other SQL")
        else:
            outcome = _judged(example, rules)
            if isinstance(outcome, Chosen):
                seen[question] = sql
            yield outcome


def is_held_back(skeleton: str, share: float, seed: int) -> bool:
    """Whether examples of this skeleton are for validation: by a hash, so that it stays so when others are added.

    Args:
        skeleton: what the examples have in common.
        share: about how many skeletons are held back, 0 to 1.
        seed: for another choice.
    """
    return int(digest(seed, skeleton), 16) / 2**128 < share


def digest(seed: int, text: str) -> str:
    """A number in hexadecimal that looks like chance and is always the same."""
    return blake2b(f"{seed}\0{text}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _judged(example: Example, rules: Rules) -> Chosen | Dropped:
    if not example.question.text.strip() or not example.sql.strip():
        return Dropped(example.id, "empty", "the question or the SQL is empty")
    if inert(example.sql) != example.sql:
        return Dropped(example.id, "not written", "the SQL holds `</`, which ends a tag")
    checked = rules.check(example.sql) if rules.check else None
    if isinstance(checked, Rejected):
        return Dropped(example.id, "refused", checked.problem)
    missing = _left_out(example, checked)
    if missing:
        return Dropped(example.id, "not linked", f"schema linking left out {missing}, which the SQL reads")
    conversation = conversation_of(example, rules.cell_values)
    problem = personal_problem(example, conversation, checked.columns if checked else None)
    if problem:
        return Dropped(example.id, "personal", problem)
    if conversation.tokens > rules.most_tokens:
        told = f"about {conversation.tokens:,} tokens; at most {rules.most_tokens:,} are taken"
        return Dropped(example.id, "too long", told)
    return Chosen(example.id, conversation, _skeleton(example.sql))


def _left_out(example: Example, checked: CheckedSql | None) -> str:
    """A table or column that the SQL reads and the prompt does not show: learning from it would teach to invent."""
    shown = {each.table.name: each.columns for each in example.linked.tables}
    for table in checked.tables if checked else tables_read(example.sql, example.linked.catalog):
        if table not in shown:
            return table
    for table, column in checked.columns if checked else ():
        if table in shown and column not in shown[table]:
            return f"{table}.{column}"
    return ""


def _plain_question(text: str) -> str:
    return one_line(text.casefold()).rstrip(" ?.!？。")


def _plain_sql(sql: str) -> str:
    return one_line(sql).rstrip("; ")


def _skeleton(sql: str) -> str:
    from text2sql.shapes import skeleton

    return " ".join(skeleton(sql))

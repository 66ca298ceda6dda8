"""What an agent may do besides answering: look things up, and try SQL through the gate.

What a tool gives back is data in tags that it cannot close. Nothing a cell says can call a tool: only the model's own
calls are carried out, and every SQL passes the same gate as anybody's.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches

from text2sql.catalog import Table
from text2sql.errors import DeadlineExceeded
from text2sql.prompting import ToolCall, ToolResult
from text2sql.prompts.agent import agent_tools, told
from text2sql.prompts.filling import section
from text2sql.prompts.names import literal
from text2sql.prompts.results import columns_text, result_text
from text2sql.prompts.schema import schema_text, terms_text
from text2sql.types import Hit, LinkedSchema, LinkedTable, Trial
from text2sql.writers.prompted.replies import clean_sql
from text2sql.writers.prompted.task import Task
from text2sql.writers.prompted.withholding import may_be_shown, problem_told, withholds

_FOUND = 8
_ROWS = 20
_CHARACTERS = 2_000
_SEARCHED = 20
_RRF = 60
"""Cormack et al., "Reciprocal Rank Fusion", 2009."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a tool says."""

    text: str
    failed: bool = False


class Toolbox:
    """The tools for one question; remembers what was called and the best query that was tried."""

    def __init__(self, task: Task) -> None:
        """Take the question and its workbench."""
        self._task = task
        self._names = tuple(tool.name for tool in agent_tools(task.strategy.cell_values))
        self._made: dict[tuple[str, str], Told] = {}
        self._tools: dict[str, tuple[str, Callable[[str], Told]]] = {
            "search_tables": ("words", self._search_tables),
            "table_card": ("table", self._table_card),
            "check_sql": ("sql", self._check_sql),
            "run_sql": ("sql", self._run_sql),
        }
        if task.strategy.cell_values:
            self._tools["lookup_values"] = ("words", self._lookup_values)
        self.repeats = 0
        """Calls that had been made before."""
        self.best: Trial | None = None
        """The last query that was allowed; one that gave rows stays ahead of one that did not."""

    def use(self, call: ToolCall) -> ToolResult:
        """Carry out a call; what cannot be carried out is said, never raised.

        Raises:
            QuestionStopped, OutOfTime: the question's time is over.
        """
        said = self._used(call)
        return ToolResult(call.id, said.text, said.failed)

    def _used(self, call: ToolCall) -> Told:
        found = self._tools.get(call.name)
        if found is None:
            return Told(told("unknown_tool", name=call.name, names=", ".join(self._names)), failed=True)
        parameter, tool = found
        argument = call.arguments.get(parameter)
        if not isinstance(argument, str) or not argument.strip():
            return Told(told("missing", tool=call.name, parameter=parameter), failed=True)
        made = (call.name, " ".join(argument.split()))
        if made in self._made:
            self.repeats += 1
            before = self._made[made]
            return replace(before, text=f"{told('repeated')}\n{before.text}")
        self._made[made] = tool(argument.strip())
        return self._made[made]

    def _search_tables(self, words: str) -> Told:
        knowledge = self._task.workbench.knowledge
        rankings = (
            knowledge.matching("table", words, _SEARCHED),
            knowledge.nearest("table", words, _SEARCHED),
            [_table_of(hit) for hit in knowledge.matching("column", words, _SEARCHED)],
            [_table_of(hit) for hit in knowledge.nearest("column", words, _SEARCHED)],
        )
        found = [table for name in _fused(rankings) if (table := knowledge.catalog.table(name)) is not None]
        lines = [self._line(table) for table in found[:_FOUND]]
        return Told(_tagged("tables", "\n".join(lines)) or told("no_tables"))

    def _line(self, table: Table) -> str:
        about = " ".join(table.description.in_language(self._task.question.language).split())
        return f"{table.name}: {about}" if about else f"{table.name} ({', '.join(c.name for c in table.columns[:8])})"

    def _table_card(self, name: str) -> Told:
        catalog = self._task.workbench.knowledge.catalog
        table = catalog.table(name.strip("`\"'"))
        if table is None:
            near = get_close_matches(name.lower(), [each.name.lower() for each in catalog.tables], 3, 0.5)
            if not near:
                return Told(told("no_such_table", name=name), failed=True)
            return Told(told("near_tables", name=name, near=", ".join(near)), failed=True)
        whole = LinkedTable(table, 1.0, tuple(column.name for column in table.columns))
        alone = LinkedSchema(catalog, (whole,), catalog.joins_of(table.name), (), (), whole=False)
        language = self._task.question.language
        schema = schema_text(alone, language, "described", self._task.strategy.cell_values)
        return Told(_tagged("table", schema) + _after(_tagged("terms", terms_text(alone, language))))

    def _lookup_values(self, words: str) -> Told:
        knowledge = self._task.workbench.knowledge
        lines = [
            f"{each.table}.{each.column} = {literal(each.value)} (“{each.words}”)"
            for each in knowledge.values(words, _FOUND)
            if may_be_shown(knowledge.catalog, each.table, each.column)
        ]
        return Told(_tagged("values", "\n".join(lines)) or told("no_values"))

    def _check_sql(self, sql: str) -> Told:
        trial = self._task.workbench.plan(clean_sql(sql))
        if trial.problem:
            return self._problem(trial)
        self._keep(trial)
        columns = columns_text(trial.plan.columns) if trial.plan is not None else ""
        if trial.plan is None or trial.plan.estimated_rows is None:
            return Told(told("allowed", columns=columns or "-"))
        return Told(told("allowed_about", columns=columns or "-", rows=f"{trial.plan.estimated_rows:,}"))

    def _run_sql(self, sql: str) -> Told:
        try:
            trial = self._task.workbench.run(clean_sql(sql))
        except DeadlineExceeded:
            return Told(told("too_long"), failed=True)
        if trial.problem:
            return self._problem(trial)
        self._keep(trial)
        if trial.result is None:
            return Told(told("not_run"))
        withheld = self._withheld(trial)
        text = result_text(trial.result, 0 if withheld else _ROWS, _CHARACTERS)
        return Told(_tagged("result", text) + _after(withheld))

    def _withheld(self, trial: Trial) -> str:
        """Why rows are not shown; empty when they are."""
        if not self._task.strategy.cell_values:
            return told("no_cells")
        return told("withheld") if withholds(self._task, trial) else ""

    def _problem(self, trial: Trial) -> Told:
        return Told(_tagged("problem", problem_told(self._task, trial.sql, trial.problem)), failed=True)

    def _keep(self, trial: Trial) -> None:
        if _has_rows(trial) or not _has_rows(self.best):
            self.best = trial


def _has_rows(trial: Trial | None) -> bool:
    return trial is not None and trial.result is not None and bool(trial.result.rows)


def _table_of(hit: Hit) -> Hit:
    """A column's hit as its table's."""
    return Hit(hit.id.rpartition(".")[0], hit.score)


def _fused(rankings: Iterable[Iterable[Hit]]) -> list[str]:
    """Names by reciprocal rank fusion, best first."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for place, name in enumerate(dict.fromkeys(hit.id for hit in ranking), 1):
            scores[name] = scores.get(name, 0.0) + 1 / (_RRF + place)
    return sorted(scores, key=lambda name: -scores[name])


def _tagged(tag: str, text: str) -> str:
    return section(tag, text).rstrip()


def _after(text: str) -> str:
    return f"\n{text}" if text else ""

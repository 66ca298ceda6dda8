"""What can be varied in how a model is asked, as one frozen record that is written next to every result."""

import json
from dataclasses import asdict, dataclass
from typing import Literal

MethodName = Literal["single", "pet", "chain", "agent", "reviewed", "auto"]


@dataclass(frozen=True, slots=True)
class Strategy:
    """One way to ask, by values."""

    name: str
    method: MethodName = "single"
    """single: one prompt to SQL; pet: preliminary SQL first, then a reduced schema; chain: parts of the question, then
    the whole; agent: tools; reviewed: a second model reads what the first wrote; auto: cheap first."""
    schema: Literal["described", "code", "reference"] = "described"
    """described: CREATE TABLE with what the cards say; code: CREATE TABLE with keys only (DAIL-SQL); reference: table
    and column lists with example values and foreign keys (PET-SQL)."""
    samples: int = 5
    """Approved samples shown at most."""
    choosing: Literal["linked", "masked", "skeleton"] = "linked"
    """linked: as schema linking found them; masked: by the question with schema words masked; skeleton: also by the
    skeleton of a preliminary query (DAIL-SQL, section 3)."""
    reasoning: bool = True
    """Whether the model writes down its reasoning before the SQL."""
    candidates: int = 1
    """Candidates asked for at once; their results are compared (self-consistency)."""
    temperature: float | None = 0.0
    """Of candidates; None leaves it to the model."""
    steps: int = 8
    """Calls an agent may make."""
    cell_values: bool = True
    """Whether values of cells may be in prompts; those of personal columns never are."""

    def as_json(self) -> str:
        """For receipts and reports."""
        return json.dumps(asdict(self), ensure_ascii=False)

"""A figure for each of what another one counts: revenue per buyer, 구매자 한 명당 매출."""

import re

from text2sql.catalog import LocalText, Measure
from text2sql.writers.offline.drafts import Draft, Word
from text2sql.writers.offline.representation import Measurement


def take_quotient(draft: Draft, divisors: list[Word]) -> None:
    """Make one figure of two measures of which one is marked as what the other is divided by.

    Args:
        draft: its figures have been read, those it is divided by among them.
        divisors: the measures that are marked: 구매자당, "per visitor".
    """
    for word in divisors:
        below = Measurement(word.meaning.table, "measure", measure=word.meaning.measure)
        others = [each for each in draft.figures if each != below]
        if below.measure is None or not below.measure.expression.upper().startswith("COUNT("):
            continue
        above = others[0] if len(others) == 1 else None
        quotient = _quotient(draft, above, below.measure) if above is not None else None
        if quotient is None:
            draft.doubt(1.2, word.mention.text)
        else:
            draft.figures = [quotient]


def _quotient(draft: Draft, above: Measurement, below: Measure) -> Measurement | None:
    """The business measure that divides one by the other, else a figure that does; None over different rows."""
    measures = draft.table_of(above.table).measures
    top = above.measure
    if top is None or below not in measures or top.filter != below.filter:
        return None
    expression = f"{top.expression} * 1.0 / NULLIF({below.expression}, 0)"
    known = next((each for each in measures if _plain(each.expression) == _plain(expression)), None)
    if known is not None and known.filter == top.filter:
        return Measurement(above.table, "measure", measure=known)
    english = f"{top.label.en} per one of {below.label.en}"
    label = LocalText(english, f"{below.label.ko.removesuffix('수').strip()}당 {top.label.ko}")
    made = Measure(f"{top.name}_per_{below.name}", expression, top.filter, label, unit=top.unit)
    return Measurement(above.table, "measure", measure=made)


def _plain(expression: str) -> str:
    return re.sub(r"\s|\*1\.0", "", expression).upper()

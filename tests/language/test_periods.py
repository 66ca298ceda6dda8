from datetime import date

import pytest

from tests.language.tables import cases
from text2sql.language import find_periods

PERIODS = [*cases("periods_ko.tsv", 3), *cases("periods_en.tsv", 3)]


@pytest.mark.parametrize(("today", "text", "expected"), PERIODS)
def test_periods_of_a_question(today, text, expected):
    found = [
        f"{each.text} = {each.period.start or ''}..{each.period.end or ''}"
        for each in find_periods(text, date.fromisoformat(today))
    ]
    assert " | ".join(found) == ("" if expected == "-" else expected)

"""The published attack list: every attack is refused, in every dialect it is meant for."""

from pathlib import Path

import pytest
import yaml

from text2sql.stages.checking.functions import DIALECTS
from text2sql.types import CheckedSql

ATTACKS = Path(__file__).parent.parent / "attacks"
FAMILIES = sorted(path.stem for path in ATTACKS.glob("*.yaml") if path.stem != "catalog")


def attacks(family):
    for group in yaml.safe_load((ATTACKS / f"{family}.yaml").read_text(encoding="utf-8")):
        for dialect in group["dialects"]:
            for sql in group["sql"]:
                yield dialect, sql, group["reason"]


@pytest.mark.parametrize("family", FAMILIES)
def test_no_attack_is_accepted(checker, family):
    accepted = [
        f"{dialect}: {sql} ({reason}) would run as {verdict.text}"
        for dialect, sql, reason in attacks(family)
        if isinstance(verdict := checker(dialect).check(sql), CheckedSql)
    ]
    assert not accepted, "\n".join(accepted)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_refusal_says_what_to_write_instead(checker, family):
    """A refusal is a sentence of ours, never a crash that was caught, and shows none of the marks used inside."""
    for dialect, sql, _ in attacks(family):
        problem = checker(dialect).check(sql).problem
        assert problem.endswith((".", "?", ")")) and len(problem) < 400, problem
        assert "\x01" not in problem
        assert "could not be checked" not in problem, f"{dialect}: {sql}"


def test_no_hint_names_what_is_hidden(checker):
    """Suggestions come from what the person may see: asking for `salarie` or `sn` must not teach the real names."""
    for sql in (
        "SELECT 1 FROM salarie",
        "SELECT amount FROM salariess",
        "SELECT sn FROM customers",
        "SELECT c.ssnn FROM customers c",
    ):
        for dialect in DIALECTS:
            problem = checker(dialect).check(sql).problem
            assert "`salaries`" not in problem and "`ssn`" not in problem, problem


def test_the_list_is_as_long_and_as_broad_as_it_says():
    """The list is there to be read and extended: distinct attacks, several dialects, a reason for each."""
    distinct = {(" ".join(sql.split()).lower()) for family in FAMILIES for _, sql, _ in attacks(family)}
    dialects = {dialect for family in FAMILIES for dialect, _, _ in attacks(family)}
    assert len(distinct) >= 1_700
    assert dialects == set(DIALECTS)
    assert all(reason for family in FAMILIES for _, _, reason in attacks(family))

"""PET-SQL: preliminary SQL, the schema reduced by it, both models' final queries."""

import pytest

from tests.prompted.tasks import linked, sql_reply, task
from text2sql.errors import ModelBusy, QuestionStopped
from text2sql.models.scripted import ScriptedModel
from text2sql.prompting import Reply
from text2sql.stages.checking import Checker
from text2sql.types import Declined, Plan, Trial
from text2sql.writers.prompted.pet import pet, reduced_schema
from text2sql.writers.prompted.strategies import PET_SQL

FIRST = "SELECT region FROM customers JOIN orders USING (customer_id)"
FINAL = "SELECT COUNT(*) FROM orders"


def asked_of(*replies, reviewer=None):
    """A task whose workbench checks for real."""
    asked = task(PET_SQL, *replies, reviewer=reviewer)
    asked.workbench.plan = planned
    return asked


def planned(sql):
    checked = Checker(linked().catalog).check(sql)
    problem = getattr(checked, "problem", "")
    return Trial(sql, problem, None if problem else checked, Plan())


def test_the_final_query_is_asked_for_over_the_tables_of_the_first():
    asked = asked_of(sql_reply(FIRST), sql_reply(FINAL))
    (found,) = pet(asked)
    first, final = asked.asking.model.prompts
    assert found.sql == FINAL
    assert (first.purpose, final.purpose) == ("preliminary", "write")
    assert "# reviews(" in first.stable
    said = final.messages[0].text
    assert final.stable == ""
    assert "# orders(order_id, customer_id, status" in said
    assert "# reviews(" not in said
    assert "# orders(customer_id) references customers(customer_id)" in said
    assert "order_items" not in said


def test_both_models_queries_are_candidates():
    reviewer = ScriptedModel([sql_reply("SELECT 2")], "second")
    found = pet(asked_of(sql_reply(FIRST), sql_reply(FINAL), reviewer=reviewer))
    assert [each.sql for each in found] == [FINAL, "SELECT 2"]


@pytest.mark.parametrize("failing", ["first", "second"])
def test_one_model_that_fails_leaves_the_other(failing):
    bad, good = ModelBusy("Busy. Try again."), sql_reply(FINAL)
    reviewer = ScriptedModel([bad if failing == "second" else good], "second")
    asked = asked_of(sql_reply(FIRST), bad if failing == "first" else good, reviewer=reviewer)
    assert [each.sql for each in pet(asked)] == [FINAL]


def test_when_both_fail_or_the_person_stops_it_says_so():
    with pytest.raises(ModelBusy):
        pet(asked_of(sql_reply(FIRST), ModelBusy("a"), reviewer=ScriptedModel([ModelBusy("b")], "second")))
    asked = asked_of(sql_reply(FIRST), sql_reply(FINAL), reviewer=ScriptedModel([sql_reply(FINAL)], "second"))
    calls = iter([None, QuestionStopped("Stopped.")])

    def may_call():
        if (error := next(calls, QuestionStopped("Stopped."))) is not None:
            raise error

    asked.workbench.may_call = may_call
    with pytest.raises(QuestionStopped):
        pet(asked)


def test_sql_that_is_refused_reduces_nothing_and_is_not_asked_for_again():
    asked = asked_of(sql_reply("SELECT nothing FROM nowhere"))
    assert [each.sql for each in pet(asked)] == ["SELECT nothing FROM nowhere"]
    assert len(asked.asking.model.prompts) == 1
    reviewer = ScriptedModel([sql_reply(FINAL)], "second")
    found = pet(asked_of(sql_reply("SELECT nothing FROM nowhere"), reviewer=reviewer))
    assert [each.sql for each in found] == ["SELECT nothing FROM nowhere", FINAL]
    assert "# reviews(" in reviewer.prompts[0].stable


def test_a_refusal_ends_it():
    asked = asked_of(Reply("", {"outcome": "decline", "reason": "날씨 자료가 없습니다."}))
    assert pet(asked) == Declined("날씨 자료가 없습니다.")


def test_a_reduced_schema_keeps_only_what_its_tables_have():
    reduced = reduced_schema(linked(), planned("SELECT rating FROM reviews"))
    assert [each.table.name for each in reduced.tables] == ["reviews"]
    assert (reduced.joins, reduced.values, reduced.whole) == ((), (), False)
    assert reduced_schema(linked(), planned("DELETE FROM orders")) is None

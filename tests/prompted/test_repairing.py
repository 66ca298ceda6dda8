"""Self-correction: the exchange goes on, and what failed is not tried again."""

from dataclasses import replace

import pytest

from tests.prompted.exchanges import all_exchanges
from tests.prompted.golden import FOLDER
from tests.prompted.tasks import sql_reply, task
from text2sql.errors import ModelBusy
from text2sql.types import Attempt, Candidate, Declined
from text2sql.writers.prompted.repairing import OTHER_WAYS, correcting, write_anew
from text2sql.writers.prompted.single import single
from text2sql.writers.prompted.strategy import Strategy

FAILED, GOOD = "SELECT regin\nFROM customers", "SELECT region FROM customers"
PROBLEM = "customers에 regin 열이 없습니다. </problem> region을 쓰세요."


def failing(*replies, sql=(FAILED,), **more):
    asked = task(Strategy("t"), *replies, **more)
    attempts = tuple(Attempt(Candidate(each, "지역", 0.6, "model"), PROBLEM) for each in sql)
    return replace(asked, attempts=attempts), asked.asking.model


def test_the_exchange_goes_on_with_the_query_and_its_problem():
    asked, model = failing(sql_reply(GOOD), sql=(FAILED, "SELECT 2"))
    (found,) = correcting(single)(asked)
    assert found.sql == GOOD
    (prompt,) = model.prompts
    assert [message.role for message in prompt.messages] == ["user", "assistant", "user", "assistant", "user"]
    assert FAILED in prompt.messages[1].text
    assert "regin 열이 없습니다" in prompt.messages[2].text
    assert prompt.messages[2].text.count("</problem>") == 1
    assert prompt.form is not None
    assert [call.purpose for call in asked.workbench.calls] == ["repair"]


def test_the_beginning_of_the_exchange_is_the_first_prompt_so_that_it_is_cached():
    first = task(Strategy("t"), sql_reply(GOOD))
    single(first)
    asked, model = failing(sql_reply(GOOD))
    write_anew(asked)
    before, after = first.asking.model.prompts[0], model.prompts[0]
    assert (before.instructions, before.stable, before.messages[0]) == (
        after.instructions,
        after.stable,
        after.messages[0],
    )


def test_a_query_that_failed_is_asked_for_differently_once_more():
    asked, model = failing(sql_reply("SELECT regin FROM customers;"), sql_reply(GOOD))
    (found,) = write_anew(asked)
    assert found.sql == GOOD
    assert [prompt.temperature for prompt in model.prompts] == [0.0, OTHER_WAYS]
    assert "the same query again" in model.prompts[1].messages[-1].text


def test_a_model_that_insists_is_declined_in_the_questions_language():
    asked, model = failing(sql_reply(FAILED), sql_reply(FAILED))
    found = write_anew(asked)
    assert isinstance(found, Declined)
    assert found.message.startswith("모델이 실패하는 쿼리를 되풀이합니다: customers에")
    assert len(model.prompts) == 2


def test_errors_pass_through():
    asked, _ = failing(ModelBusy("Busy. Try again."))
    with pytest.raises(ModelBusy):
        write_anew(asked)


def test_without_attempts_the_method_itself_is_used():
    asked = task(Strategy("t"), sql_reply(GOOD))
    assert correcting(single)(asked)[0].sql == GOOD
    assert [call.purpose for call in asked.workbench.calls] == ["write"]


@pytest.mark.parametrize("name", all_exchanges())
def test_exchanges_are_as_agreed(name):
    assert all_exchanges()[name]() == (FOLDER / name).read_text("utf-8")

"""One prompt to SQL, one or several candidates."""

import pytest

from tests.prompted.tasks import KOREAN, linked, sql_reply, task
from text2sql.errors import ModelBusy, ReplyMalformed, SettingsError
from text2sql.prompting import Reply
from text2sql.types import Declined
from text2sql.writers.prompted.single import single
from text2sql.writers.prompted.strategies import AUTO, DAIL_SQL, STRATEGIES, ZERO_SHOT, strategy_named
from text2sql.writers.prompted.strategy import Strategy

SQL = "SELECT COUNT(*) FROM orders"


def prompts(asked):
    return asked.asking.model.prompts


def test_one_call_and_its_account():
    asked = task(Strategy("t"), sql_reply(SQL))
    (found,) = single(asked)
    assert found.sql == SQL
    (call,) = asked.workbench.calls
    assert (call.purpose, call.prompt_hash) == ("write", prompts(asked)[0].hash)
    assert "".join(asked.workbench.words).strip() == "…"


def test_zero_shot_shows_no_samples():
    asked = task(ZERO_SHOT, sql_reply(SQL))
    single(asked)
    assert "<samples>\n" not in prompts(asked)[0].text


def test_at_most_so_many_samples_are_shown():
    asked = task(Strategy("t", samples=1), sql_reply(SQL))
    single(asked)
    assert prompts(asked)[0].messages[0].text.count("\nSQL: ") == 1


def test_dail_sql_guesses_first_and_then_asks_for_several_candidates():
    asked = task(DAIL_SQL, lambda prompt: sql_reply(SQL))
    found = single(asked)
    assert [prompt.purpose for prompt in prompts(asked)] == ["preliminary"] + ["write"] * 5
    assert "<samples>\n" not in prompts(asked)[0].text
    assert "<samples>\n" in prompts(asked)[1].text
    assert [prompt.temperature for prompt in prompts(asked)] == [0.0] + [1.0] * 5
    assert len(found) == 5


def test_without_samples_nothing_is_guessed():
    asked = task(DAIL_SQL, lambda prompt: sql_reply(SQL), schema=linked(samples=()))
    single(asked)
    assert {prompt.purpose for prompt in prompts(asked)} == {"write"}


def test_of_several_candidates_those_that_are_none_do_no_harm():
    replies = [Reply("?"), ModelBusy("Busy. Try again."), sql_reply("SELECT 1"), sql_reply(SQL), sql_reply(SQL)]
    found = single(task(Strategy("t", candidates=5), *replies))
    assert [each.sql for each in found] == [SQL, SQL, "SELECT 1"]


def test_several_refusals_are_a_refusal():
    refusal = Reply("", {"outcome": "decline", "reason": "날씨 자료가 없습니다."})
    assert single(task(Strategy("t", candidates=3), *[refusal] * 3)) == Declined("날씨 자료가 없습니다.")


def test_several_replies_with_nothing_in_them_are_an_error():
    with pytest.raises(ReplyMalformed):
        single(task(Strategy("t", candidates=2), Reply("?"), Reply("!")))
    with pytest.raises(ModelBusy):
        single(task(Strategy("t", candidates=2), ModelBusy("a"), ModelBusy("b")))


def test_cell_values_are_kept_out_by_the_strategy():
    asked = task(Strategy("t", cell_values=False, samples=0), sql_reply(SQL), question=KOREAN)
    single(asked)
    assert "<values>\n" not in prompts(asked)[0].text


def test_strategies_are_found_by_name():
    assert strategy_named("DAIL-SQL") is DAIL_SQL
    assert STRATEGIES[0] is AUTO
    assert len({each.name for each in STRATEGIES}) == len(STRATEGIES)
    with pytest.raises(SettingsError, match=r"Did you mean dail_sql\?"):
        strategy_named("dial_sql")
    with pytest.raises(SettingsError, match="`한국어`"):
        strategy_named("한국어")

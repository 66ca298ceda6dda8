"""One prompt to SQL, one or several candidates."""

import pytest

from tests.prompted.tasks import KOREAN, linked, sql_reply, task
from text2sql.errors import SettingsError
from text2sql.writers.prompted.single import single
from text2sql.writers.prompted.strategies import AUTO, DAIL_SQL, STRATEGIES, ZERO_SHOT, strategy_named
from text2sql.writers.prompted.strategy import Strategy
from text2sql.writers.prompted.writer import METHODS

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
    (found,) = METHODS[DAIL_SQL.method](asked)
    assert [prompt.purpose for prompt in prompts(asked)][:2] == ["preliminary", "write"]
    assert "<samples>\n" not in prompts(asked)[0].text
    assert "<samples>\n" in prompts(asked)[1].text
    assert [prompt.temperature for prompt in prompts(asked)][:2] == [0.0, 1.0]
    assert found.agreement[0] >= 3


def test_without_samples_nothing_is_guessed():
    asked = task(DAIL_SQL, lambda prompt: sql_reply(SQL), schema=linked(samples=()))
    single(asked)
    assert {prompt.purpose for prompt in prompts(asked)} == {"write"}


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

import random
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.offline.learned.shop_scope import SCOPE, SHOP, VALUES
from text2sql.writers.offline.learned.grammar import NEEDS, RULES, ColumnAt, Rule, TableAt, ValueAt, start
from text2sql.writers.offline.learned.joining import JoinTrees, NotConnected
from text2sql.writers.offline.learned.queries import AllOf, Expression, Literal, Predicate, Select, Star
from text2sql.writers.offline.learned.rendering import QueryRendering
from text2sql.writers.offline.learned.scope import Scope
from text2sql.writers.offline.learned.writing import NotInGrammar, actions_of, query_of
from text2sql.writers.offline.representation import ColumnRef

CITY = ColumnRef("customers", "city")


@pytest.fixture(scope="module")
def empty_shop():
    connection = sqlite3.connect(":memory:")
    for table in SHOP.tables:
        columns = ", ".join(f'"{column.name}" {column.type}' for column in table.columns)
        connection.execute(f'CREATE TABLE "{table.name}" ({columns})')
    yield connection
    connection.close()


def written(seed, scope):
    """Some query, a random allowed action at a time."""
    choose = random.Random(seed).choice
    state = start(scope)
    while not state.done:
        allowed = state.allowed()
        assert allowed, f"nothing may follow {state.actions}"
        assert state.expected in NEEDS
        state = state.after(choose(allowed))
    return state


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_every_beginning_can_be_finished_and_is_read_back_as_it_was_written(seed):
    state = written(seed, SCOPE)
    query = query_of(state.actions, SCOPE)
    assert query_of(actions_of(query, SCOPE), SCOPE) == query


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_everything_finished_becomes_sql_that_binds(empty_shop, seed):
    query = query_of(written(seed, SCOPE).actions, SCOPE)
    try:
        sql = QueryRendering(JoinTrees(SHOP)).sql(query)
    except NotConnected:
        return
    empty_shop.execute(sql).fetchall()


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**32))
def test_a_question_without_values_can_still_be_written(seed):
    written(seed, Scope(SHOP))


def test_rules_are_told_apart_by_name():
    assert len(set(RULES)) == len(RULES)


def test_the_same_item_is_not_offered_twice():
    state = start(SCOPE)
    for action in (Rule("select"), Rule("items:2"), Rule("plain"), ColumnAt(2), Rule("plain")):
        state = state.after(action)
    assert ColumnAt(2) not in state.allowed()
    assert ColumnAt(3) in state.allowed()


def test_a_nested_query_does_not_list_all_columns():
    state = start(SCOPE)
    for action in (Rule("select+where"), Rule("items:1"), Rule("plain"), ColumnAt(1), Rule("in query"), ColumnAt(0)):
        assert action in state.allowed()
        state = state.after(action)
    for action in (Rule("select"), Rule("items:1"), Rule("plain")):
        state = state.after(action)
    assert TableAt(0) not in state.allowed()
    assert ColumnAt(0) in state.allowed()


def test_text_is_not_averaged_and_dates_are_not_added_up():
    state = start(SCOPE)
    for action in (Rule("select"), Rule("items:1"), Rule("avg")):
        state = state.after(action)
    names = {SCOPE.columns[each.place].column for each in state.allowed() if isinstance(each, ColumnAt)}
    assert "amount" in names
    assert not names & {"name", "city", "joined", "이름"}


def test_a_cell_is_only_compared_with_the_columns_that_hold_it():
    state = start(SCOPE)
    for action in (Rule("select+where"), Rule("items:1"), Rule("plain"), ColumnAt(1), Rule("="), ColumnAt(1)):
        state = state.after(action)
    assert ValueAt(0) not in state.allowed()
    assert ValueAt(1) in state.allowed()


def test_one_column_has_not_two_values_at_once():
    both = AllOf(tuple(Predicate(Expression(CITY), "=", Literal(each)) for each in ("서울", "Kim's")))
    with pytest.raises(NotInGrammar):
        actions_of(Select((Expression(Star("customers"), "count"),), where=both), SCOPE)


def test_a_literal_nobody_mentioned_is_not_invented():
    where = Predicate(Expression(CITY), "=", Literal("부산"))
    with pytest.raises(NotInGrammar, match="부산"):
        actions_of(Select((Expression(CITY),), where=where), SCOPE)


def test_a_range_between_the_only_two_numbers_can_be_finished():
    amount = Expression(ColumnRef("orders", "amount"))
    query = Select((amount,), where=Predicate(amount, "between", (Literal(3), Literal(12.5))))
    two = Scope(SHOP, VALUES[:4])
    assert query_of(actions_of(query, two), two) == query


def test_an_action_out_of_place_is_refused():
    with pytest.raises(ValueError, match="query is open"):
        start(SCOPE).after(ColumnAt(0))

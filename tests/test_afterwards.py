"""What emptied a result, found through the same gate that the answer passed."""

from decimal import Decimal

from tests.fakes import FakeKnowledge, FakeWarehouse, FakeWriter
from tests.offline.shop import SHOP
from text2sql.afterwards import is_empty, rows_in_all, tried, what_emptied
from text2sql.errors import DeadlineExceeded
from text2sql.pipeline import Pipeline
from text2sql.stages.checking import Checker, CheckRules
from text2sql.types import ResultColumn, ResultTable

SQL = "SELECT name FROM customers WHERE region = '제주' AND grade = 'gold'"


class NobodyOnJeju(FakeWarehouse):
    def run(self, sql, limits):
        found = super().run(sql, limits)
        return ResultTable(found.columns, () if "제주" in sql.text else found.rows, False, 0.0)


def pipeline(warehouse, rules=None):
    checker = Checker(SHOP, rules) if rules else Checker(SHOP)
    return Pipeline(FakeKnowledge(SHOP), FakeWriter(), warehouse, checker)


def result(*rows):
    return ResultTable(tuple(ResultColumn("n", "X") for _ in (rows[0] if rows else "x")), rows, False, 0.0)


def test_the_condition_that_emptied_it_is_named():
    [emptied] = what_emptied(pipeline(NobodyOnJeju()), SQL)
    assert (emptied.condition, emptied.rows) == ("region = '제주'", 1)
    assert "grade" in emptied.sql and "제주" not in emptied.sql


def test_what_is_forbidden_stays_so_while_looking():
    warehouse = NobodyOnJeju()
    rules = CheckRules(hidden_columns=frozenset({("customers", "grade")}))
    assert what_emptied(pipeline(warehouse, rules), SQL) == ()
    assert all("grade" not in ran for ran in warehouse.ran)


def test_a_warehouse_that_is_too_slow_ends_the_search():
    class TooSlow(FakeWarehouse):
        def run(self, sql, limits):
            raise DeadlineExceeded("too slow")

    assert what_emptied(pipeline(TooSlow()), SQL) == ()


def test_a_single_row_of_nothing_is_empty_and_false_is_an_answer():
    assert is_empty(result())
    assert is_empty(result((None,))) and is_empty(result((0,))) and is_empty(result((Decimal("0"), None)))
    assert not is_empty(result((False,)))
    assert not is_empty(result((0,), (0,)))


def test_trying_out_runs_nothing():
    warehouse = FakeWarehouse()
    assert tried(pipeline(warehouse), SQL).problem == ""
    assert "read" in tried(pipeline(warehouse), "DELETE FROM customers").problem.lower()
    assert warehouse.ran == []


def test_all_rows_are_counted_when_the_warehouse_can():
    class Counting(FakeWarehouse):
        def run(self, sql, limits):
            assert limits.seconds == 0.5
            return super().run(sql, limits)

    class Slow(FakeWarehouse):
        def run(self, sql, limits):
            raise DeadlineExceeded("The query took longer than 1 s and was stopped.")

    counting = Counting(((12_345,),), ("rows_in_all",))
    assert rows_in_all(pipeline(counting), "SELECT region FROM customers -- 전부\n;", 0.5) == 12_345
    assert "COUNT(*)" in counting.ran[-1]
    assert rows_in_all(pipeline(Slow()), "SELECT region FROM customers", 0.5) is None
    assert rows_in_all(pipeline(counting), "DROP TABLE customers", 0.5) is None

"""Profiles over a warehouse of our own making: what is asked, what is believed, and what happens when time runs out."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text2sql.catalog import Column, ColumnKind, Table
from text2sql.errors import DeadlineExceeded, QueryFailed
from text2sql.warehouses.kinds import kind_of_texts
from text2sql.warehouses.names import TableName
from text2sql.warehouses.profiling import SCAN_ROWS, ProfileBudget, ProfileSql, profiled

Row = tuple[object, ...]


class Queue:
    """Answers statements in order and remembers them."""

    def __init__(self, *answers: Sequence[Row] | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, sql: str, rows: int, seconds: float) -> Sequence[Row]:
        self.asked.append(sql)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def table(*columns: tuple[str, ColumnKind]) -> Table:
    return Table("주문", tuple(Column(name, kind.upper(), kind) for name, kind in columns))


PLAIN = ProfileSql()


def profile(read: Queue, shape: Table, budget: ProfileBudget | None = None, how: ProfileSql = PLAIN) -> Table:
    return profiled(shape, TableName("판매", "주문"), read, how, budget or ProfileBudget())


def test_personal_columns_are_sampled_once_and_never_counted() -> None:
    sample = [(f"user{n}@example.com", n % 3) for n in range(20)]
    read = Queue(sample, [(20,)], [(20, 20, 3, "0", "2")], [("0", 7), ("1", 7), ("2", 6)])
    done = profile(read, table(("memo2", "text"), ("n", "number")))
    assert done.columns[0].personal and done.columns[0].profile is None
    assert done.columns[1].profile is not None and done.columns[1].profile.common == ("0", "1", "2")
    assert not any("memo2" in sql for sql in read.asked[1:])
    assert 'FROM "판매"."주문"' in read.asked[0]


def test_one_scan_counts_all_columns() -> None:
    read = Queue([(1, "a")] * 10, [(600,)], [(600, 600, 9, "1", "9", 300, 500, "a", "z")], [("1", 5)])
    done = profile(read, table(("n", "number"), ("s", "text")))
    assert len(read.asked) == 4  # sample, count, scan, frequent numbers; the texts hardly repeat
    assert done.row_count == 600
    profile_of_s = done.columns[1].profile
    assert profile_of_s is not None and (profile_of_s.null_share, profile_of_s.distinct) == (0.5, 300)
    assert profile_of_s.common == ("a",)


def test_big_tables_are_scanned_on_a_sample_with_estimates() -> None:
    how = ProfileSql(distinct_estimate="APPROX({x})", sampled="{source} TABLESAMPLE ({percent})")
    scanned = SCAN_ROWS
    read = Queue([(1,)] * 10, [(10 * SCAN_ROWS,)], [(scanned, scanned, scanned, "1", "9")])
    done = profile(read, table(("id", "number")), how=how)
    assert 'FROM "판매"."주문" TABLESAMPLE (10.0)' in read.asked[2] and 'APPROX("id")' in read.asked[2]
    assert done.row_count == 10 * SCAN_ROWS
    assert done.columns[0].profile is not None and done.columns[0].profile.distinct == 10 * SCAN_ROWS


@pytest.mark.parametrize("failure", [DeadlineExceeded("slow"), QueryFailed("no rights for that")])
def test_a_scan_that_fails_leaves_what_the_sample_told(failure: Exception) -> None:
    read = Queue([("2024-01-02", "x")] * 30 + [(None, "y")] * 10, failure)
    done = profile(read, table(("day", "text"), ("s", "text")))
    day, other = (column.profile for column in done.columns)
    assert day is not None and day.looks_like == "date" and day.null_share == 0.25 and day.distinct is None
    assert other is not None and other.common == ("x", "y")
    assert done.row_count == 40  # the sample was the whole table


def test_a_table_that_cannot_be_read_at_all_is_the_callers_business() -> None:
    with pytest.raises(QueryFailed):
        profile(Queue(QueryFailed("the file behind this view is gone")), table(("n", "number")))


def test_without_time_names_alone_decide_what_is_personal() -> None:
    read = Queue()
    done = profile(read, table(("email", "text"), ("n", "number")), ProfileBudget(seconds=0))
    assert [column.personal for column in done.columns] == [True, False] and read.asked == []


def test_an_empty_table_has_a_count_and_no_profiles() -> None:
    done = profile(Queue([], [(0,)]), table(("n", "number")))
    assert done.row_count == 0 and done.columns[0].profile is None


def test_long_texts_are_no_values() -> None:
    essay = "가" * 500
    read = Queue([(essay,)] * 5 + [("짧음",)], [(600,)], [(600, 600, 2, essay, essay)], [(essay, 500), ("짧음", 100)])
    found = profile(read, table(("body", "text"))).columns[0].profile
    assert found is not None and (found.minimum, found.maximum, found.common) == (None, None, ("짧음",))


@pytest.mark.parametrize(
    ("name", "values", "kind"),
    [("is_paid", (0, 1), "boolean"), ("useYn", (0, 1), None), ("삭제여부", (1, 0), "boolean"), ("stars", (0, 1), None)],
)
def test_zero_and_one_are_a_boolean_only_when_the_name_says_so(
    name: str, values: tuple[int, int], kind: ColumnKind | None
) -> None:
    read = Queue([(value,) for value in values] * 5, [(600,)], [(600, 600, 2, "0", "1")], [("0", 300), ("1", 300)])
    found = profile(read, table((name, "number"))).columns[0].profile
    assert found is not None and found.looks_like == kind


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["2024-01-02", "2024-12-31"], "date"),
        (["2024-01-02", "2024-13-31"], None),
        (["2024-01-02 03:04", "2024-01-02T03:04:05.5", "2024-01-02"], "timestamp"),
        (["2024-01-02T03:04:05Z", "2024-01-02 03:04:05+09:00"], "timestamp"),
        (["20240102", "20240103"], None),
        (["01/02/2024"], None),
        (["2024-01-02", ""], None),
        (['{"a": 1}', "[1, 2]"], "json"),
        (["{not json}"], None),
        (["[" * 100_000], None),
        ([None, None], None),
        (["서울"], None),
    ],
)
def test_what_texts_turn_out_to_be(values: list[object], kind: ColumnKind | None) -> None:
    assert kind_of_texts(values) == kind


@given(st.lists(st.text(max_size=12) | st.none()))
def test_any_texts_have_some_kind(values: list[object]) -> None:
    assert kind_of_texts(values) in (None, "date", "timestamp", "json")

"""Big tables are profiled on samples: with the bounds made small, on real warehouses."""

from collections.abc import Callable

import pytest

from tests.warehouses.postgres_server import PostgresServer
from tests.warehouses.raw_sql import unwatched
from tests.warehouses.test_formats import ROWS
from tests.warehouses.test_formats import catalog as catalog
from tests.warehouses.test_profiling import Queue, profile, table
from text2sql.catalog import Catalog
from text2sql.types import Limits
from text2sql.warehouses import profiling
from text2sql.warehouses.profiling import ProfileSql
from text2sql.warehouses.sqlalchemy import SqlAlchemyWarehouse


def test_a_sample_tells_of_the_whole_table(catalog: Callable[[], Catalog], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiling, "SCAN_ROWS", 2_900)
    monkeypatch.setattr(profiling, "EXACT_ROWS", 500)
    [found] = catalog().tables
    assert found.row_count == len(ROWS)
    profiles = {column.name: column.profile for column in found.columns}
    day, code = profiles["day"], profiles["code"]
    assert day is not None and day.format == "YYYYMMDD"
    assert code is not None and code.format == "codes like A-99999" and code.null_share == 0
    if code.distinct is not None:  # else the sample's pages were empty, and the first rows told
        assert 0.7 * len(ROWS) < code.distinct < 1.3 * len(ROWS)


@pytest.mark.postgres
def test_postgres_says_how_many_rows_a_big_table_has(postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counting a hundred million rows takes minutes, and the answer is in the catalog."""
    postgres.as_superuser("DROP DATABASE IF EXISTS big; CREATE DATABASE big", "postgres")
    script = "CREATE TABLE \"o'주문\" AS SELECT i AS id, '서울' AS region FROM generate_series(1, 30000) AS s(i);"
    postgres.as_superuser(f'{script} ANALYZE; GRANT SELECT ON "o\'주문" TO owner', "big")
    monkeypatch.setattr(profiling, "SCAN_ROWS", 10_000)
    warehouse = SqlAlchemyWarehouse(postgres.url(database="big"), Limits())
    try:
        [found] = warehouse.introspect(unwatched).tables
    finally:
        warehouse.close()
    identity = found.column("id")
    assert found.row_count == 30_000
    assert identity is not None and identity.profile is not None and identity.profile.distinct is not None
    assert 20_000 < identity.profile.distinct < 40_000


def test_an_estimate_is_believed_for_big_tables_only_and_an_empty_sample_never() -> None:
    how = ProfileSql(rows="SELECT guess FROM '{name}'", sampled="{source} TABLESAMPLE ({percent})")
    small = profile(
        Queue([(1,)] * 9, [(-1,)], [(9,)], [(9, 9, 1, "1", "1")], [("1", 9)]), table(("n", "number")), how=how
    )
    assert small.row_count == 9
    read = Queue([(1,)] * 9, [(10 * profiling.SCAN_ROWS,)], [(0, 0, 0, None, None)])
    gone = profile(read, table(("n", "number")), how=how)
    assert gone.row_count == 9 and gone.columns[0].profile is not None
    assert "TABLESAMPLE (10.0)" in read.asked[2]

from datetime import date

import duckdb
import pytest

from text2sql.demo.warehouse import build

AS_OF = date(2026, 11, 20)
SMALL = 0.2


@pytest.fixture(scope="session")
def small_shop(tmp_path_factory):
    """The path of a warehouse with a fifth of the rows."""
    path = tmp_path_factory.mktemp("demo") / "shop.duckdb"
    build(path, AS_OF, scale=SMALL)
    return path


@pytest.fixture(scope="session")
def shop(small_shop):
    with duckdb.connect(str(small_shop), read_only=True) as connection:
        yield connection

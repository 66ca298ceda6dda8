"""What several folders of tests share: the demo warehouse at full size, built once for each test process."""

from datetime import date

import pytest
from hypothesis import settings

# A busy machine makes no property wrong.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

AS_OF = date(2026, 11, 20)
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory):
    """The path of the demo warehouse up to ``AS_OF``, every row of it."""
    from text2sql.demo.warehouse import build

    path = tmp_path_factory.mktemp("shop") / "shop.duckdb"
    build(path, AS_OF)
    return path

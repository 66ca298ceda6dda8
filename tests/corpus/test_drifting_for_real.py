"""``schema diff`` and ``schema pull`` over a database that really changed, with everything people had written."""

from pathlib import Path

import duckdb
import pytest

from tests.cli.conftest import run

CARD = """\
# 우리 팀이 쓴 카드: 손대지 마세요
table: orders
description: 고객이 낸 주문
columns:
  status: {values: {paid: [결제], cancelled: [취소]}}   # 두 가지뿐
  amount:
    synonyms: [금액]
measures:
  - {name: 매출, expression: SUM(amount), filter: "status = 'paid'"}
"""
SAMPLES = {
    "건수": "SELECT COUNT(*) FROM orders",
    "금액": "SELECT SUM(amount) FROM orders",
    "지역별": "SELECT region, COUNT(*) FROM orders GROUP BY region",
    "반품": "SELECT COUNT(*) FROM returns",
}
BEFORE = """
CREATE TABLE orders (id INTEGER PRIMARY KEY, status VARCHAR, amount INTEGER, region VARCHAR);
INSERT INTO orders SELECT i, ['paid', 'cancelled'][1 + i % 2], i, ['서울', '부산'][1 + i % 2] FROM range(50) t(i);
CREATE TABLE returns (id INTEGER); INSERT INTO returns VALUES (1);
"""
AFTER = """
ALTER TABLE orders ALTER amount TYPE VARCHAR; ALTER TABLE orders RENAME region TO 지역;
UPDATE orders SET status = 'refunded' WHERE id = 7; ALTER TABLE orders ADD COLUMN memo VARCHAR;
DROP TABLE returns; CREATE TABLE stores (id INTEGER); INSERT INTO stores VALUES (1);
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with duckdb.connect(str(tmp_path / "shop.duckdb")) as database:
        database.execute(BEFORE)
    (tmp_path / "text2sql.toml").write_text('data_folder = "data"\n[databases.shop]\nlocation = "shop.duckdb"\n')
    for folder in ("schemas", "sample_queries"):
        (tmp_path / folder / "shop").mkdir(parents=True)
    (tmp_path / "schemas" / "shop" / "orders.yaml").write_text(CARD, "utf-8")
    for name, sql in SAMPLES.items():
        (tmp_path / "sample_queries" / "shop" / f"{name}.yaml").write_text(f"question: {name}\nsql: {sql}\n", "utf-8")
    return tmp_path


def test_what_drifted_is_told_with_the_samples_it_breaks_and_what_people_wrote_stays(home: Path) -> None:
    card = home / "schemas" / "shop" / "orders.yaml"
    pulled = run(home, "schema", "pull")
    assert pulled.returncode == 0 and "returns.yaml" in pulled.out
    assert run(home, "schema", "diff").out == ""
    own = card.read_text("utf-8")
    assert all(line in own.splitlines() for line in CARD.splitlines())
    with duckdb.connect(str(home / "shop.duckdb")) as database:
        database.execute(AFTER)
    told = run(home, "schema", "diff")
    assert told.returncode == 3
    assert sorted(line.partition(" (")[0] for line in told.out.splitlines()) == [
        "broken sample: 금액",
        "broken sample: 반품",
        "broken sample: 지역별",
        "broken term: orders: 매출",
        "missing column: orders.region",
        "missing table: returns",
        "new column: orders.memo",
        "new column: orders.지역",
        "new table: stores",
        "new value: orders.status",
        "type changed: orders.amount",
    ]
    again = run(home, "schema", "pull")
    assert again.returncode == 0 and "stores.yaml" in again.out
    pulled_text = card.read_text("utf-8")
    assert all(line in pulled_text.splitlines() for line in own.splitlines())
    assert "memo" in pulled_text and "지역" in pulled_text
    assert (home / "schemas" / "shop" / "returns.yaml").exists()

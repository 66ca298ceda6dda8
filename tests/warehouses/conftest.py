import sqlite3
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.warehouses import postgres_server
from tests.warehouses.postgres_server import PostgresServer

TABLES = '''
CREATE TABLE customers (id INTEGER PRIMARY KEY, name VARCHAR(40), contact VARCHAR(80), region VARCHAR(20), joined DATE);
CREATE TABLE "주문 내역" (
  "order" INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers (id), "금액 ""원""" DECIMAL(12, 2),
  status VARCHAR(12), paid_at TIMESTAMP, is_gift INTEGER, day_text VARCHAR(10), extra VARCHAR(60));
CREATE TABLE reviews (id INTEGER PRIMARY KEY, customer_id INTEGER, stars INTEGER, "select" VARCHAR(80));
CREATE VIEW paid_orders AS SELECT "order", customer_id, status FROM "주문 내역" WHERE status = 'paid';
'''
REGIONS = ("서울", "부산", "대구")
STATUSES = ("paid", "paid", "paid", "cancelled", "shipped")


def _rows() -> dict[str, list[tuple[object, ...]]]:
    customers = [
        (n, f"김{n}", f"user{n}@example.com", REGIONS[n % 3], f"2024-{1 + n % 12:02}-{1 + n % 28:02}")
        for n in range(1, 31)
    ]
    orders = [
        (
            1000 + n,
            1 + n % 29,
            f"{n * 10.5:.2f}",
            STATUSES[n % 5],
            f"2024-{1 + n % 12:02}-15 10:{n % 60:02}:00",
            n % 2,
            f"2024-03-{1 + n % 28:02}",
            f'{{"n": {n}}}' if n % 4 else None,
        )
        for n in range(600)
    ]
    reviews = [(n, 1 + n % 25, 1 + n % 5, f"O'Hara said {n} % ok") for n in range(1, 91)]
    return {"customers": customers, '"주문 내역"': orders, "reviews": reviews}


@pytest.fixture(scope="session")
def duckdb_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("한글 폴더") / "가게 data.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(TABLES)
        for table, rows in _rows().items():
            connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        connection.execute(
            "COMMENT ON TABLE customers IS '고객 한 명'; COMMENT ON COLUMN customers.joined IS 'sign-up day'"
        )
        connection.execute('CREATE SCHEMA 판매; CREATE TABLE 판매."2024 요약" (region VARCHAR, total BIGINT)')
        connection.execute("INSERT INTO 판매.\"2024 요약\" VALUES ('서울', 3)")
    return path


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("한글 폴더") / "가게 data.db"
    connection = sqlite3.connect(path)
    connection.executescript(TABLES)
    for table, rows in _rows().items():
        connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    connection.commit()
    connection.close()
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    if not postgres_server.installed():
        pytest.skip(f"PostgreSQL's server programs are not in {postgres_server.PROGRAMS}")
    with postgres_server.running_server() as server:
        script = [TABLES]
        for table, rows in _rows().items():
            values = ", ".join(f"({', '.join(_literal(cell) for cell in row)})" for row in rows)
            script.append(f"INSERT INTO {table} VALUES {values};")
        script.append(
            "COMMENT ON TABLE customers IS '고객 한 명'; COMMENT ON COLUMN customers.joined IS 'sign-up day';"
        )
        script.append('CREATE SCHEMA 판매; CREATE TABLE 판매."2024 요약" (region VARCHAR, total BIGINT);')
        script.append("INSERT INTO 판매.\"2024 요약\" VALUES ('서울', 3); ANALYZE;")
        script.append("GRANT USAGE ON SCHEMA public, 판매 TO reader, owner;")
        script.append("GRANT ALL ON ALL TABLES IN SCHEMA public TO owner;")
        script.append("GRANT ALL ON ALL TABLES IN SCHEMA 판매 TO owner;")
        server.as_superuser("\n".join(script))
        yield server


def _literal(cell: object) -> str:
    return "NULL" if cell is None else str(cell) if isinstance(cell, int) else "'" + str(cell).replace("'", "''") + "'"

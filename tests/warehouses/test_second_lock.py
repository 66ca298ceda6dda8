"""The second lock alone: the published attacks, unchecked, against real warehouses that would be able to obey.

Nothing may change data, read or write a file, outlive its deadline by more than a second, or grow its process past the
limit. What a harmless attack returns does not matter here; that it is refused at all is the checker's promise.
"""

import hashlib
import json
import re
import socket
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import perf_counter

import duckdb
import pytest
import yaml

from tests.warehouses.postgres_server import PROGRAMS, PostgresServer
from tests.warehouses.raw_sql import unchecked
from text2sql.errors import WarehouseError
from text2sql.types import Limits
from text2sql.warehouses.location import parse_location
from text2sql.warehouses.opening import OpenWarehouse, open_warehouse

ATTACKS = Path(__file__).parent.parent / "attacks"
DEADLINE = 0.25
MEMORY = 512
SECRETS = ("root:x:0:0", "open sesame")
BOMBS = {
    "duckdb": [
        "SELECT repeat('x', 2000000000)",
        "SELECT len(range(3000000000))",
        "SELECT list_sum(range(400000000))",
        "WITH RECURSIVE r AS (SELECT 'x' AS s UNION ALL SELECT s || s FROM r) SELECT max(len(s)) FROM r",
        "SELECT count(*) FROM range(10000000000) a, range(10000000000) b WHERE a.range % 7 = b.range % 5",
        "SELECT string_agg(repeat('x', 100000), '') FROM range(100000000)",
        "SELECT * FROM range(100000000) a, range(1000) b ORDER BY a.range * b.range % 1000003",
        "SELECT list(range) FROM range(1000000000)",
        "SELECT DISTINCT hash(range) FROM range(3000000000)",
        "SELECT regexp_replace(repeat('a', 30000000), '(a|b|ab)*c', 'x', 'g')",
        "SELECT levenshtein(repeat('ab', 100000), repeat('ba', 100000))",
    ],
    "sqlite": [
        "WITH RECURSIVE r(s) AS (SELECT 'x' UNION ALL SELECT s || s FROM r) SELECT max(length(s)) FROM r",
        "SELECT replace(hex(zeroblob(20000000)), hex(zeroblob(10000000)) || '1', 'x')",
        "WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r) SELECT i, randomblob(1000) FROM r ORDER BY 2",
        "WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r) SELECT group_concat(hex(zeroblob(i))) FROM r",
        "SELECT instr(hex(zeroblob(20000000)), hex(zeroblob(10000000)) || '1')",
        "SELECT count(*) FROM orders a, orders b, orders c, orders d, orders e, orders f, orders g",
    ],
    "postgres": [
        "SELECT repeat('x', 1000000000)",
        "SELECT generate_series(1, 100000000000)",
        "SELECT count(*) FROM generate_series(1, 10000000) a, generate_series(1, 10000000) b",
        "SELECT pg_sleep(30)",
        "SELECT pg_sleep(0.3) FROM generate_series(1, 1000)",
        "SELECT repeat('x', 100000000) FROM generate_series(1, 1000)",
    ],
}
TABLES = """
CREATE TABLE orders (id INTEGER, customer_id INTEGER, product_id INTEGER, amount DECIMAL(10,2), quantity INTEGER,
  status VARCHAR(20), note VARCHAR(80), ordered_on DATE);
CREATE TABLE customers (id INTEGER, name VARCHAR(40), region VARCHAR(40), email VARCHAR(80), phone VARCHAR(40),
  ssn VARCHAR(40));
CREATE TABLE products (id INTEGER, title VARCHAR(40), price DECIMAL(10,2));
CREATE TABLE salaries (employee_id INTEGER, name VARCHAR(40), amount INTEGER);
CREATE TABLE "주문 내역" ("주문 번호" INTEGER, "고객 이름" VARCHAR(40), "금액" INTEGER);
INSERT INTO orders VALUES (1, 1, 1, 9.5, 2, 'paid', 'a note', '2024-01-02'), (2, 1, 2, 7, 1, 'new', NULL, '2024-02-03');
INSERT INTO customers VALUES (1, '김하나', '서울', 'a@example.com', '010-1234-5678', '900101-2345678');
INSERT INTO products VALUES (1, 'pen', 2), (2, 'ink', 3);
INSERT INTO salaries VALUES (1, '김하나', 100);
INSERT INTO "주문 내역" VALUES (1, '김하나', 5);
"""
NAMES = ("orders", "customers", "products", "salaries", '"주문 내역"')


def published(dialect: str) -> list[str]:
    groups = [
        group
        for path in sorted(ATTACKS.glob("*.yaml"))
        if path.stem != "catalog"
        for group in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]
    return [str(sql) for group in groups if dialect in group["dialects"] for sql in group["sql"]]


def named_files(attacks: list[str]) -> dict[str, tuple[bool, float]]:
    """Whether each file that an attack names exists, and when it was changed."""
    names = {name for sql in attacks for name in re.findall(r"'([^'\n]{1,100})'", sql) if "." in name or "/" in name}
    state = {}
    for name in names:
        try:
            state[name] = (Path(name).exists(), Path(name).stat().st_mtime if Path(name).is_file() else 0.0)
        except (OSError, ValueError):
            continue
    return state


class Watch:
    """Runs attacks on one warehouse and writes down every broken promise."""

    def __init__(self, warehouse: OpenWarehouse) -> None:
        self.warehouse = warehouse
        self.broken: list[str] = []
        self.processes: tuple[int, ...] = ()

    def attack(self, sql: str) -> None:
        limits = Limits(rows=10, seconds=DEADLINE, memory_megabytes=MEMORY)
        if not self.processes or self.warehouse.process_ids() != self.processes:
            # A killed process is replaced; its start is no part of the next query's time.
            self.warehouse.run(unchecked("SELECT 1", self.warehouse.dialect), Limits(memory_megabytes=MEMORY))
            self.processes = self.warehouse.process_ids()
        start = perf_counter()
        try:
            result = self.warehouse.run(unchecked(sql, self.warehouse.dialect), limits)
        except WarehouseError:
            result = None
        took = perf_counter() - start
        if took > DEADLINE + 1:
            self.broken.append(f"{took:.1f} s: {sql[:120]}")
        if result is not None and any(secret in str(result.rows) for secret in SECRETS):
            self.broken.append(f"read a file: {sql[:120]}")
        for number in self.warehouse.process_ids():
            if (peak := peak_megabytes(number)) > MEMORY + self.allowance():
                self.broken.append(f"{peak} MB: {sql[:120]}")

    def allowance(self) -> int:
        """A remote warehouse's worker may grow by its limit after connecting; the others map no more than it."""
        return 150 if self.warehouse.dialect == "postgres" else 0


def peak_megabytes(number: int) -> int:
    try:
        status = Path(f"/proc/{number}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(re.search(r"VmHWM:\s+(\d+)", status + "VmHWM: 0")[1]) // 1024  # type: ignore[index]


def opened(where: str, folder: Path) -> OpenWarehouse:
    return open_warehouse(parse_location(where, folder), Limits(seconds=DEADLINE, memory_megabytes=MEMORY))


@pytest.fixture(params=["duckdb", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[OpenWarehouse, Callable[[], object]]]:
    """A warehouse with data worth destroying, and a way to tell whether it is all there."""
    path = tmp_path / f"shop.{request.param}"
    state: Callable[[], object] = lambda: hashlib.sha256(path.read_bytes()).hexdigest()  # noqa: E731
    where = str(path)
    if request.param == "duckdb":
        with duckdb.connect(where) as connection:
            connection.execute(TABLES)
    elif request.param == "sqlite":
        with sqlite3.connect(where) as lite:
            lite.executescript(TABLES)
        lite.close()
    else:
        server: PostgresServer = request.getfixturevalue("postgres")
        server.as_superuser("DROP DATABASE IF EXISTS target", "postgres")
        server.as_superuser("CREATE DATABASE target OWNER owner", "postgres")
        server.as_superuser(f"SET ROLE owner; {TABLES}", "target")
        where = server.url(database="target")
        state = lambda: postgres_state(server)  # noqa: E731
    warehouse = opened(where, tmp_path)
    yield warehouse, state
    warehouse.close()


def postgres_state(server: PostgresServer) -> str:
    """Everything in the database, as pg_dump writes it."""
    command = [str(PROGRAMS / "pg_dump"), "-d", "target", "--restrict-key=x", *server.local()]
    dumped = subprocess.run(command, capture_output=True, text=True, check=False)
    if dumped.returncode != 0:  # before 15.14 pg_dump knew no restrict key and wrote none
        command.remove("--restrict-key=x")
        dumped = subprocess.run(command, capture_output=True, text=True, check=True)
    return dumped.stdout


def test_no_published_attack_does_harm(target: tuple[OpenWarehouse, Callable[[], object]]) -> None:
    warehouse, state = target
    attacks = [*published(warehouse.dialect), *BOMBS[warehouse.dialect]]
    assert len(attacks) > 300
    before, files = state(), named_files(attacks)
    watch = Watch(warehouse)
    for sql in attacks:
        watch.attack(sql)
    assert not watch.broken, "\n".join(watch.broken)
    assert state() == before
    assert named_files(attacks) == files
    assert warehouse.run(unchecked("SELECT COUNT(*) FROM orders", warehouse.dialect), Limits()).rows == ((2,),)


def test_no_published_attack_does_harm_while_being_planned(target: tuple[OpenWarehouse, Callable[[], object]]) -> None:
    warehouse, state = target
    before = state()
    slow = []
    for sql in published(warehouse.dialect):
        warehouse.run(unchecked("SELECT 1", warehouse.dialect), Limits(memory_megabytes=MEMORY))
        start = perf_counter()
        with suppress(WarehouseError):
            warehouse.dry_run(unchecked(sql, warehouse.dialect))
        if (took := perf_counter() - start) > DEADLINE + 1:
            slow.append(f"{took:.1f} s: {sql[:120]}")
    assert not slow, "\n".join(slow)
    assert state() == before


@pytest.mark.postgres
def test_a_superuser_of_postgres_loses_the_power_over_the_servers_files(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    postgres.as_superuser("CREATE ROLE mighty SUPERUSER LOGIN PASSWORD 'm'", "postgres")
    secret = postgres.folder / "secret.txt"
    secret.write_text("open sesame", encoding="utf-8")
    secret.chmod(0o644)
    written = postgres.folder / "written.txt"
    warehouse = opened(postgres.url("mighty", "m"), tmp_path)
    try:
        assert warehouse.run(unchecked("SELECT COUNT(*) FROM customers", "postgres"), Limits()).rows == ((30,),)
        watch = Watch(warehouse)
        for sql in (
            f"SELECT pg_read_file('{secret}')",
            "SELECT * FROM pg_ls_dir('/etc')",
            f"SELECT lo_import('{secret}')",
            f"COPY (SELECT 1) TO '{written}'",
            f"COPY (SELECT 1) TO PROGRAM 'touch {written}'",
            f"SELECT set_config('role', 'none', true), pg_read_file('{secret}')",
            f"SELECT set_config('role', '', true), query_to_xml('select pg_read_file(''{secret}'')', true, true, '')",
            f"SELECT U&\"set\\005Fconfig\"('role', 'none', false) UNION SELECT pg_read_file('{secret}')",
            f"SELECT 1; COPY (SELECT 1) TO PROGRAM 'touch {written}'",
            f"COMMIT; COPY (SELECT 1) TO '{written}'",
        ):
            watch.attack(sql)
        assert not watch.broken, "\n".join(watch.broken)
        assert not written.exists()
    finally:
        warehouse.close()


def test_duckdb_reads_no_other_file_and_calls_nobody(duckdb_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as connection:
        connection.execute("CREATE TABLE secret AS SELECT 'open sesame' AS word")
    csv, lines = tmp_path / "secret.csv", tmp_path / "secret.json"
    csv.write_text("word\nopen sesame\n", encoding="utf-8")
    lines.write_text(json.dumps({"word": "open sesame"}), encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/x.csv"
        warehouse = opened(str(duckdb_file), tmp_path)
        try:
            watch = Watch(warehouse)
            for sql in (
                f"FROM read_csv('{csv}')",
                f"FROM '{csv}'",
                f"FROM read_text('{csv}')",
                f"FROM read_blob('{csv}')",
                f"FROM read_json('{lines}')",
                f"FROM glob('{tmp_path}/*')",
                f"FROM read_duckdb('{other}')",
                f"FROM '{other}'",
                f"FROM query('FROM read_text(''{csv}'')')",
                f"SELECT * FROM read_csv('{url}')",
                f"ATTACH '{other}' AS other",
                f"ATTACH '{url}' AS other",
                "INSTALL httpfs",
                "LOAD httpfs",
                f"COPY customers TO '{tmp_path}/out.csv'",
                f"EXPORT DATABASE '{tmp_path}/out'",
                "SET enable_external_access = true",
                "SET lock_configuration = false",
                "PRAGMA disable_lock",
                "CALL dbgen(sf = 1)",
                "CREATE TEMP TABLE t AS SELECT 1",
            ):
                watch.attack(sql)
        finally:
            warehouse.close()
        assert not watch.broken, "\n".join(watch.broken)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert not list(tmp_path.glob("out*"))

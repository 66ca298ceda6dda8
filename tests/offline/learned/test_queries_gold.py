import sqlite3

import pytest

from tests.offline.learned.shop_scope import SHOP
from text2sql.writers.offline.learned.joining import JoinTrees
from text2sql.writers.offline.learned.queries import Combined, Star
from text2sql.writers.offline.learned.rendering import QueryRendering
from training.parser.gold import NotSayable, read_gold
from training.parser.perturbing import perturb

TREES = JoinTrees(SHOP)
ROWS = {
    "customers": [(n, f"손님{n % 7}", ("서울", "부산", "Jeju")[n % 3], f"2024-01-{n:02}") for n in range(1, 21)],
    "orders": [(n, n % 20 + 1, n * 3.5, ("paid", "open")[n % 2], n % 5) for n in range(1, 61)],
    "lines": [(n % 60 + 1, n % 9 + 1, n % 4) for n in range(1, 121)],
    "products": [(n, f"상품{n}", n * 10) for n in range(1, 10)],
    "flights": [(1, 2, "a"), (2, 3, "b"), (3, 1, "c"), (1, 3, "a")],
    "airports": [(1, "서울"), (2, "부산"), (3, "Jeju")],
}


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "shop.sqlite"
    connection = sqlite3.connect(path)
    for table in SHOP.tables:
        columns = ", ".join(f'"{each.name}" {each.type}' for each in table.columns)
        connection.execute(f"CREATE TABLE {table.name} ({columns})")
        marks = ", ".join("?" * len(table.columns))
        connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", ROWS[table.name])
    connection.commit()
    connection.close()
    return path


def rows(path, sql):
    connection = sqlite3.connect(path)
    try:
        return sorted(map(repr, connection.execute(sql).fetchall()))
    finally:
        connection.close()


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT NAME FROM Customers WHERE city = "서울"',
        "SELECT T1.name, count(*) FROM customers AS T1 JOIN orders AS T2 ON T1.id = T2.customer_id GROUP BY T1.id",
        "SELECT count(*) FROM customers AS a JOIN orders AS b ON a.id = b.customer_id WHERE a.city != '부산'",
        "SELECT count(DISTINCT city) FROM customers",
        "SELECT name FROM customers WHERE id NOT IN (SELECT customer_id FROM orders WHERE amount > 100)",
        "SELECT city FROM customers GROUP BY city HAVING count(*) >= 7 ORDER BY count(*) DESC LIMIT 1",
        "SELECT name FROM customers WHERE city = '서울' INTERSECT SELECT name FROM customers WHERE city = '부산'",
        "SELECT T2.city FROM flights AS T1 JOIN airports AS T2 ON T1.target = T2.id WHERE T1.source = 1",
        "SELECT max(amount) - min(amount), avg(amount + discount) FROM orders",
        "SELECT 이름 FROM products WHERE 이름 LIKE '%품1%' OR price BETWEEN 30 AND 50",
        "SELECT name FROM customers WHERE city IN ('서울', '부산') AND NOT joined > '2024-01-10'",
        "SELECT DISTINCT p.이름 FROM customers c JOIN orders o ON c.id = o.customer_id JOIN lines l "
        "ON l.order_id = o.id "
        "JOIN products p ON p.id = l.product_id WHERE c.name = '손님1'",
    ],
)
def test_gold_says_the_same_on_the_way_back(database, sql):
    back = QueryRendering(TREES).sql(read_gold(sql, TREES))
    assert rows(database, back) == rows(database, sql)


def test_joins_that_follow_from_keys_are_not_said():
    query = read_gold("SELECT c.name, o.amount FROM customers c JOIN orders o ON c.id = o.customer_id", TREES)
    assert query.where is None
    assert query.tables == ()


def test_the_table_that_only_counts_is_the_one_nothing_else_mentions():
    sql = "SELECT c.name, count(*) FROM customers c JOIN orders o ON c.id = o.customer_id GROUP BY c.id"
    query = read_gold(sql, TREES)
    assert query.items[1].operand == Star("orders")


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("SELECT a.name FROM customers a JOIN customers b ON a.id = b.id", "joined with itself"),
        ("SELECT count(*) FROM (SELECT id FROM orders)", "query in FROM"),
        ("SELECT name FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id)", "exists"),
        ("SELECT name FROM 없는표", "not there"),
    ],
)
def test_what_cannot_be_said_is_named(sql, kind):
    with pytest.raises(NotSayable, match=kind):
        read_gold(sql, TREES)


def test_distinct_in_a_set_operation_says_nothing():
    query = read_gold("SELECT DISTINCT city FROM customers EXCEPT SELECT DISTINCT city FROM airports", TREES)
    assert isinstance(query, Combined)
    assert not query.left.distinct


def test_a_perturbed_copy_has_other_rows_and_keys_that_still_hold(database, tmp_path):
    copies = [tmp_path / f"{name}.sqlite" for name in ("one", "again", "other")]
    for copy, seed in zip(copies, (1, 1, 2), strict=True):
        perturb(database, copy, SHOP, seed)
    everything = "SELECT * FROM orders"
    assert rows(copies[0], everything) == rows(copies[1], everything) != rows(copies[2], everything)
    assert 0 < len(rows(copies[0], everything)) < 60
    dangling = "SELECT * FROM orders WHERE customer_id NOT IN (SELECT id FROM customers)"
    assert rows(copies[0], dangling) == []
    known = set(rows(database, "SELECT city FROM customers"))
    assert set(rows(copies[0], "SELECT city FROM customers")) <= known

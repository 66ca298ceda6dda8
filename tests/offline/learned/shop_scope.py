from text2sql.catalog import Catalog, Column, Join, Table
from text2sql.writers.offline.learned.scope import Scope
from text2sql.writers.offline.learned.values import ValueCandidate
from text2sql.writers.offline.representation import ColumnRef


def _table(table, **columns):
    return Table(table, tuple(Column(each, kind, kind) for each, kind in columns.items()))


CUSTOMERS = _table("customers", id="number", name="text", city="text", joined="date")
ORDERS = _table("orders", id="number", customer_id="number", amount="number", status="text", discount="number")
LINES = _table("lines", order_id="number", product_id="number", quantity="number")
PRODUCTS = _table("products", id="number", 이름="text", price="number")
FLIGHTS = _table("flights", source="number", target="number", Order="text")
AIRPORTS = _table("airports", id="number", city="text")
SHOP = Catalog(
    "shop",
    "sqlite",
    (CUSTOMERS, ORDERS, LINES, PRODUCTS, FLIGHTS, AIRPORTS),
    (
        Join("orders", ("customer_id",), "customers", ("id",)),
        Join("lines", ("order_id",), "orders", ("id",)),
        Join("lines", ("product_id",), "products", ("id",)),
        Join("flights", ("source",), "airports", ("id",)),
        Join("flights", ("target",), "airports", ("id",)),
    ),
)
VALUES = (
    ValueCandidate("서울", 0, 2, "cell", (ColumnRef("customers", "city"),)),
    ValueCandidate("Kim's", 5, 9, "quoted"),
    ValueCandidate(3, 10, 11, "number"),
    ValueCandidate(12.5, 12, 16, "number"),
    ValueCandidate(1, -1, -1, "constant"),
)
SCOPE = Scope(SHOP, VALUES)

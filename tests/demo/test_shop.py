"""What must be true of the rows for figures made from them to be believed."""

import pytest

from tests.demo.conftest import AS_OF

PAID = "status NOT IN ('pending', 'cancelled', 'returned')"


def one(shop, sql):
    return shop.execute(sql).fetchone()[0]


def test_it_is_a_shop_of_many_related_tables(shop):
    tables = one(shop, "SELECT count(*) FROM duckdb_tables()")
    keyed = one(
        shop, "SELECT count(DISTINCT table_name) FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'"
    )
    references = one(shop, "SELECT count(*) FROM duckdb_constraints() WHERE constraint_type = 'FOREIGN KEY'")
    assert (tables, keyed) == (16, 16)
    assert references >= 20


def test_every_reference_leads_somewhere(shop):
    references = shop.execute(
        "SELECT table_name, constraint_column_names[1], referenced_table, referenced_column_names[1] "
        "FROM duckdb_constraints() WHERE constraint_type = 'FOREIGN KEY'"
    ).fetchall()
    logged = [("web_events", f"{table}_id", f"{table}s", f"{table}_id") for table in ("customer", "product", "order")]
    for table, column, to_table, to_column in [*references, *logged]:
        lost = one(
            shop,
            f"SELECT count(*) FROM {table} WHERE {column} IS NOT NULL "
            f"AND {column} NOT IN (SELECT {to_column} FROM {to_table})",
        )
        assert lost == 0, (table, column)


@pytest.mark.parametrize(
    ("what", "wrong"),
    [
        ("net is gross less discount", "FROM orders WHERE net_amount <> gross_amount - discount_amount"),
        ("amounts are amounts", "FROM orders WHERE net_amount <= 0 OR discount_amount < 0"),
        (
            "lines add up to the order",
            "FROM orders FULL JOIN (SELECT order_id, sum(line_gross_amount) AS gross, "
            "sum(line_discount_amount) AS off, sum(line_net_amount) AS net FROM order_items "
            "GROUP BY 1) AS lines USING (order_id) "
            "WHERE (gross, off, net) IS DISTINCT FROM (gross_amount, discount_amount, net_amount)",
        ),
        (
            "a line is price times pieces",
            "FROM order_items WHERE line_gross_amount <> unit_price * quantity OR line_discount_amount < 0 "
            "OR line_net_amount <> line_gross_amount - line_discount_amount",
        ),
        ("payments are of the net amount", "FROM payments JOIN orders USING (order_id) WHERE amount <> net_amount"),
        (
            "approved at most once, when paid",
            "FROM orders LEFT JOIN payments ON orders.order_id = payments.order_id AND approved_at IS NOT NULL "
            "WHERE paid_at IS DISTINCT FROM approved_at",
        ),
        (
            "refunds are of paid orders that ended",
            "FROM refunds JOIN orders USING (order_id) JOIN payments USING (payment_id) WHERE paid_at IS NULL "
            "OR payments.order_id <> orders.order_id OR payments.status <> 'refunded' "
            "OR refund_amount + return_fee <> net_amount "
            "OR orders.status <> CASE refund_type WHEN 'return' THEN 'returned' ELSE 'cancelled' END",
        ),
        (
            "who paid and ended is refunded",
            "FROM orders ANTI JOIN refunds USING (order_id) "
            "WHERE status IN ('cancelled', 'returned') AND paid_at IS NOT NULL",
        ),
        (
            "the status fits what happened",
            "FROM orders LEFT JOIN (SELECT order_id, max(delivered_at) AS delivered_at FROM shipments GROUP BY 1) "
            "AS parcel USING (order_id) WHERE (status = 'pending' AND paid_at IS NOT NULL) "
            "OR (status NOT IN ('pending', 'cancelled') AND paid_at IS NULL) "
            "OR (status = 'cancelled') <> (cancelled_at IS NOT NULL) "
            "OR (status <> 'delivered' AND confirmed_on IS NOT NULL) "
            "OR (status IN ('delivered', 'returned') AND channel <> 'store' AND delivered_at IS NULL) "
            "OR (status IN ('pending', 'paid', 'preparing', 'cancelled') AND parcel.order_id IS NOT NULL)",
        ),
        (
            "items end as their order does",
            "FROM order_items JOIN orders USING (order_id) WHERE order_items.ordered_at <> orders.ordered_at "
            "OR item_status <> CASE WHEN status IN ('pending', 'cancelled', 'returned') THEN status ELSE 'sold' END",
        ),
        (
            "one thing after the other",
            "FROM orders JOIN customers USING (customer_id) LEFT JOIN shipments USING (order_id) "
            "WHERE ordered_at < joined_at OR paid_at < ordered_at OR shipped_at < paid_at "
            "OR delivered_at < shipped_at OR cancelled_at < paid_at "
            "OR confirmed_on < CAST(delivered_at AS DATE) OR order_date <> CAST(ordered_at AS DATE)",
        ),
        (
            "nothing is sold before it is launched",
            "FROM order_items JOIN products USING (product_id) WHERE CAST(ordered_at AS DATE) < launched_on",
        ),
        (
            "reviews are of what was delivered",
            "FROM reviews JOIN order_items USING (order_item_id) JOIN orders USING (order_id) "
            "WHERE status <> 'delivered' OR reviews.product_id <> order_items.product_id "
            "OR reviews.customer_id <> orders.customer_id OR reviews.created_at <= paid_at "
            "OR rating NOT BETWEEN 1 AND 5",
        ),
        (
            "coupons are used while they are valid",
            "FROM coupon_uses JOIN coupons USING (coupon_id) JOIN orders USING (order_id) "
            "WHERE order_date < valid_from OR order_date > valid_until OR gross_amount < minimum_order_amount "
            "OR coupon_uses.discount_amount > orders.discount_amount OR coupon_uses.customer_id <> orders.customer_id "
            "OR is_restored <> (status = 'cancelled')",
        ),
        ("a coupon an order", "FROM (SELECT order_id FROM coupon_uses GROUP BY 1 HAVING count(*) > 1)"),
        (
            "addresses are the customer's own",
            "FROM orders JOIN addresses USING (address_id) WHERE orders.customer_id <> addresses.customer_id "
            "OR created_at > ordered_at OR channel = 'store'",
        ),
        (
            "who left is forgotten",
            "FROM customers WHERE (status = 'withdrawn') <> (withdrawn_on IS NOT NULL) "
            "OR (status = 'withdrawn' AND coalesce(name, email, phone, CAST(birth_date AS VARCHAR)) IS NOT NULL)",
        ),
        (
            "purchases in the log are orders",
            "FROM web_events LEFT JOIN orders USING (order_id) "
            "WHERE (event_type = 'purchase') <> (order_id IS NOT NULL) OR (event_type = 'purchase' "
            "AND (occurred_at <> ordered_at OR web_events.customer_id <> orders.customer_id))",
        ),
        (
            "targets are for whole months and top categories",
            "FROM sales JOIN categories USING (category_id) "
            "WHERE level <> 1 OR day(sales_month) <> 1 OR target_amount <= 0",
        ),
        (
            "categories have two levels",
            "FROM categories LEFT JOIN categories AS parent ON categories.parent_id = parent.category_id "
            "WHERE (categories.level = 2) <> (parent.level IS NOT NULL AND parent.level = 1) "
            "OR categories.top_category_name <> coalesce(parent.category_name, categories.category_name)",
        ),
    ],
)
def test_no_row_contradicts_another(shop, what, wrong):
    assert one(shop, f"SELECT count(*) {wrong}") == 0, what


def test_revenue_is_the_same_by_order_by_line_and_by_payment(shop):
    orders = one(shop, f"SELECT sum(net_amount) FROM orders WHERE {PAID}")
    assert orders == one(shop, "SELECT sum(line_net_amount) FROM order_items WHERE item_status = 'sold'")
    assert orders == one(shop, "SELECT sum(amount) FROM payments WHERE status = 'approved'")


def test_nothing_happens_after_the_last_day(shop):
    planned = {
        ("fiscal_calendar", "calendar_date"),
        ("coupons", "valid_until"),
        ("sales", "sales_month"),
        ("shipments", "promised_on"),
    }
    columns = shop.execute(
        "SELECT table_name, column_name FROM duckdb_columns() "
        "WHERE data_type IN ('DATE', 'TIMESTAMP') AND schema_name = 'main' AND NOT internal"
    ).fetchall()
    for table, column in columns:
        latest = one(shop, f"SELECT CAST(max({column}) AS DATE) FROM {table}")
        assert (latest > AS_OF) == ((table, column) in planned), (table, column)
    assert one(shop, "SELECT max(order_date) FROM orders") == AS_OF


def test_the_fiscal_year_starts_in_april(shop):
    assert shop.execute(
        "SELECT fiscal_year, fiscal_quarter, fiscal_month FROM fiscal_calendar "
        "WHERE calendar_date IN ('2026-03-31', '2026-04-01', '2026-12-31') ORDER BY calendar_date"
    ).fetchall() == [(2025, 4, 12), (2026, 1, 1), (2026, 3, 9)]
    assert one(shop, "SELECT holiday_name FROM fiscal_calendar WHERE calendar_date = '2026-09-25'") == "추석"


def test_few_customers_and_products_make_most_of_it(shop):
    for column in ("customer_id", "product_id"):
        share = one(
            shop,
            f"WITH counts AS (SELECT count(*) AS n FROM order_items JOIN orders USING (order_id) GROUP BY {column}), "
            "ranked AS (SELECT n, percent_rank() OVER (ORDER BY n DESC) AS place FROM counts) "
            "SELECT sum(n) FILTER (place <= 0.2) / sum(n) FROM ranked",
        )
        assert share > 0.55, column
    assert one(shop, "SELECT count(*) FROM customers ANTI JOIN orders USING (customer_id)") > 0
    assert one(shop, "SELECT count(*) FROM products ANTI JOIN order_items USING (product_id)") > 0


def test_it_grows_and_has_seasons(shop):
    monthly = dict(shop.execute("SELECT strftime(order_date, '%Y-%m'), count(*) FROM orders GROUP BY 1").fetchall())
    assert monthly["2026-10"] > 1.3 * monthly["2024-10"]
    assert monthly["2025-11"] > 1.2 * monthly["2025-10"]
    assert monthly["2026-09"] > 1.1 * monthly["2026-08"]
    gifts = dict(
        shop.execute(
            "SELECT month(ordered_at), count(*) FROM order_items JOIN products USING (product_id) "
            "JOIN categories USING (category_id) WHERE category_name = '명절선물세트' GROUP BY 1"
        ).fetchall()
    )
    assert gifts[9] > 3 * gifts[6]
    weekdays = dict(shop.execute("SELECT isodow(order_date), count(*) FROM orders GROUP BY 1").fetchall())
    assert weekdays[1] > weekdays[6]


def test_there_are_holes_where_people_leave_them(shop):
    for table, column in [
        ("customers", "birth_date"), ("customers", "gender"), ("customers", "age_group"), ("orders", "paid_at"),
        ("orders", "address_id"), ("orders", "delivery_note"), ("payments", "card_issuer"),
        ("reviews", "body"), ("web_events", "customer_id"), ("web_events", "traffic_source"),
        ("shipments", "delivered_at"), ("products", "weight_grams"),
        ("coupons", "valid_until"),
    ]:  # fmt: skip
        share = one(shop, f"SELECT avg(CASE WHEN {column} IS NULL THEN 1 ELSE 0 END) FROM {table}")
        assert 0 < share < 0.9, (table, column)

"""A small shop as a catalog, for the offline writer's tests: three levels of tables, measures, codes."""

from text2sql.catalog import Catalog, Column, Join, LocalText, Measure, NamedFilter, Table, ValueLabels


def column(name, kind, synonyms=(), values=(), **more):
    types = {"number": "BIGINT", "text": "VARCHAR", "date": "DATE", "timestamp": "TIMESTAMP", "boolean": "BOOLEAN"}
    labels = tuple(ValueLabels(value, labels) for value, labels in values)
    return Column(name, types[kind], kind, synonyms=synonyms, values=labels, **more)


REVENUE = Measure(
    "net_revenue",
    "SUM(net_amount)",
    "status <> 'cancelled'",
    LocalText("net revenue", "순매출"),
    ("revenue", "sales", "매출"),
    "KRW",
    LocalText("revenue = net amount, cancelled orders excluded", "매출 = 실결제 금액, 취소 제외"),
)
LINE_REVENUE = Measure(
    "net_revenue",
    "SUM(line_amount)",
    "item_status <> 'cancelled'",
    LocalText("net revenue", "순매출"),
    ("revenue", "sales", "매출"),
    "KRW",
)

CUSTOMERS = Table(
    "customers",
    (
        column("customer_id", "number"),
        column("name", "text", ("이름",), personal=True),
        column("region", "text", ("지역",), [("서울", ("Seoul",)), ("부산", ("Busan",))]),
        column("grade", "text", ("등급",), [("vip", ("VIP",)), ("gold", ("골드",))]),
        column("joined_at", "timestamp", ("가입", "가입일", "signed up", "joined")),
    ),
    primary_key=("customer_id",),
    row_count=100,
    label=LocalText("customers", "고객"),
    synonyms=("customer", "고객", "회원"),
    time_column="joined_at",
)
ORDERS = Table(
    "orders",
    (
        column("order_id", "number"),
        column("customer_id", "number"),
        column("status", "text", ("상태",), [("cancelled", ("취소",)), ("paid", ("결제 완료",))]),
        column("channel", "text", ("채널",), [("app", ("앱",)), ("web", ("웹",))]),
        column("net_amount", "number", ("결제 금액", "order amount"), unit="KRW"),
        column("ordered_at", "timestamp", ("주문일",)),
    ),
    primary_key=("order_id",),
    row_count=1000,
    label=LocalText("orders", "주문"),
    synonyms=("order", "주문"),
    time_column="ordered_at",
    measures=(REVENUE,),
    filters=(
        NamedFilter(
            "cancelled_orders", "status = 'cancelled'", LocalText("cancelled orders", "취소 주문"), ("취소된 주문",)
        ),
    ),
)
PRODUCTS = Table(
    "products",
    (
        column("product_id", "number"),
        column("product_name", "text", ("상품명",)),
        column("category", "text", ("카테고리",)),
        column("list_price", "number", ("가격", "price"), unit="KRW"),
    ),
    primary_key=("product_id",),
    row_count=50,
    label=LocalText("products", "상품"),
    synonyms=("product", "상품"),
)
ITEMS = Table(
    "order_items",
    (
        column("order_item_id", "number"),
        column("order_id", "number"),
        column("product_id", "number"),
        column("quantity", "number", ("수량",)),
        column("line_amount", "number"),
        column("item_status", "text"),
    ),
    primary_key=("order_item_id",),
    row_count=3000,
    label=LocalText("order items", "주문 상품"),
    measures=(LINE_REVENUE,),
)
REVIEWS = Table(
    "reviews",
    (
        column("review_id", "number"),
        column("product_id", "number"),
        column("rating", "number", ("평점", "별점")),
        column("created_at", "timestamp", ("작성일",)),
    ),
    primary_key=("review_id",),
    row_count=300,
    label=LocalText("reviews", "리뷰"),
    synonyms=("review", "리뷰"),
    time_column="created_at",
)

SHOP = Catalog(
    "shop",
    "duckdb",
    (CUSTOMERS, ORDERS, PRODUCTS, ITEMS, REVIEWS),
    (
        Join("orders", ("customer_id",), "customers", ("customer_id",)),
        Join("order_items", ("order_id",), "orders", ("order_id",)),
        Join("order_items", ("product_id",), "products", ("product_id",)),
        Join("reviews", ("product_id",), "products", ("product_id",)),
    ),
)

"""The Glue Data Catalog, through botocore's own client and model: requests and replies are both validated."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError
from botocore.stub import Stubber

from tests.rerankers.wire import account as account
from tests.warehouses.raw_sql import unchecked, unwatched
from text2sql.catalog import Column, ColumnKind, Table
from text2sql.errors import CannotOpen, UsageError
from text2sql.types import Limits
from text2sql.warehouses.glue import GlueCatalog, kind_of_hive_type, parse_glue
from text2sql.warehouses.key_inference import joins_by_name
from text2sql.warehouses.location import parse_location
from text2sql.warehouses.opening import open_warehouse

pytestmark = pytest.mark.usefixtures("account")

ORDERS = {
    "Name": "orders",
    "Description": "주문 한 건이 한 행",
    "TableType": "EXTERNAL_TABLE",
    "Parameters": {"recordCount": "1200", "classification": "parquet"},
    "StorageDescriptor": {
        "Columns": [
            {"Name": "order_id", "Type": "bigint"},
            {"Name": "customer_id", "Type": "bigint", "Comment": "who ordered"},
            {"Name": "amount", "Type": "decimal(12,2)", "Comment": "원"},
            {"Name": "email", "Type": "string"},
            {"Name": "items", "Type": "array<struct<sku:string,count:int>>"},
            {"Name": "gone", "Type": "string", "Parameters": {"iceberg.field.current": "false"}},
        ]
    },
    "PartitionKeys": [{"Name": "dt", "Type": "date", "Comment": "주문일"}, {"Name": "region", "Type": "string"}],
}
CUSTOMERS = {
    "Name": "customers",
    "Parameters": {"comment": "one row per customer", "numRows": "-1"},
    "StorageDescriptor": {"Columns": [{"Name": "id", "Type": "bigint"}, {"Name": "name", "Type": "varchar(40)"}]},
}
VIEW = {"Name": "paid_orders", "TableType": "VIRTUAL_VIEW", "StorageDescriptor": {"Columns": []}}


@pytest.fixture
def stubbed() -> Iterator[tuple[GlueCatalog, Stubber]]:
    client = boto3.client("glue", region_name="ap-northeast-2")
    with Stubber(client) as stubber:
        url = "glue://sales_lake?region=ap-northeast-2&catalog=123456789012"
        yield GlueCatalog(url, client=lambda connection: client), stubber
    client.close()


def test_every_page_is_read_and_says_tables_columns_comments_and_partitions(
    stubbed: tuple[GlueCatalog, Stubber],
) -> None:
    glue, stubber = stubbed
    asked = {"DatabaseName": "sales_lake", "CatalogId": "123456789012"}
    stubber.add_response("get_tables", {"TableList": [ORDERS], "NextToken": "둘째"}, asked)
    stubber.add_response("get_tables", {"TableList": [CUSTOMERS, VIEW]}, {**asked, "NextToken": "둘째"})
    seen: list[str] = []
    catalog = glue.introspect(lambda what, done, total: seen.append(what))
    stubber.assert_no_pending_responses()
    orders, customers, view = catalog.tables
    assert (catalog.database, catalog.dialect, seen) == ("sales_lake", "athena", [*("orders", "customers"), view.name])
    assert (orders.description.ko, orders.description_source, orders.row_count) == ("주문 한 건이 한 행", "human", 1200)
    assert (customers.description.en, customers.row_count, view.view) == ("one row per customer", None, True)
    columns = {column.name: column for column in orders.columns}
    assert list(columns) == ["order_id", "customer_id", "amount", "email", "items", "dt", "region"]
    assert [columns[name].kind for name in ("amount", "items", "dt")] == ["number", "other", "date"]
    assert columns["email"].personal and customers.columns[1].personal and not columns["amount"].personal
    assert (
        columns["dt"].description.ko.startswith("주문일 파티션 키")
        and "Partition key" in columns["region"].description.en
    )
    [join] = catalog.joins
    assert (join.table, join.columns, join.to_table, join.to_columns) == (
        "orders",
        ("customer_id",),
        "customers",
        ("id",),
    )
    assert join.inferred and "names alone" in join.evidence


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("EntityNotFoundException", "has no database sales_lake there. Check name"),
        ("AccessDeniedException", "Grant it glue:GetTables"),
        ("ExpiredTokenException", "Sign in again"),
        ("ThrottlingException", "Try again in a minute"),
        ("InvalidInputException", "refused to list the tables"),
    ],
)
def test_what_glue_refuses_is_told_with_what_to_do(stubbed: tuple[GlueCatalog, Stubber], code: str, words: str) -> None:
    glue, stubber = stubbed
    stubber.add_client_error("get_tables", code, "안 됩니다", 400)
    with pytest.raises(CannotOpen, match=words) as told:
        glue.introspect(unwatched)
    assert told.value.__cause__ is not None


def test_a_database_without_tables_and_one_that_cannot_be_reached(stubbed: tuple[GlueCatalog, Stubber]) -> None:
    glue, stubber = stubbed
    stubber.add_response("get_tables", {"TableList": []})
    with pytest.raises(CannotOpen, match="no tables that this identity may see"):
        glue.introspect(unwatched)

    class Unreachable:
        def get_tables(self, **request: str) -> dict[str, object]:
            raise EndpointConnectionError(endpoint_url="https://glue.example")

        def close(self) -> None:
            """Nothing to close."""

    with pytest.raises(CannotOpen, match="cannot be reached"):
        GlueCatalog("glue://lake", client=lambda connection: Unreachable()).introspect(unwatched)


def test_without_region_or_credentials_it_says_what_to_put_where(account: pytest.MonkeyPatch) -> None:
    with pytest.raises(CannotOpen, match=r"glue://lake\?region="):
        GlueCatalog("glue://lake").introspect(unwatched)
    with pytest.raises(CannotOpen, match="profile=NAME"):
        GlueCatalog("glue://lake?region=ap-northeast-2&profile=없는").introspect(unwatched)
    account.delenv("AWS_ACCESS_KEY_ID")
    account.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(CannotOpen, match="no AWS credentials"):
        GlueCatalog("glue://lake?region=ap-northeast-2").introspect(unwatched)


def test_a_catalog_runs_nothing_and_says_what_does(tmp_path: Path) -> None:
    location = parse_location("glue://sales_lake?region=ap-northeast-2", tmp_path)
    assert (location.name, location.kind, location.fingerprint()) == ("sales_lake", "url", None)
    warehouse = open_warehouse(location)
    for refused in (
        lambda: warehouse.dry_run(unchecked("SELECT 1")),
        lambda: warehouse.run(unchecked("SELECT 1"), Limits()),
    ):
        with pytest.raises(CannotOpen, match="awsathena"):
            refused()
    assert warehouse.distinct_values("orders", "region", 5) == ()
    warehouse.close()


@pytest.mark.parametrize("url", ["glue://", "glue://lake/orders", "glue://lake?regoin=x"])
def test_a_wrong_url_is_told(url: str) -> None:
    with pytest.raises(UsageError, match=r"glue://"):
        parse_glue(url)


@pytest.mark.parametrize(
    ("spelled", "kind"),
    [
        ("decimal(12,2)", "number"), ("INT", "number"), ("varchar(20)", "text"), ("string", "text"), ("date", "date"),
        ("timestamp", "timestamp"), ("timestamp with time zone", "timestamp"), ("boolean", "boolean"),
        ("map<string,int>", "other"), ("binary", "other"), ("interval", "other"), ("", "other"),
    ],
)  # fmt: skip
def test_hive_types(spelled: str, kind: ColumnKind) -> None:
    assert kind_of_hive_type(spelled) == kind


def test_joins_by_names_need_both_names_one_kind_and_one_table() -> None:
    def table(name: str, *columns: tuple[str, ColumnKind]) -> Table:
        return Table(name, tuple(Column(each, "x", kind) for each, kind in columns))

    tables = (
        table("customers", ("customer_id", "number"), ("name", "text")),
        table("상품", ("상품id", "number"), ("코드", "text")),
        table("orders", ("order_id", "number"), ("customer_id", "number"), ("상품id", "number"), ("name", "text")),
        table("payments", ("id", "number"), ("order_id", "text"), ("customer_id", "number")),
    )
    assert {(join.table, join.columns[0], join.to_table) for join in joins_by_name(tables)} == {
        ("orders", "customer_id", "customers"),
        ("orders", "상품id", "상품"),
        ("payments", "customer_id", "customers"),
    }


class _Glue(BaseHTTPRequestHandler):
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        pages = {"": {"TableList": [ORDERS], "NextToken": "2"}, "2": {"TableList": [CUSTOMERS]}}
        body = json.dumps(pages[asked.get("NextToken", "")]).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.1")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *told: object) -> None:
        """Stay quiet."""


def test_cards_are_pulled_and_questions_linked_from_the_command_line(tmp_path: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Glue)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        url = f"glue://sales_lake?region=ap-northeast-2&endpoint=http://127.0.0.1:{server.server_port}"

        def run(*arguments: str) -> subprocess.CompletedProcess[str]:
            command = [sys.executable, "-m", "text2sql.cli", *arguments, "-d", url]
            environment = {**os.environ, "TEXT2SQL_DATA_FOLDER": str(tmp_path / "data")}
            return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

        pulled = run("schema", "pull")
        assert pulled.returncode == 0, pulled.stderr
        card = (tmp_path / "schemas" / "sales_lake" / "orders.yaml").read_text("utf-8")
        assert "주문 한 건이 한 행" in card and "personal: true" in card and "파티션 키" in card
        linked = json.loads(run("link", "고객별 주문 금액", "--format", "json").stdout)
        assert {table["name"] for table in linked["tables"]} == {"orders", "customers"}
        asked = run("ask", "how many orders are there?", "--model", "offline")
        assert asked.returncode == 5 and "runs no queries" in asked.stderr
    finally:
        server.shutdown()
        server.server_close()

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text2sql.warehouses.complaints import one_line


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            'Binder Error: Referenced column "regin" not found in FROM clause!\nCandidate bindings: "region"\n\n'
            "LINE 1: SELECT regin FROM orders\n               ^",
            'Referenced column "regin" not found in FROM clause! Candidate bindings: "region"',
        ),
        (
            'Catalog Error: Table with name 주믄 does not exist!\nDid you mean "주문"?\n\n'
            "LINE 1: SELECT * FROM 주믄\n   ^",
            'Table with name 주믄 does not exist! Did you mean "주문"?',
        ),
        (
            'column "regio" does not exist\nLINE 1: SELECT regio FROM customers\n               ^\n'
            'HINT:  Perhaps you meant to reference the column "customers.region".',
            'column "regio" does not exist HINT:  Perhaps you meant to reference the column "customers.region".',
        ),
        (
            "(pymysql.err.OperationalError) (1054, \"Unknown column 'regin' in 'field list'\")\n"
            "[SQL: SELECT regin\nFROM t]\n(Background on this error at: https://sqlalche.me/e/20/e3q8)",
            "(1054, \"Unknown column 'regin' in 'field list'\")",
        ),
        (
            "001003 (42000): 01b2c3d4-0000-1111-0000-000000000000: SQL compilation error:\nerror line 1 at position 7\n"
            "invalid identifier 'REGIN'",
            "SQL compilation error: error line 1 at position 7 invalid identifier 'REGIN'",
        ),
        (
            "Error occurred during query planning: \n"
            "[UNRESOLVED_COLUMN] A column with name `regin` cannot be resolved.",
            "A column with name `regin` cannot be resolved.",
        ),
        ("connection to postgresql://ann:s3cr3t@host/db failed", "connection to postgresql://ann:***@host/db failed"),
        ("no such column: regin", "no such column: regin"),
        (
            "Conversion Error: Could not convert string 'O'Hara 010-1234-5678' to INT32 when casting from source "
            "column c",
            "Could not convert string '…' to INT32 when casting from source column c",
        ),
        ('invalid input syntax for type integer: "김민준"', 'invalid input syntax for type integer: "…"'),
        ('date/time field value out of range: "900101"', 'date/time field value out of range: "…"'),
        (
            "Type INT64 with value 9001011234567 can't be cast because the value is out of range for the destination "
            "type",
            "Type INT64 with value … can't be cast because the value is out of range for the destination type",
        ),
        ("Numeric value 'hong' is not recognized", "Numeric value '…' is not recognized"),
        ("Bad int64 value: hong@example.com", "Bad int64 value: …"),
        (
            "1292 (22007): Truncated incorrect DOUBLE value: 'hong'",
            "1292 (22007): Truncated incorrect DOUBLE value: '…'",
        ),
    ],
)
def test_what_helps_is_kept_and_the_rest_is_not(message: str, expected: str) -> None:
    assert one_line(message) == expected


def test_a_value_of_the_statement_itself_is_told() -> None:
    message = "Conversion Error: Could not convert string '지난달' to DATE"
    assert one_line(message, "SELECT 1 WHERE d > DATE '지난달'") == "Could not convert string '지난달' to DATE"
    assert one_line(message, "SELECT CAST(note AS DATE) FROM t") == "Could not convert string '…' to DATE"


def test_long_lists_of_candidates_are_cut() -> None:
    many = "\n".join(f"\tsum(T{n}) -> T{n}" for n in range(30))
    message = f"Binder Error: No function matches 'sum(VARCHAR)'.\n\tCandidate functions:\n{many}\n"
    assert one_line(message).startswith("No function matches 'sum(VARCHAR)'. Candidate functions: sum(T0) -> T0")
    assert len(one_line(message)) < 200


@given(st.text(max_size=2_000))
def test_any_message_becomes_one_short_line(message: str) -> None:
    line = one_line(message)
    assert len(line) <= 400 and len(line.splitlines()) <= 1

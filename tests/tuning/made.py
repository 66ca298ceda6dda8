"""Examples over the small shop, as many as a test wants."""

from datetime import date

from tests.offline.shop import SHOP
from text2sql.language import detect_language
from text2sql.tuning.examples import Example
from text2sql.types import CheckedSql, LinkedSchema, LinkedTable, Question, Rejected

TODAY = date(2026, 11, 21)


def linked(*names, catalog=SHOP, columns=None):
    """The tables of these names, all of them for none."""
    tables = [table for table in catalog.tables if not names or table.name in names]
    kept = tuple(LinkedTable(table, 1.0, columns or tuple(each.name for each in table.columns)) for table in tables)
    return LinkedSchema(catalog, kept, catalog.joins, (), (), not names)


def example(identity, text, sql, schema=None, **more):
    return Example(identity, Question(text, detect_language(text), TODAY), sql, schema or linked(), **more)


def shapes(count):
    """Examples in Korean and English, each pair of a shape of its own."""
    for number in range(count):
        terms = ", ".join(f"SUM(net_amount) + {place}" for place in range(number + 1))
        sql = f"SELECT {terms} FROM orders WHERE status = 'cancelled'"
        yield example(f"s#{number}/1", f"취소 주문의 매출에 {number}까지 더한 값", sql)
        yield example(f"s#{number}/2", f"revenue of cancelled orders plus up to {number}", sql)


def gate(refused="", tables=("orders",), columns=()):
    """A checker that refuses what holds a word."""

    def check(sql):
        if refused and refused in sql:
            return Rejected(f"{refused} is not allowed.")
        return CheckedSql(sql, "duckdb", tables, columns)

    return check

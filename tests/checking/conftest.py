"""The shop that the gate's tests guard, in any dialect, from the catalog that the attack list publishes."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import cast

import pytest
import yaml

from text2sql.catalog import Catalog, Column, ColumnKind, Table
from text2sql.stages.checking import Checker, CheckRules

ATTACKS = Path(__file__).parent.parent / "attacks"

_KINDS = {"INTEGER": "number", "DECIMAL(10,2)": "number", "VARCHAR": "text", "DATE": "date", "TIMESTAMP": "timestamp"}


@cache
def shop(dialect: str) -> Catalog:
    """The catalog with everything that is hidden still in it."""
    described = yaml.safe_load((ATTACKS / "catalog.yaml").read_text(encoding="utf-8"))["tables"]
    tables = tuple(
        Table(
            name,
            tuple(
                Column(
                    column,
                    kind,
                    cast(ColumnKind, _KINDS.get(kind, "other")),
                    personal=column in table.get("personal", ()),
                )
                for column, kind in table["columns"].items()
            ),
            schema=name.partition(".")[0] if "." in name else None,
            primary_key=tuple(table.get("key", ())),
        )
        for name, table in described.items()
    )
    return Catalog("shop", dialect, tables)


@cache
def shop_rules() -> CheckRules:
    """What the catalog of the attack list hides."""
    described = yaml.safe_load((ATTACKS / "catalog.yaml").read_text(encoding="utf-8"))["tables"]
    return CheckRules(
        hidden_tables=frozenset(name for name, table in described.items() if table.get("hidden") is True),
        hidden_columns=frozenset(
            (name, column)
            for name, table in described.items()
            if isinstance(table.get("hidden"), list)
            for column in table["hidden"]
        ),
    )


MakeChecker = Callable[..., Checker]


@pytest.fixture(scope="session")
def make_checker() -> MakeChecker:
    """Makes a checker of the shop: ``make_checker("duckdb", row_limit=None)``."""

    def make(dialect: str = "duckdb", **rules: object) -> Checker:
        return Checker(shop(dialect), replace(shop_rules(), **rules))  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def checker(make_checker: MakeChecker) -> MakeChecker:
    """The same, each made once; the rules must be hashable."""
    return cache(make_checker)

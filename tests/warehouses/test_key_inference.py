"""Inferred joins over tables of our own making: a guess needs a name, a type, and the data's consent."""

from text2sql.catalog import Column, ColumnKind, ColumnProfile, Join, Table
from text2sql.errors import QueryFailed
from text2sql.warehouses.key_inference import Inclusion, inferred_joins

Values = dict[tuple[str, str], list[object]]


def column(name: str, values: list[object], kind: ColumnKind = "number") -> Column:
    filled = [value for value in values if value is not None]
    texts = sorted(str(value) for value in filled)
    profile = ColumnProfile(
        null_share=1 - len(filled) / len(values) if values else 0,
        distinct=len(set(filled)),
        minimum=texts[0] if texts else None,
        maximum=texts[-1] if texts else None,
    )
    return Column(name, kind.upper(), kind, profile=profile)


class Data:
    """Tables from columns of values, and the two tests over them."""

    def __init__(self, **tables: dict[str, list[object]]) -> None:
        self.values: Values = {(table, name): cells for table, told in tables.items() for name, cells in told.items()}
        self.tables = tuple(
            Table(
                table,
                tuple(
                    column(name, cells, "text" if isinstance(cells[0], str) else "number")
                    for name, cells in told.items()
                ),
                row_count=len(next(iter(told.values()))),
            )
            for table, told in tables.items()
        )
        self.tested = 0

    def included(self, table: Table, name: str, to_table: Table, to_name: str) -> Inclusion:
        self.tested += 1
        here = set(self.values[table.name, name]) - {None}
        return Inclusion(len(here), len(here & set(self.values[to_table.name, to_name])))

    def unique(self, table: Table, name: str) -> bool:
        cells = [cell for cell in self.values[table.name, name] if cell is not None]
        return len(cells) == len(set(cells))

    def joins(self, declared: tuple[Join, ...] = ()) -> list[str]:
        found = inferred_joins(self.tables, declared, self.included, self.unique)
        assert all(join.inferred and join.evidence for join in found)
        return [f"{join.table}.{join.columns[0]} = {join.to_table}.{join.to_columns[0]}" for join in found]


def numbers(count: int, start: int = 1) -> list[object]:
    return list(range(start, start + count))


def repeated(values: list[object], count: int) -> list[object]:
    return [values[place % len(values)] for place in range(count)]


def test_a_column_named_after_a_table_and_its_key() -> None:
    data = Data(
        customers={"id": numbers(50)},
        dim_category={"category_id": numbers(8)},
        orders={
            "id": numbers(200, 1000),
            "customer_id": repeated(numbers(50), 200),
            "categoryId": repeated(numbers(8), 200),
        },
    )
    assert data.joins() == ["orders.customer_id = customers.id", "orders.categoryId = dim_category.category_id"]


def test_prefixes_in_front_of_the_reference_and_a_table_that_refers_to_itself() -> None:
    data = Data(
        addresses={"address_id": numbers(30)},
        orders={"billing_address_id": repeated(numbers(30), 90), "shipping_address_id": repeated(numbers(20), 90)},
        categories={"category_id": numbers(20), "parent_category_id": repeated(numbers(4), 20)},
    )
    assert data.joins() == [
        "orders.billing_address_id = addresses.address_id",
        "orders.shipping_address_id = addresses.address_id",
        "categories.parent_category_id = categories.category_id",
    ]


def test_data_that_disagrees_is_believed_over_names() -> None:
    data = Data(
        customers={"id": numbers(50)},
        orders={"customer_id": repeated(numbers(50, 30), 200)},  # half of them exist
        stores={"id": repeated(numbers(5), 20)},  # not a key
        sales={"store_id": repeated(numbers(5), 50)},
        codes={"code": ["a", "b", "c"]},
        events={"code_code": repeated(["x", "y"], 10)},
    )
    assert data.joins() == []


def test_declared_joins_are_left_alone_and_types_must_agree() -> None:
    data = Data(
        customers={"id": numbers(50)},
        orders={"customer_id": repeated(numbers(50), 200)},
        letters={"customer_id": repeated(["1", "2"], 10)},
    )
    declared = Join("orders", ("customer_id",), "customers", ("id",))
    assert data.joins((declared,)) == []
    assert data.tested == 0


def test_codes_may_lack_some_masters_but_numbers_may_not() -> None:
    tails: list[object] = [f"N{n}" for n in range(100)]
    data = Data(
        planes={"tailnum": tails[:80]},
        flights={"tailnum": repeated(tails, 300)},
        models={"model_id": numbers(80)},
        builds={"model_id": repeated(numbers(100), 300)},
    )
    assert data.joins() == ["flights.tailnum = planes.tailnum"]


def test_codes_are_found_by_their_values_when_the_names_differ() -> None:
    airports: list[object] = [f"{a}{b}{c}" for a in "ABC" for b in "DEF" for c in "GHI"]
    data = Data(
        airports={"faa": airports, "name": [f"공항 {n}" for n in range(27)]},
        flights={"dest": repeated(airports[:20], 300), "note": repeated(["ok", "late", "X"], 300)},
    )
    assert data.joins() == ["flights.dest = airports.faa"]


def test_small_tables_whose_values_happen_to_differ_are_no_masters() -> None:
    data = Data(
        customers={"id": numbers(3), "state": ["NY", "CA", "TX"]},
        banks={"branch": numbers(9), "state": repeated(["NY", "CA", "TX"], 9)},
    )
    assert data.joins() == []


def test_names_link_two_tables_only_when_nothing_better_does_and_amounts_never() -> None:
    people: list[object] = [f"사람{n}" for n in range(20)]
    singers: dict[str, list[object]] = {"id": numbers(20), "singer_name": people, "price": [n + 0.5 for n in range(20)]}
    songs: dict[str, list[object]] = {"singer_name": repeated(people, 60), "price": [n % 20 + 0.5 for n in range(60)]}
    assert Data(singers=singers, songs=songs).joins() == ["songs.singer_name = singers.singer_name"]
    songs["singer_id"] = repeated(numbers(20), 60)
    assert Data(singers=singers, songs=songs).joins() == ["songs.singer_id = singers.id"]


def test_a_failing_test_is_no_join_and_no_error() -> None:
    data = Data(customers={"id": numbers(50)}, orders={"customer_id": repeated(numbers(50), 200)})

    def fails(table: Table, name: str, to_table: Table, to_name: str) -> Inclusion:
        raise QueryFailed("no rights")

    assert inferred_joins(data.tables, (), fails, data.unique) == ()


def test_time_is_bounded() -> None:
    data = Data(customers={"id": numbers(50)}, orders={"customer_id": repeated(numbers(50), 200)})
    assert inferred_joins(data.tables, (), data.included, data.unique, seconds=-1) == ()
    assert data.tested == 0

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text2sql.warehouses.csv_shape import shape_of

NAMES = st.lists(
    st.text("abcdefgh가나다라 _", min_size=1, max_size=8).map(str.strip).filter(bool),
    min_size=2,
    max_size=6,
    unique_by=lambda name: " ".join(name.lower().split()),
)
CELLS = st.text("abc서울 '.:%", max_size=6) | st.integers(0, 99_999).map(str)


@given(NAMES, st.sampled_from(",;\t|"), st.data())
def test_the_layout_of_a_well_formed_file_is_found(names: list[str], delimiter: str, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(names), max_size=len(names)), min_size=3, max_size=20))
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows([names, *rows])
    shape = shape_of(stream.getvalue())
    assert shape.delimiter == delimiter
    assert shape.names == tuple(" ".join(name.split()) for name in names)
    assert (shape.skipped_lines, shape.titles, shape.header) == (1, 0, True)


@given(st.text(max_size=400))
def test_any_text_has_some_layout_with_usable_names(text: str) -> None:
    shape = shape_of(text)
    assert shape.names and all(shape.names)
    assert len({name.lower() for name in shape.names}) == len(shape.names)


@pytest.mark.parametrize(
    ("text", "names", "skipped"),
    [
        ("1,2.5,x\n2,3.5,y\n", ("column1", "column2", "column3"), 0),
        ("2024-01-02,5\n2024-01-03,6\n", ("column1", "column2"), 0),
        ("지역,2023,2024\n서울,1,2\n부산,3,4\n", ("지역", "2023", "2024"), 1),
        ("2024년 매출 보고\n\n지역,매출\n서울,1\n부산,2\n", ("지역", "매출"), 3),
        ("sep=;\na;b\n1,5;2\n", ("a", "b"), 2),
        ('"이름\n(한글)",나이\n김,1\n이,2\n', ("이름 (한글)", "나이"), 2),
        (",a,A, \n1,2,3,4\n5,6,7,8\n", ("column1", "a", "A_2", "column4"), 1),
        ("only\nx\ny\n", ("only",), 1),
        ("a,b,c\n", ("a", "b", "c"), 1),
    ],
)
def test_headers_are_told_from_rows_and_titles(text: str, names: tuple[str, ...], skipped: int) -> None:
    shape = shape_of(text)
    assert (shape.names, shape.skipped_lines) == (names, skipped)

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from text2sql.catalog import Catalog, Column, ColumnProfile, Table, ValueLabels
from text2sql.corpus.value_building import VALUES_PER_COLUMN, build_values, values_of
from text2sql.corpus.values import Capped, ValueIndex

VALUES = {
    "customers.region": ("서울", "부산", "경기도"),
    "customers.country": ("United States", "States", "South Korea", "a", "the"),
    "customers.city": ("San Francisco", "New York", "São Paulo", "St. Louis", "서울"),
    "orders.status": ("cancelled", "paid", "shipped", "2024", "7"),
    "shops.name": ("스타벅스", "스타벅스 강남점", "이디야", "Yahoo!", "credit_card"),
    "orders.note": tuple(f"{number} " + "긴 글 " * 40 for number in range(60)),
    "orders.reference": tuple(f"{number:032x}" for number in range(60)),
    "customers.phone": ("010-1234-5678",),
}


class Source:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def distinct_values(self, table, column, count):
        self.asked.append(f"{table}.{column}")
        return VALUES[f"{table}.{column}"][:count]


def columns(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, "TEXT", "text") for name in names)


STATUS = Column(
    "status",
    "TEXT",
    "text",
    values=(ValueLabels("cancelled", ("취소", "canceled")), ValueLabels("paid", ("결제 완료",))),
)
CATALOG = Catalog(
    "shop",
    "duckdb",
    (
        Table(
            "customers",
            (*columns("region", "country", "city"), Column("phone", "TEXT", "text", personal=True)),
            synonyms=("고객",),
        ),
        Table("orders", (STATUS, Column("id", "INTEGER", "number"), *columns("note", "reference")), synonyms=("주문",)),
        Table("shops", columns("name")),
    ),
)


@pytest.fixture(scope="module")
def index() -> ValueIndex:
    return build_values(None, CATALOG, values_of(CATALOG, Source(), lambda *_: None))


def found(index, text) -> list[tuple[str, str, str]]:
    return [(f"{each.table}.{each.column}", each.value, each.words) for each in index.find(text, 20)]


def apart(text: str) -> str:
    """Hangul as macOS writes it in file names."""
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("서울의 매출", ("customers.region", "서울", "서울")),
        ("스타벅스에서 산 것", ("shops.name", "스타벅스", "스타벅스")),
        ("취소된 주문은 몇 건?", ("orders.status", "cancelled", "취소")),
        ("결제완료 건수", ("orders.status", "paid", "결제완료")),
        ("경기도고객 수", ("customers.region", "경기도", "경기도")),
        ("customers in san francisco", ("customers.city", "San Francisco", "san francisco")),
        ("NEW YORK's customers", ("customers.city", "New York", "NEW YORK")),
        ("anyone in SAN-FRANCISCO?", ("customers.city", "San Francisco", "SAN-FRANCISCO")),
        ("ＰＡＩＤ orders", ("orders.status", "paid", "ＰＡＩＤ")),
        ("sao paulo", ("customers.city", "São Paulo", "sao paulo")),
        ("by credit cards", ("shops.name", "credit_card", "credit cards")),
        ("yahoo only", ("shops.name", "Yahoo!", "yahoo")),
        ("in 2024", ("orders.status", "2024", "2024")),
        ("status '7'", ("orders.status", "7", "7")),
        ("country 'a'", ("customers.country", "a", "a")),
        ("in the United States", ("customers.country", "United States", "United States")),
        ("스타벅즈 매출", ("shops.name", "스타벅스", "스타벅즈")),
        ("in Untied States", ("customers.country", "United States", "Untied States")),
        ("orders shiped", ("orders.status", "shipped", "shiped")),
        ('"부산 스타벅스" 매출', ("customers.region", "부산", "부산")),
        ("‘강남점’ 매출", ("shops.name", "스타벅스 강남점", "강남점")),
        (
            unicodedata.normalize("NFD", "부산의 고객"),
            ("customers.region", "부산", unicodedata.normalize("NFD", "부산")),
        ),
    ],
)
def test_values_are_found_as_people_write_them(index, question, expected):
    assert expected in found(index, question)


def test_exact_values_and_labels_score_one_and_typing_errors_less(index):
    scores = {each.value: each.score for each in index.find("취소된 스타벅즈", 9)}
    assert scores["cancelled"] == 1.0
    assert 0.5 < scores["스타벅스"] < 1.0


def test_the_longest_words_win(index):
    assert [value for _, value, _ in found(index, "the United States")] == ["United States"]
    assert [value for _, value, _ in found(index, "스타벅스 강남점의 매출")] == ["스타벅스 강남점"]


def test_a_value_in_several_columns_is_found_in_each(index):
    assert {column for column, value, _ in found(index, "서울 고객")} == {"customers.region", "customers.city"}


@pytest.mark.parametrize(
    "question", ["show me the orders", "a customer", "top 7", "주문은 몇 건?", "names of shops", ""]
)
def test_ordinary_words_are_no_values(index, question):
    assert found(index, question) == []


def test_personal_long_and_identifying_columns_are_not_indexed(index):
    source = Source()
    list(values_of(CATALOG, source, lambda *_: None))
    assert "customers.phone" not in source.asked
    assert found(index, "'010-1234-5678'") == []
    assert found(index, f"'{1:032x}'") == []


def test_columns_with_more_values_than_kept_are_remembered():
    class Many:
        def distinct_values(self, table, column, count):
            return tuple(f"상품 {number}" for number in range(count))

    catalog = Catalog("shop", "duckdb", (Table("products", columns("name")),))
    index = build_values(None, catalog, values_of(catalog, Many(), lambda *_: None))
    assert index.capped == (Capped("products", "name", VALUES_PER_COLUMN),)


def test_without_a_source_the_profile_and_the_cards_speak():
    profile = ColumnProfile(distinct=40, common=("서울", "부산"))
    column = Column("region", "TEXT", "text", profile=profile, values=(ValueLabels("jeju", ("제주",)),))
    catalog = Catalog("shop", "duckdb", (Table("customers", (column,)),))
    index = build_values(None, catalog, values_of(catalog, None, lambda *_: None))
    assert {each.value for each in index.find("부산과 제주에서", 9)} == {"부산", "jeju"}
    assert index.capped == (Capped("customers", "region", 3),)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("서울스타벅스의 '\"7SanFrancisco"))))
def test_finding_never_fails_and_words_stand_in_the_text(text):
    for each in INDEX.find(text, 50):
        assert each.words
        assert each.words in text
        assert 0 < each.score <= 1


INDEX = build_values(None, CATALOG, values_of(CATALOG, Source(), lambda *_: None))


KINDS = {
    "people.gender": ("F", "M"),
    "people.state": ("CA", "TX", "NY", "WA", "오"),
    "people.country": ("US", "CA", "MX", "Canada", "KR"),
    "people.grade": ("A", "B", "C", "done"),
    "people.account_name": ("337", "900", "162"),
    "people.fda_approved": ("Yes", "No", ""),
    "people.allergy": ("Eggs", "Milk", "Cat hair"),
    "people.county": ("Sonoma", "Napa"),
    "people.area": ("Sonoma County", "Los Carneros"),
    "people.region": ("서울특별시", "부산광역시", "제주특별자치도"),
    "people.title": ("A Dummy's Life", "Harriet", "단팥 크림빵", "소금빵"),
}
PEOPLE = Catalog("many", "duckdb", (Table("people", columns(*(name.split(".")[1] for name in KINDS))),))


class Kinds:
    def distinct_values(self, table, column, count):
        return KINDS[f"{table}.{column}"][:count]


@pytest.fixture(scope="module")
def kinds() -> ValueIndex:
    return build_values(None, PEOPLE, values_of(PEOPLE, Kinds(), lambda *_: None))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("how many female students are there?", ("people.gender", "F", "female")),
        ("여성은 몇 명?", ("people.gender", "F", "여성")),
        ("people from California", ("people.state", "CA", "California")),
        ("캐나다 사람 수", ("people.country", "CA", "캐나다")),
        ("Canadian people", ("people.country", "Canada", "Canadian")),
        ("who lives in the US?", ("people.country", "US", "US")),
        ("서울 사람은 몇 명?", ("people.region", "서울특별시", "서울")),
        ("which are approved?", ("people.fda_approved", "Yes", "approved")),
        ("students with an egg allergy", ("people.allergy", "Eggs", "egg")),
        ("students who got grade C", ("people.grade", "C", "C")),
        ("those of grade done", ("people.grade", "done", "done")),
        ("the account with the name 337", ("people.account_name", "337", "337")),
        ("people in Sonoma County", ("people.county", "Sonoma", "Sonoma")),
        ("people in Sonoma County", ("people.area", "Sonoma County", "Sonoma County")),
        ("whose title contains the word 'Dummy'", ("people.title", "A Dummy's Life", "Dummy")),
        ("titles that have the substring Ha", ("people.title", "Harriet", "Ha")),
        ("title에 '크림'이 들어간 것", ("people.title", "단팥 크림빵", "크림")),
    ],
)
def test_what_values_of_a_kind_are_called_and_what_only_their_column_makes_a_value(kinds, question, expected):
    assert expected in found(kinds, question)


@pytest.mark.parametrize(
    "question", ["top 337 people", "a list of people", "who is done?", "tell us all", "in 900 days"]
)
def test_short_and_common_words_need_their_column(kinds, question):
    assert found(kinds, question) == []


def test_what_is_guessed_is_less_sure_than_what_stands_there(kinds):
    scores = {(each.column, each.value): each.score for each in kinds.find("CA or female or 'Milk' or grade C", 20)}
    assert scores["allergy", "Milk"] == 1.0
    assert 0.5 < scores["gender", "F"] < 0.9
    assert 0.5 < scores["grade", "C"] < 0.9


def test_a_korean_word_means_the_value_that_it_is_in_english_unless_it_names_something_of_the_schema():
    kind, dogs = Column("kind", "TEXT", "text"), Table("dogs", columns("name"))
    pets = Table("pets", (kind,))
    held = {"pets.kind": ("cat", "dog", "parrot"), "dogs.name": ("Rex",)}

    class Pets:
        def distinct_values(self, table, column, count):
            return held[f"{table}.{column}"]

    def told(tables, question):
        catalog = Catalog("home", "duckdb", tables)
        return found(build_values(None, catalog, values_of(catalog, Pets(), lambda *_: None)), question)

    assert told((pets,), "고양이나 키우는 사람") == [("pets.kind", "cat", "고양이")]
    assert told((pets,), "강아지를 키우는 사람") == [("pets.kind", "dog", "강아지")]
    assert told((pets, dogs), "강아지를 키우는 사람") == []


def test_codes_are_read_by_their_neighbours(kinds):
    assert ("people.state", "CA", "캐나다") not in found(kinds, "캐나다 사람 수")
    assert ("people.country", "CA", "California") not in found(kinds, "people from California")


def test_a_card_that_names_its_values_is_not_guessed_about():
    sex = Column("sex", "TEXT", "text", values=(ValueLabels("F", ("암컷",)), ValueLabels("M", ("수컷",))))
    catalog = Catalog("farm", "duckdb", (Table("cows", (sex,)),))
    index = build_values(None, catalog, values_of(catalog, None, lambda *_: None))
    assert found(index, "암컷 소") == [("cows.sex", "F", "암컷")]
    assert found(index, "여성 소") == []

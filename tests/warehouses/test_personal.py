import pytest
from hypothesis import given
from hypothesis import strategies as st

from text2sql.warehouses.personal import personal_by_name, personal_by_values


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("orders", "customer_email"), ("t", "EmailAddress"), ("t", "e_mail"), ("t", "phone_no"), ("t", "mobilePhone"),
        ("t", "first_name"), ("t", "LastName"), ("staff", "full_name"), ("customers", "name"), ("회원", "이름"),
        ("users", "address"), ("addresses", "street"), ("t", "shipping_address"), ("t", "card_number"), ("t", "cardNo"),
        ("t", "ssn"), ("t", "passport"), ("t", "national_id"), ("t", "ip_address"), ("t", "password"),
        ("t", "고객명"), ("t", "수령인 연락처"), ("t", "주민등록번호"), ("t", "배송_주소"), ("t", "휴대폰번호"),
    ],
)  # fmt: skip
def test_names_that_say_personal_data(table: str, column: str) -> None:
    assert personal_by_name(table, column, "text")


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("brands", "name"), ("products", "product_name"), ("t", "email_sent_count"), ("t", "phone_type"),
        ("t", "address_id"),
        ("t", "card_type"), ("t", "customer_id"), ("t", "mobile_os"), ("t", "username_hash"), ("t", "mailing_status"),
        ("t", "주소_코드"), ("t", "이메일 수신 여부"), ("t", "연락처 유형"), ("stations", "name"), ("t", "region"),
        ("t", "카드사"), ("t", "birth_rate"), ("singer", "Name"),
    ],
)  # fmt: skip
def test_names_that_only_speak_about_it(table: str, column: str) -> None:
    assert not personal_by_name(table, column, "text")


def test_kinds_matter() -> None:
    assert personal_by_name("t", "birth_date", "date") and personal_by_name("t", "date_of_birth", "text")
    assert not personal_by_name("t", "email_verified", "boolean")
    assert not personal_by_name("t", "phone_changed_on", "date")


@pytest.mark.parametrize(
    "values",
    [
        ["a@example.com", "b.c@mail.co.kr", "한글@example.com", None],
        ["010-1234-5678", "02-123-4567", "031-1234-5678", "memo"],
        ["01012345678", "01098765432", "01055556666"],
        ["+82 10-1234-5678", "+82-2-123-4567", "+82 10 9999 8888"],
        ["900101-1234567", "851231-2345678", "010203-3456789"],
        [4111111111111111, 5500005555555559, 4012888888881881],
        ["4111-1111-1111-1111", "5500 0055 5555 5559", "4012888888881881"],
    ],
)
def test_values_that_are_personal_whatever_the_column_is_called(values: list[object]) -> None:
    assert personal_by_values(values)


@pytest.mark.parametrize(
    "values",
    [
        ["a@example.com", "b@example.com", "a@example.com"],  # two values prove nothing
        ["서울", "부산", "대구", "a@example.com"],
        [20240101, 20240102, 20240103],
        ["600001199205", "663837253145", "673428593479"],  # parcel numbers
        ["1234567890123456", "2345678901234567", "3456789012345678"],  # no check digit
        ["2024-01-02", "2024-01-03", "2024-01-04"],
        [0, 0, 0, 1, 2, 3],
        ["123-45-67890", "234-56-78901", "345-67-89012"],  # company registrations
        [True, False, None],
        [],
    ],
)
def test_values_that_are_not(values: list[object]) -> None:
    assert not personal_by_values(values)


@given(st.lists(st.integers(-(10**9), 10**9) | st.floats() | st.none() | st.booleans() | st.text(max_size=8)))
def test_any_values_can_be_looked_at(values: list[object]) -> None:
    personal_by_values(values)


@given(st.lists(st.integers(0, 10**6), min_size=3))
def test_amounts_are_never_personal(values: list[int]) -> None:
    assert not personal_by_values(values)

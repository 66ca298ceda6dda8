import logging
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text2sql.corpus.building import build_index
from text2sql.corpus.index import KnowledgeSources, open_knowledge
from text2sql.embedders.hashing import HashingEmbedder
from text2sql.prompts.schema import schema_text
from text2sql.stages.linking import LinkBudget, link
from text2sql.types import Question
from text2sql.vector_stores.chroma import ChromaVectorStore
from text2sql.warehouses.personal import personal_by_name
from text2sql.warehouses.personal_contents import personal_by_values
from text2sql.warehouses.sqlite import SqliteWarehouse

NAMES = """김민준 이서연 박도윤 최지우 정하은 강현우 조은서 윤지호 장예린 임수빈 한지민 오세훈 서지안
    신유진 권도현 황민서 안재욱 송하늘 전소율 홍길동 유재석"""
DISTRICTS = """강남구 서초구 송파구 노원구 강동구 강서구 마포구 용산구 성동구 광진구 중랑구 성북구 강북구
    도봉구 은평구 양천구 구로구 금천구 영등포구 동작구 관악구"""
STATIONS = """신도림 이촌역 서울역 강남역 안양역 고속역 남성역 구로역 정자역 문래역 신촌역 이대역 홍대역
    오리역 신설동 노량진 양재역 신정역 방배역 사당역 고려대"""


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("orders", "customer_email"), ("t", "EmailAddress"), ("t", "e_mail"), ("t", "phone_no"), ("t", "mobilePhone"),
        ("t", "first_name"), ("t", "LastName"), ("staff", "full_name"), ("customers", "name"), ("회원", "이름"),
        ("users", "address"), ("addresses", "street"), ("t", "shipping_address"), ("t", "card_number"), ("t", "cardNo"),
        ("t", "ssn"), ("t", "passport"), ("t", "national_id"), ("t", "ip_address"), ("t", "password"),
        ("t", "고객명"), ("t", "수령인 연락처"), ("t", "주민등록번호"), ("t", "배송_주소"), ("t", "휴대폰번호"),
        ("t", "CUST_NM"), ("t", "HP_NO"), ("t", "mblNo"), ("t", "RRN"), ("t", "eml_addr"), ("TB_CUST", "ADDR"),
        ("t", "BRTH_DT"), ("t", "ACNT_NO"), ("t", "ROAD_ADDR"), ("t", "환불계좌"), ("t", "학생이름"), ("emp", "nm"),
        ("t", "보호자명"), ("t", "외국인등록번호"), ("t", "담당자명"),
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
        ("cars", "hp"), ("t", "PRD_NM"), ("t", "dept_nm"), ("t", "mac_addr_cnt"), ("stores", "addr"), ("t", "ORD_NO"),
        ("t", "acct_bal"), ("t", "계좌수"), ("t", "사업자등록번호"), ("t", "홈페이지주소"), ("t", "계좌유형"),
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
        ["9001011234568", "8512312345673", "0102033456788"],  # no hyphen, with the check digit
        ["900101-1******", "851231-2******", "010203-3******"],
        ["(555) 234-5678", "555-987-6543 x12", "1-555-222-3333"],
        ["+44 20 7946 0958", "+81-3-1234-5678", "+49 30 901820"],
        ["078-05-1120", "219-09-9999", "457-55-5462"],
        ["서울특별시 강남구 테헤란로 152", "경기 성남시 분당구 판교역로 235", "부산광역시 해운대구 우동 1408"],
        NAMES.split(),
        ["배송 전에 010-1234-5678 로 전화 주세요", "문 앞", "경비실", "부재 시 02-345-6789 로", "없음"],
        ["송장은 hong@example.com 으로", "회신 kim@example.co.kr", "없음", "취소 요청"],
        ["신분증 900101-1234567 확인", "본인 확인 완료 851231-2345678", "미확인"],
        ["카드 4111-1111-1111-1111 취소", "환불 5500-0055-5555-5559 로", "문의"],
        ['{"tel": "010-1234-5678"}', '{"tel": "010-9876-5432"}', "{}"],
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
        [1612011234567, 1612011234568, 1612021234569],  # milliseconds since 1970 that begin like a date
        ["서울특별시 강남구", "경기도 성남시", "부산광역시 해운대구"],  # regions, not where somebody lives
        DISTRICTS.split(),
        STATIONS.split(),
        ["1234-5678-9012-3456", "1234-5678-9012-3452", "7777-1111-2222-3333", "2222-3333-4444-5555"],  # coupons
        ["ORD-2024-0012345", "ORD-2024-0012346", "ORD-2024-0012347"],
        ["8.10.2-1234", "02.11.0003", "192.168.10.11"],
        ["978-89-123-4567-8", "978-89-123-4568-5", "979-11-5839-1234"],  # books
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


@given(st.text(alphabet="0123456789-@. 가김로시구", max_size=4_000))
def test_any_text_is_looked_at(text: str) -> None:
    personal_by_values([text, text + "1", text + "2"])


SECRETS = ("010-2345-6789", "010-9876-1234", "hong@example.com", "900101-1234567", "김민준아")


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A table whose names say nothing; its third column holds what people left in a field for anything."""
    path = tmp_path / "notes.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE visits (id INTEGER PRIMARY KEY, grade TEXT, extra TEXT)")
        told = [f"{secret} 로 연락" for secret in SECRETS] * 4 + ["없음", "문 앞", "긴급"] * 4
        rows = [(number, "우수" if number % 2 else "일반", text) for number, text in enumerate(told)]
        database.executemany("INSERT INTO visits VALUES (?, ?, ?)", rows)
        database.commit()
    return path


def test_what_people_left_in_free_text_reaches_no_index_no_prompt_and_no_log(
    notes: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    embedder, store = HashingEmbedder(64), ChromaVectorStore(tmp_path / "index" / "vectors")
    with closing(SqliteWarehouse(notes)) as warehouse:
        sources = KnowledgeSources(
            "1", tmp_path / "cards", tmp_path / "samples", warehouse.introspect, lambda: warehouse
        )
        build_index(tmp_path / "index", sources, embedder, store, lambda *_: None)
    knowledge = open_knowledge(tmp_path / "index", embedder, store)
    linked = link(Question("긴급 방문은 몇 건?", "ko", date(2024, 1, 1)), knowledge, LinkBudget())
    prompt = schema_text(linked, "ko", "create table", cell_values=True)
    assert "우수" in prompt and "extra" in prompt
    written = b"".join(path.read_bytes() for path in (tmp_path / "index").rglob("*") if path.is_file())
    assert "우수".encode() in written
    for text in (*SECRETS, "없음", "문 앞"):
        assert text.encode() not in written and text not in prompt and text not in caplog.text


def test_what_stands_beyond_the_sample_is_left_out_of_values_and_bounds(tmp_path: Path) -> None:
    """Three numbers in ten thousand rows do not make notes personal, but they stay out, frequent or not."""
    path = tmp_path / "late.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE visits (extra TEXT)")
        told = (
            [f"메모 {number % 900:03}" for number in range(9_000)]
            + ["010-2345-6789"] * 900
            + ["힘내요 hong@example.com"]
        )
        database.executemany("INSERT INTO visits VALUES (?)", [(text,) for text in told])
        database.commit()
    with closing(SqliteWarehouse(path)) as warehouse:
        [table] = warehouse.introspect(lambda *_: None).tables
        values = warehouse.distinct_values("visits", "extra", 5_000)
    profile = table.columns[0].profile
    assert profile is not None and profile.minimum is None and profile.maximum is None
    assert "메모 001" in values and len(values) == 900
    assert not any("2345" in value or "@" in value for value in (*values, *profile.common))

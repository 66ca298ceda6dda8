import io
import json
import pickle
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import get_args
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text2sql.warehouses.wire import (
    MOST_FRAME_BYTES,
    BadFrame,
    Failure,
    FailureKind,
    Fetched,
    Open,
    Opened,
    Planned,
    PlanQuery,
    ReadStructure,
    Reply,
    Request,
    RunQuery,
    decode_reply,
    decode_request,
    encode_reply,
    encode_request,
    read_frame,
    write_frame,
)

SINGLE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.datetimes(timezones=st.none() | st.just(UTC) | st.just(timezone(timedelta(hours=9)))),
    st.times(),
    st.timedeltas(),
    st.binary(),
)
VALUES = st.recursive(SINGLE, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3))


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[VALUES] * width), max_size=8)))
def test_rows_arrive_as_they_were_sent(rows: list[tuple[object, ...]]) -> None:
    columns = tuple((f"열{place}", "TEXT") for place in range(len(rows[0]) if rows else 1))
    sent = Fetched(columns, tuple(rows), truncated=bool(rows), seconds=0.5)
    received = decode_reply(encode_reply(sent))
    assert received == sent
    assert isinstance(received, Fetched)
    assert [[type(cell) for cell in row] for row in received.rows] == [[type(cell) for cell in row] for row in rows]


@given(st.lists(st.one_of(st.none(), st.decimals(allow_nan=False, allow_infinity=False)), min_size=1))
def test_a_column_of_one_type_with_gaps(values: list[object]) -> None:
    sent = Fetched((("n", "DECIMAL"),), tuple((value,) for value in values), truncated=False, seconds=0.0)
    assert decode_reply(encode_reply(sent)) == sent


def test_what_has_no_tag_arrives_as_text() -> None:
    number = UUID(int=5)
    sent = Fetched((("a", ""), ("b", "")), ((number, (1, date(2024, 1, 2))),), truncated=False, seconds=0.0)
    received = decode_reply(encode_reply(sent))
    assert isinstance(received, Fetched)
    assert received.rows == ((str(number), [1, date(2024, 1, 2)]),)


def test_mappings_with_keys_that_python_cannot_hash() -> None:
    sent = Fetched((("m", ""),), (({(1, 2): "x"},),), truncated=False, seconds=0.0)
    received = decode_reply(encode_reply(sent))
    assert isinstance(received, Fetched)
    assert received.rows == (({"[1, 2]": "x"},),)


@pytest.mark.parametrize(
    "request_sent",
    [
        Open("경로/파일", 512, "/tmp/x"),
        PlanQuery("SELECT '가'", 1.5),
        RunQuery("SELECT 1", 10, 2.0),
        ReadStructure(3.0),
    ],
)
def test_requests_arrive(request_sent: Request) -> None:
    assert decode_request(encode_request(request_sent)) == request_sent


@pytest.mark.parametrize(
    "reply", [Opened(), Planned((("a", "INTEGER"),), 5, None), *(Failure(kind, "왜") for kind in get_args(FailureKind))]
)
def test_replies_arrive(reply: Reply) -> None:
    assert decode_reply(encode_reply(reply)) == reply


class Exploit:
    def __reduce__(self) -> tuple[object, ...]:
        return (exec, ("raise SystemExit('ran')",))


@pytest.mark.parametrize(
    "payload",
    [
        pickle.dumps(Exploit()),
        b"",
        b"[]",
        b'["unknown"]',
        b'["fetched",[["a","b"]],[["eval",["1"]]],false,0]',
        b'["fetched",[["a","b"]],[["plain",[[1]]]],false,0]',
        b'["fetched",[["a","b"]],[["date",["not a date"]]],false,0]',
        b'["fetched",[["a","b"]],[["plain",[1]],["plain",[1,2]]],false,0]',
        b'["planned",[["a"]],"x",null]',
        b"[" * 100_000,
        "한글".encode("cp949"),
    ],
)
def test_nonsense_is_refused_and_never_run(payload: bytes) -> None:
    with pytest.raises(BadFrame):
        decode_reply(payload)


def test_frames_keep_their_bounds_and_a_lost_partner_is_noticed() -> None:
    stream = io.BytesIO()
    write_frame(stream, b"one")
    write_frame(stream, b"")
    stream.seek(0)
    assert [read_frame(stream), read_frame(stream), read_frame(stream)] == [b"one", b"", None]
    cut = io.BytesIO(stream.getvalue()[:5])
    assert read_frame(cut) is None
    with pytest.raises(BadFrame):
        read_frame(io.BytesIO((MOST_FRAME_BYTES + 1).to_bytes(4, "big")))


def test_an_url_with_its_password_is_not_part_of_a_request_that_is_shown() -> None:
    assert "s3cr3t" not in repr(Open("postgresql://a:s3cr3t@host/db", 512, ""))
    assert "s3cr3t" in json.dumps(json.loads(encode_request(Open("postgresql://a:s3cr3t@host/db", 512, ""))))


def test_moments_keep_their_offset() -> None:
    moment = datetime(2024, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=9)))
    sent = Fetched((("t", ""), ("u", "")), ((moment, time(1, 2, tzinfo=UTC)),), truncated=False, seconds=0.0)
    received = decode_reply(encode_reply(sent))
    assert isinstance(received, Fetched)
    assert str(received.rows[0][0]) == "2024-01-02 03:04:05+09:00"
    assert received == sent

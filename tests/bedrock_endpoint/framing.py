"""Messages of ``application/vnd.amazon.eventstream``, byte by byte.

Layout: total length and header length (u32 each, big-endian), CRC-32 of those eight bytes, headers, payload, CRC-32 of
everything before. A header is: length of its name (u8), name, type 7 for a text, length of the text (u16), text.
Source: the AWS Transcribe guide's "Event stream encoding", and botocore's reader, which checks both sums.
"""

import struct
from binascii import crc32

_TEXT = 7


def event(name: str, payload: bytes) -> bytes:
    """One event of a stream."""
    return message({":event-type": name, ":content-type": "application/json", ":message-type": "event"}, payload)


def exception(name: str, payload: bytes) -> bytes:
    """An exception in mid-stream."""
    return message(
        {":exception-type": name, ":content-type": "application/json", ":message-type": "exception"}, payload
    )


def message(headers: dict[str, str], payload: bytes) -> bytes:
    """A message with headers of type text."""
    head = b"".join(_header(name, value) for name, value in headers.items())
    prelude = struct.pack("!II", 16 + len(head) + len(payload), len(head))
    body = prelude + struct.pack("!I", crc32(prelude)) + head + payload
    return body + struct.pack("!I", crc32(body))


def spoiled(framed: bytes) -> bytes:
    """The same message with a wrong checksum at its end."""
    return framed[:-1] + bytes([framed[-1] ^ 0xFF])


def _header(name: str, value: str) -> bytes:
    written, text = name.encode("ascii"), value.encode("utf-8")
    return struct.pack("!B", len(written)) + written + struct.pack("!BH", _TEXT, len(text)) + text

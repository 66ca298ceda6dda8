"""What a file is, told by its first bytes: people rename files, and a wrong suffix must not send CSV into SQLite."""

import gzip
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from text2sql.errors import CannotOpen

FileKind = Literal["duckdb", "sqlite", "csv", "parquet"]
Encoding = Literal["utf-8", "cp949", "utf-16"]
Packing = Literal["", "gzip", "zip"]

_HEAD_BYTES = 64 * 1024
_TEXT_SUFFIXES = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz", ".csv.zip", ".tsv.zip")
_DELIMITERS = (",", "\t", ";", "|")


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file holds."""

    kind: FileKind
    encoding: Encoding = "utf-8"
    """Of a CSV file."""
    packing: Packing = ""
    """How a CSV file is compressed."""


def recognise(path: Path) -> Recognised:
    """What the file holds.

    Raises:
        CannotOpen: it is missing, empty, unreadable, damaged, or nothing that holds tables.
    """
    head, tail = _ends(path)
    if not head:
        raise CannotOpen(f"{path} is empty. Name a file that holds data.")
    if head.startswith(b"SQLite format 3\0"):
        return Recognised("sqlite")
    if head[8:12] == b"DUCK":
        return Recognised("duckdb")
    if head.startswith(b"PAR1"):
        if tail != b"PAR1":
            raise CannotOpen(f"{path} is a damaged Parquet file: its end is missing. Copy or export it again.")
        return Recognised("parquet")
    if head.startswith(b"\x1f\x8b"):
        return Recognised("csv", _encoding(path, _unpacked_head(path)), "gzip")
    if head.startswith(b"PK\x03\x04"):
        return Recognised("csv", _encoding(path, _zipped_head(path)), "zip")
    return Recognised("csv", _encoding(path, head))


def _ends(path: Path) -> tuple[bytes, bytes]:
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
            stream.seek(-min(4, path.stat().st_size), 2)
            return head, stream.read(4)
    except FileNotFoundError as error:
        raise CannotOpen(f"{path} does not exist. Check the path.") from error
    except PermissionError as error:
        raise CannotOpen(
            f"{path} may not be read by this user. Give read permission, or run as a user who has it."
        ) from error
    except OSError as error:
        raise CannotOpen(f"{path} cannot be read ({error.strerror}). Check the disk or the network folder.") from error


def _unpacked_head(path: Path) -> bytes:
    try:
        with gzip.open(path) as stream:
            return stream.read(_HEAD_BYTES)
    except (OSError, EOFError, zlib.error) as error:
        raise CannotOpen(f"{path} is a damaged gzip file. Copy or compress it again.") from error


def _zipped_head(path: Path) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(zipped_name(path, archive)) as stream:
            return stream.read(_HEAD_BYTES)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        raise CannotOpen(f"{path} is a damaged or encrypted zip file. Unpack it and name the file inside.") from error


def zipped_name(path: Path, archive: zipfile.ZipFile) -> str:
    """The one file inside a zip archive.

    Raises:
        CannotOpen: there is not exactly one, or it is an Excel workbook (which is a zip archive too).
    """
    names = [name for name in archive.namelist() if not name.endswith("/") and not name.startswith("__MACOSX/")]
    if any(name.startswith("xl/") for name in names):
        raise CannotOpen(
            f"{path} is an Excel workbook. Save each sheet as CSV (UTF-8) and name the file or the folder."
        )
    if len(names) != 1:
        raise CannotOpen(f"{path} holds {len(names)} files. Unpack it into a folder and name the folder.")
    return names[0]


def _encoding(path: Path, head: bytes) -> Encoding:
    """The encoding of a text with columns.

    Raises:
        CannotOpen: these bytes are no text, or text without columns.
    """
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    encoding = None if b"\0" in head else text_encoding(head)
    if encoding is None and b"\0" not in head and path.name.lower().endswith(_TEXT_SUFFIXES):
        raise CannotOpen(f"{path} is neither UTF-8 nor CP949 text. Save it as UTF-8.")
    if encoding is None:
        raise CannotOpen(
            f"{path} is not a database or a table. "
            "Name a DuckDB or SQLite file, a CSV or Parquet file, or a folder of them."
        )
    if not path.name.lower().endswith(_TEXT_SUFFIXES) and not _has_columns(head.decode(encoding, "ignore")):
        raise CannotOpen(
            f"{path} is a text without columns. Name a CSV or Parquet file, or a DuckDB or SQLite database."
        )
    return encoding


def text_encoding(head: bytes) -> Encoding | None:
    """UTF-8, or CP949 (which holds EUC-KR) as Korean Excel writes it, or None for bytes that are no text."""
    controls = sum(1 for byte in head if byte < 32 and byte not in (9, 10, 12, 13))
    if controls > len(head) // 200:
        return None
    for encoding in ("utf-8", "cp949"):
        if _decodes(head, encoding):
            return "utf-8" if encoding == "utf-8" else "cp949"
    return None


def _decodes(head: bytes, encoding: str) -> bool:
    """Whether the bytes are that encoding, but for a character cut at the end."""
    try:
        head.decode(encoding)
    except UnicodeDecodeError as error:
        return len(head) >= _HEAD_BYTES and error.start >= len(head) - 4
    return True


def _has_columns(text: str) -> bool:
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    if len(lines) < 2:
        return False
    return any(len({line.count(mark) for line in lines[:-1]}) == 1 and mark in lines[0] for mark in _DELIMITERS)

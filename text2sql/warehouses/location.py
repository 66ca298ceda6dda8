"""What ``-d`` may be when it is not a name from the settings: a file, a folder of files, or a URL."""

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from text2sql.errors import CannotOpen, UsageError
from text2sql.warehouses.recognising import recognise

LocationKind = Literal["duckdb", "sqlite", "files", "url"]

DATA_SUFFIXES = (".csv", ".tsv", ".csv.gz", ".tsv.gz", ".csv.zip", ".tsv.zip", ".parquet", ".pq")
"""Files of a folder that become tables."""
_SIDE_FILES = (".wal", "-wal", "-journal")
"""Where databases keep what they have not merged yet."""
_SECRETS = re.compile(r"(?i)\b(password|passwd|pwd|token|secret|access_key|api_key|private_key)=[^&]*")
_WHAT_TO_NAME = "Name a DuckDB or SQLite file, a CSV or Parquet file or a folder of them, or a SQLAlchemy URL"


@dataclass(frozen=True, slots=True)
class Location:
    """A data source that can be opened. Shows no password."""

    kind: LocationKind
    name: str
    """For people: the file's or folder's name without suffix, or the URL's database."""
    key: str
    """A folder name for what is kept about it: ASCII, stable, different for every location."""
    path: Path | None = None
    """The file or folder; None for a URL."""
    url: str = field(default="", repr=False)
    """The whole URL, with its password."""
    data_folder: Path = Path(".text2sql")
    """Where converted files are kept."""

    def data_files(self) -> tuple[Path, ...]:
        """The files that hold the data, in order of name."""
        if self.path is None:
            return ()
        return files_of(self.path) if self.path.is_dir() else (self.path,)

    def fingerprint(self) -> str | None:
        """A text that changes when a file was added, removed or written; None when that cannot be told (a URL).

        Reads no data: names, sizes and modification times (nanoseconds) only.
        """
        if self.path is None:
            return None
        digest = hashlib.sha256()
        for file in self.data_files():
            for each in (file, *(file.with_name(file.name + suffix) for suffix in _SIDE_FILES)):
                try:
                    told = each.stat()
                except OSError:
                    continue
                if each != file and told.st_size == 0:
                    continue  # left by a reader
                digest.update(f"{each.name}\0{told.st_size}\0{told.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
        return digest.hexdigest()[:32]

    @property
    def shown(self) -> str:
        """The path, or the URL without its password."""
        return str(self.path) if self.path is not None else without_password(self.url)


def parse_location(text: str, data_folder: Path) -> Location:
    """The data source a person named.

    Args:
        text: a path or a SQLAlchemy URL.
        data_folder: where things about data sources are kept.

    Raises:
        UsageError: it is neither a path nor a URL of a database.
        CannotOpen: the file or folder is missing, empty, unreadable, damaged or holds no tables.
    """
    stripped = text.strip()
    if not stripped:
        raise UsageError(f"No database was named. {_WHAT_TO_NAME}.")
    if re.match(r"[A-Za-z][\w+.-]*://", stripped):
        return _from_url(stripped, data_folder)
    return _from_path(stripped, data_folder)


def _from_url(url: str, data_folder: Path) -> Location:
    scheme, _, rest = url.partition("://")
    if scheme.split("+")[0] in ("sqlite", "duckdb"):
        path = rest.partition("?")[0].removeprefix("/")
        if path in ("", ":memory:") or path.startswith("md:"):
            raise UsageError(f"{scheme}:// needs the path of a file: {scheme}:///folder/file. {_WHAT_TO_NAME}.")
        return _from_path(path, data_folder)
    if scheme in ("http", "https", "s3", "gs", "file", "ftp"):
        raise UsageError(f"{scheme}:// is not a database. Download the file and name its path.")
    if scheme == "glue":  # structure only; the database stands where others have a host
        name = unquote(re.split("[/?]", rest.lstrip("/"))[0]) or scheme
        return Location("url", name, _key(name, url), url=url, data_folder=data_folder)
    shown = without_password(url)
    database = re.split(r"[/?]", shown.partition("://")[2])
    name = next((part for part in database[1:2] if part), database[0].rpartition("@")[2]) or scheme
    return Location("url", name, _key(name, shown), url=url, data_folder=data_folder)


def _from_path(text: str, data_folder: Path) -> Location:
    try:
        path = Path(text).expanduser().resolve()
        exists, folder = path.exists(), path.is_dir()
    except (OSError, ValueError, RuntimeError) as error:
        raise UsageError(f"`{text[:80]}` is not a path. {_WHAT_TO_NAME}.") from error
    if not exists:
        if re.fullmatch(r"[\w-]+", text):
            raise UsageError(f"`{text}` is neither a database in the settings nor a file here. {_WHAT_TO_NAME}.")
        raise CannotOpen(f"{path} does not exist. Check the path.")
    if folder:
        _check_folder(path)
        return Location("files", path.name or "data", _key(path.name, str(path)), path, data_folder=data_folder)
    kind = recognise(path).kind
    name = table_name(path)
    location_kind: LocationKind = "files" if kind in ("csv", "parquet") else "duckdb" if kind == "duckdb" else "sqlite"
    return Location(location_kind, name, _key(name, str(path)), path, data_folder=data_folder)


def _check_folder(path: Path) -> None:
    if files_of(path):
        return
    databases = sorted(
        entry.name for entry in path.iterdir() if entry.suffix in (".duckdb", ".db", ".sqlite", ".sqlite3")
    )
    if databases:
        raise CannotOpen(f"{path} holds databases, not tables. Name one of them: {path / databases[0]}")
    raise CannotOpen(f"{path} holds no CSV or Parquet files. Put some there, or name another folder.")


def files_of(folder: Path) -> tuple[Path, ...]:
    """The files directly in a folder that become tables, in order of name.

    Raises:
        CannotOpen: the folder may not be read.
    """
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        raise CannotOpen(f"{folder} may not be read by this user. Give read permission on the folder.") from error
    return tuple(
        entry
        for entry in entries
        if entry.name.lower().endswith(DATA_SUFFIXES) and not entry.name.startswith(".") and entry.is_file()
    )


def table_name(path: Path) -> str:
    """A file's name without the suffixes of its format."""
    name = path.name
    for suffix in (*sorted(DATA_SUFFIXES, key=len, reverse=True), path.suffix):
        if suffix and name.lower().endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)]
    return name


def without_password(url: str) -> str:
    """A URL that may be shown: no password, no secrets among its parameters."""
    scheme, mark, rest = url.partition("://")
    authority, at, tail = rest.rpartition("@")
    if at:
        user = authority.partition(":")[0]
        rest = f"{user}@{tail}" if user else tail
    return _SECRETS.sub(r"\1=***", f"{scheme}{mark}{rest}")


def _key(name: str, identity: str) -> str:
    readable = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40]
    digest = hashlib.sha256(identity.encode("utf-8", "surrogateescape")).hexdigest()[:10]
    return f"{readable or 'data'}-{digest}"

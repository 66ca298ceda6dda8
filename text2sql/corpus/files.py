"""Files and digests of them, for those who must start quickly: nothing here parses anything."""

import os
from collections.abc import Iterable
from hashlib import blake2b, file_digest
from pathlib import Path


def yaml_files(folder: Path) -> tuple[Path, ...]:
    """The YAML files of a folder and the folders in it, by name; none when there is no such folder."""
    if not folder.is_dir():
        return ()
    found = (path for suffix in ("*.yaml", "*.yml") for path in folder.rglob(suffix))
    return tuple(sorted(path for path in found if path.is_file() and not path.name.startswith(".")))


def fingerprint_of_folder(folder: Path) -> str:
    """A digest of the names and contents of the YAML files in a folder; files of the same words give the same one."""
    digest = blake2b(digest_size=16)
    for path in yaml_files(folder):
        try:
            content = path.read_bytes()
        except OSError as error:
            content = str(error).encode()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def digest_of(parts: Iterable[str]) -> str:
    """A digest of texts in order."""
    digest = blake2b(digest_size=8)
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def digest_of_file(path: Path) -> str:
    """A digest of a file's contents; empty when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file_digest(file, lambda: blake2b(digest_size=8)).hexdigest()
    except OSError:
        return ""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    new = path.with_name(path.name + ".new")
    with new.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path)

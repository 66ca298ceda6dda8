"""A PostgreSQL server of our own for one test session: a folder, a free port, a user that is not root."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
_SETTINGS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "shared_buffers=32MB",
    "max_connections=30",
    "listen_addresses=127.0.0.1",
)


@dataclass(frozen=True)
class PostgresServer:
    """Where the server listens."""

    port: int
    folder: Path

    def url(self, user: str = "owner", password: str = "비밀 word", database: str = "shop") -> str:
        from urllib.parse import quote

        return f"postgresql://{user}:{quote(password)}@127.0.0.1:{self.port}/{database}"

    def as_superuser(self, sql: str, database: str = "shop") -> None:
        _run(["psql", "-v", "ON_ERROR_STOP=1", "-q", "-d", database, *self.local()], input=sql)

    def local(self) -> list[str]:
        return ["-h", str(self.folder), "-p", str(self.port), "-U", "super"]


def installed() -> bool:
    return (PROGRAMS / "initdb").exists()


@contextmanager
def running_server() -> Iterator[PostgresServer]:
    """Start a server, and stop it and forget its data afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if os.geteuid() == 0:
        user = _other_user()
        os.chown(folder, user.pw_uid, user.pw_gid)
    data = folder / "data"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    server = PostgresServer(port, folder)
    try:
        auth = ["--auth-local=trust", "--auth-host=scram-sha-256"]
        _run(["initdb", "-D", str(data), "-U", "super", "-E", "UTF8", "--locale=C", "--no-sync", *auth])
        options = " ".join(f"-c {setting}" for setting in (*_SETTINGS, f"port={port}"))
        log = str(folder / "log")
        _run(["pg_ctl", "-D", str(data), "-w", "-l", log, "-o", f"{options} -k {folder}", "start"])
        try:
            server.as_superuser(
                "CREATE ROLE owner LOGIN PASSWORD '비밀 word'; CREATE ROLE reader LOGIN PASSWORD 'r';"
                "CREATE DATABASE shop OWNER owner; CREATE DATABASE empty OWNER owner;",
                database="postgres",
            )
            yield server
        finally:
            _run(["pg_ctl", "-D", str(data), "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _other_user() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root."""
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _run(command: list[str], input: str | None = None) -> None:
    program = [str(PROGRAMS / command[0]), *command[1:]]
    who = _other_user().pw_uid if os.geteuid() == 0 and command[0] != "psql" else None
    # A server started by pg_ctl keeps its standard output: a pipe would never see its end.
    result = subprocess.run(
        program,
        input=input,
        text=True,
        user=who,
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if command[0] == "psql" else subprocess.DEVNULL,
        check=False,
    )
    assert result.returncode == 0, f"{command[0]} failed: {result.stderr}"

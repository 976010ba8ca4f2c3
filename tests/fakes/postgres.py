"""A PostgreSQL of the tests' own: started on a Unix socket in a temporary folder, gone with the session."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
from fakes.memory import roomy_memory


def _binary(name: str) -> str:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    path = str(found[-1]) if found else shutil.which(name)
    if path is None:
        raise RuntimeError(f"PostgreSQL's {name} is missing: install the package `postgresql`")
    return path


def _as_owner(folder: Path, *command: str) -> None:
    # initdb and postgres refuse to run as root.
    prefix: list[str] = []
    if os.geteuid() == 0:
        prefix = ["runuser", "-u", "postgres", "--"]
    subprocess.run([*prefix, *command], check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


@contextmanager
def postgres_server(further: str = "") -> Iterator[str]:
    """Yields the URL of its `postgres` database; `further` are options of the server."""
    folder = Path(tempfile.mkdtemp(prefix="tocsin-pg-", dir=roomy_memory()))
    data = folder / "data"
    try:
        if os.geteuid() == 0:
            entry = pwd.getpwnam("postgres")
            os.chown(folder, entry.pw_uid, entry.pw_gid)
        _as_owner(
            folder, _binary("initdb"), "-D", str(data), "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8"
        )
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off {further}"
        control = [_binary("pg_ctl"), "-D", str(data), "-w", "-t", "300"]  # a busy machine takes more than its minute
        _as_owner(folder, *control, "-o", options, "-l", str(folder / "log"), "start")
        yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        if data.exists():
            _as_owner(folder, _binary("pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def new_database(server_url: str) -> str:
    """A fresh, empty database on that server; its URL."""
    name = f"t{uuid4().hex[:12]}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        create_database(connection, name)
    return server_url.replace("/postgres?", f"/{name}?")


def create_database(connection: psycopg.Connection, name: str, template: str = "template1") -> None:
    """A copy of `template`; of its files, which is half the work of copying by way of the log, as versions from 15 on do."""
    files = " STRATEGY file_copy" if connection.info.server_version >= 150_000 else ""
    connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"{files}'.encode())


def drop_database(url: str) -> None:
    """Removes a database that `new_database` made, whoever is still connected; a session has hundreds of them."""
    name = urlsplit(url).path.removeprefix("/")
    with psycopg.connect(url.replace(f"/{name}?", "/postgres?"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())

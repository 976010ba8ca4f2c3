"""Databases that are up to date: each a copy of one that the migrations made, once in this process."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import psycopg
from fakes.postgres import create_database, new_database

from storage.database import Database
from storage.marks import renew_tokens
from storage.upgrade import upgrade

_folder = tempfile.TemporaryDirectory(prefix="tocsin-model-")  # goes with the process


def prepare(database: Database) -> None:
    """Makes of a new database, which nothing is in and nobody has opened, what `upgrade` makes of it."""
    copy(_model("" if database.path else _server(database)), database)
    with database.write() as connection:  # each has tokens of its own: what this process keeps, it keeps by them
        renew_tokens(connection)


def copy(source: Database, target: Database) -> None:
    """All of a database, into a new one of the same kind; nobody may have opened either."""
    if source.path and target.path:
        target.path.write_bytes(source.path.read_bytes())
        return
    with psycopg.connect(_server(target), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{target.url.database}"'.encode())
        create_database(connection, str(target.url.database), str(source.url.database))


def _server(database: Database) -> str:
    url = database.url.set(drivername="postgresql", database="postgres")
    return url.render_as_string(hide_password=False)


@cache
def _model(server: str) -> Database:
    database = Database(new_database(server) if server else f"sqlite:///{Path(_folder.name) / 'tocsin.db'}")
    upgrade(database)
    database.close()
    return database

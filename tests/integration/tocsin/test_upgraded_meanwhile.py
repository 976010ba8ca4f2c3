"""A newer Tocsin upgrades the database beside one that works: the older one ends, and writes nothing more into it."""

from __future__ import annotations

import asyncio
import socket
import threading
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from fakes.databases import prepare
from fakes.stored import save_document

import storage.upgrade
from config.settings import Settings
from model.document import Document, Source
from model.vocabulary import Trust
from nlp.extract import EXTRACTOR_VERSION
from storage.database import Database
from storage.errors import NewerDatabase
from storage.reading import read_anew
from storage.runs import latest_runs
from storage.upgrade import head, refuse_newer
from tocsin.clock import Clock
from tocsin.context import Context, Quiet
from tocsin.pipeline import run_stages
from tocsin.running import run_once
from tocsin.service.serve import Service
from tocsin.service.worker import work_off

SETTINGS = Settings(builtin_sources=False)
PRESS = Source("press", "feed", "https://press.example/feed", Trust.PRESS, timedelta(hours=1))


def upgraded(database: Database) -> None:
    """As the migrations of a version that is not written yet leave it."""
    with database.write() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))


def test_an_order_after_the_upgrade_begins_no_run(database: Database) -> None:
    upgraded(database)
    with pytest.raises(NewerDatabase, match=r"revision 9999\); start this one again with that version"):
        run_once(SETTINGS, (), Quiet(), run_stages, serving=True, database=database)
    assert latest_runs(database) == []


def test_a_run_that_is_under_way_ends_before_its_next_step(database: Database) -> None:
    done: list[str] = []

    def work(context: Context, _stopping: threading.Event | None) -> bool:
        context.keep_lock()
        done.append("before")
        upgraded(database)
        context.keep_lock()
        done.append("after")
        return True

    with pytest.raises(NewerDatabase):
        run_once(SETTINGS, (), Quiet(), work, database=database)
    assert done == ["before"]


def test_a_worker_ends_though_it_waits_out_other_troubles_of_the_database(database: Database) -> None:
    upgraded(database)
    with pytest.raises(NewerDatabase):
        work_off(Context(SETTINGS, database, Clock(), (), 0, Quiet()), threading.Event())


def test_a_worker_that_reads_as_an_older_version_did_ends_before_its_next_document(database: Database) -> None:
    """A newer one that changes no table reads everything anew but once: what an older one read then stayed so."""
    context = Context(SETTINGS, database, Clock(), (), 0, Quiet())
    at = context.clock.now()
    story = "Quillmark suffered a data breach on 3 November 2025. Names of 57,000 customers were stolen by hackers."
    found = Document(PRESS.id, "https://press.example/one", "Quillmark data breach", story, at, "1", at, language="en")
    assert save_document(database, found, PRESS, first_poll=False)
    read_anew(database, str(int(EXTRACTOR_VERSION) + 1), at)
    with pytest.raises(NewerDatabase, match="reads its documents by now; start this one again with that version"):
        work_off(context, threading.Event(), once=True)
    read_anew(database, EXTRACTOR_VERSION, at)  # as after an upgrade that was taken back
    assert work_off(context, threading.Event(), once=True) == 1


class Pages:
    """Pages that nobody asks for."""

    def __init__(self) -> None:
        self._stopped = asyncio.Event()

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        await self._stopped.wait()

    def stop(self) -> None:
        self._stopped.set()


def test_a_service_ends_to_be_started_again_as_the_new_version(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(database)
    service = Service(SETTINGS, database, (), None)
    service.serve_pages(Pages(), socket.socket())
    upgraded(database)
    with pytest.raises(NewerDatabase):
        asyncio.run(asyncio.wait_for(service.serve(), 240))
    assert "ended by themselves" not in "".join(capfd.readouterr())


def test_what_is_installed_over_the_running_code_teaches_it_no_revision(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head()
    (tmp_path / "versions").mkdir()
    (tmp_path / "versions" / "9999_new.py").touch()
    monkeypatch.setattr(storage.upgrade, "_MIGRATIONS", tmp_path)
    refuse_newer(database)
    upgraded(database)
    with pytest.raises(NewerDatabase):
        refuse_newer(database)

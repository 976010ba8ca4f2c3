"""A database that is away while a message is on its way: what arrived is marked once it is back, and not sent twice."""

from __future__ import annotations

import threading
from pathlib import Path

import psycopg
import pytest
from fakes.by_hand import inventory_of, made_context, told
from fakes.databases import prepare
from fakes.postgres import new_database
from fakes.webhook import WebhookStandIn

from storage.database import Database
from storage.errors import StorageError
from storage.outbox import delivery_counts
from tocsin.stages.delivery import deliver
from tocsin.stages.matching import match_pending


@pytest.mark.postgres
@pytest.mark.parametrize("stopping", [False, True])
def test_what_was_sent_while_the_server_was_away_is_sent_once(
    postgres_url: str, tmp_path: Path, *, stopping: bool
) -> None:
    database, stop = Database(new_database(postgres_url)), threading.Event()
    prepare(database)
    name = database.url.database

    def open_to(whom: str) -> None:
        with psycopg.connect(postgres_url, autocommit=True) as server:
            server.execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS {whom}'.encode())
            server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))

    def go_away() -> None:
        open_to("false")
        hook.meet = lambda: None
        if stopping:
            stop.set()
        else:
            threading.Timer(0.5, open_to, ("true",)).start()

    with WebhookStandIn() as hook:
        channels = [{"id": "hook", "kind": "webhook", "url": hook.url}]
        context = made_context(database, channels=channels, routes=[{"channels": ["hook"]}])
        inventory_of(context, tmp_path, "Quillmetric", "Brasswick")
        told(context, "a", "Quillmetric")
        match_pending(context)
        hook.meet = go_away
        with pytest.raises(StorageError):
            deliver(context, stop)
        if stopping:  # who is to end does not wait
            open_to("true")
        assert (len(hook.received), delivery_counts(database)["sent"]) == (1, 0 if stopping else 1)
        told(context, "b", "Brasswick")
        match_pending(context)
        deliver(context)
        assert len(hook.received) == (3 if stopping else 2)
    database.close()

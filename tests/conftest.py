"""Fixtures that several kinds of test use."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.bad_web import BadWeb
from fakes.compiled import share_compiled
from fakes.databases import prepare
from fakes.memory import roomy_memory
from fakes.postgres import drop_database, new_database, postgres_server
from fakes.slack import SlackStandIn
from fakes.smtp import SmtpStandIn
from fakes.webhook import WebhookStandIn

from storage.database import Database

# What the shell says of Tocsin, of proxies and of its screen is not what is tested, in no process that a test starts.
_OF_THE_SHELL = re.compile("TOCSIN_.*|.*_PROXY|.*_COLOR|GITHUB_ACTIONS|COLUMNS|LINES", re.IGNORECASE)
for name in filter(_OF_THE_SHELL.fullmatch, list(os.environ)):
    del os.environ[name]

# A third of a run went into looking for cycles among the modules and tests, which all stay to the end.
gc.set_threshold(50_000, 20, 100)
share_compiled()  # a quarter of what a test of the database did
if memory := roomy_memory():
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", memory)  # where pytest has the folders of tests


def pytest_collection_finish() -> None:
    gc.freeze()


@pytest.fixture
def slack() -> Iterator[SlackStandIn]:
    with SlackStandIn() as stand_in:
        yield stand_in


@pytest.fixture
def smtp() -> Iterator[SmtpStandIn]:
    with SmtpStandIn() as stand_in:
        yield stand_in


@pytest.fixture
def hook() -> Iterator[WebhookStandIn]:
    with WebhookStandIn() as stand_in:
        yield stand_in


@pytest.fixture
def web() -> Iterator[BadWeb]:
    with BadWeb() as running:
        yield running


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with postgres_server() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'tocsin.db'}"
        return
    url = new_database(request.getfixturevalue("postgres_url"))
    yield url
    drop_database(url)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    prepare(opened)
    yield opened
    opened.close()

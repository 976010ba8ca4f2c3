from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fakes.databases import prepare
from fakes.desk import Shop, furnish, people, public, serving
from fakes.pages import log_in

from storage.database import Database


@contextlib.contextmanager
def furnished(folder: Path) -> Iterator[Shop]:
    opened = Database(f"sqlite:///{folder / 'tocsin.db'}")
    prepare(opened)
    made = furnish(opened)
    people(made)
    yield made
    opened.close()


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with furnished(tmp_path_factory.mktemp("web")) as made:
        yield made


@pytest.fixture
def own_shop(tmp_path: Path) -> Iterator[Shop]:
    """One for a test that changes what is in it."""
    with furnished(tmp_path) as made:
        yield made


@pytest.fixture(scope="session")
def local(shop: Shop) -> Iterator[str]:
    with serving(shop.database) as address:
        yield address


@pytest.fixture(scope="session")
def guarded(shop: Shop) -> Iterator[str]:
    with serving(shop.database, public()) as address:
        yield address


@pytest.fixture(scope="session")
def viewer(guarded: str) -> Iterator[httpx.Client]:
    with contextlib.closing(log_in(guarded, "viewer")) as client:
        yield client


@pytest.fixture(scope="session")
def admin(guarded: str) -> Iterator[httpx.Client]:
    with contextlib.closing(log_in(guarded, "admin")) as client:
        yield client


@pytest.fixture(scope="session")
def neighbour(guarded: str) -> Iterator[httpx.Client]:
    with contextlib.closing(log_in(guarded, "neighbour")) as client:
        yield client

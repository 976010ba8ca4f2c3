from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fakes.bad_web import BadWeb
from fakes.polling import Collector, make_source

from model.document import SourceOutcome

Poller = Callable[..., SourceOutcome]
_OF_SOURCE = ("options", "min_items", "trusted", "name")


@pytest.fixture
def web() -> Iterator[BadWeb]:
    with BadWeb() as running:
        yield running


@pytest.fixture
def store() -> Collector:
    return Collector()


@pytest.fixture
def poll(store: Collector, web: BadWeb) -> Poller:
    """Poll one path of the web as a feed (or another kind)."""

    def run(path: str, kind: str = "feed", **more: Any) -> SourceOutcome:
        of_source = {name: more.pop(name) for name in _OF_SOURCE if name in more}
        return store.poll(make_source(web.url(path), kind, **of_source), **more)[0]

    return run

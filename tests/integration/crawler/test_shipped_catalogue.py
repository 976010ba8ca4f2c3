"""The catalogue as it is shipped, asked for real where no name resolves: the first thing that every installation does."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from fakes.polling import Collector

from config.catalogue import CatalogueSettings, shipped_sources
from config.settings import SourceSettings


@pytest.fixture
def no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing beyond this machine has an address."""
    resolve = socket.getaddrinfo

    def refused(host: Any, *more: Any, **named: Any) -> Any:
        if host in ("127.0.0.1", "::1", "localhost", None):
            return resolve(host, *more, **named)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", refused)


def test_every_shipped_source_is_asked_and_fails_alone_without_a_network(no_names: None) -> None:
    everything = CatalogueSettings(second_wave=True)
    asked = [source for source in shipped_sources(everything) if source.enabled]
    outcomes = Collector().poll(*asked, retries=0, per_host_delay="0s", timeout="120s")

    assert [outcome.source_id for outcome in outcomes] == [source.id for source in asked]
    assert {outcome.state for outcome in outcomes} == {"dns"}


def test_a_shipped_source_has_only_options_that_the_configuration_takes_of_anybody() -> None:
    for source in shipped_sources(CatalogueSettings()):
        given = {"id": source.id, "kind": source.kind, "url": "https://a.example/", "trust": source.trust.value}
        taken = SourceSettings.model_validate(given | {"options": dict(source.options)})
        assert taken.options == source.options, source.id

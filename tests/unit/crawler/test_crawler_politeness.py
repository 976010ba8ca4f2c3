from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any, TypeVar

import pytest
from scrapy.http import Response
from twisted.internet.address import IPv4Address

from config.settings import FetchSettings
from crawler.download.addresses import AddressGuard, GuardedResolver
from crawler.download.gate import Budget, HostGate
from crawler.download.middlewares import retry_after
from crawler.download.settings import scrapy_settings, user_agent
from crawler.failures import FetchError, http_error, shown
from crawler.registry import spiders

T = TypeVar("T")
OWN, OTHER = ("127.0.0.1", 8000), ("news.example", 443)


class Unhurried(selectors.SelectSelector):
    """Waits in no time, and keeps the time that was waited."""

    waited = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self.waited += timeout or 0.0
        return super().select(0)


def unhurried(doing: Coroutine[Any, Any, T], clock: Unhurried | None = None) -> T:
    """What comes of it on a loop whose time passes by being waited for, and not while the machine does something else."""
    clock = clock or Unhurried()
    with asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(clock)) as runner:
        runner.get_loop().time = lambda: clock.waited  # type: ignore[method-assign]
        return runner.run(doing)


def test_requests_to_one_host_start_apart_and_to_others_at_once() -> None:
    async def starts() -> dict[tuple[str, int], list[float]]:
        gate = HostGate(0.05, frozenset({OWN}), {"slow.example": 0.1})
        seen: dict[tuple[str, int], list[float]] = {}

        async def one(target: tuple[str, int]) -> None:
            await gate.turn(target, Budget(0.01))  # queueing takes nothing from it
            seen.setdefault(target, []).append(round(clock.waited, 6))

        await asyncio.gather(*(one(target) for target in (OWN, OTHER, ("slow.example", 80)) for _ in range(3)))
        return seen

    clock = Unhurried()
    assert unhurried(starts(), clock) == {OWN: [0, 0, 0], OTHER: [0, 0.05, 0.1], ("slow.example", 80): [0, 0.1, 0.2]}


def test_a_host_gets_no_more_than_eight_requests_at_once() -> None:
    async def most() -> dict[tuple[str, int], int]:
        gate, held, seen = HostGate(0.0, frozenset({OWN})), dict.fromkeys((OWN, OTHER), 0), {OWN: 0, OTHER: 0}

        async def one(target: tuple[str, int]) -> None:
            async with gate.seats(target):
                held[target] += 1
                seen[target] = max(seen[target], held[target])
                await asyncio.sleep(0)
                held[target] -= 1

        await asyncio.gather(*(one(target) for target in (OWN, OTHER) for _ in range(30)))
        return seen

    assert asyncio.run(most()) == {OWN: 8, OTHER: 8}


def test_a_pause_that_is_too_long_is_a_failure_for_all_who_come_meanwhile() -> None:
    async def paused() -> None:
        gate = HostGate(0.0)
        gate.pause(OTHER, 3600, "http_429")
        with pytest.raises(FetchError, match="another 3600 s") as caught:
            await gate.turn(OTHER, Budget(30))
        assert caught.value.state == "http_429"
        await gate.turn(("elsewhere.example", 443), Budget(30))

    unhurried(paused())


def test_a_short_pause_takes_nothing_from_what_the_server_asked_for() -> None:
    """As where one page is answered 429 with Retry-After, and another one, asked for at once, 503 without."""

    async def paused() -> None:
        gate = HostGate(0.0)
        gate.pause(OTHER, 3600, "http_429")
        gate.pause(OTHER, 1, "connection")
        assert gate.held(OTHER) == 3600
        with pytest.raises(FetchError, match="another 3600 s") as caught:
            await gate.turn(OTHER, Budget(30))
        assert (caught.value.state, caught.value.wait) == ("http_429", 3600)

    unhurried(paused())


def test_a_host_that_hangs_is_not_asked_for_ever() -> None:
    async def hanging() -> None:
        gate = HostGate(0.0)
        for _ in range(3):
            await gate.turn(OTHER, Budget(30))
            gate.answered(OTHER, in_time=False)
        with pytest.raises(FetchError, match="3 times in a row"):
            await gate.turn(OTHER, Budget(30))
        gate.answered(OTHER, in_time=True)
        for _ in range(2):
            gate.answered(OTHER, in_time=False)
        await gate.turn(OTHER, Budget(30))

    asyncio.run(hanging())


def test_crawl_delay_slows_down_but_never_speeds_up() -> None:
    intranet, unnamed = ("intranet.example", 80), ("127.0.0.1", 9)
    gate = HostGate(1.0, frozenset({OWN, intranet}))
    assert [gate.delay(each) for each in (OWN, intranet, unnamed)] == [0.0, 1.0, 1.0]
    gate.slow_down(OTHER, 0.1)
    assert gate.delay(OTHER) == 1.0
    gate.slow_down(OTHER, 9999)
    assert gate.delay(OTHER) == 60.0
    gate.slow_down(OWN, 5)
    assert gate.delay(OWN) == 0.0


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("3", 3), ("0", None), ("-5", None), ("soon", None), ("", None), ("999999999999", 86400), ("1e3", None)],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after(Response("http://x.example", status=429, headers={"Retry-After": value})) == seconds


def test_retry_after_as_a_date() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=1000), usegmt=True)
    waits = retry_after(Response("http://x.example", status=503, headers={"Retry-After": later}))
    assert waits is not None
    assert 500 < waits <= 1000
    past = format_datetime(datetime.now(UTC) - timedelta(days=1), usegmt=True)
    assert retry_after(Response("http://x.example", status=503, headers={"Retry-After": past})) is None


class _Names:
    """A resolver whose answers change, as a rebinding one's do."""

    def __init__(self, *answers: list[str]) -> None:
        self._answers = list(answers)

    def resolveHostName(self, receiver: Any, name: str, port: int = 0, *rest: Any) -> None:  # noqa: N802 - Twisted's
        receiver.resolutionBegan(None)
        for address in self._answers.pop(0):
            receiver.addressResolved(IPv4Address("TCP", address, port))
        receiver.resolutionComplete()


class _Heard:
    def __init__(self) -> None:
        self.addresses: list[str] = []

    def resolutionBegan(self, resolution: object) -> None:  # noqa: N802 - Twisted's interface
        pass

    def addressResolved(self, address: IPv4Address) -> None:  # noqa: N802
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        pass


def test_a_name_that_is_rebound_connects_to_public_addresses_only() -> None:
    resolver = GuardedResolver(_Names(["1.1.1.1"], ["127.0.0.1"], ["10.0.0.1", "1.0.0.1", "169.254.169.254"]))
    resolver.guard = AddressGuard()
    heard = [_Heard() for _ in range(3)]
    for one in heard:
        resolver.resolveHostName(one, "rebind.example", 80)
    assert [one.addresses for one in heard] == [["1.1.1.1"], [], ["1.0.0.1"]]
    assert resolver.guard.refused == {("rebind.example", 80)}


def test_outside_a_crawl_nothing_internal_resolves() -> None:
    resolver, heard = GuardedResolver(_Names(["127.0.0.1"])), _Heard()
    resolver.resolveHostName(heard, "localhost", 80)
    assert heard.addresses == []


def test_user_agent_is_honest_and_one_line() -> None:
    agent = user_agent("security@example.org\r\nX-Evil: (1)")
    assert agent.startswith("Tocsin/")
    assert agent.endswith("; security@example.orgX-Evil: 1)")
    assert user_agent("").endswith("/tocsin)")


def test_settings_protect() -> None:
    settings = scrapy_settings(FetchSettings(max_bytes=5000))
    assert settings["DOWNLOAD_VERIFY_CERTIFICATES"] is True
    assert settings["DOWNLOAD_MAXSIZE"] == 5000
    assert settings["METAREFRESH_ENABLED"] is False
    assert settings["EXTENSIONS_BASE"] == {}, "no console and no remote control listens"
    assert [name for name, handler in settings["DOWNLOAD_HANDLERS"].items() if handler] == ["http", "https"]


def test_lines_for_people_hold_no_secrets_and_one_line() -> None:
    assert shown("https://user:pw@host.example/a?token=s3cret#x") == "https://host.example/a"
    assert "\n" not in shown("http://x.example/\n\x1b[31m")
    assert http_error(404, "http://x.example/a?key=1").detail.startswith("http://x.example/a answered 404: ")


def test_every_kind_has_a_docstring_that_names_it() -> None:
    for kind, spider in spiders().items():
        assert spider.__doc__, kind

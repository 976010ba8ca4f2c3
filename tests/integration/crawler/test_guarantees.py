"""What Tocsin promises of a hostile web, promise by promise: its fault, the state that it ends in, and the alarm."""

from __future__ import annotations

import gzip
import ssl
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import brotli
import psutil
import pytest
from fakes.bad_web import BadWeb, Page, article, item, rss
from fakes.databases import prepare
from fakes.polling import PATIENCE, Collector, make_source
from fakes.registers import SHELL
from twisted.internet.address import IPv4Address

from config.channels import SlackChannel
from config.settings import Settings
from crawler.reactor import reactor_thread
from model.document import Source
from model.notice import Notice
from storage.database import Database
from storage.matches import messages_of
from storage.sources import SourceState, source_states
from tocsin.clock import Clock
from tocsin.context import Context, Quiet
from tocsin.stages.crawling import collect

LONG = "Quillmetric said that a data set had been exported from one of its systems in the past month. " * 3
PARKED = "<html><head><title>quillmetric.example</title></head><body><h1>This domain is for sale</h1></body></html>"
BLOCKED = ("blocked_address", "dns")
INSIDE = [
    "127.1", "0x7f.1", "0177.0.0.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::a9fe:a9fe]", "[2002:7f00:1::]",
    "100.64.0.1", "169.254.169.254", "[fd00:ec2::254]", "0.0.0.0", "224.0.0.1", "localhost.", "user@127.0.0.1", "①②⑦.0.0.1",
    "rebinding.example",
]  # fmt: skip


@dataclass(frozen=True)
class Promise:
    """`number` and `fault`; the states it may end in; `own` is False for addresses that the operator did not write."""

    number: str
    fault: str
    states: tuple[str, ...]
    kind: str = "feed"
    url: str = ""
    own: bool = True
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.number}-{self.fault}"


PROMISES = [
    *(Promise("D1", name, ("too_large",)) for name in ("gzip_bomb", "deflate_bomb", "br_bomb", "endless", "many_headers")),
    *(Promise("D1", name, ("too_large",)) for name in ("gzip_in_gzip_bomb", "gzip_in_br_bomb")),
    *(Promise("D1", name, ("encoding",)) for name in ("zstd_bomb", "zstd_in_gzip", "packed_thrice", "packed_in_compress")),
    *(Promise("D1", name, ("encoding",)) for name in ("not_gzip", "not_deflate", "not_br")),
    Promise("D1", "length_liar", ("incomplete",)),
    *(Promise("D1", name, ("timeout",)) for name in ("hang", "slow_headers", "slow_body")),
    Promise("D2", "slow_redirects", ("timeout", "redirect")),
    *(Promise("D3", f"redirect_{name}", ("redirect",)) for name in ("loop", "to_file", "to_javascript", "to_data", "to_gopher")),
    Promise("D4", "redirect_to_metadata", ("blocked_address",)),
    Promise("D4", "sitemap_to_inside", ("blocked_address", "empty"), kind="sitemap"),
    *(Promise("D4", f"address_{n}", BLOCKED, url=f"http://{host}:{{port}}/feed.xml", own=False) for n, host in enumerate(INSIDE)),
    Promise("D5", "billion_laughs", ("ok", "not_a_feed", "unreadable", "truncated", "no_links")),
    Promise("D5", "xxe", ("ok", "not_a_feed", "unreadable", "truncated", "no_links")),
    *(Promise("D6", name, ("unreadable", "not_a_feed", "truncated")) for name in ("tags", "nested")),
    Promise("D8", "html_instead_of_feed", ("not_a_feed",)),
    Promise("D8", "parked_domain", ("not_a_feed",), url="{web}/parked"),
    Promise("D8", "empty_feed", ("empty",)),
    Promise("D8", "shell_page", ("shell",), kind="page"),
    Promise("D8", "changed_table", ("changed",), kind="html_table"),
    Promise("D8", "text_instead_of_json", ("not_json",), kind="json_api"),
    Promise("D10", "outside", ("blocked_address",), url="file://{outside}/secret.xml"),
    Promise("D10", "dots", ("blocked_address",), url="file://{inside}/../outside/secret.xml"),
    Promise("D10", "encoded_dots", ("blocked_address",), url="file://{inside}/%2e%2e/outside/secret.xml"),
    Promise("D10", "symlink", ("blocked_address",), url="file://{inside}/link.xml"),
    Promise("D10", "nul", ("blocked_address",), url="file://{inside}/feed.xml%00"),
    Promise("D10", "other_machine", ("blocked_address",), url="file://elsewhere{inside}/feed.xml"),
    Promise("D10", "not_there", ("missing",), url="file://{inside}/gone.xml"),
    Promise("D10", "not_yours", ("blocked_address",), url="file://{inside}/feed.xml?not-yours", own=False),
    Promise("D11", "status_429", ("http_429",)),
    Promise("D11", "robots", ("robots",), url="{closed}/feed.xml"),
    Promise("D11", "robots_broken", ("robots",), url="{broken}/feed.xml"),
    Promise("D12", "self_signed", ("tls",), url="{tls}/feed.xml"),
]  # fmt: skip


class Rebinding:
    """The machine's resolver, save that one public name means this very machine."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def resolveHostName(self, receiver: Any, name: str, port: int = 0, *rest: Any) -> Any:  # noqa: N802 - Twisted's
        if name != "rebinding.example":
            return self._inner.resolveHostName(receiver, name, port, *rest)
        receiver.resolutionBegan(None)
        receiver.addressResolved(IPv4Address("TCP", "127.0.0.1", port))
        return receiver.resolutionComplete()


@pytest.fixture
def places(tmp_path: Path, self_signed: ssl.SSLContext) -> Iterator[dict[str, str]]:
    """What the addresses of the table stand for; `reached` is the server that nothing may reach."""
    feed = rss(item("Secret"))
    for folder, file in (("inside", "feed.xml"), ("outside", "secret.xml")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / file).write_text(feed)
    (tmp_path / "inside" / "link.xml").symlink_to(tmp_path / "outside" / "secret.xml")
    with (
        ExitStack() as stack,
        BadWeb({"/parked": Page(PARKED, "text/html")}) as web,
        BadWeb({"/feed.xml": feed}, robots="User-agent: *\nDisallow: /") as closed,
        BadWeb({"/feed.xml": feed}, robots=Page("busy", status=503)) as broken,
        BadWeb({"/feed.xml": feed}, tls=self_signed) as tls,
        BadWeb({"/feed.xml": feed}) as reached,
    ):
        # A server for each fault: one that hangs is soon not asked any more, whatever else it serves.
        servers = {
            p.fault: stack.enter_context(BadWeb({"/fault/shell_page": SHELL})).url("") for p in PROMISES if not p.url
        }
        yield servers | {
            "web": web.url(""), "closed": closed.url(""), "broken": broken.url(""), "tls": tls.url(""), "port": str(reached.port),
            "inside": str(tmp_path / "inside"), "outside": str(tmp_path / "outside"),
        }  # fmt: skip
        assert reached.hits == []
        assert [hit.path for hit in closed.hits if hit.path != "/robots.txt"] == []
        assert tls.hits == []


def as_source(promise: Promise, places: Mapping[str, str]) -> Source:
    url = promise.url.format(**places) if promise.url else f"{places[promise.fault]}/fault/{promise.fault}"
    return make_source(url, promise.kind, name=promise.name, trusted=promise.own, options=dict(promise.options))


def test_every_promise_has_its_fault_its_state_and_its_alarm(
    places: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolver = reactor_thread().resolver
    monkeypatch.setattr(resolver, "_inner", Rebinding(resolver._inner))
    (tmp_path / "token").write_text("xoxb-test")
    channel = SlackChannel(id="ops", kind="slack", token_file=tmp_path / "token", channel="#ops")
    fetch = {"retries": 0, "max_bytes": 1_100_000, "folders": [places["inside"]]}
    hanging = {promise.name for promise in PROMISES if "timeout" in promise.states}
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(database)
    good = make_source(f"file://{places['inside']}/feed.xml", name="D10-allowed")
    sources = [good, *(as_source(promise, places) for promise in PROMISES)]
    process = psutil.Process()
    before = process.memory_info().rss

    def polled(day: int, sources: Sequence[Source]) -> dict[str, SourceState]:
        for timeout, hang in (("2s", True), (PATIENCE, False)):  # a busy machine's own answers take their time
            settings = Settings.model_validate(
                {"fetch": {**fetch, "timeout": timeout}, "builtin_sources": False, "channels": [channel]}
            )
            asked = [source for source in sources if (source.id in hanging) is hang]
            collect(Context(settings, database, Clock(date(2026, 11, day)), asked, 1, Quiet()))
        return source_states(database)

    first = polled(10, sources)
    assert process.memory_info().rss - before < 150_000_000
    wrong = {p.name: first[p.name].state for p in PROMISES if first[p.name].state not in p.states}
    assert wrong == {}
    assert first["D10-allowed"].state == "ok"
    polled(11, [source for source in sources if not source.id.startswith("D6")])  # those cost seconds each time
    told = [entry["message"] for entry in messages_of(database) if isinstance(entry["message"], Notice)]
    lines = "\n".join(line for notice in told for line in notice.lines)
    more = any("more" in line for notice in told for line in notice.lines)
    for promise in PROMISES:
        state = first[promise.name].state
        if promise.number != "D6" and state != "ok":
            assert f"{promise.name}: {state} since 2026-11-10" in lines or more, promise.name
    database.close()


def test_d7_ids_that_change_at_every_fetch_make_nothing_new(store: Collector, web: BadWeb) -> None:
    for n in range(3):
        web.set(f"/entry/{n}", article(f"Entry {n}", LONG))
    source = make_source(web.url("/fault/changing_guids"))
    for _ in range(10):
        assert store.poll(source)[0].state == "ok"
    assert len(store.documents) == 3


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body)[2:-4]),  # without its frame, as some servers send it
        ("br", brotli.compress),
        ("GZIP", gzip.compress),
        ("gzip, br", lambda body: brotli.compress(gzip.compress(body))),
        ("identity", bytes),
        ("identity, gzip", gzip.compress),
    ],
)
def test_d1_what_is_asked_for_is_unpacked_and_nothing_else_asked_for(
    store: Collector, web: BadWeb, encoding: str, pack: Callable[[bytes], bytes]
) -> None:
    body = pack(rss(item("Packed")).encode())
    web.set("/feed.xml", Page(body, "application/rss+xml", headers={"Content-Encoding": encoding}))
    (outcome,) = store.poll(make_source(web.url("/feed.xml")))
    assert (outcome.state, store.titles) == ("ok", ["Packed"])
    assert web.seen("/feed.xml")[0].headers["Accept-Encoding"] == "gzip, deflate, br"


@pytest.mark.parametrize(
    ("body", "declared", "title"),
    [
        (rss(item("Zürich")).encode("cp1252"), "utf-8", "Zürich"),
        (b"\xef\xbb\xbf" + rss(item("Zürich")).encode(), "utf-8", "Zürich"),
        (rss(item("Zürich")).encode("utf-16"), "utf-16", "Zürich"),
        (rss(item("Zürich")).encode("latin-1"), "iso-8859-1", "Zürich"),
        (rss(item("A\x00B \x1b[31mred")).encode(), "utf-8", None),
        (rss(item("lone \ud800 one")).encode("utf-8", "surrogatepass"), "utf-8", None),
        (rss(item("Z+APw-rich")).encode("utf-7"), "utf-7", None),
        (rss(item("Zürich")).encode("utf-16-le"), "utf-8", None),
    ],
)
def test_d9_any_encoding_ends_as_clean_text_or_a_named_state(
    store: Collector, web: BadWeb, body: bytes, declared: str, title: str | None
) -> None:
    body = body.replace(b'encoding="utf-8"', f'encoding="{declared}"'.encode())
    web.set("/feed.xml", Page(body, f"application/rss+xml; charset={declared}"))
    (outcome,) = store.poll(make_source(web.url("/feed.xml")))
    assert outcome.state in ("ok", "not_a_feed", "truncated", "empty", "unreadable")
    for document in store.documents:
        assert not any(ord(c) < 32 and c != "\n" for c in document.title + document.text)
        (document.title + document.text).encode()
    if title is not None:
        assert store.titles == [title]

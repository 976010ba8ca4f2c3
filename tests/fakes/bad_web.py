"""A small web on 127.0.0.1 that serves pages and misbehaves by name.

    with BadWeb({"/feed.xml": RSS}) as web:
        web.url("/feed.xml"); web.url("/fault/hang"); web.count("/feed.xml")

A page is text, bytes, a `Page`, or a folder's files. `/fault/NAME` misbehaves as FAULTS[NAME] does; what a fault serves
in the end is the page `/fault/NAME` of the mapping, if there is one.
"""

from __future__ import annotations

import gzip
import mimetypes
import ssl
import threading
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic
from typing import Any, Self

import brotli

_EMPTY_FEED = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>none</title></channel></rss>'


@dataclass(frozen=True)
class Page:
    """An answer as it goes out; an `etag` makes the page conditional."""

    body: str | bytes
    content_type: str = ""
    status: int = 200
    etag: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Hit:
    """One request as it came in; `at` is monotonic seconds."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    at: float


class BadWeb:
    """A threaded HTTP server with pages, faults, a robots.txt and a log of its hits."""

    def __init__(
        self,
        pages: Mapping[str, str | bytes | Page] | Path | None = None,
        *,
        robots: str | Page | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.pages: dict[str, Page] = {}
        self.hits: list[Hit] = []
        self.released = threading.Event()  # set at the end: lets go whatever hangs
        self.handlers: dict[str, Callable[[Hit], Page]] = {}
        self.set_robots(robots)
        if isinstance(pages, Path):
            self.add_folder(pages)
        for path, page in pages.items() if isinstance(pages, Mapping) else ():
            self.set(path, page)
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.web = self
        self._scheme = "https" if tls else "http"
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def url(self, path: str = "/", *, host: str = "127.0.0.1") -> str:
        return f"{self._scheme}://{host}:{self.port}{path}"

    def set(self, path: str, page: str | bytes | Page) -> None:
        """Serve this page from now on; `{base}` in a text is the server's address."""
        self.pages[path] = page if isinstance(page, Page) else Page(page)

    def answer(self, path: str, handler: Callable[[Hit], Page]) -> None:
        """Serve what a function makes of each request."""
        self.handlers[path] = handler

    def add_folder(self, folder: Path, prefix: str = "/") -> None:
        """Serve the files of a folder, read now; index.html also stands for its folder."""
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            path = prefix + file.relative_to(folder).as_posix()
            self.set(path, Page(file.read_bytes(), _type_of(path)))
            if file.name == "index.html":
                self.set(path.removesuffix("index.html"), self.pages[path])

    def set_robots(self, robots: str | Page | None) -> None:
        """The robots.txt; None for a 404."""
        self.pages.pop("/robots.txt", None)
        if robots is not None:
            self.set("/robots.txt", robots if isinstance(robots, Page) else Page(robots, "text/plain"))

    def count(self, path: str | None = None) -> int:
        """How many requests came for this path (without its query), or in all but for robots.txt."""
        paths = [hit.path.partition("?")[0] for hit in self.hits]
        return paths.count(path) if path else len(paths) - paths.count("/robots.txt")

    def seen(self, path: str) -> list[Hit]:
        """The requests for this path."""
        return [hit for hit in self.hits if hit.path.partition("?")[0] == path]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    web: BadWeb

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what some faults are for."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        pass

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        hit = Hit(self.command, self.path, dict(self.headers.items()), self.rfile.read(length), monotonic())
        web = self.server.web
        web.hits.append(hit)
        path = self.path.partition("?")[0]
        fault = FAULTS.get(path.removeprefix("/fault/")) if path.startswith("/fault/") else None
        if fault:
            fault(self, web.pages.get(path, Page(_EMPTY_FEED, "application/rss+xml")))
        elif path in web.handlers:
            self.send(web.handlers[path](hit))
        else:
            self.send(web.pages.get(self.path) or web.pages.get(path) or Page("not found", "text/plain", 404))

    do_POST = do_GET  # noqa: N815 - the base class names it so
    do_HEAD = do_GET  # noqa: N815

    def send(self, page: Page, **extra: str) -> None:
        body = (
            page.body.replace("{base}", self.server.web.url("")).encode() if isinstance(page.body, str) else page.body
        )
        if page.etag and self.headers.get("If-None-Match") == page.etag:
            page, body = Page("", status=304, etag=page.etag), b""
        self.send_response(page.status)
        headers = {
            "Content-Type": page.content_type or _type_of(self.path),
            "Content-Length": str(len(body)),
            **page.headers,
            **extra,
        }
        if page.etag:
            headers["ETag"] = page.etag
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def redirect(self, location: str) -> None:
        self.send(Page("", status=302, headers={"Location": location}))


def _type_of(path: str) -> str:
    guessed = mimetypes.guess_type(path.partition("?")[0])[0]
    return (
        f"{guessed}; charset=utf-8"
        if guessed and guessed.startswith("text/")
        else guessed or "text/html; charset=utf-8"
    )


# The faults. Each gets the handler of one request, and the page that it spoils.


def _hang(handler: _Handler, page: Page) -> None:
    handler.server.web.released.wait(60)
    handler.close_connection = True


def _slow_headers(handler: _Handler, page: Page) -> None:
    """One header every 0.2 seconds, without end."""
    handler.send_response_only(200)
    handler.flush_headers()
    for number in range(1000):
        if handler.server.web.released.wait(0.2):
            break
        handler.wfile.write(f"X-Slow-{number}: 1\r\n".encode())
        handler.wfile.flush()
    handler.close_connection = True


def _slow_body(handler: _Handler, page: Page) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/rss+xml")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    while not handler.server.web.released.wait(0.2):
        handler.wfile.write(b" ")
        handler.wfile.flush()
    handler.close_connection = True


def _endless(handler: _Handler, page: Page) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/rss+xml")
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.close_connection = True
    while not handler.server.web.released.is_set():
        handler.wfile.write(b"<item>" * 4000)


def _many_headers(handler: _Handler, page: Page) -> None:
    handler.send_response_only(200)
    handler.flush_headers()
    handler.close_connection = True
    for number in range(100_000):
        handler.wfile.write(f"X-{number}: {'y' * 100}\r\n".encode())
    handler.wfile.write(b"\r\n")


def _gzip_bomb(handler: _Handler, page: Page) -> None:
    """200 MB of blanks in 200 kB."""
    bomb = gzip.compress(b" " * 1_000_000, 9) * 200
    handler.send(Page(bomb, "application/rss+xml", headers={"Content-Encoding": "gzip"}))


def _encoded_bomb(encoding: str, bomb: Callable[[], bytes]) -> Callable[[_Handler, Page], None]:
    made = cache(bomb)
    return lambda handler, page: handler.send(
        Page(made(), "application/rss+xml", headers={"Content-Encoding": encoding})
    )


def _slow_redirects(handler: _Handler, page: Page) -> None:
    """Each hop takes 0.4 seconds and leads to the next."""
    handler.server.web.released.wait(0.4)
    handler.redirect(f"/fault/slow_redirects?n={len(handler.server.web.hits)}")


def _changing_guids(handler: _Handler, page: Page) -> None:
    """Three entries, shuffled, whose ids and tracking parameters are new at every fetch."""
    seen = len(handler.server.web.seen("/fault/changing_guids"))
    items = [
        item(f"Entry {n}", f"/entry/{n}?utm_source=feed{seen}", "words").replace(
            "</item>", f"<guid isPermaLink='false'>{seen}-{n}</guid></item>"
        )
        for n in range(3)
    ]
    handler.send(Page(rss(*items[seen % 3 :], *items[: seen % 3]), "application/rss+xml"))


def _sitemap_to_inside(handler: _Handler, page: Page) -> None:
    inside = "<sitemap><loc>http://169.254.169.254/sitemap.xml</loc></sitemap>"
    handler.send(Page(f"<sitemapindex>{inside}</sitemapindex>", "application/xml"))


def _length_liar(handler: _Handler, page: Page) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"<rss>")
    handler.close_connection = True


def _drop(handler: _Handler, page: Page) -> None:
    handler.close_connection = True


def _redirect_loop(handler: _Handler, page: Page) -> None:
    handler.redirect(f"/fault/redirect_loop?n={len(handler.server.web.hits)}")


def _redirect_to(location: str) -> Callable[[_Handler, Page], None]:
    return lambda handler, page: handler.redirect(location)


def _html_instead_of_feed(handler: _Handler, page: Page) -> None:
    handler.send(Page("<!doctype html><html><body><h1>We have moved</h1></body></html>", "text/html"))


def _truncated_xml(handler: _Handler, page: Page) -> None:
    body = page.body.replace("{base}", handler.server.web.url("")) if isinstance(page.body, str) else page.body.decode()
    handler.send(Page(body[: int(len(body) * 0.7)], "application/rss+xml"))


def _wrong_encoding(handler: _Handler, page: Page) -> None:
    """Windows-1252 bytes that call themselves UTF-8."""
    body = page.body.replace("{base}", handler.server.web.url("")) if isinstance(page.body, str) else page.body.decode()
    handler.send(Page(body.encode("cp1252", "replace"), "application/rss+xml; charset=utf-8"))


def _billion_laughs(handler: _Handler, page: Page) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    handler.send(
        Page(f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">{entities}]><rss version="2.0"><channel><title>&l9;</title>'
             "<item><title>&l9;</title></item></channel></rss>", "application/rss+xml")
    )  # fmt: skip


def _xxe(handler: _Handler, page: Page) -> None:
    handler.send(
        Page('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>'
             "<item><title>start&x;end</title><guid>1</guid></item></channel></rss>", "application/rss+xml")
    )  # fmt: skip


def _retry_after(handler: _Handler, page: Page) -> None:
    """429 with Retry-After: 1 at first, then the page."""
    if len(handler.server.web.seen("/fault/retry_after")) == 1:
        handler.send(Page("slow down", "text/plain", 429, headers={"Retry-After": "1"}))
    else:
        handler.send(page)


def _once_503(handler: _Handler, page: Page) -> None:
    first = len(handler.server.web.seen("/fault/once_503")) == 1
    handler.send(Page("sorry", "text/plain", 503) if first else page)


def _etag(handler: _Handler, page: Page) -> None:
    handler.send(Page(page.body, page.content_type, etag=page.etag or '"v1"'))


def _tags(handler: _Handler, page: Page) -> None:
    """A megabyte of `<` in what begins like a feed: seconds of work for a parser."""
    handler.send(Page('<rss version="2.0"><channel>' + "<" * 1_000_000, "application/rss+xml"))


def _nested(handler: _Handler, page: Page) -> None:
    handler.send(
        Page('<rss version="2.0"><channel><item><title>x</title><description>' + "<b>" * 100_000, "application/rss+xml")
    )


def _status(code: int) -> Callable[[_Handler, Page], None]:
    return lambda handler, page: handler.send(Page("no", "text/plain", code))


def _window_overrun(handler: _Handler, page: Page) -> None:
    """A feed of five whose entries are all new at every fetch."""
    seen = len(handler.server.web.seen("/fault/window_overrun"))
    items = (item(f"Entry {seen}.{n}", f"/entry/{seen}/{n}", "words") for n in range(5))
    handler.send(Page(rss(*items), "application/rss+xml"))


def _no_links(handler: _Handler, page: Page) -> None:
    handler.send(Page(rss(item("One", "", "words"), item("Two", "", "words")), "application/rss+xml"))


def _changed_table(handler: _Handler, page: Page) -> None:
    """A register's page after its redesign: cards where its table was."""
    cards = "<div class=card><h3>Quillmetric, Inc.</h3><p>Reported in November</p></div>" * 9
    handler.send(Page(f"<html><body><h1>Notices</h1>{cards}</body></html>", "text/html"))


def _text_instead_of_json(handler: _Handler, page: Page) -> None:
    handler.send(Page("One or more of your search terms are too short", "text/html"))


FAULTS: dict[str, Callable[[_Handler, Page], None]] = {
    "hang": _hang,
    "slow_headers": _slow_headers,
    "slow_body": _slow_body,
    "endless": _endless,
    "many_headers": _many_headers,
    "gzip_bomb": _gzip_bomb,
    "deflate_bomb": _encoded_bomb("deflate", lambda: zlib.compress(b" " * 50_000_000, 1)),
    "br_bomb": _encoded_bomb("br", lambda: brotli.compress(b" " * 50_000_000, quality=1)),
    "slow_redirects": _slow_redirects,
    "changing_guids": _changing_guids,
    "sitemap_to_inside": _sitemap_to_inside,
    "redirect_to_data": _redirect_to("data:text/xml,<rss/>"),
    "redirect_to_gopher": _redirect_to("gopher://127.0.0.1/1"),
    "length_liar": _length_liar,
    "drop": _drop,
    "redirect_loop": _redirect_loop,
    "redirect_to_metadata": _redirect_to("http://169.254.169.254/latest/meta-data/"),
    "redirect_to_file": _redirect_to("file:///etc/passwd"),
    "redirect_to_javascript": _redirect_to("javascript:alert(1)"),
    "html_instead_of_feed": _html_instead_of_feed,
    "truncated_xml": _truncated_xml,
    "wrong_encoding": _wrong_encoding,
    "billion_laughs": _billion_laughs,
    "xxe": _xxe,
    "window_overrun": _window_overrun,
    "no_links": _no_links,
    "shell_page": lambda handler, page: handler.send(page),
    "changed_table": _changed_table,
    "text_instead_of_json": _text_instead_of_json,
    "retry_after": _retry_after,
    "once_503": _once_503,
    "etag": _etag,
    "tags": _tags,
    "nested": _nested,
    "empty_feed": lambda handler, page: handler.send(Page(_EMPTY_FEED, "application/rss+xml")),
    "empty_body": lambda handler, page: handler.send(Page("", "application/rss+xml")),
    **{f"status_{code}": _status(code) for code in (400, 401, 403, 404, 410, 429, 500, 502, 503)},
}


def rss(*items: str, title: str = "Example Wire") -> str:
    """An RSS document around these `<item>` elements."""
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'


def item(title: str, link: str = "", description: str = "", published: str = "Tue, 03 Nov 2026 14:05:00 +0000") -> str:
    """An RSS item."""
    linked = f"<link>{link}</link>" if link else ""
    return f"<item><title>{title}</title>{linked}<description>{description}</description><pubDate>{published}</pubDate></item>"


def article(title: str, *paragraphs: str, lang: str = "en") -> str:
    """A plain article page."""
    body = "".join(p if p.startswith("<") else f"<p>{p}</p>" for p in paragraphs)
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} | Example Wire</title></head><body>'
        f"<nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{body}</article><footer>Example Wire</footer></body></html>"
    )

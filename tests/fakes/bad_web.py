"""A small web on 127.0.0.1 that serves pages and misbehaves by name.

    with BadWeb({"/feed.xml": RSS}) as web:
        web.url("/feed.xml"); web.url("/fault/hang"); web.count("/feed.xml")

A page is text, bytes, a `Page`, or a folder's files. `/fault/NAME` misbehaves as FAULTS[NAME] does; what a fault serves
in the end is the page `/fault/NAME` of the mapping, if there is one.
"""

from __future__ import annotations

import mimetypes
import ssl
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic
from typing import Any, Self

from fakes.made_pages import EMPTY_FEED, Hit, Page, article, item, rss
from fakes.web_faults import FAULTS

__all__ = ["BadWeb", "Hit", "Page", "article", "item", "rss"]


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
        self._server = _Server(("127.0.0.1", 0), Handler)
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

    def add_folder(self, folder: Path) -> None:
        """Serve the files of a folder, read now; index.html also stands for its folder."""
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            path = "/" + file.relative_to(folder).as_posix()
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


class Handler(BaseHTTPRequestHandler):
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
            fault(self, web.pages.get(path, Page(EMPTY_FEED, "application/rss+xml")))
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

"""The replay web's server: a threaded HTTP server on 127.0.0.1."""

from __future__ import annotations

import hashlib
import threading
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from tocsin.demo import render
from tocsin.demo.content import WEB, load_world

HTML, XML, JSON, TEXT = ("text/html; charset=utf-8", "application/xml; charset=utf-8", "application/json", "text/plain")
ROBOTS = "User-agent: *\nDisallow: /private/\nAllow: /\n"
STYLE = "body{max-width:46rem;margin:auto;font-family:serif}nav li{display:inline;margin-right:1em}"
ABOUT = "<!DOCTYPE html><html lang=en><title>About</title><p>The replay web of Tocsin's demo.</p></html>"


class ReplaySite:
    """The replay web; use it as a context manager.

    `stage` may be changed while it runs: articles of a later stage are not there before it. `hits` counts requests by
    path and status. `port` 0 takes a free one.
    """

    def __init__(self, port: int = 0, stage: int = 1, folder: Path = WEB) -> None:
        self.world = load_world(folder)
        self.stage = stage
        self.hits: dict[tuple[str, int], int] = {}
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.site = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._server.server_address[1])

    @property
    def base_url(self) -> str:
        """`http://127.0.0.1:PORT`, without a slash at its end."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> Self:
        """Serve from a thread of its own."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Finish the requests under way and free the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def answer(self, path: str, query: dict[str, str]) -> tuple[str, str] | None:
        """Content type and body of one path in the present stage; None where there is nothing."""
        fixed = {"/robots.txt": (TEXT, ROBOTS), "/style.css": ("text/css", STYLE), "/about": (HTML, ABOUT)}
        if path in fixed:
            return fixed[path]
        if path == "/":
            return HTML, render.directory(self.world)
        if path == "/api/v3/breaches":
            return JSON, render.catalogue(self.world, self.stage)
        if path == "/LATEST/search-index":
            return JSON, render.filings(self.world, self.stage, query)
        return self._publication(path)

    def _publication(self, path: str) -> tuple[str, str] | None:
        for article in self.world.articles:
            if article.path == path and article.stage <= self.stage:
                return HTML, render.article_page(self.world, article, self.base_url, self.stage)
        name, _, rest = path.lstrip("/").partition("/")
        publisher = self.world.publishers.get(name)
        if publisher is None:
            return None
        if rest == "":
            return HTML, render.front_page(self.world, publisher, self.base_url, self.stage)
        if rest == "feed.xml" and publisher.feed in ("rss", "atom"):
            feed = render.rss if publisher.feed == "rss" else render.atom
            return XML, feed(self.world, publisher, self.base_url, self.stage)
        return None

    def modified(self) -> datetime:
        """When the newest thing shown was published."""
        return render.newest(self.world, self.stage)

    def count(self, path: str, status: int) -> None:
        """Note one request."""
        with self._lock:
            self.hits[path, status] = self.hits.get((path, status), 0) + 1


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    site: ReplaySite


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        """Answer with the document, 304 where the visitor has it, or 404."""
        parts = urlsplit(self.path)
        site = self.server.site
        found = site.answer(parts.path, dict(parse_qsl(parts.query)))
        if found is None:
            self._send(parts.path, HTTPStatus.NOT_FOUND, HTML, "<title>404</title><p>No such page.</p>", {})
            return
        kind, body = found
        modified = site.modified()
        validators = {
            "ETag": '"' + hashlib.sha256(body.encode()).hexdigest()[:20] + '"',
            "Last-Modified": format_datetime(modified.astimezone(UTC), usegmt=True),
        }
        unchanged = self._unchanged(validators["ETag"], modified)
        status = HTTPStatus.NOT_MODIFIED if unchanged else HTTPStatus.OK
        self._send(parts.path, status, kind, "" if unchanged else body, validators)

    do_HEAD = do_GET  # noqa: N815 - the name that http.server calls

    def _unchanged(self, etag: str, modified: datetime) -> bool:
        """RFC 9110, section 13.2.2: If-None-Match is looked at first, If-Modified-Since only without it."""
        known = self.headers.get("If-None-Match")
        if known is not None:
            return etag in (tag.strip().removeprefix("W/") for tag in known.split(","))
        since = self.headers.get("If-Modified-Since")
        if since is None:
            return False
        try:
            return modified.replace(microsecond=0) <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False

    def _send(self, path: str, status: HTTPStatus, kind: str, body: str, headers: dict[str, str]) -> None:
        self.server.site.count(path, status.value)
        content = body.encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command == "GET" and status is not HTTPStatus.NOT_MODIFIED:
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Quiet: the demo's console shows what arrives, not what is asked."""

"""How a small web misbehaves, by name. Each fault gets the handler of one request, and the page that it spoils."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import brotli
from backports import zstd
from fakes.made_pages import EMPTY_FEED, Page, item, rss

if TYPE_CHECKING:
    from fakes.bad_web import Handler


def _hang(handler: Handler, page: Page) -> None:
    handler.server.web.released.wait(600)
    handler.close_connection = True


def _slow_headers(handler: Handler, page: Page) -> None:
    """One header every 0.2 seconds, without end."""
    handler.send_response_only(200)
    handler.flush_headers()
    for number in range(1000):
        if handler.server.web.released.wait(0.2):
            break
        handler.wfile.write(f"X-Slow-{number}: 1\r\n".encode())
        handler.wfile.flush()
    handler.close_connection = True


def _slow_body(handler: Handler, page: Page) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/rss+xml")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    while not handler.server.web.released.wait(0.2):
        handler.wfile.write(b" ")
        handler.wfile.flush()
    handler.close_connection = True


def _endless(handler: Handler, page: Page) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/rss+xml")
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.close_connection = True
    while not handler.server.web.released.is_set():
        handler.wfile.write(b"<item>" * 4000)


def _many_headers(handler: Handler, page: Page) -> None:
    handler.send_response_only(200)
    handler.flush_headers()
    handler.close_connection = True
    for number in range(100_000):
        handler.wfile.write(f"X-{number}: {'y' * 100}\r\n".encode())
    handler.wfile.write(b"\r\n")


def _gzip_bomb(handler: Handler, page: Page) -> None:
    """200 MB of blanks in 200 kB."""
    bomb = gzip.compress(b" " * 1_000_000, 9) * 200
    handler.send(Page(bomb, "application/rss+xml", headers={"Content-Encoding": "gzip"}))


def _encoded_bomb(encoding: str, bomb: Callable[[], bytes]) -> Callable[[Handler, Page], None]:
    made = cache(bomb)
    return lambda handler, page: handler.send(
        Page(made(), "application/rss+xml", headers={"Content-Encoding": encoding})
    )


def _packed_again(times: int) -> bytes:
    body = EMPTY_FEED.encode()
    for _ in range(times):
        body = gzip.compress(body)
    return body


def _slow_redirects(handler: Handler, page: Page) -> None:
    """Each hop takes 0.4 seconds and leads to the next."""
    handler.server.web.released.wait(0.4)
    handler.redirect(f"/fault/slow_redirects?n={len(handler.server.web.hits)}")


def _changing_guids(handler: Handler, page: Page) -> None:
    """Three entries, shuffled, whose ids and tracking parameters are new at every fetch."""
    seen = len(handler.server.web.seen("/fault/changing_guids"))
    items = [
        item(f"Entry {n}", f"/entry/{n}?utm_source=feed{seen}", "words").replace(
            "</item>", f"<guid isPermaLink='false'>{seen}-{n}</guid></item>"
        )
        for n in range(3)
    ]
    handler.send(Page(rss(*items[seen % 3 :], *items[: seen % 3]), "application/rss+xml"))


def _sitemap_to_inside(handler: Handler, page: Page) -> None:
    inside = "<sitemap><loc>http://169.254.169.254/sitemap.xml</loc></sitemap>"
    handler.send(Page(f"<sitemapindex>{inside}</sitemapindex>", "application/xml"))


def _length_liar(handler: Handler, page: Page) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"<rss>")
    handler.close_connection = True


def _drop(handler: Handler, page: Page) -> None:
    handler.close_connection = True


def _redirect_loop(handler: Handler, page: Page) -> None:
    handler.redirect(f"/fault/redirect_loop?n={len(handler.server.web.hits)}")


def _redirect_to(location: str) -> Callable[[Handler, Page], None]:
    return lambda handler, page: handler.redirect(location)


def _html_instead_of_feed(handler: Handler, page: Page) -> None:
    handler.send(Page("<!doctype html><html><body><h1>We have moved</h1></body></html>", "text/html"))


def _truncated_xml(handler: Handler, page: Page) -> None:
    body = page.body.replace("{base}", handler.server.web.url("")) if isinstance(page.body, str) else page.body.decode()
    handler.send(Page(body[: int(len(body) * 0.7)], "application/rss+xml"))


def _wrong_encoding(handler: Handler, page: Page) -> None:
    """Windows-1252 bytes that call themselves UTF-8."""
    body = page.body.replace("{base}", handler.server.web.url("")) if isinstance(page.body, str) else page.body.decode()
    handler.send(Page(body.encode("cp1252", "replace"), "application/rss+xml; charset=utf-8"))


def _billion_laughs(handler: Handler, page: Page) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    handler.send(
        Page(f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">{entities}]><rss version="2.0"><channel><title>&l9;</title>'
             "<item><title>&l9;</title></item></channel></rss>", "application/rss+xml")
    )  # fmt: skip


def _xxe(handler: Handler, page: Page) -> None:
    handler.send(
        Page('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>'
             "<item><title>start&x;end</title><guid>1</guid></item></channel></rss>", "application/rss+xml")
    )  # fmt: skip


def _retry_after(handler: Handler, page: Page) -> None:
    """429 with Retry-After: 1 at first, then the page."""
    if len(handler.server.web.seen("/fault/retry_after")) == 1:
        handler.send(Page("slow down", "text/plain", 429, headers={"Retry-After": "1"}))
    else:
        handler.send(page)


def _once_503(handler: Handler, page: Page) -> None:
    first = len(handler.server.web.seen("/fault/once_503")) == 1
    handler.send(Page("sorry", "text/plain", 503) if first else page)


def _etag(handler: Handler, page: Page) -> None:
    handler.send(Page(page.body, page.content_type, etag=page.etag or '"v1"'))


def _tags(handler: Handler, page: Page) -> None:
    """A megabyte of `<` in what begins like a feed: seconds of work for a parser."""
    handler.send(Page('<rss version="2.0"><channel>' + "<" * 1_000_000, "application/rss+xml"))


def _nested(handler: Handler, page: Page) -> None:
    handler.send(
        Page('<rss version="2.0"><channel><item><title>x</title><description>' + "<b>" * 100_000, "application/rss+xml")
    )


def _status(code: int) -> Callable[[Handler, Page], None]:
    return lambda handler, page: handler.send(Page("no", "text/plain", code))


def _window_overrun(handler: Handler, page: Page) -> None:
    """A feed of five whose entries are all new at every fetch."""
    seen = len(handler.server.web.seen("/fault/window_overrun"))
    items = (item(f"Entry {seen}.{n}", f"/entry/{seen}/{n}", "words") for n in range(5))
    handler.send(Page(rss(*items), "application/rss+xml"))


def _no_links(handler: Handler, page: Page) -> None:
    handler.send(Page(rss(item("One", "", "words"), item("Two", "", "words")), "application/rss+xml"))


def _changed_table(handler: Handler, page: Page) -> None:
    """A register's page after its redesign: cards where its table was."""
    cards = "<div class=card><h3>Quillmetric, Inc.</h3><p>Reported in November</p></div>" * 9
    handler.send(Page(f"<html><body><h1>Notices</h1>{cards}</body></html>", "text/html"))


def _text_instead_of_json(handler: Handler, page: Page) -> None:
    handler.send(Page("One or more of your search terms are too short", "text/html"))


FAULTS: dict[str, Callable[[Handler, Page], None]] = {
    "hang": _hang,
    "slow_headers": _slow_headers,
    "slow_body": _slow_body,
    "endless": _endless,
    "many_headers": _many_headers,
    "gzip_bomb": _gzip_bomb,
    "deflate_bomb": _encoded_bomb("deflate", lambda: zlib.compress(b" " * 50_000_000, 1)),
    "br_bomb": _encoded_bomb("br", lambda: brotli.compress(b" " * 50_000_000, quality=1)),
    "gzip_in_gzip_bomb": _encoded_bomb("gzip, gzip", lambda: gzip.compress(gzip.compress(b" " * 50_000_000, 1))),
    "gzip_in_br_bomb": _encoded_bomb("gzip, br", lambda: brotli.compress(gzip.compress(b" " * 50_000_000, 1))),
    "zstd_bomb": _encoded_bomb("zstd", lambda: zstd.compress(b" " * 50_000_000)),
    "zstd_in_gzip": _encoded_bomb("zstd, gzip", lambda: gzip.compress(zstd.compress(EMPTY_FEED.encode()))),
    "packed_thrice": _encoded_bomb("gzip, gzip,gzip", lambda: _packed_again(3)),
    "packed_in_compress": _encoded_bomb("compress", lambda: b"\x1f\x9d\x90"),
    "not_gzip": _encoded_bomb("gzip", EMPTY_FEED.encode),
    "not_deflate": _encoded_bomb("deflate", lambda: b"\xff" * 500),
    "not_br": _encoded_bomb("br", lambda: b"\xff" * 500),
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
    "empty_feed": lambda handler, page: handler.send(Page(EMPTY_FEED, "application/rss+xml")),
    "empty_body": lambda handler, page: handler.send(Page("", "application/rss+xml")),
    **{f"status_{code}": _status(code) for code in (400, 401, 403, 404, 410, 429, 500, 502, 503)},
}

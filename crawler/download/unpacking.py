"""Answers that come packed: only as what was asked for, whole, and at no layer more than `fetch.max_bytes`."""

from __future__ import annotations

import zlib
from typing import Self

import brotli  # type: ignore[import-untyped]
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.failures import FetchError, shown

# Not zstd: whoever packs may have the reader set aside 128 MB before the first byte comes out (RFC 8878, 3.1.1.1.2).
ACCEPTED = (b"gzip", b"deflate", b"br")
_GZIP = b"\x1f\x8b"
_PLAIN = (b"", b"identity")
_LAYERS = 2  # servers behind servers pack twice by mistake; more is made to keep the reader busy
_MEMBERS = 10_000  # of a gzip file; the same
_PIECE = 65_536  # bytes


class UnpackingMiddleware:
    """Unpacks answers; Scrapy's own takes one that breaks off for the whole: a server that fails behind another which
    packs leaves a whole answer of half a file.
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """See Scrapy's middlewares."""
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_request(self, request: Request) -> None:
        """Say what may come."""
        request.headers.setdefault("Accept-Encoding", b", ".join(ACCEPTED))

    def process_response(self, request: Request, response: Response) -> Response:
        """The answer unpacked; one that is no success as it is, since nobody reads it.

        Raises:
            FetchError: `encoding`, it is packed in another way than was asked for, too often, or not as it says;
                `incomplete`, it breaks off; `too_large`, it unpacks to more than `fetch.max_bytes`.
        """
        written = b",".join(response.headers.getlist("Content-Encoding")).lower().split(b",")
        names = [name.strip().removeprefix(b"x-") for name in written if name.strip() not in _PLAIN]
        if not names or not response.body or not 200 <= response.status < 300:  # noqa: PLR2004 - HTTP
            return response
        where = shown(request.url)
        if len(names) > _LAYERS or not set(names) <= set(ACCEPTED):
            written_so = b", ".join(names).decode("latin-1")[:60]
            raise FetchError("encoding", f"{where} came packed as {written_so!r}, which was not asked for")
        body = response.body
        try:
            for name in reversed(names):
                body = _unpacked(body, name, self._max_bytes)
        except EOFError as error:
            raise FetchError(
                "incomplete", f"{where} broke off in the middle of the answer: tried again at the next poll"
            ) from error
        except OverflowError as error:
            raise FetchError(
                "too_large", f"{where} unpacks to more than fetch.max_bytes: raise it if you trust the source"
            ) from error
        except (zlib.error, brotli.error) as error:
            raise FetchError("encoding", f"{where} is not packed in the way that it says") from error
        del response.headers["Content-Encoding"]
        return response.replace(body=body)


def _unpacked(packed: bytes, name: bytes, most: int) -> bytes:
    """One layer less.

    Raises:
        EOFError: it breaks off.
        OverflowError: more than `most` bytes come out.
        zlib.error, brotli.error: it is packed in another way.
    """
    if name == b"br":
        return _of_brotli(packed, most)
    if name == b"gzip":
        return _of_gzip(packed, most)
    try:
        return _inflated(packed, 0, zlib.MAX_WBITS, most)[0]
    except zlib.error:  # as some of Microsoft's servers have it, bare
        return _inflated(packed, 0, -zlib.MAX_WBITS, most)[0]


def _of_brotli(packed: bytes, most: int) -> bytes:
    stream = brotli.Decompressor()
    found = stream.process(packed, output_buffer_limit=most + 1)
    if len(found) > most:
        raise OverflowError
    if not stream.is_finished():
        raise EOFError
    return bytes(found)


def _of_gzip(packed: bytes, most: int) -> bytes:
    """All members of the file (RFC 1952), without what follows them."""
    parts: list[bytes] = []
    place = size = 0
    while not parts or packed.startswith(_GZIP, place):
        if len(parts) == _MEMBERS:
            raise zlib.error
        part, place = _inflated(packed, place, zlib.MAX_WBITS | 16, most - size)
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _inflated(packed: bytes, place: int, bits: int, most: int) -> tuple[bytes, int]:
    """What was packed from `place` on, and where it ends. In pieces, since zlib copies what lies behind the end."""
    stream, found = zlib.decompressobj(bits), bytearray()
    while not stream.eof:
        piece = packed[place : place + _PIECE]
        if not piece:
            raise EOFError
        found += stream.decompress(piece, most + 1 - len(found))
        if len(found) > most:
            raise OverflowError
        place += len(piece)
    return bytes(found), place - len(stream.unused_data)

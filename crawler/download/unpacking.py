"""Answers that come packed: only as what was asked for, and never to more than `fetch.max_bytes` at any layer."""

from __future__ import annotations

import zlib

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.failures import FetchError, shown

# Not zstd: whoever packs may have the reader set aside 128 MB before the first byte comes out (RFC 8878, 3.1.1.1.2).
ACCEPTED = (b"gzip", b"deflate", b"br")
_GZIP = b"\x1f\x8b"
_PLAIN = (b"", b"identity")
_LAYERS = 2  # servers behind servers pack twice by mistake; more is made to keep the reader busy


class UnpackingMiddleware(HttpCompressionMiddleware):
    """Scrapy's own, which stops at `fetch.max_bytes`, for fewer packings; what it would hand on packed is a failure."""

    def process_request(self, request: Request, spider: Spider | None = None) -> None:  # noqa: ARG002 - Scrapy's
        """Say what may come."""
        request.headers.setdefault("Accept-Encoding", b", ".join(ACCEPTED))

    def process_response(
        self,
        request: Request,
        response: Response,
        spider: Spider | None = None,  # noqa: ARG002 - Scrapy's
    ) -> Request | Response:
        """The answer unpacked; one that is no success as it is, since nobody reads it.

        Raises:
            FetchError: `encoding`, it is packed in another way than was asked for, too often, or not as it says.
            IgnoreRequest: it unpacks to more than `fetch.max_bytes`.
        """
        written = b",".join(response.headers.getlist("Content-Encoding")).lower().split(b",")
        names = [name.strip() for name in written if name.strip() not in _PLAIN]
        if not names or not response.body or not 200 <= response.status < 300:  # noqa: PLR2004 - HTTP
            return response
        if len(names) > _LAYERS or not {name.removeprefix(b"x-") for name in names} <= set(ACCEPTED):
            written_so = b", ".join(names).decode("latin-1")[:60]
            raise FetchError("encoding", f"{shown(request.url)} came packed as {written_so!r}, which was not asked for")
        response.headers["Content-Encoding"] = b", ".join(names)
        packed = response.body
        try:
            unpacked: Request | Response = super().process_response(request, response)
        except IgnoreRequest:
            raise
        except Exception as error:
            raise FetchError("encoding", f"{shown(request.url)} is not packed in the way that it says") from error
        if len(names) == 1 and names[0].endswith(b"gzip") and not _is_whole(packed):
            raise FetchError(
                "incomplete",
                f"{shown(request.url)} broke off in the middle of the answer: tried again at the next poll",
            )
        return unpacked


def _is_whole(packed: bytes) -> bool:
    """Whether gzipped bytes, which are unpacked already to no more than is allowed, go on to their end (RFC 1952).

    A server that fails behind another which packs leaves a whole answer of half a file, and Scrapy takes it for whole.
    """
    while packed.startswith(_GZIP):
        part = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            part.decompress(packed)
        except zlib.error:
            return False
        if not part.eof:
            return False
        packed = part.unused_data
    return True

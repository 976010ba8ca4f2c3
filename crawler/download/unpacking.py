"""Answers that come packed: only as what was asked for, and never to more than `fetch.max_bytes` at any layer."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.failures import FetchError, shown

# Not zstd: whoever packs may have the reader set aside 128 MB before the first byte comes out (RFC 8878, 3.1.1.1.2).
ACCEPTED = (b"gzip", b"deflate", b"br")
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
            packed = b", ".join(names).decode("latin-1")[:60]
            raise FetchError("encoding", f"{shown(request.url)} came packed as {packed!r}, which was not asked for")
        response.headers["Content-Encoding"] = b", ".join(names)
        try:
            unpacked: Request | Response = super().process_response(request, response)
        except IgnoreRequest:
            raise
        except Exception as error:
            raise FetchError("encoding", f"{shown(request.url)} is not packed in the way that it says") from error
        return unpacked

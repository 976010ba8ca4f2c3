"""An archived answer of a web server as an article; runs in the limited child process."""

from __future__ import annotations

from io import BytesIO

from warcio.archiveiterator import WARCIterator

from crawler.parsing.articles import Article, extract_article

_PACKED = frozenset({"identity", "gzip", "deflate"})  # what warcio unpacks with the standard library alone


def archived_article(record: bytes, url: str, limit: int) -> Article:
    """The article in a response record, its body taken out of chunks and compression.

    Raises:
        ValueError: the body has more than `limit` bytes, breaks off, or is compressed in a way that is not known.
    """
    response = next(iter(WARCIterator(BytesIO(record))))
    headers = response.http_headers
    encoding = (headers.get_header("content-encoding") or "identity").strip().lower()
    if encoding not in _PACKED:
        raise ValueError(f"a page compressed as {encoding[:20]!r}, which cannot be unpacked here")
    stream = response.content_stream()
    body = stream.read(limit + 1)
    if len(body) > limit:
        raise ValueError(f"a page that unpacks to more than {limit:,} bytes (`fetch.max_bytes`)")
    if not getattr(getattr(stream, "decompressor", None), "eof", True):
        raise ValueError("a compressed page that breaks off")
    return extract_article(body, url, headers.get_header("content-type"))

"""Web archives (WARC) of made-up pages."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PLACE = "https://news.harbour-post.example/2026/quillmark"
ARTICLE = """<html lang="en"><head><title>Quillmark confirms data breach</title>
<meta property="article:published_time" content="2026-11-20T09:00:00Z"></head><body><article>
<h1>Quillmark confirms data breach</h1>
<p>Quillmark, which makes software for document signing, confirmed on 20 November 2026 that it suffered a data breach.
An unauthorized party gained access to its systems and stole customer data.</p>
<p>The stolen data includes names, email addresses and phone numbers of 41,000 customers, the company said.</p>
</article></body></html>"""


def packed(
    url: str = PLACE,
    body: bytes = ARTICLE.encode(),
    content_type: str = "text/html; charset=utf-8",
    *,
    kind: str = "response",
    day: str = "2026-11-24T10:00:00Z",
    status: str = "200 OK",
    extra: Mapping[str, str] | None = None,
    gz: bool = True,
) -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=gz)
    http = StatusAndHeaders(status, [("Content-Type", content_type), *(extra or {}).items()], protocol="HTTP/1.1")
    record = writer.create_warc_record(
        url,
        kind,
        BytesIO(body),
        http_headers=http if kind == "response" else None,
        warc_headers_dict={"WARC-Date": day},
    )
    writer.write_record(record)
    return out.getvalue()

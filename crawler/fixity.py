"""What makes two fetches the same: canonical addresses and content hashes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

from config.hosts import with_dns_name

# Parameters that say where a reader came from, never what is shown. Only these are dropped: a notice may be told
# apart from another by any other parameter.
_TRACKERS = frozenset((
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid",
    "igsh", "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "hsctatracking", "_openstat", "vero_id", "vero_conv",
    "wickedid", "oly_anon_id", "oly_enc_id", "rb_clickid", "s_cid", "ncid", "cmpid", "icid", "spm",
    "__twitter_impression", "guccounter", "guce_referrer", "guce_referrer_sig", "_ga", "_gl", "ref_src", "ref_url",
    "xtor", "at_medium", "at_campaign",
))  # fmt: skip
_TRACKER_PREFIXES = ("utm_", "pk_", "mtm_", "matomo_", "piwik_", "hsa_")
# What needs nothing done to it, as most links of a feed: plain names, no port, parameters, escapes or dot segments.
_CANONICAL = re.compile(
    r"https?://(?:[a-z0-9-]+\.)*[a-z0-9-]+(?::(?!80/|443/)(?:[1-9]\d{0,3}|[1-5]\d{4}))?/(?:[\w~-][\w.~-]*/)*(?:[\w~-][\w.~-]*)?",
    re.ASCII,
)
_PORTS = {"http": 80, "https": 443}
LONGEST = 2_000  # characters of an address; sitemaps allow 2,048, and PostgreSQL indexes nothing over 2,704 bytes


def canonical_url(url: str, *, keep_fragment: bool = False) -> str:
    """The address under which a document is kept.

    Lower-case scheme and host, no default port, sorted parameters without trackers, `..` resolved, no fragment
    (unless it is what tells two entries apart).

    Raises:
        ValueError: it is none, or longer than anybody shares.
    """
    if len(url) <= LONGEST and _CANONICAL.fullmatch(url):
        return url
    parts = urlsplit(with_dns_name(url.strip()))
    # Escapes that are no UTF-8 (%E4 of an old server) pass through as they are.
    pairs = parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
    query = urlencode([(k, v) for k, v in pairs if not _is_tracker(k)], errors="surrogateescape")
    netloc = parts.netloc.rpartition("@")[2].lower()
    port = _PORTS.get(parts.scheme.lower())
    if port and netloc.endswith(f":{port}"):
        netloc = netloc[: -len(str(port)) - 1]
    netloc = netloc.removesuffix(".")
    fragment = parts.fragment if keep_fragment and not parts.fragment.startswith(":~:") else ""
    stripped = urlunsplit((parts.scheme.lower(), netloc, parts.path or "/", query, fragment))
    found = str(canonicalize_url(stripped, keep_blank_values=True, keep_fragments=keep_fragment))
    if len(found) > LONGEST:
        raise ValueError(f"an address of more than {LONGEST:,} characters")
    return found


def _is_tracker(name: str) -> bool:
    name = name.lower()
    return name in _TRACKERS or name.startswith(_TRACKER_PREFIXES)


def content_hash(title: str, text: str, fields: Mapping[str, Any] | None = None) -> str:
    """SHA-256 (hex) over title, text and fields; white space does not count."""
    digest = hashlib.sha256()
    for part in (title, text):
        digest.update(" ".join(part.split()).encode("utf-8", "replace") + b"\x00")
    if fields is not None:
        digest.update(json.dumps(fields, sort_keys=True, ensure_ascii=True, default=str).encode("ascii"))
    return digest.hexdigest()

"""The vulnerabilities that a text names, by their CVE ids (https://www.cve.org/ResourcesSupport/FAQs)."""

from __future__ import annotations

import re

_CVE = re.compile(r"\bCVE-(?:19|20)\d{2}-\d{4,12}\b", re.IGNORECASE)
_MOST = 50  # ids of one text; lists of more tell of no event


def vulnerabilities(text: str) -> tuple[str, ...]:
    """CVE ids in upper case, in the order of the text, each once; the first 50."""
    return tuple(dict.fromkeys(found.upper() for found in _CVE.findall(text)))[:_MOST]

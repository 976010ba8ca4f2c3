"""Advisories on malicious packages: GitHub's (`type=malware`) and OSV's (`MAL-`); a package is a party by its purl.

Whoever runs the package was entered through it, so the package is `breached`. A party is `pkg:npm/name@version` where
the advisory lists the bad versions of a package that has good ones too, `pkg:npm/name` where all of it is bad.
Formats: https://ossf.github.io/osv-schema/ and https://docs.github.com/rest/security-advisories/global-advisories.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from packageurl import PackageURL

from model.disclosure import Dates, Disclosure, Party
from model.vocabulary import Claim, Kind, Role
from nlp.structured.rendered import Fields

_TYPES = {
    "npm": "npm", "pypi": "pypi", "pip": "pypi", "rubygems": "gem", "crates.io": "cargo", "rust": "cargo",
    "nuget": "nuget", "go": "golang", "maven": "maven", "packagist": "composer", "composer": "composer",
    "hex": "hex", "erlang": "hex", "pub": "pub",
}  # fmt: skip
_EXACT = re.compile(r"=\s*([^\s,<>=]+)")
_MAX_VERSIONS = 50
_MAX_PACKAGES = 200


def package_url(ecosystem: str, name: str, version: str | None = None) -> str | None:
    """The canonical purl of a package as the advisories name it; None for an ecosystem that has no purl type."""
    kind = _TYPES.get(ecosystem.partition(":")[0].casefold())
    if not kind or not name:
        return None
    namespace, _, base = name.replace(":", "/").rpartition("/")
    try:
        return PackageURL(kind, namespace or None, base, version).to_string()
    except ValueError:
        return None


def read_osv(fields: Fields, published: date | None) -> Disclosure:
    """An OSV record; one that was withdrawn is a retraction."""
    parties = [
        party
        for affected in _dicts(fields.get("affected"))
        for party in _parties(fields, _package(affected), _osv_versions(affected), "affected")
    ]
    return _disclosure(parties, bool(fields.get("withdrawn")), fields, "published", published)


def read_ghsa(fields: Fields, published: date | None) -> Disclosure:
    """One of GitHub's advisories on malware; other types are vulnerabilities."""
    parties = [
        party
        for flaw in _dicts(fields.get("vulnerabilities"))
        for party in _parties(fields, _package(flaw), _ghsa_versions(flaw), "vulnerabilities")
    ]
    found = _disclosure(parties, bool(fields.get("withdrawn_at")), fields, "published_at", published)
    if fields.text("type") not in ("", "malware"):
        return Disclosure(False, 1.0, Kind.VULNERABILITY, Claim.CONFIRMED, dates=found.dates, language="en")
    return found


def _disclosure(
    parties: Iterable[Party], withdrawn: bool, fields: Fields, dated: str, published: date | None
) -> Disclosure:
    return Disclosure(
        is_disclosure=not withdrawn,
        score=1.0,
        kind=Kind.BREACH,
        claim=Claim.RETRACTED if withdrawn else Claim.CONFIRMED,
        parties=tuple(parties)[:_MAX_PACKAGES],
        dates=Dates(disclosed=fields.day(dated) or (published.isoformat() if published else None)),
        language="en",
    )


def _parties(fields: Fields, package: tuple[str, str], versions: tuple[str, ...], line: str) -> Iterator[Party]:
    ecosystem, name = package
    for version in versions or (None,):
        if purl := package_url(ecosystem, name, version):
            yield Party(purl, Role.BREACHED, 0.95, fields.evidence(name, line))


def _package(entry: Mapping[str, Any]) -> tuple[str, str]:
    package = entry.get("package")
    held = package if isinstance(package, Mapping) else {}
    return str(held.get("ecosystem") or ""), str(held.get("name") or "")


def _osv_versions(affected: Mapping[str, Any]) -> tuple[str, ...]:
    """The bad versions, () where all are: from the first on without an end, or more than anybody lists."""
    for span in _dicts(affected.get("ranges")):
        events = _dicts(span.get("events"))
        if any(str(event.get("introduced")) == "0" for event in events) and not any(
            "fixed" in event or "last_affected" in event for event in events
        ):
            return ()
    versions = affected.get("versions")
    listed = tuple(str(version) for version in versions) if isinstance(versions, list) else ()
    return listed if len(listed) <= _MAX_VERSIONS else ()


def _ghsa_versions(flaw: Mapping[str, Any]) -> tuple[str, ...]:
    """The version of a range that is exactly one."""
    found = _EXACT.fullmatch(str(flaw.get("vulnerable_version_range") or "").strip())
    return (found[1],) if found else ()


def _dicts(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []

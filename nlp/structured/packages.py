"""Advisories on malicious packages: GitHub's (`type=malware`) and OSV's (`MAL-`); a package is a party by its purl.

Whoever runs the package was entered through it, so the package is `breached`. A party is `pkg:npm/name@version` where
the advisory lists the bad versions of a package that has good ones too, `pkg:npm/name >= 1.0, < 1.4.2` where it gives
ranges (`model.packages`), `pkg:npm/name` where all of it is bad or the versions cannot be read.
Formats: https://ossf.github.io/osv-schema/ and https://docs.github.com/rest/security-advisories/global-advisories.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from packageurl import PackageURL

from model.disclosure import Dates, Disclosure, Party
from model.packages import Comparison, Range, parse_range, write_range
from model.vocabulary import Claim, Kind, Role
from nlp.structured.rendered import Fields

_TYPES = {
    "npm": "npm", "pypi": "pypi", "pip": "pypi", "rubygems": "gem", "crates.io": "cargo", "rust": "cargo",
    "nuget": "nuget", "go": "golang", "maven": "maven", "packagist": "composer", "composer": "composer",
    "hex": "hex", "erlang": "hex", "pub": "pub",
}  # fmt: skip
_ENDS = {"fixed": "<", "last_affected": "<="}
_MAX_VERSIONS = 50
_LONGEST = 190  # characters of a package with its range, so that it can be stored as an id
_MAX_PACKAGES = 200


def package_url(ecosystem: str, name: str, version: str | None = None) -> str | None:
    """The canonical purl of a package as the advisories name it; None for an ecosystem that has no purl type."""
    kind = _TYPES.get(ecosystem.partition(":")[0].casefold())
    namespace, _, base = name.replace(":", "/").rpartition("/")
    if not kind or not base.strip():
        return None
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
        dates=Dates(disclosed=fields.day_or(published, dated)),
        language="en",
    )


def _parties(fields: Fields, package: tuple[str, str], versions: Iterable[Range], line: str) -> Iterator[Party]:
    """A party for each range of versions; `()`, or none at all, is the whole package."""
    ecosystem, name = package
    ranges = list(dict.fromkeys(versions))
    for meant in ranges if ranges and () not in ranges else [()]:
        if purl := _named(ecosystem, name, meant):
            yield Party(purl, Role.BREACHED, 0.95, fields.evidence(name, line))


def _named(ecosystem: str, name: str, versions: Range) -> str | None:
    if len(versions) == 1 and versions[0].operator == "=":
        return package_url(ecosystem, name, versions[0].version)
    whole = package_url(ecosystem, name)
    ranged = f"{whole} {write_range(versions)}"
    return ranged if whole and versions and len(ranged) <= _LONGEST else whole


def _package(entry: Mapping[str, Any]) -> tuple[str, str]:
    package = entry.get("package")
    held = package if isinstance(package, Mapping) else {}
    return str(held.get("ecosystem") or ""), str(held.get("name") or "")


def _osv_versions(affected: Mapping[str, Any]) -> list[Range]:
    """The bad versions: those in a range and those in the list; `()` for all, or for more than anybody lists."""
    ranges = [
        meant
        for span in _dicts(affected.get("ranges"))
        if span.get("type") != "GIT"  # of commits
        for meant in _osv_range(_dicts(span.get("events")))
    ]
    versions = affected.get("versions")
    listed = [(Comparison("=", str(version)),) for version in versions] if isinstance(versions, list) else []
    return [*ranges, *listed] if len(listed) <= _MAX_VERSIONS else [()]


def _osv_range(events: list[Mapping[str, Any]]) -> Iterator[Range]:
    """The ranges of a list of events: each `introduced` with the end after it; `()` for a list that makes no sense.

    However the events are ordered, ends paired so leave out no version that ends paired by version hold.
    """
    start: str | None = None
    for event in events:
        end = next((f"{sign} {event[key]}" for key, sign in _ENDS.items() if key in event), None)
        if "introduced" in event:
            if start is not None or end:
                yield ()
            start = str(event["introduced"])
        elif end:
            yield () if start is None else _between(start, end)
            start = None
    if start is not None:
        yield _between(start, "")


def _between(start: str, end: str) -> Range:
    """From a version on ("0": from the first) up to an end, "" for none; `()` where that is no range."""
    parts = [f">= {start}"] if start != "0" else []
    return _range(", ".join([*parts, *([end] if end else [])]))


def _ghsa_versions(flaw: Mapping[str, Any]) -> list[Range]:
    """The range of an entry; one that cannot be read means all versions."""
    return [_range(str(flaw.get("vulnerable_version_range") or ""))]


def _range(text: str) -> Range:
    """A range of versions without what holds of every version; `()` for text that is none."""
    found = parse_range(text) or ()
    return tuple(each for each in found if each.operator not in (">", ">=") or each.version != "0")


def _dicts(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []

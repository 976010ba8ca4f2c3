from __future__ import annotations

import pytest

from inventory.purls import item_ids, package_id, package_names
from model.rendering import render_fields
from model.vocabulary import Claim, Kind, Role
from nlp.structured import read_fields
from nlp.structured.packages import package_url

OSV = {
    "id": "MAL-2026-90001", "published": "2026-11-03T14:00:00Z", "summary": "Malicious code in left-padd (npm)",
    "affected": [{"package": {"ecosystem": "npm", "name": "left-padd"}, "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}], "versions": ["9.9.9"]}],
}  # fmt: skip
GHSA = {
    "ghsa_id": "GHSA-x", "type": "malware", "published_at": "2026-11-03T00:00:00Z", "summary": "Malware in @scope/thing",
    "vulnerabilities": [{"package": {"ecosystem": "npm", "name": "@scope/thing"}, "vulnerable_version_range": "= 4.4.2"}],
}  # fmt: skip


def read(kind: str, fields: dict[str, object]) -> object:
    return read_fields(kind, fields, render_fields(fields), "A title", None)


def test_all_of_a_package_or_only_its_bad_versions() -> None:
    found = read("osv", OSV)
    assert found.names(Role.BREACHED) == ("pkg:npm/left-padd",)
    assert (found.is_disclosure, found.kind, found.dates.disclosed) == (True, Kind.BREACH, "2026-11-03")
    assert found.parties[0].evidence.quote == "left-padd"
    some = {**OSV, "affected": [{"package": {"ecosystem": "PyPI", "name": "Foo_Bar"}, "versions": ["1.0", "1.1"]}]}
    assert read("osv", some).names(Role.BREACHED) == ("pkg:pypi/foo-bar@1.0", "pkg:pypi/foo-bar@1.1")
    assert read("ghsa", GHSA).names(Role.BREACHED) == ("pkg:npm/%40scope/thing@4.4.2",)


def test_what_is_withdrawn_is_a_retraction_and_a_vulnerability_no_incident() -> None:
    assert read("osv", {**OSV, "withdrawn": "2026-11-04T00:00:00Z"}).claim is Claim.RETRACTED
    assert not read("ghsa", {**GHSA, "withdrawn_at": "2026-11-04T00:00:00Z"}).is_disclosure
    assert read("ghsa", {**GHSA, "type": "reviewed"}).kind is Kind.VULNERABILITY
    kev = read("kev", {"cveID": "CVE-2026-99999", "vendorProject": "Example", "dateAdded": "2026-11-03"})
    assert (kev.kind, kev.is_disclosure, kev.names(Role.BYSTANDER)) == (Kind.VULNERABILITY, False, ("Example",))


@pytest.mark.parametrize(
    ("ecosystem", "name", "purl"),
    [
        ("Maven", "org.example:thing", "pkg:maven/org.example/thing"),
        ("crates.io", "serde", "pkg:cargo/serde"),
        ("Go", "github.com/example/thing", "pkg:golang/github.com/example/thing"),
        ("Debian:12", "bash", None),
        ("npm", "", None),
    ],
)
def test_ecosystems_have_purls(ecosystem: str, name: str, purl: str | None) -> None:
    assert package_url(ecosystem, name) == purl


def test_an_item_is_reached_as_package_and_at_its_version_only() -> None:
    assert package_names("pkg:npm/left-padd@9.9.9?x=1") == ("pkg:npm/left-padd", "pkg:npm/left-padd@9.9.9")
    assert package_id("pkg:npm/left-padd@9.9.8") not in item_ids("pkg:npm/left-padd@9.9.9")
    assert package_id("pkg:npm/left-padd") in item_ids("pkg:npm/left-padd@9.9.9")
    assert package_id("Acme, Inc.") is None
    assert package_names("no purl") == ()

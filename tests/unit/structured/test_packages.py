from __future__ import annotations

import pytest

from inventory.purls import package_id, read_package
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
        ("npm", "a/ ", None),
    ],
)
def test_ecosystems_have_purls(ecosystem: str, name: str, purl: str | None) -> None:
    assert package_url(ecosystem, name) == purl


def test_a_package_has_one_id_at_the_versions_meant() -> None:
    exact = read_package("pkg:npm/left-padd@9.9.9?x=1")
    assert exact
    assert (exact.id, exact.whole_id) == ("purl:pkg:npm/left-padd@9.9.9", "purl:pkg:npm/left-padd")
    assert package_id("pkg:npm/left-padd >=1.0,<  1.4.2") == "purl:pkg:npm/left-padd >= 1.0, < 1.4.2"
    assert read_package("purl:pkg:npm/left-padd@9.9.9") == exact
    assert package_id("pkg:npm/left-padd at some time") == "purl:pkg:npm/left-padd"
    assert package_id("Acme, Inc.") is None
    assert read_package("no purl") is None
    assert read_package("pkg:") is None


def spans(kind: str, *events: tuple[str, str]) -> dict[str, object]:
    return {"type": kind, "events": [{key: version} for key, version in events]}


START, SECOND = ("introduced", "1.0"), ("introduced", "2.0")


@pytest.mark.parametrize(
    ("affected", "meant"),
    [
        ({"ranges": [spans("SEMVER", ("introduced", "0"), ("fixed", "1.4.2"))]}, [" < 1.4.2"]),
        ({"ranges": [spans("ECOSYSTEM", START, ("last_affected", "1.2"))]}, [" >= 1.0, <= 1.2"]),
        ({"ranges": [spans("SEMVER", START, ("fixed", "1.1"), SECOND, ("fixed", "2.1"))]}, [" >= 1.0, < 1.1", " >= 2.0, < 2.1"]),
        ({"ranges": [spans("SEMVER", START, ("fixed", "1.1"), SECOND)]}, [" >= 1.0, < 1.1", " >= 2.0"]),
        ({"ranges": [spans("SEMVER", START, ("fixed", "1.1")), spans("ECOSYSTEM", START, ("fixed", "1.1"))]}, [" >= 1.0, < 1.1"]),
        ({"ranges": [spans("SEMVER", START, ("fixed", "1.1"))], "versions": ["3.0"]}, [" >= 1.0, < 1.1", "@3.0"]),
        ({"ranges": [spans("GIT", ("introduced", "0"), ("fixed", "8d0f1c"))], "versions": ["3.0"]}, ["@3.0"]),
        ({"ranges": [spans("GIT", ("introduced", "0"))]}, [""]),
        ({"ranges": [spans("SEMVER", ("introduced", "0"))], "versions": ["3.0"]}, [""]),
        ({"ranges": [spans("SEMVER", ("fixed", "1.1"))]}, [""]),
        ({"ranges": [spans("SEMVER", START, SECOND, ("fixed", "2.1"))]}, [""]),
        ({"ranges": [spans("SEMVER", START, ("fixed", "<b>1 || 2</b>"))]}, [""]),
        ({"ranges": [spans("SEMVER", START, ("fixed", "1" * 65))]}, [""]),
        ({"ranges": "none", "versions": [str(number) for number in range(51)]}, [""]),
        ({}, [""]),
    ],
)  # fmt: skip
def test_osv_ranges(affected: dict[str, object], meant: list[str]) -> None:
    record = {**OSV, "affected": [{"package": {"ecosystem": "npm", "name": "left-padd"}, **affected}]}
    assert list(read("osv", record).names(Role.BREACHED)) == [f"pkg:npm/left-padd{each}" for each in meant]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (">= 1.0, < 1.4.2", " >= 1.0, < 1.4.2"),
        ("= 2.0", "@2.0"),
        ("< 3", " < 3"),
        (">=0,<=1.2.3-beta.1+5", " <= 1.2.3-beta.1+5"),
        (">= 0", ""),
        ("> 0", ""),
        ("all of them", ""),
        ("", ""),
    ],
)
def test_ghsa_ranges(text: str, meant: str) -> None:
    flaw = {"package": {"ecosystem": "npm", "name": "@scope/thing"}, "vulnerable_version_range": text}
    assert read("ghsa", {**GHSA, "vulnerabilities": [flaw]}).names(Role.BREACHED) == (f"pkg:npm/%40scope/thing{meant}",)


def test_a_range_that_would_be_too_long_an_id_is_all_of_the_package() -> None:
    flaw = {"package": {"ecosystem": "npm", "name": "n" * 190}, "vulnerable_version_range": "< 3"}
    assert read("ghsa", {**GHSA, "vulnerabilities": [flaw]}).names(Role.BREACHED) == (f"pkg:npm/{'n' * 190}",)

"""What new ears bring, end to end: packages by purl, lists of sub-processors, claims, and what licences ask for."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from fakes.registers import SUBS_TABLE
from fakes.world import World
from typer.testing import CliRunner, Result

from config.load import load_settings
from tocsin.cli import app
from tocsin.context import Context, Quiet
from tocsin.output.summary import Summary
from tocsin.pipeline import run_stages
from tocsin.running import run_once

OSV_LIST = "2025-11-27T15:00:01Z,MAL-2025-90001\n2025-11-27T14:59:00Z,MAL-2025-90002\n"


def run(world: World, day: int = 28) -> dict[str, Any]:
    """All stages once in this process, as of a day of November 2025."""
    shown: list[Summary] = []

    def show(_context: Context, summary: Summary) -> None:
        shown.append(summary)

    settings = load_settings(world.folder / "tocsin.yaml")
    run_once(settings, None, Quiet(), run_stages, as_of=date(2025, 11, day), shown=show)
    return shown[0].as_json()


def tocsin(world: World, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--config", str(world.folder / "tocsin.yaml"), *arguments])


def advisory(name: str, number: int, **meant: object) -> str:
    affected = [{"package": {"ecosystem": "PyPI", "name": name}, **meant}]
    record = {"id": f"MAL-2025-{number}", "published": "2025-11-27T14:00:00Z", "affected": affected}
    return json.dumps({**record, "summary": f"Malicious code in {name} (PyPI)"})


def test_malicious_packages_of_the_inventory_alert_and_others_wait(world: World) -> None:
    web = world.room.web
    web.set("/osv/modified_id.csv", OSV_LIST)
    web.set("/osv/MAL-2025-90001.json", advisory("requests", 90001, versions=["2.32.0", "2.32.1"]))
    span = {"type": "ECOSYSTEM", "events": [{"introduced": "2.0"}, {"fixed": "2.33"}]}
    web.set("/osv/MAL-2025-90002.json", advisory("nobody-uses-this", 90002, ranges=[span]))
    source = {"id": "osv", "kind": "osv", "url": web.url("/osv/modified_id.csv"), "trust": "registry"}
    world.configure(sources=[{**source, "attribution": "OSV.dev, Apache-2.0"}])
    first = run(world)
    assert (first["documents"], first["incidents"], first["alerts"]) == (2, 1, 1)
    (message,) = world.top_level
    text = world.text_of(message)
    assert "pkg:pypi/requests@2.32.0" in text
    assert "OSV.dev, Apache-2.0" in text
    (world.folder / "requirements.txt").write_text("nobody-uses-this==2.32.1\nrequests==2.32.1\n")
    world.configure(inventories=["inventory.cdx.json", "requirements.txt"])
    second = run(world, 29)
    assert (
        second["exposures"] == 3
    )  # one woken by the inventory that holds it now, two of the known one, looked at again
    assert any("version 2.32.1 is one of >= 2.0, < 2.33" in world.text_of(each) for each in world.top_level)


def test_a_changed_list_of_subprocessors_is_told_and_used(world: World) -> None:
    web = world.room.web
    web.set("/subs", SUBS_TABLE)
    source = {
        "id": "subs",
        "kind": "subprocessors",
        "url": web.url("/subs"),
        "trust": "vendor",
        "organisation": "OpenAI",
    }
    world.configure(sources=[source])
    run(world)
    assert world.slack.messages == []  # the first list is history
    web.set("/subs", SUBS_TABLE.replace("Acme Cloud", "Ternfold Payroll"))
    run(world, 29)
    (message,) = world.top_level
    text = world.text_of(message)
    assert "Your vendor OpenAI now passes data to Ternfold Payroll (Hosting; Backup)." in text
    assert "Your vendor OpenAI no longer lists Acme Cloud." in text
    graph = tocsin(world, "source", "list", "--vendors", "--json")
    covered = {entry["vendor"]: entry["live"] for entry in json.loads(graph.stdout)}
    assert covered["OpenAI"] == []  # a list of sub-processors tells of no breach
    diff = tocsin(world, "source", "diff", web.url("/subs"))
    assert "Ternfold Payroll" in diff.stdout
    unknown = tocsin(world, "source", "diff", "http://[x")
    assert (unknown.exit_code, unknown.stderr) == (3, "tocsin: http://[x: no such document is stored\n")


def test_a_list_of_subprocessors_that_loses_most_of_its_names_at_once_waits_to_be_seen_again(world: World) -> None:
    """Its server sends half a page, or a redesign leaves the first part of it: nobody left."""
    names = [f"<tr><td>Ternfold {letter}, Inc.</td><td>Payroll</td></tr>" for letter in "ABCDEFGHI"]

    def listed(rows: list[str]) -> str:
        return f"<h1>Our sub-processors</h1><table><tr><th>Name</th><th>Purpose</th></tr>{''.join(rows)}</table>"

    def ended() -> int:
        edges = json.loads(tocsin(world, "inventory", "graph", "--json").stdout)["edges"]
        return sum(edge["ended"] is not None for edge in edges if edge["source"] == web.url("/subs"))

    web = world.room.web
    web.set("/subs", listed(names))
    source = {"id": "subs", "kind": "subprocessors", "url": web.url("/subs"), "trust": "vendor"}
    world.configure(sources=[{**source, "organisation": "OpenAI"}])
    assert run(world)["problems"] == []
    web.set("/subs", listed(names[:5]))
    assert run(world, 29)["problems"] == []  # four left, five are in it: that may be
    web.set("/subs", listed(names))
    assert run(world, 30)["problems"] == []
    told = len(world.top_level)
    web.set("/subs", listed(names[:3]))
    [problem] = run(world, 30)["problems"]
    assert "6 names left it at once, and 3 are in it: they count as left once it is asked again and says the" in problem
    web.set("/subs", listed([*names[1:], names[0]]))
    assert run(world, 30)["problems"] == []
    assert (ended(), len(world.top_level)) == (0, told)
    web.set("/subs", listed(names[:3]))
    run(world, 30)
    assert ended() == 0
    [problem] = run(world, 30)["problems"]
    assert "6 names left it at once, and 3 are in it: they count as left; was it cut short?" in problem
    assert (ended(), len(world.top_level)) == (6, told + 1)
    assert run(world, 30)["problems"] == []


def test_source_add_finds_the_feed_and_source_test_shows_the_requests(world: World) -> None:
    web = world.room.web
    web.set(
        "/blog",
        '<html><head><link rel="alternate" type="application/rss+xml" href="/press/feed.xml"></head><body>x</body></html>',
    )
    world.room.publish("press", "Nothing happened", "Thu, 27 Nov 2025 08:00:00 GMT", "<p>Nothing at all.</p>")
    web.set("/press/feed.xml", web.pages["/press.xml"])
    added = tocsin(world, "source", "add", web.url("/blog"), "--json")
    entry = json.loads(added.stdout)["entry"]
    assert (entry["kind"], entry["url"]) == ("feed", web.url("/press/feed.xml"))
    web.set_robots("User-agent: *\nDisallow: /press/\n")
    tried = tocsin(world, "source", "test", "press", "--json")
    shown = json.loads(tried.stdout)
    assert shown["requests"][0]["robots"] in ("allows it", "forbids it")
    refused = json.loads(tocsin(world, "source", "test", web.url("/press/feed.xml"), "--json").stdout)
    assert refused["state"] == "robots"
    assert refused["requests"][0]["robots"] == "forbids it"
    assert refused["kept"] == "full"
    assert "of each would be kept: all of its text" in tocsin(world, "source", "test", "press").stdout


FLAW = "CVE-2025-90077"
KEV = {"cveID": FLAW, "vendorProject": "Ternfold Payroll", "product": "Ternfold Payroll Connector",
       "vulnerabilityName": "Ternfold Payroll Connector Path Traversal", "dateAdded": "2025-11-27"}  # fmt: skip
OLD = {**KEV, "cveID": "CVE-2019-90001", "dateAdded": "2020-01-01"}
OTHERS = {**KEV, "cveID": "CVE-2025-90099", "vendorProject": "Brackenmoor", "product": "Portal"}
INTRUSION = f"""<p>Ternfold Payroll confirmed on 26 November 2025 that an unauthorised party exploited {FLAW} and gained access to its
systems on 14 November 2025. Names and email addresses of its users were stolen.</p>"""
ACCESSED = """<p>On 27 November 2025 Ternfold Payroll found that an unauthorised party used CVE-2025-90088 in its connector and gained
access to the data of customers: names and bank account numbers of 4,000 users were copied.</p>"""


def test_advisories_on_products_of_the_inventory_make_one_low_digest_and_explain_incidents(world: World) -> None:
    web, room = world.room.web, world.room
    web.set("/kev.json", json.dumps({"vulnerabilities": [KEV, OLD, OTHERS]}))
    flaw = "<p>A path traversal in the Ternfold Payroll app, CVE-2025-90055, lets an attacker read files. Update to 4.2.</p>"
    room.publish("psirt", "Ternfold Payroll app: path traversal", "Thu, 27 Nov 2025 08:00:00 GMT", flaw)
    room.publish("press", "Ternfold Payroll was breached", "Thu, 27 Nov 2025 09:00:00 GMT", INTRUSION)
    world.configure(
        alerts={"horizon": "30d", "digest": "0 8 * * *"},
        sources=[
            {"id": "kev", "kind": "kev", "url": web.url("/kev.json"), "trust": "catalogue"},
            {"id": "psirt", "kind": "feed", "url": room.feed_url("psirt"), "trust": "vendor", "organisation": "Ternfold Payroll"},
            {"id": "press", "kind": "feed", "url": room.feed_url("press"), "trust": "press"},
        ],
    )  # fmt: skip
    first = run(world)
    assert (first["incidents"], first["alerts"]) == (1, 1)
    assert world.about("Vulnerabilities:") == []  # they wait for the digest's time
    run(world, 29)
    (digest,) = world.about("Vulnerabilities:")
    text = world.text_of(digest)
    assert "2 advisories on products of your inventory, 1 known to be exploited" in text
    assert "LOW" in text
    assert FLAW in text
    assert "CVE-2025-90055" in text
    for absent in ("CVE-2019-90001", "Brackenmoor"):  # history, and nobody's product
        assert absent not in text
    shown = json.loads(tocsin(world, "incident", "show", "1", "--json").stdout)
    assert [(one["vulnerability"], one["exploited"]) for one in shown["vulnerabilities"]] == [(FLAW, True)]
    room.publish(
        "psirt", "Ternfold Payroll connector: customer data accessed", "Fri, 28 Nov 2025 09:00:00 GMT", ACCESSED
    )
    later = run(world, 30)
    assert later["alerts"] == 1  # an advisory that tells of an incident is a disclosure
    assert len(world.about("Vulnerabilities:")) == 1  # nothing is told twice


@pytest.mark.parametrize("back", [False, True])
def test_advisories_that_came_before_the_inventory_are_told_once_and_listed(world: World, back: bool) -> None:
    """Whether the vendor is new, or had left the inventory and is back."""
    web = world.room.web
    told = {**OTHERS, "vulnerabilityName": "Brackenmoor Portal Path Traversal"}
    long_ago = {**told, "cveID": "CVE-2019-90002", "dateAdded": "2020-01-01"}
    web.set("/kev.json", json.dumps({"vulnerabilities": [told, long_ago]}))
    sources = [{"id": "kev", "kind": "kev", "url": web.url("/kev.json"), "trust": "catalogue"}]
    alerts = {"horizon": "30d", "digest": "0 8 * * *"}
    (world.folder / "more.csv").write_text("name\nBrackenmoor\n" if back else "name\nFernmoor\n")
    world.configure(alerts=alerts, inventories=["inventory.cdx.json", "more.csv"])
    run(world, 26)
    (world.folder / "more.csv").write_text("name\nFernmoor\n")
    world.configure(sources=sources)
    run(world, 27)
    assert tocsin(world, "advisory", "list", "--json").stdout == ""
    (world.folder / "more.csv").write_text("name\nBrackenmoor\n")
    run(world, 28)
    (waiting,) = map(json.loads, tocsin(world, "advisory", "list", "--json").stdout.splitlines())
    assert (waiting["makers"], waiting["items"], waiting["told"]) == (["Brackenmoor"], ["Brackenmoor"], None)
    run(world, 29)
    (digest,) = world.about("Vulnerabilities:")
    assert "CVE-2025-90099" in world.text_of(digest)
    assert "CVE-2019-90002" not in world.text_of(digest)  # history is not told, whoever is new
    (world.folder / "more.csv").write_text("name,owner\nBrackenmoor,platform\n")
    run(world, 30)
    assert len(world.about("Vulnerabilities:")) == 1
    listed = tocsin(world, "advisory", "list", "--vendor", "Brackenmoor", "--since", "2025-11-20").stdout
    assert "CVE-2025-90099" in listed
    assert "told 2025-11-29" in listed
    assert "KNOWN TO BE EXPLOITED" in listed
    assert "none" in tocsin(world, "advisory", "list", "--since", "2025-11-28").stdout
    assert "none" in tocsin(world, "advisory", "list", "--vendor", "OpenAI").stdout


def test_the_advisories_on_a_package_are_listed_held_or_not(world: World) -> None:
    web = world.room.web
    web.set("/osv/modified_id.csv", OSV_LIST)
    web.set("/osv/MAL-2025-90001.json", advisory("requests", 90001, versions=["2.32.0"]))
    web.set("/osv/MAL-2025-90002.json", advisory("nobody-uses-this", 90002, versions=["2.0"]))
    url = web.url("/osv/modified_id.csv")
    world.configure(sources=[{"id": "osv", "kind": "osv", "url": url, "trust": "registry"}])
    run(world)

    def titles(purl: str) -> list[tuple[str, bool]]:
        lines = tocsin(world, "advisory", "list", "--purl", purl, "--json").stdout.splitlines()
        return [(one["title"], one["incident"] is not None) for one in map(json.loads, lines)]

    assert titles("pkg:pypi/requests") == [("Malicious code in requests (PyPI)", True)]
    assert titles("pkg:pypi/nobody-uses-this@2.0") == [("Malicious code in nobody-uses-this (PyPI)", False)]
    assert titles("pkg:pypi/nobody-uses-this@3.0") == []
    assert tocsin(world, "advisory", "list", "--purl", "requests").exit_code == 2

"""Registers and trust centres in their publishers' true shapes, filled with invented names."""

from __future__ import annotations

import json
from urllib.parse import parse_qs

from fakes.bad_web import BadWeb, Hit, Page

HHS_ROWS = [
    ("Example Clinic PC", "OH", "Healthcare Provider", "5210", "11/02/2026", "Hacking/IT Incident", "Network Server"),
    ("Quillmetric, Inc.", "CA", "Business Associate", "120000", "11/03/2026", "Hacking/IT Incident", "Email"),
]
_STATE = '<input type="hidden" name="javax.faces.ViewState" id="j_id1:javax.faces.ViewState:0" value="{}"/>'
HHS_FRONT = f"""<html><body><form id="ocrForm" name="ocrForm" method="post" action="/src.jsf;jsessionid=1">
<a href="#" onclick="mojarra.jsfcljs(document.getElementById('ocrForm'),{{'ocrForm:j_idt39':'ocrForm:j_idt39'}},'');
return false">View HIPAA Breach Reports</a>{_STATE.format("-1:1")}</form></body></html>"""
HHS_LIST = f"""<html><body><form id="ocrForm" name="ocrForm" method="post" action="/src.jsf"><div id="ocrForm:reportResultTable"
class="ui-datatable ui-widget"><table><thead><tr><th>Name of Covered Entity</th><th>State</th></tr></thead></table></div>
<script>PrimeFaces.cw("DataTable",{{id:"x",paginator:{{rows:100,rowCount:{len(HHS_ROWS)}}}}});</script>
{_STATE.format("-1:2")}</form></body></html>"""


def serve_hhs(web: BadWeb, path: str = "/src") -> None:
    """The register at `path`: a front page, a click that needs the session's cookie, and rows in partial answers."""

    def answer(hit: Hit) -> Page:
        sent = {name: values[0] for name, values in parse_qs(hit.body.decode()).items()}
        if "JSESSIONID=abc" not in hit.headers.get("Cookie", ""):
            return Page("<partial-response><redirect url='/'/></partial-response>", "text/xml")
        if sent.get("javax.faces.partial.ajax") != "true":
            assert sent["ocrForm:j_idt39"] == "ocrForm:j_idt39"
            return Page(HHS_LIST, "text/html")
        first = int(sent["ocrForm:reportResultTable_first"])
        cells = (
            f'<tr data-ri="{first + n}"><td></td>{"".join(f"<td>{cell}</td>" for cell in row)}</tr>'
            for n, row in enumerate(HHS_ROWS[first : first + 100])
        )
        updates = f'<update id="ocrForm:reportResultTable"><![CDATA[{"".join(cells)}]]></update>'
        state = '<update id="j_id1:javax.faces.ViewState:0"><![CDATA[-1:3]]></update>'
        body = f"<?xml version='1.0' encoding='UTF-8'?>\n<partial-response id='j_id1'><changes>{updates}{state}</changes></partial-response>"
        return Page(body, "text/xml")

    web.set(path, Page(HHS_FRONT, "text/html", headers={"Set-Cookie": "JSESSIONID=abc; Path=/; HttpOnly"}))
    web.answer("/src.jsf;jsessionid=1", answer)
    web.answer("/src.jsf", answer)


CSAF_METADATA = json.dumps(
    {
        "canonical_url": "https://psirt.example/.well-known/csaf/provider-metadata.json",
        "metadata_version": "2.0",
        "role": "csaf_trusted_provider",
        "publisher": {"category": "vendor", "name": "Example PSIRT", "namespace": "https://psirt.example"},
        "distributions": [{"rolie": {"feeds": [{"tlp_label": "WHITE", "url": "/csaf/feed-white.json"}]}}, {"directory_url": "/csaf/white"}],
    }
)  # fmt: skip
CSAF_FEED = json.dumps(
    {"feed": {"id": "x", "title": "Example", "entry": [
        {"id": "example-sa-0007", "title": "Example advisory", "updated": "2026-11-03T10:00:00Z",
         "link": [{"rel": "hash", "href": "/csaf/sa7.json.sha512"}], "content": {"type": "application/json", "src": "/csaf/sa7.json"}}]}}
)  # fmt: skip
CSAF_CHANGES = '"sa7.json","2026-11-03T10:00:00Z"\n"sa7.json.asc","2026-11-03T10:00:00Z"\n'
CSAF_ADVISORY = json.dumps(
    {
        "document": {
            "title": "Example Gateway: path traversal", "lang": "en", "publisher": {"name": "Example PSIRT"},
            "notes": [{"category": "summary", "text": "Update the gateway to 4.2."}],
            "tracking": {"id": "example-sa-0007", "status": "final", "initial_release_date": "2026-11-03T10:00:00Z"},
        },
        "product_tree": {"branches": [{"category": "vendor", "name": "Example", "branches": [{"category": "product_name", "name": "Gateway", "branches": [{"category": "product_version", "name": "4.1"}]}]}]},
        "vulnerabilities": [{"cve": "CVE-2026-99999"}],
    }
)  # fmt: skip

SUBS_TABLE = """<html><head><title>Fennel AI - Subprocessors</title></head><body><h1>Subprocessors</h1>
<p>Last updated: November 1, 2026</p><p>Fennel AI engages the following third parties to process personal data of its customers,
under written terms that protect it, and tells subscribers of this page before any of them changes.</p>
<table><tr><th>Entity Name</th><th>Purpose</th><th>Country</th></tr>
<tr><td>Quillmetric, Inc.</td><td>Web analytics</td><td>USA</td></tr>
<tr><td>Snowdrift (formerly Datafall), Inc.</td><td>Data warehouse</td><td>USA, Germany</td></tr>
<tr><td rowspan="2">Acme Cloud</td><td>Hosting</td><td>USA</td></tr><tr><td>Backup</td><td>Ireland</td></tr></table>
<h2>Affiliates</h2><table><tr><th>Name</th><th>Country</th></tr><tr><td>Fennel AI Ireland Ltd</td><td>Ireland</td></tr></table>
<ul><li>Fennel AI Japan KK</li></ul></body></html>"""
SUBS_ITEMS = """<html><head><title>Fennel AI</title></head><body><nav><ul><li>Home</li></ul></nav><h1>Our sub-processors</h1>
<p>We use these companies to provide the service, each bound by a data processing agreement with terms no weaker than ours, and we
review every one of them at least once a year and before any change.</p>
<ul><li>Quillmetric, Inc. - web analytics</li><li>Acme Cloud (hosting)</li></ul><h2>Our affiliates</h2><ul><li>Fennel AI Japan KK</li></ul></body></html>"""
SUBS_MARKDOWN = """---
title: Example Subprocessors
---
Effective date: **October 30, 2026**

| Name of subprocessor | Description of processing | Location of processing | Corporate location |
|---|---|---|---|
| [Quillmetric, Inc.](https://quillmetric.example) | Product analytics | United States | United States |
| Example Cloud (EC2 \\| S3) | Hosting | United States, Sweden | United States |
"""
SUBS_SAFEBASE = (
    '<html><head><title>Trust Center</title></head><body><script id="__NEXT_DATA__" type="application/json">'
    + json.dumps({"props": {"pageProps": {"orgInfo": {"sp": {"products": {"default": {"raw": {"spData": {"items": {"uid1": {"listEntries": [
        {"company": {"name": "Quillmetric", "domain": "quillmetric.example"}, "purpose": "Analytics", "location": "US"}]}}}}}}}}}}})
    + "</script></body></html>"
)  # fmt: skip
SUBS_CONVEYOR = json.dumps(
    {"_embedded": {"subprocessors": [{"id": 1, "canonical_asset_id": 77, "purpose": "Analytics"}],
                   "canonical_assets": [{"id": 77, "name": "Quillmetric", "website": "https://quillmetric.example"}]}}
)  # fmt: skip
SHELL = '<!doctype html><html><head><title>Trust Center</title></head><body><div id="root"></div><script src="/bundle.js"></script></body></html>'

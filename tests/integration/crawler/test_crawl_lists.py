"""Lists, tables and documents in files: what each form gives, and what is missing is said."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from fakes import registers
from fakes.bad_web import BadWeb, Page, article
from fakes.pdf import make_pdf, make_ruled_pdf
from fakes.polling import Collector, make_source
from fakes.registers import (
    CSAF_ADVISORY,
    CSAF_CHANGES,
    CSAF_FEED,
    CSAF_METADATA,
    HHS_LIST,
    SHELL,
    SUBS_CONVEYOR,
    SUBS_ITEMS,
    SUBS_MARKDOWN,
    SUBS_SAFEBASE,
    SUBS_TABLE,
    serve_hhs,
)

from config.catalogue import load_catalogue
from crawler.spiders import hhs
from model.document import SourceOutcome

Poller = Callable[..., SourceOutcome]


@pytest.mark.parametrize(
    ("body", "names", "updated"),
    [
        (SUBS_TABLE, ["Acme Cloud", "Quillmetric, Inc.", "Snowdrift (formerly Datafall), Inc."], "2026-11-01"),
        (SUBS_ITEMS, ["Acme Cloud", "Quillmetric, Inc."], ""),
        (Page(SUBS_MARKDOWN, "text/plain"), ["Example Cloud (EC2 | S3)", "Quillmetric, Inc."], "2026-10-30"),
        (SUBS_SAFEBASE, ["Quillmetric"], ""),
        (Page(SUBS_CONVEYOR, "application/json"), ["Quillmetric"], ""),
        (
            Page(make_pdf(["Fennel AI sub-processors", ((40, "Name"), (250, "Purpose")), ((40, "Quillmetric, Inc."), (250, "Analytics"))]), "application/pdf"),
            ["Quillmetric, Inc."],
            "",
        ),
    ],
)  # fmt: skip
def test_every_form_of_a_list_of_subprocessors_gives_its_names(
    web: BadWeb, poll: Poller, store: Collector, body: str | Page, *, names: list[str], updated: str
) -> None:
    web.set("/list", body)
    assert poll("/list", "subprocessors").state == "ok"
    fields = store.documents[0].fields
    assert fields is not None
    assert [entry["name"] for entry in fields["entries"]] == names
    assert fields["updated"] == updated


PARTED = """<html><head><title>Fennel AI</title></head><body><h1>Subprocessors</h1><p>Last updated: Nov 1st, 2026</p>
<table><tr><td>Menu</td><td><table><tr><th>Entity Name</th><th>Purpose</th><th>Country</th></tr>
<tr><td colspan="3"><b>Hosting</b></td></tr><tr><td>Acme Cloud</td><td colspan="2">Hosting, worldwide</td></tr>
<tr><td colspan="3">Analytics</td></tr><tr><th>Entity Name</th><th>Purpose</th><th>Country</th></tr>
<tr><td>Third-party sub-processors:</td><td></td><td></td></tr>
<tr><td>Quillmetric, Inc.</td><td>Web analytics</td><td>USA</td></tr></table></td></tr>
<tr><td>Imprint</td><td>Contact the vendor</td></tr></table></body></html>"""


def test_the_headings_within_a_list_are_nobodys_names(web: BadWeb, poll: Poller, store: Collector) -> None:
    web.set("/list", PARTED)
    assert poll("/list", "subprocessors").state == "ok"
    assert store.documents[0].fields == {
        "updated": "2026-11-01",
        "entries": [
            {"name": "Acme Cloud", "purpose": "Hosting, worldwide", "location": ""},
            {"name": "Quillmetric, Inc.", "purpose": "Web analytics", "location": "USA"},
        ],
    }


ONCE = """<html><head><title>Fennel AI</title></head><body><h1>Subprocessors</h1><table><tr><th>Service name</th>
<th>Sub-processor activity</th><th>Subprocessor</th></tr><tr><td>Mail</td><td>Sending</td><td>Quillmetric, Inc.</td></tr></table>
<h2>Former sub-processors</h2><table><tr><th>Subprocessor</th><th>Removed</th></tr><tr><td>Acme Cloud</td><td>2026</td></tr></table>
<h2>Change log</h2><table><tr><th>Change to our sub-processors</th><th>Date</th></tr><tr><td>Acme Cloud left</td><td>2026</td></tr>
</table></body></html>"""


def test_who_was_on_a_list_once_and_what_is_done_are_no_names_of_it(
    web: BadWeb, poll: Poller, store: Collector
) -> None:
    web.set("/list", ONCE)
    assert poll("/list", "subprocessors").state == "ok"
    assert [entry["name"] for entry in (store.documents[0].fields or {})["entries"]] == ["Quillmetric, Inc."]


def test_a_trust_centre_that_needs_a_browser_is_no_empty_list(web: BadWeb, poll: Poller, store: Collector) -> None:
    web.set("/list", SHELL)
    outcome = poll("/list", "subprocessors")
    assert outcome.state == "shell"
    assert "import --as subprocessors" in outcome.detail
    web.set("/list", article("Terms of service", "These terms govern the use of the service. " * 8))
    assert poll("/list", "subprocessors").state == "changed"
    assert store.documents == []


def test_what_a_page_says_around_its_list_makes_no_new_version(web: BadWeb, poll: Poller) -> None:
    web.set("/list", SUBS_TABLE)
    assert poll("/list", "subprocessors").documents == 1
    web.set("/list", SUBS_TABLE.replace("<h1>", "<p>Visitor 4711</p><h1>"))
    assert poll("/list", "subprocessors").documents == 0


def test_csaf_falls_back_to_its_list_of_changes(web: BadWeb, poll: Poller, store: Collector) -> None:
    data = json.loads(CSAF_METADATA)
    data["distributions"] = data["distributions"][1:]
    web.set("/meta", json.dumps(data))
    web.set("/csaf/white/changes.csv", CSAF_CHANGES)
    web.set("/csaf/white/sa7.json", CSAF_ADVISORY)
    assert poll("/meta", "csaf").documents == 1
    assert store.documents[0].fields == {
        "id": "example-sa-0007", "publisher": "Example PSIRT", "status": "final", "vendors": ["Example"],
        "products": ["Gateway"], "vulnerabilities": ["CVE-2026-99999"],
    }  # fmt: skip
    assert "Update the gateway" in store.documents[0].text


def test_csaf_leaves_alone_the_feeds_of_those_with_a_login(web: BadWeb, poll: Poller, store: Collector) -> None:
    data = json.loads(CSAF_METADATA)
    data["distributions"][0]["rolie"]["feeds"].insert(0, {"tlp_label": "AMBER", "url": "/csaf/feed-amber.json"})
    web.set("/meta", json.dumps(data))
    web.set("/csaf/feed-amber.json", Page("no", status=401))
    web.set("/csaf/feed-white.json", CSAF_FEED)
    web.set("/csaf/sa7.json", CSAF_ADVISORY)
    assert (poll("/meta", "csaf").state, len(store.documents)) == ("ok", 1)
    assert web.count("/csaf/feed-amber.json") == 0


def test_pages_of_a_table_are_read_until_nothing_is_new(web: BadWeb, poll: Poller, store: Collector) -> None:
    def page(hit: Any) -> Page:
        number = min(int(hit.path.partition("page=")[2]), 2)  # beyond the last page the last is shown again
        row = f"<tr><td>Notice {number}</td><td>11/0{number + 1}/2026</td></tr>"
        return Page(f"<table><tr><th>Organization</th><th>Reported</th></tr>{row}</table>", "text/html")

    web.answer("/rows", page)
    outcome = poll("/rows?page={page}", "html_table", options={"heads": ["organization"], "max_pages": 9})
    assert (outcome.state, outcome.documents) == ("ok", 3)
    assert web.count("/rows") == 4


YEARS = """<table><tr><td>Menu</td><td><table><tr><th>Organization</th><th colspan="2">Dates of Breach</th><th>Reported</th></tr>
<tr><td colspan="4">2026</td></tr><tr><td>Quillmetric, Inc.</td><td>10/28/2026</td><td>11/1/2026</td><td>11/6/2026</td></tr>
<tr><td colspan="4">2025</td></tr><tr><th>Organization</th><th colspan="2">Dates of Breach</th><th>Reported</th></tr>
<tr><td>Fennel AI</td><td colspan="2">unknown</td><td>11/7/2025</td></tr>
<tr><td colspan="4"><table><tr><td>1</td><td><a href="?p=2">2</a></td></tr></table></td></tr></table></td></tr></table>"""


def test_what_parts_a_table_or_turns_its_pages_is_no_row(web: BadWeb, poll: Poller, store: Collector) -> None:
    web.set("/rows", YEARS)
    assert poll("/rows", "html_table", options={"heads": ["organization", "reported"]}).documents == 2
    rows = {str(found.title): found.fields for found in store.documents}
    assert rows["Quillmetric, Inc."] == {
        "Organization": "Quillmetric, Inc.", "Dates of Breach": "10/28/2026", "Reported": "11/6/2026"
    }  # fmt: skip
    assert rows["Fennel AI"] == {"Organization": "Fennel AI", "Dates of Breach": "unknown", "Reported": "11/7/2025"}
    nothing = '<tr><th>Organization</th><th>Reported</th></tr><tr><td colspan="2">No records to display.</td></tr>'
    web.set("/rows", f"<table>{nothing}</table>")
    assert poll("/rows", "html_table", options={"heads": ["organization"]}).state == "empty"


ROW = "<tr><td>{}</td><td>{}</td><td>11/6/2026</td></tr>"
CONTACTS = "<table><tr><th>Office</th><th>Phone</th></tr><tr><td>Complaints</td><td>555 0100</td></tr></table>"


@pytest.mark.parametrize(
    ("head", "state"),
    [
        ("Organization Name", "ok"),
        ("ORGANIZATION_NAME:", "ok"),
        ("Who was hit", "changed"),  # no row of it can be read
        ("Organization / Location", "changed"),
    ],
)
def test_a_table_without_the_column_that_names_who_gave_notice_has_changed(
    web: BadWeb, poll: Poller, store: Collector, head: str, state: str
) -> None:
    heads = f"<tr><th>{head}</th><th>Where</th><th>Reported</th></tr>"
    web.set("/rows", f"{CONTACTS}<table>{heads}{ROW.format('Quillmetric, Inc.', 'Bern')}</table>")
    outcome = poll("/rows", "html_table")
    assert (outcome.state, len(store.documents)) == (state, state == "ok")
    assert ("names who gave notice" in outcome.detail) == (state == "changed")


def test_a_row_is_headed_by_who_gave_notice_wherever_that_stands(web: BadWeb, poll: Poller, store: Collector) -> None:
    heads = "<tr><th>Reported</th><th>Organization</th></tr>"
    web.set("/rows", f"<table>{heads}<tr><td>11/6/2026</td><td>Quillmetric, Inc.</td></tr></table>")
    assert poll("/rows", "html_table").documents == 1
    assert store.titles == ["Quillmetric, Inc."]


def test_a_register_with_a_table_for_each_year_is_read_whole(web: BadWeb, poll: Poller, store: Collector) -> None:
    heads = "<tr><th>Organization</th><th>Where</th><th>Reported</th></tr>"
    tables = [f"<h2>{year}</h2><table>{heads}{ROW.format(f'Quillmetric {year}', '')}</table>" for year in (2025, 2026)]
    web.set("/rows", "".join(tables))
    assert poll("/rows", "html_table", options={"heads": ["organization"]}).state == "ok"
    assert store.titles == ["Quillmetric 2025", "Quillmetric 2026"]


def test_a_pdf_behind_a_page_is_found_and_a_notice_is_one_document(web: BadWeb, poll: Poller, store: Collector) -> None:
    web.set("/reports", '<a href="/about">About</a><a href="/2026.pdf">2026 report</a>')
    web.set(
        "/2026.pdf",
        Page(make_pdf(["Notice of data event", "Quillmetric, Inc. found that names were taken."]), "application/pdf"),
    )
    assert poll("/reports", "pdf").documents == 1
    assert store.documents[0].title == "Notice of data event"
    assert "names were taken" in store.documents[0].text
    assert store.documents[0].url == web.url("/2026.pdf")


MASSACHUSETTS = (
    "Breach\nNumber", "Date Reported\nTo OCA", "Reporting Organization Name", "Reporting\nOrganization Type", "MA Residents\nAffected",
    "SSN\nBreached", "Medical\nRecords\nBreached", "Financial\nAccount\nBreached", "Drivers\nLicenses\nBreached", "Credit/Debit\nNumbers\nBreached",
)  # fmt: skip
INDIANA = ("ROW NO", "Matter: Name", "Notific\nSent", "Breach Occ", "IN\nAffected", "Total\nAffected")


def shipped(name: str) -> dict[str, Any]:
    return dict(next(entry.source.options for entry in load_catalogue() if entry.source.id == name))


@pytest.mark.parametrize("last_rule", [True, False])
def test_massachusetts_rows_keep_what_is_wrapped_in_their_own_cells(
    web: BadWeb, poll: Poller, store: Collector, *, last_rule: bool
) -> None:
    first = [
        MASSACHUSETTS,
        ("2026-999", "15-Jul-26", "Quillmetric\nAnalytics, Inc.", "Software", "1,250", "Yes", "No", "No", "Yes", "No"),
        ("-", "-", "-", "-", "0", "-", "-", "-", "-", "-"),
        ("2026-9", "15-Jul-26", "Breach Report\nOrganization", "Other", "1", "No", "No", "No", "No", "No"),
        ("2026-\n1000", "16-Jul-26", "Snowdrift\nHoldings\nof Boston, LLC", "Banks & Credit\nUnions", "4", "No", "Y es", "No", "No", "No"),
    ]  # fmt: skip
    second = [MASSACHUSETTS, ("2026-\n1001", "17-Jul-26", "Harbour Post", "Retail", "", "", "", "", "", "")]
    widths = (40, 50, 100, 70, 50, 45, 45, 45, 45, 55)
    web.set("/2026", Page(make_ruled_pdf(widths, first, second, last_rule=last_rule), "application/pdf"))
    assert poll("/2026", "pdf", options=shipped("state_ma")).state == "ok"
    rows = {document.title: document for document in store.documents}
    assert set(rows) == {
        "-", "Breach Report Organization", "Quillmetric Analytics, Inc.", "Snowdrift Holdings of Boston, LLC", "Harbour Post",
    }  # fmt: skip
    fields = rows["Snowdrift Holdings of Boston, LLC"].fields
    assert fields is not None
    assert (fields["Breach Number"], fields["Medical Records Breached"]) == ("2026-1000", "Y es")
    published = rows["Quillmetric Analytics, Inc."].published
    assert published is not None
    assert published.date().isoformat() == "2026-07-15"
    corrected = [MASSACHUSETTS, (*second[1][:4], "77", "Yes", "No", "No", "No", "No")]
    web.set("/2026", Page(make_ruled_pdf(widths, first, corrected), "application/pdf"))
    poll("/2026", "pdf", options=shipped("state_ma"))
    assert store.documents[-1].url == rows["Harbour Post"].url


def test_in_january_last_years_report_stands_in_for_the_one_that_is_not_out_yet(web: BadWeb, store: Collector) -> None:
    widths = (40, 50, 100, 70, 50, 45, 45, 45, 45, 55)
    row = ("2026-1999", "30-Dec-26", "Quillmetric, Inc.", "Software", "4", "Yes", "No", "No", "No", "No")
    web.set("/report-2026", Page(make_ruled_pdf(widths, [MASSACHUSETTS, row]), "application/pdf"))
    source = make_source(web.url("/report-{year}"), "pdf", options=shipped("state_ma"))
    new_year, february = datetime(2027, 1, 2, tzinfo=UTC), datetime(2027, 2, 2, tzinfo=UTC)
    assert [store.poll(source, now=now)[0].state for now in (new_year, february)] == ["ok", "http_404"]
    assert store.titles == ["Quillmetric, Inc."]


def test_last_years_report_is_read_on_for_two_months_beside_this_years(web: BadWeb, store: Collector) -> None:
    def report(*rows: tuple[str, str, str]) -> Page:
        whole = [MASSACHUSETTS, *((*row, "Software", "4", "Yes", "No", "No", "No", "No") for row in rows)]
        return Page(make_ruled_pdf((40, 50, 100, 70, 50, 45, 45, 45, 45, 55), whole), "application/pdf", etag='"v"')

    def polled(month: int, day: int) -> tuple[str, int]:
        outcome = store.poll(source, now=datetime(2027, month, day, tzinfo=UTC))[0]
        return outcome.state, outcome.documents

    source = make_source(web.url("/report-{year}"), "pdf", options=shipped("state_ma"))
    web.set("/report-2026", report(("2026-1999", "30-Dec-26", "Quillmetric, Inc.")))
    web.set("/report-2027", report(("2027-1", "04-Jan-27", "Harbour Post")))
    assert polled(1, 9) == ("ok", 2)
    late = ("2026-2000", "31-Dec-26", "Zephyr Foods")
    web.set("/report-2026", report(("2026-1999", "30-Dec-26", "Quillmetric, Inc."), late))
    assert polled(1, 20) == ("ok", 1)  # this year's was not modified
    web.set("/report-2026", Page("gone", status=404))
    assert polled(2, 20) == ("not_modified", 0)
    asked = web.count("/report-2026")
    assert polled(3, 1) == ("not_modified", 0)
    assert web.count("/report-2026") == asked


def test_indiana_follows_the_latest_year_and_its_numbers_of_rows_are_nothing(
    web: BadWeb, poll: Poller, store: Collector
) -> None:
    form = '<a href="/form-fillable.pdf">Notification form</a>'
    web.set("/breaches", form + "".join(f'<a href="/files/{year}.pdf">{year}</a>' for year in (2014, 2025, 2026)))
    rows = [
        ("1", "Quillmetric, Inc.", "11/04/2026", "10/28/2026", "12", "5,700"),
        ("2", "Zephyr Foods", "11/5/26", "", "3", "3"),
    ]
    widths = (40, 150, 70, 70, 50, 50)
    web.set("/files/2026.pdf", Page(make_ruled_pdf(widths, [INDIANA, *rows]), "application/pdf"))
    assert poll("/breaches", "pdf", options=shipped("state_in")).documents == 2
    first = store.documents[0]
    assert (first.title, web.count("/form-fillable.pdf"), web.count("/files/2014.pdf")) == ("Quillmetric, Inc.", 0, 0)
    assert first.fields is not None
    assert "ROW NO" not in first.fields
    renumbered = [("1", "Acme", "11/09/2026", "", "1", "1"), *((str(n), *row[1:]) for n, row in enumerate(rows, 2))]
    web.set("/files/2026.pdf", Page(make_ruled_pdf(widths, [INDIANA, *renumbered]), "application/pdf"))
    assert poll("/breaches", "pdf", options=shipped("state_in")).documents == 1
    late = make_ruled_pdf(widths, [INDIANA, ("9", "Fennel AI", "12/30/2025", "", "1", "1")])
    web.set("/files/2025.pdf", Page(late, "application/pdf"))
    early = make_source(web.url("/breaches"), "pdf", options=shipped("state_in"))
    assert store.poll(early, now=datetime(2026, 2, 3, tzinfo=UTC))[0].documents == 1
    assert store.documents[-1].title == "Fennel AI"


def test_hhs_says_so_where_rows_are_missing(web: BadWeb, poll: Poller, store: Collector) -> None:
    serve_hhs(web, "/list.jsf")
    web.handlers["/src.jsf;jsessionid=1"] = lambda hit: Page(
        HHS_LIST.replace("rowCount:2", "rowCount:745"), "text/html"
    )
    outcome = poll("/list.jsf", "hhs")
    assert outcome.state == "truncated"
    assert "2 of 745" in outcome.detail
    assert len(store.documents) == 2


def test_hhs_columns_are_read_by_their_heads_and_others_are_no_rows(
    web: BadWeb, poll: Poller, store: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    def show(heads: list[str], *cells: str) -> SourceOutcome:
        monkeypatch.setattr(registers, "HHS_ROWS", [cells])
        serve_hhs(web, "/list.jsf")
        drawn = "".join(f"<th>{head}</th>" for head in ["", *heads])
        page = re.sub("<th>.*</th>", drawn, HHS_LIST.replace("rowCount:2", "rowCount:1"))
        web.handlers["/src.jsf;jsessionid=1"] = lambda hit: Page(page, "text/html")
        return poll("/list.jsf", "hhs")

    names, row = list(hhs._NAMES), registers.HHS_ROWS[1]
    assert show(names, *row).state == "ok"
    for moved in ([*names[2:], "State", "Website", names[0]], [*names[:3], "Website", *names[3:]]):
        cells = dict(zip([*names, "Website"], [*row, "quillmetric.example"], strict=True))
        outcome = show(moved, *(cells[name] for name in moved))
        assert (outcome.state, outcome.documents) == ("ok", 0)  # it is the row that is stored
    assert show(["People hit" if name == "Individuals Affected" else name for name in names], *row).state == "changed"
    assert show([], *row, "one more").state == "changed"
    assert len(store.documents) == 1


def test_hhs_filings_of_one_entity_on_one_day_are_each_kept(
    web: BadWeb, poll: Poller, store: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    def row(people: str) -> tuple[str, ...]:
        return ("Quillmetric, Inc.", "CA", "Business Associate", people, "11/03/2026", "Hacking/IT Incident", "Email")

    shown = [row("7411"), row("473,467"), row("21830"), row("7411")]
    monkeypatch.setattr(registers, "HHS_ROWS", shown)
    serve_hhs(web, "/list.jsf")
    web.handlers["/src.jsf;jsessionid=1"] = lambda hit: Page(HHS_LIST.replace("rowCount:2", "rowCount:4"), "text/html")
    assert poll("/list.jsf", "hhs").documents == 3
    assert {(found.fields or {})["Individuals Affected"] for found in store.documents} == {"7411", "473,467", "21830"}
    shown.reverse()  # the register sorts by the day, and those of one day as it likes
    assert poll("/list.jsf", "hhs").documents == 0
    shown[shown.index(row("473,467"))] = row("480,000")
    assert poll("/list.jsf", "hhs").documents == 1
    assert len({found.url for found in store.documents}) == 3

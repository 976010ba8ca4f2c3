"""Filings on Form 8-K, from the search at EDGAR to the alert: item 8.01 need tell of no incident, and often does."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fakes.bad_web import BadWeb, Page, article
from fakes.by_hand import alerts_told, inventory_of, pager_context
from fakes.polling import make_source

from model.document import Source
from storage.database import Database
from tocsin.context import Context
from tocsin.stages.correlation import correlate_pending
from tocsin.stages.crawling import collect
from tocsin.stages.extraction import extract
from tocsin.stages.matching import match_pending

OUTLOOK = """<p>Forward-Looking Statements</p><p>Factors that could cause results to differ include cybersecurity incidents, data
breaches and ransomware attacks at the Company or its vendors.</p><p>They also include unauthorized access to customer data.</p>"""
OWN = """<p>On November 20, 2025, Quillmetric Inc. (the "Company") identified a cybersecurity incident affecting certain of its
systems. Names and social security numbers of 40,000 employees were stolen.</p>"""
SUPPLIER = """<p>On November 20, 2025, the Company was informed by Tallowfen Systems, its payroll vendor, that Tallowfen Systems had
been breached. The Company has since determined that names of 40,000 employees were stolen from Tallowfen Systems.</p>"""
BUYBACK = """<p>On November 20, 2025, Quillmetric Inc. announced that its board of directors authorized a share repurchase program of
up to $500 million.</p><p>The risk of a data breach or a ransomware attack is described in its annual report.</p>"""


def filing(number: int) -> dict[str, object]:
    source = {
        "ciks": ["0009999999"], "display_names": ["QUILLMETRIC INC  (QMTR)  (CIK 0009999999)"], "form": "8-K",
        "file_type": "8-K", "file_date": "2025-11-24", "period_ending": f"2025-11-{number}", "items": ["8.01", "9.01"],
        "adsh": f"0009999999-25-0000{number}",
    }  # fmt: skip
    return {"_id": f"{source['adsh']}:qm.htm", "_score": 1.0, "_source": source}


def run(database: Database, source: Source, folder: Path) -> Context:
    context = replace(pager_context(database), sources=(source,))
    inventory_of(context, folder, "Quillmetric", "Tallowfen Systems")
    for stage in (collect, extract, correlate_pending, match_pending):
        stage(context)
    return context


@pytest.mark.parametrize(
    ("prose", "paths"),
    [
        (OWN, [("Quillmetric",)]),
        (SUPPLIER, [("Tallowfen Systems",), ("Quillmetric", "Tallowfen Systems")]),
        (BUYBACK, []),
    ],
)
def test_a_filing_under_another_item_tells_of_the_incident_that_its_prose_tells_of(
    web: BadWeb, database: Database, tmp_path: Path, *, prose: str, paths: list[tuple[str, ...]]
) -> None:
    source = replace(make_source(web.url("/q"), "sec_efts"), options={"archive": web.url("/A"), "item": "8.01"})
    source = replace(source, min_items=0, every=timedelta(hours=4))
    for number, told in ((10, BUYBACK), (20, prose)):
        title = "<p>Item 8.01 Other Events.</p>"
        web.set(f"/A/9999999/0009999999250000{number}/qm.htm", article("8-K", title + told + OUTLOOK))
        hits = [filing(each) for each in (10, 20) if each <= number]
        web.set("/q", Page(json.dumps({"hits": {"hits": hits}}), "application/json"))
        context = run(database, source, tmp_path)
    assert context.tally.documents == 1
    assert [exposure.path for told in alerts_told(context) for exposure in told.exposures] == paths

"""A filing on Form 8-K: its fields name the filer, its prose says whether that was breached, or a supplier of it."""

from __future__ import annotations

from datetime import date

import pytest
from fakes.extracted import extracted

from model.disclosure import Disclosure
from model.rendering import render_fields
from model.vocabulary import DataStatus, DataType, Kind, Role
from nlp.structured import may_tell, read_fields, with_prose, without_prospects

FILED = {
    "display_names": ["QUILLMETRIC INC  (QMTR)  (CIK 0009999999)"], "ciks": ["0009999999"], "form": "8-K",
    "file_date": "2025-11-12", "period_ending": "2025-11-08", "adsh": "0009999999-25-000012",
}  # fmt: skip
TITLES = {"1.05": "Material Cybersecurity Incidents", "8.01": "Other Events"}

OWN = """On November 8, 2025, Quillmetric Inc. (the "Company") found a stranger's unauthorized access to its servers, and called in
Copperlatch, a cybersecurity firm. Names of customers were taken."""
UNNAMED = """On November 8, 2025, a third-party vendor told the Company of unauthorized access to the vendor's systems. Data of the
Company may have been affected there. The Company's own systems were not affected."""
NAMED = """On November 8, 2025, the Company was informed by Tallowfen Systems, its payroll vendor, that Tallowfen Systems had been
breached. Names of 900 employees were stolen from Tallowfen Systems."""
BOTH_NAMED = """On November 8, 2025, Quillmetric Inc. (the "Company") was notified by Tallowfen Systems, a third-party provider of
wage slips to the Company, of a cybersecurity incident at Tallowfen Systems. An unauthorized third party stole names of the
Company's employees from Tallowfen Systems."""
DIVIDEND = "On November 8, 2025, Quillmetric Inc. declared a dividend of $0.10."


def read(item: str, prose: str) -> Disclosure:
    fields = {**FILED, "items": [item, "9.01"]}
    title = f"QUILLMETRIC INC: form 8-K of 2025-11-12, items {item}, 9.01"
    text = f"{render_fields(fields)}\n\n8-K\nItem {item} {TITLES[item]}.\n\n{' '.join(prose.split())}"
    record = read_fields("sec_efts", fields, text, title, date(2025, 11, 12))
    assert record is not None
    return with_prose(record, extracted(text, title, published=date(2025, 11, 12)))


@pytest.mark.parametrize("item", TITLES)
@pytest.mark.parametrize(
    ("prose", "kind", "hit", "provider"),
    [
        (OWN, Kind.BREACH, (("QUILLMETRIC INC",), ()), []),
        (UNNAMED, Kind.THIRD_PARTY_BREACH, ((), ("QUILLMETRIC INC",)), [None]),
        (NAMED, Kind.THIRD_PARTY_BREACH, (("Tallowfen Systems",), ("QUILLMETRIC INC",)), []),
        (BOTH_NAMED, Kind.THIRD_PARTY_BREACH, (("Tallowfen Systems",), ("QUILLMETRIC INC",)), ["Tallowfen Systems"]),
    ],
)
def test_who_was_breached_and_who_was_hit_through_whom(
    item: str, prose: str, kind: Kind, hit: tuple[tuple[str, ...], ...], provider: list[str | None]
) -> None:
    found = read(item, prose)
    assert (found.is_disclosure, found.kind) == (True, kind)
    assert (found.names(Role.BREACHED), found.names(Role.DOWNSTREAM)) == hit
    assert [(link.user, link.provider) for link in found.links] == [("QUILLMETRIC INC", each) for each in provider]
    assert (found.dates.disclosed, found.case) == ("2025-11-12", "sec:9999999:2025-11-08")
    assert (DataType.NAMES in found.types(DataStatus.EXPOSED)) is (prose is not UNNAMED)


def test_a_filing_on_another_matter_tells_of_no_incident() -> None:
    assert not read("8.01", DIVIDEND).is_disclosure
    assert read("1.05", DIVIDEND).names(Role.BREACHED) == ("QUILLMETRIC INC",), "as the item says"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Names were taken. A breach could harm us. It has ended.", "Names were taken.  It has ended."),
        ("Data may have been affected. We may incur costs.", "Data may have been affected."),
        ("It was a breach of version 2.1. The risk of a hack is there.", "It was a breach of version 2.1."),
        ("Told.\nForward-Looking Statements\nHacks.\n\nBreaches.\nItem 9.01 Exhibits\nTold.", "Told.\nItem 9.01 Exhibits\nTold."),
        ("A hack. This report has forward-looking statements. Hacks.\nMore.\nSIGNATURES", "A hack.\nSIGNATURES"),
    ],
)  # fmt: skip
def test_what_might_come_is_no_word_of_what_came(text: str, left: str) -> None:
    found = without_prospects(text)
    assert len(found) == len(text), "what is quoted stands where it stood"
    assert "\n".join(line.rstrip() for line in found.split("\n") if line.strip()).split() == left.split()


def test_only_what_names_an_incident_may_tell_of_one() -> None:
    assert may_tell(OWN)
    assert not may_tell(DIVIDEND)

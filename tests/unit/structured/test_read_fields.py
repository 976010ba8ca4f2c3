from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.data_types import from_hibp_class, label, to_dpv, to_veris
from config.shipped import shipped_yaml
from model.disclosure import Dates
from model.rendering import render_fields
from model.vocabulary import Claim, DataType, Kind, Role
from nlp.structured import StructuredError, is_structured, read_fields
from nlp.structured.people import is_natural_person

HIBP = {
    "Name": "Quillmetric", "Title": "Quillmetric", "Domain": "quillmetric.example", "BreachDate": "2026-10-28",
    "AddedDate": "2026-11-07T04:02:11Z", "PwnCount": 812345,
    "Description": 'In <a href="https://news.example/">October</a> names and passwords stored as bcrypt hashes leaked.',
    "DataClasses": ["Email addresses", "Names", "Passwords"], "IsVerified": True, "IsRetired": False,
}  # fmt: skip
HHS = {"Name of Covered Entity": "Example Clinic PC", "State": "OH", "Covered Entity Type": "Healthcare Provider",
       "Individuals Affected": "5,210", "Breach Submission Date": "11/02/2026", "Type of Breach": "Hacking/IT Incident"}  # fmt: skip
TRAIN = Path(__file__).parents[4] / "shared/data/hibp_train.jsonl"


def read(kind: Any, fields: Any, title: Any = "A title", published: Any = None) -> Any:
    text = render_fields(fields)
    found = read_fields(kind, fields, text, title, published)
    if found:
        whole = f"{title}\n{text}" if title else text
        for fact in (*found.parties, *found.data_types, *found.links, *([found.records] if found.records else ())):
            assert whole[fact.evidence.start : fact.evidence.end] == fact.evidence.quote
            assert fact.evidence.quote
    return found


def test_hibp() -> None:
    found = read("hibp", HIBP)
    assert found.is_disclosure
    assert found.names(Role.BREACHED) == ("Quillmetric",)
    assert {claim.type for claim in found.data_types} == {
        DataType.EMAIL_ADDRESSES,
        DataType.NAMES,
        DataType.PASSWORD_HASHES,
    }
    assert (found.records.count, found.records.evidence.quote) == (812345, "812345")
    assert (found.dates.occurred, found.dates.disclosed) == ("2026-10-28", "2026-11-07")


@pytest.mark.parametrize(
    ("flags", "is_disclosure", "kind", "claim"),
    [
        ({"IsRetired": True}, False, Kind.BREACH, Claim.RETRACTED),
        ({"IsFabricated": True}, False, Kind.BREACH, Claim.RETRACTED),
        ({"IsVerified": False}, True, Kind.LEAK_CLAIM, Claim.CLAIMED),
        ({"IsSpamList": True}, False, Kind.OTHER, Claim.CONFIRMED),
        ({"IsStealerLog": True}, False, Kind.OTHER, Claim.CONFIRMED),
    ],
)
def test_hibp_flags(flags: Any, is_disclosure: Any, kind: Any, claim: Any) -> None:
    found = read("hibp", HIBP | flags)
    assert (found.is_disclosure, found.kind, found.claim) == (is_disclosure, kind, claim)


def test_hhs() -> None:
    found = read("hhs", HHS)
    assert found.names(Role.BREACHED) == ("Example Clinic PC",)
    assert (found.records.count, found.dates.disclosed) == (5210, "2026-11-02")
    through = read("hhs", HHS | {"Business Associate Present": "Yes"})
    assert through.names(Role.DOWNSTREAM) == ("Example Clinic PC",)
    assert through.names(Role.BREACHED) == ()
    assert through.links[0].provider is None
    associate = read("hhs", HHS | {"Covered Entity Type": "Business Associate", "Business Associate Present": "Yes"})
    assert associate.names(Role.BREACHED) == ("Example Clinic PC",)


def test_sec() -> None:
    fields = {"display_names": ["QUILLMETRIC INC  (QMTR)  (CIK 0009999999)"], "items": ["1.05", "9.01"],
              "file_date": "2026-11-04", "period_ending": "2026-11-01"}  # fmt: skip
    found = read("sec_efts", fields)
    assert found.names(Role.BREACHED) == ("QUILLMETRIC INC",)
    assert (found.dates.discovered, found.dates.disclosed) == ("2026-11-01", "2026-11-04")
    assert not read("sec_efts", fields | {"items": ["8.01"]}).is_disclosure
    assert found.case == ""
    amended = fields | {"ciks": ["0009999999"], "form": "8-K/A", "file_date": "2026-12-04"}
    assert read("sec_efts", amended).case == "sec:9999999:2026-11-01"


def test_the_columns_of_massachusetts_and_indiana() -> None:
    row = {"Assigned Breach Number": "31001", "Date Reported To OCA": "11/03/2026", "Organization Name": "Quillmetric, Inc.",
           "Breach Occur at the Reporting Entity?": "No", "MA Residents Total": "12", "SSN Breached": "Yes",
           "Account Number Breached": "No", "Drivers Licenses Breached": "Yes", "Credit Debit Numbers Breached": "Yes"}  # fmt: skip
    found = read("pdf", row)
    assert found.names(Role.DOWNSTREAM) == ("Quillmetric, Inc.",)
    assert [claim.type for claim in found.data_types] == [DataType.GOVERNMENT_IDS, DataType.PAYMENT_CARDS]
    assert found.data_types[0].evidence.quote == "SSN Breached: Yes"
    assert found.dates.disclosed == "2026-11-03"
    indiana = {"Matter: Name": "Quillmetric, Inc.", "Notific Sent": "11/04/2026", "Breach Occ": "10/28/26", "IN Affected": "12", "Total Affected": "5,700"}  # fmt: skip
    found = read("pdf", indiana)
    assert (found.dates.occurred, found.dates.disclosed) == ("2026-10-28", "2026-11-04")
    assert found.records is not None
    assert (found.records.count, found.records.evidence.quote) == (5700, "5,700")


def test_the_columns_of_massachusetts_since_2024() -> None:
    row = {"Breach Number": "2026-1000", "Date Reported To OCA": "16-Jul-26", "Reporting Organization Name": "Quillmetric, Inc.",
           "Reporting Organization Type": "Software", "MA Residents Affected": "4", "SSN Breached": "No", "Medical Records Breached": "Y es",
           "Financial Account Breached": "No", "Drivers Licenses Breached": "No", "Credit/Debit Numbers Breached": "Yes"}  # fmt: skip
    found = read("pdf", row)
    assert found.names(Role.BREACHED) == ("Quillmetric, Inc.",)
    assert [claim.type for claim in found.data_types] == [DataType.PAYMENT_CARDS, DataType.HEALTH_RECORDS]
    assert (found.dates.disclosed, found.records) == ("2026-07-16", None)
    for nobody in ("-", "DUPLICATE OF 2026-12"):
        assert read("pdf", row | {"Reporting Organization Name": nobody}) is None


def test_state_lists() -> None:
    ca = read(
        "ca_ag_csv",
        {
            "Organization Name": "Quillmetric, Inc.",
            "Date(s) of Breach  (if known)": "10/28/2026, 11/01/2026",
            "Reported Date": "11/06/2026",
        },
    )
    assert (ca.dates.occurred, ca.dates.disclosed) == ("2026-10-28", "2026-11-06")
    assert ca.parties[0].confidence < 0.7
    wa = read(
        "socrata",
        {
            "name": "Quillmetric, Inc.",
            "datestart": "2026-10-28T00:00:00.000",
            "washingtoniansaffected": "1203",
            "cyberattacktype": "Ransomware",
        },
    )
    assert (wa.kind, wa.records) == (Kind.RANSOMWARE, None)
    tx = read("tx_ag_remoting", {"Business_Name__c": "Quillmetric, Inc.", "Published_at_AG_website_Date__c": 1794009600000,
                                 "Types_of_Personal_Information_Involved__c": "Name of individual;Email address"})  # fmt: skip
    assert {claim.type for claim in tx.data_types} == {DataType.NAMES, DataType.EMAIL_ADDRESSES}
    assert tx.dates.disclosed == "2026-11-07"


def test_a_leak_post_is_a_claim() -> None:
    found = read(
        "ransomlook",
        {"post_title": "quillmetric.example", "group_name": "Gilded Moth", "discovered": "2026-11-02 11:22:33"},
    )
    assert (found.claim, found.kind, found.is_disclosure) == (Claim.CLAIMED, Kind.LEAK_CLAIM, False)
    assert read("ransomlook", {"post_title": "F*** Corp", "group_name": "Gilded Moth"}).names(Role.BREACHED) == ()


@pytest.mark.parametrize(
    "name", ["Doe, Jane", "Jane Q. Doe", "Dr. Jane Doe", "Jane Doe", "JANE DOE", "Jane Doe, M.D.", "Mary Doe Jr."]
)
def test_people_are_held_back(name: Any) -> None:
    assert is_natural_person(name)
    assert read("ca_ag_csv", {"Organization Name": name}) is None
    assert read("hhs", HHS | {"Name of Covered Entity": name}) is None


@pytest.mark.parametrize(
    "name",
    [
        "Quillmetric, Inc.",
        "Jane Doe Dental",
        "Blue Harbor",
        "Doe & Doe",
        "Victoria Police",
        "Kestri",
        "City of Doe",
        "Quill, Brask LLP",
    ],
)
def test_organisations_are_not(name: Any) -> None:
    assert not is_natural_person(name)


def test_what_cannot_be_read_is_one_clear_line() -> None:
    with pytest.raises(StructuredError, match=r"^hibp: the record has no Title$"):
        read_fields("hibp", {}, "", "", None)
    with pytest.raises(StructuredError, match="no mapper"):
        read_fields("nonesuch", {}, "", "", None)
    assert is_structured("hibp", {})
    assert not is_structured("feed", {})


def test_a_register_may_write_its_months_out() -> None:
    row = {"organisation": "Example Clinic PC", "occurred": "February 3, 2026", "discovered": "4 Feb 2026"}
    assert read("csv", row | {"disclosed": "Sept. 5th, 2026"}).dates == Dates("2026-02-03", "2026-02-04", "2026-09-05")


def test_published_stands_in_for_a_missing_date() -> None:
    found = read("hhs", {"name": "Example Clinic PC"}, published=date(2026, 11, 3))
    assert found.dates.disclosed == "2026-11-03"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["hibp", "hhs", "sec_efts", "ca_ag_csv", "ransomlook"]),
    st.dictionaries(
        st.sampled_from(
            [
                "Title",
                "DataClasses",
                "PwnCount",
                "BreachDate",
                "name",
                "records",
                "items",
                "display_names",
                "post_title",
                "group",
                "reported",
                "Description",
            ]
        ),
        VALUES,
    ),
)
def test_any_fields_are_read_or_refused(kind: Any, fields: Any) -> None:
    try:
        read(kind, fields, title="")
    except StructuredError as error:
        if "\n" in str(error):
            raise AssertionError("more than one line") from error


def test_rendering() -> None:
    assert (
        render_fields({"a": ["x", ["y"]], "b": "<b>bold</b> &amp;\nmore", "c": None, "d": True, "e": {"k": 1}})
        == "a: x, y\nb: bold & more\nd: yes\ne: k=1"
    )


def test_every_data_type_has_a_label_and_terms() -> None:
    for data_type in DataType:
        assert label(data_type)
        assert to_veris(data_type)
    assert to_dpv(DataType.EMAIL_ADDRESSES) == "pd:EmailAddress"
    assert from_hibp_class("driver\u2019s licenses") is DataType.GOVERNMENT_IDS
    assert from_hibp_class("Never heard of") is DataType.OTHER


@pytest.mark.skipif(not TRAIN.exists(), reason="the labelled sets are not here")
def test_every_class_of_the_catalogue_is_mapped() -> None:
    names = {
        name for line in TRAIN.read_text(encoding="utf-8").splitlines() for name in json.loads(line)["data_classes"]
    }
    mapped = {name.casefold() for entry in shipped_yaml("data_types.yaml").values() for name in entry["hibp"]}
    assert {name for name in names if name.casefold().replace("\u2019", "'") not in mapped} == set()


@pytest.mark.parametrize(
    ("written", "count", "bound"),
    [
        ("5,210", 5210, "exact"),
        ("approximately 1,200", 1200, "about"),
        ("1.234.567", 1234567, "exact"),
        ("1 234 567", 1234567, "exact"),
        ("500+", 500, "at_least"),
        ("over 3'000 residents", 3000, "at_least"),
        ("up to 40 patients", 40, "at_most"),
    ],
)
def test_counts_are_read_as_registers_write_them(written: str, count: int, bound: str) -> None:
    found = read("hhs", {**HHS, "Individuals Affected": written})
    assert (found.records.count, found.records.bound) == (count, bound)


@pytest.mark.parametrize("written", ["unknown", "12.5", "1,23", "5 of 7", "2026-11-02", "-3", "1M?"])
def test_what_is_no_count_gives_none(written: str) -> None:
    assert read("hhs", {**HHS, "Individuals Affected": written}).records is None

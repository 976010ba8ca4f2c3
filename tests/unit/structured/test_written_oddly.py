"""Values that a register or a tracker writes several of into one field."""

from __future__ import annotations

from typing import Any

import pytest

from model.rendering import render_fields
from model.vocabulary import DataType, Role
from nlp.structured import read_fields
from nlp.structured.state_ag import named_type


def read(kind: str, fields: dict[str, Any]) -> Any:
    return read_fields(kind, fields, render_fields(fields), "", None)


@pytest.mark.parametrize(
    ("dates", "occurred"),
    [
        ("05/20/2026, 02/13/2026, 03/01/2026", "2026-02-13"),
        ("02/13/2026, 05/20/2026", "2026-02-13"),
        ("n/a", None),
    ],
)
def test_of_several_days_of_one_breach_the_first_is_when_it_occurred(dates: str, occurred: str | None) -> None:
    row = {
        "Organization Name": "Quillmetric, Inc.",
        "Date(s) of Breach (if known)": dates,
        "Reported Date": "06/01/2026",
    }
    assert read("ca_ag_csv", row).dates.occurred == occurred


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Quillmark - quillmark.example - 200GB", "Quillmark"),
        ("quillmark.example | Quillmark", "Quillmark"),
        ("Quillmark \u2013 1.5 TB", "Quillmark"),
        ("Quillmark [www.quillmark.example] $12M", "Quillmark"),
        ("quillmark.example 200 GB", "quillmark.example"),
        ("https://quillmark.example/ - 12,000 files", "https://quillmark.example/"),
        ("Quillmark", "Quillmark"),
        ("Quill - Mark Group", "Quill - Mark Group"),
        ("Quill-Mark", "Quill-Mark"),
        ("360", "360"),
        ("Quillmark - 54", "Quillmark - 54"),
        ("Quillmark/Brasswick AG", "Quillmark/Brasswick AG"),
    ],
)
def test_a_leak_posts_title_names_its_victim_beside_a_site_and_an_amount(title: str, name: str) -> None:
    found = read("ransomlook", {"post_title": title, "group_name": "Gilded Moth"})
    assert found.names(Role.BREACHED) == (name,)
    party = found.parties[0]
    assert party.evidence.quote == name


def test_a_person_beside_an_amount_is_held_back_too() -> None:
    assert read("ransomlook", {"post_title": "Jane Doe - 5GB", "group_name": "Gilded Moth"}) is None


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Shipping address", DataType.PHYSICAL_ADDRESSES),
        ("Discarded notes", None),
        ("Medical opinion", DataType.HEALTH_RECORDS),
        ("Cardiology records", None),
        ("IP addresses", DataType.IP_ADDRESSES),
        ("MAC address", DataType.DEVICE_BROWSER_DATA),
        ("Social Insurance Number", DataType.GOVERNMENT_IDS),
        ("National identity card", DataType.GOVERNMENT_IDS),
        ("User account", DataType.USERNAMES_IDS),
        ("PINs", DataType.PASSWORDS),
        ("Credit/debit card number", DataType.PAYMENT_CARDS),
        ("Taxpayer ID", DataType.GOVERNMENT_IDS),
        ("Surname", DataType.NAMES),
        ("Account number", DataType.BANK_ACCOUNTS),
    ],
)
def test_a_type_of_data_is_told_by_whole_words(written: str, kind: DataType | None) -> None:
    assert named_type(written) is kind

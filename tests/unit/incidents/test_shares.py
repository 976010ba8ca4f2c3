"""Of several customers that were hit through one supplier, each tells of its own data."""

from __future__ import annotations

from typing import Any

import pytest
from fakes.reports import report

from alerts.facts import current_facts, material_facts
from model.incident import Incident
from model.vocabulary import Role
from nlp.incidents.fold import changes, fold

SUPPLIER = ["Quillmetric"]
LARKFIELD = {"breached": SUPPLIER, "downstream": ["Larkfield"], "trust": "vendor", "speaker": "larkfield"}
TERNFOLD = {"breached": SUPPLIER, "downstream": ["Ternfold"], "trust": "vendor", "speaker": "ternfold"}
ITSELF = {"breached": SUPPLIER, "trust": "vendor", "speaker": "quillmetric"}
FIRST = report(1, 0, **LARKFIELD, exposed=["names"], denied=["passwords"])
OTHER = report(2, 1, **TERNFOLD, exposed=["passwords", "phone_numbers"], denied=["names"])


def held(incident: Incident) -> dict[str, str]:
    return {fact.type.value: fact.status.value for fact in incident.data_types}


def facts(*reports: Any) -> list[str]:
    return [change.fact for change in changes(fold(reports[:-1]), fold(reports))]


def test_what_another_customer_says_of_its_own_data_is_nothing_of_this_ones() -> None:
    incident = fold([FIRST, OTHER])
    assert held(incident) == {"names": "exposed", "passwords": "exposed", "phone_numbers": "exposed"}
    assert held(incident.along(["larkfield", "quillmetric"])) == {"names": "exposed", "passwords": "denied"}
    assert held(incident.along(["ternfold", "quillmetric"])) == {
        "names": "denied", "passwords": "exposed", "phone_numbers": "exposed",
    }  # fmt: skip
    assert incident.along(["quillmetric"]) == incident, "whoever uses the supplier itself may be hit by any of it"
    assert incident.along(["mirebrook", "quillmetric"]) == incident, "and so may a customer that says nothing"


def test_no_denial_is_taken_back_by_another_customer() -> None:
    assert facts(FIRST, OTHER) == ["data_type:phone_numbers", "data_type:passwords", "downstream:ternfold"]
    known = current_facts(fold([FIRST]))
    told = material_facts(fold([FIRST]), fold([FIRST, OTHER]), known)
    assert told == ("data_type:phone_numbers", "data_type:passwords"), "nor to whoever uses the supplier itself"


@pytest.mark.parametrize("later", [LARKFIELD, ITSELF], ids=["itself", "its supplier, of all"])
def test_a_denial_is_taken_back_by_whoever_made_it_and_by_the_supplier(later: Any) -> None:
    told = report(3, 2, **later, exposed=["passwords"])
    assert facts(FIRST, OTHER, told) == []
    assert held(fold([FIRST, OTHER, told]).along(["larkfield"])) == {
        "names": "exposed", "passwords": "exposed",
    }  # fmt: skip
    assert facts(FIRST, told) == ["denial_reversed:passwords"]


def test_of_a_single_customer_its_share_is_all_that_is_known() -> None:
    assert fold([FIRST]).shares == ()
    assert fold([FIRST, report(2, 1, breached=SUPPLIER, exposed=["physical_addresses"])]).shares == ()


def test_a_register_that_names_the_customer_alone_tells_of_that_one() -> None:
    row = report(2, 1, breached=["Ternfold"], trust="regulator", exposed=["passwords"])
    incident = fold([FIRST, row, report(3, 2, **TERNFOLD)])
    assert {party.organisation_id for party in incident.organisations(Role.DOWNSTREAM)} == {"larkfield", "ternfold"}
    assert held(incident.along(["larkfield"])) == {"names": "exposed", "passwords": "denied"}


def test_a_customers_count_is_its_own() -> None:
    incident = fold([report(1, 0, **LARKFIELD, count=500), report(2, 1, **TERNFOLD, count=70_000)])
    counts = {name: incident.along([name]).records for name in ("larkfield", "ternfold", "quillmetric")}
    assert {name: found and found.count for name, found in counts.items()} == {
        "larkfield": 500, "ternfold": 70_000, "quillmetric": 70_000,
    }  # fmt: skip
    of_all = fold([report(1, 0, **LARKFIELD, count=500), report(2, 1, **ITSELF, count=90_000)])
    assert of_all.shares == ()
    assert of_all.records is not None
    assert of_all.records.count == 90_000


@pytest.mark.parametrize("first", [True, False])
def test_what_a_customer_denies_of_its_own_data_denies_nothing_of_the_whole(first: bool) -> None:
    told = report(3, -1 if first else 2, breached=SUPPLIER, exposed=["names", "passwords"], trust="press")
    incident = fold([told, FIRST])
    assert held(incident) == {"names": "exposed", "passwords": "exposed"}, "of others they were taken"
    assert held(incident.along(["larkfield"]))["passwords"] == ("denied" if first else "exposed")


def test_another_customers_count_is_no_count_of_all_and_none_of_this_one() -> None:
    first = fold([report(1, 0, **LARKFIELD, exposed=["names"]), report(2, 1, **TERNFOLD, count=4_000)])
    more = report(3, 2, breached=SUPPLIER, downstream=["Mirebrook"], trust="vendor", speaker="mirebrook", count=70_000)
    later = fold([report(1, 0, **LARKFIELD, exposed=["names"]), report(2, 1, **TERNFOLD, count=4_000), more])
    assert later.records is not None
    assert later.records.text == "at least 70,000 people"
    assert later.along(["larkfield"]).records is None
    for way in ("quillmetric", "larkfield", "ternfold"):
        assert material_facts(first, later.along([way]), current_facts(first.along([way]))) == ()
    of_all = fold([report(1, 0, **LARKFIELD, exposed=["names"]), more, report(4, 3, **ITSELF, count=900_000)])
    assert material_facts(later, of_all, current_facts(later)) == ("count:900000:people",)

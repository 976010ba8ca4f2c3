"""Of several who were breached by one attacker, each confirms, denies and tells of data for itself."""

from __future__ import annotations

from typing import Any

import pytest
from fakes.reports import START, report

from alerts.facts import current_facts, material_facts
from model.correction import Correction
from model.incident import Incident
from model.vocabulary import Role, Status
from nlp.incidents.fold import fold

LISTED = report(1, 0, breached=["Larkfield", "Ternfold", "Mirebrook"], source="gazette")
LARKFIELD = {"breached": ["Larkfield"], "trust": "vendor", "speaker": "larkfield"}
MIREBROOK = {"breached": ["Mirebrook"], "trust": "vendor", "speaker": "mirebrook"}
OWN = report(2, 1, **LARKFIELD, exposed=["names"], denied=["passwords"], count=500)
OTHER = report(3, 2, **MIREBROOK, exposed=["passwords", "payment_cards"], count=40_000)
ALL = ("larkfield", "ternfold", "mirebrook")


def held(incident: Incident) -> dict[str, str]:
    return {fact.type.value: fact.status.value for fact in incident.data_types}


def status_of(*reports: Any) -> dict[str, str]:
    incident = fold([*reports])
    return {name: incident.along([name]).status.value for name in ALL}


def test_who_is_told_of_together_alone_has_no_share() -> None:
    assert fold([LISTED]).shares == ()
    assert fold([LISTED, report(2, 1, breached=["Larkfield", "Ternfold", "Mirebrook"], exposed=["names"])]).shares == ()


def test_an_own_notice_tells_of_nobody_else() -> None:
    incident = fold([LISTED, OWN, OTHER])
    assert held(incident.along(["larkfield"])) == {"names": "exposed", "passwords": "denied"}
    assert held(incident.along(["mirebrook"])) == {"passwords": "exposed", "payment_cards": "exposed"}
    assert held(incident.along(["ternfold"])) == {}
    counts = {name: found and found.text for name in ALL for found in [incident.along([name]).records]}
    assert counts == {"larkfield": "500 people", "ternfold": None, "mirebrook": "40,000 people"}
    assert held(incident)["passwords"] == "exposed"
    assert incident.records is not None
    assert incident.records.text == "at least 40,000 people"
    before = fold([LISTED, OWN]).along(["larkfield"])
    assert material_facts(before, incident.along(["larkfield"]), current_facts(before)) == ()


def test_what_is_told_of_all_holds_of_each() -> None:
    names = ["Larkfield", "Ternfold", "Mirebrook"]
    incident = fold([LISTED, OWN, report(4, 3, breached=names, exposed=["physical_addresses"], count=90_000)])
    assert held(incident.along(["ternfold"])) == {"physical_addresses": "exposed"}
    assert held(incident.along(["larkfield"])).keys() == {"names", "physical_addresses", "passwords"}
    counts = {name: found and found.count for name in ALL for found in [incident.along([name]).records]}
    assert counts == {"larkfield": 500, "ternfold": 90_000, "mirebrook": 90_000}


def test_what_is_told_of_some_holds_of_these_alone() -> None:
    some = report(4, 3, breached=["Ternfold", "Mirebrook"], exposed=["passwords"], count=90_000)
    incident = fold([LISTED, OWN, some])
    assert {name: held(incident.along([name])).get("passwords") for name in ALL} == {
        "larkfield": "denied", "ternfold": "exposed", "mirebrook": "exposed",
    }  # fmt: skip
    counts = {name: found and found.count for name in ALL for found in [incident.along([name]).records]}
    assert counts == {"larkfield": 500, "ternfold": 90_000, "mirebrook": 90_000}
    assert held(incident)["passwords"] == "exposed"
    spared = report(5, 4, breached=["Ternfold", "Mirebrook"], denied=["passwords"])
    assert held(fold([LISTED, some, spared]).along(["ternfold"])) == {"passwords": "denied"}
    own = report(6, 5, breached=["Ternfold"], denied=["passwords"])
    told = fold([LISTED, some, own])
    assert [held(told.along([name])) for name in ALL] == [{}, {"passwords": "denied"}, {"passwords": "exposed"}]
    assert held(told) == {"passwords": "exposed"}, "that it was not taken of one is nothing of the other"


def test_a_notice_that_names_others_as_breached_may_speak_for_them() -> None:
    parent = report(2, 1, breached=["Larkfield", "Ternfold"], trust="vendor", speaker="larkfield", exposed=["names"])
    assert held(fold([LISTED, parent]).along(["ternfold"])) == {"names": "exposed"}


@pytest.mark.parametrize(
    ("later", "statuses"),
    [
        ([OWN], "confirmed reported reported"),
        (
            [OWN, report(3, 2, breached=["Ternfold"], claim="denied", title="Ternfold denies it")],
            "confirmed disputed reported",
        ),
        ([report(3, 2, bystander=["Ternfold"], claim="denied")], "reported disputed reported"),
        ([report(3, 2, trust="vendor", speaker="ternfold", claim="denied")], "reported disputed reported"),
        (
            [report(3, 2, breached=["Larkfield"], claim="denied", title="Ternfold denies it")],
            "reported reported reported",
        ),
        (
            [report(3, 2, bystander=["Ternfold"], breached=["Larkfield", "Mirebrook"], claim="denied")],
            "reported disputed reported",
        ),
        ([report(3, 2, breached=["Ternfold"], source="gazette", claim="retracted")], "reported disputed reported"),
        (
            [
                report(3, 2, breached=["Ternfold"], claim="denied", title="Ternfold denies it"),
                report(4, 3, trust="vendor", breached=["Ternfold"], speaker="ternfold"),
            ],
            "reported confirmed reported",
        ),
        ([report(3, 2, breached=["Mirebrook"])], "reported reported confirmed"),
        ([report(3, 2, breached=["Larkfield", "Ternfold", "Mirebrook"], claim="denied")], "disputed disputed disputed"),
        (
            [report(3, 2, breached=["Larkfield", "Ternfold", "Mirebrook"], source="gazette", claim="retracted")],
            "retracted retracted retracted",
        ),
    ],
)
def test_each_is_as_sure_as_what_is_told_of_it(later: Any, statuses: str) -> None:
    assert status_of(LISTED, *later) == dict(zip(ALL, statuses.split(), strict=True))
    assert status_of(*reversed([LISTED, *later])) == dict(zip(ALL, statuses.split(), strict=True)), "whatever the order"


def test_who_withdraws_one_withdraws_nothing_of_what_it_told_of_another() -> None:
    told = report(2, 1, breached=["Larkfield"], source="herald", exposed=["names"])
    withdrawn = report(3, 2, breached=["Mirebrook"], source="herald", claim="retracted")
    assert held(fold([LISTED, told, withdrawn]).along(["larkfield"])) == {"names": "exposed"}
    assert status_of(LISTED, told, withdrawn) == {
        "larkfield": "confirmed", "ternfold": "reported", "mirebrook": "disputed",
    }  # fmt: skip


def test_a_denial_that_still_tells_of_others_denies_nothing_of_theirs() -> None:
    denial = report(2, 1, bystander=["Ternfold"], breached=["Larkfield", "Mirebrook"], claim="denied")
    assert fold([LISTED, denial]).status is Status.REPORTED
    own = report(2, 1, trust="vendor", speaker="ternfold", claim="denied")
    assert fold([LISTED, own]).status is Status.REPORTED, "nor does an own one that names nobody"


def test_what_was_told_of_one_who_denies_it_itself_holds_of_nobody() -> None:
    told = report(2, 1, breached=["Ternfold"], exposed=["payment_cards"], count=9_000)
    denial = report(3, 2, trust="vendor", speaker="ternfold", bystander=["Ternfold"], claim="denied")
    incident = fold([report(1, 0, breached=["Larkfield", "Ternfold"]), told, denial])
    assert [party.name for party in incident.organisations(Role.BREACHED)] == ["Larkfield"]
    assert (held(incident.along(["larkfield"])), incident.records) == ({}, None)
    both = report(4, 1, breached=["Larkfield", "Ternfold"], exposed=["names"], count=500)
    assert held(fold([both, told, denial])) == {"names": "exposed"}, "what was told of another as well stands"


def test_a_customer_is_told_what_its_supplier_tells_and_how_sure_that_is() -> None:
    reach = {"breached": ["Ternfold"], "downstream": ["Quillmark"], "trust": "vendor", "speaker": "quillmark"}
    first = report(2, 1, breached=["Ternfold"], trust="vendor", speaker="ternfold", exposed=["names"])
    incident = fold([LISTED, first, report(3, 2, **reach, exposed=["phone_numbers"])])
    seen = incident.along(["quillmark", "ternfold"])
    assert (held(seen), seen.status) == ({"names": "exposed", "phone_numbers": "exposed"}, Status.CONFIRMED)
    assert held(incident.along(["mirebrook"])) == {"phone_numbers": "exposed"}, "nobody says whose customer it is"


def test_of_those_whom_an_attacker_alone_names_one_may_deny_it() -> None:
    claim = report(1, 0, breached=["Larkfield", "Ternfold"], trust="attacker_claim", kind="leak_claim", claim="claimed")
    denial = report(2, 1, breached=["Ternfold"], claim="denied", title="Ternfold denies it")
    incident = fold([claim, denial])
    assert (incident.status, incident.along(["ternfold"]).status) == (Status.ALLEGED, Status.DISPUTED)
    others = fold([claim, denial, report(3, 2, breached=["Mirebrook", "Larkfield"])]).as_claimed()
    assert (others.along(["ternfold"]).status, others.status) == (Status.DISPUTED, Status.ALLEGED)


def test_what_people_correct_holds_of_each() -> None:
    made = Correction(1, "status", "retracted", "ann", "a mix-up", START)
    gone = Correction(2, "data_type:names", "", "ann", "not names", START)
    incident = fold([LISTED, OWN, OTHER], [made, gone])
    assert {incident.along([name]).status for name in ALL} == {Status.RETRACTED}
    assert held(incident.along(["larkfield"])) == {"passwords": "denied"}

"""What the forms say of one incident, whole: each field that another program reads."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from fakes.incidents import incident, party, said

from model.disclosure import Disclosure
from model.incident import CountFact, DataFact, Incident
from model.vocabulary import Claim, DataStatus, DataType, Kind, Role, Status, Store, Trust
from storage.export import FORMATS, Exported, ToldBy

UPDATED = datetime(2026, 3, 3, 10, tzinfo=UTC)
URL = "https://vendor.example/notice"
CREDIT = "The Paper, CC BY 4.0"
CLAIM = "named as the actor; a claim, not a proven attribution"


def whole(**change: Any) -> Incident:
    quoted = said("names were taken", url=URL)
    facts = tuple(
        DataFact(kind, status, (quoted,) if status is DataStatus.EXPOSED else ())
        for kind, status in (
            (DataType.NAMES, DataStatus.EXPOSED),
            (DataType.EMAIL_ADDRESSES, DataStatus.POSSIBLE),
            (DataType.PASSWORDS, DataStatus.DENIED),
        )
    )
    found = incident(
        "Quillmark", "Brask", parties=(party("Nightfrost", Role.THREAT_ACTOR), party("Watch", Role.BYSTANDER))
    )
    return replace(
        found, title="Breach of Quillmark", data_types=facts, occurred="2026-02-20", sources=(URL,),
        records=CountFact(57000, "people", "at_least", quoted), first_published=date(2026, 3, 2), **change,
    )  # fmt: skip


def exported(found: Incident) -> Exported:
    read = Disclosure(True, 0.9, Kind.BREACH, Claim.CONFIRMED)
    told = ToldBy(
        URL, "our-news", "feed", Trust.PRESS, Store.FULL, None, "A headline", UPDATED, UPDATED, "0" * 64, read,
        attribution=CREDIT,
    )  # fmt: skip
    return Exported(7, f"{7:032x}", 2, UPDATED, found, (told,) if found.sources else ())


def written(form: str, found: Incident) -> str:
    return "".join(FORMATS[form][0]([exported(found)]))


def veris(found: Incident) -> dict[str, Any]:
    (record,) = json.loads(written("veris", found))
    return dict(record)


def misp(found: Incident) -> dict[str, Any]:
    (response,) = json.loads(written("misp", found))["response"]
    return dict(response["Event"])


def row(found: Incident) -> dict[str, str]:
    return next(csv.DictReader(io.StringIO(written("csv", found))))


def test_veris_says_it_whole() -> None:
    assert veris(whole()) == {
        "notes": CREDIT,
        "schema_version": "1.3.7",
        "incident_id": f"{7:032x}",
        "source_id": "tocsin",
        "summary": "Breach of Quillmark",
        "security_incident": "Confirmed",
        "confidence": "High",
        "reference": URL,
        "actor": {
            "external": {
                "variety": ["Unknown"], "motive": ["Unknown"], "country": ["Unknown"], "name": ["Nightfrost"],
                "notes": CLAIM,
            }
        },
        "action": {"unknown": {}},
        "asset": {"assets": [{"variety": "Unknown"}]},
        "attribute": {
            "confidentiality": {
                "data_disclosure": "Yes",
                "data": [{"variety": "Personal"}],
                "data_total": 57000,
                "notes": "Told: at least 57,000 people",
            }
        },
        "discovery_method": {"unknown": True},
        "timeline": {"incident": {"year": 2026, "month": 2, "day": 20}},
        "victim": {
            "country": ["Unknown"], "employee_count": "Unknown", "industry": "00", "victim_id": "Quillmark",
            "secondary": {"victim_id": ["Brask"], "amount": 1},
        },
        "plus": {"tocsin": {"status": "confirmed", "kind": "breach", "denied": ["passwords"]}},
    }  # fmt: skip


def test_veris_says_no_more_than_is_known() -> None:
    known = veris(Incident("", Kind.BREACH, Status.REPORTED, first_published=date(2026, 3, 2)))
    assert "notes" not in known
    assert known["actor"] == {"unknown": {}}
    assert known["attribute"] == {"confidentiality": {"data_disclosure": "Unknown"}}
    assert known["victim"] == {"country": ["Unknown"], "employee_count": "Unknown", "industry": "00"}
    maybe = (DataFact(DataType.EMAIL_ADDRESSES, DataStatus.POSSIBLE, ()),)
    assert veris(replace(whole(), data_types=maybe))["attribute"]["confidentiality"]["data_disclosure"] == (
        "Potentially"
    )


@pytest.mark.parametrize(
    ("kind", "action"),
    [
        (Kind.RANSOMWARE, {"malware": {"variety": ["Ransomware"], "vector": ["Unknown"]}}),
        (Kind.EXPOSURE_MISCONFIG, {"error": {"variety": ["Misconfiguration"], "vector": ["Unknown"]}}),
        (Kind.LEAK_CLAIM, {"unknown": {}}),
    ],
)
def test_veris_names_the_action_that_is_known(kind: Kind, action: dict[str, Any]) -> None:
    found = veris(replace(whole(), kind=kind))
    assert (found["action"], found["plus"]["tocsin"]["kind"]) == (action, kind.value)


@pytest.mark.parametrize(
    ("status", "sure", "level"),
    [
        (Status.CONFIRMED, ("Confirmed", "High"), "2"),
        (Status.REPORTED, ("Suspected", "Medium"), "3"),
        (Status.ALLEGED, ("Suspected", "Low"), "4"),
        (Status.DISPUTED, ("Suspected", "Low"), "4"),
        (Status.RETRACTED, ("False positive", "None"), "4"),
    ],
)
def test_every_form_says_how_sure_it_is(status: Status, sure: tuple[str, str], level: str) -> None:
    found = replace(whole(), status=status)
    record, event = veris(found), misp(found)
    assert (record["security_incident"], record["confidence"]) == sure
    assert record["plus"]["tocsin"]["status"] == status.value
    assert event["threat_level_id"] == level
    assert {"name": f'tocsin:status="{status}"'} in event["Tag"]
    assert row(found)["status"] == status.value
    assert f"status:{status}" in next(
        thing["labels"] for thing in json.loads(written("stix", found))["objects"] if thing["type"] == "incident"
    )


def test_misp_says_it_whole() -> None:
    event = misp(whole())
    attributes = event.pop("Attribute")
    assert event.pop("uuid")
    assert event == {
        "info": "Breach of Quillmark",
        "date": "2026-03-02",
        "timestamp": str(int(UPDATED.timestamp())),
        "threat_level_id": "2",
        "analysis": "2",
        "distribution": "0",
        "published": False,
        "Tag": [
            {"name": name}
            for name in (
                'tocsin:status="confirmed"', 'tocsin:kind="breach"', 'tocsin:exposed="names"',
                'tocsin:possible="email_addresses"', 'tocsin:denied="passwords"',
            )
        ],
    }  # fmt: skip
    assert [(each["category"], each["type"], each["value"], each["comment"]) for each in attributes] == [
        ("Targeting data", "target-org", "Quillmark", "breached"),
        ("Targeting data", "target-org", "Brask", "downstream"),
        ("Attribution", "threat-actor", "Nightfrost", CLAIM),
        ("Other", "text", "names exposed", "names were taken"),
        ("Other", "text", "email_addresses possible", ""),
        ("Other", "text", "passwords denied", ""),
        ("Other", "text", "57000 people", "how many were hit: at least 57,000 people"),
        ("External analysis", "link", URL, CREDIT),
    ]
    assert {(each["to_ids"], each["distribution"], each["timestamp"]) for each in attributes} == {
        (False, "5", str(int(UPDATED.timestamp())))
    }


def test_misp_takes_what_has_no_name_and_no_date() -> None:
    bare = Incident("", Kind.BREACH, Status.REPORTED, parties=(party("", Role.BREACHED),))
    event = misp(bare)
    assert (event["info"], event["date"]) == ("Untitled incident", "2026-03-03")
    assert [each["value"] for each in event["Attribute"]] == ["unnamed"]


def test_csv_says_it_whole() -> None:
    assert row(whole()) == {
        "incident": "7", "lineage": f"{7:032x}", "title": "Breach of Quillmark", "status": "confirmed",
        "kind": "breach", "first_published": "2026-03-02", "occurred": "2026-02-20", "records": "57000",
        "records_unit": "people", "breached": "Quillmark", "downstream": "Brask", "claimed_by": "Nightfrost",
        "exposed": "names", "possible": "email_addresses", "denied": "passwords", "sources": URL, "attribution": CREDIT,
        "records_bound": "at_least", "breached_status": "",
    }  # fmt: skip
    bare = row(Incident("", Kind.BREACH, Status.REPORTED))
    said_of_it = {name: value for name, value in bare.items() if value}
    assert said_of_it == {"incident": "7", "lineage": f"{7:032x}", "status": "reported", "kind": "breach"}


def stix(one: Exported) -> dict[str, list[dict[str, Any]]]:
    """The objects by their type, without what every one has; ids by the name of what they stand for."""
    things = json.loads("".join(FORMATS["stix"][0]([one])))["objects"]
    called = {thing["id"]: thing.get("name", thing["type"]) for thing in things}
    found: dict[str, list[dict[str, Any]]] = {}
    for thing in things:
        assert thing["spec_version"] == "2.1"
        bare = {key: value for key, value in thing.items() if key not in ("id", "type", "spec_version")}
        for key in ("source_ref", "target_ref", "created_by_ref"):
            if key in bare:
                bare[key] = called[bare[key]]
        if "object_refs" in bare:
            bare["object_refs"] = [called[ref] for ref in bare["object_refs"]]
        found.setdefault(thing["type"], []).append(bare)
    return found


def test_stix_says_it_whole() -> None:
    found = stix(exported(whole()))
    day, updated, epoch = "2026-03-02T00:00:00.000Z", "2026-03-03T10:00:00.000Z", "2025-01-01T00:00:00.000Z"
    ever = {"created": epoch, "modified": epoch}
    assert found["incident"] == [
        {
            "created": day, "modified": updated, "created_by_ref": "Tocsin", "name": "Breach of Quillmark",
            "description": "Confirmed breach. At least 57,000 people.",
            "labels": [
                "status:confirmed", "kind:breach", "exposed:names", "possible:email_addresses", "denied:passwords",
            ],
            "external_references": [{"source_name": "source", "url": URL}],
        }
    ]  # fmt: skip
    assert found["identity"] == [
        {**ever, "name": "Tocsin", "identity_class": "system"},
        {**ever, "name": "Quillmark", "identity_class": "organization"},
        {**ever, "name": "Brask", "identity_class": "organization"},
        {**ever, "name": "Nightfrost", "identity_class": "group"},
    ]
    named = [(each["target_ref"], each["description"]) for each in found["relationship"]]
    assert named == [
        ("Quillmark", "breached: its systems or data were entered"),
        ("Brask", "downstream: hit through a breached party"),
        ("Nightfrost", CLAIM),
    ]
    for each in found["relationship"]:
        assert (each["source_ref"], each["relationship_type"]) == ("Breach of Quillmark", "related-to")
        assert (each["created"], each["modified"], each["created_by_ref"]) == (day, updated, "Tocsin")
        assert each["confidence"] == 100
        assert "revoked" not in each
    assert found["report"] == [
        {
            "created": updated, "modified": updated, "created_by_ref": "Tocsin", "name": "A headline",
            "report_types": ["threat-report"], "published": updated,
            "object_refs": ["Breach of Quillmark", "Quillmark", "Brask", "Nightfrost"], "labels": ["trust:press"],
            "external_references": [{"source_name": "our-news", "url": URL, "description": CREDIT}],
        }
    ]  # fmt: skip


def test_stix_names_what_has_no_name() -> None:
    bare = Incident(
        "", Kind.BREACH, Status.RETRACTED, parties=(replace(party("", Role.BREACHED), organisation_id="x"),)
    )
    (told,) = exported(whole()).told_by
    untitled = replace(told, title="", attribution="", published=datetime(2026, 3, 1, tzinfo=UTC))
    found = stix(replace(exported(bare), told_by=(untitled,)))
    (about,) = found["incident"]
    assert (about["name"], about["description"], about["revoked"]) == ("Untitled incident", "Retracted breach.", True)
    assert about["created"] == about["modified"] == "2026-03-03T10:00:00.000Z"
    assert about["external_references"] == [{"source_name": "tocsin", "external_id": f"{7:032x}"}]
    assert [each["name"] for each in found["identity"]] == ["Tocsin", "unnamed"]
    (report,) = found["report"]
    assert (report["name"], report["published"]) == (URL, "2026-03-01T00:00:00.000Z")
    assert report["external_references"] == [{"source_name": "our-news", "url": URL}]

"""What each form of an export says of an incident, and how it says what is not known."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from fakes.incidents import incident, party, said

from model.disclosure import Disclosure
from model.incident import CountFact, Incident, ShareFact
from model.vocabulary import Claim, DataType, Kind, Role, Status, Store, Trust
from storage.export import FORMATS, Exported, ToldBy
from storage.export.records import Revision

UPDATED = datetime(2026, 3, 3, 10, tzinfo=UTC)
URL = "https://press.example/1"
SAID = Disclosure(True, 0.9, Kind.BREACH, Claim.CONFIRMED)
TOLD = ToldBy(URL, "press", "feed", Trust.PRESS, Store.FULL, None, "A headline", None, UPDATED, "0" * 64, SAID,
              attribution="The Paper, CC BY 4.0")  # fmt: skip
FULL = replace(
    incident("Quillmark", "Brask", exposed=(DataType.NAMES,), denied=(DataType.PASSWORDS,), parties=(
        party("Nightfrost", Role.THREAT_ACTOR), party("Onlooker", Role.BYSTANDER))),
    title="Breach at Quillmark", sources=(URL,), occurred="2026-02", records=CountFact(57_000, "people", "at_most", said()),
)  # fmt: skip
BARE = Incident("", Kind.BREACH, Status.REPORTED)


def exported(found: Incident, *told: ToldBy) -> Exported:
    return Exported(7, "a" * 32, 2, UPDATED, found, told)


def written(form: str, one: Exported) -> str:
    return "".join(FORMATS[form][0]([one]))


def things(one: Exported) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for thing in json.loads(written("stix", one))["objects"]:
        found.setdefault(thing["type"], []).append(thing)
    return found


def test_stix_says_what_is_known() -> None:
    found = things(exported(FULL, TOLD))
    [about], [report] = found["incident"], found["report"]
    assert (about["name"], about["created"]) == ("Breach at Quillmark", "2026-03-02T00:00:00.000Z")
    assert about["description"] == "Confirmed breach. Up to 57,000 people."
    assert about["labels"] == ["status:confirmed", "kind:breach", "exposed:names", "denied:passwords"]
    assert about["external_references"] == [{"source_name": "source", "url": URL}]
    assert "revoked" not in about
    _, *who = [(each["name"], each["identity_class"]) for each in found["identity"]]
    assert who == [("Quillmark", "organization"), ("Brask", "organization"), ("Nightfrost", "group")]
    roles = [each["description"].partition(":")[0].partition(";")[0] for each in found["relationship"]]
    assert roles == ["breached", "downstream", "named as the actor"]
    assert {each["confidence"] for each in found["relationship"]} == {100}
    assert (report["name"], report["labels"]) == ("A headline", ["trust:press"])
    assert report["published"] == "2026-03-03T10:00:00.000Z", "when it was fetched, where it has no day"
    credit = {"source_name": "press", "url": URL, "description": "The Paper, CC BY 4.0"}
    assert report["external_references"] == [credit]
    assert report["object_refs"] == [about["id"], *(each["id"] for each in found["identity"][1:])]


def test_a_reader_of_stix_takes_what_is_newer_and_refuses_what_changed_before_it_was_made() -> None:
    before, later = datetime(2026, 3, 2, 12, tzinfo=timezone(timedelta(hours=2))), datetime(2026, 5, 1, tzinfo=UTC)
    early = replace(TOLD, published=before, fetched=before)
    to_come = replace(TOLD, url=f"{URL}/2", published=later)
    unsure = replace(FULL.parties[0], confidence=0.5)
    was = Revision(UPDATED - timedelta(days=1), replace(FULL, parties=(unsure,)))
    found = things(replace(exported(FULL, early, to_come), past=(was,)))
    times = [(each["created"], each["modified"]) for each in found["report"]]
    assert times == [
        ("2026-03-02T10:00:00.000Z", "2026-03-03T10:00:00.000Z"),  # its incident has changed since
        ("2026-05-01T00:00:00.000Z", "2026-05-01T00:00:00.000Z"),
    ]
    assert found["relationship"][0]["confidence"] == 100, "as it is held now"
    ours = found["identity"][0]["id"]
    of_incidents = [each for kind in ("incident", "relationship", "report") for each in found[kind]]
    assert {each["created_by_ref"] for each in of_incidents} == {ours}
    assert all("created_by_ref" not in each for each in found["identity"])


def test_stix_without_any_of_it() -> None:
    [about] = things(exported(BARE))["incident"]
    assert (about["name"], about["description"]) == ("Untitled incident", "Reported breach.")
    assert (about["created"], about["labels"]) == ("2026-03-03T10:00:00.000Z", ["status:reported", "kind:breach"])
    assert about["external_references"] == [{"source_name": "tocsin", "external_id": "a" * 32}]
    late = things(exported(replace(BARE, first_published=date(2026, 4, 1))))["incident"][0]
    assert late["created"] == "2026-03-03T10:00:00.000Z", "of a day to come"
    nameless = things(
        exported(replace(BARE, parties=(party("", Role.BREACHED),)), replace(TOLD, title="", attribution=""))
    )
    assert (nameless["identity"][1]["name"], nameless["report"][0]["name"]) == ("unnamed", URL)
    assert nameless["report"][0]["external_references"] == [{"source_name": "press", "url": URL}]


def test_misp_says_what_is_known() -> None:
    [event] = [each["Event"] for each in json.loads(written("misp", exported(FULL, TOLD)))["response"]]
    assert (event["info"], event["date"], event["threat_level_id"]) == ("Breach at Quillmark", "2026-03-02", "2")
    assert event["timestamp"] == str(int(UPDATED.timestamp()))
    assert (event["distribution"], event["published"]) == ("0", False), "whoever imports it decides who sees it"
    tags = [f'tocsin:{each}"' for each in ('status="confirmed', 'kind="breach', 'exposed="names', 'denied="passwords')]
    assert [tag["name"] for tag in event["Tag"]] == tags
    assert [(each["type"], each["value"], each["comment"]) for each in event["Attribute"]] == [
        ("target-org", "Quillmark", "breached"),
        ("target-org", "Brask", "downstream"),
        ("threat-actor", "Nightfrost", "named as the actor; a claim, not a proven attribution"),
        ("text", "names exposed", "..."),
        ("text", "passwords denied", "..."),
        ("text", "57000 people", "how many were hit: up to 57,000 people"),
        ("link", URL, "The Paper, CC BY 4.0"),
    ]
    assert {(each["to_ids"], each["timestamp"]) for each in event["Attribute"]} == {(False, event["timestamp"])}


def test_misp_without_any_of_it() -> None:
    levels = {status: bare_event(replace(BARE, status=status))["threat_level_id"] for status in Status}
    assert levels == {**dict.fromkeys(Status, "4"), Status.CONFIRMED: "2", Status.REPORTED: "3"}
    bare = bare_event(BARE)
    assert (bare["info"], bare["date"], bare["Attribute"]) == ("Untitled incident", "2026-03-03", [])
    late = bare_event(replace(BARE, first_published=date(2026, 4, 1)))
    assert late["timestamp"] == str(int(datetime(2026, 4, 1, tzinfo=UTC).timestamp())), "never before its day"


def bare_event(found: Incident) -> dict[str, Any]:
    event: dict[str, Any] = json.loads(written("misp", exported(found)))["response"][0]["Event"]
    return event


def test_csv_says_what_is_known() -> None:
    [row] = csv.DictReader(io.StringIO(written("csv", exported(FULL, TOLD))))
    assert row == {
        "incident": "7", "lineage": "a" * 32, "title": "Breach at Quillmark", "status": "confirmed", "kind": "breach",
        "first_published": "2026-03-02", "occurred": "2026-02", "records": "57000", "records_unit": "people",
        "breached": "Quillmark", "downstream": "Brask", "claimed_by": "Nightfrost", "exposed": "names", "possible": "",
        "denied": "passwords", "sources": URL, "attribution": "The Paper, CC BY 4.0",
        "records_bound": "at_most", "breached_status": "",
    }  # fmt: skip
    [bare] = csv.DictReader(io.StringIO(written("csv", exported(BARE))))
    assert {column for column, cell in bare.items() if cell} == {"incident", "lineage", "status", "kind"}


def test_the_other_forms_say_that_a_count_is_a_bound() -> None:
    [line] = map(json.loads, written("jsonl", exported(FULL, TOLD)).splitlines())
    assert (line["records"], line["records_unit"], line["records_bound"]) == (57_000, "people", "at_most")
    veris = written("veris", exported(FULL, TOLD))
    assert '"notes": "Told: up to 57,000 people"' in veris


def test_of_several_who_were_breached_every_form_says_how_sure_each_is() -> None:
    names = {"Larkfield": Status.CONFIRMED, "Ternfold": Status.DISPUTED}
    parties = tuple(party(name, Role.BREACHED, identity=name.lower()) for name in names)
    shares = tuple(ShareFact(name.lower(), (), status=status) for name, status in names.items())
    one = exported(replace(incident(parties=parties), shares=shares))
    (row,) = csv.DictReader(io.StringIO(written("csv", one)))
    assert (row["status"], row["breached"]) == ("confirmed", "Larkfield; Ternfold")
    assert row["breached_status"] == "Larkfield: confirmed; Ternfold: disputed"
    bundle = json.loads(written("stix", one))["objects"]
    known = {each["id"]: each.get("name", "") for each in bundle}
    said_of = {known[each["target_ref"]]: each["description"] for each in bundle if each["type"] == "relationship"}
    assert said_of["Ternfold"] == "breached: its systems or data were entered (disputed)"
    attributes = json.loads(written("misp", one))["response"][0]["Event"]["Attribute"]
    assert {each["value"]: each["comment"] for each in attributes}["Ternfold"] == "breached; disputed"
    (record,) = json.loads(written("veris", one))
    assert record["plus"]["tocsin"]["victim_status"] == {name: str(status) for name, status in names.items()}
    told = json.loads(written("jsonl", one))["organisations"]
    assert told[1] == {"name": "Ternfold", "role": "breached", "status": "disputed"}

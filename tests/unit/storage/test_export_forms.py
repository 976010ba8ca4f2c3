from __future__ import annotations

import csv
import gc
import io
import json
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import jsonschema
import pytest
import stix2
from fakes.corpus import Corpus
from fakes.incidents import incident, party
from fakes.veris import SCHEMA
from pymisp import MISPEvent

from model.disclosure import Disclosure
from model.incident import Incident
from model.vocabulary import Claim, DataType, Kind, Role, Store, Trust
from storage.export import FORMATS, Exported, ToldBy, read_line
from storage.export.tables import defused

UPDATED = datetime(2026, 3, 3, 10, tzinfo=UTC)
SAID = Disclosure(True, 0.9, Kind.BREACH, Claim.CONFIRMED)


def exported(found: Incident, number: int = 1, **rest: Any) -> Exported:
    told = tuple(
        ToldBy(url, "our-news", "feed", Trust.PRESS, Store.FULL, None, "A headline", UPDATED, UPDATED, "0" * 64, SAID,
               attribution="The Paper, CC BY 4.0")
        for url in found.sources
    )  # fmt: skip
    return Exported(**{"id": number, "lineage": f"{number:032x}", "revision": 2, "updated": UPDATED, "incident": found,
                       "told_by": told, **rest})  # fmt: skip


def written(form: str, *found: Exported) -> str:
    return "".join(FORMATS[form][0](found))


@pytest.fixture(scope="module")
def many() -> list[Exported]:
    return [exported(found, number) for number, found in enumerate(Corpus(seed=5).incidents(80))]


FORMULAS = (
    "=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("http://x.example")', "|calc", "%0A=1",
    "\uff1d1", "\uff0b1", "\uff0d1", "\uff20a", " =1", "\u200b=1", "\u202e=1",
)  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_and_no_part_of_a_list_is_a_live_formula(text: str) -> None:
    names = (party(text, Role.BREACHED), party("Second", Role.BREACHED), party(text, Role.BREACHED))
    rows = written("csv", exported(replace(incident(), title=text, parties=names)))
    for separator in ",;":
        for row in csv.reader(io.StringIO(rows), delimiter=separator, skipinitialspace=True):
            live = [
                cell
                for cell in row
                if cell.strip().startswith(("=", "+", "-", "@", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20"))
            ]
            assert live == [], separator
    assert defused("Acme-Werke = gut") == "Acme-Werke = gut"


def test_csv_has_one_row_an_incident_whatever_stands_in_it(many: list[Exported]) -> None:
    odd = exported(replace(incident('A "quoted", one'), title="two\r\nlines;and more"))
    rows = list(csv.DictReader(io.StringIO(written("csv", *many, odd))))
    assert len(rows) == 81
    assert rows[-1]["title"] == "two  lines;and more"
    assert rows[-1]["breached"] == 'A "quoted", one'
    assert rows[0]["attribution"] == "The Paper, CC BY 4.0"


def test_stix_is_valid_and_its_ids_stay(many: list[Exported]) -> None:
    text = written("stix", *many)
    bundle = stix2.parse(text, allow_custom=False)
    kinds = {thing["type"] for thing in bundle.objects}
    assert kinds == {"incident", "identity", "report", "relationship"}
    ids = {thing["id"] for thing in bundle.objects}
    assert len(ids) == len(bundle.objects)
    for thing in bundle.objects:
        refs = [thing[key] for key in ("source_ref", "target_ref", "created_by_ref") if key in thing] + list(
            thing.get("object_refs", [])
        )
        assert set(refs) <= ids
    later = written("stix", *(replace(one, updated=UPDATED.replace(year=2027)) for one in many))
    assert {thing["id"] for thing in json.loads(later)["objects"]} == ids


def test_stix_of_very_many_incidents_needs_no_more_memory_than_of_many() -> None:
    held: list[int] = []

    def many_of_one() -> Iterator[Exported]:
        for number in range(1200):
            if number % 800 == 300:
                gc.collect()
                held.append(tracemalloc.get_traced_memory()[0])
            yield exported(replace(incident("Quillmark"), sources=(f"https://press.example/{number}",)), number)

    tracemalloc.start()
    for _part in FORMATS["stix"][0](many_of_one()):
        pass
    tracemalloc.stop()
    assert held[1] - held[0] < 100_000


def test_an_actors_claim_is_no_fact_in_any_form() -> None:
    claimed = exported(incident("Quillmark", parties=(party("Nightfrost", Role.THREAT_ACTOR),)))
    things = json.loads(written("stix", claimed))["objects"]
    assert not [
        thing
        for thing in things
        if thing["type"] == "threat-actor" or thing.get("relationship_type") == "attributed-to"
    ]
    for form in ("stix", "misp", "veris"):
        assert "a claim, not a proven attribution" in written(form, claimed)


def test_misp_events_load_and_keep_their_uuids(many: list[Exported]) -> None:
    events = json.loads(written("misp", *many))["response"]
    assert len(events) == len(many)
    for raw, one in zip(events, many, strict=True):
        event = MISPEvent()
        event.load(raw)
        assert event.info == one.incident.title
        assert len(event.attributes) == len({attribute.uuid for attribute in event.attributes})
        assert not any(attribute.to_ids for attribute in event.attributes)
    assert [e["Event"]["uuid"] for e in json.loads(written("misp", *many))["response"]] == [
        e["Event"]["uuid"] for e in events
    ]


def test_a_name_that_stands_there_twice_is_one_attribute_and_one_victim() -> None:
    twice = replace(party("Brask", Role.DOWNSTREAM), organisation_id="name:brask gmbh")
    parties = (party("Quillmark", Role.BREACHED), party("Brask", Role.BREACHED), party("Brask", Role.DOWNSTREAM), twice)
    found = exported(replace(incident("Quillmark", parties=parties), title="t"))
    attributes = json.loads(written("misp", found))["response"][0]["Event"]["Attribute"]
    named = [(each["value"], each["comment"]) for each in attributes if each["type"] == "target-org"]
    assert named == [("Quillmark", "breached"), ("Brask", "breached")]
    assert json.loads(written("veris", found))[0]["victim"]["secondary"] == {"victim_id": ["Brask"], "amount": 1}


@pytest.mark.parametrize(
    ("occurred", "told", "year"),
    [
        ("1949-12-31", date(2025, 3, 4), {"year": 2025}),
        ("1950-01-01", date(2025, 3, 4), {"year": 1950, "month": 1, "day": 1}),
        (None, date(1949, 12, 31), {"year": UPDATED.year}),
        (None, date(1950, 1, 1), {"year": 1950}),
    ],
)
def test_veris_has_no_year_before_its_first(occurred: str | None, told: date, year: dict[str, int]) -> None:
    found = exported(replace(incident("Quillmark"), title="t", occurred=occurred, first_published=told))
    (record,) = json.loads(written("veris", found))
    jsonschema.Draft202012Validator(SCHEMA).validate(record)
    assert record["timeline"]["incident"] == year


def test_veris_records_are_valid(many: list[Exported]) -> None:
    bare = exported(Incident("", Kind.BREACH, many[0].incident.status, occurred="--05-03"))
    odd = exported(replace(incident("A", "B", exposed=tuple(DataType)), occurred="2025-11", title="t"))
    records = json.loads(written("veris", *many, bare, odd))
    rules = jsonschema.Draft202012Validator  # `validate` would check the schema anew for each record
    rules.check_schema(SCHEMA)
    for record in records:
        rules(SCHEMA).validate(record)
    assert records[-1]["timeline"]["incident"] == {"year": 2025, "month": 11}
    assert records[-1]["attribute"]["confidentiality"]["data_disclosure"] == "Yes"
    assert records[-1]["victim"]["secondary"]["victim_id"] == ["B"]
    assert records[-2]["timeline"]["incident"] == {"year": 2026}
    denied = json.loads(written("veris", exported(replace(incident("A", denied=(DataType.PASSWORDS,)), title="t"))))[0]
    assert "data" not in denied["attribute"]["confidentiality"], "what was denied is not exposed"
    assert denied["plus"]["tocsin"]["denied"] == ["passwords"]


def test_json_lines_are_what_search_prints_and_can_be_read_again(many: list[Exported]) -> None:
    many = [one for one in many if one.incident.first_published]
    lines = written("jsonl", *many).splitlines()
    assert len(lines) == len(many)
    first = json.loads(lines[0])
    assert first["title"] == many[0].incident.title
    assert first["disclosed"] == str(many[0].incident.first_published)
    assert [read_line(line) for line in lines] == [one.told_by for one in many]


def test_nothing_found_is_still_a_whole_file() -> None:
    assert written("jsonl") == ""
    assert written("csv").startswith('"incident","lineage"')
    assert json.loads(written("misp")) == {"response": []}
    assert json.loads(written("veris")) == []
    assert stix2.parse(written("stix")).objects[0]["name"] == "Tocsin"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("{", "no JSON"),
        ("[]", "no incident that Tocsin exported"),
        ('{"format": "tocsin-incident/1"}', "told_by"),
        ({"told_by": []}, "told_by"),
        ({"url": "javascript:alert(1)"}, "no web address"),
        ({"trust": "certain"}, "trust"),
        ({"source_id": "x" * 41}, "source_id"),
        ({"content_hash": "short"}, "SHA-256"),
        ({"fetched": "2026-01-01T00:00:00"}, "zone"),
        ({"title": "a\x00b"}, "NUL"),
        ({"title": "a\ud800b"}, "no JSON"),
        ({"disclosure": {}}, "disclosure"),
    ],
)
def test_what_is_no_export_is_refused_in_one_line(change: Any, reason: str) -> None:
    text = change
    if isinstance(change, dict):
        value = json.loads(written("jsonl", exported(replace(incident("A"), sources=("https://news.example/1",)))))
        value = (
            {**value, **change} if "told_by" in change else {**value, "told_by": [{**value["told_by"][0], **change}]}
        )
        text = json.dumps(value)
    with pytest.raises(ValueError, match=reason) as caught:
        read_line(text)
    assert "\n" not in str(caught.value)

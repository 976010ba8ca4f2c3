"""The tenant's own organisation from configuration to alert: imported by itself, and gone with its name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from fakes.by_hand import ANN, alerts_told, inventory_of, made_context, numbers, reported, told
from fakes.databases import prepare
from fakes.desk import serving
from lxml import html

from alerts.render import render
from config.settings import Settings
from model.exposure import Exposure
from model.vocabulary import Claim, ItemKind, Reason, Role
from storage.database import Database
from storage.desk.inventories import inventory_counts, inventory_files
from storage.inventories import items_of, items_page
from storage.matches import decisions_on
from storage.outbox import deliveries
from storage.runs import begin_run
from tocsin.context import Context
from tocsin.knowledge import from_inventories
from tocsin.sources.known import inventory_vendors
from tocsin.stages.by_hand import correct_incident
from tocsin.stages.extraction import _reader_of
from tocsin.stages.imports import import_inventories
from tocsin.stages.matching import match_pending

WICKHAM = {"name": "Wickham Mutual", "domains": ["wickham.example"]}
HOOK = {"id": "hook", "kind": "webhook", "url": "http://127.0.0.1:9/"}


def context_of(database: Database, **settings: object) -> Context:
    defaults: dict[str, object] = {"organisation": WICKHAM, "channels": [HOOK], "routes": [{"channels": ["hook"]}]}
    return made_context(database, **(defaults | settings))


def named(context: Context, **organisation: object) -> Context:
    """The next run, with the configuration naming this organisation."""
    settings = context.settings.model_copy(
        update={"organisation": Settings.model_validate({"organisation": organisation}).organisation}
    )
    return replace(context, settings=settings, run_id=begin_run(context.database, "test", context.clock.now()))


def exposures(context: Context) -> list[Exposure]:
    return [exposure for alert in alerts_told(context) for exposure in alert.exposures]


def test_whoever_is_breached_is_told_that_it_is_they(database: Database) -> None:
    context = context_of(database, clocks={"regimes": ["gdpr"]})
    import_inventories(context)
    told(context, "one", "Wickham Mutual")
    told(context, "other", "Tarnbrook")
    match_pending(context)
    assert [(each.path, each.own) for each in exposures(context)] == [(("Wickham Mutual",), Role.BREACHED)]
    [shown] = map(render, alerts_told(context))
    assert shown.headline == "Reported: breach at Wickham Mutual, your own organisation"
    assert shown.reasons == ("new exposure: your own organisation is named as breached",)
    assert [(path.path, path.edges, path.items) for path in shown.paths] == [
        ("you (Wickham Mutual)", (), ("Wickham Mutual (your own organisation)",))
    ]
    assert shown.due
    assert shown.owed == (), "nobody owes you a notice of your own breach"


def test_whoever_was_hit_is_told_through_whom(database: Database) -> None:
    context = context_of(database, clocks={"regimes": ["gdpr"]})
    import_inventories(context)
    words = "Quillmark was breached and the data of Wickham Mutual stolen."
    reported(context, "one", words, {"Quillmark": Role.BREACHED, "Wickham Mutual": Role.DOWNSTREAM})
    match_pending(context)
    [shown] = map(render, alerts_told(context))
    assert shown.headline == "Reported: breach at Quillmark, which would hit your own organisation"
    assert shown.reasons == ("new exposure: your own organisation is named as a customer hit through Quillmark",)
    assert "Hit through it, and not itself entered: Wickham Mutual." in shown.summary
    assert [path.path for path in shown.paths] == ["you (Wickham Mutual) → Quillmark"]
    assert [(edge.user, edge.provider) for edge in shown.paths[0].edges] == [("you (Wickham Mutual)", "Quillmark")]
    assert [line.partition(":")[0] for line in shown.owed] == ["Quillmark owes you a notice"]


def test_a_reader_looks_for_its_name_and_nothing_shows_it_as_a_vendor(database: Database, tmp_path: Path) -> None:
    context = context_of(database)
    import_inventories(context)
    inventory_of(context, tmp_path, "Tarnbrook")
    inventory_of(context, tmp_path, "Ternfold")
    with database.read() as connection:
        reader = from_inventories("a test", connection, ["default"], list)
        assert [each.item.name for each in reader] == ["Wickham Mutual", "Ternfold"]
        assert from_inventories("reader", connection, ["default"], _reader_of).extractor._names == (
            "Ternfold", "Wickham Mutual",
        )  # fmt: skip
        assert [each.item.name for each in items_of(connection, "default")] == ["Ternfold"]
        assert [vendor.name for vendor in inventory_vendors(connection, "default")] == ["Ternfold"]
    assert [row.item.name for _, row in items_page(database, "default")] == ["Ternfold"]
    assert inventory_counts(database, "default", context.clock.today()).items == 1
    assert [Path(row.path).name for row in inventory_files(database, "default")] == ["vendors.csv"]


@pytest.mark.parametrize("name", ["My organisation", "Example GmbH", ""])
def test_a_placeholder_brings_nothing_and_the_first_name_brings_history(database: Database, name: str) -> None:
    context = context_of(database, organisation={"name": name, "domains": ["example.org"]})
    import_inventories(context)
    told(context, "one", name or "Wickham Mutual")
    told(context, "two", "Wickham Mutual Ltd")
    match_pending(context)
    assert (alerts_told(context), context.tally.exposures) == ([], 0)
    later = named(context, **WICKHAM)
    import_inventories(later)
    match_pending(later)
    assert alerts_told(later) == [], "it was known before anybody was named"
    assert {past.vendor for past in later.tally.past} == {"Wickham Mutual (your own organisation)"}


def test_another_name_is_another_organisation_and_none_is_none(database: Database) -> None:
    context = context_of(database)
    import_inventories(context)
    told(context, "one", "Wickham Mutual")
    match_pending(context)
    other = named(context, name="Tarnbrook")
    import_inventories(other)
    told(other, "two", "Tarnbrook")
    told(other, "again", "Wickham Mutual", day=21, text="Wickham Mutual was breached, they say again.")
    match_pending(other)
    assert [each.path for each in exposures(other)] == [("Wickham Mutual",), ("Tarnbrook",)]
    left = [row["why"] for number in numbers(other) for row in decisions_on(database, "default", number)]
    assert any("it left your inventory" in why for why in left)
    nobody = named(other, name="")
    import_inventories(nobody)
    with database.read() as connection:
        assert items_of(connection, "default", with_own=True) == []


def test_an_import_leaves_it_alone_and_reading_it_again_changes_nothing(database: Database, tmp_path: Path) -> None:
    context = context_of(database)
    import_inventories(context)
    inventory_of(context, tmp_path, "Tarnbrook")
    inventory_of(context, tmp_path, "Ternfold")
    import_inventories(named(context, **WICKHAM))
    with database.read() as connection:
        own, _ = items_of(connection, "default", with_own=True)
    assert (own.item.kind, own.added_run) == (ItemKind.ORGANISATION, context.run_id)


@pytest.mark.parametrize(
    ("roles", "asked", "headlines"),
    [
        ({"Wickham Mutual": Role.BREACHED}, False, []),
        (
            {"Wickham Mutual": Role.BREACHED},
            True,
            ["Claimed, not confirmed: breach at Wickham Mutual, your own organisation"],
        ),
        (
            {"Quillmark": Role.BREACHED, "Wickham Mutual": Role.DOWNSTREAM},
            True,
            ["Claimed, not confirmed: breach at Quillmark, which would hit your own organisation"],
        ),
    ],
)
def test_a_claim_is_told_where_a_route_asks_for_claims(
    database: Database, roles: dict[str, Role], asked: bool, headlines: list[str]
) -> None:
    context = context_of(database, routes=[{"channels": ["hook"], "alleged": asked}])
    import_inventories(context)
    reported(context, "one", f"A gang lists {' and '.join(roles)}.", roles, claim=Claim.CLAIMED)
    match_pending(context)
    assert [render(alert).headline for alert in alerts_told(context)] == headlines
    assert all("as only an attacker claims" in exposure.why for exposure in exposures(context))


def test_who_is_named_later_is_named_not_reached_by_an_edge(database: Database, tmp_path: Path) -> None:
    context = context_of(database, routes=[{"channels": ["hook"], "max_hops": 0}])
    import_inventories(context)
    inventory_of(context, tmp_path, "Quillmark")
    told(context, "one", "Quillmark")
    match_pending(context)
    words = "Quillmark was breached, it says on one. The data of Wickham Mutual was stolen."
    later = named(context, **WICKHAM)
    reported(later, "two", words, {"Quillmark": Role.BREACHED, "Wickham Mutual": Role.DOWNSTREAM}, 21)
    match_pending(later)
    _, update = alerts_told(context)
    assert [each.own for each in update.exposures] == [Role.DOWNSTREAM]
    assert update.reasons == (Reason.NEW_EXPOSURE,)
    assert [row["channel_id"] for row in deliveries(database)] == ["hook", "hook"], "as near as can be"


def test_its_pages_say_that_it_is_you(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'tocsin.db'}")
    prepare(database)
    context = context_of(database)
    import_inventories(context)
    told(context, "one", "Wickham Mutual")
    match_pending(context)
    with serving(database) as address, httpx.Client(base_url=address) as client:
        [exposure] = [row["exposure"] for row in client.get("/api/exposures").json()["results"]]
        assert (exposure["own"], exposure["path"]) == ("breached", ["Wickham Mutual"])
        for page in ("/", "/exposures", "/alerts", "/incident/1", "/vendor/Wickham%20Mutual"):
            shown = " ".join(html.document_fromstring(client.get(page).text).text_content().split())
            assert "you (Wickham Mutual)" in shown, page
        incident = client.get("/incident/1").text
        assert "your own organisation is named as breached" in incident
        assert "It is your own organisation" in client.get("/vendor/Wickham%20Mutual").text
        assert "Wickham" not in client.get("/inventory").text
    database.close()


def test_a_name_that_cannot_be_kept_is_a_problem_and_the_run_goes_on(database: Database, tmp_path: Path) -> None:
    context = context_of(database, organisation={"name": "Wickham\ud800 Mutual"}, inventories=[tmp_path / "v.csv"])
    (tmp_path / "v.csv").write_text("name\nTernfold\n")
    import_inventories(context)
    assert [problem.partition(":")[0] for problem in context.tally.problems] == ["organisation"]
    with database.read() as connection:
        assert [each.item.name for each in items_of(connection, "default", with_own=True)] == ["Ternfold"]


def test_what_was_claimed_and_is_reported_by_now_is_not_taken_back(database: Database) -> None:
    context = context_of(database, routes=[{"channels": ["hook"], "alleged": True}])
    import_inventories(context)
    roles = {"Quillmark": Role.BREACHED, "Wickham Mutual": Role.DOWNSTREAM}
    reported(context, "one", "A gang lists Quillmark and Wickham Mutual.", roles, claim=Claim.CLAIMED)
    match_pending(context)
    reported(context, "two", "Quillmark was breached, says a paper, and Wickham Mutual hit.", roles, 21)
    match_pending(context)
    claim, update = alerts_told(context)
    assert (claim.update_of, update.update_of) == (None, claim.key)
    assert [each.path for each in update.exposures] == [("Wickham Mutual", "Quillmark")]
    assert update.withdrawn == ()


def test_among_several_it_is_one_of_them(database: Database) -> None:
    context = context_of(database)
    import_inventories(context)
    roles = {"Wickham Mutual": Role.BREACHED, "Ternfold": Role.BREACHED, "Quillmark": Role.BREACHED}
    reported(context, "one", "Quillmark, Ternfold and Wickham Mutual were breached.", roles)
    match_pending(context)
    [alert] = map(render, alerts_told(context))
    assert alert.headline == "Reported: breach at Wickham Mutual and 2 more, among them your own organisation"


def test_a_vendor_that_used_it_before_it_was_named_is_not_taken_back(database: Database, tmp_path: Path) -> None:
    context = context_of(database, organisation={"name": ""})
    inventory_of(context, tmp_path, "Quillmark")
    roles = {"Wickham Mutual": Role.BREACHED, "Quillmark": Role.DOWNSTREAM}
    reported(context, "one", "Wickham Mutual was breached and Quillmark hit.", roles)
    match_pending(context)
    later = named(context, **WICKHAM)
    import_inventories(later)
    match_pending(later)
    assert [each.path for each in exposures(later)] == [("Quillmark", "Wickham Mutual")]
    decided = [row["why"] for row in decisions_on(database, "default", numbers(context)[0])]
    assert "no longer reached: it comes by way of your own organisation, of which you are told" in decided


def test_who_was_named_wrongly_hears_that_it_does_not_hold(database: Database) -> None:
    context = context_of(database)
    import_inventories(context)
    told(context, "one", "Wickham Mutual")
    match_pending(context)
    correct_incident(context, numbers(context)[0], {"party:Wickham Mutual": "bystander"}, "a namesake", ANN)
    match_pending(context)
    _, update = map(render, alerts_told(context))
    assert update.headline == "No longer holds: breach at Wickham Mutual, your own organisation"
    assert update.summary == "You were told that this concerns your own organisation; that holds no more."
    assert update.changes[0].startswith("No longer holds: you (Wickham Mutual). Wickham Mutual is")

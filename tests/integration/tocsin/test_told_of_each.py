"""One article names three vendors as breached by one attacker; then each speaks for itself: who is told what."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
from fakes.by_hand import (
    ANN,
    NOW,
    PRESS,
    alerts_told,
    incident_of,
    inventory_of,
    made_context,
    numbers,
    own_source,
    pager_context,
    reported,
)
from fakes.desk import serving
from fakes.telling import StoppedClock
from lxml import html
from rich.console import Console

from alerts.digest import digest_notice
from alerts.render import render
from alerts.shares import share_lines
from model.alert import Receipt
from model.document import Source
from model.vocabulary import Claim, DataStatus, DataType, Reason, Role, Severity, Status
from storage.database import Database
from storage.matches import messages_of
from storage.outbox import claim_next, mark_sent
from storage.search import parse, save_search, search
from storage.stale import stale_messages
from tocsin.context import Context
from tocsin.output.search_output import as_paragraphs
from tocsin.stages.collecting import remind
from tocsin.stages.matching import match_pending

THREE = ("Larkfield", "Ternfold", "Mirebrook")
MILD = {DataType.NAMES: DataStatus.EXPOSED, DataType.PASSWORDS: DataStatus.DENIED}
GRAVE = {DataType.PASSWORDS: DataStatus.EXPOSED, DataType.PAYMENT_CARDS: DataStatus.EXPOSED}


def says(
    context: Context,
    *vendors: str,
    day: int,
    source: Source = PRESS,
    claim: Claim = Claim.CONFIRMED,
    types: dict[DataType, DataStatus] | None = None,
) -> None:
    """One document about these vendors, read, correlated and matched."""
    words = f"An intruder was said to be in the networks of {' and '.join(vendors)}."
    roles = dict.fromkeys(vendors, Role.BREACHED)
    path = f"{source.id}-{'-'.join(vendors)}-{day}"
    reported(context, path, words, roles, day, source=source, claim=claim, types=types)
    match_pending(context)
    assert len(numbers(context)) == 1


def story(context: Context) -> None:
    says(context, *THREE, day=17)
    says(context, "Larkfield", day=18, source=own_source("Larkfield"), types=MILD)
    says(context, "Ternfold", day=19, claim=Claim.DENIED)
    says(context, "Mirebrook", day=20, source=own_source("Mirebrook"), types=GRAVE)


Update = tuple[list[Reason], Status, Severity]
FIRST: Update = ([Reason.NEW_EXPOSURE], Status.REPORTED, Severity.MEDIUM)


def updates(context: Context) -> list[Update]:
    return [([*told.reasons], told.seen.status, told.severity) for told in alerts_told(context)]


def test_whose_vendor_confirms_hears_of_that_vendor_alone(database: Database, tmp_path: Path) -> None:
    context = pager_context(database)
    inventory_of(context, tmp_path, "Larkfield")
    story(context)
    confirmed = [Reason.DATA_TYPE_ADDED, Reason.STATUS_CONFIRMED]
    assert updates(context) == [FIRST, (confirmed, Status.CONFIRMED, Severity.MEDIUM)]
    told = render(alerts_told(context)[-1])
    assert told.headline == "Breach at Larkfield, which you use"
    assert [group.title for group in told.data] == ["Exposed", "Not exposed, according to the source"]


def test_whose_vendor_denies_hears_that_and_of_no_data_of_others(database: Database, tmp_path: Path) -> None:
    context = pager_context(database)
    inventory_of(context, tmp_path, "Ternfold")
    story(context)
    first, denied = updates(context)
    assert first == FIRST
    assert denied[:2] == ([Reason.STATUS_DISPUTED], Status.DISPUTED)
    told = render(alerts_told(context)[-1])
    assert told.headline == "Disputed: breach at Ternfold, which you use"
    assert told.data == ()
    says(context, "Ternfold", day=21, source=own_source("Ternfold"), claim=Claim.DENIED)
    assert updates(context)[-1][0] == [Reason.EXPOSURE_WITHDRAWN]
    says(
        context,
        "Mirebrook",
        day=22,
        source=own_source("Mirebrook"),
        types={DataType.LOGS_USAGE_ANALYTICS: DataStatus.EXPOSED},
    )
    assert len(updates(context)) == 3


def test_whose_vendor_confirms_later_hears_of_its_own_grave_data_once(database: Database, tmp_path: Path) -> None:
    context = pager_context(database)
    inventory_of(context, tmp_path, "Mirebrook")
    story(context)
    confirmed = [Reason.DATA_TYPE_ADDED, Reason.STATUS_CONFIRMED]
    assert updates(context) == [FIRST, (confirmed, Status.CONFIRMED, Severity.HIGH)]


def test_who_uses_all_three_is_told_whose_each_is(database: Database, tmp_path: Path) -> None:
    context = pager_context(database)
    inventory_of(context, tmp_path, *THREE)
    story(context)
    told = alerts_told(context)
    assert [sorted(exposure.path[0] or "" for exposure in each.exposures) for each in told] == [
        sorted(THREE), ["Larkfield"], ["Ternfold"], ["Mirebrook"],
    ]  # fmt: skip
    assert [each.seen.status for each in told] == ["reported", "confirmed", "disputed", "confirmed"]
    assert {each.update_of for each in told[1:]} == {told[0].key}
    assert share_lines(incident_of(context, numbers(context)[0])) == [
        ("Larkfield", "confirmed; exposed: names; not exposed: passwords"),
        ("Mirebrook", "confirmed; exposed: passwords, payment cards"),
        ("Ternfold", "disputed by the party"),
    ]


def test_what_comes_at_once_is_told_apart(database: Database, tmp_path: Path) -> None:
    context = pager_context(database)
    story(context)
    inventory_of(context, tmp_path, *THREE)
    match_pending(context)
    told = alerts_told(context)
    assert [(each.exposures[0].path[0], {f.type for f in each.seen.data_types}) for each in told] == [
        ("Mirebrook", {*GRAVE}), ("Larkfield", {*MILD}),
    ], "nobody had been told of the breach that is disputed"  # fmt: skip


def test_the_first_message_of_all_three_stands_as_it_did_and_a_digest_says_whose_each_is(
    database: Database, tmp_path: Path
) -> None:
    context = pager_context(database)
    inventory_of(context, tmp_path, *THREE)
    says(context, *THREE, day=17)
    first = claim_next(database, "pager", context.clock.now())
    assert first is not None
    mark_sent(database, first.id, Receipt("m"), context.clock.now())
    says(context, "Larkfield", day=18, source=own_source("Larkfield"), types=MILD)
    says(context, "Ternfold", day=19, claim=Claim.DENIED)
    [stale] = stale_messages(database, "pager")
    assert (stale.standing.updates, stale.standing.status) == (2, Status.REPORTED), (
        "that Ternfold denies is no dispute of all"
    )
    digest = digest_notice(alerts_told(context), name="daily", channel="pager", trend=(3,), now=context.clock.now())
    assert sorted(row[1].rpartition(" (incident ")[0] for row in digest.table[1:]) == [
        "Breach at Larkfield, which you use",
        "Disputed: breach at Ternfold, which you use",
        "Reported: breach at Mirebrook, which you use, and 2 more",
    ]


def test_a_reminder_of_all_three_says_whose_each_is(database: Database, tmp_path: Path) -> None:
    hook = {"id": "pager", "kind": "webhook", "url": "http://127.0.0.1:9/"}
    context = made_context(database, channels=[hook], routes=[{"channels": ["pager"], "repeat": "4h"}])
    inventory_of(context, tmp_path, *THREE)
    story(context)
    clock = StoppedClock()
    clock.time = context.clock.now() + timedelta(hours=5)
    remind(replace(context, clock=clock))
    [reminder] = [row["message"] for row in messages_of(database) if Reason.REMINDER in row["message"].reasons]
    facts = dict(render(reminder).facts)
    assert facts["Of Larkfield"] == "confirmed; exposed: names; not exposed: passwords"
    assert facts["Of Ternfold"] == "disputed by the party"


def test_the_page_and_the_api_say_whose_each_is(database: Database) -> None:
    context = pager_context(database)
    story(context)
    number = numbers(context)[0]
    with serving(database) as address:
        shown = html.fromstring(httpx.get(f"{address}/incident/{number}", timeout=60).text).text_content()
        facts = httpx.get(f"{address}/api/incidents/{number}", timeout=60).json()["facts"]
    assert "Of single organisations" in shown
    assert "disputed by the party" in shown
    assert [(share["organisation_id"], share["status"]) for share in facts["shares"]] == [
        ("name:larkfield", "confirmed"), ("name:mirebrook", "confirmed"), ("name:ternfold", "disputed"),
    ]  # fmt: skip


def test_searches_and_feeds_say_beside_each_how_sure_that_is(database: Database) -> None:
    context = made_context(database)
    story(context)
    each = {"Larkfield": "confirmed", "Mirebrook": "confirmed", "Ternfold": "disputed"}
    save_search(database, ANN, "all", "vendor:ternfold", alerts=False, now=NOW)
    with serving(database) as address:
        (found,) = httpx.get(f"{address}/api/search", params={"q": "vendor:ternfold"}).json()["results"]
        assert {one["name"]: one["status"] for one in found["organisations"]} == each
        feed = httpx.get(f"{address}/feeds/1.atom").text
    assert "confirmed breach (Larkfield: confirmed; Mirebrook: confirmed; Ternfold: disputed)." in feed
    console = Console(width=200)
    with console.capture() as shown:
        console.print(as_paragraphs(search(database, parse("vendor:ternfold"), tenant="default", today=NOW.date())))
    assert "Larkfield (confirmed), Mirebrook (confirmed), Ternfold (disputed)" in shown.get()

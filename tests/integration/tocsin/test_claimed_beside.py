"""Who is called breached by an attacker alone, in an incident that others tell of somebody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from fakes.by_hand import NOW, PRESS, inventory_of, made_context, numbers, reported, told
from fakes.telling import StoppedClock

from alerts.digest import digest_notice
from alerts.render import render
from inventory.read import read_dependencies
from model.alert import Receipt
from model.document import Source
from model.vocabulary import Claim, Role, Status, Trust
from storage.database import Database
from storage.matches import alerts_of, messages_of
from storage.outbox import claim_next, deliveries, mark_sent
from storage.stale import stale_messages
from tocsin.context import Context
from tocsin.stages.collecting import remind
from tocsin.stages.imports import import_path
from tocsin.stages.matching import match_pending

BOTH = {"Quillmark": Role.BREACHED, "Hartwell": Role.BREACHED}
HOOK = {"kind": "webhook", "url": "http://127.0.0.1:9/"}
PAGER: dict[str, object] = {"channels": ["pager"]}
DESK: dict[str, object] = {"channels": ["desk"], "alleged": True}


def at(database: Database, *routes: dict[str, object]) -> Context:
    return made_context(database, channels=[{"id": "pager", **HOOK}, {"id": "desk", **HOOK}], routes=routes)


def told_and_claimed(context: Context, source: Source = PRESS) -> None:
    told(context, "one", "Quillmark")
    words = "Quillmark and Hartwell too, says the gang."
    reported(context, "gang", words, BOTH, 21, source=source, claim=Claim.CLAIMED)
    match_pending(context)
    assert len(numbers(context)) == 1


def confirmed(context: Context) -> None:
    reported(context, "three", "Quillmark and Hartwell were breached.", BOTH, 22)
    match_pending(context)
    assert len(numbers(context)) == 1


def messages(context: Context) -> list[tuple[str, list[str], list[tuple[str | None, ...]], list[str]]]:
    """Status, reasons, paths and channels of each alert, oldest first."""
    sent = [(row["alert_id"], row["channel_id"]) for row in deliveries(context.database)]
    return [
        (
            row["alert"].incident.status.value,
            [reason.value for reason in row["alert"].reasons],
            [exposure.path for exposure in row["alert"].exposures],
            sorted(channel for alert, channel in sent if alert == row["id"]),
        )
        for row in reversed(alerts_of(context.database))
    ]


def test_nobody_who_does_not_ask_for_claims_hears_of_it_before_somebody_else_tells_it(
    database: Database, tmp_path: Path
) -> None:
    context = at(database, PAGER)
    inventory_of(context, tmp_path, "Hartwell")
    told_and_claimed(context)
    assert messages(context) == []
    confirmed(context)
    assert messages(context) == [("reported", ["new exposure", "status reported"], [("Hartwell",)], ["pager"])]


def test_who_asks_for_claims_is_told_it_as_one_and_again_when_somebody_else_tells_it(
    database: Database, tmp_path: Path
) -> None:
    context = at(database, PAGER, DESK)
    inventory_of(context, tmp_path, "Hartwell")
    told_and_claimed(context)
    [row] = alerts_of(database)
    content = render(row["alert"])
    assert content.headline == "Claimed, not confirmed: breach at Hartwell, which you use"
    assert content.summary == "An attacker claims a breach at Hartwell. Nobody has confirmed it."
    assert [source.text for source in content.sources] == ["https://press.example/gang"]
    confirmed(context)
    path = [("Hartwell",)]
    assert messages(context) == [
        ("alleged", ["new exposure"], path, ["desk"]),
        ("reported", ["status reported"], path, ["desk", "pager"]),
    ]


def test_beside_what_others_tell_it_goes_only_where_claims_are_asked_for(database: Database, tmp_path: Path) -> None:
    context = at(database, PAGER, DESK)
    inventory_of(context, tmp_path, "Hartwell", "Quillmark")
    told_and_claimed(context)
    known, claim = reversed(alerts_of(database))
    assert claim["alert"].update_of == known["alert"].key
    assert render(known["alert"]).headline == "Reported: breach at Quillmark, which you use"
    confirmed(context)
    assert messages(context) == [
        ("reported", ["new exposure"], [("Quillmark",)], ["desk", "pager"]),
        ("alleged", ["new exposure"], [("Hartwell",)], ["desk"]),
        ("reported", ["status reported"], [("Hartwell",)], ["desk", "pager"]),
    ]


def test_where_nobody_asks_for_claims_none_is_written_beside_what_others_tell(
    database: Database, tmp_path: Path
) -> None:
    context = at(database, PAGER)
    inventory_of(context, tmp_path, "Hartwell", "Quillmark")
    told_and_claimed(context)
    assert messages(context) == [("reported", ["new exposure"], [("Quillmark",)], ["pager"])]


def test_it_takes_no_path_from_what_others_tell(database: Database, tmp_path: Path) -> None:
    context = at(database, PAGER, DESK)
    (tmp_path / "edges.csv").write_text("from,to,kind\nHartwell,Quillmark,subprocessor\n")
    inventory_of(context, tmp_path, "Hartwell")
    import_path(context, tmp_path / "edges.csv", read_dependencies)
    told_and_claimed(context)
    assert messages(context) == [
        ("reported", ["new exposure"], [("Hartwell", "Quillmark")], ["desk", "pager"]),
        ("alleged", ["new exposure"], [("Hartwell",)], ["desk"]),
    ]


def test_of_a_tracker_whose_alerting_is_off_nobody_hears_it_also_where_claims_are_asked_for(
    database: Database, tmp_path: Path
) -> None:
    context = at(database, PAGER, DESK)
    inventory_of(context, tmp_path, "Hartwell")
    day = timedelta(days=1)
    silent = Source("gangs", "feed", "https://gangs.example/", Trust.ATTACKER_CLAIM, day, alerting=False)
    told_and_claimed(context, silent)
    assert messages(context) == []


def test_a_digest_tells_it_apart_until_somebody_else_tells_it(database: Database, tmp_path: Path) -> None:
    def rows() -> list[str]:
        alerts = [row["alert"] for row in reversed(alerts_of(database))]
        notice = digest_notice(alerts, name="daily", channel="desk", trend=(), now=NOW)
        assert notice.title.startswith("Digest: 1 incident reaches you")
        return [row[1].rpartition(" (incident ")[0] for row in notice.table[1:]]

    context = at(database, DESK)
    inventory_of(context, tmp_path, "Hartwell", "Quillmark")
    told_and_claimed(context)
    known, claim = "Reported: breach at Quillmark, which you use", "Claimed, not confirmed: breach at Hartwell"
    assert rows() == [known, f"{claim}, which you use"]
    confirmed(context)
    assert len(rows()) == 1


def test_a_reminder_tells_nobody_of_a_claim_who_did_not_ask_for_it(database: Database, tmp_path: Path) -> None:
    context = at(database, {**PAGER, "repeat": "4h"}, {**DESK, "repeat": "1d"})
    inventory_of(context, tmp_path, "Hartwell", "Quillmark")
    told_and_claimed(context)

    def reminders(hours: int) -> list[tuple[str, list[str]]]:
        clock, before = StoppedClock(), len(messages_of(database))
        clock.time = context.clock.now() + timedelta(hours=hours)
        remind(replace(context, clock=clock))
        written = messages_of(database)[: len(messages_of(database)) - before]
        sent = [(row["alert_id"], row["channel_id"]) for row in deliveries(database)]
        return sorted(
            (render(one["message"]).headline, sorted(channel for alert, channel in sent if alert == one["id"]))
            for one in written
        )

    known = ("Reported: breach at Quillmark, which you use", ["desk", "pager"])
    claim = ("Claimed, not confirmed: breach at Hartwell, which you use", ["desk"])
    assert reminders(4) == [known]
    assert reminders(24) == [claim, known]
    confirmed(context)
    assert reminders(49) == [("Reported: breach at Hartwell, which you use, and 1 more", ["desk", "pager"])]


def test_the_first_message_of_what_others_tell_is_no_claim_by_it(database: Database, tmp_path: Path) -> None:
    context = at(database, DESK)
    inventory_of(context, tmp_path, "Hartwell", "Quillmark")
    told(context, "zero", "Quillmark")
    match_pending(context)
    first = claim_next(database, "desk", context.clock.now())
    assert first is not None
    mark_sent(database, first.id, Receipt("m"), context.clock.now())
    told_and_claimed(context)
    [stale] = stale_messages(database, "desk")
    assert (stale.standing.updates, stale.standing.status) == (1, Status.REPORTED)


def test_a_customer_that_only_an_attacker_names_is_not_told_as_hit(database: Database, tmp_path: Path) -> None:
    context = at(database, PAGER)
    (tmp_path / "edges.csv").write_text("from,to,kind\nHartwell,Quillmark,subprocessor\n")
    inventory_of(context, tmp_path, "Hartwell")
    import_path(context, tmp_path / "edges.csv", read_dependencies)
    told(context, "one", "Quillmark")
    roles = {"Quillmark": Role.BREACHED, "Hartwell": Role.DOWNSTREAM}
    reported(context, "gang", "Quillmark and by it Hartwell, says the gang.", roles, 21, claim=Claim.CLAIMED)
    match_pending(context)
    [row] = alerts_of(database)
    content = render(row["alert"])
    assert "Hit through it" not in content.summary
    assert ("Hit through it", "Hartwell (only an attacker says so)") in content.facts

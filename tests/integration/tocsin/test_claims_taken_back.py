"""An attacker's claim beside what others tell that is withdrawn: who never heard the claim hears nothing of its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fakes.by_hand import ANN, NOW, inventory_of, made_context, numbers, reported, told

from alerts.digest import digest_notice
from alerts.render import render
from model.alert import Receipt
from model.vocabulary import Claim, Role, Severity, Status
from storage.database import Database
from storage.matches import alerts_of, messages_of
from storage.outbox import claim_next, deliveries, mark_sent
from storage.stale import stale_messages
from tocsin.clock import Clock
from tocsin.context import Context
from tocsin.stages.by_hand import correct_incident, merge_vendors
from tocsin.stages.collecting import remind
from tocsin.stages.matching import match_pending

BOTH = {"Quillmark": Role.BREACHED, "Hartwell": Role.BREACHED}
HOOK = {"kind": "webhook", "url": "http://127.0.0.1:9/"}
ROUTES = [{"channels": ["pager"], "repeat": "4h"}, {"channels": ["desk"], "alleged": True}]
EVERYBODY, DESK = ["desk", "pager"], ["desk"]
NEW, GONE = "new exposure", "exposure withdrawn"


@pytest.fixture
def context(database: Database, tmp_path: Path) -> Context:
    """Quillmark was told to everybody, and to the desk that an attacker claims Hartwell too."""
    channels = [{"id": "pager", **HOOK}, {"id": "desk", **HOOK}]
    made = made_context(database, channels=channels, routes=ROUTES)
    inventory_of(made, tmp_path, "Hartwell", "Quillmark")
    told(made, "one", "Quillmark")
    reported(made, "gang", "Quillmark and Hartwell too, says the gang.", BOTH, 21, claim=Claim.CLAIMED)
    match_pending(made)
    return made


def messages(context: Context) -> list[tuple[list[str], list[str | None], list[str]]]:
    """Reasons, whom each path ends at and channels of each alert, oldest first."""
    sent = [(row["alert_id"], row["channel_id"]) for row in deliveries(context.database)]
    return [
        (
            [reason.value for reason in row["alert"].reasons],
            [exposure.path[-1] for exposure in row["alert"].exposures],
            sorted(channel for alert, channel in sent if alert == row["id"]),
        )
        for row in reversed(alerts_of(context.database))
    ][2:]


def corrected(context: Context, **facts: str) -> None:
    [number] = numbers(context)
    correct_incident(context, number, {fact.replace("_", ":"): value for fact, value in facts.items()}, "as read", ANN)
    match_pending(context)


def test_the_correction_of_a_claim_goes_where_the_claim_went(context: Context) -> None:
    corrected(context, party_Hartwell="bystander")
    assert messages(context) == [([GONE], ["Hartwell"], DESK)]
    assert not any(stale.standing.over for stale in stale_messages(context.database, "pager"))


def test_claimed_under_another_name_it_is_taken_back_where_it_was_told(context: Context, tmp_path: Path) -> None:
    inventory_of(context, tmp_path, "Hartwell Group", "Hartwell", "Quillmark")
    merge_vendors(context, "Hartwell", "Hartwell Group", "one company", ANN)
    match_pending(context)
    corrected(context, status="retracted")
    assert messages(context)[-1] == (["status retracted"], ["Hartwell"], DESK)


def test_a_retraction_of_all_tells_each_what_each_was_told(context: Context) -> None:
    corrected(context, status="retracted")
    retracted = ["status retracted"]
    assert messages(context) == [(retracted, ["Quillmark"], EVERYBODY), (retracted, ["Hartwell"], DESK)]
    over = [row["alert"] for row in alerts_of(context.database)[:2]]
    rows = digest_notice(over, name="daily", channel="desk", trend=(), now=NOW).table[1:]
    assert sorted(row[1].split(", ")[0] for row in rows) == [
        "Withdrawn: breach at Hartwell",
        "Withdrawn: breach at Quillmark",
    ]
    match_pending(context)
    assert len(messages(context)) == 2


def test_what_is_taken_back_together_is_told_apart_and_nobody_is_reminded(context: Context) -> None:
    corrected(context, party_Hartwell="bystander", party_Quillmark="bystander")
    assert messages(context) == [([GONE], ["Quillmark"], EVERYBODY), ([GONE], ["Hartwell"], DESK)]
    remind(replace(context, clock=Clock(date(2025, 11, 30))))
    assert {entry["kind"] for entry in messages_of(context.database)} == {"alert"}


def test_a_digest_tells_of_its_end_whoever_was_told_before(context: Context) -> None:
    first, claim = (row["alert"] for row in reversed(alerts_of(context.database)))
    corrected(context, party_Hartwell="bystander")
    end = alerts_of(context.database)[0]["alert"]
    update = replace(first, severity=Severity.LOW)

    def ended(*alerts: object) -> list[bool]:
        notice = digest_notice(alerts, name="daily", channel="desk", trend=(), now=NOW)  # type: ignore[arg-type]
        return ["No longer holds: breach at Hartwell" in row[1] for row in notice.table[1:]]

    assert ended(update, end) == [False, True]
    count = replace(claim, facts=((claim.exposures[0].key, "count:9:people"),))
    assert ended(first, count, end) == [False, True], "nor does what was new of it before"
    assert ended(first, claim, end) == [False], "of what came and went since the last digest nothing is said"


def test_what_is_still_only_claimed_stays_a_claim_after_another_claim_ended(database: Database, tmp_path: Path) -> None:
    context = made_context(database, channels=[{"id": "desk", **HOOK}], routes=[{**ROUTES[1], "repeat": "4h"}])
    inventory_of(context, tmp_path, "Hartwell", "Ternfold")
    told(context, "one", "Quillmark")
    claimed = {**BOTH, "Ternfold": Role.BREACHED}
    reported(context, "gang", "Quillmark, Hartwell, Ternfold, says the gang.", claimed, 21, claim=Claim.CLAIMED)
    match_pending(context)
    corrected(context, party_Ternfold="bystander")
    alerts = [row["alert"] for row in reversed(alerts_of(database))]
    still = "Claimed, not confirmed: breach at Hartwell, which you use"
    rows = digest_notice(alerts, name="d", channel="desk", trend=(), now=NOW).table[1:]
    assert [row[1].rpartition(" (incident ")[0] for row in rows] == [still]
    remind(replace(context, clock=Clock(date(2025, 11, 30))))
    assert render(messages_of(database)[0]["message"]).headline == still


@pytest.mark.parametrize("fact", ["party_Hartwell", "status"])
def test_what_was_all_a_claim_at_first_is_taken_back_where_it_was_told(
    database: Database, tmp_path: Path, fact: str
) -> None:
    context = made_context(database, channels=[{"id": "pager", **HOOK}, {"id": "desk", **HOOK}], routes=ROUTES)
    inventory_of(context, tmp_path, "Hartwell", "Quillmark")
    reported(context, "gang", "Quillmark and Hartwell, says the gang.", BOTH, 21, claim=Claim.CLAIMED)
    match_pending(context)
    told(context, "one", "Quillmark")
    match_pending(context)
    first, second = reversed(alerts_of(database))
    assert [one["alert"].incident.status for one in (first, second)] == [Status.ALLEGED, Status.REPORTED]
    corrected(context, **{fact: "bystander" if fact == "party_Hartwell" else "retracted"})
    assert messages(context)[-1][1:] == (["Hartwell"], DESK)


def test_a_claim_that_is_denied_is_no_news_to_who_never_heard_it(database: Database, tmp_path: Path) -> None:
    context = made_context(database, channels=[{"id": "pager", **HOOK}, {"id": "desk", **HOOK}], routes=ROUTES)
    inventory_of(context, tmp_path, "Hartwell")
    reported(context, "gang", "Hartwell, says the gang.", {"Hartwell": Role.BREACHED}, 21, claim=Claim.CLAIMED)
    match_pending(context)
    for status in (Status.DISPUTED, Status.RETRACTED):
        corrected(context, status=status.value)
    sent = [(row["alert"].incident.status, row["id"]) for row in reversed(alerts_of(database))]
    assert [status for status, _ in sent] == [Status.ALLEGED, Status.DISPUTED, Status.RETRACTED]
    assert {row["channel_id"] for row in deliveries(database)} == {"desk"}


def test_the_first_message_of_a_claim_shows_that_it_was_withdrawn(database: Database, tmp_path: Path) -> None:
    context = made_context(database, channels=[{"id": "desk", **HOOK}], routes=ROUTES[1:])
    inventory_of(context, tmp_path, "Hartwell")
    told(context, "one", "Quillmark")
    reported(context, "gang", "Quillmark and Hartwell too, says the gang.", BOTH, 21, claim=Claim.CLAIMED)
    match_pending(context)
    first = claim_next(database, "desk", context.clock.now())
    assert first is not None
    mark_sent(database, first.id, Receipt("m"), context.clock.now())
    corrected(context, status="retracted")
    [stale] = stale_messages(database, "desk")
    assert (stale.standing.first_status, stale.standing.status) == (Status.ALLEGED, Status.RETRACTED)

"""What a message says that takes back what was told, in words and for machines; where it goes; how it stands in digests."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes.alert_samples import NOW, alert, exposure, incident, said

from alerts.decide import decide
from alerts.digest import digest_notice
from alerts.machine import machine_facts
from alerts.render import render
from alerts.routing import plan
from alerts.standing import standing_line
from alerts.withdrawal import still_told, why_gone
from config.alerting import AlertSettings
from config.routes import Route
from model.alert import Alert, Standing, Told
from model.correction import Correction
from model.exposure import Exposure, Gone
from model.incident import Incident, PartyFact
from model.vocabulary import DataType, EdgeKind, Reason, Role, Severity, Status, Trust

A, B = exposure("a", path=("Hartwell", "Quillmark")), exposure("b", path=("Ternfold",))


def update(
    gone: list[Exposure], exposures: list[Exposure], inc: Incident | None = None, *, told: list[Exposure] | None = None
) -> Alert:
    """The update of an alert that told of `told` (else of what is gone)."""
    first = alert(exposures=tuple(told or gone))
    known = Told(
        frozenset(first.facts), first.key, first.severity, Status.CONFIRMED, frozenset(k for k, _ in first.facts)
    )
    made = decide(
        tenant_id="default",
        incident_id=7,
        lineage="L1",
        before=first.incident,
        incident=inc or incident(),
        exposures=exposures,
        told=known,
        page=True,
        now=NOW,
        gone=[Gone(one, "It was another.") for one in gone],
    ).alert
    assert made is not None
    return made


def test_a_withdrawal_alarms_nobody() -> None:
    made = update([A], [], incident(denied=[DataType.PASSWORDS]))
    content = render(made)
    assert made.reasons == (Reason.EXPOSURE_WITHDRAWN,)
    assert (made.severity, made.broadcast, made.is_withdrawal) == (Severity.LOW, False, True)
    assert content.headline == "No longer holds: breach at Quillmark, which would reach you through Hartwell"
    assert content.changes == ("No longer holds: you → Hartwell → Quillmark. It was another.",)
    assert content.reasons == ("exposure withdrawn: what you were told no longer holds",)
    assert (content.data, content.facts, content.status) == ((), (), "no longer holds")
    facts = machine_facts(made)
    assert (facts["paths"], facts["withdrawn"]) == ([], ["Hartwell -> Quillmark"])


def test_a_withdrawal_of_the_whole_incident_says_that_first() -> None:
    made = update([A], [], incident(status=Status.RETRACTED))
    assert made.reasons == (Reason.STATUS_RETRACTED, Reason.EXPOSURE_WITHDRAWN)
    assert render(made).headline.startswith("Withdrawn: breach at Quillmark")


def test_one_message_takes_back_the_one_way_and_tells_the_other() -> None:
    made = update([A], [B])
    content = render(made)
    assert made.reasons == (Reason.NEW_EXPOSURE, Reason.EXPOSURE_WITHDRAWN)
    assert (made.severity, made.is_withdrawal) == (B.severity, False)
    assert [path.path for path in content.paths] == ["you → Ternfold", "no longer: you → Hartwell → Quillmark"]
    assert content.data


def test_a_withdrawal_goes_where_the_alert_went_and_nowhere_else() -> None:
    routes = [
        Route(channels=["pager"]),
        Route(channels=["chat"], min_severity=Severity.HIGH, repeat=timedelta(hours=4)),
    ]
    made = plan(update([A], []), routes, now=NOW, settings=AlertSettings(), already={"chat": ""})
    assert [one.channel for one in made.deliveries] == ["chat"]
    assert made.repeat is None
    both = plan(update([A], [B]), routes, now=NOW, settings=AlertSettings(), already={"chat": ""})
    assert {one.channel for one in both.deliveries} == {"chat", "pager"}


def test_a_digest_keeps_what_still_holds() -> None:
    first = alert(exposures=(A, B), lineage="L1")
    left = replace(update([A], [B], told=[A, B]), created=NOW)
    row = digest_notice([first, left], name="d", channel="mail", trend=(), now=NOW).table[1]
    assert row[2].startswith("you → Ternfold")
    assert "exposure withdrawn" in row[3]
    everything = update([A, B], [], told=[A, B])
    row = digest_notice([first, left, everything], name="d", channel="mail", trend=(), now=NOW).table[1]
    assert row[0] == "LOW"
    assert row[1].startswith("No longer holds")


def test_a_digest_keeps_what_an_update_that_tells_of_something_else_does_not_name() -> None:
    first, more = alert(exposures=(replace(A, severity=Severity.CRITICAL),)), update([], [B], told=[A])
    for told in ([first, more], [first, more, update([B], [], told=[A, B])]):
        [row] = digest_notice(told, name="d", channel="mail", trend=(), now=NOW).table[1:]
        assert (row[0], row[2].startswith("you → Hartwell → Quillmark")) == ("CRITICAL", True)
    both = digest_notice([first, more], name="d", channel="mail", trend=(), now=NOW).table[1]
    assert "and 1 more" in both[2]


def test_a_digest_says_what_ended_of_what_was_told_before_it() -> None:
    first = alert(exposures=(replace(A, severity=Severity.HIGH), B))
    more = replace(first, facts=(("a", "count:9:people"), ("b", "count:9:people")), reasons=(Reason.COUNT_CHANGED,))
    left = update([A], [B], told=[A, B])

    def rows(*alerts: Alert) -> list[tuple[str, ...]]:
        return [row[:4] for row in digest_notice(alerts, name="d", channel="mail", trend=(), now=NOW).table[1:]]

    [still, ended] = rows(more, left)
    assert (still[0], still[2]) == ("MEDIUM", "you → Ternfold; platform@example.org"), "as grave as what is left"
    assert (ended[0], ended[1]) == (
        "LOW",
        "No longer holds: breach at Quillmark, which would reach you through Hartwell (incident 7)",
    )
    assert (still[3], ended[3]) == (
        "count changed, exposure withdrawn; confirmed",
        "exposure withdrawn; no longer holds",
    )
    assert rows(left) == [ended]
    assert len(rows(first, left)) == 1, "of what came and went in between nothing is said"
    [both, ended] = rows(update([A], [B]))
    assert (both[2], ended[1].startswith("No longer holds")) == ("you → Ternfold; platform@example.org", True)
    again = replace(first, facts=(("a", "exposed:2"),), exposures=(A,))
    assert [row[1].startswith("No longer holds") for row in rows(again, left)] == [True], "heard of before"


def test_what_is_still_told_is_what_was_not_withdrawn_last() -> None:
    first, left, back = alert(exposures=(A, B)), update([A], [B], told=[A, B]), alert(exposures=(A,))
    assert {one.key for one in still_told([first, left])} == {"b"}
    assert {one.key for one in still_told([first, left, back])} == {"a", "b"}


def test_the_first_message_shows_that_it_no_longer_holds() -> None:
    line = standing_line(Standing(Status.CONFIRMED, Status.CONFIRMED, updates=1, over=True))
    assert line == "Not acknowledged · no longer holds · 1 update, see the thread"


def of(role: Role, trust: Trust = Trust.VENDOR) -> Incident:
    party = PartyFact("quillmark", "Quillmark", role, (said("It was Ternfold, not us", trust=trust),))
    return replace(incident(), parties=(party,))


def corrected(value: str, *, undone: bool = False) -> Correction:
    return Correction(1, "party:quillmark", value, "ann", "wrong company", NOW, NOW if undone else None, "bob")


@pytest.mark.parametrize(
    ("inc", "corrections", "edited", "words"),
    [
        (of(Role.BYSTANDER), [], "", "a bystander, not breached: “It was Ternfold, not us” (the vendor itself, vendor."),
        (of(Role.THREAT_ACTOR), [], "", "held to be the attacker, not the victim: “It was Ternfold"),
        (of(Role.BREACHED), [], "", "Nobody says any more that Hartwell uses Quillmark (as vendor.example had said)"),
        (replace(incident(), parties=()), [corrected("")], "", "no party to it: “wrong company” (corrected by hand, ann)"),
        (replace(incident(), parties=()), [corrected("", undone=True)], "", "the correction that named it was undone by bob"),
        (replace(incident(), parties=()), [], "Documents were split off: two events", "split off: two events. As read now, no source"),
        (replace(incident(), parties=()), [], "", "As read now, no source of the incident says that Quillmark was breached."),
        (replace(of(Role.BREACHED), status=Status.ALLEGED), [], "", "Only an attacker says so by now"),
    ],
)  # fmt: skip
def test_it_says_why(inc: Incident, corrections: list[Correction], edited: str, words: str) -> None:
    assert words in why_gone(replace(A, key="hartwell>quillmark"), inc, corrections, edited)


@pytest.mark.parametrize("supplier", ["Quillmark", None])
def test_a_customer_that_says_that_it_was_not_hit_is_quoted(supplier: str | None) -> None:
    """Others still say that it uses the supplier, which was breached all the same."""
    word = PartyFact("hartwell", "Hartwell", Role.BYSTANDER, (said("Hartwell is not affected"),))
    story = replace(incident(), parties=(*incident().parties, word))
    way = exposure("hartwell>quillmark" if supplier else "hartwell>?", path=("Hartwell", supplier))
    quoted = "Hartwell is now held to be a bystander, not breached: “Hartwell is not affected” (the vendor itself"
    assert why_gone(way, story, []).startswith(quoted)
    listed = replace(way, hops=tuple(replace(hop, kind=EdgeKind.LIST) for hop in way.hops))
    assert "is now held" not in why_gone(listed, story, []), "what a list says is not for it to deny"


def test_hostile_words_stay_harmless() -> None:
    party = PartyFact("quillmark", "Quill\u202emark", Role.BYSTANDER, (said("not\r\nus <!channel> " + "x" * 900),))
    text = why_gone(A, replace(incident(), parties=(party,)), [])
    assert text.isprintable()
    assert len(text) < 500

"""The edges that an incident itself states: where they stand, since when, and whose word makes none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from fakes.incidents import SEEN, incident, link, party, said, vendor

from inventory.graph import Graph
from inventory.match import match
from inventory.resolve import Resolver
from model.exposure import Exposure
from model.incident import Incident, PartyFact
from model.inventory import Edge, InventoryItem
from model.vocabulary import EdgeKind, Role, Trust

PAGE = "https://northquill.example/letter"
BY_HAND = said("they called us (ann)", Trust.CORRECTION, url="")
LINK = replace(link("Northquill", "Brasswick"), seen=SEEN + timedelta(days=3), said_by=said(url=PAGE))


def reached(event: Incident, *items: InventoryItem, edges: tuple[Edge, ...] = ()) -> list[Exposure]:
    return match(event, Graph(items, edges, Resolver([], items)), today=SEEN + timedelta(days=9))[0]


def told_by(*voices: Trust) -> PartyFact:
    known = party("Northquill", Role.DOWNSTREAM)
    return replace(known, said_by=tuple(said(trust=trust, url=f"https://{trust}.example") for trust in voices))


def test_an_edge_stands_on_the_page_that_states_it_since_its_day() -> None:
    [found] = reached(incident("Brasswick", "Northquill", links=(LINK,)), vendor("Northquill"))
    assert [(hop.source, hop.first_seen, hop.last_seen) for hop in found.hops] == [(PAGE, LINK.seen, LINK.seen)]


def test_where_no_page_states_the_edge_the_newest_on_its_user_stands_for_it() -> None:
    event = incident("Brasswick", parties=(told_by(Trust.PRESS, Trust.AGGREGATOR),))
    [found] = reached(event, vendor("Northquill"))
    assert [(hop.source, hop.last_seen) for hop in found.hops] == [("https://press.example", SEEN)]


def test_an_edge_without_page_and_day_says_so() -> None:
    undated = replace(LINK, seen=date.min, said_by=said(url=""))
    [found] = reached(incident("Brasswick", "Northquill", links=(undated,)), vendor("Northquill"))
    assert [(hop.source, hop.last_seen) for hop in found.hops] == [("this disclosure", SEEN)]


def test_an_edge_that_a_person_entered_says_so() -> None:
    event = incident("Brasswick", parties=(replace(told_by(Trust.CORRECTION), said_by=(BY_HAND,)),))
    [found] = reached(event, vendor("Northquill"))
    assert [(hop.kind, hop.source) for hop in found.hops] == [(EdgeKind.MANUAL, "a correction")]
    assert "hit through" not in found.why


def test_the_supplier_is_written_as_the_list_writes_it() -> None:
    listed = Edge("Northquill", "Brasswick GmbH", EdgeKind.LIST, "list.csv", ended=SEEN)
    [found] = reached(incident("Brasswick", "Northquill", links=(LINK,)), vendor("Northquill"), edges=(listed,))
    assert (found.path, found.hops[0].kind) == (("Northquill", "Brasswick GmbH"), EdgeKind.DISCLOSED)


def test_a_party_that_nobody_can_tell_hides_no_other() -> None:
    event = incident("Brasswick", ("Front", "Northquill"))
    assert [found.path for found in reached(event, vendor("Northquill"))] == [("Northquill", "Brasswick")]


@pytest.mark.parametrize(
    ("voices", "edges"),
    [((Trust.ATTACKER_CLAIM,), 0), ((Trust.ATTACKER_CLAIM, Trust.PRESS), 1), ((Trust.PRESS,), 1)],
)
def test_an_attackers_word_takes_nothing_from_what_others_say(voices: tuple[Trust, ...], edges: int) -> None:
    assert len(reached(incident("Brasswick", parties=(told_by(*voices),)), vendor("Northquill"))) == edges


@pytest.mark.parametrize("claim", [told_by(Trust.ATTACKER_CLAIM), replace(told_by(Trust.PRESS), claimed=True)])
def test_an_attackers_word_makes_no_edge_and_is_told_as_such_whoever_repeats_it(claim: PartyFact) -> None:
    items = [vendor("Northquill")]
    found, near = match(incident("Brasswick", parties=(claim,)), Graph(items, [], Resolver([], items)), today=SEEN)
    assert found == []
    assert [(miss.name, miss.why) for miss in near] == [
        ("Northquill", "is said to be hit by an attacker only, whose word makes no edge")
    ]


def test_a_link_of_whom_nobody_holds_to_be_hit_any_more_ends_no_path() -> None:
    event = incident(bystander="Northquill", links=(LINK,))
    assert reached(event, vendor("Brasswick"), vendor("Northquill")) == []


def test_what_was_stated_of_a_vendor_under_its_earlier_id_is_its_own() -> None:
    before = replace(party("Northquill", Role.DOWNSTREAM), organisation_id="name:northquill")
    other = replace(LINK, provider_id="name:tallowfen", provider="Tallowfen")
    known = vendor("Quill Group", aliases=("Northquill",))
    [found] = reached(incident("Brasswick", parties=(before,), links=(other,)), known)
    assert found.path == ("Quill Group", "Tallowfen")


@pytest.mark.parametrize("role", [Role.BYSTANDER, Role.THREAT_ACTOR])
def test_whom_a_person_clears_hit_nobody_though_a_page_says_so(role: Role) -> None:
    """Who was hit was so all the same: by another who was breached, or by somebody unnamed."""
    cleared = PartyFact("name:brasswick", "Brasswick", role, (BY_HAND,))
    ours = (vendor("Northquill"), vendor("Brasswick"))
    hit = incident((), "Northquill", links=(LINK,), parties=(cleared,))
    assert [each.path for each in reached(hit, *ours)] == [("Northquill", None)]
    other = incident("Tarnshelf", "Northquill", links=(LINK,), parties=(cleared,))
    assert [each.path for each in reached(other, *ours)] == [("Northquill", "Tarnshelf")]
    read = replace(hit, parties=(*hit.parties[:-1], replace(cleared, said_by=(said(), BY_HAND))))
    assert ("Northquill", "Brasswick") in [each.path for each in reached(read, *ours)], "a page says so too"


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("Northquill Holdings Ltd (“Northquill”) is writing to you about a breach.", True),
        ("Hackers broke into Northquill Holdings, Ltd., it said.", True),
        ("Northquill is writing to you about a breach.", False),
        ("A breach hit EastNorthquill Holdings Ltd, Northquill said.", False),
        ("Northquill Shipping Ltd is writing to you about a breach.", False),
        ("Northquill Holdings is writing to you. Brasswick Ltd was not hit.", False),
    ],
)
def test_who_is_called_by_the_beginning_of_a_legal_name_is_known_by_the_whole(quote: str, *, told: bool) -> None:
    hit = replace(party("Northquill", Role.BREACHED), said_by=(said(quote),))
    found = reached(incident(parties=(hit,)), vendor("Northquill Holdings Ltd"))
    assert [exposure.path for exposure in found] == [("Northquill Holdings Ltd",)] * told
    hit = replace(party("Northquill", Role.DOWNSTREAM), said_by=(said(quote),))
    found = reached(incident("Brasswick", parties=(hit,)), vendor("Northquill Holdings Ltd"))
    assert [exposure.path for exposure in found] == [("Northquill Holdings Ltd", "Brasswick")] * told

"""Names that a reader would ask about, and names that only resemble one."""

from __future__ import annotations

import pytest
from fakes.incidents import SEEN, incident, party, vendor

from config.registry import load_registry
from inventory.graph import Graph
from inventory.match import match
from inventory.resolve import Resolver
from model.exposure import Exposure, NearMiss
from model.incident import Incident
from model.inventory import InventoryItem
from model.vocabulary import Role, Status


def matched(event: Incident, *items: InventoryItem) -> tuple[list[Exposure], list[NearMiss]]:
    return match(event, Graph(items, (), Resolver(load_registry(), items)), today=SEEN)


@pytest.mark.parametrize(
    "told",
    [
        *("Northquil", "Northquills", "North Quill Bank", "Northquill Bank", "Bank of Northquill", "Nortquhill"),
        *("Northquill Health", "Northquilll GmbH", "northquill.other.example", "mynorthquill.example"),
    ],
)
def test_a_name_that_resembles_a_vendors_is_another_firms(told: str) -> None:
    assert matched(incident(told), vendor("Northquill GmbH", domains=("northquill.example",))) == ([], [])


def test_a_look_alike_of_somebody_who_is_not_held_is_not_asked_about() -> None:
    look_alike = "M\u0456xpanel"
    assert matched(incident(look_alike), vendor("Northquill")) == ([], [])
    assert [near.name for near in matched(incident(look_alike), vendor("Mixpanel"))[1]] == ["Mixpanel"]


def test_a_word_that_tells_nobody_is_asked_about_where_the_inventory_holds_one() -> None:
    assert [near.name for near in matched(incident("Green"), vendor("Green GmbH"))[1]] == ["Green"]
    assert matched(incident("Green"), vendor("Northquill")) == ([], [])


@pytest.mark.parametrize("status", [Status.ALLEGED, Status.CONFIRMED])
def test_who_is_hit_by_an_attackers_word_alone_is_asked_about(status: Status) -> None:
    event = incident("Brasswick", "Northquill", status=status)
    found, near = matched(event, vendor("Northquill"))
    assert (len(found), len(near)) == ((0, 1) if status is Status.ALLEGED else (1, 0))


def test_who_is_reached_is_not_asked_about_whatever_else_it_is_called() -> None:
    event = incident(
        "Northquill", parties=(party("Northquill GmbH", Role.BYSTANDER), party("Brasswick", Role.BYSTANDER))
    )
    found, near = matched(event, vendor("Northquill"), vendor("Brasswick"))
    assert [each.path for each in found] == [("Northquill",)]
    assert [each.name for each in near] == ["Brasswick"]


def test_a_namesake_that_the_disclosure_tells_apart_is_asked_about() -> None:
    event = incident(parties=(party("Mercury", Role.BREACHED, "Mercury (mercury.com) was breached"),))
    found, near = matched(event, vendor("Mercury", domains=("mercury-freight.example",)))
    assert (found, [each.name for each in near]) == ([], ["Mercury"])

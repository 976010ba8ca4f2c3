"""How sure an exposure is: what makes it less so, and by how much at most."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from fakes.incidents import SEEN, incident, vendor

from config.registry import load_registry
from inventory.graph import Graph
from inventory.match import match
from inventory.resolve import Resolver
from model.exposure import Exposure
from model.inventory import Edge, InventoryItem
from model.vocabulary import EdgeKind, Status

NORTHQUILL = vendor("Northquill")
LIST = Edge("Northquill", "Brasswick", EdgeKind.LIST, "list.csv", SEEN, SEEN)


def exposure(
    *edges: Edge, item: InventoryItem = NORTHQUILL, told: str = "Brasswick", status: Status = Status.CONFIRMED
) -> Exposure:
    graph = Graph([item], edges, Resolver(load_registry(), [item]))
    (found,) = match(incident(told, status=status), graph, today=SEEN)[0]
    return found


def term(found: Exposure, name: str) -> float:
    (value,) = {each.value for each in found.confidence_terms if each.name == name}
    return value


def falls(values: list[float]) -> bool:
    return all(0 < later < earlier <= 1 for earlier, later in pairwise(values))


def test_what_is_less_sure_of_an_incident_makes_its_exposures_so() -> None:
    order = (Status.CONFIRMED, Status.REPORTED, Status.DISPUTED, Status.ALLEGED, Status.RETRACTED)
    assert falls([exposure(LIST, status=status).confidence for status in order])


@pytest.mark.parametrize(
    "kinds",
    [
        (EdgeKind.DISCLOSED, EdgeKind.SUBPROCESSOR, EdgeKind.LIST, EdgeKind.SAAS_TENANT, EdgeKind.DNS_VERIFICATION),
        (EdgeKind.MANUAL, EdgeKind.SBOM, EdgeKind.SAAS_TENANT, EdgeKind.WEB_TRACKER),
    ],
)
def test_an_edge_is_as_sure_as_what_told_it(kinds: tuple[EdgeKind, ...]) -> None:
    assert falls([exposure(replace(LIST, kind=kind)).confidence for kind in kinds])


def test_a_name_of_somebody_in_the_registry_is_surer_than_one_of_nobody() -> None:
    known, unknown = exposure(item=vendor("Okta"), told="Okta"), exposure(item=vendor("Quillmark"), told="Quillmark")
    assert falls([term(known, "match"), term(unknown, "match"), 0.9])


def test_an_edge_ages_by_the_year_from_its_last_observation_down_to_a_floor() -> None:
    values = [
        term(exposure(replace(LIST, last_seen=SEEN - timedelta(days=days), first_seen=None)), "edge age")
        for days in (364, 366, 3 * 366, 30 * 366)
    ]
    assert falls(values)
    assert (values[0], values[-1]) == (1.0, 0.6)
    assert term(exposure(replace(LIST, last_seen=SEEN + timedelta(days=900))), "edge age") == 1.0


def test_a_day_that_is_not_given_is_less_sure_than_a_recent_one() -> None:
    first_only = exposure(replace(LIST, last_seen=None))
    undated = exposure(replace(LIST, first_seen=None, last_seen=None))
    ended = exposure(replace(LIST, ended=SEEN - timedelta(days=1)))
    assert falls([term(found, "edge age") for found in (first_only, undated, ended)])
    told = exposure(replace(LIST, kind=EdgeKind.DISCLOSED, first_seen=None, last_seen=None))
    assert term(told, "edge age") == 1.0


@pytest.mark.parametrize(("read", "value"), [(0.5, 0.5), (1.7, 1.0), (-1.0, 0.0)])
def test_how_sure_the_role_was_read_counts_within_bounds(read: float, value: float) -> None:
    event = incident("Northquill")
    event = replace(event, parties=tuple(replace(each, confidence=read) for each in event.parties))
    (found,) = match(event, Graph([NORTHQUILL], (), Resolver((), [NORTHQUILL])), today=date(2026, 1, 1))[0]
    assert term(found, "role") == value

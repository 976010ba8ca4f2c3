"""What is learnt of stated names, and everything that is not."""

from __future__ import annotations

import pytest

from config.registry import load_registry
from inventory.learn import Learnt, learnt
from inventory.resolve import Resolver
from model.disclosure import Evidence, OtherName
from model.inventory import InventoryItem
from model.vocabulary import ItemKind, MatchedOn

ITEMS = [
    InventoryItem("Northquill", "Northquill", ItemKind.VENDOR, "Northquill", domains=("northquill.example",)),
    InventoryItem("Sallowgate", "Sallowgate", ItemKind.VENDOR, "Sallowgate"),
]


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(load_registry(), ITEMS)


def of(resolver: Resolver, name: str, other: str, how: str = "formerly known as") -> Learnt | None:
    quote = f"{name}, {how} {other}"
    return learnt(resolver, OtherName(name, other, how, Evidence(quote, 0, len(quote))))


@pytest.mark.parametrize(
    ("name", "other", "how", "expected"),
    [
        ("Northquill", "Brasswick", "formerly known as", ("name:brasswick", "name:northquill")),
        ("Northquill Inc.", "Brasswick Ltd", "formerly", ("name:brasswick", "name:northquill")),
        ("Okta", "Tallowfen Identity", "now known as", ("name:tallowfen identity", "okta")),
        ("Okta", "Tallowfen", "doing business as", ("name:tallowfen", "okta")),
        (
            "Brasswick Labs",
            "Northquill",
            "formerly known as",
            ("name:brasswick labs", "name:northquill"),
        ),  # known by the old name
        ("Brasswick Labs", "Northquill", "now known as", ("name:brasswick labs", "name:northquill")),
        ("Brasswick Labs", "Okta, Inc.", "f/k/a", ("name:brasswick labs", "okta")),
        ("Tallowfen", "tallowfen.example", "domain", ("domain:tallowfen.example", "name:tallowfen")),
        ("Tallow Fen Ltd", "www.tallowfen.example", "domain", ("domain:tallowfen.example", "name:tallow fen")),
    ],
)
def test_learnt(resolver: Resolver, name: str, other: str, how: str, expected: tuple[str, str]) -> None:
    assert of(resolver, name, other, how) == Learnt(*expected)


@pytest.mark.parametrize(
    ("name", "other", "how"),
    [
        ("Northquill", "Front", "formerly known as"),  # a common word
        ("Front", "Brasswick", "formerly known as"),  # so is the owner's name
        ("Northquill", "Brаsswick", "formerly known as"),  # noqa: RUF001 - a Cyrillic letter
        ("Northquill", "NQL", "also known as"),  # an acronym
        ("Northquill", "Emma Brasswick", "formerly known as"),  # a person
        ("Northquill", "Okta", "formerly known as"),  # known, and another's
        ("Northquill", "Sallowgate", "formerly known as"),  # the inventory's, and another's
        ("Okta", "okta, Inc.", "also known as"),  # its own already
        ("Tallowfen", "Brasswick", "formerly known as"),  # whom nobody here knows
        ("Okta", "Highland Hospital", "d/b/a"),  # a trading name of common words
        ("Okta", "General Medical Center", "formerly known as"),
        ("Okta", "A", "formerly known as"),
        ("Okta", "One Two Three Four Five Six Brasswick", "formerly known as"),
        ("Brasswick Labs", "Northquill", "trading as"),  # many may trade under a name
        ("Brasswick Labs", "Front", "formerly known as"),
        ("Emma Brasswick", "Northquill", "formerly known as"),
        ("BQL", "Northquill", "formerly known as"),
        ("Tallowfen", "northquill.example", "domain"),  # somebody's already
        ("Tallowfen", "github.com", "domain"),  # everybody's
        ("Tallowfen", "brasswick.example", "domain"),  # spells another name
        ("Tallowfen Data 2021", "tallowfen.example", "domain"),
        ("Front", "front.example", "domain"),
        ("Tallowfen", "no domain", "domain"),
        ("pkg:npm/left-pad", "Brasswick", "also known as"),
    ],
)
def test_not_learnt(resolver: Resolver, name: str, other: str, how: str) -> None:
    assert of(resolver, name, other, how) is None


def test_what_was_learnt_resolves() -> None:
    merged = {"name:brasswick": "name:northquill", "domain:brasswick.example": "name:northquill"}
    resolver = Resolver(load_registry(), ITEMS, merged)
    assert {resolver.resolve(name).organisation_id for name in ("Brasswick", "Brasswick GmbH")} == {"name:northquill"}  # type: ignore[union-attr]
    found = resolver.resolve("api.brasswick.example")
    assert found is not None
    assert (found.organisation_id, found.matched_on) == ("name:northquill", MatchedOn.DOMAIN)
    assert resolver.resolve("brasswick-not.example") != found

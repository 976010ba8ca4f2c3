from __future__ import annotations

from datetime import date, timedelta

import pytest

from model.vocabulary import Role
from storage.search import QueryError, parse
from storage.search.query import And, Day, Not, Or, Party, Phrase, Published, Records, Tagged
from storage.search.tokens import tokenise

HIT = (Role.BREACHED, Role.DOWNSTREAM)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", And(())),
        ("okta", Phrase(("okta",))),
        ('"data breach"', Phrase(("data", "breach"))),
        ("breaches Passwords", And((Phrase(("breach",)), Phrase(("password",))))),
        ("a & b", And((Phrase(("a",)), Phrase(("b",))))),
        ("a OR b c", Or((Phrase(("a",)), And((Phrase(("b",)), Phrase(("c",))))))),
        ("a AND -(b OR c)", And((Phrase(("a",)), Not(Or((Phrase(("b",)), Phrase(("c",)))))))),
        ("NOT NOT a", Phrase(("a",))),
        ("snow*", Phrase(("snow",), prefix=True)),
        ("e-mail", Phrase(("e", "mail"))),
        ("a - b", And((Phrase(("a",)), Phrase(("b",))))),
        ("C++", Phrase(("c",))),
        ("https://site.example/x", Phrase(("http", "site", "example", "x"))),
        ('vendor:"Allianz Life"', Party(HIT, ("allianz", "life"), "Allianz Life")),
        ("vendor:okta role:downstream", Party((Role.DOWNSTREAM,), ("okta",), "okta")),
        ("role:bystander", Party((Role.BYSTANDER,))),
        (
            "(role:downstream) vendor:okta",
            And((And((Party((Role.DOWNSTREAM,)),)), Party(HIT, ("okta",), "okta"))),
        ),
        ("actor:lockbit", Party((Role.THREAT_ACTOR,), ("lockbit",), "lockbit")),
        ("type:passwords", Tagged("type", ("exposed:passwords", "possible:passwords"))),
        ("type:-passwords", Tagged("type", ("denied:passwords",))),
        ("-type:passwords", Not(Tagged("type", ("exposed:passwords", "possible:passwords")))),
        ("KIND:third-party-breach", Tagged("kind", ("third_party_breach",))),
        ("records:>10000", Records(10_001, None)),
        ("records:<=1.5m", Records(0, 1_500_000)),
        ("records:<=1,5m", Records(0, 1_500_000)),
        ("records:4.1m", Records(4_100_000, 4_100_000)),
        ("records:10,000", Records(10_000, 10_000)),
        ("records:1.234.567", Records(1_234_567, 1_234_567)),
        ("records:12,34,567", Records(1_234_567, 1_234_567)),
        ("records:1,500k", Records(1_500_000, 1_500_000)),
        ("records:1_000", Records(1_000, 1_000)),
        ("records:1k..2k", Records(1_000, 2_000)),
        ("since:2025-11", Published(since=Day(date(2025, 11, 1)))),
        ("until:2024-02", Published(until=Day(date(2024, 2, 29)))),
        ("since:30d", Published(since=Day(ago=timedelta(30)))),
        ("“odd quotes”", Phrase(("odd", "quote"))),
    ],
)
def test_a_query_is_read_as_written(text: str, tree: object) -> None:
    assert parse(text).root == tree


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ('okta "data', 6, "second"),
        ("(a OR b", 1, "no )"),
        ("a b)", 4, "no ("),
        ("a OR", 5, "expected a word"),
        ("OR a", 1, "expected a word"),
        ("a AND", 6, "behind AND"),
        ("a AND OR b", 6, "behind AND"),
        ("a NOT", 6, "behind NOT"),
        ("()", 2, "expected a word"),
        ("&%", 1, "only signs"),
        ("vendr:okta", 1, "no field vendr"),
        ("a vendor:", 10, "value behind vendor:"),
        ("vendor:(a)", 8, "value behind vendor:"),
        ("vendor:&", 8, "expected a name"),
        ("type:passwrds", 6, "passwords"),
        ("status:sure", 8, "alleged, reported, confirmed, disputed or retracted"),
        ("since:tomorrow", 7, "no day"),
        ("since:2025-02-30", 7, "calendar"),
        ("records:many", 9, "no number"),
        ("records:>1.5", 9, "10,000 or 10k"),
        ("records:1,50", 9, "10,000 or 10k"),
        ("records:1,000.5k", 9, "10,000 or 10k"),
        ("records:5..1", 9, "smaller number first"),
        ("affects:them", 9, "expected us"),
        ("a*", 1, "2 letters"),
        ("e-mail*", 1, "single word"),
        ("(" * 13 + "a", 13, "at most 12"),
        ("x" * 1001, 1001, "at most 1000"),
        ("ab* " * 11, 41, "at most 10 words with *"),
        ("a " * 129, 257, "at most 128 words"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_its_place(text: str, position: int, expected: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.position == position
    assert expected in caught.value.expected
    assert str(caught.value).startswith(f"query, character {position}: ")


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Acme's customers", ["acme", "customer"]),
        ("Öktä CAFÉ", ["okta", "cafe"]),
        ("companies, boxes, losses", ["company", "box", "loss"]),
        ("business status AWS gas", ["business", "status", "aws", "gas"]),
        ("漏洩 データ", ["漏", "洩", "テ", "ー", "タ"]),
        ("Quillmark™ Hartwell℠", ["quillmark", "hartwell"]),
        ("K\u0131l\u0131m KILIM K\u0130L\u0130M", ["kilim", "kilim", "kilim"]),
        ("Łódź łódź lodz", ["lodz", "lodz", "lodz"]),
        ("SØRENSEN ǿ Đorđević Ħal Ŧ", ["sorensen", "o", "dordevic", "hal", "t"]),
        ("Ærø Œuvre Þór Kristjánsdóttir Ðað", ["aero", "oeuvre", "thor", "kristjansdottir", "dad"]),
        ("№ 5", ["no", "5"]),
        ("HOLMES\u2019S keys", ["holme", "key"]),
        ("user_name 3.5m", ["user", "name", "3", "5m"]),
        ("\ud800x\x00y", ["x", "y"]),
    ],
)
def test_words_are_folded_alike_for_every_database(text: str, tokens: list[str]) -> None:
    assert tokenise(text) == tokens


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("漏えい*", '"漏えい"'),
        ("漏*", "漏"),
        ("Quills漏*", '"quills漏"'),
        ("vendor:quillmark -漏えい*", 'vendor:quillmark -"漏えい"'),
    ],
)
def test_a_beginning_in_a_script_without_spaces_is_a_phrase(text: str, same: str) -> None:
    assert parse(text).root == parse(same).root


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("records:<1001", "records:<=1000"),
        ("records:5..5", "records:5"),
        ("until:2025", "until:2025-12-31"),
        ("until:2024-02", "until:2024-02-29"),
        ('type:" passwords "', "type:passwords"),
        (" ".join(["(a)"] * 40), " ".join(["a"] * 40)),
    ],
)
def test_two_ways_to_ask_for_the_same(text: str, same: str) -> None:
    assert parse(text).root == parse(same).root


def test_two_letters_are_enough_before_a_star_and_and_stands_between_two() -> None:
    assert parse("ok*").root == Phrase(("ok",), prefix=True)
    with pytest.raises(QueryError, match="expected a word before AND"):
        parse("AND okta")

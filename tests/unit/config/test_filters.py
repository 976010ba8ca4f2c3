"""The filter language: what it reads, what it refuses, and that no input makes it slow or crash."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.filters import FIELDS, FilterError, parse_filter

FACTS = {
    "severity": ("high",), "status": ("confirmed",), "data": ("names", "passwords"), "owner": ("Platform Team",), "hops": (1.0, 2.0),
    "vendor": ("Hartwell",), "tag": (), "criticality": (), "title": ('He said "no"',), "reason": ("new exposure",), "count": (),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("severity >= high", True), ("severity > high", False), ("severity < critical", True), ("severity == HIGH", True),
        ("data == names", True), ("data != names", False), ("data != genetic", True), ("not data == genetic", True),
        ("data in [genetic, passwords]", True), ("data in [genetic]", False), ("hops <= 1", True), ("hops > 2", False),
        ("hops == 2 and data == names or severity == low", True), ("hops == 2 and data == genetic", False), ("hops == 9 and data == names or severity == low", False),
        ("hops == 9 and (data == names or severity == low)", False), ('owner == "platform team"', True),
        ('owner ~ "^plat.*team$"', True), ('owner ~ "^team"', False), ('title == "he said \\"no\\""', True),
        ("tag == pci", False), ("tag != pci", True), ("criticality >= low", False), ("count > 5", False),
        ('reason == "new exposure"', True), ("NOT (severity == low)", True), ("vendor ~ art", True),
        ("severity == low or data == names", True), ("data IN [names]", True), ("hops <= 1 \n", True),
        ("data ~ pass", True), ("vendor ~ xartx", False),
    ],
)  # fmt: skip
def test_what_it_says(text: str, holds: bool) -> None:
    assert parse_filter(text).matches(FACTS) is holds


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "a field is expected"), ("severity", "an operator"), ("severity >=", "a value is expected"), ("nonsense == 1", "is no field"),
        ("severity >= huge", "there are low, medium"), ("hops < x", "a number"), ("owner > 3", "cannot ask"), ("hops ~ 1", "cannot ask"),
        ("(severity == low", "lacks a `)`"), ("severity == low low", "goes on with `low`"), ("data in names", "without a list"), ("data in [names", "`]`"),
        ('owner ~ "(a"', "missing )"), ('owner ~ "(?=a)"', "perl operator"), ("not " * 40 + "hops == 1", "too deeply"), ("(" * 40, "too deeply"),
        ("x" * 3000, "longer than 2000"), ("owner == 'a'", "cannot be read"), ("owner == (", "a value is expected"), ("owner ~ (", "cannot ask"),
        ('hops == 1 "and" hops == 2', "goes on with"), ('owner == "open', "cannot be read"),
        ("shard == names", "did you mean shared?"), ("data == passwrds", "did you mean passwords"), ("vendor == Quill Mark", 'in "quotation marks"'),
        ("severity = high", "`==` is equal"), ("confidence >= 90", "from 0 to 1"),
    ],
)  # fmt: skip
def test_what_it_refuses(text: str, why: str) -> None:
    with pytest.raises(FilterError) as error:
        parse_filter(text)
    assert why in str(error.value)


def test_a_missing_fact_is_said_and_not_guessed() -> None:
    with pytest.raises(FilterError, match="cannot be asked"):
        parse_filter("kind == breach").matches(FACTS)
    with pytest.raises(FilterError, match="cannot be asked"):
        parse_filter("hops < 2").matches({"hops": ("two",)})


def test_a_pattern_never_backtracks() -> None:
    hostile = parse_filter('owner ~ "(a+)+$"')
    assert not hostile.matches({"owner": ("a" * 50_000 + "!",)})


parts = st.sampled_from(
    [
        *sorted(FIELDS),
        "==",
        "!=",
        "<",
        ">=",
        "in",
        "~",
        "and",
        "or",
        "not",
        "(",
        ")",
        "[",
        "]",
        ",",
        '"a"',
        "1",
        "high",
        "names",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(parts, max_size=14).map(" ".join)))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(FilterError):
        assert parse_filter(text).matches(dict.fromkeys(FIELDS, ())) in (True, False)

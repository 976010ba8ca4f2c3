from __future__ import annotations

from dataclasses import replace
from datetime import date

from fakes.incidents import incident, party

from model.vocabulary import Role
from storage.search.entries import DAY_BITS, GAP, Told, entry_key, entry_of
from storage.search.index import _vector


def places(tokens: str) -> dict[str, list[int]]:
    found = [part.rpartition(":") for part in _vector(tokens).split() if part != f"'{GAP}'"]
    return {token.strip("'"): [int(place) for place in at.split(",")] for token, _, at in found}


def test_the_key_is_in_order_of_publication_and_holds_the_day() -> None:
    days = [None, date(1999, 1, 1), date(2026, 3, 2), date(2026, 3, 3)]
    keys = [entry_key(day, number) for day in days for number in (1, 4_000_000)]
    assert keys == sorted(keys)
    assert [key >> DAY_BITS for key in keys[::2]] == [day.toordinal() if day else 0 for day in days]


def test_no_entry_outgrows_what_postgres_keeps_of_a_word() -> None:
    crowd = tuple(party(f"Bank {number} of the North", Role.DOWNSTREAM, f"q{number}") for number in range(4_000))
    entry = entry_of(1, 0, replace(incident(), parties=crowd), [Told("s", "t", "again " * 5_000)])
    found = places(entry.tokens)
    assert max(map(len, found.values())) <= 255
    assert max(max(at) for at in found.values()) <= 16_383
    assert len(entry.tokens.split()) < 16_383


def test_hostile_names_and_sources_stay_single_tokens() -> None:
    nasty = replace(
        incident("x' OR ''='\\", "a\x00b \ud800 \u202ec"),
        title="'; DROP TABLE incident; -- \\",
        sources=("https://[::1]/a'b", "https://ho'st.example/", "http://[broken"),
    )
    entry = entry_of(1, 0, nasty, [Told("so'urce \\", "t")])
    assert "'" not in entry.tokens
    assert "\\" not in entry.tokens
    assert "\x00" not in entry.tokens
    entry.tokens.encode("utf-8")

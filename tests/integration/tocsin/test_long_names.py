"""A register's cell of hundreds of characters as the name of who was hit: both databases hold it, and the run goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes.by_hand import incident_of, inventory_of, made_context, numbers, told

from storage.database import Database
from storage.incidents import candidates
from storage.vendors import names_told
from tocsin.stages.matching import match_pending

RARE = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(5_000))


@pytest.mark.parametrize("length", [190, 300, 3_000])
def test_who_has_a_long_name_is_stored_told_and_found_again(database: Database, tmp_path: Path, length: int) -> None:
    context = made_context(database)
    name = f"Quillmetric {RARE}"[:length]
    inventory_of(context, tmp_path, "Brasswick", *([name] if length < 200 else []))
    told(context, "long", name)
    told(context, "short", "Brasswick")
    assert [incident_of(context, number).parties[0].name for number in numbers(context)] == [name, "Brasswick"]
    with database.read() as connection:
        (party,) = incident_of(context, numbers(context)[0]).parties
        assert candidates(connection, [party.organisation_id]) == numbers(context)[:1]
        assert names_told(connection, party.organisation_id) == [(name, 1)]
    match_pending(context)
    assert context.tally.exposures == 1 + (length < 200)

"""What people record of an incident while it is merged into another: it goes along, or is refused in one line."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fakes.by_hand import ANN, NOW, inventory_of, made_context, numbers, told

from model.clock import Basis, ClockRecord
from model.silence import Response
from storage.clocks import clock_records, record_clock
from storage.database import Database
from storage.hand import absorb
from storage.matches import alerts_of
from storage.responses import respond, responses_of
from tocsin.context import Context
from tocsin.stages.by_hand import merge_incidents
from tocsin.stages.matching import match_pending


@pytest.fixture
def context(database: Database, tmp_path: Path) -> Context:
    made = made_context(database)
    inventory_of(made, tmp_path, "Ternfold")
    told(made, "one", "Quillmark")
    told(made, "two", "Ternfold")
    match_pending(made)
    return made


def record(number: int, connection: Any) -> bool:
    return record_clock(connection, ANN, ClockRecord(number, Basis.AWARE, NOW, "a call", ANN.name, NOW))


def test_a_clock_that_is_being_recorded_goes_along(context: Context) -> None:
    kept, other = numbers(context)
    with ThreadPoolExecutor(1) as pool:
        with context.database.write() as connection:
            assert record(other, connection)
            merging = pool.submit(merge_incidents, context, kept, other, "one intrusion", ANN)
            time.sleep(0.3)
        merging.result()
    with context.database.read() as connection:
        assert len(clock_records(connection, "default", kept)) == 1


def test_a_clock_of_an_incident_that_is_being_merged_is_refused(context: Context) -> None:
    kept, other = numbers(context)

    def recorded() -> bool:
        with context.database.write() as connection:
            return record(other, connection)

    with ThreadPoolExecutor(1) as pool:
        with context.database.write() as connection:
            absorb(connection, kept, other, "one intrusion", NOW)
            recording = pool.submit(recorded)
            time.sleep(0.3)
        assert recording.result() is False


def test_an_answer_to_an_alert_of_an_incident_that_is_being_merged_is_its_new_one_s(context: Context) -> None:
    kept, other = numbers(context)
    (entry,) = alerts_of(context.database)
    with ThreadPoolExecutor(1) as pool:
        with context.database.write() as connection:
            absorb(connection, kept, other, "one intrusion", NOW)
            answering = pool.submit(respond, context.database, ANN, entry["id"], Response.ACKNOWLEDGE, now=NOW)
            time.sleep(0.3)
        assert answering.result() == kept
    assert len(responses_of(context.database, "default", kept)) == 1

"""Of which incidents clocks are shown, and which: in an alert as in the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes.alert_samples import NOW
from fakes.alert_samples import alert as sample_alert
from fakes.incidents import incident
from fakes.stored import open_incident

from config.clocks import ClockSettings
from model.access import ALLOWED, Actor, UserRole
from model.alert import Alert
from model.clock import Basis, ClockRecord
from model.incident import Incident
from model.vocabulary import DataType, Status
from storage.clocks import record_clock
from storage.database import Database
from storage.matches import save_alert
from tocsin.clocks import due_dates, with_clocks

BOTH = ClockSettings.model_validate({"regimes": ["nis2", "gdpr"]})
ADA = Actor("ada", "default", ALLOWED[UserRole.ADMIN], "web")
CODE, NAMES = (DataType.SOURCE_CODE,), (DataType.NAMES,)


def shown(database: Database, story: Incident, settings: ClockSettings = BOTH) -> tuple[Alert, set[str]]:
    """The alert, and the regimes in the calendar."""
    with database.write() as connection:
        number = open_incident(connection, story, run_id=1, history=False, now=NOW)
        plain = replace(sample_alert(), incident=story, incident_id=number, created=NOW)
        made = with_clocks(connection, plain, settings)
        save_alert(connection, made, [], run_id=1, now=NOW)
    return made, {due.regime.value for one in due_dates(database, "default", settings) for due in one.clocks}


@pytest.mark.parametrize(
    ("story", "regimes"),
    [
        (incident(), {"nis2", "gdpr"}),
        (incident(exposed=CODE), {"nis2"}),
        (incident(exposed=(*CODE, *NAMES)), {"nis2", "gdpr"}),
        (incident(exposed=CODE, denied=NAMES), {"nis2"}),
        (incident(exposed=NAMES, status=Status.REPORTED), {"nis2", "gdpr"}),
        (incident(exposed=NAMES, status=Status.ALLEGED), set()),
        (incident(exposed=NAMES, status=Status.RETRACTED), set()),
    ],
)
def test_what_concerns_people_counts_where_it_may_be_theirs(
    database: Database, story: Incident, regimes: set[str]
) -> None:
    made, calendar = shown(database, story)
    assert ({due.regime.value for due in made.clocks}, calendar) == (regimes, regimes)
    assert bool(made.owed) is ("gdpr" in regimes)


def test_nothing_is_shown_where_nothing_is_switched_on_or_all_was_withdrawn(database: Database) -> None:
    none, calendar = shown(database, incident(exposed=NAMES), ClockSettings())
    assert (none.clocks, none.owed, calendar) == ((), (), set())
    over = replace(none, withdrawn=tuple(each.key for each in none.exposures))
    with database.read() as connection:
        assert with_clocks(connection, over, BOTH).clocks == ()
        assert with_clocks(connection, none, BOTH).clocks


@pytest.mark.parametrize(
    ("status", "alerted", "rules"),
    [
        (Status.CONFIRMED, False, {"NIS2 Art. 23(4)(a)", "NIS2 Art. 23(4)(b)", "NIS2 Art. 23(4)(d)"}),
        (Status.ALLEGED, True, {"NIS2 Art. 23(4)(a)", "NIS2 Art. 23(4)(b)", "NIS2 Art. 23(4)(d)"}),
        (Status.RETRACTED, True, set()),
    ],
)
def test_what_a_responder_recorded_counts_though_nobody_was_alerted_or_it_is_a_claim_still(
    database: Database, status: Status, alerted: bool, rules: set[str]
) -> None:
    both = ClockSettings.model_validate({"regimes": ["nis2", "sec"]})
    story = incident(exposed=NAMES, status=status)
    with database.write() as connection:
        number = open_incident(connection, story, run_id=1, history=not alerted, now=NOW)
        if alerted:
            told = replace(sample_alert(), incident=story, incident_id=number)
            save_alert(connection, told, [], run_id=1, now=NOW)
    assert due_dates(database, "default", both) == []
    with database.write() as connection:
        assert record_clock(connection, ADA, ClockRecord(number, Basis.AWARE, NOW, "their letter", "ada", NOW))
    found = [due for each in due_dates(database, "default", both) for due in each.clocks]
    assert {due.rule for due in found} == rules
    assert all(due.recorded for due in found), "nothing is counted from an alert that there was not"


def test_the_newest_record_of_a_basis_counts(database: Database) -> None:
    made, _ = shown(database, incident(exposed=NAMES))
    with database.write() as connection:
        for hours in (5, 2):
            at = NOW + timedelta(hours=hours)
            assert record_clock(connection, ADA, ClockRecord(made.incident_id, Basis.AWARE, at, "letter", "ada", NOW))
        unknown = ClockRecord(made.incident_id + 1, Basis.AWARE, NOW, "letter", "ada", NOW)
        assert not record_clock(connection, ADA, unknown)
    [found] = due_dates(database, "default", BOTH)
    assert min(due.at for due in found.clocks if due.at) == NOW + timedelta(hours=2 + 24)
    assert due_dates(database, "another", BOTH) == []

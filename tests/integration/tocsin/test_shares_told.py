"""Two customers of one supplier tell of its breach, each of its own data: who is told what."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fakes.by_hand import PRESS, inventory_of, numbers, own_source, pager_context, reported

from alerts.machine import machine_facts
from model.document import Source
from model.vocabulary import DataStatus, DataType, Reason, Role, Severity
from storage.database import Database
from storage.matches import alerts_of
from tocsin.context import Context
from tocsin.stages.matching import match_pending

TYPES = {DataType.NAMES: DataStatus.EXPOSED, DataType.PASSWORDS: DataStatus.DENIED}
GRAVE = {DataType.PASSWORDS: DataStatus.EXPOSED, DataType.PAYMENT_CARDS: DataStatus.EXPOSED}


def says(
    context: Context, customer: str, types: dict[DataType, DataStatus], day: int, source: Source, *others: str
) -> None:
    words = f"Quillmetric was breached, and data of users of {customer} were there."
    roles = {"Quillmetric": Role.BREACHED, **dict.fromkeys((customer, *others), Role.DOWNSTREAM)}
    path = "-".join((customer, *others, str(day)))
    reported(context, path, words, roles, day, source=source, types=types)
    match_pending(context)
    assert len(numbers(context)) == 1


def reasons(context: Context) -> list[tuple[list[Reason], Severity]]:
    return [([*row["alert"].reasons], row["alert"].severity) for row in reversed(alerts_of(context.database))]


def test_a_customers_alert_says_what_was_taken_of_that_customers_data(database: Database, tmp_path: Path) -> None:
    context = pager_context(database)
    inventory_of(context, tmp_path, "Larkfield")
    says(context, "Larkfield", TYPES, 20, own_source("Larkfield"))
    first = reasons(context)
    assert [told for told, _ in first] == [[Reason.NEW_EXPOSURE]]
    says(context, "Ternfold", GRAVE, 21, own_source("Ternfold"))
    says(context, "Mirebrook", GRAVE, 22, PRESS, "Larkfield")  # a paper, in a sentence about one of two
    assert reasons(context) == first, "nothing is new of Larkfield's data"
    inventory_of(context, tmp_path, "Larkfield", "Ternfold")
    match_pending(context)
    newest = alerts_of(context.database)[0]["alert"]
    assert [exposure.path[0] for exposure in newest.exposures] == ["Ternfold"]
    assert {fact.type: fact.status for fact in newest.seen.data_types} == GRAVE
    assert machine_facts(newest)["denied"] == []
    of_both = replace(newest, exposures=(*newest.exposures, *alerts_of(context.database)[1]["alert"].exposures))
    assert machine_facts(of_both)["exposed"] == ["names", "passwords", "payment_cards"], "as in a digest of both"


def test_whoever_uses_the_supplier_itself_hears_of_more_and_of_no_denial_taken_back(
    database: Database, tmp_path: Path
) -> None:
    context = pager_context(database)
    inventory_of(context, tmp_path, "Quillmetric")
    says(context, "Larkfield", TYPES, 20, own_source("Larkfield"))
    says(context, "Ternfold", GRAVE, 21, own_source("Ternfold"))
    assert [told for told, _ in reasons(context)] == [[Reason.NEW_EXPOSURE], [Reason.DATA_TYPE_ADDED]]


def test_what_the_customer_takes_back_itself_is_told_as_that(database: Database, tmp_path: Path) -> None:
    context = pager_context(database)
    inventory_of(context, tmp_path, "Larkfield")
    says(context, "Larkfield", TYPES, 20, own_source("Larkfield"))
    says(context, "Ternfold", GRAVE, 21, own_source("Ternfold"))
    says(context, "Larkfield", {DataType.PASSWORDS: DataStatus.EXPOSED}, 22, own_source("Larkfield"))
    assert [told for told, _ in reasons(context)] == [[Reason.NEW_EXPOSURE], [Reason.DENIAL_REVERSED]]


def test_who_is_hit_by_the_supplier_and_a_customer_is_shown_all_of_it(database: Database, tmp_path: Path) -> None:
    context = pager_context(database)
    inventory_of(context, tmp_path, "Larkfield", "Quillmetric")
    says(context, "Larkfield", TYPES, 20, own_source("Larkfield"))
    says(context, "Ternfold", GRAVE, 21, own_source("Ternfold"))
    newest = alerts_of(context.database)[0]["alert"]
    assert [exposure.path for exposure in newest.exposures] == [("Quillmetric",)]
    assert {fact.type for fact in newest.seen.data_types if fact.status is DataStatus.EXPOSED} == {
        DataType.NAMES, *GRAVE,
    }  # fmt: skip
    assert [share.organisation_id for share in newest.incident.shares] == ["name:larkfield", "name:ternfold"]

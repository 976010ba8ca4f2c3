"""What was told before, and is reached over a dependency only once the inventory or an organisation changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fakes.by_hand import ANN, inventory_of, made_context, numbers, reported, told

from inventory.read import read_dependencies, read_inventory
from model.vocabulary import Reason, Role
from storage.database import Database
from storage.matches import alerts_of
from storage.runs import begin_run
from tocsin.context import Context
from tocsin.stages.by_hand import merge_vendors, split_incident, unmerge_vendor
from tocsin.stages.imports import import_path
from tocsin.stages.matching import match_pending


def dependencies(context: Context, folder: Path, *pairs: str) -> None:
    path = folder / "edges.csv"
    path.write_text("\n".join(["from,to,kind", *(f"{pair},subprocessor" for pair in pairs), ""]))
    import_path(context, path, read_dependencies)


def paths(context: Context) -> list[tuple[str | None, ...]]:
    return [exposure.path for row in reversed(alerts_of(context.database)) for exposure in row["alert"].exposures]


@pytest.mark.parametrize("vendor", ["Hartwell", "Tallowfen"])
@pytest.mark.parametrize("max_hops", [1, 2])
def test_a_vendor_that_is_added_is_told_of_what_is_recent_at_its_suppliers(
    database: Database, tmp_path: Path, vendor: str, max_hops: int
) -> None:
    context = made_context(database, alerts={"max_hops": max_hops})
    inventory_of(context, tmp_path, "Ternfold")
    dependencies(context, tmp_path, "Tallowfen,Hartwell", "Hartwell,Quillmark")
    told(context, "one", "Quillmark")
    match_pending(context)
    assert paths(context) == []
    inventory_of(context, tmp_path, "Ternfold", vendor)
    match_pending(context)
    whole = ("Tallowfen", "Hartwell", "Quillmark")
    assert paths(context) == ([whole[whole.index(vendor) :]] if vendor == "Hartwell" or max_hops > 1 else [])


def test_a_vendor_that_comes_back_is_the_news_and_not_the_dependency_that_was_known(
    database: Database, tmp_path: Path
) -> None:
    context = made_context(database)
    inventory_of(context, tmp_path, "Ternfold", "Hartwell")
    dependencies(context, tmp_path, "Hartwell,Quillmark")
    inventory_of(context, tmp_path, "Ternfold")
    told(context, "one", "Quillmark")
    match_pending(context)
    later = replace(context, run_id=begin_run(database, "test", context.clock.now()))
    inventory_of(later, tmp_path, "Ternfold", "Hartwell")
    match_pending(later)
    assert [row["alert"].reasons for row in alerts_of(database)] == [(Reason.NEW_EXPOSURE,)]


def test_a_dependency_that_is_added_leads_on_over_those_that_are_known(database: Database, tmp_path: Path) -> None:
    context = made_context(database, alerts={"max_hops": 2})
    inventory_of(context, tmp_path, "Tallowfen")
    dependencies(context, tmp_path, "Hartwell,Quillmark")
    told(context, "one", "Quillmark")
    match_pending(context)
    dependencies(context, tmp_path, "Hartwell,Quillmark", "Tallowfen,Hartwell")
    match_pending(context)
    assert paths(context) == [("Tallowfen", "Hartwell", "Quillmark")]


def test_a_vendor_that_is_added_is_reached_over_what_another_incident_stated(
    database: Database, tmp_path: Path
) -> None:
    context = made_context(database)
    inventory_of(context, tmp_path, "Ternfold")
    roles = {"Quillmark": Role.BREACHED, "Hartwell": Role.DOWNSTREAM}
    reported(context, "old", "Hartwell was hit through Quillmark.", roles, 1)
    told(context, "new", "Quillmark", day=27, text="Quillmark was breached anew.")
    if len(numbers(context)) == 1:
        split_incident(context, numbers(context)[0], ["https://press.example/new"], "another event", ANN)
    match_pending(context)
    inventory_of(context, tmp_path, "Ternfold", "Hartwell")
    match_pending(context)
    assert paths(context) == [("Hartwell", "Quillmark")] * 2


def test_a_vendor_that_becomes_another_is_told_of_its_suppliers_and_no_more_once_it_is_not(
    database: Database, tmp_path: Path
) -> None:
    context = made_context(database)
    inventory_of(context, tmp_path, "Hartwell Payroll")
    dependencies(context, tmp_path, "Hartwell,Quillmark")
    told(context, "one", "Quillmark")
    match_pending(context)
    merged, _kept = merge_vendors(context, "Hartwell", "Hartwell Payroll", "one company", ANN)
    match_pending(context)
    assert paths(context) == [("Hartwell Payroll", "Quillmark")]
    unmerge_vendor(context, merged, ANN)
    match_pending(context)
    assert alerts_of(database)[0]["alert"].reasons == (Reason.EXPOSURE_WITHDRAWN,)


def test_a_vendor_that_is_added_is_told_of_what_another_tenant_knows_by_another_name(
    database: Database, tmp_path: Path
) -> None:
    """Incidents bear the names of the tenant whose inventory stands beside `tenants`."""
    context = made_context(database, tenants=[{"id": "acme"}])
    acme = context.tenants()[1]
    (tmp_path / "ours.csv").write_text("name,aliases\nQuill & Mark Cloud,Quillmark\n")
    import_path(context, tmp_path / "ours.csv", read_inventory)
    inventory_of(acme, tmp_path, "Ternfold")
    told(context, "one", "Quillmark")
    match_pending(context)
    assert paths(context) == [("Quill & Mark Cloud",)]
    later = replace(acme, run_id=begin_run(database, "test", context.clock.now()))
    inventory_of(later, tmp_path, "Ternfold", "Quillmark")
    match_pending(context)
    assert paths(context) == [("Quill & Mark Cloud",), ("Quillmark",)]

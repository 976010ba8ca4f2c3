"""A register whose publisher renames its columns, or writes its dates otherwise, tells no old row as news."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fakes.bad_web import BadWeb
from fakes.by_hand import inventory_of, made_context
from fakes.polling import make_source

from model.document import Source
from storage.database import Database
from storage.matches import alerts_of
from tocsin.context import Context
from tocsin.stages.correlation import correlate_pending
from tocsin.stages.crawling import collect
from tocsin.stages.extraction import extract
from tocsin.stages.matching import match_pending

HEAD = "Organization Name,Date(s) of Breach,Reported Date"
ROWS = ("Quillmark Inc.,10/28/2015,11/06/2015", "Fennel AI Ltd,1/2/2016,2/3/2016", "Harbour Post LLC,1/2/2017,2/3/2017")
NEW = "Birch Ledger Corp,,"


@pytest.fixture
def register(web: BadWeb) -> Source:
    return make_source(web.url("/ca.csv"), "ca_ag_csv")


def run(database: Database, register: Source, tmp_path: Path) -> Context:
    context = replace(made_context(database, builtin_sources=False), sources=(register,))
    inventory_of(context, tmp_path, "Quillmark Inc.", "Birch Ledger Corp")
    for stage in (collect, extract, correlate_pending, match_pending):
        stage(context)
    return context


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("Organization Name,Breach,Filed", ROWS),
        (HEAD, tuple(f"{row.partition(',')[0]},,6 Brumaire" for row in ROWS)),
    ],
)
def test_old_rows_in_another_form_are_no_news_and_the_next_new_row_is(
    web: BadWeb, database: Database, register: Source, tmp_path: Path, *, head: str, rows: tuple[str, ...]
) -> None:
    web.set("/ca.csv", "\n".join([HEAD, *ROWS]))
    run(database, register, tmp_path)
    web.set("/ca.csv", "\n".join([head, *rows]))
    found = run(database, register, tmp_path)
    assert found.tally.documents == 3
    assert "of its 3 rows none was known" in found.tally.problems[-1]
    assert alerts_of(database) == []
    web.set("/ca.csv", "\n".join([head, *rows, NEW]))
    assert run(database, register, tmp_path).tally.documents == 1
    assert len(alerts_of(database)) == 1


def test_rows_that_name_nobody_any_more_are_a_changed_source_at_every_poll(
    web: BadWeb, database: Database, register: Source, tmp_path: Path
) -> None:
    register = replace(register, options={"title": "Organization Name"})
    web.set("/ca.csv", "\n".join([HEAD, *ROWS]))
    run(database, register, tmp_path)
    web.set("/ca.csv", "\n".join([HEAD.replace("Organization Name", "ORGANIZATION  NAME"), *ROWS, NEW]))
    assert run(database, register, tmp_path).tally.outcomes[0].state == "ok"  # as the rows are read by its name still
    web.set("/ca.csv", "\n".join([HEAD.replace("Organization Name", "Firm"), *ROWS]))
    for _ in range(2):
        found = run(database, register, tmp_path)
        assert (found.tally.documents, found.tally.outcomes[0].state) == (0, "changed")
        assert "has Organization Name" in found.tally.outcomes[0].detail


def test_a_row_that_cannot_be_read_says_what_it_misses(
    web: BadWeb, database: Database, register: Source, tmp_path: Path
) -> None:
    web.set("/ca.csv", f"{HEAD}\n{ROWS[0]}\n,11/02/2025,11/06/2025\n{ROWS[1]}")
    found = run(database, register, tmp_path)
    assert found.tally.disclosures == 2
    assert len(found.tally.problems) == 1
    assert "ca_ag_csv: the record has no Organization Name; set aside" in found.tally.problems[0]

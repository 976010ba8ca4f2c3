"""What an undated page told at its first poll is history; what it tells only later is news."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fakes.by_hand import PRESS, inventory_of, made_context
from fakes.stored import save_document

from model.document import Document
from storage.database import Database
from storage.matches import alerts_of
from tocsin.clock import Clock
from tocsin.context import Context
from tocsin.stages.correlation import correlate_pending
from tocsin.stages.extraction import extract
from tocsin.stages.matching import match_pending

STORY = "Quillmark suffered a data breach, it said. Names and email addresses of its customers were stolen by hackers."
QUIET = (
    "Quillmark keeps the data of its customers in two data centres and looks for flaws in its software every quarter."
)


@pytest.fixture
def context(database: Database, tmp_path: Path) -> Context:
    made = made_context(database)
    inventory_of(made, tmp_path, "Quillmark")
    return made


def alerts_after(context: Context, *pages: tuple[str, int | None]) -> int:
    """How many alerts there are once an address has shown these texts, of these days, from the source's first poll on."""
    for number, (text, day) in enumerate(pages):
        now = datetime(2025, 11, 1 + 10 * number, 9, tzinfo=UTC)
        published = None if day is None else datetime(2025, 11, 1, tzinfo=UTC).replace(day=day)
        url = "https://press.example/security"
        found = Document(PRESS.id, url, "Security at Quillmark", text, now, f"{number}", published, language="en")
        assert save_document(context.database, found, PRESS, first_poll=True)
        run = replace(context, clock=Clock(date(2025, 11, 1 + 10 * number)))
        for stage in (extract, correlate_pending, match_pending):
            stage(run)
    return len(alerts_of(context.database))


@pytest.mark.parametrize(
    ("pages", "alerts"),
    [
        ([(STORY, None)], 0),
        ([(STORY, None), (STORY + " It is sorry.", None)], 0),
        ([(STORY, None), (STORY + " It is sorry.", 11)], 0),
        ([("", None), (STORY, None)], 0),
        ([("", None), (STORY, 11)], 1),
        ([(QUIET, None), (STORY, None)], 1),
        ([(QUIET, None), (STORY, None), (STORY + " Passwords were stolen as well.", None)], 2),
    ],
)
def test_an_undated_page_is_history_where_it_told_of_the_incident_at_its_first_poll(
    context: Context, pages: list[tuple[str, int | None]], alerts: int
) -> None:
    assert alerts_after(context, *pages) == alerts

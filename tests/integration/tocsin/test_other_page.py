"""The address of a page that told of an incident shows another page: nobody is told that the incident holds no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fakes.by_hand import PRESS, incident_of, inventory_of, made_context, numbers
from fakes.stored import save_document

from model.document import Document
from model.incident import Incident
from model.vocabulary import Reason
from storage.database import Database
from storage.documents import known_pages
from storage.matches import alerts_of
from tocsin.clock import Clock
from tocsin.context import Context
from tocsin.stages import extraction
from tocsin.stages.correlation import correlate_pending
from tocsin.stages.matching import match_pending

URL = "https://press.example/one"
STORY = (
    "Quillmark suffered a data breach on 3 November 2025, it said in a statement. Names and email addresses of 57,000"
    " customers were stolen by hackers. No passwords were taken."
)
NOT_FOUND = "Sorry, the page you are looking for does not exist. Go back to the home page or try our search."
HOME = "Quillmark keeps the books of small companies. Sign up today and try it for thirty days free of charge."
CHALLENGE = "Checking your browser before accessing the site. Please enable JavaScript and cookies to continue."
CLEARED = (
    "Quillmark was not breached. A database of Ternfold Hosting was open on the web, and Quillmark was no part of it."
)


@pytest.fixture
def context(database: Database, tmp_path: Path) -> Context:
    made = made_context(database)
    inventory_of(made, tmp_path, "Quillmark")
    shown(made, "Quillmark data breach", STORY, 20)
    return made


def shown(context: Context, title: str, text: str, day: int) -> Context:
    """A run on a day on which the address shows this page."""
    now = datetime(2025, 11, day, 9, tzinfo=UTC)
    found = Document(PRESS.id, URL, title, text, now, f"{day}", datetime(2025, 11, 20, tzinfo=UTC), language="en")
    assert save_document(context.database, found, PRESS, first_poll=False)
    run = replace(context, clock=Clock(date(2025, 11, day)))
    for stage in (extraction.extract, correlate_pending, match_pending):
        stage(run)
    return run


def facts(incident: Incident) -> tuple[object, ...]:
    types = [(fact.type, fact.status) for fact in incident.data_types]
    return incident.status, [party.name for party in incident.parties], types, incident.occurred


def reasons(context: Context) -> list[tuple[Reason, ...]]:
    return [entry["alert"].reasons for entry in alerts_of(context.database)][::-1]


@pytest.mark.parametrize(
    ("title", "text"), [("Page not found", NOT_FOUND), ("Quillmark", HOME), ("Just a moment...", CHALLENGE)]
)
def test_what_was_read_stands_and_is_said_while_another_page_is_shown(
    context: Context, monkeypatch: pytest.MonkeyPatch, title: str, text: str
) -> None:
    (only,) = numbers(context)
    before = incident_of(context, only)
    run = shown(context, title, text, 22)
    assert f"document {URL}: shows another page by now; what was read there stands" in run.tally.problems
    assert incident_of(context, only) == before
    now = datetime(2025, 11, 22, 9, tzinfo=UTC)
    assert known_pages(context.database, [URL], now)[URL].revisit, "it is looked at again, and may return"
    monkeypatch.setattr(extraction, "EXTRACTOR_VERSION", "newer")
    extraction.extract(run)  # anew, as after an upgrade
    correlate_pending(run)
    assert incident_of(context, only) == before
    shown(context, "Quillmark data breach", STORY, 23)
    assert facts(incident_of(context, only)) == facts(before)
    assert reasons(context) == [(Reason.NEW_EXPOSURE,)]


def test_an_edit_that_says_less_and_one_that_clears_the_vendor_are_read(context: Context) -> None:
    (only,) = numbers(context)
    shown(context, "Quillmark data breach", STORY.replace(" No passwords were taken.", ""), 22)
    assert [fact.type for fact in incident_of(context, only).data_types] == ["names", "email_addresses"]
    shown(context, "Quillmark was not breached", CLEARED, 23)
    assert incident_of(context, only).status != "reported"

"""Any number of processes read documents: each document once, whoever is killed, and the newest version stands."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from threading import Event

import pytest
import sqlalchemy as sa
from fakes.forked import KILLED, finish, start
from fakes.stored import incident_count
from faults.work import OnlyProblems, read_documents

from config.settings import Settings
from model.disclosure import Disclosure
from model.document import Document, Source
from model.rendering import render_fields
from model.vocabulary import Claim, Kind, Trust
from nlp.extract import Extractor, TextInput
from nlp.trained.weights import tagger_coming
from storage.database import Database
from storage.disclosures import save_disclosure
from storage.documents import quarantined, save_documents
from storage.errors import StorageError
from storage.reading import MAX_INTERRUPTIONS, claim_versions, others_read, reading
from storage.tables import disclosure, document_version
from tocsin.clock import Clock
from tocsin.context import Context
from tocsin.service.worker import work_off
from tocsin.stages.correlation import correlate_pending
from tocsin.stages.extraction import extract

NOW = datetime(2025, 11, 28, 12, tzinfo=UTC)
_TAGGER = "the tagger's weights cannot be loaded"
HIBP = Source("catalogue", "hibp", "https://haveibeenpwned.com/api", Trust.CATALOGUE, timedelta(hours=6))


def put(database: Database, many: int, version: int = 1) -> None:
    found = []
    for number in range(many):
        name = f"Quillmark{number}"
        fields = {
            "Name": name, "Title": name, "Domain": f"{name}.example".lower(), "BreachDate": "2025-10-04",
            "AddedDate": "2025-11-20T00:00:00Z", "PwnCount": 1000 * version, "DataClasses": ["Passwords"],
            "IsVerified": True,
        }  # fmt: skip
        found.append(
            Document(
                HIBP.id, f"https://haveibeenpwned.com/Breach/{name}", name, render_fields(fields), NOW,
                f"{number}-{version}", datetime(2025, 11, 20, tzinfo=UTC), fields=fields,
            )
        )  # fmt: skip
    save_documents(database, [(one, HIBP, False) for one in found])


def put_page(database: Database) -> None:
    press = Source("press", "feed", "https://press.example/feed", Trust.PRESS, timedelta(hours=1))
    text = "Quillmark said that attackers stole names and email addresses of its customers in a data breach. " * 8
    page = Document(press.id, "https://press.example/1", "Quillmark says data was stolen in a breach", text, NOW, "1")
    save_documents(database, [(page, press, False)])


def states(database: Database) -> Counter[str]:
    with database.read() as connection:
        return Counter(connection.execute(sa.select(document_version.c.extraction)).scalars())


def test_a_document_is_one_readers_and_waits_again_when_that_dies(database: Database, database_url: str) -> None:
    put(database, 4)
    with reading(database, "worker", NOW) as mine:
        ((first, second),) = [next(claim_versions(database, mine, batch=2))]
        (other,) = next(claim_versions(database, 7, batch=1))  # of one that died
        assert first.id < second.id < other.id
        with reading(Database(database_url), "worker", NOW) as yours:
            assert yours != mine
            left = [version.id for batch in claim_versions(database, yours, batch=1) for version in batch]
            assert left == [other.id, other.id + 1], "what the dead had claimed, and none of what the living have"
            assert others_read(database, mine, NOW)
        assert not others_read(database, mine, NOW)
    assert states(database) == {"reading": 2, "pending": 2}
    with reading(database, "worker", NOW):
        assert states(database) == {"pending": 4}


def test_a_run_reads_the_rest_and_says_that_a_worker_keeps_some(database: Database) -> None:
    put(database, 4)
    context = Context(Settings(), database, Clock(NOW.date()), (), 1, OnlyProblems())
    with reading(database, "worker", NOW) as slow:
        next(claim_versions(database, slow, batch=2))
        extract(context, patience=0.0)
        assert states(database) == {"reading": 2, "done": 2}
        assert len(context.tally.problems) == 1
    extract(context, patience=0.0)  # now it has died
    assert states(database) == {"done": 4}
    assert len(context.tally.problems) == 1


def test_a_document_that_ends_whoever_reads_it_is_set_aside_and_the_others_are_read(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    put(database, 3)
    for _ in range(MAX_INTERRUPTIONS):  # each time at the first document that waits
        worker = start(tmp_path, read_documents, database_url, TOCSIN_CRASH_AT="document_extracted:1")
        assert finish(worker) == KILLED, (tmp_path / "child.log").read_text()
    context = Context(Settings(), database, Clock(NOW.date()), (), 1, OnlyProblems())
    extract(context)
    assert states(database) == {"quarantined": 1, "done": 2}
    url = "https://haveibeenpwned.com/Breach/Quillmark0"
    reason = "4 times the process ended while it read this"
    assert context.tally.problems == [f"document {url}: {reason}; set aside, see `tocsin doctor`"]
    assert quarantined(database) == [(url, reason)]


def test_what_the_database_did_not_take_is_the_fault_of_no_document(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where its disk is full. The first document was set aside then, as if it ended whoever reads it."""

    def full(*_: object, **__: object) -> None:
        raise StorageError("the disk is full")

    put(database, 2)
    context = Context(Settings(), database, Clock(NOW.date()), (), 1, OnlyProblems())
    with monkeypatch.context() as patch:
        patch.setattr("tocsin.stages.extraction.save_disclosure", full)
        for _ in range(MAX_INTERRUPTIONS + 1):
            with pytest.raises(StorageError, match="the disk is full"):
                extract(context)
            assert states(database) == {"pending": 2}
    extract(context)
    assert states(database) == {"done": 2}


@pytest.mark.parametrize(
    ("what", "error", "why"),
    [
        ("nlp.trained.tagger.Tagger.load", RuntimeError("no memory"), f"{_TAGGER} (RuntimeError)"),
        ("nlp.trained.tagger.Tagger.load", OSError("too many open files"), f"{_TAGGER} (OSError)"),
        ("tocsin.stages.extraction._reader_of", MemoryError(), "MemoryError"),
    ],
)
def test_documents_wait_while_what_reads_them_cannot_be_loaded(
    database: Database, monkeypatch: pytest.MonkeyPatch, what: str, error: Exception, why: str
) -> None:
    """All that waited were set aside at once, and for good: nobody heard of any of them."""

    def fail(*_: object, **__: object) -> None:
        raise error

    put_page(database)
    context = Context(Settings(), database, Clock(NOW.date()), (), 1, OnlyProblems())
    tagger_coming.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(what, fail)
        for _ in range(MAX_INTERRUPTIONS + 1):
            extract(context)
            assert states(database) == {"pending": 1}
    assert {*context.tally.problems} == {
        f"documents wait to be read: {why}: make room in memory, or install Tocsin anew"
    }
    extract(context)
    assert states(database) == {"done": 1}
    assert context.tally.disclosures == 1


@pytest.mark.parametrize(
    ("unread", "left", "told"),
    [
        ("", "pending", "documents wait to be read: not even a plain sentence can be read (MemoryError)"),
        ("attackers", "quarantined", "document https://press.example/1: MemoryError in extraction; set aside"),
    ],
)
def test_no_document_is_set_aside_where_none_could_be_read(
    database: Database, monkeypatch: pytest.MonkeyPatch, unread: str, left: str, told: str
) -> None:
    """Short of memory, loading what reads fails in any way; all that waited was set aside, as by faults of its own."""
    original = Extractor.extract

    def fail(extractor: Extractor, item: TextInput, *, bypass_gate: bool = False) -> Disclosure:
        if unread in item.text:
            raise MemoryError
        return original(extractor, item, bypass_gate=bypass_gate)

    put_page(database)
    context = Context(Settings(), database, Clock(NOW.date()), (), 1, OnlyProblems())
    with monkeypatch.context() as patch:
        patch.setattr(Extractor, "extract", fail)
        extract(context)
    assert states(database) == {left: 1}
    (problem,) = context.tally.problems
    assert problem.startswith(told)


def test_documents_wait_where_the_trained_models_are_missing(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They were read by the rules alone, which found next to nothing, and nobody was told."""
    put(database, 1)
    context = Context(Settings(), database, Clock(NOW.date()), (), 1, OnlyProblems())
    with monkeypatch.context() as patch:
        patch.setattr("nlp.trained.weights._FILES", (tmp_path / "tagger.onnx",))
        extract(context)
        assert states(database) == {"pending": 1}
    why = f"{tmp_path / 'tagger.onnx'} is missing; install Tocsin anew"
    assert context.tally.problems == [f"documents wait to be read: {why}"]
    extract(context)
    assert states(database) == {"done": 1}


class Waits(Event):
    """How long it was waited each time; set at the eighth."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: list[float | None] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.seconds.append(timeout)
        if len(self.seconds) == 8:
            self.set()
        return self.is_set()


def test_a_worker_that_cannot_read_says_so_less_and_less_often(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its line came every two seconds, 43,200 times a day."""
    idle, hindered = Waits(), Waits()
    context = Context(Settings(), database, Clock(NOW.date()), (), 1, OnlyProblems())
    work_off(context, idle)
    assert idle.seconds == [2] * 8
    put(database, 1)
    monkeypatch.setattr("nlp.trained.weights._FILES", (tmp_path / "tagger.onnx",))
    work_off(context, hindered)
    assert hindered.seconds == [2, 4, 8, 16, 32, 60, 60, 60]


def test_only_what_a_reader_died_of_is_claimed_alone(database: Database) -> None:
    put(database, 4)
    next(claim_versions(database, 7, batch=2))
    with reading(database, "worker", NOW) as mine:
        batches = [[version.interruptions for version in batch] for batch in claim_versions(database, mine, batch=2)]
    assert batches == [[1], [1], [0, 0]]


def test_the_newest_version_stands_whoever_was_quicker(database: Database) -> None:
    put(database, 1)
    put(database, 1, version=2)
    ((old, new),) = claim_versions(database, 1)
    for version, score in ((new, 0.9), (old, 0.1)):
        found = Disclosure(True, score, Kind.BREACH, Claim.CONFIRMED)
        save_disclosure(
            database, version.id, version.document_id, found, relevant=True, fingerprint=(), extractor="x"
        )  # fmt: skip
    with database.read() as connection:
        rows = connection.execute(sa.select(disclosure).order_by(disclosure.c.version_id)).all()
    assert [(row.current, row.correlation) for row in rows] == [(False, "none"), (True, "pending")]


def test_what_is_left_to_others_is_not_claimed(database: Database) -> None:
    put(database, 2)
    assert list(claim_versions(database, 1, leave={HIBP.kind})) == []


@pytest.mark.slow
def test_workers_that_are_killed_read_everything_once(database: Database, database_url: str, tmp_path: Path) -> None:
    many, chance = 60, random.Random(1)
    put(database, many)
    put(database, many, version=2)
    killed = 0
    for attempt in count():
        points = [chance.choice(("document_extracted", "disclosure_saved")) for _ in range(2)]
        at = [f"{point}:{chance.randint(2, 12)}" if attempt < 6 else "" for point in points]
        workers = [start(tmp_path, read_documents, database_url, TOCSIN_CRASH_AT=place) for place in at]
        codes = [finish(worker) for worker in workers]
        assert set(codes) <= {0, KILLED}, (tmp_path / "child.log").read_text()
        killed += codes.count(KILLED)
        if codes == [0, 0]:
            break
    assert killed >= 6
    assert states(database) == {"done": 2 * many}
    with database.read() as connection:
        rows = connection.execute(sa.select(disclosure.c.version_id, disclosure.c.current)).all()
    assert Counter(row.current for row in rows) == {True: many, False: many}
    context = Context(Settings(), database, Clock(NOW.date()), (), 1, OnlyProblems())
    extract(context)
    assert context.tally.disclosures == 0, "nothing was left"
    correlate_pending(context)
    assert incident_count(database) == many

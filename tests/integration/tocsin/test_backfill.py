"""Web archives taken in: stored once, told to nobody, and what is broken in them named with its place."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event

import pytest
from fakes.archives import ARTICLE, PLACE, packed
from fakes.databases import prepare
from fakes.stored import document_count, save_document
from typer.testing import CliRunner

from config.load import load_settings
from crawler.parsing.archived import archived_article
from crawler.text import html_to_text
from crawler.warc import Fault, Record, records
from model.document import Document, Source
from model.vocabulary import DataType, Trust
from storage.database import Database
from storage.documents import known_pages, save_documents, versions_of
from storage.incidents import find_incidents
from storage.matches import alerts_of
from storage.reading import claim_versions
from tocsin.cli import app
from tocsin.context import Quiet
from tocsin.pipeline import run_stages
from tocsin.running import working
from tocsin.sources.archived import ARCHIVE, Owners
from tocsin.sources.known import configured_sources
from tocsin.stages.backfill import backfill as take_in
from tocsin.stages.backfill import read_archives

TODAY = date(2026, 11, 25)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "vendors.csv").write_text("name,domain\nQuillmark,quillmark.example\n")
    file = tmp_path / "tocsin.yaml"
    file.write_text(
        f"database: sqlite:///{tmp_path}/tocsin.db\nbuiltin_sources: false\ninventories: [{tmp_path}/vendors.csv]\n"
        "sources:\n"
        "  - {id: harbour, kind: feed, url: 'https://www.news.harbour-post.example/feed.xml', trust: press}\n"
        "  - {id: own, kind: feed, url: 'https://pages.example/quillmark/feed.xml', trust: vendor, organisation: Quillmark}\n"
        "fetch: {max_bytes: 200000}\n"
    )
    return file


def backfill(config: Path, *arguments: str | Path) -> tuple[int, dict, list[str]]:
    done = CliRunner().invoke(
        app, ["--config", str(config), "backfill", "--json", "--as-of", str(TODAY), *map(str, arguments)]
    )
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, json.loads(done.stdout), done.stderr.splitlines()


def test_an_archive_is_taken_in_once_and_told_to_nobody(config: Path, tmp_path: Path) -> None:
    whole = [
        packed(),
        packed("https://news.harbour-post.example/logo.png", b"\x89PNG", "image/png"),
        packed("https://news.harbour-post.example/gone", status="404 Not Found"),
        packed("https://news.harbour-post.example/"),
        packed(kind="metadata", body=b"hops: 3"),
        packed("https://elsewhere.example/copy", ARTICLE.replace("Quillmark", "Brackenmoor").encode()),
    ]
    broken = packed("https://news.harbour-post.example/cut")
    bomb = gzip.compress(b" " * 3_000_000)
    whole += [
        broken[: len(broken) // 2],
        packed("https://news.harbour-post.example/bomb", bomb, extra={"Content-Encoding": "gzip"}),
        packed("https://news.harbour-post.example/large", b"<p>" + b"x" * 500_000),
        packed("https://news.harbour-post.example/last", ARTICLE.replace("41,000", "42,000").encode()),
    ]
    file = tmp_path / "pages.warc.gz"
    file.write_bytes(b"".join(whole))

    code, seen, _ = backfill(config, file, "--dry-run")
    assert (code, seen["dry_run"], seen["files"][0]["new"]) == (1, True, 3)

    code, first, errors = backfill(config, file)
    (read,) = first["files"]
    assert code == 1  # three records could not be read, and are named with file and place
    offsets = [sum(map(len, whole[:place])) for place in (6, 7, 8)]
    assert len(first["problems"]) == 3
    for offset, word in zip(offsets, ("gzip member", "200,000 bytes", "200,000 bytes"), strict=True):
        (line,) = [line for line in first["problems"] if f"{file}, offset {offset}: " in line]
        assert word in line
        assert any(line in shown for shown in errors)
    assert read["new"] == 3
    assert read["skipped"] == {"not HTML": 1, "status 404": 1, "front page": 1, "metadata record": 1}
    assert (first["alerts"], first["deliveries"]["pending"]) == (0, 0)
    assert [entry["vendor"] for entry in first["past"]] == ["Quillmark"]

    database = Database(load_settings(config).database)
    assert document_count(database) == 3
    (version,) = versions_of(database, PLACE)
    assert version.fetched == datetime(2026, 11, 24, 10, tzinfo=UTC)
    assert all(incident.only_history for incident in find_incidents(database))
    assert alerts_of(database) == []

    code, second, _ = backfill(config, file)
    assert (second["files"][0]["new"], second["files"][0]["known"]) == (0, 3)
    assert (second["documents"], second["incidents"], second["alerts"], second["past"]) == (0, 0, 0, [])
    assert document_count(database) == 3
    database.close()


def test_people_read_one_summary(config: Path, tmp_path: Path) -> None:
    file = tmp_path / "pages.warc"
    file.write_bytes(packed(gz=False))
    done = CliRunner().invoke(app, ["--config", str(config), "backfill", str(file), "--as-of", str(TODAY)])
    assert done.exit_code == 0, done.output
    lines = [line for line in done.stdout.splitlines() if line.startswith("History, of which nobody is alerted")]
    assert lines == ["History, of which nobody is alerted: 1 vendor of yours, 1 incident"]


def test_an_earlier_capture_changes_nothing_and_a_later_one_is_a_version(config: Path, tmp_path: Path) -> None:
    changed = ARTICLE.replace("41,000", "43,000").encode()
    for name, day, body in (
        ("now", "2026-11-24T10:00:00Z", ARTICLE.encode()),
        ("before", "2026-11-21T10:00:00Z", changed),
        ("after", "2099-01-01T00:00:00Z", changed),
    ):
        (tmp_path / f"{name}.warc.gz").write_bytes(packed(body=body, day=day))
    files = [tmp_path / f"{name}.warc.gz" for name in ("now", "before", "after")]
    _, outcome, _ = backfill(config, *files)
    assert [each["new"] for each in outcome["files"]] == [1, 0, 1]
    database = Database(load_settings(config).database)
    assert len(versions_of(database, PLACE)) == 2
    page = known_pages(database, [PLACE], datetime(2026, 11, 26, tzinfo=UTC)).get(PLACE)
    assert page is not None
    assert page.fetched is not None
    assert page.fetched.year == 2026  # no archive comes from the future
    assert list(claim_versions(database, 1)) == []
    database.close()


def test_what_waited_is_told_and_what_an_archive_adds_to_it_is_not(config: Path, tmp_path: Path) -> None:
    database = Database(load_settings(config).database)
    prepare(database)
    seen = datetime(2026, 11, 24, 9, tzinfo=UTC)
    text = html_to_text(ARTICLE.partition("<h1>")[2])
    found = Document("harbour", PLACE, "Quillmark confirms data breach", text, seen, "0" * 64, published=seen)
    assert save_document(database, found, configured_sources(load_settings(config))[0], first_poll=False)
    file = tmp_path / "pages.warc.gz"
    more = ARTICLE.replace("phone numbers", "phone numbers, passport numbers, Social Security numbers")
    file.write_bytes(packed(PLACE + "-files", more.encode()))
    _, outcome, _ = backfill(config, file)
    assert (outcome["incidents"], outcome["alerts"]) == (1, 1)
    (alert,) = alerts_of(database)
    told = {fact.type for fact in alert["alert"].incident.data_types}
    (incident,) = find_incidents(database)
    assert DataType.PHONE_NUMBERS in told
    assert {fact.type for fact in incident.incident.data_types} - told == {DataType.GOVERNMENT_IDS}
    database.close()


def test_what_a_killed_backfill_had_stored_is_told_to_nobody_either(config: Path, tmp_path: Path) -> None:
    settings = load_settings(config)
    seen = datetime(2026, 11, 24, 9, tzinfo=UTC)
    text = html_to_text(ARTICLE.partition("<h1>")[2])
    found = Document("harbour", PLACE, "Quillmark confirms data breach", text, seen, "0" * 64, published=seen)
    file = tmp_path / "pages.warc.gz"
    more = ARTICLE.replace("phone numbers", "phone numbers, passport numbers, Social Security numbers")
    file.write_bytes(packed(PLACE + "-files", more.encode()))

    class Killed(Quiet):
        def step(self, text: str) -> None:
            if text.startswith(f"{file.name}: "):  # stored, and not read yet
                raise KeyboardInterrupt

    with working(settings, (), "test", Killed(), as_of=TODAY) as context:
        save_document(context.database, found, configured_sources(settings)[0], first_poll=False)
        with pytest.raises(KeyboardInterrupt):
            take_in(context, [file])
        assert document_count(context.database) == 2
        assert len(alerts_of(context.database)) == 1
    with working(settings, (), "test", Quiet(), as_of=TODAY) as context:
        run_stages(context)
        (incident,) = find_incidents(context.database)
        assert DataType.GOVERNMENT_IDS in {fact.type for fact in incident.incident.data_types}
        assert len(alerts_of(context.database)) == 1
        # What is written of it from now on is told as ever.
        later = replace(
            found, url=PLACE + "-later", text=text.replace("names,", "names, passwords,"), content_hash="1" * 64
        )
        save_document(context.database, later, configured_sources(settings)[0], first_poll=False)
        run_stages(context)
        assert len(alerts_of(context.database)) == 2


def test_a_backfill_that_was_stopped_goes_on_where_it_was(config: Path, tmp_path: Path) -> None:
    file = tmp_path / "pages.warc.gz"
    names = [f"https://news.harbour-post.example/{number}" for number in range(20)]
    body = ARTICLE.replace("data breach", "new office").replace("breach", "office").encode()
    file.write_bytes(b"".join(packed(name, body) for name in names))
    settings = load_settings(config)
    stopping = Event()
    stored: list[str] = []

    with working(settings, (), "test", Quiet()) as context:

        def keep(found: Sequence[tuple[Document, Source, bool]]) -> int:
            stored.extend(each.url for each, _, _ in found)
            stopping.set()
            return save_documents(context.database, found)

        (first,) = read_archives(context, [file], stopping, keep)
        assert 0 < first.new < 20
        stopping.clear()
        (second,) = read_archives(context, [file], Event(), lambda found: save_documents(context.database, found))
        assert (second.known, second.new) == (first.new, 20 - first.new)
        assert document_count(context.database) == 20


def test_what_is_no_archive_ends_with_nothing_done(config: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(ARTICLE)
    code, outcome, _ = backfill(config, page, tmp_path / "missing.warc")
    assert code == 3
    assert f"{page}, offset 0: no WARC file" in outcome["problems"][0]
    assert f"{tmp_path / 'missing.warc'}: cannot be read: No such file" in outcome["problems"][1]


def test_a_page_belongs_to_the_source_of_its_host(config: Path) -> None:
    owners = Owners(configured_sources(load_settings(config)))
    assert owners.of(PLACE).id == "harbour"
    assert owners.of("https://pages.example/quillmark/notice").organisation == "Quillmark"
    for other in (
        "https://pages.example/somebody/quillmark",
        "https://pages.example/quillmark-fan/x",
        "https://x.example/",
    ):
        assert owners.of(other) == ARCHIVE
    assert ARCHIVE.trust is Trust.PRESS


def test_a_page_is_taken_out_of_chunks_and_compression() -> None:
    body = ARTICLE.encode()
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    plain = archived_article(gzip.decompress(packed()), PLACE, 100_000)
    assert "41,000 customers" in plain.text
    for packing, sent in (
        ({"Transfer-Encoding": "chunked"}, chunked),
        ({"Content-Encoding": "gzip"}, gzip.compress(body)),
        ({"Content-Encoding": "deflate"}, zlib.compress(body)),
    ):
        assert archived_article(gzip.decompress(packed(body=sent, extra=packing)), PLACE, 100_000) == plain
    for packing, sent, word in (("br", body, "'br'"), ("gzip", gzip.compress(body)[:-60], "breaks off")):
        with pytest.raises(ValueError, match=word):
            archived_article(gzip.decompress(packed(body=sent, extra={"Content-Encoding": packing})), PLACE, 100_000)


def test_a_plain_file_that_is_damaged_is_read_up_to_there(tmp_path: Path) -> None:
    good = packed(gz=False)
    damaged = good.replace(b"Content-Length: ", b"Content-Length: -", 1)
    forged = tmp_path / "forged.warc"
    forged.write_bytes(good + damaged + good)
    first, fault = records(forged, 100_000)
    assert isinstance(first, Record)
    assert isinstance(fault, Fault)
    assert fault.offset == len(good)
    cut = tmp_path / "cut.warc"
    cut.write_bytes(good + good[: len(good) // 2])
    kinds = [type(found) for found in records(cut, 100_000)]
    assert kinds == [Record, Fault]


def test_a_member_that_unpacks_without_end_is_kept_to_the_limit(tmp_path: Path) -> None:
    header = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 60000000\r\n\r\n"
    file = tmp_path / "bomb.warc.gz"
    file.write_bytes(gzip.compress(header + b" " * 60_000_000) + packed())
    bomb, after = records(file, 100_000)
    assert isinstance(bomb, Record)
    assert (len(bomb.data), bomb.whole) == (100_000, False)
    assert isinstance(after, Record)
    assert after.headers["warc-target-uri"] == PLACE

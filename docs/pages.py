"""Makes docs/images/page-*.png from the demo's own database: `python docs/pages.py [FOLDER]`. Needs Chromium.

Every page at 390, 1024 and 1600 pixels, light and dark, goes into FOLDER where one is given; without, the few that the
documentation shows are kept in docs/images.
"""

# ruff: noqa: INP001 - a script

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pictures import DENIED, EXPOSED, IMAGES
from playwright.sync_api import sync_playwright

from config.load import load_settings
from config.settings import Settings
from model.incident import Incident
from model.vocabulary import DataStatus
from storage.database import Database
from storage.search import parse, search
from tocsin.clock import Clock
from tocsin.demo.sinks import MailSink, SlackSink
from tocsin.demo.site import ReplaySite
from tocsin.demo.world import AS_OF, demo_config
from tocsin.pipeline import run_stages
from tocsin.running import run_once
from tocsin.sources import configured_sources
from tocsin.terminal import TerminalProgress
from tocsin.web.desk import Desk
from tocsin.web.server import listen, make_server

WIDTHS = (390, 1024, 1600)
SCHEMES = ("light", "dark")
PAGES = ("/", "/search?q=", "/vendor/openai", "/inventory", "/inventory/graph", "/sources", "/alerts", "/audit")
KEPT = (("today", "/", 1024, "light"), ("incident", "", 1024, "light"), ("vendor", "/vendor/openai", 1024, "dark"))
KEPT_NARROW = (("today", "/", 390, "dark"),)


def main(folder: Path | None = None) -> None:
    """Plays the demo, serves its database and takes the pictures."""
    with tempfile.TemporaryDirectory() as work:
        settings = played(Path(work))
        database = Database(settings.database)
        clock = Clock(max(AS_OF.values()))
        found = search(database, parse("vendor:mixpanel"), tenant="default", today=clock.today(), limit=1)
        refuse_untrue(found.results[0].incident)
        incident = f"/incident/{found.results[0].id}"
        with serving(Desk(settings, database, configured_sources(settings), clock)) as address:
            if folder is None:
                shots = [
                    (f"page-{name}-{width}.png", path or incident, width, scheme)
                    for name, path, width, scheme in (*KEPT, *KEPT_NARROW)
                ]
            else:
                shots = [
                    (f"{name(path)}-{width}-{scheme}.png", path, width, scheme)
                    for path in (*PAGES, incident)
                    for width in WIDTHS
                    for scheme in SCHEMES
                ]
            take(address, folder or IMAGES, shots)
        database.close()


def refuse_untrue(told: Incident) -> None:
    """A picture about real organisations goes nowhere unless what it says is what they said.

    Raises:
        SystemExit: something is called exposed that was denied, or is left out.
    """
    exposed = {fact.type.value for fact in told.data_types if fact.status is DataStatus.EXPOSED}
    denied = {fact.type.value for fact in told.data_types if fact.status is DataStatus.DENIED}
    if exposed & DENIED or not exposed >= EXPOSED:
        sys.exit(f"no pictures: the demo's incident is not true: exposed {sorted(exposed)}, denied {sorted(denied)}")


def played(folder: Path) -> Settings:
    """The settings of a folder in which both days of the demo were run."""
    with ReplaySite() as site, SlackSink() as slack, MailSink() as mail:
        settings = load_settings(demo_config(site.base_url, slack.api_url, mail.port, folder))
        for stage, day in AS_OF.items():
            site.stage = stage
            run_once(settings, configured_sources(settings), TerminalProgress(), run_stages, as_of=day)
    return settings


@contextmanager
def serving(desk: Desk) -> Iterator[str]:
    """The pages on a free port; yields their address."""
    server = make_server(desk)
    listening = listen(desk.settings.web.model_copy(update={"port": 0}))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listening])))
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.stop()
        thread.join()


def take(address: str, folder: Path, shots: list[tuple[str, str, int, str]]) -> None:
    """Each picture shows the whole page."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for file, path, width, scheme in shots:
            chosen: Any = scheme
            context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=chosen)
            tab = context.new_page()
            tab.goto(address + path)
            tab.screenshot(path=folder / file, full_page=True)
            context.close()
        browser.close()


def name(path: str) -> str:
    """A file's name for a page."""
    return "-".join(part for part in path.partition("?")[0].split("/") if part) or "today"


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))

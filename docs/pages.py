"""Makes docs/images/pages/*.webp from the demo's own database: `python docs/pages.py [FOLDER]`. Needs Chromium.

Every page at 390, 1024 and 1600 pixels, light and dark.
"""

# ruff: noqa: INP001 - a script

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
import threading
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import product
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
from tocsin.output.terminal import TerminalProgress
from tocsin.pipeline import run_stages
from tocsin.running import run_once
from tocsin.sources.known import configured_sources
from tocsin.web.desk import Desk
from tocsin.web.server import listen, make_server

WIDTHS = (390, 1024, 1600)
SCHEMES = ("light", "dark")
PAGES = (
    "/",
    "/search?q=",
    "/vendor/openai",
    "/inventory",
    "/inventory/graph",
    "/inventory/items/8",
    "/sources",
    "/alerts",
    "/alert/1",
    "/exposures",
    "/settings",
    "/audit",
    "/login",
)
HIGHEST = 6_000  # pixels; a longer page is cut there
# The browser itself writes WebP, a fifth of the size of its PNG.
_WEBP = """async png => {
  const image = new Image(); image.src = 'data:image/png;base64,' + png; await image.decode();
  const canvas = document.createElement('canvas'); canvas.width = image.width; canvas.height = image.height;
  canvas.getContext('2d').drawImage(image, 0, 0);
  return canvas.toDataURL('image/webp', 0.6).split(',')[1];
}"""


def main(folder: Path = IMAGES / "pages") -> None:
    """Plays the demo, serves its database and takes the pictures."""
    with tempfile.TemporaryDirectory() as work:
        settings = played(Path(work))
        database = Database(settings.database)
        clock = Clock(max(AS_OF.values()))
        found = search(database, parse("vendor:mixpanel"), tenant="default", today=clock.today(), limit=1)
        refuse_untrue(found.results[0].incident)
        incident = f"/incident/{found.results[0].id}"
        with serving(Desk(settings, database, configured_sources(settings), clock)) as address:
            take(address, folder, (*PAGES, incident))
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


def take(address: str, folder: Path, paths: Sequence[str]) -> None:
    """Each picture shows the whole page."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        press = browser.new_page()
        for width, scheme in product(WIDTHS, SCHEMES):
            chosen: Any = scheme
            context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=chosen)
            tab = context.new_page()
            for path in paths:
                tab.goto(address + path)
                high = min(HIGHEST, tab.evaluate("document.documentElement.scrollHeight"))
                png = tab.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": high})
                made = press.evaluate(_WEBP, b64encode(png).decode())
                (folder / f"{name(path)}-{width}-{scheme}.webp").write_bytes(b64decode(made))
            context.close()
        browser.close()


def name(path: str) -> str:
    """A file's name for a page."""
    return "-".join(part for part in path.partition("?")[0].split("/") if part and not part.isdigit()) or "today"


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))

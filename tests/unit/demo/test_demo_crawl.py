from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from config.load import load_settings
from crawler.crawl import Poll, crawl
from model.document import Document
from tocsin.demo.content import load_world
from tocsin.demo.site import ReplaySite
from tocsin.demo.world import AS_OF, EXPECTED, demo_config

WANTED: dict[str, Any] = yaml.safe_load(EXPECTED.read_text())
WORLD = load_world()


def name_of(document: Document) -> str:
    """The document's name in expected.yaml."""
    path = urlsplit(document.url).path
    if path.startswith("/Breach/"):
        return f"catalogue:{path.removeprefix('/Breach/')}"
    return next(article.id for article in WORLD.articles if article.path == path)


@pytest.mark.parametrize("stage", [1, 2])
def test_the_configured_sources_yield_the_whole_replay(tmp_path: Path, stage: int) -> None:
    with ReplaySite(stage=stage) as site:
        settings = load_settings(demo_config(site.base_url, "http://127.0.0.1:1/api/", 2525, tmp_path))
        found: list[Document] = []
        outcomes = crawl(
            [Poll(source.as_source()) for source in settings.sources],
            fetch=settings.fetch,
            now=datetime.combine(AS_OF[stage], time(), UTC),
            sink=found.extend,
        )
        refused = {hit for hit in site.hits if hit[1] != 200}
    assert [(o.source_id, o.state, o.problems) for o in outcomes if o.state != "ok" or o.problems] == []
    assert refused == set()
    names = sorted(map(name_of, found))
    later = {article.id for article in WORLD.articles if article.stage > stage}
    rows = {f"catalogue:{row['Name']}" for row in WORLD.catalogue}
    assert set(names) - rows == ({*WANTED["disclosing"], *WANTED["other"]} - rows - later)
    assert len(names) == len(set(names))
    assert all(document.text and document.published for document in found)

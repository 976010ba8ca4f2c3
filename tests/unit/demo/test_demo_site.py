from __future__ import annotations

import io
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest

from crawler.parsing.articles import extract_article
from tocsin.demo.content import Article, load_world, read_article
from tocsin.demo.site import ReplaySite

WORLD = load_world()
FEEDS = [p.id for p in WORLD.publishers.values() if p.feed in ("rss", "atom")]


@pytest.fixture
def site() -> Iterator[ReplaySite]:
    with ReplaySite() as running:
        yield running


def get(site: ReplaySite, path: str, **headers: str) -> tuple[int, Message, bytes]:
    request = urllib.request.Request(site.base_url + path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def test_every_article_is_served_in_the_last_stage(site: ReplaySite) -> None:
    site.stage = 2
    assert {(a.id, get(site, a.path)[0]) for a in WORLD.articles} == {(a.id, 200) for a in WORLD.articles}


def test_a_later_stage_is_hidden_before_it(site: ReplaySite) -> None:
    later = [a for a in WORLD.articles if a.stage == 2]
    assert later
    for article in later:
        assert get(site, article.path)[0] == 404
        assert article.path.encode() not in get(site, f"/{article.publisher}/feed.xml")[2]
        assert article.path.encode() not in get(site, f"/{article.publisher}/")[2]
    site.stage = 2
    for article in later:
        assert get(site, article.path)[0] == 200
        assert article.path.encode() in get(site, f"/{article.publisher}/feed.xml")[2]


@pytest.mark.parametrize("publisher", FEEDS)
def test_feeds_parse_and_lead_to_pages(site: ReplaySite, publisher: str) -> None:
    feed = feedparser.parse(io.BytesIO(get(site, f"/{publisher}/feed.xml")[2]))
    shown = WORLD.of(publisher, stage=1)
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == [article.title for article in shown]
    for entry, article in zip(feed.entries, shown, strict=True):
        assert entry.link.startswith(site.base_url)
        assert get(site, urlsplit(entry.link).path)[0] == 200
        assert entry.published_parsed[:6] == article.published.utctimetuple()[:6]
        assert len(entry.summary) > 40


def list_items(article: Article) -> list[str]:
    marks = re.findall(r"(?m)^(?:- |\d+\. )(.+)$", article.body)
    cells = [cell.strip() for line in re.findall(r"(?m)^\|(.+)\|$", article.body) for cell in line.split("|")]
    return [re.sub(r"\*\*", "", text) for text in marks + cells]


@pytest.mark.parametrize("article", WORLD.articles, ids=lambda a: a.id)
def test_the_text_of_every_page_is_read_with_its_lists(site: ReplaySite, article: Article) -> None:
    site.stage = 2
    _, headers, body = get(site, article.path)
    found = extract_article(body, site.base_url + article.path, headers["Content-Type"])
    assert found.title == article.title
    assert found.published == article.published
    text = " ".join(found.text.split())
    assert [item for item in list_items(article) if item not in text] == []
    last = article.body.strip().splitlines()[-1].lstrip("- ").replace("**", "")
    assert last.split("](")[0][:60] in text
    assert "newsletter every Friday" not in text


def test_lists_hold_what_extractors_like_to_drop() -> None:
    assert any("Email address" in item for a in WORLD.articles for item in list_items(a))


def test_an_unchanged_page_costs_nothing(site: ReplaySite) -> None:
    for path in ("/openai/feed.xml", "/openai/mixpanel-incident", "/api/v3/breaches"):
        _, headers, _ = get(site, path)
        assert get(site, path, If_None_Match=headers["ETag"])[::2] == (304, b"")
        assert get(site, path, If_Modified_Since=headers["Last-Modified"])[::2] == (304, b"")
        assert get(site, path, If_None_Match='"other"', If_Modified_Since=headers["Last-Modified"])[0] == 200
        assert get(site, path, If_Modified_Since="yesterday or so")[0] == 200


def test_a_new_stage_is_a_change(site: ReplaySite) -> None:
    headers = get(site, "/harrowgate/feed.xml")[1]
    site.stage = 2
    assert get(site, "/harrowgate/feed.xml", If_None_Match=headers["ETag"])[0] == 200
    assert get(site, "/harrowgate/feed.xml", If_Modified_Since=headers["Last-Modified"])[0] == 200


def test_robots_and_unknown_paths(site: ReplaySite) -> None:
    assert b"Disallow: /private/" in get(site, "/robots.txt")[2]
    for path in ("/private/x", "/nobody/", "/dunmere/feed.xml", "/../pyproject.toml"):
        assert get(site, path)[0] == 404
    assert site.hits["/nobody/", 404] == 1


def test_the_catalogue_has_the_real_ones_fields(site: ReplaySite) -> None:
    rows = json.loads(get(site, "/api/v3/breaches")[2])
    assert [row["Name"] for row in rows] == ["Pembershaw", "GorsefieldGardens", "MirefordDating", "OctoberCombolist"]
    assert all(row.keys() == rows[0].keys() for row in rows)
    assert [row["IsFabricated"] or row["IsSpamList"] for row in rows] == [False, False, True, True]


def test_filings_are_searched_by_date_and_page(site: ReplaySite) -> None:
    def search(query: str) -> list[str]:
        answer = json.loads(get(site, f"/LATEST/search-index?{query}")[2])["hits"]
        assert answer["total"]["relation"] == "eq"
        return [hit["_id"] for hit in answer["hits"]]

    assert len(search("startdt=2025-10-29&enddt=2025-11-28&from=0")) == 3
    assert len(search("startdt=2025-11-15&enddt=2025-11-28&from=0")) == 2
    assert search("startdt=2025-10-29&enddt=2025-11-28&from=3") == []
    for hit in json.loads(get(site, "/LATEST/search-index")[2])["hits"]["hits"]:
        name, source = hit["_id"].split(":")[1], hit["_source"]
        folder = f"{int(source['ciks'][0])}/{source['adsh'].replace('-', '')}"
        assert get(site, f"/Archives/edgar/data/{folder}/{name}")[0] == 200


def test_the_register_is_a_table_of_links(site: ReplaySite) -> None:
    page = get(site, "/aldermark/")[2].decode()
    for article in WORLD.of("aldermark", stage=1):
        assert f'<td>{article.published:%Y-%m-%d}</td><td><a href="{article.path}">' in page


def test_an_article_without_front_matter_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_text("no front matter")
    with pytest.raises(ValueError, match="front matter"):
        read_article(file)

"""The replay web's documents: one text file each, read with its front matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

WEB = Path(__file__).parent / "web"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes at `/<id>/`. `feed` is "rss", "atom", "listing" or "" where it has pages only."""

    id: str
    name: str
    tagline: str
    feed: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One document of the replay; `stage` is the first stage that shows it, `path` starts with a slash."""

    publisher: str
    slug: str
    path: str
    title: str
    published: datetime
    stage: int
    body: str
    author: str = ""
    summary: str = ""

    @property
    def id(self) -> str:
        """`publisher/slug`, as `expected.yaml` names it."""
        return f"{self.publisher}/{self.slug}"


@dataclass(frozen=True, slots=True)
class World:
    """Everything that the replay web shows; `catalogue` and `filings` are the rows of its two JSON interfaces."""

    publishers: dict[str, Publisher]
    articles: tuple[Article, ...]
    catalogue: tuple[dict[str, Any], ...]
    filings: tuple[dict[str, Any], ...]

    def of(self, publisher: str, stage: int) -> list[Article]:
        """A publisher's articles that this stage shows, newest first."""
        shown = [a for a in self.articles if a.publisher == publisher and a.stage <= stage]
        return sorted(shown, key=lambda article: article.published, reverse=True)


def read_article(file: Path) -> Article:
    """One article file: YAML between two lines of dashes, then the body.

    Raises:
        ValueError: the file has no front matter.
    """
    parts = file.read_text(encoding="utf-8").split("---\n", 2)
    if len(parts) != 3 or parts[0]:  # noqa: PLR2004 - before, between and after the two lines
        raise ValueError(f"{file}: does not start with front matter between two lines of ---")
    meta = yaml.safe_load(parts[1])
    publisher, slug = file.parent.name, file.stem
    return Article(
        publisher=publisher,
        slug=slug,
        path=meta.get("path") or f"/{publisher}/{slug}",
        title=meta["title"],
        published=_aware(meta["published"]),
        stage=meta.get("stage", 1),
        body=parts[2].strip(),
        author=meta.get("author", ""),
        summary=meta.get("summary", ""),
    )


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


@cache
def load_world(folder: Path = WEB) -> World:
    """Read `site.yaml` and every article under `folder`."""
    site = yaml.safe_load((folder / "site.yaml").read_text(encoding="utf-8"))
    return World(
        publishers={key: Publisher(id=key, **value) for key, value in site["publishers"].items()},
        articles=tuple(read_article(file) for file in sorted(folder.glob("*/*.md"))),
        catalogue=tuple(site["catalogue"]),
        filings=tuple(site["filings"]),
    )

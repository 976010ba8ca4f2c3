"""Sources, and the documents that they yield."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from model.vocabulary import Store, Trust


@dataclass(frozen=True, slots=True)
class Source:
    """A feed, API, list or page that is collected on a schedule.

    `organisation` is set where the source is one organisation speaking of itself. `options` are the
    settings of its kind. `trusted_address`: the operator wrote the URL, so that it may be a private address.
    `window`: it shows so many newest items and forgets older ones (None: it shows all); `per_day`: so many come a day;
    `fallback`: another address for when its own refuses or is gone; `generated`: made from the inventory.
    """

    id: str
    kind: str
    url: str
    trust: Trust
    every: timedelta
    name: str = ""
    organisation: str | None = None
    store: Store = Store.FULL
    enabled: bool = True
    disabled_reason: str = ""
    alerting: bool = True
    licence: str = ""
    attribution: str = ""
    min_items: int = 1
    window: int | None = None
    per_day: float | None = None
    fallback: str = ""
    generated: bool = False
    trusted_address: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Validators:
    """HTTP validators of the last good answer, sent back as a conditional request."""

    etag: str | None = None
    last_modified: str | None = None


STAND_IN = Validators(etag="")  # no server's: of words that stand for a page which could not be had, or not all of it


@dataclass(frozen=True, slots=True)
class Document:
    """What one fetch yielded.

    `url` is canonical; `content_hash` is SHA-256 over title, text and fields; `text` is clean text, or for a
    document with `fields` their deterministic rendering; `published` is aware UTC, None where the source gives none.
    `history`: undated, it is no news, as its source's list is read as if for the first time.
    """

    source_id: str
    url: str
    title: str
    text: str
    fetched: datetime
    content_hash: str
    published: datetime | None = None
    language: str | None = None
    validators: Validators = field(default_factory=Validators)
    fields: Mapping[str, Any] | None = None
    history: bool = False


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page stored before: `revisit` asks for it to be fetched again, conditionally.

    `fetched` is when; what its source says was edited later is fetched again too. `often`: the times between which an
    edit is asked for now, where others are only once a day: it may have changed nothing that is stored.
    """

    validators: Validators
    content_hash: str
    revisit: bool
    fetched: datetime | None = None
    often: tuple[datetime, datetime] | None = None

    def is_edited(self, at: datetime | None) -> bool:
        """Whether to fetch it again for an edit of which its source says that it was made then."""
        if at is None or self.fetched is None or at <= self.fetched:
            return False
        return self.often is None or self.often[0] < at < self.often[1]


LOOKED = frozenset({"ok", "not_modified", "gap", "stale", "no_links", "degraded"})


@dataclass(frozen=True, slots=True)
class SourceOutcome:
    """How one poll of a source ended.

    `state`: "ok", "not_modified", or the name of what was wrong: nothing could be had (`http_404`, `timeout`,
    `not_a_feed`, `robots`, `empty`, `changed`, `truncated`, ...), or it was looked at and is not as it should be
    (`LOOKED`): `gap`, a full window shares nothing with the last poll; `stale`, silent for longer than it ever is;
    `no_links`, entries without addresses; `degraded`, only its fallback answered. `detail` is one line for a person,
    free of secrets. `validators` may be stored once all its documents are. `not_before`: until then its server wants to
    be left alone; `held_back`: which is why it was not asked.
    """

    source_id: str
    state: str
    detail: str = ""
    documents: int = 0
    validators: Validators = field(default_factory=Validators)
    problems: tuple[str, ...] = ()
    not_before: datetime | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong with the source."""
        return self.state in ("ok", "not_modified")

    @property
    def looked(self) -> bool:
        """Whether the source was really looked at."""
        return self.state in LOOKED

"""EDGAR's full-text search: one document per filing that has the item, with the filing's own text.

The answer holds a hit for each document inside a filing, and also filings that merely mention the item.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from crawler.failures import FetchError
from crawler.parsing.dates import parse_instant
from crawler.spiders.articles import ArticlesSpider
from crawler.spiders.base import Draft
from crawler.spiders.records import Record, RecordsSpider, Shape
from crawler.web import HTML
from model.document import STAND_IN, KnownPage, Validators
from model.rendering import render_fields

_ARCHIVE = "https://www.sec.gov/Archives/edgar/data"
_MAX_EXHIBITS = 3
_INCOMPLETE = timedelta(days=2)  # for so long a filing is asked for again of which something could not be had
_FIELDS = (
    "display_names", "ciks", "form", "items", "file_date", "period_ending", "adsh",
    "sics", "biz_states", "biz_locations", "inc_states",
)  # fmt: skip


class SecSearchSpider(RecordsSpider, ArticlesSpider):
    """Kind `sec_efts`. Options: `item` ("1.05"), `archive` (where the filings are), and those of `json_api`."""

    options = ("archive", "item")
    shape = Shape(items="hits.hits", page_size=100, days=30)

    async def collect(self) -> None:
        """See `SourceSpider`."""
        self.shape = self._shape()
        filings: dict[str, list[Record]] = defaultdict(list)
        hits = [hit async for hit in self.records()]
        for hit in hits:
            source = hit.get("_source")
            if isinstance(source, dict) and source.get("adsh"):
                filings[str(source["adsh"])].append(hit)
        item = str(self.source.options.get("item", "1.05"))
        if hits and not any(_items(found[0]["_source"]) for found in filings.values()):
            raise FetchError(
                "changed", f"no hit of {self.source.url} has a number (adsh) and items: look at it by hand"
            )
        chosen = [hits for hits in filings.values() if item in _items(hits[0]["_source"])]
        self.expect(len(chosen), f"filings with item {item}")
        await self.each(chosen, self._filing)

    async def _filing(self, hits: list[Record]) -> None:
        main = min(hits, key=lambda hit: hit["_source"].get("file_type") != hit["_source"].get("form"))
        draft = self._draft(main)
        if not self.first_sight(draft.url):
            return
        known = await self.known(draft.url)
        if not self.is_due(draft, known):
            return
        exhibits = [hit for hit in hits if str(hit["_source"].get("file_type", "")).startswith("EX-99")]
        await self._with_text(draft, [self._address(hit) for hit in exhibits[:_MAX_EXHIBITS]], known)

    def is_due(self, fallback: Draft, known: KnownPage | None) -> bool:
        """A filing never changes; what could not be had of it may be had later."""
        if known is None or known.content_hash == self.document(fallback).content_hash:
            return True
        young = known.fetched is not None and self.tools.now - known.fetched < _INCOMPLETE
        return young and known.validators == STAND_IN

    async def revisit(self, urls: Iterable[str]) -> None:
        """Nothing: see `is_due`; its page alone would be less than what is stored."""

    async def _with_text(self, draft: Draft, exhibits: list[str], known: KnownPage | None) -> None:
        """Emit the filing with the text of its documents, as far as they can be had."""
        texts, validators, whole = [draft.text], Validators(), True
        stored = known is not None and known.content_hash != self.document(draft).content_hash
        for url in dict.fromkeys([draft.url, *exhibits]):
            try:
                page = await self.tools.web.get(url, accept=HTML)
                article = await self.read(page)
            except FetchError as error:
                self.problem(f"{error.detail} (kept: the search's own fields)", retry=not error.settled)
                if stored:
                    return
                whole = whole and error.settled
                continue
            texts.append(article.text)
            if url == draft.url:
                validators = page.validators
        kept = validators if whole else STAND_IN
        await self.emit(replace(draft, text="\n\n".join(texts), validators=kept), known)

    def _draft(self, hit: Record) -> Draft:
        source = hit["_source"]
        fields = {name: source[name] for name in _FIELDS if source.get(name)}
        name = str((_listed(source, "display_names") or ["?"])[0]).partition("  (")[0]
        form, day = source.get("form", "8-K"), source.get("file_date", "an unknown day")
        title = f"{name}: form {form} of {day}, items {', '.join(_items(source))}"
        return Draft(
            url=self._address(hit),
            title=title,
            text=render_fields(fields),
            published=parse_instant(source.get("file_date")),
            language="en",
            fields=fields,
        )

    def _address(self, hit: Record) -> str:
        """Where EDGAR keeps a filing's document: archive/CIK/accession number without dashes/file."""
        source = hit["_source"]
        accession, _, file = str(hit.get("_id", "")).partition(":")
        cik = str((_listed(source, "ciks") or ["0"])[0]).lstrip("0") or "0"
        archive = str(self.source.options.get("archive", _ARCHIVE)).rstrip("/")
        accession = (accession or str(source["adsh"])).replace("-", "")
        return self.canonical(f"{archive}/{cik}/{accession}/{file or accession + '-index.htm'}")


def _items(source: Any) -> list[str]:
    return [item for listed in _listed(source, "items") for item in str(listed).split(",")]


def _listed(source: Any, name: str) -> list[Any]:
    """What stands under a name, as a list; of another type than it always has it is none."""
    value = source.get(name)
    return value if isinstance(value, list) else [value] if isinstance(value, str) else []

"""JSON interfaces whose records need no more than to be named: registers, trackers, catalogues, status pages."""

from __future__ import annotations

from crawler.parsing.records import listed_at
from crawler.spiders.base import Draft
from crawler.spiders.records import Record, RecordsSpider, Shape
from crawler.text import html_to_text


class SocrataSpider(RecordsSpider):
    """Kind `socrata`: a state's open data table; without `$limit` and `$offset` it stops at 1,000 rows unsaid."""

    shape = Shape(title="name", key="id name datesubmitted dateaware", published="datesubmitted", page_size=1000)


class RansomLookSpider(RecordsSpider):
    """Kind `ransomlook`: posts of leak sites. The posts' own links, pictures and prose are never kept."""

    needs = ("discovered",)
    shape = Shape(title="{group_name} claims {post_title}", key="group_name post_title", published="discovered")

    def draft(self, record: Record) -> Draft:
        """Who claims whom, and when it was seen."""
        return super().draft(
            {name: record[name] for name in ("post_title", "group_name", "discovered") if name in record}
        )


class StatuspageSpider(RecordsSpider):
    """Kind `statuspage`: a vendor's incidents; a later update is a new version."""

    needs = ("created_at", "id", "incident_updates")
    shape = Shape(items="incidents", title="name", url="shortlink", key="id", published="created_at")

    def draft(self, record: Record) -> Draft:
        """The incident as prose, its updates oldest first."""
        updates = [update for update in listed_at(record, "incident_updates") if isinstance(update, dict)]
        lines = [html_to_text(str(update.get("body") or "")) for update in reversed(updates)]
        draft = super().draft(record)
        text = "\n".join(filter(None, lines))
        return Draft(draft.url, draft.title, text, draft.published, draft.language)


class KevSpider(RecordsSpider):
    """Kind `kev`: CISA's catalogue of known exploited vulnerabilities."""

    needs = ("dateAdded", "vendorProject", "product")
    shape = Shape(items="vulnerabilities", title="{cveID}: {vulnerabilityName}", key="cveID", published="dateAdded")


class GhsaSpider(RecordsSpider):
    """Kind `ghsa`: GitHub's advisories; `withdrawn_at` is a retraction, and so a new version."""

    needs = ("ghsa_id", "published_at", "vulnerabilities")
    shape = Shape(title="summary", url="html_url", key="ghsa_id", published="published_at")

"""A vendor's list of sub-processors, as one document with an entry for each."""

from __future__ import annotations

from crawler.failures import FetchError
from crawler.parsing.subprocessors import ShellError, parse_processors
from crawler.spiders.base import Draft, SourceSpider
from model.rendering import render_fields

_ACCEPT = "text/html, text/markdown, text/plain, application/json, application/pdf, */*;q=0.1"


class SubprocessorsSpider(SourceSpider):
    """Kind `subprocessors`: a page, Markdown file, PDF or trust centre that lists who the vendor passes data to.

    What the page says around its list, and the order of the list, make no new version.
    """

    async def collect(self) -> None:
        """See `SourceSpider`."""
        page = await self.listing(accept=_ACCEPT)
        try:
            found = await self.tools.parser.run(parse_processors, page.body, page.url, page.content_type)
        except ShellError as error:
            raise FetchError(
                "shell",
                f"{self.source.url} is {error}: save it by hand and "
                f"`tocsin inventory import --as subprocessors --vendor NAME FILE`",
            ) from error
        except ValueError as error:
            raise FetchError("changed", f"{self.source.url} is {error}: look at it by hand") from error
        self.expect(len(found.entries), "sub-processors")
        fields = {"updated": found.updated, "entries": list(found.entries)}
        url = self.canonical(self.source.url)
        title = f"{self.source.organisation or self.source.name or self.source.id}: sub-processors"
        draft = Draft(url, title, render_fields(fields), validators=page.validators, fields=fields)
        await self.emit(draft, await self.known(url))

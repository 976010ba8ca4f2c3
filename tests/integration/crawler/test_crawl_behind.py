"""Sources whose first page stays as it is while what stands behind it changes, or is missing in part."""

from __future__ import annotations

import json
from collections.abc import Callable

from fakes.bad_web import BadWeb, Page, article
from fakes.polling import Collector

from model.document import SourceOutcome

Poller = Callable[..., SourceOutcome]
LONG = "Quillmetric, an analytics vendor, said that someone had exported a data set from its systems in November. " * 3
TEXAS = """<script>Visualforce.remoting.Manager.add(new $VFRM.RemotingProviderImpl({"vf":{"vid":"066X"},"actions":{"Reports":
{"ms":[{"name":"getDatareports","len":1,"ns":"","ver":43.0,"csrf":"C","authorization":"A"}]}}}));</script>"""


def test_a_part_of_a_sitemap_may_be_missing_or_change_alone(web: BadWeb, poll: Poller, store: Collector) -> None:
    maps = "".join(f"<sitemap><loc>{web.url(path)}</loc></sitemap>" for path in ("/gone.xml", "/news.xml"))
    web.set("/src", Page(f"<sitemapindex>{maps}</sitemapindex>", "text/xml", etag='"e"'))
    for number in (1, 2):
        pages = "".join(f"<url><loc>{web.url(f'/n/{n}')}</loc></url>" for n in range(number))
        web.set("/news.xml", Page(f"<urlset>{pages}</urlset>", "text/xml"))
        web.set(f"/n/{number - 1}", article(f"Page {number}", LONG))
        found = poll("/src", "sitemap")
        assert (found.state, found.documents) == ("ok", 1)
        assert "/gone.xml answered 404" in found.problems[0]
    assert store.titles == ["Page 1", "Page 2"]
    web.set("/news.xml", Page("no", status=404))
    assert poll("/src", "sitemap").state == "http_404"


def test_texas_rows_are_asked_for_although_their_page_stays_the_same(web: BadWeb, poll: Poller) -> None:
    web.set("/register/apex/Page", Page(TEXAS, "text/html", etag='"e"'))
    for number in (1, 2):
        row = {"Id": f"a{number}", "Business_Name__c": f"Quillmetric {number}, Inc."}
        web.set("/register/apexremote", Page(json.dumps([{"result": [row]}]), "application/json"))
        found = poll("/register/apex/Page", "tx_ag_remoting")
        assert (found.state, found.documents) == ("ok", 1)


def test_a_page_of_a_listing_that_failed_once_is_asked_for_again(web: BadWeb, poll: Poller, store: Collector) -> None:
    web.set("/src", '<table><tr><td><a href="/notices/1">Security notice</a></td></tr></table>')
    web.set("/notices/1", Page("sorry", status=503))
    first = poll("/src", "listing", options={"links": "table a"}, retries=0)
    assert "/notices/1 answered 503" in first.problems[0]
    web.set("/notices/1", article("Security notice", LONG))
    for documents in (1, 0):
        found = poll("/src", "listing", options={"links": "table a"})
        assert (found.state, found.documents) == ("ok", documents)
    assert LONG.strip() in store.documents[-1].text


def test_a_listing_whose_pages_are_all_gone_has_changed(web: BadWeb, poll: Poller, store: Collector) -> None:
    def listed(*names: str) -> SourceOutcome:
        links = "".join(f'<tr><td><a href="/notices/{name}">Notice {name}</a></td></tr>' for name in names)
        web.set("/src", f"<table>{links}</table>")
        return poll("/src", "listing", options={"links": "table a"})

    assert listed("1", "2").state == "ok"
    gone = listed("1", "2", "3")
    assert (gone.state, gone.documents) == ("changed", 1)
    assert "none of the 3 pages that" in gone.detail
    web.set("/notices/4", article("Notice 4", LONG))
    assert listed("1", "2", "3", "4").state == "ok"
    assert listed("1", "2", "3", "4").state == "ok", "what is there is not asked for again"

"""No page leads nowhere: every link of every page is followed."""

from __future__ import annotations

from urllib.parse import parse_qs

import httpx
from fakes.desk import Shop
from lxml import html


def test_every_link_leads_somewhere(local: str) -> None:
    seen: set[str] = set()
    ahead = ["/", "/audit", "/settings"]
    with httpx.Client(base_url=local, timeout=60) as client:
        while ahead:
            path = ahead.pop()
            if path in seen:
                continue
            seen.add(path)
            answer = client.get(path)
            assert answer.status_code < 400, (path, answer.text)
            if "text/html" in answer.headers["content-type"]:
                page = html.document_fromstring(answer.text)
                links = [str(link) for link in page.xpath("//a/@href")]
                anchors = {link.removeprefix("#") for link in links if link.startswith("#")}
                assert anchors <= {str(one) for one in page.xpath("//@id")}, path
                further = [
                    link for link in links if not (path.startswith("/search?q=") and link.startswith("/search?q="))
                ]
                ahead += [link.partition("#")[0] for link in further if link.startswith("/")]
    assert {"/exposures", "/inventory/graph", "/search/saved"} <= seen
    assert any(path.startswith("/vendor/") for path in seen)


def test_what_is_asked_for_already_is_not_offered_again(local: str) -> None:
    asked, left = "", 40
    while choices := narrower(local, asked):
        asked, left = choices[0], left - 1
        assert left, f"it never ends: {asked}"
    assert "vendor:" in asked
    assert len(asked.split()) == len(set(asked.split()))


def narrower(address: str, asked: str) -> list[str]:
    answer = httpx.get(f"{address}/search", params={"q": asked})
    page = html.document_fromstring(answer.text)
    assert page.xpath("//article[@class='hit']"), asked
    links = [str(link) for link in page.xpath("//aside//ul/li/a/@href")]
    return [parse_qs(link.partition("?")[2])["q"][0] for link in links]


def test_a_sentence_that_shows_several_things_is_quoted_once(shop: Shop, local: str) -> None:
    page = html.document_fromstring(httpx.get(f"{local}/incident/{shop.incident}/document/{shop.versions[0]}").text)
    quotes = [str(quote) for quote in page.xpath("//section[@aria-labelledby='read']//q/text()")]
    assert len(quotes) == len(set(quotes)) > 0
    assert any("; " in str(shown) for shown in page.xpath("//section[@aria-labelledby='read']//dt/text()"))

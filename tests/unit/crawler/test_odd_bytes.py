"""One bad entry of a file from outside costs no other, and is told."""

from __future__ import annotations

import pytest

from crawler.parsing.articles import extract_article
from crawler.parsing.sitemaps import parse_sitemap
from crawler.parsing.subprocessors import parse_processors
from crawler.parsing.tables import parse_csv, parse_table


@pytest.mark.parametrize("stray", ['"Sorrel,2026-01-02', f"Sorrel,{'x' * 200_000}"])
def test_a_line_of_a_register_that_cannot_be_read_costs_no_other(stray: str) -> None:
    rows, problems = parse_csv(f'Name,Reported\nFernly,2026-01-01\n{stray}\nQuill,"2026-\n01-03"\n'.encode())
    assert rows == [{"Name": "Fernly", "Reported": "2026-01-01"}, {"Name": "Quill", "Reported": "2026- 01-03"}]
    assert [problem.partition(" cannot")[0] for problem in problems] == ["line 3"]


def test_a_row_of_more_cells_than_the_head_is_told() -> None:
    rows, problems = parse_csv(b"Name,Reported\nSorrel, Inc.,2026-01-02\nFernly,2026-01-01,,\n")
    assert rows == [{"Name": "Sorrel", "Reported": "Inc."}, {"Name": "Fernly", "Reported": "2026-01-01"}]
    assert problems == ["line 2 has 3 cells where the head has 2: the rest is left out"]


def test_nobody_leaves_a_list_of_sub_processors_for_a_quotation_mark() -> None:
    with pytest.raises(ValueError, match="line 3 cannot be read"):
        parse_processors(b'Sub-processor,Purpose\nFernly,x\n"Sorrel,y\nQuill,z\n', "https://quill.example/subs.csv")


@pytest.mark.parametrize(
    ("inner", "listed"),
    [
        (
            "<url><loc>{0}1</loc><image:image><image:loc>{0}i</image:loc></image:image></url><url><loc>{0}2</loc></url>",
            "12",
        ),
        ("<url><loc>{0}1</url><url><loc>{0}2</loc></url><url><loc>{0}3</loc></url>", "123"),
        ("<url><loc>{0}?a=1&b=2&amp;c=3&#38;d</loc></url>", ["?a=1&b=2&c=3&d"]),
        ("<url><loc>{0}1</loc></url><url><loc>HTTPS://quill.example/2</loc></url>", "12"),
    ],
)
def test_what_is_not_well_formed_in_a_sitemap_costs_no_other_address(inner: str, listed: list[str]) -> None:
    found = parse_sitemap(f"<urlset>{inner.format('https://quill.example/')}</urlset>".encode(), None, 1000)
    places = [place.url.lower().removeprefix("https://quill.example/") for place in found.places]
    assert (places, found.truncated, found.odd) == (list(listed), False, 0)


def test_a_sitemap_that_breaks_off_says_so_and_no_half_address_is_asked_for() -> None:
    whole = "<urlset>" + "".join(f"<url><loc>https://quill.example/news/{number}</loc></url>" for number in range(9))
    for cut in range(1, 40):
        found = parse_sitemap(whole[:-cut].encode(), None, 1000)
        assert found.truncated
        assert [place.url[-1] for place in found.places] in ([*"01234567"], [*"012345678"])
    odd = parse_sitemap(
        b"<urlset><url><loc>/news/1</loc></url><url><loc>https://a.example/</loc></url></urlset>", None, 1000
    )
    assert (len(odd.places), odd.odd) == (1, 1)


@pytest.mark.parametrize("sign", ["\x01", "\x0b", "\f", "\x1f", "\ufffe", "&#1;", "&#x0B;", "&#31", "&#65535;"])
def test_a_sign_that_no_tree_holds_costs_neither_page_nor_table_nor_list(sign: str) -> None:
    told = "Quillmetric said that names were exported from its systems in November. " * 3
    page = (
        f"<article><h1>Notice</h1><p>{told}{sign}</p><ul><li>names{sign}</li><li>room &#123;&#x1F4;</li></ul></article>"
    )
    article = extract_article(page.encode(), "https://quill.example/1")
    assert (article.title, article.text.split("\n")[-2:]) == ("Notice", ["- names", "- room {\u01f4"])
    row = f"<td><p>Quill{sign}</p></td><td>2026-01-02</td>"
    table = f"<h1>Sub-processors</h1><table><tr><th>Name</th><th>Purpose</th></tr><tr>{row}</tr></table>".encode()
    assert parse_table(table, "https://quill.example/", None, ()) == [{"Name": "Quill", "Purpose": "2026-01-02"}]
    assert parse_processors(table, "https://quill.example/").entries[0]["name"] == "Quill"

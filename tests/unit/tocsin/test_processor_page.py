"""Sub-processor pages in the forms that vendors publish them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crawler.parsing.subprocessors import parse_processors
from inventory.errors import InventoryError
from inventory.read import read_dependencies
from model.vocabulary import EdgeKind
from tocsin.sources.processor_page import read_processor_page

MARKDOWN = """# Sub-processors

We use [these companies](https://x.example).

| Name of Subprocessor | Description of Processing | Location of Processing |
|----------------------|---------------------------|------------------------|
| [Quillfern Analytics, Inc.](https://quillfern.example) | Product analytics | United States |
| **Brasswick**¹ | E-mail delivery | Ireland |
| N/A | | |

- not a supplier, but a footnote
"""
HTML = """<!doctype html><html><body><nav><ul><li>Home</li><li>Pricing</li></ul></nav>
<table><tr><th>Plan</th><th>Price</th></tr><tr><td>Pro</td><td>10</td></tr></table>
<h2>Our sub-processors</h2><table><thead><tr><th>Entity name</th><th>Purpose</th><th>Country</th></tr></thead>
<tbody><tr><td><a href="https://quillfern.example">Quillfern Analytics, Inc.</a></td><td>Product<br>analytics</td><td>US</td></tr>
<tr><td>Brasswick *</td><td>E-mail delivery</td><td>IE</td></tr></tbody></table></body></html>"""
LIST = """<html><body><h1>Legal</h1><ul><li>Terms</li></ul><h2>List of subprocessors</h2>
<ul><li>Quillfern Analytics, Inc. \u2013 product analytics</li><li>Brasswick: e-mail delivery</li>
<li>We will tell you of changes thirty days before they take effect.</li></ul>
<h2>Contact</h2><ul><li>Privacy team</li></ul></body></html>"""
CSV = "Vendor;Zweck;Land\nQuillfern Analytics, Inc.;Product analytics;US\nBrasswick;E-mail;IE\n"


def found(name: str, text: str | bytes) -> tuple[dict[str, str], ...]:
    return parse_processors(text if isinstance(text, bytes) else text.encode(), name).entries


@pytest.mark.parametrize(
    ("name", "text"), [("list.md", MARKDOWN), ("page.html", HTML), ("list.html", LIST), ("list.csv", CSV)]
)
def test_every_form_gives_the_same_suppliers(name: str, text: str) -> None:
    assert [each["name"] for each in found(name, text)] == ["Brasswick", "Quillfern Analytics, Inc."]


def test_purpose_and_place_are_read_by_their_headings() -> None:
    expected = {"name": "Quillfern Analytics, Inc.", "purpose": "Product analytics", "location": "United States"}
    assert found("list.md", MARKDOWN)[1] == expected
    assert found("page.html", HTML)[1]["purpose"] == "Product analytics"
    assert found("list.html", LIST)[0] == {"name": "Brasswick", "purpose": "e-mail delivery", "location": ""}


def test_a_pdf_is_read_by_its_columns() -> None:
    lines = ["Sub-processor          Purpose            Country", "Quillfern Analytics    Analytics          US"]
    read = found("list.pdf", pdf([*lines, "Brasswick              E-mail             IE"]))
    assert [each["name"] for each in read] == ["Brasswick", "Quillfern Analytics"]


def pdf(lines: list[str]) -> bytes:
    """A page of fixed-width text, written by hand."""
    shown = "".join(f"1 0 0 1 40 {760 - 14 * n} Tm ({line}) Tj\n" for n, line in enumerate(lines))
    stream = f"BT /F 10 Tf\n{shown}ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, each)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)


def test_a_page_becomes_edges_of_its_vendor(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(HTML)
    edges = read_processor_page(page, "OpenAI", date(2025, 11, 26)).edges
    assert [(edge.user, edge.provider, edge.kind, edge.role) for edge in edges] == [
        ("OpenAI", "Brasswick", EdgeKind.SUBPROCESSOR, "sub-processor"),
        ("OpenAI", "Quillfern Analytics, Inc.", EdgeKind.SUBPROCESSOR, "sub-processor"),
    ]
    assert {edge.last_seen for edge in edges} == {date(2025, 11, 26)}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.html", b"<html></html>"),
        ("prose.html", b"<html><body><p>We respect your privacy.</p></body></html>"),
        ("deep.html", b"<div>" * 100_000 + b"x"),
        ("broken.pdf", b"%PDF-1.7 nothing more"),
        (
            "entities.html",
            b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><table><tr><th>Sub-processor</th><th>Use</th></tr></table>',
        ),
    ],
)
def test_a_page_that_names_nobody_is_one_clear_line(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InventoryError) as caught:
        read_processor_page(tmp_path / name, "OpenAI", date(2025, 11, 26))
    assert str(caught.value).count("\n") == 0
    assert name in str(caught.value)


def test_the_role_of_an_edge_is_read_or_noted(tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_text("from,to,role\nA,B,Processor\nA,C,subprocessor\nA,D,friend\n")
    read = read_dependencies(tmp_path / "e.csv")
    assert [edge.role for edge in read.edges] == ["processor", "sub-processor", None]
    assert "line 4" in read.problems[0]

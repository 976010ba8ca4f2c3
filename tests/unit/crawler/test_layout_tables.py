"""Tables that only place what a page says are no rows of values: a letter in a cell stays a letter."""

from __future__ import annotations

import pytest

from crawler.parsing.articles import extract_article

TITLE = "What we know of the incident at our supplier"
FIRST = (
    "On 4 March somebody who was not entitled to it read a copy of the data that Quillmetric keeps for us. "
    "We have ended the access, and have asked an outside firm to look into what was taken."
)
SECOND = (
    "The copy held names and e-mail addresses of our customers. It did not hold passwords, and no numbers of "
    "payment cards were in it, as these are kept by another company altogether."
)


def lines(page: str) -> list[str]:
    body = f"<html><head><title>{TITLE}</title></head><body>{page}<p>Contact us at any time.</p></body></html>"
    return extract_article(body.encode(), "https://fernbank.example/a", "text/html").text.split("\n")


@pytest.mark.parametrize(
    "page",
    [
        f"<table><tr><td><a href='/'>Start</a></td><td><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></td></tr></table>",
        f"<table><tr><td><font size=5>{TITLE}</font><br><br>{FIRST}<br><br>{SECOND}</td></tr></table>",
        f"<table><tr><td><table><tr><td>{TITLE}</td></tr><tr><td>{FIRST}</td></tr><tr><td>{SECOND}</td></tr></table></td></tr></table>",
        f"<table role=presentation><tr><td>{TITLE}</td></tr><tr><td>{FIRST}</td></tr><tr><td>{SECOND}</td></tr></table>",
    ],
    ids=["site", "breaks", "nested", "mail"],
)
def test_a_letter_in_a_table_is_read_as_one(page: str) -> None:
    found = lines(page)
    assert FIRST in found
    assert SECOND in found


def test_the_bullets_of_a_filing_are_a_list() -> None:
    rows = "".join(f"<table><tr><td></td><td>•</td><td>{each};</td></tr></table>" for each in ("names", "birth dates"))
    found = lines(f"<h1>{TITLE}</h1><p>{FIRST}</p><p>The copy held:</p>{rows}<p>{SECOND}</p>")
    assert [line for line in found if "names;" in line or "birth" in line] == ["- names;", "- birth dates;"]


def test_what_stands_beside_a_letter_is_its_heading() -> None:
    rows = f"<tr><td>What happened?</td><td><p>{FIRST}</p><p>It is over.</p></td></tr>"
    rows += f"<tr><td><b>What was taken?</b></td><td>{SECOND}</td></tr>"
    found = lines(f"<h1>{TITLE}</h1><table>{rows}</table>")
    assert found[:5] == ["What happened?", FIRST, "It is over.", "What was taken?", SECOND]


def test_headings_of_a_page_that_marks_nothing_as_its_text_are_read() -> None:
    happened = f"<h3>What happened?</h3><div><p>{FIRST}</p></div>"
    found = lines(f"<h1>{TITLE}</h1>{happened}<h3>What was not taken?</h3><div><p>{SECOND}</p></div>")
    assert found[:4] == ["What happened?", FIRST, "What was not taken?", SECOND]


def test_a_table_of_values_keeps_its_rows() -> None:
    rows = (
        "<tr><th>Vendor</th><th>Data</th></tr><tr><td>Quillmetric</td><td><p>names</p><p>e-mail addresses</p></td></tr>"
    )
    found = lines(f"<h1>{TITLE}</h1><p>{FIRST}</p><table>{rows}</table><p>{SECOND}</p>")
    assert "Vendor | Data" in found
    assert "Quillmetric | names e-mail addresses" in found


@pytest.mark.parametrize("written", ["{} - Notices", "{} | The Fernbank Post", "{} – Help Center"])  # noqa: RUF001
def test_a_title_is_said_once_and_without_the_name_of_the_site(written: str) -> None:
    head = f"<title>{written.format(TITLE)}</title>"
    page = f"<html><head>{head}</head><body><div><b>{TITLE}</b></div><p>{FIRST}</p><p>{SECOND}</p></body></html>"
    found = extract_article(page.encode(), "https://fernbank.example/a", "text/html")
    assert (found.title, found.text.split("\n")[0]) == (TITLE, FIRST)


def test_the_name_of_a_file_is_no_title() -> None:
    page = f"<html><head><title>form8-k.htm</title></head><body><p>{FIRST}</p><p>{SECOND}</p></body></html>"
    assert extract_article(page.encode(), "https://fernbank.example/a", "text/html").title == ""


def test_a_page_without_a_title_has_the_line_that_it_begins_with() -> None:
    page = (
        f"<html><head><title>notice.html</title></head><body><p>{TITLE}</p><p>{FIRST}</p><p>{SECOND}</p></body></html>"
    )
    found = extract_article(page.encode(), "https://fernbank.example/a", "text/html")
    assert (found.title, found.text.split("\n")[0]) == (TITLE, FIRST)

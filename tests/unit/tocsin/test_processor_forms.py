"""What lists of sub-processors hold beside suppliers in a row each: what is struck out, titles, addresses, cards."""

from __future__ import annotations

import pytest

from crawler.parsing.subprocessors import parse_processors

_ABOVE = "<html><body><h1>Sub-processors</h1>"
_HEAD = "<tr><th>Name</th><th>Purpose</th></tr>"
_STRUCK = f"""{_ABOVE}<table>{_HEAD}<tr><td>Quillfern</td><td>Mail</td></tr>
<tr><td><del>Oldmark</del></td><td>Mail</td></tr><tr style="text-decoration: line-through"><td>Oldfern</td><td>x</td></tr>
<tr><td><s>Oldwick</s> Brasswick</td><td>Hosting</td></tr></table>"""
_STRUCK_LINES = (
    "# Sub-processors\n\n| Name | Purpose |\n|--|--|\n| Quillfern | Mail |\n| ~~Oldmark~~ | x |\n| Brasswick | |\n"
)
_TITLES = "# Sub-processors\n\n| Name | Purpose |\n|--|--|\n| **Hosting** | |\n| Quillfern | Mail |\n| Brasswick | |\n"
_STRONG_NAMES = "# Sub-processors\n\n| Name | Purpose |\n|--|--|\n| **Quillfern** | |\n| **Brasswick** | Mail |\n"
_TITLES_IN_HTML = f"""{_ABOVE}<table>{_HEAD}<tr><td><b>Hosting</b></td><td></td></tr><tr><td>Quillfern</td><td>Mail</td></tr>
<tr><td>Brasswick</td><td></td></tr></table>"""
_HEADED_NAMES = (
    f"{_ABOVE}<table>{_HEAD}<tr><th>Quillfern</th><td></td></tr><tr><th>Brasswick</th><td>Mail</td></tr></table>"
)
_TERMS = (
    f"{_ABOVE}<dl><dt>Quillfern</dt><dd>Mail</dd><dd>Ireland</dd><div><dt>Brasswick:</dt><dd>Hosting</dd></div></dl>"
)
_CARD = "<table><tr><th scope=row>Name</th><td>{}</td></tr><tr><th scope=row>Purpose</th><td>Mail</td></tr></table>"
_CARDS = _ABOVE + _CARD.format("Quillfern") + _CARD.format("Brasswick")
_CARDS_IN_ONE = _CARDS.replace("</table><table>", "")
_TURNED = f"{_ABOVE}<table><tr><th>Name</th><td>Quillfern</td><td>Brasswick</td></tr><tr><th>Purpose</th><td>x</td></tr></table>"
_TITLED_LISTS = f"""{_ABOVE}<ul><li><b>Analytics</b>:<ul><li>Quillfern \u2013 mail</li></ul></li>
<li>Hosting<ol><li>Brasswick</li></ol></li></ul>"""
_DETAILED = f"""{_ABOVE}<ul><li>Quillfern<ul><li>Purpose: Mail</li><li>Location: Ireland</li></ul></li>
<li>Brasswick<ul><li>Purpose of processing: Hosting</li></ul></li></ul>"""
_LINES = f"{_ABOVE}<ul><li><p>Quillfern</p><p>Mail</p></li><li><b>Brasswick</b><br>Hosting</li></ul>"
_SEVERAL = f"{_ABOVE}<table>{_HEAD}<tr><td><ul><li>Quillfern</li><li>Brasswick</li></ul></td><td>Mail</td></tr></table>"
_NOTED = f"""{_ABOVE}<table>{_HEAD}<tr><td>Quillfern<sup>1</sup></td><td>Mail</td></tr><tr><td>Brasswick</td><td></td></tr>
<tr><td>Oldmark (removed 2026-01-01)</td><td>Mail</td></tr></table>"""
_LABELLED = _ABOVE + "".join(
    f"<div><h3>{name}</h3><div><div><div>Purpose</div><div>Mail</div></div><div><div>Location</div><div>USA</div></div></div></div>"
    for name in ("Quillfern", "Brasswick")
)
_ITEM_LINES = """---\ntitle: Sub-processors\n---\n\nWe use:\n\n- **Quillfern** (Postgres): Mail
- [Brasswick](https://brasswick.example) — hosting\n\n## Change log\n\n- 2026-01-01: removed Oldmark\n"""
_BLANKS = """# DPA\n\n### Sub-processors\n\n| Sub-processor | Purpose |\n|--|--|\n| `[MAIL PROVIDER]` | x |\n| {{NAME_1}} | x |
| (none) | x |\n| None. | x |\n| Postgres (self-hosted) | x |\n| Quillfern | Mail |\n| Brasswick | x |\n"""
_STATES = f"""{_ABOVE}<table><tr><th>Vendor</th><th>Status</th><th>Purpose</th></tr><tr><td>Quillfern</td><td>Active</td><td>Mail</td>
</tr><tr><td>Oldmark</td><td>Removed 2025</td><td>Mail</td></tr><tr><td>Brasswick</td><td></td><td></td></tr></table>"""
_OPEN_LINES = (
    "# Sub-processors\n\nName | Purpose\n--- | ---\n| **Mail** |\nQuillfern | Mail\nBrasswick | Hosting\n\nYes | no\n"
)


@pytest.mark.parametrize(
    "page",
    [
        _STRUCK,
        _STRUCK_LINES,
        _TITLES,
        _STRONG_NAMES,
        _TITLES_IN_HTML,
        _HEADED_NAMES,
        _TERMS,
        _CARDS,
        _CARDS_IN_ONE,
        _TURNED,
        _TITLED_LISTS,
        _DETAILED,
        _LINES,
        _SEVERAL,
        _NOTED,
        _OPEN_LINES,
        _LABELLED,
        _ITEM_LINES,
        _BLANKS,
        _STATES,
    ],
)
def test_only_who_is_on_the_list_now_is_named(page: str) -> None:
    read = parse_processors(page.encode(), "https://brook.example/sub-processors")
    assert [entry["name"] for entry in read.entries] == ["Brasswick", "Quillfern"]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Quillfern Inc.<br>1 Main St", "Quillfern Inc."),
        ("<p>Quillfern</p><p>Hauptstraße 5</p><p>12345 Berlin</p>", "Quillfern"),
        ("Quillfern GmbH<br/>Berlin", "Quillfern GmbH"),
        ("Quillfern Web<br>Services", "Quillfern Web Services"),
        ("Quillfern Inc.<br>(formerly Oldfern)", "Quillfern Inc. (formerly Oldfern)"),
        ("Quillfern\n  Studio 5", "Quillfern Studio 5"),
        ("Quillfern (QF) - EC2.", "Quillfern (QF) - EC2."),
    ],
)
def test_an_address_below_a_name_is_no_part_of_it(cell: str, name: str) -> None:
    pages = [(f"{_ABOVE}<table>{_HEAD}<tr><td>{cell}</td><td>Mail</td></tr></table>", "page")]
    if "<p>" not in cell:
        line = cell.replace("\n", "")
        pages.append((f"# Sub-processors\n\n| Name | Purpose |\n|--|--|\n| {line} | Mail |\n", "page.md"))
    for page, path in pages:
        read = parse_processors(page.encode(), f"https://brook.example/{path}")
        assert [entry["name"] for entry in read.entries] == [name]


def test_a_card_keeps_what_its_supplier_does() -> None:
    read = parse_processors(_CARDS.encode(), "https://brook.example/sub-processors")
    assert {entry["purpose"] for entry in read.entries} == {"Mail"}
    assert parse_processors(_TERMS.encode(), "https://brook.example/s").entries[1]["purpose"] == "Mail"


@pytest.mark.parametrize(
    ("page", "purpose"), [(_DETAILED, "Mail"), (_LINES, "Mail"), (_TITLED_LISTS, "mail"), (_LABELLED, "Mail")]
)
def test_an_item_keeps_what_its_supplier_does(page: str, purpose: str) -> None:
    assert parse_processors(page.encode(), "https://brook.example/s").entries[1]["purpose"] == purpose


@pytest.mark.parametrize(("page", "purpose"), [(_ITEM_LINES, "Postgres: Mail"), (_BLANKS, "Mail")])
def test_markdown_keeps_what_a_supplier_does(page: str, purpose: str) -> None:
    assert parse_processors(page.encode(), "https://brook.example/list.md").entries[1]["purpose"] == purpose


def test_a_list_says_until_when_each_is_used() -> None:
    rows = [("Quillfern", "June 1st, 2025"), ("Brasswick", ""), ("Oldmark", "2025-03-01"), ("Oldmark", "30 June 2025")]
    rows += [("Ferncastle", "01/02/2025"), ("Tallowfen", "2025-03-01"), ("Tallowfen", "")]
    cells = "".join(f"<tr><td>{name}</td><td>Mail</td><td>{end}</td></tr>" for name, end in rows)
    page = f"{_ABOVE}<table><tr><th>Name</th><th>Purpose</th><th>End date</th></tr>{cells}</table>"
    read = parse_processors(page.encode(), "https://brook.example/s")
    ends = {entry["name"]: entry["until"] for entry in read.entries if "until" in entry}
    assert ends == {"Quillfern": "2025-06-01", "Oldmark": "2025-06-30"}
    assert len(read.entries) == 5

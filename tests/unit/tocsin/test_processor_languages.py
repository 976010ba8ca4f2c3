"""Lists of sub-processors in the languages that are read, and in the forms that pages have beside tables."""

from __future__ import annotations

import pytest

from crawler.parsing.subprocessors import ProcessorList, parse_processors

_NAMES = ("Brasswick GmbH", "Quillfern")


def page(heading: str, body: str) -> ProcessorList:
    html = f"<html><head><title>{heading}</title></head><body><h1>{heading}</h1>{body}</body></html>"
    return parse_processors(html.encode(), "https://brook.example/list", "text/html; charset=utf-8")


def table(*heads: str, names: tuple[str, ...] = _NAMES) -> str:
    rows = [f"<tr><td>Mail</td><td>{name}</td><td>Land</td></tr>" for name in names]
    return f"<table><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr>{''.join(rows)}</table>"


def named(found: ProcessorList) -> list[str]:
    return [entry["name"] for entry in found.entries]


@pytest.mark.parametrize(
    ("heading", "purpose", "name", "place"),
    [
        ("Unterauftragsverarbeiter", "Zweck der Unterauftragsverarbeitung", "Unterauftragsverarbeiter", "Standort"),
        ("Liste der Subdienstleister", "Gegenstand", "Firma und Anschrift", "Sitz des Dienstleisters"),
        ("Weitere Auftragsverarbeiter", "Leistung", "Dienstleister", "Ort"),
        ("Sous-traitants ultérieurs", "Finalité", "Prestataire", "Pays du sous-traitant"),
        ("Liste des sous-traitants", "Objet", "Société", "Localisation"),
        ("Subencargados del tratamiento", "Finalidad", "Subencargado", "País del subencargado"),
        ("Subencargados", "Servicio", "Proveedor", "Ubicación"),
        ("Sub-responsabili del trattamento", "Finalità", "Fornitore", "Paese"),
        ("Lijst van subverwerkers", "Doel", "Naam", "Locatie"),
        ("Suboperadores", "Finalidade", "Fornecedor", "País"),
        ("Subcontratantes ulteriores", "Descrição", "Subcontratante", "Localização"),
        ("再委託先一覧", "目的", "会社名", "所在国"),
        ("サブプロセッサー", "業務内容", "再委託先", "再委託先の所在地"),
    ],
)
def test_a_list_is_read_by_its_heads_in_each_language(heading: str, purpose: str, name: str, place: str) -> None:
    found = page(heading, table(purpose, name, place))
    assert [tuple(entry.values()) for entry in found.entries] == [(name, "Mail", "Land") for name in _NAMES]


@pytest.mark.parametrize(
    "above",
    [
        *("<h2>Ehemalige Unterauftragsverarbeiter</h2>", "<h2>Anciens sous-traitants</h2>"),
        *("<h3>Subencargados anteriores</h3>", "<h3>Sub-responsabili precedenti</h3>", "<h3>Voormalige subverwerkers</h3>"),
        *("<h3>Suboperadores removidos</h3>", "<h3>過去の再委託先</h3>", "<h2>Konzerngesellschaften</h2>"),
        *("<h5>Former sub-processors</h5>", "<details><summary>Archived sub-processors</summary>"),
        *("<p><strong>Former sub-processors:</strong></p>", "<h3>Sub-processors no longer in use</h3>", "<h3>Removed</h3>"),
    ],
)  # fmt: skip
def test_who_was_on_the_list_once_is_not_on_it(above: str) -> None:
    now, once = table("Purpose", "Name", "Country"), table("Purpose", "Name", "Country", names=("Oldmark",))
    assert named(page("Sub-processors", f"<h2>Current</h2>{now}{above}{once}")) == list(_NAMES)
    captioned = once.replace("<table>", "<table><caption>Former sub-processors</caption>")
    assert named(page("Sub-processors", f"<h2>Current</h2>{now}{captioned}")) == list(_NAMES)


def test_a_table_that_only_says_so_to_a_screen_reader_is_read() -> None:
    head = "<div role=row><span role=columnheader>Name</span><span role=columnheader>Purpose</span></div>"
    rows = "".join(f"<div role=row><div role=cell>{name}</div><div role=cell>Mail</div></div>" for name in _NAMES)
    found = page(
        "Sub-processors", f"<div role=table><div role=rowgroup>{head}</div><div role=rowgroup>{rows}</div></div>"
    )
    assert [(entry["name"], entry["purpose"]) for entry in found.entries] == [(name, "Mail") for name in _NAMES]


def test_suppliers_below_a_heading_each_are_read_by_what_stands_there() -> None:
    cards = "".join(f"<div><h3>{name}</h3><p>Purpose: Mail</p><p><b>Location:</b> Ireland</p></div>" for name in _NAMES)
    once = "<h2>Former sub-processors</h2><h3>Oldmark</h3><p>Purpose: Mail</p>"
    more = f"<h2>Questions</h2><p>{'Write to us. ' * 20}</p>"
    found = page("Sub-processors", f"<h2>Our sub-processors</h2>{cards}{once}{more}")
    assert [(entry["name"], entry["purpose"]) for entry in found.entries] == [(name, "Mail") for name in _NAMES]
    with pytest.raises(ValueError, match="without a list"):
        page("Sub-processors", f"<h3>Your data</h3><p>Purpose: to serve you</p>{more}")

"""JavaServer Faces pages with a PrimeFaces table: the form, its state, and the rows of a partial answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import html as lxml_html

from crawler.parsing.tables import cells_of
from crawler.text import clean_line, decode, parse_html, parse_xml

_CONTROL = re.compile(r"\{'([^']+)':'\1'")
_ROWS = re.compile(r"rowCount\s*:\s*(\d+)")
_VIEW_STATE = "javax.faces.ViewState"


@dataclass(frozen=True, slots=True)
class FacesForm:
    """A form of the page: `control` is the link or button with the label that was asked for, "" where there is none.

    `table` is the id of the form's data table with its column names and `rows`, how many it says to have in all.
    """

    form_id: str
    action: str
    view_state: str
    control: str
    table: str
    heads: tuple[str, ...]
    rows: int | None


@dataclass(frozen=True, slots=True)
class Partial:
    """A partial answer: the table's rows as cells, and the new state; `redirect`: the session is over."""

    rows: tuple[tuple[str, ...], ...]
    view_state: str
    redirect: bool


def parse_faces_form(body: bytes, url: str, content_type: str | None, label: str) -> FacesForm:
    """The form that holds the state.

    Raises:
        ValueError: the page has none.
    """
    text = decode(body, content_type)
    root = parse_html(text)
    for field in root.iter("input") if root is not None else ():
        if field.get("name") == _VIEW_STATE:
            form = next(field.iterancestors("form"), None)
            if form is not None:
                return _form(form, str(field.get("value") or ""), url, text, label)
    raise ValueError("a page without a JSF form")


def _form(form: lxml_html.HtmlElement, state: str, url: str, text: str, label: str) -> FacesForm:
    table = next((div for div in form.iter("div") if "ui-datatable" in str(div.get("class"))), None)
    count = _ROWS.search(text)
    heads = [clean_line(head.text_content()) for head in table.iter("th")] if table is not None else []
    return FacesForm(
        form_id=str(form.get("id") or form.get("name") or ""),
        action=urljoin(url, str(form.get("action") or "")),
        view_state=state,
        control=_control(form, label),
        table=str(table.get("id")) if table is not None else "",
        heads=tuple(heads),
        rows=int(count[1]) if count else None,
    )


def _control(form: lxml_html.HtmlElement, label: str) -> str:
    """The name that a click on the element with this label would send: ids change, labels stay."""
    for element in form.iter("a", "button", "input"):
        words = clean_line(element.text_content() or str(element.get("value") or ""))
        if label.casefold() in words.casefold():
            found = _CONTROL.search(str(element.get("onclick") or ""))
            return found[1] if found else str(element.get("name") or element.get("id") or "")
    return ""


def parse_partial(body: bytes, content_type: str | None = None) -> Partial:
    """The updates of a partial answer, entities and DTDs left alone.

    Raises:
        ValueError: it is no partial answer.
    """
    root = parse_xml(re.sub(r"^\s*<\?xml[^>]*\?>", "", decode(body, content_type), count=1))
    if root is None or root.tag != "partial-response":
        raise ValueError("no partial answer")
    rows: list[tuple[str, ...]] = []
    state = ""
    for update in root.iter("update"):
        if _VIEW_STATE in str(update.get("id")):
            state = clean_line(update.text or "")
        elif "<tr" in (update.text or ""):
            rows += cells_of(f"<table>{update.text}</table>")
    return Partial(tuple(rows), state, redirect=next(root.iter("redirect"), None) is not None)

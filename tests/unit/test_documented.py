"""What people can write, ask for or be shown has a word in the documentation: keys, states, fields and pages."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from config.filters import FIELDS as FILTER_FIELDS
from config.settings import Settings
from model.vocabulary import DataType, Kind, Role, Status
from storage.search.parse import FIELDS
from tocsin.web.app import PAGES

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"```\w*\n(.*?)```", re.DOTALL)
STATE = re.compile(r'(?:FetchError\(\s*|spider\.state(?:, [^=\n]+)? = |state=|SourceOutcome\([^"]*)"([a-z_]+)"')
CAUSE = re.compile(r'^    \([A-Za-z]+Error, "([a-z_]+)",', re.MULTILINE)


def quoted(*pages: str) -> set[str]:
    """The words that stand as code on these pages."""
    text = "\n".join((DOCS / f"{page}.md").read_text(encoding="utf-8") for page in pages)
    return set(re.findall(r"\w+", " ".join(BLOCK.findall(text) + re.findall(r"`([^`]+)`", BLOCK.sub("", text)))))


def keys(model: type[BaseModel]) -> Iterator[str]:
    """Every key below a section of the configuration."""
    for name, field in model.model_fields.items():
        yield field.alias or name
        for kind in kinds(field.annotation):
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from keys(kind)


def kinds(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in typing.get_args(annotation):
        yield from kinds(part)


def states() -> set[str]:
    """The states that the crawler's code gives a source."""
    found = set[str]()
    for path in (DOCS.parent / "crawler").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        found.update(STATE.findall(text), CAUSE.findall(text))
    return found - {"not_modified", "other_page"}  # it counts as `ok`; of a page beside the source


def pages() -> set[str]:
    """The first part of the path of each page that can be looked at."""
    routes = [route for module in PAGES for route in module.router.routes]
    return {"/" + route.path.split("/")[1] for route in routes if "GET" in route.methods}


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        pytest.param(set(keys(Settings)), ("configuration", "alerts"), id="keys"),
        pytest.param(states(), ("collecting",), id="states"),
        pytest.param({*FIELDS, *Kind, *Role, *Status}, ("search",), id="search"),
        pytest.param(set(DataType), ("commands",), id="data types"),
        pytest.param(set(FILTER_FIELDS), ("alerts",), id="filters"),
    ],
)
def test_each_word_is_documented(wanted: set[str], where: tuple[str, ...]) -> None:
    assert len(wanted) > 10
    assert {str(word) for word in wanted} - quoted(*where) == set()


def test_each_page_is_in_the_table_of_pages() -> None:
    table = (DOCS / "web.md").read_text(encoding="utf-8").partition("\n## ")[0]
    named = {"/" + path.split("/")[0] for path in re.findall(r"`/([^`]*)`", table)}
    assert pages() - named == set()

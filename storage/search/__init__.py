"""Search: one query language for command line, API and web, the same lists from every database."""

from __future__ import annotations

from storage.search.facets import Facets, facets
from storage.search.find import Page, matching, result_json, search
from storage.search.index import index_incidents, index_stale
from storage.search.limits import SearchTimeout
from storage.search.parse import parse
from storage.search.query import Query, QueryError

__all__ = [
    "Facets",
    "Page",
    "Query",
    "QueryError",
    "SearchTimeout",
    "facets",
    "index_incidents",
    "index_stale",
    "matching",
    "parse",
    "result_json",
    "search",
]

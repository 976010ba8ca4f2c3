"""Search: one query language for command line, API and web, the same lists from every database."""

from __future__ import annotations

from storage.search.expressions import name_of_all
from storage.search.facets import Facets, facets
from storage.search.find import Page, matching, search
from storage.search.index import index_incidents, index_stale
from storage.search.limits import SearchTimeout
from storage.search.parse import narrowed, parse
from storage.search.query import Query, QueryError
from storage.search.saved import SavedSearch, forget_search, news_of_searches, save_search, saved_searches, search_name

__all__ = [
    "Facets",
    "Page",
    "Query",
    "QueryError",
    "SavedSearch",
    "SearchTimeout",
    "facets",
    "forget_search",
    "index_incidents",
    "index_stale",
    "matching",
    "name_of_all",
    "narrowed",
    "news_of_searches",
    "parse",
    "save_search",
    "saved_searches",
    "search",
    "search_name",
]

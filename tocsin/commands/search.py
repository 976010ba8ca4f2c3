"""`tocsin search`: what is known, by one query language; the same in the web pages and the API."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from model.inventory import DEFAULT_TENANT
from tocsin.actor import operator
from tocsin.commands.options import AsOf, Json, QueryCommand, Tenant, fail, parse_day, shared, storage_errors

if TYPE_CHECKING:
    from config.settings import Settings
    from storage.database import Database
    from storage.search import Facets, Page, Query, QueryError
    from tocsin.service.health import Unheard

_WIDE = 120  # columns from which a table reads better than paragraphs

Since = Annotated[str | None, typer.Option("--since", help="First published on this day or later; 2025-11, 30d.")]
Until = Annotated[str | None, typer.Option("--until", help="First published on this day or before.")]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(cls=QueryCommand)(search)


def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help='What to find; "saved" alone lists the searches that were kept.')] = "",
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    *,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many to show.")] = 20,
    order: Annotated[Literal["newest", "relevance"], typer.Option("--order", help="What comes first.")] = "newest",
    cursor: Annotated[str | None, typer.Option("--cursor", help="The next page, as the last one named it.")] = None,
    facets: Annotated[bool, typer.Option("--facets", help="Also how what was found divides.")] = False,
    save: Annotated[str | None, typer.Option("--save", metavar="NAME", help="Keep the search.")] = None,
    alert: Annotated[bool, typer.Option("--alert", help="With --save: tell of new incidents that match.")] = False,
    saved: Annotated[str | None, typer.Option("--saved", metavar="NAME", help="Search for what was kept.")] = None,
    forget: Annotated[str | None, typer.Option("--forget", metavar="NAME", help="Forget a kept search.")] = None,
    tenant: Tenant = DEFAULT_TENANT,
    json: Json = False,
) -> None:
    """Find incidents.

    Words, "phrases", prefix*, vendor:, role:, type: (type:-passwords = explicitly denied), status:, kind:, source:,
    since:, until:, records:>10000, actor:, affects:us; -word, OR and parentheses. docs/search.md tells all of it.
    """
    from storage.search import QueryError, save_search
    from storage.search import facets as count_facets
    from storage.search import search as find
    from tocsin.clock import Clock
    from tocsin.output.as_json import page_json
    from tocsin.output.terminal import print_json
    from tocsin.running import opened

    save = _checked(query, save, saved, alert=alert)
    today = Clock(parse_day(as_of)).today()
    settings = shared(context).within(tenant)
    with storage_errors(), opened(settings) as database:
        if forget is not None or (query.strip() == "saved" and save is None):
            _manage(database, tenant, forget, json=json)
            return
        text = _kept(database, tenant, saved) if saved is not None else query
        within = spans(since, until)
        asked = understood(text, *within)
        try:
            if save is not None:
                whole = " ".join([f"({text})" if text and within else text, *within])
                kept_by = operator(tenant)
                save_search(database, kept_by, save, whole.strip(), alerts=alert, now=Clock().now())
            page = find(database, asked, tenant=tenant, today=today, limit=limit, cursor=cursor, order=order)
        except QueryError as error:
            fail(str(error), 2)
        counts = count_facets(database, asked, tenant=tenant, today=today) if facets else None
        silent = _silent(settings, database, tenant) if json or not page.total else None
    if json and silent:
        print_json(page_json(page, silent, counts))
    else:
        _show(page, counts, silent.in_words if silent else "")


def _checked(query: str, save: str | None, saved: str | None, *, alert: bool) -> str | None:
    """The name to keep; what would be left out of account in silence ends the command."""
    from storage.search import search_name

    if alert and save is None:
        fail("--alert goes with --save NAME: `tocsin search QUERY --save NAME --alert`", 2)
    if query and saved is not None:
        fail("--saved NAME stands for a query: leave the other one out", 2)
    try:
        return save if save is None else search_name(save)
    except ValueError as error:
        fail(f"--save: {error}", 2)


def spans(since: str | None, until: str | None) -> list[str]:
    """The days that the options ask for, as terms of a query."""
    return [f"{name}:{day}" for name, day in (("since", since), ("until", until)) if day]


def understood(text: str, *spans: str) -> Query:
    """The query within its spans; ends the command where one of them cannot be understood."""
    from storage.search import QueryError, narrowed, parse

    for each in (text, *spans):
        try:
            parse(each)
        except QueryError as error:
            _refuse(each, error)
    return narrowed(parse(text), *spans)


def _refuse(text: str, error: QueryError) -> NoReturn:
    """Ends the command with what cannot be understood, and shows where."""
    from tocsin.output.terminal import plain

    sys.stderr.write(f"tocsin: {plain(str(error))}\n")
    if text and len(text) < _WIDE and text.isprintable():
        sys.stderr.write(f"  {text}\n  {' ' * (error.position - 1)}^\n")
    raise typer.Exit(2)


def _kept(database: Database, tenant: str, name: str) -> str:
    from storage.search import saved_searches

    found = {one.name: one.query for one in saved_searches(database, tenant)}
    if name not in found:
        fail(f'no search is kept as "{name}"; `tocsin search saved` lists them', 2)
    return found[name]


def _manage(database: Database, tenant: str, forget: str | None, *, json: bool) -> None:
    from storage.search import forget_search, saved_searches
    from tocsin.clock import Clock
    from tocsin.output.terminal import plain, print_json

    if forget is not None:
        if not forget_search(database, operator(tenant), forget, Clock().now()):
            fail(f'no search is kept as "{forget}"; `tocsin search saved` lists them', 2)
        typer.echo(plain(f"forgot {forget}"))
        return
    kept = saved_searches(database, tenant)
    if json:
        print_json([{"name": one.name, "query": one.query, "alerts": one.alerts} for one in kept])
        return
    for one in kept:
        typer.echo(plain(f"{one.name}{' (alerts)' if one.alerts else ''}: {one.query or 'everything'}"))
    if not kept:
        typer.echo("no search is kept; `tocsin search QUERY --save NAME` keeps one")


def _silent(settings: Settings, database: Database, tenant: str) -> Unheard:
    from tocsin.clock import Clock
    from tocsin.service.health import not_heard
    from tocsin.sources.known import all_sources

    return not_heard(database, all_sources(settings, database, tenant), Clock().now())


def _show(page: Page, counts: Facets | None, unheard: str) -> None:
    from rich.console import Console

    from tocsin.output.search_output import as_paragraphs, as_table, facet_rows, total_line

    console = Console(highlight=False, markup=False, emoji=False)
    if page.results:
        console.print(as_table(page) if console.width >= _WIDE else as_paragraphs(page), soft_wrap=False)
    console.print(total_line(page, unheard))
    if counts:
        console.print(facet_rows(counts))

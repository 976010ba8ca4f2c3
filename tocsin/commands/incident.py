"""`tocsin incident`: what is known of an incident, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from alerts.shares import share_lines
from model.correction import FORMS
from model.inventory import DEFAULT_TENANT
from tocsin.actor import operator
from tocsin.commands.options import HIGHEST, Json, Limit, Tenant, fail, newest, reason, shared, storage_errors

if TYPE_CHECKING:
    from model.correction import Correction
    from model.incident import Incident, Provenance
    from storage.advisories import Explained

app = typer.Typer(name="incident", help="What is known of an incident, and who says so.", no_args_is_help=True)


@app.command("list")
def list_incidents(context: typer.Context, limit: Limit = 50, json: Json = False) -> None:
    """The newest incidents first."""
    from storage.as_json import result_json
    from storage.incidents import find_incidents
    from tocsin.output.terminal import print_json, print_table
    from tocsin.running import opened

    with storage_errors(), opened(shared(context).settings()) as database:
        found = newest(find_incidents(database, limit=limit + 1), limit)
    if json:
        for stored in found:
            print_json(result_json(stored))
        return
    rows = ((stored.id, stored.incident) for stored in found)
    print_table(
        ("id", "published", "status", "kind", "title"),
        ((str(number), str(one.first_published or ""), one.status, one.kind, one.title) for number, one in rows),
        none="no incident is known yet: `tocsin init` loads those of the past, `tocsin run` collects new ones",
    )


@app.command()
def show(
    context: typer.Context,
    number: Annotated[int, typer.Argument(min=0, max=HIGHEST, help="The incident's id.")],
    tenant: Tenant = DEFAULT_TENANT,
    json: Json = False,
) -> None:
    """One incident: parties, data types with their sentences, exposures, revisions."""
    from storage.advisories import explaining
    from storage.as_json import result_json
    from storage.corrections import corrections_of
    from storage.desk.exposures import exposures_of_incident
    from storage.hand import standing
    from storage.incidents import load_incidents, revisions
    from storage.types import dump
    from tocsin.output.terminal import plain, print_json
    from tocsin.running import opened
    from tocsin.stages.by_hand import part_of

    with storage_errors(), opened(shared(context).within(tenant)) as database:
        with database.read() as connection:
            number = standing(connection, asked := number)
            stored = load_incidents(connection, [number]).get(number)
            flaws = explaining(connection, number)
            made = corrections_of(connection, [number]).get(number, [])
        if stored is None:
            fail(f"no incident has the id {number}; `tocsin incident list` shows them", 2)
        rows = exposures_of_incident(database, tenant, number)
        history = revisions(database, number)
    if number != asked:
        typer.echo(part_of(asked, number), err=True)
    paths = [list(row.exposure.path) for row in rows if row.exposure]
    if json:
        shown = {**result_json(stored), "exposures": paths, "corrections": [dump(one) for one in made]}
        print_json({**shown, "vulnerabilities": [dump(one) for one in flaws]})
        return
    lines = _lines(stored.incident)
    unread = "what is stored of it cannot be read, see `tocsin doctor`"
    lines += [f"exposure   {row.severity}: {row.exposure.why if row.exposure else unread}" for row in rows]
    lines += [f"flaw       {_flaw(one)}" for one in flaws]
    lines += [f"correction {_correction(one)}" for one in made]
    for revision, at, changed in history:
        texts = "; ".join(change.text for change in changed) or ("nothing to alert of" if revision else "first told")
        lines.append(f"revision   {revision} ({at:%Y-%m-%d %H:%M}): {texts}")
    for line in lines:
        typer.echo(plain(line))


def _flaw(one: Explained) -> str:
    known = "known to be exploited, " if one.exploited else ""
    return f"{one.vulnerability}: {one.title} ({known}{one.url})"


def _correction(one: Correction) -> str:
    undone = f" (undone by {one.undone_by}, {one.undone:%Y-%m-%d})" if one.undone else ""
    return f"{one.id} ({one.made:%Y-%m-%d %H:%M}): {one.fact}={one.value or 'no'} by {one.by}: {one.why}{undone}"


def _lines(incident: Incident) -> list[str]:
    lines = [incident.title, f"status     {incident.status}, {incident.kind}"]
    lines += [f"{incident.status:<10} {_quoted((incident.against,))}"] if incident.against else []
    lines += [f"published  {incident.first_published}"] if incident.first_published else []
    lines += [f"occurred   {incident.occurred}"] if incident.occurred else []
    for party in incident.parties:
        lines.append(f"{party.role:<10} {party.name}: {_quoted(party.said_by)}")
    for fact in incident.data_types:
        lines.append(f"{fact.status:<10} {fact.type}: {_quoted(fact.said_by)}")
    if incident.records:
        lines.append(f"records    {incident.records.text}")
    lines += [f"of these   {name}: {told}" for name, told in share_lines(incident)]
    return lines


def _quoted(said_by: tuple[Provenance, ...]) -> str:
    first = said_by[0]
    more = f" and {len(said_by) - 1} more" if len(said_by) > 1 else ""
    where = ", ".join(filter(None, (str(first.trust), first.url)))
    return f'"{" ".join(first.evidence.quote.split())}" ({where}{more})'


@app.command()
def correct(  # noqa: PLR0917 - Typer's options
    context: typer.Context,
    number: Annotated[int, typer.Argument(min=0, max=HIGHEST, help="The incident's id.")],
    facts: Annotated[list[str] | None, typer.Argument(metavar="FACT=VALUE...", help=f"{FORMS}.")] = None,
    why: Annotated[str, typer.Option("--why", help="The reason; it is shown as the evidence.")] = "",
    undo: Annotated[
        int | None, typer.Option("--undo", min=0, max=HIGHEST, metavar="CORRECTION", help="Take this one back.")
    ] = None,
    tenant: Tenant = DEFAULT_TENANT,
) -> None:
    """Correct single facts; they hold, whatever is read again, until they are undone. Only the default tenant may."""
    from tocsin.output.terminal import TerminalProgress, plain
    from tocsin.running import by_hand
    from tocsin.stages.by_hand import CannotError, correct_incident, undo_corrected

    wanted = dict(_pair(text) for text in facts or ())
    if (undo is None) == (not wanted):
        fail("name facts to correct, such as data_type:passwords=denied, or one correction to --undo", 2)
    if wanted:
        why = reason(why)
    settings = shared(context).common(tenant, "incidents")
    with storage_errors(), by_hand(settings, "incident correct", TerminalProgress()) as work:
        try:
            if undo is not None:
                undo_corrected(work, number, undo, operator(work.tenant), why)
                typer.echo(f"correction {undo} of incident {number} holds no more")
                return
            made = correct_incident(work, number, wanted, why, operator(work.tenant))
        except CannotError as error:
            fail(plain(str(error)), 2)
    for one, fact in zip(made, wanted, strict=True):
        typer.echo(plain(f"correction {one}: {fact}; `tocsin incident correct {number} --undo {one}` takes it back"))


def _pair(text: str) -> tuple[str, str]:
    fact, equals, value = text.rpartition("=")
    if not equals:
        fail(f"{text!r} has no `=`; write FACT=VALUE, such as data_type:passwords=denied", 2)
    return fact, value


@app.command()
def merge(
    context: typer.Context,
    kept: Annotated[int, typer.Argument(min=0, max=HIGHEST, help="The incident that stays.")],
    other: Annotated[int, typer.Argument(min=0, max=HIGHEST, help="The incident that becomes a part of it.")],
    why: Annotated[str, typer.Option("--why", help="The reason, for whoever asks later.")],
    tenant: Tenant = DEFAULT_TENANT,
) -> None:
    """Make two incidents one; later versions of their documents stay with it. Only the default tenant may."""
    from tocsin.output.terminal import TerminalProgress
    from tocsin.running import by_hand
    from tocsin.stages.by_hand import CannotError, merge_incidents, part_of

    settings, why = shared(context).common(tenant, "incidents"), reason(why)
    with storage_errors(), by_hand(settings, "incident merge", TerminalProgress()) as work:
        try:
            merge_incidents(work, kept, other, why, operator(work.tenant))
        except CannotError as error:
            fail(str(error), 2)
    typer.echo(part_of(other, kept))


@app.command()
def split(
    context: typer.Context,
    number: Annotated[int, typer.Argument(min=0, max=HIGHEST, help="The incident's id.")],
    documents: Annotated[list[str], typer.Argument(help="Addresses of the documents that tell of another event.")],
    why: Annotated[str, typer.Option("--why", help="The reason, for whoever asks later.")],
    tenant: Tenant = DEFAULT_TENANT,
) -> None:
    """Make an incident of its own out of some documents of one; later versions of them stay there.

    Only the default tenant may.
    """
    from tocsin.output.terminal import TerminalProgress
    from tocsin.running import by_hand
    from tocsin.stages.by_hand import CannotError, split_incident

    settings, why = shared(context).common(tenant, "incidents"), reason(why)
    with storage_errors(), by_hand(settings, "incident split", TerminalProgress()) as work:
        try:
            new = split_incident(work, number, documents, why, operator(work.tenant))
        except CannotError as error:
            fail(str(error), 2)
    typer.echo(f"{len(documents)} of the documents of incident {number} are incident {new} now")

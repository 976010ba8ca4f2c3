"""`tocsin export` and `tocsin import`: incidents for other programs, and from another Tocsin."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Annotated, BinaryIO, Literal

import typer

from model.counting import counted
from model.inventory import DEFAULT_TENANT
from tocsin.commands.options import HIGHEST, AsOf, Json, QueryCommand, Tenant, fail, parse_day, shared, storage_errors
from tocsin.commands.search import Since, Until, spans, understood

Format = Literal["jsonl", "csv", "stix", "misp", "veris"]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(cls=QueryCommand)(export)
    app.command("import")(import_incidents)


def export(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="What to export, as for `search`; everything if left out.")] = "",
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    *,
    form: Annotated[Format, typer.Option("--format", "-f", help="How it is written.")] = "jsonl",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file, written when it is whole.")] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, max=HIGHEST, help="At most so many, the newest first.")
    ] = None,
    tenant: Tenant = DEFAULT_TENANT,
) -> None:
    """Write what a query finds as JSON Lines, CSV, STIX 2.1, MISP events or VERIS records.

    Quotes go no further than their sources' licences, and whom to credit is named. Another Tocsin can import
    JSON Lines.
    """
    from storage.export import FORMATS, WITH_PAST, export_query
    from tocsin.clock import Clock
    from tocsin.running import opened
    from tocsin.sources.known import configured_sources

    settings = shared(context).within(tenant)
    credit = {source.id: source.attribution for source in configured_sources(settings)}
    today = Clock(parse_day(as_of)).today()
    with storage_errors(), opened(settings) as database:
        asked = understood(query, *spans(since, until))
        past = form in WITH_PAST
        found = export_query(database, asked, credit, tenant=tenant, today=today, limit=limit, with_past=past)
        _write(FORMATS[form][0](found), output)


def import_incidents(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="JSON Lines that `tocsin export` wrote; - for standard input.")],
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Take in incidents from another Tocsin: their trust is kept, nobody is alerted, and twice is once."""
    from tocsin.incident_import import take_in
    from tocsin.output.terminal import TerminalProgress, plain, print_json
    from tocsin.running import by_hand

    settings = shared(context).settings()
    try:
        given = (
            nullcontext(sys.stdin) if str(file) == "-" else file.open(encoding="utf-8-sig", errors="surrogateescape")
        )
        with given as stream:
            lines = stream.readlines()
    except OSError as error:
        fail(f"{file}: {error.strerror}", 2)
    with storage_errors(), by_hand(settings, "import", TerminalProgress(), as_of=parse_day(as_of)) as work:
        documents, problems = take_in(work, lines, str(file))
    if json:
        print_json({"documents": documents, "incidents": work.tally.incidents, "problems": problems})
    else:
        typer.echo(plain(f"new: {counted(documents, 'document')}, {counted(work.tally.incidents, 'incident')}"))
    filled = sum(1 for line in lines if line.strip())
    raise typer.Exit(0 if not problems else 1 if len(problems) < filled else 3)


def _write(parts: Iterator[str], output: Path | None) -> None:
    if output is None:
        _put(parts, sys.stdout.buffer)
        return
    try:
        if output.is_char_device() or output.is_fifo():  # such as /dev/stdout: no file can take its place
            with output.open("wb") as stream:
                _put(parts, stream)
        else:
            _replace(parts, output.resolve())  # the file itself, whatever link leads to it
    except OSError as error:
        fail(f"{output}: {error.strerror}", 3)


def _replace(parts: Iterator[str], output: Path) -> None:
    half = output.with_name(f"{output.name}.part")
    try:
        with half.open("wb") as file:
            _put(parts, file)
        os.replace(half, output)  # noqa: PTH105 - one step, over an older file too
    finally:
        with suppress(OSError):
            half.unlink()  # what is not whole is of no use, and may fill the disk


def _put(parts: Iterator[str], stream: BinaryIO) -> None:
    stream.writelines(part.encode("utf-8", "replace") for part in parts)
    stream.flush()

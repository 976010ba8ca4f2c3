"""`tocsin backfill`: pages out of web archives, as incidents of the past."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from model.counting import counted
from tocsin.commands.options import AsOf, Json, parse_day, shared, storage_errors

if TYPE_CHECKING:
    import threading
    from collections.abc import Sequence

    from config.settings import Settings
    from tocsin.context import Context
    from tocsin.output.summary import Summary
    from tocsin.stages.backfill import FileRead


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(backfill)


def backfill(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="WARC files: .warc or .warc.gz.")],
    as_of: AsOf = None,
    *,
    json: Json = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be stored.")] = False,
) -> None:
    """Take in the pages of web archives (WARC) as history: nobody is alerted, and twice is once."""
    from tocsin.output.logs import configure_logging
    from tocsin.service.signals import stop_on_signals

    settings = shared(context).settings()
    configure_logging()
    with storage_errors(), stop_on_signals() as stopping:
        code = (_try if dry_run else _take)(settings, files, stopping, as_of, json=json)
    raise typer.Exit(code)


def _take(
    settings: Settings, files: Sequence[Path], stopping: threading.Event, as_of: str | None, *, json: bool
) -> int:
    from tocsin.output.terminal import TerminalProgress
    from tocsin.past import past_lines
    from tocsin.running import run_once
    from tocsin.stages.backfill import backfill as take_in

    read: list[FileRead] = []

    def work(run: Context, event: threading.Event | None) -> bool:
        read.extend(take_in(run, files, event))
        return not any(file.stopped for file in read)

    def show(_run: Context, summary: Summary) -> None:
        found = counted(summary.documents, "document"), counted(summary.disclosures, "disclosure")
        told = f"{found[0]} new, {found[1]}, {counted(summary.incidents, 'incident')} new"
        _show(read, summary.as_json(), [told, *past_lines(summary.past)], json=json)

    code = run_once(
        settings,
        (),
        TerminalProgress(),
        work,
        command="backfill",
        as_of=parse_day(as_of),
        stopping=stopping,
        shown=show,
    )
    return _code(read, code)


def _try(settings: Settings, files: Sequence[Path], stopping: threading.Event, as_of: str | None, *, json: bool) -> int:
    from tocsin.clock import Clock
    from tocsin.context import Context
    from tocsin.output.terminal import TerminalProgress
    from tocsin.running import opened
    from tocsin.stages.backfill import read_archives

    with opened(settings) as database:
        trial = Context(settings, database, Clock(parse_day(as_of)), (), 0, TerminalProgress())
        read = read_archives(trial, files, stopping)
    problems = trial.tally.problems
    _show(read, {"dry_run": True, "problems": problems}, ["nothing was stored"], json=json)
    return _code(read, 1 if problems or stopping.is_set() else 0)


def _show(read: Sequence[FileRead], outcome: dict[str, Any], lines: Sequence[str], *, json: bool) -> None:
    from tocsin.output.terminal import plain, print_json

    if json:
        print_json({"files": [file.as_json() for file in read], **outcome})
        return
    for line in (*(file.line() for file in read), *lines):
        typer.echo(plain(line))


def _code(read: Sequence[FileRead], otherwise: int) -> int:
    """3 where there is nothing in any file that could be read."""
    return 3 if read and not any(file.records or file.stopped for file in read) else otherwise

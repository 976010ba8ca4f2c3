"""`tocsin worker`: one more process that reads documents."""

from __future__ import annotations

from typing import Annotated

import typer

from model.counting import counted
from tocsin.commands.options import shared, storage_errors


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(worker)


def worker(
    context: typer.Context,
    *,
    once: Annotated[bool, typer.Option("--once", help="End when nothing waits.")] = False,
) -> None:
    """Read documents beside `run` or `serve`, until stopped; any number of workers may run at once."""
    from tocsin.clock import Clock
    from tocsin.context import Context
    from tocsin.output.logs import configure_logging
    from tocsin.output.summary import Exit
    from tocsin.output.terminal import TerminalProgress
    from tocsin.running import opened
    from tocsin.service.signals import stop_on_signals
    from tocsin.service.worker import work_off

    settings = shared(context).settings()
    configure_logging()
    with storage_errors(), opened(settings) as database, stop_on_signals() as stopping:
        run = Context(settings, database, Clock(), (), 0, TerminalProgress())
        done = work_off(run, stopping, once=once)
    typer.echo(f"{counted(done, 'document')} read")
    if stopping.again or run.tally.problems:  # the former as `serve` says it to a supervisor
        raise typer.Exit(Exit.PARTLY)

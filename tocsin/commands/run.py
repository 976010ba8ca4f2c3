"""`tocsin run` and `tocsin crawl`: all stages once, or only the sources."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.commands.options import AsOf, Json, parse_day, shared, storage_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from config.settings import Settings
    from model.document import Source
    from tocsin.context import Context
    from tocsin.output.summary import Summary
    from tocsin.running import Work

Sources = Annotated[list[str] | None, typer.Option("--source", help="Only this source; may be given several times.")]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(run)
    app.command()(crawl)


def run(
    context: typer.Context,
    source: Sources = None,
    as_of: AsOf = None,
    *,
    json: Json = False,
    no_crawl: Annotated[bool, typer.Option("--no-crawl", help="Leave the sources alone; do the rest.")] = False,
    orders: Annotated[bool, typer.Option("--orders", hidden=True)] = False,
) -> None:
    """Collect, read, correlate, match and alert: all stages once, for cron or systemd."""
    if orders:
        _obey(context)
        return
    settings = shared(context).settings()
    from tocsin.pipeline import run_stages

    sources = () if no_crawl else _chosen(settings, source)
    _work(settings, sources, run_stages, command="run", as_of=as_of, json=json)


def crawl(context: typer.Context, source: Sources = None, as_of: AsOf = None, json: Json = False) -> None:
    """Only collect documents; `tocsin run` takes them further."""
    settings = shared(context).settings()
    from tocsin.stages.crawling import collect

    def only_collect(work: Context, _stopping: threading.Event | None) -> bool:
        collect(work)
        return True

    _work(settings, _chosen(settings, source), only_collect, command="crawl", as_of=as_of, json=json)


def _obey(context: typer.Context) -> None:
    """Works for the `serve` that started us, see `tocsin.service.taking_orders`."""
    import os
    import signal
    import sys

    from nlp.trained.weights import read_with
    from tocsin.output.logs import configure_logging
    from tocsin.service.taking_orders import THREADS, take_orders

    configure_logging()
    read_with(THREADS)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C is for `serve`; while we wait it ends us without a word
    with os.fdopen(os.dup(1), "w") as answers:
        os.dup2(2, 1)  # whatever else is printed is no answer
        take_orders(shared(context).settings, sys.stdin, answers)


def _chosen(settings: Settings, ids: Sequence[str] | None) -> Sequence[Source] | None:
    """The sources of these ids; None where none is named: all that are on then."""
    if not ids:
        return None
    from tocsin.running import opened
    from tocsin.sources.known import all_sources, chosen_sources

    with storage_errors(), opened(settings) as database:
        return chosen_sources(all_sources(settings, database), ids)


def _work(
    settings: Settings,
    sources: Sequence[Source] | None,
    work: Work,
    *,
    command: str,
    as_of: str | None,
    json: bool,
) -> None:
    from rich.console import Console

    from tocsin.output.logs import configure_logging
    from tocsin.output.summary import show_summary
    from tocsin.output.terminal import TerminalProgress, print_json
    from tocsin.running import run_once
    from tocsin.service.signals import stop_on_signals

    day = parse_day(as_of)
    configure_logging()
    progress = TerminalProgress()

    def show(done: Context, summary: Summary) -> None:
        for problem in summary.problems[len(done.tally.problems) :]:  # the others were said as they came
            progress.problem(problem)
        if json:
            print_json(summary.as_json())
        else:
            show_summary(Console(highlight=False), done, summary)

    with storage_errors(), stop_on_signals() as stopping:
        code = run_once(
            settings,
            sources,
            progress,
            work,
            command=command,
            as_of=day,
            stopping=stopping,
            shown=show,
        )
    raise typer.Exit(code)

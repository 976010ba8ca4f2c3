"""`tocsin serve`: the schedule, kept, and the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from model.counting import counted
from tocsin.commands.options import shared, storage_errors

if TYPE_CHECKING:
    from config.settings import Settings


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(serve)


def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="Where the pages listen; 127.0.0.1 by default.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="8484 by default; 0 takes a free one.")] = None,
    *,
    no_web: Annotated[bool, typer.Option("--no-web", help="Only keep the schedule.")] = False,
) -> None:
    """Poll each source by its own period, and everything nightly, and serve the pages, until stopped."""
    import asyncio

    from storage.lock import exclusive
    from tocsin.output.logs import configure_logging
    from tocsin.output.summary import Exit
    from tocsin.running import opened
    from tocsin.service.buttons import sockets
    from tocsin.service.serve import Service
    from tocsin.sources.known import all_sources, chosen_sources

    configure_logging()
    options = shared(context)
    settings = _with_web(options.settings(), host, port, no_web=no_web)
    with storage_errors(), opened(settings) as database, exclusive(database, "service", "serve") as keep_lock:
        known = list(all_sources(settings, database))
        sources = chosen_sources(known)
        service = Service(settings, database, sources, options.config)
        service.hold(keep_lock)
        service.show(known)
        service.listen(sockets(settings, database, service.request))
        lines = [f"serving {counted(len(sources), 'source')}; stop with Ctrl-C or SIGTERM"]
        if settings.web.enabled:
            from tocsin.web.desk import Desk
            from tocsin.web.server import check_access, listen, make_server

            desk = Desk(settings, database, known, ask_for_work=service.request, scheduler_alive=service.keeps_schedule)
            check_access(desk)
            listening = listen(settings.web)
            service.serve_pages(make_server(desk), listening)
            shown, at = listening.getsockname()[:2]
            lines.append(f"pages on http://{f'[{shown}]' if ':' in shown else shown}:{at}/")
        typer.echo("\n".join(lines), err=True)
        again = asyncio.run(service.serve())
    if again:  # a supervisor takes 0, and the signal itself, for an end that was wanted
        raise typer.Exit(Exit.PARTLY)


def _with_web(settings: Settings, host: str | None, port: int | None, *, no_web: bool) -> Settings:
    """The settings with what the command line says of the pages."""
    given = {"host": host, "port": port, "enabled": False if no_web else None}
    changed = {key: value for key, value in given.items() if value is not None}
    return settings.model_copy(update={"web": settings.web.model_copy(update=changed)})

"""`tocsin serve`: the schedule, kept."""

from __future__ import annotations

import typer

from tocsin.commands.options import shared, storage_errors


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(serve)


def serve(context: typer.Context) -> None:
    """Poll each source by its own period, and everything nightly, until stopped."""
    import asyncio

    from storage.lock import exclusive
    from tocsin.logs import configure_logging
    from tocsin.running import opened
    from tocsin.serve import Service
    from tocsin.sources import chosen_sources, configured_sources

    configure_logging()
    options = shared(context)
    settings = options.settings()
    sources = chosen_sources(configured_sources(settings))
    with storage_errors(), opened(settings) as database, exclusive(database, "service", "serve"):
        typer.echo(f"serving {len(sources)} sources; stop with Ctrl-C or SIGTERM", err=True)
        asyncio.run(Service(settings, database, sources, options.config).serve())

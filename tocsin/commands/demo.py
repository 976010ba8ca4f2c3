"""`tocsin demo`: the founding story, replayed on this machine."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(demo)


def demo() -> None:
    """Replay the incident of November 2025 on this machine: no account, no network."""
    from tocsin.demo.play import play

    raise typer.Exit(play())

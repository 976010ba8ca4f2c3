"""`tocsin demo`: the founding story, replayed on this machine."""

from __future__ import annotations

from importlib.util import find_spec

import typer

from tocsin.commands.options import fail, storage_errors


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(demo)


def demo() -> None:
    """Replay the incident of November 2025 on this machine: no account, no network."""
    if find_spec("aiosmtpd") is None:
        fail("the demo takes in its mail with aiosmtpd; install `tocsin[demo]`", 3)
    from tocsin.demo.play import play

    with storage_errors():
        raise typer.Exit(play())

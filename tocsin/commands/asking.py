"""Asks for a secret without showing it: from a file, standard input, or the terminal; never from the command line."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from tocsin.commands.options import fail


def new_password(file: Path | None) -> str:
    """The password; read from standard input where that is no terminal."""
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            fail(f"cannot read {file}: {getattr(error, 'strerror', None) or 'not UTF-8 text'}", 2)
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))

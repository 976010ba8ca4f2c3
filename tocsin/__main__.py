"""`tocsin`, and `python -m tocsin`."""

from __future__ import annotations

import signal


def main() -> None:
    """The command line. Loading its modules takes a moment, which Ctrl-C ends without a word, as a shell expects."""
    usual = signal.getsignal(signal.SIGINT)
    if usual is signal.default_int_handler:  # a shell has it ignored for what it starts in the background
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from tocsin.cli import main as command_line

    signal.signal(signal.SIGINT, usual)
    command_line()


if __name__ == "__main__":
    main()

"""Log lines and problems: to the standard error of the moment, and never the end of the work that they tell of."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable, Iterator
from io import FileIO, StringIO
from pathlib import Path
from typing import TextIO, cast

import pytest
import structlog

from tocsin.output.logs import configure_logging
from tocsin.output.standard_error import keep_working
from tocsin.output.terminal import TerminalProgress

ADDRESS = "https://hooks.example/canary"


@pytest.fixture(autouse=True)
def configured() -> Iterator[None]:
    configure_logging()
    yield
    structlog.reset_defaults()


def test_a_line_goes_to_the_standard_error_of_the_moment(capsys: pytest.CaptureFixture[str]) -> None:
    structlog.get_logger().warning("a source is silent", source="first")
    assert "source=first" in capsys.readouterr().err


def test_a_traceback_says_where_and_never_what_was_in_hand(capsys: pytest.CaptureFixture[str]) -> None:
    def post(address: str) -> None:
        try:
            (Path("/nowhere") / address).read_text()
        except OSError as error:
            raise RuntimeError(address) from error

    try:
        post(ADDRESS)
    except RuntimeError:
        structlog.get_logger().warning("delivery failed", channel="own", exc_info=True)
    said = capsys.readouterr().err
    assert "canary" not in said
    assert "in post\n" in said
    assert said.index("RuntimeError") < said.index("FileNotFoundError")


def closed() -> TextIO:
    stream = StringIO()
    stream.close()
    return stream


def full() -> TextIO:
    return cast("TextIO", codecs.getwriter("utf-8")(FileIO("/dev/full", "w")))


@pytest.mark.parametrize("stream", [closed, full])
def test_a_standard_error_that_cannot_be_written_ends_no_work(
    stream: Callable[[], TextIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", stream())
        configure_logging()
        with pytest.raises((OSError, ValueError)):
            print("the stream fails", file=sys.stderr, flush=True)
        keep_working()
        structlog.get_logger().warning("told or not, the work goes on")
        TerminalProgress().problem("whatever went wrong")

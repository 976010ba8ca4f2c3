"""Ctrl-C before a command has begun."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

_LOADING = """
class CtrlC:
    def find_spec(self, name, *_):
        if name == {!r}: interrupt()
sys.meta_path.insert(0, CtrlC())
"""
_CALLING = """
def look(frame, event, _):
    if event == "call" and frame.f_code.co_name == {!r}: interrupt()
sys.setprofile(look)
"""


@pytest.mark.parametrize(
    ("while_at", "code"),
    [
        (_LOADING.format("typer"), -signal.SIGINT),
        (_CALLING.format("get_params_from_function"), 130),
        (_LOADING.format("sqlalchemy"), 130),
    ],
)
def test_ctrl_c_while_it_starts_ends_it_without_a_word(tmp_path: Path, while_at: str, code: int) -> None:
    """It was a traceback of what was just being read or put together; a shell shows 130 for either code."""
    interrupted = (
        "import os, runpy, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # what runs in the background ignores it
        f"def interrupt(): os.kill(os.getpid(), signal.SIGINT)\n{while_at}"
        "sys.argv = ['tocsin', 'init']\n"
        "runpy.run_module('tocsin', run_name='__main__')"
    )
    command = [sys.executable, "-c", interrupted]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (code, "")

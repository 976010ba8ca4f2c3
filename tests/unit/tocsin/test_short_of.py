"""What a machine lacks ends a command in one line that says so, and with the exit code for nothing done."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_LIMITED = """
import resource, sys, threading
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
threading.stack_size({stack})
sys.argv = ["tocsin", *{arguments}]
from tocsin.cli import main
main()
"""


@pytest.mark.parametrize(
    ("stack", "arguments", "said"),
    [
        (0, ["alert", "list"], "Cannot allocate memory; allow more (`ulimit -v`), or make room in memory,"),
        (
            8 << 30,
            ["source", "test", "http://127.0.0.1:1/"],
            "No more threads; allow more (`ulimit -u`; TasksMax in a unit of systemd)",
        ),
    ],
)
def test_a_command_short_of_memory_or_threads_ends_in_one_line(
    tmp_path: Path, stack: int, arguments: list[str], said: str
) -> None:
    """Each was a traceback, and the exit code that means that a part is done."""
    with (tmp_path / "tocsin.yaml").open("w") as file:
        file.write("builtin_sources: false\n")
        file.truncate(file.tell() if stack else 8 << 30)  # a file that is all holes
    command = [sys.executable, "-c", _LIMITED.format(stack=stack, arguments=arguments)]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (3, f"tocsin: {said} and run it again\n")

"""The stand-ins as processes of their own, as the acceptance tests may start them."""

from __future__ import annotations

import json
import smtplib
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[2]


@contextmanager
def started(module: str, log: Path) -> Iterator[int]:
    command = [sys.executable, "-m", module, "--port", "0", "--log", str(log)]
    with subprocess.Popen(command, cwd=TESTS, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline())
        finally:
            process.terminate()


def ask(port: int, path: str, body: dict[str, str]) -> None:
    data = json.dumps(body).encode()
    post = urllib.request.Request(f"http://127.0.0.1:{port}/{path}", data, {"Content-Type": "application/json"})
    urllib.request.urlopen(post).close()


def test_slack(tmp_path: Path) -> None:
    with started("fakes.slack", tmp_path / "log") as port:
        ask(port, "_misbehave", {"name": "429_none"})
        with pytest.raises(urllib.error.HTTPError, match="429"):
            ask(port, "services/a/b/c", {"text": "refused"})
        ask(port, "services/a/b/c", {"text": "x"})
    assert json.loads((tmp_path / "log").read_text())["text"] == "x"


def test_smtp(tmp_path: Path) -> None:
    with started("fakes.smtp", tmp_path / "log") as port, smtplib.SMTP("127.0.0.1", port, "localhost") as smtp:
        smtp.sendmail("a@example.org", ["b@example.org"], "Subject: x\r\n\r\ny")
    line = json.loads((tmp_path / "log").read_text())
    assert (line["from"], line["to"]) == ("a@example.org", ["b@example.org"])

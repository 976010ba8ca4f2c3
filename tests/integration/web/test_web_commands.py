from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
import yaml
from click.testing import Result
from typer.testing import CliRunner

from config.web import WebSettings
from storage.audit import audit_log
from storage.database import Database
from tocsin.cli import app
from tocsin.web.server import listen


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    settings = {"builtin_sources": False, "database": "sqlite:///tocsin.db", "web": {"port": 0}}
    (tmp_path / "tocsin.yaml").write_text(yaml.safe_dump(settings))
    return tmp_path


def tocsin(folder: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tocsin", *arguments]
    return subprocess.run(command, cwd=folder, input=given, capture_output=True, text=True, timeout=300, check=False)


def test_no_page_is_opened_to_the_network_while_nobody_can_log_in(folder: Path) -> None:
    refused = tocsin(folder, "serve", "--host", "0.0.0.0", "--port", "0")
    assert refused.returncode == 2
    assert "tocsin user add" in refused.stderr
    assert refused.stderr.count("\n") == 1


def has_ipv6() -> bool:
    with suppress(OSError), socket.create_server(("::1", 0), family=socket.AF_INET6):
        return True
    return False


no_ipv6 = pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")


@pytest.mark.parametrize("host", ["127.0.0.1", pytest.param("::1", marks=no_ipv6)])
def test_no_answer_waits_for_its_head_to_be_acknowledged(host: str) -> None:
    with listen(WebSettings(host=host, port=0)) as listening, socket.create_connection(listening.getsockname()[:2]):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_person_is_added_without_the_password_on_the_command_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)

    def run(*arguments: str, given: str = "") -> Result:
        return CliRunner().invoke(app, arguments, input=given)

    assert "at least" in run("user", "add", "ann", given="short\n").stderr
    Path("secret").write_text("a long enough password\n")
    added = run("user", "add", "ann", "--role", "responder", "--password-file", "secret")
    assert added.exit_code == 0, added.stderr
    assert run("user", "add", "ann", given="another long password\n").exit_code == 2
    assert run("user", "change", "ann", "--role", "admin").exit_code == 0
    listed = json.loads(run("user", "list", "--json").stdout)
    assert listed == {"name": "ann", "role": "admin", "tenant": "default", "disabled": False}
    secret = run("token", "add", "siem", "--scope", "read").stdout.strip()
    assert run("token", "revoke", "1").exit_code == 0
    database = Database("sqlite:///tocsin.db")
    logged = audit_log(database, "default")
    database.close()
    assert [entry.action for entry in logged] == ["revoke token", "add token", "change user", "add user"]
    assert logged[0].before == {"name": "siem", "scopes": ["read"]}
    stored = Path("tocsin.db").read_bytes()
    assert secret.startswith("tocsin_")
    assert secret.encode() not in stored
    assert b"a long enough password" not in stored


def test_serve_answers_while_its_child_works_and_stops_in_order(folder: Path) -> None:
    command = [sys.executable, "-m", "tocsin", "serve"]
    service = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True, env={**os.environ})
    try:
        assert service.stderr is not None
        assert "serving 0 sources" in service.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", service.stderr.readline())
        assert found
        health = httpx.get(f"{found[0]}/healthz", timeout=60)
        assert health.json()["scheduler"] == "alive"
        assert httpx.get(found[0], timeout=60).status_code == 200
        service.terminate()
        service.communicate(timeout=60)
    finally:
        service.kill()
    assert service.returncode == 0

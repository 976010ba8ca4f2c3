from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from fakes.forked import tocsin


def test_without_its_extra_the_demo_names_it(tmp_path: Path) -> None:
    code = "import sys; sys.modules['aiosmtpd'] = None; sys.argv[1:] = ['demo']; from tocsin.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "tocsin: the demo takes in its mail with aiosmtpd; install `tocsin[demo]`\n"


@pytest.mark.parametrize("name", ["tocsin.yaml", "tocsin.db", "vendors.csv", "slack.token"])
def test_a_folder_called_demo_that_somebody_works_in_is_left_alone(tmp_path: Path, name: str) -> None:
    own = tmp_path / "demo" / name
    own.parent.mkdir()
    own.write_text("mine\n")
    done = tocsin(tmp_path, "demo")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"tocsin: demo/{name} is not the demo's, and would be lost: run it in another folder\n"
    assert [path.read_text() for path in own.parent.iterdir()] == ["mine\n"]


def test_where_no_folder_can_be_made_it_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("a file\n")
    done = tocsin(tmp_path, "demo")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    assert "demo: cannot be written: File exists; run it in another folder" in done.stderr

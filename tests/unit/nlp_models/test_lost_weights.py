"""An installation whose trained models were lost says so, and reads nothing as if nothing had happened."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import nlp

ROOT = Path(nlp.__file__).parents[1]


@pytest.fixture
def without_tagger(tmp_path: Path) -> Path:
    """A folder with this installation, but the tagger."""
    for folder in ("alerts", "config", "crawler", "inventory", "model", "storage", "tocsin"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    models = tmp_path / "nlp" / "models"
    models.mkdir(parents=True)
    for path in (ROOT / "nlp").iterdir():
        if path.name not in ("models", "__pycache__"):
            (tmp_path / "nlp" / path.name).symlink_to(path)
    for path in (ROOT / "nlp" / "models").iterdir():
        if path.name != "tagger.onnx":
            (models / path.name).symlink_to(path)
    return tmp_path


def told(folder: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tocsin", *arguments]
    return subprocess.run(
        command, cwd=folder, env=os.environ | {"PYTHONPATH": str(folder)},
        input=given, text=True, capture_output=True, check=False,
    )  # fmt: skip


def test_extract_and_doctor_name_the_file_that_is_missing(without_tagger: Path) -> None:
    lost = without_tagger / "nlp" / "models" / "tagger.onnx"
    line = json.dumps({"id": "1", "text": "Attackers stole the names of all customers of Quillmark in a data breach."})
    read = told(without_tagger, "extract", given=f"{line}\n")
    assert (read.returncode, read.stdout) == (2, "")
    assert read.stderr == f"tocsin: {lost} is missing; install Tocsin anew\n"
    looked = told(without_tagger, "doctor", "--json")
    assert f"documents wait to be read: {lost} is missing; install Tocsin anew" in json.loads(looked.stdout)["findings"]

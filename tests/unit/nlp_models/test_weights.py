from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import nlp

MODELS = Path(nlp.__file__).parent / "models"
LARGEST = 40_000_000


def listed() -> dict[str, str]:
    lines = (MODELS / "CHECKSUMS").read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split() for line in lines)}


def test_every_weight_is_as_its_checksum_says() -> None:
    files = {path.name for path in MODELS.iterdir()} - {"CHECKSUMS", "MODEL_CARD.md"}
    assert files == set(listed())
    for name, digest in listed().items():
        assert hashlib.sha256((MODELS / name).read_bytes()).hexdigest() == digest


def test_the_weights_are_small_enough_for_the_repository() -> None:
    assert sum((MODELS / name).stat().st_size for name in listed()) < LARGEST


def test_the_card_names_data_licences_and_the_citation() -> None:
    card = (MODELS / "MODEL_CARD.md").read_text(encoding="utf-8")
    for word in ("CASIE", "AAAI 2020", "Apache-2.0", "CC BY 4.0", "CC BY-SA 4.0", "95 %"):
        assert word in card


def test_nothing_of_the_training_is_loaded_at_run_time() -> None:
    code = "import sys, nlp.gate; print([m for m in sys.modules if m.split('.')[0] in ('torch', 'sklearn', 'transformers') or m.startswith('nlp.training')])"
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=MODELS.parent.parent
    )
    assert found.stdout.strip() == "[]"


def test_spacy_is_loaded_without_its_command_line_which_can_still_be_loaded() -> None:
    code = (
        "import sys, nlp.pipeline; print([m for m in sys.modules if m.startswith('spacy.cli') or m == 'httpx']);"
        "from spacy.cli.info import info; print(callable(info))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=MODELS.parent.parent
    )
    assert found.stdout.split() == ["[]", "True"]

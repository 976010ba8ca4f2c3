from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import nlp
from nlp.trained.weights import tagger, tagger_coming

MODELS = Path(nlp.__file__).parent / "models"
LARGEST = 40_000_000


def listed() -> dict[str, str]:
    lines = (MODELS / "CHECKSUMS").read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split() for line in lines)}


def _python(code: str) -> list[str]:
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=MODELS.parent.parent
    )
    return found.stdout.split()


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
    code = "import sys, nlp.trained.gate; print([m for m in sys.modules if m.split('.')[0] in ('torch', 'sklearn', 'transformers') or m.startswith('nlp.training')])"
    assert _python(code) == ["[]"]


def test_spacy_is_loaded_without_what_our_pipeline_never_uses() -> None:
    code = (
        "import sys; from nlp.pipeline import english; english();"
        "left_out = ('httpx', 'pydantic', 'spacy.cli', 'spacy.pipeline', 'spacy.schemas', 'spacy.lang.en');"
        "print([m for m in left_out if m in sys.modules]);"
        "import spacy, pydantic; print(pydantic.BaseModel.__name__)\n"
        "try: spacy.blank('en')\n"
        "except RuntimeError as error: print(str(error))"
    )
    assert _python(code)[:4] == ["[]", "BaseModel", "spaCy", "was"]


def test_all_of_spacy_is_there_beside_us_where_it_was_imported_first() -> None:
    code = (
        "import spacy; from nlp.pipeline import english; print(len(english().pipe_names));"
        "other = spacy.blank('en'); other.add_pipe('sentencizer');"
        "print(len(list(other('This is so. That is not.').sents)))"
    )
    assert _python(code) == ["8", "2"]


def test_the_tagger_is_loaded_once_by_a_thread_that_ends() -> None:
    coming = tagger_coming()
    assert tagger() is coming.result() is tagger_coming().result()
    assert tagger() is not None


def test_the_runtime_of_the_tagger_keeps_no_number_of_this_machine_and_reports_nothing(tmp_path: Path) -> None:
    """Its maker is told of each model that is loaded, save where this is forbidden, or in CI: so nothing says CI here."""
    code = "from nlp.trained.weights import tagger; assert tagger() is not None"
    bare = {"HOME": str(tmp_path), "PYTHONPATH": str(MODELS.parent.parent)}
    subprocess.run([sys.executable, "-c", code], env=bare, check=True)
    assert list(tmp_path.iterdir()) == []

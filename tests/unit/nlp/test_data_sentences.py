"""What single sentences say of data: one line each in `data_sentences.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.exposure.data_types import read_data_types
from nlp.reading import Reading
from nlp.text.normalise import normalise
from nlp.text.sentences import split

STATUS = {"+": "exposed", "?": "possible", "-": "denied"}
LINES = [
    line.rsplit(" |", 1)
    for line in Path(__file__).with_name("data_sentences.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("sentence", "labels"), LINES)
def test_a_sentence(sentence: str, labels: str) -> None:
    text = f"Notice\n{sentence}"
    reading = Reading(text, normalise(text), len("Notice"))
    reading.sentences = split(reading.text, len("Notice"))
    read_data_types(reading)
    found = {f"{claim.type.value} {claim.status.value}" for claim in reading.data_types}
    assert found == {f"{label[1:]} {STATUS[label[0]]}" for label in labels.split()}
    assert all(claim.evidence.quote in sentence for claim in reading.data_types)

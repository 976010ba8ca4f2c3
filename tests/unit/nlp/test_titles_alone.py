"""Of a document that is a title alone: it is a disclosure only where the title tells of an incident."""

from __future__ import annotations

import pytest

from nlp.extract import Extractor, TextInput


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Privacy at Quillmark", False),
        ("Security at Quillmark", False),
        ("Data protection at Brasswick Ltd", False),
        ("Quillmark hit by ransomware", True),
        ("Notice of Data Breach - Quillmark Inc", True),
        ("Cybersecurity event at Quillmark Hospital", True),
        ("Quillmark: customer names and emails exposed", True),
    ],
)
def test_a_title_alone_is_a_disclosure_where_it_tells_of_an_incident(title: str, *, told: bool) -> None:
    assert Extractor().extract(TextInput("t", "", title, None, None, "en")).is_disclosure is told

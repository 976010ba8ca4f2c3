"""Whoever was breached says what was spared: that clears nobody."""

from __future__ import annotations

import pytest

from model.vocabulary import Role
from nlp.extract import Extractor
from nlp.text.text_input import TextInput

TAKEN = "Hackers stole e-mail addresses of customers from Quillmark in May."
SPARED = [
    "Quillmark said passwords were not compromised.",
    "Quillmark believes card data was not affected.",
    "Quillmark said its payment partner was not affected.",
    "Quillmark customers in Norway were not affected.",
    "Quillmark's cloud version was not affected.",
    "Quillmark's production systems remain secure, it says.",
    "Quillmark firewalls without a cloud backup were not compromised.",
    "Quillmark said backups were untouched.",
    "Customers of Quillmark in Norway were not affected.",
    "Quillmark is not affected by the Log4Mail flaw, as some had guessed.",
    "No Quillmark customers were affected other than those on the legacy plan.",
]


@pytest.mark.parametrize("spared", SPARED)
def test_a_part_that_was_spared_does_not_clear_whom_it_belongs_to(spared: str) -> None:
    found = Extractor().extract(TextInput("1", f"{TAKEN} {spared}", "Quillmark breach"))
    assert (found.is_disclosure, found.names(Role.BREACHED)) == (True, ("Quillmark",))


CLEARED = [
    "Hartwell itself was not breached.",
    "Hartwell's systems weren't compromised.",
    "Hartwell says its platform was not breached.",
    "Hartwell says it was not hacked.",
    "Hartwell customers were not affected.",
]


@pytest.mark.parametrize("cleared", CLEARED)
def test_who_is_only_said_not_to_be_hit_was_not_breached(cleared: str) -> None:
    found = Extractor().extract(TextInput("1", f"{TAKEN} {cleared}", "Quillmark breach"))
    assert found.names(Role.BREACHED) == ("Quillmark",)

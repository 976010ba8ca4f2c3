"""What a mail or page says of itself below its text names nobody."""

from __future__ import annotations

import pytest

from nlp.extract import Extractor, TextInput
from nlp.text.footers import without_footers

TEXT = "A stick with 2,000 names was lost.\n\nWe are sorry."


@pytest.mark.parametrize(
    "footer",
    [
        "You get this e-mail because you have an account. Unsubscribe",
        "You are receiving this email because you signed up at our shop.\nView in browser | Unsubscribe",
        "This message was sent to ann@tallowfen.example.\n\nUpdate your preferences",
        "Privacy policy · Terms of use · Contact us",
        "© 2026 The Fernbank Post. All rights reserved.",
        "Follow us on Mastodon",
        "Did this answer your question? \U0001f61e \U0001f603",
    ],
)
def test_a_footer_is_left_aside_and_nothing_moves(footer: str) -> None:
    found = without_footers(f"{TEXT}\n\n{footer}")
    assert found.rstrip() == TEXT
    assert len(found) == len(f"{TEXT}\n\n{footer}")


@pytest.mark.parametrize(
    "ending",
    [
        "You are receiving this letter because your data was in the file.",
        "You are receiving this email because your account was among those affected.",
        "Contact us at privacy@fernbank.example if you have not heard from us.",
        "Unsubscribe links of the list were changed by the attacker.",
    ],
)
def test_what_tells_of_an_incident_stays(ending: str) -> None:
    assert without_footers(f"{TEXT}\n{ending}") == f"{TEXT}\n{ending}"


def test_nobody_is_called_unsubscribe() -> None:
    text = (
        "An envelope with a USB stick was lost in the post on its way to the county court. The stick held files of "
        "2,000 people with their names and birth dates, and was not encrypted. The post is still looking for it."
    )
    shown = TextInput(
        "1", f"{text}\n\nYou get this e-mail because you have an account. Unsubscribe", "Lost in the post"
    )
    found = Extractor().extract(shown, bypass_gate=True)
    assert [party.name for party in found.parties] == [
        party.name for party in Extractor().extract(TextInput("1", text, "Lost in the post"), bypass_gate=True).parties
    ]

"""Suppliers found by whom their breach reached, and the customers that a page names once it has named these."""

from __future__ import annotations

import pytest
from fakes.extracted import extracted, hit

from model.vocabulary import Role


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (  # the attack that reaches several of a kind
            "Zelmark attack exposes data of northern councils",
            "Zelmark answers calls. Files were later put online. The breach touched several towns, such as Ferncastle, Pellworth, and Quartz Row.",
            {"Zelmark": "breached", "Ferncastle": "downstream", "Pellworth": "downstream", "Quartz Row": "downstream"},
        ),
        (  # the vendor's name is that of the service, and "the vendor" is no other
            "Town alert system down",
            "The town was told that its alert system, Zelmark, is down after an attack on the vendor's servers. Names of residents were stolen.",
            {"Zelmark": "breached"},
        ),
        (  # an unnamed supplier in one sentence, and who provides to firms in the next
            "Attack on a software supplier disrupts shops",
            ("A ransomware attack that hit a big software provider last week disrupted shops. Zelmark, which provides warehouse technology to "
            "a range of brands, said that it had a ransomware incident."),
            {"Zelmark": "breached"},
        ),
        (  # items under a heading that says who was hit
            "Cyberattack on Zelmark disrupts airports",
            ("Zelmark Aerospace was hit by a cyberattack on its check-in software.\nAffected airports\n- Ferncastle Airport saw cancelled "
            "flights.\n- Tarnmoor Pellworth had long queues.\n- Quartz Row reported delays."),
            {
                "Zelmark Aerospace": "breached",
                "Ferncastle Airport": "downstream",
                "Tarnmoor Pellworth": "downstream",
                "Quartz Row": "downstream",
            },
        ),
        (  # who also tells of it
            "Breach at bank",
            ("Oakfeld has warned that card holders had their data stolen after a ransomware attack and data breach at Tarnmoor Bank & Trust. "
            "Oakfeld is not the only fintech affected by the Tarnmoor breach. Money transfer service Pellworth also published a statement, "
            "telling customers that it had shared names with Tarnmoor."),
            {"Oakfeld": "downstream", "Tarnmoor Bank & Trust": "breached", "Pellworth": "downstream"},
        ),
        (  # an authority to which a notice went is no supplier
            "Oakfeld Savings Bank Notifies Ohio Attorney General of Data Breach",
            ("Oakfeld Savings Bank recently filed a notice with the Attorney General of Ohio after a third-party breach at Tarnmoor Systems "
            "LLC. Oakfeld Savings Bank explained that its own network was not compromised."),
            {"Tarnmoor Systems LLC": "breached"},
        ),
    ],
)  # fmt: skip
def test_a_supplier_is_found_by_whom_its_breach_reached(title: str, text: str, expected: dict[str, str]) -> None:
    assert hit(title, text) == expected


def test_who_closes_the_sentence_with_its_word_is_none_of_those_it_lists() -> None:
    found = hit(
        "Payments at banks hit",
        "Several banks were hit after a ransomware attack on technology service provider Zelmark Technologies, Pell Pay (PP) said.",
    )
    assert found == {"Zelmark Technologies": "breached"}


@pytest.mark.parametrize(
    ("url", "text", "name"),
    [
        (
            "https://quillbox.test/mail",
            ("In July, we were affected by a data breach at Tarnmoor Mail, a hosted service we used for newsletters. It revealed "
            "addresses. This post tells what we learned; by mail we mean letters about our QuillBox products."),
            "QuillBox",
        ),
        (
            "https://www.d771.test/notice",
            ("As we wrote, Zelmark - a cloud software vendor that D771 uses - had a cybersecurity incident in which somebody got at files in "
            "the Zelmark Register. We have now heard more directly from Zelmark."),
            "D771",
        ),
    ],
)  # fmt: skip
def test_the_site_of_a_page_on_its_vendors_breach_was_hit_through_it(url: str, text: str, name: str) -> None:
    found = extracted(text, "Mending how we mail", url=url)
    assert {party.name: party.role for party in found.parties}.get(name) is Role.DOWNSTREAM

"""Names with commas, with initials before them and in headlines that are no capitals throughout."""

from __future__ import annotations

import pytest
from fakes.extracted import hit


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "",
            "Barle, Orn and Tarn Hospitals NHS Trust said that hackers stole files of its patients.",
            {"Barle, Orn and Tarn Hospitals NHS Trust": "breached"},
        ),
        (
            "Barle, Orn and Tarn Council hit by ransomware",
            "Barle, Orn and Tarn Council has been hit by ransomware, and its systems are down.",
            {"Barle, Orn and Tarn Council": "breached"},
        ),
        ("Hackers breached the U.S. Early Service", "", {"Early Service": "breached"}),
        ("", "The Norland Bakers' Union was hacked.", {"Norland Bakers' Union": "breached"}),
        # near misses: several bodies
        (
            "",
            "Hackers stole files from Oakfeld Ltd, Elmtree Inc and Wye District Council.",
            {"Oakfeld Ltd": "breached", "Elmtree Inc": "breached", "Wye District Council": "breached"},
        ),
    ],
)
def test_a_body_named_after_several_places_is_one(title: str, text: str, expected: dict[str, str]) -> None:
    assert hit(title, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("University President Ada Vey Jr. said that hackers stole records of students.", set()),
        ("Orrin Chief Executive Ada Vey said that hackers stole records of its customers.", {"Orrin"}),
        ("Hackers copied Binford KYC data and posted photos of passports.", {"Binford"}),
        ("@Orrin confirms hack: 'Somebody got at e-mail addresses of some customers.'", {"Orrin"}),
        ("A laptop stolen from a car of an Orrin Hospice nurse held names of 312 patients.", {"Orrin Hospice"}),
        # near miss: the letters are a part of the name
        ("Binford HR was hacked, and names of staff were stolen.", {"Binford HR"}),
    ],
)
def test_posts_people_and_data_are_no_part_of_a_name(text: str, expected: set[str]) -> None:
    assert set(hit("", text)) == expected

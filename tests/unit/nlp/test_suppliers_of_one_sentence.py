"""Who was hit through whom, where a single sentence tells it."""

from __future__ import annotations

import pytest
from fakes.extracted import hit

THREE = ("Elm University", "Tarn College", "Orle University")
THROUGH: dict[str, tuple[str, str, tuple[str, ...]]] = {  # the text, who was breached, who was hit through it
    "the hack of X hit three": (
        "The hack of Quillmark hit Elm University, Tarn College and Orle University.",
        "Quillmark",
        THREE,
    ),
    "the attack on X disrupted three": (
        "The attack on Quillmark disrupted Elm University, Tarn College and Orle University.",
        "Quillmark",
        THREE,
    ),
    "those hit by the attack on X include": (
        "Colleges hit by the attack on Quillmark include Elm University, Tarn College and Orle University.",
        "Quillmark",
        THREE,
    ),
    "victims of the X breach include": (
        "Victims of the Quillmark breach so far include Elm University, Tarn College and Orle University.",
        "Quillmark",
        THREE,
    ),
    "two confirm in a headline": (
        "Quillmark breach: Elm Council and Tarn Council confirm that residents' data was stolen.",
        "Quillmark",
        ("Elm Council", "Tarn Council"),
    ),
    "data held by X": (
        "Elm University said that data of its students held by Quillmark was stolen.",
        "Quillmark",
        ("Elm University",),
    ),
    "X, its caterer": (
        "Norvale Airways confirmed that Tarn Kitchens, its caterer, was hacked.",
        "Tarn Kitchens",
        ("Norvale Airways",),
    ),
    "its laundry, X": (
        "Norvale Airways said its laundry, Tarn Linen, had been hit by ransomware.",
        "Tarn Linen",
        ("Norvale Airways",),
    ),
    "X, which caters its flights": (
        "Norvale Airways said Tarn Kitchens, which caters its flights, was hacked.",
        "Tarn Kitchens",
        ("Norvale Airways",),
    ),
    "those who work for three": (
        (
            "Hackers who broke into Quillmark stole bank details of people who work for Elm University, Tarn College and "
            "Orle University."
        ),
        "Quillmark",
        THREE,
    ),
    "those who booked at two": (
        (
            "Ovation Tickets has been hacked, and the details of people who booked at the Garrick Hall and the Old Mill Theatre "
            "were taken."
        ),
        "Ovation Tickets",
        ("Garrick Hall", "Old Mill Theatre"),
    ),
    "tenants are told of the attack": (
        "Elm Homes told tenants about the attack on FixFast.",
        "FixFast",
        ("Elm Homes",),
    ),
    "donors' data from X, a platform": (
        "Elm Charity said hackers had stolen donors' data from Quillmark, a fundraising platform.",
        "Quillmark",
        ("Elm Charity",),
    ),
    "the airport cancelled flights": (
        "After Norvale was hacked, Elm Airport cancelled flights.",
        "Norvale",
        ("Elm Airport",),
    ),
    "told to change passwords": (
        "Quillmark hack: Elm Bank customers told to change passwords.",
        "Quillmark",
        ("Elm Bank",),
    ),
    "its dealer X": (
        "Ostra, the carmaker, warned buyers that its dealer Fairlie Motors had been hacked.",
        "Fairlie Motors",
        ("Ostra",),
    ),
    "a disk with records of Y": (
        "Hallam Eye Hospital lost a disk with Norland Health Ministry's vaccine data.",
        "Hallam Eye Hospital",
        ("Norland Health Ministry",),
    ),
    "its customers were hit when X was hacked": (
        "Halden Mobile says its customers were hit too when Tern was hacked.",
        "Tern",
        ("Halden Mobile",),
    ),
    "forty thousand of its people": (
        "Crescent Mutual said on Thursday that 40,000 of its policyholders were affected by the breach at Axiom Adjusters.",
        "Axiom Adjusters",
        ("Crescent Mutual",),
    ),
    "X, which archives them": (
        "Halden said none of its own systems had been entered: files were taken from Sundial, which archives them.",
        "Sundial",
        ("Halden",),
    ),
    "its agency sent a list astray": (
        "Corvane Logistics said Brightside, its PR agency, had sent a list of drivers to the wrong address.",
        "Brightside",
        ("Corvane Logistics",),
    ),
    "lorries stood idle": (
        "Fleetline lorries stood idle for two days after the freight exchange LoadMatch was knocked out by hackers.",
        "LoadMatch",
        ("Fleetline",),
    ),
    "it told us what was taken from it": (
        'In an e-mail, Tarn College wrote: "CertCheck has informed us that your transcript was among files taken from it."',
        "CertCheck",
        ("Tarn College",),
    ),
    # near misses
    "closed years after": (
        "Fleetline closed a depot two years after Corvane was hacked and lost names of drivers.",
        "Corvane",
        (),
    ),
    "a disk of its own": ("Hallam Eye Hospital lost a disk with patient records.", "Hallam Eye Hospital", ()),
    "another sent help": ("After Norvale was hacked, Quillmark sent engineers to help.", "Norvale", ()),
    "people of a place": (
        "Hackers broke into Quillmark and stole bank details of people who live in Elm.",
        "Quillmark",
        (),
    ),
    "the attack by a gang": ("The attack on Elm Council by hackers hit its website.", "Elm Council", ()),
    "the caterer was spared": (
        "Norvale Airways was hacked. It said its caterer, Tarn Kitchens, was not affected.",
        "Norvale Airways",
        (),
    ),
    "data held elsewhere is safe": (
        "Elm University said that data of its students held by Quillmark was safe after hackers entered its own servers.",
        "Elm University",
        (),
    ),
}


@pytest.mark.parametrize(("text", "breached", "through_it"), THROUGH.values(), ids=THROUGH)
def test_who_was_hit_through_whom(text: str, breached: str, through_it: tuple[str, ...]) -> None:
    assert hit("", text) == {breached: "breached", **dict.fromkeys(through_it, "downstream")}

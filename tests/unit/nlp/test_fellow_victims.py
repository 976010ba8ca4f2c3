"""Who is named beside the victim for its campaign, as its worm, its help line or the paper that told of it first."""

from __future__ import annotations

import pytest
from fakes.extracted import hit

READ: dict[str, tuple[str, str, dict[str, str]]] = {
    "fellow victims of a campaign and its worm on the owner's page": (
        "Sand-Worm: what happened",
        (
            "A security incident struck our systems on May 3, 2024.\n- 03:58 Malicious versions of packages are pushed to npm.\n"
            "- 10:32 The CorvidAPI team acknowledges it.\nEvery CorvidAPI package got two bad releases. Ann called it an attack of "
            "the Sand-Worm worm. We were one target in a wider campaign, which also hit Bramble, Tessel and FNS Domains."
        ),
        {"CorvidAPI": "breached"},
    ),
    "fellow victims beside the one that was hacked": (
        "Tidewell hacked",
        "Tidewell was hacked by Night Ibex, whose campaign also hit Bramble, Tessel and Ostler Foods.",
        {"Tidewell": "breached", "Night Ibex": "threat_actor"},
    ),
    "all whom a campaign hit": (
        "Campaign",
        "A wider campaign that hit Bramble Foods and Tessel Foods took names of customers.",
        {"Bramble Foods": "breached", "Tessel Foods": "breached"},
    ),
    "who watched the campaign": (
        "Research",
        "Our researchers watched the gang. The same campaign hit Bramble Foods, and names of its customers were stolen.",
        {"Bramble Foods": "breached"},
    ),
    "a help line": (
        "City hit",
        "Ransomware hit Velmar County. Velmar911 is working, but CareLine24 cannot handle requests.",
        {"Velmar County": "breached"},
    ),
    "first to report": (
        "Leak",
        "Cycle firm Ormano was hit by ransomware of LockBit. Chain4Us was first to report the threat to publish 4 TB.",
        {"Ormano": "breached", "LockBit": "threat_actor"},
    ),
    "a gang may have such a name": (
        "Line",
        "Velmar was hacked. The gang Vex911 claims the attack and demands a ransom.",
        {"Velmar": "breached", "Vex911": "threat_actor"},
    ),
}


@pytest.mark.parametrize("case", READ)
def test_who_is_named_beside_the_victim_is_neither_hit_nor_attacker(case: str) -> None:
    title, text, wanted = READ[case]
    assert hit(title, text) == wanted

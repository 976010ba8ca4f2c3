"""A disclosure that names the tenant's own organisation is told, though no inventory lists it."""

from __future__ import annotations

import json

from fakes.world import World

BREACHED = """
<p>Wickham Mutual confirmed on 24 October 2025 that thieves entered its servers and stole names and email addresses of 1,200 savers.</p>
<p>No passwords were affected.</p>
"""
HIT = """
<p>Quillmark, a payroll service, said on 20 November 2025 that thieves had entered its servers and stolen names and bank
account numbers.</p>
<p>Among the customers whose data was stolen is Wickham Mutual. It says that its own systems were not breached.</p>
"""
AT = "Thu, 20 Nov 2025 09:00:00 GMT"


def test_whoever_is_named_hears_of_it(world: World) -> None:
    for feed in ("vendor", "ternfold"):
        world.room.publish(feed, "Autumn news", AT, "<p>A new office was opened.</p>")
    world.room.publish("press", "Insurer hit by data theft", "Fri, 24 Oct 2025 09:00:00 GMT", BREACHED)
    world.room.publish("press", "Payroll service breached", AT, HIT)
    world.configure(organisation={"name": "Wickham Mutual", "domains": ["wickham-mutual.example"]})
    ran = world.run("2025-11-21")
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["alerts"] == 2
    [entered] = world.about("your own organisation is named as breached")
    [hit] = world.about("your own organisation is named as a customer hit through Quillmark")
    assert "breach at Wickham Mutual, your own organisation" in world.text_of(entered)
    for words in (
        "breach at Quillmark, which would hit your own organisation",
        "Why you: you (Wickham Mutual) → Quillmark",
        "you (Wickham Mutual) → Quillmark: said in a disclosure",
        "Hit through it, and not itself entered: Wickham Mutual",
    ):
        assert words in world.text_of(hit), words
    mails = " ".join(str(mail.message) for mail in world.smtp.received)
    for text in (world.text_of(entered), world.text_of(hit), mails):
        assert "which you use" not in text
        assert "in your inventory" not in text
    assert "Wickham" not in world.tocsin("inventory", "list").stdout

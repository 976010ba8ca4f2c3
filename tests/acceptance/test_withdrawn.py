"""An alarm that proves wrong is taken back, in the thread and by mail, where it rang; and it rings again if it was right."""

from __future__ import annotations

import json

from fakes.newsroom import TERNFOLD_FIRST
from fakes.world import World

PARTY = "party:Ternfold Payroll"


def test_whoever_was_alarmed_hears_that_it_no_longer_holds(world: World) -> None:
    world.configure(clocks={"regimes": ["gdpr"]})
    world.room.publish("ternfold", "Security notice", "Thu, 20 Nov 2025 09:00:00 GMT", TERNFOLD_FIRST)
    for feed in ("vendor", "press"):
        world.room.feeds.setdefault(feed, [])
        world.room.publish(feed, "Autumn news", "Thu, 20 Nov 2025 09:00:00 GMT", "<p>A new office was opened.</p>")
    first = world.run("2025-11-21")
    assert first.returncode == 0, first.stderr
    (root,) = world.top_level
    (mail,) = world.smtp.received
    (number,) = [
        json.loads(line)["incident"] for line in world.tocsin("incident", "list", "--json").stdout.splitlines()
    ]
    assert "Ternfold" in world.tocsin("clock", "show").stdout

    why = "the notice is of a company of the same name"
    corrected = world.tocsin("incident", "correct", str(number), f"{PARTY}=bystander", "--why", why)
    assert corrected.returncode == 0, corrected.stderr
    # Nobody who was not alarmed hears of it: this route would take anything.
    world.configure(channels=[*_channels(world), {**_channels(world)[0], "id": "other", "channel": "#other"}])
    world.configure(routes=[{"channels": ["secops", "mail"], "min_severity": "high"}, {"channels": ["other"]}])
    second = world.run("2025-11-22")
    assert second.returncode == 0, second.stderr
    assert json.loads(second.stdout)["deliveries"] == {"sent": 2, "pending": 0, "dead": 0}
    assert len(world.top_level) == 1
    assert "no longer holds" in world.text_of(world.top_level[0]), "the first message is brought up to date"
    (reply,) = world.replies
    assert (reply["thread_ts"], bool(reply.get("reply_broadcast"))) == (root["ts"], False)
    for words in ("exposure withdrawn", "No longer holds: you → Ternfold Payroll", why):
        assert words in world.text_of(reply), words
    update = world.smtp.received[-1].message
    assert str(mail.message["Message-ID"]) in str(update["References"])
    assert "No longer holds: breach at Ternfold Payroll" in str(update["Subject"])
    assert "Ternfold" not in world.tocsin("clock", "show").stdout
    explained = world.tocsin("alert", "explain", str(number)).stdout
    assert "withdrawn" in explained
    assert why in " ".join(explained.split())

    assert json.loads(world.run("2025-11-22").stdout)["alerts"] == 0
    undone = world.tocsin("incident", "correct", str(number), "--undo", "1")
    assert undone.returncode == 0, undone.stderr
    assert json.loads(world.run("2025-11-23").stdout)["alerts"] == 1
    assert world.replies[-1].get("reply_broadcast")
    assert "Holds again" in world.text_of(world.replies[-1])


def _channels(world: World) -> list[dict[str, object]]:
    import yaml

    found: list[dict[str, object]] = yaml.safe_load((world.folder / "tocsin.yaml").read_text())["channels"]
    return found

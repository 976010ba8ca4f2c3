"""A claim that is told to whoever asks for claims, denied by the vendor, and confirmed by it after all."""

from __future__ import annotations

import json

from fakes.world import World

CLAIM = """<p>The ransomware gang Tarnished Finch has added Ternfold Payroll to its leak site and claims to have stolen 400 GB of
customer data, including names and email addresses. Ternfold Payroll has not commented.</p>"""
DENIAL = """<p>We are aware of claims circulating online that Ternfold Payroll has suffered a data breach. After a thorough review
with outside experts we can say that these claims are false. Our systems have not been accessed by any third party.</p>"""
ELSE = """<p>The court has dismissed the lawsuit of a former supplier against Ternfold Payroll. The case concerned invoices from
2021.</p>"""
CONFIRMED = """<p>We said on Friday that we had found no evidence of a breach. That was wrong. The investigation has since found that
an intruder entered the network of Ternfold Payroll and stole names and email addresses of 31,000 customers.</p>"""


def test_a_claim_is_denied_and_then_confirmed(world: World) -> None:
    for feed in ("vendor", "ternfold", "press"):
        world.room.publish(feed, "Autumn news", "Mon, 10 Nov 2025 09:00:00 GMT", "<p>A new office was opened.</p>")
    alarms = {"channels": ["secops"]}
    world.configure(routes=[alarms, {"channels": ["mail"], "alleged": True}])
    assert world.run("2025-11-11").returncode == 0

    told = "Ternfold Payroll appears on leak site of extortion gang"
    world.room.publish("press", told, "Mon, 17 Nov 2025 09:00:00 GMT", CLAIM)
    world.run("2025-11-18")
    assert (_status(world), len(world.slack.messages), len(world.smtp.received)) == ("alleged", 0, 1)
    assert "Claimed" in str(world.smtp.received[0].message["Subject"])

    world.room.publish("ternfold", "Ternfold Payroll not liable, court finds", "Wed, 19 Nov 2025 09:00:00 GMT", ELSE)
    world.run("2025-11-20")
    assert (_status(world), len(world.slack.messages), len(world.smtp.received)) == ("alleged", 0, 1)

    world.room.publish("ternfold", "Statement on recent claims", "Fri, 21 Nov 2025 09:00:00 GMT", DENIAL)
    world.run("2025-11-22")
    assert (_status(world), len(world.slack.messages), len(world.smtp.received)) == ("disputed", 0, 2)

    world.room.publish("ternfold", "Update on our investigation", "Mon, 24 Nov 2025 09:00:00 GMT", CONFIRMED)
    world.run("2025-11-25")
    assert _status(world) == "confirmed"
    (alarm,) = world.slack.messages
    assert "confirmed by the vendor itself" in world.text_of(alarm)


def _status(world: World) -> str:
    (found,) = world.tocsin("incident", "list", "--json").stdout.splitlines()
    return str(json.loads(found)["status"])

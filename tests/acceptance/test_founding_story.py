"""The incident of November 2025, from the web to Slack and mail, through the command line only."""

from __future__ import annotations

import json

from fakes.newsroom import TERNFOLD_CORRECTION, november_2025
from fakes.world import World

EXPOSED = {"names", "email_addresses", "geolocation", "device_browser_data", "usernames_ids"}
DENIED = {"passwords", "auth_tokens", "payment_cards", "government_ids", "private_messages"}


def mixpanel_incident(world: World) -> dict[str, object]:
    listed = [json.loads(line) for line in world.tocsin("incident", "list", "--json").stdout.splitlines()]
    (found,) = [incident for incident in listed if "Mixpanel" in incident["title"]]
    return found


def test_the_alarm_rings_once_with_path_types_and_quotes(world: World) -> None:
    november_2025(world.room)
    first = world.run()
    assert first.returncode == 0, first.stderr
    summary = json.loads(first.stdout)
    assert summary["documents"] == 5
    assert summary["deliveries"] == {"sent": 4, "pending": 0, "dead": 0}

    (message,) = world.about("Mixpanel")
    text = world.text_of(message)
    assert "OpenAI → Mixpanel" in text
    assert "Brackenmoor" not in " ".join(world.text_of(m) for m in world.slack.messages)
    (mail,) = [m for m in world.smtp.received if "Mixpanel" in str(m.message["Subject"])]
    assert "OpenAI" in mail.part("plain")
    assert "No passwords, credentials" in mail.part("plain")

    incident = mixpanel_incident(world)
    stated = {
        status: {d["type"] for d in incident["data_types"] if d["status"] == status}
        for status in ("exposed", "possible", "denied")
    }
    assert stated["exposed"] | stated["possible"] == EXPOSED | (stated["possible"] & {"logs_usage_analytics"})
    assert stated["denied"] >= DENIED
    assert incident["status"] == "confirmed"
    roles = {(o["name"], o["role"]) for o in incident["organisations"]}
    assert ("Mixpanel", "breached") in roles
    assert ("OpenAI", "downstream") in roles
    assert ("OpenAI", "breached") not in roles

    second = world.run()
    assert second.returncode == 0, second.stderr
    assert json.loads(second.stdout)["deliveries"]["sent"] == 0
    assert len(world.slack.messages) == 2
    assert len(world.smtp.received) == 2


def test_a_reversed_denial_is_told_in_the_thread(world: World) -> None:
    november_2025(world.room)
    assert world.run().returncode == 0
    (root,) = [m for m in world.top_level if "Ternfold" in world.text_of(m)]
    (first_mail,) = [m for m in world.smtp.received if "Ternfold" in str(m.message["Subject"])]
    world.room.publish(
        "ternfold", "Correction of our security notice", "Tue, 02 Dec 2025 09:00:00 GMT", TERNFOLD_CORRECTION
    )

    corrected = world.run("2025-12-03")
    assert corrected.returncode == 0, corrected.stderr
    assert json.loads(corrected.stdout)["deliveries"]["sent"] == 2
    (reply,) = world.replies
    assert reply["thread_ts"] == root["ts"]
    assert reply["reply_broadcast"]
    assert "denial reversed" in world.text_of(reply)
    assert len(world.top_level) == 2
    update = world.smtp.received[-1].message
    assert str(first_mail.message["Message-ID"]) in str(update["References"])
    assert len(world.smtp.received) == 3


def test_a_year_later_all_of_it_is_history(world: World) -> None:
    november_2025(world.room)
    late = world.run("2026-11-28")
    assert late.returncode == 0, late.stderr
    summary = json.loads(late.stdout)
    assert summary["incidents"] >= 2
    assert summary["history"] >= 2
    assert summary["alerts"] == 0
    assert world.slack.messages == []
    assert world.smtp.received == []


def test_the_vendors_own_post_confirms_also_where_the_press_linked_it_first(world: World) -> None:
    november_2025(world.room)
    (post,) = world.room.feeds["vendor"]
    world.room.link("press", [post])
    world.room.link("vendor", [])
    world.run()
    assert mixpanel_incident(world)["status"] == "reported"
    world.room.link("vendor", [post])
    world.run(as_of="2025-11-29")
    assert mixpanel_incident(world)["status"] == "confirmed"
    assert len([m for m in world.top_level if "Mixpanel" in world.text_of(m)]) == 1


def test_an_unknown_vendor_makes_no_alert_even_where_openai_is_named(world: World) -> None:
    november_2025(world.room)
    world.configure(sources=[{"id": "press", "kind": "feed", "url": world.room.feed_url("press"), "trust": "press"}])
    world.run()
    assert not world.about("Brackenmoor")

"""What a channel refuses for now is tried again within the run, and nobody gets it twice."""

from __future__ import annotations

import json

from fakes.newsroom import OPENAI_POST
from fakes.world import World


def story(world: World) -> None:
    world.room.publish("vendor", "Mixpanel security incident", "Wed, 26 Nov 2025 20:00:00 GMT", OPENAI_POST)
    url = world.room.feed_url("vendor")
    world.configure(
        sources=[{"id": "openai-news", "kind": "feed", "url": url, "trust": "vendor", "organisation": "OpenAI"}]
    )


def test_slack_that_asks_for_patience_gets_the_message_once(world: World) -> None:
    story(world)
    world.slack.misbehave("429_seconds", method="chat.postMessage")
    done = world.run()
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["deliveries"] == {"sent": 2, "pending": 0, "dead": 0}
    assert len(world.slack.messages) == 1


def test_a_lost_answer_is_looked_up_before_the_message_is_sent_again(world: World) -> None:
    story(world)
    world.slack.misbehave("accept_then_close", method="chat.postMessage")
    done = world.run()
    assert done.returncode == 0, done.stderr
    assert len(world.slack.messages) == 1
    posts = [method for method, _ in world.slack.requests if method == "chat.postMessage"]
    assert len(posts) == 1

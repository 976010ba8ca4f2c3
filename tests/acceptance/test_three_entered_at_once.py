"""One article tells of three vendors that one gang entered; then one confirms, one denies and the third has lost more."""

from __future__ import annotations

from fakes.world import World

ARTICLE = """<p>On 10 November 2025 the ransomware gang Tarnished Finch broke into the networks of Larkfield, Ternfold and Mirebrook,
investigators say. It stole data of customers of the three companies.</p>"""
NOTICE = """<p>Thieves were in the systems of Larkfield on 10 November 2025. They stole names and email addresses of our customers. No
passwords were affected.</p>"""
DENIAL = """<p>Ternfold denies that it was breached. Reports of a breach at Ternfold by the gang Tarnished Finch are false, it said,
and its systems had not been accessed.</p>"""
GRAVE = """<p>A ransomware attack hit Mirebrook on 10 November 2025. Stolen were payment card numbers and social security numbers of
40,000 customers.</p>"""
DATE = "{} Nov 2025 09:00:00 GMT"


def test_each_of_three_speaks_for_itself(world: World) -> None:
    names = ("Larkfield", "Ternfold", "Mirebrook")
    (world.folder / "vendors.csv").write_text(
        "\n".join(["name,domain", *(f"{n},{n.lower()}.example" for n in names), ""])
    )
    feeds = {name.lower(): {"trust": "vendor", "organisation": name} for name in names}
    feeds |= {"press": {"trust": "press"}, "gazette": {"trust": "press"}}
    world.configure(
        inventories=["vendors.csv"],
        sources=[{"id": feed, "kind": "feed", "url": world.room.feed_url(feed), **of} for feed, of in feeds.items()],
    )
    for feed in feeds:
        world.room.publish(feed, "Autumn news", DATE.format("Mon, 10"), "<p>A new office was opened.</p>")
    assert world.run("2025-11-15").returncode == 0

    world.room.publish("press", "Ransomware gang hits three software firms", DATE.format("Mon, 17"), ARTICLE)
    world.run("2025-11-17")
    (first,) = world.slack.messages
    assert all(name in world.text_of(first) for name in names)

    world.room.publish("larkfield", "Notice of a security incident", DATE.format("Tue, 18"), NOTICE)
    world.room.publish("gazette", "Ternfold denies breach", DATE.format("Tue, 18"), DENIAL)
    world.run("2025-11-18")
    told = {
        name: world.text_of(each) for each in world.replies for name in names if f"at {name}" in world.text_of(each)
    }
    assert sorted(told) == ["Larkfield", "Ternfold"], "of Mirebrook there is nothing new"
    assert "confirmed by the vendor itself" in told["Larkfield"]
    assert "No passwords were affected" in told["Larkfield"]
    assert "the party disputes it" in told["Ternfold"]
    assert "email addresses of our customers" not in told["Ternfold"]

    world.room.publish("mirebrook", "Cybersecurity incident at Mirebrook", DATE.format("Fri, 21"), GRAVE)
    world.run("2025-11-21")
    (_, _, last) = world.replies
    text = world.text_of(last)
    assert "HIGH" in text
    assert "social security numbers of 40,000 customers" in text
    assert "Larkfield" not in text.partition("Sources")[0]

    shown = world.tocsin("incident", "show", "1").stdout
    assert "of these   Larkfield: confirmed; exposed: names, e-mail addresses; not exposed: passwords" in shown
    assert (
        "of these   Mirebrook: confirmed; exposed: government identity numbers, payment cards; 40,000 people" in shown
    )
    assert "of these   Ternfold: disputed by the party\n" in shown

"""What a reader sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from fakes.alert_samples import NOW, alert, exposure, incident, said

from alerts.channels.mail_message import html_part, text_part
from alerts.channels.slack_blocks import blocks, fallback
from alerts.content import Content
from alerts.render import render
from alerts.sample import sample_alert
from alerts.text import clean, defang, web_link
from alerts.wording import REASONS
from model.exposure import Term
from model.incident import Change, DataFact
from model.vocabulary import DataStatus, DataType, EdgeKind, ItemKind, MatchedOn, Reason, Role, Status, Trust


@pytest.mark.parametrize(
    ("status", "path", "headline"),
    [
        (Status.CONFIRMED, ("Hartwell", "Quillmark"), "Breach at Quillmark reaches you through Hartwell"),
        (Status.CONFIRMED, ("Quillmark",), "Breach at Quillmark, which you use"),
        (Status.REPORTED, ("Quillmark",), "Reported: breach at Quillmark, which you use"),
        (Status.ALLEGED, ("Quillmark",), "Claimed, not confirmed: breach at Quillmark, which you use"),
        (
            Status.DISPUTED,
            ("Hartwell", "Quillmark"),
            "Disputed: breach at Quillmark, which would reach you through Hartwell",
        ),
        (Status.RETRACTED, ("Quillmark",), "Withdrawn: breach at Quillmark, which you use"),
    ],
)
def test_the_headline_never_says_more_than_is_known(status: Status, path: tuple[str, ...], headline: str) -> None:
    shown = render(alert(incident(status=Status.CONFIRMED), (exposure(path=path),)))
    assert shown.headline.endswith(path[0] if len(path) > 1 else "which you use")
    made = replace(alert(exposures=(exposure(path=path),)), incident=incident(status=status))
    assert render(made).headline == headline


@pytest.mark.parametrize(
    ("status", "word"), [(Status.DISPUTED, "disputed by the party"), (Status.RETRACTED, "withdrawn")]
)
def test_what_takes_it_back_is_quoted_with_who_says_so(status: Status, word: str) -> None:
    """The reader was told that it is disputed, not in which words, and not which of the sources says so."""
    against = replace(said("It was not us.", "https://quillmark.example/no"), trust=Trust.VENDOR)
    told = replace(incident(status=status), against=against)
    shown = render(replace(alert(), incident=told, changes=(Change(f"status:{status}", ""),)))
    assert shown.changes == (f"The incident is now {word}: “It was not us.” (the vendor itself, quillmark.example).",)
    assert [source.kind for source in shown.sources if source.text == against.url] == ["the vendor itself"]
    assert told.as_claimed().against is None


@pytest.mark.parametrize(
    ("status", "note"),
    [(Status.REPORTED, "only an attacker says so"), (Status.ALLEGED, "")],
    ids=["beside others", "all"],
)
def test_data_of_which_only_an_attacker_speaks_say_so_beside_what_others_tell(status: Status, note: str) -> None:
    """Under "Possibly exposed" the words of a leak site stood like anybody's."""
    boast = replace(said("we took it all"), trust=Trust.ATTACKER_CLAIM)
    facts = (*incident().data_types, DataFact(DataType.PASSWORDS, DataStatus.POSSIBLE, (boast,)))
    told = replace(incident(status=status), data_types=facts)
    lines = [line for group in render(replace(alert(), incident=told)).data for line in group.lines]
    assert {line.label: line.note for line in lines} == {"names": "", "passwords": note}


def test_of_what_may_be_a_part_of_it_the_headline_says_so() -> None:
    part = replace(exposure("quillmark", path=("Quillmark UK Ltd",)), matched_on=MatchedOn.GROUP)
    shown = render(alert(exposures=(part,)))
    assert shown.headline == "Breach at Quillmark, which you may use"
    assert shown.paths[0].matched.startswith("name but for its country")
    assert render(alert(exposures=(part, exposure(path=("Quillmark",))))).headline.endswith("which you use")


@pytest.mark.parametrize(
    ("path", "headline"),
    [
        (("Skylark",), "Breach at Skylark, which you use, and 2 more"),
        (("Hartwell", "Norvane"), "Breach at Norvane and 2 more reaches you through Hartwell"),
    ],
)
def test_of_several_who_were_breached_the_headline_names_the_one_that_reaches_you(
    path: tuple[str, ...], headline: str
) -> None:
    story = incident(breached="Airbrask")
    others = (replace(story.parties[0], organisation_id=name.casefold(), name=name) for name in ("Norvane", "Skylark"))
    story = replace(story, parties=(*story.parties, *others))
    shown = render(alert(story, (exposure(">".join(path).casefold(), path=path),)))
    assert shown.headline == headline
    assert f"breach at {path[-1]} and " in shown.summary


@pytest.mark.parametrize(
    ("status", "summary"),
    [
        (Status.CONFIRMED, "The breach at Airbrask is confirmed by the vendor itself (vendor.example)."),
        (
            Status.REPORTED,
            "A breach at Airbrask is reported by the vendor itself (vendor.example). It is not yet confirmed.",
        ),
    ],
)
def test_what_one_of_several_confirms_of_itself_is_not_said_of_the_others(status: Status, summary: str) -> None:
    story = incident(breached="Airbrask")
    press = (said("Norvane and Skylark too", "https://news.example/1", Trust.PRESS),)
    others = [
        replace(story.parties[0], organisation_id=n.casefold(), name=n, said_by=press) for n in ("Norvane", "Skylark")
    ]
    story = replace(story, parties=(*story.parties, *others), status=status)
    shown = render(replace(alert(), incident=story))
    assert shown.summary.startswith(
        f"{summary} That Norvane and Skylark were breached as well is told by the press (news.example)."
    )


def test_what_a_customer_tells_of_its_supplier_is_not_that_ones_own_word() -> None:
    story = incident()
    customer = replace(story.parties[0], organisation_id="hartwell", name="Hartwell", role=Role.DOWNSTREAM)
    words = "The breach at Quillmark is confirmed by one of those concerned (vendor.example)."
    assert render(alert(replace(story, parties=(*story.parties, customer)))).summary.startswith(words)
    by_press = replace(
        customer, said_by=(replace(said("Hartwell too", "https://news.example/1", Trust.PRESS), report_id=2),)
    )
    words = words.replace("one of those concerned", "the vendor itself")
    assert render(alert(replace(story, parties=(*story.parties, by_press)))).summary.startswith(words)


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.CONFIRMED])
def test_what_is_not_confirmed_is_nowhere_told_as_a_fact(status: Status) -> None:
    content: Content = render(replace(alert(), incident=incident(status=status)))
    assert [group.title for group in content.data] != ["Exposed"]
    assert "is confirmed by" not in content.summary


def test_types_of_one_sentence_are_shown_once_with_it() -> None:
    inc = incident(exposed=[DataType.NAMES, DataType.EMAIL_ADDRESSES, DataType.GENETIC], quote="all of it")
    [group] = render(alert(inc)).data
    assert [(line.label, line.quote) for line in group.lines] == [
        ("names, e-mail addresses, genetic data", "all of it")
    ]


def test_the_sentence_of_the_highest_trust_is_quoted() -> None:
    facts = (
        DataFact(DataType.NAMES, DataStatus.EXPOSED, (said("press words", trust=Trust.PRESS), said("their own words"))),
    )
    [group] = render(alert(replace(incident(), data_types=facts))).data
    assert group.lines[0].quote == "their own words"


def test_an_unnamed_supplier_and_the_terms_are_spelled_out() -> None:
    one = replace(
        exposure(path=("Hartwell", None)),
        severity_terms=(Term("data", 1.5, "email_addresses, geolocation exposed"), Term("hop", -0.5, "one step")),
    )
    [path] = render(alert(exposures=(one,))).paths
    assert path.path == "you → Hartwell → an unnamed supplier"
    assert path.severity_terms == ("e-mail addresses, location exposed (+1.5)", "one step (-0.5)")


def test_a_path_says_of_each_arrow_how_it_is_known_and_since_when() -> None:
    one = exposure(path=("Hartwell", "Ternfold", "Quillmark"))
    item = replace(one.items[0], version="2.1", criticality="high", source="/srv/lists/vendors.csv")
    other = replace(one.items[0], name="Hartwell Mail", kind=ItemKind.SERVICE, source="C:\\lists\\vendors.csv")
    listed = replace(one.hops[1], kind=EdgeKind.LIST, source="/srv/lists/deps.csv", last_seen=date(2026, 3, 2))
    ended = replace(one.hops[0], ended=date(2026, 3, 5))
    made = replace(one, items=(item, other), hops=(ended, listed), versions="2.1 is below 2.2")
    [path] = render(alert(exposures=(made,))).paths
    own, first, second = path.edges
    assert (own.user, own.provider, own.how, own.source_text) == ("you", "Hartwell", "in your inventory", "vendors.csv")
    assert (first.user, first.provider, first.how) == ("Hartwell", "Ternfold", "said in a disclosure")
    assert first.when == "seen 2026-03-01, ended 2026-03-05"
    assert first.source is not None
    assert (second.user, second.provider, second.how) == ("Ternfold", "Quillmark", "in a dependency list")
    assert (second.when, second.source, second.source_text) == ("seen 2026-03-01 to 2026-03-02", None, "deps.csv")
    assert path.items == ("Hartwell 2.1 (vendor, criticality high)", "Hartwell Mail (service)")
    assert path.owners == ("platform@example.org",)
    assert path.matched == "name “Hartwell”; 2.1 is below 2.2"
    assert (path.confidence, path.shared) == ("90%", ""), "what is shared is not listed"
    undated = replace(made, hops=(replace(ended, first_seen=None, last_seen=None, ended=None), listed))
    assert render(alert(exposures=(undated,))).paths[0].edges[1].when == "no date known"


def test_names_that_are_written_from_right_to_left_do_not_change_places_around_an_arrow() -> None:
    """Each arrow stands behind a mark of the writing from left to right; without it "a → b" is shown as "b → a"."""
    vendor, supplier = "\u062d\u0644\u0628", "\u05d7\u05d1\u05e8\u05d4"
    content = render(alert(exposures=(exposure(path=(vendor, supplier)),)))
    path, edge = f"\u200eyou\u200e → {vendor}\u200e → {supplier}", f"\u200e{vendor}\u200e → {supplier}: said in"
    mail = html_part(content)
    shown = [element["text"] for element in _texts(blocks(content))]
    for text in (path, edge):
        assert text in mail
        assert any(one.startswith(text) for one in shown)
    plain = text_part(content)
    assert f"Why you: {path}" in plain
    assert f"  {edge.replace('→', '->')}" in plain
    assert path.removeprefix("\u200e") in fallback(content)
    assert "\u200e" not in html_part(render(alert()))


def _texts(node: Any) -> list[dict[str, Any]]:
    """The texts of Slack's blocks, each with its style."""
    if isinstance(node, list):
        return [found for child in node for found in _texts(child)]
    return [node] if node.get("type") == "text" else _texts(node.get("elements", []))


def test_more_paths_than_fit_are_counted() -> None:
    content = render(alert(exposures=tuple(exposure(f"e{n}") for n in range(11))))
    assert (len(content.paths), content.more_paths) == (8, 3)


@pytest.mark.parametrize(("held", "last"), [(11, "Hartwell 10 (vendor)"), (200, "and 190 more")])
def test_of_many_items_on_one_way_the_first_are_named_and_their_owners_stay(held: int, last: str) -> None:
    """Slack takes 3000 characters of a block: the names of 200 packages left out whose they are and why so grave."""
    items = tuple(replace(exposure().items[0], name=f"Hartwell {number}") for number in range(held))
    (path,) = render(alert(exposures=(replace(exposure(), items=items),))).paths
    assert path.items[-1] == last
    assert (len(path.items), path.owners) == (11, ("platform@example.org",))


def test_a_sample_says_that_it_is_one() -> None:
    assert "SAMPLE" in render(sample_alert(NOW)).headline


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://vendor.example/a?b=c", "vendor.example"),
        ("http://127.0.0.1:8000/x", "127.0.0.1:8000"),
        ("https://b\u00fccher.example/", "xn--bcher-kva.example"),
        ("https://good.example@evil.example/", None),
        ("javascript:alert(1)", None),
        ("https://a.example/\r\nX: y", None),
        ("https:///nohost", None),
        ("https://[::1", None),
        ("https://a.example:99999/", None),
        ("https://" + "a" * 3000, None),
    ],
)
def test_only_plain_web_addresses_become_links(url: str, host: str | None) -> None:
    link = web_link(url)
    assert (link.host if link else None) == host


def test_text_is_one_clean_line() -> None:
    assert clean("a\r\n b\x00\u202ec\u2028d" + "x" * 9, 10) == "a b c dxx…"
    assert defang("see HTTPS://x.example and www.y.example") == "see HTTPS[:]//x.example and www[.]y.example"


def test_every_reason_has_its_words() -> None:
    assert set(REASONS) == set(Reason)

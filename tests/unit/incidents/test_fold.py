from __future__ import annotations

from typing import Any

import pytest
from fakes.reports import report
from hypothesis import given, settings
from hypothesis import strategies as st

from model.vocabulary import DataStatus, DataType, Role, Status, Trust
from nlp.incidents.fingerprint import fingerprint
from nlp.incidents.fold import changes, fold

VENDOR = {"trust": "vendor", "breached": ["Quill"], "speaker": "quill"}
PRESS = {"breached": ["Quill"]}
CLAIM = {"trust": "attacker_claim", "breached": ["Quill"], "claim": "claimed", "kind": "leak_claim"}
ELSE = {"is_disclosure": False, "kind": "other"}  # a page on another matter
STORY = fingerprint("intruders read the mail archive of the firm on three nights in a row before anyone saw it at all")


def held(*reports: Any) -> Any:
    return {fact.type.value: fact.status.value for fact in fold(reports).data_types}


@pytest.mark.parametrize(
    ("reports", "status"),
    [
        ([report(1, **VENDOR)], Status.CONFIRMED),
        ([report(1, trust="vendor", breached=["Quill"])], Status.CONFIRMED),
        ([report(1, trust="vendor", breached=["Quill"], speaker="other")], Status.REPORTED),
        ([report(1, **PRESS)], Status.REPORTED),
        ([report(1, trust="regulator", breached=["Quill"])], Status.REPORTED),
        (
            [report(1, trust="regulator", breached=["Quill"]), report(2, trust="catalogue", breached=["Quill"])],
            Status.REPORTED,
        ),
        ([report(1, **PRESS), report(2, **PRESS)], Status.CONFIRMED),
        ([report(1, **PRESS, source="a"), report(2, **PRESS, source="a")], Status.REPORTED),
        ([report(1, **PRESS, fingerprint=STORY), report(2, **PRESS, fingerprint=STORY)], Status.REPORTED),
        ([report(n, **CLAIM) for n in range(1, 6)], Status.ALLEGED),
        ([report(1, **CLAIM), report(2, breached=["Quill"], claim="claimed")], Status.ALLEGED),
        ([report(1, **CLAIM), report(2, 1, **PRESS)], Status.REPORTED),
        ([report(1, **CLAIM), report(2, 1, **VENDOR, **ELSE)], Status.ALLEGED),
        ([report(1, **CLAIM), report(2, 1, **PRESS, **ELSE), report(3, 1, **PRESS, **ELSE)], Status.ALLEGED),
        ([report(1, **CLAIM), report(2, 1, **VENDOR, **ELSE | {"kind": "follow_up"})], Status.CONFIRMED),
        ([report(1, **PRESS), report(2, 1, **VENDOR | {"claim": "denied"})], Status.DISPUTED),
        (
            [
                report(1, **CLAIM),
                report(2, 1, **VENDOR | {"claim": "denied", "breached": ["Moth"], "downstream": ["Quill"]}),
            ],
            Status.DISPUTED,
        ),
        ([report(1, **VENDOR), report(2, 1, **PRESS, claim="denied")], Status.CONFIRMED),
        ([report(1, **VENDOR | {"claim": "denied"}), report(2, 1, **VENDOR)], Status.CONFIRMED),
        (
            [report(1, **PRESS), report(2, 1, trust="vendor", speaker="other", bystander=["Other"], claim="denied")],
            Status.REPORTED,
        ),
        ([report(1, **VENDOR), report(2, 1, **VENDOR | {"claim": "retracted"})], Status.RETRACTED),
        ([report(1, **PRESS, source="a"), report(2, 1, **PRESS, source="a", claim="retracted")], Status.RETRACTED),
        ([report(1, **PRESS), report(2, 1, **PRESS, claim="retracted")], Status.DISPUTED),
        (
            [report(1, **PRESS), report(2, 1, **PRESS, claim="retracted"), report(3, 2, **PRESS, claim="retracted")],
            Status.RETRACTED,
        ),
    ],
)
def test_status(reports: Any, status: Any) -> None:
    assert fold(reports).status is status


LISTED = {"breached": ["Quill", "Rook", "Sorrel"], "source": "a"}
ROOK = {"trust": "vendor", "breached": ["Rook"], "speaker": "rook"}


@pytest.mark.parametrize(
    ("later", "status", "breached"),
    [
        ([report(2, 1, **ROOK, claim="denied")], Status.REPORTED, "Quill Sorrel"),
        ([report(2, 1, **ROOK, claim="retracted", kind="leak_claim")], Status.REPORTED, "Quill Sorrel"),
        ([report(2, 1, **ROOK), report(3, 2, **ROOK, claim="retracted")], Status.REPORTED, "Quill Sorrel"),
        ([report(2, 1, **ROOK, claim="denied"), report(3, 2, **ROOK)], Status.CONFIRMED, "Quill Rook Sorrel"),
        ([report(2, 1, breached=["Rook"], claim="denied")], Status.REPORTED, "Quill Rook Sorrel"),
        ([report(2, 1, breached=["Rook"], source="a", claim="retracted")], Status.REPORTED, "Quill Rook Sorrel"),
        ([report(2, 1, **LISTED, claim="retracted")], Status.RETRACTED, "Quill Rook Sorrel"),
        (
            [
                report(number, 1, trust="vendor", breached=[name], speaker=name.casefold(), claim="denied")
                for number, name in enumerate(("Quill", "Rook", "Sorrel"), 2)
            ],
            Status.DISPUTED,
            "Quill Rook Sorrel",
        ),
    ],
)
def test_of_several_who_were_breached_each_denies_and_withdraws_for_itself(
    later: Any, status: Status, breached: str
) -> None:
    incident = fold([report(1, 0, **LISTED), *later])
    assert incident.status is status
    assert [party.name for party in incident.organisations(Role.BREACHED)] == breached.split()
    for party in incident.organisations(Role.BYSTANDER):
        assert {said.trust for said in party.said_by} == {Trust.VENDOR}, "whoever is told so reads its own words"


def test_the_founding_example() -> None:
    incident = fold(
        [
            report(1, 0, trust="vendor", speaker="openai", breached=["Mixpanel"], downstream=["OpenAI"],
                   exposed=["names", "email_addresses"], denied=["passwords"], links=[("OpenAI", "Mixpanel")]),
            report(2, 1, breached=["OpenAI"], bystander=["Mandiant"], denied=["names"]),
        ]
    )  # fmt: skip
    assert incident.title == "Mixpanel breach (OpenAI downstream)"
    assert [p.name for p in incident.organisations(Role.BREACHED)] == ["Mixpanel"]
    assert [p.name for p in incident.organisations(Role.DOWNSTREAM)] == ["OpenAI"]
    assert [(link.user, link.provider) for link in incident.links] == [("OpenAI", "Mixpanel")]
    assert incident.status is Status.CONFIRMED
    assert incident.data_types[0].status is DataStatus.EXPOSED


def test_exposed_beats_denied_where_later_or_of_higher_trust() -> None:
    assert held(report(1, **VENDOR, denied=["passwords"]), report(2, 3, **VENDOR, exposed=["passwords"])) == {
        "passwords": "exposed"
    }
    assert held(report(1, **VENDOR, denied=["passwords"]), report(2, 3, **PRESS, exposed=["passwords"])) == {
        "passwords": "exposed"
    }
    assert held(report(1, **VENDOR, exposed=["passwords"]), report(2, 3, **PRESS, denied=["passwords"])) == {
        "passwords": "exposed"
    }
    assert held(report(1, **VENDOR, denied=["passwords"]), report(2, 0, **PRESS, exposed=["passwords"])) == {
        "passwords": "denied"
    }
    assert held(report(1, **VENDOR, denied=["passwords"]), report(2, 3, **CLAIM, exposed=["passwords"])) == {
        "passwords": "denied"
    }


def test_possible_is_less_than_exposed_and_does_not_reverse_a_vendor() -> None:
    assert held(report(1, **PRESS, possible=["names"]), report(2, **PRESS, exposed=["names"])) == {"names": "exposed"}
    assert held(report(1, **VENDOR, denied=["names"]), report(2, 5, **PRESS, possible=["names"])) == {"names": "denied"}


def test_a_claim_beside_a_source_is_possible_at_most() -> None:
    assert held(report(1, **CLAIM, exposed=["names"])) == {"names": "exposed"}
    assert held(report(1, **CLAIM, exposed=["names"]), report(2, 1, **PRESS)) == {"names": "possible"}


def test_claims_create_no_links() -> None:
    assert fold([report(1, **CLAIM, downstream=["Customer"], links=[("Customer", "Quill")])]).links == ()


def test_a_chain_without_words_and_an_unnamed_supplier() -> None:
    chain = fold([report(1, breached=["Quill"], downstream=["A", "B"])])
    assert [(link.user_id, link.provider_id) for link in chain.links] == [("a", "quill"), ("b", "quill")]
    unnamed = fold([report(1, downstream=["A"])])
    assert [(link.user_id, link.provider_id) for link in unnamed.links] == [("a", None)]
    assert unnamed.title == "Breach at an unnamed supplier of A"
    both = fold([report(1, downstream=["A"]), report(2, 1, **VENDOR)])
    assert [(link.user_id, link.provider_id) for link in both.links] == [("a", "quill")]


def test_the_count_is_the_newest_of_the_highest_trust_and_a_customers_share_is_none() -> None:
    known = fold([report(1, **VENDOR, count=100), report(2, 1, **PRESS, count=900), report(3, 2, **VENDOR, count=200)])
    assert known.records.count == 200
    mass = {"trust": "vendor", "breached": ["Quill"], "downstream": ["A"], "speaker": "a"}
    assert fold([report(1, **PRESS, count=500), report(2, 1, **mass, count=7)]).records.count == 500


@pytest.mark.parametrize(
    ("others", "claimed"), [((), True), (({},), False), (({"trust": "aggregator"}, {"claim": "claimed"}), False)]
)
def test_a_role_that_only_claims_give_is_claimed_also_where_the_incident_is_not(others: Any, claimed: bool) -> None:
    hit = {"breached": ["Quill"], "downstream": ["Fen"]}
    told = [report(1, **PRESS), report(2, 1, **hit, claim="claimed")]
    told += [report(number, 2, **hit, **other) for number, other in enumerate(others, 3)]
    parties = {party.name: (party.role, party.claimed) for party in fold(told).parties}
    assert parties == {"Quill": (Role.BREACHED, False), "Fen": (Role.DOWNSTREAM, claimed)}


def test_first_published_is_the_earliest_and_a_claim_does_not_date_it() -> None:
    assert fold([report(1, 5, **PRESS, disclosed="2026-10-20")]).first_published.isoformat() == "2026-10-20"
    assert fold([report(1, 0, **CLAIM), report(2, 40, **VENDOR)]).first_published.isoformat() == "2026-12-11"
    assert fold([report(1, **PRESS, undated=True)]).first_published is None
    assert fold([report(1, 20, **PRESS, disclosed="2026-11")]).first_published.isoformat() == "2026-11-21"


def test_changes_are_the_material_ones() -> None:
    before = fold([report(1, **VENDOR, exposed=["names"], denied=["passwords"], count=1000)])
    after = fold(
        [
            report(1, **VENDOR, exposed=["names"], denied=["passwords"], count=1000),
            report(2, 3, **VENDOR, downstream=["A"], exposed=["passwords", "geolocation"], count=1101),
        ]
    )
    assert {c.fact for c in changes(before, after)} == {
        "denial_reversed:passwords", "data_type:geolocation", "count:1101", "downstream:a",
    }  # fmt: skip
    near = fold([report(1, **VENDOR, exposed=["names"], denied=["passwords"], count=1100)])
    assert changes(before, near) == ()
    one = fold([report(1, **VENDOR, count=1)])
    assert [c.text for c in changes(near, one) if c.fact == "count:1"] == ["1 person (was 1,100)"]
    assert [c.text for c in changes(None, one) if c.fact == "count:1"] == ["1 person"]
    assert {c.fact for c in changes(None, before)} >= {"status:confirmed", "data_type:names", "breached:quill"}


REPORTS = st.lists(
    st.builds(
        lambda day, trust, claim, exposed, denied, down, count: {
            "day": day, "trust": trust, "claim": claim, "exposed": exposed, "denied": denied, "downstream": down,
            "count": count, "breached": ["Quill"],
        },
        st.integers(0, 3), st.sampled_from(["vendor", "press", "regulator", "catalogue", "attacker_claim"]),
        st.sampled_from(["confirmed", "claimed", "denied", "retracted"]),
        st.lists(st.sampled_from(sorted(DataType)[:4]), unique=True), st.lists(st.sampled_from(sorted(DataType)[:4]), unique=True),
        st.lists(st.sampled_from(["A", "B"]), unique=True), st.one_of(st.none(), st.integers(1, 1000)),
    ),
    min_size=1, max_size=6,
)  # fmt: skip


def _made(rows: Any) -> Any:
    return [report(n, row["day"], **{k: v for k, v in row.items() if k != "day"}) for n, row in enumerate(rows, 1)]


@settings(max_examples=150, deadline=None)
@given(REPORTS, st.randoms())
def test_the_order_of_reports_is_nothing(rows: Any, random: Any) -> None:
    reports = _made(rows)
    shuffled = list(reports)
    random.shuffle(shuffled)
    assert fold(shuffled) == fold(reports)
    assert changes(fold(reports), fold(reports)) == ()


@settings(max_examples=100, deadline=None)
@given(REPORTS, st.text(max_size=20))
def test_rewording_is_never_material(rows: Any, words: Any) -> None:
    told = fold(_made(rows))
    reworded = fold(_made([{**row, "title": words, "url": f"https://else.example/{n}"} for n, row in enumerate(rows)]))
    if reworded.status is told.status:  # one site is one voice: moving all to one site may lower the status
        assert changes(told, reworded) == ()


@settings(max_examples=100, deadline=None)
@given(REPORTS)
def test_claims_never_confirm(rows: Any) -> None:
    reports = _made([{**row, "trust": "attacker_claim", "claim": "claimed"} for row in rows])
    assert fold(reports).status is Status.ALLEGED
    assert fold(reports).links == ()


def test_who_disputes_or_withdraws_it_is_known_with_the_words() -> None:
    denied, withdrawn = (report(2, 1, **VENDOR | {"claim": claim}) for claim in ("denied", "retracted"))
    unnamed = report(3, 2, **VENDOR | {"claim": "retracted", "breached": []}, title="We were wrong")
    told = {}
    for name, last in {"denied": denied, "withdrawn": withdrawn, "unnamed": unnamed}.items():
        against = fold([report(1, **PRESS), last]).against
        told[name] = against and (against.url, against.evidence.quote)
    said = denied.disclosure.parties[0].evidence.quote
    assert told == {
        "denied": (denied.url, said),
        "withdrawn": (denied.url, said),
        "unnamed": (unnamed.url, "We were wrong"),
    }
    assert fold([report(1, **PRESS), denied, report(4, 3, **VENDOR)]).against is None, "who confirms it since"


def test_a_change_calls_data_as_alerts_and_pages_do() -> None:
    before, after = fold([report(1, **PRESS)]), fold([report(1, **PRESS, exposed=["physical_addresses"])])
    assert [change.text for change in changes(before, after)] == ["postal addresses exposed"]

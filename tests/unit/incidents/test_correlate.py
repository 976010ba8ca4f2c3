from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fakes.reports import report
from hypothesis import given, settings
from hypothesis import strategies as st

from model.vocabulary import Role, Status
from nlp.incidents.correlate import OpenIncident, candidates_key, correlate
from nlp.incidents.fingerprint import fingerprint, similarity
from nlp.incidents.fold import fold
from tests.accuracy.clustering import below_floor, figures, load


def groups(*reports: Any) -> Any:
    found = {}
    for decision in correlate(reports, []):
        found.setdefault(decision.opens, set()).add(decision.report_id)
    nowhere = found.pop(None, set())
    return sorted(map(sorted, found.values())), nowhere


def test_a_customers_post_and_its_suppliers_are_one() -> None:
    assert groups(
        report(1, 0, trust="vendor", breached=["Quill"], downstream=["A"], speaker="a"),
        report(2, 1, trust="vendor", breached=["Quill"], speaker="quill"),
        report(3, 2, downstream=["A"]),
    ) == ([[1, 2, 3]], set())


def test_two_breaches_of_one_vendor_in_a_month_stay_two() -> None:
    first = {"breached": ["Quill"], "occurred": "2026-10-30", "exposed": ["names"], "count": 900}
    second = {"breached": ["Quill"], "occurred": "2026-11-20", "exposed": ["source_code"], "count": 90_000}
    assert groups(report(1, 0, **first), report(2, 21, **second), report(3, 1, **first), report(4, 22, **second)) == (
        [[1, 3], [2, 4]],
        set(),
    )


def test_undated_reports_of_one_vendor_are_two_incidents_where_months_and_what_they_tell_part_them() -> None:
    first = report(1, 0, breached=["Quill"], exposed=["names", "email_addresses"])
    other = {"exposed": ["source_code", "encryption_keys"], "breached": ["Quill"]}
    assert groups(first, report(2, 60, **other)) == ([[1], [2]], set())
    assert groups(first, report(2, 20, **other)) == ([[1, 2]], set()), "another report of the month has other details"
    assert groups(first, report(2, 60, breached=["Quill"], exposed=["names"])) == ([[1, 2]], set())


def test_an_old_follow_up_makes_no_history_of_what_is_new() -> None:
    old = report(1, 0, breached=["Quill"], kind="follow_up", exposed=["names"])
    assert groups(old, report(2, 50, breached=["Quill"], exposed=["names"])) == ([[2]], {1})
    assert groups(report(3, 45, claim="denied", bystander=["Quill"]), report(4, 50, breached=["Quill"])) == (
        [[3, 4]],
        set(),
    )


def test_filings_in_several_states_are_one() -> None:
    row = {"trust": "regulator", "breached": ["Quill"], "confidence": 0.6}
    assert groups(*(report(n, 24 * n, **row) for n in range(4))) == ([[0, 1, 2, 3]], set())


def test_filings_count_as_one_incident_for_75_days_after_the_last() -> None:
    row = {"trust": "regulator", "breached": ["Quill"], "confidence": 0.6}
    days = (0, 70, 140, 230)  # the last one comes 90 days after the one before
    assert groups(*(report(n, day, **row) for n, day in enumerate(days))) == ([[0, 1, 2], [3]], set())


def test_a_mass_incident_is_one_and_its_list_grows_for_months() -> None:
    post = {"trust": "vendor", "breached": ["Ferrypost"], "speaker": "ferrypost", "occurred": "2026-05-27"}
    victims = [f"Victim {letter}" for letter in "ABCDEFGHIJKL"]
    told = [report(1, 0, **post), report(2, 1, breached=["Ferrypost"], downstream=victims[:4])]
    notices = [
        report(10 + n, 14 * n, trust="vendor", breached=["Ferrypost"], downstream=[name], speaker=name.lower())
        for n, name in enumerate(victims)
    ]
    another = report(50, 60, trust="vendor", breached=["Gullpost"], downstream=["Victim A"], speaker="victim a")
    again = report(51, 250, trust="vendor", breached=["Ferrypost"], speaker="ferrypost")
    found, nowhere = groups(*told, *notices, another, again)
    assert (found, nowhere) == ([[1, 2, *range(10, 22)], [50], [51]], set())
    downstream = fold([*told, *notices]).organisations(Role.DOWNSTREAM)
    assert sorted(party.name for party in downstream) == victims


def test_an_amended_filing_revises_its_incident_whatever_else_it_says() -> None:
    filing = {"trust": "vendor", "breached": ["Quill"], "case": "sec:42:2026-10-30", "occurred": "2026-10-30"}
    amended = {**filing, "exposed": ["government_ids"], "count": 90_000, "kind": "ransomware"}
    later = {**filing, "case": "sec:42:2026-12-20", "occurred": "2026-12-20", "exposed": ["source_code"]}
    told = [report(1, 0, **filing), report(2, 200, **{**amended, "occurred": "2026-06-01"}), report(3, 55, **later)]
    assert groups(*told) == ([[1, 2], [3]], set())
    known = OpenIncident(7, (told[0],))
    assert [decision.incident for decision in correlate([told[1]], [known])] == [7]


def test_two_suppliers_of_one_customer_stay_two() -> None:
    assert groups(
        report(1, 0, breached=["Quill"], downstream=["A"]), report(2, 1, breached=["Brask"], downstream=["A"])
    ) == (
        [[1], [2]],
        set(),
    )


_WORDS = "tells its customers that names and addresses were taken at a supplier, that passwords were not and what to do"


def test_the_same_words_of_another_breach_join_nothing() -> None:
    same = {"occurred": "2026-10-30", "exposed": ["names", "email_addresses"], "count": 900, "actor": ["Null Heron"]}
    one = {"fingerprint": fingerprint(f"A {_WORDS}"), "downstream": ["A"], **same}
    first = report(1, 0, breached=["Quill"], **one)
    assert groups(first, report(2, 0, breached=["Brask"], **one)) == ([[1], [2]], set())
    assert groups(first, report(2, 0, **one)) == ([[1, 2]], set())


def test_the_same_form_of_another_month_or_day_is_no_copy() -> None:
    row = {"trust": "regulator", "breached": ["Quill"], "confidence": 0.6, "fingerprint": fingerprint(_WORDS)}
    assert groups(report(1, 0, **row), report(2, 20, **row), report(3, 230, **row)) == ([[1, 2], [3]], set())
    notice = {**row, "trust": "vendor", "confidence": 0.9}
    first, second = report(1, 0, **notice, occurred="2026-10-02"), report(2, 25, **notice, occurred="2026-11-20")
    assert groups(first, second) == ([[1], [2]], set())


def test_twenty_customers_of_two_suppliers_tell_of_two_incidents_in_any_order() -> None:
    same = {"trust": "vendor", "occurred": "2026-10-30", "exposed": ["names"]}
    told = [
        report(n, n // 4, breached=["Quill" if n % 2 else "Brask"], downstream=[f"Customer {n // 2}"], **same)
        for n in range(20)
    ]
    expected = [list(range(0, 20, 2)), list(range(1, 20, 2))]
    assert groups(*told) == (expected, set())
    assert groups(*reversed(told)) == (expected, set())


def test_a_round_up_makes_the_incidents_that_it_lists_not_one() -> None:
    listed = report(1, 0, breached=["Quill", "Rook", "Sorrel"])
    ones = [report(2, 1, breached=["Quill"]), report(3, 1, breached=["Rook"]), report(4, 1, breached=["Sorrel"])]
    assert groups(listed, *ones) == ([[2], [3], [4]], {1})
    assert groups(listed, *ones[:2]) == ([[1], [2], [3]], set()), "it alone tells of Sorrel"
    assert groups(listed, ones[0]) == ([[1, 2]], set())
    campaign = report(5, 2, breached=["Quill", "Rook", "Sorrel"])
    assert groups(listed, campaign) == ([[1, 5]], set())


def test_what_is_told_of_one_organisation_is_told_of_its_own_incident_and_not_of_a_round_up() -> None:
    one = report(1, 0, breached=["Quill"], exposed=["names"])
    listed = report(2, 5, breached=["Quill", "Rook", "Sorrel"])
    denial = report(3, 6, trust="vendor", speaker="quill", breached=["Quill"], claim="denied")
    assert groups(one, report(5, 0, breached=["Rook"]), listed, denial) == ([[1, 3], [2], [5]], set())
    other = report(4, 20, breached=["Quill"], exposed=["passwords"], occurred="2026-11-18")
    listed = report(2, 5, breached=["Quill", "Rook", "Sorrel"], exposed=["names"])
    assert [one.incident for one in correlate([other], [OpenIncident(1, (listed,))])] == [None], "it came later"


def test_a_bystander_joins_nothing() -> None:
    assert groups(report(1, 0, breached=["Quill"]), report(2, 0, breached=["Brask"], bystander=["Quill"])) == (
        [[1], [2]],
        set(),
    )


def test_what_opens_no_incident() -> None:
    opened, nowhere = groups(
        report(1, breached=["Quill"], kind="follow_up"),
        report(2, breached=["Brask"], claim="denied"),
        report(3, breached=["Dravo"], claim="retracted"),
        report(4, bystander=["Pellin"]),
        report(5, breached=["Kestri"], claim="claimed", kind="leak_claim"),
    )
    assert opened == [[5]]
    assert nowhere == {1, 2, 3, 4}


def test_follow_ups_join_what_is_known() -> None:
    known = OpenIncident(7, (report(1, 0, breached=["Quill"], exposed=["names"]),))
    late = report(2, 60, breached=["Quill"], kind="follow_up")
    denial = report(3, 3, bystander=["Quill"], claim="denied")
    assert [d.incident for d in correlate([late, denial], [known])] == [7, 7]
    assert candidates_key(denial) == {"quill"}


_STORY = {"breached": ["Quill"], "downstream": ["Mapleton"], "exposed": ["names", "email_addresses"], "count": 4_000}


@pytest.mark.parametrize(
    ("later", "joins"),
    [
        ({**_STORY, "breached": ["Mapleton"], "downstream": [], "speaker": "mapleton", "count": 90}, False),
        ({"downstream": ["Mapleton"]}, False),
        ({**_STORY, "exposed": ["source_code"], "count": 90_000}, False),
        (_STORY, True),
        ({"breached": ["Quill"]}, True),
        ({**_STORY, "breached": []}, True),
        ({"breached": ["Quill"], "kind": "follow_up"}, True),
        ({"bystander": ["Quill"], "claim": "denied"}, True),
    ],
)
def test_a_withdrawn_incident_draws_in_only_what_tells_of_the_same_event(later: dict[str, Any], joins: bool) -> None:
    told = report(1, 0, **_STORY, source="paper"), report(2, 3, breached=["Quill"], claim="retracted", source="paper")
    assert fold(told).status is Status.RETRACTED
    for withdrawn, expected in ((False, True), (True, joins)):
        (found,) = correlate([report(3, 10, **later)], [OpenIncident(7, told, withdrawn=withdrawn)])
        assert (found.incident == 7) is expected, found.why


def test_what_tells_of_another_event_is_kept_apart_where_the_withdrawal_is_read_in_the_same_run() -> None:
    story = report(1, 0, **_STORY, source="paper")
    taken_back = report(2, 3, breached=["Quill"], claim="retracted", source="paper")
    own = report(3, 7, **{**_STORY, "breached": ["Mapleton"], "downstream": [], "speaker": "mapleton", "count": 90})
    for new in ([own, taken_back], [taken_back, own]):
        found = {each.report_id: each for each in correlate(new, [OpenIncident(7, (story,))])}
        assert (found[2].incident, found[3].opens) == (7, "new-3"), found[3].why
    other = replace(taken_back, source_id="another")  # one outsider's word, by which it is but disputed
    assert [each.incident for each in correlate([own, other], [OpenIncident(7, (story,))])] == [7, 7]


def test_what_was_told_before_an_incident_was_withdrawn_belongs_to_it_however_late_it_is_read() -> None:
    told = report(1, 0, **_STORY, source="paper"), report(2, 3, breached=["Quill"], claim="retracted", source="paper")
    own = {**_STORY, "breached": ["Mapleton"], "downstream": [], "speaker": "mapleton", "count": 90}
    (found,) = correlate([report(3, 2, **own)], [OpenIncident(7, told, withdrawn=True)])
    assert found.incident == 7


def test_a_follow_up_on_another_breach_joins_none_that_it_names_besides() -> None:
    known = report(1, 0, breached=["Rook"], exposed=["names"])
    lawsuit = report(2, 3, breached=["Quill"], bystander=["Rook"], kind="follow_up")
    denial = report(3, 3, breached=["Quill"], bystander=["Rook"], claim="denied")
    assert groups(known, lawsuit, denial) == ([[1]], {2, 3})


@settings(max_examples=20, deadline=None)
@given(st.randoms())
def test_the_order_of_new_is_nothing(random: Any) -> None:
    reports = [told for _, told in load()[:120]]
    shuffled = list(reports)
    random.shuffle(shuffled)
    expected = {d.report_id: d for d in correlate(reports, [])}
    assert {d.report_id: d for d in correlate(shuffled, [])} == expected


def test_the_clustering_set_is_above_its_floors() -> None:
    labelled = load()
    assert len(labelled) >= 300
    assert len({incident for incident, _ in labelled}) >= 80
    assert list(below_floor(figures())) == []


def test_a_fingerprint_is_the_same_on_every_machine() -> None:
    assert fingerprint("Quill says that intruders read names and addresses.")[:3] == (902957542, 554378337, 483172726)


def test_copies_are_alike_and_others_are_not() -> None:
    story = "intruders reached the export of one customer and took names, addresses and the rough place of each user"
    assert similarity(fingerprint(story), fingerprint(story.upper() + "!")) == 1.0
    assert similarity(fingerprint(story * 3), fingerprint(story * 3 + " First told by another site.")) > 0.6
    assert (
        similarity(fingerprint(story), fingerprint("a bucket stood open for a year and held invoices of dentists"))
        < 0.1
    )
    assert fingerprint("") == fingerprint(" \n…") == ()
    assert similarity((), ()) == 0.0


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_a_fingerprint(text: Any) -> None:
    assert len(fingerprint(text + "\ud800")) in (0, 64)

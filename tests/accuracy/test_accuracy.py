"""The labelled set keeps what it promises, the scorer counts as it should, and the figures hold their floors."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from datetime import date
from typing import Any

import pytest

from model.vocabulary import DataType, Kind
from nlp import scoring
from nlp.extract import Extractor
from tests.accuracy import floors, gate, report, sets
from tests.accuracy.errors import errors_of

ROWS = sets.read_rows(sets.OWN)
REFERENCE = sets.SHARED.parent / "eval" / "score.py"
NAME_LABELS = ("breached", "affected_downstream", "not_breached", "threat_actors", "breached_background")


@pytest.fixture(scope="module")
def records() -> dict[str, dict[str, Any]]:
    """The extraction record of every document of our own set."""
    return sets.run(ROWS, Extractor())


def _party(name: str, role: str) -> dict[str, Any]:
    return {"name": name, "role": role, "confidence": 1.0, "evidence": {"quote": name, "start": 0, "end": len(name)}}


def _record(**fields: Any) -> dict[str, Any]:
    return {"id": "x", "is_disclosure": True, "score": 0.9, "kind": "breach", "parties": [], "data_types": []} | fields


# --- the set


def test_the_set_has_what_it_promises() -> None:
    """Enough of every hard kind, in both halves."""
    tags = [set(row["tags"]) for row in ROWS]
    assert len(ROWS) >= 160
    assert sum("negative" in found for found in tags) >= 60
    assert sum(bool(row["data_types_denied"]) and row["is_disclosure"] for row in ROWS) >= 40
    assert sum(bool(found & {"claim", "correction"}) for found in tags) >= 20
    assert sum(row["lang"] != "en" for row in ROWS) >= 20
    assert {row["lang"] for row in ROWS} == {"en", "de", "fr", "es", "it", "pt", "nl", "ja"}
    halves = [len(sets.own_half(ROWS, name)) for name in sets.OWN_SETS]
    assert sum(halves) == len(ROWS)
    assert min(halves) >= 80


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_the_labels_come_from_the_words(row: dict[str, Any]) -> None:
    """Names stand in the text, ids and dates are well formed, and nothing is both exposed and denied."""
    whole = f"{row['title']}\n{row['text']}".lower().replace("&amp;", "&")
    assert all(name.lower() in whole for key in NAME_LABELS for name in row[key])
    assert Kind(row["kind"])
    exposed, denied = ({DataType(name) for name in row[key]} for key in ("data_types", "data_types_denied"))
    assert not exposed & denied
    assert row["published"] is None or date.fromisoformat(row["published"])
    assert not ("negative" in row["tags"] and row["is_disclosure"])


def test_no_document_is_there_twice() -> None:
    """Ids and texts are unique."""
    assert max(Counter(row["id"] for row in ROWS).values()) == 1
    assert max(Counter(row["text"] for row in ROWS).values()) == 1


# --- the scorer, by hand


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Acme Group, Inc.", "Acme", True),
        ("Acme\N{RIGHT SINGLE QUOTATION MARK}s", "ACME Ltd", True),
        ("St. Aldhelm's Trust", "Aldhelm's Trust", True),
        ("Northwind (UK) plc", "Northwind", True),
        ("Acmex", "Acme", False),
        ("Acme Foods", "Acme Tools", False),
        ("株式会社ほくと印刷", "ほくと印刷", True),
    ],
)
def test_names_match_by_whole_words(one: str, other: str, same: bool) -> None:
    """Legal form, article, case and possessive do not count; parts of words do not match."""
    assert scoring.same_name(scoring.plain_name(one), scoring.plain_name(other)) is same


def test_names_are_counted_once_and_background_is_spared() -> None:
    """Two forms of a name are one party; a background breach is neither right nor wrong."""
    assert scoring.match_names(["Acme"], ["Acme Inc", "Acme", "Zeta", "Other"], ["Zeta"]) == (1, 1, 0)
    assert scoring.match_names(["Acme", "Beta"], []) == (0, 0, 2)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2025-08", "2025-08-09", True),
        ("--08-09", "2025-08-09", True),
        ("2024-08-09", "2025-08-09", False),
        ("2025", "--08", False),
        ("", "2025", False),
    ],
)
def test_dates_match_by_prefix(one: str, other: str, same: bool) -> None:
    """A partial date matches what it begins; without a year month and day decide."""
    assert scoring.same_date(one, other) is same


def test_one_document_by_hand() -> None:
    """Every figure of a document that is partly right."""
    gold = {
        "id": "x", "title": "", "text": "Acme and Beta", "is_disclosure": True, "breached": ["Acme"],
        "affected_downstream": ["Beta"], "not_breached": ["Beta"], "threat_actors": [], "data_types": ["names"],
        "data_types_denied": ["passwords", "payment_cards"], "records": 1000, "occurred": "2025-08-09",
    }  # fmt: skip
    claims = [("names", "possible"), ("passwords", "exposed"), ("payment_cards", "denied")]
    record = _record(
        parties=[_party("Acme", "breached"), _party("Beta", "breached")],
        data_types=[{"type": t, "status": s, "evidence": {"quote": "Gamma"}} for t, s in claims],
        records={"count": 1100},
        dates={"occurred": "2025-07"},
    )
    assert scoring.cells(gold, record) == {
        "disclosure": (1, 0, 0),
        "gate recall (accuracy)": (1, 0, 0),
        "breached": (1, 1, 0),
        "breached, documents that name one": (1, 1, 0),
        "downstream": (0, 0, 1),
        "threat actor": (0, 0, 0),
        "bystander left alone (accuracy)": (0, 1, 0),
        "data types": (1, 1, 0),
        "denied data types": (1, 0, 1),
        "denied not reported as exposed (accuracy)": (1, 1, 0),
        "records within 10 %": (1, 0, 0),
        "occurred date": (0, 1, 0),
        "claims with a quote from the text (accuracy)": (2, 3, 0),
    }
    assert {kind for kind, _ in errors_of(gold, record)} == {
        "downstream as breached", "downstream missing", "denied as exposed", "denial missed", "date wrong"
    }  # fmt: skip


def test_f1_and_interval_by_hand() -> None:
    """Two hits, one extra and one miss are .667; the interval encloses the value and repeats."""
    gold = [{"id": str(i), "title": "", "text": "", "is_disclosure": truth} for i, truth in enumerate((1, 1, 1, 0))]
    found = {str(i): {"is_disclosure": said} for i, said in enumerate((1, 1, 0, 1))}
    figure = scoring.figures(gold, found)["disclosure"]
    assert figure.counts == (2, 1, 1)
    assert figure.value == pytest.approx(2 / 3)
    assert figure.low <= figure.value <= figure.high
    assert scoring.figures(gold, found)["disclosure"] == figure


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference scorer is not here")
def test_the_scorer_agrees_with_the_reference(records: dict[str, dict[str, Any]]) -> None:
    """Same names, counts, values and intervals as the reference, on real records and on wrong ones."""
    spec = importlib.util.spec_from_file_location("reference_score", REFERENCE)
    assert spec is not None
    assert spec.loader is not None
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    ids = list(records)
    shifted = {one: records[other] for one, other in zip(ids, ids[1:] + ids[:1], strict=True)}  # mostly wrong
    for predicted in (records, shifted):
        ours, theirs = scoring.figures(ROWS, predicted, 50), reference.score(ROWS, predicted, 50)
        assert set(ours) - {scoring.GATE_RECALL} == set(theirs)
        for name, row in theirs.items():
            mine = ours[name]
            assert (mine.n, list(mine.counts)) == (row["n"], list(row["counts"])), name
            assert (mine.value, mine.low, mine.high) == pytest.approx((row["figure"], row["low"], row["high"])), name


# --- the gate


def test_floors_are_never_lowered_unasked() -> None:
    """A lower value is refused without leave, and named by the check."""
    kept = {"sha256": "a", "floors": {"own dev": {"breached": 0.8}}}
    values = {"own dev": {"breached": 0.7}}
    assert list(floors.below(values, kept, "a")) == ["own dev: breached 0.700 is below its floor 0.800"]
    with pytest.raises(floors.FloorsError, match="--allow-regression"):
        floors.raised(values, kept, "a", allow_regression=False)
    assert floors.raised(values, kept, "a", allow_regression=True)["floors"]["own dev"]["breached"] == 0.695
    assert floors.raised({"own dev": {"breached": 0.9}}, kept, "a", allow_regression=False)["floors"] == {
        "own dev": {"breached": 0.895}
    }


def test_changed_labels_and_missing_figures_are_told() -> None:
    """Another set than the pinned one, and a figure that is no longer measured, fail the gate."""
    kept = {"sha256": "a", "floors": {"own dev": {"breached": 0.8}}}
    told = list(floors.below({"own dev": {}}, kept, "b"))
    assert "not the set" in told[0]
    assert "was not measured" in told[1]


def test_a_page_without_markers_is_refused() -> None:
    """Tables go between markers only."""
    page = "a\n<!-- figures: start -->\nold\n<!-- figures: end -->\nb"
    assert report.put(page, "figures", "new") == page.replace("old", "new")
    with pytest.raises(ValueError, match="no markers"):
        report.put("a", "figures", "new")


def test_own_figures_hold_their_floors(records: dict[str, dict[str, Any]]) -> None:
    """The extractor as it is, on both halves of our own set."""
    measured = {name: scoring.figures(sets.own_half(ROWS, name), records, 20) for name in sets.OWN_SETS}
    assert list(floors.below(gate.values_of(measured), _own_floors(), sets.own_sha256())) == []


def _own_floors() -> dict[str, Any]:
    kept = floors.read()
    assert set(kept["floors"]) >= set(sets.OWN_SETS)
    return kept


def test_every_quote_is_the_slice_at_its_offsets(records: dict[str, dict[str, Any]]) -> None:
    """Offsets count code points in title, newline and text as given."""
    for row in ROWS:
        whole = f"{row['title']}\n{row['text']}" if row["title"] else row["text"]
        record = json.loads(json.dumps(records[row["id"]]))
        claims = [*record["parties"], *record["data_types"], *([record["records"]] if record["records"] else [])]
        for evidence in (claim["evidence"] for claim in claims):
            assert whole[evidence["start"] : evidence["end"]] == evidence["quote"], row["id"]
            assert evidence["quote"]

"""How well reports are joined into incidents: B-cubed over our own set, against floors kept in git.

`python -m tests.accuracy.clustering [--errors]`. The set is invented: vendors, customers, registers, copies, follow-ups,
two breaches of one vendor in a month, one customer with two suppliers, suppliers that are not named at first.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from model.disclosure import DataTypeClaim, Dates, Disclosure, Evidence, Party, Records
from model.incident import Report
from model.vocabulary import Claim, DataStatus, DataType, Kind, Role, Trust
from nlp.incidents.correlate import Decision, OpenIncident, candidates_key, correlate
from nlp.incidents.fingerprint import fingerprint

HERE = Path(__file__).parent
SET, FLOORS = HERE / "clusters.jsonl", HERE / "clustering_floors.json"
NOWHERE = "nowhere"
_LEGAL = (", Inc.", " Ltd", " LLC")


def load(path: Path = SET) -> list[tuple[str, Report]]:
    """The true incident and the report of every line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(row["incident"], report_of(row)) for row in map(json.loads, lines)]


def report_of(row: dict[str, Any]) -> Report:
    """The report that a line of the set describes."""
    whole = f"{row['title']}\n{row['text']}"
    parties = tuple(Party(name, Role(role), sure, _quote(name, whole)) for name, role, sure in row["parties"])
    types = [(t, DataStatus.EXPOSED) for t in row["exposed"]] + [(t, DataStatus.DENIED) for t in row["denied"]]
    moment = datetime.combine(date.fromisoformat(row["published"]), datetime.min.time(), UTC)
    return Report(
        id=row["id"],
        url=row["url"],
        source_id=row["source"],
        trust=Trust(row["trust"]),
        published=moment,
        fetched=moment,
        title=row["title"],
        disclosure=Disclosure(
            is_disclosure=row["is_disclosure"],
            score=0.9,
            kind=Kind(row["kind"]),
            claim=Claim(row["claim"]),
            parties=parties,
            data_types=tuple(DataTypeClaim(DataType(t), s, _quote(t.replace("_", " "), whole)) for t, s in types),
            records=Records(row["records"], "people", _quote(f"{row['records']:,}", whole)) if row["records"] else None,
            dates=Dates(occurred=row["occurred"], discovered=row["discovered"]),
        ),
        organisations={party.name: _organisation(party.name) for party in parties},
        speaker=_organisation(row["speaker"]) if row.get("speaker") else None,
        fingerprint=fingerprint(row["text"]),
    )


def _quote(words: str, whole: str) -> Evidence:
    at = max(whole.find(words), 0)
    return Evidence(whole[at : at + len(words)], at, at + len(words))


def _organisation(name: str) -> str:
    for suffix in _LEGAL:
        name = name.removesuffix(suffix)
    return name.casefold().replace(" ", "-")


class Store:
    """Incidents as the pipeline would keep them between runs."""

    def __init__(self) -> None:
        self.incidents: dict[int, list[Report]] = {}
        self.where: dict[int, str] = {}

    def run(self, new: Sequence[Report]) -> None:
        """One run over what is new."""
        wanted = {organisation for report in new for organisation in candidates_key(report)}
        near = {
            number: reports
            for number, reports in self.incidents.items()
            if any(wanted & candidates_key(report) for report in reports)
        }
        decisions = correlate(new, [OpenIncident(number, tuple(reports)) for number, reports in near.items()])
        opened: dict[str, int] = {}
        for report, decision in zip(new, decisions, strict=True):
            self._keep(report, decision, opened)

    def _keep(self, report: Report, decision: Decision, opened: dict[str, int]) -> None:
        number = decision.incident
        if decision.opens is not None:
            number = opened.setdefault(decision.opens, len(self.incidents) + 1)
        if number is None:
            self.where[report.id] = f"{NOWHERE} {report.id}"
            return
        self.incidents.setdefault(number, []).append(report)
        self.where[report.id] = str(number)


def together(reports: Sequence[Report]) -> dict[int, str]:
    """Everything in one run, as on a first day."""
    store = Store()
    store.run(reports)
    return store.where


def nightly(reports: Sequence[Report]) -> dict[int, str]:
    """One run for each day of publication."""
    store, days = Store(), defaultdict[date, list[Report]](list)
    for report in reports:
        assert report.published is not None
        days[report.published.date()].append(report)
    for day in sorted(days):
        store.run(days[day])
    return store.where


def misread(report: Report) -> Report:
    """The report as a worse extractor would give it: a bystander hit, a party missed, dates or data types not found."""
    told = report.disclosure
    parties = told.parties
    if report.id % 10 == 0:
        parties = tuple(replace(p, role=Role.BREACHED) if p.role is Role.BYSTANDER else p for p in parties)
    if report.id % 11 == 0 and len(parties) > 1:
        parties = parties[1:]
    dates = Dates() if report.id % 3 == 0 else told.dates
    types = () if report.id % 4 == 0 else told.data_types
    return replace(report, disclosure=replace(told, parties=parties, dates=dates, data_types=types))


def nightly_misread(reports: Sequence[Report]) -> dict[int, str]:
    """Nightly runs over what a worse extractor found."""
    return nightly([misread(report) for report in reports])


def by_name(reports: Sequence[Report]) -> dict[int, str]:
    """The naive way, to compare with: the first affected organisation named, per quarter."""
    return {r.id: f"{min(candidates_key(r), default='')} {(r.published or r.fetched).month // 4}" for r in reports}


def b_cubed(truth: dict[int, str], found: dict[int, str]) -> tuple[float, float]:
    """Precision and recall averaged over reports (Bagga and Baldwin, 1998)."""
    true_groups, found_groups = _groups(truth), _groups(found)
    precision = recall = 0.0
    for key in truth:
        right, got = true_groups[truth[key]], found_groups[found[key]]
        shared = len(right & got)
        precision += shared / len(got)
        recall += shared / len(right)
    return precision / len(truth), recall / len(truth)


def _groups(labels: dict[int, str]) -> dict[str, set[int]]:
    groups: dict[str, set[int]] = defaultdict(set)
    for key, label in labels.items():
        groups[label].add(key)
    return groups


def figures() -> dict[str, tuple[float, float]]:
    """Precision and recall for each way of running."""
    labelled = load()
    truth = {report.id: incident for incident, report in labelled}
    reports = [report for _, report in labelled]
    ways = {
        "one run": together,
        "nightly runs": nightly,
        "nightly, misread": nightly_misread,
        "(by name and quarter)": by_name,
    }
    return {name: b_cubed(truth, way(reports)) for name, way in ways.items()}


def below_floor(measured: dict[str, tuple[float, float]]) -> Iterable[str]:
    """A line for each figure under its floor."""
    for name, (precision, recall) in json.loads(FLOORS.read_text(encoding="utf-8")).items():
        for what, floor, got in zip(("precision", "recall"), (precision, recall), measured[name], strict=True):
            if got < floor:
                yield f"clustering, {name}: {what} {got:.3f} is below its floor {floor:.3f}"


def errors() -> None:
    """Prints what was joined wrongly or kept apart, by nightly runs."""
    labelled = load()
    found = nightly([report for _, report in labelled])
    titles = {report.id: (incident, report) for incident, report in labelled}
    truth = {key: incident for key, (incident, _) in titles.items()}
    for group in _groups(found).values():
        if len({truth[key] for key in group}) > 1:
            print("joined:", [(truth[key], titles[key][1].trust.value, titles[key][1].title) for key in sorted(group)])
    for incident, group in _groups(truth).items():
        parts = sorted({found[key] for key in group})
        if len(parts) > 1:
            told = [(found[key], titles[key][1].trust.value, titles[key][1].title) for key in sorted(group)]
            print("apart:", incident, told)


def main() -> int:
    """Prints the table; 1 where a figure is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--errors", action="store_true", help="show what went wrong")
    arguments = parser.parse_args()
    labelled = load()
    print(f"{len(labelled)} disclosures in {len({incident for incident, _ in labelled})} incidents")
    measured = figures()
    print(f"{'B-cubed':24s} precision recall F1")
    for name, (precision, recall) in measured.items():
        print(f"{name:24s} {precision:9.3f} {recall:6.3f} {2 * precision * recall / (precision + recall):.3f}")
    if arguments.errors:
        errors()
    failed = list(below_floor(measured))
    print("\n".join(failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

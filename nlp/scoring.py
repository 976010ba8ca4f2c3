"""How a record is held against its labels: counts per document, figures over a set, bootstrap intervals.

A label that a document lacks is not scored. A claim about the parties or the data of a document that is no
disclosure counts as wrong. "May have been exposed" counts as exposed, as in the labels.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from nlp.text.names import is_run

DRAWS, SEED = 1000, 7
ACCURACY = "(accuracy)"
GATE_RECALL, THIRD_PARTY = f"gate recall {ACCURACY}", "third party present"
_LAST = (GATE_RECALL, THIRD_PARTY)  # drawn last, so that adding them moved no other interval
Cell = tuple[int, int, int]  # true positives, false positives, false negatives; right, wrong, 0 for an accuracy
Labels = Mapping[str, Any]
_LEGAL = r"(?:incorporated|inc|corporation|corp|company|co|limited|ltd|llc|llp|lp|plc|gmbh|ag|sa|nv|bv|holdings?|group)"
_CLEANING = (
    (re.compile(r"'s\b|'(?=\s|$)"), ""),
    (re.compile(r"\([^)]*\)"), " "),
    (re.compile(r"[^\w&. -]"), " "),
    (re.compile(r"\.(?=\s|$)"), ""),
)
_FORMS = re.compile(rf"(?:[ ,]+{_LEGAL})+$")


def plain_name(name: str) -> str:
    """The name without case, possessive, brackets, punctuation, leading article and legal form."""
    name = name.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    for pattern, instead in _CLEANING:
        name = pattern.sub(instead, name)
    words = name.split()
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    return _FORMS.sub("", " ".join(words)).strip(" -.")


def same_name(one: str, other: str) -> bool:
    """Whether the words of one plain name are a run of the other's; outside ASCII one may contain the other."""
    short, long = sorted((one.split(), other.split()), key=len)
    if is_run(short, long):
        return True
    return not (one.isascii() or other.isascii()) and (one in other or other in one)


def distinct(names: Iterable[str]) -> list[list[str]]:
    """The organisations among the names: those that match one another are one, longest name first."""
    found: list[list[str]] = []
    plain = {plain_name(name) for name in names} - {""}
    for name in sorted(plain, key=lambda n: (-len(n), n)):
        known = next((names for names in found if any(same_name(name, other) for other in names)), None)
        if known is None:
            found.append([name])
        else:
            known.append(name)
    return found


def _meet(some: Sequence[str], others: Sequence[str]) -> bool:
    return any(same_name(one, other) for one in some for other in others)


def match_names(gold: Iterable[str], predicted: Iterable[str], ignored: Iterable[str] = ()) -> Cell:
    """How many organisations were found, invented and missed; the ignored are neither right nor wrong."""
    missing, spared = distinct(gold), distinct(ignored)
    hits = extras = 0
    for names in distinct(predicted):
        hit = next((candidate for candidate in missing if _meet(names, candidate)), None)
        if hit is not None:
            missing.remove(hit)
            hits += 1
        elif not any(_meet(names, other) for other in spared):
            extras += 1
    return hits, extras, len(missing)


def same_date(one: str, other: str) -> bool:
    """Whether one ISO date is a prefix of the other; without the year where either has none (`--08-09`)."""
    if one.startswith("--") or other.startswith("--"):
        one, other = (text[2:] if text.startswith("--") else text[5:] for text in (one, other))
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def named(record: Labels, role: str) -> list[str]:
    """The names that the record gives this role; none where it is no disclosure."""
    parties = record.get("parties", ()) if record.get("is_disclosure") else ()
    return [party["name"] for party in parties if party["role"] == role]


def types(record: Labels, *statuses: str) -> set[str]:
    """The data types of the record with one of the statuses; none where it is no disclosure."""
    claims = record.get("data_types", ()) if record.get("is_disclosure") else ()
    return {claim["type"] for claim in claims if claim["status"] in statuses} - {"other"}


def cells(gold: Labels, record: Labels) -> dict[str, Cell]:
    """Every figure of one document."""
    return {**_verdict(gold, record), **_parties(gold, record), **_data(gold, record), **_facts(gold, record)}


def _true(gold: Labels, key: str) -> list[str]:
    return list(gold[key] or ()) if gold.get("is_disclosure", True) else []


def _verdict(gold: Labels, record: Labels) -> dict[str, Cell]:
    result: dict[str, Cell] = {}
    if "is_disclosure" in gold:
        truth, found = bool(gold["is_disclosure"]), bool(record.get("is_disclosure"))
        result["disclosure"] = _binary(truth, found)
        if truth and gold.get("lang", "en") == "en":
            passed = bool(record.get("score"))  # only what the gate drops has a score of exactly 0
            result[GATE_RECALL] = (int(passed), int(not passed), 0)
    if "business_associate_present" in gold:
        third_party = record.get("kind") == "third_party_breach" or bool(named(record, "downstream"))
        result[THIRD_PARTY] = _binary(bool(gold["business_associate_present"]), third_party)
    return result


def _binary(truth: bool, found: bool) -> Cell:
    return int(truth and found), int(found and not truth), int(truth and not found)


def _parties(gold: Labels, record: Labels) -> dict[str, Cell]:
    result: dict[str, Cell] = {}
    background = list(gold.get("breached_background") or ())
    if "breached" in gold:
        victims = _true(gold, "breached")
        result["breached"] = match_names(victims, named(record, "breached"), background)
        if victims:
            result["breached, documents that name one"] = result["breached"]
    if "affected_downstream" in gold:
        spared = background + list(gold.get("breached") or ())
        customers = _true(gold, "affected_downstream")
        result["downstream"] = match_names(customers, named(record, "downstream"), spared)
    if "threat_actors" in gold:
        result["threat actor"] = match_names(_true(gold, "threat_actors"), named(record, "threat_actor"))
    if gold.get("not_breached"):
        wrong = match_names(gold["not_breached"], named(record, "breached"))[0]
        result[f"bystander left alone {ACCURACY}"] = (len(distinct(gold["not_breached"])) - wrong, wrong, 0)
    return result


def _data(gold: Labels, record: Labels) -> dict[str, Cell]:
    result: dict[str, Cell] = {}
    exposed = types(record, "exposed", "possible")
    if "data_types" in gold:
        right = set(_true(gold, "data_types")) - {"other"}
        stated = set(_true(gold, "data_types_in_text")) - {"other"} if "data_types_in_text" in gold else right
        result["data types"] = (len(stated & exposed), len(exposed - right), len(stated - exposed))
    if "data_types_denied" in gold:
        denied, got = set(_true(gold, "data_types_denied")) - {"other"}, types(record, "denied")
        result["denied data types"] = (len(denied & got), len(got - denied), len(denied - got))
        if denied:
            wrong = len((denied - set(gold.get("data_types") or ())) & exposed)
            result[f"denied not reported as exposed {ACCURACY}"] = (len(denied) - wrong, wrong, 0)
    return result


def _facts(gold: Labels, record: Labels) -> dict[str, Cell]:
    result: dict[str, Cell] = {}
    true_event = gold.get("is_disclosure", True)
    if gold.get("records") and true_event:
        count = (record.get("records") or {}).get("count")
        near = count is not None and abs(count - gold["records"]) <= 0.1 * gold["records"]
        result["records within 10 %"] = _single(near, count is not None)
    if gold.get("occurred") and true_event:
        day = (record.get("dates") or {}).get("occurred") or ""
        result["occurred date"] = _single(same_date(day, gold["occurred"]), bool(day))
    claims = list(chain(record.get("parties", ()), record.get("data_types", ())))
    if claims:
        whole = " ".join(f"{gold.get('title') or ''}\n{gold['text']}".split())
        quotes = [claim["evidence"]["quote"] for claim in claims if claim.get("evidence")]
        good = sum(" ".join(quote.split()) in whole for quote in quotes)
        result[f"claims with a quote from the text {ACCURACY}"] = (good, len(claims) - good, 0)
    return result


def _single(right: bool, given: bool) -> Cell:
    return int(right), int(given and not right), int(not given)


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; `value` is F1, or the share that is right for an accuracy. All in [0, 1]."""

    name: str
    value: float
    low: float
    high: float
    n: int
    precision: float
    recall: float
    counts: Cell

    def shown(self) -> tuple[str, ...]:
        """Name, value, interval, precision, recall and n as text; a share has no precision and recall."""
        share = ACCURACY in self.name
        name = self.name.replace(f" {ACCURACY}", "") if share else f"{self.name} F1"
        parts = ("", "") if share else (f"{self.precision:.3f}", f"{self.recall:.3f}")
        return name, f"{self.value:.3f}", f"{self.low:.2f}-{self.high:.2f}", *parts, str(self.n)


SHOWN = ("figure", "value", "95 %", "P", "R", "n")


def in_columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows of equal length as columns for a terminal."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def ratios(cell: Cell) -> tuple[float, float, float]:
    """Precision, recall and F1 of summed counts; 0 where nothing was there to divide by."""
    hits, extras, missing = cell
    precision = hits / (hits + extras) if hits + extras else 0.0
    recall = hits / (hits + missing) if hits + missing else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def figures(gold: Sequence[Labels], records: Mapping[str, Labels], draws: int = DRAWS) -> dict[str, Figure]:
    """Every figure of a set, micro-averaged, with 95 % intervals from bootstrap draws of documents."""
    rows = [cells(labels, records.get(labels["id"], {})) for labels in gold]
    generator, result = random.Random(SEED), {}  # noqa: S311 - a fixed seed, so that intervals stay
    names = list(dict.fromkeys(chain.from_iterable(rows)))
    for name in sorted(names, key=_LAST.__contains__):
        drawn = [row[name] for row in rows if name in row]
        result[name] = _figure(name, drawn, draws, generator)
    return result


def _figure(name: str, drawn: list[Cell], draws: int, generator: random.Random) -> Figure:
    of: Callable[[Cell], float] = (lambda c: ratios(c)[0]) if ACCURACY in name else (lambda c: ratios(c)[2])
    total = _sum(drawn)
    values = sorted(of(_sum(generator.choices(drawn, k=len(drawn)))) for _ in range(draws)) or [0.0]
    precision, recall, _ = ratios(total)
    low, high = values[int(0.025 * len(values))], values[int(0.975 * (len(values) - 1))]
    return Figure(name, of(total), low, high, len(drawn), precision, recall, total)


def _sum(drawn: Sequence[Cell]) -> Cell:
    hits, extras, missing = map(sum, zip(*drawn, strict=True))
    return hits, extras, missing

"""An incident -> what is indexed of it. Pure.

The index is one list of tokens. Words come first: title and names (the head), then quotes, and the text of documents
that may be kept in full. Behind them stand the marks, which begin with `=` as no word does: each party's name with
its role (`=b:mixpanel`), and fixed words such as `=type:denied:passwords`. So the whole query, fields too, is one
boolean expression over one index, on every database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from urllib.parse import urlsplit

from model.incident import Incident, PartyFact, Provenance
from model.vocabulary import Role
from storage.search.tokens import tokenise, words

GAP = "="  # between pieces, so that no phrase runs over their border; being in every entry, it also stands for "all"
MAX_WORDS = 1_500
MAX_REPEATS = 200  # PostgreSQL keeps 255 places of a word and 16,383 in all; beyond that, phrases would differ
MAX_NAMES = 12_000  # words of names, over all parties
DAY_BITS = 32
ONE_DAY = 1 << DAY_BITS
_LETTER = {Role.BREACHED: "b", Role.DOWNSTREAM: "d", Role.THREAT_ACTOR: "a", Role.BYSTANDER: "y"}


@dataclass(frozen=True, slots=True)
class Told:
    """A document that tells of the incident; `text` only where its licence lets us keep it."""

    source_id: str
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index holds of one incident. `head`: how many characters of `tokens` are title and names.

    `facts` and `vendors` are what facets count: `field:value` between blanks, and the hit organisations' ids and names
    in turn, one a line.
    """

    key: int
    incident_id: int
    revision: int
    records: int | None
    length: int
    head: int
    tokens: str
    facts: str
    vendors: str


def entry_key(published: date | None, incident_id: int = 0) -> int:
    """The place of an incident in order of publication, the undated first: day number and id in one integer."""
    return ((published.toordinal() if published else 0) << DAY_BITS) + incident_id


def party_mark(role: Role, token: str) -> str:
    """One word of a party's name."""
    return f"={_LETTER[role]}:{token}"


def organisation_mark(role: Role, organisation_id: str) -> str:
    """A party that the registry knows, by its id."""
    return f"={_LETTER[role]}@{mark_value(organisation_id)}"


def mark(field: str, value: str) -> str:
    """One of the fixed words."""
    return f"={field}:{mark_value(value)}"


def one_of(status: str) -> str:
    """What is marked as the status of an incident in which it is that of one of several who were breached."""
    return f"one:{status}"


def mark_value(value: str) -> str:
    """A value as one token that every engine takes as it is: letters, digits and `:._@/-`; the rest becomes `-`."""
    return "".join(c if c.isalnum() or c in ":._@/-" else "-" for c in value.lower()[:120])


def entry_of(incident_id: int, revision: int, incident: Incident, told: Sequence[Told]) -> Entry:
    """The entry of an incident."""
    head = _pieces([incident.title, *(party.name for party in incident.parties)])
    body = _pieces([*dict.fromkeys(_quotes(incident)), *(text for one in told for text in (one.title, one.text))])
    words = _without_excess([*head, *body][:MAX_WORDS])
    text = " ".join(words[: len(head)])
    names = _without_excess(list(islice(_name_marks(incident), MAX_NAMES)))
    marks = [*names, *dict.fromkeys(_marks(incident, told))]
    tokens = " ".join(["", *words, GAP, *marks, ""])
    length = sum(word != GAP for word in words)
    return made_entry(incident_id, revision, incident, tokens, length=length, head=len(text) + 1)


def made_entry(incident_id: int, revision: int, incident: Incident, tokens: str, *, length: int, head: int) -> Entry:
    """The entry of an incident whose tokens are made already."""
    return Entry(
        key=entry_key(incident.first_published, incident_id),
        incident_id=incident_id,
        revision=revision,
        records=incident.records.count if incident.records else None,
        length=length,
        head=head,
        tokens=tokens,
        facts=" ".join(dict.fromkeys(_facts(incident))),
        vendors="\n".join(_vendors(incident)),
    )


def _facts(incident: Incident) -> Iterator[str]:
    yield f"kind:{incident.kind}"
    yield from (f"status:{status}" for status in (incident.status, *incident.statuses().values()))
    yield from (f"type:{fact.status}:{fact.type}" for fact in incident.data_types)


def _vendors(incident: Incident) -> Iterator[str]:
    known: dict[str, str] = {}
    for party in incident.organisations(Role.BREACHED, Role.DOWNSTREAM):
        name = " ".join(party.name.split())
        known[party.organisation_id] = min(name, known.get(party.organisation_id, name))
    for organisation_id, name in known.items():
        yield from (organisation_id, name)


def _pieces(texts: Iterable[str]) -> list[str]:
    found: list[str] = []
    for text in texts:
        found += tokenise(text[: MAX_WORDS * 12])
        if len(found) >= MAX_WORDS:
            break
        found.append(GAP)
    return found


def _without_excess(words: list[str]) -> list[str]:
    counts: Counter[str] = Counter()
    kept = []
    for word in words:
        counts[word] += 1
        kept.append(GAP if counts[word] > MAX_REPEATS and word != GAP else word)
    return kept


def _quotes(incident: Incident) -> Iterator[str]:
    yield from (said.evidence.quote for said in _said(incident))
    if incident.records:
        yield incident.records.said_by.evidence.quote
    yield from (link.said_by.evidence.quote for link in incident.links)


def _said(incident: Incident) -> Iterator[Provenance]:
    for party in incident.parties:
        yield from party.said_by
    for fact in incident.data_types:
        yield from fact.said_by


def _name_marks(incident: Incident) -> Iterator[str]:
    for party in incident.parties:
        for name in _called(party):
            yield from (party_mark(party.role, token) for token in name)
            yield GAP


def _called(party: PartyFact) -> Iterator[list[str]]:
    """The words of a party's name; of one that became another, whom the registry does not know, also that one's."""
    yield tokenise(party.name)
    became = party.organisation_id.partition(":")[2]
    if _letters(became) not in _letters(party.name.replace("&", " and ")):  # an id is written without signs
        yield tokenise(became)


def _letters(name: str) -> str:
    return "".join(words(name))


def _marks(incident: Incident, told: Sequence[Told]) -> Iterator[str]:
    yield mark("kind", incident.kind)
    yield mark("status", incident.status)
    yield from (mark("status", one_of(status)) for status in incident.statuses().values())
    for party in incident.parties:
        yield mark("role", party.role)
        if party.organisation_id and ":" not in party.organisation_id:
            yield organisation_mark(party.role, party.organisation_id)
    for fact in incident.data_types:
        yield mark("type", f"{fact.status}:{fact.type}")
    yield from (mark("source", one.source_id) for one in told)
    yield from (mark("source", host) for url in incident.sources for host in _hosts(url))
    yield from (mark("source", said.trust) for said in _said(incident))


def _hosts(url: str) -> list[str]:
    """`news.site.example` is found by its whole name and by `site.example`."""
    try:
        labels = (urlsplit(url).hostname or "").split(".")
    except ValueError:
        return []
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]

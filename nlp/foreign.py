"""Reads disclosures in the languages other than English that have a lexicon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from model.disclosure import Disclosure, Evidence, Link, Party, Records
from model.vocabulary import Claim, DataStatus, DataType, Kind, Role
from nlp.languages.actors import Actor, actors
from nlp.languages.candidates import mentions
from nlp.languages.cues import Cues, Span
from nlp.languages.data_told import data_type_claims
from nlp.languages.data_types import judged, ruled
from nlp.languages.dates import Days, days
from nlp.languages.footers import without_footer
from nlp.languages.lexicon import LANGUAGES, lexicon
from nlp.languages.numbers import records
from nlp.languages.roles import Candidate, Parties, assign
from nlp.languages.text import read
from nlp.languages.verdict import Facts, judge

READ: frozenset[str] = frozenset(LANGUAGES)


def read_foreign(
    title: str,
    text: str,
    language: str,
    names: Sequence[str] = (),
    published: date | None = None,
    *,
    speaker: str | None = None,
) -> Disclosure:
    """What a document in one of the languages of `READ` says of an incident.

    `names` are known organisations; pass the same tuple again and its index is reused. `speaker` is who says "we",
    where the page is a vendor's own. For a language outside `READ` the record only says `unsupported_language`. Dates
    without a year are taken as the latest before `published`.
    """
    if language not in READ:
        return Disclosure(False, 0.0, Kind.OTHER, Claim.CONFIRMED, language=language, unsupported_language=True)
    words = lexicon(language)
    reading = read(title, without_footer(text, words), words.abbreviations)
    cues = Cues(reading, words)
    attackers = actors(reading, words)
    roles = assign(cues, mentions(reading, words, names), attackers, speaker)
    named = judged(cues)
    types = data_type_claims(cues, named)
    count, told = records(cues), days(cues, published)
    verdict = judge(cues, facts(ruled(named), roles.provider_span, count, told))
    return Disclosure(
        is_disclosure=verdict.is_disclosure,
        score=verdict.score,
        kind=verdict.kind,
        claim=verdict.claim,
        parties=_parties(reading.raw, roles, attackers),
        data_types=types,
        records=count,
        dates=told.dates,
        links=_links(reading.raw, roles),
        language=language,
    )


def facts(types: Mapping[DataType, DataStatus], supplier: Span | None, count: Records | None, told: Days) -> Facts:
    """What was read, as far as the verdict weighs it."""
    denied = sum(status is DataStatus.DENIED for status in types.values())
    return Facts(supplier is not None, len(types) - denied, denied, count is not None, told.dated)


def _parties(raw: str, roles: Parties, ruled: Sequence[Actor]) -> tuple[Party, ...]:
    named = [
        _party(raw, candidate, role)
        for role, group in (
            (Role.BREACHED, roles.breached),
            (Role.DOWNSTREAM, roles.downstream),
            (Role.BYSTANDER, roles.bystanders),
        )
        for candidate in group
    ]
    named += [Party(a.name, Role.THREAT_ACTOR, 0.9, Evidence(a.name, a.start, a.end)) for a in ruled]
    weighed = [candidate for candidate in roles.attackers if not candidate.signs["ruled_actor"]]
    return (*named, *(_party(raw, candidate, Role.THREAT_ACTOR) for candidate in weighed))


_ODDS = {Role.BREACHED: "breached", Role.DOWNSTREAM: "downstream", Role.THREAT_ACTOR: "actor"}


def _party(raw: str, candidate: Candidate, role: Role) -> Party:
    quoted = candidate.first
    confidence = candidate.odds[_ODDS[role]] if role in _ODDS else 0.5
    quote = Evidence(raw[quoted.start : quoted.end], quoted.start, quoted.end)  # of a speaker its sentence
    return Party(quoted.name, role, round(min(0.95, confidence), 2), quote)


def _links(raw: str, roles: Parties) -> tuple[Link, ...]:
    """Who uses the supplier that was hit, named or not."""
    if roles.provider_span is None:
        return ()
    start, end = roles.provider_span
    provider = roles.breached[0].first.name if roles.breached else None
    quote = Evidence(raw[start:end], start, end)
    return tuple(Link(candidate.first.name, provider, quote) for candidate in roles.downstream)

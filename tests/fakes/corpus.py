"""Any number of invented incidents, the same for the same seed, and queries about them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate

from model.disclosure import Evidence
from model.incident import CountFact, DataFact, Incident, PartyFact, Provenance
from model.vocabulary import DataStatus, DataType, Kind, Role, Status, Trust

FIRST_DAY = date(2015, 1, 1)
LAST_DAY = date(2026, 3, 1)
_SYLLABLES = "bra dor fen gil hal jor kel lum mer nov ost pra quil ros sel tam ulf ver wen zor"
_FORMS = ("GmbH", "Inc.", "Ltd", "AG", "Systems", "Analytics", "Health", "Bank", "Software", "Logistics")
_TEXT = (
    "attackers accessed customer records and personal data stored on servers of the company after an unauthorised "
    "party used stolen credentials to download files from cloud storage; the company's investigation found "
    "no evidence that passwords or payment cards were taken, but names, e-mail addresses and birthdates were exposed"
)
_COMMON = _TEXT.split()
_KINDS = (Kind.BREACH, Kind.RANSOMWARE, Kind.THIRD_PARTY_BREACH, Kind.EXPOSURE_MISCONFIG, Kind.LEAK_CLAIM)
_ACTORS = ("Nightfrost", "Grey Ibis", "Kobaltwolf", "Red Heron 7")


class Corpus:
    """A vocabulary with a long tail, and names of organisations as unevenly frequent as real ones."""

    def __init__(self, seed: int = 7, names: int = 400, rare: int = 2_000) -> None:
        self._random = random.Random(seed)
        self.rare = sorted({self._word(4) for _ in range(rare)})
        self.names = [
            f"{self._word(2).capitalize()}{self._word(1)} {self._random.choice(_FORMS)}" for _ in range(names)
        ]
        self._weights = list(accumulate(1 / (rank + 2) for rank in range(names)))

    def incidents(self, count: int) -> Iterator[Incident]:
        """That many incidents, one after another."""
        return (self._incident(number) for number in range(count))

    def queries(self, count: int) -> Iterator[str]:
        """Queries of every kind, alone and combined."""
        return (self._query(3) for _ in range(count))

    def _word(self, syllables: int) -> str:
        return "".join(self._random.choices(_SYLLABLES.split(), k=syllables))

    def name(self) -> str:
        return self._random.choices(self.names, cum_weights=self._weights)[0]

    def _sentence(self, length: int = 14) -> str:
        words = self._random.choices(_COMMON, k=length)
        words[self._random.randrange(length)] = self._random.choice(self.rare)
        return " ".join(words)

    def _said(self, number: int) -> tuple[Provenance, ...]:
        quote = self._sentence()
        trust = self._random.choice((Trust.PRESS, Trust.PRESS, Trust.REGULATOR, Trust.VENDOR))
        return (
            Provenance(number, f"https://news{number % 40}.example/{number}", trust, Evidence(quote, 0, len(quote))),
        )

    def _incident(self, number: int) -> Incident:
        chance = self._random
        kind = chance.choice(_KINDS)
        named = list(dict.fromkeys(self.name() for _ in range(chance.choice((1, 1, 1, 2, 3)))))
        parties = [self._party(name, Role.DOWNSTREAM if i else Role.BREACHED, number) for i, name in enumerate(named)]
        if kind in (Kind.RANSOMWARE, Kind.LEAK_CLAIM):
            parties.append(self._party(chance.choice(_ACTORS), Role.THREAT_ACTOR, number))
        types = chance.sample(list(DataType), chance.randrange(4))
        day = FIRST_DAY + timedelta(days=chance.randrange((LAST_DAY - FIRST_DAY).days))
        people = int(10 ** chance.uniform(1, 8))
        return Incident(
            title=f"{named[0]} {kind.value.replace('_', ' ')}",
            kind=kind,
            status=chance.choice(list(Status)),
            parties=tuple(parties),
            data_types=tuple(DataFact(one, chance.choice(list(DataStatus)), self._said(number)) for one in types),
            records=CountFact(people, "people", "exact", self._said(number)[0]) if chance.random() < 0.6 else None,
            first_published=day if chance.random() < 0.98 else None,
            sources=(f"https://news{number % 40}.example/{number}",),
        )

    def _party(self, name: str, role: Role, number: int) -> PartyFact:
        return PartyFact(f"name:{name.lower()}", name, role, self._said(number))

    def _query(self, depth: int) -> str:
        if depth and self._random.random() < 0.5:
            parts = [self._query(depth - 1) for _ in range(self._random.choice((2, 2, 3)))]
            return self._random.choice((" ", " OR ", " AND ", " -")).join(f"({p})" if " " in p else p for p in parts)
        return self._leaf()

    def _leaf(self) -> str:
        chance = self._random
        sentence = self._sentence().split()
        place = chance.randrange(len(sentence) - 2)
        name = self.name()
        day = FIRST_DAY + timedelta(days=chance.randrange(4_000))
        return chance.choice(
            (
                chance.choice(self.rare),
                chance.choice(_COMMON).strip(",;"),
                f'"{_COMMON[place]} {_COMMON[place + 1]}"',
                f"{chance.choice(self.rare)[:3]}*",
                f"{chance.choice(_COMMON).strip(',;')[:4]}*",
                f'vendor:"{name}"',
                f"vendor:{name.split()[0].lower()}",
                f'vendor:"{name}" role:{chance.choice(list(Role))}',
                f"role:{chance.choice(list(Role))}",
                f"type:{chance.choice(list(DataType))}",
                f"type:-{chance.choice(list(DataType))}",
                f"status:{chance.choice(list(Status))}",
                f"kind:{chance.choice(_KINDS)}",
                f"source:news{chance.randrange(40)}.example",
                f"source:{chance.choice(list(Trust))}",
                f"since:{day}",
                f"until:{day:%Y-%m}",
                f"records:>{10 ** chance.randrange(7)}",
                f"records:<={chance.randrange(1, 900)}k",
                f'actor:"{chance.choice(_ACTORS)}"',
                "affects:us",
                f"-{chance.choice(_COMMON).strip(',;')}",
            )
        )

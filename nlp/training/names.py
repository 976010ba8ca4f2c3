"""Invented names, numbers and dates for the slots of our own training texts; all drawn from one seeded generator."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Final

import yaml

_WORDS: Final[dict[str, list[str]]] = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))


class Names:
    """Draws invented names; one seeded generator, so that the same seed gives the same texts."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def town(self) -> str:
        """An invented town."""
        name = self.rng.choice(_WORDS["first"]) + self.rng.choice(_WORDS["town_ends"])
        return self.rng.choice(("", "", "", "Port ", "St. ", "New ", "West ", "Lake ")) + name

    def organisation(self) -> str:
        """An invented organisation of any common shape."""
        kinds: list[tuple[float, Callable[[], str]]] = [
            (0.30, self._coined),
            (0.10, self._joined),
            (0.24, self._traded),
            (0.17, self._institution),
            (0.05, self._acronym),
            (0.05, self._partners),
            (0.05, self._site),
            (0.04, self._numbered),
        ]
        make = self.rng.choices([make for _, make in kinds], [weight for weight, _ in kinds])[0]
        name = make()
        if self.rng.random() < 0.12:  # noqa: PLR2004 - about one in eight is written with its legal form
            name += self.rng.choice((" ", ", ")) + self.rng.choice(_WORDS["suffixes"])
        return name

    def _coined(self) -> str:
        name = self.rng.choice(_WORDS["first"]) + self.rng.choice(_WORDS["last"])
        return self.rng.choice((name, name, name, name, name.upper() if len(name) < 6 else name, name.lower()))  # noqa: PLR2004

    def _joined(self) -> str:
        first, second = self.rng.choice(_WORDS["adjectives"] + _WORDS["first"]), self.rng.choice(_WORDS["nouns"])
        return first + self.rng.choice((second, second.lower()))

    def _traded(self) -> str:
        first = self.rng.choice((self._coined, self._joined, self._pair, self.town))()
        return f"{first[:1].upper()}{first[1:]} {self.rng.choice(_WORDS['trades'])}"

    def _pair(self) -> str:
        return f"{self.rng.choice(_WORDS['adjectives'])} {self.rng.choice(_WORDS['nouns'])}"

    def _institution(self) -> str:
        town = self.town()
        forms = (
            f"{town} Hospital", f"{town} General Hospital", f"{town} Medical Center", f"University of {town}",
            f"{town} University", f"{town} College", f"{town} Public Schools", f"{town} School District",
            f"City of {town}", f"{town} County", f"{town} City Council", f"{town} Police Department",
            f"{self.state()} Department of Health", f"{self.state()} Department of Revenue", f"Bank of {town}",
            f"St. {self.surname()} Hospital", f"{town} Library",
            f"Ministry of {self.rng.choice(_WORDS['nouns'])}s",
            f"{town} Community College", f"{town} Family Practice", f"{town} Housing Authority", f"{town} Airport",
        )  # fmt: skip
        return self.rng.choice(forms)

    def _acronym(self) -> str:
        return "".join(self.rng.choices("ABCDEFGHKLMNPRSTVWXZ", k=self.rng.choice((2, 3, 3, 4))))

    def _partners(self) -> str:
        return (
            self.rng.choice(_WORDS["surnames"])
            + self.rng.choice((" & ", " and ", " "))
            + self.rng.choice(_WORDS["surnames"])
        )

    def _site(self) -> str:
        stem = self.rng.choice((self._coined, self._joined))()
        return stem + self.rng.choice((".com", ".io", ".net", ".org", ".ru", ".co", ".fm", ".de"))

    def _numbered(self) -> str:
        number, stem = str(self.rng.randint(2, 365)), self._joined()
        return self.rng.choice((number + stem, f"{stem}{number}", f"{stem} {number}"))

    def actor(self) -> str:
        """An invented threat actor."""
        roll = self.rng.random()
        if roll < 0.15:  # noqa: PLR2004 - shares of the usual shapes
            return self.rng.choice(("UNC", "APT", "TA", "FIN", "Storm-", "DEV-")) + str(self.rng.randint(12, 9899))
        adjective, noun = self.rng.choice(_WORDS["actor_adjectives"]), self.rng.choice(_WORDS["actor_nouns"])
        if roll < 0.6:  # noqa: PLR2004
            return adjective + self.rng.choice((noun, noun.lower()))
        if roll < 0.85:  # noqa: PLR2004
            return f"{adjective} {noun}"
        return self.rng.choice((self._coined, self._numbered))()

    def person(self) -> str:
        """A given name and a surname."""
        return f"{self.rng.choice(_WORDS['given'])} {self.surname()}"

    def surname(self) -> str:
        """A surname."""
        return self.rng.choice(_WORDS["surnames"])

    def state(self) -> str:
        """A state or region (real: places do nothing)."""
        return self.rng.choice(_WORDS["states"])

    def product(self) -> str:
        """An invented product."""
        return f"{self._coined()[:1].upper()}{self._coined()[1:].lower()} {self.rng.choice(_WORDS['products'])}"

    def sector(self) -> str:
        """What kind of company ("payroll provider")."""
        return self.rng.choice(_WORDS["sectors"])

    def data(self) -> str:
        """A kind of data ("dates of birth")."""
        return self.rng.choice(_WORDS["data"])

    def number(self) -> str:
        """A count as it is written in the news."""
        value = int(10 ** self.rng.uniform(2.3, 8))
        millions = f"{value / 1_000_000:.1f}".removesuffix(".0") + " million"
        if value >= 1_000_000:  # noqa: PLR2004
            return self.rng.choice((millions, millions, f"{value:,}"))
        return self.rng.choice((f"{value:,}", f"{value:,}", f"{max(1, value // 1000)},000"))

    def time(self) -> str:
        """A date as it is written in the news."""
        day, month, year = self.rng.randint(1, 28), self.rng.choice(_WORDS["months"]), self.rng.randint(2009, 2027)
        return self.rng.choice(
            (f"{day} {month}", f"{month} {day}", f"{day} {month} {year}", f"{month} {day}, {year}", f"{month} {year}",
             month, self.day(), f"{month} {day}", f"early {month}", f"late {month}", f"mid-{year}", str(year),
             f"{self.day()}, {month} {day}", "last week", "last month", f"the {day}th")
        )  # fmt: skip

    def month(self) -> str:
        """A month."""
        return self.rng.choice(_WORDS["months"])

    def day(self) -> str:
        """A day of the week."""
        return self.rng.choice(_WORDS["days"])

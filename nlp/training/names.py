"""Invented names, numbers and dates for the slots of our own training texts; all drawn from one seeded generator."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

_FIRST: Final = (
    "Ald Bex Bram Cald Cor Dax Del Dren Eld Fen Fyl Gal Gren Hal Hex Ilm Jor Kel Kor Lum Lyr Mar Mer Mon Nar Nex Nor "
    "Ond Or Pel Pix Qua Quil Rav Rel Ros Sar Sel Sky Sol Tal Tam Tor Ul Val Vel Ver Vor Wes Wil Xan Yar Zan Zel Zor"
).split()
_LAST: Final = (
    "a aro ata borne bury by dale den dia dor dra en era eth fax field ford gen go grid ia ic ify ina ion io is ix "
    "ley lo lon ly lytics mark max mere mo na net nia nova on ora os ova pay port quo ra ria ris ro sen sio son sys "
    "ta tech tel tis ton tra tron va vana vex via vo wick worth x ya za zo"
).split()
_ADJECTIVES: Final = (
    "Amber Aspen Blue Bright Cedar Clear Copper Coral Crimson Crown Crystal East Ember Evergreen Fair First Golden "
    "Grand Granite Green Harbor Harbour High Iron Ivory Keystone Lake Liberty Lone Maple Meridian Mutual New North "
    "Northern Oak Old Pacific Pine Pioneer Prairie Quick Red River Royal Sand Silver South Sterling Stone Summit Sun "
    "True Twin Union United Valley Vista West White Wild Willow"
).split()
_NOUNS: Final = (
    "Arc Bay Beacon Bell Bird Branch Bridge Brook Cart Cast Cliff Cloud Coast Crest Desk Dock Edge Falcon Field Flow "
    "Forge Fox Gate Grove Hawk Haven Hill Hive Hub Lane Leaf Light Line Loop Mark Mill Nest Path Peak Pipe Point Pond "
    "Port Ridge Rock Root Sail Shore Spark Spring Stack Star Stream Tide Tower Trail View Wave Way Well Wind Wing Wood"
).split()
_TRADES: Final = (
    "Airlines Airways Analytics Apparel Bancorp Bank Beauty Billing Biotech Brands Cafe Capital Care Cinemas Clinic "
    "Coffee Communications Credit Union|Data|Data Systems|Dental|Diagnostics|Digital|Dining|Energy|Entertainment|"
    "Eyecare|Fashion|Federal Credit Union|Finance|Financial|Fitness|Foods|Freight|Games|Gaming|Gas & Electric|Health|"
    "Health Plan|Health System|Healthcare|Hospitality|Hosting|Hotels|Imaging|Industries|Insurance|Interactive|Jewelers|"
    "Labs|Life|Loans|Logistics|Marketing|Markets|Media|Medical|Medical Group|Mobile|Mortgage|Motors|Networks|Oil|"
    "Orthopedics|Outfitters|Payments|Payroll|Pediatrics|Pharma|Pharmacy|Pizza|Plastics|Power|Properties|Radiology|"
    "Realty|Records|Rehab|Resorts|Retail|School District|Security|Semiconductor|Software|Solutions|Staffing|Steel|"
    "Stores|Studios|Supply|Surgical|Systems|Technologies|Telecom|Therapy|Toys|Travel|Trust|Urology|Water|Wireless"
)
_TRADE: Final = [word for part in _TRADES.split("|") for word in ([part] if "Airlines" not in part else part.split())]
_SURNAMES: Final = (
    "Abara Adeyemi Almqvist Ashdown Baptiste Barlow Bergström Brandt Castellano Chaudhry Coyle Dacosta Dekker Delgado "
    "Drummond Eriksen Esposito Fairweather Farouk Fitzroy Gallo Grantham Haddad Halloran Harrow Hollis Ivanova Jansen "
    "Kaminski Kessler Kowal Lachance Lindqvist Lockhart Mahoney Marchetti Mbeki Mercado Nakamura Novak Okafor Oyelaran "
    "Pemberton Petrov Quintero Rasmussen Redfern Ruiz Sandoval Sato Schaefer Sinclair Szabo Thackeray Tran Underhill "
    "Vasquez Vogel Wexler Whitlock Yamada Zielinski"
).split()
_GIVEN: Final = (
    "Aisha Alan Amara Anders Beatriz Carla Chen Dana David Elena Erik Fatima Grace Hana Ian Ines Jamal Jane John Karen "
    "Laura Leo Lucia Marcus Maria Mark Mei Nadia Noah Olga Omar Paul Priya Rosa Samuel Sara Tom Yuki Zoe"
).split()
_TOWN_ENDS: Final = "bury dale field ford ham haven mont mouth port stead ton view ville wick wood worth".split()
_STATES: Final = "Arizona Bavaria California Colorado Connecticut Florida Georgia Illinois Indiana Iowa Kansas Kent Maine Michigan Missouri Nevada Ohio Ontario Oregon Quebec Queensland Scotland Texas Utah Virginia Wales Yorkshire".split()  # noqa: E501
_MONTHS: Final = "January February March April May June July August September October November December".split()
_DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SUFFIXES: Final = ("Inc", "Inc.", "LLC", "Ltd", "Ltd.", "Corp", "Corp.", "Corporation", "Group", "Holdings", "plc", "GmbH", "Co.", "AG", "BV")  # noqa: E501
_ACTOR_ADJ: Final = "Black Blood Chaos Crimson Crypt Cyber Dark Dead Dragon Ghost Hell Hollow Iron Lunar Night Null Phantom Rogue Scattered Shadow Silent Snake Toxic Vice Void Zero".split()  # noqa: E501
_ACTOR_NOUN: Final = "Basta Bear Bit Byte Cat Claw Crew Eye Fang Gang Guard Hand Hunters Jackal Kitten Lock Locker Matter Panda Raven Sec Society Spider Squad Storm Suit Syndicate Team Wolf Worm".split()  # noqa: E501
_PRODUCTS: Final = "Agent Assist Connect Console Desk Drive Engine Flow Forms Gateway Insight Link Mail Manager Mobile One Portal Server Share Studio Suite Sync Transfer Vault".split()  # noqa: E501
_SECTORS: Final = (
    "airline|analytics firm|bank|billing company|car maker|casino operator|clothing retailer|cloud provider|clinic|"
    "code hosting service|college|credit bureau|crypto exchange|dating app|education software maker|electronics maker|"
    "email marketing service|fast-food chain|file-transfer vendor|food delivery service|forum|games publisher|"
    "grocery chain|health insurer|health system|help-desk provider|hospital|hospital operator|hosting company|"
    "hotel chain|identity provider|insurer|jeweller|law firm|logistics company|mailing house|marketing platform|"
    "medical imaging provider|mobile operator|music service|newspaper group|online retailer|parking app|"
    "password manager|payment processor|payroll provider|pharmacy chain|photo site|printing company|railway|"
    "recruitment platform|school district|social network|software company|streaming service|telecoms company|"
    "ticketing company|travel agency|university|utility|video game maker|web host"
).split("|")

_DATA: Final = (
    "account numbers|addresses|API keys|backups|bank account numbers|bank details|billing data|birth dates|browser data|"
    "call records|card numbers|chat logs|claims data|client files|configuration files|contact details|contracts|"
    "credit card details|credit card numbers|customer names|dates of birth|device identifiers|diagnoses|DNA profiles|"
    "driver's licence numbers|driving licence numbers|email addresses|emails|employee records|encryption keys|"
    "expiry dates|exam results|financial data|fingerprints|full card numbers|health information|health insurance numbers|"
    "home addresses|IBANs|identity documents|insurance data|internal documents|IP addresses|lab results|location data|"
    "login names|logins|medical records|messages|names|national ID numbers|OAuth tokens|order histories|passport numbers|"
    "passport scans|passwords|hashed passwords|patient files|payment details|payroll records|personal data|"
    "personal information|phone numbers|photos|physical addresses|postal addresses|prescription data|private messages|"
    "profile photos|purchase histories|salaries|scans of ID cards|security questions|session cookies|"
    "Social Security numbers|source code|student records|support tickets|tax forms|tax IDs|telephone numbers|"
    "treatment information|usage data|user IDs|user names|usernames|W-2 forms"
).split("|")


class Names:
    """Draws invented names; one seeded generator, so that the same seed gives the same texts."""

    def __init__(self, rng: random.Random):
        self.rng = rng

    def town(self) -> str:
        """An invented town."""
        name = self.rng.choice(_FIRST) + self.rng.choice(_TOWN_ENDS)
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
            name += self.rng.choice((" ", ", ")) + self.rng.choice(_SUFFIXES)
        return name

    def _coined(self) -> str:
        name = self.rng.choice(_FIRST) + self.rng.choice(_LAST)
        return self.rng.choice((name, name, name, name, name.upper() if len(name) < 6 else name, name.lower()))  # noqa: PLR2004

    def _joined(self) -> str:
        first, second = self.rng.choice(_ADJECTIVES + _FIRST), self.rng.choice(_NOUNS)
        return first + self.rng.choice((second, second.lower()))

    def _traded(self) -> str:
        first = self.rng.choice((self._coined, self._joined, self._pair, self.town))()
        return f"{first[:1].upper()}{first[1:]} {self.rng.choice(_TRADE)}"

    def _pair(self) -> str:
        return f"{self.rng.choice(_ADJECTIVES)} {self.rng.choice(_NOUNS)}"

    def _institution(self) -> str:
        town = self.town()
        forms = (
            f"{town} Hospital", f"{town} General Hospital", f"{town} Medical Center", f"University of {town}",
            f"{town} University", f"{town} College", f"{town} Public Schools", f"{town} School District",
            f"City of {town}", f"{town} County", f"{town} City Council", f"{town} Police Department",
            f"{self.state()} Department of Health", f"{self.state()} Department of Revenue", f"Bank of {town}",
            f"St. {self.rng.choice(_SURNAMES)} Hospital", f"{town} Library", f"Ministry of {self.rng.choice(_NOUNS)}s",
            f"{town} Community College", f"{town} Family Practice", f"{town} Housing Authority", f"{town} Airport",
        )  # fmt: skip
        return self.rng.choice(forms)

    def _acronym(self) -> str:
        return "".join(self.rng.choices("ABCDEFGHKLMNPRSTVWXZ", k=self.rng.choice((2, 3, 3, 4))))

    def _partners(self) -> str:
        return self.rng.choice(_SURNAMES) + self.rng.choice((" & ", " and ", " ")) + self.rng.choice(_SURNAMES)

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
        adjective, noun = self.rng.choice(_ACTOR_ADJ), self.rng.choice(_ACTOR_NOUN)
        if roll < 0.6:  # noqa: PLR2004
            return adjective + self.rng.choice((noun, noun.lower()))
        if roll < 0.85:  # noqa: PLR2004
            return f"{adjective} {noun}"
        return self.rng.choice((self._coined, self._numbered))()

    def person(self) -> str:
        """A given name and a surname."""
        return f"{self.rng.choice(_GIVEN)} {self.surname()}"

    def surname(self) -> str:
        """A surname."""
        return self.rng.choice(_SURNAMES)

    def state(self) -> str:
        """A state or region (real: places do nothing)."""
        return self.rng.choice(_STATES)

    def product(self) -> str:
        """An invented product."""
        return f"{self._coined()[:1].upper()}{self._coined()[1:].lower()} {self.rng.choice(_PRODUCTS)}"

    def sector(self) -> str:
        """What kind of company ("payroll provider")."""
        return self.rng.choice(_SECTORS)

    def data(self) -> str:
        """A kind of data ("dates of birth")."""
        return self.rng.choice(_DATA)

    def number(self) -> str:
        """A count as it is written in the news."""
        value = int(10 ** self.rng.uniform(2.3, 8))
        millions = f"{value / 1_000_000:.1f}".removesuffix(".0") + " million"
        if value >= 1_000_000:  # noqa: PLR2004
            return self.rng.choice((millions, millions, f"{value:,}"))
        return self.rng.choice((f"{value:,}", f"{value:,}", f"{max(1, value // 1000)},000"))

    def time(self) -> str:
        """A date as it is written in the news."""
        day, month, year = self.rng.randint(1, 28), self.rng.choice(_MONTHS), self.rng.randint(2009, 2027)
        return self.rng.choice(
            (f"{day} {month}", f"{month} {day}", f"{day} {month} {year}", f"{month} {day}, {year}", f"{month} {year}",
             month, self.rng.choice(_DAYS), f"{month} {day}", f"early {month}", f"late {month}", f"mid-{year}", str(year),
             f"{self.rng.choice(_DAYS)}, {month} {day}", "last week", "last month", f"the {day}th")
        )  # fmt: skip

    def month(self) -> str:
        """A month."""
        return self.rng.choice(_MONTHS)

    def day(self) -> str:
        """A day of the week."""
        return self.rng.choice(_DAYS)

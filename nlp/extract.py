"""Document -> disclosure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from model.disclosure import Disclosure, whole_text
from model.vocabulary import Claim, Kind
from nlp.reading import Reading
from nlp.text.casing import recased
from nlp.text.footers import without_footers
from nlp.text.language import detect, only
from nlp.text.normalise import normalise
from nlp.text.patterns import late
from nlp.text.relocate import relocated
from nlp.text.steering import Span, silenced, without_orders
from nlp.text.text_input import TextInput
from nlp.trained.gate import RECALL_THRESHOLD
from nlp.trained.weights import gate, tagger_coming
from nlp.verdict.roundups import may_be, parts, together

__all__ = ["EXTRACTOR_VERSION", "Extractor", "TextInput"]

EXTRACTOR_VERSION = "20"
_GATE = late(
    r"breach|hack|leak|stole|steal|theft|ransom|cyber|compromis|unauthori[sz]ed|intru[ds]|exfiltrat"
    r"|expos(?:e|ed|es|ing|ure)\b|phish|malware|attack|incident|infiltrat|extort|stolen|data loss|"
    r"personal (?:data|information)|credential|patient|protected health|misconfigur|unsecured|scrap(?:ed"
    r"|ing)|dump(?:ed|s)?\b|trojan|backdoor|supply[- ]chain|laptop|disclos|privacy|sub-?processor"
    r"|confidential|sensitive|retract|withdr[ae]w",
    re.IGNORECASE,
)
_LONGEST = 200_000  # code points read; what follows is no longer about the subject of the page


class Extractor:
    """Reads documents; `names` pass the gate in any case and are the dictionary for other languages than English."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = tuple(sorted({name.strip() for name in names if len(name.strip()) > 1}))
        self._known = _by_first_word(self._names)

    def extract(self, item: TextInput, *, bypass_gate: bool = False) -> Disclosure:
        """What the document says of an incident; the same input gives the same output."""
        cleaned, cuts = _without_orders(item)
        found = self._extract(cleaned, bypass_gate=bypass_gate)
        return found if cleaned is item else relocated(found, item, cuts)

    def _extract(self, item: TextInput, *, bypass_gate: bool) -> Disclosure:
        language = _language(item)
        if language != "en":
            return self._foreign(item, language)
        wanted = bypass_gate or self._names_one(item)
        if not wanted and not self._scored(item):
            return Disclosure(False, 0.0, Kind.OTHER, Claim.CONFIRMED, language=language)
        apart = _together(self._parts(item), language)
        return apart or _disclosure(self.read(item, whole=wanted), language)

    def explain(self, item: TextInput) -> list[str]:
        """One line for each rule or tag that fired, with the words it fired on."""
        item, cuts = _without_orders(item)
        language = _language(item)
        if language != "en":
            from nlp.foreign import READ

            return [f"language {language}: read by lexica" if language in READ else f"language {language}: not read"]
        gate = "passed" if self.passes_gate(item) else "not passed"
        steered = [f"orders to a machine, not read: {len(cuts)}"] if cuts else []
        told = self._parts(item)
        if _together(told, language) is not None:
            each = [f"part at {start}: {note}" for start, part in told for note in part.notes]
            return [*steered, f"gate: {gate}", "a round-up: read part by part, who was breached alone is told", *each]
        return [*steered, f"gate: {gate}", *self.read(item, whole=self._names_one(item)).notes]

    def passes_gate(self, item: TextInput) -> bool:
        """Whether the gate lets an English document through to the reader."""
        return self._scored(item) or self._names_one(item)

    def _scored(self, item: TextInput) -> bool:
        trained = gate()
        if trained is None:
            return bool(_GATE.search(item.title) or _GATE.search(item.text))
        return trained.score(item.title, item.text) >= RECALL_THRESHOLD

    def _names_one(self, item: TextInput) -> bool:
        return _names_one(self._known, f"{item.title}\n{item.text}"[:_LONGEST])

    def _foreign(self, item: TextInput, language: str) -> Disclosure:
        from nlp.foreign import read_foreign

        return read_foreign(item.title, item.text, language, self._names, item.published, speaker=item.speaker)

    def read(self, item: TextInput, *, whole: bool = False) -> Reading:
        """The reading of an English document, without gate; `whole`: also where it is far from an incident."""
        tagger_coming()
        from nlp.pipeline import read

        return read(self._prepared(item, whole=whole))

    def _prepared(self, item: TextInput, *, whole: bool) -> Reading:
        original = whole_text(item.title, item.text)
        text = normalise(original[:_LONGEST])
        title_length = len(item.title)
        if title_length:
            text = text[:title_length].replace("\n", " ") + text[title_length:]
        title_length = min(title_length, _LONGEST)
        text = recased(text, title_length)
        text = text[:title_length] + without_footers(only("en", text[title_length:]))
        return Reading(
            original[:_LONGEST], text, title_length, item.published, self._names, item.speaker, item.url, whole
        )

    def _parts(self, item: TextInput) -> list[tuple[int, Reading]]:
        """The parts of what may be a round-up by others, each with the place where it begins."""
        if item.speaker or not may_be(item.title):
            return []
        from nlp.pipeline import read

        page = self._prepared(item, whole=True)
        each = [
            (start, Reading(page.original[start:end], page.text[start:end], 0, item.published, self._names, whole=True))
            for start, end in parts(page.text, page.title_length)
        ]
        return [(start, read(part)) for start, part in each]


def _language(item: TextInput) -> str:
    """ISO 639-1, by the hint or by the words; English where neither tells."""
    return (item.lang or detect(f"{item.title}\n{item.text[:20_000]}") or "en").split("-")[0].lower()


def _without_orders(item: TextInput) -> tuple[TextInput, list[Span]]:
    """The document without what is said to machines; the title keeps its length, the spans count in the text."""
    text, cuts = without_orders(item.text[:_LONGEST])
    title = silenced(item.title)
    return (replace(item, text=text, title=title) if cuts or title != item.title else item), cuts


_WORD = re.compile(r"\w+")


def _by_first_word(names: tuple[str, ...]) -> dict[str, set[tuple[str, ...]]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        words = tuple(_WORD.findall(name.lower()))
        if words:
            found.setdefault(words[0], set()).add(words)
    return found


def _names_one(known: dict[str, set[tuple[str, ...]]], text: str) -> bool:
    """Whether the words of a known name stand in the text one after the other."""
    if not known:
        return False
    words = _WORD.findall(text.lower())
    return any(tuple(words[i : i + len(name)]) == name for i, word in enumerate(words) for name in known.get(word, ()))


def _disclosure(reading: Reading, language: str) -> Disclosure:
    return Disclosure(
        is_disclosure=reading.is_disclosure,
        score=reading.score,
        kind=reading.kind,
        claim=reading.claim,
        parties=tuple(reading.parties),
        data_types=tuple(reading.data_types),
        records=reading.records,
        dates=reading.dates,
        links=tuple(reading.links),
        language=language,
    )


def _together(read: Iterable[tuple[int, Reading]], language: str) -> Disclosure | None:
    """What the parts of a round-up tell; None of another page."""
    return together([(start, _disclosure(part, language)) for start, part in read], language)

"""Documents with role spans for the tagger: CASIE's own, weak ones from names, our templates and labelled documents."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from model.disclosure import whole_text
from model.vocabulary import DataStatus
from nlp.exposure.terms import terms_in
from nlp.text.normalise import normalise
from nlp.training import corpus
from nlp.training.sets import Record, read
from nlp.training.texts import HERE, Filler, blocks, render

IGNORE: Final = "IGNORE"  # words that a set does not label either way
BYSTANDER: Final = "BYSTANDER"  # an organisation without a part in it: no tag, but a name
HELD: Final = 5  # every fifth document is kept from the tagger: on them its voice is weighed against the rules'
Span = tuple[int, int, str]

_CORPUS: Final = {
    "B": "BREACHED", "D": "DOWNSTREAM", "C": "DOWNSTREAM", "A": "ACTOR", "R": IGNORE, "S": "SUPPLIER", "V": "VICTIM",
    "W": "CUSTOMER", "N": "RECORDS", "T": "OCCURRED", "Y": BYSTANDER,
}  # fmt: skip
DATA_LABELS: Final = {DataStatus.EXPOSED: "EXPOSED", DataStatus.POSSIBLE: "EXPOSED", DataStatus.DENIED: "DENIED"}
_TEMPLATES: Final = frozenset(("BREACHED", "DOWNSTREAM", "ACTOR", "VICTIM", "SUPPLIER"))
_WORDY: Final = 8  # words above which a victim is described, not named
_PRONOUNS: Final = ("It", "They", "We", "Our", "Its", "Their", "He", "She", "Who", "That", "This", "The")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A normalised document; what it tells (1, 0, None where its set does not say) as in `nlp.trained.tagger.TOLD`."""

    text: str
    title_length: int
    spans: tuple[Span, ...]
    told: tuple[float | None, float | None]
    origin: str
    weight: float = 1.0
    record: Record | None = None
    data: bool = False  # whether its spans tell of data too: EXPOSED and DENIED
    facts: bool = False  # and of counts and dates: RECORDS, OCCURRED


def disjoint(spans: Iterable[Span]) -> tuple[Span, ...]:
    """In order, without overlaps; what comes first in the argument wins."""
    kept: list[Span] = []
    for span in spans:
        if span[0] < span[1] and all(span[1] <= other[0] or span[0] >= other[1] for other in kept):
            kept.append(span)
    return tuple(sorted(kept))


def casie(record: Record) -> Labelled:
    """CASIE's victims and attackers; every other mention of a breached name in its document counts too."""
    title = str(record.get("title") or "")
    base = len(title) + 1 if title else 0
    text, told = whole_text(title, str(record["text"])), bool(record["is_disclosure"])
    names = [n for n in record.get("breached") or [] if _is_name(n)]
    spans = list(_mentions(text, names, "BREACHED"))
    for victim in record["spans"]["victims"]:
        if victim["type"] == "Organization":
            label = ("BREACHED" if _is_name(victim["text"]) else "VICTIM") if told else IGNORE
            spans.append((victim["start"] + base, victim["end"] + base, label))
    spans += [
        (a["start"] + base, a["end"] + base, "ACTOR") for a in record["spans"]["attackers"] if _is_name(a["text"])
    ]
    return Labelled(normalise(text), len(title), disjoint(spans), (float(told), None), "casie", 1.0, record)


def _is_name(text: str) -> bool:
    words = re.sub(r"^(?:the|a|an|its|their|our)\s+", "", text, flags=re.IGNORECASE).split()
    return 0 < len(words) <= _WORDY and any(c.isupper() for c in words[0]) and text not in _PRONOUNS


_SUFFIX = re.compile(
    r"[ ,]+(?:incorporated|inc|corporation|corp|company|co|limited|ltd|llc|llp|lp|plc|gmbh|ag|sa|p\.?c|group)\.?$",
    re.IGNORECASE,
)


def _mentions(text: str, names: Iterable[str], label: str) -> Iterator[Span]:
    for name in sorted({n.strip() for n in names if n and len(n.strip()) > 1}, key=lambda n: (-len(n), n)):
        bare = re.sub(r"\s*\([^)]*\)", "", name)
        bare = re.sub(r"^(?:the|a) ", "", _SUFFIX.sub("", _SUFFIX.sub("", bare)), flags=re.IGNORECASE).strip(" ,.")
        if len(bare) < 2:  # noqa: PLR2004 - one letter is no name
            continue
        flags = re.IGNORECASE if len(bare) > 4 else 0  # noqa: PLR2004 - acronyms keep their capitals
        for match in re.finditer(rf"(?<!\w){re.escape(bare)}(?!\w)", text, flags):
            yield match.start(), match.end(), label


def _short(text: str, names: Iterable[str]) -> Iterator[Span]:
    """Initials of a name are the name; its first word alone is left open."""
    for name in names:
        words = re.findall(r"\b[A-Z]\w*", name)
        initials = "".join(word[0] for word in words)
        if len(initials) > 2:  # noqa: PLR2004 - two letters are too common
            yield from _mentions(text, [initials], "BREACHED")
        short = re.search(r"\(([A-Z]{2,})\)", name)
        if short:
            yield from _mentions(text, [short.group(1)], "BREACHED")
        if len(words) > 1 and len(words[0]) > 3:  # noqa: PLR2004
            yield from _mentions(text, [words[0]], IGNORE)


_NOMINAL = re.compile(
    r"\b(?:the|its|this|that)\s+(?:\w+\s+)?(?:company|firm|hospital|university|site|website|service|clinic|bank|city|"
    r"school|district|college|organi[sz]ation|agency|retailer|provider|chain|forum|platform|insurer|department|airline)\b",
    re.IGNORECASE,
)


def vcdb(record: Record) -> Labelled | None:
    """Every mention of the named victim and of downstream victims; other ways to speak of it are left open."""
    text, breached, others = str(record["text"]), record.get("breached") or [], record.get("affected_downstream") or []
    found = [*_mentions(text, breached, "BREACHED"), *_mentions(text, others, "DOWNSTREAM"), *_short(text, breached)]
    if not any(label == "BREACHED" for _, _, label in found):
        return None
    found += [(m.start(), m.end(), IGNORE) for m in _NOMINAL.finditer(text)]
    return Labelled(normalise(text), 0, disjoint(found), (1.0, 1.0 if others else None), "vcdb", 1.0, record)


def hibp(record: Record) -> Labelled:
    """The named organisation and its domain; words for the types of data that the catalogue lists, others left open."""
    text = str(record["text"])
    names = [*(record.get("breached") or []), record.get("domain") or ""]
    given = set(record.get("data_types") or [])
    terms = [(t.start, t.end, "EXPOSED" if t.type in given else IGNORE) for t in terms_in(text)]
    spans = disjoint([*_mentions(text, names, "BREACHED"), *terms])
    return Labelled(normalise(text), 0, spans, (1.0, None), "hibp", 1.0, record, data=True)


_CAPITALS = r"(?:(?:[A-Z][\w&.'-]*|of|and|&|for)\s?){0,4}[A-Z][\w&-]*"
_BA_NAMED = re.compile(rf"[Bb]usiness associate(?: \(BA\))?, ({_CAPITALS}(?:, (?:Inc|LLC|Corp)\.?)?)")


def hhs(record: Record) -> Labelled:
    """The filer is breached, or downstream where another party, a business associate, is named."""
    text, third = str(record["text"]), bool(record["business_associate_present"])
    filer = list(_mentions(text, [record["filer"]], "F"))
    named = [(m.start(1), m.end(1), "BREACHED") for m in _BA_NAMED.finditer(text)]
    named = [n for n in named if all(n[1] <= f[0] or n[0] >= f[1] for f in filer)]
    spans = [*named, *((s, e, "DOWNSTREAM" if named else "BREACHED") for s, e, _ in filer)]
    return Labelled(normalise(text), 0, disjoint(spans), (1.0, float(third)), "hhs", 0.7, record)


def template(kind: str, lines: list[str], rng: random.Random) -> Labelled:
    """One template with invented names."""
    text, spans = render("\n".join(lines), Filler(rng), kind)
    kept = disjoint((s, e, label) for s, e, label in spans if label in _TEMPLATES)
    told = kind == "disclosure"
    third = float(any(label in ("DOWNSTREAM", "SUPPLIER") for _, _, label in kept)) if told else None
    return Labelled(
        normalise(text), len(lines[0]) and text.index("\n") if "\n" in text else 0, kept, (float(told), third), "own"
    )


def document(given: corpus.Document) -> Labelled:
    """One of our labelled documents."""
    spans = disjoint(
        (s.start, s.end, _CORPUS[s.label] if s.status is None else DATA_LABELS[s.status])
        for s in given.spans
        if s.status is not None or s.label in _CORPUS
    )
    told = bool(given.record["is_disclosure"])
    third = (
        float(given.record["kind"] == "third_party_breach" or bool(given.record["affected_downstream"]))
        if told
        else None
    )
    return Labelled(
        normalise(given.whole), len(given.title), spans, (float(told), third), "corpus", 1.0, given.record,
        data=True, facts=True,
    )  # fmt: skip


# Documents of one round of training; of the others all.
_TAKEN: Final = {"casie": 300, "vcdb": 250, "hhs": 60, "hibp": 40}


def documents(data: Path, rng: random.Random) -> tuple[list[Labelled], list[Labelled]]:
    """(for the tagger, kept from it): every document of the sets that are present."""
    parts: list[list[Labelled]] = [
        [casie(r) for r in read(data / "casie_train.jsonl")],
        [d for r in read(data / "vcdb_train.jsonl") if (d := vcdb(r))],
        [hibp(r) for r in read(data / "hibp_train.jsonl")],
        [hhs(r) for r in read(data / "hhs_train.jsonl")],
    ]
    taken = [d for part in parts for i, d in enumerate(part) if i % HELD]
    held = [d for part in parts for i, d in enumerate(part) if not i % HELD]
    for file in ("negatives.txt", "disclosures.txt"):
        for i, (kind, lines) in enumerate(blocks(HERE / file)):
            (taken if i % HELD else held).append(template(kind, lines, rng))
    for one in corpus.read():
        if one.record["lang"] == "en":
            (held if one.dev else taken).append(document(one))
    return taken, held


def rounds(taken: list[Labelled], number: int, rng: random.Random) -> list[list[Labelled]]:
    """For each round of training: a sample of the large sets, all of the small ones."""
    found: list[list[Labelled]] = [[] for _ in range(number)]
    for origin in dict.fromkeys(d.origin for d in taken):
        pool = [d for d in taken if d.origin == origin]
        rng.shuffle(pool)
        size = min(len(pool), _TAKEN.get(origin, len(pool)))
        for index, one in enumerate(found):
            start = index * size % len(pool)
            one.extend([*pool, *pool][start : start + size])
    return found

"""Round-ups: pages that tell of several incidents, of which each is read by itself.

What is read of the whole page would give each company the data and the suppliers of the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from model.disclosure import Disclosure, Evidence, Party
from model.vocabulary import Claim, Kind, Role
from nlp.figures.days import MONTH
from nlp.parties.candidates import fold_name
from nlp.text.patterns import words
from nlp.text.sentences import Shape, split
from nlp.text.steering import Span

_TITLE = words(
    r"\b(?:round-?ups?|recaps?|digest|in brief|news briefs?|(?:in )?other (?:cyber ?|security |breach )?news"
    r"|(?:this|last|the|past) (?:week|month)(?:'s)? (?:in |top |biggest |major |data |cyber |security )"
    r"|(?:week|month) in (?:breaches|cyber\w*|security|review|hacks)"
    r"|weekly (?:data |cyber ?)?(?:breach|security|hack)\w*"
    r"|(?:breaches|hacks|leaks|attacks|incidents) (?:of|this) (?:the )?(?:week|month)"
    rf"|(?:breaches|hacks|leaks|attacks|incidents) (?:of|in) {MONTH})\b"
)
_APART = words(  # "Three clinics report breaches", "X and Y disclose separate breaches"
    r"\b(?:(?:separate|unrelated|different) (?:data |security |cyber ?)?(?:breaches|hacks|leaks|attacks|incidents)"
    r"|(?:two|three|four|five|several|more) (?:[\w-]+ ){0,2}?(?:companies|firms|hospitals|clinics|insurers|banks"
    r"|retailers|schools|districts|universities|councils|airlines|hotels|chains|charities|lenders|shops)"
    r" (?:[\w-]+ ){1,3}?(?:breaches|hacks|leaks|incidents|intrusions|break-ins))\b"
)
_THROUGH_ONE = words(
    r"\b(?:vendors?|suppliers?|providers?|third[- ]part(?:y|ies)|at an?|via|through|linked|tied|same)\b"
)
_NEXT = words(r"^(?:and )?(?:first|second|third|fourth|fifth|next|finally|lastly|meanwhile|elsewhere|also)\b")
_FEWEST = 3  # parts of a page that may be a round-up
_SURE = 0.6  # confidence from which a name in a part is breached
_SEVERAL = 2  # incidents that make it one


def may_be(title: str) -> bool:
    """Whether a title says that the page tells of several incidents."""
    apart = _APART.search(title) and not _THROUGH_ONE.search(title)
    return bool(apart or _TITLE.search(title))


def parts(text: str, title_length: int) -> list[Span]:
    """Where the parts of a round-up stand; none where it has fewer than three.

    Each is a section below a heading, else an item of a list, else a paragraph, else what "second" or "finally" opens.
    """
    lines = list(_lines(text, title_length))
    end = lines[-1][1] if lines else 0
    headings = [start for (start, _, shape), below in pairwise(lines) if shape == "heading" and below[2] != "heading"]
    items = [start for start, _, shape in lines if shape == "item"]
    starts = next((found for found in (headings, items) if len(found) >= _FEWEST), [])
    if starts:
        return list(pairwise([*starts, end]))
    prose = [(start, stop) for start, stop, shape in lines if shape == "prose"]
    if len(prose) >= _FEWEST:
        return prose
    starts = [s.start for s in split(text, title_length) if s.shape == "prose" and _NEXT.search(s.text)]
    return list(pairwise([*starts, end])) if len(starts) >= _FEWEST else []


def _lines(text: str, title_length: int) -> Iterator[tuple[int, int, Shape]]:
    told = [sentence for sentence in split(text, title_length) if sentence.shape != "title"]
    for _, group in groupby(told, key=lambda sentence: sentence.block):
        line = list(group)
        yield line[0].start, line[-1].end, line[0].shape


def together(found: Sequence[tuple[int, Disclosure]], language: str) -> Disclosure | None:
    """One record of what was read in the parts, each with the place where it begins; None of a single incident.

    It says who was breached, by each part's own words, and nothing of data, counts or days: they are of one of them.
    """
    told = [(at, each) for at, each in found if each.is_disclosure and each.claim is Claim.CONFIRMED]
    told = [(at, each) for at, each in told if _named(each)]
    named = {frozenset(fold_name(party.name) for party in _named(each)) for _, each in told}
    if len(named) < _SEVERAL or sum(map(len, named)) > len(frozenset().union(*named)):
        return None
    kinds = {each.kind for _, each in told}
    return Disclosure(
        is_disclosure=True,
        score=max(each.score for _, each in told),
        kind=kinds.pop() if len(kinds) == 1 else Kind.BREACH,
        claim=Claim.CONFIRMED,
        parties=tuple({fold_name(party.name): party for at, each in told for party in _breached(each, at)}.values()),
        language=language,
    )


def _breached(part: Disclosure, at: int) -> Iterator[Party]:
    for party in _named(part):
        quote = party.evidence
        yield replace(party, evidence=Evidence(quote.quote, quote.start + at, quote.end + at))


def _named(part: Disclosure) -> list[Party]:
    """Who was breached by the words of a part, and not for want of another name in it."""
    return [party for party in part.parties if party.role is Role.BREACHED and party.confidence >= _SURE]

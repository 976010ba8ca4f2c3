"""Whose services only stand still since another was hit: "WiFi at Oakfeld Airport has been switched off"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.vocabulary import Role
from nlp.parties.features import STRONG
from nlp.parties.scored import Scored
from nlp.text.patterns import late
from nlp.text.sentences import Sentence

_I = re.IGNORECASE
_SERVICE = late(  # "ticket sales for the"
    r"\b(?:wi-?fi|computers?|phones?|phone lines?|systems?|services?|web ?sites?|e-?mails?|networks?|sales|payments?"
    r"|permits?|appointments?|flights?|operations?|surgeries|classes|check-in|screens?|card readers?|tills?|kiosks?"
    r"|registrations?|bookings?|reservations?|catalogues?|lessons)(?: desks?)? (?:at|of|for|in) (?:the )?$",
    _I,
)
_STANDS = late(
    r"\b(?:(?:switched|turned) off|shut down|taken (?:off-?line|down)"
    r"|(?:is|are|was|were|remain\w*|still|went|services) "
    r"(?:(?:still|also|currently|temporarily) )?(?:down|off-?line|unavailable|closed|out of (?:order|service))"
    r"|that (?:is|are) down|cancell?ed|suspended|halted|stopped|disrupted|(?:cannot|can't|could not) be \w+)\b",
    _I,
)
_UNNAMED = late(r"\b[Tt]he (?:City|County|Town|Village|Borough|Township|District|Council)(?:'s)?(?! of\b)\b")
_ENTERED = late(r"\b(?:encrypt\w+|infect\w+|locked|scrambled|hit)\b", _I)
_HIT = ("r_suffered", "r_lost", "r_event_noun", "l_event_at", "l_verb_object", "l_from")


def read_standstills(scored: Sequence[Scored], sentences: Sequence[Sentence]) -> None:
    """Where another was plainly hit, be it only "the City", whose services merely stand still was not breached."""
    still = [item for item in scored if item.role is Role.BREACHED and _only_stands(item, sentences)]
    hit = any(
        item.role is Role.BREACHED and item not in still and any(item.found[name] for name in _HIT) for item in scored
    )
    if still and (hit or any(_UNNAMED.search(s.text) and STRONG.search(s.text) for s in sentences[:60])):
        for item in still:
            item.role, item.why = Role.BYSTANDER, "its services only stand still"


def _only_stands(item: Scored, sentences: Sequence[Sentence]) -> bool:
    return all(_stands(sentences, m.sentence, m.start, m.end) for m in item.candidate.mentions)


def _stands(sentences: Sequence[Sentence], index: int, start: int, end: int) -> bool:
    sentence = sentences[index]
    before, after = sentence.text[: start - sentence.start], sentence.text[end - sentence.start :]
    if not _SERVICE.search(before) or STRONG.search(sentence.text) or _ENTERED.search(sentence.text):
        return False
    listed = sentence.shape == "item" and not after.strip(" .;")
    return listed or bool(_STANDS.search(sentence.text))

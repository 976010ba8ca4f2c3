"""Who speaks of itself on its own page: of a loss that was no hack, or in answer to a claim."""

from __future__ import annotations

from dataclasses import replace

from model.disclosure import Party
from model.vocabulary import Claim, Role
from nlp.parties.candidates import fold_name
from nlp.parties.speaker import studies_others
from nlp.reading import Reading
from nlp.text.patterns import words


def is_open(reading: Reading) -> bool:
    """Whether a page that reports no incident itself may speak of one: of who is said to be hit, or says that he was not.

    Whoever answers a claim on its own page repeats it: the words of the claim are not the page's own.
    """
    ours = fold_name(reading.speaker) if reading.speaker else None
    hit = any(p.role in (Role.BREACHED, Role.DOWNSTREAM) or fold_name(p.name) == ours for p in reading.parties)
    hit = hit or any(item.found["cleared"] or item.found["denied"] for item in reading.scored)
    hit = hit or (bool(reading.speaker) and any(p.role is Role.THREAT_ACTOR for p in reading.parties))
    said = reading.claim is Claim.CONFIRMED or (reading.claim is Claim.CLAIMED and bool(reading.speaker))
    return not reading.is_disclosure and said and hit


def own_loss(reading: Reading) -> None:
    """Whoever says on its own page that it was not hacked, and that its data were lost otherwise, was hit all the same."""
    if not reading.is_disclosure or reading.claim is not Claim.CONFIRMED or not reading.speaker:
        return
    if any(party.role in (Role.BREACHED, Role.DOWNSTREAM) for party in reading.parties):
        return
    for place, party in enumerate(reading.parties):
        if fold_name(party.name) == fold_name(reading.speaker):
            reading.parties[place] = replace(party, role=Role.BREACHED)
            reading.note(f"{Role.BREACHED} {party.name} (speaks of its own loss)", party.evidence.quote)
            return
    ours = [i for i, s in enumerate(reading.sentences) if _OURS.search(s.text)]
    if (
        len(ours) >= _OFTEN
        and not studies_others(reading.text)
        and not any(party.role is Role.THREAT_ACTOR for party in reading.parties)
    ):
        sentence = reading.sentences[ours[0]]
        evidence = reading.sentence_evidence(ours[0], sentence.start, sentence.start)
        reading.parties.append(Party(reading.speaker, Role.BREACHED, 0.7, evidence))
        reading.note(f"{Role.BREACHED} {reading.speaker} (speaks of its own loss, without a name)", evidence.quote)


_OFTEN = 2  # sentences in which a page must speak of itself or to its customers
_OURS = words(
    r"\bour (?:own )?(?:[\w-]+ ){0,2}(?:systems?|networks?|servers?|databases?|services?|support|platform|environment|customers?"
    r"|users?|logs?|monitoring|engineers?|developers?|desk|tools?|app|api|code|settings|page|website|shop|store|accounts?|providers?"
    r"|processor|vendors?|log-?in|staff|employees?|colleagues?|agents?|office|inbox|repositor(?:y|ies)|cloud)\b"
    r"|\byour (?:[\w-]+ ){0,2}(?:data|information|account|name|e-?mail|password|keys?|tokens?|workspace|tickets?|orders?)\b"
    r"|\b(?:wrote to us|one of our|(?:we|we've) (?:have )?(?:rotated|reset|revoked|notified|traced|closed|blocked|disabled))\b"
)


def answer(reading: Reading, words: str) -> None:
    """Whoever answers a claim on its own page speaks of itself, though the page names nobody or only the claimant."""
    if not reading.speaker or any(fold_name(party.name) == fold_name(reading.speaker) for party in reading.parties):
        return
    start = max(0, reading.text.find(words))
    reading.parties.append(Party(reading.speaker, Role.BYSTANDER, 0.7, reading.evidence(start, start + len(words))))

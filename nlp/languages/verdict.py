"""Whether a document discloses an incident (by `nlp/data/foreign_weights.yaml`), of which kind, and how firmly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from model.vocabulary import Claim, Kind
from nlp.languages.actors import actors
from nlp.languages.cues import Cues
from nlp.languages.grounds import grounded
from nlp.languages.outright import brief_of_another_matter, is_brief, of_another, only_devices, refuses, told_outright
from nlp.languages.text import Sentence
from nlp.text.lexicon import load
from nlp.trained.odds import probability, scaled
from nlp.trained.weights import abroad

OPINION: Final = "words"  # the feature that is the first opinion, by the words alone
_LEAD = 4  # sentences, the title among them
_THRESHOLD = 0.5
_OUTRIGHT = 0.6  # of a short item that says in one sentence what happened
_BRIEFLY = 0.7  # from which a brief item is believed that does not say so outright
_SHORT, _ENOUGH = 4, 4  # sentences; sentences with a word beyond which more tell nothing
_WEIGHED = (
    "incident", "ransomware", "misconfig", "exposure", "victim", "report", "confirm", "statistics", "advice", "penalty",
    "outage", "marketing", "vulnerability", "retraction", "refuses", "claim", "unproven", "physical", "people",
    "records", "third_party", "told", "authority", "happened", "noticed", "announced",
)  # fmt: skip
_OTHER_MATTERS = (
    "statistics", "advice", "penalty", "outage", "marketing", "vulnerability", "retraction", "refuses", "claim",
    "unproven", "physical",
)  # fmt: skip
_NO_REPORT = tuple(name for name in _OTHER_MATTERS if name != "outage")
_EXPOSED = 2  # types of data that tell of more than an outage
_DENIED = 40  # characters between a negation and the event that it denies
_NEGATED = 20  # characters before a verb of confirming in which it is negated
_NOT: Final = re.compile(
    r"(?<!\w)(?:no(?: l[oae]s?)?(?: ha[n]?)?|non(?: l[oa'])?(?: ?ha(?:nno)?)?|nao(?: [oa])?(?: quis| quiseram)?"
    r"|n'(?:en )?(?:a|ont)(?: encore)? (?:pas|rien|ni)(?: encore)?|ne|n'|sin|sans|senza|sem) $"
)
_EVENT = ("incident", "ransomware", "misconfig")
_BLANK: Final = re.compile(  # who, when or what is to be filled in: "[Name des Unternehmens]"
    "[\u25cb\u25ef\u25cf\u3007]{2,}"
    "|[*\uff0a\u25cb\u25ef\u25cf\u3007Xx\uff38]{1,2}月[*\uff0a\u25cb\u25ef\u25cf\u3007Xx\uff38]{1,2}日"
    "|[\\[\uff3b](?:会社名|貴社名|企業名|日付|年月日|お客様名|顧客名)"
    r"|\[(?:(?:den |die |das |le |la |il |el |o |a |de |het |votre |vostro |ihr )?(?:name|firma|unternehmen|datum|nom"
    r"|entreprise|société|date|nombre|empresa|fecha|nome|azienda|società|data|naam|bedrijf|organisation|organisatie"
    r"|organización|organizzazione))\b[^\]\n]{0,50}\]",
    re.IGNORECASE,
)

_TALLY: Final = re.compile(  # how many there were, in Japanese: "企業の被害は半年で110件"
    r"(?:(?:地方|全国|国内|[県府都道]内|業界)[ので]|(?<![一-龠ァ-ーのた]))"
    r"(?:上場企業|企業|自治体|病院|医療機関|学校|大学|公表|起き|発生)[^。]{0,40}"
    r"(?:漏えい|漏洩|流出|被害|事故|攻撃|紛失)[はが][^。、]{0,8}\d+件(?!目)"
    r"|(?:漏えい|漏洩|流出|紛失|被害)(?:を公表)?した(?:上場)?(?:企業|会社|自治体|団体|組織)[はが][^。、]{0,8}\d+(?:社|団体)"
)
_PERIOD: Final = re.compile(r"昨年|今年|前年|半年|年間|半期|年度|[かヶカ]月間")
_ONE_FIRM: Final = re.compile(r"株式会社|有限会社|[当弊同]社")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the other rules found, as far as the verdict weighs it."""

    third_party: bool
    exposed: int
    denied: int
    counted: bool
    dated: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """`score` is in [0, 1]; at least .5 is a disclosure."""

    is_disclosure: bool
    score: float
    kind: Kind
    claim: Claim


def judge(cues: Cues, facts: Facts) -> Verdict:
    """Weighs what tells of an incident against other matters; forms, definitions and tallies tell of none."""
    claim = claim_of(cues)
    outright = told_outright(cues)
    told = (
        (outright or (_told(cues, facts) and not brief_of_another_matter(cues)))
        and grounded(cues)
        and not (not facts.exposed and not facts.counted and only_devices(cues))
        and not _BLANK.search(cues.reading.raw[:3_000])
        and not cues.count("explains", first=_LEAD)
        and not any(map(_tallies, cues.reading.sentences[:2]))
        and not (claim in (Claim.DENIED, Claim.RETRACTED) and _refused_in_title(cues))
    )
    score = _weighed(cues, facts, claim) if told else 0.0
    if not outright and is_brief(cues) and score < _BRIEFLY:
        score /= 2
    if told and outright:
        score = max(score, _OUTRIGHT)
    found = score >= _THRESHOLD
    if not found and claim is Claim.CONFIRMED and _denies(cues, facts):
        claim = Claim.DENIED
    kind = _kind(cues, facts) if found else _other_kind(cues, _against(cues), claim)
    return Verdict(found, round(score, 3), kind, claim)


def _weighed(cues: Cues, facts: Facts, claim: Claim) -> float:
    opinion = scaled(abroad().document(*title_and_text(cues)))
    return probability({**signs(cues, facts, claim), OPINION: opinion}, load("foreign_weights")["disclosure"])


def title_and_text(cues: Cues) -> tuple[str, str]:
    """What the first opinion of a document is taken on."""
    end = max(0, cues.reading.title_end)
    return cues.reading.raw[:end], cues.reading.raw[end:]


def _refused_in_title(cues: Cues) -> bool:
    """Whether the title says that somebody denies it, or asks of it, and nobody tells that it befell them.

    Who denies it must be no attacker.
    """
    title = cues.reading.raw[: max(0, cues.reading.title_end)]
    denies = cues.count("refuses", title=True) > 0 or "?" in title or "\uff1f" in title
    if not denies or cues.count("confirm", title=True):
        return False
    if any(one.start < cues.reading.title_end for one in actors(cues.reading, cues.lexicon)):
        return False
    told = (s for s in cues.reading.sentences if cues.has("victim", s) and any(cues.has(name, s) for name in _EVENT))
    return not any(all(not cues.has(name, s) for name in ("refuses", "claim", "retraction", "unproven")) for s in told)


def _told(cues: Cues, facts: Facts) -> bool:
    """Whether any word tells of an event, or of data that were exposed; an outage that was no attack is none."""
    told = [s for s in cues.reading.sentences if any(cues.has(name, s) for name in _EVENT)]
    if cues.count("outage", title=True):
        return facts.exposed >= _EXPOSED or any(not _rules_out(cues, s) for s in told)
    return bool(told) or facts.exposed > 0


def _tallies(sentence: Sentence) -> bool:
    """Whether the sentence counts incidents over a time, and tells of no one firm."""
    counts = _TALLY.search(sentence.folded) is not None and _PERIOD.search(sentence.folded) is not None
    return counts and _ONE_FIRM.search(sentence.folded) is None


def _rules_out(cues: Cues, sentence: Sentence) -> bool:
    """Whether the sentence says that it was no attack, and does not leave it open; or only asks whether it was one."""
    if sentence.folded.rstrip().endswith("?"):
        return True
    if cues.has("refuses", sentence):
        return True
    denials = [end for name in ("deny_verb", "deny_forward") for _, end in cues.spans(name, sentence)]
    events = [start for name in _EVENT for start, _ in cues.spans(name, sentence)]
    denied = all(any(0 <= start - end <= _DENIED for end in denials) for start in events)
    return denied and not cues.has("unsaid", sentence)


def signs(cues: Cues, facts: Facts, claim: Claim) -> dict[str, float]:
    """What speaks for or against a disclosure: which words the title and the text use, and what was read from them."""
    found: dict[str, float] = {f"claim_{claim.value}": 1.0}
    for name in _WEIGHED:
        found[f"title_{name}"] = min(cues.count(name, title=True), 1)
        found[f"text_{name}"] = min(cues.count(name, title=False), _ENOUGH) / 2
    found["text_refuses"] = min(sum(refuses(cues, s) for s in cues.reading.sentences if not s.in_title), _ENOUGH) / 2
    found |= {"exposed": min(facts.exposed or _personal(cues), 6) / 3, "denied": min(facts.denied, 3) / 2}
    if found["title_incident"] or found["title_ransomware"]:
        found["title_outage"] = 0.0  # an attack is its cause
    title = cues.reading.raw[: max(0, cues.reading.title_end)].rstrip()
    found["title_asks"] = title.endswith(("?", "\uff1f"))
    short = len(cues.reading.sentences) <= _SHORT
    found |= {"counted": facts.counted, "dated": facts.dated, "short": short}
    return {**found, **(_befell(cues) if short else _locked(cues))}


def _personal(cues: Cues) -> int:
    """Whether personal data got out of which nothing more is said; they are of no type, and still were taken."""
    personal = cues.lexicon.cue("personal")
    told = (s for s in cues.reading.sentences if cues.has("exposure", s) and personal.search(cues.masked(s)))
    return int(any(not cues.has("deny_verb", s) and not cues.has("deny_forward", s) for s in told))


def _locked(cues: Cues) -> dict[str, float]:
    """What longer reports go by: they may tell of no data, and of all that is out of order.

    Systems were locked, in a sentence of the lead that tells of nothing else, or an incident that the title states
    befell somebody in a lead that does not.
    """
    lead = [(s, any(cues.has(name, s) for name in _NO_REPORT)) for s in cues.reading.sentences[:_LEAD]]
    locked = any(not other for s, other in lead if cues.has("ransomware", s))
    hit = any(not other for s, other in lead if cues.has("incident", s) and cues.has("victim", s))
    alone = not any(other for _, other in lead)
    title = cues.reading.folded[: max(0, cues.reading.title_end)].rstrip()
    titled = cues.count("incident", title=True) > 0 and not title.endswith("?")
    return {"struck": locked or (hit and alone and titled), "undoubted": locked and alone}


def _befell(cues: Cues) -> dict[str, float]:
    """What short items without a word on data go by: an event befell somebody, and nothing tells of another matter."""
    events = [s for s in cues.reading.sentences if any(cues.has(name, s) for name in _EVENT)]
    others = [s for s in cues.reading.sentences if any(cues.has(name, s) for name in _OTHER_MATTERS)]
    struck = [s for s in events if s not in others and cues.has("victim", s)]
    return {
        "struck": bool(struck),
        "struck_title": any(s.in_title for s in struck),
        "undoubted": bool(events) and not others,
        "title_undoubted": any(s.in_title for s in events) and not any(s.in_title for s in others),
    }


def _against(cues: Cues) -> dict[Kind, float]:
    """Points for each other kind of document, where it is no disclosure."""
    statistics = 2.0 * cues.count("statistics", title=True) + 0.9 * min(cues.count("statistics", title=False), 4)
    advice = 3.5 * cues.count("advice", title=True) + 0.8 * min(max(0, cues.count("advice", title=False) - 1), 4)
    penalty = 4.0 * cues.count("penalty", title=True) + 1.2 * min(cues.count("penalty", title=False), 3)
    outage = 2.0 * cues.count("outage", title=True) + 0.8 * min(cues.count("outage", title=False), 2)
    if outage and cues.count("refuses"):
        outage += 3.0
    marketing = 3.0 * cues.count("marketing", title=True) + 0.9 * min(cues.count("marketing", title=False), 4)
    vulnerability = 1.5 * cues.count("vulnerability", title=True)
    if cues.count("vulnerability") and cues.count("unexploited"):
        vulnerability += 3.5
    weights = {
        Kind.STATISTICS: statistics - 1.0,
        Kind.OPINION: advice,
        Kind.FOLLOW_UP: penalty,
        Kind.OUTAGE: outage - 0.8,
        Kind.MARKETING: marketing - 0.9,
        Kind.VULNERABILITY: vulnerability,
    }
    return {kind: weight for kind, weight in weights.items() if weight > 0}


def claim_of(cues: Cues) -> Claim:
    """Retracted or denied where the title or several sentences say so; claimed where nobody confirms."""
    title, body = cues.count("retraction", title=True), cues.count("retraction", title=False)
    told = [s for s in cues.reading.sentences if not of_another(cues, s)]
    claims, confirms = (
        sum(cues.has("claim", s) or _only_threatens(cues, s) for s in told),
        sum(_confirms(cues, s) for s in cues.reading.sentences),
    )
    refusing = [s for s in cues.reading.sentences if refuses(cues, s)]
    in_title, denials = sum(s.in_title for s in refusing), len(refusing)
    if (
        (title or body)
        and (claims or denials)
        and (title or denials or body > 1)
        and not cues.count("penalty", title=True)
    ):
        return Claim.RETRACTED if title or body > 1 else Claim.DENIED
    if in_title or (denials and claims and denials + claims > confirms + 1):
        return Claim.DENIED
    unproven = cues.count("claim", first=_LEAD) and cues.count("unproven")
    return Claim.CLAIMED if (claims and not confirms) or unproven else Claim.CONFIRMED


def _only_threatens(cues: Cues, sentence: Sentence) -> bool:
    """Whether somebody threatens to publish data, and no other sentence of the text tells that something happened."""
    body = (s for s in cues.reading.sentences if s is not sentence and not s.in_title)
    return cues.has("threat", sentence) and not any(cues.happens(s) for s in body)


def _confirms(cues: Cues, sentence: Sentence) -> bool:
    """Whether the sentence confirms something; not "X no ha confirmado", "qui ne confirme pas"."""
    folded = cues.reading.folded
    spans = cues.spans("confirm", sentence)
    return any(not _NOT.search(folded, max(sentence.start, start - _NEGATED), start) for start, _ in spans)


def _denies(cues: Cues, facts: Facts) -> bool:
    """Whether a page that reports no incident denies one; "it was no attack" of an outage answers nobody."""
    told = facts.exposed or cues.count("outage") or cues.count("penalty") or cues.count("statistics", title=True)
    denials = sum(refuses(cues, s) for s in cues.reading.sentences[:_LEAD])
    return not told and 0 < denials >= cues.count("confirm")


def _kind(cues: Cues, facts: Facts) -> Kind:
    if facts.third_party:
        return Kind.THIRD_PARTY_BREACH
    if cues.count("ransomware", first=_LEAD):
        return Kind.RANSOMWARE
    if cues.count("misconfig", first=_LEAD):
        return Kind.EXPOSURE_MISCONFIG
    return Kind.BREACH


def _other_kind(cues: Cues, against: dict[Kind, float], claim: Claim) -> Kind:
    if claim is not Claim.CONFIRMED and any(cues.count(name) for name in (*_EVENT, "boasts", "threat")):
        return Kind.LEAK_CLAIM
    return max(against, key=lambda kind: against[kind], default=Kind.OTHER)

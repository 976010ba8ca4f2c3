"""Whether a document tells of a specific incident as its subject, from all that was read."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from model.disclosure import Party
from model.vocabulary import Claim, DataStatus, Kind, Role
from nlp.parties.candidates import fold_name
from nlp.parties.scored import Scored
from nlp.parties.speaker import studies_others
from nlp.reading import Reading
from nlp.text.lexicon import load
from nlp.text.patterns import words
from nlp.trained.odds import logistic, logit
from nlp.verdict import examples
from nlp.verdict import kind as kinds
from nlp.verdict.claim import read_claim, unproven
from nlp.verdict.doubt import read_doubt
from nlp.verdict.heard import heard_only
from nlp.verdict.outlook import weighed

_EVEN = 0.5
_OTHER_KIND = 3  # signs from which a page that is no disclosure gets that kind


def read_verdict(reading: Reading) -> None:
    """Sets `claim`, `kind`, `score` and `is_disclosure` of a reading."""
    reading.claim, words = read_claim(reading.text, reading.title_length)
    if not words and any(item.role is Role.THREAT_ACTOR and item.found["a_lists"] for item in reading.scored):
        reading.claim, words = Claim.CLAIMED, "listed by its attacker, and nobody confirms it"
    if words:
        reading.note(f"claim {reading.claim}", words)
    found = signals(reading)
    against = _against(reading, found)
    reading.score = round(_combined(weighed(found), reading, _AGAINST if against else 0.0), 4)
    veto = _veto(reading)
    if veto is not None:
        reading.score = min(reading.score, 0.3)
    reading.is_disclosure = reading.score >= _EVEN
    _own_loss(reading)
    doubt = read_doubt(reading.text, reading.title_length) if _is_open(reading) else None
    if doubt is not None and doubt[0] is not reading.claim:
        reading.claim = doubt[0]
        _answer(reading, doubt[1])
        reading.note(f"claim {doubt[0]}", doubt[1])
    other = veto or against
    if other is not None:
        reading.note(
            "hardly the subject of the page" if reading.is_disclosure else "not the subject of the page", other[1]
        )
    reading.kind = _kind(reading, found, other[0] if other and not reading.is_disclosure else None)
    # A vendor's word on an incident of its own confirms it; its word on a trial about something else does not.
    if reading.speaker and reading.kind is Kind.FOLLOW_UP and not _OF_AN_EVENT.search(reading.text):
        reading.kind = Kind.OTHER
    reading.note("score", ", ".join(f"{name}={value}" for name, value in sorted(found.items()) if value))


# Weights of the logits of gate and tagger beside the rules', and what the sum is moved by: the middle of the best of a grid.
_SUBJECT, _TOLD, _SHIFT = 0.6, 0.8, 0.2
_SUBJECT_ALONE = 0.5  # of the gate's without the tagger
_FARTHEST = 9.2  # log odds of the rules that count
# Log odds that a page of another kind lacks: only what all else is sure of is an incident's all the same.
_AGAINST = 3.0


def _combined(rules: float, reading: Reading, less: float) -> float:
    """The probability from the rules' log odds and, where they are installed, the trained gate and tagger."""
    return logistic(_log_odds(rules, reading) - less)


def _log_odds(rules: float, reading: Reading) -> float:
    total, tagged = max(-_FARTHEST, min(_FARTHEST, rules)), reading.tagged
    if reading.subject is not None:
        total += (_SUBJECT if tagged else _SUBJECT_ALONE) * logit(reading.subject)
    if tagged is not None:
        total += _TOLD * logit(tagged.told[0]) + _SHIFT
    return total


# What the rules find in the sentences, and how much of it counts; all else is known before the first is read.
_MOST = {"victim": 1, "victim_sure": 1, "data": 3, "records": 1, "occurred": 1, "links": 1, "event": 3}


def at_most(reading: Reading) -> float:
    """The log odds of a disclosure, were all found that could speak for one: below 0, it can be none."""
    weights = load("verdict_weights")
    best = sum(most * max(0.0, weights.get(name, 0.0)) for name, most in _MOST.items())
    best += max(0.0, *(weights.get(f"claim_{claim}", 0.0) for claim in Claim))
    return _log_odds(weighed(reading.signals) + best, reading)


def signals(reading: Reading) -> Counter[str]:
    """What speaks for and against; counts."""
    found = Counter(reading.signals)
    breached = [p for p in reading.parties if p.role in (Role.BREACHED, Role.DOWNSTREAM)]
    odds = [p.confidence for p in breached] + [
        i.odds for i in reading.scored if i.role is Role.BREACHED
    ]  # "the Council" too
    found["victim"] = int(bool(odds))
    found["victim_sure"] = int(any(each > _NAMED for each in odds))
    found["data"] = min(3, len(reading.data_types))
    found["records"] = int(reading.records is not None)
    found["occurred"] = int(reading.dates.occurred is not None)
    found["links"] = int(bool(reading.links))
    found["claim_" + reading.claim] = 1
    found["event"] = min(3, _events(reading))
    return found


def _events(reading: Reading) -> int:
    """The strongest count of signs that one name was hit; 0 where attacks are told of nobody in particular."""
    return max((sum(min(1, item.found[name]) for name in _HIT) for item in _hit(reading)), default=0)


def names_hit(reading: Reading) -> int:
    """How many names have a sign that they were hit."""
    return sum(any(item.found[name] for name in _HIT) for item in _hit(reading))


def _hit(reading: Reading) -> list[Scored]:
    listed = ("list_security", "list_press", "denied")
    return [item for item in reading.scored if not item.actor and not any(item.found[name] for name in listed)]


_HIT = ("r_suffered", "r_lost", "r_says_event", "r_says_entered", "r_event_noun", "l_event_at", "l_verb_object", "r_things",
        "r_notifies", "l_from")  # fmt: skip


def _veto(reading: Reading) -> tuple[Kind, str] | None:
    """What no weight may overrule: claims denied, retracted or unproven, forms to fill in, and what a court or fine is about."""
    if reading.claim in (Claim.RETRACTED, Claim.DENIED):
        return Kind.LEAK_CLAIM, f"claim {reading.claim}"
    if unproven(reading.text) >= _UNPROVEN:
        return Kind.LEAK_CLAIM, "an unproven claim"
    hit = [
        p for p in reading.parties if p.role in (Role.BREACHED, Role.DOWNSTREAM) and f"[{p.name}" not in reading.text
    ]
    sure = any(party.confidence > _NAMED for party in hit)
    if not sure and _BLANK.search(reading.text[:3_000]):
        return Kind.OTHER, "a form with blanks for who, when or what"
    title, body = reading.text[: reading.title_length], reading.text[reading.title_length :]
    if _SETTLED.search(title) and not (_SOUGHT.search(title) or _told_apart(title)) and _AT_LAW.search(body[:3_000]):
        return Kind.FOLLOW_UP, "a settlement, fine or trial"
    if _YEARS_ON.search(title):
        return Kind.FOLLOW_UP, "an anniversary"
    return None if reading.speaker else _of_no_event(title, body, [p.name for p in hit], names_hit(reading))


def _of_no_event(title: str, body: str, hit: list[str], names: int) -> tuple[Kind, str] | None:
    """What a page by others is that makes up what it tells, or tells of many as examples."""
    if supposed := _SUPPOSED.search(f"{title}\n{body[:_OPENS]}"):
        return Kind.OTHER, f"made up: {supposed[0]}"
    told_of_others = examples.told(title, body, hit, names)
    return (Kind.OPINION, told_of_others) if told_of_others else None


def _told_apart(title: str) -> bool:
    """Whether one of a headline's parts tells of incidents, and not of what courts made of one: "A Hacked; B Sued"."""
    return ";" in title and any(_REPORTS.search(part) and not _SETTLED.search(part) for part in title.split(";"))


def _against(reading: Reading, found: Counter[str]) -> tuple[Kind, str] | None:
    """What makes a page one of another kind: a template, a settlement, an outage, statistics, advice."""
    title = reading.text[: reading.title_length]
    if _TEMPLATE.search(reading.text[:3_000]) or _TEMPLATE_TITLE.search(title):
        return Kind.OTHER, "a template or instructions"
    if (_SETTLED.search(title) and not _told_apart(title)) or (
        found["sign_follow_up"] >= _OTHER_KIND and not _FRESH.search(title)
    ):
        return Kind.FOLLOW_UP, "a settlement, fine or trial"
    told = found["event"] or found["told_title"] or found["data"] or _EVENT.search(title)
    if not told and not reading.text[reading.title_length :].strip():
        return Kind.OTHER, "a title alone, which tells of no incident"
    other = _genre(reading, found, title) or _example(reading)
    if other is not None:
        return other
    exposed = any(c.status is not DataStatus.DENIED for c in reading.data_types)
    if not exposed and _is_spared(reading):
        return Kind.OTHER, "says that it was not affected"
    heard = heard_only(reading.text[:_OPENS]) if reading.claim is Claim.CLAIMED else None
    return (Kind.LEAK_CLAIM, f"only heard of: {heard[0]}") if heard else None


def _example(reading: Reading) -> tuple[Kind, str] | None:
    """What a text about something else is, or one made up, which first names those who were hit as an example."""
    if _MADE_UP.search(reading.text[:_OPENS]):
        return Kind.OTHER, "made up as an example"
    hit = [party.name for party in reading.parties if party.role in (Role.BREACHED, Role.DOWNSTREAM)]
    if examples.opened(reading.text, hit):
        return Kind.OPINION, "told as an example"
    supposed = examples.supposed(reading.text[:_OPENS]) and not names_hit(reading)
    return (Kind.OTHER, "what an intruder could have done") if supposed else None


def _is_spared(reading: Reading) -> bool:
    """Whether it says that none of its data or systems was affected, of another's incident also both in one breath."""
    head = reading.text[:8_000]
    through = any(party.role is Role.DOWNSTREAM for party in reading.parties)
    return bool((_NO_IMPACT.search(head) and _NO_OWN_IMPACT.search(head)) or (through and _SPARED.search(head)))


def _genre(reading: Reading, found: Counter[str], title: str) -> tuple[Kind, str] | None:  # noqa: PLR0911 a small number or a flat list of rules reads best in place
    """What the page is where it is of another kind: an outage, an exercise, an offer, statistics, advice."""
    if found["sign_outage"] >= _OTHER_KIND and re.search(
        r"\bnot a (?:cyber-?\s?attack|security incident)", reading.text, re.IGNORECASE
    ):
        return Kind.OUTAGE, "an outage"
    if found["title_outage"] and not (found["data"] or found["event"] or found["records"]):
        return Kind.OUTAGE, "an outage that nobody calls an intrusion, and no data"
    if len(_EXERCISE.findall(reading.text[:3_000])) >= _REHEARSED:
        return Kind.OTHER, "an exercise"
    if found["sign_marketing"] >= _OTHER_KIND:
        return Kind.MARKETING, "an offer"
    if found["sign_statistics"] >= _OTHER_KIND and not found["victim_sure"]:
        return Kind.STATISTICS, "statistics"
    if _FIGURES.search(title) and not found["told_title"]:
        return Kind.STATISTICS, "a count of incidents"
    if found["sign_opinion"] >= _OTHER_KIND and not found["victim"]:
        return Kind.OPINION, "advice or opinion without a victim"
    return None


_EVENT = words(r"\b(?:cyber|unauthori|intru|phish|malware|theft|stole|lost|event\b)")
_NAMED = 0.6  # odds from which it is sure that somebody was hit
_UNPROVEN = 2  # times that a text must say so
_REHEARSED = 2  # likewise
_EXERCISE = words(
    r"\b(?:(?:cyber|crisis|tabletop|table-top|emergency|incident|response|training|attack)[ -](?:exercise|drill)s?"
    r"|(?:an?|the|this|our|annual|yearly) (?:exercise|drill|rehearsal)|rehears\w+"
    r"|simulated (?:attack|breach|hack|incident|ransomware)|red[ -]team(?:ing)?)\b"
)
_REPORTS = words(
    r"\b(?:report|disclose|confirm|announce|reveal|suffer|admit)s? (?:[\w-]+ ){0,3}(?:breach(?:es)?|hacks?|attacks?|leaks?"
    r"|incidents?)\b|\b(?:hacked|breached|hit by)\b"
)
_OPENS = 1_500  # code points of a page in which it says that what it tells is made up
_MADE_UP = words(
    r"^(?:(?:the|our|sample|attack|breach) )?scenario:?\s*$"
    r"|\b(?:hypothetical|fictional|fictitious|imaginary) (?:[\w-]+ ){0,2}(?:company|firm|scenario|organi[sz]ation"
    r"|business|clinic|bank)\b",
    lines=True,
)
_INVENTED = r"(?:hypothetical|fictional|fictitious|imaginary|made-up)"
_TOLD_OF = r"(?:company|firm|scenario|organi[sz]ation|business|clinic|hospital|bank|case|(?:data )?breach|incident|attack|example|story)"
_SUPPOSED = words(  # says so of all that it tells, not "this is no hypothetical danger"
    rf"\b(?:in|consider|imagine|take) (?:the following|this|our|an?) {_INVENTED} (?:[\w-]+ ){{0,2}}?{_TOLD_OF}\b"
    rf"|^(?:an? |the |our |this )?{_INVENTED} {_TOLD_OF}\b"
    rf"|(?:^|[.:!?] )(?:the |this |our )(?:following )?{_TOLD_OF}(?: below| here)? is (?:purely |entirely |wholly )?{_INVENTED}\b"
    r"|(?:^|[.:!?] )(?:(?:let us|let's) )?(?:suppose|imagine|picture)(?: that)? (?:an?|your) (?:[\w-]+ ){0,3}?(?:company|firm"
    r"|organi[sz]ation|business|clinic|hospital|bank|shop|supplier|vendor|provider),? (?:called |named |(?-i:[A-Z]))",
    lines=True,
)
_NO_IMPACT = words(
    r"\bno (?:customer|user|client|personal|sensitive)(?: or \w+)? (?:data|information) (?:was|were|has"
    r" been|had been)?\s*(?:\w+ly )?(?:impacted|accessed|affected|compromised|exposed)"
)
_NO_OWN_IMPACT = words(
    r"\bno (?:[\w.-]+ ){1,5}(?:were|was|have been|has been) (?:\w+ly )?(?:compromised|breached|accessed"
    r"|affected|impacted)|\b(?:we|it|they) (?:were|was)(?: not|n't) (?:affected|impacted|breached)"
)
_SPARED = words(
    r"\b(?:none of (?:our|its) (?:\w+ )?systems,? (?:or|and|nor) (?:\w+ ){0,2}(?:data|information|customers?)|neither (?:our|its)"
    r" (?:\w+ )?systems nor (?:\w+ ){1,3}) (?:was|were|is|are|has been|have been) (?:\w+ly )?(?:impacted|accessed|affected"
    r"|compromised|touched)"
)
_TEMPLATE = words(
    r"(?-i:\[(?:[A-Z][A-Z]+(?:[ _-][A-Z]+)+|INSERT|COMPANY|DATE|NAME)[^\]]{0,30}\])|\bDear (?:Recipient Name|\["
    r"|\()|_{3,} (?:years|days)|\bsymptoms: |\btemplate for\b"
)
_BLANK = words(  # not "<<First Name>>", where a filed letter has the address
    r"\[(?:the |your )?(?:names? of )?(?:[\w-]+ ){0,4}?(?:organi[sz]ation|company|business"
    r"|agency|council|employer|practice|clinic|hospital|vendor|institution|school)(?:'s)?(?: name)?\]"
    r"|\b(?:on|since|between|from|until|about) \[(?:insert |the )?(?:date|day|month|time)[^\]]{0,30}\]"
    r"|\[(?:please )?(?:describe|explain|state the|list (?:the |of |specific )?(?:types?|specific|data|categories))\b[^\]]{0,200}\]"
)
# Not "a year after the hack": so long some wait with their first notice.
_YEARS_ON = words(r"\b(?:an?|one|two|three|five|ten|\d+) years? on\b|\banniversary\b|\brevisited\b")
_SOUGHT = words(r"\binvestigat\w+")  # "class action investigation": lawyers who look for those affected by what is new
_AT_LAW = words(
    r"\b(?:settle\w*|fine[ds]?|penalt\w+|class actions?|lawsuits?|complaint|plaintiffs?|court|judge|sued?|sues|sentenced|pleaded"
    r"|prison|jail\w*|class members?|convicted|guilty|reprimand\w*|prosecut\w+)\b"
)
_TEMPLATE_TITLE = words(
    r"\b(?:template|sample (?:[\w-]+ ){0,3}?(?:letters?|notices?|forms?|polic(?:y|ies)|plans?|e-?mails?|texts?|statements?)"
    r"|playbooks?|how to|guidance (?:on|for)|checklist|course:|webinar|\(book\)|tutorial|fix an?|guide to|tips)\b"
)
_SETTLED = words(
    r"\b(?:settlements?|settles?|fined|fines|reprimand(?:s|ed)?|class actions?|lawsuits?|sued|sentenced|pleads|pleaded|jailed|probation"
    r"|prison|convicted|found guilty|extradited)\b"
)
_OF_AN_EVENT = words(  # without one of them, a vendor's page on a trial or fine follows no incident
    r"\b(?:breach|hack|attack|cyber|ransom|stol|theft|steal|leak|intru|unauthori|expos|malware|phish|privacy|gdpr|hipaa|data\b"
    r"|personal|patient|record|extort|spy|fraud|crim|comput)"
)
_FIGURES = words(
    r"\b(?:in (?:figures|numbers)|by the numbers|statistics|survey|trends|annual report|year in review|round-?up)\b"
)
_FRESH = words(r"\b(?:breach(?:ed)?|hack(?:ed)?|attack|ransomware|stolen|leak)\b")


# How US health narratives speak of the third party that a covered entity relies on.
_ASSOCIATE = re.compile(
    r"\b(?:business associate|\(BA\)|(?:its|the|a|their) BA)\b(?! agreements?\b| contracts?\b)(?!s? (?:of|in) place)",
    re.IGNORECASE,
)
_NARRATIVE = 400


def _is_open(reading: Reading) -> bool:
    """Whether a page that reports no incident itself may speak of one: of who is said to be hit, or says that he was not.

    Whoever answers a claim on its own page repeats it: the words of the claim are not the page's own.
    """
    ours = fold_name(reading.speaker) if reading.speaker else None
    hit = any(p.role in (Role.BREACHED, Role.DOWNSTREAM) or fold_name(p.name) == ours for p in reading.parties)
    hit = hit or any(item.found["cleared"] or item.found["denied"] for item in reading.scored)
    hit = hit or (bool(reading.speaker) and any(p.role is Role.THREAT_ACTOR for p in reading.parties))
    said = reading.claim is Claim.CONFIRMED or (reading.claim is Claim.CLAIMED and bool(reading.speaker))
    return not reading.is_disclosure and said and hit


def _own_loss(reading: Reading) -> None:
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


def _answer(reading: Reading, words: str) -> None:
    """Whoever answers a claim on its own page speaks of itself, though the page names nobody or only the claimant."""
    if not reading.speaker or any(fold_name(party.name) == fold_name(reading.speaker) for party in reading.parties):
        return
    start = max(0, reading.text.find(words))
    reading.parties.append(Party(reading.speaker, Role.BYSTANDER, 0.7, reading.evidence(start, start + len(words))))


def _is_claim(reading: Reading) -> bool:
    """Whether it passes on an attacker's word of somebody, which is remembered as a claim, however little it proves."""
    roles = {party.role for party in reading.parties}
    spoken = Role.THREAT_ACTOR in roles or _SOMEBODY.search(reading.text[:3_000])
    return reading.claim is Claim.CLAIMED and Role.BREACHED in roles and bool(spoken)


_SOMEBODY = words(  # an attacker without a name
    r"\b(?:hackers?|sellers?|posters?|extortionists?|gangs?|we (?:have )?(?:hacked|breached)|(?:ransomware|extortion|hacking) (?:group|gang|crew)|hacking forum"
    r"|(?:user|member) (?:of|on) (?:a|the) (?:\w+ )?forum|leak (?:site|page)|dark web)\b"
    r"|\b(?-i:[A-Z])[\w.-]+ (?:says|claims) (?:(?:that )?(?:it|they)|to have) (?:has |have )?(?:hacked|breached|stolen?)\b"
)


_LEAD = 300  # code points in which a page without other signs says that it is about a trial


def _kind(reading: Reading, found: Counter[str], vetoed: Kind | None) -> Kind:
    if vetoed is not None:
        return vetoed
    if not reading.is_disclosure:
        best = max((k for k in Kind if found[f"sign_{k}"]), key=lambda k: found[f"sign_{k}"], default=Kind.OTHER)
        if found[f"sign_{best}"] >= _OTHER_KIND - 1:
            return best
        if _is_claim(reading):
            return Kind.LEAK_CLAIM
        lead = reading.text[: reading.title_length + _LEAD]
        return Kind.FOLLOW_UP if _AT_LAW.search(lead) and kinds.told(lead) else Kind.OTHER
    third = bool(reading.links) or any(p.role is Role.DOWNSTREAM for p in reading.parties)
    third = third or bool(_ASSOCIATE.search(reading.text[:_NARRATIVE]))
    return kinds.incident_kind(reading.text, third_party=third, claimed=reading.claim is Claim.CLAIMED)

"""What else a page is than the report of an incident: a claim, a template, a trial, an outage, statistics, advice."""

from __future__ import annotations

import re
from collections import Counter

from model.vocabulary import Claim, DataStatus, Kind, Role
from nlp.reading import Reading
from nlp.text.patterns import words
from nlp.verdict import examples
from nlp.verdict.claim import unproven
from nlp.verdict.hit import names_hit
from nlp.verdict.old_data import offered_again
from nlp.verdict.status_lines import is_of_another_sort

OTHER_KIND = 3  # signs from which a page that is no disclosure gets that kind
NAMED = 0.6  # odds from which it is sure that somebody was hit


def veto(reading: Reading) -> tuple[Kind, str] | None:
    """What no weight may overrule: what is denied, retracted, unproven or old, forms to fill in, and what a court is about."""
    if told := _unsaid(reading):
        return told
    hit = [
        p for p in reading.parties if p.role in (Role.BREACHED, Role.DOWNSTREAM) and f"[{p.name}" not in reading.text
    ]
    sure = any(party.confidence > NAMED for party in hit)
    if not sure and _BLANK.search(reading.text[:3_000]):
        return Kind.OTHER, "a form with blanks for who, when or what"
    title, body = reading.text[: reading.title_length], reading.text[reading.title_length :]
    if _SETTLED.search(title) and not (_SOUGHT.search(title) or _told_apart(title)) and AT_LAW.search(body[:3_000]):
        return Kind.FOLLOW_UP, "a settlement, fine or trial"
    if _YEARS_ON.search(title):
        return Kind.FOLLOW_UP, "an anniversary"
    return None if reading.speaker else _of_no_event(title, body, [p.name for p in hit], names_hit(reading))


def _unsaid(reading: Reading) -> tuple[Kind, str] | None:
    """What a page is of which the incident is denied, retracted or unproven, or known since long."""
    if reading.claim in (Claim.RETRACTED, Claim.DENIED):
        return Kind.LEAK_CLAIM, f"claim {reading.claim}"
    if unproven(reading.text) >= _UNPROVEN:
        return Kind.LEAK_CLAIM, "an unproven claim"
    old = offered_again(reading.text[:_OPENS], reading.published.year if reading.published else None)
    return (Kind.FOLLOW_UP, f"old data: {old}") if old else None


def _of_no_event(title: str, body: str, hit: list[str], names: int) -> tuple[Kind, str] | None:
    """What a page by others is that makes up what it tells, or tells of many as examples."""
    if supposed := _SUPPOSED.search(f"{title}\n{body[:_OPENS]}"):
        return Kind.OTHER, f"made up: {supposed[0]}"
    told_of_others = examples.told(title, body, hit, names)
    return (Kind.OPINION, told_of_others) if told_of_others else None


def _told_apart(title: str) -> bool:
    """Whether one of a headline's parts tells of incidents, and not of what courts made of one: "A Hacked; B Sued"."""
    return ";" in title and any(_REPORTS.search(part) and not _SETTLED.search(part) for part in title.split(";"))


def against(reading: Reading, found: Counter[str], heard: str) -> tuple[Kind, str] | None:
    """What makes a page one of another kind: a template, a settlement, an outage, statistics, advice, what is `heard`."""
    title = reading.text[: reading.title_length]
    if _TEMPLATE.search(reading.text[:3_000]) or _TEMPLATE_TITLE.search(title):
        return Kind.OTHER, "a template or instructions"
    if (_SETTLED.search(title) and not _told_apart(title)) or (
        found["sign_follow_up"] >= OTHER_KIND and not _FRESH.search(title)
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
    return (Kind.LEAK_CLAIM, f"only heard of: {heard}") if heard and reading.claim is Claim.CLAIMED else None


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
    if found["sign_outage"] >= OTHER_KIND and re.search(
        r"\bnot a (?:cyber-?\s?attack|security incident)", reading.text, re.IGNORECASE
    ):
        return Kind.OUTAGE, "an outage"
    if is_of_another_sort(reading.text) and not (found["data"] or found["records"]):
        return Kind.OUTAGE, "an incident that nobody calls one of security"
    if found["title_outage"] and not (found["data"] or found["event"] or found["records"]):
        return Kind.OUTAGE, "an outage that nobody calls an intrusion, and no data"
    if len(_EXERCISE.findall(reading.text[:3_000])) >= _REHEARSED:
        return Kind.OTHER, "an exercise"
    if found["sign_marketing"] >= OTHER_KIND:
        return Kind.MARKETING, "an offer"
    if found["sign_statistics"] >= OTHER_KIND and not found["victim_sure"]:
        return Kind.STATISTICS, "statistics"
    if _FIGURES.search(title) and not found["told_title"]:
        return Kind.STATISTICS, "a count of incidents"
    if found["sign_opinion"] >= OTHER_KIND and not found["victim"]:
        return Kind.OPINION, "advice or opinion without a victim"
    return None


_EVENT = words(r"\b(?:cyber|unauthori|intru|phish|malware|theft|stole|lost|event\b)")
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
AT_LAW = words(
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
_FIGURES = words(
    r"\b(?:in (?:figures|numbers)|by the numbers|statistics|survey|trends|annual report|year in review|round-?up)\b"
)
_FRESH = words(r"\b(?:breach(?:ed)?|hack(?:ed)?|attack|ransomware|stolen|leak)\b")

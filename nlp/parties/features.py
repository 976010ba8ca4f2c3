"""What the words around a name say about its role."""

from __future__ import annotations

import re
from collections import Counter

from nlp.parties.candidates import Candidate, Mention
from nlp.parties.cleared import clearing
from nlp.parties.plainly import is_hit_likewise, is_it_that_was_hacked, is_said_to_be_hacked, was_hacked
from nlp.parties.reporting import is_source, listed_as
from nlp.text.lexicon import alternatives, load
from nlp.text.patterns import late
from nlp.text.sentences import Sentence
from nlp.verdict.admissions import admits, denied_before

_WINDOW = 130
_EVENT = alternatives(load("triggers")["event"])
_ENTERED = alternatives(load("triggers")["entered"])
TRIGGER = late(rf"\b(?:{_EVENT}s?|{_ENTERED})\b", re.IGNORECASE)
STRONG = re.compile(
    r"\b(?:breach(?:es|ed)?|hack(?:s|ed|ing|ers?)?|stolen|stole|steal|ransomware|compromised?|leak(?:s|ed)?"
    r"|exposed?|cyber-?\s?attacks?|unauthori[sz]ed|intru\w+|exfiltrat\w+|infiltrat\w+|theft)\b",
    re.IGNORECASE,
)
_ADVERBS = (
    r"(?:(?:also|recently|now|today|just|itself|has|have|had|was|were|is|are|been|being|again|only|first"
    r"|reportedly|allegedly|apparently|may|might|could|later|publicly|all|both|then|yesterday|last\s+\w+"
    r"|this\s+\w+)\s+)*"
)
_FILLER = r"(?:(?!\b(?:and|but|that|which|who|while|when|after|because)\b)[\w'&/.-]+,?\s+){0,6}"
_SAY = (
    r"(?:confirm\w*|disclos\w*|announc\w*|admit\w*|reveal\w*|report(?:ed|s|ing)|acknowledg\w*|notif\w*|warn\w*"
    r"|told|tells|alert\w*|inform\w*|learn\w*|discover\w*|detect\w*|became aware|found|identif\w*|sa(?:ys|id)"
    r"|stat\w+|apologi\w*|investigat\w*|believe\w*|determin\w*|recover\w*|respond\w*|suspect\w*|writ\w+|sent"
    r"|wrote|mail\w+|send\w*|blam\w+|insist\w*|note[sd]?|took|paid|fac\w+|shut|refus\w*|den(?:y|ies|ied))"
)
_PEOPLE = (
    r"(?:customers?|users?|patients?|employees?|members?|subscribers?|clients?|students?|passengers?|shoppers?"
    r"|residents?|citizens?|accounts?|voters?|players?|consumers?|workers?|staff(?:ers)?|account holders?"
    r"|veterans?|alumni|donors?|taxpayers?|cardholders?|policyholders?|applicants?|drivers?|riders?|officials?"
    r"|spokes\w+|contractor|physicians?|nurse|volunteers?|readers?|gamers?|viewers?|children|parents"
    r"|franchisees?|retailers?|gues?ts?)"
)
_THINGS = (
    r"(?:systems?|networks?|servers?|databases?|websites?|web sites?|sites?|environments?|infrastructure"
    r"|computers?|laptops?|e-?mails?|email accounts?|records?|files?|data|information|portal|app|platform|cloud"
    r"|source code|repositor\w+|mailbox|backups?|stores?|point-of-sale|pos|home ?page|facebook page"
    r"|twitter account|accounts?|s3 buckets?|bucket|facility|offices?|hospitals?|locations?|tenant|confluence"
    r"|salesforce|instance|services?|operations|api|endpoint|forums?|branch)"
)

_RIGHT: dict[str, str] = {
    "suffered": (
        rf"^(?:'s)?,?(?:\s+\([^)]*\))?,?\s+{_ADVERBS}"
        r"(?:suffer\w*|experienc\w+|hit|victims?|a victim|the (?:latest )?(?:victim|target)|fell victim"
        r"|fall(?:s|en)? victim|fell prey|hacked|breached|compromised|struck|attacked|targeted|infected|crippled"
        r"|knocked|infiltrated|defaced|robbed|penetrated|forced)\b"
    ),
    "lost": (
        rf"^\s+{_ADVERBS}"
        r"(?:lost|loses|losing|exposed|exposes|leaked|leaks|left|leaves|leaving"
        rf"|had\s+{_FILLER}(?:stolen|exposed|leaked|accessed|breached|compromised|hacked)|accidentally|inadvertently"
        r"|mistakenly|improperly|posted|mailed|misplaced|discarded|dumped|failed|saw"
        r"|disclosed\s+(?:the\s+)?(?:personal|private|confidential|protected)|got)\b"
    ),
    "says_event": rf"^(?:,[^,.;]{{1,80}},)?\s+{_ADVERBS}{_SAY}\b[^.;]{{0,110}}?\b{_EVENT}\b",
    "says_entered": (
        rf"^(?:,[^,.;]{{1,80}},)?\s+{_ADVERBS}{_SAY}\b[^.;]{{0,110}}?\b"
        r"(?:hacked|breached|compromised|stolen|exposed|leaked|accessed|hackers?|attackers?|intruders?|criminals"
        r"|actors?)\b"
    ),
    "notifies": (
        rf"^(?:,[^,.;]{{1,80}},)?\s+{_ADVERBS}"
        r"(?:notif\w+|alert\w+|warn\w+|told|tells?|inform\w+|contact\w+|mail\w+|writ\w+|sent letters|sending|began)"
        rf"\s+[^.;]{{0,40}}?{_PEOPLE}"
    ),
    "says": rf"^,?\s+{_ADVERBS}{_SAY}\b",
    "event_noun": rf"^(?:'s?)?\s+(?:[\w./'-]+\s+){{0,3}}{_EVENT}s?\b",
    "things": rf"^'s?\s+(?:[\w-]+\s+){{0,3}}{_THINGS}\b",
    "things_bare": rf"^\s+(?:[\w-]+\s+){{0,2}}{_THINGS}\b",
    "people": rf"^(?:'s?)?\s+(?:[\w-]+\s+){{0,2}}{_PEOPLE}\b",
    "clause_entered": (
        rf"^[^.;:]{{0,60}}?\b(?:was|were|been|being|got)\s+{_ADVERBS}"
        r"(?:hacked|breached|compromised|stolen|hit|attacked|targeted|infected|accessed)\b"
    ),
    "apposition": r"^,\s+(?:an?|the|one of|which|whose|based|headquartered)\b",
    "acronym": r"^\s+\([A-Z]",
    "expert": (
        r"^(?:'s?)?"
        r"(?:,?\s+(?:(?:[\w-]+)\s+){0,2}"
        r"(?:researchers?|analysts?|experts?|engineers?|security team|threat (?:intelligence )?team|labs?"
        r"|investigators?)"
        r"|\s+(?:(?:[\w-]+)\s+){0,2}(?:blog|report|telemetry|analysis|study|survey|figures))\b"
    ),
    "title_of": (
        r"^(?:'s)?\s+(?:(?:[\w-]+)\s+){0,3}"
        r"(?:ceo|president|chief|director|spokes\w+|vice president|founder|manager|lawyer|attorney)\b"
    ),
    "product": (
        r"^(?:'s)?\s+"
        r"(?:servers?|software|vulnerabilit\w+|flaws?|zero-days?|patch\w*|bugs?|devices?|browser|plugin|malware"
        r"|variant|trojan|botnet|exploit|ransomware|forum|marketplace|phones?|users are)\b"
    ),
    "sues": (  # a law firm's release: "X LLP, a national class action law firm, is investigating claims"
        r"^(?: \([^)]{1,40}\))?(?:,[^.;]{1,80},)?"
        r"(?: (?:has |have )?(?:\w+ly )?(?:launched|opened|begun|started|announced|announces)"
        r" (?:an? |its |parallel )?investigations? (?:into|of)\b"
        r"| (?:is |are )?investigat\w+ (?:\w+ ){0,3}"
        r"(?:claims? "
        r"(?:in (?:the )?[^.;]{1,40}breach|on behalf of"
        r"|for (?:people|those|individuals|victims|consumers|customers|users|patients|clients))"
        r"|class actions?|lawsuits?))\b"
    ),
    "fined": r"^(?:'s)?\s+(?:settle\w*|agreed to pay|fined|was fined|lawsuit|class action)\b",
}
_LEFT: dict[str, str] = {
    "event_at": (
        rf"\b{_EVENT}s?\b(?:\s+\w+){{0,2}}?\s+"
        r"(?:at|of|on|against|affecting|involving|targeting|hitting|hits?|within|to|suffered by|experienced by|from"
        rf"|with(?!\s+(?:the\s+)?(?:help|assistance|support|aid)\b)|in|inside|by)\s+{_FILLER}$"
    ),
    "verb_object": (
        r"\b(?:hack\w*|breach\w*|attack\w*|hit|hits|hitting|target\w*|compromis\w+|infiltrat\w+|broke into"
        r"|breaking into|enter(?:ed|ing)?|g[eo]t(?:ting)? into|gain(?:ed|ing)? access to|infect\w+|struck|strikes"
        r"|crippl\w+|access\w*|extort\w+|penetrat\w+|defac\w+"
        r"|victims?(?: (?:include|including|such as|like|are|were))?|victim,|victimi[sz]ed)"
        rf"\s+(?:into\s+)?(?:of\s+|include\w*\s+|by\s+)?{_FILLER}$"
    ),
    "from": (
        r"\b(?:stolen|stole|taken|took|obtained|exfiltrated|leaked|missing|lost|data|records|information|files?"
        r"|downloaded|copied|swiped|emails?|credentials|removed|dump\w*|acquired|theft)"
        rf"\b[^.;]{{0,60}}?\bfrom\s+{_FILLER}$"
    ),
    "belongs": (
        r"\b(?:belonging to|owned by|operated by|run by|maintained by|used by|known as|called|hosted by|held by"
        rf"|stored by|associated with|linked to|of)\s+{_FILLER}$"
    ),
    "people_of": (
        rf"\b(?:{_PEOPLE}|{_THINGS})\s+(?:of|at|from|for|with|to|who\s+\w+\s+\w+)\s+(?:the\s+)?(?:[\w-]+\s+){{0,3}}$"
    ),
    "descriptor": (
        r"\b(?:site|website|company|firm|provider|service|platform|retailer|chain|giant|maker|forum|game|app|network"
        r"|university|hospital|bank|agency|operator|store|exchange|vendor|startup|developer|manufacturer|group"
        r"|community|publisher|carrier|airline|marketplace|insurer|organi[sz]ation|contractor|business|portal|system"
        r"|broker|clinic|council|brand|casino|hotel|supplier|processor|facility|nonprofit|charity|school|district"
        r"|institution)\s+(?:(?:known as|called|named)\s+)?[\"']?$"
    ),
    "opening": r"^(?:the\s+)?$",
    "dated_opening": r"^(?:in|on|since|during|between)\s[^,]{3,40},\s+(?:the\s+)?(?:[\w-]+\s+){0,8}[\"']?$",
    "according": (
        r"\b(?:according to|reported by|discovered by|found by|spotted by|first reported|provided by|provided to"
        r"|told|tells|said by|analysis by|research(?:ers)? (?:from|at|of|with)|report (?:from|by)"
        r"|by security (?:firm|company)|security (?:firm|company|vendor|researchers?(?: at| from)?)"
        r"|cybersecurity (?:firm|company)|hired|retained|engaged|contacted|notified|reported to"
        r"|expert[s]? (?:at|from|with)|interview with|speaking to|statement to|statement from|disclosed by|owned by"
        r"|subsidiary of|acquired by|parent(?: company)?,?)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}$"
    ),
    "via": (
        r"\b(?:on|via|through|using|exploit\w*|use of|used|uses|running|in|including|like|such as|called|dubbed"
        r"|named|tracked as|known as)\s+(?:the\s+)?(?:[\w-]+\s+){0,1}$"
    ),
    "in_place": r"\b(?:in|near|located in|based in|outside|headquartered in)\s+$",
    "list_like": (
        r"\b(?:like|such as|including|as well as|similar to|unlike|after|following|previous|earlier)"
        r"\s+(?:[\w-]+\s+){0,2}$"
    ),
    "works_at": r"\b(?:at|of|for|with|from|,)\s+$",
    "with_list": r"(?:,|\band)\s+$",
}
_R = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _RIGHT.items()}
_L = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _LEFT.items()}
_BACKGROUND = re.compile(
    r"\b(?:last (?:year|month|week)|previous(?:ly)?|in recent (?:years|months)|latest in"
    r"|other (?:recent|major|high[- ]profile|victims)|similar|earlier this (?:year|month)|years? ago"
    r"|also (?:been|suffered)|comes? (?:after|as|amid|weeks|days|months|just)|following (?:the|a)|as happened"
    r"|infamous|notorious|reminiscent|such as)\b",
    re.IGNORECASE,
)
_COUNSEL_LEFT = re.compile(  # who writes to the authorities for another
    r"\b(?:firm(?: name)?:|counsel[,:]?|attorneys?[,:]?|lawyers?[,:]?|represented by|submitted by:?)[^.;]{0,60}$",
    re.IGNORECASE,
)
_LAWYERS = re.compile(r"\b(?:LLP|L\.L\.P|PLLC|Law (?:Firm|Group|Offices?)|Attorneys)\b")


_ORG_WORDS = re.compile(
    r"\b(?:university|hospital|health|healthcare|bank|medical|clinic|center|centre|college|school|schools"
    r"|district|inc|corp|corporation|llc|ltd|group|insurance|department|county|city|council|foundation|services"
    r"|systems|airlines|hotels?|credit union|medicine|physicians|associates|institute|society|agency|authority"
    r"|commission|ministry|board|trust|nhs|solutions|technologies|financial|pharmacy|dental|library|company)\b",
    re.IGNORECASE,
)


_ABBREVIATED = re.compile(r"\b(?:Inc|Corp|Co|Ltd|Bros)$")


def features(candidate: Candidate, sentences: list[Sentence], position: int, total: int) -> Counter[str]:
    """Counts of what is said around the mentions of one candidate; `position` is its rank by first mention."""
    found: Counter[str] = Counter()
    for mention in candidate.mentions[:_MENTIONS]:
        around = _around(mention, sentences[mention.sentence])
        if around["denied"] and _is_admitted_since(sentences[mention.sentence], sentences):
            around["cleared"] = around["denied"] = 0
        found.update(around)
    found.update(listed_as(candidate, found["paper"]))
    found["rank0"], found["rank1"], found["late"] = int(position == 0), int(position in (1, 2)), int(position > 6)  # noqa: PLR2004 a small number or a flat list of rules reads best in place
    found["sole"] = int(total == 1)
    found["mentions2"], found["mentions4"], found["mentions7"] = (int(len(candidate.mentions) >= n) for n in (2, 4, 7))
    found["org_words"] = int(bool(_ORG_WORDS.search(candidate.name)))
    found["known"] = int(candidate.known)
    found["long"] = int(len(candidate.name.split()) > 2)  # noqa: PLR2004 a small number or a flat list of rules reads best in place
    found["acronym_name"] = int(candidate.name.isupper() and len(candidate.name) < 6)  # noqa: PLR2004 a small number or a flat list of rules reads best in place
    return found


def clears(mention: Mention, sentence: Sentence) -> bool:
    """Whether its sentence says there that it was not hit."""
    return bool(_around(mention, sentence)["denied"])


def _is_admitted_since(denial: Sentence, sentences: list[Sentence]) -> bool:
    """Whether what the sentence denies was denied before, and is admitted elsewhere on the page."""
    return denied_before(denial.text) and any(admits(s.text) for s in sentences[:_LOOKED_AT])


_LOOKED_AT = 60  # sentences of a page
_MENTIONS = 20  # of a name, that are looked at


def _around(mention: Mention, sentence: Sentence) -> Counter[str]:
    inside = mention.start - sentence.start
    left = sentence.text[max(0, inside - _WINDOW) : inside]
    right = sentence.text[inside + len(mention.name) : inside + len(mention.name) + _WINDOW]
    if right[:1] == "." and _ABBREVIATED.search(mention.name):
        right = right[1:]
    found = Counter({"r_" + name for name, pattern in _R.items() if pattern.match(right)})
    found.update("l_" + name for name, pattern in _L.items() if pattern.search(left))
    found["likewise"] += int(is_hit_likewise(left, right))
    found["it_was"] += int(is_it_that_was_hacked(left, right))
    found["no_attacker"] += int(was_hacked(right))
    found["hacked"] += int(is_said_to_be_hacked(left, right))
    if sentence.shape == "title":
        found["title"] += 1
        found["title_trigger"] += int(bool(STRONG.search(sentence.text)))
        found["title_first"] += int(inside < 4)  # noqa: PLR2004 a small number or a flat list of rules reads best in place
    if sentence.block <= 1 and sentence.shape != "title":
        found["lead"] += 1
    found["trigger_sentence"] += int(bool(STRONG.search(sentence.text)))
    found["background"] += int(bool(_BACKGROUND.search(left)))
    found["counsel"] += int(bool(_COUNSEL_LEFT.search(left) and _LAWYERS.search(mention.name)))
    found["paper"] += int(is_source(left, right))
    found.update(clearing(mention.name, left, right))
    return found

"""What a document is about, and whether a specific incident is its subject."""

from __future__ import annotations

import re
from collections import Counter

from model.vocabulary import Kind
from nlp.text.patterns import times, words

# Signs that the page is something else than the report of an incident: kind -> (in the title, in the text).
_SIGNS: dict[Kind, tuple[re.Pattern[str], re.Pattern[str]]] = {
    Kind.OTHER: (
        words(
            r"\b(?:template|sample (?:\w+ ){0,4}letter|example of|how to|playbooks?|checklist|fix(?:ing)?"
            r" an?\b|guide\b|cheat sheet|to acquire|to buy|acquires?|merger|readiness|policy|glossary|what"
            r" is an?|breach of contract|v\.|vs\.?)"
        ),
        words(
            r"\[(?:[A-Z][A-Z _-]{4,}|date|name|company|insert[^\]]*)\]|_{3,}|<(?:insert|company|name)"
            r"|\((?:date|company|name)\)|\bDear (?:Recipient|\[)|\bsymptoms:|\bstep \d|\bsteps:|\bto"
            r" rotate\b|\btemplates?\b|\bplaceholder\]|\bbreach of (?:contract|warranty|fiduciary|duty)"
            r"|\bmaterial breach\b|\bplaintiff|\bsupreme court|\bairport perimeter|\bwill acquire\b"
            r"|\bcustomi[sz]ation\b|\bhot wallets?\b"
        ),
    ),
    Kind.FOLLOW_UP: (
        words(
            r"\b(?:settle(?:s|d|ment)?|fine[ds]?|lawsuit|class action|sue[sd]?|pays?|sentenced|pleads?"
            r"|guilty|jailed|arrested|charged|penalt(?:y|ies)|compensation|court|claim from|verdict"
            r"|hearing|indict\w*|extradit\w*)\b"
        ),
        words(
            r"\b(?:settlement|class members?|class action|final (?:approval|hearing)|common fund|claims?"
            r" (?:are|is) due|fined\b|(?:a )?(?:fine|penalty) of"
            r"|(?:issu\w+|impos\w+|levied) (?:[\w-]+ ){0,3}(?:fines?|penalt\w+)|intention to fine"
            r"|agreed to pay|pleaded guilty|sentenced to"
            r"|lawsuits?|admits? no(?:thing| wrongdoing)|documented losses|consent order)\b"
        ),
    ),
    Kind.VULNERABILITY: (
        words(
            r"\b(?:vulnerabilit(?:y|ies)|flaws?|bugs?|zero[- ]days?|patch(?:es|ed)?|cve-\d+|security"
            r" updates?|exploits?|rce|backdoor|weakness(?:es)?|fix(?:es|ed)?|update(?:s)? (?:now|released)"
            r"|holes?|critical)\b"
        ),
        words(
            r"\b(?:vulnerabilit(?:y|ies)|cve-\d{4}-\d+|patch(?:es|ed|ing)?|zero[- ]days?|proof[- ]of[-"
            r" ]concept|remote code execution|buffer overflow|security (?:bug|flaw|advisory|update)s?"
            r"|affected versions?|researchers? (?:found|discovered|disclosed))\b"
        ),
    ),
    Kind.MARKETING: (
        words(
            r"\b(?:course|webinar|book\b|ebook|whitepaper|training|demo|product|launch(?:es)?|pricing"
            r"|\(book\)|free trial|download)\b"
        ),
        words(
            r"\b(?:instant (?:access|epub|download)|lifetime access|money-back|\d+-day guarantee|lessons\b"
            r"|modules\b|free trial|book a demo|our (?:platform|solution|training|product) (?:can|helps?"
            r"|lets)|sign up (?:now|today)|after payment|enrol)\b"
        ),
    ),
    Kind.STATISTICS: (
        words(
            r"\b(?:report:|survey|study|statistics|trends?|\d+ (?:days|gangs|breaches|biggest|largest"
            r"|worst|percent)|on the rise|average|every (?:\w+ )?(?:days|minutes|seconds)|top \d+|\d+"
            r" (?:days of|gangs|groups|companies)|roundup|year in review|index|in \d{4}:)\b"
        ),
        words(
            r"\b(?:on average|survey(?:ed)?|respondents|according to (?:a|the|its) (?:new |latest |annual"
            r" )?(?:report|survey|study|research)|per ?cent of (?:\w+ ){0,2}(?:organi[sz]ations|companies"
            r"|businesses|respondents|breaches|attacks)|% of (?:\w+ ){0,2}(?:organi[sz]ations|companies"
            r"|businesses|respondents|breaches|attacks)|year[- ]over[- ]year|average cost"
            r"|victims? since|(?:companies|organi[sz]ations|groups|gangs|firms) have (?:reported|disclosed"
            r"|leaked|suffered)|since (?:19|20)\d\d|counts? \d+)\b"
        ),
    ),
    Kind.OUTAGE: (
        words(
            r"\b(?:outage|downtime|crash(?:es|ed)?|faulty update|disruption|offline after (?:a )?(?:power"
            r"|update)|maintenance)\b"
        ),
        words(
            r"\b(?:not a (?:cyber-?\s?attack|security incident|hack|breach)|no(?:t| evidence of) (?:a"
            r" )?malicious|(?:defective|faulty) (?:content )?update|power (?:failure|outage)|configuration"
            r" change caused|service (?:has been )?restored|root cause)\b"
        ),
    ),
    Kind.OPINION: (
        words(
            r"\b(?:explained|opinion|why (?:you|we|your|businesses)|should (?:you|we)|what (?:you can"
            r"|businesses|companies) (?:can )?learn|tips|ways to|how (?:do|can|should|hackers|attackers)"
            r"|postmortem playbook|protect yourself|lessons? learned|are often|the future of|need to know"
            r" about)\b"
        ),
        words(
            r"\b(?:i (?:think|believe|have been|wait|asked|was|am)|in my (?:view|opinion)|if your"
            r" (?:details|data|information|password)|imagine|be sceptical|be skeptical|best practices?|you"
            r" should|organi[sz]ations (?:should|must|need)|businesses (?:should|must|need)|tips)\b"
        ),
    ),
}
_PHISHING = words(
    r"\b(?:phishing (?:campaign|scam|e-?mails?|attack targets)|scam(?:s|mers?)?|malspam|malware"
    r" (?:campaign|family|strain)|trojan|botnet|new ransomware|ransomware (?:strain|variant|family|as a"
    r" service)|banking trojan|exploit kit|spam)\b"
)
TOLD = words(
    r"\b(?:(?:found|finds|discovered|detected|identified|uncovered) (?:[\w-]+ ){0,2}?(?:malware|malicious (?:code"
    r"|software)"
    r"|skimmers?|spyware|web ?shells?|ransomware) (?:on|in|at|within)"
    r"|(?:suffer\w*|experienc\w*|hit by|victim of|fell victim to|target of|announc\w*|confirm\w*"
    r"|disclos\w*|reveal\w*|report\w*|investigat\w*|admit\w*|acknowledg\w*|warn\w*|notif\w*|notice of"
    r"|following|after|due to|caused by|in) (?:[\w'-]+ ){0,5}?(?:breach|hack|cyber-?\s?attack|attack"
    r"|ransomware|data leak|intrusion|security incident|security issue|data incident|incident|theft"
    r"|unauthori[sz]ed|compromise|data security)"
    r"|(?:hackers?|attackers?|intruders?|criminals?|cybercriminals|actors?|thieves|someone|third party"
    r"|crooks|insider|employee|contractor|he|they|who|group) (?:had |have |has |may have |who |also |then"
    r" )*(?:stole|stolen|breached|accessed|broke into|hacked|gained access|got (?:in|into)|took"
    r"|exfiltrated|obtained|downloaded|copied|compromised|infiltrated|entered|encrypted|exploited|demanded"
    r"|posted|dumped|used|read|paid)"
    r"|(?:was|were|been|being|got) (?:\w+ly |recently |also )?(?:hacked|breached|compromised|stolen"
    r"|exposed|leaked|accessed|exfiltrated|infiltrated|hit by|infected|encrypted|taken|affected|dumped"
    r"|published|left|trojani[sz]ed|disclosed)"
    r"|(?:data|information|records|details|credentials|database|emails?|files|accounts|passwords|documents"
    r"|photos|names|letters|laptop|server|computers?) (?:of|on|for|belonging|from|about|with)?"
    r" ?(?:[\w,.'-]+ ){0,9}?(?:was|were|been|being|may be|may have been|leaked|stolen|exposed|compromised"
    r"|posted|for sale|on sale|hacked|lost)"
    r"|(?:stolen|leaked|exposed|missing|lost) (?:[\w-]+ ){0,3}(?:data|laptop|records|database|documents"
    r"|files|tape|credentials|tokens?|information|drive|computer)"
    r"|(?:leak|expos|los|stol|steal|compromis|breach)\w* (?:of )?(?:the )?(?:[\w,.'-]+ ){0,5}(?:data"
    r"|records|information|accounts|details|customers|users|passwords|documents|identit\w+))\b"
)
_RANSOM = words(
    r"\bransom(?:ware|ed)?\b|\b(?:encrypted|locked) (?:its|their|the|our|all|some|\w+ )?\s?(?:files"
    r"|servers|systems|data|computers)\b"
)
_MISCONFIGURED = words(
    r"\b(?:misconfigur\w*|unsecured|unprotected|exposed (?:\w+ ){0,2}(?:database|server|bucket|storage)"
    r"|left (?:\w+ ){0,4}(?:exposed|open|unprotected|unsecured|accessible)|publicly (?:accessible"
    r"|available|exposed)|without (?:a )?(?:password|authentication)|open (?:s3 )?bucket|accidentally"
    r" (?:published|exposed|posted|sent|emailed)|inadvertently|mistakenly)\b"
)
_SALE = words(
    r"\b(?:leak site|for sale|on sale|extortion (?:emails?|site)|claim(?:s|ed|ing) (?:to have"
    r"|responsibility|stolen|it)|forum post|listed)\b"
)


def signs(title: str, text: str) -> Counter[Kind]:
    """How strongly title (weight 2) and the first 8,000 code points of the text speak for another kind of page."""
    head, body = title.encode(), text[:8_000].encode()
    return Counter(
        {kind: 2 * times(in_title, head, 1) + times(in_text, body, 4) for kind, (in_title, in_text) in _SIGNS.items()}
    )


def phishing(title: str, text: str) -> int:
    """How much a page is about a scam or malware campaign instead of a victim."""
    return 2 * times(_PHISHING, title.encode(), 1) + times(_PHISHING, text[:8_000].encode(), 4)


def told(text: str) -> int:
    """How many phrases of the first 8,000 code points tell of an incident (at most 8)."""
    return times(TOLD, text[:8_000].encode(), 8)


def incident_kind(text: str, *, third_party: bool, claimed: bool) -> Kind:
    """The kind of an incident from its words."""
    head = text[:5_000]
    if third_party:
        return Kind.THIRD_PARTY_BREACH
    if claimed and _SALE.search(head):
        return Kind.LEAK_CLAIM
    if _RANSOM.search(head):
        return Kind.RANSOMWARE
    return Kind.EXPOSURE_MISCONFIG if _MISCONFIGURED.search(head) else Kind.BREACH

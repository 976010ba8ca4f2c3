"""Which stretches of a sentence say that what they name was not hit, or that nobody knows yet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.exposure.left_alone import left_alone_spans
from nlp.text import corrected
from nlp.text.asides import without_asides
from nlp.text.patterns import late

Span = tuple[int, int]

# Forms of verbs that tell of data getting out: after "were not", and before "and" where another predicate ends.
_SEEN = (
    r"(?:access(?:ed|ible)|acquired|affected|among|at risk|available|breached|captured|compromised|concerned|contained"
    r"|copied|disclosed|downloaded|endangered|exfiltrated|exported|exposed|found|gone|harvested|hit|impacted|included"
    r"|infected|involved|leaked|lost|obtained|on (?:the|this|that|it|them)|out|part of|present|published|reached|read"
    r"|targeted|recoverable|retrieved|returned|revealed|scraped|seen|shown|stolen|taken|touched|viewed|viewable|visible"
    r"|within reach|in (?:the|this|that|it|them|these|those|there|scope|any|our|its)|subject to|implicated|swept up"
    r"|decrypted|hacked|penetrated|entered|removed|opened|released|posted|dumped|listed|readable|connected|transferred"
    r"|derived|displayed|reconstructed|decryptable|queried|pulled|scanned)"
)
_KEPT = (
    r"(?:stored|kept|held|saved|sent|given|shared|transmitted|passed|collected|processed|entrusted|retained|recorded"
    r"|handed|logged|requested|needed|available|located|hosted|maintained)"
)
_REACH = (
    r"(?:access|acquire|affect|appear|breach|capture|collect|compromise|comprise|concern|contain|copy|cover|disclose"
    r"|download|encompass|enter|exfiltrate|expose|extend to|extract|feature|gain|get|give|have(?! to)|hit|hold|impact"
    r"|include|involve|keep|leak|leave|list|lose|obtain|open|pass|possess|process|publish|reach|read|receive|record"
    r"|relate to|release|request|retain|retrieve|return|reveal|save|scan|see|send|share|show|steal|store|take|touch"
    r"|transmit|view|harvest|scrape|result in|lead to|ask (?:[\w']+ ){0,3}?for|carry|decrypt|pull|query|unlock|look at"
    r"|form|figure|surface|turn up|show up|end up|belong|fall)"
)
# What a negation may be about without telling that data is safe: "were not encrypted", "was not told", "did not respond".
_OTHERWISE = (
    r"(?:only|just|solely|all|every|necessarily|yet|clear|immediately|sure|aware|able|enough|sufficient\w*|limited|new"
    r"|alone|unusual|surpris\w*|the|an?|to|in|so|as|that|because|encrypted|hashed|salted|redacted|masked|protected"
    r"|password\w*|secured?|properly|adequately|correctly|deleted|destroyed|erased|removed|informed|notified|told"
    r"|warned|contacted|asked|misused|abused|used|discovered|noticed|detected|spotted|found|patched|fixed|updated"
    r"|closed|respond\w*|sa(?:y|id)|confirm\w*|comment\w*|give|given|provid\w+|specif\w+|named?|paid|pay|requir\w+"
    r"|changed?|reset|reissued|want\w*|need\w*|explain\w*|den(?:y|ied)|rule|ruled|happen\w*|occur\w*|stop\w*|help\w*"
    r"|think|believ\w*|expect\w*|find|notice|detect|discover|encrypt|mean\w*|matter|know\w*|notify|tell|ask|answer\w*"
    r"|repl\w+|return calls|attribut\w+|identif\w+|determin\w+|establish\w*|verif\w+|disput\w+|involved in|intended"
    r"|designed|allowed|permitted|supposed|trust\w*|recogni[sz]\w+|last\w*|work\w*|exist\w*|authentic|genuine|real|fake"
    r"|renewed|extended|signed|awarded|cancelled|terminated|deployed|enabled|turned on|set|segregated|segmented|tested|backed|seem|appear|been|be|have|has|thought)"
)
_NOT = r"(?:\s*n't|\s+not|\s+never)"
_AUX = r"(?:did|does|do|had|has|have|was|were|is|are|would|could|can|should|will|may|might)"
_NO = (
    r"(?:no|neither|nor|none of|without|zero(?![- ]day)|absence of|lack of|nothing|nobody(?:'s)?|no one(?:'s)?|not (?:a single"
    r"|one of|any(?: of)?))"
)
_FORWARD = re.compile(
    rf"\b{_AUX}{_NOT}\s+(?!(?:\w+\s+)?(?:in|as)\s+(?:plain|clear|readable)\b)(?:have\s+|appear to\s+(?:have\s+)?"
    rf"|seem to\s+(?:have\s+)?|been able to\s+|able to\s+|actually\s+|itself\s+|ever\s+|themselves\s+|therefore\s+"
    rf"|also\s+|yet\s+)?(?:been\s+)?(?:{_REACH}|{_SEEN}|{_KEPT})(?:d|s|ing)?\b(?!\s+in plain)"
    rf"|\b{_AUX}{_NOT}\s+(?:provide|grant|give|offer|allow|have|gain) access\b"
    r"|\bnot (?:in|on|part of|among) (?:the|this|that|it|them)\b[\w\s]{0,24}\b(?:is|are|was|were)(?=\s)"
    rf"|\b(?:cannot|can't|couldn't|never)\s+(?:been\s+|been able to\s+)?(?:{_REACH}|{_SEEN}|{_KEPT}"
    rf"|had access to)(?:d|s|ing)?\b"
    rf"|\b{_NO}\b(?!\s+(?:longer|later|out|doubt|one\s+(?:knows|has said)|matter|less|fewer|comment|idea|reason why"
    rf"|more than|word|wonder|response|specific"
    r"|timeline|group|ransom|authentication|login\b|encryption|mfa|password (?:protection|was required|required|needed"
    r"|set|at all)|salt|limit|immediate|further|details? (?:about|on|of)|(?:the |any )?need (?:to|for)|one else))"
    r"|\b(?:rather than|instead of|excluding|exclud(?:es|ed)|unlike|lack(?:s|ed|ing)|omit(?:s|ted|ting)|devoid of|free of"
    r"|let alone|much less|far less)\b"
    r"|(?<!not )(?<!n't )(?<!nor )(?<!or )\b(?:den(?:y|ies|ied|ying)\b|disput(?:es?|ed|ing) that\b)"
    r"|(?<!not )(?<!n't )(?<!cannot )(?<!to )(?<!not yet )(?<!be )(?<!been )(?<!longer )\brul(?:e[sd]?|ing) out\b"
    rf"|\b(?:failed to|unable to|(?:prevented|kept|stopped|blocked|barred) from|stopped (?:short of|before))\s+"
    rf"(?!process|accept|receive|take|print|send)(?:{_REACH[3:-1]})\w*\b"
    r"|\b(?:is|was|has|have|did|do|does)(?:n't| not) (?:been )?(?:thought|believed|assumed|likely|expected|find|found"
    r"|believe|think|see|seen)\s+(?:any (?:sign|evidence|indication)s? )?(?:that|to have)\b"
    rf"|\b(?:do|does|did)(?:n't| not) (?:believe|think)\b(?=[^.;:]{{3,160}}?\s(?:was|were|ha(?:s|ve) been) {_SEEN}\b)"
    r"|\bstop(?:s|ped|ping)? (?:just )?short of(?!\s+(?:\w+ly )?(?:say|nam|call|confirm|blam|deny|admit|giv"
    r"|tell|claim)ing)\b"
    r"|^\W*(?:missing|absent|excluded|exempt|left out|spared|safe|unaffected|untouched"
    r"|not (?!only|just|merely|solely)\w+)\b[^.;:,]{0,40}?\s(?:is|are|was|were)\s"
    r"|(?:^|[,;:(\u2014]\s*|\b(?:but|and|though|if|or|yet)\s+)not\s+(?!(?:only|just|yet|until|solely|encrypted|hashed"
    r"|salted|clear|known|immediately|least|necessarily|sure|more|less|limited|to\b|be\b|been|have|surprising\w*|every"
    r"|all\b|long|so\b|as\b|a\b|an\b|respond\w*|giv\w+|said|say\w*|disclos\w+|confirm\w*|reveal\w*|provid\w+|comment\w*"
    r"|specif\w+|at risk|believed|among|that\b|because|in\b|on\b|by\b|for\b|us(?:e|ed|ing)|publicly|properly|protected"
    r"|secured?|much|too|very|unusual|uncommon|(?:yet )?determined)\b)"
    rf"(?!{_SEEN})",
    re.IGNORECASE,
)
_END = r"(?=\s*(?:$|[.,;:)]|\s(?:and|but|or|nor|while|as|either|because|since|according)\b))"
# Where data sit that the intruder did not enter: "live on another server", "are archived on tape".
_ELSEWHERE = (
    r"\b(?:is|are|was|were|been|sits?|sat|lies?|lay|lives?|lived|resides?|resided)\s+(?:\w+ly\s+)?"
    r"(?:(?:stored|kept|held|hosted|processed|archived|backed up|saved|located|managed)\s+)?"
    r"(?:offline|apart|separately|(?:in|on|with|by|at|under)\s+(?:an?|our|its|their|the)?\s?(?:[\w-]+,? ){0,2}?"
    r"(?:separate|different|second|another|other|isolated|segregated|air-?gapped|own|tape|offline))\b"
    r"|\b(?:walled off|air-?gapped)\b"
    r"|\b(?:is|are|was|were|lay|lies?|remain\w*|stay\w*)\s+(?:well\s+|far\s+)?beyond\s+(?:the|its|their|what)\b"
)
# "to which the intruder had no access", "that they could not reach"
_OUT_OF_REACH = (
    r"\bto which (?:the |an? |this )?\w+(?: \w+)? (?:had|has|have|gained|got) no access\b"
    r"|\b(?:it|he|she|they|we|nobody|intruders?|attackers?|hackers?|thie\w+|criminals?) (?:had|has|have) no"
    r" (?:access|rights?|permissions?)(?: (?:to|for))?(?=\s*(?:$|[.,;]))"
    r"|\b(?:that|which) (?:the |an? |this )?\w+(?: \w+)? (?:(?:had|has|have|gained|got) no access to"
    r"|(?:did|could|can)(?:n't| not) (?:reach|enter|access|open|touch|get into))\b"
)
_NOT_THEM = (
    r"\b(?:have |has |do |does |did )?(?<!should )(?<!must )(?:never|not|n't) (?:had|have|held|hold|stored?|saw|seen?|receiv(?:ed?)"
    r"|collect(?:ed)?"
    r"|possess(?:ed)?|keep|kept|touch(?:ed)?|take|took) (?:them|these|those|any of (?:them|these|those))\b"
)
_BACKWARD = re.compile(
    rf"\b(?:was|were|is|are|be|been|has|have|had|could|can|did|does|do|may|might"
    rf"|would(?={_NOT}\s+(?:have|be|{_REACH})\b))(?:\s+(?:therefore"
    rf"|thus|also|still|consequently|apparently)|,\s[\w\s']{{3,30}},)?{_NOT}(?!\s+(?:\w+\s+)?(?:in"
    rf"|as)\s+(?:plain|clear|readable)\b)"
    rf"(?:\s+(?:have|be|been|being|believed to|thought to|known to|understood to|itself|themselves|ever|actually"
    rf"|directly|even|also|therefore|in any way"
    rf"|appear to(?: have)?|seem to(?: have)?|thus|accordingly|consequently|to|a))*(?:\s+(?:{_SEEN}"
    rf"|{_KEPT}|{_REACH})\b(?!\s+(?:in|as)\s+(?:plain|clear|readable))|\s+(?!{_OTHERWISE}\b)[a-z]+(?:ed|en|wn|ght"
    rf"|ld|nt|pt|ut|et)\b|{_END})"
    rf"|\b(?:cannot|can't)\s+(?:be|have been)\s+(?:{_SEEN}|{_KEPT})\b|\b(?:and|but)\s+not\s+(?:been\s+|(?:in"
    rf"|on)\s+)?{_SEEN}\b|\bnever\s+(?:been\s+)?(?:{_SEEN}|{_KEPT}|{_REACH}(?:s|ed|d)?|left|(?:goe?|get|flow|travel|make it|went|got)s?\s+(?:to|through|into|out))\b"
    r"|\b(?:was|were|is|are|remain\w*|stay\w*|kept|being|been|all|still|left|appear\w*)\s+(?:[\w-]+ly\s+|to be\s+"
    r"|fully\s+|also\s+)?"
    r"(?:unaffected|untouched|safe|secure|intact|unimpacted|uncompromised|unharmed|unscathed|spared|not accessible"
    r"|excluded|outside|absent|out of (?:scope|reach|bounds)|beyond (?:the )?reach|elsewhere|(?:held|kept|stored|hosted"
    r"|processed|on|in) (?:elsewhere|(?:on |in |by )?(?:a (?:separate|different)|another|other) \w+))\b"
    r"|\b(?:remain\w*|stay\w*)\s+(?:fully\s+|well\s+|safely\s+)?(?:protected|encrypted|secret|hidden|sealed|locked"
    r"|private|confidential|unreadable|isolated|offline)\b|\b(?:unaffected|untouched|unscathed|unharmed)\b"
    r"|\bwithin reach of nobody\b|\b(?:has|have|had) nothing to do with\b|\b(?:seems?|appears?|appeared) not to\b"
    rf"|\b(?:do|does|did|will){_NOT}\s+(?:go|get|flow|travel|pass|make it)\s+(?:to|there|through|into|out|near)\b"
    r"|\b(?:stay(?:s|ed)?|remain(?:s|ed)?)\s+(?:there|put|with us|on (?:your|their|the user's) (?:own )?\w+)\b"
    r"|\b(?:is|are|was|were|sits?|lies?)\s+behind\s+(?:another|a (?:separate|different|second)|(?:its|their) own)\b"
    r"|\b(?:is|are|was|were|had been|have been|has been)\s+(?:stripped|redacted|filtered out|left out|dropped)\b"
    r"|\b(?:was|were)\s+neither\b|\bneither\s*(?=[.,;]|$)"
    r"|\b(?:is|are|was|were)\s+(?:believed|thought|understood|said)\s+(?:to be\s+(?:safe|secure)|not\b)"
    rf"|{_ELSEWHERE}|{_OUT_OF_REACH}|\b(?:was|were|is|are)\s+(?:at no (?:time|point|stage)|in no way|by no means"
    r"|under no circumstances)\b"
    r"|\b(?:is|are|was|were)(?:n't|\s+not)\s+(?:something|anything|data|information"
    r"|details)\s+(?:that\s+)?(?:we|it|they|the)\b"
    r"|\b(?:is|are|was|were|been)\s+(?:(?:blacked|blanked|cropped|masked|crossed|cut|struck) out|left alone"
    r"|nowhere (?:in|on|near|to)|(?:hereby )?(?:excepted|exempt(?:ed)?)|excluded)\b|\bnever by\b|\b(?:can|could)(?:not|n't| not) (?:leak"
    r"|escape|get out)\b"
    rf"|\b(?:none|neither)\s+(?:(?:is|are|was|were|has|have|had)|(?:can|could) (?:be|have))\s+(?:been\s+)?{_SEEN}\b"
    r"|(?<=[a-z]s )not(?=\s*(?:[.;]|$))"
    r"|\b(?:is|are|was|were)\s+(?:hidden from|tokeni[sz]ed|(?:generated|created|kept only"
    r"|stored only)\s+on\s+(?:your|their|the))\b"
    r"|\b(?:had|have|has) (?:already |long )?been\s+(?:removed|deleted|erased|purged|wiped|taken out)\b"
    r"|\b(?:play|played|plays|had|have|has) no (?:role|part)\b|\bnever got (?:that|so|as) far\b"
    r"|\b(?:is|are|resides?|lives?|lies?|sits?)\s+(?:(?:shown|kept|stored|held|known|visible|available"
    r"|displayed)\s+)?(?:only|solely|exclusively)\s+(?:on|in|at|by|with|to)\b|\b(?:is|are)\s+(?:shown|kept|stored|held"
    r"|known|visible|available|displayed)\s+"
    r"(?:to|in|on|at|by)\s+(?:[\w']+ ){1,3}only\b"
    rf"|{_NOT_THEM}|\b(?:do|does|did){_NOT} (?:believe|think) (?:that )?(?:it|they|this|these|those|any of (?:it|this|them|these))"
    rf" (?:was|were|ha(?:s|ve) been) {_SEEN}\b"
    r"|\bnone of (?:which|them|these|those|it|that|this|the above)\b|\b(?:stayed|stays) out of\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?P<label>[^.;!?]{2,70}?)(?:\?|:|\s-|\s\u2014)\s*(?:no\b(?=\W*$)|none\b|not\b(?! only| yet| known| clear)|never\b"
    r"|unaffected\b|safe\b|secure\b|n/a\b)",
    re.IGNORECASE,
)
_BORDER = re.compile(
    r"[.;!?]\s|[()]|\s(?:but|while|whereas|although|though|however|yet|because|since|so(?! far)|despite)\b"
    r"|\s[\u2014-]\s"
    r"|,\s(?:it|they|we|he|she|which|who|the (?:company|firm|hospital|bank|attacker|hacker|intruder|thieve|university"
    r"|airline|retailer|school|city|agency)s?)\s"
    r"|,?\s(?:said|says|according|adding|added|noted|stressed|maintains|insists)\b"
    r"|\sas\s(?:well as\s)?(?:they|it|the|these)\b"
    r"|\sand\s(?:the|this|that|these)\s(?:information|data)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    rf"\b(?:was|were|are|is|been|be|being|got|had|has)\s+(?:[\w-]+ly\s+|also\s+|probably\s+)?{_SEEN}\b"
    r"(?:\s+(?:in|by|of|from|during|too)\s[\w\s-]{0,30}?)?(?=,|\s+and\b|\s+or\b|\s+but\b)"
    r"|\b(?:leaked|got out|went missing)(?=,|\s+and\b|\s+or\b|\s+but\b)",
    re.IGNORECASE,
)
_TURN = late(
    rf"\b(?:was|were|been|is|are|got)\b(?:\s+(?:\w+ly|also|ever))?\s+{_SEEN}\b[^,.;:()]{{0,40}},\s+(?!(?:or|nor"
    rf"|including|either|neither|not even|\w+ed|{_SEEN})\b"
    r"|and\s+(?:no|neither|nor|that|none)\b)",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\b(?:limited (?:only )?to|restricted to|confined to|other than|except(?: for)?|apart from|aside from|besides"
    r"|beyond|save for|with the exception of|but (?:rather|only|instead)|(?:only|just|merely|solely) (?:the|their|your"
    r"|a|its|names?|e-?mails?|usernames?)|but (?:did|does|do|it did) (?:include|contain)\w*|in addition to|more than"
    r"|consist(?:s|ed) of)\b",
    re.IGNORECASE,
)
_MISUSE = re.compile(r"\b(?:misus\w*|fraud\w*|abus\w*|identity theft|been used)\b", re.IGNORECASE)
_BREACH = late(
    rf"\b(?:was|were|been|being|is|are)\s+(?:\w+ly\s+)?{_SEEN}\b|\b(?:access to|theft|exfiltration|exposure"
    rf"|disclosure|loss) of\b",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\b(?:other than|except(?: for)?|apart from|excluding|with the exception of|(?<=everything )but|(?<=all )but)\b",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"\b(?:no|not|nothing|none|never|nobody|neither)\b|n't\b", re.IGNORECASE)
_LATER_NEGATIVE = re.compile(
    r"^[^.;]{0,80}?,?\s(?:nothing|none|no (?:other|further|(?:[\w-]+ ){0,3}?(?:data|information|details?|records?)))\b",
    re.IGNORECASE,
)
_AS_WERE = re.compile(r"[,;]?\s(?:as|so|nor) (?:is|are|was|were|do|does|did|has|have|could)\b", re.IGNORECASE)
_BUT = re.compile(r"\b(?:but|although|though|yet)\s*$", re.IGNORECASE)
_NEUTRAL = late(  # what is done with data from day to day: "is asked for but is not stored"
    r"\b(?:is|are|was|were) (?:\w+ly )?(?:asked|collected|processed|requested|used|shown|scanned|hashed|encrypted"
    r"|masked|truncated|rounded|handled|needed|checked|displayed|held|kept|stored)\b[^.;:]{0,50}$",
    re.IGNORECASE,
)
_THEM = late(_NOT_THEM, re.IGNORECASE)
_SHORT_SUBJECT = 24  # code points of "the company"
_REST_WAS = re.compile(r"[^.;]{0,50}\bbut (?:those|that) of\b[^.;]{0,50}\b(?:was|were|did|had|has|have)\W*$")
_PASSIVE = re.compile(r"(?:was|were|is|are|been)(?:n't|\s+not|\s+never)\b", re.IGNORECASE)
_CONTAINER = re.compile(r"\s+(?:in|from|among|within|part of|with)\s", re.IGNORECASE)
_INSIDE = re.compile(r"\b(?:in|on|among|part of)(?: (?:the|this|that|any|our|its))?$", re.IGNORECASE)
_THUS = re.compile(r"\b(?:so|because|since)\s*$", re.IGNORECASE)
_PRONOUN = re.compile(
    r"^[\s,]*(?:and\s+)?(?:they|it|these|those|this|that|both|all of (?:them|which))\s*$", re.IGNORECASE
)
_SPEAKER = re.compile(r"(?:but |and )?(?:it|they|we|he|she|the \w+)(?: now)? sa(?:ys?|id)\b\W*$", re.IGNORECASE)
_RELATIVE = re.compile(r",\s(?:which|that)\s$", re.IGNORECASE)
_UNKNOWN = re.compile(
    r"\b(?<!regardless of )(?<!matter )whether\b(?!\s+or not)"
    r"|\b(?:not|n't)\s+(?:yet\s+|been\s+)?(?:said?|say|explain\w*|disclosed?|reveal\w*|known|clear)\s+(?:how|why"
    r"|where|when|which|what|who)\b"
    r"|\b(?:un(?:clear|known|certain)|not (?:yet )?(?:known|clear|said|say)|n't (?:yet )?(?:say|know|clear|known)"
    r"|too early to (?:say|tell)"
    r"|(?:declined|refused) to say|checking|examining|investigating|asked)\s+(?:\w+\s+)?if\b"
    r"|\b(?:no|at no (?:time|point|stage)|never)\b(?=[^.;,]{2,60}?\b(?:in|as) (?:plain|clear)[ -]?text\b)",
    re.IGNORECASE,
)
_LIST_OF_DENIED = re.compile(
    rf"^[^:.;]{{0,70}}?(?:\b(?:not|never)|n't)\s+(?:\w+ly\s+|been\s+|even\s+)?(?:{_SEEN}"
    rf"|{_KEPT})\b[^:.;]{{0,50}}:\s+(?=\S)",
    re.IGNORECASE,
)


def denied_spans(text: str) -> list[Span]:
    """Where in a sentence what is named is said not to be hit; exceptions ("other than names") are cut out."""
    return [span for span in _denials(text) if not _is_partial(text, span)]


def partly_spans(text: str) -> list[Span]:
    """Where in a sentence what is named is said not to be hit of most people, and so was of others."""
    return [span for span in _denials(text) if _is_partial(text, span)]


def _is_partial(text: str, span: Span) -> bool:
    """Whether the clause of a denial speaks of most people only."""
    if _BUT_SOME.match(text, span[1]):
        return True
    begin = max((border.end() for border in _BORDER.finditer(text, 0, span[0])), default=0)
    return bool(_OF_MOST.search(text, begin if _OPENING.match(text, begin) else span[0], span[1]))


def _denials(text: str) -> list[Span]:
    text = without_asides(text)
    label = _LABEL.match(text)
    left = left_alone_spans(text)
    spans = [*left, (0, label.end())] if label and not _NEGATIVE.search(text, 0, label.end("label")) else left
    spans += [span for found in (_forward(text), _backward(text, left), _excepted(text)) for span in found]
    doubted = corrected.doubted_spans(text)
    return sorted(span for span in spans if not any(a < span[1] and span[0] < b for a, b in doubted))


_WHO = (
    r"(?:people|persons|individuals|customers?|clients?|patients?|users?|members?|accounts?|borrowers?|employees?|students?"
    r"|residents?|cases|guests?|subscribers?|donors?|applicants?|records)"
)
_BUT_SOME = late(  # "no numbers were included, with the exception of 14 patients"
    r"\W{0,3}(?:except(?: for)?|with the exception of|other than|apart from|save for) (?:for )?"
    rf"(?:about |around |fewer than |less than )?(?:an? )?(?:\d[\d,]*|small|limited|few|handful|some|one|two|three) (?:[\w-]+ ){{0,3}}?{_WHO}\b",
    re.IGNORECASE,
)
_OF_MOST = late(  # what holds for most was otherwise for some
    r"\b(?:for|of|with) (?:most|the (?:vast |great |overwhelming )?majority|almost all|nearly all)(?: of)?"
    rf" (?:\w+ ){{0,3}}?{_WHO}\b"
    r"|\bin (?:most|some|certain|other) (?:cases|instances)\b",
    re.IGNORECASE,
)
_OPENING = late(r"\W*(?:for|in) (?:most|the|almost|nearly|some|certain|other) ", re.IGNORECASE)


def unknown_spans(text: str) -> list[Span]:
    """Where in a sentence what is named is said to be unknown yet ("unclear whether passwords were taken")."""
    return [(match.start(), _clause_end(text, match.end())) for match in _UNKNOWN.finditer(text)]


def listed_after(text: str) -> int | None:
    """Where the list begins that a denial introduces ("Not held in that system: PINs, card numbers"), if one does."""
    match = _LIST_OF_DENIED.match(text)
    return match.end() if match else None


def _forward(text: str) -> Iterator[Span]:
    for match in _FORWARD.finditer(text):
        if _PASSIVE.match(match.group()) and (_CONTAINER.match(text, match.end()) or _INSIDE.search(match.group())):
            continue  # "were not included in the booking data"
        end = _clause_end(text, match.end())
        breached = (found.group() for found in _BREACH.finditer(text, match.end(), end))
        if _MISUSE.search(text, match.end(), end) and all(told.endswith("been found") for told in breached):
            continue
        cue = match.group().lower()
        if cue.startswith(("without", "rather", "instead", "unlike")):
            comma = text.find(",", match.end(), end)
            end = comma if comma > 0 else end
        turn = _TURN.search(text, match.end(), end) if cue.startswith(("no", "nobody")) else None
        only = _ONLY.search(text, match.end(), turn.end() if turn else end)
        yield match.start(), only.start() if only else turn.end() if turn else end


def _clause_end(text: str, start: int) -> int:
    border = _BORDER.search(text, start)
    return border.start() if border else len(text)


def _backward(text: str, left: list[Span]) -> Iterator[Span]:
    matches = [m for m in _BACKWARD.finditer(text) if not any(a <= m.start() < b for a, b in left)]
    for number, match in enumerate(matches):
        before = [border.end() for border in _BORDER.finditer(text, 0, match.start())]
        begin = before[-1] if before else 0
        done = [p.end() for p in _DONE.finditer(text, begin, match.start())]
        if done:
            begin = done[-1]
        if number:
            begin = max(begin, matches[number - 1].end())
        if _RELATIVE.search(text[:begin]):
            begin = max((text.rfind(sign, 0, begin - 8) + 1 for sign in (",", "(")), default=0)
        elif before and not done and not _has_object(text, match) and _goes_on(text, begin, match.start()):
            back = 3 if len(before) > 1 and _SPEAKER.match(text[before[-2] : before[-1]]) else 2
            begin = before[-back] if len(before) >= back else 0
            begin = max([begin, *(p.end() for p in _DONE.finditer(text, begin, match.start()))])
            if begin and _DONE.search(text, 0, before[-1] + 1):
                continue
        if not _REST_WAS.match(text, match.end()):
            besides = _EXCEPT.search(text, begin, match.start())  # "data other than names was not affected"
            if besides and not _NEGATIVE.search(text, begin, besides.start()):
                yield begin, besides.start()
                comma = text.find(",", besides.end(), match.start())
                begin = comma if comma > 0 else match.start()
            yield begin, _also_denied(text, match.end())


def _has_object(text: str, verb: re.Match[str]) -> bool:
    """Whether it says itself what is not there: "the invoices show names; they do not show card data"."""
    return bool(_HOLDS.search(verb.group()) and _OBJECT.match(text, verb.end()))


_HOLDS = re.compile(
    r"\b(?:show|include|contain|hold|list|cover|reveal|feature|record|carry|get|gain|obtain|access|acquire|copy|download"
    r"|steal|take|view|see|read|touch|affect|involve|compromise|expose|extract|exfiltrate|open)$",
    re.IGNORECASE,
)
_OBJECT = re.compile(r"\s+(?!(?:and|but|or|nor|them|these|those|it|any of|in|on|at|there|either)\b)\w", re.IGNORECASE)


def _goes_on(text: str, begin: int, end: int) -> bool:
    """Whether a clause has no subject of its own: "they were not", "and so were not"."""
    subject = text[begin:end]
    if _PRONOUN.match(subject) or (_THEM.match(text, end) and len(subject) < _SHORT_SUBJECT):
        return True
    if subject.strip():
        return False
    return bool(_THUS.search(text, 0, begin) or (_BUT.search(text, 0, begin) and _NEUTRAL.search(text, 0, begin)))


def _also_denied(text: str, end: int) -> int:
    """The end of a denial that goes on for others ("cards were unaffected, as were passwords")."""
    too = _AS_WERE.match(text, end)
    return _clause_end(text, too.end()) if too else end


def _excepted(text: str) -> Iterator[Span]:
    """As in "All of it except passwords was taken": what follows is denied where the clause around it is not."""
    for match in _EXCEPT.finditer(text):
        if match.group().lower() == "with the exception of" and not _OF_DATA.search(text, 0, match.start()):
            continue  # "open for business, with the exception of tax payments"
        if _NEGATIVE.search(text, 0, match.start()) or _LATER_NEGATIVE.match(text[match.end() :]):
            continue
        end = _clause_end(text, match.end())
        verb = _THEN_VERB.search(text, match.end(), end)
        if verb and _PASSIVE.match(text, verb.start()):
            continue  # "data other than names was not affected"
        yield match.start(), verb.start() if verb else end


_OF_DATA = late(
    rf"\b(?:{_SEEN}|everything|all of (?:it|them)|stole|took|data|information|details|records?|files?|fields?|names?)\b",
    re.IGNORECASE,
)
_THEN_VERB = late(rf"[,:]|\b(?:was|were|has|have|had|is|are|{_SEEN})\b")

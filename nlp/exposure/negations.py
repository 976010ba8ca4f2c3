"""The words that say that data were not hit: in front of what they name ("no names"), or behind it ("were not")."""

from __future__ import annotations

import re

# Forms of verbs that tell of data getting out: after "were not", and before "and" where another predicate ends.
SEEN = (
    r"(?:access(?:ed|ible)|acquired|affected|among|at risk|available|breached|captured|compromised|concerned|contained"
    r"|copied|disclosed|downloaded|endangered|exfiltrated|exported|exposed|found|gone|harvested|hit|impacted|included"
    r"|infected|involved|leaked|lost|obtained|on (?:the|this|that|it|them)|out|part of|present|published|reached|read"
    r"|targeted|recoverable|retrieved|returned|revealed|scraped|seen|shown|stolen|taken|touched|viewed|viewable|visible"
    r"|within reach|in (?:the|this|that|it|them|these|those|there|scope|any|our|its)|subject to|implicated|swept up"
    r"|decrypted|hacked|penetrated|entered|removed|opened|released|posted|dumped|listed|readable|connected|transferred"
    r"|derived|displayed|reconstructed|decryptable|queried|pulled|scanned)"
)
KEPT = (
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
FORWARD = re.compile(
    rf"\b{_AUX}{_NOT}\s+(?!(?:\w+\s+)?(?:in|as)\s+(?:plain|clear|readable)\b)(?:have\s+|appear to\s+(?:have\s+)?"
    rf"|seem to\s+(?:have\s+)?|been able to\s+|able to\s+|actually\s+|itself\s+|ever\s+|themselves\s+|therefore\s+"
    rf"|also\s+|yet\s+)?(?:been\s+)?(?:{_REACH}|{SEEN}|{KEPT})(?:d|s|ing)?\b(?!\s+in plain)"
    rf"|\b{_AUX}{_NOT}\s+(?:provide|grant|give|offer|allow|have|gain) access\b"
    r"|\bnot (?:in|on|part of|among) (?:the|this|that|it|them)\b[\w\s]{0,24}\b(?:is|are|was|were)(?=\s)"
    rf"|\b(?:cannot|can't|couldn't|never)\s+(?:been\s+|been able to\s+)?(?:{_REACH}|{SEEN}|{KEPT}"
    rf"|had access to)(?:d|s|ing)?\b"
    rf"|\b{_NO}\b(?!\s+(?:longer|later|out|doubt|one\s+(?:knows|has said)|matter|less|fewer|comment|idea|reason why"
    rf"|more than|word|wonder|response|specific"
    r"|timeline|group|ransom|authentication|login\b|encryption|mfa|password (?:protection|was required|required|needed"
    r"|set|at all)|salt|limit|immediate|further|details? (?:about|on|of)|(?:the |any )?need (?:to|for)|one else))"
    r"|\b(?:rather than|instead of|excluding|exclud(?:es|ed)|unlike|lack(?:s|ed|ing)|omit(?:s|ted|ting)|devoid of|free of"
    r"|(?:cleansed|cleared|purged|rid|scrubbed|stripped|wiped) of|let alone|much less|far less)\b"
    r"|(?<!not )(?<!n't )(?<!nor )(?<!or )\b(?:den(?:y|ies|ied|ying)\b|disput(?:es?|ed|ing) that\b)"
    r"|(?<!not )(?<!n't )(?<!cannot )(?<!to )(?<!not yet )(?<!be )(?<!been )(?<!longer )\brul(?:e[sd]?|ing) out\b"
    rf"|\b(?:failed to|unable to|(?:prevented|kept|stopped|blocked|barred) from|stopped (?:short of|before))\s+"
    rf"(?!process|accept|receive|take|print|send)(?:{_REACH[3:-1]})\w*\b"
    r"|\b(?:is|was|has|have|did|do|does)(?:n't| not) (?:been )?(?:thought|believed|assumed|likely|expected|find|found"
    r"|believe|think|see|seen)\s+(?:any (?:sign|evidence|indication)s? )?(?:that|to have)\b"
    rf"|\b(?:do|does|did)(?:n't| not) (?:believe|think)\b(?=[^.;:]{{3,160}}?\s(?:was|were|ha(?:s|ve) been) {SEEN}\b)"
    r"|\bstop(?:s|ped|ping)? (?:just )?short of(?!\s+(?:\w+ly )?(?:say|nam|call|confirm|blam|deny|admit|giv"
    r"|tell|claim)ing)\b"
    r"|^\W*(?:missing|absent|excluded|exempt|left out|spared|safe|unaffected|untouched"
    r"|not (?!only|just|merely|solely)\w+)\b[^.;:,]{0,40}?\s(?:is|are|was|were)\s"
    r"|(?:^|[,;:(\u2014]\s*|\b(?:but|and|though|if|or|yet)\s+)not\s+(?!(?:only|just|yet|until|solely|encrypted|hashed"
    r"|salted|clear|known|immediately|least|necessarily|sure|more|less|limited|to\b|be\b|been|have|surprising\w*|every"
    r"|all\b|long|so\b|as\b|a\b|an\b|respond\w*|giv\w+|said|say\w*|disclos\w+|confirm\w*|reveal\w*|provid\w+|comment\w*"
    r"|specif\w+|at risk|believed|among|that\b|because|in\b|on\b|by\b|for\b|us(?:e|ed|ing)|publicly|properly|protected"
    r"|secured?|much|too|very|unusual|uncommon|(?:yet )?determined)\b)"
    rf"(?!{SEEN})",
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
NOT_THEM = (
    r"\b(?:have |has |do |does |did )?(?<!should )(?<!must )(?:never|not|n't) (?:had|have|held|hold|stored?|saw|seen?|receiv(?:ed?)"
    r"|collect(?:ed)?"
    r"|possess(?:ed)?|keep|kept|touch(?:ed)?|take|took) (?:them|these|those|any of (?:them|these|those))\b"
)
BACKWARD = re.compile(
    rf"\b(?:was|were|is|are|be|been|has|have|had|could|can|did|does|do|may|might"
    rf"|would(?={_NOT}\s+(?:have|be|{_REACH})\b))(?:\s+(?:therefore"
    rf"|thus|also|still|consequently|apparently)|,\s[\w\s']{{3,30}},)?{_NOT}(?!\s+(?:\w+\s+)?(?:in"
    rf"|as)\s+(?:plain|clear|readable)\b)"
    rf"(?:\s+(?:have|be|been|being|believed to|thought to|known to|understood to|itself|themselves|ever|actually"
    rf"|directly|even|also|therefore|in any way"
    rf"|appear to(?: have)?|seem to(?: have)?|thus|accordingly|consequently|to|a))*(?:\s+(?:{SEEN}"
    rf"|{KEPT}|{_REACH})\b(?!\s+(?:in|as)\s+(?:plain|clear|readable))|\s+(?!{_OTHERWISE}\b)[a-z]+(?:ed|en|wn|ght"
    rf"|ld|nt|pt|ut|et)\b|{_END})"
    rf"|\b(?:cannot|can't)\s+(?:be|have been)\s+(?:{SEEN}|{KEPT})\b|\b(?:and|but)\s+not\s+(?:been\s+|(?:in"
    rf"|on)\s+)?{SEEN}\b|\bnever\s+(?:been\s+)?(?:{SEEN}|{KEPT}|{_REACH}(?:s|ed|d)?|left|(?:goe?|get|flow|travel|make it|went|got)s?\s+(?:to|through|into|out))\b"
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
    rf"|\b(?:none|neither)\s+(?:(?:is|are|was|were|has|have|had)|(?:can|could) (?:be|have))\s+(?:been\s+)?{SEEN}\b"
    r"|(?<=[a-z]s )not(?=\s*(?:[.;]|$))"
    r"|\b(?:is|are|was|were)\s+(?:hidden from|tokeni[sz]ed|(?:generated|created|kept only"
    r"|stored only)\s+on\s+(?:your|their|the))\b"
    r"|\b(?:had|have|has) (?:already |long )?been\s+(?:removed|deleted|erased|purged|wiped|taken out)\b"
    r"|\b(?:play|played|plays|had|have|has) no (?:role|part)\b|\bnever got (?:that|so|as) far\b"
    r"|\b(?:is|are|resides?|lives?|lies?|sits?)\s+(?:(?:shown|kept|stored|held|known|visible|available"
    r"|displayed)\s+)?(?:only|solely|exclusively)\s+(?:on|in|at|by|with|to)\b|\b(?:is|are)\s+(?:shown|kept|stored|held"
    r"|known|visible|available|displayed)\s+"
    r"(?:to|in|on|at|by)\s+(?:[\w']+ ){1,3}only\b"
    rf"|{NOT_THEM}|\b(?:do|does|did){_NOT} (?:believe|think) (?:that )?(?:it|they|this|these|those|any of (?:it|this|them|these))"
    rf" (?:was|were|ha(?:s|ve) been) {SEEN}\b"
    r"|\bnone of (?:which|them|these|those|it|that|this|the above)\b|\b(?:stayed|stays) out of\b",
    re.IGNORECASE,
)

"""What a sentence does besides telling of data: advise, warn, guess, correct; and what a heading governs."""

from __future__ import annotations

import itertools
import re

from nlp.text.patterns import late

_ADVICE = re.compile(
    r"\b(?:(?:change|reset|restore|recover|update|rotate|changing|resetting|rotating|choose|use|using|reuse|re-use|create"
    r"|enter|provide|share|give out|verify|protect|monitor|review|check|enable|confirm|revoke|replac\w+"
    r"|asks? for|click\w*|forc\w+ (?:a |all )?)\s+(?:(?:a|an|the|all|any|your|their|our|its|his"
    r"|strong|unique|new|different|same|affected|passwords? and|free|personal|account|user|users'?|login"
    r"|customers?'?|every|complex|stolen)\s+){0,4}"
    r"(?:passwords?|passcodes?|credentials?|accounts?|statements?|credit|pins?|keys?|tokens?|secrets?"
    r"|log-?ins?|information|details|data|mfa|security questions)"
    r"|credit (?:monitoring|reports?|freezes?|bureaus?|file)|identity (?:theft|protection|monitoring"
    r"|restoration)|fraud alerts?|security freeze|be (?:wary|alert|vigilant|careful|on the lookout)"
    r"|password (?:reset|manager|change|protected)s?|password-protected|reset(?:ting)? (?:of )?passwords?"
    r"|(?:two|multi)-?\s?factor authentication|2fa(?! \w*(?:seed|secret|code|key|token)s?)|should (?:be|change|monitor"
    r"|consider|also|not(?! have)|use|watch|reset)|we (?:recommend|advise|encourage|urge|suggest|will never"
    r"|will not ask)|(?:advised?|urged|encourag\w+|recommend\w*|asked|told|warn\w+) (?:\w+ ){0,4}to (?:change|reset|be"
    r"|monitor|watch|check|review|update|rotate)|call (?:us|the|our|toll)|toll[- ]free|hotline|call cent(?:er|re)"
    r"|please (?:contact|call|visit|do)|never (?:ask|send|request)|scammers? (?:may|might|could|will|often|sometimes)"
    r"|phishing (?:e-?mails?|attempts?|messages)|sign up|subscribe|(?:our|the|a) newsletter|follow us|cookie policy"
    r"|privacy policy|terms of (?:use|service)|all rights reserved|contact us|implemented (?:additional|new)"
    r"|safeguards?|retrained|email us|send (?:us )?an? e-?mail)\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"\b(?:(?-i:may)|might|could|potentially|possibly|perhaps|possible|(?:un)?likely|believed to|at risk|suspected"
    r"|(?:cannot|\w+n't|not|longer|to) rul(?:e[sd]?|ing) out|rul(?:e[sd]?|ing) nothing out)\b",
    re.IGNORECASE,
)
_RETRACTED = re.compile(
    r"\b(?:(?:had|has) (?:\w+ )?(?:said|stated|claimed|told|maintained|insisted|assured|believed|denied"
    r"|reported|written)|initially|originally|previously|earlier|at first|first (?:said|told|claimed"
    r"|stated|reported)|contrary to|despite (?:earlier|initial|previous|its|the)|wrongly|incorrectly|no"
    r" longer (?:stands?|true)|was wrong|were wrong|contradict\w*|revers\w+|withdr[ae]w\w*|correct(?:s|ing"
    r"|ed|ion))\b",
    re.IGNORECASE,
)
DENY_HEADING = re.compile(
    r"^\W*(?:(?:what|things?|data|objects?|items?|information)[\w ,']{2,40}\s(?:did|do|does|was|were|is"
    r"|are)(?:n't| not)(?! (?:yet|know|do|need|say|clear|sure)\b)"
    r"(?: \w+){0,4}(?=\W*$|:)|never (?:in|on|part of|among) \w+(?= ?:)|what (?:they|it|he|she"
    r"|(?:the )?\w+s?) (?:left|spared|missed)(?= ?:)|not (?:in|among|part of|included in|on"
    r"|with) (?:it|them|this|that|these|the \w+)"
    r"|(?:what|which) (?:(?:\w+ ){0,2}(?:information|data|details) )?(?:was|were|is|did|has)(?: the \w+)?"
    r"\s*(?:n't|not|never)\b(?! (?:yet|known|clear)\b)|(?:information|data|items?|systems?"
    r"|the following)?\s*(?:that (?:was|were|is) )?(?:was |were |is |are )?(?:not|never|non"
    r"|un)\s*-?(?:affected|impacted|included|involved|exposed|accessed|compromised|at risk|stolen|taken"
    r"|leaked|touched|part of)|safe\b|secure\b|unaffected|untouched|no impact|out of scope|excluded"
    r"|remains? (?:safe|secure)"
    r"|what (?:stay\w*|remain\w*|was|is) (?:all |still )?(?:safe|secure|spared|un(?:affected|touched|harmed)))"
    r"[^:]{0,60}(?::|\?|$)",
    re.IGNORECASE,
)
_EXPOSE_HEADING = re.compile(
    r"\btypes? of (?:data|information)\b[^:]{0,40}:|\b(?:following (?:\w+ ){0,2}(?:data|information|details)"
    r"|data in the (?:exported|stolen|copied|affected|leaked)"
    r" \w+)[^:]{0,80}(?::|\?|$)|"
    r"\b(?:what (?:left|happened to|was (?:taken|exposed|affected|involved|stolen|accessed|included"
    r"|compromised|leaked|in)|were|information|data|is)|(?:possibly |potentially )?(?:exposed|affected"
    r"|impacted|compromised|stolen|accessed|leaked|involved|taken|included)|(?:information|data)"
    r" (?:involved|affected|exposed|includ\w+|types?|that)|may (?:have|include)|includ\w+"
    r"|contain\w*)\b[^:]{0,80}(?::|\?|$)",
    re.IGNORECASE,
)


def advice_spans(text: str) -> list[tuple[int, int]]:
    """The clauses of a sentence that tell readers what to do, or what the firm did about it."""
    borders = [0, *(m.start() for m in _CLAUSES.finditer(text)), len(text)]
    clauses = itertools.pairwise(borders)
    return [(a, b) for a, b in clauses if _ADVICE.search(text, a, b) or _REPLACED.search(text, a, b)]


_CLAUSES = re.compile(
    r";\s|\s[\u2014-]\s|,\s(?:and|so|but)\s(?:if|you|we|please|they|it|all|everyone|customers|users)\b|:\s(?=please"
    r"|we|you)"
)
_REPLACED = re.compile(  # what was done about it
    r"\b(?:were|was|have been|has been) (?:\w+ly )?(?:replaced|rotated|revoked|reset|renewed|changed|ended|terminated"
    r"|invalidated|expired|blocked|disabled|cancelled|reissued|logged out|signed out)\b"
    r"|\b(?:review|examin|analy[sz]|inspect|check)(?:ed|es|ing)? (?:the |all |our |its |their |relevant )?"
    r"(?:\w+ )?logs?\b",
    re.IGNORECASE,
)
_WARNING = re.compile(
    r"\b(?:(?:someone|anyone|somebody|a (?:message|mail|e-mail|caller|letter)) (?:who|that) (?:knows|has|names|holds)"
    r"|looks? like spam|convincing (?:message|e-?mail)|will (?:not|never) ask"
    r"|(?:told|asked|warned|urged|advised|reminded) not to (?:open|click|share|give|send|reply|enter|respond|disclose)"
    r"|if an? (?:attacker|intruder|hacker|thief|criminal|outsider) (?:had \w+ed|had (?:got|gotten|stolen|broken)"
    r"|were to|could|managed)"
    r"\b[^.;]{0,200} (?:could|would|might) (?:have|be))\b",
    re.IGNORECASE,
)
_NEVER_GIVE = late(r"\W*(?:never|do not|don't) (?:give|share|tell|send|reply|enter|disclose|open)\b", re.IGNORECASE)


def is_warning(text: str) -> bool:
    """Whether a sentence only says what others could do with data, or what one should not do with them."""
    return bool(_WARNING.search(text) or _NEVER_GIVE.match(text))


def is_possible(text: str) -> bool:
    """Whether the clause only says what may have happened."""
    return bool(_POSSIBLE.search(text))


def is_retracted(text: str) -> bool:
    """Whether the sentence tells what was said before, so that a later statement may reverse it."""
    return bool(_RETRACTED.search(text))


def is_reversal(text: str) -> bool:
    """Whether the sentence states what holds now, against what was said before ("were taken after all")."""
    return bool(_REVERSAL.search(text))


_REVERSAL = re.compile(
    r"\b(?:after all|in fact|actually|as well|also|now (?:found|know\w*|confirm\w*|believe\w*|say\w*)"
    r"|has (?:since )?(?:found|established|confirmed|determined|shown)|turned? out)\b",
    re.IGNORECASE,
)


def echoed(text: str, before: str) -> str | None:
    """As in "exposed" for "Source code was." after a denial, for "Names are not." after "Passwords are safe.".

    "So are names." after the latter is "denied".
    """
    if _SO_ARE.match(text) and _SPARED.search(before):
        return "denied"
    echo = _ECHO.match(text)
    if echo is None or not DENIES.search(before):
        return None
    return "exposed" if not echo["no"] or _SPARED.search(before) else None


_ECHO = late(
    r"\W*(?:(?:however|but|unfortunately|yet),? )?(?!(?:it|they|this|that|these|those|we|he|she)\b)[\w', -]{3,60}?"
    r" (?:was|were|did|is|are|does|do)(?P<no>(?: not|n't))?(?:, (?:however|though|unfortunately|sadly))?"
    r"(?:,? (?:and so|as) (?:did|is|are|was|were) [\w', -]{3,60})?[.]?$",
    re.IGNORECASE,
)
_SPARED = late(r"\b(?:safe|secure|spared|unaffected|untouched)\b[^.]{0,20}[.]?$", re.IGNORECASE)
_SO_ARE = late(
    r"\W*(?:so (?:is|are|was|were) [\w', -]{3,80}|(?!(?:it|they|this|that|these|those|we|he|she)\b)[\w', -]{3,60}?"
    r" (?:is|are|was|were)(?: too|,? as well| also))[.]?$",
    re.IGNORECASE,
)


def goes_on(text: str) -> bool:
    """Whether a sentence says of more what the one before said ("Nor are your address and date of birth.")."""
    return bool(_NOR.match(text))


_NOR = late(r"\W*(?:nor|neither|and neither|and nor) (?:is|are|was|were|did|does|do)\b", re.IGNORECASE)


def unsafe_spans(text: str) -> list[tuple[int, int]]:
    """Where in a sentence data are named of which it says that, unlike others, they are not safe ("names are not")."""
    return [found.span("data") for found in _UNSAFE.finditer(text)]


_UNSAFE = late(  # "Card numbers are safe; names are not"
    r"\b(?:is|are|was|were|remains?|stays?|stayed|remained) (?:\w+ly )?(?:safe|secure|spared|unaffected|untouched)"
    r"(?:;|,|:|\s[\u2014-]|\.)? (?:but |and |while |whereas )?(?:unfortunately,? )?"
    r"(?P<data>[\w', -]{3,80}?) (?:is|are|was|were)(?: not|n't)(?:, (?:however|though|unfortunately"
    r"|sadly))?(?=\s*(?:[.;!]|$))",
    re.IGNORECASE,
)


def heading_status(text: str) -> str | None:
    """As in "denied", "exposed" or "open" (nobody knows) where a heading or label governs what follows, else None."""
    head = text[:160]
    if _UNSAFE_HEADING.match(head):
        return "exposed"
    if _OPEN_HEADING.match(head):
        return "open"
    if DENY_HEADING.search(head) or (_DENY_INTRO.match(head) and not _NO_INTRO.search(head)):
        return "denied"
    return "exposed" if _EXPOSE_HEADING.search(head) else None


_UNSAFE_HEADING = late(r"\W*(?:what (?:was|is) |data )?(?:not|un)[ -]?safe\b[^.]{0,20}$", re.IGNORECASE)
_OPEN_HEADING = late(  # "What we do not know yet:", "Still unknown:"
    r"\W*(?:what (?:(?:we|is|was|are) (?:do |did )?(?:not|n't) (?:yet |been )?(?:know|known|clear"
    r"|confirmed|established|certain)|(?:is|remains) (?:still )?(?:open|unclear|unknown|under investigation))"
    r"|(?:still )?(?:unknown|unclear|under (?:investigation|review)|not (?:yet )?(?:known|confirmed|clear)))"
    r"(?: yet| so far| at this time)?\W*$",
    re.IGNORECASE,
)


def turns_heading(text: str, before: str) -> bool:
    """Whether a heading without a verb of its own denies what the one before says: "What was safe", "What was not"."""
    return bool(_BARE_NOT.match(text) and _SAFE_HEADING.search(before))


_BARE_NOT = late(r"\W*(?:and )?(?:what|which) (?:was|is|were|are)(?: not|n't)\W*$", re.IGNORECASE)
_SAFE_HEADING = late(r"(?<!not )\b(?:safe|secure|spared|un(?:affected|touched|harmed))\W*$", re.IGNORECASE)
_DENY_INTRO = re.compile(  # "The attacker did not get to:", "No trace of access was found in:"
    r"^[^.;?]{0,90}?(?:\b(?:not|never|nothing|un(?:affected|touched|impacted|harmed)|exclud(?:e|es|ed)|rul\w+ out"
    r"|out of (?:scope|reach)|no (?:evidence|signs?|traces?|indications?|impact|access|change|risk))\b|n't\b"
    r"|\b(?:is|are|was|were|remains?|remained|stays?|stayed)\s+(?:\w+ly )?(?:safe|secure|intact)\b)[^.;:?]{0,60}:?\W*$",
    re.IGNORECASE,
)
_NO_INTRO = re.compile(  # what readers should not do, and what is not known
    r"\b(?:should|must|please|will|would|you|know\w*|clear|yet|only|do not|don't|why|how|if|encrypted|hashed|tell|said"
    r"|say|comment|alone|paid|pay|confirm\w*|notified|informed|for (?:publication|circulation|distribution|release))\b",
    re.IGNORECASE,
)


def opens_list(text: str) -> bool:
    """Whether a sentence before a list says that the items are what was there ("The following was in them:")."""
    return text.endswith(":") and bool(_OPENS.search(text)) and not _NO_DATA.search(text)


_OPENS = late(
    r"\b(?:the following|as follows|(?:in|inside|on|among|part of) (?:it|them|these|this|those)"
    r"|(?:files?|records?|documents?|data ?sets?|databases?|tables?|exports?|entries|tickets?|backups?)"
    r" (?:\w+ ){0,3}(?:hold|holds|held|contain|contains|contained|includes?|included|lists?|listed|showed))\b",
    re.IGNORECASE,
)
_NO_DATA = re.compile(  # what was not there, and what was done about it
    r"\b(?:not?|never|none|neither|cannot|without|un(?:affected|touched)|measures?|steps?|actions?|advi[cs]e\w*"
    r"|recommend\w*|should|controls?|safeguards?|improvements?|changes)\b|n't\b",
    re.IGNORECASE,
)


_REQUEST = re.compile(
    r"\b(?:please (?:do not|don't|never)|do not (?:send|share|give|reply|enter|open|click)|don't (?:send|share|give"
    r"|reply|enter)"
    r"|(?:we|you|they|it) (?:will )?never (?:ask|send|request|call)|will not (?:ask|request|call))\b",
    re.IGNORECASE,
)


def is_request(text: str) -> bool:
    """Whether the negations of a sentence are about what readers or the firm do ("please do not send")."""
    return bool(_REQUEST.search(text))


DENIES = late(
    r"\b(?:not?|never|none|neither|nothing|safe|secure|spared|left alone|un(?:touched|affected|harmed))\b|n't\b",
    re.IGNORECASE,
)

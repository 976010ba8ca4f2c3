"""Which stretches of a sentence are negated, only possible, or advice."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

_TAKE = (
    r"(?:includ\w*|contain\w*|involv\w*|expos\w*|compromis\w*|affect\w*|access\w*|obtain\w*|stor\w+|collect\w*"
    r"|hold|reveal\w*|impact\w*|extend to|see|take|steal|get|gain|acquire|retain|keep|record|leak\w*|have"
    r"|reach|touch|view|concern|request|possess|capture|exfiltrate|download|process|encompass|relate to"
    r"|release|lose|disclose (?:any|the|customer|patient|personal)|appear to (?:include|contain|have included"
    r"|involve))"
)
_AUX = r"(?:did|does|do|had|has|have|was|were|is|are|would|could|can|should|will)"
_NOT = r"(?:\s*n't|\s+not|\s+never)"
_FORWARD = re.compile(
    rf"\b{_AUX}{_NOT}\s+(?:have\s+|appear to\s+|appear to have\s+|been able to\s+|able to\s+|actually\s+"
    rf"|itself\s+|ever\s+)?(?:been\s+)?{_TAKE}\b"
    r"|\b(?:cannot|can't|couldn't|never)\s+(?:been\s+)?(?:access|obtain|see|include|contain|expose|store"
    r"|collect|view|read|stores?|collects?|held|stored|had access to)\w*\b"
    rf"|\b(?:no|neither|nor|none of|without|zero|absence of|lack of|no signs? of|no evidence|no indication"
    rf"|nothing)\b(?!\s+(?:longer|later|doubt|one|matter|less|fewer|comment|idea|reason why|more than|word"
    rf"|wonder|response|specific|timeline|group|ransom|authentication|login\b|encryption|mfa|password"
    rf" (?:protection|was required|required|needed|set|at all)|salt|limit|immediate|further))"
    r"|\b(?:rather than|instead of|excluding|excludes?|excluded|but not|and not|not"
    r"|unlike)\b(?=\s+(?:(?:any|the|your|our|their|full|actual|customer|user|complete|client|to|of|his|her"
    r"|its)\s+){0,3}[\w-]+)(?!\s+(?:only|just|yet|until|solely|encrypted|hashed|salted|clear|known"
    r"|immediately|least|necessarily|sure|more|less|limited|to\b|be\b|been|have|surprising\w*|every|all"
    r"|long|so|as|a\b|an\b|responded|give|given|said|saying|disclosed|say|confirm\w*|reveal\w*|provid\w+"
    r"|comment\w*|specif\w+|affected|accessed|exposed|compromised|impacted|included|part|stolen|taken"
    r"|breached|involved|obtained|at risk|believed|stored|among|that|because|in\b|on\b|by\b|for\b|use|used"
    r"|publicly|properly|protected|secured))",
    re.IGNORECASE,
)
_BACKWARD = re.compile(
    rf"\b(?:was|were|is|are|be|been|has|have|had|could|can|did|does|do|would|may|might"
    rf"|should){_NOT}\b(?!\s+(?:only|just|solely|present on|all\b|every|necessarily|yet\s+(?:known|clear"
    rf"|said|disclosed)|encrypted|hashed|salted|clear|known|immediately|said|saying|respond\w*|confirm\w*"
    rf"|comment\w*|give|given|provid\w+|reveal\w*|specif\w+|disclos\w+ (?:how|the number|when|whether"
    rf"|which|what)|say|aware|protected|password|properly|secured?|limited))"
    r"|\b(?:cannot|can't)\s+be\b|\b(?:was|were|is|are|remain\w*|stay\w*|kept|being|all|still"
    r"|left)\s+(?:[\w-]+ly\s+)?(?:unaffected|untouched|safe|secure|intact|unimpacted|uncompromised|not"
    r" accessible|excluded|outside)\b|\bunaffected\b|\buntouched\b"
    r"|\b(?:was|were)\s+neither\b|\b(?:is|are|was|were)\s+(?:believed|thought|understood|said)\s+(?:to"
    r" be\s+(?:safe|secure)|not\b)",
    re.IGNORECASE,
)
_BORDER = re.compile(
    r"[.;!?]\s|[()]|\s(?:but|while|whereas|although|though|however|yet|because|since|so|despite)\b"
    r"|\s[\u2014-]\s|,\s(?:it|they|we|he|she|which|who|the (?:company|firm|hospital|bank|attacker"
    r"|hacker)s?)\s|,?\s(?:said|says|according|adding|added|noted|stressed|maintains|insists)\b"
    r"|\sas\s(?:well as\s)?(?:they|it|the|these)\b",
    re.IGNORECASE,
)
_PREDICATE = re.compile(
    r"\b(?:was|were|are|is|been|be|being|may be|may have been|had|has)\s+(?:\w+ly\s+)?(?:(?:\w+ed|stolen"
    r"|taken|hit|lost|out|seen|part|leaked|gone|at risk|included)\b)(?:\s+(?:in|by|of|from|during"
    r"|too)\s[\w\s-]{0,30}?)?(?=,|\s+and\b|\s+or\b)",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\b(?:limited (?:only )?to|restricted to|confined to|other than|except(?: for)?|apart from|aside from"
    r"|besides|beyond|save for|with the exception of|but (?:rather|only|instead)|only (?:the|their|your|a"
    r"|names?|emails?)|including|contain(?:s|ed)|but (?:did|does|do|it did) (?:include|contain)\w*|in"
    r" addition to|more than|consist(?:s|ed) of)\b",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\b(?:other than|except(?: for)?|apart from|excluding|with the exception of|but not)\b", re.IGNORECASE
)
_ADVICE = re.compile(
    r"\b(?:(?:change|reset|update|rotate|changing|resetting|rotating|choose|use|using|reuse|re-use|create"
    r"|enter|provide|share|give out|verify|protect|monitor|review|check|enable|confirm|revoke|replac\w+"
    r"|ask for|asks? for|click\w*|forc\w+ (?:a |all )?)\s+(?:(?:a|an|the|all|any|your|their|our|its|his"
    r"|strong|unique|new|different|same|affected|passwords? and|free|personal|account|user|users'?|login"
    r"|customers?'?|every|complex|stolen)\s+){0,4}"
    r"(?:passwords?|passcodes?|credentials?|accounts?|statements?|credit|pins?|keys?|tokens?|secrets?"
    r"|log-?ins?|information|details|data|mfa|security questions)"
    r"|credit (?:monitoring|reports?|freezes?|bureaus?|file)|identity (?:theft|protection|monitoring"
    r"|restoration)|fraud alerts?|security freeze|be (?:wary|alert|vigilant|careful|on the lookout)"
    r"|password (?:reset|manager|change|protected)s?|password-protected|reset(?:ting)? (?:of )?passwords?"
    r"|(?:two|multi)-?\s?factor authentication|2fa|should (?:be|change|monitor|consider|also|not|use|watch"
    r"|reset)|we (?:recommend|advise|encourage|urge|suggest|will never|will not ask)|(?:advised?|urged"
    r"|encourag\w+|recommend\w*|asked|told|warn\w+) (?:\w+ ){0,4}to (?:change|reset|be|monitor|watch|check"
    r"|review|update|rotate)|call (?:us|the|our|toll)|toll[- ]free|hotline|call cent(?:er|re)|please"
    r" (?:contact|call|visit|do)|never (?:ask|send|request)|scammers?|phishing (?:e-?mails?|attempts?"
    r"|messages)|sign up|subscribe|newsletter|follow us|cookie policy|privacy policy|terms of (?:use"
    r"|service)|all rights reserved|contact us|implemented (?:additional|new)|safeguards?|retrained|email"
    r" us|send (?:us )?an? e-?mail)\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"\b(?:may|might|could|potentially|possibly|perhaps|possible|likely|believed to|at risk|cannot rule"
    r" out|suspected)\b",
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
    r"^\W*(?:not (?:in|among|part of|included in|on|with) (?:it|them|this|that|these|the \w+)|what (?:was|were|is|did|has)(?: the \w+)?\s*(?:n't|not|never)\b|(?:information|data|items?"
    r"|systems?|the following)?\s*(?:that (?:was|were|is) )?(?:was |were |is |are )?(?:not|never"
    r"|un)\s*-?(?:affected|impacted|included|involved|exposed|accessed|compromised|at risk|stolen|taken"
    r"|leaked|touched|part of)|safe\b|secure\b|unaffected|untouched|no impact|out of scope|excluded"
    r"|remains? (?:safe|secure))[^:]{0,60}(?::|\?|$)",
    re.IGNORECASE,
)
_EXPOSE_HEADING = re.compile(
    r"\b(?:following (?:\w+ ){0,2}(?:data|information|details)|data in the (?:exported|stolen|copied|affected|leaked)"
    r" \w+)[^:]{0,80}(?::|\?|$)|"
    r"\b(?:what (?:left|happened to|was (?:taken|exposed|affected|involved|stolen|accessed|included"
    r"|compromised|leaked|in)|were|information|data|is)|(?:possibly |potentially )?(?:exposed|affected"
    r"|impacted|compromised|stolen|accessed|leaked|involved|taken|included)|(?:information|data)"
    r" (?:involved|affected|exposed|includ\w+|types?|that)|may (?:have|include)|includ\w+"
    r"|contain\w*)\b[^:]{0,80}(?::|\?|$)",
    re.IGNORECASE,
)


def denied_spans(text: str) -> list[Span]:
    """Where in a sentence what is named is said not to be hit; exceptions ("other than names") are cut out."""
    spans = [span for found in (_forward(text), _backward(text), _excepted(text)) for span in found]
    return sorted(spans)


def _forward(text: str) -> Iterator[Span]:
    for match in _FORWARD.finditer(text):
        end = _clause_end(text, match.end())
        if match.group().lower().startswith(("without", "rather", "instead", "unlike")):
            comma = text.find(",", match.end(), end)
            end = comma if comma > 0 else end
        only = _ONLY.search(text, match.end(), end)
        yield match.start(), only.start() if only else end


def _clause_end(text: str, start: int) -> int:
    border = _BORDER.search(text, start)
    return border.start() if border else len(text)


def _backward(text: str) -> Iterator[Span]:
    for match in _BACKWARD.finditer(text):
        begin = 0
        for border in _BORDER.finditer(text, 0, match.start()):
            begin = border.end()
        for predicate in _PREDICATE.finditer(text, begin, match.start()):
            begin = predicate.end()
        for earlier in _BACKWARD.finditer(text, begin, match.start()):
            begin = max(begin, earlier.end())
        yield begin, match.end()


def _excepted(text: str) -> Iterator[Span]:
    """As in "All of it except passwords was taken": what follows is denied where the clause before it is not."""
    for match in _EXCEPT.finditer(text):
        before = text[: match.start()]
        if not re.search(r"\b(?:no|not|n't|nothing|none|never)\b", before, re.IGNORECASE):
            yield match.start(), _clause_end(text, match.end())


def is_advice(text: str) -> bool:
    """Whether a sentence tells readers what to do, or what the firm did about it, or what others could do."""
    return bool(_ADVICE.search(text) or _REPLACED.search(text))


_REPLACED = re.compile(r"\b(?:were|was|have been|has been) (?:replaced|rotated|revoked|reset)\b", re.IGNORECASE)
_WARNING = re.compile(
    r"\b(?:(?:someone|anyone|somebody|a (?:message|mail|e-mail|caller|letter)) (?:who|that) (?:knows|has|names|holds)"
    r"|looks? like spam|convincing (?:message|e-?mail)|we will (?:not|never) ask)\b",
    re.IGNORECASE,
)


def is_warning(text: str) -> bool:
    """Whether a sentence only says what others could do with data."""
    return bool(_WARNING.search(text))


def is_possible(text: str) -> bool:
    """Whether the clause only says what may have happened."""
    return bool(_POSSIBLE.search(text))


def is_retracted(text: str) -> bool:
    """Whether the sentence tells what was said before, so that a later statement may reverse it."""
    return bool(_RETRACTED.search(text))


def is_reversal(text: str) -> bool:
    """Whether the sentence states what holds now, against what was said before ("were taken after all")."""
    return bool(_REVERSAL.search(text))


def is_overruled(following: str) -> bool:
    """Whether the next sentence takes back the one before it ("That was wrong.")."""
    return bool(_OVERRULED.match(following))


_REVERSAL = re.compile(
    r"\b(?:after all|in fact|actually|as well|also|now (?:found|know\w*|confirm\w*|believe\w*|say\w*)"
    r"|has (?:since )?(?:found|established|confirmed|determined|shown)|turned? out)\b",
    re.IGNORECASE,
)
_OVERRULED = re.compile(
    r"^\W*(?:that|this|it|the statement|our statement|we)(?: statement| assurance| information)?"
    r" (?:was|is|were|has proved|proved|turned out to be|has turned out to be)"
    r" (?:wrong|incorrect|not (?:correct|true|right|accurate)|mistaken|inaccurate|untrue|false|premature|no longer true)\b",
    re.IGNORECASE,
)


def heading_status(text: str) -> str | None:
    """As in "denied" or "exposed" where a heading or label governs what follows it, else None."""
    head = text[:160]
    if DENY_HEADING.search(head):
        return "denied"
    return "exposed" if _EXPOSE_HEADING.search(head) else None

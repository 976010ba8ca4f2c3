"""Negations of something else than that data were hit: a mail not sent, a door without a lock, what is not to be done.

A denial says that data were not taken, seen, held or affected. "It sent no e-mail", "the portal asks for no password",
"no more tokens for publishing" deny a deed, a safeguard, a habit: of the data that they name they say nothing.
"""

from __future__ import annotations

import re

from nlp.text.patterns import late

Span = tuple[int, int]

_REST = r"[^.;:,()]*?(?=[.;:,()]|$| (?:but|though|although|while|whereas|because|since|as|until|unless|and|so)\b)"
_OBJECT = _REST.replace("and|so", "and|so|that|which|who|whose")
_ASKS = r"(?:ask(?:s|ed|ing)? for|demand(?:s|ed|ing)?|need(?:s|ed|ing)?|requir(?:es?|ed|ing)|us(?:es?|ed|ing))"
_SERVES = (
    r"(?:(?:accept|answer|book|deliver|dispense|fill|issue|make|offer|pay|rent)(?:s|es|ed|d|ing)?|issuing|made|making"
    r"|paid) no (?!(?:[\w-]+ ){0,2}?(?:cop(?:y|ies)|data|details|information|numbers?|records?)\b)"
    r"|(?:sell(?:s|ing)?|sold|take[ns]?|taking|took) no (?:[\w-]+ ){0,2}?"
    r"(?:appointments|bookings|calls|credit|orders|payments|reservations|tickets)\b"
)
_LETTERS = r"(?:bills?|calls?|e-?mails?|invoices?|letters?|mails?|messages?|notices?|notifications?|texts?)"
_LOCK = (
    r"(?:passwords?|passcodes?|pins?|log-?ins?|credentials?|mfa|2fa|(?:second|another) factors?"
    r"|(?:two|multi)-?\s?factor)"
)
_OF_LOCK = r"(?:polic(?:y|ies)|protection|rules?|manager|prompt|resets?|changes?|set)"
_NOT_HIT = r"(?![^.;:]{0,90}\b(?:was|were|been|taken|stolen)\b)"
_DO = r"(?:click|disclose|enter|give|open|reply|reuse|send|share|tell|use|write)"
_NOT_STOLEN = r"(?![^.]*\b(?:copied|exposed|leaked|stolen|taken)\b)"
_DID_NOT = r"\b(?:could|did|does|do|had|has|have|will|would)(?:n't| not| never) ?(?:yet )?(?:been able to)?"
_DEED = (
    r"(?:answer|change|delete|destroy|encrypt|erase|hash|offer|pa(?:y|id)|protect|redact|repl(?:y|ied) to|reset|revoke"
    r"|rotate)(?:e?d)?"
)
_NOT_OF_DATA = late(
    rf"\b{_ASKS} no (?:[\w-]+ ){{0,2}}?{_LOCK}\b"  # "a portal that asks for no password"
    rf"|\b(?:{_SERVES}){_REST}"  # "shops take no card payments"
    rf"|\b(?:got|gets?|mail(?:ed|s)|receive[ds]?|send(?:ing|s)?|sent) no (?:[\w-]+ ){{0,2}}?{_LETTERS}\b"
    rf"(?! (?:address|content)){_REST}"
    # what was no lock: "the account had no second factor", "a server without password: names of ..."
    rf"|\b(?:had|has|have|was|were|is|with|and) no (?:second factor|mfa|2fa|{_LOCK} {_OF_LOCK})\b(?!-| codes?\b)"
    rf"|\bno {_LOCK} (?:was|were|is|are) (?:asked(?: for)?|demanded|needed|required|set)\b"
    rf"|\bwithout (?:an? |any )?{_LOCK}(?= ?:)"
    # what shall be otherwise: "no more tokens for publishing", "no names in tickets from now on"
    rf"|\bno (?!one\b){_NOT_HIT}(?:more (?!than\b)[\w' -]{{2,60}}?(?: for\b{_REST}|(?=[.;]|$))"
    r"|[\w' -]{3,80}? (?:from (?:now|today)(?: on)?(?!')|going forward|in (?:the )?future)\b)"
    rf"|\bfrom (?:now|today) on,? (?:[\w']+ ){{0,4}}?no {_REST}"
    r"|(?<=, )lacking [^,.;:]{2,40}(?=, (?!(?:and|or)\b))"  # "the man, lacking rights, went on to ..."
    rf"|\b(?:nobody|no one) (?:had |has |ever )?(?:looked at(?=[:,])|(?:answered|noticed|picked up|needs?)\b{_REST})"
    r"|\bno (?:[\w-]+ ){1,3}?(?:(?:was|were|will be) (?:cancelled|delayed|offered|paid|postponed|sent)|will go out)\b"
    r"|\bno (?:cash|funds?|money) (?:was|were|has been|have been) [^.;:,]*"
    rf"|\bno plans? to {_REST}"
    rf"|\bno (?:[\w-]+ )?(?:arrests?|charges|lawsuits?|ransom|suits?) (?:about|because of|for|over) {_REST}"
    r"|\bno (?:[\w'-]+ ){1,5}?(?:has|have|was|were|is|are) (?:been )?(?:abused|misused|used)\b"
    rf"|\bso (?:that )?(?:nobody|no one) (?:can |could |else )?(?:files|opens?|uses?)\b{_REST}"
    rf"|\b(?:nobody|no one) can \w+ [^.;]{{0,30}}?\bwith {_REST}"
    # what was left undone: "it did not delete old records", "it has not been able to send invoices"
    rf"|{_DID_NOT} ?{_DEED}\b{_NOT_STOLEN}{_OBJECT}"
    rf"|{_DID_NOT} ?(?:mail|sen[dt]) (?:out )?(?:any |the )?(?:cheques|{_LETTERS})\b{_REST}"
    # what works as it did: "online payments are not affected", "the integrity of records was not affected"
    r"|\bonline (?:orders|payments|sales)\b[\w ]{0,40}? (?:is|are|was|were) (?:not|never|un)"
    rf"|\b(?:accuracy|availability|integrity) of {_REST}"
    r"|\b(?:children|minors|they|who|you) (?:(?:do|does|may|might) not have|have no|don't have) (?:an? )?credit (?:file"
    r"|history|report)s?\b"
    # what is not to be done
    rf"|\bno (?:\w+ )?(?:action|steps?|changes?) (?:is|are) (?:needed|required|necessary)\b{_REST}"
    rf"|\b(?:must|should) (?:not|never) {_DO}\b{_REST}"
    rf"|(?:^|[.;:] |\bplease )(?:do not|don't|never) {_DO} (?:out |away )?(?:an?|any|the|this|your) {_REST}"
    r"|(?:^|[.;:,] )[^.;:,]{3,60}? (?:must|should) (?:not|never) be (?:reused|sent|shared|used)\b",
    re.IGNORECASE,
)


_UNPROTECTED = late(
    r"\b(?:was|were|is|are|been)(?:n't| not| never) (?:\w+ly )?(?:deleted|destroyed|encrypted|erased|hashed|masked"
    r"|redacted|salted)\b"
    rf"|{_DID_NOT} ?(?:delete|encrypt|erase|hash|mask|protect|redact)(?:e?d)?\b"
    r"(?=[^.]*\b(?:copied|exposed|leaked|stolen|taken)\b)[^.;:,]*",
    re.IGNORECASE,
)


def unprotected_spans(text: str) -> list[Span]:
    """Where in a sentence data are named that were there to be taken ("Social Security numbers were not encrypted")."""
    found = [match.span() for match in _UNPROTECTED.finditer(text)]
    return [(max(text.rfind(sign, 0, begin) for sign in ".;:,") + 1, end) for begin, end in found]


def not_of_data_spans(text: str) -> list[Span]:
    """Where in a sentence something else is negated than that data were hit."""
    return [found.span() for found in _NOT_OF_DATA.finditer(text)]

"""Data at large, and those of another time: what a law protects, what thieves have use of, what an earlier breach took.

Such a sentence names data as one of a loss does, and so the tagger takes it for one; it says nothing of this incident.
"""

from __future__ import annotations

import re

from nlp.text.patterns import late

Span = tuple[int, int]

_REST = (  # up to another clause
    r"[^.;]*?(?=[.;]|$|,? (?:but|though|although|while|whereas|because|since|which)\b"
    r"|,? and (?:it|they|we|all|both|these|those)\b)"
)
_THIEVES = r"(?:criminals|crooks|fraudsters|hackers|(?:identity )?thieves|scammers)"
_CAN = r"(?:can|could|may|might)"
_BREACH = r"(?:\w+ ){0,2}?(?:attack|breach|hack|incident|intrusion|leak|theft)\b"
_APP = (
    r"(?<!in )(?<!of )\b(?:an?|its|our|the|their) (?:[\w-]+ )?"
    r"(?:app|platform|portal|service|site|software|tool|website)"
)
_USERS = (
    r"(?:clients|companies|customers|doctors|firms|members|parents|patients|people|residents|students|teachers|users)"
)
_NO_LOSS = r"(?![^.]*\b(?:access|breach|compromis|copied|expos|hack|leak|lost|steal|stole|take[ns]?\b|took))"
_IN_GENERAL = late(
    # "personal information means a name with an account number"
    r"\b(?:acts?|gdpr|laws?|regulations?|statutes?) (?!firms?\b)(?:\w+ )?(?:covers?|defines?|protects?|regulates?)\b"
    rf"{_REST}"
    rf"|\bpersonal information\W? (?:means|is defined)\b{_REST}"
    rf"|\bprivacy (?:notice|policy|statement) (?:lists|says|states)\b{_REST}"
    # "criminals use names and birth dates to open accounts"
    rf"|\b{_THIEVES}(?: {_CAN}| often)? (?:misuse|need|use)"
    rf" (?!(?:an?|exposed|flaws?|it|leaked|stolen|that|the|them|these|this|those|your)\b){_REST}"
    rf"|\bwith (?:an?|somebody's|someone's) [^.;:]{{3,90}}?, (?:{_THIEVES}|somebody|someone) {_CAN}\b"
    rf"|\bbe (?:alert|careful|cautious|suspicious|vigilant|wary) (?:about|against|for|of|to|with)\b{_REST}"
    # "a card can be replaced, but no birth date"
    rf"|^{_NO_LOSS}[^.]*\bcan(?:not|'t| never)? (?:(?:always|easily|simply) )?be (?:cancell?ed|changed|replaced)\b[^.]*"
    rf"|^{_NO_LOSS}[^.]*\b(?:nobody|one|people|victims|you) can(?:not|'t)? (?:(?:always|easily|just|simply) )?"
    r"(?:change|replace) (?:an?|one's|their|your)\b[^.]*"
    # "an app that lets patients see their test results", "the service looks for your passwords on the dark web"
    rf"|{_APP} (?:that |which )?(?:allow|enable|help|let)s (?:its |their )?{_USERS} (?:to )?(?:book|check|file"
    rf"|look up|manage|order|pay|renew|see|send|store|track|view)\b{_REST}"
    rf"|\b(?:monitoring|service) (?:\w+ )?(?:looks|searches|watches) for\b{_REST}"
    rf"|\bmonitoring (?:\w+ )?(?:alerts|covers|notifies|tells|warns)\b{_REST}"
    # "in an earlier breach passwords had been stolen"
    rf"|^\W*(?:after|during|following|in) (?:an|its|the|a) (?:earlier|older|previous|prior|unrelated) {_BREACH}{_REST}"
    rf"|\b(?:fourth|second|third) (?!party\b){_BREACH}[^.:;]{{0,80}}[:;]{_REST}",
    re.IGNORECASE,
)


def in_general_spans(text: str) -> list[Span]:
    """Where in a sentence data are named of which it is not said whether this incident hit them."""
    return [found.span() for found in _IN_GENERAL.finditer(text)]

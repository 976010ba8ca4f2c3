"""Who says "we": the source that was given, else the site that a page in the first person stands on."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from nlp.parties.candidates import fold_name
from nlp.text.lexicon import load
from nlp.text.patterns import late

_SHORTEST = 3
_PUBLIC = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "gob", "gouv", "govt", "nhs"})  # example.co.uk
# Sites on which others speak: hosts, networks, wires and registers, beside the press of `bystanders.yaml`.
_CARRIERS = late(
    r"(?:medium|github|gitlab|githubusercontent|wordpress|blogspot|substack|tumblr|linkedin|twitter|x|facebook|reddit"
    r"|youtube|notion|google|archive|prnewswire|businesswire|globenewswire|sec|hhs|ca|oag|statuspage|zendesk|intercom"
    r"|typepad|wix|ghost|mailchimp|constantcontact|scribd|issuu|slideshare|docsend|pages|amazonaws|azurewebsites"
    r"|cloudfront|yahoo|msn|aol|example|localhost)"
)
_PRESS = re.compile(
    r"news|times|post|herald|tribune|journal|gazette|daily|press|today|report|media|magazine|blog|security|cyber|hack|"
    r"breach|threat|weekly|insider|wire|radio|tv\d*$",
)
_WE = late(
    r"\b(?:we (?:are (?:writing|reaching|contacting|notifying|investigating)|recently|discovered|detected|identified|"
    r"learned|became aware|regret|take|were (?:notified|informed|told)|have (?:ended|reset|notified|told|informed|"
    r"written|confirmed|determined|identified))|your (?:data|information|personal|account)|dear (?:customer|patient|"
    r"member|client|user|guest|friend|valued)|our (?:customers|users|patients|systems?|network|investigation|platform|"
    r"security team|customer))\b",
    re.IGNORECASE,
)
_LEAST = 2  # times that a page must speak in the first person


@cache
def _press() -> frozenset[str]:
    return frozenset(fold_name(str(name)).replace(" ", "") for name in load("bystanders")["press"])


def site(url: str | None) -> str:
    """The name in a URL's host ("okta" of "https://sec.okta.com/x"); empty where others than its owner speak there."""
    try:
        host = (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return ""
    labels = host.split(".")
    if len(labels) < 2 or labels[-1].isdigit():  # noqa: PLR2004 - a name and its top-level domain
        return ""
    at = -3 if len(labels) > 2 and labels[-2] in _PUBLIC else -2  # noqa: PLR2004
    stem = labels[at]
    bare = stem.replace("-", "")
    if len(stem) < _SHORTEST or _CARRIERS.fullmatch(bare) or bare in _press() or _PRESS.search(stem):
        return ""
    return stem


def in_first_person(text: str) -> bool:
    """Whether a page speaks of its own incident as "we"."""
    return sum(1 for _ in _WE.finditer(text[:4_000])) >= _LEAST


def studies_others(text: str) -> bool:
    """Whether who says "we" is one that studies the incidents of others."""
    return _STUDIES.search(text) is not None


_STUDIES = late(
    r"\bour (?:\w+ )?(?:researchers?|research team|analysts|threat (?:intelligence|research))\b|\bin the wild\b"
    r"|\bindicators of compromise\b|\bmalware famil|\bred team\b|\bhow we (?:found|uncovered|discovered)\b",
    re.IGNORECASE,
)


def spelt(stem: str, text: str) -> str:
    """The spelling of a site's name in the text, else the name with a capital."""
    found = re.search(rf"(?<!\w){re.escape(stem)}(?![\w.])", text, re.IGNORECASE)
    return found.group() if found else stem.capitalize()

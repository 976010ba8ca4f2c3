"""What the words around a day say of it: that something happened then, was found, was told, or is something else."""

from __future__ import annotations

import re

OCCURRED = re.compile(
    r"\b(?:occur\w*|took place|happened"
    r"|(?:began|beg[iu]n\w*|start\w*)(?! (?:to )?(?:notif|inform|investigat|tell|writ|contact|send|warn|review|mail"
    r"|alert|an? (?:\w+ )?(?:investigation|review)))|suffer\w*|breach\w*|hack\w*|attack\w*|compromis\w+|stolen|stole"
    r"|intru\w+|got (?:in|into)|gain\w* access|access\w*(?! (?:and \w+ )?logs?\b)|exfiltrat\w*|infect\w*|hit|leak\w*"
    r"|exported|theft|targeted|unauthori[sz]ed|ransomware|incident|dat(?:e[sd]?|ing) (?:back|to)"
    r"|(?:go(?:es|ing)?|went|trace[sd]?) back to|recorded|as recent as"
    r"|obtained|taken|entered|broken into|break-in|broke in|signed in|logged in|(?:first|unknown"
    r"|unrecogni[sz]ed) (?:log-?ins?|sign-?ins?)|copied|downloaded|got hold|poisoned|hijack\w*|skimm\w*|recording"
    r"|had access|open to|readable|visible|could be (?:seen|read|viewed)|encrypt\w*|infiltrat\w*|exposed|between"
    r"|scraped|dump\w*|burglary|lost|data from|circulat\w*|posted"
    r"|(?<!news )broke|(?:been|was|were) (?:installed|planted))\b",
    re.IGNORECASE,
)
FOUND = re.compile(
    r"\b(?:discover\w*|detect\w*|learn\w*|notic(?:ed|es|ing)|identif\w*|became aware|found|spotted|noted|realized"
    r"|uncovered|alarm|aware)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:disclos\w*|announc\w*|notif\w*|told|tell\w*|warn\w*|reported|letters?|(?<!a )(?<!on )notices?|statement"
    r"|public\w*|published|posted (?:a )?notice|inform\w*|said|says|sent|mail\w*|emailed|confirmed|filed|alert\w*"
    r"|came out|reveal\w*|admitted|acknowledged)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:due by|deadline|hearing|until|expires?|founded(?! by)|since its|born|class members|fine[ds]?|settle\w*|court"
    r"|patch\w*|last used|version|updated|copyright|years? (?:earlier|before)|previous (?:breach|incident|attack)"
    r"|another (?:breach|incident)|earlier (?:breach|incident)|sold|for sale|listed|redistribut\w*|surfaced|appeared"
    r"|shared|(?<!ication was )(?<!notice was )provided|added to|lawsuit|raised|acquired|customers? (?:who|between)"
    r"|placed (?:orders?|between)|shopped"
    r"|report with|executive briefing|item 1|form 8|rule|breaches in|closed|determin\w+|material|came to light"
    r"|news broke|within \w+ days of|upper limit|loaded|fifth since"
    r"|(?:customers?|members?|users?|years?) since|since then)\b",
    re.IGNORECASE,
)
NEAR = 60  # code points
_CUES = (("occurred", OCCURRED), ("found", FOUND), ("told", _TOLD), ("other", _OTHER))
_REACH = 130  # code points around a date in which a cue is looked for
OPENING = 4  # code points before a date that opens its sentence ("On ")


def distances(text: str, match: re.Match[str]) -> dict[str, int]:
    """Distance of the nearest cue of each sort within the clause; a cue before a border of clauses counts as farther."""  # noqa: E501 a small number or a flat list of rules reads best in place
    reach = _REACH * (2 if match.start() <= OPENING else 1)  # "In May 2020, ... suffered": the verb may be far
    left, right = text[max(0, match.start() - _REACH) : match.start()], text[match.end() : match.end() + reach]
    found: dict[str, int] = {}
    for name, pattern in _CUES:
        distances = [m.start() + _crossed(right[: m.start()]) for m in pattern.finditer(right)]
        distances += [len(left) - m.end() + _crossed(left[m.end() :]) for m in pattern.finditer(left)]
        if distances:
            found[name] = min(distances)
    return found


def _crossed(between: str) -> int:
    return _BORDER_COST * sum(1 for _ in BORDER.finditer(between))


BORDER = re.compile(
    r"[;:]|, (?:and|but|which|while|after|by)\b| and (?:on|was|were|by|told|has|had)\b| but | which | that |\. ",
    re.IGNORECASE,
)
_BORDER_COST = 60


def clause_around(text: str, match: re.Match[str]) -> str:
    """The words around a day up to where another predicate begins."""
    behind = text[match.end() :] if match.start() > OPENING else text[match.end() :].lstrip(", ")
    return f"{_PARTS.split(text[: match.start()])[-1]}{match.group()} {_PARTS.split(behind)[0]}"


_PARTS = re.compile(
    r"[.,;:]\s|\b(?:after|and|as|because|before|but|since|that|when|where|which|while|who(?:se)?)\b", re.IGNORECASE
)


def says(name: str, clause: str) -> bool:
    """Whether a clause has a cue of a sort: "occurred", "found" or "told"."""
    return next(pattern for each, pattern in _CUES if each == name).search(clause) is not None

"""Threat actors: known groups, tracked designations, and names that claim or are blamed for the attack."""

from __future__ import annotations

import re
from functools import cache

from nlp.lexicon import load
from nlp.parties.candidates import Candidate, fold_name
from nlp.sentences import Sentence

_GROUP_LEFT = re.compile(
    r"\b(?:(?:ransomware|hacking|extortion|cybercrime|cybercriminal|criminal|hacker|hacktivist|threat|apt"
    r"|espionage|data extortion)[\w\s-]{0,20}\b(?:gang|group|collective|actors?|crew|outfit|operation"
    r"|syndicate|team)"
    r"|(?:gang|collective|hackers?|hacktivists?|attackers?|threat actors?|actor|crew|user|group|individual"
    r"|person|someone)(?: (?:known|tracked|identified|operating|going|who goes|calling (?:itself|himself"
    r"|themselves|herself)|named|called|dubbed|using the (?:name|handle|alias|pseudonym)|under the (?:name"
    r"|handle|alias)))+"
    r"|tracked as|goes by(?: the (?:name|handle|alias))?|going by(?: the (?:name|handle))?|calls?"
    r" (?:itself|himself|themselves)|calling (?:itself|himself|themselves)|claims? (?:of )?ties to"
    r"|claiming ties to|linked to|attributed (?:the \w+ )?to|blamed on|the work of|self-proclaimed"
    r" hackers?|(?<!by )(?<!that )hackers?|hacking (?:group|collective)|hacker group|ransomware (?:gang"
    r"|group)|forum post (?:\w+\s+){0,4}by|posted by|claimed by|responsibility[^.]{0,30}\bby)"
    r"(?:,? (?:as|by|of|the|named|called|known as|dubbed|tracked as|identified as))*\s*[\"'(]?$",
    re.IGNORECASE,
)
_GROUP_RIGHT = re.compile(
    r"^[\"')]*,?\s*(?:(?:ransomware|hacking|extortion|cybercrime|hacker|threat|criminal|cyber)\s+)*(?:gang"
    r"|group|collective|hackers?|hacktivists?|ransomware group|ransomware gang|operators|affiliates?|crew"
    r"|actors?)\b"
    r"|^[\"')]*,?\s+(?:has |have |had |also |later |then )?(?:claim(?:s|ed)? (?:responsibility|credit|to"
    r" have|it had|that it|the attack|they|on)|took (?:responsibility|credit)|listed|put a |dumped"
    r"|threatened to|posted (?:a |the |data|files|samples)|leaked (?:the|data|files|samples)|demanded"
    r"|stole|hacked|breached|exploited|used \w+ to|published (?:the|data|files)|added)\b",
    re.IGNORECASE,
)
_UNTIED = re.compile(
    r"\b(?:such as|like|similar to|other (?:gangs|groups)|previously|in the past|unrelated)\s+[^.]{0,40}$",
    re.IGNORECASE,
)
_VERSION = re.compile(r"^ \d\.\d")


@cache
def _known() -> tuple[frozenset[str], frozenset[str], re.Pattern[str]]:
    lists = load("actors")
    names = frozenset(fold_name(name) for name in lists["names"])
    ordinary = frozenset(fold_name(name) for name in lists["ordinary"])
    return names, ordinary, re.compile("(?:" + "|".join(lists["pattern"]) + ")$")


def is_actor(candidate: Candidate, sentences: list[Sentence], *, alone: bool = False) -> str | None:  # noqa: PLR0911 a small number or a flat list of rules reads best in place
    """The rule by which a name is a threat actor here, None if it is not; `alone`: only by its name."""
    names, ordinary, pattern = _known()
    if pattern.match(candidate.name):
        return "designation of a tracked group"
    if candidate.key in names and candidate.key not in ordinary:
        return "known group"
    if alone:
        return None
    for mention in candidate.mentions[:10]:
        sentence = sentences[mention.sentence]
        inside = mention.start - sentence.start
        left = sentence.text[max(0, inside - 90) : inside]
        right = sentence.text[inside + len(mention.name) :][:60]
        if _GROUP_LEFT.search(left) and not _UNTIED.search(left):
            return "named as a group or hacker"
        if candidate.key in names and _GROUP_RIGHT.match(right):
            return "known group that acts"
        if re.match(
            r"^[\"')]*,?\s*(?:ransomware|hacking|extortion|cybercrime|hacker)\s+(?:gang|group|collective"
            r"|crew|operation)",
            right,
            re.IGNORECASE,
        ):
            return "named as a gang"
        if _CLAIMS.match(right):
            return "claims the attack"
    return None


_CLAIMS = re.compile(
    r"^[\"')]*,?\s+(?:has |have |had |also |later )?(?:claim(?:s|ed)? (?:responsibility|credit|to have"
    r" (?:hacked|breached|stolen|obtained)|it (?:had )?(?:stole|hacked|breached))|took (?:responsibility"
    r"|credit)|put (?:a|the) [^.]{0,40}\bon (?:BreachForums|RaidForums|a|the)\b|threatened to (?:leak"
    r"|publish|release))",
    re.IGNORECASE,
)

"""Who is said not to have been hit: "X itself was not breached", "not Y", "Not affected: Y and Z"."""

from __future__ import annotations

import re
from collections import Counter

from nlp.text.patterns import late

_I = re.IGNORECASE
_FAULT = r"(?:breach|hack|compromise|flaw|vulnerability|weakness|bug|intrusion|attack|incident|leak|failure)"
_BECAUSE = r"(?:caused by|due to|(?:the|a) result of|because of|come from|stem from|originate (?:in|from))"
_CLEARED_LEFT = re.compile(  # "was not caused by a flaw in or a breach of X", "not a breach of X"
    r"\bnot(?:\s+\w+){0,2}$"
    rf"|\b(?:not|n't)(?:\s+(?:{_BECAUSE}|involve))?\s+an?y?\s+"
    rf"(?:(?:\w+\s+)?{_FAULT}\s+(?:(?:in|of|at)\s+)?(?:or|nor)\s+(?:an?y?\s+)?)?"
    rf"(?:\w+\s+)?{_FAULT}\s+(?:of|in|at|on|with|to|against)\s+(?:the\s+)?$",
    _I,
)
_NOT_BECAUSE = re.compile(  # "did not happen because of an X breach"
    rf"\b(?:not|n't)\s+(?:\w+\s+){{0,2}}?{_BECAUSE}\s+an?y?\s+$", _I
)
_ITS_FAULT = re.compile(rf"^(?:'s)?\s+(?:\w+\s+)?{_FAULT}\b", _I)
_NOT_IT = late(  # "X, not Y, was hacked", "the breach did not affect Y"
    r"(?:,|\band|\bbut|\bit was)\snot\s(?:(?:at|of|by|from)\s)?(?:the\s)?$"
    r"|\b(?:did|does|has|have|had)(?:\snot|n't)\s"
    r"(?:affect|impact|hit|reach|touch|involve|extend\sto|spread\sto)(?:ed|d)?\s(?:the\s)?$"
    r"|\bwithout\s(?:affecting|touching|reaching)\s(?:the\s)?$",
    _I,
)
_ENDS = late(r"(?:[,.;:)]|$|\s(?:and|or|nor|but|that|who|which)\b)", _I)
_OBJECT = re.compile(r"\b(?:of|at|for|with|by|from|in|on|than|but|except)\s+(?:the\s+)?$", _I)
_SYSTEMS = r"(?:systems?|networks?|infrastructure|platforms?|servers?)"
_OWN_SYSTEMS = rf"its(?:\s+own)?\s+{_SYSTEMS}"
_NOT = r"\s+(?:were|was|is|are|has|have|had)(?:\s+not|n't)\s+(?:been\s+)?(?:itself\s+)?"
_ENTERED_ITSELF = r"(?:breached|hacked|compromised|attacked|the source)"
_SAYS_SO = (
    r"(?:says?|said|maintains?|maintained|insists?|insisted|stress\w+|repeats?|repeated|states?|stated|believes?"
    r"|confirm\w*)"
)
_DENIES = (
    r"(?:has\s+|have\s+)?(?:rejects?|rejected|refutes?|refuted|contests?|contested|denied|denies|disputes?|disputed)"
)
# Of itself as a whole, whatever else the text tells: "X itself was not breached", "X says its platform was not hacked".
_CLEARED_RIGHT = re.compile(
    rf"^(?:\s+itself)?{_NOT}{_ENTERED_ITSELF}"
    rf"|^(?:'s?)?(?:\s+own)?\s+{_SYSTEMS}(?:\s+(?:itself|themselves))?{_NOT}{_ENTERED_ITSELF}"
    rf"|^\s+{_SAYS_SO}\s+(?:that\s+)?(?:it|{_OWN_SYSTEMS}(?:\s+itself)?){_NOT}{_ENTERED_ITSELF}"
    rf"|^\s+{_SAYS_SO}\s+(?:that\s+)?{_OWN_SYSTEMS}\s+(?:is|are|was|were|remain\w*)\s+(?:intact|sound|whole)\b"
    r"|^\s+(?:is|are|was|were)(?:\s+not|n't|\s+in no way)\s+(?:at fault|to blame)\b"
    r"|^(?:\s+(?:runs|sits|is|works) on (?:\w+ )?(?:separate|other|different|its own) (?:\w+ )?"
    r"(?:systems?|networks?|servers?)(?: and| which)?)?"
    r"\s+(?:was|were)\s+(?:spared|untouched|unaffected|unharmed|unscathed)\b"
    r"|^\s+(?:itself\s+)?(?:denied|denies|disputes?|disputed)\s+(?:it|the claim|being|that it (?:was|had been))"
    rf"|^(?:,[^,.;]{{1,80}},)?\s+{_DENIES}\s+[\w' ]{{1,40}}? that (?:it|{_OWN_SYSTEMS})"
    rf" (?:was|were|had been|has been) {_ENTERED_ITSELF}",
    _I,
)
_DENIED_LEFT = re.compile(r"\bno$", _I)
_NO_QUOTE = rf"(?!\s+{_SAYS_SO}\s+(?!(?:that\s+)?its?\b))"
# Of a part of it, which clears only whom nothing says to be hit; and not of data ("X said passwords were not taken").
_DENIED_RIGHT = re.compile(
    rf"^{_NO_QUOTE}(?:'s?)?\s+(?:own\s+)?(?:[\w-]+\s+){{0,3}}?"
    r"(?:(?:were|was|is|are|has|have|did)\s+not|(?:were|was|is|are|has|have|did)n't)\s+(?:been\s+)?(?:itself\s+)?"
    r"(?:breached|hacked|compromised|affected|impacted|involved|the source)"
    rf"|^{_NO_QUOTE}(?:'s)?\s+(?:[\w-]+\s+){{0,4}}(?:were|was|remain\w*)\s+(?:untouched|unaffected|secure|safe)",
    _I,
)
_BESIDE_IT = late(r"^'s (?:and|but|nor) ", _I)  # "Our net is not joined to X's and was not affected"
_ALL_BUT = re.compile(r"\b(?:outside(?: of)?|beyond|except(?: for)?|other than|apart from)\s+(?:the\s+)?$", _I)
_APPOSED = re.compile(  # "X, which owns Y, said ..."
    r"^, (?:which|who|whose|an?|the|its|based|part of)\b[^,.;:]{1,90},"
)
_SPARED_LIST = late(  # "Not affected: X and Y", "These have said that they are not: X, Y", "Not hit are X and Y"
    r"(?:\b(?:not|n't|un)[\s-]?(?:\w+ )?(?:affected|impacted|hit|involved|breached|compromised|touched)"
    r"|(?:are|were|is|was)(?: not|n't)|\b(?:spared|cleared))\b"
    r"(?:[^.;:]{0,30}:|(?: by [^.;:,]{1,40}?)? (?:include|are|were|such as|including))\s[^.;:]*$",
    _I,
)
_MEMBER = re.compile(r"\s*(?:[,.;)]|$|(?:and|or)\b)")  # of a list of names
_IS_SPARED = late(  # an entry of a list: "Oakfeld: not affected"
    r"^\s*(?:[:|\u2013\u2014]|\s-\s)\s*(?:(?:is|was|were|are) )?"
    r"(?:not (?:affected|impacted|hit|involved)|unaffected|no (?:impact|data (?:affected|taken|involved)))\b",
    _I,
)


def clearing(name: str, left: str, right: str) -> Counter[str]:
    """What the words before and after a name say of its not being hit.

    `cleared`: as a whole; `denied`: so, or a part of it; `spared`: on a list of those that were not.
    """
    after = _APPOSED.sub("", right, count=1)
    says = _CLEARED_RIGHT.match(right) or _CLEARED_RIGHT.match(after)
    cleared = _CLEARED_LEFT.search(left) or (says and not _OBJECT.search(left))
    cleared = cleared or (_NOT_IT.search(left) and _ENDS.match(right))
    cleared = cleared or (_NOT_BECAUSE.search(left) and _ITS_FAULT.match(right))
    theirs = _BESIDE_IT.match(name[-2:] + right if name.endswith("'s") else right)
    partly = not theirs and (_DENIED_RIGHT.match(right) or _DENIED_RIGHT.match(after))
    denied = cleared or _DENIED_LEFT.search(left) or (partly and not _ALL_BUT.search(left))
    spared = (_MEMBER.match(right) and _SPARED_LIST.search(left)) or _IS_SPARED.match(right)
    return Counter(cleared=int(bool(cleared)), denied=int(bool(denied)), spared=int(bool(spared)))

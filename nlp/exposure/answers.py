"""What the answer to a question says of the data that the question names: "Was my password stolen?" - "No."."""

from __future__ import annotations

import re

from nlp.text.patterns import late

_ANSWER = late(
    r"^\W*(?:a(?:nswer)?\s?[:.)]\s*)?(?:(?:alas|fortunately|happily|i'm afraid|luckily|regrettably|sadly|unfortunately"
    r"|we are (?:afraid|sorry)),? )?"
    r"(?:(?P<no>(?:also |absolutely )?(?:no\b|none\b"
    r"|not\b(?! (?:yet|sure|known|clear|only)\b| (?:for|by|in|of) (?:most|all|every))|never\b|nope\b|neither\b"
    r"|we have no (?:cause|reason) to (?:believe|think) so\b)"
    r"|(?:they|it|we|he|she|this|that|these|those) (?:do|did|does|was|were|is|are|has|have|could)(?:n't| not)\b"
    r"(?! (?:yet )?(?:been (?:yet )?)?(?:answer|certain|clear|comment|confirm(?:ed)?|determined|disclosed?|established"
    r"|know|known|reveal(?:ed)?|respond|sa(?:id|y)|sure|tell|told)\b))"
    r"|(?P<yes>yes\b|yeah\b|(?:if|for|in) [^.?!,]{1,60}, (?:then )?yes\b|only (?:if|for|in) "
    r"|in (?:a few|some) cases\b|(?:they|it|these|those|that) (?:was|were|is|are) (?:\w+ )?(?:affected|taken|exposed"
    r"|stolen|accessed|copied|included|among|leaked|read)\b"
    r"|(?:they|it|these|those|that) (?:was|were|is|are|did|does|has|have)(?=\s*(?:[.,;!]|$))"
    r"|we (?:believe|fear|think) so\b))",
    re.IGNORECASE,
)
_IN_A_WORD = late(  # "Password? Safe."
    r"\W*(?:(?P<safe>(?:still |all |fully )?(?:safe|secure|unaffected|untouched))|exposed|affected|stolen|leaked|taken"
    r"|compromised|accessed)\b\W*$",
    re.IGNORECASE,
)
_HOW = late(  # no question of yes or no, or one of what to do
    r"\W*(?:(?:q(?:uestion)?\s?[:.)]\s*)?(?:should|must|ought|shall|will|(?:can|could|may) (?:i|we)"
    r"|(?:do|does|did) (?:i|we|you|customers|users|patients|members) (?:\w+ )?(?:have to|need|want|recommend|advise)) "
    r"|how (?:can|do|should|could|will|did)|why|when|what (?:can|should|(?:are|is) (?:\w+ ){0,2}(?:steps?|ways?"
    r"|things?)))\b",
    re.IGNORECASE,
)
_FRAGMENT = 60  # code points of "Card numbers?"
_NONE_OF_THEM = re.compile(
    r"[^.?!]{0,60}\b(?:(?:not|never|n't)\b[^.?!]{0,40}\b(?:them|these|those|that data)|none (?:was|were)"
    r"|(?:they|these|those|it) (?:was|were|is|are|did|do)(?: not|n't| never))\b",
    re.IGNORECASE,
)
_SAFE = re.compile(r"\b(?:safe|secure|protected|unaffected)\b", re.IGNORECASE)


def answer(text: str, following: str) -> str | None:
    """What a question's answer says of the data that the question names ("My password?" - "No.")."""
    if not text.endswith("?") or _HOW.match(text):
        return None
    said = _ANSWER.match(following)
    if word := _IN_A_WORD.match(following):
        return "denied" if word["safe"] else "exposed"
    if said is None:
        return "denied" if len(text) < _FRAGMENT and _NONE_OF_THEM.match(following) and not _SAFE.search(text) else None
    return "denied" if bool(said["no"]) != bool(_SAFE.search(text)) else "exposed"

"""Who answers on its own page to the breach of another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.parties.scored import Scored
from nlp.text.patterns import late
from nlp.text.sentences import Sentence


def answering_safe(scored: Sequence[Scored], sentences: Sequence[Sentence]) -> None:
    """Who answers by the title to the breach of another, and says that it was not entered itself."""
    if not any(_WE_NOT.search(sentence.text) for sentence in sentences[:60]):
        return
    for item in scored:
        mention = item.candidate.mentions[0]
        sentence = sentences[mention.sentence]
        opens = sentence.shape == "title" and not sentence.text[: mention.start - sentence.start].strip()
        if opens and _ANSWERS.match(sentence.text[mention.end - sentence.start :]):
            item.found["own_safe"] = 1


_ANSWERS = late(  # "Oakfeld's response to the Quill incident"
    r"^(?:'s?)? (?:[\w-]+ )?(?:responses?|statements?|updates?|investigations?|review)"
    r" (?:to|on|of|into|about|regarding) [^.;]{0,60}?\b(?-i:[A-Z])[^.;]{0,60}?"
    r"\b(?:breach|incident|compromise|attack|hack|leak)\b",
    re.IGNORECASE,
)
_WE_NOT = late(
    r"\b(?:not|n't|no) (?:reason to )?(?:believe|think|evidence|indication|sign)(?: that)? (?:we|our systems)"
    r" (?:have|has|had|were|was) (?:been )?(?:compromised|breached|hacked|accessed|entered)\b"
    r"|\b(?:we|our systems) (?:have|had|were|was)(?: not|n't) (?:been )?(?:compromised|breached|hacked|affected)\b",
    re.IGNORECASE,
)

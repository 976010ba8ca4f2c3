"""Who was hit by what it is called: "Elm Council and its contractor X ... The council was hacked"."""

from __future__ import annotations

from collections.abc import Sequence

from model.vocabulary import Role
from nlp.parties.chains import Chain
from nlp.parties.context import of_kind
from nlp.parties.scored import Scored
from nlp.text.patterns import late
from nlp.text.sentences import Sentence

_HEAD = (
    r"[Tt]he (?P<head>hospital|clinic|university|college|school|district|bank|ministry|city|county|council|airline"
    r"|hotel|library|church|insurer|health system|practice)"
)
_SYSTEMS = r"(?:'s (?:own )?(?:[\w-]+ ){0,2}?(?:systems?|networks?|servers?|computers?|databases?|website|e-?mails?))"
_WAS_HIT = late(
    rf"\b{_HEAD}{_SYSTEMS}? (?:was|were|has been|had been) (?:\w+ly |also |itself )?"
    r"(?:hacked|breached|entered|broken into|attacked|compromised)\b"
    r"(?! (?:through|via|by way|because|when|after|by its))"
)
_ENTERED = late(
    rf"\b(?:broke into|entered|hacked|breached|attacked|got into|gained access to) {_HEAD}(?:{_SYSTEMS}|(?!'s)\b)"
)
_BOTH = late(r"^ (?:were|have been|had been) (?:both |each )?(?:hacked|breached|attacked|compromised|broken into)\b")
_AND_ITS = late(r"^(?:,)? and (?:its|their|his|her) ")
_ITSELF = ("r_suffered", "l_event_at", "by_kind")


def read_kinds(scored: Sequence[Scored], chains: Sequence[Chain], sentences: Sequence[Sentence]) -> None:
    """Marks those that were hit by their kind; who serves them, and was not hit itself, stands beside."""
    for sentence in sentences[:60]:
        for told in (*_WAS_HIT.finditer(sentence.text), *_ENTERED.finditer(sentence.text)):
            named = [item for item in scored if of_kind(told["head"], item.candidate.name)]
            if len(named) == 1:
                named[0].found["by_kind"] = 1
    by_key = {item.candidate.key: item for item in scored}
    for chain in chains:
        user, provider = by_key.get(chain.user or ""), by_key.get(chain.provider or "")
        if user is None or provider is None:
            continue
        if _were_both(user, provider, sentences):
            user.found["by_kind"] = 1
        if user.found["by_kind"]:
            user.role, user.why = Role.BREACHED, "was hit, as its kind"
            if not any(provider.found[name] for name in _ITSELF):
                provider.found["beside"] = 1
                provider.role = None if provider.role is Role.BREACHED else provider.role


def _were_both(user: Scored, provider: Scored, sentences: Sequence[Sentence]) -> bool:
    """As in "Y and its supplier X were both hacked"."""
    for mention in provider.candidate.mentions[:5]:
        sentence = sentences[mention.sentence]
        if not _BOTH.match(sentence.text[mention.end - sentence.start :]):
            continue
        before = [m for m in user.candidate.mentions if m.sentence == mention.sentence and m.end < mention.start]
        if before and _AND_ITS.match(sentence.text[before[-1].end - sentence.start :]):
            return True
    return False

"""Who was hit by what it is called: "Elm Council and its contractor X ... The council was hacked"."""

from __future__ import annotations

from collections.abc import Sequence

from model.vocabulary import Role
from nlp.parties.between import HIT
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
_WAS_NOT = late(
    rf"\b{_HEAD}(?: itself)? (?:was|has|had)(?: not|n't) (?:been )?(?:itself )?"
    r"(?:hacked|breached|broken into|compromised)\b(?! (?:before|earlier|until|in \d))"
)
_ENTERED = late(
    rf"\b(?:broke into|entered|hacked|breached|attacked|got into|gained access to) {_HEAD}(?:{_SYSTEMS}|(?!'s)\b)"
)
_BOTH = late(r"^ (?:were|have been|had been) (?:both |each )?(?:hacked|breached|attacked|compromised|broken into)\b")
_AND_ITS = late(r"^(?:,)? and (?:its|their|his|her) ")
_FIRST = 60  # sentences that are read
_NEAR = 60  # code points behind a name
_ITSELF = ("r_suffered", "l_event_at", "by_kind")


def read_kinds(scored: Sequence[Scored], chains: Sequence[Chain], sentences: Sequence[Sentence]) -> None:
    """Marks those that were hit, or were not, by their kind; who serves them, and was not hit, stands beside."""
    _mark(scored, sentences)
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


def _mark(scored: Sequence[Scored], sentences: Sequence[Sentence]) -> None:
    for sentence in sentences[:_FIRST]:
        for told in (*_WAS_HIT.finditer(sentence.text), *_ENTERED.finditer(sentence.text)):
            if (item := _the(told["head"], scored)) is not None:
                item.found["by_kind"] = 1
        for told in _WAS_NOT.finditer(sentence.text):
            if (item := _the(told["head"], scored)) is not None:
                _clear(item, scored)


def _clear(item: Scored, scored: Sequence[Scored]) -> None:
    """Of who is said not to be hit, where only others are said to be; the only other is who was."""
    hit = [each for each in scored if any(each.found[name] for name in _ITSELF)]
    if not hit or item in hit or any(item.found[name] for name in HIT):
        return
    item.found["own_safe"] = 1
    if len(hit) == 1 and hit[0].role is None:
        hit[0].role, hit[0].why = Role.BREACHED, f"hit, as {item.candidate.name} was not"


def _the(head: str, scored: Sequence[Scored]) -> Scored | None:
    """The only one of its kind."""
    named = [item for item in scored if of_kind(head, item.candidate.name)]
    return named[0] if len(named) == 1 else None


def _were_both(user: Scored, provider: Scored, sentences: Sequence[Sentence]) -> bool:
    """As in "Y and its supplier X were both hacked"."""
    for mention in provider.candidate.mentions[:5]:
        sentence = sentences[mention.sentence]
        if not _BOTH.match(sentence.text[mention.end - sentence.start :][:_NEAR]):
            continue
        before = [m for m in user.candidate.mentions if m.sentence == mention.sentence and m.end < mention.start]
        if before and _AND_ITS.match(sentence.text[before[-1].end - sentence.start :][:_NEAR]):
            return True
    return False

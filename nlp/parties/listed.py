"""Names that stand in a list of those that were hit."""

from __future__ import annotations

import itertools
import re

from model.vocabulary import Role
from nlp.parties.kinds import FIRMS
from nlp.parties.scored import Scored
from nlp.text.patterns import late
from nlp.text.sentences import Sentence

_I = re.IGNORECASE
TENANT = (
    r"(?:accounts?|tenants?|instances?|environments?|workspaces?|logins?"
    r"|customers'? (?:accounts|instances|environments|tenants|data))"
)
_LIST_LEFT = re.compile(
    r"\b(?:other (?:\w+ )?(?:victims?|customers?|organi[sz]ations|companies)[^.:;]{0,30}"
    r"|(?:customers?|clients?|organi[sz]ations|companies|firms|institutions|victims?|airports|hospitals|agencies"
    r"|banks|retailers|schools|universities|airlines|users|businesses|brands|vendors|providers)"
    r"\b(?:[^.:;]{0,80}?))(?:,?\s+(?:includ\w+|such as|like|among them|were|are|namely)|:)"
    r"\s+(?:[^.;:]|\.(?=\S)){0,160}$",
    _I,
)
_KINDS_LEFT = late(  # once a supplier is known: "the breach hit cities, including X"
    rf"\b{FIRMS}\b[^.:;]{{0,80}}?"
    r"(?:,?\s(?:includ(?:e|ed|es|ing)|such as|namely)|\b(?:hit|affected|exposed|stolen|copied):)"
    r"\s(?:[^.;:]|\.(?=\S)){0,160}$",
    _I,
)
_ACCOUNTS_LEFT = late(  # "accounts of X, Y and Z"
    rf"\b{TENANT}\s+(?:of|at|belonging to)\s+[^.;:]{{0,120}}$",
    _I,
)
_CUSTOMERS = re.compile(
    r"\b(?:customers?|clients?|airports?|supply[- ]chain|outsourc\w+|administers"
    r"|(?:service|it|cloud|software|hosting) (?:providers?|suppliers?|vendors?))\b",
    _I,
)
_NAMED_VICTIMS = late(
    r"\b(?:victims?|those (?:hit|affected|impacted)|affected (?:customers|clients|organi[sz]ations|companies))"
    r"\b[^.;:]{0,30}\b(?:include[sd]?|including|are|were|such as)\s[^.;:]{0,160}$"
    r"|\b(?:data|information|records|details|accounts|files)"
    r"\b (?:[\w-]+ ){0,3}?(?:on behalf of|belonging to) [^.;:]{0,160}$"
    r"|\b(?:data|information|records|details|accounts|files)"
    r"\b (?:[\w-]+ ){0,3}?(?:of|from|at|to|for) (?:[\w-]+ ){0,3}?"
    r"(?:customers|clients|users) (?:like|such as|including)\s[^.;:]{0,160}$",
    _I,
)
_AFFECTED_ARE = late(  # "two others which are affected are X and Y", "among the customers affected by it is X"
    r"\b(?:affected|hit|impacted|targeted)\b (?:(?:by|in|so far|to date)\b[^.;:,]{0,60}? )?"
    r"(?:are|is|include[sd]?)\s(?:(?!\b(?:with|which|who|whose|while|where|but|as)\b)[^.;:]){0,160}$",
    _I,
)
_LIST_RIGHT = late(
    r"^(?:[^.;:]|\.(?=,| [a-z])){0,120}?\b(?:have|has|had|also|were|was|are|all)\s+(?:\w+\s+){0,4}?"
    r"(?:targeted|affected|hit|impacted|caught|notified (?:their|its)|victims?|confirmed|disclosed|warned"
    r"|said they|said it was)\b",
    _I,
)
_PLACES_LEFT = re.compile(
    r"\b(?:disrupt\w*|outages?|delays?|queues|handwritten|boarding|operations|services?|systems)"
    r"\b[^.;]{0,60}?\b(?:at|in)\s+(?:[\w-]+(?:, | and ))*$",
    _I,
)
UNLIKELY = 0.15  # odds below which neither the talk of a supplier nor a place in a list makes a name breached


def contexts(item: Scored, sentences: list[Sentence]) -> list[tuple[str, str, Sentence]]:
    """What stands before and after the first mentions of a name in their sentences, with these."""
    found = []
    for mention in item.candidate.mentions[:10]:
        sentence = sentences[mention.sentence]
        inside = mention.start - sentence.start
        found.append(
            (sentence.text[max(0, inside - 200) : inside], sentence.text[inside + len(mention.name) :][:140], sentence)
        )
    return found


def read_lists(scored: list[Scored], sentences: list[Sentence], suppliers: list[Scored]) -> None:
    """Names in an enumeration of victims share a role: downstream of a breached vendor, else breached."""
    _under_its_heading(scored, sentences)
    vendor = [i for i in scored if i.role is Role.BREACHED and any(i.found[name] for name in _HIT)]
    customers = any(_CUSTOMERS.search(s.text) for s in sentences[:40])
    venue = any(item.found["venue"] for item in scored)
    gang = any(item.actor for item in scored)
    for item in scored:
        if item.actor or item in vendor or item in suppliers or any(item.found[name] for name in _UNHIT):
            continue
        for left, right, sentence in contexts(item, sentences):
            down = (suppliers or (vendor and customers)) and not venue
            by_gang = gang and _BY_GANG.search(sentence.text)  # whom it lists, it says that it entered
            down = down and not by_gang
            told = item.odds >= UNLIKELY or (
                (down or by_gang)
                and (_company(scored, sentence) > 1 or _named_as_hit(left) or _is_also_hit(left, right))
            )
            if told and _enumerated(left, right, sentence, of_supplier=bool(down)):
                item.role, item.why = (Role.DOWNSTREAM if down else Role.BREACHED), "listed among those hit"
                break
        else:
            if (suppliers or (vendor and customers)) and not venue and _under_lead_in(item, sentences):
                item.role, item.why = Role.DOWNSTREAM, "on the list of those hit"
    _read_on(scored, sentences)


def _under_its_heading(scored: list[Scored], sentences: list[Sentence]) -> None:
    """Where one was hacked and the page lists "who is affected", the list has its customers."""
    if not any(s.shape == "heading" and _WHO_IS.search(s.text) for s in sentences):
        return
    members = [i for i in scored if not i.actor and _under_lead_in(i, sentences)]
    hacked = [i for i in scored if i not in members and i.found["r_suffered"] and i.odds >= UNLIKELY]
    if len(hacked) != 1 or hacked[0].role not in (None, Role.BREACHED):
        return
    hacked[0].role, hacked[0].why = Role.BREACHED, "was hacked, and its customers are listed"
    for item in members:
        if item.role in (None, Role.BREACHED) and not any(item.found[name] for name in _UNHIT):
            item.role, item.why = Role.DOWNSTREAM, "on the list of those hit"


_HIT = ("r_event_noun", "l_event_at", "r_suffered", "r_things")
_UNHIT = ("list_press", "list_authorities", "list_security", "own_safe", "venue", "product_name", "spared")


def _read_on(scored: list[Scored], sentences: list[Sentence]) -> None:
    """Gives those that follow in a list the role of whom they follow, who is a customer that was hit."""
    at = sorted(
        ((m.start, m.end, m.sentence, item) for item in scored for m in item.candidate.mentions[:3]),
        key=lambda m: m[:2],
    )
    for (_, end, index, before), (start, _, following, item) in itertools.pairwise(at):
        if (
            index != following
            or before.role is not Role.DOWNSTREAM
            or before.why not in _ON_LISTS
            or item.role is not None
        ):
            continue
        if item.actor or any(item.found[name] for name in _UNHIT):
            continue
        first = sentences[index].start
        if _NEXT_ON.match(sentences[index].text[end - first : start - first]):
            item.role, item.why = Role.DOWNSTREAM, before.why


_ON_LISTS = ("listed among those hit", "on the list of those hit")
_NEXT_ON = late(  # "X, the biggest telco, Y, lawyers Z, and the W"
    r"^(?: \([^()]{0,60}\))?(?:,| and|, and) (?:the )?"
    r"(?:(?!(?:which|who|said|says|has|have|was|were|is|with|while|but|as|in)\b)[a-z][\w'-]* ){0,4}"
    r"(?:[a-z][\w-]*, (?:the )?)?$"
)


def _under_lead_in(item: Scored, sentences: list[Sentence]) -> bool:
    """Whether a name is an item by itself under "it affected people of the following companies:"."""
    for mention in item.candidate.mentions[:3]:
        at = mention.sentence
        if sentences[at].shape != "item" or mention.start - sentences[at].start > _AT_ONCE:
            continue
        while at > 0 and sentences[at].shape == "item":
            at -= 1
        text = sentences[at].text
        if sentences[at].shape == "heading" and (_HIT_FIRMS.search(text) or _WHO_IS.search(text)):
            return True
        if _LEAD_IN.search(text) and _HIT_WORD.search(text) and not _OF_DATA.search(text):
            return True
    return False


_AT_ONCE = 5  # code points before a name that is an item by itself ("the ")
_LEAD_IN = late(
    r"\b(?:customers?|clients?|organi[sz]ations|companies|firms|institutions|hospitals|agencies|banks|retailers"
    r"|schools|universities|airlines|businesses|brands|practices|providers|districts|plans|charities|victims"
    r"|those (?:affected|hit|impacted))\b[^;]{0,200}:$",
    _I,
)
_HIT_FIRMS = late(rf"\b(?:affected|hit|impacted|disrupted) (?:\w+ )?{FIRMS}$", _I)  # a heading
_WHO_IS = late(  # a heading: "Who is affected"
    rf"^(?:who|which (?:\w+ )?{FIRMS}) (?:is|are|was|were|has been|have been) (?:affected|hit|impacted)\??$", _I
)
_OF_DATA = late(  # what was taken from them follows
    r"\b(?:information|details|data(?! (?:breach|incident|leak))|fields|elements|types|categories|records)"
    r"\b[^:]{0,60}:$",
    _I,
)


def _named_as_hit(left: str) -> bool:
    return bool(_NAMED_VICTIMS.search(left) or _AFFECTED_ARE.search(left))


def _is_also_hit(left: str, right: str) -> bool:
    return bool(_OF_KIND.match(left) and _ALSO_HIT.match(right))


def _enumerated(left: str, right: str, sentence: Sentence, *, of_supplier: bool) -> bool:
    """Whether a name stands in a list of those that were hit, or, `of_supplier`, of its customers whose data were."""
    followed = re.match(
        r"^(?:, (?!a |an |the |which|who)(?:[a-z][\w-]+ ){0,2}[A-Z\d]| and [A-Z\d])", right
    ) or re.search(r"(?:, | and |[A-Z][\w.&'-]*,? and the )$", left)
    if followed and followed.string is left and _OPENING.match(left):  # "This week, X said that its vendors were hit"
        followed = None
    if _is_also_hit(left, right):
        return True
    if left.endswith((", ", ", the ")) and _CLOSES.match(right):
        return False
    listed = (
        _LIST_LEFT.search(left)
        or (of_supplier and _KINDS_LEFT.search(left))
        or _named_as_hit(left)
        or (followed and (_ACCOUNTS_LEFT.search(left) or _LIST_RIGHT.match(right)))
    )
    hit = _HIT_WORD.search(sentence.text) or (of_supplier and _AT_RISK.search(sentence.text))
    return bool((listed and hit) or _PLACES_LEFT.search(left))


_OPENING = re.compile(
    r"^(?:in|on|at|by|since|last|this|earlier|late|recently|meanwhile|however|today|yesterday)\b[^,]{0,40}, $", _I
)
_CLOSES = late(r"^(?: \([^()]{1,30}\))? (?:said|says|reported|confirmed|added)\b[^,;.]{0,40}\.?$", _I)  # ", X said."
_HIT_WORD = re.compile(
    r"\b(?:hit|affect\w*|impact\w*|target\w*|victims?|breach\w*|compromis\w*|caught|stole\w*|attack\w*"
    r"|enter(?:ed)?|copied|listed)\b",
    _I,
)
_AT_RISK = re.compile(r"\b(?:exposed|vulnerable|at risk)\b", _I)  # what a supplier had of its customers
_ALSO_HIT = late(
    r"^ (?:was|were|has been|have been) also (?:affected|impacted|hit|caught up|implicated|among those)\b", _I
)
_OF_KIND = late(r"^(?:The )?(?:[A-Z][a-z]+ )?(?:[a-z][\w-]+ ){0,4}$")  # "Money transfer service Oakfeld"
_BY_GANG = late(r"\blist(?:ed|ing|s)\b|\bleak site\b", _I)


def _company(scored: list[Scored], sentence: Sentence) -> int:
    """How many names, people who were quoted aside, stand in a sentence."""
    inside = (i for i in scored if any(sentence.start <= m.start < sentence.end for m in i.candidate.mentions))
    return sum(1 for i in inside if not i.found["r_expert"] + i.found["l_according"])

"""Who uses whom: "its analytics provider Mixpanel", "Salesloft's Drift", "through a third-party vendor"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.parties.candidates import Candidate, Mention
from nlp.parties.kinds import OWNER
from nlp.parties.neighbours import READ, listed_after, listed_before, nearest_after, nearest_before, others_beside
from nlp.parties.responders import responds
from nlp.parties.served import CLIENT, HIT_THROUGH, SERVES, TOLD_OF_ITS_LOSS, behind, served, serves
from nlp.parties.unnamed import unnamed
from nlp.text.patterns import late
from nlp.text.sentences import Sentence

_SUPPLIER = (
    r"(?:(?:[\w-]+\s+){0,4}?"
    r"(?:providers?|vendors?|suppliers?|contractors?|processors?|sub-?processors?|subcontractors?"
    r"|service providers?|business associates?|partners?|platforms?|hosts?|software|tools?|services?"
    r"|administrators?|agenc(?:y|ies)|bureaus?|brokers?|bookkeepers?|accountants?|auditors?|laborator(?:y|ies)"
    r"|printers?|mailing houses?|call cent(?:er|re)s?|consultants?|firms?|company|systems?|app|integration"
    r"|chatbot|billing company|outsourcer|third part(?:y|ies))(?:\s+(?:called|named|known as))?)"
)
_OWNED = re.compile(
    r"\b(?:its|their|our|his|her|one of (?:its|our|their)"
    r"|(?:a|the|an)(?: \w+){0,2} "
    r"(?:third-party|third party|external|outside|analytics|cloud|software|service|hosting|payroll|billing"
    rf"|marketing|data|it|email|customer)(?:[\w\s-]{{0,30}}?))\s*{_SUPPLIER}"
    r"(?:,\s+the\s+(?:firm|company|agency)| (?:is|was))?,?\s*[\"'(]?$"
    r"|\ban? (?:[\w-]+ )?(?:supplier|vendor|third party|contractor|subcontractor|service provider),?\s*[\"'(]?$"
    rf"|{OWNER} (?:[\w-]+ ){{0,4}}?"
    r"(?:providers?|vendors?|suppliers?|contractors?|(?:sub-?)?processors?|administrators?|business associates?"
    r"|partners?|hosts?|printers?|billers?)(?:,? (?:called|named|known as))?,?\s*[\"'(]?$",
    re.IGNORECASE,
)
_APPOSITION = re.compile(
    r"^(?:'s [\w-]+)?(?:\s*,| [-\u2013\u2014])\s+"
    r"(?:(?:an?|the|our|its|their|one of (?:our|its|their)"
    r"|which (?:is|was|provides|manages|handles|hosts|runs|processes|operates|supplies)|who (?:is|provides))"
    r"\s+)?(?:(?:third-party|third party|former|outside|external|leading|major)\s+)?(?:[\w-]+\s+){0,4}?"
    r"(?:provider|vendor|supplier|contractor|processor|sub-?processor|business associate|partner|tool|platform"
    r"|service|software|manages|provides|hosts|handles|processes"
    r"|(?:has|had) (?:been )?(?:provid|manag|handl|host|process|operat|suppl)(?:i?ed|y?ing)"
    r"|with (?:which|whom) [^.;]{1,60}? (?:contract|partner|work)(?:s|ed)"
    r"|which (?:the )?[^.;,]{1,40}? (?:has |had )?used (?:for|to)"
    r"|(?:third[- ]party|outside|external) (?:company|firm)"
    r"|(?:agency|firm|company|bureau|business) (?:that|which) \w+s "
    r"(?:its|their|our|the [a-z]+'s|for (?:it|them|us)))(?:\b|(?<=s))[^.;]{0,110}",
    re.IGNORECASE,
)
_SOMEBODYS = late(  # "X, Oakfeld's payroll provider"
    r"^(?:,| [-\u2013\u2014]| \() (?:the )?(?-i:[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,4})'s? (?:[\w-]+ ){0,4}?"
    r"(?:(?:sub-?)?(?:processor|contractor)|provider|vendor|supplier|administrator|business associate|partner"
    r"|printer|biller|(?:web )?host|(?:payroll|billing|mailing|hosting|IT) (?:firm|company|agency|bureau))\b",
    re.IGNORECASE,
)
_HELPS = late(  # "X, which helps us with billing,"
    r"^,? (?:which|who|that) (?:[\w-]+ly )?"
    r"(?:helps?|assists?|supports?|advises?|serves?|supplies|works? (?:for|with)) (?:us|our|its|their)\b"
    r"|^, which (?!(?:has|is|was|owns|bought|makes|denies|says)\b)[a-z]+s (?:it|them)(?=[.,;]|$)",
    re.IGNORECASE,
)
_TOLD_US = late(  # "X told us that somebody had entered its network": whoever tells of his own loss is no finder
    r"^(?:, [^,.;]{1,90},)? (?:has |have |had |first )?"
    r"(?:told|informed|notified|advised|alerted|wrote to|contacted) "
    r"(?:us|our [\w ]{1,30}?"
    r"|the (?:school|district|clinic|hospital|bank|company|firm|city|county|university|practice|airline|college"
    r"|council|trust|charity|foundation|retailer|insurer))"
    r"\b[^.;]{0,20}?\b(?:that|of|about|(?=it (?:had|has)\b))\b[^.;]{0,140}?\b"
    r"(?:(?:its|their) (?:own )?(?:[\w-]+ ){0,2}?"
    r"(?:networks?|systems?|servers?|environment|databases?|platform|infrastructure|cloud|e-?mail|accounts?"
    r"|backups?|offices?|data cent(?:er|re)s?)"
    r"|it (?:had|has) (?:been|suffered|experienced|discovered|detected|identified)"
    r"|(?:taken|stolen|copied|downloaded) from it"
    r"|(?:an?|its) (?:own )?(?:[\w-]+ )?(?:breach|incident|attack) (?:at|on|of|in) its)\b",
    re.IGNORECASE,
)
_TOLD_BY = late(  # "we were notified by X, which prints our bills, that it had been attacked"
    r"\b(?:was|were|been) (?:first |also |only |since |later |yesterday |today |\w+ly )?"
    r"(?:told|informed|notified|advised|alerted|contacted)"
    r" by (?:(?:our|its|their|the|one of) )?(?:[\w-]+ ){0,4}"
    r"(?:(?:vendors|suppliers|providers|partners|companies|firms)[,:][^.;]{1,70})?$",
    re.IGNORECASE,
)
_THAT_IT_LOST = late(
    r"^(?:, [^.;]{1,90}?,|,)? (?:that|of|about) (?:[\w&'-]+ ){0,5}?"
    r"(?:(?:had|has) (?:experienced|suffered|been (?:(?:the|a) victim|the target|hit|attacked|breached|hacked))"
    r"|experienced|suffered|was (?:hit|attacked|breached|hacked|the victim)"
    r"|(?:(?:had|has) )?"
    r"(?:accessed|entered|infiltrated|broken into|broke into|gained access to|copied files from)"
    r" (?:one of |some of )?(?:its|their) (?:own )?(?:\w+ )?(?:systems?|networks?|servers?|database|environment)"
    r"|(?:an?|its|unauthori[sz]ed) (?:[\w-]+ ){0,3}?(?:access|breach|incident|attack|intrusion) "
    r"(?:to|at|on|of|in|into) (?:its|their)\b"
    r"|(?:its|their) (?:own )?(?:\w+ )?(?:systems?|networks?|servers?|database) (?:had|has|have|was|were)\b)",
    re.IGNORECASE,
)
_OF_A_BREACH = late(  # whose it was, the rest of the page says
    r"^ (?:of|about|regarding|concerning) an? (?:[\w-]+ "
    r"){0,4}?(?:breach|incident|attack|intrusion|event)\b(?! (?:at|of|in|on) our\b)",
    re.IGNORECASE,
)
_EXPLAINED = late(  # "Quill (our payroll vendor)"
    r"^[\"']? \((?:our|its|their|your) (?:[\w/&-]+ ){0,5}"
    r"(?:provider|vendor|supplier|contractor|(?:sub-?)?processor|partner|tool|platform|service|software|host)"
    r"\b[^()]{0,60}\)",
    re.IGNORECASE,
)
_MAKER = re.compile(  # who follows makes it and does not use it
    r"\b(?:made|developed|built|sold|offered|owned|published|created|marketed|distributed|produced) by\b", re.IGNORECASE
)
_THEIRS = re.compile(r"\b(?:its|their|our)\b|\bfor (?:it|them|us)\b", re.IGNORECASE)
_USED = re.compile(
    r"\b(?<!not )(?<!n't )(?<!never )"
    r"(?:us(?:e|es|ed|ing)(?! by\b)|rel(?:y|ies|ied|ying) on|depend(?:s|ed)? on"
    r"|outsourc(?:e[sd]?|ing) (?:[\w-]+ ){0,3}?to|count(?:s|ed)? on|run(?:s|ning)? on|switched to"
    r"|entrust\w* (?:[\w-]+ ){1,4}to|contract(?:s|ed)? with|works? with"
    r"|stor(?:e[sd]?|ing) (?:[\w-]+ ){0,3}?(?:with|on|at)"
    r"|ke(?:eps?|pt) (?:its|their|our) (?:[\w-]+ ){1,3}?(?:with|at)"
    r"|(?:hosted|sent|processed|administered|printed) by|engaged|integrated with)\s+(?:the\s+)?"
    r"(?:(?!(?:and|or|but|which|that|when)\b)[\w-]+\s+){0,3}[\"']?$",
    re.IGNORECASE,
)
_HIT_AT = re.compile(
    r"\b(?:customers?|clients?|patients?|members?|employees?|staff|users?|savers?|students?|subscribers?"
    r"|policyholders?)\b[^.;]{0,140}(?<! not)(?<!n't)(?<! not been) "
    r"(?:compromised|accessed|exposed|stolen|copied|taken|leaked|breached|hit|affected|impacted)"
    r"(?: (?:at|via|through)"
    r"|[^.;,]{0,30} (?:due to|because of|as a result of|in|after|following|through|via)"
    r" (?:an?|the) (?:[\w-]+ ){0,3}?(?:attack|breach|incident|hack|compromise|intrusion) (?:on|at|of|against))"
    r" (?:the )?$",
    re.IGNORECASE,
)
_HIT_THROUGH = late(  # "A, B and C had been targeted through an attack on X"
    r"\b(?:targeted|affected|impacted|hit|breached|compromised|caught up)"
    r"\b[^.;,]{0,20}? (?:through|via|by|in) (?:an?|the) (?:[\w-]+ ){0,3}?"
    r"(?:attack|breach|incident|hack|compromise|intrusion)"
    r" (?:on|at|of|against) (?:the )?(?:[a-z][\w-]+ ){0,4}$"
)


@dataclass(frozen=True, slots=True)
class Chain:
    """`user` uses `provider` (keys of candidates; None = the speaker, or unnamed); the span is the evidence."""

    user: str | None
    provider: str | None
    sentence: int
    start: int
    end: int
    rule: str


def find_chains(candidates: list[Candidate], sentences: list[Sentence]) -> list[Chain]:
    """The dependencies that a text states, in order."""
    found = [chain for candidate in candidates for chain in _of(candidate, candidates, sentences)]
    chains = _one_way([*found, *_called_customers(candidates, sentences)])
    for index, user, supplier in unnamed(sentences, candidates):
        start, end = sentences[index].start, sentences[index].end
        chains.append(Chain(user, None, index, start, end, f"unnamed supplier: {supplier}"))
    return sorted(chains, key=lambda chain: (chain.start, chain.end))


def _one_way(chains: list[Chain]) -> list[Chain]:
    """The chains without those whose parties are said more clearly to serve the other way round."""
    weight: Counter[tuple[str | None, str | None]] = Counter()
    for chain in chains:
        weight[chain.user, chain.provider] += 1 if chain.rule in MAY_BE else _CLEARLY
    return [c for c in chains if c.user is None or weight[c.user, c.provider] >= weight[c.provider, c.user]]


NAMED_AT_LAST = "the supplier is X"
MAY_BE = frozenset({SERVES, "Y uses X", "X told Y of a breach", NAMED_AT_LAST})  # which take one for the other at times
_CLEARLY = 2


def _called_customers(candidates: list[Candidate], sentences: list[Sentence]) -> Iterator[Chain]:
    """Of "X was hacked. Y, a customer, said": Y uses X."""
    for user in candidates:
        for at in user.mentions[:READ]:
            sentence = sentences[at.sentence]
            if _IS_CUSTOMER.match(sentence.text[at.end - sentence.start :]):
                provider = nearest_before(user, candidates, at, sentence, back=1)
                if provider:
                    yield Chain(user.key, provider, at.sentence, sentence.start, sentence.end, CLIENT)


_IS_CUSTOMER = late(
    r"^, (?:also |itself )?(?:an?|another|one) (?:[a-z-]+ ){0,2}?(?:customer|client|user)"
    r"(?: of (?:its|theirs|the (?:firm|company|platform|service)(?:'s)?))?,"
)


def _of(provider: Candidate, candidates: list[Candidate], sentences: list[Sentence]) -> Iterator[Chain]:
    for mention in provider.mentions[:READ]:
        sentence = sentences[mention.sentence]
        inside = mention.start - sentence.start
        if not responds(sentence.text, inside, inside + len(mention.name)):
            for user, rule in _users(provider, mention, candidates, sentence):
                yield Chain(user, provider.key, mention.sentence, sentence.start, sentence.end, rule)


def _users(
    provider: Candidate, mention: Mention, candidates: list[Candidate], sentence: Sentence
) -> Iterator[tuple[str | None, str]]:
    """Who uses it by the words around one mention, each with the rule."""
    inside = mention.start - sentence.start
    left, after = sentence.text[max(0, inside - 90) : inside], sentence.text[inside + len(mention.name) :]
    owned = _OWNED.search(left) and not _USES.match(after)
    if owned or _EXPLAINED.match(after):
        yield nearest_before(provider, candidates, mention, sentence, back=_SUBJECT), "its supplier X"
    else:
        yield from _users_before(provider, mention, candidates, sentence)
    yield from _told_behind(provider, mention, candidates, sentence)
    if _AT_LAST.search(left):
        yield None, NAMED_AT_LAST
    if rule := _told_of_a_loss(left, behind(after)):
        yield nearest_before(provider, candidates, mention, sentence, back=_SUBJECT), rule
    for through in _HIT_THROUGH.finditer(left):
        reached = inside - len(left) + through.start()
        for key in listed_before(provider, candidates, mention, sentence, reached):
            yield key, "Y hit through an attack on X"
    yield from _users_beside(provider, mention, candidates, sentence)


def _users_before(
    provider: Candidate, mention: Mention, candidates: list[Candidate], sentence: Sentence
) -> Iterator[tuple[str, str]]:
    """The name before a mention that uses it, or whose people were hit there."""
    inside = mention.start - sentence.start
    rule = "Y uses X" if _USED.search(sentence.text[max(0, inside - 90) : inside]) else ""
    if not rule and _HIT_AT.search(sentence.text[max(0, inside - _FAR) : inside]):
        rule = "people of Y hit at X"
    user = nearest_before(provider, candidates, mention, sentence) if rule else None
    if rule and user is None and _THEY.match(sentence.text):
        user = nearest_before(provider, candidates, mention, sentence, back=1)
    if user:
        yield user, rule


def _users_beside(
    provider: Candidate, mention: Mention, candidates: list[Candidate], sentence: Sentence
) -> Iterator[tuple[str, str]]:
    """The other names of the sentence that it serves by the words between both."""
    inside, ahead = mention.start - sentence.start, mention.end - sentence.start
    after = sentence.text[inside + len(mention.name) :]
    for other, at in others_beside(provider, candidates, mention.sentence):
        start, end = at.start - sentence.start, at.end - sentence.start
        if 0 < at.start - mention.end < _SERVED and (rule := serves(sentence.text, ahead, start, end)):
            yield other.key, rule
            for key in listed_after(provider, candidates, at, sentence):
                yield key, rule
    for other, at in others_beside(provider, candidates, mention.sentence):
        if at.end < mention.start and (rule := served(sentence.text[at.end - sentence.start : inside], after)):
            plain = rule == HIT_THROUGH and sentence.shape == "title"  # "Charities hit by breach at X"
            yield other.key, SERVES if plain else rule


def _told_of_a_loss(left: str, after: str) -> str:
    """The rule by which a name told somebody of what it lost, or of a breach; "" where it did not."""
    told = _TOLD_BY.search(left)
    if _TOLD_US.match(after) or (told and _THAT_IT_LOST.match(after)):
        return TOLD_OF_ITS_LOSS
    return "X told Y of a breach" if told and _OF_A_BREACH.match(after) else ""


def _told_behind(
    provider: Candidate, mention: Mention, candidates: list[Candidate], sentence: Sentence
) -> Iterator[tuple[str | None, str]]:
    """Who uses it by what it is called behind its name: "X, which prints our bills"."""
    right = behind(sentence.text[mention.start - sentence.start + len(mention.name) :])[:_BEHIND]
    apposed = _APPOSITION.match(right)
    if apposed and _MAKER.search(apposed.group()):
        apposed = None
    if apposed or _DOES.match(right) or _SOMEBODYS.match(right):
        user = nearest_after(provider, candidates, mention)
        left = sentence.text[: mention.start - sentence.start][-_FAR:]
        if user is None and apposed and (_THEIRS.search(apposed.group()) or _SAID_STOLEN_FROM.search(left)):
            user = nearest_before(provider, candidates, mention, sentence, back=_SUBJECT)
        yield user, "X, a supplier of Y"
    elif _HELPS.match(right):
        yield nearest_before(provider, candidates, mention, sentence, back=_SUBJECT), "X helps us"
    elif _FOR_THEM.match(right) and (user := nearest_before(provider, candidates, mention, sentence)):
        yield user, "Y said that X serves it"


_SAID_STOLEN_FROM = late(  # "Oakfeld said hackers had stolen donors' data from X", whose trade follows
    r"\b(?:said|says|confirm\w*|announced|disclosed|reported)"
    r"\b(?: that)? [^.;]{1,80}?\b(?:stole|stolen|took|taken|copied)\b[^.;]{0,60} from (?:the )?$",
    re.IGNORECASE,
)
_USES = late(  # "the mail service X used"
    r"^ (?:has |had )?(?:us(?:es|ed)|relie[sd] (?:up)?on|hire[sd]|contracted|employs|employed)\b", re.IGNORECASE
)
_FOR_THEM = late(  # "Oakfeld said that X provided its billing"
    r"^ (?:has |had )?(?:notified|informed|alerted|advised) (?:it|them)\b[^.;]{0,40}? (?:of|that|about)\b"
    r"|^ (?:has |had )?(?:provid|manag|handl|host|process|print|administer|suppl|operat)"
    r"\w+ (?:(?:some|all|most|many) of )?"
    r"(?:(?:its|their|it|them|us|our)\b"
    r"|the (?:company|airline|bank|school|district|hospital|council|university|city|county|clinic|college|firm"
    r"|charity|trust|retailer|insurer) with\b)",
    re.IGNORECASE,
)
_DOES = late(r"^,? (?:manages|provides|hosts|which manages)")
_THEY = re.compile(r"(?:They|It|The (?:company|firm|bank|school|hospital|retailer|agency|city|county|university))\b")
_FAR = 180  # code points before a name in which the people are looked for who were hit there
_AT_LAST = late(  # "The contractor, X", "The firm's name is X", "It is called X": whose name the unnamed supplier has
    r"\bthe (?:[\w-]+ )?"
    r"(?:supplier|vendor|contractor|subcontractor|(?:service )?provider|processor"
    r"|third[- ]party (?:vendor|supplier|provider))(?:,? | \()(?:called |named |identified as |is |was )?$"
    r"|\b(?:(?:the (?:[\w-]+ )?(?:supplier|vendor|(?:sub)?contractor|provider|firm|company|agency|bureau)"
    r"(?:'s name)?"
    r"|its name) is"
    r"|it(?: is|'s)(?= called)) (?:called |named )?$",
    re.IGNORECASE,
)
_SUBJECT = 2  # sentences before one that may name whom "its" and "us" mean there
_SERVED, _BEHIND = 120, 170  # code points behind a name in which one that it serves is looked for

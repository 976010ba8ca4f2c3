"""Finds capitalised names in a text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from nlp.parties.borders import borders, without_more, without_post
from nlp.parties.people import is_government, is_person, is_place, last_words, like_a_person, surnames
from nlp.text.lexicon import load, words
from nlp.text.patterns import late
from nlp.text.sentences import Sentence

_CAPITAL = "".join(filter(str.isupper, map(chr, range(0x250))))  # Latin: \u0160koda, \u017babka, \u0130zmir
_WORD = (
    "(?:[" + _CAPITAL + r"][\w$+!']*(?:[-.&@/+!](?=[\w])[\w$']+)*|\d{1,4}[A-Za-z][A-Za-z]{1,}\w*|\d[A-Z]\b"
    r"|e[A-Z]\w+|i[A-Z]\w+|[a-z]+[A-Z]\w+|[a-z][\w-]+\.(?:com|org|net|io|co|gov|edu|ai|info|ru"
    r"|uk)\b(?:\.\w{2})?)"
)
_LINK = (
    r"(?: (?:of|for|de|du|la|del|der|van|von|at|the) (?:the |la )?| & | |, (?=(?:Inc|LLC|Ltd|LLP|PLLC|P\.?C"
    r"|N\.?A|L\.?P|PC|P\.?A|Corp|Co)\b)|\. (?=(?:KG(?:aA)?|Ltd|Bhd)\b)| and (?:the )?(?=(?:{tail})\b))"
)
_TAIL = (
    "Services|Sons|Wellness|Rehab|Sciences|Science|Technology|Hospice|Surgeons|Associates|Partners|Human|Family"
    "|Families|Prevention|Medicine|Records|Drug|Welfare|Research|Fitness|Trust|Community|Company|Co|Budget|Customs"
    "|Human Services|Consumer|Industry|Clinic|Implant|Pediatrics|Training|Development|Health|Urology|Spine|Sports"
    "|Beyond|Noble|Wrekin|Exchange|Blue ?Shield"
)
# "Adams School District 12", "District 12"
_NUMBERED = r"(?: (?:Local|District|Lodge)|(?<=\bDistrict)|(?<=\bUnit)) (?:No\. ?)?\d{1,4}[A-Z]?\b"
_NAME = re.compile(
    rf"(?<![\w@/.-])(?:[Tt]he )?(?:(?:St|Mt|Ft)\. )?{_WORD}(?:{_NUMBERED}|{_LINK.format(tail=_TAIL)}{_WORD})*"
    r"(?: \([A-Z][A-Za-z&.]{1,9}\))?"
)
_SUFFIX = re.compile(
    r"(?:,? +(?:incorporated|inc|corporation|corp|company|co|limited|ltd|llc|llp|lp|plc|pllc|gmbh|ag|sa|nv"
    r"|bv|p\.[ac]|l\.l\.[cp]|n\.[av]|s\.a|b\.v|pty|pvt|sdn|bhd|holdings?|group)\.?)+$",
    re.IGNORECASE,
)
_PERSON_OF = re.compile(r"([A-Z][a-z]+)(?: [A-Z][\w.]+){1,2} (?:of|from|at|for) (?:the )?(?=[A-Z\d])")
_INSTITUTION = re.compile(
    r"\b(?:Hospital|University|Group|Inc|Corp|Foundation|Schools?|College|Center|Centre|Clinic|Health|Healthcare|Bank|Hopkins|Memorial"
    r"|Media|Lewis|Deere|Wick|Morgan|County|Associates|Services|Systems?|Medical|Company|Institute|Society|Council|Insurance"
    r"|Partners|Therapy|Dental|Stores?|Hotels?|Airlines?|LLC|Ltd|Department|Library|Church|Technologies|Solutions|Laboratories"
    r"|Pharmacy|Energy|Electric|Motors|Financial|Trust|Union|Authority|Agency|Orthopedics|Pediatrics|Network)\b"
)
_ORIGIN = re.compile(  # "Midland-based", "US-backed", "AI-powered": of what kind, not who
    r"^(?:[\w.&]+ )?[\w.&]+-(?:based|area|backed|owned|run|powered|headquartered|linked|listed|sponsored|born|led"
    r"|made)\b ?",
)
_OWN_NAME = re.compile(  # after "Oakley's": nothing follows that Oakley could own
    r"\s*(?:[.,;:!?)\n]|$|(?:and|or|is|was|has|had|will|said|says|in|on|at|for|from|with|to|by|which|who|that)\b)"
)
_NAMING = re.compile(  # common words that begin names all the same
    r"state|city|county|university|department|bank|hospital|group|company|center|clinic|school|college|social"
    r"|security|credit|ministry|board|windows|bitcoin|java|district|agency"
)
_LEADING = re.compile(  # what stands before a name and is never its first word
    r"on|in|at|as|when|while|after|before|since|though|for|from|by|with|but|and|if|that|this|these|according"
    r"|although|because|like|unlike|to|of|is|was|it|its"
)
_ENDING = re.compile(
    r"(?:Bank|University|Hospital|Health|School|Schools|County|College|Systems?|Group|Center"
    r"|Clinic|Medical|Services|Insurance|Union|Department|Corporation|Inc|Company|Credit)\b"
)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_TITLE_CASE = 0.6


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a name stands; `sentence` indexes the sentences."""

    name: str
    start: int
    end: int
    sentence: int


@dataclass(slots=True)
class Candidate:
    """Mentions of one name; `key` is its folded form, `known` whether the caller's list has it."""

    name: str
    key: str
    mentions: list[Mention] = field(default_factory=list)
    known: bool = False


@cache
def _stop() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    lists = load("common_names")
    places = frozenset(word.lower() for word in lists["places"])
    never = frozenset(str(word).lower() for word in (*lists["calendar"], *lists["words"]))
    return never, places, frozenset(lists["first_names"]), words("common_words")


def never() -> frozenset[str]:
    """Words that are written with capitals and are no part of an organisation's name, in lower case."""
    return _stop()[0]


@lru_cache(maxsize=20_000)
def fold_name(name: str) -> str:
    """A name in lower case without article, genitive, legal suffix and bracketed short form."""
    folded = re.sub(r"\([^)]*\)", " ", name.lower().replace("\u2019", "'"))
    folded = re.sub(r"'s\b|'(?=\s|$)", "", folded)
    folded = " ".join(re.sub(r"[^\w&. -]", " ", folded).split())
    folded = _ARTICLE.sub("", folded).strip(" -.")
    return _SUFFIX.sub("", folded).strip(" -.") or folded


def is_part(name: str) -> bool:
    """Whether it is a filing or a part of one by its number ("Exhibit 99.1"), a law, days of a cause, or an address."""
    return _PART.fullmatch(name) is not None


_PART = re.compile(
    r"(?:Amendment|Form|Item|Exhibit|Schedule|Section|Article|Annex|Appendix)(?:,? No\.?)?(?: [\w.-]{1,6})?"
    r"|(?:[\w-]+ )+Act(?: \([A-Z]+\))?"
    r"|P\.? ?O\.?(?: Box(?: \d+)?)?|(?:Return )?(?:Mail )?Processing Cent(?:er|re)"
    r"|(?:[\w-]+ )*(?:Awareness|Safety|Security|Cyber ?security|Privacy|Protection) (?:Month|Week|Day)"
)


def is_bare(key: str) -> bool:
    """Whether a folded name says what somebody is and not who: "Organization", "City Council"."""
    return all(word in _BARE for word in key.split())


KINDS = frozenset(  # which a headline may put for a name: "Airport says that hackers took files"
    (
        *("airport", "hospital", "university", "college", "bank", "church", "diocese", "museum", "police", "airline"),
        *("hotel", "clinic", "library", "charity", "union", "insurer", "brewery", "carrier"),
    )
)


_BARE = frozenset(
    re.findall(
        r"\w+",
        "organization organisation council city town county borough district school board hall municipality township"
        " parish committee commission association institution of supervisors trustees directors commissioners aldermen"
        " regents credit union nhs isd cisd court",
    )
)


def without_form(name: str) -> str:
    """A name without its legal form."""
    return _SUFFIX.sub("", name) or name


def find(text: str, sentences: list[Sentence]) -> tuple[list[Mention], set[str]]:
    """The mentions of names, without places and common words; and the people named."""
    mentions = list(_mentions(text, sentences))
    bodies = {fold_name(m.name) for m in mentions if sentences[m.sentence].shape != "title"}
    people = _people(mentions, sentences)
    people |= last_words(people) | set(surnames(text))
    kept = [
        piece
        for mention in mentions
        for piece in _checked(mention, text, sentences, bodies)
        if piece.name not in people
    ]
    return list(_partnerships(kept, text)), people


def _partnerships(mentions: list[Mention], text: str) -> Iterator[Mention]:
    """The mentions, of which "Orlane" and "Elm & Ash" are one where the text has "Orlane, Elm & Ash"."""
    last: Mention | None = None
    for mention in mentions:
        if last is not None and _is_partner(last, mention, text):
            last = Mention(text[last.start : mention.end], last.start, mention.end, last.sentence)
            continue
        if last is not None:
            yield last
        last = mention
    if last is not None:
        yield last


def _is_partner(first: Mention, others: Mention, text: str) -> bool:
    """Not of a place ("in Elmford, Oak & Ash said") or of a list ("Oak, Elm, Ash & Birch")."""
    if text[first.end : others.start] != ", " or " " in first.name or _TWO_PARTNERS.match(others.name) is None:
        return False
    return _PLACED.search(text[max(0, first.start - 12) : first.start]) is None


_TWO_PARTNERS = re.compile(r"[A-Z][\w'-]+ & [A-Z][\w'-]+(?:,? (?:LLP|L\.L\.P|PLLC|LLC|P\.?[AC]|Inc|Co|Ltd))?$")
_PLACED = re.compile(r"(?:\b(?:in|at|from|near|outside|around|and)|,) (?:the )?$", re.IGNORECASE)


def _people(mentions: list[Mention], sentences: list[Sentence]) -> set[str]:
    """People's full names, as far as their first names or the words around them tell."""
    first_names, found = _stop()[2], set()
    for m in mentions:
        parts = m.name.split()
        if len(parts) not in (2, 3) or "of" in parts or _INSTITUTION.search(m.name) or like_a_person(m.name):
            continue
        if parts[0].strip(".,") in first_names or is_person(m.name, *_sides(m, sentences[m.sentence])):
            found.add(m.name)
    return found


def _sides(mention: Mention, sentence: Sentence) -> tuple[str, str]:
    inside = mention.start - sentence.start
    return sentence.text[max(0, inside - 40) : inside], sentence.text[inside + len(mention.name) :][:90]


def _mentions(text: str, sentences: list[Sentence]) -> Iterator[Mention]:
    for index, sentence in enumerate(sentences):
        for match in _NAME.finditer(text, sentence.start, sentence.end):
            yield from _trimmed(match.group(), match.start(), index, text, sentence)


def _trimmed(name: str, start: int, index: int, text: str, sentence: Sentence) -> Iterator[Mention]:
    """Cuts articles, common words at a sentence's start, and a genitive, which also parts two names."""
    for left, right in itertools.pairwise(borders(name)):
        begin, piece = start + left, name[left:right]
        if not _OWN_NAME.match(text, begin + len(piece.rstrip())):
            piece = re.sub(r"'s?\s*$", "", piece)
        lead = re.match(r"(?:'s? +|(?:the|a|an) +| +)+", piece, re.IGNORECASE)
        if lead:
            begin, piece = begin + lead.end(), piece[lead.end() :]
        origin = _ORIGIN.match(piece)
        if origin:
            begin, piece = begin + origin.end(), piece[origin.end() :]
        piece, begin = _without_opening(piece, begin, text, sentence)
        cut = without_post(piece)
        begin, piece = begin + cut.start, piece[cut]
        employer = _PERSON_OF.match(piece)
        if employer and employer.group(1) in _stop()[2]:
            begin, piece = begin + employer.end(), piece[employer.end() :]
        piece = text[begin : without_more(text, begin, begin + len(piece))].rstrip(" .'-,&")
        if len(piece) > 1:
            yield Mention(piece, begin, begin + len(piece), index)


def _without_opening(piece: str, begin: int, text: str, sentence: Sentence) -> tuple[str, int]:
    before = text[max(sentence.start, begin - 2) : begin].strip()
    opening = begin == sentence.start or before in ('"', "'", "(", ":", ".")
    opening = opening and not _INITIALS.search(text, max(sentence.start, begin - 9), begin)
    nevers, _, _, common = _stop()
    while piece:
        head, _, rest = piece.partition(" ")
        word = head.lower().strip(".,")
        if _NUMBER_ALONE.match(rest):  # "District 12"
            break
        calendar = (word in nevers and not _NAMING.fullmatch(word)) or head in _SHOUTED
        if not (calendar and rest) and not (opening and rest and word in common and not _institutional(rest, word)):
            break
        begin, piece = begin + len(head) + 1, rest
        while piece[:1] == " ":
            begin, piece = begin + 1, piece[1:]
        small = re.match(r"(?:of|for|at|the|de|la|and|&) +", piece)
        if small:
            begin, piece = begin + small.end(), piece[small.end() :]
    return piece, begin


_INITIALS = late(r"(?<![\w.])(?:[A-Z]\.){2,}\s\Z")  # "the U.S. Secret Service" begins nothing with "Secret"
_SHOUTED = frozenset(("NO", "NOT", "ANY", "ALL", "OUR", "YOUR"))
_LAW = re.compile(r"(?: and [A-Z]\w+)? Act\b")  # "the Oakfeld Care and Safety Act"
_NUMBERED_PLACE = re.compile(r"(?:District|Unit) (?:No\. ?)?\d{1,4}[A-Z]?")
_NUMBER_ALONE = re.compile(r"\d{1,4}[A-Z]?(?: |$)")


def _institutional(rest: str, word: str) -> bool:
    return not _LEADING.fullmatch(word) and _ENDING.match(rest) is not None and " " not in rest.strip()


def _checked(mention: Mention, text: str, sentences: list[Sentence], bodies: set[str]) -> Iterator[Mention]:
    sentence = sentences[mention.sentence]
    mention = _without_purpose(mention, sentence, bodies)
    pieces = _compound(mention, bodies) if fold_name(mention.name) not in bodies else [mention]
    if sentence.shape in ("title", "heading") and _title_case(sentence.text) and fold_name(mention.name) not in bodies:
        pieces = list(_title_pieces(mention, bodies))
    for piece in pieces:
        if not _excluded(piece, text, sentence):
            yield piece


def _without_purpose(mention: Mention, sentence: Sentence, bodies: set[str]) -> Mention:
    """As in "relies on Quill for SMS": Quill, where it is named alone besides."""
    name, purpose, _ = mention.name.partition(" for ")
    if not purpose or fold_name(name) not in bodies or not _RELIES.search(_sides(mention, sentence)[0]):
        return mention
    return Mention(name, mention.start, mention.start + len(name), mention.sentence)


_RELIES = re.compile(r"\b(?:rel(?:y|ies|ied|ying) on|us(?:e|es|ed|ing)|depend(?:s|ed|ing)? on) (?:the )?$")


def _title_case(text: str) -> bool:
    tokens = [word for word in re.findall(r"[A-Za-z][\w'-]*", text) if len(word) > 3]  # noqa: PLR2004 a small number or a flat list of rules reads best in place
    if any(word[0].islower() and len(word) > _LINKING and word not in _LINKS for word in tokens):
        return False
    return len(tokens) > 3 and sum(word[0].isupper() for word in tokens) > _TITLE_CASE * len(tokens)  # noqa: PLR2004 a small number or a flat list of rules reads best in place


_LINKING = 4  # letters of a word that headlines write small though it links no others
_LINKS = frozenset(
    re.findall(
        r"\w+",
        "about above after against ahead along amid among around because before behind below between beyond during"
        " following inside outside over since their through toward towards under until using versus where which while"
        " whose within without",
    )
)


def _compound(mention: Mention, bodies: set[str]) -> list[Mention]:
    """A title's "OpenAI Mixpanel" where the text names both alone."""
    parts = mention.name.split()
    for cut in range(1, len(parts)):
        left, right = " ".join(parts[:cut]), " ".join(parts[cut:])
        if fold_name(left) in bodies and fold_name(right) in bodies:
            middle = mention.start + len(left)
            return [
                Mention(left, mention.start, middle, mention.sentence),
                Mention(right, mention.end - len(right), mention.end, mention.sentence),
            ]
    return [mention]


def _title_pieces(mention: Mention, bodies: set[str]) -> Iterator[Mention]:
    common = _stop()[3]
    run: list[re.Match[str]] = []
    for token in [*re.finditer(r"\S+", mention.name), None]:
        word = token.group().strip(".,'\"") if token else ""
        if token and (word.lower() not in common or fold_name(word) in bodies):
            run.append(token)
            continue
        if run:
            start, end = run[0].start(), run[-1].end()
            name = mention.name[start:end]
            yield Mention(name, mention.start + start, mention.start + end, mention.sentence)
        run = []


def _excluded(mention: Mention, text: str, sentence: Sentence) -> bool:  # noqa: PLR0911 a small number or a flat list of rules reads best in place
    nevers, places, first_names, common = _stop()
    name = mention.name
    key, parts = fold_name(name), name.split()
    left, right = _sides(mention, sentence)
    if key in places and is_government(left, right):
        return False
    if _LAW.match(right) or is_part(name) or (_NUMBERED_PLACE.fullmatch(name) and left.endswith("in ")):
        return True
    if len(key) < 2 or key in nevers or (key in places) or key.replace("-", " ") in nevers:  # noqa: PLR2004 a small number or a flat list of rules reads best in place
        return True
    institution = len(parts) > 1 and bool(_INSTITUTION.search(name))
    bare = all(part.lower().strip(".,") in nevers or part.lower().strip(".,") in places for part in parts)
    if bare and not institution and "of" not in parts:
        return True
    single = len(parts) == 1
    if (
        single
        and key in common
        and (
            mention.start == sentence.start
            or sentence.shape in ("title", "heading")
            or text[max(0, mention.start - 1)] in "\"'("
            or text[max(0, mention.start - 2) : mention.start] in (": ", '" ')
        )
    ):
        return True
    if single and re.fullmatch(
        r"[A-Z]\.?|\d+[a-z]|(?:CVE|MD|SHA)-?\d.*|\d{1,4}(?:k|m|bn|st|nd|rd|th|s|am|pm|gb|mb|tb|hours?|million)",
        name,
        re.IGNORECASE,
    ):
        return True
    if is_person(name, left, right) or (not institution and is_place(name, left, right)):
        return True
    first = parts[0].strip(".,") in first_names and len(parts) in (2, 3, 4) and "of" not in parts
    return first and not institution and not like_a_person(name)

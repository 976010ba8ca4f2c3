"""Threat actors: known groups and designations, and what else speaks for a name being the attacker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from nlp.parties.candidates import Candidate, fold_name
from nlp.text.lexicon import load
from nlp.text.sentences import Sentence

_NAMED = (
    r"(?:,? (?:as|by|of|to|the|named|called|known as|dubbed|tracked as|who goes by|that calls itself|which calls itself"
    r"|the (?:name|handle|alias)))*\s*[\"'(]?$"
)
_LEFT = {
    "blamed": r"\b(?:blam\w+|suspect\w*|attribut\w+|tied|ascribed|point\w*|ties|trac\w+|pinned"
    r"|connect\w+|belie\w+"
    r"|thought|credit\w*|assign\w*|link\w*)\b[^.;]{0,50}?\b(?:to|on|at|by|with|from|be|group|gang|collective"
    r"|crew|actor)" + _NAMED,
    "suspected": r"\b(?:suspects?|blames?|accus\w+|blaming|names?|naming|indict\w+|arrest\w+)" + _NAMED,
    "work_of": r"\b(?:work of|hands of|paid to|pay|ransom to|demand(?:s|ed)? (?:by|from)|note from|signed(?: by| as)?"
    r"|signs(?: as| itself)?|messages? from|negotiat\w+ with|threat from|post(?:ed)? by|forum by|forum user"
    r"|given away \w+ \w+ \w+ by|claimed by|claim by|listed by|leaked by|published by|offered by|sold by"
    r"|stolen by|taken by"
    r"|hacked by|breached by|attack by|hit by|carried out by|perpetrat\w+ by|behind it[^.]{0,30})" + _NAMED,
    "kind": r"\b(?:gang|group|collective|crew|hackers?|hacktivists?|attackers?|intruders?|threat actors?|actors?|seller"
    r"|extortionists?|extorters?|criminals?|syndicate|operation|affiliates?|cartel|poster|user|leaker|thie(?:f|ves)"
    r"|outfit|persona|handle|alias|team|adversar\w+|spies|operators)(?:,? (?:who|that|which|has|is|are|was|were|it"
    r"|itself|himself|themselves|herself|called|calling|calls|goes|going|go|known|tracked|named|dubbed|styles?"
    r"|operating|under))*" + _NAMED,
    "name_given": r"\b(?:dubbed|tracked(?: \w+)? as|known (?:online )?as|goes by|going by|call(?:s|ed|ing)? (?:itself"
    r"|himself|themselves|them)|nicknamed|under the (?:name|handle|alias|moniker)|follows? [^.]{0,20} as)" + _NAMED,
    "spare": r"\b(?:such as|like|unlike|similar to|other \w+|previously|in the past|formerly|variant of|rival"
    r"|successor of)"
    r"\s+[^.]{0,30}$",
}
_RIGHT = {
    "kind": r"(?:'s?)?,?\s+(?:(?:ransomware|hacking|extortion|cybercrime|hacker|threat|criminal|cyber|leak|data|ransom"
    r"|espionage|Russian\S*|Chinese\S*|state\S*|an?|the)\s+)*(?:gang|group|collective|hackers?|hacktivists?|operators?"
    r"|affiliates?|crew|actors?|cartel|syndicate|operation|extortion|ransomware|leak site|site|blog"
    r"|intrusion set|cluster)\b",
    "claims": r",?(?: [^,.;]{1,60},)?\s+(?:(?:has|have|had|also|later|then|now|since|first|says|said)\s+)*(?:claim\w*"
    r"|took (?:responsibility|credit)|take[sn]? (?:responsibility|credit)|list(?:s|ed)|dump(?:s|ed)|post(?:s"
    r"|ed)|leak(?:s|ed)"
    r"|add(?:s|ed)|publish(?:es|ed)|sold|sells|offer(?:s|ed)|advertis(?:es|ed)|demand(?:s|ed)|threaten(?:s|ed)|stole"
    r"|hack(?:s|ed)|brag\w*|boast\w*|releas(?:es|ed)|extort\w*|exploit\w*|broke|steals|encrypt\w*|put (?:the|a|up|it)"
    r"|it was (?:them|him|her)|names|used|set|emerged|infiltrat\w+|obtain\w+|compromis\w+|swapped|gained|harvest\w+)\b"
    r"(?! by\b| as (?:an? )?(?:\w+ )?victim| (?:on|to) (?:an? |the )?(?:\w+ )?(?:leak|extortion"
    r"|ransom\w*)[ -](?:site|page|blog|list))",
    "who": r",? (?:who|which|a (?:\S+[ -]){0,3}(?:gang|group|crew|collective|hacker|actor|affiliate))\b",
}
_GANG = r"(?:ransomware|ransom|hacking|extortion|cybercrime|hacker)[ -](?:gang|group|collective|crew|cartel|operation)"
_CALLED = re.compile(rf"\b{_GANG}(?: (?:called|named|known as|dubbed))?[ ,\"'(]*$", re.IGNORECASE)
_IS_CALLED = re.compile(rf"^[\"')]*(?:,? (?:an?|the))? {_GANG}\b", re.IGNORECASE)
_ITS_SITE = re.compile(
    r"'s?\)? (?:own |dark ?web |darknet |Tor )?(?:leak|extortion|shaming) (?:site|blog|portal)\b", re.IGNORECASE
)
_DEPLOYED = re.compile(
    r"\b(?:with|using|by|of|deploy(?:ed|ing|s)?|called|named|dubbed) (?:the |a )?(?:new |so-called )?[\"']?$",
    re.IGNORECASE,
)
_IS_STRAIN = re.compile(  # "encrypted with X ransomware", but not "hit by the Oakfeld ransomware attack"
    r"[\"')]* ransomware(?! (?:attack|incident|infection|breach|event|victim|case|outbreak|crisis|payment|response"
    r"|recovery))\b",
    re.IGNORECASE,
)
_PLATFORMS = frozenset(("windows", "linux", "android", "mac", "macos", "esxi", "vmware", "microsoft"))
_STRAIN = re.compile(r"^[\"')]* ransomware\b", re.IGNORECASE)
_LISTS = re.compile(  # "Akira adds Oakfeld to its victims", "Akira claims Oakfeld"
    r"^[\"')]*(?: ransomware)?(?: (?:has|have|had|just|also|now))* (?:claim(?:s|ed) (?-i:[A-Z\d])"
    r"|(?:adds?|added|lists?|listed|names?|named|posts?|posted|puts?|claims?|claimed|publishe[sd])\b[^.;]{0,120}"
    r"\b(?:victims?|leak (?:site|page|blog)|extortion (?:site|page)|dark ?web|darknet)\b)",
    re.IGNORECASE,
)
_PLACE = re.compile(  # where it was posted: "users of Oakforum", "offered on Oakforum", but not on a gang's site
    r"\b(?:(?:users?|members?|people|posters?|someone|somebody|visitors|threads?|posts?) (?:of|on|at|from)"
    r"|(?:posted|published|leaked|shared|offered|advertised|sold|uploaded|surfaced|appeared|circulat\w+"
    r"|for sale) (?:[\w-]+ ){0,2}?"
    r"(?:on|to|at|via)) (?:the )?(?:(?:[\w-]+ ){0,2}(?:forum|marketplace|market|channel|board) )?$",
    re.IGNORECASE,
)
_ABSENT = re.compile(  # "is not listed on the sites of X or Y"
    r"\b(?:not|n't|never)(?: yet| been| so far){0,2} (?:listed|named|posted|published|added|mentioned)\b[^.;]{0,120}$",
    re.IGNORECASE,
)
_IS_NONE = re.compile(  # a help line whose calls wait, the paper that wrote of a threat
    r"^ (?:cannot|can't|could not|couldn't|can|is unable to) (?:\w+ly )?(?:handle|take|answer|receive|process|accept) "
    r"[^.;]{0,40}?\b(?:requests?|calls?|orders?|tickets?|reports?|payments?|complaints?)\b"
    r"|^ (?:was|were) (?:the |among the )?first (?:[a-z]+ )?to (?:report|write|tell|cover)\b",
    re.IGNORECASE,
)
_LINE = re.compile(r"[a-z-]*[2-9]11", re.IGNORECASE)  # service codes, as 311 and 911
_LEFTS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _LEFT.items()}
_RIGHTS = {name: re.compile(r"^[\"')]*" + pattern, re.IGNORECASE) for name, pattern in _RIGHT.items()}
_HANDLE = re.compile(r"(?=.*(?:[a-z]\d|\d[a-z]|_|\$))[\w$.-]{3,24}|[a-z][\w$-]{2,20}", re.ASCII)
_WORDS = re.compile(
    r"(?i:\b(?:APT|UNC|TA|FIN|TEMP|Storm|DEV)[- ]?\w*\d|lock(?:er|bit)?\b|ransom|dark|black|shadow|phantom|ghost"
    r"|hunters?|spiders?|bears?|pandas?|kittens?|jackals?|wolf|wolves|crows?|foxe?s?|lynx|viper|hydra|typhoon|blizzard"
    r"|tempest|sleet|collective|crew\b|gang\b|squad|guild|brigade|cartel|syndicate|army|leaks?\b|anon|cyber ?(?:team"
    r"|army)|team\b)"
)
_READ = 10  # mentions
_BEHIND = 200  # code points after a name in which its victims are listed
_THE = "The "


@cache
def _known() -> tuple[frozenset[str], frozenset[str], re.Pattern[str]]:
    lists = load("actors")
    names = frozenset(fold_name(name) for name in lists["names"])
    ordinary = frozenset(fold_name(name) for name in lists["ordinary"])
    return names, ordinary, re.compile("(?:" + "|".join(lists["pattern"]) + ")$")


def known_actor(candidate: Candidate, found: Mapping[str, float]) -> str | None:
    """Why a name is a threat actor wherever it stands; None if its words may mean something else.

    They may not where something calls it a gang, or it lists victims. Who is only said not to have listed anybody is
    none either; `found` are the signs of the name.
    """
    names, ordinary, pattern = _known()
    if found["a_absent"] >= len(candidate.mentions):
        return None
    told = found["a_gang"] or found["a_lists"] or found["a_strain"]
    if pattern.match(candidate.name):
        return "designation of a tracked group"
    if found["a_site"] or (found["a_deployed"] and candidate.key not in _PLATFORMS):
        return "has a leak site" if found["a_site"] else "ransomware of that name"
    return "known group" if candidate.key in names and (candidate.key not in ordinary or told) else None


def called(candidate: Candidate, sentences: Sequence[Sentence]) -> str:
    """The name of an actor without the article that only begins a sentence: "The Royal gang" is Royal.

    Who is listed with an article, or has it within a sentence ("calls itself The Moth"), keeps it.
    """
    if not candidate.name.startswith(_THE) or candidate.name in load("actors")["names"]:
        return candidate.name
    named = [mention for mention in candidate.mentions if mention.name.startswith(_THE)]
    opens = all(mention.start == sentences[mention.sentence].start for mention in named)
    return candidate.name.removeprefix(_THE) if opens else candidate.name


def attacker_signs(candidate: Candidate, sentences: Sequence[Sentence]) -> Counter[str]:
    """Counts of the signs, `a_` before their names; `a_gang`: it is called one, and not only compared with one."""
    found: Counter[str] = Counter()
    found["a_handle"] = int(bool(_HANDLE.fullmatch(candidate.name)))
    found["a_words"] = int(bool(_WORDS.search(candidate.name)))
    found["a_ordinary"] = int(candidate.key in _known()[1])
    found["a_one_word"] = int(" " not in candidate.name)
    for mention in candidate.mentions[:_READ]:
        sentence = sentences[mention.sentence]
        inside = mention.start - sentence.start
        left = sentence.text[max(0, inside - 90) : inside]
        found["a_absent"] += int(bool(_ABSENT.search(sentence.text[max(0, inside - 160) : inside])))
        behind = sentence.text[inside + mention.end - mention.start :][:_BEHIND]
        right = behind[:90]
        called = _CALLED.search(left) or _IS_CALLED.match(right)
        found["a_none"] += int(bool(_IS_NONE.match(behind) or _LINE.fullmatch(mention.name)))
        found["a_place"] += int(bool(_PLACE.search(left)) and not _RIGHTS["kind"].match(right))
        found["a_lists"] += int(bool(_LISTS.match(behind)))
        found["a_site"] += int(bool(_ITS_SITE.match(behind)))
        found["a_deployed"] += int(bool(_DEPLOYED.search(left) and _IS_STRAIN.match(behind)))
        found["a_strain"] += int(bool(_STRAIN.match(behind)))
        found["a_gang"] += int(bool(called) and not _LEFTS["spare"].search(left))
        found.update("a_l_" + name for name, pattern in _LEFTS.items() if pattern.search(left))
        found.update("a_r_" + name for name, pattern in _RIGHTS.items() if pattern.match(right))
    return found

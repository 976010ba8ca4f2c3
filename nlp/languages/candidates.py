"""Words of a document that may name an organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, islice

from nlp.languages.lexicon import Lexicon, shared
from nlp.languages.text import Reading, fold

_TOKEN = re.compile(r"[^\W_](?:[\w&+]|[.'\u2019@\-](?=\w))*|&")
_CAMEL_INSIDE = re.compile(r"[a-z][A-Z]")
_CAMEL = re.compile(r"[a-z]{1,2}[A-Z]")
_ELISION = re.compile(r"^(?:[ldnsjc]|qu|all|dell|nell|dall|sull|un|quest)['\u2019]", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['\u2019]s$")
_DANGLING = frozenset(["und", "en", "e", "et", "y"])  # "Druck- und Versand GmbH"
_AND = frozenset(["und", "sowie", "et", "y", "e", "ed", "en", "and"])
_SMALL = re.compile(  # names that do not look like one: domains, and handles such as "some_name" or "name8"
    r"(?<![\w@./\-])(?:[\w-]+\.(?:example|com|net|org|io|app|eu|de|at|ch|fr|be|es|mx|ar|it|pt|br|nl|jp|info|shop)"
    r"|[a-z][a-z0-9]*(?:_[a-z0-9]+)+|[a-z]{3,16}\d{1,4}[a-z]?)(?![\w@/\-])"
)
_MAX_GRAM = 5
_MIN_NAME = 3
_LONGEST_RUN = 100  # words
_MAX_MENTIONS = 300  # a page that names more is a list, and is judged by its beginning
_JA_RUN = re.compile(
    r"[\u30a1-\u30fa\u30fc\u30fb\u3005\u4e00-\u9fffA-Za-z0-9&.\-\uff21-\uff3a\uff41-\uff5a\uff06]{2,40}"
)
_JA_COMPANY = re.compile(
    r"(?:株式会社|有限会社|合同会社|(?:公益|一般)?(?:財団|社団)法人|社会福祉法人|医療法人(?:社団)?|学校法人)[\w・ー&.\-]{1,20}"
)
_JA_TOPIC = re.compile(  # as newspapers begin: who told it on which day
    r"(?:[^、。「」\n]{0,24}の)?(?P<name>[^、。「」\n\s(]{2,20}?)(?:は|が)(?:\d{1,2}月)?\d{1,2}日(?:[、にまで]|付)"
)
_JA_OWN = re.compile(r"[当弊同本各貴](?:社|組合|行|院|校|会|市|県|町|村|団体|機構|法人|学院|大学|センター|店|園)")
_JA_CUT = re.compile(
    r"株式会社|有限会社|[一-龠]{1,8}会社|一般社団法人|国立大学法人|(?:大手|準大手|中堅|老舗|通販|運営|調査会社|子会社|親会社|傘下|各社|公式)+"
)
_JA_ORG = re.compile(
    r"(?:銀行|大学|大学院|病院|市|県|区|町|村|庁|省|府|都|協会|電力|鉄道|航空|新聞|新聞社|生命|保険|証券|製作所|製薬|商事|電機|工業|電子|"
    r"組合|機構|学園|高校|学院|財団|連盟|郵便|信用金庫|信金|建設|物産|食品|化学|自動車|運輸|運送|不動産|放送|出版|書店|百貨店|研究所|センター|医院|薬局|通信|印刷|産業|商店|堂|屋|社|会)$"
)
_HIRAGANA = re.compile(r"[ぁ-ん]")
_JA_SHORTEST = 1
_JA_LEAD = 3
_JA_DATE = re.compile(r"\d+(?:年|月|日|時|万|億|千|件|人|名|社)|^[\d.,\-]+(?:以上|以下|超|余|割|%|$)")
_JA_THINGS = (
    "会社", "業者", "システム", "サーバー", "サーバ", "サービス", "サイト", "アプリ", "データ", "ファイル", "メール",
    "アドレス", "メモリ", "ドライブ", "ストレージ", "フォーム",
)  # fmt: skip
_JA_TAIL = re.compile(r"(?:側|事件|公式|社内|社長|広報|製|系|元社員|等|運営)$")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a possible organisation is named; `key` is the folded name."""

    name: str
    key: str
    start: int
    end: int
    known: bool


def mentions(reading: Reading, words: Lexicon, names: Sequence[str]) -> list[Mention]:
    """The names of `names` and the look of a name, in order; where both overlap the longer run stays."""
    known = _index(tuple(names))
    found = _substrings(reading, known) if words.language == "ja" else _grams(reading, known)
    dictionary = list(islice(found, _MAX_MENTIONS))
    own = _japanese(reading, words) if words.language == "ja" else _runs(reading, words)
    own = chain(own, _small(reading))
    spans = [Mention(m.name, m.key, m.start, m.end, _covers(m, dictionary)) for m in islice(own, _MAX_MENTIONS)]
    spans = [m for m in spans if not _part_of_known(m, dictionary)]
    spans = [m for m in spans if not _only_opens(m, spans, reading, words)] if words.language != "ja" else spans
    taken = sorted((m.start, m.end) for m in spans)
    extra = [m for m in dictionary if not _overlaps(taken, m)]
    return sorted([*spans, *extra], key=lambda m: m.start)


def _small(reading: Reading) -> Iterator[Mention]:
    for found in _SMALL.finditer(reading.raw):
        if found.group()[0].islower():
            yield Mention(found.group(), reading.folded[found.start() : found.end()], *found.span(), known=False)


def _only_opens(mention: Mention, spans: list[Mention], reading: Reading, words: Lexicon) -> bool:
    """A single unknown word that only ever opens a sentence, or is also written small, is no name."""
    opening = _opens(mention, reading)
    named = reading.folded[mention.end : mention.end + 1] == ":" or len([o for o in spans if o.key == mention.key]) > 1
    if named and not re.search(rf"(?<!\w){re.escape(mention.name.lower())}(?!\w)", reading.raw):
        return False
    if mention.known or not opening or not mention.name.isalpha() or mention.name[1:].lower() != mention.name[1:]:
        return False
    if any(other.key == mention.key and not _opens(other, reading) for other in spans):
        return False
    after = reading.folded[mention.end : mention.end + 48]
    return words.cue("report").search(after) is None and words.cue("victim").search(after) is None


def _opens(mention: Mention, reading: Reading) -> bool:
    sentence = reading.sentence_at(mention.start)
    return sentence is not None and not reading.raw[sentence.start : mention.start].strip(" \n\"«“„'¿¡-•")


def _covers(mention: Mention, dictionary: list[Mention]) -> bool:
    return any(mention.start <= d.start and d.end <= mention.end for d in dictionary)


def _part_of_known(mention: Mention, dictionary: list[Mention]) -> bool:
    """Whether it is the rest of a known name of which a word was taken for none ("Correos Andinos")."""
    return any(d.start <= mention.start and mention.end <= d.end and len(d.key) > len(mention.key) for d in dictionary)


def _overlaps(taken: list[tuple[int, int]], mention: Mention) -> bool:
    return any(start < mention.end and mention.start < end for start, end in taken)


@lru_cache(maxsize=8)
def _index(names: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """First two characters -> folded name -> name."""
    index: dict[str, dict[str, str]] = {}
    for name in names:
        key = fold(name).strip()
        if len(key) >= _MIN_NAME or (len(key) > 1 and not key.isascii()):
            index.setdefault(key[:2], {})[key] = name
    return index


def _grams(reading: Reading, known: dict[str, dict[str, str]]) -> Iterator[Mention]:
    if not known:
        return
    tokens = [m.span() for m in _TOKEN.finditer(reading.raw)]
    for i, (start, _) in enumerate(tokens):
        bucket = known.get(reading.folded[start : start + 2])
        if bucket is None or reading.raw[start].islower():
            continue
        for _, end in reversed(tokens[i : i + _MAX_GRAM]):
            key = reading.folded[start:end]
            if key in bucket:
                yield Mention(reading.raw[start:end], key, start, end, known=True)
                break


def _substrings(reading: Reading, known: dict[str, dict[str, str]]) -> Iterator[Mention]:
    lengths = {head: sorted({len(k) for k in bucket}, reverse=True)[:16] for head, bucket in known.items()}
    position, folded = 0, reading.folded
    while known and position < len(folded) - 1:
        head = folded[position : position + 2]
        for length in lengths.get(head, ()):
            key = folded[position : position + length]
            if key in known[head] and not _inside_word(folded, position, position + length):
                yield Mention(reading.raw[position : position + length], key, position, position + length, known=True)
                position += length - 1
                break
        position += 1


def _inside_word(folded: str, start: int, end: int) -> bool:
    """A name in Latin letters must not be part of a longer word in Latin letters."""
    before, after = folded[max(0, start - 1) : start], folded[end : end + 1]
    left = before.isascii() and before.isalnum() and folded[start].isascii()
    return left or (after.isascii() and after.isalnum() and folded[end - 1].isascii())


def _runs(reading: Reading, words: Lexicon) -> Iterator[Mention]:
    """Runs of capitalised words, joined by the connectors of the language, cut at words that are no names."""
    for sentence in reading.sentences:
        run: list[tuple[int, int]] = []
        last = sentence.start
        for token in _TOKEN.finditer(reading.raw, sentence.start, sentence.end):
            start, end = token.span()
            elided = _ELISION.match(reading.raw[start:end])
            start += elided.end() if elided else 0
            gap = reading.raw[last:start]
            dangling = gap == "- " and reading.folded[start:end] in _DANGLING
            joined = dangling or (not gap.strip(" \u00a0") and "\n" not in gap and not (elided and run))
            if run and not joined:
                yield from _name(reading, run, words)
                run = []
            linked = dangling or reading.folded[start:end] in words.connectors
            if _capital(reading.raw, start, end) or (run and linked):
                run.append((start, end))
            elif run:
                yield from _name(reading, run, words)
                run = []
            last = end
        yield from _name(reading, run, words)


def _capital(raw: str, start: int, end: int) -> bool:
    return (
        raw[start : start + 1].isupper()
        or raw[start:end] == "&"
        or _CAMEL.match(raw, start, end) is not None
        or (raw[start : start + 1].isdigit() and any(c.isupper() for c in raw[start:end]))
    )


def _name(reading: Reading, run: list[tuple[int, int]], words: Lexicon) -> Iterator[Mention]:
    """The names of a run: two where "and" joins names of several words; none in one that no sentence has."""
    if len(run) > _LONGEST_RUN:
        return
    for at, (start, end) in enumerate(run):
        parts = run[:at], run[at + 1 :]
        dangling = at > 0 and reading.raw[run[at - 1][1]] == "-"
        if reading.folded[start:end] in _AND and not dangling and all(_several(reading, part) for part in parts):
            yield from _one_name(reading, parts[0], words)
            yield from _name(reading, parts[1], words)
            return
    yield from _one_name(reading, run, words)


def _several(reading: Reading, part: list[tuple[int, int]]) -> bool:
    return sum(reading.raw[start].isupper() for start, _ in part) > 1


def _one_name(reading: Reading, run: list[tuple[int, int]], words: Lexicon) -> Iterator[Mention]:
    folded = [reading.folded[s:e] if not _CAMEL_INSIDE.search(reading.raw, s + 1, e) else "" for s, e in run]
    if all(common(word, words) or word in words.institutions for word in folded):
        return
    while folded and (common(folded[0], words) or folded[0] in words.connectors or _heads(folded, words)):
        run, folded = run[1:], folded[1:]
    while folded and (folded[-1] in words.connectors or common(folded[-1], words)):
        run, folded = run[:-1], folded[:-1]
    if not run or len(run) > 8:  # noqa: PLR2004 - a heading in capitals
        return
    start, end = run[0][0], _uncompound(reading, run[-1], words)
    if end - start >= _MIN_NAME or reading.raw[start:end].isupper():
        yield Mention(reading.raw[start:end], reading.folded[start:end], start, end, known=False)


def _heads(folded: list[str], words: Lexicon) -> bool:
    """Whether a German noun only says of which kind the name after it is."""
    named = words.language == "de" and len(folded) > 1 and folded[1] not in words.connectors
    return named and folded[0] not in words.institutions and folded[0].endswith(_endings("heading_endings"))


def _uncompound(reading: Reading, token: tuple[int, int], words: Lexicon) -> int:
    """The end of the name in "Velora-Kunden" or "Kelmsoft-Hack"."""
    start, end = token
    hyphen = reading.folded.rfind("-", start, end)
    tail = reading.folded[hyphen + 1 : end]
    cut = hyphen > start and (
        common(tail, words) or any(words.cue(name).fullmatch(tail) for name in ("incident", "people"))
    )
    possessive = _POSSESSIVE.search(reading.folded, start, end)
    return hyphen if cut else possessive.start() if possessive else end


def common(token: str, words: Lexicon) -> bool:
    """Whether a folded word is one that no name is made of."""
    if token in words.institutions:
        return False
    if token in words.not_names or token in words.number_words or token.isdigit():
        return True
    if words.cue("article").fullmatch(token):
        return True
    return words.language == "de" and len(token) > 5 and token.endswith(_endings("common_endings"))  # noqa: PLR2004


@cache
def _endings(name: str) -> tuple[str, ...]:
    return tuple(fold(shared()[name]).split())


def _japanese(reading: Reading, words: Lexicon) -> Iterator[Mention]:
    """Runs that end like an organisation, or are mostly katakana or Latin letters."""
    yield from _told(reading)
    for match in _JA_RUN.finditer(reading.raw):
        start, end = match.span()
        while head := _JA_CUT.match(reading.raw, start, end):
            if head.group() in ("株式会社", "有限会社"):
                break
            start = head.end()
        if own := _JA_OWN.match(reading.raw, start, end):
            start = own.end()
        if tail := _JA_TAIL.search(reading.raw, start, end):
            end = tail.start()
        key = reading.folded[start:end]
        plain = key.replace("株式会社", "").strip("・-.")
        if ("株式会社" in key and len(plain) >= _JA_SHORTEST) or _named_japanese(plain, words):
            yield Mention(reading.raw[start:end], key, start, end, known=False)


def _told(reading: Reading) -> Iterator[Mention]:
    """Names that may hold hiragana: after a legal form, and the topic of a lead that says who told it on which day."""
    spans = [m.span() for m in _JA_COMPANY.finditer(reading.raw) if _HIRAGANA.search(_before_particle(m.group()))]
    spans = [(s, s + len(_before_particle(reading.raw[s:e]))) for s, e in spans]
    for sentence in reading.sentences[:_JA_LEAD]:
        topic = _JA_TOPIC.match(reading.raw, sentence.start, sentence.end)
        if topic is not None and not _JA_OWN.match(topic["name"]):
            spans.append(topic.span("name"))
    for start, end in spans:
        yield Mention(reading.raw[start:end], reading.folded[start:end], start, end, known=False)


def _before_particle(run: str) -> str:
    return re.split(r"(?<=[一-龠ァ-ー])(?:は|が|の|を|に|と|で|から|より)", run)[0]


def _named_japanese(plain: str, words: Lexicon) -> bool:
    """Whether a run without a legal form names an organisation, by its ending or its script."""
    if len(plain) < _MIN_NAME and (len(plain) < _MIN_NAME - 1 or plain[1] in "都府県市会社"):
        return False
    if plain in words.not_names or plain.endswith(_JA_THINGS) or _JA_DATE.search(plain):
        return False
    if any(words.cue(n).search(plain) for n in ("incident", "ransomware")) or any(
        p.search(plain) for p in words.data_types.values()
    ):
        return False
    foreign = sum("\u30a1" <= c <= "\u30fc" or c.isascii() for c in plain)
    return foreign >= _MIN_NAME or (len(plain) >= _MIN_NAME and _JA_ORG.search(plain) is not None)

"""Names in scripts with capitals: runs of capitalised words, cut at words that no name is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice

from nlp.languages.lexicon import Lexicon, shared
from nlp.languages.mention import LEGAL_FORM, MIN_NAME, Mention
from nlp.languages.text import Reading, fold

TOKEN = re.compile(r"[^\W_](?:[\w&+]|[.'\u2019@\-](?=\w))*|&")
_FORM = re.compile(r"\b(?:g?GmbH|AG|SE|KG|OHG|mbH|eG|e\. ?V)\b")
_SMALL = "spa|srl|sas|sarl|sl|sa|bv|nv|lda|ltda"
_FORM_AFTER = re.compile(
    r"\.? KG\b| AG\b| e\. ?V\.|(?<=\.[a-zA-Z]\.[a-zA-Z])\.|(?<= [A-Z]\.[A-Z])\."
    r"|,? (?:S\.? ?[LA]\.(?:U\.)?|S\.r\.l\.|S\.p\.A\.|S\.A\.S\.|Ltda\b\.?|Lda\b\.?|B\.V\.|N\.V\.)"
    rf"|(?: (?i:{_SMALL})|, (?:{_SMALL.upper()}))(?=[\s,.;:)])|, (?:{_SMALL})(?=[,.;:)])"  # not "la SNTC, sa cliente"
)
_TAILS = ("IT", "ICT", "EDV")  # of the name of a public body's computer house: "Westmark-IT"
_CAMEL_INSIDE = re.compile(r"[a-z][A-Z]")
SIZE = re.compile(r"[\d.,]+ ?[kmgt]i?[bo]")  # "305GB"
_CAMEL = re.compile(r"[a-z]{1,2}[A-Z]")
ELISION = re.compile(r"^(?:[ldnsjc]|qu|all|dell|nell|dall|sull|un|quest)['\u2019]", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['\u2019]s$")
_DANGLING = frozenset(["und", "en", "e", "et", "y"])  # "Druck- und Versand GmbH"
_AND = frozenset(["und", "sowie", "et", "y", "e", "ed", "en", "and"])
_AGAIN = frozenset(["de", "du", "da", "do", "di", "del"])
_KIND = r" (?:hospitali\w+|ospedalier\w+|hospitalar\w*|universit\w+|general|civile|comarcal|municip\w+|region\w+)"
_HEAD = re.compile(
    rf"(?<!\w)(?P<word>(?:centre|centro)(?= hospital| ospedal)|\w{{4,}})(?:{_KIND}){{0,2}}"
    r" (?P<of>(?:de|du|des|del|della|di|do|da|dos|van) (?:la |las |los |el )?|d'|de l')?$"
)
_PUBLIC = frozenset(  # heads that belong to a name without a preposition as well: "l'ospedale Santa Fiora"
    fold(
        "hôpital hospital ospedale ziekenhuis université universidad universidade università "
        "universiteit hogeschool lycée liceo collège ayuntamiento gemeente"
    ).split()
)
_OPENERS = frozenset(  # what belongs to whoever is named behind it: "Site da Prefeitura de Vale Fundo"
    fold(
        "site sites sitio web portal página pagina sistema sistemas rede redes servidores server servers ministros "
        "ministri ministres funcionários funcionarios funcionarias dipendenti empleados trabajadores reporte "
        "reportagem proveedor proveedora fornecedor fornecedora prestador prestadora prestataire fournisseur "
        "fornitore leverancier computadores ordenadores ordinateurs computer computers"
    ).split()
)
_GOES_ON = re.compile(r" (?P<of>du |de la |des |de |d'|del |della |do |da )?[A-Z\u00c0-\u00dd]")
_APPOSED = re.compile(  # "Der Zahlungsdienstleister Nordkasse": German puts no two nouns together but for a name
    r"(?<!\w)[\w-]{0,40}(?i:dienstleister|anbieter|hersteller|betreiber|händler|versicherer|konzern|unternehmen|firma|verein|verband"
    r"|versorger|portal|plattform|agentur|kette|start-?up)s? (?P<name>[A-ZÄÖÜ][\w-]+)(?= ?[,.:)]| [a-zäöü(])"
)
_IN_TOWN = re.compile(  # behind it stands a place: "no centro do Recife", "mit Sitz in Aue", "l'azienda di Aue"
    r"(?<!\w)(?:(?:no|en el|au|dans le|in|nel) centr[eo] (?:de|du|des|di|do|da|del|della|d')(?: (?:la|el))?"
    r"|(?:basee?s?|situee?s?|installee?s?|implantee?s?) (?:a|en|dans)|sede (?:principale )?(?:en|a|ad|em)"
    r"|(?:ubicad|situad|radicad|localizad|sediad)[oa]s? e[nm]|situat[oaie] (?:a|ad|in)|gevestigd in"
    r"|(?:sitz|ansassig) in|nahe|a las afueras de|nei pressi di"
    r"|[a-z-]*(?:dienstleister|unternehmen|anbieter|hersteller|handler|konzern"
    r"|versorger|betreiber)s? aus|[a-z-]*(?:firma|kanzlei) aus"
    r"|(?:azienda|ditta|impresa|empresa|entreprise|pme)(?: [a-z]{5,16})? (?:di|de|d')"
    r"|[a-z-]*(?:bedrijf|leverancier|fabrikant|aanbieder|onderneming)(?: [a-z-]+)? uit(?: het)?"
    r"|(?:stadt|gemeinde|ort|dorf|kreisstadt) [a-z-]{3,30} bei) ?$"
)
_PUT_IN_TOWN = {  # "la clinique X, à Morville, a"
    "fr": re.compile(r", (?:a|pres de) $"),
    "es": re.compile(r", (?:en|cerca de) $"),
    "it": re.compile(r", (?:a|ad|in|vicino a) $"),
    "pt": re.compile(r", (?:em|perto de) $"),
}
_DATELINE = re.compile(r"(?:, \d{1,2}\.? [a-z]{3,10}\.?)?(?: ?\([^()\n]{2,24}\))? ?[-\u00b7\u2013\u2014/] (?=\S)")
_BARE_IN = re.compile(  # "die Kliniken in Schwabaue und Bobenau"; organisations stand behind "bei" or an article
    r"(?<![\w-])in (?:(?:[A-Z\u00c0-\u00dd][\w-]+, ?){0,2}[A-Z\u00c0-\u00dd][\w-]+ (?:und|en) )?$"
)
_LONGEST_HEAD = 44  # characters
_NOUN = 5  # characters of a noun at least; shorter are mostly little words
_LONGEST_RUN = 100  # words
_MAX_APPOSED = 50


def capital_names(reading: Reading, words: Lexicon) -> Iterator[Mention]:
    """Runs of capitalised words, joined by the connectors of the language, cut at words that are no names."""
    words = _with_apposed(reading, words)
    for sentence in reading.sentences:
        run: list[tuple[int, int]] = []
        last = sentence.start
        for token in TOKEN.finditer(reading.raw, sentence.start, sentence.end):
            start, end = token.span()
            elided = ELISION.match(reading.raw[start:end])
            start += elided.end() if elided else 0
            gap = reading.raw[last:start]
            dangling = gap == "- " and reading.folded[start:end] in _DANGLING
            joined = dangling or (not gap.strip(" \u00a0") and "\n" not in gap and not (elided and run))
            if run and not joined:
                yield from _name(reading, run, words)
                run = []
            linked = dangling or reading.folded[start:end] in words.connectors
            money = reading.raw[end : end + 1] == "$"  # "R$", "US$"
            inside = bool(run) and (linked or _inner(reading, run, start, end, words))
            if inside or (_capital(reading.raw, start, end) and not money):
                run.append((start, end))
            elif run:
                yield from _name(reading, run, words)
                run = []
            last = end
        yield from _name(reading, run, words)


def _with_apposed(reading: Reading, words: Lexicon) -> Lexicon:
    """The lexicon in which a word that is mostly no name is one where it is introduced as such.

    A place behind the word for who has its seat there ("Ayuntamiento de Sevilla"), and a German name that ends like a
    common noun behind the kind of company.
    """
    seats = islice(_seated().finditer(reading.folded), _MAX_APPOSED)
    given = {word for found in seats for word in found["place"].split()}
    if words.language == "de":
        names = (fold(m["name"]) for m in islice(_APPOSED.finditer(reading.raw), _MAX_APPOSED))
        given |= {n for n in names if n.endswith(_endings("apposed_endings")) and n not in words.not_names}
    return replace(words, given=frozenset(given)) if given else words


@cache
def _seated() -> re.Pattern[str]:
    heads, places = (
        "|".join(re.escape(part.strip()) for part in fold(shared()[name]).split(",")) for name in ("seats", "places")
    )
    one_of_them = "".join(
        rf"(?<!{article} )" for article in ("un", "une", "una", "um", "uma", "een", "ein", "eine", "einer")
    )
    of = r"(?: municipal| hospitalier)? ?(?:d[eio]|da|des|du|del|van|von|d')? ?"
    return re.compile(rf"{one_of_them}(?<!\w)(?:{heads}){of}(?P<place>{places})(?!\w)")


def _inner(reading: Reading, run: list[tuple[int, int]], start: int, end: int, words: Lexicon) -> bool:
    """Whether a small word belongs to the name of an institution: "Fédération de voile du Ponant"."""
    heads = {reading.folded[s:e] for s, e in run[:-1]}
    linked = reading.folded[slice(*run[-1])] in words.connectors and not heads.isdisjoint(words.institutions)
    if not linked or not reading.folded[start:end].isalpha():
        return False
    on = _GOES_ON.match(reading.raw, end)
    return on is not None and (on["of"] is not None or heads.isdisjoint(_AND))


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
        if reading.folded[start:end] not in _AND or dangling:
            continue
        if all(_several(reading, part, words) for part in parts) or _each_of(reading, parts, words):
            yield from _one_name(reading, parts[0], words)
            yield from _name(reading, parts[1], words)
            return
    yield from _one_name(reading, _without_person(reading, run, words), words)


def _each_of(reading: Reading, parts: tuple[list[tuple[int, int]], ...], words: Lexicon) -> bool:
    """Whether the preposition is said again: "(clients) d'Ostrel et de Norvia"; not in "Ministère de X et de Y"."""
    first, second = parts
    if len(first) != 1 or len(second) < 2 or reading.folded[slice(*first[0])] in words.institutions:  # noqa: PLR2004
        return False
    return reading.folded[slice(*second[0])] in _AGAIN and reading.raw[second[1][0]].isupper()


def _several(reading: Reading, part: list[tuple[int, int]], words: Lexicon) -> bool:
    return sum(reading.raw[s].isupper() or reading.folded[s:e] in words.institutions for s, e in part) > 1


def _without_person(reading: Reading, run: list[tuple[int, int]], words: Lexicon) -> list[tuple[int, int]]:
    """What follows the name of a person, which a word for an office opens: "Voorzitter Elza Molen van Velora"."""
    office = reading.folded[slice(*run[0])].rpartition("-")[2] if len(run) > 2 else ""  # noqa: PLR2004
    if words.cue("person").fullmatch(office) is None or office in words.institutions:
        return run
    small = [reading.folded[start:end] in words.connectors for start, end in run]
    return run[next((at for at in range(3, len(run)) if small[at] and not small[at - 1]), len(run)) :]


def _one_name(reading: Reading, run: list[tuple[int, int]], words: Lexicon) -> Iterator[Mention]:
    folded = [reading.folded[s:e] if not _CAMEL_INSIDE.search(reading.raw, s + 1, e) else "" for s, e in run]
    if all(common(word, words) or word in words.institutions for word in folded):
        return
    formed = words.language == "de" and _FORM.search(reading.raw, run[0][0], run[-1][1] + len(" e. V")) is not None
    while folded and (
        (folded[0] in words.connectors and not _surname(reading, run[0][0]))
        or (folded[0] not in words.connectors and common(folded[0], words) and not _named_so(reading, run, words))
        or _heads(folded, words, opens=_opens(reading, run[0][0]))
        or _crowd(reading, run, words)
    ):
        if formed and folded[0].endswith(_endings("name_endings")):
            break
        run, folded = run[1:], folded[1:]
    while folded and (folded[-1] in words.connectors or _trails(reading, run, folded[-1], words)):
        run, folded = run[:-1], folded[:-1]
    if not run or len(run) > 8 or SIZE.fullmatch(reading.folded, run[0][0], run[-1][1]):  # noqa: PLR2004 - a heading in capitals
        return
    if _in_place(reading, run, words) or _dateline(reading, run):
        return
    start, end = _with_head(reading, run[0][0], words), _uncompound(reading, run[-1], words)
    if LEGAL_FORM.fullmatch(f" {reading.folded[start:end]}"):
        return
    form = _FORM_AFTER.match(reading.raw, end)
    end = form.end() if form else end
    if end - start >= MIN_NAME or (end - start > 1 and reading.raw[start:end].isupper()):
        yield Mention(reading.raw[start:end], reading.folded[start:end], start, end, known=False)


def _in_place(reading: Reading, run: list[tuple[int, int]], words: Lexicon) -> bool:
    """Whether a place is named: behind the words for one, in German and Dutch also a word behind a bare "in"."""
    start = run[0][0]
    if _IN_TOWN.search(reading.folded, max(0, start - _LONGEST_HEAD), start):
        return True
    put_in = _PUT_IN_TOWN.get(words.language)
    if (
        put_in
        and put_in.search(reading.folded, max(0, start - 12), start)
        and reading.folded.startswith(",", run[-1][1])
    ):
        return True
    bare = words.language in ("de", "nl") and len(run) == 1 and reading.raw[start : run[0][1]].isalpha()
    return bare and _BARE_IN.search(reading.raw, max(0, start - _LONGEST_HEAD), start) is not None


def _dateline(reading: Reading, run: list[tuple[int, int]]) -> bool:
    """Whether a line of the body opens with the place from which it is reported: "AUE (dpa) - "."""
    start, end = run[0][0], run[-1][1]
    opens = start > reading.title_end and reading.raw[start - 1 : start] in ("", "\n")
    after = _DATELINE.match(reading.folded, end) if opens else None
    return after is not None and (reading.raw[start:end].isupper() or ")" in after.group())


def _trails(reading: Reading, run: list[tuple[int, int]], last: str, words: Lexicon) -> bool:
    """Whether the last word of a run is no part of the name: a common one.

    In a sentence, unlike in a title, only names write it with a capital: "la società Archivia Servizi".
    """
    if not common(last, words):
        return False
    start, end = run[-1]
    sentence = reading.sentence_at(start)
    named = words.language != "de" and sentence is not None and not sentence.in_title and len(run) > 1
    return not (named and end - start >= _NOUN and reading.raw[start].isupper() and reading.raw[start + 1].islower())


def _with_head(reading: Reading, start: int, words: Lexicon) -> int:
    """Where a name begins whose first words are written small: "hôpital de Saint-Auban"."""
    if words.language in ("de", "ja"):
        return start
    small = _HEAD.search(reading.folded, max(0, start - _LONGEST_HEAD), start)
    if small is None or words.cue("group_words").fullmatch(small["word"]):
        return start
    headed = small["word"] in (words.institutions if small["of"] else _PUBLIC) or small["word"] in ("centre", "centro")
    return small.start("word") if headed else start


def _heads(folded: list[str], words: Lexicon, *, opens: bool) -> bool:
    """Whether a noun only says of which kind the name after it is.

    A German one, a compound that ends in one, or one that has its capital from the opening of a sentence.
    """
    if len(folded) < 2 or folded[1] in words.connectors or folded[0] in words.institutions:  # noqa: PLR2004
        return False
    if opens and words.cue("kinds").fullmatch(folded[0]) and words.connectors.isdisjoint(folded[:-1]):
        return True
    kind = folded[0].rpartition("-")[2]  # "IT-leverancier Domotiek"
    compound = kind != folded[0] and (common(kind, words) or words.cue("third_party").fullmatch(kind) is not None)
    return compound or (words.language == "de" and folded[0].removesuffix("s").endswith(_endings("heading_endings")))


def _named_so(reading: Reading, run: list[tuple[int, int]], words: Lexicon) -> bool:
    """Whether a kind of company belongs to the name since a sentence writes it large: "a Companhia de Águas X"."""
    start, end = run[0]
    sentence = reading.sentence_at(start)
    if sentence is None or sentence.in_title or words.language == "de" or len(run) < 3:  # noqa: PLR2004
        return False
    kind = words.cue("kinds").fullmatch(reading.folded, start, end)
    return kind is not None and reading.raw[start].isupper() and not _opens(reading, start)


def _opens(reading: Reading, start: int) -> bool:
    sentence = reading.sentence_at(start)
    return sentence is not None and not reading.raw[sentence.start : start].strip(" \n\"'«“„(-")


def _surname(reading: Reading, start: int) -> bool:
    """Whether a small word belongs to the name: "bouwbedrijf Van Hoevelaken", not first in its sentence."""
    return reading.raw[start].isupper() and reading.sentence_at(start) is not None and not _opens(reading, start)


def _crowd(reading: Reading, run: list[tuple[int, int]], words: Lexicon) -> bool:
    """Whether the run opens with people, files or machines that only the start of a sentence writes large.

    As in "Inwoners van Oosterlaar", "Ficheiros da Câmara de Vila Serena".
    """
    if len(run) <= 2 or reading.folded[slice(*run[1])] not in words.connectors:  # noqa: PLR2004
        return False
    first = reading.folded[slice(*run[0])]
    theirs = any(words.cue(name).fullmatch(first) for name in ("people", "records"))
    return (theirs or first in _OPENERS) and not _surname(reading, run[0][0])


def _uncompound(reading: Reading, token: tuple[int, int], words: Lexicon) -> int:
    """The end of the name in "Velora-Kunden" or "Kelmsoft-Hack"."""
    start, end = token
    hyphen = reading.folded.rfind("-", start, end)
    tail = reading.folded[hyphen + 1 : end]
    cut = hyphen > start and reading.raw[hyphen + 1 : end] not in _TAILS
    cut = cut and (common(tail, words) or any(words.cue(name).fullmatch(tail) for name in ("incident", "people")))
    possessive = _POSSESSIVE.search(reading.folded, start, end)
    return hyphen if cut else possessive.start() if possessive else end


def common(token: str, words: Lexicon) -> bool:
    """Whether a folded word is one that no name is made of."""
    if token in words.institutions or token in words.given:
        return False
    if token in words.not_names or token in words.number_words or token.isdigit():
        return True
    if words.cue("article").fullmatch(token):
        return True
    if words.language != "de" or len(token) <= 5:  # noqa: PLR2004
        return False
    return any(token.removesuffix(case).endswith(_endings("common_endings")) for case in ("es", "n", ""))  # "in Händen"


@cache
def _endings(name: str) -> tuple[str, ...]:
    return tuple(fold(shared()[name]).split())

"""Which names of a document are the same organisation's: "Katholische Jugendfürsorge (KJF)", "KJF"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.languages.cues import Cues
from nlp.languages.mention import MIN_NAME, Mention
from nlp.languages.text import fold
from nlp.text.names import is_run

_SHORT_FORM = re.compile(r" ?\((?P<short>[A-Z][A-Z-]{1,8}[A-Z])\)")
_FORMS = re.compile(r"(?:株式|有限|合同)会社|(?<=[ァ-ヶーa-z])社$")
_NO_NAMES = ("third_party", "people", "incident", "law")  # cues that are no organisation though they look like one


def grouped(cues: Cues, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions by organisation, each under its full, its shorter and its short form."""
    groups: list[list[Mention]] = []
    short = _short_forms(cues, mentions)
    for mention in mentions:
        if any(cues.lexicon.cue(name).fullmatch(mention.key) for name in _NO_NAMES):
            continue
        if cues.reading.sentence_at(mention.start) is None:
            continue
        key = short.get(mention.key, mention.key)
        if key != mention.key and cues.reading.raw[mention.start - 1 : mention.end + 1] == f"({mention.name})":
            continue  # it tells nothing that the name before it does not tell
        group = next((g for g in groups if same(short.get(g[0].key, g[0].key), key)), None)
        if group is None:
            groups.append([mention])
        else:
            group.append(mention)
    return groups


def _short_forms(cues: Cues, mentions: Sequence[Mention]) -> dict[str, str]:
    """Folded short form -> the folded name that it stands for: "Katholische Jugendfürsorge (KJF)"."""
    found: dict[str, str] = {}
    for mention in mentions:
        given = _SHORT_FORM.match(cues.reading.raw, mention.end)
        if given is not None and " " in mention.key:
            letters, key = iter(mention.key), fold(given["short"])
            if key[0] == mention.key[0] and all(c in letters for c in key if c.isalpha()):
                found[key] = mention.key
    return found


def _bare(name: str) -> str:
    """A Japanese name without its legal form, which "X社" stands for as well."""
    bare = _FORMS.sub("", name).strip()
    return bare if len(bare) >= MIN_NAME else name


def same(one: str, other: str) -> bool:
    """One name is a run of the other's words, or lacks some of its middle; in scripts without spaces a part."""
    if not one.isascii() and not other.isascii():
        one, other = _bare(one), _bare(other)
    if one == other or (not one.isascii() and not other.isascii() and (one in other or other in one)):
        return True
    x, y = sorted((one.split(), other.split()), key=len)
    if is_run(x, y):
        return True
    rest = iter(y)  # "Câmara de Vale Fundo", "Câmara Municipal de Vale Fundo"
    return len(x) > 2 and (x[0], x[-1]) == (y[0], y[-1]) and all(word in rest for word in x)  # noqa: PLR2004

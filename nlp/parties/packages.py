"""Finds names of software packages, which are mostly written small: "@tidepool/cli", "colour-of-sound", "lintscope"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from nlp.parties.candidates import Mention
from nlp.text import patterns
from nlp.text.lexicon import words
from nlp.text.sentences import Sentence

_NAME: Final = r"(?:@[a-z\d][\w.-]*+/)?[a-z][a-z\d]*+(?:[-_./][a-z\d]++)*+(?![\w/-]|\.\w)"
_TOKEN: Final = re.compile(rf"(?<![\w@/.-]){_NAME}")
_KINDS: Final = r"(?:package|librar(?:y|ie)|module|crate|gem|plug-?in|extension|action|(?:container|Docker) image)s?"
_REGISTRIES: Final = r"(?:npm|PyPI|RubyGems|Ruby|Packagist|NuGet|Maven|Go|Rust|Python|PHP|JavaScript|Docker|Cargo|pip)"
_NUMBER: Final = r"v?\d++(?:\.\d++)++[\w.+-]*+"
_AT: Final = rf"(?:@| (?:versions? )?){_NUMBER}"
_WORLD: Final = patterns.words(
    r"\b(?:packages?|plug-?ins?|maintainers?|open[- ]source|supply[- ]chain|malicious|backdoor\w*|npm|pypi|rubygems"
    r"|crates\.io|packagist|nuget|maven|docker|git(?:hub|lab)|wordpress|vs ?code|open vsx)\b"
)
_HOSTED: Final = re.compile(
    r"\b(?:npm|pypi|rubygems|crates\.io|packagist|nuget|docker|git(?:hub|lab)|packages?|repositor(?:y|ies))\b",
    re.IGNORECASE,
)
_INTRODUCED: Final = re.compile(
    r"(?<![\w@/.-])(?:"
    rf"(?:(?P<registry>{_REGISTRIES}) )?{_KINDS}(?: (?:called|named|known as))? "
    rf"(?P<quote>[\"'`\u2018\u201c])?(?P<after>{_NAME})(?P<at>{_AT})?"
    rf"|(?P<before>{_NAME})[\"'`\u2019\u201d]? (?:{_REGISTRIES} )?{_KINDS}\b"
    rf"|(?:versions?|releases?)(?: {_NUMBER},?(?: (?:and|to|or|through))?)*+ of (?P<of>{_NAME})"
    rf"|(?P<versioned>{_NAME}){_AT}"
    rf"|(?P<scoped>@[a-z\d][\w.-]*+/{_NAME})"
    r")"
)
_LISTED: Final = re.compile(
    rf"\b{_KINDS}\b[^.;\n]{{0,60}}?(?:among them|among others|including|include|such as|like|:) "
    rf"(?P<list>(?:{_NAME}(?:, and |, | and ))++{_NAME})"
)
_BUILT: Final = re.compile(r"(?<![\w@/.-])[a-z][a-z\d]++(?:[-_][a-z\d]++)++(?![\w/-]|\.\w)")
_OWNED: Final = re.compile(r"(?<![\w@/.:~-])[a-z][a-z\d-]++/[a-z][\w-]++(?![\w/]|\.\w)")  # "okapi-ci/altered-paths"
_WAYS: Final = ("after", "before", "of", "versioned", "scoped")
_PARTS: Final = re.compile(r"[a-z]+")
_TOLD_ALONE: Final = 5  # letters from which a single word with a version is no word of the language that no list has
_LONGEST: Final = 214  # characters of a name, npm's limit (docs.npmjs.com, package.json)


def introduced(text: str, sentences: Sequence[Sentence]) -> frozenset[str]:
    """The names that words or place show to be packages; none where the text does not speak of packages."""
    if not _WORLD.search(text):
        return frozenset()
    names = set(_introduced(text))
    if _HOSTED.search(text):
        titles = [sentence.text for sentence in sentences if sentence.shape == "title"]
        built = [name for title in titles for name in _BUILT.findall(title)] + _OWNED.findall(text)
        names.update(name for name in built if not _common(name))
    return frozenset(name for name in names if 1 < len(name) <= _LONGEST)


def mentions_of(
    names: frozenset[str], text: str, sentences: Sequence[Sentence], taken: Sequence[Mention]
) -> list[Mention]:
    """Where the names of packages stand and no mention of `taken` does."""
    if not names:
        return []
    starts = [sentence.start for sentence in sentences]
    covered = {at for mention in taken for at in range(mention.start, mention.end)}
    found: list[Mention] = []
    for match in _TOKEN.finditer(text):
        index = bisect_right(starts, match.start()) - 1
        within = index >= 0 and match.end() <= sentences[index].end
        if match.group() in names and within and covered.isdisjoint(range(*match.span())):
            found.append(Mention(match.group(), *match.span(), index))
    return found


def _introduced(text: str) -> Iterator[str]:
    for match in _INTRODUCED.finditer(text):
        way = next(way for way in _WAYS if match[way])
        numbered = way in ("versioned", "of") or match["at"] is not None
        if way == "scoped" or match["quote"] or _sure(match[way], numbered, match["registry"] is not None):
            yield match[way]
    for match in _LISTED.finditer(text):
        yield from (name for name in re.split(r"(?:,|,? and) ", match["list"]) if not _common(name))


def _sure(name: str, numbered: bool, registry: bool) -> bool:
    """Whether a name is none of the language's own words ("open-source", "malicious"), nor like one."""
    if _common(name):
        return bool(re.search(r"[-_]", name)) and (numbered or registry)
    return bool(re.search(r"[-_/.\d]", name)) or (numbered and len(name) >= _TOLD_ALONE)


def _common(name: str) -> bool:
    return all(part in words("common_words") for part in _PARTS.findall(name))

"""Text from outside made clean: decoding, control characters, and HTML fragments as lines."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, resolve_encoding

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# C0 but newline and tab, DEL, C1, lone surrogates, noncharacters; and what is invisible and cuts or turns words:
# soft hyphen, zero-width space, bidi controls, word joiner, byte order mark.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufffe\uffff]"
)
_BLANKS = re.compile("[ \t\xa0\u2000-\u200a\u202f\u205f\u3000]+")
# What stands in no tree of XML, written out or as a reference, and would make it refuse every change of its text.
_BREAKS = re.compile("[\v\f\x1c-\x1e]")
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\ufffe\uffff]|&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9])"
    "|x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f]));?",
    re.IGNORECASE,
)
_STATEFUL = ("iso-2022", "iso2022", "hz")  # seven-bit encodings: their bytes are valid ASCII too
_DEFAULT = "cp1252"  # and Latin-1: what servers add to whatever has none, where the page itself knows better
_ESCAPE = re.compile(rb"\x1b\$[@B]")  # of ISO-2022-JP, to its characters
_KANA = re.compile("[\u3041-\u30fe]")
_FEW = 8  # one kana in so many characters
_WIDE = ("utf-16", "utf-32")  # every letter of ASCII has a NUL in them
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "tfoot",
    "thead", "tr", "ul",
))  # fmt: skip
_SILENT = frozenset((
    "script", "style", "noscript", "template", "head", "title", "svg", "iframe", "object", "select", "button",
    "textarea", "del", "s", "strike",
))  # fmt: skip
_MAX_DEPTH = 400


def clean(text: str) -> str:
    r"""Text without control characters, with single blanks, and at most one empty line in a row; lines end in `\n`."""
    if text.isprintable() and "  " not in text:  # as most titles are: nothing of the below is in it
        return text.strip()
    text = _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))
    lines = [_BLANKS.sub(" ", line).strip() for line in text.split("\n")]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def clean_line(text: str) -> str:
    """The same on one line."""
    return " ".join(clean(text).split())


def language_code(stated: object) -> str | None:
    """The language of a tag such as `de-DE` or `pt_BR`, lower case; None where it is none."""
    found = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", str(stated or ""))
    return found[0].lower() if found else None


def decode(body: bytes, content_type: str | None = None) -> str:
    """Bytes as text, whatever encoding was declared.

    A byte order mark wins; bytes that are valid UTF-8 are UTF-8, since other encodings hardly ever are by chance;
    then the declared encoding, the page's own where it cannot be its server's; without one, or with one that it cannot
    be, UTF-8 with a few broken bytes, or Japanese; Windows-1252 for what is left. Never UTF-7, which hides markup.
    """
    for bom, marked in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(marked, "replace")
    stated = http_content_type_encoding(content_type)
    own = html_body_declared_encoding(body) or _xml_encoding(body)
    if stated in {None, _DEFAULT}:
        stated = own or stated
    declared = _resolved(stated, body)
    if declared and declared.startswith(_STATEFUL):
        return body.decode(declared, "replace")
    for encoding in _candidates(body, declared, _resolved(own, body)):
        if encoding and encoding != "utf-7":
            try:
                return body.decode(encoding)
            except (UnicodeDecodeError, LookupError):
                continue
    if declared in (None, "utf-8") and _mostly_utf8(body):
        return body.decode("utf-8", "replace")
    return body.decode("cp1252", "replace")


def _resolved(stated: str | None, body: bytes) -> str | None:
    """Python's name of an encoding; none of a wide one that it cannot be, as .NET declares and writes in another."""
    found = resolve_encoding(stated or "")
    return None if found and found.startswith(_WIDE) and 0 not in body else found


def _candidates(body: bytes, declared: str | None, own: str | None) -> Iterator[str | None]:
    """What the bytes may be, the likeliest first; `own` is what the page says of itself."""
    yield _utf16_without_bom(body)
    yield "iso2022_jp" if _ESCAPE.search(body) and body.isascii() else "utf-8"
    if declared in {None, "utf-8", _DEFAULT} and not _mostly_utf8(body):
        yield _japanese(body)
    yield declared
    yield own


def _japanese(body: bytes) -> str | None:
    """The Japanese encoding of a text that does not say it: the one in which it has kana, as no other text has.

    Narrow kana do not count, which a letter with an accent would be.
    """
    for encoding in ("euc_jp", "cp932"):
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_KANA.findall(text)) * _FEW > sum(not character.isascii() for character in text):
            return encoding
    return None


def _mostly_utf8(body: bytes) -> bool:
    """Whether a few broken bytes spoil what is UTF-8 otherwise (a cut in the middle of a character)."""
    wide = len(body.translate(None, bytes(range(128))))
    return body.decode("utf-8", "replace").count("\ufffd") * 4 < wide


def _xml_encoding(body: bytes) -> str | None:
    found = re.match(rb"""\s*<\?xml[^>]{0,100}?encoding=["']([\w.:-]{1,40})["']""", body[:200])
    return found[1].decode("ascii") if found else None


def _utf16_without_bom(body: bytes) -> str | None:
    head = body[:200]
    if len(head) < 4:  # noqa: PLR2004 - two characters
        return None
    half = len(head) // 2
    if head[1::2].count(0) > half * 0.7:
        return "utf-16-le"
    if head[::2].count(0) > half * 0.7:
        return "utf-16-be"
    return None


def parse_html(text: str) -> lxml_html.HtmlElement | None:
    """The root element, or None where there is nothing to parse. Nesting is bounded by libxml2."""
    # lxml refuses a str with an encoding declaration and NULs end the document for libxml2
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", _FORBIDDEN.sub("", _BREAKS.sub(" ", text)), count=1)
    if not text.strip():
        return None
    try:
        root = lxml_html.document_fromstring(
            text.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8")
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root


def parse_xml(text: str) -> etree._Element | None:
    """The root element, read tolerantly, entities and DTDs left alone; None where nothing of it can be read.

    Raises:
        ValueError: it is no XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False, encoding="utf-8")
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("no XML") from error


def html_to_text(fragment: str) -> str:
    """A fragment of HTML as clean lines: list items as `- item`, table rows as `cell | cell`."""
    if "<" not in fragment and "&" not in fragment:
        return clean(fragment)
    root = parse_html(fragment)
    if root is None:
        return ""
    parts: list[str] = []
    _collect(root, parts, 0)
    return re.sub("\n{2,}", "\n", clean("".join(parts)))


def _collect(element: etree._Element, parts: list[str], depth: int) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag and tag not in _SILENT and depth < _MAX_DEPTH:
        if tag in _BLOCKS:
            parts.append("\n- " if tag == "li" else "\n")
        elif tag in ("td", "th") and element.getprevious() is not None:
            parts.append(" | ")
        parts.append(_BLANKS.sub(" ", (element.text or "").replace("\n", " ")))
        for child in element:
            _collect(child, parts, depth + 1)
        if tag in _BLOCKS:
            parts.append("\n")
    if depth:
        parts.append((element.tail or "").replace("\n", " "))

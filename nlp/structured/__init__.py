"""Typed fields of registers, filings, catalogues and trackers -> disclosure, without gate or tagger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from model.disclosure import Disclosure
from nlp.structured.hhs import read_hhs
from nlp.structured.hibp import read_hibp
from nlp.structured.leak_sites import read_leak_post
from nlp.structured.packages import read_ghsa, read_osv
from nlp.structured.prose import with_prose
from nlp.structured.prospects import may_tell, without_prospects
from nlp.structured.register import has_description, is_row, read_register
from nlp.structured.rendered import Fields, StructuredError
from nlp.structured.sec import read_sec
from nlp.structured.securitybreach import read_securitybreach
from nlp.structured.state_ag import read_state_ag
from nlp.structured.vcdb import read_vcdb
from nlp.structured.vulnerabilities import read_vulnerability

__all__ = [
    "PACKAGE_KINDS",
    "StructuredError",
    "has_prose",
    "is_structured",
    "may_tell",
    "read_fields",
    "with_prose",
    "without_prospects",
]

_WITH_PROSE = frozenset({"sec_efts", "sec_submissions", "csaf"})
_OWN_REGISTERS = frozenset({"csv", "json_api"})

PACKAGE_KINDS = frozenset({"osv", "ghsa"})  # advisories on packages, for those who use them

Mapper = Callable[[Fields, date | None], Disclosure | None]

_MAPPERS: dict[str, Mapper] = {
    "hibp": read_hibp,
    "hhs": read_hhs,
    "hhs_ocr": read_hhs,
    "hhs_ocr_jsf": read_hhs,
    "sec_efts": read_sec,
    "sec_submissions": read_sec,
    "state_ag": read_state_ag,
    "ca_ag": read_state_ag,
    "ca_ag_csv": read_state_ag,
    "wa_ag": read_state_ag,
    "socrata": read_state_ag,
    "tx_ag": read_state_ag,
    "tx_ag_remoting": read_state_ag,
    "html_table": read_state_ag,
    "pdf": read_state_ag,
    "csv": read_register,
    "json_api": read_register,
    "osv": read_osv,
    "ghsa": read_ghsa,
    "kev": read_vulnerability,
    "csaf": read_vulnerability,
    "ransomlook": read_leak_post,
    "ransomware_live": read_leak_post,
    "ransomwatch": read_leak_post,
    "vcdb": read_vcdb,
    "securitybreach": read_securitybreach,
}


def is_structured(kind: str, fields: Mapping[str, Any]) -> bool:
    """Whether a document of this source kind is read from its fields; `json_api` may as well be a feed of articles."""
    return kind in _MAPPERS and (kind != "json_api" or is_row(fields))


def has_prose(kind: str, fields: Mapping[str, Any], text: str) -> bool:
    """Whether the text of this record also holds prose: behind its fields, or in one of them."""
    return kind in _WITH_PROSE or (kind in _OWN_REGISTERS and has_description(Fields(kind, fields, text, "")))


def read_fields(
    kind: str, fields: Mapping[str, Any], text: str, title: str, published: date | None
) -> Disclosure | None:
    """The disclosure that the fields of one record make; None where it is held back, as of a natural person.

    `kind` is the source's kind, `text` the rendering of `fields` by `model.rendering.render_fields`.

    Raises:
        StructuredError: there is no mapper for the kind, or a field that it needs is missing.
    """
    mapper = _MAPPERS.get(kind)
    if mapper is None:
        raise StructuredError(f"{kind}: records of this kind have no mapper")
    if not isinstance(fields, Mapping):
        raise StructuredError(f"{kind}: the record is no mapping of names to values")
    return mapper(Fields(kind, fields, text, title), published)

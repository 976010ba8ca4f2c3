"""Stored documents -> stored disclosures."""

from __future__ import annotations

import structlog

from model.disclosure import Disclosure
from model.vocabulary import Claim, Kind
from nlp.extract import EXTRACTOR_VERSION, Extractor, TextInput
from nlp.fingerprint import fingerprint
from nlp.structured import has_prose, is_structured, read_fields, with_prose
from storage.disclosures import save_disclosure
from storage.documents import MAX_ATTEMPTS, PendingVersion, fail_version, pending_versions
from storage.inventories import items_of
from tocsin.context import Context
from tocsin.faults import crash_point

log = structlog.get_logger()
_HELD_BACK = Disclosure(is_disclosure=False, score=0.0, kind=Kind.OTHER, claim=Claim.CLAIMED)


def extract(context: Context) -> None:
    """Reads every version that waits; one that cannot be read is tried again once, then set aside and reported."""
    context.progress.step("extracting")
    extractor: Extractor | None = None
    done = 0
    for _attempt in range(MAX_ATTEMPTS):
        for batch in pending_versions(context.database):
            extractor = extractor or Extractor(_inventory_names(context))
            for version in batch:
                _extract_one(context, extractor, version)
                done += 1
            context.progress.step(f"extracting: {done} documents read")


def _extract_one(context: Context, extractor: Extractor, version: PendingVersion) -> None:
    try:
        found = _read(extractor, version)
    except Exception as error:
        reason = f"{type(error).__name__} in extraction"
        log.warning("document not read", url=version.url, reason=reason, exc_info=True)
        if fail_version(context.database, version.id, reason):
            context.problem(f"document {version.url}: {reason}; set aside, see `tocsin doctor`")
        return
    crash_point("document_extracted")
    save_disclosure(
        context.database,
        version.id,
        version.document_id,
        found,
        relevant=may_matter(found),
        fingerprint=fingerprint(version.text) if may_matter(found) else (),
        extractor=EXTRACTOR_VERSION,
    )
    crash_point("disclosure_saved")
    context.tally.disclosures += found.is_disclosure


def _read(extractor: Extractor, version: PendingVersion) -> Disclosure:
    if version.fields is not None and is_structured(version.source_kind):
        record = read_fields(version.source_kind, version.fields, version.text, version.title, version.published)
        if record is None or not has_prose(version.source_kind):
            return record or _HELD_BACK
        return with_prose(record, extractor.extract(_text_input(version), bypass_gate=True))
    return extractor.extract(_text_input(version), bypass_gate=version.known_incident)


def _text_input(version: PendingVersion) -> TextInput:
    return TextInput(
        id=str(version.id),
        text=version.text,
        title=version.title,
        url=version.url,
        published=version.published,
        lang=version.language,
        speaker=version.speaker,
    )


def may_matter(found: Disclosure) -> bool:
    """Whether a disclosure may open or revise an incident."""
    return (
        found.is_disclosure
        or found.kind in (Kind.FOLLOW_UP, Kind.LEAK_CLAIM)
        or (found.claim in (Claim.DENIED, Claim.RETRACTED) and bool(found.parties))
    )


def _inventory_names(context: Context) -> list[str]:
    with context.database.read() as connection:
        items = [stored.item for stored in items_of(connection, context.tenant)]
    return sorted({name for item in items for name in (item.name, item.supplier, *item.aliases) if name})

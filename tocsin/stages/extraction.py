"""Stored documents -> stored disclosures."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from time import monotonic, sleep

import structlog

from inventory.packages import HeldPackages
from model.counting import counted
from model.disclosure import Disclosure, whole_text
from model.vocabulary import Claim, Kind, Role, Trust
from nlp.extract import EXTRACTOR_VERSION, Extractor, TextInput
from nlp.flaws import vulnerabilities
from nlp.incidents.fingerprint import fingerprint, similarity
from nlp.parties.other_names import other_names
from nlp.structured import (
    PACKAGE_KINDS,
    StructuredError,
    has_prose,
    is_structured,
    may_tell,
    read_fields,
    with_prose,
    without_prospects,
)
from nlp.text.language import detect
from nlp.trained.weights import REMEDY, WeightsError, refuse_missing
from storage.disclosures import save_disclosure, standing_disclosure
from storage.inventories import StoredItem
from storage.lists import LIST_KIND
from storage.reading import (
    MAX_ATTEMPTS,
    MAX_INTERRUPTIONS,
    PendingVersion,
    claim_versions,
    fail_version,
    give_back,
    others_read,
    read_anew,
    reading,
    set_aside,
)
from tocsin.context import Context
from tocsin.faults import crash_point
from tocsin.knowledge import from_inventories

log = structlog.get_logger()
_PATIENCE, _PAUSE = 300.0, 0.1  # seconds; a reader has a few documents at a time
_OTHER = 0.1  # resemblance below which two texts have no more in common than any two pages of one site
_UNLOADED = (WeightsError, OSError, ImportError)  # documents are texts: it is what reads them that is missing
_PLAIN = TextInput("", "Quillmark said that names of its customers were stolen in a data breach.", lang="en")
_HELD_BACK = Disclosure(is_disclosure=False, score=0.0, kind=Kind.OTHER, claim=Claim.CLAIMED)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What reads documents; `packages` are those of the inventory."""

    extractor: Extractor
    packages: HeldPackages


def extract(context: Context, patience: float = _PATIENCE) -> None:
    """Reads every version that waits; one that cannot be read is tried again once, then set aside and reported.

    What a `tocsin worker` is just reading is waited for, so that all of it is correlated together; for at most
    `patience` seconds, then it is reported.
    """
    context.progress.step("extracting")
    if again := read_anew(context.database, EXTRACTOR_VERSION, context.clock.now()):
        context.progress.step(f"extracting: {counted(again, 'document')} to read anew after an upgrade")
    with reading(context.database, "extraction", context.clock.now()) as number:
        read_pending(context, number, leave=(LIST_KIND,))  # of which one may wait, and nobody reads its sentences
        began = monotonic()
        while others_read(context.database, number, context.clock.now()):
            if monotonic() > began + patience:
                context.problem("a `tocsin worker` does not come to an end with its documents: stop it, and run again")
                break
            sleep(_PAUSE)
            read_pending(context, number, leave=(LIST_KIND,))  # what they could not read, or died of


def read_pending(
    context: Context, number: int, *, leave: Collection[str] = (), stopping: threading.Event | None = None
) -> int:
    """Reads what waits, as the reader of this number, but the documents of the kinds in `leave`; how many it read.

    `stopping`: once it is set no more is claimed.
    """
    try:
        return _read_all(context, number, leave, stopping)
    except (*_UNLOADED, MemoryError) as error:
        give_back(context.database, number)
        why = str(error) if isinstance(error, WeightsError) else f"{str(error) or type(error).__name__}: {REMEDY}"
        context.problem(f"documents wait to be read: {why}")
        return 0


def _read_all(context: Context, number: int, leave: Collection[str], stopping: threading.Event | None) -> int:
    reader: _Reader | None = None
    done = 0
    for _attempt in range(MAX_ATTEMPTS):
        failed = 0
        for batch in claim_versions(context.database, number, leave=leave):
            reader = reader or _reader(context)
            failed += sum(not _extract_one(context, reader, version) for version in batch)
            done += len(batch)
            context.progress.step(f"extracting: {counted(done, 'document')} read")
            if stopping is not None and stopping.is_set():
                return done
        if not failed:
            break
    return done


def _extract_one(context: Context, reader: _Reader, version: PendingVersion) -> bool:
    """Reads a version and keeps what it says; False where it could not be read and may be tried again."""
    context.keep_lock()
    if version.interruptions >= MAX_INTERRUPTIONS:
        reason = f"{counted(version.interruptions, 'time')} the process ended while it read this"
        set_aside(context.database, version.id, reason)
        context.problem(f"document {version.url}: {reason}; set aside, see `tocsin doctor`")
        return True
    try:
        found = _read(reader.extractor, version)
        whole = whole_text(version.title, version.text)
        found = replace(found, vulnerabilities=vulnerabilities(whole), other_names=other_names(whole, found))
    except _UNLOADED:
        raise
    except Exception as error:
        # What a mapper misses is told in its words, which hold no value of the record.
        reason = str(error)
        if not isinstance(error, StructuredError):
            _refuse_unready(reader.extractor)
            reason = f"{type(error).__name__} in extraction"
        log.warning("document not read", url=version.url, reason=reason, exc_info=True)
        if fail_version(context.database, version.id, reason):
            context.problem(f"document {version.url}: {reason}; set aside, see `tocsin doctor`")
        return False
    crash_point("document_extracted")
    matters = may_matter(found) or _is_claim(found, version)
    if other := not matters and _is_other_page(context, found, version):
        context.problem(f"document {version.url}: shows another page by now; what was read there stands")
    save_disclosure(
        context.database,
        version.id,
        version.document_id,
        found,
        relevant=matters,
        advisory=_is_advisory(found, version),
        waits=version.source_kind in PACKAGE_KINDS and not reader.packages.any_of(found.names(Role.BREACHED)),
        other_page=other,
        fingerprint=fingerprint(version.text) if matters else (),
        extractor=EXTRACTOR_VERSION,
    )
    crash_point("disclosure_saved")
    context.tally.disclosures += found.is_disclosure
    return True


def _refuse_unready(extractor: Extractor) -> None:
    """Where memory is short what reads fails anyhow: whoever cannot read one sentence has no document to blame.

    Raises:
        WeightsError: that is so.
    """
    try:
        extractor.extract(_PLAIN, bypass_gate=True)
    except Exception as error:
        raise WeightsError(f"not even a plain sentence can be read ({type(error).__name__}): {REMEDY}") from error


def _is_other_page(context: Context, found: Disclosure, version: PendingVersion) -> bool:
    """Whether a page that told of an incident is another by now, as a server's "not found" with 200 or a home page.

    An edit keeps some of the words; one that keeps none says of whom it had told that they were not hit.
    """
    if not version.known_incident or version.fields is not None:
        return False
    held = standing_disclosure(context.database, version.document_id)
    if held is None or not held[1]:
        return False
    cleared = {*held[0].names(Role.BREACHED, Role.DOWNSTREAM)}.intersection(found.names(Role.BYSTANDER))
    return not cleared and similarity(held[1], fingerprint(version.text)) < _OTHER


def _is_claim(found: Disclosure, version: PendingVersion) -> bool:
    """Whether attackers name somebody as hit, in whatever words: a claim, also where it is not told as a breach."""
    return version.trust is Trust.ATTACKER_CLAIM and bool(found.names(Role.BREACHED, Role.DOWNSTREAM))


def _is_advisory(found: Disclosure, version: PendingVersion) -> bool:
    """Whether it tells of a flaw: as a record, by its words, or as a vendor's own post that names a CVE id."""
    own = version.speaker is not None and bool(found.vulnerabilities)
    return not may_matter(found) and (found.kind is Kind.VULNERABILITY or own)


def _read(extractor: Extractor, version: PendingVersion) -> Disclosure:
    if version.fields is not None and is_structured(version.source_kind, version.fields):
        record = read_fields(version.source_kind, version.fields, version.text, version.title, version.published)
        if record is None or not has_prose(version.source_kind, version.fields, version.text):
            return record or _HELD_BACK
        item, sure = _text_input(version), record.kind is not Kind.OTHER
        if not sure:  # as of most filings, which name incidents among the risks of whatever they tell of
            item = replace(item, text=without_prospects(item.text))
            if not may_tell(item.text):
                return record
        return with_prose(record, extractor.extract(item, bypass_gate=sure or version.known_incident))
    asked = version.known_incident or version.trust is Trust.ATTACKER_CLAIM  # a gang's post need not read as news does
    return extractor.extract(_text_input(version), bypass_gate=asked)


def _text_input(version: PendingVersion) -> TextInput:
    return TextInput(
        id=str(version.id),
        text=version.text,
        title=version.title,
        url=version.url,
        published=version.published,
        lang=detect(f"{version.title}\n{version.text}") or version.language,  # templates say "en" above any text
        speaker=version.speaker,
    )


def may_matter(found: Disclosure) -> bool:
    """Whether a disclosure may open or revise an incident."""
    return (
        found.is_disclosure
        or found.kind in (Kind.FOLLOW_UP, Kind.LEAK_CLAIM)
        or (found.claim in (Claim.DENIED, Claim.RETRACTED) and bool(found.parties))
    )


def _reader(context: Context) -> _Reader:
    refuse_missing()
    with context.database.read() as connection:
        return from_inventories("reader", connection, context.settings.tenant_ids, _reader_of)


def _reader_of(stored: Sequence[StoredItem]) -> _Reader:
    items = [each.item for each in stored]
    names = sorted({name for item in items for name in (item.name, item.supplier, *item.aliases) if name})
    return _Reader(Extractor(names), HeldPackages(items))

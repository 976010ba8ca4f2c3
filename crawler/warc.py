"""The records of a WARC file, each with its offset, in bounded memory; what is broken is named and left out.

WARC 1.1 (ISO 28500:2017): a header of lines, an empty line, a block of `Content-Length` bytes, two line ends; in a
`.warc.gz` each record is a gzip member of its own.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_START = b"WARC/"
_GZIP = b"\x1f\x8b\x08"
_END = b"\r\n\r\n"
_HEAD = 64 << 10  # bytes; no header of a record or of an answer is longer
_CHUNK = 256 << 10


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it stands in the archive, unpacked; `whole` is False where it is larger than the limit."""

    offset: int
    headers: Mapping[str, str]
    data: bytes
    block: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot be read, and where: an offset in the file as it is."""

    offset: int
    detail: str


def records(path: Path, limit: int) -> Iterator[Record | Fault]:
    """Every record; of one with more than `limit` bytes only these. In the order of the file.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(len(_START))
        file.seek(0)
        if start.startswith(_GZIP):
            yield from _packed(file, limit)
        elif start == _START:
            yield from _plain(file, limit)
        else:
            yield Fault(0, "no WARC file: it starts neither with a WARC record nor with a gzip member")


def head_of(data: bytes, start: int) -> tuple[str, dict[str, str], int] | None:
    """The first line, the headers by lower-case name, and where the block begins; None where no header ends."""
    end = data.find(_END, start, start + _HEAD)
    if end < 0:
        return None
    first, *lines = data[start:end].decode("utf-8", "replace").split("\r\n")
    pairs = (line.partition(":") for line in lines if ":" in line)
    return first, {name.strip().lower(): value.strip() for name, _, value in pairs}, end + len(_END)


def _packed(file: BinaryIO, limit: int) -> Iterator[Record | Fault]:
    offset = 0
    while True:
        file.seek(offset)
        try:
            data, whole = _member(file, limit)
        except EOFError:
            return
        except (ValueError, zlib.error) as error:
            yield Fault(offset, f"a damaged gzip member ({error}): left out")
            found = _next_member(file, offset + 1)
            if found is None:
                return
            offset = found
            continue
        yield _record(offset, data, whole=whole)
        offset = file.tell()


def _member(file: BinaryIO, limit: int) -> tuple[bytes, bool]:
    """The gzip member at the file's position, up to `limit` bytes of it; leaves the file behind it.

    Raises:
        EOFError: the file ends here.
        ValueError, zlib.error: it breaks off, or is none.
    """
    unpacker, kept, whole = zlib.decompressobj(16 + zlib.MAX_WBITS), bytearray(), True
    first = True
    while not unpacker.eof:
        packed = unpacker.unconsumed_tail or file.read(_CHUNK)
        if not packed:
            if first:
                raise EOFError
            raise ValueError("it breaks off")
        first = False
        part = unpacker.decompress(packed, _CHUNK)
        whole = whole and len(kept) + len(part) <= limit
        kept += part[: limit - len(kept)]
    file.seek(-len(unpacker.unused_data), 1)
    return bytes(kept), whole


def _next_member(file: BinaryIO, after: int) -> int | None:
    """Where, from `after` on, the next gzip member with a record begins."""
    offset, tail = after, b""
    file.seek(after)
    while chunk := file.read(_CHUNK):
        window, place = tail + chunk, -1
        while (place := window.find(_GZIP, place + 1)) >= 0:
            if _begins_record(file, offset - len(tail) + place):
                return offset - len(tail) + place
        offset += len(chunk)
        tail = window[-len(_GZIP) + 1 :]
        file.seek(offset)
    return None


def _begins_record(file: BinaryIO, offset: int) -> bool:
    file.seek(offset)
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(file.read(4096), len(_START)) == _START
    except zlib.error:
        return False


def _record(offset: int, data: bytes, *, whole: bool) -> Record | Fault:
    """The one record of a gzip member."""
    head = head_of(data, 0) if data.startswith(_START) else None
    length = _length(head[1]) if head else None
    if head is None or length is None:
        return Fault(offset, "a malformed record: left out")
    _, headers, block = head
    if whole and len(data) < block + length:
        return Fault(offset, "a record that is shorter than it says: left out")
    if data[block + length :].strip():
        return Fault(offset, "more than one record in a gzip member: left out; `warcio recompress` sets that right")
    return Record(offset, headers, data, block, whole)


def _plain(file: BinaryIO, limit: int) -> Iterator[Record | Fault]:
    """Where a record is damaged the next one cannot be told from what some page says: the rest is left out."""
    size = file.seek(0, 2)
    offset = 0
    while True:
        file.seek(offset)
        head = file.read(_HEAD)
        blank = len(head) - len(head.lstrip(b"\r\n"))
        offset, head = offset + blank, head[blank:]
        if not head:
            return
        found = head_of(head, 0) if head.startswith(_START) else None
        length = _length(found[1]) if found else None
        if found is None or length is None:
            yield Fault(offset, "a malformed record: it and the rest of the file are left out")
            return
        _, headers, block = found
        if offset + block + length > size:
            yield Fault(offset, "the file breaks off in this record: it is left out")
            return
        file.seek(offset)
        yield Record(offset, headers, file.read(min(block + length, limit)), block, block + length <= limit)
        offset += block + length


def _length(headers: Mapping[str, str]) -> int | None:
    written = headers.get("content-length", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 19 else None  # noqa: PLR2004 - 64 bits

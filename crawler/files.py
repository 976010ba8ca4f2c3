"""Sources that are files of this machine: only those that the operator wrote, and only below the folders allowed."""

from __future__ import annotations

import mimetypes
from collections.abc import Container, Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from crawler.failures import FetchError
from crawler.text import clean_line
from model.document import Validators

FILE = "file"


def local_file(url: str, own: Container[str], folders: Iterable[Path]) -> Path:
    """The file that a `file:` address means, symbolic links and `..` resolved; `own` are the sources' addresses.

    Raises:
        FetchError: `blocked_address`, it is no source's, below none of the folders, or on another machine; `missing`.
    """
    if url not in own:
        raise FetchError("blocked_address", f"{clean_line(url)[:200]} is a file, and no source that you wrote")
    parts = urlsplit(url)
    written = unquote(parts.path)
    if parts.netloc not in ("", "localhost") or "\x00" in written or not written.startswith("/"):
        raise FetchError("blocked_address", "a file: address names a file of this machine, as file:///folder/file")
    try:
        real = Path(written).resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise FetchError("missing", f"{written} cannot be found: put it there or correct the url") from error
    if not any(real.is_relative_to(folder.resolve()) for folder in folders):
        raise FetchError("blocked_address", f"{written} lies outside of the folders of `fetch.folders`: add its folder")
    if not real.is_file():
        raise FetchError("missing", f"{written} is no file")
    return real


def read_file(file: Path, limit: int) -> tuple[bytes, str, Validators]:
    """Its content, its type by its name, and validators made of its size and time.

    Raises:
        FetchError: `too_large`, or `missing` where it cannot be read.
    """
    try:
        state = file.stat()
        if state.st_size > limit:
            raise FetchError("too_large", f"{file} is larger than {limit:,} bytes (`fetch.max_bytes`)")
        body = file.read_bytes()
    except OSError as error:
        raise FetchError("missing", f"{file} cannot be read: {error.strerror}") from error
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return body, kind, Validators(etag=f'"{state.st_mtime_ns:x}-{state.st_size:x}"')

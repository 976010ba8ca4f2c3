"""Streams documents through the extractor: constant memory, order kept, bad lines answered in their place."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from typing import Any, TextIO

from config.errors import ConfigError
from nlp.extract import Extractor
from nlp.record import RecordError, parse_line, to_record
from nlp.trained.weights import WeightsError, refuse_missing
from tocsin.output.terminal import TerminalProgress, json_line

_BATCH = 32
_extractors: dict[tuple[str, ...], Extractor] = {}


def extract_stream(
    lines: Iterable[str],
    out: TextIO,
    *,
    names: Sequence[str] = (),
    workers: int = 1,
    explain: bool = False,
    batch: int = _BATCH,
) -> int:
    """Writes one record or error record per line of input, in order; how many were errors.

    At most `2 * workers + 2` batches of `batch` lines are held at a time, whatever the length of the input.

    Raises:
        ConfigError: a file of the trained models is not there.
    """
    try:
        refuse_missing()
    except WeightsError as error:
        raise ConfigError(str(error)) from error
    read = partial(_read_batch, tuple(names), explain=explain)
    progress, done, errors = TerminalProgress(), 0, 0
    whole = (line.removeprefix("\ufeff") if number == 1 else line for number, line in enumerate(lines, 1))
    numbered = ((number, line) for number, line in enumerate(whole, 1) if line.strip())
    batches = iter(lambda: list(islice(numbered, batch)), [])
    for results in _in_order(read, batches, workers):
        for record, explained in results:
            errors += "error" in record
            out.write(json_line(record, out))
            for text in explained:
                sys.stderr.write(f"{record.get('id')}: {text}\n")
        done += len(results)
        out.flush()
        if done % 1024 < batch:
            progress.step(f"{done} documents")
    return errors


def _in_order(read: Any, batches: Iterator[Any], workers: int) -> Iterator[Any]:
    left: deque[Any] = deque()
    if workers > 1:
        try:
            yield from _beside(read, batches, workers, left)
        except BrokenProcessPool:
            sys.stderr.write("tocsin: a reading process was ended, as where memory runs out; one reads the rest\n")
    yield from map(read, left)
    yield from map(read, batches)


def _beside(read: Any, batches: Iterator[Any], workers: int, left: deque[Any]) -> Iterator[Any]:
    """The results of processes that read beside each other; `left` holds the batches that were taken and not given."""
    with ProcessPoolExecutor(workers) as pool:
        waiting: deque[Future[Any]] = deque()
        for batch in batches:
            left.append(batch)
            waiting.append(pool.submit(read, batch))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
                left.popleft()
        while waiting:
            yield waiting.popleft().result()
            left.popleft()


def _read_batch(names: tuple[str, ...], batch: Sequence[tuple[int, str]], *, explain: bool) -> list[Any]:
    if names not in _extractors:
        _extractors[names] = Extractor(names)
    return [_read_line(_extractors[names], number, line, explain=explain) for number, line in batch]


def _read_line(extractor: Extractor, number: int, line: str, *, explain: bool) -> tuple[dict[str, Any], list[str]]:
    item = parse_line(line, number)
    if isinstance(item, RecordError):
        return item.as_dict(), []
    try:
        record = to_record(item.id, extractor.extract(item))
    except Exception as error:  # noqa: BLE001 - isolation border: one document must never stop the others
        return RecordError(item.id, number, f"{type(error).__name__}: could not be read").as_dict(), []
    return record, extractor.explain(item) if explain else []

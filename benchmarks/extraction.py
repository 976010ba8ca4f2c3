"""The extractor alone: documents per processor second, time to load, peak memory; one process, one thread."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rows import Row, middle

ROOT = Path(__file__).parent.parent
RUNS = 3
MIX = 1000
STREAM = 100_000
SHARE = 0.05
WORDS = 500


def figures() -> list[Row]:
    """Three runs, each in a process of its own."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    runs: list[dict[str, float]] = []
    for _ in range(RUNS):
        runs.append({})
        for what in ("ours", "blank"):  # our reader loads but a part of spaCy
            command = [sys.executable, __file__, what]
            done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=ROOT)
            runs[-1] |= json.loads(done.stdout)
    speed, mb = ("documents per processor second", 0), ("MB", 0)
    shown = (
        (f"extraction, {MIX} documents of {WORDS} words, {SHARE:.0%} disclosures", "mix", *speed),
        ("extraction, disclosures only (the project's labelled set)", "disclosures", *speed),
        ("gate alone, the same mix", "gate", *speed),
        ("yardstick: spaCy's blank English tokenizer and sentencizer, the same mix", "blank", *speed),
        (f"stream of {STREAM:,} lines: peak memory of the reading process", "stream", *mb),
        ("extraction, first document (loads everything)", "load", "s", 1),
        ("extraction, peak memory", "peak", *mb),
    )
    return [Row(name, middle([run[key] for run in runs], unit, digits), RUNS) for name, key, unit, digits in shown]


def news(disclosures: list[str]) -> list[str]:
    """The mix: ordinary news put together from short neutral texts, with disclosures strewn in."""
    neutral = (ROOT / "nlp" / "training" / "negatives.txt").read_text(encoding="utf-8").splitlines()
    neutral = [line for line in neutral if line.strip() and not line.startswith(("#", "@"))]
    documents = []
    for number in range(MIX):
        if number % round(1 / SHARE) == 0:
            documents.append(disclosures[number % len(disclosures)])
            continue
        words: list[str] = []
        line = number * 7
        while len(words) < WORDS:
            words += neutral[line % len(neutral)].split()
            line += 1
        documents.append(" ".join(words[:WORDS]))
    return documents


def measure_here() -> None:
    """Prints the figures of this process as JSON."""
    disclosures = labelled_disclosures()
    started = time.perf_counter()
    from nlp.extract import Extractor, TextInput

    extractor = Extractor()
    extractor.extract(TextInput("first", disclosures[0]))
    loaded = time.perf_counter() - started
    mix = news(disclosures)
    found = {
        "load": loaded,
        "mix": per_second(lambda text: extractor.extract(TextInput("", text)), mix),
        "disclosures": per_second(lambda text: extractor.extract(TextInput("", text)), disclosures),
        "gate": per_second(lambda text: extractor.passes_gate(TextInput("", text)), mix),
        "peak": peak_here(),
        "stream": stream_peak(),
    }
    print(json.dumps(found))


def labelled_disclosures() -> list[str]:
    """The English disclosures of the project's labelled set."""
    lines = (ROOT / "tests" / "accuracy" / "own.jsonl").read_text(encoding="utf-8").splitlines()
    labelled = [json.loads(line) for line in lines]
    return [d["text"] for d in labelled if d["is_disclosure"] and d["lang"] == "en"]


def per_second(step: Callable[[str], object], documents: list[str]) -> float:
    """Documents per processor second of one step."""
    before = time.process_time()
    for text in documents:
        step(text)
    return len(documents) / (time.process_time() - before)


def blank_spacy() -> Callable[[str], object]:
    """The yardstick: en_core_web_sm is on no package index that can be checked, so that a blank pipeline stands in."""
    import spacy

    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    return pipeline


def stream_peak() -> float:
    """Peak memory in MB of this process after a long stream of short documents."""
    from tocsin.extracting import extract_stream

    line = json.dumps({"id": "a", "text": "The garden party was a success and nobody was late.", "lang": "en"})
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        extract_stream((line for _ in range(STREAM)), nowhere)
    return peak_here()


def peak_here() -> float:
    """Peak memory of this process in MB; `ru_maxrss` would begin with that of the process that started it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))


if __name__ == "__main__":
    if sys.argv[1:] == ["blank"]:
        print(json.dumps({"blank": per_second(blank_spacy(), news(labelled_disclosures()))}))
    else:
        measure_here()

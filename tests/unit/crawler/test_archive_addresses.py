"""A record of a web archive whose address is none costs no other."""

from __future__ import annotations

from pathlib import Path

from crawler.archive import Archive

_ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Quillmetric was breached.</p>"


def test_an_address_that_is_none_is_told_with_its_place_and_the_next_page_is_read(tmp_path: Path) -> None:
    addresses = ["https://quill.example/1", "http://[bad/2", "https://quill.example/?front", "https://quill.example/3"]
    heads = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        f"Content-Length: {len(_ANSWER)}\r\n\r\n"
        for address in addresses
    )
    file, told = tmp_path / "a.warc", list[str]()
    file.write_bytes("".join(f"{head}{_ANSWER}\r\n\r\n" for head in heads).encode())
    archive = Archive(file, 1_000_000, told.append)
    assert [page.url for page in archive.pages()] == [addresses[0], addresses[3]]
    assert (archive.records, dict(archive.skipped)) == (4, {"front page": 1})
    assert [line.partition(": ")[2] for line in told] == ["a record whose address is none: left out"]

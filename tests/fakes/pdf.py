"""A small PDF with text at given places, written by hand."""

from __future__ import annotations

from collections.abc import Sequence

Cell = tuple[int, str]  # points from the left, words


def make_pdf(*pages: Sequence[Sequence[Cell] | str]) -> bytes:
    """A PDF of these pages; each line is text, or cells at their places."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"]
    kids = []
    for lines in pages:
        stream = "\n".join(_line(line, 780 - 14 * number) for number, line in enumerate(lines))
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    body += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return body.encode("latin-1")


def _line(line: Sequence[Cell] | str, height: int) -> str:
    cells = [(40, line)] if isinstance(line, str) else line
    return "\n".join(f"BT /F1 9 Tf {x} {height} Td ({_escaped(text)}) Tj ET" for x, text in cells)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")

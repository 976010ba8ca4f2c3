"""A small PDF with text at given places, written by hand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

Cell = tuple[int, str]  # points from the left, words


def make_pdf(*pages: Sequence[Sequence[Cell] | str], pictured: Collection[int] = ()) -> bytes:
    """A PDF of these pages; each line is text, or cells at their places. `pictured`: the pages that show a picture."""
    streams = ["\n".join(_line(line, 780 - 14 * number) for number, line in enumerate(lines)) for lines in pages]
    return _file(streams, pictured)


def _file(streams: Sequence[str], pictured: Collection[int] = ()) -> bytes:
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"]
    kids = []
    for place, stream in enumerate(streams):
        picture = "/XObject << /I << /Subtype /Image >> >> " if place in pictured else ""
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R "
            f"/Resources << {picture}/Font << /F1 3 0 R >> >> >>"
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


def make_ruled_pdf(widths: Sequence[int], *pages: Sequence[Sequence[str]], last_rule: bool = True) -> bytes:
    """A PDF of tables as spreadsheets print them: rules around cells, words at the cells' feet, wrapped at new lines.

    Without `last_rule` the columns of a page end in the open, as on some pages of Massachusetts.
    """
    return _file([_ruled(widths, rows, last_rule=last_rule) for rows in pages])


def _ruled(widths: Sequence[int], rows: Sequence[Sequence[str]], *, last_rule: bool) -> str:
    sides = [30 + sum(widths[:number]) for number in range(len(widths) + 1)]
    drawn, top = [f"{sides[0]} 780 {sides[-1] - sides[0]} 0.5 re f"], 780
    for number, row in enumerate(rows):
        foot = top - 12 * max(cell.count("\n") + 1 for cell in row) - 2
        for side, cell in zip(sides, row, strict=False):
            lines = cell.split("\n")[::-1]
            drawn += [
                f"BT /F1 5 Tf {side + 2} {foot + 3 + 12 * n} Td ({_escaped(t)}) Tj ET" for n, t in enumerate(lines)
            ]
        drawn += [f"{side} {foot} m {side} {top} l S" for side in sides]
        if last_rule or number < len(rows) - 1:
            drawn += [f"{a} {foot} m {b} {foot} l S" for a, b in pairwise(sides)]
        top = foot
    return "\n".join(drawn)


def _line(line: Sequence[Cell] | str, height: int) -> str:
    cells = [(40, line)] if isinstance(line, str) else line
    return "\n".join(f"BT /F1 9 Tf {x} {height} Td ({_escaped(text)}) Tj ET" for x, text in cells)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")

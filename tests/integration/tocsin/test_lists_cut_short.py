"""Lists of sub-processors that lost most of their names at once, between the polls of their sources."""

from __future__ import annotations

from dataclasses import replace

from fakes.bad_web import BadWeb
from fakes.by_hand import made_context
from fakes.polling import make_source

from model.document import Source
from storage.database import Database
from tocsin.stages.crawling import collect
from tocsin.stages.lists import take_lists


def problems(database: Database, *sources: Source) -> list[str]:
    """Of a run that asks these sources."""
    context = replace(made_context(database, builtin_sources=False), sources=sources)
    collect(context)
    take_lists(context)
    return list(context.tally.problems)


def test_what_waits_to_be_asked_again_is_told_once(web: BadWeb, database: Database) -> None:
    def listed(names: str) -> None:
        rows = "".join(f"<tr><td>Ternfold {name}</td><td>Mail</td></tr>" for name in names)
        web.set("/list", f"<h1>Our sub-processors</h1><table><tr><th>Name</th><th>Purpose</th></tr>{rows}</table>")

    source = make_source(web.url("/list"), "subprocessors", organisation="Northquill")
    listed("ABCDEFGHI")
    assert problems(database, source) == []
    listed("ABC")
    assert len(problems(database, source)) == 1
    assert problems(database) == []  # of a run that asks others
    [problem] = problems(database, source)
    assert "they count as left; was it cut short?" in problem

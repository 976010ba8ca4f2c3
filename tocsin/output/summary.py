"""What a run did, for machines and for people."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from model.counting import counted
from storage.database import Database
from storage.matches import alerts_of, decisions_of
from storage.outbox import delivery_counts, waiting_channels
from tocsin.context import Context
from tocsin.output.terminal import plain
from tocsin.past import VendorPast, past_lines, past_of


class Exit(IntEnum):
    """Exit codes of every command."""

    DONE = 0
    PARTLY = 1
    USAGE = 2
    NOTHING = 3


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of one run. `deliveries` count what was sent now, and all that waits or is dead."""

    documents: int
    disclosures: int
    incidents: int
    exposures: int
    alerts: int
    deliveries: dict[str, int]
    sources: dict[str, int]
    history: int
    past: tuple[VendorPast, ...]
    problems: tuple[str, ...]

    @property
    def exit_code(self) -> Exit:
        """Done; done in part where anything failed; nothing where sources were asked and none answered."""
        if self.sources["failed"] and not self.sources["ok"]:
            return Exit.NOTHING
        return Exit.PARTLY if self.problems or self.deliveries["dead"] else Exit.DONE

    def as_json(self) -> dict[str, Any]:
        """The object of `run --json`."""
        return {
            "documents": self.documents,
            "disclosures": self.disclosures,
            "incidents": self.incidents,
            "exposures": self.exposures,
            "alerts": self.alerts,
            "deliveries": self.deliveries,
            "sources": self.sources,
            "history": self.history,
            "past": [vendor.as_json() for vendor in self.past],
            "problems": list(self.problems),
        }


def summarise(context: Context) -> Summary:
    """The summary of the run that has just ended."""
    tally = context.tally
    ok = sum(outcome.looked for outcome in tally.outcomes)
    waiting = delivery_counts(context.database)
    return Summary(
        documents=tally.documents,
        disclosures=tally.disclosures,
        incidents=tally.incidents,
        exposures=tally.exposures,
        alerts=tally.alerts,
        deliveries={"sent": tally.sent, "pending": waiting["pending"], "dead": waiting["dead"]},
        sources={"ok": ok, "failed": len(tally.outcomes) - ok},
        history=len(tally.past),
        past=past_of(tally.past),
        problems=(*tally.problems, *waiting_lines(context.database), *_given_up(waiting["dead"] - tally.buried)),
    )


def waiting_lines(database: Database) -> list[str]:
    """One line for each channel for which something waits that it has not taken."""
    waits = "what waits for it is tried again, or given up after a day"
    return [f"channel {channel}: {error}; {waits}" for channel, error in waiting_channels(database).items()]


def _given_up(before: int) -> list[str]:
    """One line where deliveries were given up in earlier runs: this one ends in part for them, too."""
    if before <= 0:
        return []
    was = "was" if before == 1 else "were"
    mend = "`tocsin doctor` says why, `tocsin alert replay` sends what was given up"
    return [f"{counted(before, 'delivery')} {was} given up before: {mend}"]


def show_summary(console: Console, context: Context, summary: Summary) -> None:
    """The table, the reasons for what was and was not told, and what failed."""
    table = Table(title="This run", title_justify="left", show_header=False)
    for name, value in (
        ("documents", f"{summary.documents} new"),
        ("disclosures", f"{summary.disclosures} among them"),
        ("incidents", f"{summary.incidents} new"),
        ("exposures", str(summary.exposures)),
        ("alerts", str(summary.alerts)),
        ("deliveries", ", ".join(f"{count} {state}" for state, count in summary.deliveries.items())),
        ("sources", f"{summary.sources['ok']} ok, {summary.sources['failed']} failed"),
    ):
        table.add_row(name, value)
    console.print(table)
    for line in past_lines(summary.past):
        console.print(line, markup=False, soft_wrap=True)
    _show_decisions(console, context)
    if summary.problems:
        console.print(f"[bold]Problems ({len(summary.problems)})[/bold]")
        for problem in summary.problems:
            console.print(f"  {escape(plain(problem))}", soft_wrap=True)


def _show_decisions(console: Console, context: Context) -> None:
    written = reversed(alerts_of(context.database, context.run_id))
    newest = {(entry["alert"].tenant_id, entry["alert"].incident_id): entry["alert"] for entry in written}
    rows = [row for row in decisions_of(context.database, context.run_id) if row["outcome"] != "routing"]
    if not rows:
        return
    table = Table(title="Why, and why not", title_justify="left", expand=False)
    table.add_column("outcome", no_wrap=True)
    table.add_column("what", overflow="fold")
    table.add_column("why", overflow="fold")
    for row in sorted(rows, key=lambda entry: (entry["outcome"] != "alert", entry["id"])):
        told = newest.get((row["tenant_id"], row["incident_id"])) if row["outcome"] == "alert" else None
        outcome = f"{row['outcome']} {told.severity if told else ''}".strip()
        table.add_row(outcome, escape(plain(row["subject"])), escape(plain(row["why"])))
    console.print(table)

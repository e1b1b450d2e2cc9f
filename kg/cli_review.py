"""kg review: pairs of entities that may be one, put to a person one by one, or in a spreadsheet."""

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli_identity import ledger_option, opened, signer, write
from kg.cli_output import check_place, harmless, store_option, write_rows, writing
from kg.cli_report import say
from kg.counts import counted
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.identity.ledger import Ledger
    from kg.identity.review import Doubt
    from kg.model import Entity
    from kg.stores import Store

ANSWERS = {"s": "same", "a": "apart", "u": "unsure"}
_EACH = ("name", "type", "where", "quote", "id")
COLUMNS = ("decision", "because", *_EACH, *(f"other_{column}" for column in _EACH))


@click.command(short_help="Go through the pairs that may be one.")
@store_option()
@ledger_option
@click.option(
    "--csv", "sheet", metavar="FILE", help="Write the pairs to a table instead of asking; '-': standard output."
)
@click.option("--answers", metavar="FILE", help="Read decisions from such a table, filled in.")
@click.option("--most", default=50, show_default=True, metavar="N", help="How many pairs at most.")
@click.option("--by", metavar="NAME", help="Who decides; by default who is logged in.")
def review(store: str, ledger: str | None, sheet: str | None, answers: str | None, most: int, by: str | None) -> int:
    """Go through the pairs of entities that may be one, those most worth a person's minute first.

    Each is shown with what is known of both, and answered by a key: s same, a apart, u unsure, n next, q quit. Every
    answer is kept at once, so the review can be stopped and taken up again.
    """
    from kg.identity.ledger import decision
    from kg.identity.review import doubts

    if sheet:
        check_place(sheet)
    with opened(store, ledger) as (graph, known, path):
        if answers:
            return _take(Path(answers), graph, known, path, by or signer())
        found = doubts(graph.entities(), graph.readings(brief=True), known)[:most]
        if sheet:
            with writing(sheet) as stream:
                write_rows(COLUMNS, tuple(_row(doubt, graph) for doubt in found), "csv", stream)
            return 0
        if not found:
            say("Nothing to look at")
        for number, doubt in enumerate(found, 1):
            answer = _ask(doubt, graph, f"{number}/{len(found)}")
            if answer == "q":
                break
            if answer in ANSWERS:
                line = decision(ANSWERS[answer], doubt.one.id, doubt.other.id, because="review", by=by or signer())
                try:
                    known = write(graph, known, path, line)
                except KgError as error:
                    say(harmless(str(error)))
    return 0


def _ask(doubt: "Doubt", graph: "Store", place: str) -> str:
    click.echo(f"\n{place}")
    for entity in (doubt.one, doubt.other):
        where, quote = _told(entity.id, graph)
        others = [name for _, name in entity.names if name != entity.name][:4]
        click.echo("  " + harmless(f"{entity.name} ({entity.type}{', ' + where if where else ''}, {entity.id})"))
        if others:
            click.echo("    " + harmless(f"also {'; '.join(others)}"))
        click.echo("    " + harmless(f"“{quote}”" if quote else "nothing is said of it"))
    click.echo("  [s]ame  [a]part  [u]nsure  [n]ext  [q]uit ", nl=False)
    answer = ""
    while answer not in (*ANSWERS, "n", "q"):
        answer = (click.getchar() if sys.stdin.isatty() else sys.stdin.read(1) or "q").lower()
    click.echo(answer)
    return answer


def _told(key: str, graph: "Store") -> tuple[str, str]:
    """Where an entity is, and one sentence that speaks of it."""
    network = graph.network([key])
    names = {entity.id: entity.name for entity in network.entities}
    mine = [edge for edge in network.edges if key in (edge.subject, edge.object)]
    where = ", ".join(names.get(edge.object, "") for edge in mine if edge.predicate == "LOCATED_IN")
    quotes = (one.quote for edge in mine for statement in edge.statements for one in statement.evidence)
    return where, " ".join(next(quotes, "").split())


def _row(doubt: "Doubt", graph: "Store") -> tuple[str, ...]:
    return "", "", *_cells(doubt.one, graph), *_cells(doubt.other, graph)


def _cells(entity: "Entity", graph: "Store") -> tuple[str, ...]:
    return entity.name, entity.type, *_told(entity.id, graph), entity.id


def _take(table: Path, graph: "Store", known: "Ledger", path: Path, by: str) -> int:
    """Write down the decisions of a table; rows without one, and those decided alike already, are passed over."""
    from kg.identity.ledger import decision

    taken = failed = 0
    with table.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        if missing := {"decision", "id", "other_id"} - set(rows.fieldnames or ()):
            raise KgError(f"{table}: expected the column {min(missing)!r}")
        for number, row in enumerate(rows, 2):
            kind = (row["decision"] or "").strip().lower()
            pair = tuple(sorted((row["id"] or "", row["other_id"] or "")))
            if not kind or pair in known.pairs(kind):
                continue
            if kind not in ANSWERS.values() or not all(pair):
                raise KgError(f"{table}:{number}: expected {', '.join(ANSWERS.values())} and two ids, got {kind!r}")
            try:
                line = decision(kind, *pair, because=row.get("because") or f"review, {table.name}", by=by)
                known = write(graph, known, path, line)
                taken += 1
            except KgError as error:
                say(harmless(f"{table}:{number}: {error}"))
                failed += 1
    say(f"{counted(taken, 'decision')} taken")
    return 1 if failed else 0

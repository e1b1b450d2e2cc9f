"""The verbs that work on a log of readings."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli_build import WRITING, is_example, reported
from kg.cli_identity import ledger_option, ledger_path
from kg.cli_output import Day, format_option, store_option, write_rows, writing
from kg.cli_report import Report, doing, say
from kg.counts import counted
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.identity.ledger import Ledger
    from kg.log.diff import Change

CHANGE = (
    *("change", "subject", "relation", "object", "status_before", "status", "first_date", "last_date", "sources"),
    *("quote", "publisher", "published", "title", "url"),
)
_log_option = click.option(
    "--log", required=True, envvar="KG_LOG", show_envvar=True, metavar="LOG", help="The folder of the log."
)
_decided_option = click.option(
    "--ledger", envvar="KG_LEDGER", show_envvar=True, metavar="FILE", help="The ledger of who is who."
)


@click.command(short_help="Make a store from a log.")
@click.argument("log", metavar="LOG")
@store_option()
@ledger_option
def rebuild(log: str, store: str, ledger: str | None) -> int:
    """Bring a store, which may be new and of any kind, up to LOG, the folder of kg build --log.

    Every article is in it as it was read last. What the store has besides stays. A run that is broken off goes on
    where it was when it is started again.
    """
    from kg.log.rebuild import opened
    from kg.log.rebuild import rebuild as made
    from kg.stores import open_to_fill

    found, path = opened(Path(log)), ledger_path(store, ledger)
    doing(WRITING)
    with open_to_fill(store) as graph:
        done = made(found, graph, path)
    for line in done.refused:
        say(f"  {line}")
    added, written = counted(done.added, "article"), counted(done.statements, "statement")
    say(f"{added} added, {done.replaced:,} replaced; {written} written")
    return 1 if done.refused else 0


@click.command(short_help="Read articles into a log on a cluster.")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLES...")
@_log_option
@click.option("--master", default="local[*]", metavar="URL", help="The cluster. [default: local[*], this machine]")
@click.option("--part", type=click.IntRange(min=1), metavar="N", help="Articles in a file. [500]")
@click.option("--since-rules", is_flag=True, help="Read again what other rules read.")
@_decided_option
@click.option("--quiet", "-q", is_flag=True, help="No run report.")
def spark(
    articles: tuple[str, ...],
    log: str,
    master: str,
    part: int | None,
    since_rules: bool,
    ledger: str | None,
    quiet: bool,
) -> int:
    """Read ARTICLES, files and folders, into a log with PySpark, and find who is who; then kg rebuild makes a store.

    All workers must see the files and the log under the same names. Needs Java, and pip install 'healthkg[spark]'.
    """
    from kg.identity.links import told
    from kg.log.write import PART, Met
    from loaders.readers import sources

    try:
        from kg.log.spark import link, read_into, session
    except ImportError as error:
        raise KgError("kg spark needs PySpark: pip install 'healthkg[spark]'") from error
    report, met, parts = Report(), Met(), 0
    found = ((source, is_example(path)) for path in articles for source in sources([path], on_error=report.leave_out))
    with reported(report, {"quiet": quiet}):
        cluster = session(master)
        try:
            for written in read_into(
                *(cluster, Path(log).absolute(), found),
                met=met,
                size=part or PART,
                since_rules=since_rules,
                on_error=report.leave_out,
            ):
                parts += written.part is not None
                report.batch(written)
            link(cluster, Path(log).absolute(), told(_decided(ledger)))
        finally:
            report.log(met, parts)
            cluster.stop()
    return report.exit_code


@click.command(short_help="Show what is new, changed and gone in a log.")
@click.argument("log", metavar="LOG")
@click.option(
    "--since",
    required=True,
    type=Day("%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"),
    help="A day, or a time in UTC: 2026-01-31T18:00.",
)
@_decided_option
@format_option
def diff(log: str, since: datetime, ledger: str | None, form: str) -> None:
    """Show which relations are new, changed (status, dates) or gone in LOG by what was read since a time.

    Without a ledger, people whom only rules across articles join, and deals, count as different ones.
    """
    from kg.log.diff import changes
    from kg.log.rebuild import opened

    same = _decided(ledger).same
    rows = [_row(one) for one in changes(opened(Path(log)), since.replace(tzinfo=UTC), same)]
    with writing("-") as stream:
        write_rows(CHANGE, rows, form, stream)


def _decided(ledger: str | None) -> "Ledger":
    """The ledger that was named, or an empty one."""
    from kg.identity.ledger import Ledger, read

    return read(Path(ledger)) if ledger else Ledger()


def _row(one: "Change") -> list[str | int | float | bool | None]:
    edge = one.after or one.before
    assert edge is not None
    return [
        *(one.kind, one.subject, edge.predicate, one.object),
        *(one.before.status if one.before else None, edge.status, edge.first_date, edge.last_date, edge.sources),
        *(edge.statements[-1].evidence[0].quote, one.source.publisher, one.source.published),
        *(one.source.title, one.source.url),
    ]


@click.command(short_help="Take up new files and items of feeds as they come.")
@click.argument("places", nargs=-1, required=True, metavar="PLACES...")
@store_option()
@ledger_option
@_log_option
@click.option("--every", default=900, type=click.IntRange(min=1), metavar="SECONDS", help="How often to look. [900]")
@click.option("--once", is_flag=True, help="Look once and end.")
@click.option("--fetch", is_flag=True, help="Allow feeds, which are web addresses.")
def watch(
    places: tuple[str, ...], store: str, ledger: str | None, log: str, every: int, once: bool, fetch: bool
) -> int:
    """Look into PLACES, folders and files or, with --fetch, RSS and Atom feeds, and add what is new to a store.

    Feeds are asked for as robots.txt allows, one request at a time, and only for what has changed.
    """
    from kg.log.rebuild import opened
    from kg.log.rebuild import rebuild as made
    from kg.log.watch import Watch
    from kg.log.write import Met, read_into
    from kg.stores import open_to_fill

    path, seen, code = ledger_path(store, ledger), Watch(Path(log), places, fetch), 0
    while True:
        report, met = Report(), Met()
        found = seen.articles(is_example, on_error=report.leave_out)
        for written in read_into(Path(log), found, jobs=1, met=met):
            report.batch(written)
        seen.remember()
        for line in report.complaints():
            say(line)
        if report.articles or not Path(store).exists():
            with open_to_fill(store) as graph:
                report.store(made(opened(Path(log)), graph, path))
            say(report.stored)
        code = 1 if report.left_out else 0
        if once:
            return code
        time.sleep(every)


LOG_VERBS = (rebuild, spark, diff, watch)

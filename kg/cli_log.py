"""The verbs that work on a log of readings."""

from pathlib import Path

import click

from kg.cli_build import is_example, reported
from kg.cli_identity import ledger_option, ledger_path
from kg.cli_output import store_option
from kg.cli_report import Report, say
from kg.errors import KgError


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
    from kg.stores import open_store

    found, path = opened(Path(log)), ledger_path(store, ledger)
    with open_store(store) as graph:
        done = made(found, graph, path)
    for line in done.refused:
        say(f"  {line}")
    say(f"{done.added:,} articles added, {done.replaced:,} replaced; {done.statements:,} statements written")
    return 1 if done.refused else 0


@click.command(short_help="Read articles into a log on a cluster.")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLES...")
@click.option("--log", required=True, envvar="KG_LOG", show_envvar=True, metavar="LOG", help="The folder of the log.")
@click.option("--master", default="local[*]", metavar="URL", help="The cluster. [default: local[*], this machine]")
@click.option("--part", type=click.IntRange(min=1), metavar="N", help="Articles in a file. [500]")
@click.option("--since-rules", is_flag=True, help="Read again what other rules read.")
@click.option("--ledger", envvar="KG_LEDGER", show_envvar=True, metavar="FILE", help="The ledger of who is who.")
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
    from kg.identity.ledger import Ledger, read
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
            link(cluster, Path(log).absolute(), told(read(Path(ledger)) if ledger else Ledger()))
        finally:
            report.log(met, parts)
            cluster.stop()
    return report.exit_code


LOG_VERBS = (rebuild, spark)

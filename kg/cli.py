"""The command line: articles in; statements, answers and pages out."""

import errno
import os
import re
import sys
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

import click

from kg import __version__
from kg.cli_build import articles_at, filling, read_into_log, readings, reported, resolved
from kg.cli_identity import VERBS, ledger_option, ledger_path
from kg.cli_log import LOG_VERBS
from kg.cli_neo4j import neo4j
from kg.cli_output import check_place, harmless, open_streams, store_option, to_json, writing
from kg.cli_own import cypher, sparql
from kg.cli_pages import brief, check_page, has_examples, page_options, render, write_whole
from kg.cli_query import queries, query
from kg.cli_report import Report, counts_line, say
from kg.cli_review import review
from kg.cli_stores import STORE_VERBS
from kg.counts import counted
from kg.errors import KgError

F = TypeVar("F", bound=Callable[..., Any])

EXAMPLES = """\b
Examples:
  kg build examples --store graph --out page.html
  kg query partners "Benh vien Bach Mai" --store graph
  kg query partners "bach mai" depth=2 status=current --store graph --format csv
  kg query partners "bach mai" --store graph --out partners.xlsx
  kg query partners "bach mai" --store graph --out partners.html
  kg queries
  kg extract articles/*.txt > statements.jsonl
  cat article.txt | kg extract -
  kg explain article.txt
  kg render --store graph --out page.html
  kg brief "benh vien bach mai" --store graph --out brief.pdf
  kg validate --store graph
  kg stats --store graph --json
"""


def reading_options(verb: F) -> F:
    """The argument and the options of a verb that reads articles."""
    for option in (
        click.option(
            *("--jobs", "-j"),
            type=click.IntRange(min=1),
            metavar="N",
            help="Processes that read side by side; the result is the same. [default: one for each core]",
        ),
        click.option("--quiet", "-q", is_flag=True, help="No progress bar and no run report."),
        click.option("--refused", is_flag=True, help="List every refused statement in the run report."),
        click.option("--strict", is_flag=True, help="Stop at the first input that cannot be read."),
        click.option("--fetch", is_flag=True, help="Allow web addresses; without it nothing uses the network."),
        click.argument("articles", nargs=-1, required=True, metavar="ARTICLES..."),
    ):
        verb = option(verb)
    return verb


def log_options(verb: F) -> F:
    """The options of a verb that reads articles into a log."""
    for option in (
        click.option("--part", type=click.IntRange(min=1), metavar="N", help="With --log: articles in a file. [500]"),
        click.option("--since-rules", is_flag=True, help="With --log: read again what other rules read."),
        click.option(
            "--log",
            envvar="KG_LOG",
            show_envvar=True,
            metavar="LOG",
            help="A folder to keep all that was read in; a run that is broken off goes on from there.",
        ),
    ):
        verb = option(verb)
    return verb


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXAMPLES,
)
@click.version_option(__version__, prog_name="kg")
@click.pass_context
def cli(context: click.Context) -> None:
    """Read news articles in Vietnamese, Romanian, English and French, and keep what they say about healthcare
    institutions as a graph: who works with whom, since when, who signed, and the sentence that says so.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
        return
    from kg.cli_home import option_defaults

    context.default_map = option_defaults({name: _options(verb) for name, verb in cli.commands.items()})


for verb in (render, brief, query, queries, sparql, cypher, neo4j, *VERBS, review, *STORE_VERBS, *LOG_VERBS):
    cli.add_command(verb)


def _options(verb: click.Command) -> dict[str, str]:
    """Options of a verb as they are written, without dashes, and the parameters that they fill."""
    return {
        option.opts[0].lstrip("-"): option.name
        for option in verb.params
        if isinstance(option, click.Option) and option.name
    }


@cli.command(short_help="Read articles into a store, and write its page.")
@reading_options
@log_options
@store_option()
@ledger_option
@page_options(required=False)
def build(
    articles: tuple[str, ...],
    store: str,
    ledger: str | None,
    out: str | None,
    title: str | None,
    lang: str,
    renderer: str,
    log: str | None,
    **options: Any,
) -> int:
    """Read ARTICLES and add what they say to a store; with --out also write the whole graph as a page.

    ARTICLES are files, folders, or '-' for standard input. An article that the store has already, with the same
    content, changes nothing; with other content it takes the place of the old one. With --log what was read is
    kept as Parquet files first: a long run that is broken off goes on where it was, and nothing is read twice.
    """
    from kg.stores import check_address, open_to_fill

    report = Report()
    check_page(out)
    check_address(store)
    with reported(report, options):
        path = ledger_path(store, ledger)
        if (fill := filling(report, articles, log, options)) is not None:  # no store is made for nothing
            with open_to_fill(store) as graph:
                report.store(fill(graph, path))
                report.holds(graph)
                report.example |= has_examples(graph)
                if out:
                    write_whole(graph, out, title, lang, renderer)
    return report.exit_code


@cli.command(short_help="Read articles and print what they say as JSON lines.")
@reading_options
@log_options
@click.option("--resolve", is_flag=True, help="Add to each entity the id that it has across articles.")
@click.option("--out", "-o", default="-", metavar="FILE", help="Where to write; '-', the default: standard output.")
def extract(articles: tuple[str, ...], resolve: bool, out: str, log: str | None, **options: Any) -> int:
    """Read ARTICLES and print what they say, one JSON object per article and line.

    Every name and every piece of evidence has its place in the field "text", counted in characters. With --log
    what was read is written there and not printed.
    """
    from loaders.prediction import to_json as plain

    report = Report()
    if log is not None:
        if resolve or out != "-":
            raise click.UsageError("--log cannot be used with --out or --resolve: what was read goes into the log")
        with reported(report, options):
            read_into_log(report, log, articles, options)
        return report.exit_code
    check_place(out)
    with reported(report, options), writing(out) as stream:
        found = readings(report, articles, options)
        rows = resolved(found) if resolve else map(plain, found)
        for row in rows:
            stream.write(to_json(row) + "\n")
    return report.exit_code


@cli.command(short_help="Show why an article is read as it is.")
@click.argument("article")
@click.option("--html", is_flag=True, help="Write a page that opens in any browser and needs no network.")
@click.option("--near", is_flag=True, help="Also show the rules of which a sentence only has the words.")
@click.option("--fetch", is_flag=True, help="Allow a web address; without it nothing uses the network.")
@click.option("--out", "-o", default="-", metavar="FILE", help="Where to write; '-', the default: standard output.")
def explain(article: str, html: bool, near: bool, fetch: bool, out: str) -> int:
    """Show ARTICLE with the names and the words that rules go by, every statement with its rule, its place in the
    language files, its confidence and its quote, and what was not stated, with the reason.

    A file of several articles is shown article by article.
    """
    from kg.cli_explain import Show
    from loaders.explain import explain as explained
    from queries.explain import render as page

    report = Report()
    check_place(out)
    options = {"fetch": fetch, "strict": False, "quiet": True}
    found = [explained(one) for one in articles_at(report, (article,), options)]
    for line in report.complaints():
        say(line)
    if not found:
        return 2
    with writing(out) as stream:
        if html:
            stream.write(page(found))
        else:
            show = Show(stream)
            for one in found:
                show.explanation(one, near)
    return 1 if report.left_out else 0


@cli.command(short_help="Check the graph against its shapes.")
@store_option()
def validate(store: str) -> int:
    """Check the whole graph against the ontology and its SHACL shapes, and print what is wrong, one line each."""
    from kg.stores import open_store
    from kg.stores.shacl import validate as check

    with open_store(store, read_only=True) as graph:
        found = check(graph)
    for violation in found.violations:
        click.echo(harmless(str(violation)))
    size = f"{counted(found.articles, 'article')} with {counted(found.statements, 'statement')}"
    say(f"{size}: {counted(len(found.violations), 'fault')}")
    return 1 if found.violations else 0


@cli.command(short_help="Count what the graph holds.")
@store_option()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def stats(store: str, as_json: bool) -> None:
    """Print how much the graph holds, and a hash that changes only when a statement does."""
    from collections import Counter

    from kg.stores import content_hash, open_store

    with open_store(store, read_only=True) as graph:
        counts = {
            "articles": Counter(article.language for article in graph.articles()),
            "entities": Counter(entity.type for entity in graph.entities()),
            "statements": Counter(statement.predicate for statement in graph.statements()),
        }
        fingerprint = content_hash(graph)
    if as_json:
        found = {label: {"total": kinds.total(), "by": dict(sorted(kinds.items()))} for label, kinds in counts.items()}
        click.echo(to_json(found | {"hash": fingerprint}))
        return
    for label, kinds in counts.items():
        click.echo(counts_line(label.capitalize(), kinds))
    click.echo(f"{'Hash':12}{fingerprint}")


def main() -> NoReturn:
    """Run the command line and end the process: 0 all was done, 1 something was left out, 2 nothing was done."""
    open_streams()
    try:
        code = cli.main(prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = 2
    except (click.Abort, KeyboardInterrupt):
        say("kg: stopped; what was stored until now is kept")
        code = 130
    except KgError as error:
        told, *listed = str(error).splitlines()
        say(harmless(f"kg: {told}"))
        for line in listed:
            say(f"  {harmless(line)}")
        code = 2
    except ModuleNotFoundError as error:
        say(f"kg: {_missing(error)}")
        code = 2
    except UnicodeEncodeError as error:
        say(harmless(f"kg: expected valid UTF-8, got {error.object!r}"))
        code = 2
    except OSError as error:
        code = _failed(error)
    sys.exit(code if isinstance(code, int) else 0)


def _missing(error: ModuleNotFoundError) -> str:
    """How to get a library that is not installed."""
    from importlib.metadata import requires

    needed = str(error.name).partition(".")[0]
    if needed in ("kg", "loaders", "queries", "schemas"):
        raise error
    named = re.compile(rf"{re.escape(needed)}\b(?:.*extra == \W(?P<extra>\w+))?", re.IGNORECASE)
    found = next(filter(None, map(named.match, requires("healthkg") or ())), None)
    extra = f"[{found['extra']}]" if found and found["extra"] else ""
    return f"the Python library {needed} is not installed; get it with: pip install 'healthkg{extra}'"


def _failed(error: OSError) -> int:
    """One line for a system's refusal; none when the reader of a pipe has seen enough."""
    if error.errno == errno.EPIPE:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    say(f"kg: {error.filename or 'output'}: {error.strerror or error}")
    return 2

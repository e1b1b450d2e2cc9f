"""The verbs that ask: questions of the library, and what there is to ask."""

import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli_output import FORMATS, check_place, format_option, harmless, store_option, write_rows, writing
from kg.cli_pages import PAGES, PICTURES, write_picture
from kg.cli_report import say
from kg.files import replacing_place

if TYPE_CHECKING:
    from kg.stores import Store
    from queries.answer import Answer

_NAMED = re.compile(r"[a-z]\w*=")


@click.command(short_help="Put a question to the graph.")
@store_option(required=False)
@click.argument("name", required=False)
@click.argument("values", nargs=-1, metavar="[VALUE...] [KEY=VALUE...]")
@format_option
@click.option("--why", is_flag=True, help="Tell on standard error how the answer came about.")
@click.option(
    *("--out", "-o"),
    default="-",
    metavar="FILE",
    help="Where to write; '-', the default: standard output. The ending of a name tells the format: .csv, .jsonl, .md, "
    ".xlsx, or .html for a page.",
)
def query(store: str | None, name: str | None, values: tuple[str, ...], form: str, why: bool, out: str) -> int:
    """Put the question NAME to the graph; 'kg queries' lists those that there are.

    Values fill the parameters of the question in their order, KEY=VALUE fills the one of that name. Institutions
    may be written in any form, without accents too, and with a slip of the pen.
    """
    from kg.stores import Rows, open_store
    from queries.answer import ask, shown
    from queries.tables import write_excel

    if name is None:
        _list_questions()
        return 0
    if store is None:
        raise click.UsageError("Missing option '--store' / '-s' (env var: 'KG_STORE').")
    check_place(out)
    named = dict(value.split("=", 1) for value in values if _NAMED.match(value))
    plain = [value for value in values if not _NAMED.match(value)]
    with open_store(store, read_only=True) as graph:
        answer = ask(graph, name, plain, named)
        _tell(answer, why)
        ending = Path(out).suffix.lower()
        if ending in (*PAGES, *PICTURES):
            _page(graph, answer, out)
        elif ending == ".xlsx":
            with replacing_place(Path(out)) as draft:
                write_excel({name: Rows(answer.columns, answer.rows)}, draft)
        else:
            form = ending[1:] if ending[1:] in FORMATS else form
            table = shown(graph, answer) if form in ("table", "md") else answer
            with writing(out) as stream:
                write_rows(table.columns, table.rows, form, stream)
    if not answer.rows:
        say(answer.nothing)
    return 0


@click.command(short_help="List the questions that there are.")
@click.argument("name", required=False)
@click.option(
    "--language", "-l", type=click.Choice(["rq", "cypher"]), help="Print the question NAME in SPARQL or Cypher."
)
def queries(name: str | None, language: str | None) -> None:
    """List the questions with what they want to be told, or only the question NAME."""
    from queries.answer import question

    if language is None:
        _list_questions(name)
    elif name is None:
        raise click.UsageError("--language needs the NAME of a question")
    elif text := question(name).texts.get(language):
        click.echo(text, nl=False)
    else:
        raise click.UsageError(f"{name} is an algorithm: it has no text in a query language")


def _tell(answer: "Answer", why: bool) -> None:
    """On standard error: whom the names were taken for, and on demand how the answer came about."""
    for given in answer.guessed:
        say(harmless(f"Nothing is called {given!r}; this comes closest:"))
    for entity in answer.took:
        say(harmless(f"{entity.name} ({entity.type}, {entity.id})"))
    for line in answer.why if why else ():
        say(harmless(line))


def _page(graph: "Store", answer: "Answer", out: str) -> None:
    from queries.answer import network
    from queries.render import render, write_page

    title = answer.title or "Answer"
    if Path(out).suffix.lower() in PICTURES:
        write_picture(network(graph, answer), out, title)
        return
    Path(out).parent.mkdir(parents=True, exist_ok=True)
    write_page(out, render(network(graph, answer), title=title))


def _list_questions(only: str | None = None) -> None:
    from queries.answer import catalogue, question

    def show(line: str) -> None:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else len(line) + 8
        click.echo(click.wrap_text(line, width, initial_indent="    ", subsequent_indent="    "))

    for found in catalogue().values() if only is None else [question(only)]:
        click.echo(found.name)
        show(found.help)
        for parameter in found.asked:
            show(str(parameter))

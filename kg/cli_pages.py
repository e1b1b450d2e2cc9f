"""The verbs that write pages, pictures and briefs."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli_output import Day, check_place, harmless, store_option
from kg.cli_report import EXAMPLE_LINE, say
from kg.files import replacing_bytes
from kg.home import home

if TYPE_CHECKING:
    from kg.model import Network
    from kg.stores import Store


F = TypeVar("F", bound=Callable[..., Any])

LANGUAGES = ("en", "vi", "ro", "fr")
"""Languages of pages and briefs, as ``queries.words.LANGUAGES``; told here so that ``--help`` loads nothing."""
RENDERERS = ("canvas", "pyvis")


def title_option(verb: F) -> F:
    """The heading of a page or picture."""
    told = "Heading of the page.  [default: Healthcare institutions, in its language]"
    return click.option("--title", default=None, help=told)(verb)


def language_option(verb: F) -> F:
    """The language of a page's own words."""
    return click.option(
        *("--lang", "-l"),
        type=click.Choice(LANGUAGES),
        default="en",
        show_default=True,
        help="Language of the page's own words.",
    )(verb)


def page_options(required: bool) -> Callable[[F], F]:
    """The options of a verb that writes a page."""

    def add(verb: F) -> F:
        out = click.option(
            "--out", "-o", required=required, metavar="PAGE", help="The page to write; '-': standard output."
        )
        renderer = click.option(
            "--renderer",
            type=click.Choice(RENDERERS),
            default="canvas",
            show_default=True,
            help="What draws the picture: a plain canvas, or pyvis with 1,000 entities at most.",
        )
        return out(title_option(language_option(renderer(verb))))

    return add


def has_examples(graph: "Store") -> bool:
    """Does the graph hold an example article, whose events are invented?"""
    return any(article.example for article in graph.articles())


def layouts() -> Path:
    """Where layouts of pictures are kept, by their content."""
    return home() / "layouts"


def write_page(graph: "Store", network: "Network", out: str, **options: Any) -> None:
    """Write a part of a graph as a page; ``options`` are those of ``queries.render.render``."""
    from kg.stores import content_hash
    from queries.render import render as page
    from queries.render import write_page as write

    named: dict[str, set[str]] = {}
    for reading in graph.readings(brief=True):
        for entity in reading.entities:
            named.setdefault(entity.canonical, set()).add(reading.article.id)
    html = page(network, data_hash=content_hash(graph), named=named, cache=layouts(), **options)
    if out == "-":
        click.echo(html, nl=False)
    else:
        Path(out).parent.mkdir(parents=True, exist_ok=True)
        write(out, html)


PAGES = (".html", ".htm")
PICTURES = (".svg", ".png")


def check_page(out: str | None) -> None:
    """Fail before the work for a page that could not be written, or whose name has the ending of something else."""
    check_place(out)
    if out is not None and (ending := Path(out).suffix.lower()) and ending not in (*PAGES, *PICTURES):
        raise click.UsageError(f"--out {out}: expected a file that ends in {', '.join((*PAGES, *PICTURES))}")


def write_whole(graph: "Store", out: str, title: str | None, lang: str, renderer: str) -> None:
    """Write a whole graph as a page, or by the ending of the file as a picture."""
    if Path(out).suffix.lower() in PICTURES:
        write_picture(graph.network(), out, title, lang, most=60)
    else:
        write_page(graph, graph.network(), out, title=title, language=lang, renderer=renderer)


def write_picture(
    network: "Network", out: str, title: str | None, language: str = "en", most: int | None = None
) -> None:
    """Write a network as a picture for a slide, SVG or PNG by the ending of the file."""
    from queries.still import png, svg

    drawn = svg(network, title=title, language=language, most=most)
    with replacing_bytes(out) as file:
        file.write(png(drawn) if Path(out).suffix.lower() == ".png" else drawn.encode())


@click.command(short_help="Write the whole graph as a page.")
@store_option()
@page_options(required=True)
def render(store: str, out: str, title: str | None, lang: str, renderer: str) -> None:
    """Write the whole graph as one page that opens in any browser and needs no network.

    A PAGE that ends in .svg or .png is a picture for a slide, of the 60 best connected institutions.
    """
    from kg.stores import open_store

    check_page(out)
    with open_store(store, read_only=True) as graph:
        write_whole(graph, out, title, lang, renderer)
        if has_examples(graph):
            say(EXAMPLE_LINE)


@click.command(short_help="Write a brief about one institution.")
@click.argument("name")
@store_option()
@click.option("--out", "-o", required=True, metavar="FILE", help="A file that ends in .html, .md or .pdf.")
@language_option
@click.option(
    "--date",
    type=Day("%Y-%m-%d"),
    default=None,
    metavar="DATE",
    help="Day of writing, shown at the end: 2026-01-31.  [default: today]",
)
def brief(name: str, store: str, out: str, lang: str, date: datetime | None) -> int:
    """Write what the graph says of the institution NAME as a brief: figures, a picture, partners, agreements, people,
    how well each is supported and what is unsure, with numbered sources.

    NAME may be written in any form, without accents too, or be an id. A PDF needs the extra "pdf".
    """
    from kg.stores import content_hash, open_store
    from queries.brief import FORMATS
    from queries.brief import brief as brief_about
    from queries.who import meant

    form = FORMATS.get(Path(out).suffix.lower())
    if form is None:
        raise click.UsageError(f"--out {out}: expected a file that ends in {', '.join(FORMATS)}")
    check_place(out)
    with open_store(store, read_only=True) as graph:
        about = meant(graph, name, "Institution")
        network = graph.network([about.id], depth=2)
        day = (date or datetime.now(tz=UTC)).date().isoformat()
        made = brief_about(network, date=day, data_hash=content_hash(graph), language=lang)
    with replacing_bytes(out) as file:
        file.write(form(made))
    say(harmless(f"{about.name} ({about.type}, {about.id})"))
    return 0

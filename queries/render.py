"""Write a ``Network`` as one HTML file that needs nothing else: no server, no other file, no network.

The page is ``queries/page/page.html.j2`` with the scripts of ``queries/page/js``. Names, quotes, titles and addresses
are text and never markup: the template escapes all of them, the data for the scripts is inert, and the
Content-Security-Policy of the page lets nothing run but the scripts that belong to it.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from markupsafe import Markup

from kg.errors import KgError
from kg.files import replacing
from kg.ids import digest
from kg.model import Network
from queries.payload import SMALL, evidence, graph, inert, packed
from queries.picture import Look, drawing, style
from queries.render_pyvis import pyvis_graph, vis_network
from queries.templates import environment, page_file, policy
from queries.view import Relation, View, plain, view
from queries.words import LANGUAGES, labels, words
from schemas.ontology import ontology

MOST_ROWS = 1000
"""Longest table in the page; with more a browser takes seconds to open it. A search on the page looks at all rows."""
RENDERERS = ("canvas", "pyvis")
"""What draws the picture: a plain canvas at any size, or vis-network with a thousand nodes at most."""
SCRIPTS = (
    *("text", "model", "state", "shown", "arrange", "marks", "labels", "painter", "under", "canvas", "view", "act"),
    *("panel", "search", "controls", "dates", "pointer", "keys", "header", "tables", "files", "main"),
)
"""The modules of ``queries/page/js`` in the order in which they run, as one script."""


def render(
    network: Network,
    *,
    title: str | None = None,
    example: bool = False,
    language: str = "en",
    data_hash: str | None = None,
    named: Mapping[str, Collection[str]] | None = None,
    cache: Path | None = None,
    renderer: str = "canvas",
) -> str:
    """The page of a network, the same text for the same network every time.

    Without a ``title`` the heading is the general one, in the language of the page. ``example`` marks the events as
    invented; an example article among the sources does so too. ``language`` is that of the page's own words at first.
    ``data_hash`` is shown in the header, by default a hash of the statements in the network. ``named`` tells by entity
    the ids of the articles that name it, also where they say nothing more of it; those that its statements come from
    are known without. ``cache`` is a folder where layouts are kept. ``renderer`` is one of ``RENDERERS``. Raises
    ``DataError``.
    """
    seen = view(network, named)
    made = drawing(seen, cache)
    fields = {code for relation in seen.relations for claim in relation.claims for code in claim.fields}
    fields |= {relation.field for relation in seen.relations if relation.field is not None}
    countries = {thing.country for thing in seen.things if thing.country is not None}
    kinds = Counter(thing.type for thing in seen.things)
    own = labels(language, fields, countries)
    hashed = data_hash or digest(*sorted(s.id for edge in network.edges for s in edge.statements), length=64)
    invented = example or any(article.example for article in network.articles)
    config = {
        "language": language,
        "words": {code: words(code) for code in LANGUAGES},
        "labels": {code: labels(code, fields, countries) for code in LANGUAGES},
        "types": {kind: _look(seen, kind) for kind in _legend_order(kinds)},
        "lines": style().lines,
        "statuses": list(ontology().statuses),
        "symmetric": [name for name, predicate in ontology().predicates.items() if predicate.symmetric],
        "hash": hashed,
        "example": invented,
        "pyvis": pyvis_graph(seen, made) if renderer == "pyvis" else None,
    }
    scripts = [vis_network(), _script("vis")] if renderer == "pyvis" else [_script()]
    institutions, others = (
        [(i, t) for i, t in enumerate(seen.things) if t.institution == wanted] for wanted in (True, False)
    )
    best = sorted(range(len(seen.relations)), key=lambda i: _support(seen.relations[i]))[:MOST_ROWS]
    page = environment().get_template("page.html.j2")
    return page.render(
        policy=policy([*scripts, page_file("js/first.js")], page_file("page.css")),
        first=Markup(page_file("js/first.js")),
        scripts=[Markup(script) for script in scripts],
        sheet=Markup(page_file("page.css")),
        data=[_block("config", config), _block("graph", graph(seen, made)), _block("evidence", evidence(seen))],
        title=None if title is None else plain(title),
        language=language,
        languages={code: words(code) for code in LANGUAGES},
        words=words(language),
        labels=own,
        view=seen,
        totals={"institutions": len(institutions), "relations": len(seen.relations), "articles": len(seen.sources)},
        things=[
            (key, part[:MOST_ROWS], len(part))
            for key, part in (("institutions", institutions), ("others", others))
            if part
        ],
        rows=[(number, seen.relations[number]) for number in best],
        legend=[(kind, style().look(kind), kinds[kind]) for kind in _legend_order(kinds)],
        lines=style().lines,
        example=invented,
        data_hash=hashed,
    )


def _block(name: str, data: object) -> tuple[str, str, Markup]:
    """Name, media type and text of a part of the data."""
    text = inert(data)
    if len(text) <= SMALL or name == "config":
        return name, "application/json", Markup(text)
    return name, "application/octet-stream", Markup(packed(text))


def _look(view: View, kind: str) -> Look:
    """The look of a type; that of what was asked for is always shown."""
    look = style().look(kind)
    return replace(look, shown=look.shown or (view.centre is not None and view.things[view.centre].type == kind))


def _support(relation: Relation) -> tuple[int, float]:
    return -relation.sources, -relation.confidence


def _legend_order(kinds: Mapping[str, int]) -> list[str]:
    order = list(style().types)
    return sorted(kinds, key=lambda kind: (order.index(kind) if kind in order else len(order), kind))


@cache
def _script(*more: str) -> str:
    """The modules as one script, so that they see each other and nothing else sees them."""
    parts = "\n".join(page_file(f"js/{name}.js") for name in (*more, *SCRIPTS))
    return f'(() => {{\n"use strict";\n{parts}}})();'


def write_page(path: str | Path, html: str) -> None:
    """Write a page as UTF-8, whole or not at all. Raises ``KgError`` if the place cannot be written to."""
    try:
        with replacing(path) as file:
            file.write(html)
    except OSError as error:
        raise KgError(f"{path}: cannot write the page: {error.strerror or error}") from error

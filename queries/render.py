"""Write a ``Network`` as one HTML file that needs nothing else: no server, no other file, no network.

pyvis builds the graph; its own page is never written, ours is ``queries/page/page.html.j2``. Names, quotes, titles
and addresses are text and never markup: the template escapes all of them, the data for the script is inert JSON,
and the Content-Security-Policy of the page lets nothing run but the two scripts that belong to it.
"""

import base64
import hashlib
import json
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from pyvis.network import Network as Picture

from kg.errors import DataError, KgError
from kg.files import replacing
from kg.ids import digest
from kg.model import Network
from queries.picture import MOST_NODES, Look, Spot, spots, style
from queries.view import Relation, View, plain, shorten, view
from schemas.ontology import ontology

MOST_ROWS = 5000
"""Longest table of relations; beyond it a browser takes seconds to open the page."""
MOST_LINES = 7
"""Lines drawn between two nodes; the panel of each lists all relations of the two."""
_VIS = "lib/vis-9.1.2/vis-network.min.js"


def render(
    network: Network,
    *,
    title: str,
    example: bool = False,
    language: str = "en",
    data_hash: str | None = None,
    named: Mapping[str, Collection[str]] | None = None,
    most_nodes: int = MOST_NODES,
) -> str:
    """The page of a network, the same text for the same network every time.

    ``example`` marks the events as invented; an example article among the sources does so too. ``language`` is
    that of the page's own words. ``data_hash`` is shown in the header, by default a hash of the statements in the
    network. ``named`` tells by entity the ids of the articles that name it, also where they say nothing more of it;
    those that its statements come from are known without. At most ``most_nodes`` nodes are drawn; the tables list
    every entity. Raises ``DataError``.
    """
    seen = view(network, language, named)
    drawn = spots(seen, most_nodes)
    words = _words(language)
    labels = _labels(language)
    kinds = Counter(thing.type for thing in seen.things)
    best = sorted(range(len(seen.relations)), key=lambda i: _support(seen.relations[i]))[:MOST_ROWS]
    scripts = [_vis_network(), page_file("page.js")]
    sheet = page_file("page.css")
    data = {"view": seen, "words": words, "labels": labels, "picture": _picture(seen, drawn)}
    page = environment().get_template("page.html.j2")
    return page.render(
        policy=policy(scripts, sheet),
        scripts=[Markup(script) for script in scripts],
        sheet=Markup(sheet),
        data=Markup(_inert(data)),
        title=plain(title),
        language=language,
        words=words,
        labels=labels,
        view=seen,
        rows=[(number, seen.relations[number]) for number in sorted(best)],
        numbers={thing.id: number for number, thing in enumerate(seen.things)},
        drawn=drawn,
        legend=[(kind, _look(kind), kinds[kind]) for kind in _legend_order(kinds)],
        lines=style().lines,
        example=example or any(article.example for article in network.articles),
        data_hash=data_hash or digest(*sorted(s.id for edge in network.edges for s in edge.statements), length=64),
    )


def _support(relation: Relation) -> tuple[int, float]:
    return -relation.sources, -relation.confidence


def _picture(view: View, drawn: Mapping[int, Spot]) -> dict[str, list[dict[str, Any]]]:
    """Nodes and edges for vis-network; the id of a node is the index of its thing, of an edge that of its relation."""
    picture = Picture(directed=True)
    for index, spot in drawn.items():
        look, at_first = _look(view.things[index].type), _shown(view, index)
        picture.add_node(index, shape=look.shape, color=look.colour, x=spot.x, y=spot.y, size=spot.radius)
        del picture.nodes[-1]["label"]  # page.js draws labels so that none lies on another
        if not at_first:
            picture.nodes[-1]["hidden"] = True
    between: Counter[tuple[int, int]] = Counter()
    for number, relation in enumerate(view.relations):
        ends = relation.subject, relation.object
        if ends[1] is None or ends[0] not in drawn or ends[1] not in drawn:
            continue
        pair = min(ends[0], ends[1]), max(ends[0], ends[1])
        between[pair] += 1
        if between[pair] <= MOST_LINES:
            shown = _shown(view, ends[0]) and _shown(view, ends[1])
            curve = _curve(between[pair] - 1, ends[0] == pair[0])
            picture.add_edge(ends[0], ends[1], id=number, smooth=curve, **_line(relation), hidden=not shown)
    return {"nodes": picture.nodes, "edges": picture.edges}


def _shown(view: View, index: int) -> bool:
    """Is the type of this thing on the picture before anything is switched? That of the centre always is."""
    kind = view.things[index].type
    return _look(kind).shown or (view.centre is not None and view.things[view.centre].type == kind)


def _line(relation: Relation) -> dict[str, Any]:
    line = style().lines[relation.status or "stated"]
    partners = ontology().predicates[relation.predicate].symmetric
    width = (2.2 if partners else 1.4) + 0.7 * min(relation.sources - 1, 4)
    arrows: Any = "" if partners else {"to": {"enabled": True, "scaleFactor": 0.45}}
    return {"color": line.colour, "dashes": line.dashes, "width": round(width, 1), "arrows": arrows}


def _curve(place: int, forward: bool) -> Any:
    """The first line between two nodes is straight, the next ones bend to either side more and more."""
    if place == 0:
        return False
    left = (place % 2 == 1) == forward
    return {"enabled": True, "type": "curvedCW" if left else "curvedCCW", "roundness": 0.14 * ((place + 1) // 2)}


def _look(kind: str) -> Look:
    return style().look(kind)


def _legend_order(kinds: Mapping[str, int]) -> list[str]:
    order = list(style().types)
    return sorted(kinds, key=lambda kind: (order.index(kind) if kind in order else len(order), kind))


def _labels(language: str) -> dict[str, dict[str, Any]]:
    """Labels of types, predicates (forwards and backwards) and statuses in one language, else in English."""
    known = ontology()
    return {
        "types": {name: _in(kind.labels, language, name) for name, kind in known.classes.items()},
        "predicates": {
            name: [_in(predicate.labels, language, name), _in(predicate.inverse, language, name)]
            for name, predicate in known.predicates.items()
        },
        "statuses": {name: _in(status.labels, language, name) for name, status in known.statuses.items()},
    }


def _in(labels: Mapping[str, str], language: str, name: str) -> str:
    return labels.get(language) or labels.get("en") or name


@cache
def _words(language: str) -> Mapping[str, Any]:
    """The page's own words. Raises ``DataError`` for a language that has none."""
    try:
        return tomllib.loads(page_file(f"{language}.toml"))
    except FileNotFoundError:
        raise DataError(f"queries/page/{language}.toml: the page has no words in the language {language!r}") from None
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"queries/page/{language}.toml: {error}") from error


@cache
def page_file(name: str) -> str:
    """A file of the folder of pages."""
    return (files("queries") / "page" / name).read_text(encoding="utf-8")


@cache
def _vis_network() -> str:
    """The vis-network that pyvis brings, without the line that asks a debugger to load its source map."""
    source = (files("pyvis") / _VIS).read_text(encoding="utf-8")
    return re.sub(r"\n//# sourceMappingURL=.*", "", source.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _inert(data: object) -> str:
    """JSON that can stand inside a script element: nothing in it can end the element or open a comment.

    >>> _inert("</script>")
    '"\\\\u003c/script>"'
    """
    text = plain(json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=_record))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _record(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__}


def policy(scripts: list[str], sheet: str) -> str:
    """A Content-Security-Policy under which nothing but these scripts and this style sheet works."""
    allowed = " ".join(_hash(script) for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(sheet)}; img-src data:; connect-src 'none'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


@cache
def environment() -> jinja2.Environment:
    """What turns the templates of pages into pages, every value in them escaped."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("queries", "page"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shorten"] = shorten
    environment.filters["upfirst"] = lambda text: text[:1].upper() + text[1:]
    return environment


def write_page(path: str | Path, html: str) -> None:
    """Write a page as UTF-8, whole or not at all. Raises ``KgError`` if the place cannot be written to."""
    try:
        with replacing(path) as file:
            file.write(html)
    except OSError as error:
        raise KgError(f"{path}: cannot write the page: {error.strerror or error}") from error

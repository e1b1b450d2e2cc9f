"""Static pictures of a ``Network`` for slides and briefs: SVG with real text, and PNG made from it."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal

from kg.errors import KgError
from kg.model import Network
from queries.picture import MOST_START, Spot, at_first, opening, spots, style
from queries.templates import environment
from queries.view import Relation, View, view
from queries.words import labels, words
from schemas.ontology import ontology

MOST_NODES = 60
"""More cannot be read on a slide: beyond that the picture holds a table of the best supported relations."""
MOST_LINES = 26
"""Rows of such a table."""
LINE_WIDTH = 20
"""Letters in a line of a label, about 132 units."""
LINE_HEIGHT = 15
MARGIN = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """A node as it is drawn: its label is broken into lines, the ``first`` of which stands at that height: below the
    node, or above it where arrows come from below, which nothing may hide.
    """

    spot: Spot
    shape: str
    colour: str
    lines: tuple[str, ...]
    first: int
    bold: bool


def svg(network: Network, *, title: str | None = None, language: str = "en", most: int | None = None) -> str:
    """A picture of a network, or a table of its relations where it has more than ``MOST_NODES`` entities.

    Only what the page shows at first counts: institutions and what was asked for. With ``most`` the best connected of
    these are drawn instead of a table. Without a ``title`` the general heading is written. The same network gives the
    same text. Raises ``DataError``.
    """
    seen = view(network)
    shown = [i for i in range(len(seen.things)) if at_first(seen, i)]
    linked = {i for r in seen.relations for i in (r.subject, r.object) if i is not None and r.object is not None}
    shown = [i for i in shown if i in linked or i == seen.centre]
    if most is not None and len(shown) > most:
        shown = [i for i in opening(seen, shown, min(most, MOST_START)) if at_first(seen, i)]
    example = any(article.example for article in network.articles)
    told = {
        "title": title or words(language)["heading"],
        "words": words(language),
        "labels": labels(language, {r.field for r in seen.relations if r.field}),
        "view": seen,
        "notice": words(language)["notice"] if example else "",
        "MARGIN": MARGIN,
        "LINE_HEIGHT": LINE_HEIGHT,
    }
    if len(shown) > MOST_NODES:
        return environment().get_template("table.svg.j2").render(rows=_best(seen), total=len(seen.relations), **told)
    return environment().get_template("still.svg.j2").render(**_drawn(seen, shown), **told)


def png(picture: str, width: int = 1600) -> bytes:
    """An SVG as a PNG of about ``width`` pixels. Raises ``KgError`` where the library for it is not installed."""
    source = (
        b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg", width: 800pt)'
    )
    return typeset(source, "png", {"svg": picture}, ppi=width / 800 * 72)


def typeset(source: bytes, form: Literal["pdf", "png"], inputs: dict[str, str], ppi: float | None = None) -> bytes:
    """What typst makes of a document. Raises ``KgError`` where it is not installed."""
    try:
        import typst
    except ImportError:
        raise KgError("PDF and PNG need typst: install it with: pip install 'healthkg[pdf]'") from None
    return typst.compile(source, format=form, sys_inputs=inputs, ppi=ppi)


def _best(seen: View) -> list[Relation]:
    return sorted(seen.relations, key=lambda r: (-r.sources, -r.confidence, r.subject))[:MOST_LINES]


def _drawn(seen: View, shown: list[int]) -> dict[str, Any]:
    """What the template of a picture draws."""
    placed = spots(seen, shown)
    lines, between = [], Counter[tuple[int, int]]()
    for relation in seen.relations:
        if relation.object is None or relation.subject not in placed or relation.object not in placed:
            continue
        pair = min(relation.subject, relation.object), max(relation.subject, relation.object)
        between[pair] += 1
        if relation.subject != relation.object and between[pair] <= 7:
            lines.append(_line(relation, placed, between[pair] - 1))
    heads = [(line["onto"], line["head"][1]) for line in lines if line["head"]]
    from_below = {onto for onto, back in heads if back[1] > 0.4} - {onto for onto, back in heads if back[1] < -0.4}
    marks = [_mark(seen, i, placed[i], above=i in from_below) for i in placed]
    left, right = _extent([m.spot.x for m in marks], 76)
    top, bottom = _extent([m.spot.y for m in marks], 60)
    kinds = {seen.things[i].type for i in shown}
    return {
        "marks": marks,
        "lines": lines,
        "box": (left - MARGIN, top - MARGIN - 40, max(right - left + 2 * MARGIN, 420), bottom - top + 2 * MARGIN + 80),
        "legend": [(kind, look) for kind, look in style().types.items() if kind in kinds],
        "styles": style().lines,
    }


def _extent(values: list[int], room: int) -> tuple[int, int]:
    return (min(values, default=0) - room, max(values, default=0) + room)


def _mark(seen: View, index: int, spot: Spot, *, above: bool) -> Mark:
    thing = seen.things[index]
    look, lines = style().look(thing.type), _wrapped(thing.name)
    first = spot.y - spot.radius - 6 - LINE_HEIGHT * (len(lines) - 1) if above else spot.y + spot.radius + 14
    return Mark(spot, look.shape, look.colour, lines, first, index == seen.centre)


def _wrapped(name: str) -> tuple[str, ...]:
    lines = [""]
    for word in name.split():
        for piece in (word[i : i + LINE_WIDTH] for i in range(0, len(word), LINE_WIDTH)):
            longer = f"{lines[-1]} {piece}".strip()
            if len(longer) <= LINE_WIDTH or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(piece)
    return tuple(lines) if len(lines) <= 3 else (*lines[:2], f"{lines[2]}…")


def _line(relation: Relation, placed: dict[int, Spot], number: int) -> dict[str, Any]:
    """A line from edge to edge of two nodes, the further ones of a pair bent aside."""
    assert relation.object is not None
    one, other = placed[relation.subject], placed[relation.object]
    away = (other.x - one.x, other.y - one.y)
    length = max((away[0] ** 2 + away[1] ** 2) ** 0.5, 1.0)
    lean = (1 if number % 2 else -1) * ((number + 1) // 2) * 0.14 * (1 if relation.subject < relation.object else -1)
    middle = ((one.x + other.x) / 2 - away[1] * lean, (one.y + other.y) / 2 + away[0] * lean)
    back = ((middle[0] - other.x), (middle[1] - other.y))
    reach = max((back[0] ** 2 + back[1] ** 2) ** 0.5, 1.0)
    tip = (other.x + back[0] / reach * (other.radius + 2), other.y + back[1] / reach * (other.radius + 2))
    look = style().lines[relation.status or "stated"]
    symmetric = ontology().predicates[relation.predicate].symmetric
    return {
        "d": f"M{one.x} {one.y}Q{middle[0]:.1f} {middle[1]:.1f} {tip[0]:.1f} {tip[1]:.1f}" if length > 1 else "",
        "onto": relation.object,
        "head": None if symmetric else (tip, (back[0] / reach, back[1] / reach)),
        "colour": look.colour,
        "dashes": " ".join(map(str, look.dashes)),
        "width": (2.2 if symmetric else 1.4) + 0.7 * min(relation.sources - 1, 4),
    }

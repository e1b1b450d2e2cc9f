"""What of a ``View`` is drawn, how large, and where."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kg.errors import DataError
from queries.layout import beside, place
from queries.packing import Size
from queries.view import Thing, View

MOST_NODES = 1000
"""More than these make vis-network slow; the best connected are drawn."""
LABEL_WIDTH = 132.0
"""Widest line of a label; page.js breaks longer names into at most three lines."""
LABEL_LINE = 15.0
LABEL_LETTER = 6.6
"""Height of a line and mean width of a letter of the label font, in picture units."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a type is drawn: a shape of vis-network, a colour; ``shown`` at first, ``anchor`` placed first."""

    shape: str
    colour: str
    shown: bool = True
    anchor: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """How a relation is drawn; ``dashes`` are lengths of dash and gap, or False for a solid line."""

    colour: str
    dashes: bool | list[int]


@dataclass(frozen=True, slots=True)
class Style:
    """Looks by type in the order of the legend, the look of any other type, and lines by status."""

    types: Mapping[str, Look]
    other: Look
    lines: Mapping[str, Line]

    def look(self, kind: str) -> Look:
        """The look of a type."""
        return self.types.get(kind, self.other)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the middle of a node is drawn, and its radius, in picture units."""

    x: int
    y: int
    radius: int


@cache
def style() -> Style:
    """The style of ``queries/page/style.toml``. Raises ``DataError``."""
    source = (files("queries") / "page" / "style.toml").read_text(encoding="utf-8")
    try:
        data = tomllib.loads(source)
        return Style(
            MappingProxyType({name: Look(**look) for name, look in data["types"].items()}),
            Look(**data["other"]),
            MappingProxyType({name: Line(**line) for name, line in data["lines"].items()}),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise DataError(f"queries/page/style.toml: {error}") from error


def spots(view: View, most: int = MOST_NODES) -> dict[int, Spot]:
    """Places for the best connected things of a view by their index, institutions before all others."""
    order = sorted(range(len(view.things)), key=lambda i: (i != view.centre, not _anchored(view, i), i))
    drawn = sorted(order[:most])
    names = {i: view.things[i].id for i in drawn}
    sizes = {names[i]: _box(view.things[i]) for i in drawn}
    links = [
        (names[relation.subject], names[relation.object])
        for relation in view.relations
        if relation.subject in names and relation.object in names
    ]
    anchors = {names[i]: sizes[names[i]] for i in drawn if _anchored(view, i)}
    centres = place(anchors, links)
    centres.update(beside(centres, sizes, links))
    return {i: _spot(view.things[i], centres[names[i]]) for i in drawn}


def radius(thing: Thing) -> int:
    """Radius of a node: its area grows with the number of its connections."""
    least, growth = (9.0, 3.4) if thing.institution else (6.0, 1.2)
    return round(min(least + growth * math.sqrt(thing.degree), 34.0))


def _anchored(view: View, index: int) -> bool:
    return index == view.centre or style().look(view.things[index].type).anchor


def _label_height(thing: Thing) -> float:
    lines = min(3, math.ceil(len(thing.name) * LABEL_LETTER / LABEL_WIDTH)) or 1
    return lines * LABEL_LINE


def _box(thing: Thing) -> Size:
    across = 2.0 * radius(thing)
    if not style().look(thing.type).anchor:
        return across + 16, across + 16
    return max(across, min(LABEL_WIDTH, len(thing.name) * LABEL_LETTER)), across + _label_height(thing)


def _spot(thing: Thing, centre: tuple[float, float]) -> Spot:
    """The node stands at the top of its box, its label below."""
    _, height = _box(thing)
    return Spot(round(centre[0]), round(centre[1] - height / 2 + radius(thing)), radius(thing))

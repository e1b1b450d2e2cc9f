"""What of a ``View`` is drawn, how large, and where."""

import heapq
import math
import tomllib
from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

import numpy as np

from kg.errors import DataError
from kg.ids import digest
from queries.kept import Former, Kept, Place, former, keep, read
from queries.layout import beside, place, steady
from queries.packing import Size
from queries.spread import respread, spread
from queries.view import Thing, View

MOST_START = 150
"""Institutions that the picture opens on: more cannot be read in a frame of 1,000 by 700 points."""
MOST_WHOLE = 100
"""Up to here the picture opens on everything, what is linked with nothing too."""
MOST_ALONG = 300
"""People, places and agreements that are ready beside them; they show once their type is switched on."""
MOST_CAREFUL = 400
"""More things than these are laid out by ``queries.spread``; the careful layout takes seconds from here on."""
LAYOUT = 3
"""Goes into the key of a layout that is kept: a change of the layouts makes it another one."""
LABEL_WIDTH = 132.0
"""Widest line of a label; longer names are broken into at most three lines."""
LABEL_LINE = 15.0
LABEL_LETTER = 6.6
"""Height of a line and mean width of a letter of the label font, in picture units."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a type is drawn: a shape, a colour; ``shown`` at first, ``anchor`` placed first."""

    shape: str
    colour: str
    shown: bool = True
    anchor: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """How a relation is drawn, by day and in the ``dark``; ``dashes`` are lengths of dash and gap, if any."""

    colour: str
    dark: str
    dashes: list[int]


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


@dataclass(frozen=True, slots=True)
class Drawing:
    """Places for all things by index. ``start`` holds what the picture opens on, in places of its own; None: all."""

    spots: Mapping[int, Spot]
    start: Mapping[int, Spot] | None


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


def drawing(view: View, cache: Path | None = None) -> Drawing:
    """Places for all things of a view, and for those that the picture opens on.

    The same view gets the same places. With ``cache``, a folder, they are kept there by content, where that can be, and
    layouts that were made before are taken from it; where most of the things were in one, they stay where they were.
    """
    if cache is None:
        return _drawing(view, None)
    told = [f"{thing.id} {thing.type} {radius(thing)} {len(thing.name)}" for thing in view.things]
    ends = [f"{relation.subject} {relation.object}" for relation in view.relations]
    subject = digest(str(LAYOUT), "" if view.centre is None else view.things[view.centre].id, length=8)
    file = cache / f"{subject}-{digest(str(view.centre), *told, *ends, length=32)}.json"
    if kept := read(file):
        spots, start = (_restored(view, part) for part in (kept.whole, kept.start or {}))
        return Drawing(spots, start or None)
    ids = {thing.id: i for i, thing in enumerate(view.things)}
    alone = frozenset(ids.values()) - {
        end for r in view.relations if r.object is not None for end in (r.subject, r.object)
    }
    model = former(cache, f"{subject}-*.json", ids, alone)
    made = _drawing(view, model)
    whole, opened = ({i: (spot.x, spot.y) for i, spot in part.items()} for part in (made.spots, made.start or {}))
    keep(file, Kept(tuple(ids), whole, opened or None, alone, model.new if model else 0))
    return made


def _restored(view: View, places: Mapping[int, Place]) -> dict[int, Spot]:
    return {i: Spot(x, y, radius(view.things[i])) for i, (x, y) in places.items()}


def _drawing(view: View, model: Former | None) -> Drawing:
    everything = range(len(view.things))
    shown = [i for i in everything if at_first(view, i)]
    careful = len(everything) <= MOST_CAREFUL
    was, opened = (model.whole, model.start) if model else ({}, {})
    whole = spots(view, everything, was) if careful else _spread(view, was)
    if careful and len(shown) <= MOST_WHOLE:
        return Drawing(whole, None)
    return Drawing(whole, spots(view, opening(view, shown), opened))


def best_connected(view: View, most: int) -> list[int]:
    """The best connected things, institutions before all others."""
    order = sorted(range(len(view.things)), key=lambda i: (i != view.centre, not _anchored(view, i), i))
    return sorted(order[:most])


def opening(view: View, shown: Collection[int], most: int = MOST_START) -> list[int]:
    """The part of a large view that a picture opens on, of the things that are ``shown`` at first.

    Around the thing that was asked for, else around the best connected one, the best connected neighbour of what is
    there already comes next. Where nothing more is linked with it, the best connected thing of the rest follows, as
    long as it has links. What is switched off at first comes along if it is linked with what is there.
    """
    near: dict[int, set[int]] = {i: set() for i in range(len(view.things))}
    for relation in view.relations:
        if relation.object is not None and relation.object != relation.subject:
            near[relation.subject].add(relation.object)
            near[relation.object].add(relation.subject)
    allowed = set(shown)
    steps = _steps(near, view.centre, allowed)
    found: dict[int, None] = {}
    for seed in sorted(allowed, key=lambda i: (i != view.centre, i)):
        if seed in found or (found and not near[seed] & allowed):
            continue
        waiting = [(steps.get(seed, 0), seed)]
        while waiting and len(found) < most:
            _, best = heapq.heappop(waiting)
            if best not in found:
                found[best] = None
                for other in near[best] & allowed - found.keys():
                    heapq.heappush(waiting, (steps.get(other, 0), other))
    along = {other for i in found for other in near[i] if other not in allowed}
    return sorted([*found, *sorted(along)[:MOST_ALONG]])


def _steps(near: Mapping[int, Set[int]], centre: int | None, allowed: Set[int]) -> dict[int, int]:
    """How many links lie between the thing that was asked for and each other one."""
    found = {} if centre is None else {centre: 0}
    queue = list(found)
    for current in queue:
        for other in near[current] & allowed:
            if other not in found:
                found[other] = found[current] + 1
                queue.append(other)
    return found


def _spread(view: View, was: Mapping[int, Place]) -> dict[int, Spot]:
    """Places for all things of a large view."""
    ends = np.array([(r.subject, r.object) for r in view.relations if r.object is not None], dtype=np.intp).reshape(
        -1, 2
    )
    radii = [radius(thing) for thing in view.things]
    sizes = np.array(radii, dtype=float)
    if was:
        known = np.full((len(radii), 2), np.nan)
        known[list(was)] = list(was.values())
        centres = respread(known, sizes, ends)
    else:
        centres = spread(sizes, ends)
    places = centres.round().astype(int).tolist()
    return {i: Spot(x, y, size) for i, (size, (x, y)) in enumerate(zip(radii, places, strict=True))}


def spots(view: View, wanted: Collection[int], was: Mapping[int, Place] = MappingProxyType({})) -> dict[int, Spot]:
    """Places for some things of a view, none on another, with room for their labels. Made for hundreds, not more.

    If most of them had a place in ``was``, they keep it and the others are put beside what they are linked with.
    """
    drawn = sorted(wanted)
    names = {i: view.things[i].id for i in drawn}
    sizes = {names[i]: _box(view.things[i]) for i in drawn}
    links = [
        (names[relation.subject], names[relation.object])
        for relation in view.relations
        if relation.subject in names and relation.object in names
    ]
    known = {names[i]: _centre(view.things[i], was[i]) for i in drawn if i in was}
    if 2 * len(known) > len(drawn):
        centres = steady(known, sizes, links)
    else:
        anchors = {names[i]: sizes[names[i]] for i in drawn if _anchored(view, i)}
        centres = place(anchors, links)
        centres.update(beside(centres, sizes, links))
    return {i: _spot(view.things[i], centres[names[i]]) for i in drawn}


def at_first(view: View, index: int) -> bool:
    """Is the type of this thing on the picture before anything is switched? That of the centre always is."""
    kind = view.things[index].type
    return style().look(kind).shown or (view.centre is not None and view.things[view.centre].type == kind)


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


def _centre(thing: Thing, place: Place) -> tuple[float, float]:
    """The middle of the box of a thing whose node stands at a place."""
    return place[0], place[1] + _box(thing)[1] / 2 - radius(thing)

"""Set the separate parts of a picture beside each other, close but apart.

Each part is a shape on a grid of cells: those that its boxes and links touch. Parts are set largest first, each where
the whole stays smallest in a page of the wanted proportions, so that small ones fill the bays of large ones. Single
boxes, linked with nothing, come last and below all others.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
Size = tuple[float, float]
Cells = NDArray[np.intp]

CELL = 24.0
"""Side of a cell in picture units. With half of it a picture of a thousand nodes gets 4 % smaller and takes five times
as long."""
GAP = 14.0
"""Free space around a box."""


def pack(
    parts: Sequence[Mapping[str, Point]], sizes: Mapping[str, Size], links: Iterable[tuple[str, str]], ratio: float
) -> dict[str, Point]:
    """Centres of all boxes, each part moved as a whole, in about a ``ratio``:1 page around the origin."""
    part_of = {name: number for number, part in enumerate(parts) for name in part}
    inside: list[list[tuple[str, str]]] = [[] for _ in parts]
    for a, b in links:
        if part_of[a] == part_of[b]:
            inside[part_of[a]].append((a, b))
    shapes = [_cells(part, sizes, ends) for part, ends in zip(parts, inside, strict=True)]
    order = sorted(range(len(parts)), key=lambda i: (-len(shapes[i]), min(parts[i])))
    linked, single = ([i for i in order if (len(parts[i]) > 1) == many] for many in (True, False))
    spread = np.array([shape.max(axis=0) - shape.min(axis=0) + 3 for shape in shapes] or [[0, 0]])
    half = int(math.sqrt(float((spread[:, 0] * spread[:, 1]).sum()))) + int(spread.max())
    taken, moves = _set(linked, shapes, half, ratio)
    if linked and single:  # room for the single ones below makes the rest wider
        area = math.prod(int(taken.any(axis=axis).sum()) for axis in (0, 1))
        whole = area + sum(len(shapes[i]) for i in single)
        taken, moves = _set(linked, shapes, half, ratio * whole / area)
        side = max(int(taken.any(axis=1).sum()), int(math.sqrt(whole * ratio)), int(spread[:, 0].max())) // 2 + 1
        taken[:, : int(np.flatnonzero(taken.any(axis=0))[-1]) + 2] = True
        taken[: half - side] = taken[half + side :] = True
    moves |= _set(single, shapes, half, ratio, taken)[1]
    return {
        name: (round(x + float(moves[i][0] - half) * CELL, 1), round(y + float(moves[i][1] - half) * CELL, 1))
        for i, part in enumerate(parts)
        for name, (x, y) in part.items()
    }


def _set(
    order: Iterable[int], shapes: Sequence[Cells], half: int, ratio: float, taken: NDArray[np.bool_] | None = None
) -> tuple[NDArray[np.bool_], dict[int, Cells]]:
    """The cells taken on a grid of twice ``half`` once some shapes are set, and how far each was moved."""
    taken = np.zeros((2 * half, 2 * half), dtype=bool) if taken is None else taken
    moves = {}
    for i in order:
        moves[i] = _best_place(taken, shapes[i], ratio)
        at = shapes[i] + moves[i]
        taken[at[:, 0], at[:, 1]] = True
    return taken, moves


def _cells(part: Mapping[str, Point], sizes: Mapping[str, Size], links: Iterable[tuple[str, str]]) -> Cells:
    """The cells that a part touches, counted from the cell of the origin."""
    found: set[tuple[int, int]] = set()
    for name, (x, y) in part.items():
        across, down = (side / 2 + GAP / 2 for side in sizes[name])
        columns = range(math.floor((x - across) / CELL), math.floor((x + across) / CELL) + 1)
        rows = range(math.floor((y - down) / CELL), math.floor((y + down) / CELL) + 1)
        found.update((column, row) for column in columns for row in rows)
    for a, b in links:
        (x, y), (u, v) = part[a], part[b]
        steps = math.ceil(math.hypot(u - x, v - y) / (CELL / 2)) or 1
        for step in range(steps + 1):
            share = step / steps
            found.add((math.floor((x + (u - x) * share) / CELL), math.floor((y + (v - y) * share) / CELL)))
    return np.array(sorted(found))


def _best_place(taken: NDArray[np.bool_], shape: Cells, ratio: float) -> Cells:
    """How far to move a shape so that it covers no taken cell and reaches least far from the middle of the grid."""
    low, high = shape.min(axis=0), shape.max(axis=0)
    if not taken.any():
        middle: Cells = len(taken) // 2 - (low + high) // 2
        return middle
    wide, deep = (len(taken) - (high - low)).tolist()
    blocked = np.zeros((wide, deep), dtype=bool)
    for x, y in (shape - low).tolist():
        blocked |= taken[x : x + wide, y : y + deep]
    left, top = np.arange(wide) - len(taken) / 2, np.arange(deep) - len(taken) / 2
    reach_x = np.maximum(np.abs(left), np.abs(left + (high - low)[0] + 1)) / ratio
    reach_y = np.maximum(np.abs(top), np.abs(top + (high - low)[1] + 1))
    far, near = np.maximum.outer(reach_x, reach_y), np.minimum.outer(reach_x, reach_y)
    cost = np.where(blocked, np.inf, far + near * 1e-3)
    place = np.unravel_index(int(np.argmin(cost)), cost.shape)
    moved: Cells = np.array(place) - low
    return moved

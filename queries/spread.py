"""Places for the nodes of a large graph, in seconds for tens of thousands: what ``queries.layout`` is too careful for.

The graph is made coarser step by step: nodes that are not linked with each other become centres, the others join
one. The coarsest graph is laid out first, each finer one starts from it. Links pull; all nodes push each other, as
masses on a grid whose field is a convolution, so that a step costs the same however crowded the picture is.
Nothing is drawn by lot, so the same graph always gets the same places.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

FEWEST = 60
"""A graph of no more nodes is not made coarser."""
ROUNDS = 40
"""Rounds on the finest graph of 10,000 nodes; with 80 the links of a tree are 3 % shorter. Coarser ones get more."""
APART = 60
"""Rounds of pushing overlapping nodes apart; it stops as soon as none overlap."""
GRAVITY = 0.05
"""How strongly all is drawn to the middle: with less, parts that are not linked drift far apart; with ten times more
every picture becomes a disc."""
FILL = 0.3
"""Fullest that the middle of the picture may be before circles are pushed apart."""
TURN = 2.399963
"""The golden angle: points turned by it never line up."""
GAP = 8.0
"""Free space between two nodes, in picture units."""


def spread(radii: Floats, links: Indices) -> Floats:
    """Centres of circles of the given radii, linked ones near each other, none overlapping.

    ``links`` are pairs of indices, one a row. Circles without links come last, in rows below the others.

    >>> spots = spread(np.full(3, 10.0), np.array([[0, 1]]))
    >>> bool(spots[2, 1] > spots[:2, 1].max())
    True
    """
    links = _plain(links)
    linked = np.unique(links)
    spots = np.zeros((len(radii), 2))
    if len(linked):
        place = np.full(len(radii), -1)
        place[linked] = np.arange(len(linked))
        inner = place[links]
        unit = 3.2 * float(radii[linked].mean()) + GAP
        spots[linked] = _apart(_roomy(_levels(len(linked), inner) * unit, radii[linked]), radii[linked])
        spots[linked] -= (spots[linked].max(axis=0) + spots[linked].min(axis=0)) / 2
    single = np.setdiff1d(np.arange(len(radii)), linked)
    if len(single):
        spots[single] = _rows(radii[single], spots[linked])
    rounded: Floats = np.round(spots, 1)
    return rounded


def respread(known: Floats, radii: Floats, links: Indices) -> Floats:
    """As ``spread``, for a graph of which most is ``known``: one row a circle, not a number where it has no place yet.

    What has a place keeps it, but where circles have grown onto each other; the others come beside what they are linked
    with, those without links in rows below all.

    >>> known = np.array([[0.0, 0.0], [90.0, 0.0], [np.nan, np.nan]])
    >>> respread(known, np.full(3, 9.0), np.array([[1, 2]]))[:2].tolist()
    [[0.0, 0.0], [90.0, 0.0]]
    """
    spots, links = known.copy(), _plain(links)
    one, other = np.concatenate([links, links[:, ::-1]]).T
    turn = np.arange(len(spots)) * TURN
    aside = np.stack([np.cos(turn), np.sin(turn)], axis=1) * (radii[:, None] + float(radii.max()) + GAP)
    while True:  # a newcomer may be linked with newcomers only: those beside a known one come first
        new = np.isnan(spots[:, 0])
        near = new[one] & ~new[other]
        if not near.any():
            break
        many = np.bincount(one[near], minlength=len(spots))
        reached = many > 0
        for axis in (0, 1):
            sums = np.bincount(one[near], spots[other[near], axis], len(spots))
            spots[reached, axis] = sums[reached] / many[reached] + aside[reached, axis]
    if new.any():
        spots[new] = _rows(radii[new], spots[~new])
    rounded: Floats = np.round(_apart(spots, radii), 1)
    return rounded


def _plain(links: Indices) -> Indices:
    """Each pair once, smaller index first, no node linked with itself."""
    pairs = np.sort(np.asarray(links, dtype=np.intp).reshape(-1, 2), axis=1)
    kept: Indices = np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)
    return kept


def _levels(number: int, links: Indices) -> Floats:
    """Places in units of the wanted length of a link."""
    if number <= FEWEST:
        turn = np.arange(number) * TURN
        reach = np.sqrt(np.arange(number) + 0.5)
        return _settle(np.stack([np.cos(turn) * reach, np.sin(turn) * reach], axis=1), links, 4 * ROUNDS)
    group = _groups(number, links)
    fewer = int(group.max()) + 1
    if fewer > 0.9 * number:
        turn = np.arange(number) * TURN
        reach = np.sqrt(np.arange(number) + 0.5)
        return _settle(np.stack([np.cos(turn) * reach, np.sin(turn) * reach], axis=1), links, 4 * ROUNDS)
    coarse = _levels(fewer, _plain(group[links]))
    turn = np.arange(number) * TURN
    spots = coarse[group] * np.sqrt(number / fewer) + 0.4 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    return _settle(spots, links, int(ROUNDS * max(1.0, min(4.0, (10_000 / number) ** 0.5))))


def _groups(number: int, links: Indices) -> Indices:
    """A centre for each node, numbered from 0. No two centres are linked; busy nodes become centres first."""
    degree = np.bincount(links.ravel(), minlength=number)
    rank = np.empty(number, dtype=np.intp)
    rank[np.lexsort((np.arange(number), -degree))] = np.arange(number)
    one, other = np.concatenate([links, links[:, ::-1]]).T
    centre = np.full(number, -1)
    free = np.ones(number, dtype=bool)
    while free.any():
        best = np.full(number, number)
        live = free[one] & free[other]
        np.minimum.at(best, one[live], rank[other[live]])
        chosen = free & (rank < best)
        centre[chosen] = np.flatnonzero(chosen)
        reached = free[other] & chosen[one]
        winner = np.full(number, number)
        np.minimum.at(winner, other[reached], rank[one[reached]])
        joined = (winner < number) & ~chosen
        by_rank = np.argsort(rank)
        centre[joined] = by_rank[winner[joined]]
        free &= ~(chosen | joined)
    group: Indices = np.unique(centre, return_inverse=True)[1].reshape(-1)
    return group


def _settle(spots: Floats, links: Indices, rounds: int) -> Floats:
    """Let links pull and nodes push, with steps that get smaller."""
    number = len(spots)
    if number < 2:
        return spots
    degree = np.maximum(np.bincount(links.ravel(), minlength=number), 1).astype(float)
    one, other = links.T
    stretch = np.sqrt(np.minimum(np.maximum(degree[one], degree[other]), 400.0) / 4).clip(1.0)
    for step in range(rounds):
        push = _field(spots)
        apart = spots[other] - spots[one]
        length = np.maximum(np.sqrt((apart * apart).sum(axis=1)), 1e-6)
        pull = apart * (length / stretch)[:, None]
        force = push - spots * GRAVITY
        for axis in (0, 1):
            force[:, axis] += np.bincount(one, pull[:, axis], number) - np.bincount(other, pull[:, axis], number)
        size = np.maximum(np.sqrt((force * force).sum(axis=1)), 1e-9)
        most = 0.12 * np.sqrt(number) ** 0.5 * (1 - step / rounds) + 0.05
        spots = spots + force * (np.minimum(size / degree, most) / size)[:, None]
    return spots


def _field(spots: Floats) -> Floats:
    """How all points push each: 1 / distance each, taken on a grid whose cells hold one point on average."""
    low, high = spots.min(axis=0), spots.max(axis=0)
    side = float((high - low).max()) or 1.0
    cells = int(np.clip(2 ** np.ceil(np.log2(np.sqrt(len(spots)) * 1.4 + 4)), 16, 512))
    cell = side / (cells - 2)
    at = (spots - low) / cell
    left = np.floor(at).astype(np.intp)
    part = at - left
    corners = [
        (
            (left[:, 0] + dx) * cells + left[:, 1] + dy,
            (part[:, 0] if dx else 1 - part[:, 0]) * (part[:, 1] if dy else 1 - part[:, 1]),
        )
        for dx in (0, 1)
        for dy in (0, 1)
    ]
    mass = sum(np.bincount(index, weight, cells * cells) for index, weight in corners)
    wide = 2 * cells
    spectrum = np.fft.rfft2(np.asarray(mass).reshape(cells, cells), (wide, wide))
    steps = np.arange(wide)
    offset = np.where(steps > cells, steps - wide, steps) * cell
    x, y = np.meshgrid(offset, offset, indexing="ij")
    away = x * x + y * y
    away[0, 0] = 1.0
    push = np.empty_like(spots)
    for axis, along in enumerate((x, y)):
        kernel = np.fft.rfft2(along / away)
        table = np.fft.irfft2(spectrum * kernel, (wide, wide))[:cells, :cells].ravel()
        push[:, axis] = sum(table[index] * weight for index, weight in corners)
    return push


def _roomy(spots: Floats, radii: Floats) -> Floats:
    """Stretch the picture until its circles fill no more than ``FILL`` of its middle, no two in one place."""
    across, down = np.maximum(spots.std(axis=0), 1.0)
    wanted = float(((radii + GAP / 2) ** 2).sum()) / FILL
    turn = np.arange(len(spots)) * TURN
    spots = spots * max(1.0, float(np.sqrt(wanted / (4 * across * down))))
    wider: Floats = spots + 0.01 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    return wider


def _apart(spots: Floats, radii: Floats) -> Floats:
    """Push overlapping circles apart until none overlap; two in one place have no direction to part in."""
    spots = spots.copy()
    for _ in range(APART):
        one, other = _close(spots, 2 * float(radii.max()) + GAP)
        apart = spots[one] - spots[other]
        length = np.sqrt((apart * apart).sum(axis=1)).clip(1e-9)
        over = radii[one] + radii[other] + GAP - length
        clash = over > 0.5
        if not clash.any():
            break
        push = apart[clash] * (0.55 * over[clash] / length[clash])[:, None]
        for axis in (0, 1):
            moved = np.bincount(one[clash], push[:, axis], len(spots))
            spots[:, axis] += moved - np.bincount(other[clash], push[:, axis], len(spots))
    return spots


def _close(spots: Floats, reach: float) -> tuple[Indices, Indices]:
    """Pairs of points in the same or in neighbouring cells of side ``reach``, each pair once."""
    cell = np.floor((spots - spots.min(axis=0)) / reach).astype(np.intp)
    rows = int(cell[:, 1].max()) + 3
    key = (cell[:, 0] + 1) * rows + cell[:, 1] + 1
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    ones, others = [], []
    for shift in (0, 1, rows - 1, rows, rows + 1):
        first = np.searchsorted(ordered, ordered + shift, "left")
        last = np.searchsorted(ordered, ordered + shift, "right")
        if shift == 0:
            first = np.arange(len(ordered)) + 1
        count = np.maximum(last - first, 0)
        start = np.repeat(first - np.concatenate([[0], np.cumsum(count)[:-1]]), count)
        ones.append(np.repeat(order, count))
        others.append(order[start + np.arange(int(count.sum()))])
    return np.concatenate(ones), np.concatenate(others)


def _rows(radii: Floats, placed: Floats) -> Floats:
    """Rows of circles below what is placed, as wide as that."""
    step = 2 * float(radii.max()) + 3 * GAP
    wide = float(np.ptp(placed[:, 0])) if len(placed) else 0.0
    across = max(int(max(wide, np.sqrt(len(radii) * 1.6) * step) / step), 1)
    top = float(placed[:, 1].max()) + 2 * step if len(placed) else 0.0
    number = np.arange(len(radii))
    rows: Floats = np.stack(
        [(number % across - (min(across, len(radii)) - 1) / 2) * step, top + number // across * step], axis=1
    )
    return rows

"""Figures and groups of a web of institutions. networkx finds them, for large webs igraph where it is installed.

Nothing depends on chance: what is drawn by lot is drawn with the same seed, from institutions in order.
"""

import random
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from types import MappingProxyType
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from queries.web import Web

if TYPE_CHECKING:
    import igraph

SEED = 7
"""Of what is drawn by lot. Any number would do; the same one gives the same answer every time."""
DAMPING = 0.85
"""Chance that PageRank goes on along a tie: the value of its authors, and of networkx."""
ROUNDS = 120
"""Rounds of PageRank: what is left to change shrinks to 0.85 of itself in each, in 120 to less than 1e-8."""
EXACT = 500
"""Up to so many institutions betweenness is exact: all of them are starts."""
LARGE = 5_000
"""From so many institutions on igraph is used if it is there: until then networkx takes a few seconds at most."""


def _degree(web: Web, _starts: int) -> dict[str, float]:
    return dict(zip(web.ids, web.degrees().astype(float).tolist(), strict=True))


def _betweenness(web: Web, starts: int) -> dict[str, float]:
    """Rounded, since the order of sums may differ."""
    drawn = None if len(web.ids) <= EXACT else min(starts, len(web.ids))
    if drawn is None or (made := _fast(web)) is None:
        found = nx.betweenness_centrality(web.graph(), k=drawn, seed=SEED)
        return {key: round(score, 9) for key, score in found.items()}
    chosen = random.Random(SEED).sample(range(len(web.ids)), drawn)
    scores = made.betweenness(directed=False, sources=chosen)
    inside, few = set(chosen), max(1, drawn - 1)  # a start lies between others only as seen from the other starts
    pairs = max(1, len(web.ids) - 2) / 2  # igraph counts each way once, networkx from both ends
    shares = (score / (pairs * (few if n in inside else drawn)) for n, score in enumerate(scores))
    return {key: round(share, 9) for key, share in zip(web.ids, shares, strict=True)}


def _pagerank(web: Web, _starts: int) -> dict[str, float]:
    """By power iteration, as networkx does it, which wants scipy for it."""
    count = len(web.ids)
    ends = np.concatenate([web.pairs, web.pairs[:, ::-1]])
    degrees = web.degrees()
    score = np.full(count, 1 / max(1, count))
    for _ in range(ROUNDS):
        share = DAMPING * score[ends[:, 0]] / degrees[ends[:, 0]]
        score = np.bincount(ends[:, 1], share, count) + (1 - DAMPING) / max(1, count)
    return {key: round(one, 9) for key, one in zip(web.ids, score.tolist(), strict=True)}


def _holes(web: Web, _starts: int) -> dict[str, float]:
    """Of institutions with two ties or more: one alone has no hole to stand in."""
    found = nx.constraint(web.graph())
    several = np.array(web.ids)[web.degrees() > 1].tolist() if web.ids else []
    return {key: round(1 - found[key], 9) for key in several}


MEASURES: Mapping[str, Callable[[Web, int], dict[str, float]]] = MappingProxyType(
    {"degree": _degree, "betweenness": _betweenness, "pagerank": _pagerank, "holes": _holes}
)
"""Measures of centrality by name: the figures of institutions by id; betweenness begins at so many of them."""


def groups(web: Web) -> list[set[str]]:
    """Institutions that have more to do with each other than with the rest (Louvain), the largest group first."""
    if (made := _fast(web)) is not None:
        found = [{web.ids[n] for n in group} for group in made.community_multilevel(weights=web.sources.tolist())]
    else:
        found = nx.community.louvain_communities(web.graph(), weight="sources", seed=SEED) if web.ids else []
    return sorted(found, key=lambda one: (-len(one), min(one)))


def _fast(web: Web) -> "igraph.Graph | None":
    """The web in igraph, its lot drawn anew from the seed; None where it is small or igraph is not installed."""
    if len(web.ids) < LARGE or find_spec("igraph") is None:
        return None
    import igraph

    igraph.set_random_number_generator(random.Random(SEED))
    return igraph.Graph(len(web.ids), web.pairs)

"""Questions that are algorithms over the whole graph: who holds it together, who belongs together.

Each is a function of a store and of values, over the same ties in every store, so that every store gives the same
answer; what is equal comes in the order of names and ids. Its docstring is its help and declares its parameters in the
form of the query files.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

import networkx as nx
import numpy as np

from kg.stores import Rows, Store
from queries.cuts import cuts
from queries.measures import MEASURES, groups
from queries.paths import path
from queries.web import Web, traits, web


def bridges(store: Store, *, relation: str, status: str, least: int) -> Rows:
    """Institutions whose loss would cut others off from each other: those that a part of the network hangs on.
    "cut" counts the institutions that would lose their tie with the largest remaining part; "why" names some.
    $relation: Relation = any. Only ties of this relation, such as PARTNERS_WITH.
    $status: Status = current. Only ties that stand so; current: not planned, suspended or ended.
    $least: integer = 1. Only institutions whose loss cuts off at least so many.
    """
    made = web(store, relation, status)
    ties = dict(zip(made.ids, made.degrees().tolist(), strict=True))
    rows = []
    for key, cut in cuts(made).items():
        if len(cut) >= least:
            told = _some(made, sorted(cut))
            rows.append((*made.names[key], len(cut), ties[key], f"without it cut off: {told}", key))
    rows.sort(key=lambda row: (-row[2], row[0], row[5]))
    return Rows(("institution", "type", "cut", "ties", "why", "id"), tuple(rows))


def central(store: Store, *, by: str, relation: str, status: str, top: int, starts: int) -> Rows:
    """The most central institutions, each with the reason.
    By degree: how many institutions it has ties with. By betweenness: how many of the shortest ways between others
    lead through it, as a share. By pagerank: where someone ends who follows ties at random.
    By holes: how little its neighbours are tied to each other (1 less Burt's constraint).
    $by: degree|betweenness|pagerank|holes = degree. The measure.
    $relation: Relation = any. Only ties of this relation, such as PARTNERS_WITH.
    $status: Status = current. Only ties that stand so; current: not planned, suspended or ended.
    $top: integer = 20. How many, the most central first.
    $starts: integer = 50. For betweenness in a network of more than 500: how many of them ways are looked for from.
    """
    made = web(store, relation, status)
    scores = MEASURES[by](made, starts)
    place = {key: number for number, key in enumerate(made.ids)}
    order = sorted(scores, key=lambda key: (-scores[key], made.names[key][0], key))[:top]
    beside = made.beside()
    rows = []
    for rank, key in enumerate(order, 1):
        near = [(-count, made.names[made.ids[n]][0], made.ids[n]) for n, count in beside(place[key])]
        why = f"ties with {len(near)}, most told of: {_some(made, (other for _, _, other in sorted(near)))}"
        rows.append((rank, *made.names[key], scores[key], why, key))
    return Rows(("rank", "institution", "type", by, "why", "id"), tuple(rows))


def communities(store: Store, *, relation: str, status: str, least: int) -> Rows:
    """Groups of institutions that have more to do with each other than with the rest (Louvain), one line a member.
    A group is named by what most of its members share: a field, a place, an owner or a programme; else by its member
    with most ties. "ties" counts those inside the group.
    $relation: Relation = any. Only ties of this relation, such as PARTNERS_WITH.
    $status: Status = current. Only ties that stand so; current: not planned, suspended or ended.
    $least: integer = 3. Only groups with at least so many members.
    """
    made = web(store, relation, status)
    found, shared = groups(made), traits(made)
    group_of = {key: number for number, group in enumerate(found) for key in group}
    groups_of = np.array([group_of[key] for key in made.ids], dtype=np.int64)
    inner = made.pairs[groups_of[made.pairs[:, 0]] == groups_of[made.pairs[:, 1]]]
    ties = dict(zip(made.ids, np.bincount(inner.ravel(), minlength=len(made.ids)).tolist(), strict=True))
    rows = []
    for number, group in enumerate(found, 1):
        if len(group) < least:
            break
        order = sorted(group, key=lambda key: (-ties[key], made.names[key][0], key))
        name, why = _shared(shared, order) or (made.names[order[0]][0], f"it has ties with {ties[order[0]]}")
        rows += [(number, name, *made.names[key], ties[key], f"of {len(order)} members {why}", key) for key in order]
    return Rows(("group", "name", "institution", "type", "ties", "why", "id"), tuple(rows))


def _shared(shared: Mapping[str, Counter[str]], members: list[str]) -> tuple[str, str] | None:
    """What most members share, if it is a third of them, and two at least."""
    found = Counter(trait for key in members for trait in shared.get(key, ()))
    trait, count = min(found.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    return (trait, f"{count} share {trait}") if count >= 2 and 3 * count >= len(members) else None


def parts(store: Store, *, relation: str, status: str) -> Rows:
    """The parts that the network falls into: institutions of different parts have no tie, not even through others.
    $relation: Relation = any. Only ties of this relation, such as PARTNERS_WITH.
    $status: Status = current. Only ties that stand so; current: not planned, suspended or ended.
    """
    made = web(store, relation, status)
    ties = dict(zip(made.ids, made.degrees().tolist(), strict=True))
    found = sorted(nx.connected_components(made.graph()), key=lambda one: (-len(one), min(one)))
    rows = []
    for number, part in enumerate(found, 1):
        order = sorted(part, key=lambda key: (-ties[key], made.names[key][0], key))
        rows.append((number, len(part), sum(map(ties.__getitem__, part)) // 2, _some(made, order), order[0]))
    return Rows(("part", "institutions", "ties", "why", "id"), tuple(rows))


def _some(made: Web, keys: Iterable[str], most: int = 3) -> str:
    names = [made.names[key][0] for key in keys]
    more = "" if len(names) <= most else f" and {len(names) - most} more"
    return "; ".join(names[:most]) + more


ALGORITHMS: Mapping[str, Callable[..., Rows]] = MappingProxyType(
    {"path": path, "bridges": bridges, "central": central, "communities": communities, "parts": parts}
)
"""The questions that are algorithms, by name."""
NOTHING: Mapping[str, str] = MappingProxyType(
    {
        "path": "No way within {within} steps",
        "article": "No statement of an article with this id, address, name or title; see 'kg query articles'",
    }
)
"""What it means that a question came back with no rows, where that is an answer."""


def help_of(name: str) -> str:
    """The help of an algorithm in the form of an opening comment."""
    lines = (line.strip() for line in (ALGORITHMS[name].__doc__ or "").strip().splitlines())
    return "".join(f"# {line}\n" for line in lines)

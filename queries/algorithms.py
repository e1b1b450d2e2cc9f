"""Questions that are algorithms: ways between institutions, and who holds the network together.

Each is a function of a store and of values, over the rows of the question ``network``, so that every store gives the
same answer; ties are broken by id and nothing is drawn by lot. Its docstring is its help and declares its parameters
in the form of the query files.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice, pairwise
from types import MappingProxyType
from typing import Any

import networkx as nx
import numpy as np

from kg.errors import KgError
from kg.model import Edge, Network
from kg.stores import Rows, Store, Value
from queries.library import question
from queries.values import ANY
from queries.walks import stands
from schemas.ontology import ontology

WORDS = ("quote", "publisher", "published", "title", "url", "subject_id", "predicate_id", "object_id")
SEED = 7
"""Of Louvain's random order. Any number would do; the same one gives the same communities every time."""
DAMPING = 0.85
"""Chance that PageRank goes on along a tie: the value of its authors, and of networkx."""
ROUNDS = 120
"""Rounds of PageRank: what is left to change shrinks to 0.85 of itself in each, in 120 to less than 1e-8."""
LIMIT = 100_000
"""Most things that a search for ways looks at before it gives up."""


@dataclass(slots=True)
class Web:
    """Institutions and the relations between them, light enough to hold the whole graph in memory."""

    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    links: dict[tuple[str, str], list[Mapping[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    traits: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def graph(self) -> nx.Graph:
        """One node an institution, one edge two institutions; ``sources`` of an edge counts articles."""
        made: nx.Graph = nx.Graph()
        made.add_nodes_from(sorted({end for pair in self.links for end in pair}))
        for pair in sorted(self.links):
            made.add_edge(*pair, sources=sum(int(row["sources"]) for row in self.links[pair]))
        return made


def web(store: Store, relation: str = ANY, status: str = ANY) -> Web:
    """The relations between institutions that stand as wanted, and the traits by which groups can be named."""
    made = Web()
    for row in store.ask(question("network").texts[store.language], date=ANY, relation=ANY, status=ANY):
        subject, target, predicate = str(row["subject_id"]), str(row["object_id"]), str(row["predicate_id"])
        institution = ontology().is_a(str(row["subject_type"]), "Institution")
        if institution:
            made.names[subject] = str(row["subject"]), str(row["subject_type"])
        if ontology().is_a(str(row["object_type"]), "Institution"):
            made.names[target] = str(row["object"]), str(row["object_type"])
        if not institution:
            continue
        if target in made.names:
            if relation in (ANY, predicate) and stands(_text(row["status"]), status):
                made.links[min(subject, target), max(subject, target)].append(row)
            if predicate in ("OWNED_BY", "PART_OF"):
                made.traits[subject][str(row["object"])] += 1
        elif predicate in ("LOCATED_IN", "SPECIALISES_IN", "PARTICIPATES_IN"):
            made.traits[subject][str(row["object"])] += 1
    return made


def path(store: Store, *, first: str, second: str, ways: int, within: int, status: str) -> Rows:
    """How two institutions are connected: the shortest ways from one to the other, each step with its evidence.
    A step is any relation between institutions, people, programmes and agreements; to be in one place is none. No
    rows mean that there is no way within so many steps.
    $first: Entity. Where the way starts.
    $second: Entity. Where it ends.
    $ways: integer = 1. How many ways, the shortest first.
    $within: integer = 6. The most steps of a way.
    $status: Status = any. Only steps that stand so; current: not planned, suspended or ended.
    """
    columns = ("way", "step", "from", "relation", "to", "status", "first_date", "last_date", "sources", "independent")
    rows: list[tuple[Value, ...]] = []
    barred: set[tuple[str, str]] = set()
    while True:  # until no step of the ways found is barred by its status
        found = _ways(_between(store, first, second, within, barred, ways), first, second, within, ways)
        known = store.network(sorted({key for way in found for key in way}), depth=0) if found else Network()
        steps, pairs = _steps(known, status), {_pair(*step) for way in found for step in pairwise(way)}
        if pairs <= steps.keys():
            break
        barred |= pairs - steps.keys()
    names = {entity.id: entity.name for entity in known.entities}
    for number, way in enumerate(found, 1):
        for step, (near_id, far_id) in enumerate(pairwise(way), 1):
            for edge in steps[_pair(near_id, far_id)]:
                own = (number, step, names[near_id], edge.predicate, names[far_id], edge.status, edge.first_date)
                rows.append(
                    (*own, edge.last_date, edge.sources, edge.independent, edge.confidence, *_best(known, edge))
                )
    return Rows((*columns, "confidence", *WORDS), tuple(rows))


def _between(store: Store, first: str, second: str, within: int, barred: set[tuple[str, str]], ways: int) -> nx.Graph:
    """As much of the graph as the shortest ways between two things need, looked up from both of them in turn."""
    asked = question("neighbours").texts[store.language]
    made: nx.Graph = nx.Graph()
    made.add_nodes_from((first, second))
    sides, depths = [{first}, {second}], [0, 0]
    edges = [[first], [second]]
    spare = 0 if ways == 1 else 1
    while sum(depths) < within and spare >= 0 and len(made) < LIMIT:
        side = 0 if (len(edges[0]), 0) <= (len(edges[1]), 1) else 1
        if not edges[side]:
            side = 1 - side
        if not edges[side]:
            break
        further: set[str] = set()
        for key in edges[side]:
            for row in store.ask(asked, id=key):
                other = str(row["id"])
                if _pair(key, other) not in barred:
                    made.add_edge(key, other)
                    further.add(other)
        edges[side] = sorted(further - sides[side])
        sides[side] |= further
        depths[side] += 1
        if sides[0] & sides[1]:
            spare -= 1
    return made


def _ways(near: nx.Graph, first: str, second: str, within: int, ways: int) -> list[list[str]]:
    ordered: nx.Graph = nx.Graph()
    ordered.add_nodes_from(sorted(near))
    ordered.add_edges_from(sorted(tuple(sorted(pair)) for pair in near.edges))
    if first == second or not nx.has_path(ordered, first, second):  # type: ignore[no-untyped-call]
        return []
    short = nx.shortest_simple_paths(ordered, first, second)
    return [way for way in islice(short, ways) if len(way) <= within + 1]


def _steps(known: Network, status: str) -> dict[tuple[str, str], list[Edge]]:
    found: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in known.edges:
        if edge.predicate != "LOCATED_IN" and stands(edge.status, status):
            found[_pair(edge.subject, edge.object)].append(edge)
    return found


def _pair(one: str, other: str) -> tuple[str, str]:
    return min(one, other), max(one, other)


def _best(known: Network, edge: Edge) -> tuple[Value, ...]:
    """The words that say an edge most surely, with their source and the key of the edge."""
    sources = {article.id: article for article in known.articles}
    said = min(edge.statements, key=lambda one: (-one.confidence, one.article, one.id))
    one, source = said.evidence[0], sources[said.article]
    words = (one.quote, source.publisher, source.published, source.title, source.url)
    return (*words, edge.subject, edge.predicate, edge.object)


def bridges(store: Store, *, relation: str, status: str, least: int) -> Rows:
    """Institutions whose loss would cut others off from each other: those that a part of the network hangs on.
    "cut" counts the institutions that would lose their tie with the largest remaining part; "why" names some.
    $relation: Relation = any. Only ties of this relation, such as PARTNERS_WITH.
    $status: Status = current. Only ties that stand so; current: not planned, suspended or ended.
    $least: integer = 1. Only institutions whose loss cuts off at least so many.
    """
    made = web(store, relation, status)
    whole = made.graph()
    rows = []
    for key, cut in _cuts(whole).items():
        if len(cut) >= least:
            told = _some(made, sorted(cut))
            rows.append((*made.names[key], len(cut), whole.degree(key), f"without it cut off: {told}", key))
    rows.sort(key=lambda row: (-row[2], row[0], row[5]))
    return Rows(("institution", "type", "cut", "ties", "why", "id"), tuple(rows))


def _cuts(whole: nx.Graph) -> dict[str, set[str]]:
    """What each articulation point cuts off from the largest part that remains of its component."""
    found: dict[str, set[str]] = {}
    for key in nx.articulation_points(whole):
        inside = nx.node_connected_component(whole, key) - {key}  # type: ignore[no-untyped-call]
        parts = sorted(nx.connected_components(whole.subgraph(inside)), key=lambda part: (-len(part), min(part)))  # type: ignore[no-untyped-call]
        found[key] = set().union(*parts[1:])
    return found


def central(store: Store, *, by: str, relation: str, status: str, top: int) -> Rows:
    """The most central institutions, each with the reason.
    By degree: how many institutions it has ties with. By betweenness: how many of the shortest ways between others
    lead through it, as a share (from up to 500 starts). By pagerank: where someone ends who follows ties at random.
    By holes: how little its neighbours are tied to each other (1 less Burt's constraint).
    $by: text = degree. The measure: degree, betweenness, pagerank or holes.
    $relation: Relation = any. Only ties of this relation, such as PARTNERS_WITH.
    $status: Status = current. Only ties that stand so; current: not planned, suspended or ended.
    $top: integer = 20. How many, the most central first.
    """
    made = web(store, relation, status)
    whole = made.graph()
    if by not in MEASURES:
        raise KgError(f"by: expected one of {', '.join(MEASURES)}, got {by!r}")
    scores = MEASURES[by](whole)
    order = sorted(scores, key=lambda key: (-scores[key], made.names[key][0], key))[:top]
    rows = []
    for rank, key in enumerate(order, 1):
        near = sorted(whole[key], key=lambda other: (-whole[key][other]["sources"], made.names[other][0], other))
        why = f"ties with {len(near)}, most told of: {_some(made, near)}"
        rows.append((rank, *made.names[key], scores[key], why, key))
    return Rows(("rank", "institution", "type", by, "why", "id"), tuple(rows))


def _degree(whole: nx.Graph) -> dict[str, float]:
    return {key: float(count) for key, count in whole.degree()}


def _betweenness(whole: nx.Graph) -> dict[str, float]:
    """Exact on up to 500 institutions, else from 500 seeded starts; rounded, since the order of sums may differ."""
    starts = None if len(whole) <= 500 else 500
    found = nx.betweenness_centrality(whole, k=starts, seed=SEED)
    return {key: round(score, 9) for key, score in found.items()}


def _pagerank(whole: nx.Graph) -> dict[str, float]:
    """By power iteration, as networkx does it, which wants scipy for it."""
    order = sorted(whole)
    place = {key: number for number, key in enumerate(order)}
    pairs = [(place[one], place[other]) for one, other in whole.edges]
    ends = np.array([*pairs, *((other, one) for one, other in pairs)], dtype=np.intp).reshape(-1, 2)
    degrees = np.bincount(ends[:, 0], minlength=len(order))
    score = np.full(len(order), 1 / max(1, len(order)))
    for _ in range(ROUNDS):
        share = DAMPING * score[ends[:, 0]] / degrees[ends[:, 0]]
        loose = DAMPING * score[degrees == 0].sum()
        score = np.bincount(ends[:, 1], share, len(order)) + (loose + 1 - DAMPING) / max(1, len(order))
    return {key: round(float(score[place[key]]), 9) for key in order}


def _holes(whole: nx.Graph) -> dict[str, float]:
    found = {key: score for key, score in nx.constraint(whole).items() if score == score}
    return {key: round(1 - score, 9) for key, score in found.items() if whole.degree(key) > 1}


MEASURES: Mapping[str, Callable[[nx.Graph], dict[str, float]]] = MappingProxyType(
    {"degree": _degree, "betweenness": _betweenness, "pagerank": _pagerank, "holes": _holes}
)
"""Measures of centrality by name."""


def communities(store: Store, *, relation: str, status: str, least: int) -> Rows:
    """Groups of institutions that have more to do with each other than with the rest (Louvain), one line a member.
    A group is named by what most of its members share: a field, a place, an owner or a programme; else by its member
    with most ties. "ties" counts those inside the group.
    $relation: Relation = any. Only ties of this relation, such as PARTNERS_WITH.
    $status: Status = current. Only ties that stand so; current: not planned, suspended or ended.
    $least: integer = 3. Only groups with at least so many members.
    """
    made = web(store, relation, status)
    whole = made.graph()
    groups = nx.community.louvain_communities(whole, weight="sources", seed=SEED) if whole else []
    rows = []
    for number, group in enumerate(sorted(groups, key=lambda one: (-len(one), min(one))), 1):
        if len(group) < least:
            break
        inside = whole.subgraph(group)  # type: ignore[no-untyped-call]
        name, why = _named(made, inside)
        order = sorted(group, key=lambda key: (-inside.degree(key), made.names[key][0], key))
        rows += [(number, name, *made.names[key], inside.degree(key), why, key) for key in order]
    return Rows(("group", "name", "institution", "type", "ties", "why", "id"), tuple(rows))


def _named(made: Web, inside: nx.Graph) -> tuple[str, str]:
    shared = Counter(trait for key in sorted(inside) for trait in made.traits.get(key, ()))
    trait, count = min(shared.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    if count >= 2 and 3 * count >= len(inside):
        return trait, f"{count} of {len(inside)} members share {trait}"
    best = min(inside, key=lambda key: (-inside.degree(key), made.names[key][0], key))
    return made.names[best][0], f"of {len(inside)} members it has ties with {inside.degree(best)}"


def parts(store: Store, *, relation: str, status: str) -> Rows:
    """The parts that the network falls into: institutions of different parts have no tie, not even through others.
    $relation: Relation = any. Only ties of this relation, such as PARTNERS_WITH.
    $status: Status = current. Only ties that stand so; current: not planned, suspended or ended.
    """
    made = web(store, relation, status)
    whole = made.graph()
    found = sorted(nx.connected_components(whole), key=lambda one: (-len(one), min(one)))
    rows = []
    for number, part in enumerate(found, 1):
        order = sorted(part, key=lambda key: (-whole.degree(key), made.names[key][0], key))
        rows.append((number, len(part), whole.subgraph(part).number_of_edges(), _some(made, order), order[0]))  # type: ignore[no-untyped-call]
    return Rows(("part", "institutions", "ties", "why", "id"), tuple(rows))


def _some(made: Web, keys: Iterable[str], most: int = 3) -> str:
    names = [made.names[key][0] for key in keys]
    more = "" if len(names) <= most else f" and {len(names) - most} more"
    return "; ".join(names[:most]) + more


def _text(value: object) -> str | None:
    return None if value is None else str(value)


ALGORITHMS: Mapping[str, Callable[..., Rows]] = MappingProxyType(
    {"path": path, "bridges": bridges, "central": central, "communities": communities, "parts": parts}
)
"""The questions that are algorithms, by name."""


def help_of(name: str) -> str:
    """The help of an algorithm in the form of an opening comment."""
    lines = (line.strip() for line in (ALGORITHMS[name].__doc__ or "").strip().splitlines())
    return "".join(f"# {line}\n" for line in lines)

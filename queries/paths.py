"""How two institutions are connected: the shortest ways from one to the other.

The graph is looked up from both ends in turn, no further than the shortest ways lead, so that nothing is read whole.
"""

from collections import defaultdict
from itertools import islice, pairwise

import networkx as nx

from kg.errors import KgError
from kg.model import Edge, Network
from kg.stores import Rows, Store, Value
from queries.ground import FIGURES, WORDS, figures, stands
from queries.library import question
from schemas.ontology import ontology

_WALKED = frozenset(name for name in ontology().predicates if not ontology().has_field(name) and name != "LOCATED_IN")
LIMIT = 100_000
"""Most things that a search for ways looks at before it fails."""


def path(store: Store, *, first: str, second: str, ways: int, within: int, status: str) -> Rows:
    """How two institutions are connected: the shortest ways from one to the other, each step with its evidence.
    A step is any relation between institutions, people, programmes and agreements; to be in one place is none.
    "reaches" names where a step leads, whichever way its relation points. No rows mean that there is no way within so
    many steps; where too much lies between the two to say so, it fails.
    $first: Entity. Where the way starts.
    $second: Entity. Where it ends.
    $ways: integer = 1. How many ways, the shortest first.
    $within: integer = 6. The most steps of a way.
    $status: Status = any. Only steps that stand so; current: not planned, suspended or ended.
    """
    columns = ("way", "step", "reaches", "subject", "relation", "object", *FIGURES, *WORDS)
    rows: list[tuple[Value, ...]] = []
    barred: set[tuple[str, str]] = set()
    while True:  # until no step of the ways found is barred by its status
        found = _ways(_between(store, first, second, within, barred, ways), first, second, within, ways)
        known = (
            store.network({key for way in found for key in way}, depth=0, predicates=_WALKED) if found else Network()
        )
        steps, pairs = _steps(known, status), {_pair(*step) for way in found for step in pairwise(way)}
        if pairs <= steps.keys():
            break
        barred |= pairs - steps.keys()
    names = {entity.id: entity.name for entity in known.entities}
    for number, way in enumerate(found, 1):
        for step, (near_id, far_id) in enumerate(pairwise(way), 1):
            for edge in steps[_pair(near_id, far_id)]:
                told = (names[edge.subject], edge.predicate, names[edge.object])
                rows.append((number, step, names[far_id], *told, *figures(edge).values(), *_best(known, edge)))
    return Rows(columns, tuple(rows))


def _between(store: Store, first: str, second: str, within: int, barred: set[tuple[str, str]], ways: int) -> nx.Graph:
    """As much of the graph as the shortest ways between two things need, looked up from both of them in turn."""
    asked = question("neighbours").texts[store.language]
    made: nx.Graph = nx.Graph()
    made.add_nodes_from((first, second))
    sides, depths = [{first}, {second}], [0, 0]
    edges = [[first], [second]]
    spare = 0 if ways == 1 else 1
    while sum(depths) < within and spare >= 0:
        side = 0 if (len(edges[0]), 0) <= (len(edges[1]), 1) else 1
        if not edges[side] and sides[0] & sides[1]:
            side = 1 - side
        if not edges[side]:  # all that it is connected with was looked at
            break
        if len(made) > LIMIT:
            raise KgError(
                f"path: {len(made):,} things lie within {sum(depths)} steps, expected at most {LIMIT:,} to look at: "
                f"ask for ways=1, or for fewer steps, such as within={sum(depths)}"
            )
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
        if stands(edge.status, status):
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

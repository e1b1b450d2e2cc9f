"""Walk a ``Network`` with networkx.

Field codes, the objects of SPECIALISES_IN and COVERS, are no places that one walks through and are left out of the
graph; ``neighbourhood`` keeps the statements about them.
"""

from collections.abc import Collection
from dataclasses import replace

import networkx as nx

from kg.model import Network


def graph(network: Network) -> nx.MultiDiGraph:
    """The network as a networkx graph: nodes are entity ids, edges are keyed by predicate.

    A node carries its ``Entity`` as ``entity``, an edge its ``Edge`` as ``edge``.

    >>> from kg.model import Edge, Entity, Network
    >>> pair = Entity("a", "Hospital", "Spitalul A"), Entity("b", "Company", "B SA")
    >>> made = graph(Network(pair, (Edge("a", "PARTNERS_WITH", "b", (), 1.0, 1),)))
    >>> list(made.edges(keys=True))
    [('a', 'b', 'PARTNERS_WITH')]
    """
    made: nx.MultiDiGraph = nx.MultiDiGraph()
    for entity in network.entities:
        made.add_node(entity.id, entity=entity)
    for edge in network.edges:
        if edge.subject in made and edge.object in made:
            made.add_edge(edge.subject, edge.object, key=edge.predicate, edge=edge)
    return made


def degree(network: Network) -> dict[str, int]:
    """How many other entities each entity is directly connected with, in either direction."""
    known = {entity.id for entity in network.entities}
    neighbours: dict[str, set[str]] = {entity: set() for entity in known}
    for edge in network.edges:
        if edge.subject in known and edge.object in known and edge.subject != edge.object:
            neighbours[edge.subject].add(edge.object)
            neighbours[edge.object].add(edge.subject)
    return {entity.id: len(neighbours[entity.id]) for entity in network.entities}


def neighbourhood(network: Network, centre: str, depth: int = 1, predicates: Collection[str] | None = None) -> Network:
    """What lies within ``depth`` steps of ``centre``, in either direction, with all edges between what was found.

    Only edges of ``predicates`` are walked along, all if None. Raises KeyError if ``centre`` is not in the network.
    """
    walked = graph(network)
    if centre not in walked:
        raise KeyError(centre)
    if predicates is not None:
        walked.remove_edges_from([edge for edge in walked.edges(keys=True) if edge[2] not in predicates])
    near = set(nx.ego_graph(walked.to_undirected(as_view=True), centre, radius=depth))
    known = {entity.id for entity in network.entities}
    edges = tuple(e for e in network.edges if e.subject in near and (e.object in near or e.object not in known))
    cited = {statement.article for edge in edges for statement in edge.statements}
    return replace(
        network,
        entities=tuple(entity for entity in network.entities if entity.id in near),
        edges=edges,
        articles=tuple(article for article in network.articles if article.id in cited),
        centre=centre,
    )

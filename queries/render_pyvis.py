"""Draw the picture of a page with pyvis and the vis-network that it brings, for those who want that.

Only the graph and the library are taken from pyvis; its own page is never written.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Any

from pyvis.network import Network as Picture

from queries.picture import Drawing, Spot, best_connected, style
from queries.view import Relation, View
from schemas.ontology import ontology

MOST_NODES = 1000
"""More than these make vis-network slow; the best connected are drawn."""
_VIS = "lib/vis-9.1.2/vis-network.min.js"


def pyvis_graph(view: View, drawing: Drawing) -> dict[str, list[dict[str, Any]]]:
    """Nodes and edges for vis-network; the id of a node is the index of its thing, of an edge that of its relation."""
    picture = Picture(directed=True)  # an undirected graph of pyvis keeps one of several relations of a pair
    chosen = dict.fromkeys([*(drawing.start or ()), *best_connected(view, MOST_NODES)])
    drawn = {i: drawing.spots[i] for i in list(chosen)[:MOST_NODES]}
    for index, spot in drawn.items():
        _add_node(picture, view, index, spot)
    for number, relation in enumerate(view.relations):
        if relation.object in drawn and relation.subject in drawn:
            picture.add_edge(relation.subject, relation.object, id=number, **_line(relation))
    return {"nodes": picture.nodes, "edges": picture.edges}


def _add_node(picture: Picture, view: View, index: int, spot: Spot) -> None:
    look = style().look(view.things[index].type)
    picture.add_node(index, shape=look.shape, color=look.colour, x=spot.x, y=spot.y, size=spot.radius)
    del picture.nodes[-1]["label"]  # the page draws labels so that none lies on another


def _line(relation: Relation) -> dict[str, Any]:
    line = style().lines[relation.status or "stated"]
    partners = ontology().predicates[relation.predicate].symmetric
    width = (2.2 if partners else 1.4) + 0.7 * min(relation.sources - 1, 4)
    arrows: Any = "" if partners else {"to": {"enabled": True, "scaleFactor": 0.45}}
    return {"dashes": line.dashes or False, "width": round(width, 1), "arrows": arrows}


@cache
def vis_network() -> str:
    """The vis-network that pyvis brings, without the line that asks a debugger to load its source map."""
    source = (files("pyvis") / _VIS).read_text(encoding="utf-8")
    return re.sub(r"\n//# sourceMappingURL=.*", "", source.replace("\r\n", "\n").replace("\r", "\n")).strip()

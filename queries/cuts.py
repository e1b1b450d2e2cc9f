"""What a network falls into when one institution is lost.

Blocks are parts that hold together whoever is lost; institutions in several of them tie the blocks to a tree, and what
each cuts off is a branch of it. So the whole network is walked once, not once for each institution.
"""

from collections import defaultdict
from collections.abc import Iterator

import networkx as nx

from queries.web import Web

Node = str | int
"""Of the tree: an institution that ties blocks, by its id, or a block, by its number."""


def cuts(web: Web) -> dict[str, set[str]]:
    """What the loss of an institution cuts off from the largest part that then remains of its own part."""
    blocks = list(nx.biconnected_components(web.graph()))
    inside: dict[str, list[int]] = defaultdict(list)
    for number, block in enumerate(blocks):
        for key in block:
            inside[key].append(number)
    tree: dict[Node, list[Node]] = {key: list[Node](numbers) for key, numbers in inside.items() if len(numbers) > 1}
    own: dict[Node, set[str]] = {key: {key} for key in tree if isinstance(key, str)}
    for number, block in enumerate(blocks):
        tree[number] = [key for key in sorted(block) if key in own]
        own[number] = block - own.keys()
    sizes = _sizes(tree, own)
    found = {}
    for key in [one for one in tree if isinstance(one, str)]:
        branches = sorted(((sizes[key, branch], branch) for branch in tree[key]), key=lambda one: -one[0])
        largest = [branch for size, branch in branches if size == branches[0][0]]
        parts = {branch: set(_branch(tree, own, key, branch)) for _, branch in branches[len(largest) == 1 :]}
        if len(largest) > 1:  # of equally large ones the first by id stays
            del parts[min(largest, key=lambda branch: min(parts[branch]))]
        found[key] = set().union(*parts.values())
    return found


def _sizes(tree: dict[Node, list[Node]], own: dict[Node, set[str]]) -> dict[tuple[Node, Node], int]:
    """How many institutions lie from each node of the tree towards each of its neighbours."""
    sizes: dict[tuple[Node, Node], int] = {}
    seen: set[Node] = set()
    for root in tree:
        if root in seen:
            continue
        order: list[tuple[Node, Node | None]] = []
        waiting: list[tuple[Node, Node | None]] = [(root, None)]
        while waiting:
            node, before = waiting.pop()
            order.append((node, before))
            waiting += [(other, node) for other in tree[node] if other != before]
        seen.update(node for node, _ in order)
        below: dict[Node, int] = {}
        for node, before in reversed(order):
            below[node] = len(own[node]) + sum(below[other] for other in tree[node] if other != before)
        for node, before in order[1:]:
            if before is not None:
                sizes[before, node] = below[node]
                sizes[node, before] = below[root] - below[node]
    return sizes


def _branch(tree: dict[Node, list[Node]], own: dict[Node, set[str]], before: Node, node: Node) -> Iterator[str]:
    """The institutions that lie from one node of the tree towards another."""
    waiting = [(before, node)]
    while waiting:
        before, node = waiting.pop()
        yield from own[node]
        waiting += [(node, other) for other in tree[node] if other != before]

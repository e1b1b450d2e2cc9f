"""A knowledge graph of healthcare institutions, read from news articles.

``kg.open("graph")`` opens a graph for questions from Python (see ``kg.api``).
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import Graph

__version__ = "0.1.0"


def open(address: str) -> "Graph":
    """Open the graph at an address for reading, as ``kg.api`` has it. Raises ``StoreError``."""
    from kg.api import open_graph

    return open_graph(address)

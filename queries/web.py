"""Institutions and the ties between them, numbered: what the algorithms over a whole graph go by.

It is made from ``Store.ties``, the same in every store as the rows of the question ``network``, and put in order, so
that every store gives the same answer.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.stores import Store
from kg.stores.ties import each
from queries.ground import stands
from queries.values import ANY
from schemas.ontology import ontology

if TYPE_CHECKING:
    import pyarrow as pa

Numbers = NDArray[np.int64]
Names = Mapping[str, tuple[str, str]]
"""Name and type by id."""
OWNERS = ("OWNED_BY", "PART_OF")
_TRAITS = ("LOCATED_IN", "SPECIALISES_IN", "PARTICIPATES_IN")


@dataclass(frozen=True, slots=True)
class Web:
    """The institutions that have ties as wanted, and each two that have one.

    ``ids`` are in order; ``pairs`` holds the places there of both ends, the smaller one first, in order too, and
    ``sources`` how many articles speak of their ties. ``names`` are those of everything in the graph, ``ties`` all that
    is said in it (``Store.ties``).
    """

    ids: tuple[str, ...]
    pairs: Numbers
    sources: Numbers
    names: Names
    ties: "pa.Table"

    def degrees(self) -> Numbers:
        """How many others each institution has ties with."""
        return np.bincount(self.pairs.ravel(), minlength=len(self.ids))

    def beside(self) -> Callable[[int], list[tuple[int, int]]]:
        """A function that tells whom an institution has ties with, by place, and how many articles speak of these."""
        ends = np.concatenate([self.pairs, self.pairs[:, ::-1]])
        order = np.argsort(ends[:, 0], kind="stable")
        starts = np.concatenate([[0], np.cumsum(self.degrees())])
        others, counts = ends[order, 1], np.concatenate([self.sources, self.sources])[order]

        def near(one: int) -> list[tuple[int, int]]:
            some = slice(starts[one], starts[one + 1])
            return list(zip(others[some].tolist(), counts[some].tolist(), strict=True))

        return near

    def graph(self) -> nx.Graph:
        """One node an institution, one edge two institutions; ``sources`` of an edge counts articles."""
        made: nx.Graph = nx.Graph()
        made.add_nodes_from(self.ids)
        counts = self.sources.tolist()
        made.add_edges_from(
            (self.ids[one], self.ids[other], {"sources": count})
            for (one, other), count in zip(self.pairs.tolist(), counts, strict=True)
        )
        return made


def web(store: Store, relation: str, status: str) -> Web:
    """The ties between institutions that stand as wanted."""
    table, names = store.ties(), store.labels()
    wanted = _which(table["predicate"], lambda one: relation in (ANY, one))
    wanted &= _which(table["status"], lambda one: stands(one, status))
    for end in ("subject", "object"):
        wanted &= _which(table[end], lambda one: _institution(names, one))
    kept = table.filter(wanted)
    ids = tuple(sorted({*kept["subject"].unique().to_pylist(), *kept["object"].unique().to_pylist()}))
    place = {key: number for number, key in enumerate(ids)}
    ends = np.stack([_places(kept[end], place) for end in ("subject", "object")], axis=1)
    ends.sort(axis=1)
    codes, which = np.unique(ends[:, 0] * len(ids) + ends[:, 1], return_inverse=True)
    sources = np.bincount(which, kept["sources"].to_numpy(), len(codes)).astype(np.int64)
    pairs = np.stack(np.divmod(codes, max(1, len(ids))), axis=1)
    return Web(ids, pairs, sources, names, table)


def traits(made: Web) -> Mapping[str, Counter[str]]:
    """What groups of institutions can be named by: their places, fields, programmes and owners, by name."""
    table, names = made.ties, made.names
    owned = _which(table["predicate"], OWNERS.__contains__) & _which(
        table["object"], lambda one: _institution(names, one)
    )
    told = owned | _which(table["predicate"], _TRAITS.__contains__)
    kept = table.filter(told & _which(table["subject"], lambda one: _institution(names, one)))
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for key, trait in zip(kept["subject"].to_pylist(), kept["object"].to_pylist(), strict=True):
        found[key][names[trait][0] if trait in names else trait] += 1
    return found


def _institution(names: Names, key: str) -> bool:
    return key in names and ontology().is_a(names[key][1], "Institution")


def _which(column: "pa.ChunkedArray", fits: Callable[[str], bool]) -> NDArray[np.bool_]:
    import pyarrow as pa

    found: NDArray[np.bool_] = each(column, fits, pa.bool_()).to_numpy(zero_copy_only=False)
    return found


def _places(column: "pa.ChunkedArray", place: Mapping[str, int]) -> Numbers:
    import pyarrow as pa

    found: Numbers = each(column, place.__getitem__, pa.int64()).to_numpy()
    return found

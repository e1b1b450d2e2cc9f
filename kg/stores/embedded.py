"""Cypher without a server: an embedded engine, kglite, filled with the statements of a store.

It holds no truth of its own. What it was filled with is kept under ``kg.home`` by the hash of the statements, and may
be thrown away at any time.
"""

import hashlib
import json
import re
import warnings
from collections.abc import Mapping
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

import kglite

from kg.errors import StoreError
from kg.home import home
from kg.stores import cypher
from kg.stores.embedded_fill import fill
from kg.stores.neo4j_rows import field_rows, labels
from kg.stores.protocol import Rows, Value
from kg.stores.rdf import RdfStore
from schemas.ontology import ontology

kglite.set_query_warning_policy("silent")  # they are told to whoever asked, not to standard error

FORMAT = 1
"""Goes up when the model that the engine is filled with changes."""
KEPT = 4
"""Fillings that are kept: the latest of a few stores."""

_SYNTAX = re.compile(r"^Cypher syntax error(?: at|:) ")
_MISSING = re.compile(r"Missing parameter: \$(\w+)")


class Embedded:
    """A filled engine. It can only read."""

    __slots__ = ("_graph", "warnings")

    language = "cypher"

    def __init__(self, graph: kglite.KnowledgeGraph) -> None:
        graph.read_only(True)
        self._graph = graph
        self.warnings: tuple[str, ...] = ()
        """What the engine said about the last query: a label that there is not, a way that it cut short."""

    def ask(self, query: str, **params: Value) -> Rows:
        """Put a question of the library. Raises ``StoreError``."""
        return self._run(query, params)

    def explore(self, query: str, params: Mapping[str, Value], *, limit: int, seconds: float) -> Rows:
        """Put a query of one's own: up to ``limit`` rows and one more. Raises ``StoreError`` if it does more than read,
        or takes longer."""
        cypher.check(query)
        try:
            plan = self._run(f"{cypher.EXPLAIN}{query}", params)
        except StoreError as error:
            raise StoreError(cypher.explained(str(error))) from error
        for step in plan:
            if "LoadCsv" in str(step["operation"]):
                raise StoreError("a query may not open files or addresses (LOAD CSV)")
        return self._run(query, params, limit=limit + 1, seconds=seconds)

    def _run(self, query: str, params: Mapping[str, Value], limit: int | None = None, seconds: float = 0) -> Rows:
        try:
            answer = self._graph.cypher(
                query,
                params=dict(params),
                row_limit=limit,
                timeout_ms=max(1, round(1000 * seconds)) if seconds else 0,
                hide_structural_keys=True,
            )
        except kglite.CypherTimeoutError as error:
            raise StoreError(f"the query took longer than {seconds:g} seconds; --seconds allows more") from error
        except (kglite.KgError, ValueError, OverflowError, RecursionError) as error:
            if "read-only mode" in str(error):  # what else the engine says is for those who program it
                raise StoreError("expected a query that only reads, got one that writes") from error
            said = str(error).partition("\n")[0]  # below it shows the query, with a mark that one line has no room for
            if missing := _MISSING.search(said):
                raise StoreError(f"expected a value for ${missing[1]}: give it as {missing[1]}=VALUE") from error
            raise StoreError(f"not a reading Cypher query: {_SYNTAX.sub('', said)}") from error
        if isinstance(answer, str):
            raise StoreError("FORMAT is no part of a query here; the option --format says how rows are written")
        self.warnings = tuple(one for one in answer.warnings if "row_limit" not in one)
        columns = tuple(answer.columns)
        return Rows(columns, tuple(tuple(_plain(row[name]) for name in columns) for row in answer.to_list()))


def open_embedded(store: RdfStore, folder: Path | None = None) -> Embedded:
    """The engine with what a store holds; filled anew only when that has changed. Raises ``StoreError``.

    ``folder`` is where fillings are kept, by default one under ``kg.home``.
    """
    place = (folder or home() / "cypher") / f"{_key(store)}.kgl"
    try:
        if place.exists():
            place.touch()
            return Embedded(kglite.load(str(place)))
    except (kglite.KgError, OSError, ValueError):  # damaged, or of another version: it is made anew
        place.unlink(missing_ok=True)
    graph = fill(store)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", kglite.MappedFallbackWarning)
            graph.save(str(place), fsync=False)
        by_age = sorted(place.parent.glob("*.kgl"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in islice(by_age, KEPT, None):
            old.unlink(missing_ok=True)
    except (kglite.KgError, OSError, ValueError) as error:
        place.unlink(missing_ok=True)
        raise StoreError(f"{place}: {' '.join(str(error).split())}") from error
    return Embedded(graph)


def _key(store: RdfStore) -> str:
    """What decides how the engine is filled."""
    same, names = store.decisions()
    told = [
        *(FORMAT, version("kglite"), store.digests(), sorted(same.items()), sorted(map(list, names.items()), key=str)),
        *(field_rows(), [labels(name) for name in ontology().classes]),
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def _plain(value: Any) -> Value:
    """A value of the engine as one of a table: the id of a node, the name of a relationship, the members of a list."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, dict):
        if "labels" in value and "properties" in value:
            return _plain(value["properties"].get("id"))
        if value.keys() == {"nodes", "relationships"}:
            return _plain(value["nodes"])
        if {"type", "start", "end"} <= value.keys():
            return str(value["type"])
    if isinstance(value, list | tuple):
        return ", ".join(str(_plain(one)) for one in value)
    return str(value)

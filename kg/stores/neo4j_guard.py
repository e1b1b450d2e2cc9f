"""Whether a query of one's own only reads: what a Neo4j server plans to do for it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.errors import StoreError
from kg.stores.cypher import allowed

SHOWN = frozenset({"ShowIndexes", "ShowConstraints", "ShowProcedures", "ShowFunctions"})
"""What a query may be shown of the server; its users, settings and the queries of others are nobody's business."""
_COMMANDS = ("Show", "Terminate")
_PROCEDURE = re.compile(r"`?[\w.`]+")


def check(kind: str | None, plan: Mapping[str, Any] | None) -> None:
    """Raises ``StoreError`` unless a plan only reads the graph. ``kind`` is the server's own word for its query."""
    if kind != "r" or plan is None:
        raise StoreError("expected a query that only reads, got one that writes or governs the server")
    for one in _operators(plan):
        name = str(one["operatorType"]).partition("@")[0]
        if name == "LoadCSV":
            raise StoreError("a query may not open files or addresses (LOAD CSV)")
        if name == "ProcedureCall":
            found = _PROCEDURE.match(str(one.get("args", {}).get("Details", "")))
            allowed(found[0].replace("`", "") if found else "without a name")
        if name.startswith(_COMMANDS) and name not in SHOWN:
            raise StoreError(f"a query may not govern the server ({name})")


def _operators(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for child in plan.get("children", ()):
        yield from _operators(child)

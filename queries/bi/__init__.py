"""The views for business intelligence tools: flat tables with stable names, as Cypher files in this folder.

A view's columns may grow at their end; a column is not renamed, moved or taken away without a new ``VERSION``.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

VERSION = 1
"""Goes up when a column of a view is renamed, moved or taken away."""
_COLUMN = re.compile(r"(\w+),?$")
_TYPES = MappingProxyType(
    {
        **dict.fromkeys(("sources", "independent_sources", "partners", "agreements", "articles"), "INTEGER"),
        **dict.fromkeys(("year", "partnerships", "count", "place"), "INTEGER"),
        "confidence": "FLOAT",
    }
)
"""Columns that hold no text, by name; a name means the same in every view."""


@dataclass(frozen=True, slots=True)
class View:
    """A table: what it holds, its columns in order, and the Cypher that makes it."""

    name: str
    help: str
    columns: tuple[str, ...]
    text: str


@cache
def views() -> Mapping[str, View]:
    """All views by name.

    >>> views()["partnerships_by_year"].columns
    ('year', 'status', 'partnerships')
    """
    paths = {path.name: path for path in files("queries.bi").iterdir() if path.name.endswith(".cypher")}
    found = {}
    for name in sorted(paths):
        text = paths[name].read_text(encoding="utf-8")
        comment, _, query = text.partition("\n")
        key = name.removesuffix(".cypher")
        found[key] = View(key, comment.removeprefix("// "), _columns(query), query)
    return MappingProxyType(found)


def kind(column: str) -> str:
    """The type of a column: STRING, INTEGER or FLOAT.

    >>> kind("sources"), kind("quote")
    ('INTEGER', 'STRING')
    """
    return _TYPES.get(column, "STRING")


def jdbc_views() -> str:
    """The views as the Neo4j JDBC driver takes them (``viewDefinitions``): tables that SQL can be asked of."""
    made = [
        {
            "name": view.name,
            "query": view.text.rpartition("\nORDER BY")[0].strip(),
            "columns": [{"name": column, "type": kind(column)} for column in view.columns],
        }
        for view in views().values()
    ]
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def _columns(query: str) -> tuple[str, ...]:
    """The names behind the last RETURN, one a line."""
    lines = query.rpartition("\nRETURN\n")[2].partition("\nORDER BY")[0].splitlines()
    return tuple(found[1] for line in lines if (found := _COLUMN.search(line)))

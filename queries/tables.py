"""A graph as plain tables and as a network file, for spreadsheets, notebooks and drawing programs."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.stores import Rows, Store, Value
from schemas.fields import fields
from schemas.ontology import ontology

if TYPE_CHECKING:
    import networkx

ENTITIES = ("id", "type", "name", "names")
RELATIONS = (
    *("subject_id", "subject", "predicate", "object_id", "object", "status", "first_date", "last_date", "sources"),
    *("independent_sources", "confidence"),
)
STATEMENTS = (
    *("id", "subject_id", "predicate", "object_id", "role", "date", "status", "fields", "confidence", "article_id"),
    *("title", "publisher", "published", "url", "start", "end", "quote", "rule"),
)
ARTICLES = ("id", "name", "title", "publisher", "published", "url", "language", "copy_of")


def tables(store: Store) -> dict[str, Rows]:
    """Entities, relations, statements (one row for each quote) and articles of a graph.

    Ends of relations and statements are canonical ids, or codes of fields.
    """
    whole = store.network()
    names = {one.id: one.name for one in whole.entities}
    names |= {code: field.labels["en"] for code, field in fields().items()}
    articles = {one.id: one for one in whole.articles}
    said: list[tuple[Value, ...]] = []
    for reading in store.readings(brief=True):
        canonical = {one.id: one.canonical for one in reading.entities}
        source = articles[reading.article.id]
        for one in reading.statements:
            target = one.object if ontology().has_field(one.predicate) else canonical[one.object]
            for each in one.evidence:
                said.append(
                    (
                        *(one.id, canonical[one.subject], one.predicate, target, one.role, one.date, one.status),
                        *(", ".join(one.fields) or None, one.confidence, source.id, source.title, source.publisher),
                        *(source.published, source.url, each.start, each.end, each.quote, each.rule),
                    )
                )
    return {
        "entities": Rows(
            ENTITIES,
            tuple((one.id, one.type, one.name, "; ".join(name for _, name in one.names)) for one in whole.entities),
        ),
        "relations": Rows(
            RELATIONS,
            tuple(
                (
                    *(edge.subject, names[edge.subject], edge.predicate, edge.object, names[edge.object], edge.status),
                    *(edge.first_date, edge.last_date, edge.sources, edge.independent, edge.confidence),
                )
                for edge in whole.edges
            ),
        ),
        "statements": Rows(STATEMENTS, tuple(said)),
        "articles": Rows(
            ARTICLES,
            tuple(
                (one.id, one.name, one.title, one.publisher, one.published, one.url, one.language, one.copy_of)
                for one in whole.articles
            ),
        ),
    }


def graph(store: Store) -> "networkx.MultiDiGraph":
    """Entities and fields as nodes, relations as edges, with plain attributes; what is not told is left out."""
    import networkx

    whole = store.network()
    made: networkx.MultiDiGraph = networkx.MultiDiGraph()
    for one in whole.entities:
        made.add_node(one.id, label=_clean(one.name), type=one.type)
    for edge in whole.edges:
        if ontology().has_field(edge.predicate):
            made.add_node(edge.object, label=fields()[edge.object].labels["en"], type="Field")
        told = {"status": edge.status, "first_date": edge.first_date, "last_date": edge.last_date}
        made.add_edge(
            *(edge.subject, edge.object),
            key=edge.predicate,
            predicate=edge.predicate,
            sources=edge.sources,
            independent_sources=edge.independent,
            confidence=edge.confidence,
            **{name: value for name, value in told.items() if value is not None},
        )
    return made


def write_graph(store: Store, form: str, path: Path) -> None:
    """Write the network as ``graphml`` or ``gexf``."""
    import networkx

    write = networkx.write_graphml if form == "graphml" else networkx.write_gexf
    write(graph(store), path)


def write_parquet(found: dict[str, Rows], folder: Path) -> None:
    """Write each table as a Parquet file of its name into a folder."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    for name, table in found.items():
        columns = list(zip(*table.rows, strict=True)) or [() for _ in table.columns]
        pq.write_table(pa.table(dict(zip(table.columns, map(list, columns), strict=True))), folder / f"{name}.parquet")


def write_excel(found: dict[str, Rows], path: Path) -> None:
    """Write a workbook with one sheet for each table. No text becomes a formula or a link.

    Raises ``KgError`` for a table that is longer than a sheet.
    """
    import xlsxwriter

    for name, table in found.items():
        if len(table.rows) >= _SHEET:
            raise KgError(f"{name}: {len(table.rows):,} rows, expected fewer than the {_SHEET:,} of a sheet: use csv")

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    made = io.BytesIO()  # its own way to a file tells a full disk by a trace of itself
    with xlsxwriter.Workbook(made, plain) as book:
        bold = book.add_format({"bold": True})
        for name, table in found.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, table.columns, bold)
            for number, row in enumerate(table.rows, 1):
                for place, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(number, place, _clean(value)[:_CELL])
                    elif value is not None:
                        sheet.write_number(number, place, value)
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
            sheet.set_column(0, len(table.columns) - 1, _WIDE)
    path.write_bytes(made.getvalue())


_CELL = 32_767
"""Characters that a cell of a workbook holds."""
_SHEET = 1_048_576
"""Rows that a sheet of a workbook holds, its head included."""
_WIDE = 24
"""Characters that a column shows: room for most names."""


def _clean(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))

"""The nouns as rows of a Neo4j query, and back."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.ids import digest, fold
from kg.model import Article, Edge, Entity, Evidence, Mention, Reading, Statement
from kg.stores.edges import Key, edge_key
from schemas.fields import fields
from schemas.ontology import ontology

Row = dict[str, Any]
"""Properties of a node by name, or what a query gives back."""


def edge_id(key: Key) -> str:
    """The id of a walking edge, which the statements behind it carry too.

    >>> len(edge_id(("bach-mai", "PARTNERS_WITH", "viet-duc")))
    16
    """
    return digest(*key)


def target(predicate: str) -> str:
    """The label of what a predicate leads to.

    >>> target("COVERS"), target("PART_OF")
    ('Field', 'Entity')
    """
    return "Field" if ontology().has_field(predicate) else "Entity"


def labels(kind: str) -> list[str]:
    """The labels of an entity of this class, the widest first.

    >>> labels("Hospital")
    ['Entity', 'Institution', 'Hospital']
    """
    return [*reversed(ontology().classes[kind].ancestors), kind]


def field_rows() -> list[Row]:
    """A node for each field: its code and its labels by language."""
    return [{"id": one.code, **{f"label_{key}": text for key, text in one.labels.items()}} for one in fields().values()]


def article_row(reading: Reading, stamp: str | None = None) -> Row:
    """The node of an article. ``stamp`` is what the Neo4j store knows its content by."""
    one = reading.article
    return {
        "id": one.id,
        "name": one.name,
        "version": one.version,
        "language": one.language,
        "url": one.url,
        "title": one.title,
        "publisher": one.publisher,
        "published": one.published,
        "example": one.example,
        "sketch": one.sketch,
        "copy_of": one.copy_of,
        "digest": stamp,
    }


def article(row: Row) -> Article:
    """The article of a node; its raw text is not kept."""
    return Article(
        *(row["id"], row["name"], "", row["version"], row["language"]),
        *(row.get("url"), row.get("title"), row.get("publisher"), row.get("published"), row["example"]),
        *(row.get("sketch"), row.get("copy_of")),
    )


def entity_row(entity: Entity, tally: str, before: Iterable[str]) -> Row:
    """The node of an entity of the whole graph, which had some labels before."""
    now = labels(entity.type)
    properties = entity_properties(entity) | {"tally": tally}
    return {"id": entity.id, "properties": properties, "labels": now, "former": sorted(set(before) - set(now))}


def entity_properties(entity: Entity) -> Row:
    """What people ask of the node of an entity."""
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "languages": [language for language, _ in entity.names],
        "names": [name for _, name in entity.names],
        "folded": [fold(name) for _, name in entity.names],
    }


def entity(row: Row) -> Entity:
    """The entity of the whole graph that a node tells."""
    names = tuple(zip(row["languages"], row["names"], strict=True))
    return Entity(row["id"], row["type"], row["name"], names, (), row["id"])


def mention_rows(reading: Reading) -> list[Row]:
    """A node for each entity as read."""
    return [
        {
            "properties": {
                "article": reading.article.id,
                "id": one.id,
                "type": one.type,
                "name": one.name,
                "languages": [key for key, _ in one.names],
                "names": [name for _, name in one.names],
                "key": one.key or None,
                "texts": [each.text for each in one.mentions],
                "starts": [each.start for each in one.mentions],
                "ends": [each.end for each in one.mentions],
            },
            "entity": one.canonical,
        }
        for one in reading.entities
    ]


def mention(row: Row, canonical: str) -> Entity:
    """The entity as read that a node tells; a bare row has its ids only."""
    names = tuple(zip(row.get("languages", ()), row.get("names", ()), strict=True))
    places = zip(row.get("texts", ()), row.get("starts", ()), row.get("ends", ()), strict=True)
    mentions = tuple(Mention(*place) for place in places)
    return Entity(row["id"], row["type"], row["name"], names, mentions, canonical, row.get("key") or "")


def ends(key: Key) -> Row:
    """The nodes that an edge leads from and to."""
    return {"subject": key[0], "object": key[2]}


def edge_row(edge: Edge) -> Row:
    """A walking edge with its ends."""
    key = (edge.subject, edge.predicate, edge.object)
    properties = {
        "id": edge_id(key),
        "first_date": edge.first_date,
        "last_date": edge.last_date,
        "status": edge.status,
        "sources": edge.sources,
        "independent_sources": edge.independent,
        "confidence": edge.confidence,
    }
    return ends(key) | {"properties": properties}


def statement_rows(reading: Reading) -> list[Row]:
    """A node for each statement, with the entities and the edge that it belongs to now."""
    canonical = {one.id: one.canonical for one in reading.entities}
    rows = []
    for one in reading.statements:
        key = edge_key(one, canonical)
        properties = {
            "article": one.article,
            "id": one.id,
            "subject": one.subject,
            "predicate": one.predicate,
            "object": one.object,
            "confidence": one.confidence,
            "role": one.role,
            "date": one.date,
            "status": one.status,
            "fields": list(one.fields),
            "agreement": one.agreement,
            "edge": None if key is None else edge_id(key),
        }
        rows.append(
            {
                "properties": properties,
                "subject": canonical[one.subject],
                "object": one.object if ontology().has_field(one.predicate) else canonical[one.object],
                "agreement": None if one.agreement is None else canonical[one.agreement],
                "evidence": [
                    {"place": place, "quote": each.quote, "start": each.start, "end": each.end, "rule": each.rule}
                    for place, each in enumerate(one.evidence)
                ],
            }
        )
    return rows


def by_target(statements: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Rows of statements apart by the label of their objects, with a predicate that leads to it."""
    for about_field in (False, True):
        some = [row for row in statements if ontology().has_field(row["properties"]["predicate"]) == about_field]
        if some:
            yield some[0]["properties"]["predicate"], some


def agreement_rows(statements: list[Row]) -> list[Row]:
    """The statements that belong to an agreement, with the agreement's id."""
    wanted = [row for row in statements if row["agreement"]]
    return [
        {"article": row["properties"]["article"], "id": row["properties"]["id"], "agreement": row["agreement"]}
        for row in wanted
    ]


def statement(row: Row, evidence: Iterable[Mapping[str, Any]]) -> Statement:
    """The statement of a node with its pieces of evidence."""
    said = tuple(
        Evidence(row["article"], one["start"], one["end"], one["quote"], one["rule"])
        for one in sorted(evidence, key=lambda one: int(one["place"]))
    )
    return Statement(
        *(row["id"], row["article"], row["subject"], row["predicate"], row["object"], said, row["confidence"]),
        *(row.get("role"), row.get("date"), row.get("status"), tuple(row.get("fields", ())), row.get("agreement")),
    )

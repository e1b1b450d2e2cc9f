"""Read articles and parts of the graph out of a Neo4j database."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from neo4j import ManagedTransaction

from kg.model import Entity, Reading, Statement
from kg.stores import neo4j_rows as rows
from kg.stores.neo4j_text import queries

PAGE = 200
"""Articles in one query, some 3,000 statements."""


def ask(tx: ManagedTransaction, name: str, /, **values: object) -> list[rows.Row]:
    """The rows of one of the store's own queries."""
    return tx.run(queries()[name], values).data()


def readings(tx: ManagedTransaction, ids: list[str], brief: bool = False) -> Iterator[Reading]:
    """What was read from some articles, in their order; unknown ids are passed over."""
    if not ids:
        return
    entities: dict[str, list[Entity]] = defaultdict(list)
    statements: dict[str, list[Statement]] = defaultdict(list)
    articles = {row["article"]["id"]: rows.article(row["article"]) for row in ask(tx, "some_articles", ids=ids)}
    for row in ask(tx, "bare_mentions" if brief else "mentions", ids=ids):
        entities[row["mention"]["article"]].append(rows.mention(row["mention"], row["entity"]))
    for row in ask(tx, "statements", ids=ids):
        statements[row["statement"]["article"]].append(rows.statement(row["statement"], row["evidence"]))
    for key in ids:
        if key in articles:
            yield Reading(
                articles[key],
                tuple(sorted(entities[key], key=lambda one: one.id)),
                tuple(sorted(statements[key], key=lambda one: one.id)),
            )


def decisions(tx: ManagedTransaction) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """The table of who is who: ids to ids, and preferred names."""
    same = {row["id"]: row["to"] for row in ask(tx, "all_redirects")}
    return same, {(row["id"], row["language"]): row["name"] for row in ask(tx, "all_called")}


def around(tx: ManagedTransaction, roots: Iterable[str], depth: int) -> set[str]:
    """Canonical ids within ``depth`` edges of the roots."""
    found = set(roots)
    frontier = set(found)
    for _ in range(depth):
        frontier = {row["id"] for row in ask(tx, "near", ids=sorted(frontier))} - found
        found |= frontier
    return found


def asserting(tx: ManagedTransaction, near: set[str], predicates: Iterable[str]) -> list[Reading]:
    """Brief readings with only those statements that stand behind edges among some entities, or to a field."""
    edges = [row["id"] for row in ask(tx, "edges_among", ids=sorted(near), predicates=sorted(predicates))]
    statements: dict[str, list[Statement]] = defaultdict(list)
    bare: dict[str, dict[str, Entity]] = defaultdict(dict)
    for row in ask(tx, "statements_of_edges", ids=edges):
        one = rows.statement(row["statement"], row["evidence"])
        statements[one.article].append(one)
        for key, canonical in ((one.subject, "subject"), (one.object, "object"), (one.agreement, "agreement")):
            if key is not None and row[canonical] is not None:
                bare[one.article][key] = Entity(key, "", "", canonical=row[canonical])
    found = ask(tx, "some_articles", ids=sorted(statements))
    return [
        Reading(
            rows.article(row["article"]),
            tuple(bare[row["article"]["id"]].values()),
            tuple(sorted(statements[row["article"]["id"]], key=lambda one: one.id)),
        )
        for row in found
    ]

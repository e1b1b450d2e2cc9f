"""Add articles to a Neo4j database and take them back, a batch in one transaction.

Each function is the body of a managed transaction: the driver may run it again after a fault, so it starts from what
the database holds and from nothing else.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from neo4j import ManagedTransaction

from kg.model import Reading, Statement
from kg.stores import neo4j_read as read
from kg.stores import neo4j_rows as rows
from kg.stores.edges import Key, edge, keyed
from kg.stores.intake import digest
from kg.stores.neo4j_text import aimed, queries
from kg.stores.protocol import Changes
from kg.stores.redirects import added_as, redirected
from kg.stores.views import Tally, called, combine, decode, encode, tally, view

BATCH = 5_000
"""Statements in one transaction: 2,000 cost the server half as much again for each; it holds them in memory."""
Nodes = dict[tuple[str, str], str]
"""The element ids of nodes by label and id, for as long as a transaction lasts."""


def put(tx: ManagedTransaction, batch: Sequence[Reading]) -> Changes:
    """Write articles, each of which comes once, in the place of what the database has of them."""
    _run(tx, "hold")
    known = {row["id"]: row["digest"] for row in read.ask(tx, "digests", ids=[one.article.id for one in batch])}
    stamps = {one.article.id: digest(one) for one in batch}
    same = _same(tx, batch)
    fresh = [redirected(one, same) for one in batch if known.get(one.article.id) != stamps[one.article.id]]
    old = list(read.readings(tx, [one.article.id for one in fresh if one.article.id in known]))
    _swap(tx, old, fresh, stamps)
    return Changes(len(fresh) - len(old), len(old), len(batch) - len(fresh), sum(len(one.statements) for one in fresh))


def retract(tx: ManagedTransaction, article: str) -> int:
    """Take an article back; the number of its statements."""
    _run(tx, "hold")
    old = list(read.readings(tx, [article]))
    _swap(tx, old, [], {})
    return sum(len(one.statements) for one in old)


def redirect(tx: ManagedTransaction, same: Mapping[str, str], names: Mapping[tuple[str, str], str]) -> int:
    """Let a table of who is who hold from now on; the number of articles that it changed."""
    _run(tx, "hold")
    before, called_before = read.decisions(tx)
    led = [
        {"id": key, "to": before.get(key, key)}
        for key in sorted({*before, *same})
        if before.get(key, key) != same.get(key, key)
    ]
    _run(tx, "drop_redirects")
    _run(tx, "put_redirects", rows=[{"id": one, "to": other} for one, other in sorted(same.items())])
    _run(tx, "put_called", rows=[{"id": key, "language": lang, "name": name} for (key, lang), name in names.items()])
    stamps, old, fresh = dict[str, str](), list[Reading](), list[Reading]()
    for one in read.readings(tx, sorted(row["id"] for row in read.ask(tx, "led_articles", rows=led))):
        changed = redirected(one, same)
        if changed != one:
            stamps[one.article.id] = digest(one)
            old.append(one)
            fresh.append(changed)
    renamed = {key for (key, _), _ in called_before.items() ^ names.items()}
    _swap(tx, old, fresh, stamps, renamed)
    return len(old)


def _same(tx: ManagedTransaction, batch: Sequence[Reading]) -> dict[str, str]:
    """What the table of who is who says of the ids in some readings."""
    ids = {one.article.id for one in batch}
    ids.update(key for one in batch for entity in one.entities for key in (entity.id, added_as(entity)))
    return {row["id"]: row["to"] for row in read.ask(tx, "redirects", ids=sorted(ids))}


def _swap(
    tx: ManagedTransaction,
    old: list[Reading],
    fresh: list[Reading],
    stamps: Mapping[str, str],
    renamed: Iterable[str] = (),
) -> None:
    """Put readings in the place of others, and derive anew what hangs on them: views of entities, walking edges."""
    nodes = {("Field", row["id"]): row["node"] for row in read.ask(tx, "fields")}
    before = {rows.edge_id(key): key for one in old for key, _ in keyed(one)}
    keys = dict(sorted((before | {rows.edge_id(key): key for one in fresh for key, _ in keyed(one)}).items()))
    behind, origin = _others(tx, keys, old)
    there = {*behind, *before}
    gone = _views(tx, nodes, old, fresh, renamed)
    if old:
        _run(tx, "drop_articles", ids=[one.article.id for one in old])
    if fresh:
        _readings(tx, nodes, fresh, stamps)
    for one in fresh:
        origin[one.article.id] = one.article.copy_of or one.article.id
        for key, statement in keyed(one):
            behind[rows.edge_id(key)].append(statement)
    work: dict[tuple[str, str], list[rows.Row]] = defaultdict(list)
    for name, key in keys.items():
        verb = ("change_edges" if name in there else "make_edges") if behind[name] else "drop_edges"
        found = rows.edge_row(edge(key, behind[name], origin)) if behind[name] else rows.ends(key)
        work[verb, key[1]].append(found | _ends(nodes, key[1], found))
    for (verb, predicate), some in work.items():
        tx.run(aimed(verb, predicate), rows=some).consume()
    if gone:
        _run(tx, "drop_entities", ids=gone)


def _readings(tx: ManagedTransaction, nodes: Nodes, fresh: list[Reading], stamps: Mapping[str, str]) -> None:
    """Write what was read from articles; their entities are there already."""
    articles = [rows.article_row(one, stamps[one.article.id]) for one in fresh]
    nodes.update((("Article", row["id"]), row["node"]) for row in read.ask(tx, "put_articles", rows=articles))
    mentions, statements, agreed = list[rows.Row](), list[rows.Row](), list[rows.Row]()
    for one in fresh:
        article = {"article": nodes["Article", one.article.id]}
        for row in rows.mention_rows(one):
            mentions.append(row | article | {"entity": nodes["Entity", row["entity"]]})
        said = rows.statement_rows(one)
        statements += [row | article | _ends(nodes, row["properties"]["predicate"], row) for row in said]
        agreed += [row | {"agreement": nodes["Entity", row["agreement"]]} for row in rows.agreement_rows(said)]
    _run(tx, "put_mentions", rows=mentions)
    _run(tx, "put_statements", rows=statements)
    _run(tx, "put_agreements", rows=agreed)


def _ends(nodes: Nodes, predicate: str, row: rows.Row) -> rows.Row:
    """The nodes between which a statement or an edge leads, in the place of their ids."""
    return {"subject": nodes["Entity", row["subject"]], "object": nodes[rows.target(predicate), row["object"]]}


def _views(
    tx: ManagedTransaction, nodes: Nodes, old: list[Reading], fresh: list[Reading], renamed: Iterable[str]
) -> list[str]:
    """Bring entities up to date with readings that go and come; the ids of those that nothing speaks of any more."""
    deltas: dict[str, Tally] = defaultdict(Tally, {key: Tally() for key in renamed})
    for readings, sign in ((old, -1), (fresh, 1)):
        for reading in readings:
            for entity in reading.entities:
                total = deltas[entity.canonical]
                for part, count in tally(entity).items():
                    total[part] += sign * count
    known = {row["id"]: row for row in read.ask(tx, "tallies", ids=sorted(deltas))}
    nodes.update((("Entity", key), row["node"]) for key, row in known.items())
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for row in read.ask(tx, "called", ids=sorted(deltas)):
        names[row["id"]][row["language"]] = row["name"]
    changed, gone = [], []
    for key in sorted(deltas):
        text, labels = (known[key]["tally"], known[key]["labels"]) if key in known else ("[]", ())
        total = called(combine(decode(text), deltas[key]), names[key])
        found = view(key, total)
        if found is None:
            gone.append(key)
        elif (after := encode(total)) != text:
            changed.append(rows.entity_row(found, after, labels))
    nodes.update((("Entity", row["id"]), row["node"]) for row in read.ask(tx, "put_entities", rows=changed))
    return gone


def _others(
    tx: ManagedTransaction, keys: Mapping[str, Key], old: list[Reading]
) -> tuple[dict[str, list[Statement]], dict[str, str]]:
    """The statements behind some edges, without those of articles that go, and which article each is a copy of."""
    behind: dict[str, list[Statement]] = defaultdict(list)
    for row in read.ask(tx, "facts", ids=list(keys), without=[one.article.id for one in old]):
        ends = (row["statement"], row["article"], *keys[row["id"]], (), row["confidence"])
        behind[row["id"]].append(Statement(*ends, date=row["date"], status=row["status"]))
    origin = {one.article: one.article for some in behind.values() for one in some}
    origin.update((row["id"], row["origin"]) for row in read.ask(tx, "copies", ids=sorted(origin)))
    return behind, origin


def _run(tx: ManagedTransaction, name: str, /, **values: object) -> None:
    tx.run(queries()[name], values).consume()

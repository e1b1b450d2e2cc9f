"""Add articles to an Oxigraph database and take them back."""

from collections import defaultdict
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from pyoxigraph import Store

from kg.model import Reading
from kg.stores import rdf_db, rdf_write
from kg.stores import terms as t
from kg.stores.intake import digest, problem
from kg.stores.protocol import Changes
from kg.stores.rdf_identity import Table, table
from kg.stores.redirects import redirected
from kg.stores.views import Tally, tally

BATCH = 40_000
"""Quads in one transaction while adding, about 2,000 statements."""
VIEWS = 50_000
"""Entities whose views may wait to be brought up to date: a view that many articles touch is then written once."""


@dataclass(slots=True)
class Adding:
    """Work in progress: the quads that wait for the next transaction and what is to happen to the views.

    The ``writer``, one thread, runs a transaction while the quads of the next one are made.
    """

    db: Store
    table: Table
    writer: ThreadPoolExecutor
    running: Future[None] | None = None
    running_articles: set[str] = field(default_factory=set)
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    statements: int = 0
    refused: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    deltas: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))


def take(adding: Adding, reading: Reading) -> None:
    """Add one reading: at once if it replaces another, else with the next batch."""
    key = reading.article.id
    if reason := problem(reading):
        adding.refused.append(f"{reading.article.name or key}: {reason}")
        return
    if key in adding.articles or key in adding.running_articles:
        settle(adding)
    stamp = digest(reading)
    reading = redirected(reading, adding.table.same)
    known = rdf_db.known_digest(adding.db, key)
    if known == stamp:
        adding.unchanged += 1
        return
    if known is None:
        adding.waiting += _lines(reading, stamp)
        adding.articles.add(key)
        adding.added += 1
    else:
        settle(adding)
        old = _replace(adding.db, key, _lines(reading, stamp))
        _count(adding.deltas, old, -1)
        adding.replaced += 1
    adding.statements += len(reading.statements)
    _count(adding.deltas, reading, 1)
    if len(adding.deltas) >= VIEWS:
        finish(adding)
    elif len(adding.waiting) >= BATCH:
        flush(adding)


def flush(adding: Adding) -> None:
    """Begin to write the waiting articles in one transaction, when the one before has ended."""
    wait(adding)
    adding.running = adding.writer.submit(rdf_db.put, adding.db, adding.waiting)
    adding.running_articles, adding.waiting, adding.articles = adding.articles, [], set()


def wait(adding: Adding) -> None:
    """Wait for the end of the transaction that runs. Where it fails, no view may count its articles: those of the
    articles before are left to ``rdf_db.recover``, by their marks."""
    running, adding.running, adding.running_articles = adding.running, None, set()
    try:
        if running is not None:
            running.result()
    except BaseException:
        adding.waiting, adding.articles = [], set()
        adding.deltas.clear()
        raise


def settle(adding: Adding) -> None:
    """Write what waits, to its end."""
    flush(adding)
    wait(adding)


def finish(adding: Adding) -> None:
    """Write what waits and bring the views up to date."""
    settle(adding)
    if adding.deltas:
        rdf_db.refresh(adding.db, adding.deltas, adding.table.names)
        adding.deltas.clear()


def changes(adding: Adding) -> Changes:
    """What was done."""
    return Changes(adding.added, adding.replaced, adding.unchanged, adding.statements, tuple(adding.refused))


def retract(db: Store, article: str) -> int:
    """Take an article back; the number of its statements."""
    if rdf_db.known_digest(db, article) is None:
        return 0
    old = _replace(db, article, [])
    deltas: dict[str, Tally] = defaultdict(Tally)
    _count(deltas, old, -1)
    rdf_db.refresh(db, deltas, table(db).names)
    db.remove_graph(t.iri("article", article))
    return len(old.statements)


def _lines(reading: Reading, stamp: str) -> list[str]:
    triples = rdf_write.edge_triples(reading)
    return [
        *rdf_write.graph_lines(reading, stamp, triples),
        *rdf_write.walking(triples),
        f"{rdf_db.mark('article', reading.article.id)} .\n",
    ]


def _replace(db: Store, article: str, lines: list[str]) -> Reading:
    """Put quads in the place of an article's in one transaction, and tell what the article said before."""
    old = rdf_db.read(db, article)
    graph = t.iri("article", article)
    alone = (triple for triple in rdf_write.edge_triples(old) if not rdf_db.supported(db, triple, {graph}))
    out = {*db.quads_for_pattern(None, None, None, graph), *rdf_write.quads(rdf_write.walking(alone))}
    into = {*rdf_write.quads(lines), *(rdf_db.mark("entity", entity.canonical) for entity in old.entities)}
    rdf_db.swap(db, out - into, into - out)
    return old


def _count(deltas: dict[str, Tally], reading: Reading, sign: int) -> None:
    for entity in reading.entities:
        total = deltas[entity.canonical]
        for key, count in tally(entity).items():
            total[key] += sign * count

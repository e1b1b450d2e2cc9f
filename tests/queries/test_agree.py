"""One question, one answer: the query files against the walks in Python, row for row, on the examples and on a society.

``KG_SOCIETY="10000 100000"`` asks a society of so many institutions and statements, which takes an hour.
"""

import os
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from servers import Database
from society import society

from kg.model import Network, Reading
from kg.step import step
from kg.stores import Store, Value, open_store
from kg.stores.embedded import Embedded, open_embedded
from kg.stores.rdf import RdfStore
from loaders.readers import read
from queries.answer import ask
from queries.bi import views
from queries.library import questions
from queries.near import near
from queries.walks import WALKS, walk
from queries.who import atlas
from schemas.ontology import ontology

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
ANY = "any"
INSTITUTIONS, STATEMENTS = map(int, os.environ.get("KG_SOCIETY", "120 1200").split())


@pytest.fixture(scope="module", params=["examples", "society"])
def told(request: pytest.FixtureRequest) -> list[Reading]:
    """What the examples say, or a society with hubs, and circles that nothing connects."""
    if request.param == "society":
        return list(society(INSTITUTIONS, STATEMENTS))

    def fail(error: Exception) -> None:
        raise error

    return [one for found in step([list(read([str(EXAMPLES)], on_error=fail))]) for one in found]


@pytest.fixture(scope="module")
def store(told: list[Reading]) -> Iterator[Store]:
    with open_store("memory:") as opened:
        opened.add(told)
        yield opened


@pytest.fixture(scope="module")
def network(store: Store) -> Network:
    return store.network()


@pytest.fixture(scope="module")
def embedded(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Embedded:
    """The engine that answers Cypher without a server."""
    assert isinstance(store, RdfStore)
    return open_embedded(store, tmp_path_factory.mktemp("fillings"))


def cases(network: Network, store: Store) -> Iterator[tuple[str, Mapping[str, Value]]]:
    """Every question with values of all kinds, over institutions of all sizes."""
    lot = random.Random(4)
    where = atlas(store)
    of = {kind: [e.id for e in network.entities if e.type == kind] for kind in {e.type for e in network.entities}}
    bodies = [entity.id for entity in network.entities if ontology().is_a(entity.type, "Institution")]
    degrees = Counter(end for edge in network.edges for end in {edge.subject, edge.object})
    some = sorted(bodies, key=lambda key: -degrees[key])[:3]
    some += lot.sample(bodies, 5)
    plain: dict[str, Value] = dict.fromkeys(("field", "type", "country", "since", "until", "status"), ANY)
    plain |= {"depth": 1, "least": 1, "atlas": where}
    narrower: list[dict[str, Value]] = [
        *({}, {"depth": 2}, {"depth": 3, "status": "current"}, {"field": "oncology"}, {"type": "Hospital"}),
        *({"type": "Institution", "least": 2}, {"country": "Vietnam"}, {"since": "2023"}, {"until": "2023-05"}),
        *({"since": "2022-02-10", "until": "2023"}, {"status": "ended"}, {"status": "current", "depth": 2}),
    ]
    for number, more in enumerate(narrower):
        yield "partners", plain | more | {"institution": some[number % len(some) if more.get("depth") != 3 else -1]}
        if more.get("depth") != 3 or STATEMENTS < 10_000:  # three steps from a great hub are most of the ways there are
            yield "partners", plain | more | {"institution": some[0]}
    for one, other in zip(some, [*some[1:], some[0]], strict=True):
        yield "common", {"first": one, "second": other, "type": ANY, "status": ANY}
        yield "common", {"first": one, "second": other, "type": "Hospital", "status": "current"}
        yield "evidence", {"first": one, "second": other, "relation": ANY}
        yield "interlocks", {"institution": one, "posts": 2}
        yield "ownership", {"institution": one, "status": ANY}
        yield "agreements", {"institution": one, "field": ANY, "since": ANY, "until": ANY, "status": ANY}
        yield "counts", {"institution": one, "by": "field"}
        yield "foreign", {"institution": one, "home": "Vietnam", "status": ANY, "atlas": where}
    yield "ownership", {"institution": some[0], "status": "current"}
    for posts in (1, 3):
        yield "interlocks", {"institution": ANY, "posts": posts}
    pairs = [{edge.subject, edge.object} for edge in network.edges if edge.predicate == "PARTNERS_WITH"]
    hub = max(sorted(set().union(*pairs)), key=Counter(end for pair in pairs for end in pair).__getitem__)
    one, other = sorted(set().union(*(pair for pair in pairs if hub in pair)) - {hub})[:2]
    yield "common", {"first": one, "second": other, "type": ANY, "status": ANY}
    yield "evidence", {"first": hub, "second": one, "relation": ANY}
    for by in ("year", "month", "field"):
        yield "counts", {"institution": ANY, "by": by}
    for more in ({}, {"type": "Hospital"}, {"country": "Romania"}, {"status": "current"}):
        yield "active", {"field": "oncology", "type": ANY, "country": ANY, "status": ANY, "atlas": where} | more
    for more in ({}, {"field": "oncology"}, {"since": "2024", "until": "2024-11"}, {"status": "signed"}):
        yield "agreements", {"institution": ANY, "field": ANY, "since": ANY, "until": ANY, "status": ANY} | more
    for home in ("Vietnam", "Japan"):
        yield "foreign", {"institution": ANY, "home": home, "status": ANY, "atlas": where}
    for programme in of["Programme"][:4]:
        yield "members", {"programme": programme}
    for number, relation in enumerate((ANY, "SIGNED", "HOLDS_ROLE", ANY)):
        yield "people", {"institution": some[number] if number < 3 else ANY, "relation": relation}
    yield "articles", {}
    for one in network.articles[:3]:
        yield "article", {"article": one.id}
        yield "article", {"article": one.title or one.name}
    for more in ({}, {"date": "2022"}, {"status": "current"}, {"relation": "PART_OF", "date": "2023-05"}):
        yield "network", {"date": ANY, "relation": ANY, "status": ANY} | more
    for first, last, relation in (("2022", "2023", ANY), ("2024-02", "2025", "PARTNERS_WITH"), ("2021", "2021", ANY)):
        yield "diff", {"from": first, "to": last, "relation": relation}


def test_each_question_has_a_walk() -> None:
    assert questions().keys() - WALKS.keys() == {"names", "neighbours"}


def test_sparql_and_python_give_the_same_rows(store: Store, network: Network) -> None:
    found: dict[str, int] = {}
    for name, values in cases(network, store):
        asked = store.ask(questions()[name].texts[store.language], **values)
        walked = walk(network, name, **values)
        assert asked.columns == walked.columns, name
        assert asked.rows == walked.rows, (name, values)
        if (looked_up := near(store, name, values)) is not None:
            assert looked_up == walked, (name, values)
        found[name] = max(found.get(name, 0), len(asked))
    assert found.keys() == WALKS.keys()
    assert min(found.values()) > 0, found


def test_cypher_without_a_server_gives_the_same_rows(store: Store, network: Network, embedded: Embedded) -> None:
    for name, values in cases(network, store):
        asked = embedded.ask(questions()[name].texts[embedded.language], **values)
        walked = walk(network, name, **values)
        assert asked.columns == walked.columns, name
        assert asked.rows == walked.rows, (name, values)


def test_cypher_on_a_real_server_gives_the_same_rows(
    store: Store, network: Network, embedded: Embedded, neo4j: Database, told: list[Reading]
) -> None:
    with open_store("neo4j:") as server:
        server.add(told)
        for name, values in cases(network, store):
            asked = server.ask(questions()[name].texts[server.language], **values)
            walked = walk(network, name, **values)
            assert asked.columns == walked.columns, name
            assert asked.rows == walked.rows, (name, values)
        for view in views().values():
            assert server.ask(view.text) == embedded.ask(view.text), view.name
        for what in ("(x)", "()-[x]->()"):  # the same model, to the last node and relationship
            counts = f"MATCH {what} RETURN count(x) AS many"
            assert server.ask(counts) == embedded.ask(counts)
        some = [str(row[-1]) for row in ask(store, "central", [], {"top": "9"}).rows]
        for name, given in (("central", ["betweenness"]), ("communities", []), ("bridges", []), ("parts", [])):
            assert ask(server, name, given) == ask(store, name, given)
        assert ask(server, "path", some[::8]) == ask(store, "path", some[::8])

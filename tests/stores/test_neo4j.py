"""What is particular to the Neo4j store: its model, its faults, and that it answers as the RDF store does."""

import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from readings import DEAL, ENDED, SOME, VIETNAMESE, many, whole
from servers import Database

from kg.errors import StoreError
from kg.model import Reading
from kg.stores import Store, content_hash, neo4j_server, open_store
from kg.stores.edges import edges
from kg.stores.neo4j_text import aimed, queries, schema
from schemas.ontology import ontology

WRITER = """
import sys
from kg.stores import open_store
from readings import many
with open_store("neo4j:") as store:
    print("open", flush=True)
    store.add(many(int(sys.argv[1]), seed=int(sys.argv[2])))
"""


@pytest.fixture
def store(neo4j: Database) -> Iterator[Store]:
    """The graph of SOME on the server."""
    with neo4j.fresh() as opened:
        opened.add(SOME)
        yield opened


# ---------------------------------------------------------------- the model


def test_entities_have_the_labels_of_their_class_and_of_every_wider_one(neo4j: Database, store: Store) -> None:
    rows = neo4j.run("MATCH (e:Entity {name: 'Spitalul Luceafărul'}) RETURN labels(e) AS labels, e.type AS type")
    assert [(sorted(row["labels"]), row["type"]) for row in rows] == [  # type: ignore[call-overload]
        (["Entity", "Hospital", "Institution"], "Hospital")
    ]


def test_a_type_that_changes_takes_its_label_away(neo4j: Database, store: Store) -> None:
    changed = replace(DEAL, entities=tuple(replace(one, type="Company") for one in DEAL.entities))
    store.retract(ENDED.article.id)
    store.add([changed])
    rows = neo4j.run("MATCH (e:Entity {name: 'Spitalul Luceafărul'}) RETURN labels(e) AS labels")
    assert [sorted(row["labels"]) for row in rows] == [["Company", "Entity", "Institution"]]  # type: ignore[call-overload]


def test_one_walking_edge_for_all_statements_and_every_statement_with_its_words(neo4j: Database, store: Store) -> None:
    (edge,) = neo4j.run(
        "MATCH (:University)-[edge:PARTNERS_WITH]-(:Hospital) "
        "RETURN edge.id AS id, edge.sources AS sources, edge.status AS status, edge.first_date AS first"
    )
    assert (edge["sources"], edge["status"], edge["first"]) == (2, "ended", "2024-04-09")
    rows = neo4j.run(
        "MATCH (s:Statement {edge: $id})-[by:SAID_BY]->(a:Article) RETURN a.name AS name, by.quote AS quote",
        id=edge["id"],
    )
    assert {row["name"] for row in rows} == {"deal.txt", "ended.txt"}
    said = {each.quote for one in SOME for statement in one.statements for each in statement.evidence}
    assert {row["quote"] for row in rows} <= said


def same_edges(neo4j: Database, store: Store) -> None:
    """The walking edges in the database are those that the statements make, each once."""
    rows = neo4j.run(
        "MATCH (one:Entity)-[edge]->(other) WHERE edge.id IS NOT NULL "
        "RETURN one.id AS subject, type(edge) AS predicate, other.id AS object, "
        "edge.sources AS sources, edge.independent_sources AS independent, edge.status AS status, "
        "edge.first_date AS first_date, edge.last_date AS last_date, edge.confidence AS confidence"
    )
    names = ("subject", "predicate", "object", "sources", "independent", "status", "first_date", "last_date")
    kept = [
        {name: getattr(edge, name) for name in (*names, "confidence")} for edge in edges(store.readings(brief=True))
    ]
    assert sorted(rows, key=str) == sorted(kept, key=str)


def test_walking_edges_are_those_that_the_statements_make(neo4j: Database, store: Store) -> None:
    same_edges(neo4j, store)
    store.redirect({VIETNAMESE.entities[0].canonical: DEAL.entities[0].canonical})
    same_edges(neo4j, store)


def test_nothing_is_left_when_everything_is_taken_back(neo4j: Database, store: Store) -> None:
    for one in SOME:
        store.retract(one.article.id)
    rows = neo4j.run("MATCH (any) UNWIND labels(any) AS label RETURN DISTINCT label ORDER BY label")
    assert [row["label"] for row in rows] == ["Field", "HealthkgStore"]
    assert neo4j.run("MATCH ()-[any]->() RETURN any LIMIT 1") == []


def test_people_find_names_with_marks_and_without(neo4j: Database, store: Store) -> None:
    for name in ("Bệnh viện Bạch Mai", "benh vien bach mai", "BACH MAI"):
        rows = neo4j.run(
            "CALL db.index.fulltext.queryNodes('entity_names', $name) YIELD node RETURN node.name AS name", name=name
        )
        assert rows[0]["name"] == "Bệnh viện Bạch Mai", name


def test_every_query_of_the_store_is_planned_with_indexes(neo4j: Database, store: Store) -> None:
    scans = ("AllNodesScan", "RelationshipTypeScan", "DirectedAllRelationshipsScan")
    for name in queries():
        if name != "nodes":
            plan = str(neo4j.explain(aimed(name, "PARTNERS_WITH")))
            assert not [scan for scan in scans if scan in plan], name


def test_predicates_and_classes_are_words_of_cypher() -> None:
    for name in (*ontology().predicates, *ontology().classes):
        assert name.replace("_", "").isalpha()
    assert len(schema()) == 11


# ---------------------------------------------------------------- faults


def test_a_reading_store_writes_nothing(neo4j: Database, store: Store) -> None:
    with open_store("neo4j:", read_only=True) as reader:
        assert content_hash(reader) == content_hash(store)
        with pytest.raises(StoreError, match="opened for reading only"):
            reader.retract(DEAL.article.id)
    with pytest.raises(StoreError, match=r"(?i)write"):
        store.ask("MATCH (any) DETACH DELETE any")
    assert len(list(store.articles())) == 3


def test_a_foreign_database_is_not_touched(neo4j: Database) -> None:
    neo4j.run("CREATE (:Article {id: 'theirs'})-[:BY]->(:Author)")
    for read_only in (False, True):
        with pytest.raises(StoreError, match="holds other data and was not touched"):
            open_store("neo4j:", read_only=read_only)
    assert neo4j.run("MATCH (any) RETURN count(any) AS count") == [{"count": 2}]


def test_another_format_is_told(neo4j: Database, store: Store) -> None:
    neo4j.run("MATCH (mark:HealthkgStore) SET mark.format = 99")
    with pytest.raises(StoreError, match="expected a graph of format 1, got 99"):
        open_store("neo4j:")


def test_a_reader_makes_no_graph(neo4j: Database) -> None:
    with pytest.raises(StoreError, match="there is no graph in the database 'neo4j'"):
        open_store("neo4j:", read_only=True)
    assert neo4j.run("MATCH (any) RETURN any LIMIT 1") == []


def test_who_may_not_come_in_is_told(neo4j: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "wrong")
    with pytest.raises(StoreError, match="wrong user or password; set NEO4J_USERNAME and NEO4J_PASSWORD"):
        open_store("neo4j:")
    monkeypatch.delenv("NEO4J_PASSWORD")
    monkeypatch.setattr("kg.stores.neo4j_server.known", lambda: None)
    with pytest.raises(StoreError, match="which password"):
        open_store("neo4j:")


def test_a_missing_database_is_told(neo4j: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_DATABASE", "nowhere")
    with pytest.raises(StoreError, match="nowhere"):
        open_store("neo4j:")


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_a_server_that_is_not_there_is_told(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "any")
    with pytest.raises(StoreError, match=f"{scheme}://127.0.0.1:9: no Neo4j server answers there"):
        open_store(f"{scheme}://127.0.0.1:9")


def test_addresses_that_lead_nowhere_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("KG_HOME", str(tmp_path))
    monkeypatch.delenv("NEO4J_URI", raising=False)
    with pytest.raises(StoreError, match="which Neo4j server"):
        open_store("neo4j:")
    with pytest.raises(StoreError, match="without user and password"):
        open_store("bolt://neo4j:secret@127.0.0.1")


def test_an_old_server_is_told(neo4j: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.stores.neo4j_open.LEAST", (99, 1))
    with pytest.raises(StoreError, match=r"expected Neo4j 99\.1 or newer, got Neo4j/"):
        open_store("neo4j:")


@pytest.mark.parametrize("seed", range(int(os.environ.get("KG_KILLS", "2"))))
def test_a_killed_writer_leaves_whole_articles_and_the_next_run_completes(neo4j: Database, seed: int) -> None:
    neo4j.fresh().close()
    statements = int(os.environ.get("KG_KILLS_STATEMENTS", "3000"))
    command = [sys.executable, "-c", WRITER, str(statements), str(seed)]
    paths = os.pathsep.join(path for path in sys.path if path)
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": paths}) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(random.Random(seed).uniform(0.5, statements / 2000))
        process.send_signal(signal.SIGKILL)
    readings = list(many(statements, seed=seed))
    with open_store("neo4j:") as store:
        there = whole(store, readings)
        same_edges(neo4j, store)
        changes = store.add(readings)
        assert (changes.added, changes.unchanged) == (len(readings) - there, there)
        assert whole(store, readings) == len(readings)
        same_edges(neo4j, store)
    print(f"killed at {there} of {len(readings)} articles")


def killed(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def without_room(pid: int) -> None:
    """No file may grow any more, as on a disk that is full."""
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (100_000, 100_000))


@pytest.mark.parametrize("fault", [killed, without_room])
def test_a_server_that_fails_in_mid_write_is_told_and_the_next_run_completes(
    neo4j: Database, monkeypatch: pytest.MonkeyPatch, fault: Callable[[int], None]
) -> None:
    folder = neo4j.server.folder
    server = neo4j_server.known(folder) if folder else None
    if folder is None or server is None or server.pid is None:
        pytest.skip("the Neo4j server under test was not started by this program: it cannot be killed")
    monkeypatch.setattr("kg.stores.neo4j_open.RETRY", 1.0)
    monkeypatch.setattr("kg.stores.neo4j_write.BATCH", 500)
    readings = list(many(6000))
    timer = threading.Timer(0.1, fault, (server.pid,))

    def half_way() -> Iterator[Reading]:
        yield from readings[:200]
        timer.start()
        yield from readings[200:]

    with neo4j.fresh() as store, pytest.raises(StoreError) as told:
        store.add(half_way())
    timer.join()
    assert str(told.value).startswith(server.uri)
    assert "\n" not in str(told.value)
    if fault is without_room:
        killed(server.pid)
    restart(folder, server)
    with open_store("neo4j:") as store:
        there = whole(store, readings)
        assert 150 < there < len(readings)
        same_edges(neo4j, store)
        changes = store.add(readings)
        assert (changes.added, changes.unchanged) == (len(readings) - there, there)
        assert whole(store, readings) == len(readings)
        same_edges(neo4j, store)


def restart(folder: Path, server: neo4j_server.Server) -> None:
    """Start a server anew, where it was."""
    neo4j_server.stop(folder)
    ports = [int(address.rpartition(":")[2]) for address in (server.uri, server.http)]
    neo4j_server.start(folder, port=ports[0], http_port=ports[1])


def test_a_database_that_may_only_be_read_is_told(neo4j: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = neo4j.server.folder
    server = neo4j_server.known(folder) if folder else None
    if folder is None or server is None:
        pytest.skip("the Neo4j server under test was not started by this program: its settings cannot be changed")
    with neo4j.fresh() as store:
        store.add([DEAL])
    conf = folder / "read_only.conf"
    text = neo4j_server.CONFIGURATION.read_text(encoding="utf-8")
    conf.write_text(text + "server.databases.read_only=neo4j\n", encoding="utf-8")
    with monkeypatch.context() as changed:
        changed.setattr("kg.stores.neo4j_server.CONFIGURATION", conf)
        restart(folder, server)
    with open_store("neo4j:") as store:
        for work in (lambda: store.add(SOME), lambda: store.retract(DEAL.article.id), lambda: store.redirect({})):
            with pytest.raises(StoreError, match=f"{server.uri}: the database is read-only"):
                work()
        assert whole(store, [DEAL]) == 1
    restart(folder, server)


def test_two_writers_at_a_time_make_one_graph(neo4j: Database) -> None:
    with neo4j.fresh() as one, open_store("neo4j:") as two, open_store("memory:") as other:
        for left, right in ((DEAL, ENDED), (ENDED, VIETNAMESE)):
            one.add([left])
            two.add([right])
        other.add(SOME)
        assert content_hash(one) == content_hash(two) == content_hash(other)
        assert one.network() == other.network()

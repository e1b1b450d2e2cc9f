"""``kg cypher``: everything that reads runs, nothing that writes, opens files or governs the server does, with a
server and without one.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from readings import SOME, kept
from servers import Database

from kg.cli import cli
from kg.errors import StoreError
from kg.stores import content_hash, open_store
from kg.stores.embedded import Embedded, open_embedded
from kg.stores.neo4j import Neo4jStore
from kg.stores.rdf import RdfStore

ATTEMPTS = [
    "CREATE (:Hospital {name: 'x'})",
    "create (:Hospital)",
    "// harmless\nCREATE (:Hospital)",
    "MATCH (n) DELETE n",
    "MATCH (n) DETACH DELETE n",
    "MATCH ()-[r:PARTNERS_WITH]->() DELETE r",
    "MATCH (n:Entity) SET n.name = 'x'",
    "MATCH (n:Entity) SET n += {name: 'x'}",
    "MATCH (n:Entity) SET n = {}",
    "MATCH (n:Entity) SET n:Person",
    "MATCH (n:Entity) REMOVE n.name",
    "MATCH (n:Hospital) REMOVE n:Hospital",
    "MERGE (n:Entity {id: 'x'}) RETURN n",
    "MERGE (n:Entity {id: 'x'}) ON CREATE SET n.name = 'y' ON MATCH SET n.name = 'z'",
    "MATCH (a:Hospital), (b:University) CREATE (a)-[:OWNED_BY]->(b)",
    "MATCH (a:Hospital), (b:University) MERGE (a)-[:OWNED_BY]->(b)",
    "MATCH (n:Entity) WITH n CREATE (m:Copy) RETURN m",
    "MATCH (n) RETURN n UNION CREATE (m) RETURN m AS n",
    "UNWIND [1, 2, 3] AS x CREATE (:Number {is: x})",
    "FOREACH (x IN [1, 2] | CREATE (:Number))",
    "MATCH (n:Entity) FOREACH (x IN [n] | SET x.name = 'x')",
    "CALL { CREATE (n:Hidden) RETURN n } RETURN n",
    "CALL { MATCH (n) DETACH DELETE n } RETURN 1",
    "MATCH (n:Entity) CALL { WITH n SET n.name = 'x' } RETURN n",
    "MATCH (n:Entity) CALL (n) { SET n.name = 'x' } RETURN n",
    "MATCH (n:Entity) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 1 ROW",
    "CALL { CALL { CREATE (n:Deep) RETURN n } RETURN n } RETURN n",
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "LOAD CSV FROM '/etc/passwd' AS row RETURN row",
    "LOAD CSV WITH HEADERS FROM 'http://127.0.0.1:1/x.csv' AS row RETURN row",
    "load csv from 'file:///etc/passwd' as row return row",
    "LOAD // a comment\nCSV FROM 'file:///etc/passwd' AS row RETURN row",
    "MATCH (n:Entity) RETURN n.name AS x UNION LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row AS x",
    "MATCH (n) CALL { LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row } RETURN row",
    "MATCH (n) WHERE EXISTS { LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row } RETURN n",
    "\\u004COAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "\\u0043REATE (n:Escaped)",
    "RETURN 'a\\u0027 AS x CREATE (n:Escaped) //'",
    "ＣＲＥＡＴＥ (n:Wide)",
    "ＬＯＡＤ ＣＳＶ FROM 'file:///etc/passwd' AS row RETURN row",
    "C\u200bREATE (n:Hidden)",
    "СREATE (n:Cyrillic)",
    "MATCH (n) RETURN n; MATCH (n) DETACH DELETE n",
    "RETURN 1; LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "PROFILE CREATE (n:Profiled)",
    "EXPLAIN CREATE (n:Explained)",
    "CREATE INDEX stray FOR (n:Entity) ON (n.type)",
    "DROP INDEX entity_names",
    "CREATE CONSTRAINT stray FOR (n:Person) REQUIRE n.name IS NOT NULL",
    "DROP CONSTRAINT entity_id",
    "CALL db.createLabel('Stray')",
    "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()",
    "CALL dbms.listConfig() YIELD name, value RETURN name, value",
    "CALL db.ontology.clear()",
    "CALL `db`.`cdc`.`enable`()",
    "CALL { CALL dbms.listConfig() YIELD name RETURN name } RETURN name",
    "CALL dbms.killTransaction('x')",
    "CALL apoc.load.json('file:///etc/passwd')",
    "SHOW USERS",
    "SHOW SETTINGS",
    "SHOW TRANSACTIONS",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "CREATE USER other SET PASSWORD 'secret-secret'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "CREATE DATABASE other",
    "STOP DATABASE neo4j",
    "USE system SHOW USERS",
    "DROP ALL",
    "SELECT * { ?s ?p ?o }",
    "",
]
READS = [
    "MATCH (n) RETURN n LIMIT 3",
    "match (n:Hospital) return n.name as name order by name",
    "MATCH (n:Hospital) RETURN count(n) AS many",
    "MATCH (n:Entity) RETURN n.type AS type, count(*) AS many ORDER BY many DESC, type",
    "MATCH (a:Institution)-[edge:PARTNERS_WITH]-(b:Institution) RETURN a.name, edge.status, b.name",
    "MATCH (a)-[edge:PARTNERS_WITH]-(b) MATCH (said:Statement) WHERE said.edge = edge.id RETURN said.id, a.id, b.id",
    "MATCH (said:Statement)-[via:SAID_BY]->(source:Article) RETURN source.title, via.quote, via.start",
    "MATCH (n:Hospital) OPTIONAL MATCH (n)-[:LOCATED_IN]->(at:Place) RETURN n.name, at.name",
    "CALL { MATCH (n:Hospital) RETURN n.name AS name UNION MATCH (n:University) RETURN n.name AS name } RETURN name",
    "MATCH (n:Hospital) CALL { WITH n MATCH (n)-[:PARTNERS_WITH]-(m) RETURN count(m) AS many } RETURN n.name, many",
    "MATCH (n:Hospital) CALL (n) { MATCH (n)-[:PARTNERS_WITH]-(m) RETURN count(m) AS many } RETURN n.name, many",
    "MATCH (n:Entity) WHERE n.created IS NULL RETURN count(n) AS many",
    "MATCH (n:Entity) RETURN n.name AS created, n.type AS deleted",
    "MATCH (created:Entity) RETURN created.name",
    "MATCH (n:Entity) WHERE n.name <> 'DELETE' RETURN n.name",
    'MATCH (n:Entity) WHERE n.name <> "MATCH (n) DETACH DELETE n" RETURN n.name',
    "RETURN 'LOAD CSV FROM \"file:///etc/passwd\" AS row' AS words",
    "RETURN 'it\\'s; CREATE (n)' AS words",
    "WITH 1 AS `CREATE` RETURN `CREATE` AS one",
    "MATCH (n:Entity) // DELETE n\nRETURN n.name LIMIT 1",
    "MATCH (n:Entity) RETURN n.name AS set LIMIT 1;",
    "MATCH (load:Hospital) RETURN load.name",
    "MATCH (n:Entity) WHERE n.csv IS NULL AND n.load IS NULL RETURN count(n) AS many",
    "CALL db.index.fulltext.queryNodes('entity_names', 'bach mai') YIELD node, score RETURN node.id, score > 0 AS yes",
    "CALL db.index.fulltext.queryNodes('entity_names', 'Bệnh viện Bạch Mai') YIELD node RETURN node.name LIMIT 1",
    "CALL db.labels() YIELD label RETURN label ORDER BY label",
    "CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType",
    "CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey",
    "MATCH p = (a:Hospital)-[:PARTNERS_WITH*1..2]-(b) RETURN length(p) AS steps, count(*) AS many",
    "MATCH (a:Hospital {name: 'Spitalul Luceafărul'}), (b:University {name: 'Universitatea Pontica'}) "
    "MATCH p = shortestPath((a)-[*..4]-(b)) RETURN length(p) AS steps",
    "MATCH (n:Entity) WHERE EXISTS { (n)-[:PARTNERS_WITH]-() } RETURN n.name",
    "MATCH (n:Institution) RETURN n.name, COUNT { (n)-[:PARTNERS_WITH]-() } AS partners",
    "MATCH (n:Entity) WHERE NOT (n)-[:LOCATED_IN]->() RETURN n.name",
    "MATCH (n:Entity) WHERE any(form IN n.folded WHERE form CONTAINS 'bach mai') RETURN n.name",
    "MATCH (n:Entity) WHERE n.name =~ '(?i)spital.*' RETURN n.name",
    "MATCH (n:Entity) WHERE n.name STARTS WITH 'B' OR n.name ENDS WITH 'i' RETURN n.name",
    "MATCH (n:Entity) WITH n.type AS type, collect(n.name) AS names RETURN type, size(names) AS many",
    "MATCH (s:Statement) RETURN min(s.date) AS first, max(s.date) AS last, avg(s.confidence) AS sure",
    "MATCH (s:Statement) RETURN DISTINCT s.predicate AS predicate ORDER BY predicate SKIP 1 LIMIT 2",
    "MATCH (s:Statement) RETURN CASE WHEN s.status = 'signed' THEN 'yes' ELSE 'no' END AS signed",
    "MATCH (s:Statement) UNWIND s.fields AS code RETURN code, count(*) AS many",
    "UNWIND range(1, 10) AS x RETURN sum(x) AS total",
    "RETURN [x IN range(1, 5) WHERE x % 2 = 1 | x * x] AS odd",
    "RETURN reduce(line = '', x IN ['a', 'b'] | line + x) AS joined",
    "MATCH (n:Hospital|University) RETURN n.name",
    "MATCH (a)-[edge:LOCATED_IN|PARTNERS_WITH]->(b) RETURN type(edge) AS relation, count(*) AS many",
    "MATCH (n:Hospital) RETURN labels(n)[0] AS label, keys(n) AS named LIMIT 1",
    "MATCH (n:Hospital) RETURN n {.id, .name} AS some",
    "RETURN coalesce(null, 'c') AS x, toUpper('merge') AS y, replace('set', 's', 'b') AS z",
    "RETURN date('2024-05-01') < date('2025-01-01') AS earlier",
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RdfStore]:
    with kept(tmp_path_factory.mktemp("cypher") / "graph", SOME) as opened:
        yield opened


@pytest.fixture(scope="module")
def embedded(store: RdfStore, tmp_path_factory: pytest.TempPathFactory) -> Embedded:
    return open_embedded(store, tmp_path_factory.mktemp("fillings"))


@pytest.fixture
def server(neo4j: Database) -> Iterator[Neo4jStore]:
    with neo4j.fresh() as opened:
        assert isinstance(opened, Neo4jStore)
        opened.add(SOME)
        yield opened


def refused(engine: Embedded | Neo4jStore, attempt: str) -> bool:
    """Whether an engine says no."""
    try:
        engine.explore(attempt, {}, limit=10, seconds=20)
    except StoreError as error:
        return "\n" not in str(error)
    return False


def read(engine: Embedded | Neo4jStore, query: str) -> int:
    """How many rows an engine answers."""
    return len(engine.explore(query, {}, limit=1000, seconds=20))


def everything(embedded: Embedded) -> object:
    """All that the embedded engine holds."""
    return [embedded.ask(f"MATCH {what} RETURN properties(x) AS all").rows for what in ("(x)", "()-[x]->()")]


def test_without_a_server_nothing_is_written_or_opened(store: RdfStore, embedded: Embedded) -> None:
    before = content_hash(store), everything(embedded)
    assert len(set(ATTEMPTS)) >= 40
    assert [attempt for attempt in ATTEMPTS if not refused(embedded, attempt)] == []
    assert (content_hash(store), everything(embedded)) == before
    with pytest.raises(StoreError, match="expected a query that only reads, got one that writes"):
        embedded.explore("MATCH (n) DELETE n", {}, limit=1, seconds=9)
    with pytest.raises(StoreError, match="expected a query, got nothing"):
        embedded.explore(" ", {}, limit=1, seconds=9)


def test_a_server_is_not_written_to_opens_nothing_and_is_not_governed(neo4j: Database, server: Neo4jStore) -> None:
    def state() -> object:
        labels = neo4j.run("CALL db.labels() YIELD label RETURN label ORDER BY label")
        indexes = neo4j.run("SHOW INDEXES YIELD name RETURN name ORDER BY name")
        nodes = neo4j.run("MATCH (n) RETURN properties(n) AS all ORDER BY elementId(n)")
        return content_hash(server), labels, indexes, nodes

    before = state()
    assert [attempt for attempt in ATTEMPTS if not refused(server, attempt)] == []
    assert state() == before


def test_everything_that_reads_runs(embedded: Embedded) -> None:
    assert len(set(READS)) >= 40
    assert sum(bool(read(embedded, query)) for query in READS) > 40


def test_everything_that_reads_runs_on_a_server_with_as_many_rows(embedded: Embedded, server: Neo4jStore) -> None:
    found = {query: (read(server, query), read(embedded, query)) for query in READS}
    names = {query for query in READS if "CALL db." in query and "YIELD node" not in query}  # a server forgets no name
    assert {query for query, rows in found.items() if rows[0] != rows[1]} <= names
    assert all(rows[0] for query, rows in found.items() if query in names)


def test_a_fault_is_told_at_its_place_in_the_query_as_it_was_given(embedded: Embedded, server: Neo4jStore) -> None:
    for engine, column in ((embedded, 17), (server, 10)):  # one tells where it stopped reading, one what it read last
        with pytest.raises(StoreError, match=f"^not a reading Cypher query: .*line 1, column {column}\\b") as told:
            engine.explore("MATCH (n RETURN n", {}, limit=1, seconds=9)
        assert "EXPLAIN" not in str(told.value)
        with pytest.raises(StoreError, match=r"line 2, column \d"):
            engine.explore("MATCH (n)\nRETRUN n", {}, limit=1, seconds=9)
        with pytest.raises(StoreError, match="expected a query, got nothing"):
            engine.explore(" ", {}, limit=1, seconds=9)


def test_a_parameter_without_a_value_is_told(embedded: Embedded) -> None:
    with pytest.raises(StoreError, match=r"^expected a value for \$name: give it as name=VALUE$"):
        embedded.explore("MATCH (n {name: $name}) RETURN n.id", {}, limit=1, seconds=9)


def test_limits_of_rows_and_time(embedded: Embedded, server: Neo4jStore) -> None:
    for engine in (embedded, server):
        assert len(engine.explore("UNWIND range(1, 1000) AS x RETURN x", {}, limit=10, seconds=20)) == 11
        with pytest.raises(StoreError, match=r"longer than .*--seconds allows more"):
            engine.explore(
                "UNWIND range(1, 3000) AS x UNWIND range(1, 3000) AS y UNWIND range(1, 3000) AS z "
                "WITH x, y, z WHERE (x * y * z) % 7 = 8 RETURN count(*) AS many",
                *({},),
                limit=10,
                seconds=0.5,
            )


def test_what_the_embedded_engine_would_answer_wrongly_is_refused(embedded: Embedded) -> None:
    for query in (
        "MATCH ()-[edge:PARTNERS_WITH]->() MATCH (said:Statement {edge: edge.id}) RETURN said",
        "MATCH ()-[edge:PARTNERS_WITH]->() WITH edge AS e MATCH (said:Statement {edge: e.id}) RETURN said",
        "MATCH ()-[edge]->() WHERE EXISTS { (:Statement {edge: edge.id}) } RETURN edge",
    ):
        with pytest.raises(StoreError, match=r"is a relationship: write WHERE one\.edge = "):
            read(embedded, query)
    assert read(embedded, "MATCH (a)-[edge:PARTNERS_WITH]->(b) RETURN {edge: edge.id} AS one") == 3
    assert read(embedded, "MATCH (a)-[edge:PARTNERS_WITH]->(b) MATCH (c:Entity {id: a.id}) RETURN c") == 3


# ---------------------------------------------------------------- the verb


def cypher(*arguments: str, given: str | None = None) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, ["cypher", *arguments], input=given, standalone_mode=False)
    assert done.exception is None or isinstance(done.exception, StoreError), done.exception
    return done.return_value or 0, done.stdout, str(done.exception or done.stderr)


def test_a_query_comes_as_argument_file_or_standard_input(
    store: RdfStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_HOME", str(tmp_path / "home"))
    query = "MATCH (n:Entity) WHERE n.type = $type RETURN n.name AS name ORDER BY name LIMIT $most"
    (tmp_path / "q.cypher").write_text(query, encoding="utf-8")
    options = ["--store", store.address, "--format", "csv", "type=Hospital", "most=2"]
    shown = (0, "name\nBệnh viện Bạch Mai\nBệnh viện Hoa Sen\n", "")
    assert cypher(query, *options) == shown
    (filling,) = (tmp_path / "home" / "cypher").iterdir()
    made = filling.stat().st_ino
    assert cypher(f"@{tmp_path / 'q.cypher'}", *options) == shown
    assert filling.stat().st_ino == made
    filling.write_bytes(b"no filling")
    assert cypher("-", *options, given=query) == shown


def test_the_same_verb_asks_a_server(server: Neo4jStore) -> None:
    query = "MATCH (n:Entity) WHERE n.type = $type RETURN n.name AS name ORDER BY name"
    code, out, told = cypher(query, "type=Hospital", "--store", "neo4j:", "--format", "csv", "--limit", "1")
    assert (code, out) == (1, "name\nBệnh viện Bạch Mai\n")
    assert "Only the first 1 rows are shown" in told
    assert "only reads" in cypher("CREATE (n)", "--store", "neo4j:")[2]


def test_a_changed_store_is_asked_as_it_is_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_HOME", str(tmp_path / "home"))
    query, place = "MATCH (n:Article) RETURN count(n) AS many", str(tmp_path / "graph")
    for many, one in enumerate(SOME, 1):
        with open_store(place) as store:
            store.add([one])
        assert cypher(query, "--store", place, "-f", "csv")[1] == f"many\n{many}\n"
    for number in range(4):
        with open_store(place) as store:
            store.retract(SOME[number % 2].article.id)
            store.add(SOME[number % 2 :])
        cypher(query, "--store", place)
    assert len(list((tmp_path / "home" / "cypher").iterdir())) <= 4


def test_an_unknown_label_is_told(store: RdfStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_HOME", str(tmp_path))
    code, out, told = cypher("MATCH (n:Hopsital) RETURN n.name AS name", "--store", store.address, "-f", "csv")
    assert (code, out) == (0, "name\n")
    assert "Hopsital" in told

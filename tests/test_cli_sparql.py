"""``kg sparql``: everything that reads runs, nothing that writes or leaves the machine does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from readings import SOME, kept

from kg.errors import StoreError
from kg.stores import Store, content_hash

ATTEMPTS = [
    "INSERT DATA { kg:a kg:b kg:c }",
    "DELETE DATA { kg:a kg:b kg:c }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "WITH graph:stale DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "CLEAR DEFAULT",
    "CLEAR SILENT GRAPH graph:stale",
    "DROP ALL",
    "DROP GRAPH graph:stale",
    "CREATE GRAPH graph:new",
    "COPY DEFAULT TO graph:new",
    "MOVE DEFAULT TO graph:new",
    "ADD DEFAULT TO graph:new",
    "LOAD <file:///etc/passwd>",
    "LOAD SILENT <http://localhost/x> INTO GRAPH graph:new",
    "SELECT * { ?s ?p ?o } ; DROP ALL",
    "SELECT * { ?s ?p ?o } ; INSERT DATA { kg:a kg:b kg:c }",
    "ASK { ?s ?p ?o } ; CLEAR ALL",
    "PREFIX x: <urn:x:> DROP ALL",
    "BASE <urn:x:> INSERT DATA { <a> <b> <c> }",
    "# harmless\nDROP ALL",
    "select * { ?s ?p ?o }\n;\ndrop all",
    "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://localhost:1/> { ?s ?p ?o } }",
    "SELECT * { sErViCe <http://localhost:1/> { ?s ?p ?o } }",
    "SELECT * { VALUES ?u { <http://localhost:1/> } SERVICE ?u { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } } } }",
    "SELECT * { FILTER EXISTS { SERVICE <http://localhost:1/> { ?s ?p ?o } } }",
    "SELECT * { \\u0053ERVICE <http://localhost:1/> { ?s ?p ?o } }",
    "SELECT * { \\U00000053ERVICE <http://localhost:1/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE <http://localhost:1/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1e5SERVICE <http://localhost:1/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p kg:o SERVICE kg:x { ?s ?p ?o } }",
    "SELECT * { ?s ?p ''SERVICE kg:x { ?s ?p ?o } }",
    "\\u0044ROP ALL",
    "ＤＲＯＰ ＡＬＬ",
    "ＩＮＳＥＲＴ DATA { kg:a kg:b kg:c }",
    "D\u200bROP ALL",
    "DRОP ALL",  # a Cyrillic letter
    "SELECT * { ?s ?p ?o } INSERT DATA { kg:a kg:b kg:c }",
    "SELECT * { INSERT DATA { kg:a kg:b kg:c } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { DELETE { ?s ?p ?o } }",
    "INSERT INTO x VALUES (1)",
    "MATCH (n) DETACH DELETE n",
    "",
]
READS = [
    "SELECT * { ?s ?p ?o } LIMIT 3",
    "select ?s { ?s a kg:Hospital }",
    "ASK { ?s kg:PARTNERS_WITH ?o }",
    "CONSTRUCT { ?s kg:knows ?o } WHERE { ?s kg:PARTNERS_WITH ?o }",
    "DESCRIBE ?s { ?s a kg:Hospital }",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT ?type (COUNT(?s) AS ?n) { ?s kg:type ?type } GROUP BY ?type ORDER BY DESC(?n)",
    "SELECT ?type { ?s kg:type ?type } GROUP BY ?type HAVING(COUNT(?s) > 1)",
    "SELECT (MAX(?c) AS ?best) (MIN(?c) AS ?worst) (AVG(?c) AS ?mean) { GRAPH ?g { ?s kg:confidence ?c } }",
    'SELECT (GROUP_CONCAT(?n; SEPARATOR=", ") AS ?all) { ?s rdfs:label ?n }',
    "SELECT (SAMPLE(?n) AS ?one) { ?s rdfs:label ?n }",
    'SELECT * { ?s rdfs:label ?n FILTER(STR(?n) = "DELETE WHERE { ?s ?p ?o }") }',
    "SELECT * { ?s rdfs:label ?n FILTER(STR(?n) != 'DROP ALL') }",
    'SELECT ("INSERT DATA" AS ?words) { }',
    'SELECT ("""a "quoted" SERVICE""" AS ?words) { }',
    "SELECT * { ?s ?p ?o } # DROP ALL\nLIMIT 1",
    "SELECT ?created { ?created a kg:Hospital }",
    "SELECT ?service { ?service a kg:Hospital }",
    "SELECT ?delete ?insert { ?delete ?insert ?load } LIMIT 1",
    "SELECT * { ?s kg:deleted ?o }",
    "SELECT * { ?s <urn:x:service> ?o }",
    "SELECT * { ?s kg:service ?o }",
    "PREFIX service: <urn:x:> SELECT * { ?s service:drop ?o }",
    "PREFIX x: <urn:x:> SELECT * { ?s x:clear ?o }",
    "BASE <urn:x:> SELECT * { ?s <drop> ?o }",
    'SELECT ?s { ?s kg:folded ?f FILTER CONTAINS(?f, "bach mai") }',
    'SELECT ?s { ?s rdfs:label ?n FILTER REGEX(?n, "^b.*i$", "i") }',
    "SELECT ?s { ?s rdfs:label ?n FILTER(LANG(?n) = 'vi') }",
    "SELECT ?s { ?s kg:PARTNERS_WITH+ ?o }",
    "SELECT ?s { ?s (kg:PARTNERS_WITH|^kg:LOCATED_IN)/kg:id ?o }",
    "SELECT * { ?s a kg:Hospital OPTIONAL { ?s kg:LOCATED_IN ?o } }",
    "SELECT * { { ?s a kg:Hospital } UNION { ?s a kg:University } }",
    "SELECT * { ?s a kg:Institution MINUS { ?s a kg:Hospital } }",
    "SELECT * { ?s a kg:Institution FILTER NOT EXISTS { ?s kg:LOCATED_IN ?o } }",
    "SELECT * { VALUES ?s { kg:Hospital kg:University } ?x a ?s }",
    "SELECT ?n { ?s rdfs:label ?n BIND(STRLEN(?n) AS ?long) } ORDER BY ?long OFFSET 1 LIMIT 2",
    "SELECT * { { SELECT ?s { ?s a kg:Hospital } LIMIT 1 } ?s rdfs:label ?n }",
    "SELECT DISTINCT ?g { GRAPH ?g { ?s a kg:Statement } }",
    "SELECT REDUCED ?p { ?s ?p ?o }",
    "SELECT * FROM graph:none { ?s ?p ?o }",
    "SELECT (IF(1 > 2, 'a', 'b') AS ?x) (COALESCE(?none, 'c') AS ?y) { }",
    "SELECT ?s { ?s a kg:Hospital LATERAL { SELECT ?s ?n { ?s rdfs:label ?n } LIMIT 1 } }",
    "SELECT (NOW() AS ?when) (SHA256('x') AS ?sum) { }",
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with kept(tmp_path_factory.mktemp("sparql") / "graph", SOME) as opened:
        yield opened


def files(store: Store) -> set[tuple[str, int]]:
    return {(path.name, path.stat().st_size) for path in Path(store.address).rglob("*.sst")}


def test_nothing_writes_or_leaves_the_machine(store: Store) -> None:
    before = content_hash(store), files(store)
    assert len(set(ATTEMPTS)) >= 40
    for attempt in ATTEMPTS:
        with pytest.raises(StoreError):
            store.ask(attempt)
    assert (content_hash(store), files(store)) == before


def test_everything_that_reads_runs(store: Store) -> None:
    assert len(set(READS)) >= 40
    answered = [bool(len(store.ask(text))) for text in READS]
    assert sum(answered) > 30

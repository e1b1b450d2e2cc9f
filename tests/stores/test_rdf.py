"""What is particular to the RDF store: its layout, its questions, its locks, and what a killed process leaves."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store as Oxigraph
from readings import DEAL, ENDED, SOME, VIETNAMESE, many, whole

from kg.errors import StoreError
from kg.stores import Changes, Rows, content_hash, open_store, open_to_fill
from kg.stores import terms as t
from kg.stores.rdf import RdfStore
from kg.stores.shacl import validate

HERE = Path(__file__).parent


@contextmanager
def writer(directory: Path, statements: int, seed: int = 1) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the store open and adds to it."""
    path = os.pathsep.join([str(HERE.parent), str(HERE.parent.parent)])
    process = subprocess.Popen(
        [sys.executable, str(HERE / "writer.py"), str(directory), str(statements), str(seed)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
    finally:
        process.kill()
        process.communicate()


# ---------------------------------------------------------------- layout


def test_an_article_is_a_graph_of_its_own_and_walking_is_in_the_default_graph() -> None:
    with open_store("memory:") as store:
        store.add(SOME)
        walked = store.ask("SELECT ?b { ?a rdfs:label $name ; kg:PARTNERS_WITH/rdfs:label ?b } ORDER BY ?b", name="x")
        assert walked == Rows(("b",), ())
        luceafarul = store.find("luceafarul")[0]
        partners = store.ask(
            "SELECT ?name { ?a kg:id $id ; kg:PARTNERS_WITH/rdfs:label ?name } ORDER BY ?name", id=luceafarul
        )
        assert partners.rows == (("Asociația Mesteacăn",), ("Universitatea Pontica",))
        graphs = store.ask("SELECT DISTINCT ?name { GRAPH ?g { ?g a kg:Article ; kg:name ?name } } ORDER BY ?name")
        assert graphs.rows == (("deal.txt",), ("ended.txt",), ("hop-tac.txt",))


def test_evidence_is_a_web_annotation_with_its_provenance() -> None:
    with open_store("memory:") as store:
        store.add([DEAL])
        rows = store.ask(
            """SELECT ?start ?end ?exact ?rule ?article WHERE { GRAPH ?article {
                 ?statement rdf:predicate kg:HOLDS_ROLE ; oa:hasTarget ?passage .
                 ?passage oa:hasSource ?article ; oa:hasSelector ?place ; prov:wasGeneratedBy ?rule .
                 ?place oa:start ?start ; oa:end ?end ; oa:exact ?exact } }"""
        )
        (evidence,) = next(one for one in DEAL.statements if one.predicate == "HOLDS_ROLE").evidence
        assert rows.rows == ((evidence.start, evidence.end, evidence.quote, evidence.rule, DEAL.article.id),)


def test_wider_classes_statuses_and_dates_can_be_asked_for() -> None:
    with open_store("memory:") as store:
        store.add(SOME)
        counted = store.ask("SELECT (COUNT(?e) AS ?n) { ?e a kg:Institution }")
        assert counted.rows == ((5,),)
        typed = store.ask(
            """SELECT ?date (DATATYPE(?date) AS ?kind) ?status
               { GRAPH ?g { ?s rdf:predicate kg:PARTNERS_WITH ; kg:date ?date OPTIONAL { ?s kg:status ?status } } }
               ORDER BY ?date"""
        )
        xsd = "http://www.w3.org/2001/XMLSchema#"
        assert set(typed.rows) == {
            ("2023", xsd + "gYear", None),
            ("2024-04-09", xsd + "date", "status-signed"),
            ("2025-01", xsd + "gYearMonth", "status-ended"),
        }


def test_the_raw_text_is_not_kept() -> None:
    text = "Această propoziție nu spune nimic despre nimeni."
    with open_store("memory:") as store:
        store.add([replace(DEAL, article=replace(DEAL.article, raw=DEAL.article.raw + "\n" + text))])
        assert not store.ask("ASK { GRAPH ?g { ?s ?p ?o FILTER CONTAINS(STR(?o), $text) } }", text=text).rows[0][0]


# ---------------------------------------------------------------- questions


@given(
    value=st.text(st.characters(exclude_categories=["Cs"]))
    | st.integers(-(2**63), 2**63 - 1)
    | st.booleans()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(['" } ; DROP ALL #', "\\u0022 \\\" '", "$value", "\x00\n"])
)
def test_a_value_stays_a_value(value: str | int | float | bool) -> None:
    with open_store("memory:") as store:
        assert store.ask("SELECT ?x { BIND($value AS ?x) }", value=value).rows == ((value,),)
        assert store.ask("SELECT ?x { { SELECT ?x { VALUES ?x { $value } } } FILTER(?x = $value) }", value=value).rows


def test_ask_and_construct_give_rows_too() -> None:
    with open_store("memory:") as store:
        store.add([VIETNAMESE])
        assert store.ask("ASK { ?e a kg:Hospital }") == Rows(("answer",), ((True,),))
        built = store.ask("CONSTRUCT { ?e a ?t } WHERE { ?e kg:type ?t FILTER(?t = kg:Place) }")
        assert built.columns == ("subject", "predicate", "object")
        assert list(built) == [
            {"subject": store.find("việt nam")[0], "predicate": built.rows[0][1], "object": "Place"},
        ]


@pytest.mark.parametrize(
    ("query", "params", "reason"),
    [
        ("SELECT ?x { ?x kg:id $id }", {}, r"the query needs a value for \$id"),
        ("SELECT ?x { ?x kg:id $id }", {"id": "a", "di": "b"}, r"the query has no parameter \$di: expected id"),
        ("SELECT ?x {", {}, "not a reading SPARQL query: line 1, column 12: .* behind 'SELECT .x {', where it ends$"),
        (
            "SELECT *\n{ ?x a ?y FILTER( }",
            {},
            "line 2, column 20: expected something else behind '.*FILTER. }', where it",
        ),
        ("SELECT * { ?x a <b> }", {}, "line 1, column 20: IRI parsing failed, behind '.* a <b>'$"),
        ("SELECT *\n{ ?x kg:a 'no:b' ; no:b _:c }", {}, "line 2, column 20: expected a prefix that .* kg:.*; got no:$"),
        ("PREFIX no: <urn:no:>\nSELECT * { no:a on:b ?c }", {}, "line 2, column 17: .*; got on:$"),
        ("DELETE WHERE { ?s ?p ?o }", {}, "column 1: expected SELECT, ASK, CONSTRUCT or DESCRIBE, got DELETE$"),
        (
            "# a\nPREFIX x: <urn:x:>\n INSERT DATA { x:a x:b x:c }",
            {},
            "line 3, column 2: expected SELECT, .* got INSERT$",
        ),
        (" # nothing", {}, "expected a SPARQL query, got nothing"),
        ("SELECT * { Service <http://127.0.0.1/> { ?s ?p ?o } }", {}, "ask another server"),
        (r"SELECT * { \u0053ERVICE <http://127.0.0.1/> { ?s ?p ?o } }", {}, "ask another server"),
    ],
)
def test_a_question_that_cannot_be_put_says_why(query: str, params: dict[str, str], reason: str) -> None:
    with open_store("memory:") as store, pytest.raises(StoreError, match=reason):
        store.ask(query, **params)


def test_words_in_texts_comments_and_names_are_no_parameters_nor_servers() -> None:
    with open_store("memory:") as store:
        rows = store.ask("SELECT ?service { BIND('$no service' AS ?service) } # $not this service")
        assert rows.rows == (("$no service",),)


# ---------------------------------------------------------------- directories and locks


def test_a_store_is_there_again_when_it_is_opened_again(tmp_path: Path) -> None:
    with open_store(tmp_path / "deep" / "store") as store:
        store.add(SOME)
        stamp = content_hash(store)
    for read_only in (True, False):
        with open_store(tmp_path / "deep" / "store", read_only=read_only) as store:
            assert content_hash(store) == stamp


def test_reading_only_never_writes(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store here"):
        open_store(tmp_path / "none", read_only=True)
    assert not (tmp_path / "none").exists()
    open_store(tmp_path / "store").close()
    with open_store(tmp_path / "store", read_only=True) as store:
        with pytest.raises(StoreError, match="opened for reading only"):
            store.add([DEAL])
        with pytest.raises(StoreError, match="opened for reading only"):
            store.retract("a")


def test_a_directory_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("hello", encoding="utf-8")
    with pytest.raises(StoreError, match="holds other files and no store"):
        open_store(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
    with pytest.raises(StoreError, match=r"letter\.txt"):
        open_store(tmp_path / "letter.txt")


def test_a_store_of_another_format_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "kg-store.json").write_text('{"store": "rdf", "format": 99}', encoding="utf-8")
    with pytest.raises(StoreError, match="expected a store of format"):
        open_store(tmp_path)


@pytest.mark.parametrize("current", ["x", "MANIFEST-000001\n"])
def test_a_store_whose_making_was_broken_off_is_told(tmp_path: Path, current: str) -> None:
    with open_store(tmp_path):
        pass
    for file in (tmp_path / "oxigraph").iterdir():
        file.unlink()
    (tmp_path / "oxigraph" / "CURRENT").write_text(current, encoding="ascii")
    (tmp_path / "oxigraph" / "MANIFEST-000001").touch()
    for read_only in (True, False):
        with pytest.raises(StoreError, match="damaged, or its making was broken off") as told:
            open_store(tmp_path, read_only=read_only)
        assert "\n" not in str(told.value)


def test_a_marker_that_is_no_text_is_another_format(tmp_path: Path) -> None:
    (tmp_path / "kg-store.json").write_bytes(b"\xff\xfe")
    with pytest.raises(StoreError, match="expected a store of format"):
        open_store(tmp_path)


def test_an_unknown_kind_of_address_is_told() -> None:
    with pytest.raises(StoreError, match="got the scheme 'ftp'"):
        open_store("ftp://example.org")


def test_two_writers_the_second_is_told_who_holds_the_store(tmp_path: Path) -> None:
    with writer(tmp_path / "store", 15) as other:
        for read_only in (False, True):
            with pytest.raises(StoreError, match=f"process {other.pid} is writing it"):
                open_store(tmp_path / "store", read_only=read_only)
    with open_store(tmp_path / "store") as store:
        store.add([DEAL])


def test_many_readers_at_a_time_but_no_writer_beside_them(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    first, second = open_store(tmp_path, read_only=True), open_store(tmp_path, read_only=True)
    with pytest.raises(StoreError, match="another process is reading it"):
        open_store(tmp_path)
    first.close()
    second.close()
    open_store(tmp_path).close()


# ---------------------------------------------------------------- killed


@pytest.mark.parametrize("seed", range(int(os.environ.get("KG_KILLS", "4"))))
def test_a_killed_writer_leaves_whole_articles_and_the_next_run_completes(tmp_path: Path, seed: int) -> None:
    statements = int(os.environ.get("KG_KILLS_STATEMENTS", "9000"))
    with writer(tmp_path / "store", statements, seed) as process:
        time.sleep(random.Random(seed).uniform(0.3, statements / 3000))
        process.send_signal(signal.SIGKILL)
        process.wait()
    readings = list(many(statements, seed=seed))
    with open_store(tmp_path / "store") as store:
        assert isinstance(store, RdfStore)
        there = whole(store, readings)
        assert not list(store.unsaid())
        changes = store.add(readings)
        assert (changes.added, changes.unchanged) == (len(readings) - there, there)
        assert whole(store, readings) == len(readings)
        assert not list(store.unsaid())
    print(f"killed at {there} of {len(readings)} articles")


def test_a_writer_without_room_leaves_whole_articles_and_the_next_run_completes(tmp_path: Path) -> None:
    readings = list(many(6000))
    with open_store(tmp_path / "store") as store:
        store.add(readings[:10])
    with writer(tmp_path / "store", 6000) as process:
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))  # as on a disk that is full
        assert process.wait() != 0
    with open_store(tmp_path / "store") as store:
        assert isinstance(store, RdfStore)
        assert 10 <= whole(store, readings) < len(readings)
        assert not list(store.unsaid())
        store.add(readings)
        assert whole(store, readings) == len(readings)


@pytest.mark.parametrize("there", [False, True])
def test_a_store_that_nothing_could_be_put_into_is_gone_again(tmp_path: Path, there: bool) -> None:
    place = tmp_path / "store"
    if there:
        place.mkdir()
    with pytest.raises(ZeroDivisionError), open_to_fill(place) as store:
        store.add(SOME[: 1 // 0])
    assert not place.exists()
    with open_to_fill(place) as store:
        store.add(SOME[:1])
    with pytest.raises(ZeroDivisionError), open_to_fill(place) as store:
        store.add(SOME[: 1 // 0])
    with open_store(place) as store:
        assert len(store.digests()) == 1


def test_a_store_that_another_process_is_making_is_left_to_it(tmp_path: Path) -> None:
    with open_to_fill(tmp_path / "store") as store:
        with pytest.raises(StoreError, match="try again when it has finished"), open_to_fill(tmp_path / "store"):
            pass
        store.add(SOME[:1])
    with open_store(tmp_path / "store") as store:
        assert len(store.digests()) == 1


def test_a_store_that_something_was_put_into_before_it_failed_is_kept(tmp_path: Path) -> None:
    coming = (SOME[place // (1 - place)] for place in range(2))
    with pytest.raises(ZeroDivisionError), open_to_fill(tmp_path / "store") as store:
        store.add(coming)
    with open_store(tmp_path / "store", read_only=True) as store:
        assert len(store.digests()) == 1


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("change", ["added", "replaced", "retracted"])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_process_killed_between_statements_and_views(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str, read_only: bool
) -> None:
    shorter = replace(DEAL, statements=DEAL.statements[:2], entities=DEAL.entities[:2] + DEAL.entities[4:])

    def killed(*_: object) -> None:
        raise Killed

    store = open_store(tmp_path / "store")
    store.add([ENDED] if change == "added" else [DEAL, ENDED])
    monkeypatch.setattr("kg.stores.rdf_db.refresh", killed)
    with pytest.raises(Killed):
        store.retract(DEAL.article.id) if change == "retracted" else store.add([DEAL if change == "added" else shorter])
    monkeypatch.undo()
    store.close()
    if read_only:
        open_store(tmp_path / "store", read_only=True).close()
    with open_store(tmp_path / "store") as store, open_store("memory:") as other:
        other.add({"added": [DEAL, ENDED], "replaced": [shorter, ENDED], "retracted": [ENDED]}[change])
        assert list(store.readings()) == list(other.readings())
        assert list(store.entities()) == list(other.entities())
        assert store.network() == other.network()
        assert validate(store).violations == ()


def test_the_engine_refuses_a_second_writer_by_itself(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    with pytest.raises(OSError, match=r"(?i)lock"):
        Oxigraph(str(tmp_path / "oxigraph"))
    store.close()


def test_one_changes_value_says_nothing_changed() -> None:
    with open_store("memory:") as store:
        assert store.add([]) == Changes()


def test_an_article_written_by_an_earlier_version_counts_among_the_ties() -> None:
    with open_store("memory:") as store:
        store.add(SOME)
        assert isinstance(store, RdfStore)
        told = sorted(map(str, store.ties().to_pylist()))

        def earlier(db: Oxigraph) -> None:
            for quad in list(db.quads_for_pattern(t.iri("article", SOME[0].article.id), t.TIES, None, None)):
                db.remove(quad)

        store.dump(earlier)
        store.retract("no such article")
        assert sorted(map(str, store.ties().to_pylist())) == told

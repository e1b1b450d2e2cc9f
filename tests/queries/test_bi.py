"""The views for BI tools, asked by clients that are no part of this program."""

import json
import os
import shutil
import subprocess
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner
from readings import SOME
from servers import Database, Neo4j

from kg.cli import cli
from kg.errors import StoreError
from kg.stores import Rows, Store, Value, neo4j_jars, neo4j_server
from queries.bi import View, jdbc_views, kind, views

CLIENTS = Path(__file__).parent.parent / "clients"
WANTED = {
    *("agreements", "fields_by_institution", "institutions", "partnerships", "partnerships_by_year"),
    *("people_and_posts", "sources"),
}
VIEWS = list(views().values())


@pytest.fixture
def store(neo4j: Database) -> Iterator[Store]:
    """The graph of SOME on the server."""
    with neo4j.fresh() as opened:
        opened.add(SOME)
        yield opened


def rows(store: Store) -> list[list[list[Value]]]:
    """The rows of every view as the store itself gives them."""
    return [[list(row) for row in store.ask(view.text).rows] for view in VIEWS]


def required(program: str) -> str:
    """A program that a client needs."""
    found = shutil.which(program)
    if found is None:
        missing(f"no {program} for a client of Neo4j")
    return found


def missing(reason: str) -> NoReturn:
    """Left out aloud, or a failure where everything must be there."""
    if os.environ.get("KG_REQUIRE_NEO4J") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def test_there_is_a_view_for_everything() -> None:
    assert set(views()) == WANTED


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_view_has_its_columns_in_their_types(store: Store, view: View) -> None:
    found = store.ask(view.text)
    assert isinstance(found, Rows)
    assert found.columns == view.columns
    assert found.rows
    kinds = {"STRING": str, "INTEGER": int, "FLOAT": float}
    for row in found.rows:
        for column, value in zip(view.columns, row, strict=True):
            assert value is None or type(value) is kinds[kind(column)], (view.name, column, value)


def test_the_views_count_what_the_statements_say(store: Store) -> None:
    partnerships = list(store.ask(views()["partnerships"].text))
    edges = [edge for edge in store.network().edges if edge.predicate == "PARTNERS_WITH"]
    assert {(row["institution_id"], row["partner_id"], row["sources"], row["last_date"]) for row in partnerships} == {
        (edge.subject, edge.object, edge.sources, edge.last_date) for edge in edges
    }
    quotes = {row["quote"] for row in store.ask(views()["sources"].text)}
    assert quotes == {one.quote for statement in store.statements() for one in statement.evidence}
    years = list(store.ask(views()["partnerships_by_year"].text))
    assert sum(int(str(row["partnerships"])) for row in years) == sum(bool(edge.first_date) for edge in edges)


def test_http_gives_the_same_rows(neo4j: Database, store: Store) -> None:
    server = neo4j.server
    if server.http is None:
        pytest.skip("the address of the server's HTTP interface is not known")
    key = b64encode(f"{server.username}:{server.password}".encode()).decode()
    answers = []
    for view in VIEWS:
        request = urllib.request.Request(
            f"{server.http}/db/neo4j/query/v2",
            json.dumps({"statement": view.text, "accessMode": "Read"}).encode(),
            {"Content-Type": "application/json", "Accept": "application/json", "Authorization": f"Basic {key}"},
        )
        with urllib.request.urlopen(request) as answer:
            answers.append(json.load(answer)["data"]["values"])
    assert answers == rows(store)


def test_the_javascript_driver_gives_the_same_rows(store: Store) -> None:
    node, npm = required("node"), required("npm")
    folder = neo4j_server.jars().parent / "javascript"
    if not (folder / "node_modules" / "neo4j-driver").exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [npm, "install", "--no-audit", "--no-fund", "--silent", "neo4j-driver@5"], cwd=folder, check=True
        )
    done = subprocess.run(
        [node, str(CLIENTS / "ask.mjs"), str(folder / "package.json")],
        input=json.dumps([view.text for view in VIEWS]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == rows(store)


def jdbc(java: str, path: str, server: Neo4j, queries: list[str], **options: str) -> list[list[list[Value]]]:
    """The rows that the JDBC driver gives."""
    told = urlencode({"timeout": "60000"} | options, safe=":/")
    done = subprocess.run(
        [java, "-cp", path, str(CLIENTS / "Ask.java"), f"jdbc:neo4j://{server.uri.partition('://')[2]}/neo4j?{told}"],
        input="\0".join(queries),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def jars(pom: str) -> str:
    """The class path of a client. Raises ``StoreError``."""
    return neo4j_jars.class_path((CLIENTS / pom).read_text(encoding="utf-8"), neo4j_server.jars())


def test_the_jdbc_driver_gives_the_same_rows(neo4j: Database, store: Store) -> None:
    try:
        java, path = neo4j_jars.java(), jars("jdbc.pom.xml")
    except StoreError as error:
        missing(str(error))
    assert jdbc(java, path, neo4j.server, [view.text for view in VIEWS]) == rows(store)


def test_the_jdbc_driver_gives_the_same_rows_for_sql(neo4j: Database, store: Store, tmp_path: Path) -> None:
    """Its translator is a jar of its own, which not every mirror of Maven Central has: ``JDBC_TRANSLATOR`` may be a
    class path to it (the driver's full bundle, or one made from its source)."""
    try:
        java, path = neo4j_jars.java(), jars("jdbc.pom.xml")
    except StoreError as error:
        missing(str(error))
    try:
        path = os.pathsep.join((path, os.environ.get("JDBC_TRANSLATOR") or jars("jdbc-sql.pom.xml")))
    except StoreError as error:
        pytest.skip(f"SQL over JDBC: the driver's translator is not to be had: {error}")
    place = tmp_path / "views.json"
    done = CliRunner().invoke(cli, ["export", "jdbc-views", "--out", str(place)], standalone_mode=False)
    assert done.exception is None
    asked = [
        *(f"SELECT * FROM {view.name}" for view in VIEWS),
        *(f"SELECT {', '.join(view.columns)} FROM {view.name}" for view in VIEWS),
        "SELECT institution, partner FROM partnerships WHERE sources >= 2 AND status = 'ended' ORDER BY institution",
        "SELECT institution, count(*) AS n FROM partnerships GROUP BY institution ORDER BY count(*) DESC LIMIT 1",
        "SELECT p.partner, i.places FROM partnerships p, institutions i WHERE p.partner_id = i.id ORDER BY i.places",
    ]
    answers = jdbc(
        *(java, path, neo4j.server, asked), enableSQLTranslation="true", viewDefinitions=place.resolve().as_uri()
    )
    expected = [sorted(table, key=str) for table in rows(store)]
    assert [sorted(table, key=str) for table in answers[: 2 * len(VIEWS)]] == expected * 2
    assert answers[2 * len(VIEWS) :] == [
        [["Spitalul Luceafărul", "Universitatea Pontica"]],
        [["Spitalul Luceafărul", 2]],
        [["Bệnh viện Bạch Mai", "Việt Nam"], ["Asociația Mesteacăn", None], ["Universitatea Pontica", None]],
    ]


def test_the_jdbc_views_are_tables_that_the_driver_can_ask(neo4j: Database, store: Store) -> None:
    """The driver puts the query of a view into a subquery, and knows its columns from the file alone."""
    done = CliRunner().invoke(cli, ["export", "jdbc-views"], standalone_mode=False)
    assert done.output == jdbc_views()
    made = json.loads(done.output)
    assert {one["name"] for one in made} == WANTED
    for one, table in zip(made, rows(store), strict=True):
        names = [column["name"] for column in one["columns"]]
        assert {column["type"] for column in one["columns"]} <= {"STRING", "INTEGER", "FLOAT"}
        told = neo4j.run(f"CALL () {{ {one['query']} }} RETURN {', '.join(names)}")
        assert sorted(map(list, (row.values() for row in told)), key=str) == sorted(table, key=str)

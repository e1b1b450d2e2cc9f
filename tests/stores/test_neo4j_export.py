"""What ``neo4j-admin`` imports is the same graph."""

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from readings import DEAL, SOME, VIETNAMESE, many, reading
from servers import Neo4j

from kg.cli import cli
from kg.errors import StoreError
from kg.stores import neo4j_jars, open_store
from kg.stores import neo4j_server as local
from kg.stores.compare import difference

ODD = reading(
    "odd.txt",
    {'Spitalul "Sf. Ioan", secția 2; etaj 1': "Hospital", "=1+1": "Company", "Bệnh viện \\ số\n5": "Hospital"},
    [('Spitalul "Sf. Ioan", secția 2; etaj 1', "PARTNERS_WITH", "=1+1", {"role": ""})],
)
"""Names with all that means something in a table."""


@pytest.fixture
def admin(tmp_path: Path, neo4j_server: Neo4j) -> Path:
    """A program as ``neo4j-admin`` is one, over a server of its own."""
    if neo4j_server.folder is None:
        pytest.skip("the Neo4j server under test was not started by this program: no neo4j-admin")
    home = tmp_path / "server"
    home.mkdir()
    program = tmp_path / "neo4j-admin"
    start = "org.neo4j.server.startup.Neo4jAdminCommand"
    program.write_text(
        f'#!/bin/sh\nexec {neo4j_jars.java()} -cp "{local.class_path()}" -Dbasedir={home} {start} "$@"\n'
    )
    program.chmod(0o755)
    return program


def test_an_imported_graph_is_the_same_and_goes_on(
    tmp_path: Path, admin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, out, home = str(tmp_path / "graph"), tmp_path / "files", tmp_path / "server"
    with open_store(place) as store:
        store.add([*SOME, ODD, *many(300)])
        store.redirect(
            {VIETNAMESE.entities[0].canonical: DEAL.entities[0].canonical},
            {(DEAL.entities[0].canonical, "vi"): "Bệnh viện Ngôi Sao"},
        )
    done = CliRunner().invoke(cli, ["export", "neo4j-admin", "--store", place, "--out", str(out)])
    assert done.exit_code == 0, done.output
    environment = os.environ | {"NEO4J_ADMIN": str(admin), "NEO4J_HOME": str(home)}
    run = ["sh", str(out / "import.sh")]
    imported = subprocess.run(run, env=environment, capture_output=True, text=True, check=False)
    assert imported.returncode == 0, imported.stdout + imported.stderr
    server = local.start(home, port=0, http_port=0)
    try:
        for name, value in (("URI", server.uri), ("USERNAME", server.username), ("PASSWORD", server.password)):
            monkeypatch.setenv(f"NEO4J_{name}", value)
        with open_store(place) as store, open_store("neo4j:") as other:
            assert difference(store, other) is None
            assert store.network() == other.network()
            for one in (store, other):  # the tallies and decisions are there too
                one.retract(DEAL.article.id)
                one.redirect({})
                one.add([DEAL])
            assert difference(store, other) is None
    finally:
        local.stop(home)


def test_a_name_that_no_list_can_hold_is_told(tmp_path: Path) -> None:
    with open_store(tmp_path / "graph") as store:
        store.add([reading("x.txt", {"Spitalul\x1fX": "Hospital", "Y": "Hospital"}, [])])
    done = CliRunner().invoke(
        cli,
        ["export", "neo4j-admin", "--store", str(tmp_path / "graph"), "--out", str(tmp_path / "files")],
        standalone_mode=False,
    )
    assert isinstance(done.exception, StoreError)
    assert "U+001F" in str(done.exception)

"""The local Neo4j server: private, with a password, only on this machine."""

import json
import socket
import stat
import urllib.error
import urllib.request
from base64 import b64encode
from pathlib import Path

import pytest
from click.testing import CliRunner
from servers import Neo4j

from kg.cli import cli
from kg.errors import StoreError
from kg.stores import neo4j_jars
from kg.stores import neo4j_server as local

POM = "<project><artifactId>none</artifactId></project>"


@pytest.fixture
def folder(neo4j_server: Neo4j) -> Path:
    """The folder of a server that runs."""
    if neo4j_server.folder is None:
        pytest.skip("the Neo4j server under test was not started by this program")
    return neo4j_server.folder


def asked(server: Neo4j, password: str) -> object:
    """What the server answers over HTTP."""
    key = b64encode(f"neo4j:{password}".encode()).decode()
    request = urllib.request.Request(
        f"{server.http}/db/neo4j/query/v2",
        b'{"statement": "RETURN 1"}',
        {
            "Content-Type": "application/json",
            "Authorization": f"Basic {key}",
        },
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["data"]["values"]


def test_a_local_server_wants_its_password(folder: Path, neo4j_server: Neo4j) -> None:
    assert asked(neo4j_server, neo4j_server.password) == [[1]]
    with pytest.raises(urllib.error.HTTPError, match="401"):
        asked(neo4j_server, "neo4j")


def test_what_tells_the_password_is_private(folder: Path, neo4j_server: Neo4j) -> None:
    assert stat.S_IMODE((folder / local.FILE).stat().st_mode) == 0o600
    assert not list(folder.glob("*.tmp"))
    logs = "".join(path.read_text(errors="replace") for path in (folder / "logs").iterdir())
    assert neo4j_server.password not in logs


def test_a_local_server_is_reached_from_this_machine_only(folder: Path) -> None:
    conf = (folder / "conf" / "neo4j.conf").read_text()
    assert "dbms.usage_report.enabled=false" in conf
    found = local.known(folder)
    assert found is not None
    port = int(found.uri.rpartition(":")[2])
    with socket.socket() as other:  # free on every other address of this machine
        other.bind(("127.0.0.2", port))


def test_a_server_that_runs_is_left_alone(folder: Path) -> None:
    before = local.known(folder)
    assert before is not None
    assert local.running(before, folder)
    assert local.start(folder, port=0, http_port=0) == before
    assert not local.running(before, folder.parent)


def test_a_taken_port_is_told(tmp_path: Path, folder: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(StoreError, match=r"port \d+ is taken by another program; give a free one with --port"):
            local.start(tmp_path / "second", port=other.getsockname()[1])


def test_no_server_no_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not local.stop(tmp_path / "never")
    monkeypatch.setenv("KG_HOME", str(tmp_path))
    done = CliRunner().invoke(cli, ["neo4j", "down"])
    assert (done.exit_code, done.stderr) == (0, "No local Neo4j is running\n")


def test_a_damaged_private_file_is_told(tmp_path: Path) -> None:
    (tmp_path / local.FILE).write_text("[]")
    with pytest.raises(StoreError, match="expected how to reach a server"):
        local.known(tmp_path)


def test_missing_programs_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(StoreError, match="needs Java 17 or 21, and there is no java on the PATH"):
        neo4j_jars.java()
    with pytest.raises(StoreError, match="there is no mvn"):
        neo4j_jars.class_path(POM, tmp_path)


def test_another_java_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin" / "java"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n")
    program.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(StoreError, match=r'needs Java 17 or 21, got openjdk version "11\.0\.2"; set JAVA_HOME'):
        neo4j_jars.java()

"""A real Neo4j for the tests: that of ``NEO4J_URI``, else a container, else one made from Maven Central."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.stores import neo4j_server

IMAGE = "neo4j:5.26-community"


@dataclass(frozen=True, slots=True)
class Neo4j:
    """A server that the tests may empty at any time; ``folder`` and ``http`` are known where they started it."""

    uri: str
    username: str
    password: str
    http: str | None = None
    folder: Path | None = None


@contextmanager
def neo4j(folder: Path) -> Iterator[Neo4j]:
    """A server, stopped at the end if it was started here. Raises ``StoreError`` when there is no way to get one."""
    if uri := os.environ.get("NEO4J_URI"):
        yield Neo4j(uri, os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD", ""))
    elif _engine():
        yield from _container()
    else:
        server = neo4j_server.start(folder, port=0, http_port=0)
        try:
            yield Neo4j(server.uri, server.username, server.password, server.http, folder)
        finally:
            neo4j_server.stop(folder)


def _engine() -> bool:
    """Whether a container engine answers."""
    import docker
    from docker.errors import DockerException

    try:
        return bool(docker.from_env().ping())
    except DockerException:
        return False


def _container() -> Iterator[Neo4j]:
    from testcontainers.neo4j import Neo4jContainer

    with Neo4jContainer(IMAGE) as container:
        http = f"http://{container.get_container_host_ip()}:{container.get_exposed_port(7474)}"
        yield Neo4j(container.get_connection_url(), container.username, container.password, http)

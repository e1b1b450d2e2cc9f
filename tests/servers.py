"""A real Neo4j for the tests: that of ``NEO4J_URI``, else a container, else one made from Maven Central."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import neo4j as driver

from kg.errors import StoreError
from kg.stores import Store, neo4j_server, open_store
from kg.stores.neo4j import Neo4jStore

IMAGE = "neo4j:5.26-community"


@dataclass(frozen=True, slots=True)
class Neo4j:
    """A server that the tests may empty at any time; ``folder`` and ``http`` are known where they started it."""

    uri: str
    username: str
    password: str
    http: str | None = None
    folder: Path | None = None

    def environment(self) -> dict[str, str]:
        """The variables by which ``kg`` finds the server."""
        return {"NEO4J_URI": self.uri, "NEO4J_USERNAME": self.username, "NEO4J_PASSWORD": self.password}


class Database:
    """The one database of a Community server, which a test has for itself."""

    def __init__(self, server: Neo4j) -> None:
        self.server = server
        self._driver = driver.GraphDatabase.driver(
            server.uri, auth=(server.username, server.password), liveness_check_timeout=0
        )
        self._opened: Store | None = None

    def fresh(self) -> Store:
        """A new, empty store: on the server, or in memory while the one on the server is open."""
        if isinstance(self._opened, Neo4jStore) and self._opened.is_open:
            return open_store("memory:")
        self.clear()
        self._opened = open_store("neo4j:")
        return self._opened

    def run(self, query: str, **values: object) -> list[dict[str, object]]:
        """Do something to the database behind the store's back; the rows that come of it."""
        with self._driver.session(database="neo4j") as session:
            return session.run(query, values).data()

    def explain(self, query: str) -> object:
        """How the server would go about a query."""
        with self._driver.session(database="neo4j") as session:
            return (
                session.run(
                    f"EXPLAIN {query}", dict.fromkeys(("id", "ids", "rows", "words", "predicates", "format", "fields"))
                )
                .consume()
                .plan
            )

    def clear(self) -> None:
        """Take everything out."""
        self.run("MATCH (any) CALL (any) { DETACH DELETE any } IN TRANSACTIONS OF 500 ROWS")

    def close(self) -> None:
        """Take everything out and let the server go."""
        self.clear()
        self._driver.close()


@contextmanager
def neo4j(folder: Path) -> Iterator[Neo4j]:
    """A server, stopped at the end if it was started here. Raises ``StoreError`` when there is no way to get one."""
    if uri := os.environ.get("NEO4J_URI"):
        given = Neo4j(
            *(uri, os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD", "")),
            os.environ.get("NEO4J_HTTP"),
        )
        if Database(given).run("MATCH (any) RETURN any LIMIT 1"):
            raise StoreError(f"{uri} is not empty, and the tests delete all that is in it")
        yield given
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

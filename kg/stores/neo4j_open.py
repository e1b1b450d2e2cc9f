"""Open the Neo4j store: where the server is, who asks, and whether the database is fit to be written into."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

import neo4j
from neo4j import exceptions as faults

from kg.errors import StoreError
from kg.stores import neo4j_server
from kg.stores.neo4j_rows import field_rows
from kg.stores.neo4j_text import queries, schema

LEAST = (5, 26)
"""The first version with labels and relationship types given as values, which the store's queries use."""
FORMAT = 1
"""What the database is marked with. The number goes up when the model of docs/neo4j.md changes."""
RETRY = 30.0
"""Seconds for which a transaction is tried again after a fault of the network or the server, the driver's default."""

_LONGEST, _END = 300, 60


def connect(address: str) -> tuple[neo4j.Driver, str, str]:
    """A driver for an address, with the URI it leads to and the name of the database. Raises ``StoreError``.

    ``neo4j:`` alone is the server of ``NEO4J_URI``, else the one that ``kg neo4j up`` started. User, password and
    database come from ``NEO4J_USERNAME``, ``NEO4J_PASSWORD`` and ``NEO4J_DATABASE``, never from the address.
    """
    local = neo4j_server.known()
    uri = address if "://" in address else os.environ.get("NEO4J_URI") or (local.uri if local else "")
    if not uri:
        raise StoreError("which Neo4j server? Set NEO4J_URI, or start one of your own with: kg neo4j up")
    if "@" in uri.partition("://")[2]:
        raise StoreError("expected a Neo4j address without user and password; set NEO4J_USERNAME and NEO4J_PASSWORD")
    password = os.environ.get("NEO4J_PASSWORD") or (local.password if local and local.uri == uri else None)
    if password is None:
        raise StoreError(f"{uri}: which password? Set NEO4J_PASSWORD (and NEO4J_USERNAME, if it is not neo4j)")
    user = os.environ.get("NEO4J_USERNAME") or "neo4j"
    try:
        driver = neo4j.GraphDatabase.driver(
            *(uri,), auth=(user, password), max_transaction_retry_time=RETRY, notifications_min_severity="OFF"
        )
    except (faults.DriverError, ValueError) as error:
        raise StoreError(f"{uri}: no address of a Neo4j server: {error}") from error
    return driver, uri, os.environ.get("NEO4J_DATABASE") or "neo4j"


def prepare(driver: neo4j.Driver, uri: str, database: str, read_only: bool) -> None:
    """See that a database is of this program and format, or make an empty one so. Raises ``StoreError``."""
    with told(uri):
        driver.verify_connectivity()
        _check_version(driver, uri)

        def ask(name: str) -> list[neo4j.Record]:
            return driver.execute_query(queries()[name], database_=database, routing_=neo4j.RoutingControl.READ).records

        marks = ask("mark")
        if marks and marks[0]["format"] != FORMAT:
            raise StoreError(f"{uri}: expected a graph of format {FORMAT}, got {marks[0]['format']}")
        if not marks and ask("nodes"):
            raise StoreError(f"{uri}: the database {database!r} holds other data and was not touched")
        if read_only:
            if not marks:
                raise StoreError(f"{uri}: there is no graph in the database {database!r}")
            return
        if len(ask("indexes")) < len(schema()):  # after an import there are none
            for statement in schema():
                driver.execute_query(statement, database_=database)
            driver.execute_query(queries()["await"], database_=database)
        if not marks:
            driver.execute_query(queries()["make"], {"format": FORMAT}, database_=database)
        known = {row["id"] for row in ask("fields")}
        if missing := [row for row in field_rows() if row["id"] not in known]:
            driver.execute_query(queries()["put_fields"], {"rows": missing}, database_=database)


def _check_version(driver: neo4j.Driver, uri: str) -> None:
    agent = str(driver.get_server_info().agent)
    found = re.search(r"(\d+)\.(\d+)", agent)
    if not agent.startswith("Neo4j/") or found is None or (int(found[1]), int(found[2])) < LEAST:
        raise StoreError(f"{uri}: expected Neo4j {LEAST[0]}.{LEAST[1]} or newer, got {agent}")


@contextmanager
def told(address: str) -> Iterator[None]:
    """Say every fault of driver and server in one line."""
    try:
        yield
    except faults.AuthError as error:
        raise StoreError(f"{address}: wrong user or password; set NEO4J_USERNAME and NEO4J_PASSWORD") from error
    except (faults.ServiceUnavailable, faults.SessionExpired) as error:
        raise StoreError(f"{address}: no Neo4j server answers there ({line(error)})") from error
    except (faults.Neo4jError, faults.DriverError) as error:
        if isinstance(error, faults.Neo4jError) and "ReadOnly" in (error.code or ""):
            raise StoreError(f"{address}: the database is read-only") from error
        if isinstance(error, faults.Neo4jError) and "TransactionTimedOut" in (error.code or ""):
            raise StoreError(f"{address}: the query took longer than it may; --seconds allows more") from error
        raise StoreError(f"{address}: {line(error)}") from error


def line(error: Exception) -> str:
    """What a driver or server says of a fault, without the query that it shows below; of a long one both ends.

    >>> line(ValueError("Invalid input 'X' (line 1, column 2)" + chr(10) + "MATCH X"))
    "Invalid input 'X' (line 1, column 2)"
    """
    told = str(error.message if isinstance(error, faults.Neo4jError) else error)
    text = " ".join(told.strip().partition("\n")[0].split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - _END]} … {text[-_END:]}"

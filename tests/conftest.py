"""What the tests share: a real browser that is cut off from every network, and a real Neo4j server."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, NoReturn

import hypothesis
import pytest
import servers

from kg.errors import StoreError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# No test fails for being slow: the machine may be busy.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")

BROWSER_REQUIRED = "KG_REQUIRE_BROWSER"
"""Set to 1, a missing browser fails the tests that need one; else they are skipped."""
NEO4J_REQUIRED = "KG_REQUIRE_NEO4J"
"""The same for a missing Neo4j server."""
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Headless Chromium of the system."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        _missing(f"no browser: none of {', '.join(PROGRAMS)} is installed", BROWSER_REQUIRED)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("no browser: the package playwright is not installed", BROWSER_REQUIRED)
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=program, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Neo4j]:
    """A real Neo4j server that the tests may empty; see ``servers`` for where it comes from."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(servers.neo4j(tmp_path_factory.mktemp("neo4j")))
        except StoreError as error:
            _missing(f"no Neo4j: {error}", NEO4J_REQUIRED)
        yield server


@pytest.fixture
def neo4j(neo4j_server: servers.Neo4j, monkeypatch: pytest.MonkeyPatch) -> Iterator[servers.Database]:
    """The database of the server, empty, with its address and password in the environment."""
    for name, value in neo4j_server.environment().items():
        monkeypatch.setenv(name, value)
    database = servers.Database(neo4j_server)
    database.clear()
    yield database
    database.close()


def _missing(reason: str, required: str) -> NoReturn:
    if os.environ.get(required) == "1":
        pytest.fail(f"{reason}, and {required}=1 asks for one")
    pytest.skip(f"{reason}; set {required}=1 to make this a failure")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say aloud how many tests were skipped and why."""
    reasons: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[reason] = reasons.get(reason, 0) + 1
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"NOT TESTED: {count} skipped. {reason.removeprefix('Skipped: ')}", yellow=True)

"""A real Neo4j on this machine, in one folder: reachable from this machine only, with a password of its own.

It is the server that Neo4j publishes on Maven Central, started as a background process.
"""

import json
import os
import random
import secrets
import signal
import socket
import subprocess
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from importlib.resources import files
from pathlib import Path
from string import Template

from kg.errors import StoreError
from kg.home import home
from kg.stores import neo4j_jars
from kg.stores.lock import lock, unlock

FILE = "server.json"
"""How to reach the server; readable by its owner only."""
CONFIGURATION = files("kg.stores") / "neo4j_server.conf"
_OPENED = ("java.nio", "java.io", "sun.nio.ch")
"""Packages of Java's base module that Neo4j reaches into, as its own start script allows it to."""
# Below those that Linux, macOS and Windows give to outgoing connections.
_PORTS = range(20_000, 32_768)
# Seconds in which a process that was killed gives its ports back.
_CLOSING = 5.0


@dataclass(frozen=True, slots=True)
class Server:
    """How to reach a local server, as its private file tells it. ``pid`` is None when it was stopped."""

    uri: str
    http: str
    username: str
    password: str
    pid: int | None = None


def place() -> Path:
    """The folder of the one local server of this person."""
    return home() / "neo4j" / "server"


def jars() -> Path:
    """The folder where its program is kept, which can be fetched again at any time."""
    return home() / "neo4j" / "jars"


def known(folder: Path | None = None) -> Server | None:
    """The server in a folder, running or not; None if there never was one."""
    path = (folder or place()) / FILE
    try:
        return Server(**json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, TypeError) as error:
        raise StoreError(f"{path}: expected how to reach a server, got something else: {error}") from error


def start(
    folder: Path, *, port: int = 7687, http_port: int = 7474, heap: str = "512m", page_cache: str = "128m"
) -> Server:
    """Start the server of a folder, made at the first time; one that runs already is left alone.

    Port 0 is any free one. ``heap`` and ``page_cache`` are sizes as Java writes them. The first start on a machine
    fetches the server's jars, some 140 MB. Raises ``StoreError``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = lock(folder, shared=False)
    try:
        found = known(folder)
        if found is not None and running(found, folder):
            return found
        java, path = neo4j_jars.java(), class_path()
        ports = {"bolt_port": _port(port, "--port"), "http_port": _port(http_port, "--http-port")}
        _configure(folder, ports | {"page_cache": page_cache})
        password = found.password if found else secrets.token_hex(16)
        if found is None:
            _set_password(java, path, folder, password)
        process = _launch([java, f"-Xmx{heap}", *_flags(), "-cp", path], folder)
        server = Server(
            f"neo4j://127.0.0.1:{ports['bolt_port']}",
            f"http://127.0.0.1:{ports['http_port']}",
            "neo4j",
            password,
            process.pid,
        )
        _remember(folder, server)
        _await(process, folder)
        return server
    finally:
        unlock(handle)


def stop(folder: Path) -> bool:
    """Stop the server of a folder and wait for its end; False if none was running. Its data stay."""
    handle = lock(folder, shared=False) if folder.is_dir() else None
    try:
        server = known(folder)
        if server is None or server.pid is None or not running(server, folder):
            return False
        os.kill(server.pid, signal.SIGTERM)
        while running(server, folder):
            time.sleep(0.1)
        _remember(folder, replace(server, pid=None))
        return True
    finally:
        if handle is not None:
            unlock(handle)


def running(server: Server, folder: Path) -> bool:
    """Whether the process of a server is there and is the server of this folder."""
    if server.pid is None:
        return False
    with suppress(ChildProcessError):  # a child of ours that has ended must be waited for, or it stays as a zombie
        os.waitpid(server.pid, os.WNOHANG)
    return f"--home-dir={folder.resolve()} " in _command(server.pid)


def class_path() -> str:
    """The jars of the server, its import tool and its shell."""
    return neo4j_jars.class_path(_pom(), jars())


def fetched() -> bool:
    """Whether the jars are in the cache already."""
    return neo4j_jars.cached(_pom(), jars()) is not None


def admin(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``neo4j-admin`` on the server of a folder, which must not be running for most of its commands."""
    return _admin(neo4j_jars.java(), class_path(), folder, *arguments)


def _admin(java: str, path: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [java, "-cp", path, f"-Dbasedir={folder.resolve()}", "org.neo4j.server.startup.Neo4jAdminCommand"]
    places = {"NEO4J_HOME": str(folder.resolve()), "NEO4J_CONF": str(folder.resolve() / "conf")}
    return subprocess.run([*command, *arguments], env=os.environ | places, capture_output=True, text=True, check=False)


def _command(pid: int) -> str:
    """The command line of a process, arguments apart by spaces; empty if there is none."""
    told = Path("/proc") / str(pid) / "cmdline"
    if told.parent.parent.joinpath("self").exists():
        try:
            return told.read_text(encoding="utf-8", errors="replace").replace("\0", " ")
        except (FileNotFoundError, ProcessLookupError):
            return ""
    done = subprocess.run(["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return done.stdout


def _pom() -> str:
    return (files("kg.stores") / "neo4j_server.pom.xml").read_text(encoding="utf-8")


def _flags() -> list[str]:
    return ["-XX:+ExitOnOutOfMemoryError", *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENED)]


def _port(wanted: int, option: str) -> int:
    """A free port: the wanted one, or for 0 any that no system hands out to outgoing connections, so that it is still
    free when the server is started anew. A server that was killed may hold its port a little longer."""
    until = time.monotonic() + _CLOSING
    while True:
        port = wanted or random.choice(_PORTS)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as error:
                if time.monotonic() > until:
                    raise StoreError(
                        f"port {port} is taken by another program; give a free one with {option}"
                    ) from error
            else:
                return port
        time.sleep(0.1)


def _configure(folder: Path, values: dict[str, object]) -> None:
    template = Template(CONFIGURATION.read_text(encoding="utf-8"))
    conf = folder / "conf"
    conf.mkdir(exist_ok=True)
    (folder / "logs").mkdir(exist_ok=True)
    (conf / "neo4j.conf").write_text(template.substitute(values), encoding="utf-8")
    (conf / "neo4j.conf").chmod(0o600)


def _set_password(java: str, path: str, folder: Path, password: str) -> None:
    """Handed over in a private file: a command line can be read by everyone on the machine."""
    secret = folder / "password.tmp"
    _write_private(secret, password)
    try:
        done = _admin(java, path, folder, "dbms", "set-initial-password", f"@{secret.resolve()}")
    finally:
        secret.unlink()
    if done.returncode:
        raise StoreError(f"{folder}: Neo4j did not take its password: {done.stderr.strip()[:300]}")


def _launch(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    where = folder.resolve()
    with (folder / "logs" / "console.log").open("wb") as log:
        return subprocess.Popen(
            [
                *(*command, "org.neo4j.server.CommunityEntryPoint", "--console-mode"),
                *(f"--home-dir={where}", f"--config-dir={where / 'conf'}"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=where,
            start_new_session=True,
        )


def _await(process: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait until the server says that it has started; its end before that is an error."""
    log = folder / "logs" / "console.log"
    while process.poll() is None:
        if log.read_bytes().rstrip().endswith(b"Started."):
            return
        time.sleep(0.1)
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    raise StoreError(f"{folder}: Neo4j ended at its start: {lines[0] if lines else f'code {process.returncode}'}")


def _remember(folder: Path, server: Server) -> None:
    draft = folder / (FILE + ".new")
    _write_private(draft, json.dumps(asdict(server), indent=2) + "\n")
    draft.replace(folder / FILE)


def _write_private(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        stream.write(text)

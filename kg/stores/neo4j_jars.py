"""Jars from Maven Central, kept in a cache: those of the server, and in tests those of its clients."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from kg.errors import StoreError

JAVA = (17, 21)
"""The versions of Java that Neo4j 5.26 is supported on."""


def java() -> str:
    """The program ``java`` in a version that Neo4j supports. Raises ``StoreError``."""
    home = os.environ.get("JAVA_HOME")
    program = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    wanted = " or ".join(map(str, JAVA))
    if program is None:
        raise StoreError(f"a local Neo4j needs Java {wanted}, and there is no java on the PATH")
    try:
        told = subprocess.run([program, "-version"], capture_output=True, text=True, check=False).stderr
    except OSError as error:
        raise StoreError(f"{program}: {error.strerror}; a local Neo4j needs Java {wanted}") from error
    version = re.search(r'version "(\d+)', told)
    if version is None or int(version[1]) not in JAVA:
        got = told.splitlines()[0] if told else "nothing"
        raise StoreError(f"{program}: a local Neo4j needs Java {wanted}, got {got}; set JAVA_HOME to another one")
    return program


def class_path(pom: str, cache: Path) -> str:
    """The jars that a Maven project wants, as a Java class path; fetched when they are not in the cache yet.

    The cache may be thrown away at any time. Raises ``StoreError`` when Maven is missing or fails.
    """
    found = cached(pom, cache)
    if found is None:
        maven = shutil.which("mvn")
        if maven is None:
            raise StoreError("a local Neo4j comes from Maven Central, and there is no mvn (Maven) on the PATH")
        cache.mkdir(parents=True, exist_ok=True)
        project, listed = _places(pom, cache)
        project.write_text(pom, encoding="utf-8")
        listed.unlink(missing_ok=True)
        _fetch(maven, project, listed, cache / "repository")
        found = _jars(listed)
    return os.pathsep.join(found)


def cached(pom: str, cache: Path) -> list[str] | None:
    """The jars of a Maven project; None unless they are all in the cache."""
    project, listed = _places(pom, cache)
    if not (project.exists() and listed.exists() and project.read_text(encoding="utf-8") == pom):
        return None
    found = _jars(listed)
    return found if all(Path(jar).exists() for jar in found) else None


def _places(pom: str, cache: Path) -> tuple[Path, Path]:
    name = re.search(r"<artifactId>([\w.-]+)</artifactId>", pom)
    project = cache / f"{name[1] if name else 'project'}.xml"
    return project, project.with_suffix(".txt")


def _jars(listed: Path) -> list[str]:
    return [jar for jar in listed.read_text(encoding="utf-8").split(os.pathsep) if jar.endswith(".jar")]


def _fetch(maven: str, project: Path, listed: Path, repository: Path) -> None:
    command = [
        *(maven, "--batch-mode", "--quiet", "--no-transfer-progress", "-f", str(project)),
        *(f"-Dmaven.repo.local={repository}", "-Dmaven.artifact.threads=10", "dependency:build-classpath"),
        *(f"-Dmdep.outputFile={listed}", "-Dmdep.includeScope=runtime"),
    ]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line for line in (done.stdout + done.stderr).splitlines() if "ERROR" in line]
        raise StoreError(f"Maven could not fetch the jars of {project.stem}: {lines[0] if lines else done.returncode}")

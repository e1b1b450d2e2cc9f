"""The wheel holds every module and data file, and works without the source tree beside it."""

import os
import re
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).parent.parent
PACKAGES = ("kg", "loaders", "queries", "schemas")
PIP_WHEEL = (sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the tree's files so that nothing is left behind in it."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE"):
        (source / name).write_bytes((ROOT / name).read_bytes())
    for path in files():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_bytes((ROOT / path).read_bytes())
    command = [*PIP_WHEEL, "--wheel-dir", str(target), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(target.glob("*.whl"))


def files() -> list[str]:
    """Every file of the packages, as paths inside the project."""
    found = (path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file())
    return sorted(str(path.relative_to(ROOT)) for path in found if "__pycache__" not in path.parts)


def test_wheel_holds_every_file_of_the_packages_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert inside == set(files())


def test_wheel_tells_version_licence_and_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {Path(name).name: name for name in archive.namelist() if ".dist-info/" in name}
        metadata = archive.read(names["METADATA"]).decode()
        commands = archive.read(names["entry_points.txt"]).decode()
    assert f"Version: {kg.__version__}\n" in metadata
    assert "License: MIT\n" in metadata
    assert "LICENSE" in names
    assert "kg = kg.__main__:main" in commands


def test_packages_of_the_wheel_are_those_of_the_tree() -> None:
    settings = ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = settings["options"]["packages"].split()
    assert sorted(listed) == sorted(
        {str(Path(name).parent).replace("/", ".") for name in files() if name.endswith(".py")}
    )
    assert all((ROOT / package / "py.typed").is_file() for package in PACKAGES)


def test_wheel_reads_articles_away_from_the_source_tree(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    article = tmp_path / "article.txt"
    article.write_bytes((ROOT / "examples" / "d01-vi-bach-mai-samsung.txt").read_bytes())
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "installed"), "KG_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "kg", "build", "article.txt", "--store", "graph", "--out", "page.html"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "PARTNERS_WITH" in done.stderr
    assert "Samsung Medical Center" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_the_locks_name_all_that_is_asked_for() -> None:
    told = ConfigParser()
    told.read(ROOT / "setup.cfg", encoding="utf-8")
    asked = told["options"]["install_requires"], told["options.extras_require"]["test"]
    for lock, wanted in (("requirements.lock", asked[:1]), ("requirements-test.lock", asked)):
        named = re.findall(r"^([\w.-]+)==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)
        lines = (line for text in wanted for line in text.splitlines() if line and not line.startswith("#"))
        names = {re.split(r"[^\w.-]", line)[0] for line in lines}
        assert {_plain(name) for name in names} <= {_plain(name) for name in named}, "make lock"


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()

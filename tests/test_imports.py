"""The import law: who may see whom, and the libraries that only one place may see."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("kg", "loaders", "queries", "schemas")
NOUNS = ("kg.addresses", "kg.counts", "kg.model", "kg.ids", "kg.errors", "kg.files", "kg.home", "kg.__version__")
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))

# The steps of reading an article, each of which may see those before it.
ROOMS = tuple(f"loaders.{room}" for room in ("text", "names", "coreference", "rules", "relations", "deals"))

# Module (or the start of its name) to what it may see; the first line that fits counts.
LAW: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("kg.cli", PACKAGES),
    ("kg.api", PACKAGES),
    ("kg.__main__", ("kg.cli",)),
    ("kg.log", (*NOUNS, "kg.log", "kg.step", "kg.identity", "kg.stores", "loaders", "schemas")),
    ("kg.step", (*NOUNS, "kg.identity", "loaders")),
    ("kg.stores", (*NOUNS, "kg.stores", "schemas")),
    ("kg.identity", (*NOUNS, "kg.identity", "schemas")),
    ("kg.files", ("kg.errors",)),
    ("kg", ("kg.api",)),
    ("schemas", ("kg.errors", "schemas")),
    ("loaders.text", (*NOUNS, *ROOMS[:1], "schemas")),
    ("loaders.files", (*NOUNS, "loaders.text", "loaders.files", "schemas")),
    ("loaders.names", (*NOUNS, *ROOMS[:2], "schemas")),
    ("loaders.coreference", (*NOUNS, *ROOMS[:3], "schemas")),
    ("loaders.rules", (*NOUNS, "loaders.text", "loaders.rules", "schemas")),
    ("loaders.relations", (*NOUNS, *ROOMS[:5], "schemas")),
    ("loaders.deals", (*NOUNS, *ROOMS, "schemas")),
    ("loaders", (*NOUNS, "loaders", "schemas")),
    ("queries", (*NOUNS, "kg.stores", "queries", "schemas")),
)
ONLY = {
    "click": ("kg.cli",),
    "pyvis": ("queries.render",),
    "kglite": ("kg.stores.embedded",),
    "neo4j": ("kg.stores.neo4j",),
    "trafilatura": ("loaders",),
    "pyoxigraph": ("kg.stores", "schemas"),
    "pyspark": ("kg.log.spark",),
    "feedparser": ("loaders.feeds",),
}


def module(path: Path) -> str:
    """The dotted name of a file."""
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return name.removesuffix(".__init__")


def imported(path: Path) -> Iterator[str]:
    """Dotted names of the modules that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def under(name: str, start: str) -> bool:
    """Whether a dotted name is a module or lies in it; ``kg.cli`` stands for ``kg.cli_report`` too."""
    return name == start or name.startswith((f"{start}.", f"{start}_"))


def allowed(name: str, target: str) -> bool:
    """Whether a module may import a target of ours."""
    return any(under(target, start) for start in next(seen for start, seen in LAW if under(name, start)))


@pytest.mark.parametrize("path", FILES, ids=module)
def test_imports_only_what_it_may_see(path: Path) -> None:
    seen = [target for target in imported(path) if target.split(".")[0] in PACKAGES]
    name = module(path)
    broken = [target for target in seen if not allowed(name, target)]
    assert not broken, f"{name} may not import {broken}"


@pytest.mark.parametrize("path", FILES, ids=module)
def test_libraries_stay_in_their_place(path: Path) -> None:
    name = module(path)
    for target in imported(path):
        homes = ONLY.get(target.split(".")[0])
        assert homes is None or name.startswith(homes), f"{target} imported by {name}; its place is {homes}"


def test_the_law_is_broken_by_what_breaks_it() -> None:
    assert not allowed("kg.model", "kg.ids.digest")
    assert not allowed("schemas.ontology", "kg.model.Entity")
    assert not allowed("loaders.text.dates", "kg.stores.open_store")
    assert not allowed("queries.walk", "loaders.read")
    assert not allowed("loaders.text.dates", "loaders.names.things")
    assert not allowed("loaders.rules.patterns", "loaders.relations.claims")
    assert not allowed("kg.stores.rdf", "queries.walk")
    assert allowed("kg.stores.rdf", "schemas.ontology")
    assert allowed("loaders.text.dates", "kg.model.Article")
    assert allowed("kg.cli_build", "loaders.readers.read")

"""Rules of the house that a program can check on every tracked file."""

import ast
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = sorted(path for package in ("kg", "loaders", "queries", "schemas") for path in (ROOT / package).rglob("*.py"))
_TEXT = {".py", ".toml", ".cfg", ".md", ".ttl", ".tsv", ".rq", ".ru", ".cypher", ".j2", ".css", ".js", ".yaml", ""}
_MACHINE = re.compile(r"(?<![\w.}:/-])/(?:home|root|work|Users|tmp|mnt)/\w")
_UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")


def tracked() -> list[Path]:
    """The text files of the project, as git lists them; all of them where this is no git tree."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = done.stdout.split("\0")[:-1] if done.returncode == 0 else [str(path) for path in CODE]
    return [ROOT / name for name in names if Path(name).suffix in _TEXT and (ROOT / name).is_file()]


def literals(source: str) -> Iterator[tuple[int, str]]:
    """Line and value of every text in a Python file that is no docstring."""
    tree = ast.parse(source)
    docstrings = set()
    for node in ast.walk(tree):
        for statement in getattr(node, "body", []) if not isinstance(node, ast.Lambda | ast.IfExp) else []:
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                docstrings.add(id(statement.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def foreign_words(text: str) -> bool:
    """Whether a text holds a word with plain and marked letters, as words of the article languages have."""
    for word in re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text)):
        marked = [letter for letter in word if unicodedata.normalize("NFD", letter) != letter]
        if marked and any(letter.isascii() for letter in word):
            return True
    return False


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_words_of_languages_are_data(path: Path) -> None:
    found = [(line, text) for line, text in literals(path.read_text(encoding="utf-8")) if foreign_words(text)]
    assert not found, "words of an article language belong into schemas/languages"


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_queries_and_markup_are_data(path: Path) -> None:
    query = re.compile(
        r"\b(?:SELECT\s+[?*]|CONSTRUCT\s*\{|INSERT\s+DATA|MATCH\s*\(|MERGE\s*\()|<(?:html|div|script|body)\b"
    )
    found = [(line, text) for line, text in literals(path.read_text(encoding="utf-8")) if query.search(text)]
    assert not found, "queries and page markup belong into files of their own"


def test_nothing_is_unfinished_and_no_machine_is_named() -> None:
    found = []
    for path in tracked():
        if path == Path(__file__):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if _UNFINISHED.search(line) or _MACHINE.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert not found


def test_the_checks_see_what_they_look_for() -> None:
    assert foreign_words("bệnh viện")
    assert not foreign_words("ȘșȚț")
    assert foreign_words("școală")
    assert not foreign_words("Benh vien … “K”")
    assert list(literals('"""Bệnh"""\nx = "a"\n')) == [(2, "a")]
    assert _MACHINE.search("see /home/someone")
    assert not _MACHINE.search("https://example.org/home/someone")

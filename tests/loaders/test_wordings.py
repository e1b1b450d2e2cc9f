"""The many ways in which journalists say one thing: each sentence of ``wordings`` is read as its line tells.

A line holds, with tabs between, a text and the statements that it must yield, ``; `` between them; ``!`` before a
statement, or before a predicate alone, for what it must not.
"""

from pathlib import Path

import pytest

from kg.model import Article
from loaders.extract import extract

FILES = sorted((Path(__file__).parent / "wordings").glob("*.tsv"))
LINES = [(f.stem, *line.split("\t")) for f in FILES for line in f.read_text(encoding="utf-8").splitlines() if line]


def said(code: str, text: str) -> set[str]:
    """Statements of a text as "Subject PREDICATE Object", under every name of each, and the predicates alone."""
    reading = extract(Article("a", "a", text, "v", language=code))
    names = {e.id: {e.name, *(name for _, name in e.names)} for e in reading.entities}
    found = {s.predicate for s in reading.statements}
    for s in reading.statements:
        for a in names[s.subject]:
            for b in names.get(s.object, {s.object}):
                found |= {f"{a} {s.predicate} {b}"} | ({f"{b} {s.predicate} {a}"} & {f"{b} PARTNERS_WITH {a}"})
    return found


@pytest.mark.parametrize(("code", "text", "expected"), LINES, ids=[f"{c}-{t[:40]}" for c, t, _ in LINES])
def test_a_wording_is_understood(code: str, text: str, expected: str) -> None:
    found = said(code, text)
    wanted = expected.split("; ")
    missing = {w for w in wanted if not w.startswith("!")} - found
    wrong = {w for w in wanted if w.startswith("!") and w[1:] in found}
    assert (missing, wrong) == (set(), set()), f"read {sorted(found)}"

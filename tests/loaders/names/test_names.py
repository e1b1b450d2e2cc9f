"""Where names begin and end, and what they name: each line of ``names.tsv`` is read as it tells.

A line holds, with tabs between, a language, a text and all that it names but places, ``; `` between them: the type and
the name. The kinds: nouns of work, care and Church; schools beside their university; a conjunction, a dash or a mark
inside a name; brands in small letters; foreign nouns; people with small words or syllables in their names.
"""

from pathlib import Path

import pytest

from kg.model import Article
from loaders.extract import extract

LINES = [
    line.split("\t") for line in (Path(__file__).parent / "names.tsv").read_text(encoding="utf-8").splitlines() if line
]


@pytest.mark.parametrize(("code", "text", "expected"), LINES, ids=[f"{c}-{t[:40]}" for c, t, _ in LINES])
def test_a_name_is_found_whole(code: str, text: str, expected: str) -> None:
    reading = extract(Article("a", "a", text, "v", language=code))
    found = [f"{e.type} {e.name}" for e in reading.entities if e.type not in ("Place", "Agreement")]
    assert sorted(found) == sorted(expected.split("; "))

"""Sentences in the words of many journalists, and what each says or does not say: ``said/LANGUAGE.txt``.

A probe is a line that opens with ``>``, and what is expected of it below: ``+`` a statement that must be read, ``-``
one that must not (``*`` stands for anybody), ``?`` one that is said and not read yet.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.model import Article, Reading
from loaders.extract import extract

FOLDER = Path(__file__).parent / "said"
Expected = tuple[str, tuple[str, str, str]]


def probes() -> Iterator[tuple[str, str, list[Expected]]]:
    """(language, text, what is expected of it) of every probe."""
    for path in sorted(FOLDER.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            text, *lines = block.strip().splitlines()
            expected: list[Expected] = []
            for line in lines:
                subject, predicate, target = (part.strip() for part in line[1:].split("|"))
                expected.append((line[0], (subject, predicate, target)))
            yield path.stem, text.removeprefix("> "), expected


def says(reading: Reading, subject: str, predicate: str, target: str) -> bool:
    names = {entity.id: {entity.name, *(name for _, name in entity.names)} for entity in reading.entities}

    def meant(key: str, wanted: str) -> bool:
        return wanted == "*" or wanted.lower() in {name.lower() for name in names.get(key, {key})}

    told = (s for s in reading.statements if s.predicate == predicate)
    return any(meant(s.subject, subject) and meant(s.object, target) for s in told)


@pytest.mark.parametrize(("code", "text", "expected"), list(probes()))
def test_what_a_sentence_says(code: str, text: str, expected: list[Expected]) -> None:
    reading = extract(Article("a-probe", "probe", text, "v", language=code))
    for sign, statement in expected:
        assert sign in "+-?", f"expected + - or ? before {statement}, got {sign!r}"
        if sign != "?":
            assert says(reading, *statement) == (sign == "+"), statement

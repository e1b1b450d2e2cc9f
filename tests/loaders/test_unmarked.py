"""Articles in a language whose marks on the letters are left out are read like the others."""

import pytest

from kg.model import Article
from loaders.extract import extract
from schemas.languages import unmarked

TEXT = (
    "Spitalul Județean Valea Albă a semnat un protocol de colaborare cu Universitatea Lunca. "
    "Ion Dobre, președintele Fundației Inimă Bună, și Ana Moraru, purtătoarea de cuvânt a spitalului, "
    "au spus că acreditarea de către Autoritatea Națională de Calitate urmează în luna mai."
)


@pytest.mark.parametrize("text", [TEXT, unmarked(TEXT)])
def test_an_article_without_marks_says_the_same(text: str) -> None:
    reading = extract(Article("a", "a", text, "v", language="ro"))
    names = {e.id: unmarked(e.name) for e in reading.entities}
    assert {(names[s.subject], s.predicate, names[s.object]) for s in reading.statements if s.object in names} >= {
        ("Ion Dobre", "HOLDS_ROLE", "Fundatia Inima Buna"),
        ("Ana Moraru", "HOLDS_ROLE", "Spitalul Judetean Valea Alba"),
    }
    pair = {s for s in reading.statements if s.predicate == "PARTNERS_WITH"}
    assert [{names[s.subject], names[s.object]} for s in pair] == [
        {"Spitalul Judetean Valea Alba", "Universitatea Lunca"}
    ]
    assert all(text[e.start : e.end] == e.quote for s in reading.statements for e in s.evidence)

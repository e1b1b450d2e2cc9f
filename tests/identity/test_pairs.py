"""Hundreds of made-up pairs: what is one thing is joined, what only looks alike never is."""

from collections import Counter

import pytest
from identity.pairs import FOREIGN, PLACES, hard_pairs, plain, same_pairs

from kg.identity.keys import canonical_ids, resolve
from kg.identity.ledger import Ledger
from kg.identity.links import Evidence, decide
from kg.model import Article, Entity, Reading, Statement

PAIRS = 600
LEAST_JOINED = 0.95


def canonical(name: str, language: str, kind: str) -> str:
    """The id across articles of a thing that an article of its own names."""
    article = Article(f"{name}/{language}", "a", "", "v", language=language)
    entity = Entity(f"e-{name}/{language}", kind, name, ((language, name),))
    return canonical_ids(Reading(article, (entity,)))[entity.id]


def test_no_two_things_are_joined() -> None:
    joined = [pair for pair in hard_pairs(PAIRS) if canonical(*pair[1]) == canonical(*pair[2])]
    assert not joined


def test_names_of_one_thing_are_joined() -> None:
    made, missed = Counter[str](), Counter[str]()
    for how, one, other in same_pairs(PAIRS):
        made[how] += 1
        missed[how] += canonical(*one) != canonical(*other)
    assert made.total() - missed.total() >= LEAST_JOINED * made.total(), missed


@pytest.mark.parametrize("place", PLACES)
def test_a_hospital_is_not_its_town(place: tuple[str, str]) -> None:
    hospital = canonical(f"Bệnh viện Đa khoa {place[0]}", "vi", "Hospital")
    assert hospital not in (canonical(place[0], "vi", "Place"), canonical(place[1], "ro", "Place"))
    assert canonical(f"tỉnh {place[0]}", "vi", "Government") != hospital


@pytest.mark.parametrize("name", FOREIGN)
def test_one_name_in_two_countries_is_two_things(name: str) -> None:
    evidence = Evidence()
    seen = [evidence.see(resolve(located(f"Spitalul {name}", *where))) for where in enumerate(CITIES)]
    same = Ledger(tuple(decide(Ledger(), evidence))).same
    hospitals = [one.entities[0] for one in seen]
    assert len({one.canonical for one in hospitals}) == 1
    cluj, lyon, again, chisinau = (same.get(one.id, one.canonical) for one in hospitals)
    assert lyon == again
    assert len({cluj, lyon, chisinau}) == 3


CITIES = ("Cluj-Napoca", "Lyon", "Lyon", "Chișinău")


def located(hospital: str, number: int, city: str) -> Reading:
    """An article that says where a hospital is."""
    article = Article(f"{number}", "a", "", "v", language="ro")
    named = {hospital: "Hospital", city: "Place"}
    entities = tuple(Entity(f"e-{number}{kind}", kind, text, (("ro", text),)) for text, kind in named.items())
    one, other = (entity.id for entity in entities)
    return Reading(article, entities, (Statement("s", article.id, one, "LOCATED_IN", other, (), 1.0),))


def test_the_generator_makes_pairs_of_every_sort() -> None:
    assert len({how for how, _, _ in hard_pairs(60)}) == 6
    assert len({how for how, _, _ in same_pairs(60)}) == 5
    assert all(one[0] != plain(other[0]) for _, one, other in hard_pairs(60))

"""Which country the things of a network belong to, as far as the gazetteer and the articles tell."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kg.model import Network
from queries.values import country_of
from schemas.gazetteer import by_id, entries

STEPS = 3
"""How far places are followed: a clinic in a district, the district in a province, the province in a country."""


def countries(network: Network) -> dict[str, str]:
    """ISO 3166 codes by entity, for those of whom one country is told most often.

    An entity is where the gazetteer has its name, with a type that agrees; else where the places are that it is
    LOCATED_IN. People and agreements get one only in the second way.

    >>> from kg.model import Edge, Entity
    >>> pair = Entity("a", "Hospital", "Spitalul A"), Entity("b", "Place", "Cluj-Napoca")
    >>> countries(Network(pair, (Edge("a", "LOCATED_IN", "b", (), 1.0, 1),)))
    {'b': 'RO', 'a': 'RO'}
    """
    found = {}
    for entity in network.entities:
        names = dict.fromkeys((entity.name, *(name for _, name in entity.names)))
        told = {country for name in names if (country := country_of(entity.type, name))}
        if len(told) == 1:
            found[entity.id] = _codes()[told.pop()]
    inside = [edge for edge in network.edges if edge.predicate == "LOCATED_IN"]
    for _ in range(STEPS):
        votes: dict[str, Counter[str]] = {}
        for edge in inside:
            if edge.subject not in found and edge.object in found:
                votes.setdefault(edge.subject, Counter())[found[edge.object]] += edge.sources
        found |= {name: code for name, counts in votes.items() if (code := _most(counts))}
    return found


def country_name(code: str, language: str) -> str:
    """The name of a country, or its code where the gazetteer does not have it.

    >>> country_name("RO", "fr"), country_name("XX", "fr")
    ('Roumanie', 'XX')
    """
    entry = by_id().get(code.lower())
    return code if entry is None else entry.name(language)


def _most(counts: Counter[str]) -> str | None:
    (best, most), *others = counts.most_common(2)
    return None if others and others[0][1] == most else best


@cache
def _codes() -> Mapping[str, str]:
    """Codes of countries by their English names."""
    return MappingProxyType(
        {entry.name("en"): entry.country for entry in entries() if entry.id == entry.country.lower()}
    )

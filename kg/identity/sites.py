"""Two institutions of one name in two places: told apart by where articles say that they are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.identity.groups import Pair
from kg.identity.keys import known_as
from kg.identity.words import read
from kg.ids import digest
from kg.model import Entity, Reading
from schemas.gazetteer import by_id
from schemas.identity import rules


@dataclass(frozen=True, slots=True)
class Site:
    """Where one article says that something is: the key of its name, its id as read, its country and province."""

    key: str
    entity: str
    country: str
    province: str


def sites(reading: Reading) -> Iterator[Site]:
    """Where the institutions of a reading are, if their names do not tell it and the gazetteer does not know them."""
    known = {entity.id: entity for entity in reading.entities}
    places: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for one in reading.statements:
        if one.predicate == "LOCATED_IN" and one.object in known:
            places[one.subject].update(_where(known[one.object]))
    for key, found in places.items():
        entity = known[key]
        if len(found) == 1 and entity.type in rules().sited and _nameless(entity):
            yield Site(entity.key or entity.canonical, key, *next(iter(found)))


def moves(found: Iterable[Site]) -> Iterator[Pair]:
    """Pairs of an entity as read and the id of what it is, for names that stand for several places."""
    by_key: dict[str, list[Site]] = defaultdict(list)
    for site in found:
        by_key[site.key].append(site)
    for key, same_name in by_key.items():
        countries = {site.country for site in same_name}
        for country in countries:
            here = [site for site in same_name if site.country == country]
            provinces = {site.province for site in here if site.province}
            if len(countries) > 1 or len(provinces) > 1:
                for site in here:
                    province = site.province if len(provinces) > 1 else ""
                    yield "c-" + digest("site", key, country, province), site.entity


def _nameless(entity: Entity) -> bool:
    names = (read(name, language) for language, name in entity.names)
    return not known_as(entity) and not any(words.places for words in names)


def _where(place: Entity) -> Iterator[tuple[str, str]]:
    for key in known_as(place):
        chain = [key]
        while (parent := by_id()[chain[-1]].parent) is not None and parent not in chain:
            chain.append(parent)
        inside = [one for one in chain if by_id()[one].country and one != by_id()[one].country.lower()]
        if country := by_id()[key].country:
            yield country, inside[-1] if inside else ""

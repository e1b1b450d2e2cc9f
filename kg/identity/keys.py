"""What identifies a thing across articles: the key of its name, which two names of one thing share.

Equal keys are one thing; names are never compared by likeness. What a name lacks is taken from the article it stands
in: a ministry without a country belongs to the one that the article speaks of, a department to its hospital.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TypeVar

from kg.identity.words import Words, cut, openings, read
from kg.ids import FORMS, digest, fold
from kg.model import Entity, Reading
from schemas.gazetteer import GazetteerEntry, by_id, entries
from schemas.identity import rules

Where = Callable[[], str | None]
"""Tells the country that an article speaks of."""
_AT_HOME = 3
"""An article speaks of its own country where one of so many names with a country is from there."""
_FEWEST_WORDS = 2
"""A person's name of one word is no name to find the same person by."""


def canonical_ids(reading: Reading) -> dict[str, str]:
    """The id across articles of each entity of a reading, by its id as read."""
    scene = _scene(reading)
    found = {entity.id: _id(entity, scene) for entity in reading.entities if entity.type != "Person"}
    bodies = _bodies(reading)
    for entity in reading.entities:
        if entity.type == "Person":
            held = min((found[body] for body in bodies.get(entity.id, ()) if body in found), default=None)
            found[entity.id] = person_id(entity, held)
    return found


def resolve(reading: Reading) -> Reading:
    """A reading with the id across articles of every entity."""
    ids = canonical_ids(reading)
    return replace(reading, entities=tuple(replace(one, canonical=ids[one.id]) for one in reading.entities))


def person_id(entity: Entity, body: str | None) -> str:
    """The id of a person: the name with the body where a post is held; without one, of this article only."""
    name = fold(entity.name)
    if body is None or len(name.split()) < _FEWEST_WORDS:
        return _hash("read", entity.id)
    return _hash("person", name, body)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What an article tells about names that stand in it: its language, its country, and what is part of what."""

    reading: Reading
    country: Where
    wholes: Mapping[str, Entity]


def _scene(reading: Reading) -> _Scene:
    by_key = {entity.id: entity for entity in reading.entities}
    wholes = {
        one.subject: by_key[one.object]
        for one in reading.statements
        if one.predicate == "PART_OF" and one.object in by_key
    }
    return _Scene(reading, cache(lambda: _country(reading)), wholes)


def _bodies(reading: Reading) -> dict[str, set[str]]:
    """The bodies, as read, in which each person of a reading has a post or for which it signs."""
    found: dict[str, set[str]] = {}
    for one in reading.statements:
        if one.predicate in ("HOLDS_ROLE", "SIGNED"):
            found.setdefault(one.subject, set()).add(one.object)
    return found


def _country(reading: Reading) -> str | None:
    """The country that most mentions of an article belong to, where names tell it; else that of its language."""
    home = rules().home.get(reading.article.language)
    told: Counter[str] = Counter()
    for entity in reading.entities:
        places = {
            by_id()[place].country
            for language, name in entity.names
            for place in read(name, language).places
            if place in by_id()
        }
        known = {by_id()[key].country for key in known_as(entity)}
        for country in (known or places) - {""}:
            told[country] += max(1, len(entity.mentions))
    ranked = told.most_common(2)
    if not ranked or told[home or ""] * _AT_HOME >= told.total() or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return home
    return ranked[0][0]


def _id(entity: Entity, scene: _Scene) -> str:
    if entity.type == "Agreement":
        return _hash("read", entity.id)
    known = known_as(entity, scene.country)
    if len(known) == 1:
        return gazetteer_id(next(iter(known)))
    if entity.type == "Place":
        return _hash("place", fold(entity.name))
    words = _fullest(entity)
    if words.specific:
        return _hash(*key(words, entity.type))
    common = words.kinds | words.lesser
    if entity.type in rules().country or common & rules().national:
        return _hash(*key(_in(words, scene.country() or entity.id), entity.type))
    whole = scene.wholes.get(entity.id)
    if whole is not None and common:
        return _hash(*key(words, entity.type), "of", _id(whole, replace(scene, wholes={})))
    return _hash("read", entity.id)


def key(words: Words, kind: str) -> tuple[str, ...]:
    """The key of a name of a thing of some type, as text parts: its noun, what kind, where, and its own words.

    >>> key(read("Viện Tim Sao Băng", "vi"), "Hospital") == key(read("Sao Bang Heart Institute", "en"), "Hospital")
    True
    """
    heads = words.heads or {rules().heads.get(kind, kind)}
    kinds = words.kinds if words.own else words.kinds | words.lesser
    return "name", *sorted(heads), "/", *sorted(kinds), "/", *words.places, "/", *words.own


def _in(words: Words, country: str) -> Words:
    """Common words with the country that they are meant of."""
    return replace(words, places=(country.lower(),))


def gazetteer_id(entry: str) -> str:
    """The id across articles of what the gazetteer lists."""
    return _hash("gazetteer", entry)


def _nowhere() -> None:
    return None


def known_as(entity: Entity, country: Where = _nowhere) -> set[str]:
    """The gazetteer entries that an entity may be, by its names; one if it is known.

    The preferred name counts before the others. A name of common words is one only in the country it belongs to;
    ``country`` tells which that is, and is asked only for those.
    """
    names = entity.names if len(entity.names) == 1 else dict.fromkeys((*_preferred(entity), *entity.names))
    for language, name in names:
        if found := _entries(name, language, entity.type, country):
            return found
    return set()


def _preferred(entity: Entity) -> Iterable[tuple[str, str]]:
    return (pair for pair in entity.names if pair[1] == entity.name)


def _entries(name: str, language: str, kind: str, country: Where) -> set[str]:
    words, keys = read(name, language), _listed(name, language, kind)
    if not words.specific and kind != "Place" and (here := country()) is not None:
        keys = keys or _keyed(_in(words, here), kind)
        keys = frozenset(one for one in keys if by_id()[one].country in (here, ""))
    if len(keys) > 1 and (here := country()) is not None:
        keys = frozenset(one for one in keys if by_id()[one].country == here) or keys
    return set(keys) if len(keys) == 1 else set()


@lru_cache(maxsize=FORMS)
def _listed(name: str, language: str, kind: str) -> frozenset[str]:
    """The gazetteer entries of a fitting type that have a name, or one that says the same.

    Whole names go past the cache of ``fold``, which is for their words.
    """
    keys = _exact().get(fold.__wrapped__(name)) or _keyed(read(name, language), kind)
    return frozenset(one for one in keys if rules().akin(kind, by_id()[one].type))


def _fullest(entity: Entity) -> Words:
    """The name of an entity that says most; of two that say as much, the preferred one, then the first in order."""

    def weight(pair: tuple[str, str]) -> tuple[bool, bool, int, bool]:
        words = read(pair[1], pair[0])
        said = len(words.kinds) + len(words.places) + sum(run.count(" ") + 1 for run in words.own)
        return bool(words.heads), words.specific, said, pair[1] == entity.name

    if len(entity.names) == 1:
        return read(entity.names[0][1], entity.names[0][0])
    pairs = sorted(set(entity.names)) or [("und", entity.name)]
    language, name = max(pairs, key=weight)
    return read(name, language)


@cache
def _exact() -> Mapping[str, frozenset[str]]:
    """Gazetteer ids by folded name."""
    found: dict[str, set[str]] = {}
    for entry in entries():
        for _, name in _names(entry):
            found.setdefault(fold.__wrapped__(name), set()).add(entry.id)
    return _frozen(found)


def _keyed(words: Words, kind: str) -> frozenset[str]:
    """The gazetteer ids of the institutions that have a name with the key of these words."""
    wanted, named = key(words, kind), _named()
    shared = (_sharing(word).get(wanted, frozenset()) for word in openings(words) if word in named)
    return frozenset[str]().union(*shared)


@cache
def _named() -> Mapping[str, list[tuple[GazetteerEntry, str, str]]]:
    """The institutions of the gazetteer by each word of their names, with the language and the name."""
    found: dict[str, list[tuple[GazetteerEntry, str, str]]] = {}
    for entry in entries():
        if entry.type != "Place":
            for language, name in _names(entry):
                for word in set(cut(name)[1]):
                    found.setdefault(word, []).append((entry, language, name))
    return MappingProxyType(found)


@cache
def _sharing(word: str) -> Mapping[tuple[str, ...], frozenset[str]]:
    """Gazetteer ids by the key of a name, of the names that have a word. Most words are never asked for."""
    found: dict[tuple[str, ...], set[str]] = {}
    for entry, language, name in _named()[word]:
        words = read(name, language)
        if words.heads and words.specific:
            found.setdefault(key(words, entry.type), set()).add(entry.id)
    return _frozen(found)


def _names(entry: GazetteerEntry) -> tuple[tuple[str, str], ...]:
    return (*entry.names, *(("en", name) for name in entry.abbreviations))


_Key = TypeVar("_Key", str, tuple[str, ...])


def _frozen(found: dict[_Key, set[str]]) -> Mapping[_Key, frozenset[str]]:
    return MappingProxyType({name: frozenset(keys) for name, keys in found.items()})


def _hash(*parts: str) -> str:
    return "c-" + digest(*parts)

"""Pairs of entities that a person had better look at: perhaps one thing, by names that are alike.

Likeness decides nothing: no measure of it tells Bệnh viện E from Bệnh viện K and knows one hospital in two languages.
It only puts the pairs in order, the most alike and best connected first.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.fuzz import token_set_ratio

from kg.identity.groups import Pair
from kg.identity.ledger import Ledger
from kg.identity.words import Words, read
from kg.ids import fold
from kg.model import Entity, Reading
from schemas.identity import rules
from schemas.ontology import ontology

MOST_COMMON = 60
"""A word in the names of more entities than this makes no pair: it says too little, and pairs grow with its square."""
LEAST_ALIKE = 0.6
"""Pairs less alike than this are left out; of the example articles' 200 entities that leaves some 20."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two entities that may be one, and how much the answer is worth."""

    one: Entity
    other: Entity
    worth: float


def doubts(entities: Iterable[Entity], readings: Iterable[Reading], ledger: Ledger) -> list[Doubt]:
    """The pairs that no one has decided about, the most worth a person's minute first.

    Worth is how alike the most alike of their names are, times the logarithm of how many statements speak of them.
    """
    known = {entity.id: entity for entity in entities if not ontology().is_a(entity.type, "Agreement")}
    said = Counter(
        canonical
        for reading in readings
        for names in ({entity.id: entity.canonical for entity in reading.entities},)
        for one in reading.statements
        for canonical in {names.get(one.subject), names.get(one.object)} - {None}
    )
    decided = {_now(pair, ledger) for kind in ("same", "apart", "unsure") for pair in ledger.pairs(kind)}
    found = []
    for one, other in _alike(known.values()):
        if (one, other) not in decided and _possible(known[one], known[other]):
            alike = _likeness(known[one], known[other])
            if alike >= LEAST_ALIKE:
                worth = alike * math.log2(2 + said[one] + said[other])
                found.append(Doubt(known[one], known[other], round(worth, 3)))
    return sorted(found, key=lambda doubt: (-doubt.worth, doubt.one.id, doubt.other.id))


def _now(pair: Pair, ledger: Ledger) -> Pair:
    one, other = sorted(ledger.same.get(key, key) for key in pair)
    return one, other


def _alike(entities: Iterable[Entity]) -> Iterator[Pair]:
    """Pairs of entities whose names share a word of their own, or a place and a noun where they have none."""
    having: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entity in entities:
        for language, name in entity.names:
            words = read(name, language)
            own = [word for run in words.own for word in run.split()]
            marks = [("own", word) for word in own] or [
                ("/".join(sorted(words.heads)), place) for place in words.places
            ]
            for mark in marks:
                having[mark].add(entity.id)
    pairs = {pair for keys in having.values() if len(keys) <= MOST_COMMON for pair in combinations(sorted(keys), 2)}
    yield from sorted(pairs)


def _possible(one: Entity, other: Entity) -> bool:
    """Whether two entities may be one at all: types that agree, and no number, letter or place against another."""
    if not rules().akin(one.type, other.type):
        return False
    mine, theirs = ([read(name, language) for language, name in entity.names] for entity in (one, other))
    return not any(_against(marks(mine), marks(theirs)) for marks in (_numbers, _places))


def _against(mine: set[str], theirs: set[str]) -> bool:
    return bool(mine and theirs and not mine & theirs)


def _numbers(names: list[Words]) -> set[str]:
    return {word for words in names for word in words.own if word.isdigit() or len(word) == 1}


def _places(names: list[Words]) -> set[str]:
    return {place for words in names for place in words.places}


def _likeness(one: Entity, other: Entity) -> float:
    mine, theirs = ({fold(name) for _, name in entity.names} for entity in (one, other))
    return max((token_set_ratio(a, b) / 100 for a in mine for b in theirs), default=0.0)

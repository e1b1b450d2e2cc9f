"""From entities as read to the entity of the whole graph: which type, which name.

A tally counts what stands behind each type and name of one canonical entity. Tallies add and subtract, so that
a store can keep one per entity and never needs to look at all articles again.
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Mapping

from kg.ids import fold
from kg.model import Entity
from schemas.ontology import ontology

Tally = Counter[tuple[str, ...]]
"""``("type", t)``: readings with this type; ``("form", lang, name)``: readings with this name;
``("mentioned", lang, name)``: mentions of the entity in readings that prefer this name;
``("called", lang, name)``: the name that was decided on for this language."""


def tally(entity: Entity) -> Tally:
    """What one entity as read contributes. Its own preferred name gets all its mentions, whatever their words:
    the reader knew which form is fit for display.

    >>> tally(Entity("e", "Hospital", "Spitalul Clujana", (("ro", "Spitalul Clujana"),)))[("type", "Hospital")]
    1
    """
    found: Tally = Counter({("type", entity.type): 1, ("mentioned", *preferred(entity)): max(1, len(entity.mentions))})
    found.update(dict.fromkeys((("form", *pair) for pair in (*entity.names, preferred(entity))), 1))
    return found


def preferred(entity: Entity) -> tuple[str, str]:
    """The preferred name of an entity as read, with its language."""
    default = (entity.names[0][0] if entity.names else "und", entity.name)
    return next((pair for pair in entity.names if pair[1] == entity.name), default)


def view(canonical: str, counts: Tally) -> Entity | None:
    """The entity of the whole graph that a tally tells; None when nothing stands behind it any more.

    The type is the most frequent one, then the first in the ontology. Of the names, those decided on come first, then
    the most mentioned, then the longest, then the first in the alphabet, where names that differ only in accents and
    capitals count as one, best written with all its accents. All written forms are kept.
    """
    order = {name: rank for rank, name in enumerate(ontology().classes)}
    kinds = [(-count, order.get(key[1], len(order)), key[1]) for key, count in counts.items() if key[0] == "type"]
    if not kinds:
        return None
    pairs = _ordered(counts)
    return Entity(canonical, min(kinds)[2], pairs[0][1], pairs, (), canonical)


def called(counts: Tally, names: Mapping[str, str]) -> Tally:
    """A tally with these names by language, and no others, as those that were decided on.

    >>> called(Counter({("called", "ro", "x"): 1}), {"vi": "y"})
    Counter({('called', 'vi', 'y'): 1})
    """
    kept = Counter({key: count for key, count in counts.items() if key[0] != "called"})
    kept.update({("called", *pair): 1 for pair in names.items()})
    return kept


def _ordered(counts: Tally) -> tuple[tuple[str, str], ...]:
    forms = {(key[1], key[2]) for key in counts if key[0] in ("form", "called")}
    mentions: Counter[tuple[str, str]] = Counter()
    lengths: dict[tuple[str, str], int] = {}
    for language, name in forms:
        alike = language, fold(name)
        mentions[alike] += counts["mentioned", language, name]
        lengths[alike] = max(lengths.get(alike, 0), len(name))

    def rank(pair: tuple[str, str]) -> tuple[object, ...]:
        language, name = pair
        alike = language, fold(name)
        likes = -mentions[alike], -lengths[alike], alike[1], language
        return -counts["called", language, name], *likes, *_writing(name), -counts["mentioned", language, name], name

    return tuple(sorted(forms, key=rank))


def _writing(name: str) -> tuple[bool, int, int]:
    """How well a name is written, for sorting: not all in capitals, with accents, with capitals."""
    marks = sum(unicodedata.combining(letter) > 0 for letter in unicodedata.normalize("NFD", name))
    return (
        name.isupper() and " " in name,
        -marks - sum(not letter.isascii() for letter in name),
        -sum(map(str.isupper, name)),
    )


def combine(total: Tally, part: Tally, sign: int = 1) -> Tally:
    """A tally with another one added (``sign`` 1) or taken away (-1); counts of zero are gone."""
    merged = Counter(total)
    for key, count in part.items():
        merged[key] += sign * count
    return Counter({key: count for key, count in merged.items() if count > 0})


def encode(counts: Tally) -> str:
    """A tally as one line of JSON, the same for equal tallies."""
    return json.dumps(sorted([*key, count] for key, count in counts.items()), ensure_ascii=False)


def decode(text: str) -> Tally:
    """The tally that ``encode`` wrote.

    >>> decode(encode(Counter({("type", "Person"): 2})))
    Counter({('type', 'Person'): 2})
    """
    return Counter({tuple(map(str, row[:-1])): int(row[-1]) for row in json.loads(text)})

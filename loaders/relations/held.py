"""The place that a mention holds: ``Spitalul Universitar din Gent``, ``clinique Pau de Lyon``, "the Leeds firm"."""

from kg.ids import fold
from loaders.names.things import Thing, core_of
from loaders.relations.claims import Reader
from loaders.text.scene import HELD, MEANT, Name, capital

# Letters of the code by which the gazetteer calls a country.
_LAND = 2


def held_place(rd: Reader, name: Name, small: frozenset[str]) -> list[int]:
    """The thing that is the place in the words of a mention, if there is one.

    In a name it stands behind one of the ``small`` words; where there are none, it is the one in words that name
    nothing themselves: "the Leeds firm".
    """
    if (name.kind in MEANT) == bool(small):
        return []
    for at in range(name.first + 1, name.last):
        end, key = _known(rd, at, name.last)
        if not small and end:
            return [_thing(rd, at, end, key)]
        if small and _behind(rd, at, small):
            if end and (_in(rd, at) or (end == name.last and len(key) > _LAND and _own(rd, name, at))):
                return [_thing(rd, at, end, key)]
            if not end and (_in(rd, at) or _met(rd, at, name.last)) and _unknown(rd, at, name.last):
                return [_thing(rd, at, name.last, "")]
    return []


def _behind(rd: Reader, at: int, small: frozenset[str]) -> bool:
    """Whether a word stands behind one of some small words, an article between them or none."""
    before = at - (rd.doc.lower[at - 1] in rd.lex.articles and rd.doc.lower[at - 1] not in small)
    return rd.doc.lower[before - 1] in small


def _in(rd: Reader, at: int) -> bool:
    """Whether the small word before a place tells by itself that something is there: "in" does, "of" does not."""
    return not rd.lex.sites.isdisjoint(rd.doc.lower[at - 2 : at])


def _own(rd: Reader, name: Name, at: int) -> bool:
    """Whether more than the town at its end tells a name from others of its kind: ``CHU de Lille`` is only called by
    its town, as a clinic by a saint is by his.
    """
    key, town = rd.cast.scene.gazetteer[at][2], fold(rd.doc.text(at, name.last))
    if fold(rd.doc.text(name.first, name.last)).endswith(rd.lex.patrons):
        return False
    return any(word not in (key, town) and word not in rd.lex.kinds for word in core_of(rd.cast.scene, name))


def _known(rd: Reader, at: int, last: int) -> tuple[int, str]:
    """Where a place of the gazetteer ends that begins at a word of a mention, and its key; 0 where there is none."""
    end, kind, key, _ = rd.cast.scene.gazetteer.get(at, (0, "", "", False))
    return (end, key) if kind == "Place" and end <= last else (0, "")


def _unknown(rd: Reader, at: int, last: int) -> bool:
    """Whether a name ends in words with capitals that nothing tells to be anything but a place."""
    heads, words = rd.cast.scene.heads, rd.doc.words
    plain = all(capital(words[k]) and words[k].replace("-", "").isalpha() and k not in heads for k in range(at, last))
    return plain and not any(words[k].isupper() or fold(words[k]) in rd.lex.kinds for k in range(at, last))


def _met(rd: Reader, at: int, last: int) -> bool:
    """Whether the words that end a name stand behind "in" elsewhere in the article."""
    doc, here = rd.doc, rd.doc.words[at:last]
    spots = (k for k in doc.capitals if k and doc.words[k : k + len(here)] == here)
    return any(doc.lower[k - 1] in rd.lex.sites for k in spots)


def _thing(rd: Reader, first: int, last: int, key: str) -> int:
    """The place that some words of a mention name, as a thing of the article."""
    told = fold(rd.doc.text(first, last))
    for number, thing in enumerate(rd.cast.things):
        if thing.type == "Place" and thing.alive and (thing.gazetteer == key if key else told in thing.full):
            return number
    number = len(rd.cast.things)
    name = Name(first, last, "Place", HELD, core=first, gazetteer=key, entity=number)
    rd.cast.things.append(Thing("Place", (key or told,), {told}, [name], key, number=number))
    return number

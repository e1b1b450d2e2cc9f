"""Institutions told by where they are: ``l'hôpital nazairien``, "the Leeds hospital", "the Ohio-based company"."""

from collections.abc import Iterator

from kg.ids import fold
from loaders.names.things import STEM, Thing, akin
from loaders.text.document import Document
from loaders.text.lexicon import CARE, Lexicon
from loaders.text.scene import Name, Scene

# Words of a place in one of these phrases.
_PLACE = 3
# Letters of a town that its adjective keeps at least.
_SHORTEST = 4


def placed(sc: Scene) -> Iterator[tuple[int, int, str, int]]:
    """(first word, end, kind, word of the place) of each definite noun with a place or a people before it."""
    doc, lex = sc.doc, sc.lex
    for at in range(2, len(doc.words)) if lex.definite else ():
        if doc.lower[at] not in lex.bare or not doc.words[at].islower():
            continue
        end = at - 2 if doc.lower[at - 1] in lex.apart and doc.words[at - 2] == "-" else at
        for first in range(end - 1, max(0, end - _PLACE - 1), -1):
            kind = lex.definite.get((doc.lower[first - 1], doc.lower[at]))
            place = sc.gazetteer.get(first)
            people = first == end - 1 and doc.words[first] in lex.common and doc.lower[first] not in lex.weak
            if kind is not None and (people or (place is not None and place[:2] == (end, "Place"))):
                yield first - 1, at + 1, kind, first
                break


def local(lex: Lexicon, doc: Document, at: int) -> bool:
    """Whether an adjective of a town stands behind a noun: ``l'hôpital nazairien``."""
    word = doc.words[at] if at < len(doc.words) else ""
    ranked = fold(word) in lex.grades
    return bool(lex.demonyms) and not ranked and len(word) > 5 and word.islower() and word.endswith(lex.demonyms)


def of_town(
    sc: Scene, starts: list[tuple[int, Name]], things: list[Thing], word: str, kind: str
) -> tuple[list[tuple[int, Name]], bool]:
    """Of the names so far those that an adjective of a town may mean: "nazairien" tells Saint-Nazaire by its letters.

    Also whether a town told which.
    """
    stem = fold(sc.lex.townsmen.get(word, word if not sc.lex.plain else _without_ending(sc.lex, word)))[:STEM]
    known = {n.entity for _, n in starts if kind == "org" or akin(n.type, kind) or (kind == "care" and n.type in CARE)}
    told = {n for n in known if any(part.startswith(stem) for word in things[n].core for part in word.split("-"))}
    told |= {n.entity for _, n in starts if n.entity in known and fold(_place_behind(sc, n)).startswith(stem)}
    return [start for start in starts if start[1].entity in (told or known)], bool(told)


def _without_ending(lex: Lexicon, word: str) -> str:
    """An adjective of a town without the ending that makes it one: ``arăd`` of ``arădean``."""
    ending = max((e for e in lex.demonyms if word.endswith(e) and len(word) - len(e) >= _SHORTEST), key=len, default="")
    return word.removesuffix(ending)


def _place_behind(sc: Scene, name: Name) -> str:
    """The place told behind a name: "the hospital X in Y", "X (Y)"; "" for none."""
    at = name.last + 1
    told = at < len(sc.doc.words) and (sc.doc.lower[name.last] in sc.lex.locatives or sc.doc.words[name.last] == "(")
    behind = sc.gazetteer.get(at) if told else None
    return sc.doc.text(at, behind[0]) if behind is not None and behind[1] == "Place" else ""


def there(sc: Scene, starts: list[tuple[int, Name]], things: list[Thing], at: int, kind: str) -> list[tuple[int, Name]]:
    """Of the names before word ``at``, where a place begins, those of a type that it tells: named after it, or told to
    be in it, else all of one thing, or the only one in the sentence before. None where several may be meant.
    """
    place, stem = sc.gazetteer.get(at, (0, "", ""))[2], fold(sc.doc.words[at])[:STEM]
    known = [(k, n) for k, n in starts if k < at and akin(n.type or "Company", kind)]
    told = {
        n.entity for _, n in known if _in_place(sc, n, place) or any(p.startswith(stem) for p in things[n.entity].core)
    }
    meant = [(k, n) for k, n in known if n.entity in told or (not told and kind not in CARE)]
    if len({n.entity for _, n in meant}) > 1 and not told:
        # "Helvexa builds the device. The Basel company ..."
        number = sc.doc.sentence_of(at)
        opens = number > 0 and sc.doc.sentences[number][0] + 1 == at
        meant = [(k, n) for k, n in meant if opens and k >= sc.doc.sentences[number - 1][0]]
    return meant if len({n.entity for _, n in meant}) == 1 else []


def _in_place(sc: Scene, name: Name, place: str) -> bool:
    """Whether a place is told right behind a name: "in X", ", X", "(X"."""
    known = sc.gazetteer.get(name.last + 1)
    mark = sc.doc.lower[name.last] if name.last < len(sc.doc.words) else ""
    return known is not None and known[2] == place and (mark in sc.lex.locatives or mark in ",(")

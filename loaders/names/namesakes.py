"""Brands that are another name of what the article tells of already: its first word, its branch, its beginning."""

from kg.ids import fold
from loaders.names.shortened import telling
from loaders.names.things import Thing, akin
from loaders.text.lexicon import CARE, INSTITUTIONS, past_phrases
from loaders.text.scene import Name, Scene, emblem, given

# What may be called by any word of its own name.
_CALLED = CARE | {"University"}


def first_words(sc: Scene, found: dict[str, Thing]) -> None:
    """Find the brands of two words and more where their first stands alone: ``Silverleaf`` for Silverleaf Care."""
    doc, lex = sc.doc, sc.lex
    if lex.syllabic:
        return
    owners: dict[str, list[Thing]] = {}
    for text, thing in found.items():
        word, _, rest = text.partition(" ")
        if rest and thing.names and telling(lex, word) and word not in lex.common and not given(lex, word):
            owners.setdefault(word, []).append(thing)
    for word, owned in owners.items():
        short = found.get(word)
        # A short form comes after the full name; before it, the other may be a daughter.
        titled = short is not None and doc.sentence_of(short.names[0].first) < doc.titles
        if short is not None and len(owned) == 1 and (titled or short.names[0].first > owned[0].names[0].first):
            owned[0].names += short.names
            short.names, short.alive = [], False
    for k in doc.capitals:
        owned = owners.get(doc.words[k], [])
        alone = k + 1 == len(doc.words) or not doc.caps[k + 1]
        if (
            len(owned) == 1
            and k > owned[0].names[0].first
            and not sc.taken[k]
            and alone
            and k not in sc.gazetteer
            and not doc.caps[k - 1]
        ):
            sc.taken[k] = True
            owned[0].names.append(Name(k, k + 1, "", "brand", core=k))


def branches(sc: Scene, things: list[Thing], found: dict[str, Thing]) -> None:
    """Let a brand go on over the place of its branch, ``Philips România``, and take the brand alone for it."""
    doc = sc.doc
    places = {n.first: n for t in things if t.type == "Place" for n in t.names}
    owners = {id(n): t for t in things if t.type == "Place" for n in t.names}
    grown: dict[str, Thing] = {}
    for thing in found.values():
        for name in thing.names[:]:
            place = places.get(name.last)
            if place is None or doc.sentence_of(name.first) != doc.sentence_of(place.first):
                continue
            text = doc.text(name.first, place.last)
            branch = grown.setdefault(text, Thing("", (fold(text),), {fold(text)}))
            thing.names.remove(name)
            owners[id(place)].names.remove(place)
            branch.names.append(Name(name.first, place.last, "", "brand", core=name.first))
    for text, branch in grown.items():
        longer = [t for t in grown.values() if t.core[0].split()[0] == branch.core[0].split()[0]]
        base = next((t for t in found.values() if branch.core[0].startswith(t.core[0] + " ")), None)
        if base is not None and len(longer) == 1:
            branch.names += base.names
            branch.full |= base.full
            base.names = []
        found[text] = branch
        things.append(branch)
    for thing in found.values():
        thing.alive = bool(thing.names)


def named_behind(sc: Scene, things: list[Thing], found: dict[str, Thing]) -> None:
    """Know a brand that ends the name of an institution behind "of": a university by it, a hospital's as a town."""
    doc, lex = sc.doc, sc.lex
    for text, brand in found.items():
        if not brand.alive or brand.type not in ("", "Company") or any(emblem(w) for w in text.split()):
            continue
        owners: dict[int, Thing] = {}
        for thing in things:
            for name in thing.names if thing.alive and thing.type in CARE | {"University"} else ():
                start = name.last - len(text.split())
                tail = start > name.first and doc.text(start, name.last) == text
                if name.kind == "head" and tail and doc.lower[start - 1] in lex.of:
                    owners[id(thing)] = thing
        owner = next(iter(owners.values()), None)
        if owner is None:
            continue
        if len(owners) == 1 and owner.type == "University" and lex.trailing_nouns:
            _give(brand, owner)
        else:
            brand.type = "Place"
            for name in brand.names:
                name.type = "Place"


def beginnings(sc: Scene, things: list[Thing], found: dict[str, Thing]) -> None:
    """Put a brand to the only institution whose name begins so: Mercy General, Lakeside Community Hospital.

    In Vietnamese the noun stands first: ``Quỹ Lakeside Asia``.
    """
    doc, lex = sc.doc, sc.lex
    owners: dict[str, dict[int, Thing]] = {}
    for thing in things:
        for name in thing.names if thing.alive and thing.type in INSTITUTIONS else ():
            if name.kind != "head" or name.core == name.first:
                continue
            if lex.syllabic:
                first = _first_own(sc, name)
                owners.setdefault(doc.words[first] if first + 1 < name.last else "", {})[id(thing)] = thing
                continue
            # One word may be short for any long name, more words for one of which they leave out the noun alone.
            sizes = range(2, name.last - name.first) if thing.type in CARE or thing.type == "University" else ()
            for size in (1, *sizes) if name.last - name.first > 2 else sizes:
                owners.setdefault(doc.text(name.first, name.first + size), {})[id(thing)] = thing
            if lex.trailing_nouns and thing.type in _CALLED:
                # "Vicente Sotto Memorial Medical Center": the Sotto.
                for k in range(name.first, name.core):
                    last = doc.words[k].rpartition("-")[2]
                    owners.setdefault(last if k not in sc.heads else "", {})[id(thing)] = thing
    for text, brand in found.items():
        meant = list(owners.get(text, {}).values())
        if not brand.alive or len(meant) != 1 or meant[0] is brand:
            continue
        if brand.type not in ("", "Company") and not (" " in text and akin(brand.type, meant[0].type)):
            continue
        first = brand.names[0].first
        if " " in text:
            fits = meant[0].names[0].first < first or doc.sentence_of(first) < doc.titles
        else:
            others = any(
                t is not brand and t is not meant[0] and t.core and t.core[0].split()[:1] == [fold(text)]
                for t in things
            )
            plain = telling(lex, text) and text not in lex.common and not given(lex, text)
            fits = meant[0].names[0].first < first and plain and not others
        if fits:
            _give(brand, meant[0])


def _first_own(sc: Scene, name: Name) -> int:
    """The first word of a name that tells neither its kind nor its trade."""
    return min(past_phrases(sc.lex.lowercase, sc.doc.lower, name.core, name.last), name.last - 1)


def _give(brand: Thing, owner: Thing) -> None:
    """Count the names of a brand to the institution that it turned out to be."""
    for name in brand.names:
        name.type = owner.type
    owner.names += brand.names
    owner.full |= brand.full
    brand.names, brand.alive = [], False

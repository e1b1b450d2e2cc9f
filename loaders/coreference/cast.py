"""Who is who inside one article: names found and gathered, short forms and brands found, pronouns resolved."""

from loaders.coreference.anaphora import find_anaphors
from loaders.coreference.plurals import add_plurals
from loaders.coreference.sides import find_sides
from loaders.coreference.voices import find_voices, turns
from loaders.names.brands import find_brands
from loaders.names.mentions import find_names
from loaders.names.near import Index
from loaders.names.origins import origins
from loaders.names.people import find_people
from loaders.names.shortened import find_short_forms, find_surnames, find_tiers, gather_people
from loaders.names.things import Cast, Thing, define, gather
from loaders.text.document import Document
from loaders.text.lexicon import Lexicon
from loaders.text.scene import VOICES, Name

# Letters and dots of the initials of who speaks.
_INITIALS = 4


def cast(doc: Document, lex: Lexicon) -> Cast:
    """Find all names of a document and gather them to things."""
    sc, names = find_names(doc, lex)
    interview = turns(doc, lex)
    for first, end in interview.items():
        # "A.D.: We have": who speaks, by initials.
        if all(len(word) <= _INITIALS for word in doc.words[first:end]):
            sc.taken[first:end] = [True] * (end - first)
    things: list[Thing] = []
    index = Index()
    define(sc, names)
    for name in names:
        if name.kind != "person":
            gather(sc, things, index, name)
    find_short_forms(sc, things)
    find_tiers(sc, things)
    find_people(sc, names, titled=False)
    gather_people(doc, lex, things, [n for n in names if n.kind == "person"])
    find_surnames(sc, things)
    for first, last, town in origins(sc.doc, sc.lex):
        free = town and not any(sc.taken[k] or k in sc.gazetteer for k in town)
        sc.taken[first:last] = [True] * (last - first)
        if free:
            gather(sc, things, index, Name(town.start, town.stop, "Place", "brand", core=town.start))
    find_brands(sc, things)
    for thing in things:
        thing.alive = thing.alive and bool(thing.names)
    for number, thing in enumerate(things):
        for name in thing.names:
            name.entity = number
    names = sorted((n for t in things if t.alive for n in t.names), key=lambda n: n.first)
    voices = find_voices(sc, things, names, interview)
    anaphors, pairs = find_anaphors(
        sc, things, sorted([*names, *(v for v in voices if v.kind not in VOICES)], key=lambda n: n.first)
    )
    anaphors = sorted([*anaphors, *voices], key=lambda n: n.first)
    anaphors, pairs = add_plurals(sc, names, anaphors, pairs)
    anaphors = sorted([*anaphors, *find_sides(sc, names)], key=lambda n: n.first)
    return Cast(sc, things, names, anaphors, pairs)

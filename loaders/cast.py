"""Who is who inside one article: names found and gathered, short forms and brands found, pronouns resolved."""

from loaders.anaphora import find_anaphors
from loaders.brands import find_brands
from loaders.document import Document
from loaders.lexicon import Lexicon
from loaders.names import find_names
from loaders.near import Index
from loaders.origins import origins
from loaders.people import find_people
from loaders.plurals import add_plurals
from loaders.shortened import find_short_forms, find_surnames, gather_people
from loaders.sides import find_sides
from loaders.things import Cast, Thing, define, gather


def cast(doc: Document, lex: Lexicon) -> Cast:
    """Find all names of a document and gather them to things."""
    sc, names = find_names(doc, lex)
    things: list[Thing] = []
    index = Index()
    define(sc, names)
    for name in names:
        if name.kind != "person":
            gather(sc, things, index, name)
    find_short_forms(sc, things)
    find_people(sc, names, titled=False)
    gather_people(doc, lex, things, [n for n in names if n.kind == "person"])
    find_surnames(sc, things)
    for first, last in origins(sc.doc, sc.lex):
        sc.taken[first:last] = [True] * (last - first)
    find_brands(sc, things)
    for thing in things:
        thing.alive = thing.alive and bool(thing.names)
    names = sorted((n for t in things if t.alive for n in t.names), key=lambda n: n.first)
    anaphors, pairs = find_anaphors(sc, things, names)
    anaphors, pairs = add_plurals(sc, names, anaphors, pairs)
    anaphors = sorted([*anaphors, *find_sides(sc, names)], key=lambda n: n.first)
    return Cast(sc, things, names, anaphors, pairs)

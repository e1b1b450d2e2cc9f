"""Names of which too little is known for some statements: nothing but their capitals."""

from collections.abc import Iterable

from loaders.relations.claims import Claim, Reader, statements_of
from loaders.text.scene import brandish

# Statements that need to know what they lead from, and to: others than institutions are licensed and supplied.
_TOLD_FROM = frozenset({"ACCREDITED_BY", "SPECIALISES_IN"})
_TOLD_TO = frozenset({"ACCREDITED_BY", "SUPPLIES"})
# ... where it is enough that the article names it as brands are named, or more than once.
_NAMED_FROM = frozenset({"PARTNERS_WITH"})
_NAMED_TO = frozenset({"PARTNERS_WITH", "PART_OF", "SUCCEEDS"})
# What is said of institutions alone: who belongs to somebody or has somebody in a post is one.
_TELLING_FROM = frozenset({"OWNED_BY", "FOUNDED_BY", "LOCATED_IN"})
_TELLING_TO = frozenset({"HOLDS_ROLE"})


def acquaint(rd: Reader, claims: Iterable[Claim]) -> None:
    """Take for companies the names of which the article says what is said of institutions alone, and for people those
    of two plain words that founded one.
    """
    for claim in claims:
        for y, subject, target in statements_of(claim) if not rd.lex.syllabic else ():
            told = [subject] if y.predicate in _TELLING_FROM else []
            told += [target] if y.predicate in _TELLING_TO and isinstance(target, int) and not y.body else []
            if y.predicate == "FOUNDED_BY" and isinstance(target, int) and _called_so(rd, target):
                rd.cast.things[target].type = "Person"
            if y.predicate == "ACCREDITED_BY" and isinstance(target, int) and _abbreviated(rd, target):
                rd.cast.things[target].type = "Organization"
            if y.predicate == "HOLDS_ROLE" and claim.role and claim.role.split()[0].lower() in rd.lex.towns:
                # "the mayor of X": a town.
                for number in told:
                    rd.cast.things[number].type = rd.cast.things[number].type or "Place"
            for number in told:
                rd.cast.things[number].type = rd.cast.things[number].type or "Company"


def _abbreviated(rd: Reader, number: int) -> bool:
    """Whether something unknown is called by capitals alone, as bodies that accredit are: "certifié par la HAS"."""
    thing, words = rd.cast.things[number], rd.doc.words
    if rd.lex.plain:
        return False
    return not thing.type and all(n.last - n.first == 1 and words[n.first].isupper() for n in thing.names)


def _called_so(rd: Reader, number: int) -> bool:
    """Whether something of unknown kind has first and family name, as people have: "founded by Sander Koopmans"."""
    thing, words = rd.cast.things[number], rd.doc.words
    spans = [words[n.first : n.last] for n in thing.names]
    return not thing.type and all(len(s) == 2 and all(w.isalpha() and not brandish(w) for w in s) for s in spans)


def stranger(rd: Reader, predicate: str, number: int, *, object_: bool, listed: bool = False) -> bool:
    """Whether too little is known of an end of a statement to believe it: nothing but its capitals.

    One among several that are ``listed`` together is what they are.
    """
    thing, lex, doc = rd.cast.things[number], rd.lex, rd.doc
    if thing.type or lex.syllabic:
        return False
    if predicate in (_TOLD_TO if object_ else _TOLD_FROM):
        return True
    if predicate not in (_NAMED_TO if object_ else _NAMED_FROM) or len(thing.names) > 1 or listed:
        return False
    (name,) = thing.names
    if name.last - name.first > 1 or brandish(doc.words[name.first]):
        return False
    # "the insurer X", "asigurătorul X": a noun tells what it is.
    before = doc.words[name.first - 1] if name.first else ""
    small = lex.attached | lex.of | lex.conjunctions | lex.sites | lex.articles
    return not (before.islower() and len(before) > 3 and before not in small)

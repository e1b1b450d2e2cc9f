"""Names of which too little is known for some statements: nothing but their capitals."""

from loaders.relations import Reader
from loaders.scene import brandish

# Statements that need to know what they lead from, and to: others than institutions are licensed and supplied.
_TOLD_FROM = frozenset({"ACCREDITED_BY", "SPECIALISES_IN"})
_TOLD_TO = frozenset({"ACCREDITED_BY", "SUPPLIES"})
# ... where it is enough that the article names it as brands are named, or more than once.
_NAMED_FROM = frozenset({"PARTNERS_WITH"})
_NAMED_TO = frozenset({"PARTNERS_WITH", "PART_OF", "SUCCEEDS"})


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

"""What a match of a rule says, and an article ready for its rules."""

from bisect import bisect_left
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from loaders.names.things import Cast
from loaders.relations.trail import Trail
from loaders.rules.ruleset import Rule, Yield
from loaders.rules.skeleton import Marks, SignedSentences
from loaders.text.dates import DateMention
from loaders.text.document import Document
from loaders.text.lexicon import INSTITUTIONS, Lexicon
from loaders.text.quotes import quoted
from loaders.text.scene import Name
from schemas.fields import fields

T = TypeVar("T")

SUBJECTS = INSTITUTIONS | {""}
DOUBTS = frozenset(("negation", "denial", "hypothesis"))
"""Cues of what did not happen."""


@dataclass(slots=True)
class Claim:
    """What one match of a rule says: slots filled with numbers of things, words of the match, and its cues.

    ``post`` is the word where the role begins; ``implied`` where the body of a post is left out;
    ``trigger`` is the word of signing or cooperating that a frame was read around; ``under`` where it is a deal
    under which something is done: of that, and not of the deal, is said that it will be.
    """

    rule: Rule
    sentence: int
    first: int
    last: int
    slots: dict[str, list[int]]
    role: str | None = None
    post: int = -1
    fields: tuple[str, ...] = ()
    pair: bool = False
    status: str | None = None
    implied: bool = False
    trigger: int = -1
    under: bool = False
    anaphors: list[Name] = field(default_factory=list)

    def stand_for(self, parties: list[int]) -> None:
        """Put things in the place of "both parties"."""
        self.slots.update({slot: parties for slot, kind in self.rule.slots.items() if kind.rstrip("+") == "pair"})


@dataclass(slots=True)
class Refused:
    """A match that was not believed."""

    rule: str
    reason: str
    first: int
    last: int


@dataclass(slots=True)
class Reader:
    """One article ready for its rules: its cast, its marks and its sentences with them, its cues and fields by place.

    ``quoted`` holds for every word how many words its quote has, ``today`` is the article's own date, as far as it is
    known, ``trail`` there for those who ask why.
    """

    doc: Document
    lex: Lexicon
    cast: Cast
    dates: list[DateMention]
    marks: Marks
    signs: SignedSentences
    cues: list[tuple[int, int, str]]
    fields: list[tuple[int, int, str]]
    quoted: list[int]
    today: str | None = None
    trail: Trail | None = None


def reader(doc: Document, lex: Lexicon, people: Cast, dates: list[DateMention], today: str | None = None) -> Reader:
    """Gather the signs of an article: mentions, dates, role heads, words for both parties."""
    marks: Marks = {}
    for first, last in people.scene.roles.items():
        marks[first] = (last, "role", None)
    for date in dates:
        start, end = doc.word_at(date.start), doc.word_at(date.end)
        # "thứ Hai (4/8)": the bracket that the date opens ends with it.
        end += "(" in doc.words[start:end] and ")" not in doc.words[start:end] and doc.words[end : end + 1] == [")"]
        if start < end:
            marks[start] = (end, "date", None)
    for name in people.anaphors:
        marks[name.first] = (name.last, name.type, name)
    for name in people.pairs:
        marks[name.first] = (name.last, "pair", name)
    for number, thing in enumerate(people.things):
        for name in thing.names:
            name.entity = number
            if thing.alive:
                first, last = name.around or (name.first, name.last)
                # The gazetteer calls a country by its ISO code.
                country = thing.type == "Place" and len(thing.gazetteer) == 2
                marks[first] = (last, "Country" if country else thing.type, name)
    # A nation may stand for its side of a deal.
    for name in people.anaphors:
        if name.kind == "side":
            marks[name.first] = (name.last, name.type, name)
    # "Doctors Without Borders": a word of a name tells nothing of what happened.
    told = {k for thing in people.things if thing.alive for n in thing.names for k in range(n.first + 1, n.last)}
    cues = [cue for cue in people.scene.hits["cues"] if cue[0] not in told]
    signs = SignedSentences(doc, marks)
    return Reader(doc, lex, people, dates, marks, signs, cues, _fields(people), quoted(doc), today)


def _fields(people: Cast) -> list[tuple[int, int, str]]:
    return [(i, j, code) for i, j, codes in people.scene.hits["fields"] for code in codes]


def within(hits: list[tuple[int, int, T]], first: int, last: int) -> list[tuple[int, int, T]]:
    """Of some hits in their order, those that begin at the words from ``first`` up to and without ``last``.

    >>> within([(1, 2, "a"), (3, 5, "b"), (7, 8, "c")], 2, 7)
    [(3, 5, 'b')]
    """
    return hits[bisect_left(hits, (first,)) : bisect_left(hits, (last,))]


def named_in(rd: Reader, number: int) -> set[int]:
    """The institutions that a sentence names."""
    first, last = rd.doc.sentences[number]
    return {n.entity for n in rd.cast.names if first <= n.first < last and n.type in INSTITUTIONS}


def mentions(rd: Reader, number: int, types: Set[str] = INSTITUTIONS) -> list[Name]:
    """What a sentence names or means, of some types: the first mention of each, in the order of its words."""
    first, last = rd.doc.sentences[number]
    told = [n for n in (*rd.cast.names, *rd.cast.anaphors) if first <= n.first < last and n.type in types]
    told.sort(key=lambda n: -n.first)
    return sorted({n.entity: n for n in told}.values(), key=lambda n: n.first)


def undone(rd: Reader, number: int) -> bool:
    """Whether a sentence denies something, or only supposes it."""
    return any(kind in DOUBTS for _, _, kind in within(rd.cues, *rd.doc.sentences[number]))


def doubted(rd: Reader, number: int) -> bool:
    """Whether a sentence denies, supposes or asks something."""
    first, last = rd.doc.sentences[number]
    return "?" in rd.doc.words[first:last] or undone(rd, number)


@cache
def specialties() -> frozenset[str]:
    """The fields that an institution may be said to specialise in; the others are things that any may do."""
    groups = {fields()[code].group["en"] for code in ("oncology", "medical-imaging")}
    return frozenset(code for code, field in fields().items() if field.group["en"] in groups)


def says(rule: Rule, predicate: str) -> bool:
    """Whether a rule makes statements of a predicate."""
    return any(y.predicate == predicate for y in rule.yields)


def statements_of(claim: Claim) -> Iterator[tuple[Yield, int, int | str]]:
    """(yield, subject thing, object thing or field code) of every statement that a claim makes."""
    for y in claim.rule.yields:
        subjects = claim.slots.get(y.subject, [])
        if y.body:
            for s in subjects:
                for o in [s] if y.subject == y.object else claim.slots.get(y.object, []):
                    yield y, s, o
        elif claim.rule.slots[y.object] == "field":
            for s in subjects:
                for code in claim.fields:
                    if y.predicate != "SPECIALISES_IN" or code in specialties():
                        yield y, s, code
        elif y.subject == y.object:
            for n, s in enumerate(subjects):
                for o in subjects[n + 1 :]:
                    yield y, s, o
        else:
            for s in subjects:
                for o in claim.slots.get(y.object, []):
                    if s != o:
                        yield y, s, o

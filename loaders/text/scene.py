"""What is looked up in an article before names are read from it, and what the look of a word tells."""

import unicodedata
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import regex

from kg.ids import FORMS
from loaders.text.document import Document, camel
from loaders.text.lexicon import INSTITUTIONS, Head, Lexicon, match_compound, present_name
from loaders.text.lists import openings

OPEN = {
    "\u201e": '\u201d\u201c"',
    "\u201c": '\u201d"',
    "\u00ab": "\u00bb",
    '"': '"',
    "\u201d": "\u201d",
    "'": "'",
    "\u2018": "\u2019",
}
POSSESSIVE = frozenset(("'s", "\u2019s", "'", "\u2019"))
# The words of a post behind these are no part of it for a name that begins among them.
_ROLE = 6
# Words of a title and a name before the comma of a post.
_TITLED = 8
# Letters of a word, and such words of a sentence, that may be small in a headline.
_SMALL = 4
DASHES = frozenset("-\u2013\u2014")
# A Vietnamese syllable: an initial, a vowel group, a final. What does not fit is a foreign word.
_SYLLABLE = regex.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx\u0111])?[aeiouy][aeiouy]{0,2}(?:ng|nh|ch|[cmnpt])?",
    regex.IGNORECASE,
)


VOICES = frozenset({"voice", "owner"})
"""How "we" and "our" were found."""
MEANT = VOICES | {"anaphor"}
"""How names were found that do not name anything themselves."""
HELD = "held"
"""How a place was found that only stands inside the words of a mention."""


@dataclass(slots=True)
class Name:
    """Words ``first`` up to ``last`` name something of ``type`` ("" while unknown).

    ``core`` is where the words after the head noun begin. ``kind`` tells how it was found: head, gazetteer, list,
    person, brand, alias, quoted, held, anaphor, voice ("we") or owner ("our"). ``around`` are the words of a quoted
    name with its noun and marks, ``members`` the things of which words like "the three hospitals" speak. ``said`` is
    the verb of a mention that is one, in the third person: "we have" is "X has". As an ``object``, "has ... us", it
    stands behind the next word. ``taught`` is a school that is named by what it teaches, its university beside it.
    """

    first: int
    last: int
    type: str
    kind: str
    head: Head | None = None
    core: int = 0
    gazetteer: str = ""
    around: tuple[int, int] | None = None
    defines: list["Name"] = field(default_factory=list)
    entity: int = -1
    members: tuple[int, ...] = ()
    said: str = ""
    object: bool = False
    taught: bool = False

    def entities(self) -> tuple[int, ...]:
        """The numbers of the things that are meant: several behind "the three hospitals"."""
        return self.members or (self.entity,)


@dataclass(slots=True)
class Scene:
    """What was looked up in one document before names are read from it.

    ``towns`` are the words of places whose names have several, ``in_roles`` those of posts. ``posted`` tells
    for the end of a post where it begins. ``guests`` are sentences that tell who looked on, ``boards`` the words of
    boards, which are no bodies of their own. ``headlines`` are sentences that write every word of some length with a
    capital, which then tells no name.
    """

    doc: Document
    lex: Lexicon
    heads: dict[int, tuple[int, Head]]
    gazetteer: dict[int, tuple[int, str, str, bool]]
    towns: set[int]
    titles: dict[int, int]
    roles: dict[int, int]
    in_roles: set[int]
    posted: dict[int, int]
    taken: list[bool]
    hits: dict[str, list[tuple[int, int, Any]]]
    guests: frozenset[int]
    boards: frozenset[int]
    headlines: frozenset[int]


def scene(doc: Document, lex: Lexicon) -> Scene:
    """Look up head nouns, gazetteer names, titles and roles once."""
    hits, known = lex.book.find(doc), lex.known.find(doc)
    gazetteer = _known(doc, lex, known)
    # "Hội An" is a town, and no society called "An".
    town = {i: end for i, (end, kind, _, _) in gazetteer.items() if lex.syllabic and kind == "Place"}
    heads = {i: (j, head) for i, j, head in hits["heads"] if head.type == "Place" or town.get(i, 0) <= j}
    # "Hội đồng Quản trị X": the board of X.
    nouns = {j for k, (end, _) in heads.items() for j in range(k, end)} if lex.boards else set()
    boards = {k: size for k in nouns if (size := match_compound(lex.boards, doc.lower, k, len(doc.lower)))}
    heads = {k: hit for k, hit in heads.items() if k not in boards}
    for k, (end, head) in heads.items() if lex.trailing_nouns and boards else ():
        if board := next((b for b in range(k + 1, end) if b in boards), 0):
            # "the Elkin Health Board of Directors"
            heads[k] = board, replace(head, noun=max(1, head.noun - (end - board)))
    on_boards = {k + i for k, size in boards.items() for i in range(size)}
    taken = [False] * len(doc.words)
    for k in on_boards if lex.trailing_nouns else ():
        # "the X Hospital Board of Trustees": the name ends before its board.
        taken[k] = True
    closing = {k: end for at, (end, head) in heads.items() if head.after for k in range(at, end)}
    roles = {}
    for first, last, _ in hits["roles"]:
        # "X Hospital director": the noun with a capital belongs to the name before the role.
        # ... but "the Assam Health Minister" heads nothing called Assam Health.
        while first in closing and capital(doc.words[first]) and doc.lower[last - 1] not in lex.offices:
            first = closing[first]
        # "manager of the Hospital X": the noun of a name ends the role before it.
        last = next((k for k in range(first + 1, last) if _ends_role(doc, heads.get(k), last)), last)
        noun = heads.get(first, (first, None))
        # "comitetul director": a board, and nobody's post.
        if first < last and noun[0] <= last and first not in on_boards and not _syllable_of_name(doc, lex, first, last):
            roles[first] = last
    return Scene(
        doc,
        lex,
        heads,
        gazetteer,
        {k for first, last, _ in known["places"] if last > first + 1 for k in range(first, last)},
        {i: j for i, j, _ in hits["titles"] if not _syllable_of_name(doc, lex, i, j)},
        roles,
        {k for first, last in roles.items() for k in range(first, min(last, first + _ROLE))},
        {last: first for first, last in sorted(roles.items())},
        taken,
        hits,
        _guests(doc, hits["cues"]) if lex.syllabic else frozenset(),
        frozenset(on_boards),
        frozenset(n for n in range(len(doc.sentences)) if _headline(doc, n)) if lex.trailing_nouns else frozenset(),
    )


def _guests(doc: Document, cues: list[tuple[int, int, str]]) -> frozenset[int]:
    """The sentences that tell who looked on, and the items of the lists that they open."""
    told = {doc.sentence_of(first) for first, _, kind in cues if kind == "witness"}
    return frozenset(told.union(item for item, opening in openings(doc).items() if opening in told))


def _headline(doc: Document, number: int) -> bool:
    """Whether a sentence with no stop writes every word of some length with a capital: "Clinic Signs Deal to Train"."""
    first, last = doc.sentences[number]
    if doc.words[last - 1] in ".!?:;":
        return False
    long = [k for k in range(first, last) if len(doc.words[k]) > _SMALL and doc.words[k].isalpha()]
    return len(long) > _SMALL and all(doc.caps[k] for k in long)


def recurs(sc: Scene, at: int) -> bool:
    """Whether the word at a place is written so in running text, too, where that is no headline."""
    doc, word = sc.doc, sc.doc.words[at]
    if doc.sentence_of(at) not in sc.headlines or emblem(word):
        return True
    return any(doc.words[k] == word and doc.sentence_of(k) not in sc.headlines for k in doc.capitals)


def _part_of_name(doc: Document, lex: Lexicon, first: int, last: int) -> bool:
    """Whether a place is but the end of a Vietnamese person's name, or a country of one syllable a syllable of one."""
    if not lex.syllabic or foreign(doc.words[first]):
        return False
    if last > first + 1:
        return first > 0 and doc.words[first - 1] in lex.surnames and not (first > 1 and doc.caps[first - 2])
    before = (
        first > 0
        and doc.caps[first - 1]
        and not emblem(doc.words[first - 1])
        and doc.sentences[doc.sentence_of(first)][0] != first
    )
    return before or (last < len(doc.words) and doc.caps[last] and not foreign(doc.words[last]))


def _ends_role(doc: Document, hit: tuple[int, Head] | None, last: int) -> bool:
    """Whether the noun of a name stands at the end of a role; "Chief Medical Officer" goes on behind one."""
    if hit is None or hit[0] < last:
        return False
    end, head = hit
    # "head of the Health Station of the village": a noun of several words goes on past the role.
    return not head.department and head.before and (end > last or (end < len(doc.words) and capital(doc.words[end])))


def _known(
    doc: Document, lex: Lexicon, known: dict[str, list[tuple[int, int, tuple[str, str, str]]]]
) -> dict[int, tuple[int, str, str, bool]]:
    """Names of the gazetteer by first word, the longest at each place: (end, type, id, whether a present name)."""
    found: dict[int, tuple[int, str, str, bool]] = {}
    for first, last, (kind, key, form) in (hit for family in known.values() for hit in family):
        stop = last == first + 1 and kind in INSTITUTIONS and doc.words[first] in lex.stops
        if not stop and not _part_of_name(doc, lex, first, last) and last > found.get(first, (0,))[0]:
            found[first] = (last, kind, key, present_name(key, form))
    # "in Elkin, N.C., in July", "Elkin (N.C.) Hospital"
    for k in doc.capitals if lex.states else ():
        if doc.words[k] in lex.states and doc.words[k + 1 : k + 2] == ["."] and doc.words[k - 1] in ",(":
            closing = doc.sentences[doc.sentence_of(k)][1] == k + 2
            found[k] = (k + 2 - closing, "Place", lex.states[doc.words[k]], True)
    return found


def _syllable_of_name(doc: Document, lex: Lexicon, first: int, last: int) -> bool:
    """Whether a short title or role is but a capitalised syllable inside a Vietnamese name."""
    word = doc.words[first]
    if not lex.syllabic or last > first + 1 or not word.istitle() or not word.isalpha():
        return False
    return doc.words[first - 1][0].isalpha() and doc.sentences[doc.sentence_of(first)][0] != first


def given(lex: Lexicon, word: str) -> bool:
    """Whether a word is a given name that opens a person's name: ``Jean``, ``Jean-Michel``."""
    if lex.syllabic:
        return False
    word = (word.title() if word.isupper() and len(word) > 2 else word).partition("-")[0]
    return word in lex.surnames or any(
        word.endswith(end) and word.removesuffix(end) + plain in lex.surnames for end, plain in lex.cases.items()
    )


def of_person(sc: Scene, at: int, end: int) -> bool:
    """Whether a place is but a part of a person's name: ``Dominique Pon``, and in Vietnamese behind a title."""
    words = sc.doc.words
    if sc.lex.syllabic:
        ends = [sc.titles[k] for k in range(max(0, at - 5), at) if k in sc.titles]
        return any(e < at and all(sc.doc.caps[e:at]) for e in ends) or (at in ends and all(sc.doc.caps[end : end + 1]))
    # "Nguyen Thi Lan Anh": the last syllable of a Vietnamese name.
    family = next((k for k in (at - 2, at - 3) if k >= 0 and words[k] in sc.lex.surnames), at)
    if family < at and end == at + 1 and all(sc.doc.caps[family:at]) and not any(map(foreign, words[family:end])):
        return True
    if at and given(sc.lex, words[at - 1]) and sc.doc.sentence_of(at - 1) == sc.doc.sentence_of(at):
        return True
    # "Dieudonné Mvogo Assam": the second of two family names.
    if sc.lex.articled and at > 1 and sc.doc.caps[at - 1] and sc.doc.caps[at - 2] and given(sc.lex, words[at - 2]):
        return at - 1 not in sc.heads and words[at - 1].istitle()
    follows = end == at + 1 < len(words) and words[end].istitle() and end not in sc.heads and end not in sc.gazetteer
    return given(sc.lex, words[at]) and follows and end not in sc.roles


def capital(word: str) -> bool:
    """Whether a word begins as a name does."""
    return word[0].isupper() or ("A" <= word[1:2] <= "Z" and camel(word))


@lru_cache(maxsize=FORMS)
def foreign(word: str) -> bool:
    """Whether a word cannot be Vietnamese, by the shape of its syllable."""
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).replace("\u0111", "d")
    return not _SYLLABLE.fullmatch(bare.replace("\u0110", "D"))


def stopped(lex: Lexicon, word: str) -> bool:
    """Whether a word with a capital ends a name before it: ``Signs``, or ``Boston-based`` by its last part."""
    return word in lex.stops or ("-" in word and word.rpartition("-")[2] in lex.stops)


@lru_cache(maxsize=FORMS)
def emblem(word: str) -> bool:
    """Whether a word is written as brands and abbreviations are: CamelCase or capitals only."""
    letters = [c for c in word if c.isalpha()]
    return len(letters) > 1 and ((sum(c.isupper() for c in letters) > 1 and word[0].isupper()) or camel(word))


def take(sc: Scene, names: list[Name], name: Name) -> None:
    """Add a name and mark its words as taken."""
    sc.taken[name.first : name.last] = [True] * (name.last - name.first)
    names.append(name)


def quoted(doc: Document, at: int, last: int) -> int:
    """Where the quoted name that opens at a mark is closed, the mark behind it; 0 where it is not."""
    closing = OPEN[doc.words[at]]
    # Some write a closing mark at both ends: it opens where a space stands before it and none behind.
    if doc.words[at] in closing and doc.ends[at - 1] == doc.starts[at]:
        return 0
    for k in range(at + 1, min(at + 24, last)):
        if doc.words[k] in closing:
            # „1 Decembrie 1918”: a day and its month.
            begun = at + 1 + (doc.words[at + 1].isdigit() and k > at + 2)
            return k + 1 if k > at + 1 and capital(doc.words[begun]) else 0
    return 0


def opens_other(sc: Scene, at: int) -> bool:
    """Whether a word belongs to another name, or opens one, a post or a title."""
    return sc.taken[at] or at in sc.heads or at in sc.roles or at in sc.titles


def brandish(word: str) -> bool:
    """Whether a part of a word is written as brands are; ``Moe-Larsen`` is not."""
    return any(emblem(part) for part in word.split("-") if part)


def country_at(sc: Scene, at: int) -> int:
    """Where a country ends that stands at a word, 0 for none; the gazetteer's key of one is its ISO code."""
    end, kind, key, _ = sc.gazetteer.get(at, (0, "", "", False))
    return end if kind == "Place" and len(key) == 2 else 0


def apposed(sc: Scene, at: int) -> bool:
    """Whether a post at a word tells of whom a title names right before its comma: ``bà A, giám đốc Sở Y tế X``."""
    if not sc.lex.syllabic or at < 2 or sc.doc.words[at - 1] != ",":
        return False
    ends = (sc.titles[k] for k in range(max(0, at - _TITLED), at - 1) if k in sc.titles)
    return any(end < at - 1 and all(sc.doc.caps[end : at - 1]) for end in ends)


def attached(sc: Scene, at: int) -> bool:
    """Whether a small word before a name makes it part of a phrase: it is not what the sentence is about."""
    return at > 0 and sc.doc.lower[at - 1] in sc.lex.attached


def inside_phrase(sc: Scene, at: int) -> bool:
    """Whether a small word and an article at most stand before a name: "de l'hôpital X"."""
    near = sc.doc.lower[max(0, at - 1) : at]
    near += sc.doc.lower[max(0, at - 2) : at - 1] if at > 1 and near[0] in sc.lex.articles else []
    return any(word in sc.lex.attached or word in sc.lex.of for word in near)

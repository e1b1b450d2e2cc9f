"""Where an article names something: head nouns with their names, the gazetteer, people, and unknown brands.

A name is a range of words. It grows from a head noun (``Hospital``, ``Công ty cổ phần``) over the words that may
belong to it; what it may grow over is told by the language file.
"""

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import regex

from loaders.document import Document, lower_of
from loaders.lexicon import CARE, INSTITUTIONS, Head, Lexicon, match_compound

_NUMBER = regex.compile(r"\d{1,4}[A-Z]?(?:[-/]\d{1,4})?")
_ROMAN = regex.compile(r"[IVX]{1,4}")
_OPEN = {
    "\u201e": "\u201d\u201c",
    "\u201c": "\u201d",
    "\u00ab": "\u00bb",
    '"': '"',
    "\u201d": "\u201d",
    "'": "'",
    "\u2018": "\u2019",
}
# What these are called may be all common words: a ministry of health, an academy of military medicine.
_ABSTRACT = frozenset({"Government", "University", "ResearchInstitute", "Programme"})
# What these are called may be a list of trades before the name proper.
_BODIES = frozenset({"Government", "Organization"})
_TRADES = frozenset({"Company", "Government"})
_POSSESSIVE = frozenset(("'s", "\u2019s", "'", "\u2019"))
_DASHES = frozenset("-\u2013\u2014")
_MAX_NAME = 16
_MAX_ASIDE = 8
_MAX_SMALL = 3
_MAX_SCHEME = 9
# A Vietnamese syllable: an initial, a vowel group, a final. What does not fit is a foreign word.
_SYLLABLE = regex.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx\u0111])?[aeiouy][aeiouy]{0,2}(?:ng|nh|ch|[cmnpt])?",
    regex.IGNORECASE,
)


@dataclass(slots=True)
class Name:
    """Words ``first`` up to ``last`` name something of ``type`` ("" while unknown).

    ``core`` is where the words after the head noun begin. ``kind`` tells how it was found: head, gazetteer, list,
    person, brand, alias, quoted or anaphor. ``around`` are the words of a quoted name with its noun and marks.
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


@dataclass(slots=True)
class Scene:
    """What was looked up in one document before names are read from it."""

    doc: Document
    lex: Lexicon
    heads: dict[int, tuple[int, Head]]
    gazetteer: dict[int, tuple[int, str, str, bool]]
    titles: dict[int, int]
    roles: dict[int, int]
    taken: list[bool]
    hits: dict[str, list[tuple[int, int, Any]]]


def scene(doc: Document, lex: Lexicon) -> Scene:
    """Look up head nouns, gazetteer names, titles and roles once."""
    hits = lex.book.find(doc)
    heads = {i: (j, head) for i, j, head in hits["heads"]}
    roles = {}
    for first, last, _ in hits["roles"]:
        # "X Hospital director": the noun with a capital belongs to the name before the role.
        while first in heads and heads[first][1].after and capital(doc.words[first]):
            first = heads[first][0]
        # "manager of the Hospital X": the noun of a name ends the role before it.
        last = next((k for k in range(first + 1, last) if _ends_role(doc, heads.get(k), last)), last)
        noun = heads.get(first, (first, None))
        if first < last and noun[0] <= last and not _syllable_of_name(doc, lex, first, last):
            roles[first] = last
    return Scene(
        doc,
        lex,
        heads,
        _known(doc, lex, hits["places"], hits["institutions"]),
        {i: j for i, j, _ in hits["titles"] if not _syllable_of_name(doc, lex, i, j)},
        roles,
        [False] * len(doc.words),
        hits,
    )


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
    return before or (last < len(doc.words) and doc.caps[last])


def _ends_role(doc: Document, hit: tuple[int, Head] | None, last: int) -> bool:
    """Whether the noun of a name stands at the end of a role; "Chief Medical Officer" goes on behind one."""
    if hit is None or hit[0] < last:
        return False
    end, head = hit
    # "head of the Health Station of the village": a noun of several words goes on past the role.
    return not head.department and head.before and (end > last or (end < len(doc.words) and capital(doc.words[end])))


def _known(
    doc: Document, lex: Lexicon, *families: list[tuple[int, int, tuple[str, str, bool]]]
) -> dict[int, tuple[int, str, str, bool]]:
    """Names of the gazetteer by first word, the longest at each place."""
    found: dict[int, tuple[int, str, str, bool]] = {}
    for first, last, hit in (hit for family in families for hit in family):
        if not _part_of_name(doc, lex, first, last) and last > found.get(first, (0,))[0]:
            found[first] = (last, *hit)
    return found


def _syllable_of_name(doc: Document, lex: Lexicon, first: int, last: int) -> bool:
    """Whether a short title or role is but a capitalised syllable inside a Vietnamese name."""
    word = doc.words[first]
    if not lex.syllabic or last > first + 1 or not word.istitle() or not word.isalpha():
        return False
    return doc.words[first - 1][0].isalpha() and doc.sentences[doc.sentence_of(first)][0] != first


def find_names(doc: Document, lex: Lexicon) -> tuple[Scene, list[Name]]:
    """All names of a document in order of place, none overlapping another."""
    sc = scene(doc, lex)
    names = _schemes(sc) if lex.schemes else []
    for number in sorted({doc.sentence_of(at) for at in sc.heads}):
        first, last = doc.sentences[number]
        if not _shouting(doc, first, last):
            found: list[Name] = []
            _dateline(sc, first, last)
            _headed(sc, first, last, found)
            _listed(sc, last, found)
            _counted_off(sc, first, last, found)
            names += found
    for at, (end, kind, key, _) in sorted(sc.gazetteer.items(), key=lambda item: item[0] - item[1][0]):
        if not any(sc.taken[at:end]) and not (kind == "Place" and _of_person(sc, at, end)):
            branch = sc.gazetteer.get(end)
            if kind in ("Company", "HealthSystem") and branch is not None and _country(branch[2]):
                # "Philips România": a company goes on over the country of its branch.
                end = branch[0]
            _take(sc, names, Name(at, end, kind, "gazetteer", core=at, gazetteer=key))
    find_people(sc, names, titled=True)
    names.sort(key=lambda n: n.first)
    return sc, names


def given(lex: Lexicon, word: str) -> bool:
    """Whether a word is a given name that opens a person's name: ``Jean``, ``Jean-Michel``."""
    return not lex.syllabic and word.partition("-")[0] in lex.surnames


def _of_person(sc: Scene, at: int, end: int) -> bool:
    """Whether a place is but a part of a person's name: ``Dominique Pon``, and in Vietnamese behind a title."""
    words = sc.doc.words
    if sc.lex.syllabic:
        ends = [sc.titles[k] for k in range(max(0, at - 5), at) if k in sc.titles]
        return any(e < at and all(sc.doc.caps[e:at]) for e in ends) or (at in ends and all(sc.doc.caps[end : end + 1]))
    if at and given(sc.lex, words[at - 1]) and sc.doc.sentence_of(at - 1) == sc.doc.sentence_of(at):
        return True
    follows = end == at + 1 < len(words) and words[end].istitle() and end not in sc.heads and end not in sc.gazetteer
    return given(sc.lex, words[at]) and follows and end not in sc.roles


def capital(word: str) -> bool:
    """Whether a word begins as a name does."""
    return word[0].isupper()


@lru_cache(maxsize=65536)
def foreign(word: str) -> bool:
    """Whether a word cannot be Vietnamese, by the shape of its syllable."""
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).replace("\u0111", "d")
    return not _SYLLABLE.fullmatch(bare.replace("\u0110", "D"))


def stopped(lex: Lexicon, word: str) -> bool:
    """Whether a word with a capital ends a name before it: ``Signs``, or ``Boston-based`` by its last part."""
    return word in lex.stops or ("-" in word and word.rpartition("-")[2] in lex.stops)


@lru_cache(maxsize=65536)
def emblem(word: str) -> bool:
    """Whether a word is written as brands and abbreviations are: CamelCase or capitals only."""
    letters = [c for c in word if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) > 1 and word[0].isupper()


def _take(sc: Scene, names: list[Name], name: Name) -> None:
    sc.taken[name.first : name.last] = [True] * (name.last - name.first)
    names.append(name)


def _brandish(word: str) -> bool:
    """Whether a part of a word is written as brands are; ``Moe-Larsen`` is not."""
    return any(emblem(part) for part in word.split("-") if part)


def _country(key: str) -> bool:
    """Whether a key of the gazetteer is a country's ISO code."""
    return len(key) == 2


def _shouting(doc: Document, first: int, last: int) -> bool:
    """Whether a sentence is written in capitals only, so that they tell no name."""
    if sum(doc.caps[first:last]) < 0.7 * (last - first):
        return False
    letters = [w for w in doc.words[first:last] if w[0].isalpha()]
    return len(letters) > 4 and sum(w.isupper() for w in letters) > 0.7 * len(letters)


def _dateline(sc: Scene, first: int, last: int) -> None:
    """Leave out the capitals that open a report: ``HÔ CHI MINH-VILLE – ``."""
    words = sc.doc.words
    end = next((k for k in range(first, min(first + 7, last)) if words[k] in _DASHES), first)
    one = not sc.lex.syllabic and end == first + 1 and len(words[first]) > 2 and sc.doc.ends[first] < sc.doc.starts[end]
    if (one or end > first + 1) and all(w.isupper() and w.replace("-", "").isalpha() for w in words[first:end]):
        sc.taken[first:end] = [True] * (end - first)


def _schemes(sc: Scene) -> list[Name]:
    """Names that a noun beside them calls a programme: ``the "Heart at Home" programme``, ``the Safer Births scheme``,
    ``a campaign called "Know Your Heart"``.
    """
    doc, found = sc.doc, list[Name]()
    for at in [k for k, word in enumerate(doc.words) if word in _OPEN]:
        first, last = doc.sentences[doc.sentence_of(at)]
        closed = _quoted(doc, at, last)
        if not closed or any(sc.taken[at:closed]):
            continue
        named = at > first and doc.lower[at - 1] in sc.lex.naming
        behind = closed + (named and closed < last and doc.words[closed] == ",")
        noun = next((k for k in range(behind, min(behind + 3, last)) if doc.lower[k] in sc.lex.schemes), 0)
        if noun and all(doc.words[k][0].islower() for k in range(behind, noun)):
            end = closed if named else noun + 1
            _take(sc, found, Name(at + 1, closed - 1, "Programme", "quoted", core=at + 1, around=(at, end)))
        elif closed - at < _MAX_SCHEME and doc.words[closed - 2] not in ".,!?" and _noun_before(sc, first, at):
            _take(sc, found, Name(at + 1, closed - 1, "Programme", "quoted", core=at + 1, around=(at, closed)))
    for at in [k for k in doc.capitals if k and doc.lower[k - 1] in sc.lex.naming and doc.words[k - 1] != ","]:
        first, last = doc.sentences[doc.sentence_of(at)]
        end = next((k for k in range(at, last) if not doc.caps[k] or stopped(sc.lex, doc.words[k])), last)
        if at > first and end > at and at not in sc.heads and _noun_before(sc, first, at) and not any(sc.taken[at:end]):
            _take(sc, found, Name(at, end, "Programme", "quoted", core=at, around=(at, end)))
    if sc.lex.trailing_nouns:
        for noun in [k for k, word in enumerate(doc.lower) if word in sc.lex.schemes and doc.words[k] == word]:
            _scheme_ending(sc, noun, found)
    return found


def _noun_before(sc: Scene, first: int, at: int) -> bool:
    """Whether a noun for a programme stands before a name, with a comma or words for naming between them at most."""
    k = at - 1
    while k >= max(first, at - 6) and (sc.doc.words[k] == "," or sc.doc.lower[k] in sc.lex.naming):
        k -= 1
    return k >= first and sc.doc.lower[k] in sc.lex.schemes


def _scheme_ending(sc: Scene, noun: int, found: list[Name]) -> None:
    """Take the capitals before a small noun as the name of a programme, unless an institution or place lends it."""
    doc, lex = sc.doc, sc.lex
    first = doc.sentences[doc.sentence_of(noun)][0]
    end = start = noun
    if noun - 1 > first and doc.lower[noun - 1] in lex.modifiers and not doc.caps[noun - 1]:
        end = start = noun - 1
    while start > first and noun - start < _MAX_SCHEME and not sc.taken[start - 1]:
        word = doc.words[start - 1]
        small = start < end and start - 1 > first and doc.caps[start - 2] and (word,) in lex.linkers.get(word, ())
        if not small and (not capital(word) or stopped(lex, word) or (start - 1 == first and word in lex.openers)):
            break
        start -= 1
    words = doc.words[start:end]
    telling = (len(words) > 1 or end == noun) and not all(
        w in lex.common or (lower_of(w),) in lex.parts.get(lower_of(w), ()) for w in words
    )
    owned = start > first and (doc.lower[start - 1] in lex.articles or doc.words[start - 1] in _POSSESSIVE)
    opens = any(
        k in sc.heads or k in sc.roles or k in sc.titles or (not owned and given(lex, doc.words[k]))
        for k in range(start, end)
    )
    if words and telling and not opens and not any(k in sc.gazetteer for k in range(start, end)):
        _take(sc, found, Name(start, end, "Programme", "quoted", core=start, around=(start, noun + 1)))


def _headed(sc: Scene, first: int, last: int, names: list[Name]) -> None:
    done = first
    for at in [k for k in range(first, last) if k in sc.heads]:
        hit = sc.heads[at]
        if at < done or sc.taken[at] or _in_role(sc, at):
            continue
        if hit[1].department and any(sc.roles.get(k) == at for k in range(max(first, at - 5), at)):
            continue
        name = _grow(sc, first, last, at, hit, max(done, first))
        if name is not None and hit[1].type == "Place" and sc.lex.trailing_nouns and _noun_follows(sc, name.last):
            continue
        if name is not None and _explains(sc, name, names):
            sc.taken[name.first : name.last] = [True] * (name.last - name.first)
            continue
        if name is not None:
            known = next((g for g in range(name.first, at + 1) if g in sc.gazetteer), None)
            if known is not None and sc.gazetteer[known][0] >= name.last and sc.gazetteer[known][1] in INSTITUTIONS:
                name.first, name.last = known, sc.gazetteer[known][0]
                _, name.type, name.gazetteer, _ = sc.gazetteer[known]
            _take(sc, names, name)
            done = max(name.around[1] if name.around else name.last, at + 1)


def _noun_follows(sc: Scene, at: int) -> bool:
    """Whether a head noun goes on a place: ``District 5 Health Centre``."""
    return at in sc.heads and sc.heads[at][1].type != "Place" and capital(sc.doc.words[at])


def _explains(sc: Scene, name: Name, names: list[Name]) -> bool:
    """Whether a noun with no article behind a name and a comma only tells what that name is."""
    doc, at = sc.doc, name.first
    if not sc.lex.articled or capital(doc.words[at]) or at < 2 or doc.words[at - 1] != ",":
        return False
    kin = CARE | {"ResearchInstitute"}
    return name.type in kin and any(n.last == at - 1 and n.type in kin for n in names)


def _grow(sc: Scene, first: int, last: int, at: int, hit: tuple[int, Head], floor: int) -> Name | None:
    """The name that grows from one head noun, or None where the noun stands alone."""
    doc, lex = sc.doc, sc.lex
    end, head = hit
    left = at
    if head.after and capital(doc.words[at]):
        left = _left(sc, floor, at)
        while end < last and end in sc.heads and capital(doc.words[end]) and sc.heads[end][1].after:
            end, head = sc.heads[end]
    own = doc.words[at + head.noun : end] if head.before and not head.after else doc.words[at : end - head.noun]
    named = hit[0] - at > head.noun and any(capital(w) for w in own)
    behind = (left, left - 1) if left > first and doc.lower[left - 1] in lex.of else (left,)
    posted = any(sc.roles.get(k) in behind for k in range(max(first, left - 8), left))
    if not head.before and not any(_proper(lex, w) for w in doc.words[left:at]):
        return None
    right, proper = _right(sc, end, last, head, grown=left < at, proper=named, posted=posted)
    if head.place_ok and right < last and doc.lower[right] in lex.locatives:
        place = sc.gazetteer.get(right + 1)
        if place is not None and place[1] == "Place":
            right, proper = place[0], True
    if not (proper or left < at or head.alone):
        return None
    words = [w for w in doc.lower[left:at] + [w.lower() for w in own] + doc.lower[end:right] if w[0].isalnum()]
    if head.type not in _ABSTRACT and not head.alone and all(w in lex.weak for w in words):
        # "the General Hospital of X Province": the place alone tells it from the others.
        place = sc.gazetteer.get(right + 1) if right < last and doc.lower[right] in lex.locatives else None
        if lex.syllabic or place is None or place[1] != "Place" or not any(capital(w) for w in doc.words[end:right]):
            return None
        right = place[0]
    if head.type == "Programme" and (mark := _opening(doc, end, right)):
        return Name(mark + 1, right - 1, head.type, "quoted", head=head, core=mark + 1, around=(left, right))
    if head.generic and left == at and not capital(doc.words[at]):
        return _bare(doc, left, end, right, head)
    return Name(left, right, head.type, "head", head=head, core=end)


def _bare(doc: Document, left: int, end: int, right: int, head: Head) -> Name | None:
    """The name behind a noun that only says what it names: ``the company X``; its marks of quotation left out."""
    first = next((k for k in range(end, right) if capital(doc.words[k])), right)
    last = right - 1 if doc.words[first - 1] in _OPEN and doc.words[right - 1] in _OPEN[doc.words[first - 1]] else right
    return Name(first, last, head.type, "head", head=head, core=first, around=(left, right)) if first < last else None


def _proper(lex: Lexicon, word: str) -> bool:
    """Whether a word of a name is neither common nor of rank."""
    low = lower_of(word)
    return capital(word) and word not in lex.common and low not in lex.weak and (low,) not in lex.parts.get(low, ())


def _left(sc: Scene, floor: int, at: int) -> int:
    """How far a head-last name reaches to the left."""
    doc, lex = sc.doc, sc.lex
    left, k = at, at - 1
    while k >= floor and at - k < _MAX_NAME and not (sc.taken[k] or k in sc.titles or _in_role(sc, k)):
        word = doc.words[k]
        if capital(word) and not stopped(lex, word) and not (k == floor and word in lex.openers):
            left = k
        elif word == "." and k > floor and doc.words[k - 1] + word in lex.initials:
            pass
        elif _NUMBER.fullmatch(word) and left == k + 1 and (k == floor or not capital(doc.words[k - 1])):
            return k
        elif _NUMBER.fullmatch(word) and left == k + 1 and k - 1 in sc.heads and sc.heads[k - 1][1].type == "Place":
            left = k
        elif left != k + 1 or k == floor or not capital(doc.words[k - 1]) or not _bridges(sc, k, at):
            break
        k -= 1
    return left


def _in_role(sc: Scene, word: int) -> bool:
    return any(start <= word < sc.roles.get(start, 0) for start in range(max(0, word - 5), word + 1))


def _bridges(sc: Scene, k: int, at: int) -> bool:
    """Whether a small word or mark joins the parts of one name on its two sides."""
    doc, lex = sc.doc, sc.lex
    word, low = doc.words[k], doc.lower[k]
    if word in _POSSESSIVE:
        saint = k > 1 and doc.words[k - 2 - (doc.words[k - 2] == ".")] in lex.saints
        return saint or doc.words[k - 1] + word in lex.possessives
    if word == "\u2014":
        return False
    if word in _DASHES:
        # ``CITY - Name`` opens a report; ``Country - Country Hospital`` is one name.
        place = any(g[0] == k and g[1] == "Place" for s, g in sc.gazetteer.items() if s < k)
        return not place or k + 1 in sc.gazetteer
    if word == "&":
        return True
    if low in lex.conjunctions:
        before = match_compound(lex.parts, doc.lower, k - 1, at)
        if before > 0 and match_compound(lex.parts, doc.lower, k + 1, at + 1) > 0:
            return True
        return lex.trailing_nouns and sc.heads[at][1].type in _BODIES and _one_body(sc, k - 1)
    return (low,) in lex.linkers.get(low, ()) and _inside_head(sc, k - 1)


def _one_body(sc: Scene, k: int) -> bool:
    """Whether capitals with an article before them and no noun of an institution end at a word: "the Kenya Nurses"."""
    while k > 0 and sc.doc.caps[k] and _trading(sc, k) and sc.gazetteer.get(k, (0, "Place"))[1] == "Place":
        k -= 1
    return sc.doc.lower[k] in sc.lex.articles and sc.doc.caps[k + 1]


def _trading(sc: Scene, k: int) -> bool:
    return k not in sc.heads or sc.heads[k][1].type == "Company"


def _inside_head(sc: Scene, word: int) -> bool:
    return any(word in range(s, sc.heads[s][0]) for s in (word, word - 1, word - 2) if s in sc.heads)


def _right(
    sc: Scene, start: int, last: int, head: Head, grown: bool = False, proper: bool = False, posted: bool = False
) -> tuple[int, bool]:
    """(end word, whether a proper word was met) of a name that goes on from ``start``."""
    doc, lex = sc.doc, sc.lex
    end, k = start, start
    brand = strong = False
    whole = grown and head.type in CARE and k - start == 0 and _owned(sc, start, head)
    while k < last and k - start < _MAX_NAME:
        word, low = doc.words[k], doc.lower[k]
        size = match_compound(lex.lowercase, doc.lower, k, last)
        if sc.taken[k] or k in sc.titles or (k in sc.roles and sc.roles[k] > k + size):
            break
        if grown and k == start and head.after and not capital(word) and (low,) not in lex.linkers.get(low, ()):
            break
        # "the initiative of the Association X": a scheme is not named by whose it is.
        owned = (
            head.type == "Programme" and not lex.syllabic and k in sc.heads and doc.caps[min(sc.heads[k][0], last - 1)]
        )
        opens = k in sc.heads and (owned or strong or k > end or head.department) and _other_head(sc, k, head)
        if opens and (k == end or not grown or not _trade(sc, k, last)):
            break
        if lex.syllabic and not head.native and capital(word) and not foreign(word) and k not in sc.gazetteer:
            break
        if _person_follows(sc, k, last, head.alone or brand or (posted and (strong or head.type in _TRADES))):
            break
        if (
            brand
            and lex.articled
            and k == end
            and given(lex, word)
            and k + 1 < last
            and doc.caps[k + 1]
            and k not in sc.gazetteer
        ):
            break
        if grown and k == start and lex.trailing_nouns and given(lex, word) and k + 1 < last and doc.caps[k + 1]:
            break
        known = sc.gazetteer.get(k)
        if known is not None and known[1] in INSTITUTIONS and brand:
            break
        if head.type == "Programme" and k == end == start and (opening := _quote_ahead(sc, k, last)):
            return _quoted(doc, opening, last), True
        if word in _OPEN and (closed := _quoted(doc, k, last)):
            if head.type == "Programme":
                return closed, True
            k = end = closed
            proper = brand = strong = True
        elif known is not None and known[1] != "Person" and known[0] > k:
            k = end = known[0]
            proper = strong = True
            brand = brand or known[1] != "Place"
        elif k in sc.heads and (k == end or sc.heads[k][1].type == "Place"):
            k = sc.heads[k][0]
            if capital(word):
                end, proper = k, True
        elif capital(word) and (word not in lex.stops or (brand and _ROMAN.fullmatch(word) is not None)):
            step = max(size, 1)
            if not size and not brand and _compound(sc, k, last):
                step, size = 2, 2
            elif not size and head.type == "Programme":
                step += _small_words(sc, k + 1, last)
            proper = True
            strong = strong or not all(w in lex.weak for w in doc.lower[k : k + step])
            brand = brand or size == 0
            k = end = k + step
        elif _NUMBER.fullmatch(word) and not (
            (k + 1 < last and _counts(sc, k + 1)) or (head.type == "Government" and k > end)
        ):
            proper = brand = strong = True
            k = end = k + 1
        elif size and head.before:
            trailing = match_compound(lex.trailing, doc.lower, k, last) == size
            written = any(capital(w) for w in doc.words[k : k + size])
            k += size
            if written or (proper and (trailing or head.type == "Programme")):
                end, proper = k, True
        elif word == "," and end == k and _part_follows(sc, k + 1, last, open_list=not brand and head.type in _TRADES):
            k = end = k + 1 + match_compound(lex.parts, doc.lower, k + 1, last)
        elif sc.lex.demonyms and k == start and _demonym(sc, k, last):
            k += 1
        elif joined := _joint(sc, k, last, head, proper and end == k, brand, whole):
            k += joined
        elif word == "(" and k == start and k + 3 < last and emblem(doc.words[k + 1]) and doc.words[k + 2] == ")":
            # "Centre Hospitalier (CH) de X": the bracket stands inside the name.
            linked = match_compound(lex.linkers, doc.lower, k + 3, last)
            if not linked or not _linkable(sc, k + 3, k + 3 + linked, last):
                break
            k += 3 + linked
        else:
            break
    return end, proper


def _joint(sc: Scene, k: int, last: int, head: Head, tight: bool, brand: bool, named: bool) -> int:
    """How many words at ``k`` only join the parts of one name: a dash, a conjunction, "of the"."""
    word, low = sc.doc.words[k], sc.doc.lower[k]
    if tight and word in _DASHES and head.type != "Place" and _goes_on(sc, k + 1, last):
        return 1
    if tight and low in sc.lex.conjunctions and _same_name(sc, k + 1, last, head, brand):
        return 1
    linked = match_compound(sc.lex.linkers, sc.doc.lower, k, last)
    if linked and named and sc.gazetteer.get(k + linked, (0, ""))[1] == "Place":
        # "Tata Memorial Centre of Mumbai": the name is whole before its town.
        return 0
    # "et La Chaîne": an article with a capital begins another name.
    parted = not capital(word) and any(capital(w) for w in sc.doc.words[k + 1 : k + linked])
    return linked if linked and not parted and _linkable(sc, k, k + linked, last) else 0


def _other_head(sc: Scene, k: int, head: Head) -> bool:
    """Whether the noun at ``k`` opens another name: not a place, nor an English noun inside a name of this language."""
    other = sc.heads[k][1]
    return other.type != "Place" and (other.native or not head.native)


def _person_follows(sc: Scene, at: int, last: int, complete: bool) -> bool:
    """Whether a person's full name begins behind a name that may be complete."""
    return (
        complete
        and at not in sc.gazetteer
        and sc.doc.words[at] in sc.lex.surnames
        and _person_end(sc, at, last) - at > (2 if sc.lex.syllabic else 1)
    )


def _counts(sc: Scene, at: int) -> bool:
    """Whether the number before word ``at`` counts something and belongs to no name: ``10 máy thở``."""
    return sc.doc.words[at] in "%/" or sc.doc.lower[at] in sc.lex.counted


def _compound(sc: Scene, at: int, last: int) -> bool:
    """Whether an unknown Vietnamese compound begins inside a name: ``Lâm nghiệp`` before a further capital."""
    doc = sc.doc
    if not sc.lex.syllabic or at + 2 >= last or at + 1 in sc.heads or at + 1 in sc.roles or at + 2 in sc.titles:
        return False
    word, following, then = doc.words[at : at + 3]
    known = sc.gazetteer.get(at + 2)
    named = at + 2 in sc.heads or at + 2 in sc.roles or (known is not None and known[1] in INSTITUTIONS)
    if len(word) < 2 or word.isupper() or foreign(word) or named or not capital(then):
        return False
    return following.isalpha() and following.islower() and not foreign(following) and following not in sc.lex.particles


def _small_words(sc: Scene, at: int, last: int) -> int:
    """How many small words go on the name of a scheme, which has a capital only at its beginning."""
    doc, size = sc.doc, 0
    while sc.lex.syllabic and at + size < last and size < _MAX_SMALL:
        word = doc.words[at + size]
        if not (word.isalpha() and word.islower()) or word in sc.lex.particles or _opens_other(sc, at + size):
            break
        size += 1
    return size


def _opens_other(sc: Scene, at: int) -> bool:
    return sc.taken[at] or at in sc.heads or at in sc.roles or at in sc.titles


def _part_follows(sc: Scene, at: int, last: int, open_list: bool = False) -> bool:
    """Whether a comma goes on an enumeration inside a name: ``Quản lý Khám, chữa bệnh``."""
    size = match_compound(sc.lex.parts, sc.doc.lower, at, last)
    if not size or not capital(sc.doc.words[at]) or (open_list and sc.lex.syllabic):
        return size > 0
    # "Medicine, Pharmacy, Science and Technology": the enumeration must go on.
    after = sc.doc.lower[at + size] if at + size < last else ""
    return not sc.lex.syllabic and (after == "," or after in sc.lex.conjunctions)


def _opening(doc: Document, at: int, last: int) -> int:
    """Where the mark stands that opens the quoted name of a scheme, small words before it; 0 where there is none."""
    mark = next((k for k in range(at, last) if doc.words[k] in _OPEN), last)
    closed = mark + 2 < last and doc.words[last - 1] in _OPEN[doc.words[mark]]
    return mark if closed and not any(doc.caps[at:mark]) else 0


def _quoted(doc: Document, at: int, last: int) -> int:
    closing = _OPEN[doc.words[at]]
    # Some write a closing mark at both ends: it opens where a space stands before it and none behind.
    if doc.words[at] in closing and doc.ends[at - 1] == doc.starts[at]:
        return 0
    for k in range(at + 1, min(at + 18, last)):
        if doc.words[k] in closing:
            return k + 1 if k > at + 1 and capital(doc.words[at + 1]) else 0
    return 0


def _quote_ahead(sc: Scene, at: int, last: int) -> int:
    """Where a quoted name opens a few plain words behind its noun: ``chương trình từ thiện "..."``; 0 for nowhere."""
    for k in range(at, min(at + _MAX_ASIDE, last)):
        if sc.doc.words[k] in _OPEN:
            return k if k > at and _quoted(sc.doc, k, last) else 0
        if not sc.doc.words[k].islower() or sc.taken[k] or k in sc.heads or sc.doc.lower[k] in sc.lex.particles:
            return 0
    return 0


def _goes_on(sc: Scene, at: int, last: int) -> bool:
    if at >= last or at in sc.roles or at in sc.titles or at in sc.heads:
        return False
    known = sc.gazetteer.get(at)
    return capital(sc.doc.words[at]) and (known is None or known[1] == "Place")


def _linkable(sc: Scene, link: int, at: int, last: int) -> bool:
    """Whether a small word at ``link`` is followed, at ``at``, by more of the name that began before it."""
    if at >= last or at in sc.roles or at in sc.titles:
        return False
    known = sc.gazetteer.get(at)
    if known is not None and known[1] in INSTITUTIONS:
        return False
    if sc.doc.lower[link] in sc.lex.locatives:
        return False
    if known is not None and known[1] == "Place" and known[0] > at + 1:
        return True
    if at in sc.heads:
        return sc.heads[at][1].type in ("Place", "University") or _trade(sc, at, last)
    word = sc.doc.words[at]
    if capital(word) or word in _OPEN:
        return True
    size = match_compound(sc.lex.lowercase, sc.doc.lower, at, last)
    if not size:
        return False
    after = at + size
    linked = match_compound(sc.lex.linkers, sc.doc.lower, after, last) if after < last else 0
    joined = after < last and sc.doc.lower[after] in sc.lex.conjunctions
    if match_compound(sc.lex.trailing, sc.doc.lower, at, last) == size:
        return True
    return joined or linked > 0 or (after < last and capital(sc.doc.words[after])) or sc.doc.lower[at] in sc.lex.parts


def _trade(sc: Scene, at: int, last: int) -> bool:
    """Whether a noun that could end a company's name is but a trade here: ``the Royal College of Imaging``."""
    end, noun = sc.heads[at]
    ends = sc.lex.trailing_nouns and noun.type == "Company" and capital(sc.doc.words[at])
    return ends and not (end < last and capital(sc.doc.words[end]))


def _same_name(sc: Scene, at: int, last: int, head: Head, brand: bool) -> bool:
    """Whether what follows a conjunction goes on the same name instead of beginning another."""
    if at < last and (linked := match_compound(sc.lex.linkers, sc.doc.lower, at, last)):
        after = at + linked
        return after < last and match_compound(sc.lex.lowercase, sc.doc.lower, after, last) > 0
    if not _goes_on(sc, at, last) or sc.gazetteer.get(at):
        return False
    if match_compound(sc.lex.parts, sc.doc.lower, at, last):
        return True
    compound = match_compound(sc.lex.lowercase, sc.doc.lower, at, last)
    legal = head.type == "Company" and sc.lex.syllabic
    return (legal and (compound > 0 or not (brand or emblem(sc.doc.words[at])))) or (compound > 1 and not brand)


def _counted_off(sc: Scene, first: int, last: int, names: list[Name]) -> None:
    """Names behind a plural noun and a colon or a word for it: ``các bệnh viện gồm: A, B và C``."""
    if not sc.lex.listing:
        return
    doc = sc.doc
    for at in range(first, last):
        if at not in sc.heads or sc.taken[at] or sc.heads[at][1].type not in INSTITUTIONS or sc.heads[at][1].after:
            continue
        end, head = sc.heads[at]
        k = end
        while k < last and k < end + 3 and doc.lower[k] in sc.lex.listing:
            k += 1
        if k in (end, last) or sc.taken[k] or not capital(doc.words[k]) or k in sc.heads or k in sc.titles:
            continue
        stop, _ = _right(sc, k, last, head)
        if stop > k and (k not in sc.gazetteer or sc.gazetteer[k][1] in INSTITUTIONS):
            opening = Name(k, stop, head.type, "head", head=head, core=k)
            items = _items(sc, opening, last, plural=True)
            if items:
                for item in (opening, *items):
                    item.kind = "list"
                    _take(sc, names, item)


def _listed(sc: Scene, last: int, names: list[Name]) -> None:
    """Names that share the head noun of the first: ``Bệnh viện A, B và C``."""
    if not sc.lex.syllabic:
        return
    for name in [n for n in names if n.kind == "head"]:
        if name.type not in INSTITUTIONS or name.head is None or name.head.after or name.type == "Government":
            continue
        for item in _items(sc, name, last):
            _take(sc, names, item)


def _items(sc: Scene, name: Name, last: int, plural: bool = False) -> list[Name]:
    """The names that go on a list which ``name`` opens, none where it is no list; of a ``plural`` noun, not people."""
    doc = sc.doc
    items: list[Name] = []
    k = name.last
    closed = False
    while name.head is not None and k + 1 < last and not closed:
        mark = doc.lower[k]
        if mark not in (",", *sc.lex.conjunctions):
            break
        closed = mark != ","
        start = k + 1
        known = sc.gazetteer.get(start)
        if sc.taken[start] or start in sc.heads or start in sc.titles or start in sc.roles:
            break
        if not capital(doc.words[start]) or (
            doc.words[start] in sc.lex.surnames and not (closed or plural) and _person_end(sc, start, last) - start > 2
        ):
            break
        if known is not None and known[1] == "Place" and known[0] == _right(sc, start, last, name.head)[0]:
            break
        end, _ = _right(sc, start, last, name.head)
        if end == start or foreign(doc.words[start]):
            break
        items.append(Name(start, end, name.type, "list", head=name.head, core=start))
        k = end
    more = (k + 2 < last and doc.words[k : k + 2] == [".", "."]) or (k < last and doc.words[k] == "\u2026")
    return items if len(items) > 1 or (items and (closed or more)) else []


def find_people(sc: Scene, names: list[Name], titled: bool) -> None:
    """People after a title or form of address, or (``titled`` False) told by their family name, role or speech."""
    doc = sc.doc
    posts = set(sc.roles.values())
    posted = {n.last for n in names if n.type in INSTITUTIONS and n.first in posts}
    done = 0
    for spot in sorted(sc.titles) if titled else [k for k in doc.capitals if not sc.taken[k]]:
        if spot < done:
            continue
        first, last = doc.sentences[doc.sentence_of(spot)]
        start = _after_titles(sc, spot, last) if titled else spot
        done = start
        if start >= last or sc.taken[start]:
            continue
        end = _person_end(sc, start, last)
        # "director of the Hospital X, Y Z": whoever follows holds the post.
        held = not sc.lex.syllabic and end - start in (2, 3) and start - 1 in posted and doc.words[start - 1] == ","
        held = held and start not in sc.gazetteer
        if end > start and (titled or held or _is_person(sc, start, end, first, last)):
            _take(sc, names, Name(start, end, "Person", "person", core=start, around=(spot, end)))
            done = end


def _after_titles(sc: Scene, k: int, last: int) -> int:
    while k < last and k in sc.titles:
        k = sc.titles[k]
        if (k < last and sc.doc.words[k] == ".") or (k + 1 < last and sc.doc.words[k] == "," and k + 1 in sc.titles):
            k += 1
    return k


def _person_end(sc: Scene, start: int, last: int) -> int:
    doc = sc.doc
    k = start
    while k < last and k - start < 5 and not sc.taken[k] and k not in sc.heads:
        word = doc.words[k]
        # A syllable of a name may look like a short role word; a role proper has two words or small letters.
        if k in sc.roles and (k == start or sc.roles[k] > k + 1 or not word.istitle()):
            break
        if k > start and k in sc.titles and not word[:1].isupper():
            break
        if not capital(word) or (word.isupper() and len(word) > 2) or any(c.isdigit() for c in word):
            if word == "." and k > start and len(doc.words[k - 1]) == 1 and k + 1 < last and capital(doc.words[k + 1]):
                k += 1
                continue
            # "O'Dwyer": one name.
            if word in _POSSESSIVE and k > start and len(doc.words[k - 1]) == 1 and k + 1 < last and doc.caps[k + 1]:
                k += 1
                continue
            if k > start and word in sc.lex.nobiliary and k + 1 < last and capital(doc.words[k + 1]):
                k += 1
                continue
            break
        if k > start and k in sc.gazetteer and sc.gazetteer[k][1] in INSTITUTIONS:
            break
        k += 1
    return k


def _is_person(sc: Scene, start: int, end: int, first: int, last: int) -> bool:
    """Whether capitalised words with no title are a person: by family or given name, a role or a verb of saying."""
    doc, lex = sc.doc, sc.lex
    size = end - start
    if size < 2 or size > 5 or (start == first and doc.words[start] in lex.openers) or doc.words[end - 1] in lex.common:
        return False
    if start in sc.gazetteer and not _of_person(sc, start, sc.gazetteer[start][0]):
        return False
    if lex.syllabic and start > first and doc.lower[start - 1] in lex.stops:
        return False
    # Half of a compound: a faculty of economics is nobody.
    if lex.syllabic and end < last and match_compound(lex.lowercase, doc.lower, end - 1, end + 1) == 2:
        return False
    if doc.words[start] in lex.surnames and (size > 2 or not lex.syllabic):
        return True
    if given(lex, doc.words[start]) or _in_post(sc, start, end, first, last):
        return True
    after_role = any(sc.roles.get(s) == start for s in range(max(first, start - 5), start))
    comma_role = end + 1 < last and doc.words[end] in (",", "(", *_DASHES) and _role_near(sc, end + 1, last)
    said = (end < last and doc.lower[end] in lex.speech) or (start > first and doc.lower[start - 1] in lex.speech)
    told = end + 1 < last and doc.lower[end + (doc.words[end] == ",")] in lex.whose
    said = said or (told and not any(_brandish(w) for w in doc.words[start:end]))
    said = said or (start > first and doc.lower[start - 1] in lex.appointing and _role_near(sc, end, last))
    after_role = after_role and not (end < last and (doc.lower[end] in lex.of or doc.lower[end] in lex.linkers))
    return after_role or comma_role or said


def _role_near(sc: Scene, at: int, last: int) -> bool:
    """Whether a post begins at a word, or behind a few small words there: ``, currently the new director``."""
    for k in range(at, min(at + 4, last)):
        if k in sc.roles:
            return True
        if not sc.doc.words[k].islower() or (sc.lex.syllabic and k > at):
            return False
    return False


def _in_post(sc: Scene, start: int, end: int, first: int, last: int) -> bool:
    """Whether capitalised words stand in apposition to a post: ``the director of the hospital, X Y, said``."""
    doc, lex = sc.doc, sc.lex
    if lex.syllabic or end - start > 4 or start < first + 3 or doc.words[start - 1] not in (",", ":"):
        return False
    if end >= last or doc.words[end] not in (",", ".", ")", ";") or any(_brandish(w) for w in doc.words[start:end]):
        return False
    if any(w in lex.stops or w in lex.common for w in doc.words[start:end]):
        return False
    comma = next((k for k in range(start - 2, first - 1, -1) if doc.words[k] in (",", "(", ";")), first)
    return any(comma <= k < start - 1 for k in sc.roles) and not any(
        given(lex, w) for w in doc.words[comma : start - 1]
    )


def _demonym(sc: Scene, k: int, last: int) -> bool:
    """Whether an adjective of a town or country stands between a noun and a name: ``association lyonnaise X``."""
    word = sc.doc.words[k]
    follows = k + 1 < last and capital(sc.doc.words[k + 1]) and sc.doc.words[k + 1] not in sc.lex.stops
    return follows and word.islower() and len(word) > 5 and word.endswith(sc.lex.demonyms)


def _owned(sc: Scene, end: int, head: Head) -> bool:
    """Whether two words of its own stand before the noun that ends at ``end``."""
    words = sc.doc.words[max(0, end - head.noun - 2) : end - head.noun]
    return len(words) == 2 and _proper(sc.lex, words[0]) and capital(words[1])

"""The things of an article: its names gathered to what they name."""

from dataclasses import dataclass, field
from itertools import pairwise

from kg.ids import fold
from loaders.names.near import Index
from loaders.text.document import Document, words_of
from loaders.text.lexicon import CARE, INSTITUTIONS, Lexicon, match_compound, phrases_before
from loaders.text.scene import OPEN, POSSESSIVE, Name, Scene, capital, emblem, foreign, quoted
from schemas.identity import rules

# Letters of the code of a country.
_LAND = 2
# Words between the noun of a part and what it belongs to.
_OWNED = 10
# Letters of a noun that its inflected forms share.
STEM = 4
# Types that a loose word may exchange: "the hospital" may be a health system, a clinic may be a hospital.
_SAME = [{"Hospital", "HealthSystem"}, {"Company", "HealthSystem"}]
_KIN = [
    CARE,
    {"Hospital", "ResearchInstitute"},
    {"University", "ResearchInstitute"},
    {"Company", "HealthSystem"},
    {"Government", "Organization"},
]
_AKIN = frozenset((a, b) for kin in _KIN for a in kin for b in kin)


@dataclass(slots=True)
class Thing:
    """One thing that an article speaks of. ``core`` are the folded words that tell it from others of its type."""

    type: str
    core: tuple[str, ...]
    full: set[str] = field(default_factory=set)
    names: list[Name] = field(default_factory=list)
    gazetteer: str = ""
    alive: bool = True
    number: int = -1


@dataclass(slots=True)
class Cast:
    """The things of an article and every place where they are named or meant."""

    scene: Scene
    things: list[Thing]
    names: list[Name]
    anaphors: list[Name]
    pairs: list[Name]


# Which kinds of names show best what a thing is called.
_RANK = {"head": 3, "gazetteer": 2, "person": 2, "list": 2, "quoted": 2, "alias": 1}
# What is named by its place alone often is another's branch: two faculties, two departments.
_APART = frozenset({"Government", "Company"})


def core_of(sc: Scene, name: Name) -> tuple[str, ...]:
    """The folded words of a name without its head nouns and weak words: what tells it from others of its type."""
    lex, lower = sc.lex, sc.doc.lower
    nouns: set[int] = set()
    for at in range(name.first, name.last):
        end, head = sc.heads.get(at, (at, None))
        if head is not None and (head.type != "Company" or not head.after):
            first = head.before and not head.after
            size = end - at if head.type == "Place" else head.noun
            nouns.update(range(at, at + size) if first else range(end - size, end))
    found = _spelled_out(sc, name)
    k = name.first
    while k < name.last:
        if sc.doc.words[k] == "(":
            # "Elkin (Ky.) Hospital", "Elkin Hospital (EH) Trust": what a bracket adds is left out elsewhere.
            k = next((j for j in range(k, name.last) if sc.doc.words[j] == ")"), name.last - 1) + 1
            continue
        place = sc.gazetteer.get(k)
        if place is not None and place[1] == "Place" and place[0] <= name.last:
            # A town has one id under its present names; under an older one it may tell another institution.
            found.append(place[2] if place[3] else fold(sc.doc.text(k, place[0])))
            k = place[0]
            continue
        word = lower[k]
        small = word in lex.conjunctions or word in lex.links
        if k not in nouns and word[0].isalnum() and word not in lex.weak and not small:
            # Vietnamese writes its compounds with a hyphen or without one.
            parts = "-" in word and lex.syllabic
            found += [part for part in fold(word).split("-") if part] if parts else [fold(word)]
        k += 1
    near = sc.gazetteer.get(name.last + 1) if name.last < len(lower) and lower[name.last] in lex.locatives else None
    if near is not None and near[1] == "Place" and name.type in INSTITUTIONS and all(w in lex.grades for w in found):
        # "the County Hospital in X": nothing else tells it from the others.
        found.append(near[2])
    return tuple(found)


def _spelled_out(sc: Scene, name: Name) -> list[str]:
    """The words behind the noun for which the abbreviation stands that opens a name."""
    end, head = sc.heads.get(name.first, (0, None))
    if head is None or end != name.first + 1 or not sc.doc.words[name.first].isupper():
        return []
    lex = sc.lex
    joins = lex.links | lex.conjunctions
    return [fold(w) for w in head.spelled if w[0].isalnum() and w not in lex.weak and w not in joins]


def key_of(doc: Document, name: Name) -> str:
    """The folded words of a name."""
    return fold(doc.text(name.first, name.last))


def akin(a: str, b: str) -> bool:
    """Whether two types may be one thing under two words."""
    return a == b or (a, b) in _AKIN


def _one_kind(a: str, b: str) -> bool:
    return a == b or any(a in kinds and b in kinds for kinds in _SAME)


def define(sc: Scene, names: list[Name]) -> None:
    """Brackets after a name that give it a second name: ``Full Name (Other Name - FN)``."""
    doc, lex = sc.doc, sc.lex
    by_end = {n.last: n for n in names if n.type in INSTITUTIONS or n.type == "Programme"}
    inner = {n.first: n for n in names}
    for end, name in by_end.items():
        if end + 2 < len(doc.words) and doc.lower[end] in lex.locatives and end + 1 in sc.gazetteer:
            end = sc.gazetteer[end + 1][0]
        if end >= len(doc.words) or doc.words[end] != "(" or doc.sentence_of(end) != doc.sentence_of(name.first):
            # "(VNF) - ...": the paper before the report behind a headline.
            continue
        close = next((k for k in range(end + 1, min(end + 14, len(doc.words))) if doc.words[k] in "()"), 0)
        if not close or doc.words[close] != ")" or _address(sc, name, end + 1, close):
            continue
        share = doc.words[close - 2] == ":" and doc.words[close - 1].isupper()
        start = close - 1 if lex.syllabic and share and name.type != "Programme" else end + 1
        for k in range(start, close + 1):
            if (
                k == close
                or doc.words[k] in (",", ";", ":", "\u2013")
                or (doc.words[k] == "-" and emblem(doc.words[k + 1]))
            ):
                marked = k - start > 2 and doc.words[k - 1] in OPEN.get(doc.words[start], "")
                # "Full Name (“Name”)"
                first, last = (start + 1, k - 1) if marked else (start, k)
                # "Full Name (called Name)"
                called = 0 if _of_its_kind(sc, name) else match_compound(lex.called, doc.lower, first, last)
                first += called
                piece = inner.get(first)
                native = piece is not None and piece.kind == "head" and piece.head is not None and piece.head.native
                native = native and not (lex.syllabic and _initialled(sc, name, first, last))
                place = piece is not None and (piece.type in ("Place", "Person") or _whole_of(doc, name, piece))
                place = place or (
                    last > first and (_elsewhere_sited(sc, first, last) or _other_letters(sc, name, first, last))
                )
                free = last > first and not native and not place
                if free and capital(doc.words[first]) and (called or _one_chunk(sc, first, last)):
                    if piece is not None:
                        names.remove(piece)
                    sc.taken[first:last] = [True] * (last - first)
                    alias = Name(first, last, name.type, "alias", core=first)
                    name.defines.append(alias)
                elif last > first and not native and place:
                    break
                start = k + 1


def _address(sc: Scene, name: Name, start: int, close: int) -> bool:
    """Whether a bracket holds a town and its region, or the sign of a share: ``(Dayton, Ohio)``, ``(Nasdaq: X)``.

    Vietnamese goes on to call a company by its sign: ``(HoSE: XYZ)``. The letters of a name may stand before its town.
    """
    if start + 3 == close and sc.doc.words[start + 1] == ":":
        return not sc.lex.syllabic
    comma = next((k for k in range(start, close) if sc.doc.words[k] == ","), close)
    region = sc.gazetteer.get(comma + 1)
    letters = sc.doc.words[start]
    short = comma == start + 1 and letters.isupper() and letters[0] == sc.doc.words[name.first][0].upper()
    return comma > start and region is not None and region[:2] == (close, "Place") and not short


def _initialled(sc: Scene, name: Name, start: int, end: int) -> bool:
    """Whether the words of a bracket are the initials of the name before it: ``Bệnh viện Đại học Y Dược (BV ĐHYD)``."""
    initials = "".join(w[0] for w in sc.doc.words[name.first : name.last] if w[0].isalpha()).casefold()
    short = "".join(c for c in sc.doc.text(start, end) if c.isalpha()).casefold()
    return len(short) > 2 and initials.startswith(short)


def _whole_of(doc: Document, name: Name, piece: Name) -> bool:
    """Whether a bracket names what a hospital belongs to by letters that are not its own: ``hôpital Nord (AP-HM)``."""
    if not piece.gazetteer or piece.gazetteer == name.gazetteer or name.type not in CARE or piece.type not in CARE:
        return False
    letters = (c for c in fold(doc.text(piece.first, piece.last)) if c.isalpha())
    found = iter(fold("".join(w[0] for w in doc.words[name.first : name.last])))
    return not all(letter in found for letter in letters)


def _other_letters(sc: Scene, name: Name, start: int, end: int) -> bool:
    """Whether a short form in a bracket is none of the hospital before it, but its owner's: ``hôpital Nord (HCL)``."""
    word = sc.doc.words[start]
    if not sc.lex.articled or name.type not in CARE or end > start + 1 or not word.isupper() or len(word) > 4:
        return False
    told = [w if emblem(w) else w[0] for w in sc.doc.words[name.first : name.last]]
    return not set(fold(word)) <= set(fold("".join(told)))


def _elsewhere_sited(sc: Scene, start: int, end: int) -> bool:
    """Whether words in a bracket stand behind "in" elsewhere: they tell where something is, not how it is called."""
    doc, lex = sc.doc, sc.lex
    if lex.syllabic or end > start + 2 or any(emblem(w) for w in doc.words[start:end]):
        return False
    here = doc.words[start:end]
    return any(
        k != start and doc.words[k : k + len(here)] == here and doc.lower[k - 1] in lex.sites for k in doc.capitals if k
    )


def _of_its_kind(sc: Scene, name: Name) -> bool:
    """Whether a name only tells what another of its kind belongs to: ``khoa ... thuộc Bệnh viện X (gọi tắt là Y)``."""
    at = next(phrases_before(sc.lex.wholes, sc.doc.lower, name.first - 2, name.first), 0)
    return any(sc.heads[k][1].type == name.type for k in range(max(0, at - _OWNED), at) if k in sc.heads)


def _one_chunk(sc: Scene, start: int, end: int) -> bool:
    lower = sc.lex.linkers
    return end - start <= 7 and all(
        capital(sc.doc.words[k])
        or sc.doc.words[k] in "-\u2013&*"
        or sc.doc.words[k] in POSSESSIVE
        or sc.doc.lower[k] in lower
        for k in range(start, end)
    )


def gather(sc: Scene, things: list[Thing], index: Index, name: Name) -> None:
    """Put a name to the thing it names, or open a new one."""
    doc = sc.doc
    key = key_of(doc, name)
    core = core_of(sc, name)
    defined = {key_of(doc, alias) for alias in name.defines}
    near = index.near((key, *defined), name.gazetteer, core)
    noun = sc.lex.trailing_nouns and name.type in CARE and sc.heads.get(name.first, (0,))[0] == name.last
    thing = _only_one(things, name.type, key) if noun else None
    if thing is not None:
        name.kind = "alias"
    else:
        thing = _same(sc, [things[n] for n in near], name, {key, *defined}, core)
        thing = None if thing is not None and _of_two(things, thing, core) else thing
    if thing is None:
        thing = Thing(name.type, core, gazetteer=name.gazetteer)
        thing.number = len(things)
        things.append(thing)
    elif len(core) > len(thing.core):
        thing.core = core
    index.note(thing.number, (key, *defined), thing.gazetteer, thing.core)
    thing.full.add(key)
    thing.names.append(name)
    for alias in name.defines:
        thing.names.append(alias)
        thing.full.add(key_of(doc, alias))


def _of_two(things: list[Thing], thing: Thing, core: tuple[str, ...]) -> bool:
    """Whether a name joins that of a thing with another's, as after a merger: "Elkin Mercy Health"."""
    short, long = sorted((core, thing.core), key=len)
    rest = long[len(short) :] if short and long[: len(short)] == short else ()
    return len(rest) > 0 and any(t.core == rest and t.type == thing.type for t in things if t is not thing)


def _only_one(things: list[Thing], kind: str, key: str) -> Thing | None:
    """The only thing so far of a kind whose name ends in a mere noun: "the University Hospital"."""
    meant = [t for t in things if akin(t.type, kind) and any(full.endswith(" " + key) for full in t.full)]
    return meant[0] if len(meant) == 1 else None


def _same(sc: Scene, things: list[Thing], name: Name, keys: set[str], core: tuple[str, ...]) -> Thing | None:
    candidates = []
    for thing in things:
        if not keys.isdisjoint(thing.full) and (akin(thing.type, name.type) or _defined(sc.doc, thing, name)):
            return thing
        if name.gazetteer and thing.gazetteer == name.gazetteer:
            return thing
        if name.type == "Place" and thing.type == "Place" and core == thing.core:
            return thing
        if name.type in ("Place", "Programme") or not _one_kind(thing.type, name.type) or not core:
            continue
        if _department(thing.names[0]) != _department(name) or _other_tier(sc, thing.names[0], name):
            continue
        if name.type == "Government" and _noun(sc, name) != _noun(sc, thing.names[0]):
            continue
        if _beside(sc, thing.names[-1], name) or _renamed(sc, thing.names[-1], name):
            continue
        if sc.lex.articled and name.type in CARE and _told_apart(sc, name, thing.names[0]):
            continue
        if name.type == "Government" and core[:-1] == thing.core and _abroad(sc, name):
            # "Bộ Y tế" of one's own country was spoken of before "Bộ Y tế Lào".
            continue
        if core == thing.core:
            return thing
        full = name.kind in ("head", "list") or (name.kind, name.type) == ("gazetteer", "Company")
        full = full or (sc.lex.syllabic and name.kind == "gazetteer")
        full = full and not _listed_with(sc, thing.names[-1], name)
        if full and thing.core and thing.type == name.type:
            short, long = sorted((core, thing.core), key=len)
            one_noun = _noun(sc, name) == _noun(sc, thing.names[0])
            company = name.type == "Company"
            # "Bệnh viện Phụ sản Trung ương" is none of a town.
            one_tier = sc.lex.syllabic and name.type in CARE and _one_tier(sc, thing.names, name)
            if (
                (not one_tier and _left_out(sc.lex, short, long, company=company and one_noun))
                or (name.type in CARE and one_noun and _kind_left_out(sc, short, long))
                or (_named_by_country(sc, name) and _branch(short, long))
                or (one_noun and _patron_left_out(sc, (thing.names[0], name), short, long))
                or _family_name(sc, (thing.names[0], name), short, long)
                or (one_noun and _town_for_patron(sc, (thing.names[0], thing.core), (name, core)))
                or (sc.lex.syllabic and one_noun and _placed(short, long) and not _one_tier(sc, thing.names, name))
                or (not sc.lex.syllabic and one_noun and _named_first(thing, name, core) and _placed(short, long))
                or _untowned(sc, (thing.names[0], name), short, long)
            ):
                candidates.append(thing)
    return candidates[0] if len(candidates) == 1 or (candidates and name.type == "Company") else None


def _defined(doc: Document, thing: Thing, name: Name) -> bool:
    """Whether a bracket gave an institution of the article the words of a name as its second name."""
    key = key_of(doc, name)
    return name.type in INSTITUTIONS and any(n.kind == "alias" and key_of(doc, n) == key for n in thing.names)


def _noun(sc: Scene, name: Name) -> str:
    if name.head is None:
        return ""
    if name.head.nominative:
        words = words_of(name.head.nominative)
        return fold(" ".join(words[: len(words) - len(name.head.spelled)]))
    return fold(sc.doc.text(name.first, min(name.first + name.head.noun, name.last)))


def _beside(sc: Scene, a: Name, b: Name) -> bool:
    """Whether two names with different nouns stand in one sentence: "X Hospital, formerly X Sanatorium", are two."""
    if sc.doc.sentence_of(a.first) != sc.doc.sentence_of(b.first):
        return False
    nouns = []
    for name in (a, b):
        ends = name.head is not None and name.head.after
        nouns.append(fold(sc.doc.words[name.last - 1]) if ends else _noun(sc, name))
    return all(nouns) and nouns[0][:STEM] != nouns[1][:STEM]


def _listed_with(sc: Scene, a: Name, b: Name) -> bool:
    """Whether two Vietnamese names are members of one list, which tells no name twice."""
    doc = sc.doc
    near = sc.lex.syllabic and b.first > 0 and doc.sentence_of(a.first) == doc.sentence_of(b.first)
    return near and (doc.words[b.first - 1] in ",;" or doc.lower[b.first - 1] in sc.lex.conjunctions)


def _renamed(sc: Scene, a: Name, b: Name) -> bool:
    """Whether the words between two names tell that one is the later name of the other."""
    if sc.doc.sentence_of(a.first) != sc.doc.sentence_of(b.first) or not sc.lex.renamed:
        return False
    return any(match_compound(sc.lex.renamed, sc.doc.lower, k, b.first) for k in range(a.last, b.first))


def _department(name: Name) -> bool:
    return name.head is not None and name.head.department


def _other_tier(sc: Scene, a: Name, b: Name) -> bool:
    """Whether two names put their bearers on different levels: a town's hospital is not the central one there."""
    tiers = [{sc.lex.tiers[w] for w in map(fold, _pairs_of(sc, n)) if w in sc.lex.tiers} for n in (a, b)]
    return bool(tiers[0] and tiers[1]) and tiers[0].isdisjoint(tiers[1])


def _one_tier(sc: Scene, known: list[Name], name: Name) -> bool:
    """Whether only one of a thing and a name tells its level: the central hospital is not the one of a province."""
    tiers = [any(w in sc.lex.tiers for n in names for w in map(fold, _pairs_of(sc, n))) for names in (known, [name])]
    return tiers[0] != tiers[1]


def _pairs_of(sc: Scene, name: Name) -> list[str]:
    """The words of a name, alone and by twos."""
    words = sc.doc.lower[name.first : name.last]
    return words + [f"{a} {b}" for a, b in pairwise(words)]


def _left_out(lex: Lexicon, short: tuple[str, ...], long: tuple[str, ...], company: bool) -> bool:
    """Whether ``short`` is ``long`` with only words of rank left out, or its place, or the trade of a company."""
    if len(short) >= len(long):
        return False
    rest = list(long)
    for word in short:
        if word not in rest:
            return False
        rest.remove(word)
    if all(word in lex.ranks for word in rest):
        return True
    if all(word in lex.grades for word in short) or all(word in lex.ranks or word in lex.grades for word in rest):
        return True
    if company:
        return long[-len(short) :] == short or (len(short) > 1 and long[: len(short)] == short)
    return len(short) > 1 and long[: len(short)] == short and len(rest) <= 2


def _named_by_country(sc: Scene, name: Name) -> bool:
    """Whether the country of a branch may be left out of a name of this kind."""
    if sc.lex.articled or sc.lex.trailing_nouns:
        return False
    return name.type in ("Company", "HealthSystem") or (name.type == "Organization" and not sc.lex.syllabic)


def _abroad(sc: Scene, name: Name) -> bool:
    """Whether a name ends in a country that is not the one which its language speaks of."""
    home = rules().home.get(sc.lex.code)
    ends = (sc.gazetteer.get(k, (0, "", "")) for k in range(name.core, name.last))
    land = next((key for end, kind, key, *_ in ends if end == name.last and kind == "Place" and len(key) == _LAND), "")
    return home is not None and land.upper() not in ("", home)


def _branch(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a company's name is only without the country of its branch, whose code ends the longer one."""
    size = len(short)
    return 0 < size < len(long) and long[:size] == short and all(len(w) == 2 and w.isupper() for w in long[size:])


def _patron_left_out(sc: Scene, names: tuple[Name, Name], short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name is only without the patron whom the longer one has in quotation marks or with a title."""
    words = sc.doc.words
    marked = [[k for k in range(n.first, n.last) if words[k] in OPEN or k in sc.titles] for n in names]
    if not sc.lex.plain or all(marked) or not any(marked) or not 0 < len(short) < len(long):
        return False
    if long[: len(short)] == short:
        return True
    # "the County Hospital „X” of Y", "the County Hospital of Y"
    at, name = next((at[0], name) for at, name in zip(marked, names, strict=True) if at)
    patron = {fold(word) for word in words[at : quoted(sc.doc, at, name.last)]} if words[at] in OPEN else set()
    return tuple(word for word in long if word not in patron) == short


def _family_name(sc: Scene, names: tuple[Name, Name], short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether of the patron in its quotation marks a name has but the family name: ``Spitalul „Oblu”``, of Nicolae."""
    words = sc.doc.words
    marks = [next((k for k in range(n.first, n.last) if words[k] in OPEN), -1) for n in names]
    if not sc.lex.plain or min(marks) < 0 or not short or long[-len(short) :] != short:
        return False
    patrons = {fold(w) for k, n in zip(marks, names, strict=True) for w in words[k : quoted(sc.doc, k, n.last)]}
    return all(word in patrons or word in sc.lex.grades for word in long)


def _town_for_patron(sc: Scene, one: tuple[Name, tuple[str, ...]], two: tuple[Name, tuple[str, ...]]) -> bool:
    """Whether one name ends in the town that stands behind the other, which has a patron instead:
    ``Spitalul de Copii Iași``, ``Spitalul de Copii „Sf. Maria” din Iași``.
    """
    lex, lower = sc.lex, sc.doc.lower
    if not lex.plain:
        return False
    for (_, placed), (name, core) in ((one, two), (two, one)):
        town = sc.gazetteer.get(name.last + 1) if name.last < len(lower) and lower[name.last] in lex.locatives else None
        here = town is not None and town[1] == "Place" and bool(placed) and placed[-1] == town[2]
        if here and 1 < len(placed) <= len(core) and core[: len(placed) - 1] == placed[:-1]:
            return True
    return False


def _placed(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name is only without the province at the end of the longer one, which the gazetteer has an id for."""
    size = len(short)
    return 0 < size < len(long) and long[:size] == short and "-" not in short[-1] and all("-" in w for w in long[size:])


def _untowned(sc: Scene, names: tuple[Name, Name], short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a hospital's name is only without the town behind the longer one, whatever noun for a hospital either
    has: ``le centre hospitalier Louis-Pasteur de Dole``, ``l'hôpital Louis-Pasteur``.
    """
    doc, lex = sc.doc, sc.lex
    if (
        not lex.articled
        or names[1].type not in CARE
        or not short
        or long[:-1] != short
        or any("-" in w[2:3] for w in short)
    ):
        return False
    name = max(names, key=lambda n: n.last - n.first)
    return doc.lower[name.last - 2] in lex.of and doc.caps[name.last - 1]


def _told_apart(sc: Scene, *names: Name) -> bool:
    """Whether only one of two names has a noun of those who are called by no other, or each its own abbreviation: the
    hospital of a town is not its clinic, ``le CHR de Liège`` not ``le CHU de Liège``.
    """
    alone = [not sc.lex.selfsame.isdisjoint(sc.doc.lower[n.first : n.core + 1]) for n in names]
    short, long = sorted((sc.doc.words[n.first] for n in names), key=len)
    return alone[0] != alone[1] or (short.isupper() and long.isupper() and not set(short) <= set(long))


def _named_first(thing: Thing, name: Name, core: tuple[str, ...]) -> bool:
    """Whether a name that nobody else is known by is shorter than the one under which a thing was introduced."""
    return not name.gazetteer and len(core) < len(thing.core) and name.type not in _APART


def _kind_left_out(sc: Scene, short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a short name leaves out only what kind of hospital it is, and keeps all that is its own."""
    size = len(short)
    # A place alone does not tell: the general hospital of a province is not its hospital for children.
    own = size > 1 or (size == 1 and foreign(short[0]) and "-" not in short[0])
    inner = [word for word in short if word not in sc.lex.kinds and "-" not in word]
    left = _rest(short, long) if sc.lex.syllabic and (long[-size:] == short or len(inner) > 1) else ()
    return own and bool(left) and bool(inner or "-" in short[-1]) and all(word in sc.lex.kinds for word in left)


def _rest(short: tuple[str, ...], long: tuple[str, ...]) -> tuple[str, ...]:
    """The words that a longer name has besides those of a shorter one, which stand in the same order; else none.

    >>> _rest(("mat", "cao", "thang"), ("mat", "quoc", "te", "cao", "thang"))
    ('quoc', 'te')
    >>> _rest(("cao", "mat"), ("mat", "quoc", "te", "cao"))
    ()
    """
    rest, at = [], 0
    for word in long:
        if at < len(short) and word == short[at]:
            at += 1
        else:
            rest.append(word)
    return tuple(rest) if at == len(short) else ()


def preferred(doc: Document, thing: Thing) -> str:
    """The name to show: of the fullest kind, written most often, its head noun in the nominative."""
    if len(thing.names) == 1:
        best = thing.names[0]
    elif thing.type == "Person":
        best = max(thing.names, key=lambda n: (n.last - n.first, -n.first))
    else:
        texts = [doc.text(n.first, n.last) for n in thing.names]

        def worth(place: int) -> tuple[bool, int, int, int, int, int]:
            # The nominative rather than another case, words rather than their abbreviation, and not in capitals only.
            n = thing.names[place]
            calm = " " not in texts[place] or not texts[place].isupper()
            plain = 0 if n.head is None else (n.head.nominative == doc.words[n.first]) - bool(n.head.spelled)
            return calm, _RANK.get(n.kind, 0), plain, texts.count(texts[place]), n.last - n.first, -n.first

        best = thing.names[max(range(len(texts)), key=worth)]
    text = doc.text(best.first, best.last)
    if best.kind == "head" and best.head is not None and best.head.nominative and best.head.before:
        text = best.head.nominative + text[len(doc.text(best.first, best.core)) :] if _plain(best) else text
    return text


def _plain(name: Name) -> bool:
    """Whether the head noun of a name is as long as its nominative, so that one can stand for the other."""
    return name.head is not None and len(words_of(name.head.nominative)) == name.core - name.first

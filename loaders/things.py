"""Who is who inside one article: names gathered to the things they name, short forms found, pronouns resolved."""

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice, pairwise

from kg.ids import fold
from loaders.document import Document, PhraseBook, lower_of, words_of
from loaders.lexicon import CARE, INSTITUTIONS, Lexicon, match_compound
from loaders.names import Name, Scene, capital, emblem, find_names, find_people, foreign, given, stopped
from loaders.near import Index

# Types that a loose word may exchange: "the hospital" may be a health system, a clinic may be a hospital.
# Letters of a noun that its inflected forms share.
_STEM = 4
# So many names back a reader still knows what "the hospital" is; no article of usual length has more.
_RECALLED = 400
# Sentences through which what an article began with is still its subject while others are spoken of.
_STILL = 3
_SAME = [{"Hospital", "HealthSystem"}, {"Company", "HealthSystem"}]
_KIN = [
    CARE,
    {"Hospital", "ResearchInstitute"},
    {"University", "ResearchInstitute"},
    {"Company", "HealthSystem"},
    {"Government", "Organization"},
]


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


def cast(doc: Document, lex: Lexicon) -> Cast:
    """Find all names of a document and gather them to things."""
    sc, names = find_names(doc, lex)
    things: list[Thing] = []
    index = Index()
    _definitions(sc, names)
    for name in names:
        if name.kind != "person":
            _gather(sc, things, index, name)
    _short_forms(sc, things)
    find_people(sc, names, titled=False)
    _gather_people(doc, things, [n for n in names if n.kind == "person"])
    _surnames(sc, things)
    _brands(sc, things)
    for thing in things:
        thing.alive = thing.alive and bool(thing.names)
    names = sorted((n for t in things if t.alive for n in t.names), key=lambda n: n.first)
    anaphors, pairs = _anaphors(sc, things, names)
    return Cast(sc, things, names, anaphors, pairs)


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
        place = sc.gazetteer.get(k)
        if place is not None and place[1] == "Place" and place[0] <= name.last:
            # A town has one id under its present names; under an older one it may tell another institution.
            found.append(place[2] if place[3] else fold(sc.doc.text(k, place[0])))
            k = place[0]
            continue
        word = lower[k]
        if k not in nouns and word[0].isalnum() and word not in lex.weak and (word,) not in lex.linkers.get(word, ()):
            found.append(fold(word))
        k += 1
    near = sc.gazetteer.get(name.last + 1) if name.last < len(lower) and lower[name.last] in lex.locatives else None
    if near is not None and near[1] == "Place" and name.type in INSTITUTIONS and all(w in lex.grades for w in found):
        # "the County Hospital in X": nothing else tells it from the others.
        found.append(near[2])
    return tuple(found)


def _spelled_out(sc: Scene, name: Name) -> list[str]:
    """The words behind the noun for which the abbreviation stands that opens a name."""
    end, head = sc.heads.get(name.first, (0, None))
    if head is None or not head.nominative or end != name.first + 1 or not sc.doc.words[name.first].isupper():
        return []
    lex, words = sc.lex, [lower_of(w) for w in words_of(head.nominative)[1:]]
    return [fold(w) for w in words if w not in lex.weak and (w,) not in lex.linkers.get(w, ())]


def _key(doc: Document, name: Name) -> str:
    return fold(doc.text(name.first, name.last))


def akin(a: str, b: str) -> bool:
    """Whether two types may be one thing under two words."""
    return a == b or any(a in kin and b in kin for kin in _KIN)


def _one_kind(a: str, b: str) -> bool:
    return a == b or any(a in kinds and b in kinds for kinds in _SAME)


def _definitions(sc: Scene, names: list[Name]) -> None:
    """Brackets after a name that give it a second name: ``Full Name (Other Name - FN)``."""
    doc, lex = sc.doc, sc.lex
    by_end = {n.last: n for n in names if n.type in INSTITUTIONS or n.type == "Programme"}
    inner = {n.first: n for n in names}
    for end, name in by_end.items():
        if end + 2 < len(doc.words) and doc.lower[end] in lex.locatives and end + 1 in sc.gazetteer:
            end = sc.gazetteer[end + 1][0]
        if end >= len(doc.words) or doc.words[end] != "(":
            continue
        close = next((k for k in range(end + 1, min(end + 14, len(doc.words))) if doc.words[k] in "()"), 0)
        if not close or doc.words[close] != ")":
            continue
        start = end + 1
        for k in range(end + 1, close + 1):
            if (
                k == close
                or doc.words[k] in (",", ";", ":", "\u2013")
                or (doc.words[k] == "-" and emblem(doc.words[k + 1]))
            ):
                piece = inner.get(start)
                native = piece is not None and piece.kind == "head" and piece.head is not None and piece.head.native
                place = piece is not None and piece.type in ("Place", "Person")
                place = place or (k > start and _elsewhere_sited(sc, start, k))
                if k > start and capital(doc.words[start]) and not native and not place and _one_chunk(sc, start, k):
                    if piece is not None:
                        names.remove(piece)
                    sc.taken[start:k] = [True] * (k - start)
                    alias = Name(start, k, name.type, "alias", core=start)
                    name.defines.append(alias)
                elif k > start and not native and place:
                    break
                start = k + 1


def _elsewhere_sited(sc: Scene, start: int, end: int) -> bool:
    """Whether words in a bracket stand behind "in" elsewhere: they tell where something is, not how it is called."""
    doc, lex = sc.doc, sc.lex
    if lex.syllabic or end > start + 2 or any(emblem(w) for w in doc.words[start:end]):
        return False
    here = doc.words[start:end]
    return any(
        k != start and doc.words[k : k + len(here)] == here and doc.lower[k - 1] in lex.sites for k in doc.capitals if k
    )


def _one_chunk(sc: Scene, start: int, end: int) -> bool:
    lower = sc.lex.linkers
    return end - start <= 7 and all(
        capital(sc.doc.words[k]) or sc.doc.words[k] in "-\u2013&" or sc.doc.lower[k] in lower for k in range(start, end)
    )


def _gather(sc: Scene, things: list[Thing], index: Index, name: Name) -> None:
    """Put a name to the thing it names, or open a new one."""
    doc = sc.doc
    key = _key(doc, name)
    core = core_of(sc, name)
    defined = {_key(doc, alias) for alias in name.defines}
    near = index.near((key, *defined), name.gazetteer, core)
    thing = _same(sc, [things[n] for n in near], name, {key, *defined}, core)
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
        thing.full.add(_key(doc, alias))


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
        if _beside(sc, thing.names[-1], name):
            continue
        if core == thing.core:
            return thing
        full = name.kind in ("head", "list") or (name.kind, name.type) == ("gazetteer", "Company")
        if full and thing.core and thing.type == name.type:
            short, long = sorted((core, thing.core), key=len)
            if _left_out(
                sc.lex, short, long, company=name.type == "Company" and _noun(sc, name) == _noun(sc, thing.names[0])
            ):
                candidates.append(thing)
    return candidates[0] if len(candidates) == 1 or (candidates and name.type == "Company") else None


def _defined(doc: Document, thing: Thing, name: Name) -> bool:
    """Whether a bracket gave an institution of the article the words of a name as its second name."""
    key = _key(doc, name)
    return name.type in INSTITUTIONS and any(n.kind == "alias" and _key(doc, n) == key for n in thing.names)


def _noun(sc: Scene, name: Name) -> str:
    if name.head is None:
        return ""
    return fold(name.head.nominative or sc.doc.text(name.first, name.first + name.head.noun))


def _beside(sc: Scene, a: Name, b: Name) -> bool:
    """Whether two names with different nouns stand in one sentence: "X Hospital, formerly X Sanatorium", are two."""
    if sc.doc.sentence_of(a.first) != sc.doc.sentence_of(b.first):
        return False
    nouns = []
    for name in (a, b):
        ends = name.head is not None and name.head.after
        nouns.append(fold(sc.doc.words[name.last - 1]) if ends else _noun(sc, name))
    return all(nouns) and nouns[0][:_STEM] != nouns[1][:_STEM]


def _department(name: Name) -> bool:
    return name.head is not None and name.head.department


def _other_tier(sc: Scene, a: Name, b: Name) -> bool:
    """Whether two names put their bearers on different levels: a town's hospital is not the central one there."""
    tiers = [{sc.lex.tiers[w] for w in map(fold, _pairs_of(sc, n)) if w in sc.lex.tiers} for n in (a, b)]
    return bool(tiers[0] and tiers[1]) and tiers[0].isdisjoint(tiers[1])


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


def _short_forms(sc: Scene, things: list[Thing]) -> None:
    """Find the bare cores and defined short names of the article's institutions elsewhere in it."""
    doc = sc.doc
    forms: dict[str, list[Thing]] = {}
    parts: dict[str, list[Thing]] = {}
    for thing in things:
        if thing.type not in INSTITUTIONS and thing.type != "Programme":
            continue
        for name in thing.names:
            if name.kind == "alias":
                forms.setdefault(doc.text(name.first, name.last), []).append(thing)
            elif thing.type in INSTITUTIONS and name.kind == "head":
                for form in _cores(sc, name):
                    forms.setdefault(form, []).append(thing)
                for k in range(name.first, name.last):
                    if emblem(doc.words[k]) and len(doc.words[k]) > 2 and k not in sc.gazetteer:
                        parts.setdefault(doc.words[k], []).append(thing)
    for form, owners in parts.items():
        # A brand inside longer names is short for them only where nothing bears it alone.
        if form not in forms and all(owner is owners[0] for owner in owners):
            forms[form] = owners
    order = {id(thing): (thing.type != "Company", number) for number, thing in enumerate(things)}
    owned = {form: min(owners, key=lambda t: order[id(t)]) for form, owners in forms.items()}
    places = [thing for thing in things if thing.type == "Place"]
    phrases = PhraseBook({"forms": [(form, form) for form in forms if form != form.lower()]})
    for first, last, form in phrases.find(doc)["forms"]:
        if first and given(sc.lex, doc.words[first - 1]) and not sc.taken[first - 1] and last == first + 1:
            continue
        if any(sc.taken[first:last]) and not _over_places(sc, places, first, last):
            continue
        if (last < len(doc.words) and doc.ends[last - 1] == doc.starts[last]) and doc.words[last] in "-@":
            continue
        owner = owned[form]
        name = Name(first, last, owner.type, "alias", core=first)
        sc.taken[first:last] = [True] * (last - first)
        owner.names.append(name)


def _over_places(sc: Scene, places: list[Thing], first: int, last: int) -> bool:
    """Free the places inside a short name that has more to it than them: ``UMC HCMC``."""
    inside = [(t, n) for t in places for n in t.names if first <= n.first and n.last <= last]
    covered = {k for _, n in inside for k in range(n.first, n.last)}
    if not inside or len(covered) == last - first or any(sc.taken[k] and k not in covered for k in range(first, last)):
        return False
    for thing, name in inside:
        thing.names.remove(name)
    return True


def _cores(sc: Scene, name: Name) -> list[str]:
    """Bare forms by which an article may go on to call an institution."""
    doc, lex = sc.doc, sc.lex
    spans = [(name.core, name.last)] if name.head and name.first >= name.core - 4 and name.head.before else []
    if name.head and name.head.after and name.first < name.core - 1:
        start = name.core - 1
        while start > name.first and start - 1 in sc.heads and sc.heads[start - 1][1].after:
            start -= 1
        spans = [(name.first, start)]
    found = []
    for start, end in spans:
        while start < end and (doc.lower[start] in lex.weak or not doc.lower[start][0].isalnum()):
            start += 1
        # The trade of a company stands before its brand: "Dược phẩm X".
        while (
            name.type == "Company" and lex.syllabic and (trade := match_compound(lex.lowercase, doc.lower, start, end))
        ):
            start += trade
        while end > start and doc.lower[end - 1] in lex.weak:
            end -= 1
        while end > start and (doc.lower[end - 1],) in lex.linkers.get(doc.lower[end - 1], ()):
            end -= 1
        if start >= end:
            continue
        known = sc.gazetteer.get(start)
        if known is not None and known[0] >= end and known[1] == "Place":
            continue
        words = doc.words[start:end]
        common = _common(lex, doc, start, end)
        if capital(words[0]) and not common and (len(words) > 1 or _telling(lex, words[0])):
            found.append(doc.text(start, end))
    return found


def _common(lex: Lexicon, doc: Document, start: int, end: int) -> bool:
    """Whether words are nothing but compounds that many names have."""
    while start < end:
        step = match_compound(lex.lowercase, doc.lower, start, end) or (doc.lower[start] in lex.weak)
        if not step:
            return False
        start += step
    return True


def _telling(lex: Lexicon, word: str) -> bool:
    """Whether one word alone may be a short name: written like a brand, or long and of no other use."""
    if emblem(word):
        return True
    odd = (
        foreign(word)
        if lex.syllabic
        else word not in lex.openers and (lower_of(word),) not in lex.parts.get(lower_of(word), ())
    )
    return odd and len(word) > 3


def _brands(sc: Scene, things: list[Thing]) -> None:
    """Capitalised words that nothing explains: kept as names of unknown type, in case a rule reads them."""
    doc, lex = sc.doc, sc.lex
    found: dict[str, Thing] = {}
    done = 0
    for k in doc.capitals:
        if k < done or sc.taken[k] or k in sc.titles or k in sc.roles or k in sc.heads:
            done = max(done, sc.titles.get(k, 0), sc.roles.get(k, 0))
            continue
        first, last = doc.sentences[doc.sentence_of(k)]
        if k == first and not lex.syllabic and doc.words[k] in lex.openers:
            continue
        done = end = _chunk_end(sc, k, last)
        if not _brandlike(sc, k, end, first):
            continue
        text = doc.text(k, end)
        thing = found.get(text)
        if thing is None:
            thing = found[text] = Thing("", (fold(text),), {fold(text)})
            things.append(thing)
        sc.taken[k:end] = [True] * (end - k)
        thing.names.append(Name(k, end, "", "brand", core=k))
    _first_words(sc, found)
    _branches(sc, things, found)
    ends = {n.last for t in things if t.type in INSTITUTIONS | {""} for n in t.names}
    _describe(sc, [thing for thing in found.values() if thing.alive], ends)


def _first_words(sc: Scene, found: dict[str, Thing]) -> None:
    """Find the brands of two words and more where their first stands alone: ``Silverleaf`` for Silverleaf Care."""
    doc, lex = sc.doc, sc.lex
    if lex.syllabic:
        return
    owners: dict[str, list[Thing]] = {}
    for text, thing in found.items():
        word, _, rest = text.partition(" ")
        if rest and thing.names and _telling(lex, word) and word not in lex.common and not given(lex, word):
            owners.setdefault(word, []).append(thing)
    for word, owned in owners.items():
        short = found.get(word)
        # A short form comes after the full name; before it, the other may be a daughter.
        if short is not None and len(owned) == 1 and short.names[0].first > owned[0].names[0].first:
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


def _branches(sc: Scene, things: list[Thing], found: dict[str, Thing]) -> None:
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


def _describe(sc: Scene, brands: list[Thing], ends: set[int]) -> None:
    """Give a brand the type that the article tells: "X is a university", "XUniversity"; join it with its short form."""
    doc, lex = sc.doc, sc.lex
    for thing in brands:
        for name in thing.names:
            said = range(name.last + 1, min(name.last + 5, len(doc.words)))
            told = name.last < len(doc.words) and doc.lower[name.last] in lex.copulas
            # "X is near the hospital": where a noun may follow in a phrase, only nouns for brands tell.
            if told and not (lex.articled or lex.trailing_nouns):
                thing.type = next((sc.heads[k][1].type for k in said if k in sc.heads), thing.type)
            if name.last < len(doc.words) and (doc.lower[name.last] in lex.copulas or doc.words[name.last] == ","):
                thing.type = next(
                    (lex.described[doc.lower[k]] for k in said if doc.lower[k] in lex.described), thing.type
                )
        if not thing.type and any(_called(sc, n.first) for n in thing.names):
            thing.type = "Programme"
        if not thing.type and any(_sited(sc, n, ends) for n in thing.names):
            thing.type = "Place"
        ending = next((sc.lex.endings[e] for e in lex.endings if thing.core[0].endswith(e)), "")
        thing.type = thing.type or ending
        for name in thing.names:
            name.type = thing.type
    whole = sorted((t for t in brands if " " not in t.core[0]), key=lambda t: t.core[0])
    for short in brands:
        longer = _longer(whole, short)
        if len(longer) == 1 and len(short.core[0]) > 4 and longer[0].type:
            longer[0].names += short.names
            longer[0].full |= short.full
            short.names, short.alive = [], False


def _longer(whole: list[Thing], short: Thing) -> list[Thing]:
    """The brands that begin with a shorter one, two at most, out of those of one word in alphabetical order."""
    start, found = short.core[0], list[Thing]()
    for thing in islice(whole, bisect_left(whole, start, key=lambda t: t.core[0]), None):
        if len(found) == 2 or not thing.core[0].startswith(start):
            break
        if thing is not short:
            found.append(thing)
    return found


def _sited(sc: Scene, name: Name, ends: set[int]) -> bool:
    """Whether an unknown name stands where only a place can: ``based in X``, or ``in X`` behind an institution.

    ``ends`` are the words before which the name of an institution ends.
    """
    doc, lex, at = sc.doc, sc.lex, name.first
    if any(emblem(w) for w in doc.words[at : name.last]):
        return False
    phrases = (k for k in range(max(0, at - 4), at) if k + match_compound(lex.sited, doc.lower, k, at) == at)
    spot = next((k for k in phrases if doc.sentence_of(k) == doc.sentence_of(at)), None)
    if spot is not None and not (spot and doc.lower[spot - 1] in lex.unsited):
        return True
    if at < 2 or doc.lower[at - 1] not in lex.sites:
        return False
    if at - 1 in ends or (doc.words[at - 2] == "," and at - 2 in ends):
        return True
    nouns = (sc.heads.get(k, (0, None)) for k in range(max(0, at - 6), at - 1))
    return any(head.type in CARE and end == at - 1 for end, head in nouns if head)


def _called(sc: Scene, at: int) -> bool:
    """Whether a word for naming stands before a name, and a noun for programmes before that: ``a trial called X``."""
    doc, lex = sc.doc, sc.lex
    first = doc.sentences[doc.sentence_of(at)][0]
    k = at - 1
    while k > first and doc.lower[k] in lex.naming:
        k -= 1
    return k < at - 1 and doc.lower[k - (doc.words[k] == ",")] in lex.schemes


def _chunk_end(sc: Scene, start: int, last: int) -> int:
    """Where a run of capitalised words that nothing explains ends."""
    doc, end = sc.doc, start
    while end < last and end - start < 6 and not sc.taken[end] and end not in sc.roles and end not in sc.heads:
        word = doc.words[end]
        # A Vietnamese word behind a foreign one opens the next clause of a flattened page.
        if sc.lex.syllabic and end > start and word[0].isalpha() and not foreign(word) and not emblem(word):
            break
        if stopped(sc.lex, word):
            break
        joins = doc.words[end] in ("&", "-") and end + 1 < last and doc.caps[end + 1]
        if not (doc.caps[end] or (end > start and (joins or doc.words[end].isdigit()))):
            break
        end += 1
    return end - 1 if end > start and doc.words[end - 1] in ("&", "-") else end


def _brandlike(sc: Scene, start: int, end: int, first: int) -> bool:
    doc, lex = sc.doc, sc.lex
    if end == start:
        return False
    words = doc.words[start:end]
    # "NEWS - ...": the sign of a paper before its report.
    if (
        start == first
        and end < len(doc.words)
        and doc.words[end] in "-\u2013"
        and emblem(words[0])
        and end - start == 1
    ):
        return False
    if any(w in lex.stops for w in words) or (end - start == 1 and (len(words[0]) < 3 or words[0] in lex.openers)):
        return False
    known = (match_compound(table, doc.lower, start, end) for table in (lex.lowercase, lex.parts))
    if end - start in known or all(w in lex.common for w in words):
        return False
    if len(words) > 2 and words[-1] in lex.common and not emblem(words[-1]):
        return False
    if lex.syllabic:
        return any(foreign(w) or emblem(w) for w in words if w[0].isalpha()) and words[0] not in lex.openers
    if start == first:
        return words[0] not in lex.openers and (emblem(words[0]) or end - start > 1 or _acting(sc, end))
    return True


def _acting(sc: Scene, at: int) -> bool:
    """Whether a comma or a verb of what institutions do follows a word that opens its sentence."""
    return at < len(sc.doc.words) and (sc.doc.lower[at] in sc.lex.acts)


def _gather_people(doc: Document, things: list[Thing], names: list[Name]) -> None:
    people: list[Thing] = []
    for name in sorted(names, key=lambda n: n.first - n.last):
        words = tuple(fold(w) for w in doc.words[name.first : name.last] if w[0].isalnum())
        thing = next((p for p in people if words == p.core or _short_of(words, p.core)), None)
        if thing is None:
            thing = Thing("Person", words)
            people.append(thing)
        thing.full.add(_key(doc, name))
        thing.names.append(name)
    for thing in people:
        # A lone word after a form of address with no full name anywhere tells a reader nothing.
        thing.alive = len(thing.core) > 1
    things.extend(people)


def _surnames(sc: Scene, things: list[Thing]) -> None:
    """Find the family names of the article's people where they stand alone."""
    doc = sc.doc
    if sc.lex.syllabic:
        return
    owners: dict[str, Thing | None] = {}
    for thing in things:
        for surname in {doc.words[n.last - 1] for n in thing.names if n.type == "Person"} if thing.alive else ():
            owners[surname] = None if surname in owners and owners[surname] is not thing else thing
    for k in doc.capitals:
        owner = owners.get(doc.words[k])
        if owner is None or sc.taken[k] or k in sc.heads or k in sc.gazetteer or len(doc.words[k]) < 3:
            continue
        if doc.caps[k - 1] and k not in doc.firsts:
            continue
        if k + 1 < len(doc.words) and (
            doc.caps[k + 1] or (doc.ends[k] == doc.starts[k + 1] and doc.words[k + 1] == "-")
        ):
            continue
        sc.taken[k] = True
        owner.names.append(Name(k, k + 1, "Person", "person", core=k, around=(k, k + 1)))


def _short_of(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    if len(short) >= len(full):
        return False
    return (
        (short == full[: len(short)] and len(short) > 1)
        or short == full[-len(short) :]
        or (len(short) == 1 and short[0] in (full[0], full[-1]))
    )


def _anaphors(sc: Scene, things: list[Thing], names: list[Name]) -> tuple[list[Name], list[Name]]:
    """Definite nouns put to the institution last spoken of, and words for "both parties"."""
    doc, lex = sc.doc, sc.lex
    for number, thing in enumerate(things):
        for name in thing.names:
            name.entity = number
    found: list[Name] = []
    pairs: list[Name] = []
    starts = [(n.first, n) for n in names if n.type in INSTITUTIONS or n.type == "Programme"]
    ended = {(n.last, n.type) for _, n in starts}
    taken_from = {n.first for _, n in starts}
    for first, last, kind in sc.hits["anaphora"]:
        if any(sc.taken[first:last]):
            continue
        if kind == "pair" and first and doc.lower[first - 1] in lex.blockers:
            continue
        if kind == "pair":
            pairs.append(Name(first, last, "pair", "anaphor"))
            continue
        if kind == "Person":
            meant = _person_meant(sc, things, first, last)
            found += [meant] if meant is not None else []
            continue
        # "du groupe": the preposition is none of the noun's words.
        first += doc.lower[first] in lex.of and last > first + 1
        before = doc.lower[first - 1] if first else ""
        after = doc.words[last] if last < len(doc.words) else "."
        if before in lex.blockers or before.isdigit() or (after[0].isalpha() and _describes(lex, doc, last)):
            continue
        if kind == "Programme" and lex.followers and after[0].isalpha() and after not in lex.followers:
            continue
        if before == "," and any(end == first - 1 and akin(t, kind) for end, t in ended):
            continue
        if (lex.articled or lex.trailing_nouns) and after in lex.of and _names_whole(sc, last, taken_from):
            continue
        last_one = _antecedent(sc, starts, first, kind)
        if last_one is not None and not _elsewhere(sc, last, things[last_one.entity]):
            name = Name(first, last, last_one.type, "anaphor", core=first, head=last_one.head)
            name.entity = last_one.entity
            found.append(name)
            insort(starts, (first, name), key=lambda start: start[0])
    found += _pronouns(sc, sorted([*names, *found], key=lambda n: n.first))
    return sorted(found, key=lambda n: n.first), pairs


def _pronouns(sc: Scene, named: list[Name]) -> list[Name]:
    """Pronouns that open a sentence, put to what the sentence before it is about."""
    doc, found = sc.doc, list[Name]()
    if not sc.lex.pronouns:
        return found
    by_sentence: dict[int, list[Name]] = {}
    for name in named:
        if name.type in INSTITUTIONS | {"Person"} and not (name.first and doc.lower[name.first - 1] in sc.lex.attached):
            by_sentence.setdefault(doc.sentence_of(name.first), []).append(name)
    for number, (first, _) in enumerate(doc.sentences):
        kind = sc.lex.pronouns.get(doc.lower[first])
        spoken = by_sentence.get(number - 1, []) if kind else []
        people = [n for n in spoken if n.type == "Person"]
        meant = next(iter(people if kind == "Person" else spoken), None)
        if meant is None or (kind == "org" and meant.type == "Person"):
            continue
        name = Name(first, first + 1, meant.type, "anaphor", core=first, head=meant.head)
        name.entity = meant.entity
        found.append(name)
        by_sentence.setdefault(number, []).insert(0, name)
    return found


def _names_whole(sc: Scene, at: int, starts: set[int]) -> bool:
    """Whether a definite noun is told apart by what it belongs to: ``the maternity ward of the hospital X``."""
    return at + 1 in starts or (at + 2 in starts and not sc.doc.caps[at + 1])


def _person_meant(sc: Scene, things: list[Thing], first: int, last: int) -> Name | None:
    """A pronoun put to the person named last before it who is nowhere called by the opposite form of address."""
    doc, lex = sc.doc, sc.lex
    if doc.caps[last : last + 1] == [True] or (first and doc.lower[first - 1] in lex.blockers):
        return None
    opposite = lex.opposites.get(doc.lower[first], "")
    people = [(n.first, thing) for thing in things if thing.alive and thing.type == "Person" for n in thing.names]
    for at, thing in sorted(people, key=lambda p: -p[0]):
        addressed = (doc.lower[n.around[0]] for n in thing.names if n.around is not None)
        if at < first and opposite not in addressed:
            name = Name(first, last, "Person", "anaphor", core=first)
            name.entity = thing.names[0].entity
            return name
    return None


def _antecedent(sc: Scene, starts: list[tuple[int, Name]], at: int, kind: str) -> Name | None:
    """The institution that a definite noun at ``at`` means: the last one of its type, or what was spoken of last."""
    doc = sc.doc
    near = bisect_left(starts, at, key=lambda start: start[0])
    open_ones = [(k, n) for k, n in starts[max(0, near - _RECALLED) : near] if not (k and doc.words[k - 1] == "(")]
    if kind != "org":
        noun = fold(doc.lower[at])[:_STEM]
        recent = [n for _, n in reversed(open_ones) if akin(n.type, kind) or (kind == "care" and n.type in CARE)]
        same_noun = [n for n in recent if n.head is not None and fold(doc.lower[n.first])[:_STEM] == noun]
        same_type = [n for n in recent if n.type == kind]
        return _prominent(sc, same_noun or same_type or recent)
    open_ones = [(k, n) for k, n in open_ones if n.type != "Programme"]
    begin = doc.sentences[doc.sentence_of(at)][0]
    earlier = [(k, n) for k, n in open_ones if k < begin and n.type != "Government"] or open_ones
    if not earlier:
        return None
    topic = doc.sentence_of(earlier[-1][0])
    spoken = [(k, n) for k, n in earlier if doc.sentence_of(k) == topic]
    # "A member of X, the institute Y ...": the sentence is about Y.
    free = (
        n
        for k, n in spoken
        if not (k and (sc.lex.articled or sc.lex.trailing_nouns) and doc.lower[k - 1] in sc.lex.attached)
    )
    return next(free, spoken[0][1])


def _elsewhere(sc: Scene, at: int, thing: Thing) -> bool:
    """Whether a definite noun that ends before word ``at`` is told to be in a place of which its thing has no part."""
    place = sc.gazetteer.get(at + 1) if at < len(sc.doc.words) and sc.doc.lower[at] in sc.lex.locatives else None
    if place is None or place[1] != "Place" or place[2] in thing.core:
        return False
    told = [
        sc.gazetteer.get(n.last + 1) for n in thing.names if sc.doc.lower[n.last : n.last + 1] == [sc.doc.lower[at]]
    ]
    return all(other is None or other[2] != place[2] for other in told)


def _prominent(sc: Scene, recent: list[Name]) -> Name | None:
    """Of names, the latest first: one of the thing spoken of far more than the others, or first and most and still,
    else the one spoken of most, or first, in the last sentence that has one; in Vietnamese a name behind "of" is the
    least likely.
    """
    doc = sc.doc
    if not recent:
        return None
    counted = Counter(n.entity for n in recent)
    (first, most), *others = counted.most_common(2)
    if most > 2 and (not others or most > 2 * others[0][1]):
        return next(n for n in recent if n.entity == first)
    nearest = doc.sentence_of(recent[0].first)
    told = next(n for n in recent if n.entity == recent[-1].entity)
    lasting = not (sc.lex.trailing_nouns or sc.lex.articled)
    if lasting and 1 < counted[told.entity] == most and nearest - doc.sentence_of(told.first) < _STILL:
        return told
    if sc.lex.syllabic:
        recent = [n for n in recent if not (n.first and doc.lower[n.first - 1] in sc.lex.of)] or recent
        nearest = doc.sentence_of(recent[0].first)
    return max((n for n in recent if doc.sentence_of(n.first) == nearest), key=lambda n: (counted[n.entity], -n.first))


def topic(people: Cast, at: int, types: frozenset[str] = frozenset(), opening: bool = False) -> Name | None:
    """What was last spoken of before word ``at``: an institution, or what is of one of ``types``.

    What the sentence just before is about where ``opening`` says that the word opens its own: "Its director ...".
    """
    doc, lex = people.scene.doc, people.scene.lex
    if opening and not types and (lex.articled or lex.trailing_nouns):
        number = doc.sentence_of(at) - 1
        begin = doc.sentences[number][0] if number >= 0 else at
        told = sorted(
            (
                (n.first, n)
                for n in (*people.names, *people.anaphors)
                if begin <= n.first < at and n.type in INSTITUTIONS
            ),
            key=lambda spot: spot[0],
        )
        free = (n for k, n in told if not (k and doc.lower[k - 1] in lex.attached))
        meant = next(free, told[0][1] if told else None)
        if meant is not None:
            return meant
    if types:
        named = (n for n in (*people.names, *people.anaphors) if n.type in types and n.first < at)
        return _prominent(people.scene, sorted(named, key=lambda n: -n.first))
    starts = [(n.first, n) for n in people.names if n.type in INSTITUTIONS]
    return _antecedent(people.scene, starts, at, "org")


def _describes(lex: Lexicon, doc: Document, at: int) -> bool:
    return capital(doc.words[at]) or match_compound(lex.lowercase, doc.lower, at, min(at + 4, len(doc.words))) > 0


def preferred(doc: Document, thing: Thing) -> str:
    """The name to show: of the fullest kind, written most often, its head noun in the nominative."""
    rank = {"head": 3, "gazetteer": 2, "person": 2, "list": 2, "quoted": 2, "alias": 1}
    counted = Counter(doc.text(n.first, n.last) for n in thing.names)

    def worth(n: Name) -> tuple[int, int, int, int, int]:
        nominative = n.head is not None and n.head.nominative == doc.words[n.first]
        return rank.get(n.kind, 0), nominative, counted[doc.text(n.first, n.last)], n.last - n.first, -n.first

    best = max(thing.names, key=(lambda n: (n.last - n.first, -n.first)) if thing.type == "Person" else worth)
    text = doc.text(best.first, best.last)
    if best.kind == "head" and best.head is not None and best.head.nominative and best.head.before:
        text = best.head.nominative + text[len(doc.text(best.first, best.core)) :] if _plain(best) else text
    return text


def _plain(name: Name) -> bool:
    """Whether the head noun of a name is as long as its nominative, so that one can stand for the other."""
    return name.head is not None and len(words_of(name.head.nominative)) == name.core - name.first

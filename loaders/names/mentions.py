"""Where an article names something: head nouns with their names, the gazetteer, people, and unknown brands.

A name is a range of words. It grows from a head noun (``Hospital``, ``Công ty cổ phần``) over the words that may
belong to it; what it may grow over is told by the language file.
"""

from collections.abc import Mapping

from loaders.names.ends import right_end
from loaders.names.growth import grow
from loaders.names.people import find_people, person_end
from loaders.names.things import akin
from loaders.text.document import Document, lower_of
from loaders.text.lexicon import CARE, INSTITUTIONS, Lexicon, match_compound
from loaders.text.scene import (
    DASHES,
    OPEN,
    POSSESSIVE,
    Name,
    Scene,
    capital,
    emblem,
    foreign,
    given,
    of_person,
    opens_other,
    quoted,
    recurs,
    scene,
    stopped,
    take,
)

_MAX_SCHEME = 9
_OWN_WORDS = 4
_MAX_ASIDE = 8
_CLOSERS = frozenset("\"\u201d\u2019'")
# Words of a known name that its growth may have left out on the left: "Can" of "Can Tho University".
_LEFT = 2


def find_names(doc: Document, lex: Lexicon) -> tuple[Scene, list[Name]]:
    """All names of a document in order of place, none overlapping another."""
    sc = scene(doc, lex)
    _tickers(sc)
    names = _schemes(sc) if lex.schemes else []
    for number in sorted({doc.sentence_of(at) for at in sc.heads}):
        first, last = doc.sentences[number]
        found: list[Name] = []
        _dateline(sc, first, last)
        _headed(sc, first, last, found)
        _listed(sc, last, found)
        _counted_off(sc, first, last, found)
        names += found
    if lex.national:
        _national(sc, names)
    for at, (end, kind, key, _) in sorted(sc.gazetteer.items(), key=lambda item: item[0] - item[1][0]):
        personal = kind in ("Place", "Company") and of_person(sc, at, end)
        if lex.syllabic and kind == "Place" and at > 1 and doc.words[at - 1][0].isdigit() and not sc.taken[at - 1]:
            # "số 6 Ngô Quyền": a house in a street that is called so.
            continue
        if kind == "Place" and _opens_brand(sc, at, end):
            continue
        if not any(sc.taken[at:end]) and not personal:
            branch = sc.gazetteer.get(end)
            if kind in ("Company", "HealthSystem") and branch is not None and _country(branch[2]):
                # "Philips România": a company goes on over the country of its branch.
                end = branch[0]
            elif kind == "Company" and branch is not None and branch[1] == "Place":
                # "VNPT Huế": the branch in a province is a body of its own.
                end, key = branch[0], ""
            elif lex.syllabic and kind == "HealthSystem" and branch is not None and branch[1] == "Place":
                # "Hoàn Mỹ Thủ Đức": so is one hospital of a chain.
                end, kind, key = branch[0], "Hospital", ""
            elif kind == "Organization" and not lex.syllabic and branch is not None and _country(branch[2]):
                end, key = branch[0], ""
            elif lex.syllabic and kind == "Company" and not _country(key):
                while end < len(doc.words) and _brand_on(sc, end):
                    end, key = end + 1, ""
            elif kind in ("Company", "Organization") and end < len(doc.words) and _division(sc, end):
                end, key = end + 1, ""
            take(sc, names, Name(at, end, kind, "gazetteer", core=at, gazetteer=key))
    _of_one_noun(sc, names)
    find_people(sc, names, titled=True)
    names.sort(key=lambda n: n.first)
    return sc, names


def _national(sc: Scene, names: list[Name]) -> None:
    """Take the bodies that are called by their field and country alone: "Health Canada", "Research Nova Scotia"."""
    doc, lex = sc.doc, sc.lex
    for place, (end, kind, _, _) in sc.gazetteer.items():
        at, first = place - 1, doc.sentences[doc.sentence_of(place)][0]
        noun = lex.national.get(doc.words[at]) if kind == "Place" and place > first else None
        if noun is None or any(sc.taken[at:end]) or (end < len(doc.words) and end in sc.heads and doc.caps[end]):
            continue
        # "Breast Cancer Ireland", "Public Health Scotland"
        free = doc.words[at - 1] in lex.national or not opens_other(sc, at - 1)
        wide = at > first and doc.caps[at - 1] and free and not sc.taken[at - 1]
        at -= wide and doc.words[at - 1] not in lex.openers and not stopped(lex, doc.words[at - 1])
        # "the Ministry of Health Malaysia", but "head of Health Wales"
        named = doc.lower[at - 1] in lex.of and at - 1 > first and doc.caps[at - 2]
        if not named and doc.sentence_of(at) >= doc.titles:
            take(sc, names, Name(at, end, noun, "head", core=at))


def _tickers(sc: Scene) -> None:
    """Leave out the sign of a share and its exchange: ``(Nasdaq: LVTX)``."""
    words = sc.doc.words
    for k in [k for k, word in enumerate(words[:-3]) if word == ":" and words[k - 2] == "("] if "(" in words else ():
        if k and words[k + 2] == ")" and words[k + 1].isupper() and capital(words[k - 1]):
            sc.taken[k - 1 : k + 2] = [True] * 3


def _brand_on(sc: Scene, k: int) -> bool:
    """Whether a foreign word goes on the name of a known company: ``BIDV Leasing``."""
    word = sc.doc.words[k]
    near = sc.doc.starts[k] - sc.doc.ends[k - 1] == 1
    return _goes_with(sc, k) and near and word.istitle() and foreign(word) and not stopped(sc.lex, word)


def _opens_brand(sc: Scene, at: int, end: int) -> bool:
    """Whether a place opens the name of a brand that is written in one with it: "Nottingham CityCare"."""
    words = sc.doc.words
    if not sc.lex.trailing_nouns or end >= len(words) or not emblem(words[end]) or words[end].isupper():
        return False
    near = sc.doc.starts[end] - sc.doc.ends[end - 1] == 1 and end not in sc.gazetteer
    return near and _goes_with(sc, end) and not (at and sc.doc.lower[at - 1] in sc.lex.sites)


def _division(sc: Scene, k: int) -> bool:
    """Whether a word goes on a known name to that of a part of it: ``Ipsen Innovation``."""
    return sc.doc.words[k] in sc.lex.divisions and _goes_with(sc, k)


def _goes_with(sc: Scene, k: int) -> bool:
    """Whether a word that nothing explains stands in the sentence of the word before it."""
    free = not sc.taken[k] and k not in sc.heads and k not in sc.gazetteer and k not in sc.roles
    return free and sc.doc.sentence_of(k) == sc.doc.sentence_of(k - 1)


def _country(key: str) -> bool:
    """Whether a key of the gazetteer is a country's ISO code."""
    return len(key) == 2


def _dateline(sc: Scene, first: int, last: int) -> None:
    """Leave out the capitals that open a report: ``HÔ CHI MINH-VILLE – ``, ``HÔ CHI MINH-VILLE, 14 mars``."""
    words = sc.doc.words
    near = range(first, min(first + 7, last - 1))
    end = next((k for k in near if words[k] in DASHES or (words[k] == "," and words[k + 1].isdigit())), first)
    one = not sc.lex.syllabic and end == first + 1 and len(words[first]) > 2 and sc.doc.ends[first] < sc.doc.starts[end]
    if (one or end > first + 1) and all(w.isupper() and w.replace("-", "").isalpha() for w in words[first:end]):
        sc.taken[first:end] = [True] * (end - first)


def _schemes(sc: Scene) -> list[Name]:
    """Names that a noun beside them calls a programme: ``the "Heart at Home" programme``, ``the Safer Births scheme``,
    ``a campaign called "Know Your Heart"``.
    """
    doc, found = sc.doc, list[Name]()
    for at in [] if OPEN.keys().isdisjoint(doc.words) else [k for k, word in enumerate(doc.words) if word in OPEN]:
        first, last = doc.sentences[doc.sentence_of(at)]
        closed = quoted(doc, at, last)
        if not closed or any(sc.taken[at:closed]):
            continue
        named = at > first and doc.lower[at - 1] in sc.lex.naming
        # "« Right Name », a campaign of ...": the noun may stand in apposition.
        apposed = sc.lex.articled or (sc.lex.plain and doc.words[closed : closed + 1] == [","])
        named = named or (apposed and closed - at < _MAX_SCHEME and doc.words[closed - 2] not in ".,!?")
        # "“Right Name” is a campaign"
        told = closed < last and doc.lower[closed] in sc.lex.copulas
        behind = closed + (told or (named and closed < last and doc.words[closed] == ","))
        noun = next((k for k in range(behind, min(behind + 3, last)) if doc.lower[k] in sc.lex.schemes), 0)
        behind_it = named or told or sc.lex.articled or sc.lex.trailing_nouns
        if noun and behind_it and all(doc.words[k][0].islower() for k in range(behind, noun)):
            end = closed if named or told else noun + 1
            take(sc, found, Name(at + 1, closed - 1, "Programme", "quoted", core=at + 1, around=(at, end)))
        elif closed - at < _MAX_SCHEME and doc.words[closed - 2] not in ".,!?" and _noun_before(sc, first, at):
            take(sc, found, Name(at + 1, closed - 1, "Programme", "quoted", core=at + 1, around=(at, closed)))
    for at in [k for k in doc.capitals if k and doc.lower[k - 1] in sc.lex.naming and doc.words[k - 1] != ","]:
        first, last = doc.sentences[doc.sentence_of(at)]
        if doc.lower[at - 1] in sc.lex.of and doc.lower[at - 2] not in sc.lex.naming:
            continue
        end = _spread(sc, at, last)
        if at > first and end > at and at not in sc.heads and _noun_before(sc, first, at) and not any(sc.taken[at:end]):
            take(sc, found, Name(at, end, "Programme", "quoted", core=at, around=(at, end)))
    if sc.lex.trailing_nouns:
        for noun in [k for k, word in enumerate(doc.lower) if word in sc.lex.schemes and doc.words[k] == word]:
            _scheme_told(sc, noun, found)
            _scheme_ending(sc, noun, found)
    _unquoted(sc, found)
    return found


def _unquoted(sc: Scene, found: list[Name]) -> None:
    """Take the names of schemes where they stand without their marks, too."""
    doc = sc.doc
    told = {tuple(doc.words[n.first : n.last]) for n in found if n.last - n.first > 1}
    for at in doc.capitals if told else ():
        end = at + next((len(words) for words in told if tuple(doc.words[at : at + len(words)]) == words), 0)
        longer = doc.caps[end : end + 1] == [True]
        if at < end and not longer and not any(sc.taken[at:end]):
            take(sc, found, Name(at, end, "Programme", "quoted", core=at, around=(at, end)))


def _spread(sc: Scene, at: int, last: int) -> int:
    """The word behind the capitals from ``at`` on, and behind small words that stand between them: ``Care in Time``."""
    doc, k = sc.doc, at
    while k < last and doc.caps[k] and not stopped(sc.lex, doc.words[k]):
        k += 1
        step = k
        while step < last and step < k + 2 and doc.words[step] in sc.lex.spread:
            step += 1
        if step > k and step < last and doc.caps[step]:
            k = step
    return k


def _scheme_told(sc: Scene, noun: int, found: list[Name]) -> None:
    """Take the capitals that a noun for programmes behind a comma explains: ``Care in Time, a mentoring scheme``."""
    doc, lex = sc.doc, sc.lex
    first = doc.sentences[doc.sentence_of(noun)][0]
    k = noun - 1
    while k > first and k > noun - _MAX_ASIDE and doc.words[k].islower() and doc.lower[k] not in lex.determiners:
        if doc.lower[k] in lex.spread or doc.lower[k] in lex.attached or doc.lower[k] in lex.conjunctions:
            return
        k -= 1
    k -= k > first and doc.lower[k] in lex.determiners and doc.lower[k - 1] in lex.naming and doc.words[k - 1] != ","
    if k <= first + 1 or doc.lower[k] not in lex.determiners or doc.words[k - 1] != ",":
        return
    marked = doc.words[k - 2] in _CLOSERS
    start = end = k - 1 - marked
    while start > first and not sc.taken[start - 1]:
        inner = start < end and doc.words[start - 1] in lex.spread and doc.caps[start - 2]
        # "Bright Start, a programme": a verb elsewhere, but the last word of a name here.
        closing = start == end and start > first + 1 and doc.caps[start - 2] and not stopped(lex, doc.words[start - 2])
        if not inner and (not doc.caps[start - 1] or (stopped(lex, doc.words[start - 1]) and not closing)):
            break
        start -= 1
    start += start < end and start == first and doc.words[start] in lex.openers
    # "Alongside X, the consortium includes Y": the noun is a subject and explains nothing.
    if start - first in (1, 2) and doc.words[first] in lex.openers and doc.lower[k] in lex.articles:
        return
    known = (sc.heads, sc.gazetteer, sc.roles, sc.titles)
    plain = not any(k in table for k in range(start, end) for table in known) and not given(lex, doc.words[start])
    if plain and end > start and (end - start > 1 or marked or emblem(doc.words[start])):
        around = (start - 1, end + 1) if marked and doc.words[start - 1] in OPEN else (start, end)
        take(sc, found, Name(start, end, "Programme", "quoted", core=start, around=around))


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
        small = start < end and start - 1 > first and doc.caps[start - 2] and word in lex.links
        if not small and (not capital(word) or stopped(lex, word) or (start - 1 == first and word in lex.openers)):
            break
        start -= 1
    while start < end and not doc.caps[start]:
        start += 1
    words = doc.words[start:end]
    # "A consortium" behind a dateline is no scheme called A.
    alone = len(words) == 1 and words[0] in lex.openers
    telling = (
        (len(words) > 1 or end == noun)
        and not alone
        and not all(w in lex.common or (lower_of(w),) in lex.parts.get(lower_of(w), ()) for w in words)
    )
    owned = start > first and (doc.lower[start - 1] in lex.articles or doc.words[start - 1] in POSSESSIVE)
    opens = any(
        k in sc.heads or k in sc.roles or k in sc.titles or (not owned and given(lex, doc.words[k]))
        for k in range(start, end)
    )
    if words and telling and not opens and not any(k in sc.gazetteer for k in range(start, end)):
        take(sc, found, Name(start, end, "Programme", "quoted", core=start, around=(start, noun + 1)))


def _headed(sc: Scene, first: int, last: int, names: list[Name]) -> None:
    done = first
    for at in [k for k in range(first, last) if k in sc.heads]:
        hit = sc.heads[at]
        if at < done or sc.taken[at] or at in sc.in_roles:
            continue
        if hit[1].department and sc.posted.get(at, -1) >= max(first, at - 5):
            continue
        name = grow(sc, first, last, at, hit, max(done, first)) or _listed_whole(sc, at)
        if name is not None and hit[1].type == "Place" and sc.lex.trailing_nouns and _noun_follows(sc, name.last):
            continue
        if name is not None and (_half(sc, name, last) or (name.type == "Company" and not recurs(sc, name.first))):
            continue
        if name is not None and _explains(sc, name, names):
            sc.taken[name.first : name.last] = [True] * (name.last - name.first)
            continue
        if name is not None:
            near = (g for g in range(max(done, name.first - _LEFT), at + 1) if g in sc.gazetteer)
            whole = (g for g in near if sc.gazetteer[g][0] >= name.last and sc.gazetteer[g][1] in INSTITUTIONS)
            if (known := next(whole, None)) is not None:
                name.first, name.last = known, sc.gazetteer[known][0]
                _, name.type, name.gazetteer, _ = sc.gazetteer[known]
            elif name is not None and not name.gazetteer:
                name.gazetteer = _known_behind(sc, name)
            take(sc, names, name)
            done = max(name.around[1] if name.around else name.last, at + 1)


def _listed_whole(sc: Scene, at: int) -> Name | None:
    """The institution of the gazetteer that a noun opens, where nothing else tells its name."""
    end, kind, key, _ = sc.gazetteer.get(at, (0, "", "", False))
    whole = kind in INSTITUTIONS and not sc.lex.syllabic
    return Name(at, end, kind, "gazetteer", core=at, gazetteer=key) if whole else None


def _known_behind(sc: Scene, name: Name) -> str:
    """The key of the institution with which a name ends, where only small words stand before: ``Tổ chức quốc tế X``."""
    if not sc.lex.syllabic or name.type not in ("Organization", "Company", "HealthSystem"):
        return ""
    for at in range(name.core, name.last):
        if sc.doc.caps[at]:
            end, kind, key, _ = sc.gazetteer.get(at, (0, "", "", False))
            return key if end == name.last and akin(kind, name.type) else ""
    return ""


def _half(sc: Scene, name: Name, last: int) -> bool:
    """Whether a name is but the first half of one whose noun is yet to come: "Tropical Health and Education Trust"."""
    doc, lex, k = sc.doc, sc.lex, name.last
    joined = lex.trailing_nouns and k + 2 < last and doc.lower[k] in lex.conjunctions
    if not joined or not match_compound(lex.parts, doc.lower, k - 1, k):
        return False
    k += 1
    while (size := match_compound(lex.parts, doc.lower, k, last)) and doc.caps[k]:
        if k in sc.heads and not all(doc.caps[k + size : k + size + 1]):
            break
        k += size
    return k > name.last + 1 and k in sc.heads and doc.caps[k] and sc.heads[k][1].after


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
        stop, _ = right_end(sc, k, last, head)
        if stop > k and (k not in sc.gazetteer or sc.gazetteer[k][1] in INSTITUTIONS):
            opening = Name(k, stop, head.type, "head", head=head, core=k)
            items = _items(sc, opening, last, plural=True)
            if items:
                for item in (opening, *items):
                    item.kind = "list"
                    take(sc, names, item)


def _of_one_noun(sc: Scene, names: list[Name]) -> None:
    """Names that share a noun in its plural: ``les cliniques Saint-Roch et Saint-Jean``, "Elm and Oak clinics"."""
    doc, lex = sc.doc, sc.lex
    for at in [k for k, word in enumerate(doc.lower) if word in lex.plurals and doc.words[k] == word]:
        first, last = doc.sentences[doc.sentence_of(at)]
        size = match_compound(lex.plurals, doc.lower, at, last)
        if not size:
            continue
        kind = lex.plural_types[" ".join(doc.lower[at : at + size])]
        spans: list[tuple[int, int]] = []
        k = at - 1 if lex.trailing_nouns else at + size
        step = -1 if lex.trailing_nouns else 1
        joined = False
        while first <= k < last:
            # "les cliniques Saint-Roch et des Minimes"
            k += step > 0 and bool(spans) and doc.lower[k] in lex.of
            begin = k
            while first <= k < last and abs(k - begin) < _OWN_WORDS and _own_word(sc, k):
                k += step
            if k == begin:
                break
            spans.append((k + 1, begin + 1) if step < 0 else (begin, k))
            if not first <= k < last or not (doc.words[k] == "," or doc.lower[k] in lex.conjunctions):
                break
            joined = joined or doc.words[k] != ","
            k += step
        if joined and len(spans) > 1 and all(doc.words[a] not in lex.openers for a, _ in spans):
            for number, (a, z) in enumerate(sorted(spans)):
                # The noun is part of what stands for the name next to it.
                around = (a, at + size) if lex.trailing_nouns else (at, z)
                near = number == (len(spans) - 1 if lex.trailing_nouns else 0)
                take(sc, names, Name(a, z, kind, "list", core=a, around=around if near else None))


def _own_word(sc: Scene, k: int) -> bool:
    """Whether a word is part of an institution's own name: no noun, place or adjective of a nation."""
    doc, lex = sc.doc, sc.lex
    if doc.words[k] in POSSESSIVE:
        return k > 0 and doc.caps[k - 1]
    known = sc.taken[k] or k in sc.heads or k in sc.titles or k in sc.roles or k in sc.gazetteer or k in sc.towns
    return doc.caps[k] and not known and doc.words[k] not in lex.common and not stopped(lex, doc.words[k])


def _listed(sc: Scene, last: int, names: list[Name]) -> None:
    """Names that share the head noun of the first: ``Bệnh viện A, B và C``."""
    if not sc.lex.syllabic:
        return
    for name in [n for n in names if n.kind == "head"]:
        if name.type not in INSTITUTIONS or name.head is None or name.head.after or name.type == "Government":
            continue
        hospitals = {n.first: n for n in names if n.type == "University"} if name.type == "Hospital" else {}
        for item in _items(sc, name, last, schools=hospitals):
            if item in names:
                # "các bệnh viện A, Đại học Y Dược X, B": its hospital.
                item.type, item.gazetteer = name.type, ""
            else:
                take(sc, names, item)


def _items(
    sc: Scene, name: Name, last: int, plural: bool = False, schools: Mapping[int, Name] | None = None
) -> list[Name]:
    """The names that go on a list which ``name`` opens, none where it is no list; of a ``plural`` noun, not people.

    ``schools`` are universities by their first word: amid several hospitals one stands for its own.
    """
    doc = sc.doc
    items: list[Name] = []
    before = doc.lower[name.first - 1] if name.first else ""
    several = before in sc.lex.blockers and before not in sc.lex.listing
    k = name.last
    closed = False
    while name.head is not None and k + 1 < last and not closed:
        mark = doc.lower[k]
        if mark != "," and mark not in sc.lex.conjunctions:
            break
        closed = mark != ","
        start = k + 1
        known = sc.gazetteer.get(start)
        school = (schools or {}).get(start) if several and not closed else None
        if school is not None and school.last < last and doc.lower[school.last] in sc.lex.conjunctions | {","}:
            items.append(school)
            k = school.last
            continue
        if sc.taken[start] or start in sc.heads or start in sc.titles or start in sc.roles:
            break
        if not capital(doc.words[start]) or (
            doc.words[start] in sc.lex.surnames and not (closed or plural) and person_end(sc, start, last) - start > 2
        ):
            break
        if known is not None and known[1] == "Place" and known[0] == right_end(sc, start, last, name.head)[0]:
            break
        end, _ = right_end(sc, start, last, name.head)
        if end == start or (foreign(doc.words[start]) and len(doc.words[start]) > 1):
            break
        items.append(Name(start, end, name.type, "list", head=name.head, core=start))
        k = end
    more = (k + 2 < last and doc.words[k : k + 2] == [".", "."]) or (k < last and doc.words[k] == "\u2026")
    return items if len(items) > 1 or (items and (closed or more)) else []

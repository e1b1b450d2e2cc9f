"""The short forms by which an article goes on to call its institutions, and the family names of its people."""

from collections.abc import Iterable, Iterator

import regex

from kg.ids import fold
from loaders.names.things import Thing, key_of
from loaders.text.document import Document, lower_of, words_of
from loaders.text.lexicon import CARE, INSTITUTIONS, Lexicon, match_compound
from loaders.text.scene import OPEN, Name, Scene, capital, country_at, emblem, foreign, given, stopped

# Letters of an abbreviation that tell whose it is.
_INITIALS = 3


def find_short_forms(sc: Scene, things: list[Thing]) -> None:
    """Find the bare cores and defined short names of the article's institutions elsewhere in it."""
    doc = sc.doc
    forms: dict[str, list[Thing]] = {}
    parts: dict[str, list[Thing]] = {}
    tiered: dict[str, dict[int, Thing]] = {}
    for thing in things:
        if thing.type not in INSTITUTIONS and thing.type != "Programme":
            continue
        for name in thing.names:
            if name.kind == "alias":
                forms.setdefault(doc.text(name.first, name.last), []).append(thing)
            elif sc.lex.trailing_nouns and thing.type == "Programme" and name.kind == "quoted":
                # "Care in Time": whatever its noun was, it is called so alone from then on.
                text = doc.text(name.first, name.last)
                if name.last - name.first > 1 or telling(sc.lex, text):
                    forms.setdefault(text, []).append(thing)
            elif thing.type in INSTITUTIONS and name.kind == "head":
                for form in _cores(sc, name):
                    forms.setdefault(form, []).append(thing)
                tiered.setdefault(_tiered(sc, name), {})[id(thing)] = thing
                for k in range(name.first, name.last):
                    word = doc.words[k]
                    if emblem(word) and len(word) > 2 and k not in sc.gazetteer and word not in sc.lex.legal:
                        parts.setdefault(word, []).append(thing)
    for form, owners in parts.items():
        # A brand inside longer names is short for them only where nothing bears it alone.
        if form not in forms and all(owner is owners[0] for owner in owners) and not _owns(sc, form, owners[0]):
            forms[form] = owners
    forms |= {form: [*owners.values()] for form, owners in tiered.items() if form and len(owners) == 1}
    for form, owner in _initials(sc, things).items():
        forms.setdefault(form, [owner])
    order = {id(thing): (thing.type != "Company", number) for number, thing in enumerate(things)}
    owned: dict[str, Thing] = {}
    places = [thing for thing in things if thing.type == "Place"]
    houses: dict[str, Thing] = {}
    for first, last, form in _written(doc, (form for form in forms if form != form.lower())):
        if first and given(sc.lex, doc.words[first - 1]) and not sc.taken[first - 1] and last == first + 1:
            continue
        if any(sc.taken[first:last]) and not _over_places(sc, places, first, last):
            continue
        if (last < len(doc.words) and doc.ends[last - 1] == doc.starts[last]) and doc.words[last] in "-@":
            continue
        if not sc.lex.syllabic and _goes_on(sc, last):
            continue
        if form not in owned:
            # Who was not yet spoken of where a form first stands is not meant by it.
            known = [thing for thing in forms[form] if sc.lex.syllabic and thing.names[0].first < first]
            owned[form] = min(known or forms[form], key=lambda t: order[id(t)])
        owner = owned[form]
        if owner.type == "Organization" and sc.lex.plain and country_at(sc, last):
            # "Fundația X", "X România": the foundation of a firm.
            continue
        end, kind = _branch(sc, last, owner)
        if end:
            last, key = end, fold(doc.text(first, end))
            owner = houses.setdefault(key, Thing(kind, (key,), {key}))
            _over_places(sc, places, first, last)
        if owner.type == "Government" and sc.lex.trailing_nouns and _where(sc, first):
            # "the hospital in Gombe", "the hospital, Gombe": the town, not its government.
            continue
        if first and last < len(doc.words) and doc.words[last] in OPEN.get(doc.words[first - 1], ""):
            # the director of "Rambam": the marks are none of the clause's.
            first, last = first - 1, last + 1
        first -= _trade_before(sc, owner, first, last)
        name = Name(first, last, owner.type, "alias", core=first)
        sc.taken[first:last] = [True] * (last - first)
        owner.names.append(name)
    things.extend(houses.values())


def _tiered(sc: Scene, name: Name) -> str:
    """A name without the town or province behind its level, "" for none: ``Bệnh viện Đa khoa tỉnh`` of one province."""
    doc, lex = sc.doc, sc.lex
    if not lex.syllabic or name.head is None:
        return ""
    for k in range(name.first + 1, name.last - 1):
        for size in (2, 1):
            if lex.tiers.get(fold(" ".join(doc.lower[k : k + size])), 0) and k + size < name.last:
                plain = not any(doc.caps[j] for j in range(k, k + size)) and doc.caps[k + size]
                return doc.text(name.first, k + size) if plain else ""
    return ""


def find_tiers(sc: Scene, things: list[Thing]) -> None:
    """Find the hospitals that a paper of their own province calls by their level alone: ``Bệnh viện Đa khoa tỉnh``."""
    doc, lex = sc.doc, sc.lex
    found: dict[str, Thing] = {}
    for at, (end, head) in sorted(sc.heads.items()) if lex.syllabic else ():
        last, level = sc.heads.get(end, (0, None))
        if level is None or level.type != "Place" or head.type not in ("Hospital", "HealthCentre") or sc.taken[at]:
            continue
        named = doc.caps[at] and any(doc.caps[k] for k in range(at + head.noun, end))
        several = at > 0 and (doc.lower[at - 1] in lex.blockers or doc.words[at - 1].isdigit())
        closed = last == len(doc.words) or not doc.caps[last] or doc.words[last] in lex.surnames
        if named and closed and not several and not any(doc.caps[end:last]):
            key = fold(doc.text(at, last))
            if key not in found:
                found[key] = Thing(head.type, (), {key})
                things.append(found[key])
            sc.taken[at:last] = [True] * (last - at)
            found[key].names.append(Name(at, last, head.type, "head", head=head, core=end))


def _initials(sc: Scene, things: list[Thing]) -> dict[str, Thing]:
    """Abbreviations that nothing explains, by the only institution whose words begin so: "UMF", "SCJU", "CHM"."""
    doc, lex = sc.doc, sc.lex
    if lex.syllabic:
        return {}
    written: dict[str, int] = {}
    for k in doc.capitals:
        word = doc.words[k]
        free = not sc.taken[k] and k not in sc.gazetteer and word not in lex.stops
        if free and len(word) >= _INITIALS and word.isalpha() and word.isupper():
            written.setdefault(word, k)
    found: dict[str, list[Thing]] = {}
    exact: dict[str, list[Thing]] = {}
    places = [doc.text(k, end) for k, (end, kind, _, _) in sc.gazetteer.items() if kind == "Place"]
    towns = {"".join(part[0] for part in fold(place).replace("-", " ").split()) for place in places}
    for thing in things if written else ():
        for name in thing.names if thing.type in INSTITUTIONS else ():
            words = [
                w for w in doc.lower[name.core if _abbreviated(doc, name) else name.first : name.last] if w.isalpha()
            ]
            spelled = words_of(name.head.nominative) if name.head is not None and _abbreviated(doc, name) else []
            told = [w for w in (*spelled, *words) if not _joins(lex, w.lower())]
            letters = "".join(fold(w)[0] for w in told)
            # "RVH", Royal Victoria Regional Health Centre: what many names have may be left out.
            loose = "".join(fold(w)[0] + "?" * (w.title() in lex.common) for w in told) if lex.trailing_nouns else ""
            for word, at in written.items():
                # "UPB", Universitatea Politehnica of Bucharest; "IOCN", Institutul Oncologic of Cluj-Napoca.
                own = next((n for n in range(len(word) - 1, 1, -1) if letters.startswith(fold(word)[:n])), 0)
                sited = own > 1 and fold(word)[own:] in towns
                spells = letters.startswith(fold(word)) or (loose and regex.fullmatch(loose, fold(word)) is not None)
                if at > name.first and (sited or spells) and thing not in found.setdefault(word, []):
                    found[word].append(thing)
                    if letters == fold(word):
                        exact.setdefault(word, []).append(thing)
    # "EHS" is Elkin Health Services rather than Elkin Health Services Board.
    return {word: owners[0] for word, owners in (found | exact).items() if len(owners) == 1}


def _joins(lex: Lexicon, word: str) -> bool:
    """Whether a word gives an abbreviation no letter."""
    return word in lex.links or word in lex.conjunctions or word in lex.attached or word in lex.locatives


def _abbreviated(doc: Document, name: Name) -> bool:
    """Whether the noun of a name is an abbreviation: ``UMF „Carol Davila”``."""
    return (
        name.head is not None
        and doc.words[name.first].isupper()
        and len(name.head.nominative) > len(doc.words[name.first])
    )


def _owns(sc: Scene, form: str, house: Thing) -> bool:
    """Whether a brand that stands alone before a hospital of that brand and a town is the company that has it."""
    doc, lex = sc.doc, sc.lex
    if not lex.plain or house.type not in CARE:
        return False
    first = min(house.names, key=lambda n: n.first)
    sited = any(sc.gazetteer.get(k, (0, ""))[:2] == (first.last, "Place") for k in range(first.core, first.last))
    return sited and form in doc.words[: first.first]


def _where(sc: Scene, at: int) -> bool:
    """Whether a word before a name makes it a place: "in X", "hospital, X"."""
    doc = sc.doc
    return at > 1 and (doc.lower[at - 1] in sc.lex.locatives or (doc.words[at - 1] == "," and sc.taken[at - 2]))


def _trade_before(sc: Scene, owner: Thing, first: int, last: int) -> int:
    """How many words before a short form go on with the company's own name: ``Dược Thành Nam`` of ``CTCP Dược ...``."""
    doc, size = sc.doc, 0
    if not sc.lex.syllabic or owner.type != "Company":
        return 0
    full = [doc.words[n.first : n.last] for n in owner.names if n.kind == "head"]
    while first - size - 1 >= 0 and doc.caps[first - size - 1] and not sc.taken[first - size - 1]:
        told = doc.words[first - size - 1 : last]
        if not any(told == words[k : k + len(told)] for words in full for k in range(1, len(words))):
            break
        size += 1
    return size


def _written(doc: Document, forms: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """(first word, end word, form) of each place where a form is written as it is told, the longest at each."""
    table: dict[str, list[tuple[list[str], str]]] = {}
    for form in forms:
        words = words_of(form)
        table.setdefault(words[0], []).append((words, form))
    for told in table.values():
        told.sort(key=lambda one: -len(one[0]))
    done = 0
    for first in [k for k, word in enumerate(doc.words) if word in table]:
        if first >= done:
            for words, form in table[doc.words[first]]:
                last = first + len(words)
                if doc.words[first:last] == words:
                    done = last
                    yield first, last, form
                    break


def _over_places(sc: Scene, places: list[Thing], first: int, last: int) -> bool:
    """Free the places inside a short name that has more to it than them: ``UMC HCMC``."""
    inside = [(t, n) for t in places for n in t.names if first <= n.first and n.last <= last]
    covered = {k for _, n in inside for k in range(n.first, n.last)}
    if not inside or len(covered) == last - first or any(sc.taken[k] and k not in covered for k in range(first, last)):
        return False
    for thing, name in inside:
        thing.names.remove(name)
    return True


def _goes_on(sc: Scene, at: int) -> bool:
    """Whether a word can only go on the name before it: ``Kinetica Recovery`` is longer than ``Kinetica``."""
    doc, lex = sc.doc, sc.lex
    if at >= len(doc.words) or not doc.caps[at] or sc.taken[at] or doc.sentence_of(at) != doc.sentence_of(at - 1):
        return False
    known = (sc.heads, sc.gazetteer, sc.roles, sc.titles)
    return not (any(at in table for table in known) or stopped(lex, doc.words[at]) or given(lex, doc.words[at]))


def _branch(sc: Scene, at: int, owner: Thing) -> tuple[int, str]:
    """Where the name of a branch ends that a short form of its owner begins, and its type: ``Sao Mai Huế``, one
    hospital of a chain, "Lumis Soft", a company; 0 for none.

    The country of a branch is told in one place and left out in another.
    """
    doc, end = sc.doc, at
    if not sc.lex.syllabic or owner.type not in ("Company", "HealthSystem") or at >= len(doc.words):
        return 0, ""
    stop, kind, town, _ = sc.gazetteer.get(at, (0, "", "", False))
    if kind == "Place" and "-" in town and doc.caps[at] and doc.ends[at - 1] + 1 == doc.starts[at]:
        return stop, "Hospital" if owner.type == "HealthSystem" else "Company"
    while end < len(doc.words) and _goes_on(sc, end) and foreign(doc.words[end]):
        end += 1
    return (end if end > at else 0), "Company"


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
        # So does the kind of a hospital: "Quốc tế X".
        own = start
        while name.type in CARE and lex.syllabic and (kind := match_compound(lex.lowercase, doc.lower, own, end)):
            own += kind
        start = own if end - own > 1 else start
        while end > start and doc.lower[end - 1] in lex.weak:
            end -= 1
        # "Công ty TNHH Meditech Việt Nam": the country of a branch is left out.
        land = next((k for k in range(start + 1, end) if sc.gazetteer.get(k, (0, "", ""))[0] == end), end)
        if name.type == "Company" and lex.syllabic and land < end and len(sc.gazetteer[land][2]) == 2:
            end = land
        while end > start and doc.lower[end - 1] in lex.links:
            end -= 1
        if start >= end:
            continue
        known = sc.gazetteer.get(start)
        if known is not None and known[0] >= end and known[1] == "Place":
            continue
        words = doc.words[start:end]
        common = _common(lex, doc, start, end)
        if capital(words[0]) and not common and (len(words) > 1 or telling(lex, words[0])):
            found.append(doc.text(start, end))
        small = end - 2
        if lex.articled and start < small and doc.lower[small] in lex.of and doc.caps[end - 1] and doc.caps[small - 1]:
            # "Hôpital Dalal Jamm de Guédiawaye"; "Hassan II" is a king.
            left = doc.words[start:small]
            plain = all(map(capital, left)) and not (small - start > 1 and left[-1].isupper())
            if plain and not _common(lex, doc, start, small) and (small - start > 1 or telling(lex, left[0])):
                found.append(doc.text(start, small))
    return found


def _common(lex: Lexicon, doc: Document, start: int, end: int) -> bool:
    """Whether words are nothing but compounds that many names have."""
    while start < end:
        step = match_compound(lex.lowercase, doc.lower, start, end) or (doc.lower[start] in lex.weak)
        if not step:
            return False
        start += step
    return True


def telling(lex: Lexicon, word: str) -> bool:
    """Whether one word alone may be a short name: written like a brand, or long and of no other use."""
    if emblem(word):
        return True
    odd = (
        foreign(word)
        if lex.syllabic
        else word not in lex.openers
        and word not in lex.common
        and (lower_of(word),) not in lex.parts.get(lower_of(word), ())
    )
    return odd and len(word) > 3


def gather_people(doc: Document, lex: Lexicon, things: list[Thing], names: list[Name]) -> None:
    """Gather the names of people, the longest first, to those whom they name."""
    people: list[Thing] = []
    # "Radu și Lavinia Covaci": both are called Covaci.
    family = {n.first - 1: [doc.words[n.last - 1]] for n in names if n.last > n.first + 1 and n.first > 1}
    family = {k: word for k, word in family.items() if doc.lower[k] in lex.conjunctions}
    for name in sorted(names, key=lambda n: (n.first - n.last, _nominative(lex, doc.words[n.first]) is not None)):
        own = [w for w in doc.words[name.first : name.last] if w[0].isalnum()]
        if len(own) == 1 and lex.plain and given(lex, own[0]):
            own += family.get(name.last, [])
        words = tuple(fold(w) for w in [_nominative(lex, own[0]) or own[0], *own[1:]])
        meant = [p for p in people if words == p.core or _short_of(words, p.core)]
        thing = _addressed(doc, lex, name, meant) if len(meant) > 1 else next(iter(meant), None)
        if thing is None:
            thing = Thing("Person", words)
            people.append(thing)
        thing.full.add(key_of(doc, name))
        thing.names.append(name)
    for thing in people:
        # A lone word after a form of address with no full name anywhere tells a reader nothing.
        thing.alive = len(thing.core) > 1
    things.extend(people)


def _addressed(doc: Document, lex: Lexicon, name: Name, people: list[Thing]) -> Thing:
    """Of people of one family name the one whom a form of address fits: "Miss Oakes" is none of "Canon Hugh Oakes"."""
    mine = _forms(doc, lex, [name])
    for words in lex.addressed.values():
        if mine & set(words):
            people = [p for p in people if all(form in words for form in _forms(doc, lex, p.names))] or people
    return people[0]


def _forms(doc: Document, lex: Lexicon, names: list[Name]) -> set[str]:
    """The forms of address before names that tell men from women."""
    told = {doc.lower[n.around[0]].rstrip(".") for n in names if n.around is not None and n.around[0] < n.first}
    return {form for form in told if any(form in words for words in lex.addressed.values())}


def _nominative(lex: Lexicon, word: str) -> str | None:
    """The given name of which a word is another case, if it is: Daniela for ``Danielei``."""
    found = (word.removesuffix(end) + plain for end, plain in lex.cases.items() if word.endswith(end))
    return next((w for w in found if w in lex.surnames and word not in lex.surnames), None)


def find_surnames(sc: Scene, things: list[Thing]) -> None:
    """Find the family names of the article's people where they stand alone."""
    doc = sc.doc
    if sc.lex.syllabic:
        return
    owners: dict[str, Thing | None] = {}
    for thing in things:
        for surname in _surnames(doc, thing) if thing.type == "Person" and thing.alive else ():
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


def _surnames(doc: Document, thing: Thing) -> set[str]:
    """The family name of a person as the article writes it, and either half of one that is two."""
    written = {doc.words[n.last - 1] for n in thing.names}
    return written | {half for word in written for half in word.split("-") if half.istitle()}


def _short_of(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    if len(short) >= len(full):
        return False
    return (
        (short == full[: len(short)] and len(short) > 1)
        or short == full[-len(short) :]
        or (len(short) == 1 and short[0] in (full[0], full[-1]))
    )

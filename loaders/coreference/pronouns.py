"""What pronouns mean: "it" at the head of a sentence, "she" within one, "this is a hospital"."""

from collections.abc import Collection

from loaders.coreference.antecedents import STILL
from loaders.names.things import Thing, akin
from loaders.text.lexicon import INSTITUTIONS, Lexicon, match_compound
from loaders.text.quotes import quoted
from loaders.text.scene import Name, Scene, attached, inside_phrase

# Words of a phrase before the pronoun that is the subject: "In May 2024, it".
_LEAD = 6
# Words in which a time or place may stand before the pronoun of a sentence.
_FRONT = 8
# Words between a preposition and the person whom it ties in.
_PHRASE = 4
# Words before the subject of a sentence.
_OPENING = 3


def pronouns(sc: Scene, named: list[Name]) -> list[Name]:
    """Pronouns that open a sentence, put to what the sentence before it is about."""
    doc, found = sc.doc, list[Name]()
    if not sc.lex.pronouns:
        return found
    by_sentence: dict[int, list[Name]] = {}
    by_people: dict[int, list[Name]] = {}
    known = INSTITUTIONS | ({"Person", ""} if sc.lex.trailing_nouns or sc.lex.articled else {"Person"})
    ends: set[int] = set()
    for name in named:
        # "Founded by A and B, X employs 60 people. It": neither A nor B.
        begin = name.around[0] if name.around else name.first
        listed = begin - 1 in ends and doc.lower[begin - 1] in sc.lex.conjunctions
        tied = attached(sc, name.first) or (listed and not sc.lex.syllabic)
        if tied:
            ends.add(name.last)
        if name.type in known and not tied:
            by_sentence.setdefault(doc.sentence_of(name.first), []).append(name)
        elif name.type == "Person":
            by_people.setdefault(doc.sentence_of(name.first), []).append(name)
    for number, (opening, last) in enumerate(doc.sentences):
        first = _pronoun_at(sc, opening, last)
        if first == opening and doc.lower[first] in sc.lex.locatives | sc.lex.preludes:
            # "In 2024, it was accredited"
            comma = next((k for k in range(first, min(first + _LEAD, last - 1)) if doc.words[k] == ","), first - 1)
            first = comma + 1
        kind = sc.lex.pronouns.get(doc.lower[first])
        if kind and match_compound(sc.lex.expletives, doc.lower, first, last):
            # "Il s'agit d'un accord": nobody is meant.
            continue
        if not kind and (at := _left_out(sc, opening, last)) >= 0 and number:
            # "A mai condus": of who the sentence before is about, if that is a person.
            before = by_sentence.get(number - 1, [])[:1]
            here = [n for n in (*by_sentence.get(number, []), *by_people.get(number, [])) if n.type == "Person"]
            if [n.type for n in before] == ["Person"] and all(n.first > at + _FRONT for n in here):
                name = Name(at, at + 1, "Person", "anaphor", core=at, said=doc.lower[at])
                name.entity = before[0].entity
                found.append(name)
                by_sentence.setdefault(number, []).insert(0, name)
                continue
        spoken = by_sentence.get(number - 1, []) if kind else []
        led = match_compound(sc.lex.leads, doc.lower, opening, last) > 0
        if first > opening and not led and any(n.first < first for n in by_sentence.get(number, [])):
            continue
        if kind and sc.lex.syllabic:
            spoken = _of_such(sc, first, [n for n in spoken if n.type != "Person"], number - 1)
        if not sc.lex.syllabic:
            # "Born of the merger of X and Y, Z has 900 beds. It": Z.
            spoken = [n for n in spoken if not inside_phrase(sc, n.first)] or spoken
        if kind == "any" and sc.lex.articled and _two(sc, spoken):
            # "A and B have bought shares of it. It": neither.
            spoken = [n for n in spoken if n.type == "Person"]
        people = [n for n in spoken if n.type == "Person"] or (by_people.get(number - 1, []) if kind else [])
        if kind and sc.lex.feminine:
            people = _of_gender(sc, first, number, by_sentence, by_people)
            spoken = [n for n in spoken if n.type != "Person" or n in people]
        told = people if kind == "Person" or (people and _appointed(sc, kind, number - 1)) else spoken
        if kind == "last":
            # "celui-ci": whoever was named last, whatever for.
            told = [n for n in reversed(named) if n.type in known and doc.sentence_of(n.first) == number - 1]
        other = sc.lex.genders.get(doc.lower[first], frozenset()) if kind else frozenset()
        fit = (n for n in told if n.type == "Person" or other.isdisjoint(doc.lower[max(0, n.first - 1) : n.first + 1]))
        meant = next(fit, None)
        if meant is None or (kind == "org" and meant.type == "Person"):
            continue
        name = Name(first, first + 1, meant.type, "anaphor", core=first, head=meant.head)
        name.entity = meant.entity
        found.append(name)
        by_sentence.setdefault(number, []).insert(0, name)
    return found + (_he_and_she(sc, named, found) if sc.lex.addressed else [])


def _two(sc: Scene, spoken: list[Name]) -> bool:
    """Whether two institutions together are the subject with which a sentence begins."""
    told = sorted((n for n in spoken if n.type in INSTITUTIONS), key=lambda n: n.first)[:2]
    if len(told) < 2 or told[0].first - sc.doc.sentences[sc.doc.sentence_of(told[0].first)][0] >= _OPENING:
        return False
    between = sc.doc.lower[told[0].last : (told[1].around or (told[1].first,))[0]]
    return between[:1] != [] and between[0] in sc.lex.conjunctions and all(w in sc.lex.articles for w in between[1:])


def _he_and_she(sc: Scene, named: list[Name], opening: list[Name]) -> list[Name]:
    """The personal pronouns inside sentences: whoever their sentence is about, or who was called so last."""
    doc, lex = sc.doc, sc.lex
    known = {n.first: n for n in opening}
    forms: dict[int, set[str]] = {}
    people: dict[int, list[Name]] = {}
    for name in named:
        if name.type == "Person" and name.kind == "person":
            people.setdefault(doc.sentence_of(name.first), []).append(name)
            if name.around is not None and name.around[0] < name.first:
                forms.setdefault(name.entity, set()).add(doc.lower[name.around[0]].rstrip("."))
    last: dict[str, Name] = {}
    opened: dict[str, Name] = {}
    found: list[Name] = []
    inside = quoted(doc)
    for at, word in enumerate(doc.lower):
        if word not in lex.addressed or inside[at]:
            continue
        number = doc.sentence_of(at)
        if at in known:
            # "With the broadcaster A she founded X. She": not A.
            told = [n for n in people.get(number - 1, ()) if n.entity == known[at].entity]
            if told and all(_oblique(sc, n) for n in told) and word in last:
                known[at].entity = last[word].entity
            last[word] = opened[word] = known[at]
            continue
        before = [n for n in people.get(number, ()) if n.first < at and _called(lex, forms.get(n.entity, ()), word)]
        free = [n for n in before if not _oblique(sc, n)]
        # "He follows A, who said that he will go. He": not A.
        recent = opened.get(word, last.get(word)) if at in doc.firsts else last.get(word)
        if recent is not None and not doc.sentence_of(recent.first) >= number - STILL:
            recent = None
        if len({n.entity for n in free}) == 1:
            meant: Name | None = free[0]
        elif free:
            meant = None
        elif recent is not None:
            meant = recent
        else:
            told = [n for n in people.get(number - 1, ()) if _called(lex, forms.get(n.entity, ()), word)]
            meant = told[0] if len({n.entity for n in (*told, *before)}) == 1 and told else None
        if meant is None:
            continue
        name = Name(at, at + 1, "Person", "anaphor", core=at)
        name.entity = meant.entity
        last[word] = name
        found.append(name)
    return found


def _of_gender(
    sc: Scene, at: int, number: int, by_sentence: dict[int, list[Name]], by_people: dict[int, list[Name]]
) -> list[Name]:
    """The people of the gender of a pronoun that are spoken of in the sentences before, the nearest that has any."""
    doc, lex = sc.doc, sc.lex
    woman = doc.lower[at] in lex.feminine
    full = {n.entity: doc.words[n.first] for names in (by_sentence, by_people) for ns in names.values() for n in ns
            if n.type == "Person" and n.last > n.first + 1}  # fmt: skip
    for before in range(number - 1, max(-1, number - 1 - STILL), -1):
        named = [n for n in (*by_sentence.get(before, []), *by_people.get(before, [])) if n.type == "Person"]
        fit = [
            n for n in named if (given := full.get(n.entity)) and woman == (given[-1] == "a" and given not in lex.men)
        ]
        if fit:
            return fit
    return []


def _left_out(sc: Scene, first: int, last: int) -> int:
    """Where the verb of a sentence stands that opens it with no subject, a time told first or not; -1 for nowhere."""
    doc, lex = sc.doc, sc.lex
    if not lex.subjectless or doc.lower[first] in lex.subjectless:
        return first if lex.subjectless else -1
    if doc.lower[first] not in lex.locatives and doc.lower[first] not in lex.since:
        return -1
    for k in range(first + 1, min(first + _FRONT, last - 1)):
        told = doc.words[k - 1] == "," or doc.words[k - 1].isdigit() or doc.lower[k - 1] in lex.since
        if doc.lower[k] in lex.subjectless:
            return k if told else -1
    return -1


def _called(lex: Lexicon, forms: Collection[str], pronoun: str) -> bool:
    """Whether nothing in the forms of address of a person speaks against a pronoun: "Mr X" is no "she"."""
    others = (words for word, words in lex.addressed.items() if word != pronoun)
    return not any(form in words and form not in lex.addressed[pronoun] for words in others for form in forms)


def _oblique(sc: Scene, name: Name) -> bool:
    """Whether a preposition ties a person in: "with the broadcaster X"."""
    doc = sc.doc
    begin = doc.sentences[doc.sentence_of(name.first)][0]
    for k in range(name.first - 1, max(begin - 1, name.first - _PHRASE - 1), -1):
        if doc.lower[k] in sc.lex.attached or doc.lower[k] in sc.lex.escorts:
            return True
        if doc.words[k] in ",;.":
            return False
    return False


def _of_such(sc: Scene, at: int, spoken: list[Name], before: int) -> list[Name]:
    """Whom ``Đây là bệnh viện ...`` means: the only one of such in the sentence before, or with whom that begins."""
    doc, lex = sc.doc, sc.lex
    k = at + 2
    while k < min(at + 5, len(doc.words)) and (doc.lower[k] in lex.blockers or doc.lower[k] in lex.particles):
        k += 1
    size = match_compound(lex.counted_nouns, doc.lower, k, len(doc.words))
    if doc.lower[at + 1 : at + 2] not in [[word] for word in lex.copulas] or not size:
        return []
    kind = lex.noun_types[" ".join(doc.lower[k : k + size])]
    fit = [n for n in spoken if not kind or akin(n.type, kind)]
    alone = len({n.entity for n in fit}) == 1
    return fit[:1] if fit and (alone or fit[0].first - doc.sentences[before][0] < _OPENING) else []


def _appointed(sc: Scene, kind: str | None, number: int) -> bool:
    """Whether a sentence tells of an appointment, so that what may mean both goes on about who was appointed."""
    if kind != "any" or number < 0:
        return False
    first, last = sc.doc.sentences[number]
    return any(sc.doc.lower[k] in sc.lex.appointing for k in range(first, last))


def _pronoun_at(sc: Scene, first: int, last: int) -> int:
    """Where a sentence has its pronoun: its first word, or behind a time or place told first: "In 2019, it bought"."""
    doc, lex = sc.doc, sc.lex
    if match_compound(lex.fronts, doc.lower, first, last):
        near = range(first + 1, min(first + _FRONT, last))
        return next((k for k in near if doc.lower[k] in lex.pronouns and doc.words[k].islower()), first)
    if match_compound(lex.leads, doc.lower, first, last):
        # "Founded in 1998 by X, it employs"
        near = range(first + 2, min(first + 2 * _FRONT, last))
        return next((k for k in near if doc.words[k - 1] == "," and doc.lower[k] in lex.pronouns), first)
    return first


def person_meant(sc: Scene, things: list[Thing], first: int, last: int, found: list[Name]) -> Name | None:
    """A pronoun put to the person named last before it who is nowhere called by the opposite form of address.

    "Ông học dưới sự hướng dẫn của GS. X. Ông": the sentence before is about another than X.
    """
    doc, lex = sc.doc, sc.lex
    if doc.caps[last : last + 1] == [True] or (first and doc.lower[first - 1] in lex.blockers):
        return None
    opposite = lex.opposites.get(doc.lower[first], "")
    spoken = [(n, thing) for thing in things if thing.alive and thing.type == "Person" for n in thing.names]
    if lex.syllabic:
        spoken += [(n, things[n.entity]) for n in found if n.type == "Person"]
    fit = []
    for name, thing in sorted(spoken, key=lambda p: -p[0].first):
        addressed = (doc.lower[n.around[0]] for n in thing.names if n.around is not None)
        if name.first < first and opposite not in addressed:
            fit.append((name, thing))
            if not lex.syllabic or not _of_others(sc, name):
                break
            # Who is only spoken of as another's stands back behind whom the same sentence is about.
    if not fit:
        return None
    latest, other = fit[0], fit[-1]
    near = doc.sentence_of(latest[0].first) == doc.sentence_of(other[0].first) < doc.sentence_of(first)
    name = Name(first, last, "Person", "anaphor", core=first)
    name.entity = (other if near else latest)[1].names[0].entity
    return name


def _of_others(sc: Scene, name: Name) -> bool:
    """Whether a person stands behind "of" or "with": the sentence is about another."""
    at = name.around[0] if name.around is not None else name.first
    while at - 1 in sc.titles and sc.titles[at - 1] <= name.first:
        at -= 1
    before = sc.doc.lower[at - 1] if at else ""
    return before in sc.lex.of or before in sc.lex.escorts

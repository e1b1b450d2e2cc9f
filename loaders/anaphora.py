"""What definite nouns and pronouns mean: "the hospital", "both parties", "she", and what a passage speaks of."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Collection
from itertools import pairwise

from kg.ids import fold
from loaders.document import Document
from loaders.lexicon import CARE, INSTITUTIONS, Lexicon, match_compound
from loaders.lists import item_at
from loaders.quotes import inside_quotes
from loaders.scene import VOICES, Name, Scene, capital, emblem
from loaders.sides import of_nation
from loaders.things import STEM, Cast, Thing, akin
from loaders.townsmen import local, of_town, placed, there

# So many names back a reader still knows what "the hospital" is; no article of usual length has more.
_RECALLED = 400
# Types whose nouns mean many other things too: "the system", "the programme".
_LOOSE = frozenset({"Programme", "HealthSystem"})
# What a bare noun means whether or not its name has that noun: "the hospital" may be an infirmary, "the trust" not.
_CARERS = frozenset({"Hospital", "HealthCentre", "Programme"})
# A chain of clinics is a company too.
_FIRMS = frozenset({"Company", "HealthSystem"})
# Words of a phrase before the pronoun that is the subject: "In May 2024, it".
_LEAD = 6
# Words in which a time or place may stand before the pronoun of a sentence.
_FRONT = 8
# Sentences through which what an article began with is still its subject while others are spoken of.
_STILL = 3
# Words between a preposition and the person whom it ties in.
_PHRASE = 4
# Words before the subject of a sentence.
_OPENING = 3
# How often an article names at least what it is about.
_TOLD_OFTEN = 3


def find_anaphors(sc: Scene, things: list[Thing], names: list[Name]) -> tuple[list[Name], list[Name]]:
    """Definite nouns put to the institution last spoken of, and words for "both parties"."""
    doc, lex = sc.doc, sc.lex
    voices = {n.first: n for n in names if n.kind == "anaphor"}
    found: list[Name] = []
    pairs: list[Name] = []
    firms = not lex.syllabic
    starts = [
        (n.first, n)
        for n in names
        if n.type in INSTITUTIONS or n.type == "Programme" or (firms and _firm_subject(sc, n))
    ]
    ended = {(n.last, n.type) for _, n in starts}
    taken_from = {n.first for _, n in starts}
    # The noun of a quoted name is a part of it.
    nouns = {k for n in names if n.around and n.kind == "quoted" for k in range(n.around[0], n.first)}
    sited = {first: at for first, _, _, at in placed(sc)}
    spots = [*sc.hits["anaphora"], *((first, last, kind) for first, last, kind, _ in placed(sc))]
    for first, last, kind in sorted(spots) if sited else spots:
        if (first not in sited and any(sc.taken[first:last])) or first in nouns:
            continue
        if kind == "Company" and lex.syllabic and first in sc.in_roles and doc.words[first].isupper():
            # "Chủ tịch HĐQT": the board is but a part of the post.
            continue
        if kind == "pair" and first and doc.lower[first - 1] in lex.blockers:
            continue
        if kind == "pair":
            pairs.append(Name(first, last, "pair", "anaphor"))
            continue
        if kind == "Person":
            meant = _person_meant(sc, things, first, last, found)
            found += [meant] if meant is not None else []
            continue
        # "du groupe": the preposition is none of the noun's words.
        first += doc.lower[first] in lex.of and last > first + 1
        near = starts
        if first in sited:
            near = there(sc, starts, things, sited[first], kind)
        elif local(lex, doc, last):
            near, told = of_town(sc, starts, things, doc.lower[last], kind)
            if not told and not lex.articled:
                near = starts
            elif not told and len({n.entity for _, n in near}) > 1:
                continue
            last += told or lex.articled
        elif lex.plain and last < len(doc.words) and doc.lower[last] in lex.nations:
            # "spitalul maghiar"
            near = of_nation(sc, starts, names, lex.nations[doc.lower[last]], kind)
            if not near:
                continue
            last += 1
        elif last + 1 < len(doc.words) and doc.lower[last] in lex.locatives and doc.caps[last + 1]:
            # "the hospital in Carei": Carei Town Hospital, wherever it was named.
            townsmen, told = of_town(sc, starts, things, doc.words[last + 1], kind)
            near = townsmen if told else starts
        before = doc.lower[first - 1] if first else ""
        # "our hospital": of who says so.
        ours = voices.get(last) or voices.get(last - 1)
        if ours is not None and doc.lower[ours.first] in lex.ours and akin(ours.type or "Company", kind):
            name = Name(first, max(last, ours.last), ours.type, "anaphor", core=first, head=ours.head)
            name.entity = ours.entity
            found.append(name)
            insort(starts, (first, name), key=lambda start: start[0])
            continue
        after = doc.words[last] if last < len(doc.words) else "."
        # "đơn vị được": the unit spoken of; before other words it is any unit.
        if kind == "org" and lex.syllabic and last - first == 2 and after not in lex.predicates:
            continue
        counted = before in lex.blockers or before.replace(".", "").isdigit()
        if counted or (after[0].isalpha() and _describes(lex, doc, last)):
            continue
        if lex.plain and kind in INSTITUTIONS and _introduces(sc, last):
            continue
        if kind in _LOOSE and lex.followers and after[0].isalpha() and after not in lex.followers:
            continue
        if before == "," and any(end == first - 1 and akin(t, kind) for end, t in ended):
            continue
        if (lex.articled or lex.trailing_nouns) and after in lex.of and _names_whole(sc, last, taken_from):
            continue
        # "l'unité des maladies rares": what it is for tells which, not what was spoken of.
        if lex.articled and after in lex.of and _purpose(sc, last + 1):
            continue
        last_one = _antecedent(sc, near, first, kind, last)
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
    by_people: dict[int, list[Name]] = {}
    known = INSTITUTIONS | ({"Person", ""} if sc.lex.trailing_nouns or sc.lex.articled else {"Person"})
    for name in named:
        if name.type in known and not _attached(sc, name.first):
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
            spoken = [n for n in spoken if not _inside_phrase(sc, n.first)] or spoken
        people = [n for n in spoken if n.type == "Person"] or (by_people.get(number - 1, []) if kind else [])
        if kind and sc.lex.feminine:
            people = _of_gender(sc, first, number, by_sentence, by_people)
            spoken = [n for n in spoken if n.type != "Person" or n in people]
        told = people if kind == "Person" or (people and _appointed(sc, kind, number - 1)) else spoken
        # "celui-ci": whoever was named last.
        meant = next(reversed(told) if kind == "last" else iter(told), None)
        if meant is None or (kind == "org" and meant.type == "Person"):
            continue
        name = Name(first, first + 1, meant.type, "anaphor", core=first, head=meant.head)
        name.entity = meant.entity
        found.append(name)
        by_sentence.setdefault(number, []).insert(0, name)
    return found + (_he_and_she(sc, named, found) if sc.lex.addressed else [])


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
    found: list[Name] = []
    quotes = inside_quotes(doc)
    for at, word in enumerate(doc.lower):
        if word not in lex.addressed or quotes[at]:
            continue
        number = doc.sentence_of(at)
        if at in known:
            # "With the broadcaster A she founded X. She": not A.
            told = [n for n in people.get(number - 1, ()) if n.entity == known[at].entity]
            if told and all(_oblique(sc, n) for n in told) and word in last:
                known[at].entity = last[word].entity
            last[word] = known[at]
            continue
        before = [n for n in people.get(number, ()) if n.first < at and _called(lex, forms.get(n.entity, ()), word)]
        free = [n for n in before if not _oblique(sc, n)]
        recent = last.get(word)
        if recent is not None and not doc.sentence_of(recent.first) >= number - _STILL:
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
    for before in range(number - 1, max(-1, number - 1 - _STILL), -1):
        named = [n for n in (*by_sentence.get(before, []), *by_people.get(before, [])) if n.type == "Person"]
        fit = [
            n for n in named if (given := full.get(n.entity)) and woman == (given[-1] == "a" and given not in lex.men)
        ]
        if fit:
            return fit
    return []


def _introduces(sc: Scene, at: int) -> bool:
    """Whether the words behind a definite noun only describe a name to come: "producătorul leton de implanturi X"."""
    doc, lex = sc.doc, sc.lex
    if at >= len(doc.words) or not (doc.lower[at] in lex.nations or local(lex, doc, at) or doc.lower[at] == "de"):
        return False
    end = next((k for k in range(at, min(at + _LEAD, len(doc.words))) if not doc.words[k].islower()), at)
    small = lex.attached | lex.of | lex.conjunctions | lex.sites | lex.locatives
    verbs = any(match_compound(lex.resumes, doc.lower, k, end) for k in range(at, end))
    return end > at + 1 and doc.caps[end] and doc.lower[end - 1] not in small and not verbs


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


def _firm_subject(sc: Scene, name: Name) -> bool:
    """Whether a sentence begins with a name that nothing explains: most likely that of a company."""
    opens = name.first - sc.doc.sentences[sc.doc.sentence_of(name.first)][0] < _OPENING - 1
    return not name.type and name.kind == "brand" and opens and not _attached(sc, name.first)


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


def _purpose(sc: Scene, at: int) -> bool:
    """Whether a plain noun stands at a word: no name, no article, no other definite noun."""
    doc = sc.doc
    word = doc.words[at] if at < len(doc.words) else ""
    return word.isalpha() and word.islower() and len(word) > 3 and word not in sc.lex.articles and at not in sc.heads


def _names_whole(sc: Scene, at: int, starts: set[int]) -> bool:
    """Whether a definite noun is told apart by what it belongs to: ``the maternity ward of the hospital X``."""
    return at + 1 in starts or (at + 2 in starts and not sc.doc.caps[at + 1])


def _person_meant(sc: Scene, things: list[Thing], first: int, last: int, found: list[Name]) -> Name | None:
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


def _antecedent(sc: Scene, starts: list[tuple[int, Name]], at: int, kind: str, end: int = 0) -> Name | None:
    """The institution that a definite noun, words ``at`` to ``end``, means: the last one that has its noun or its type,
    or what was spoken of last.
    """
    doc = sc.doc
    near = bisect_left(starts, at, key=lambda start: start[0])
    open_ones = [(k, n) for k, n in starts[max(0, near - _RECALLED) : near] if not (k and doc.words[k - 1] == "(")]
    if (sc.lex.articled or sc.lex.trailing_nouns) and (begin := item_at(doc, at)) >= 0:
        # Each item of a round-up speaks of its own.
        open_ones = [(k, n) for k, n in open_ones if k >= begin] or open_ones
    # "Luxara was founded in 2015. The company": an unknown name may be a company's, and nothing else.
    open_ones = [(k, n) for k, n in open_ones if n.type or kind == "Company"]
    if kind != "org":
        behind = end and kind not in _CARERS and (sc.lex.articled or sc.lex.trailing_nouns)
        noun = fold(doc.lower[end - 1 if behind else at])[:STEM]
        if sc.lex.syllabic:
            noun = _compound(sc, at, end)
        own = sc.lex.syllabic and kind in INSTITUTIONS
        recent = [
            n
            for _, n in reversed(open_ones)
            if akin(n.type or "Company", kind)
            or (kind == "care" and n.type in CARE)
            or (own and _has_noun(sc, n, noun))
        ]
        if end and sc.lex.trailing_nouns and kind == "Hospital":
            recent = [n for n in recent if _noun_type(sc, n) in ("", kind)] or recent
        if sc.lex.syllabic and match_compound(sc.lex.demonstratives, doc.lower, end - 1, end):
            # "cơ sở này": whichever alone the sentence before spoke of, not the hero of the article.
            start, since = (doc.sentences[max(0, doc.sentence_of(at) - back)][0] for back in (0, 1))
            lately = [n for n in recent if since <= n.first < start and (n.type == kind or {n.type, kind} <= CARE)]
            recent = lately if len({n.entity for n in lately}) == 1 else recent
        recent = (_unlike(sc, recent, at, end) if kind in CARE else []) or recent
        # "X has worked with Y since 2019. The hospital": X, or who was spoken of before.
        aside = [n for n in recent if doc.lower[n.first - 1] in sc.lex.escorts]
        if sc.lex.syllabic:
            # Nor is it the house of one who looked on at what was done: "Dự lễ có ông A, Giám đốc Bệnh viện X".
            begin = doc.sentences[doc.sentence_of(at)][0]
            apart = _enumerated(sc, recent)
            aside = [n for n in recent if n.first < begin and (n in aside or n.first in apart or _guest(sc, n))]
        recent = [n for n in recent if n not in aside] or recent
        # "the start-up X develops ...; the start-up supplies": whom the noun itself was put before.
        just = doc.sentences[max(0, doc.sentence_of(at) - 1)][0]
        told = [n for n in recent if behind and n.first > just and fold(doc.lower[n.first - 1])[:STEM] == noun]
        # "MedNova was founded in 2018. ... the company": with whom the sentence before begins, whatever its noun.
        lead = _lead(sc, recent, at, kind) if sc.lex.syllabic and kind == "Company" else []
        same_noun = told[:1] or lead or [n for n in recent if _has_noun(sc, n, noun)]
        if sc.lex.plain and same_noun:
            # "Fondul X ... X ... Fondul": of X, too, where it was last called by its name alone.
            called = {n.entity for n in same_noun}
            same_noun = [n for n in recent if n.entity in called]
        same_type = [
            n for n in recent if (n.type or "Company") == kind or (not sc.lex.syllabic and {n.type, kind} == _FIRMS)
        ]
        if sc.lex.plain and kind == "HealthSystem":
            # "rețeaua": a chain before a company.
            same_type = [n for n in same_type if n.type == kind] or same_type
        if sc.lex.plain and kind == "Government" and doc.lower[at] not in sc.lex.loose:
            # "primăria": of no ministry.
            return _prominent(sc, same_noun)
        if kind == "Government" and (sc.lex.articled or sc.lex.trailing_nouns):
            # "the ministry" is no county, and "the region" no foundation.
            return _prominent(sc, same_noun or ([] if doc.lower[end - 1] in sc.lex.precise else same_type))
        fit = same_noun or same_type or (recent if kind not in _LOOSE or not sc.lex.syllabic else [])
        return _headline(sc, fit, at) or _prominent(sc, fit)
    open_ones = [(k, n) for k, n in open_ones if n.type != "Programme"]
    begin = doc.sentences[doc.sentence_of(at)][0]
    earlier = [(k, n) for k, n in open_ones if k < begin and n.type != "Government"] or open_ones
    if not earlier:
        return None
    if (hero := _hero([n for _, n in reversed(earlier)])) is not None:
        return hero
    topic = doc.sentence_of(earlier[-1][0])
    spoken = [(k, n) for k, n in earlier if doc.sentence_of(k) == topic]
    # "A member of X, the institute Y ...": the sentence is about Y.
    free = (n for k, n in spoken if not ((sc.lex.articled or sc.lex.trailing_nouns) and _attached(sc, k)))
    return next(free, spoken[0][1])


def _unlike(sc: Scene, recent: list[Name], at: int, end: int) -> list[Name]:
    """Of names, the latest first, those whose things were not just called by another noun, that of their own names:
    "the trust's chair and the hospital's director" are of two. None where only who was named long before is left.
    """
    if sc.lex.syllabic or not end:
        return []
    doc = sc.doc
    just, lately = (doc.sentences[max(0, doc.sentence_of(at) - back)][0] for back in (1, _STILL))
    noun = fold(doc.lower[end - 1])[:STEM]
    called = {
        n.entity
        for n in recent
        if n.kind == "anaphor" and n.first >= just and (own := fold(doc.lower[n.last - 1])[:STEM]) != noun
        if any(m.entity == n.entity and m.kind != "anaphor" and _has_noun(sc, m, own) for m in recent)
    }
    rest = [n for n in recent if n.entity not in called]
    return rest if called and rest and rest[0].first >= lately else []


def _enumerated(sc: Scene, recent: list[Name]) -> set[int]:
    """Where names stand that a list has beside others of their kind: "the hospital" is none of several.

    With whom a sentence begins it may mean all the same.
    """
    doc, told = sc.doc, sorted((n for n in recent if n.kind != "anaphor"), key=lambda n: n.first)
    found: set[int] = set()
    for one, other in pairwise(told):
        between = range(one.last, other.first)
        listed = len(between) == 1 and (doc.words[one.last] == "," or doc.lower[one.last] in sc.lex.conjunctions)
        if listed and one.entity != other.entity:
            begins = one.first - doc.sentences[doc.sentence_of(one.first)][0] < _FRONT
            found |= {other.first} if begins else {one.first, other.first}
    return found


def _headline(sc: Scene, recent: list[Name], at: int) -> Name | None:
    """Of names, the latest first, that of the only thing of its kind in the headline, where the sentence before names
    none.
    """
    doc = sc.doc
    just = doc.sentences[max(0, doc.sentence_of(at) - 1)][0]
    if not sc.lex.syllabic or not doc.titles:
        return None
    if any(n.first >= just and doc.lower[n.first - 1] not in sc.lex.of for n in recent):
        return None
    end = doc.sentences[doc.titles - 1][1]
    titled = {n.entity for n in recent if n.first < end}
    return next(n for n in recent if n.entity in titled) if len(titled) == 1 else None


def _guest(sc: Scene, name: Name) -> bool:
    """Whether a name only tells where somebody has a post who looked on."""
    held = name.first in sc.posted or (sc.doc.lower[name.first - 1] in sc.lex.of and name.first - 1 in sc.posted)
    return held and sc.doc.sentence_of(name.first) in sc.guests


def _lead(sc: Scene, recent: list[Name], at: int, kind: str) -> list[Name]:
    """The only one of a type in the sentence before, where that begins with it."""
    number = sc.doc.sentence_of(at) - 1
    if number < sc.doc.titles:
        return []
    first, last = sc.doc.sentences[number]
    told = [n for n in recent if first <= n.first < last and n.type == kind]
    return told[:1] if len({n.entity for n in told}) == 1 and told[-1].first == first else []


def _attached(sc: Scene, at: int) -> bool:
    """Whether a small word before a name makes it part of a phrase: it is not what the sentence is about."""
    return at > 0 and sc.doc.lower[at - 1] in sc.lex.attached


def _inside_phrase(sc: Scene, at: int) -> bool:
    """Whether a small word and an article at most stand before a name: "de l'hôpital X"."""
    near = sc.doc.lower[max(0, at - 1) : at]
    near += sc.doc.lower[max(0, at - 2) : at - 1] if at > 1 and near[0] in sc.lex.articles else []
    return any(word in sc.lex.attached or word in sc.lex.of for word in near)


def _hero(recent: list[Name]) -> Name | None:
    """Of names, the latest first, that of a thing spoken of at least twice as often as any other."""
    (first, most), *others = Counter(n.entity for n in recent).most_common(2)
    alone = most > 2 and (not others or most >= 2 * others[0][1])
    return next(n for n in recent if n.entity == first) if alone else None


def _noun_type(sc: Scene, name: Name) -> str:
    """The type that the noun at the end of a name gives, "" where it ends in none."""
    end, head = sc.heads.get(name.last - 1, (0, None))
    return head.type if head is not None and end == name.last else ""


def _has_noun(sc: Scene, name: Name, noun: str) -> bool:
    """Whether the head noun of a name, inflected or not, begins with the letters of a noun."""
    if sc.lex.trailing_nouns and fold(sc.doc.lower[name.last - 1])[:STEM] == noun and name.last > name.first + 1:
        return True
    if name.head is None and not name.around:
        return False
    if sc.lex.articled or sc.lex.trailing_nouns:
        return name.head is not None and any(fold(w)[:STEM] == noun for w in sc.doc.lower[name.first : name.last])
    first = name.around[0] if name.around else name.first
    if sc.lex.syllabic:
        # "Hội" is no "Hội đồng".
        longer = " " not in noun and " ".join(sc.doc.lower[first : first + 2]) in sc.lex.indefinite
        return not longer and sc.doc.lower[first : first + 1 + noun.count(" ")] == noun.split()
    return fold(sc.doc.lower[first])[:STEM] == noun


def _compound(sc: Scene, at: int, end: int) -> str:
    """The first two syllables of a definite noun, or its only one: the second tells ``công ty`` from ``công an``."""
    second = sc.doc.lower[at + 1 : min(at + 2, end)]
    return " ".join([sc.doc.lower[at], *(w for w in second if w not in sc.lex.particles)])


def _elsewhere(sc: Scene, at: int, thing: Thing) -> bool:
    """Whether a definite noun that ends before word ``at`` is told to be in a place of which its thing has no part."""
    if sc.lex.plain and match_compound(sc.lex.beyond, sc.doc.lower, at, len(sc.doc.words)):
        # "spitalul de pe celălalt mal"
        return True
    site = at < len(sc.doc.words) and sc.doc.lower[at] in sc.lex.locatives
    end, head = sc.heads.get(at + 1, (at, None)) if site and sc.lex.plain else (at, None)
    if head is not None and head.type == "Place" and end < len(sc.doc.words) and sc.doc.caps[end]:
        # "spitalul din regiunea Silistra"
        return fold(sc.doc.words[end]) not in {part.rpartition("-")[2] for part in thing.core}
    place = sc.gazetteer.get(at + 1) if site else None
    if place is None and _unknown_town(sc, at):
        return fold(sc.doc.words[at + 1]) not in thing.core
    if place is None or place[1] != "Place" or place[2] in thing.core:
        return False
    told = [
        sc.gazetteer.get(n.last + 1) for n in thing.names if sc.doc.lower[n.last : n.last + 1] == [sc.doc.lower[at]]
    ]
    return all(other is None or other[2] != place[2] for other in told)


def _unknown_town(sc: Scene, at: int) -> bool:
    """Whether a locative and a capitalised word that nothing knows stand at a word: a town, most likely."""
    doc = sc.doc
    if sc.lex.syllabic or at + 1 >= len(doc.words) or doc.lower[at] not in sc.lex.locatives or not doc.caps[at + 1]:
        return False
    return not (at + 1 in sc.heads or at + 1 in sc.gazetteer or emblem(doc.words[at + 1]))


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
    told_of = [n for n in people.anaphors if n.kind not in VOICES]
    if opening and not types and (lex.articled or lex.trailing_nouns):
        number = doc.sentence_of(at) - 1
        begin = doc.sentences[number][0] if number >= 0 else at
        told = sorted(
            (
                (n.first, n)
                for n in (*people.names, *told_of)
                if begin <= n.first < at and (n.type in INSTITUTIONS or (lex.trailing_nouns and _often(people, n)))
            ),
            key=lambda spot: spot[0],
        )
        free = (n for k, n in told if not _attached(people.scene, k))
        meant = next(free, told[0][1] if told else None)
        if meant is not None:
            return meant
    if types:
        # Of a scheme only the sentences right behind it go on to speak.
        since = doc.sentences[max(0, doc.sentence_of(at) - _STILL)][0] if "Programme" in types else 0
        named = [n for n in (*people.names, *told_of) if n.type in types and since <= n.first < at]
        if "Company" in types and lex.trailing_nouns:
            # What is named so often and never explained is a company, most likely.
            named += [n for n in people.names if _often(people, n) and n.first < at]
        if "Programme" in types and lex.syllabic:
            return max(named, key=lambda n: n.first, default=None)
        hero_firm = _told_of(people, named) if lex.plain and types >= _FIRMS else None
        if hero_firm is not None:
            return hero_firm
        return _prominent(people.scene, sorted(named, key=lambda n: -n.first))
    starts = [(n.first, n) for n in people.names if n.type in INSTITUTIONS]
    return _antecedent(people.scene, starts, at, "org")


def _told_of(people: Cast, named: list[Name]) -> Name | None:
    """The latest mention of the firm that an article opens with and names more often than any other."""
    doc = people.scene.doc
    end = doc.sentences[min(doc.titles, len(doc.sentences) - 1)][1]
    counted = Counter(n.entity for n in (*people.names, *people.anaphors) if n.type in _FIRMS | {""})
    (first, most), *others = [*counted.most_common(2), (-1, 0)][:2]
    if most < _TOLD_OFTEN or (others and others[0][1] == most):
        return None
    opens = any(n.entity == first and n.first < end for n in people.names)
    return max((n for n in named if n.entity == first), key=lambda n: n.first, default=None) if opens else None


def _often(people: Cast, name: Name) -> bool:
    """Whether a name of unknown kind opens a sentence, and stands more than once in the article."""
    thing = people.things[name.entity]
    return not name.type and len(thing.names) > 1 and any(_firm_subject(people.scene, n) for n in thing.names)


def _describes(lex: Lexicon, doc: Document, at: int) -> bool:
    last = min(at + 4, len(doc.words))
    size = match_compound(lex.lowercase, doc.lower, at, last)
    # "bệnh viện công bố": a verb, and no public hospital.
    return capital(doc.words[at]) or (size > 0 and match_compound(lex.resumes, doc.lower, at, last) <= size)

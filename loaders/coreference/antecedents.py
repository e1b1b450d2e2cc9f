"""Which of the institutions named before a definite noun means: that of its noun or type, or what was spoken of."""

from bisect import bisect_left
from collections import Counter
from itertools import pairwise

from kg.ids import fold
from loaders.names.things import STEM, Thing, akin
from loaders.text.lexicon import CARE, INSTITUTIONS, match_compound, phrase_before, phrases_before
from loaders.text.lists import item_at
from loaders.text.scene import Name, Scene, attached, emblem

# So many names back a reader still knows what "the hospital" is; no article of usual length has more.
_RECALLED = 400
# What a bare noun means whether or not its name has that noun: "the hospital" may be an infirmary, "the trust" not.
_CARERS = frozenset({"Hospital", "HealthCentre", "Programme"})
LOOSE = frozenset({"Programme", "HealthSystem"})
"""Types whose nouns mean many other things too: "the system", "the programme"."""
FIRMS = frozenset({"Company", "HealthSystem"})
"""A chain of clinics is a company too."""
STILL = 3
"""Sentences through which what an article began with is still its subject while others are spoken of."""
# Words of a post that tell of what part of a house it is.
_PART = 4
# Words before a name in which a list may begin, and before the subject of a sentence.
_FRONT = 8
_OPENS = 3


def antecedent(sc: Scene, starts: list[tuple[int, Name]], at: int, kind: str, end: int = 0) -> Name | None:
    """The institution that a definite noun, words ``at`` to ``end``, means: the last one that has its noun or its type,
    or what was spoken of last.
    """
    doc = sc.doc
    near = bisect_left(starts, at, key=lambda start: start[0])
    open_ones = [(k, n) for k, n in starts[max(0, near - _RECALLED) : near] if not (k and doc.words[k - 1] == "(")]
    begin = item_at(doc, at)
    if (sc.lex.articled or sc.lex.trailing_nouns) and begin >= 0:
        # Each item of a round-up speaks of its own.
        open_ones = [(k, n) for k, n in open_ones if k >= begin] or open_ones
    elif begin < 0 and not sc.lex.syllabic:
        # "The guests: - X; - Y. The hospital thanked them": none of these.
        open_ones = [(k, n) for k, n in open_ones if item_at(doc, n.first) < 0] or open_ones
    # "Luxara was founded in 2015. The company": an unknown name may be a company's, and nothing else.
    open_ones = [(k, n) for k, n in open_ones if n.type or kind == "Company"]
    if kind != "org":
        alone = (doc.lower[end - 1] if end and sc.lex.articled else doc.lower[at]) in sc.lex.selfsame
        behind = end and (alone or kind not in _CARERS) and (sc.lex.articled or sc.lex.trailing_nouns)
        noun = fold(doc.lower[end - 1 if behind else at])[:STEM]
        if sc.lex.syllabic:
            noun = _compound(sc, at, end)
        own = sc.lex.syllabic and kind in INSTITUTIONS
        # "le réseau": a network of hospitals, too.
        chains = {
            n.entity
            for _, n in (open_ones if sc.lex.articled and kind == "Organization" else [])
            if n.type == "HealthSystem" and _has_noun(sc, n, noun)
        }
        recent = [
            n
            for _, n in reversed(open_ones)
            if akin(n.type or "Company", kind)
            or (kind == "care" and n.type in CARE)
            or (own and _has_noun(sc, n, noun))
            or n.entity in chains
        ]
        if end and sc.lex.trailing_nouns and kind == "Hospital":
            recent = [n for n in recent if _noun_type(sc, n) in ("", kind)] or recent
        if sc.lex.syllabic and match_compound(sc.lex.demonstratives, doc.lower, end - 1, end):
            # "cơ sở này": whichever alone the sentence before spoke of, not the hero of the article.
            start, since = (doc.sentences[max(0, doc.sentence_of(at) - back)][0] for back in (0, 1))
            lately = [n for n in recent if since <= n.first < start and (n.type == kind or {n.type, kind} <= CARE)]
            recent = lately if len({n.entity for n in lately}) == 1 else recent
        recent = (_unlike(sc, recent, at, end) if kind in CARE else []) or recent
        if alone and sc.lex.articled:
            recent = [n for n in recent if not sc.lex.selfsame.isdisjoint(doc.lower[n.first : n.last])] or recent
        if sc.lex.selfsame and not alone and kind != "care":
            # "The fund X has bought Y. The company": Y.
            apart = {n.entity for n in recent if doc.lower[(n.around or (n.first,))[0]] in sc.lex.selfsame}
            recent = [n for n in recent if n.entity not in apart] or recent
        if not sc.lex.syllabic and end and _one_of_two(sc, recent, at, fold(doc.lower[end - 1])[:STEM]):
            return None
        # "X has worked with Y since 2019. The hospital": X, or who was spoken of before.
        aside = [
            n for n in recent if doc.lower[n.first - 1] in sc.lex.escorts or (kind not in FIRMS and _passing(sc, n))
        ]
        if sc.lex.syllabic:
            # Nor is it the house of one who looked on at what was done: "Dự lễ có ông A, Giám đốc Bệnh viện X".
            begin = doc.sentences[doc.sentence_of(at)][0]
            apart = _enumerated(sc, recent)
            aside = [n for n in recent if n.first < begin and (n in aside or n.first in apart or guest(sc, n))]
        rest = [n for n in recent if n not in aside]
        nouned = kind in LOOSE or (sc.lex.trailing_nouns and kind == "Company")
        if not sc.lex.syllabic and nouned and not any(_has_noun(sc, n, noun) for n in rest):
            # "The firm Y has a deal with the X Trust. The trust": X.
            rest += [n for n in aside if _has_noun(sc, n, noun)]
            rest.sort(key=lambda n: -n.first)
        recent = rest or recent
        # "the start-up X develops ...; the start-up supplies": whom the noun itself was put before.
        just = doc.sentences[max(0, doc.sentence_of(at) - 1)][0]
        told = [n for n in recent if behind and n.first > just and fold(doc.lower[n.first - 1])[:STEM] == noun]
        # "MedNova was founded in 2018. ... the company": with whom the sentence before begins, whatever its noun.
        lead = _lead(sc, recent, at, kind) if sc.lex.syllabic and kind == "Company" else []
        same_noun = told[:1] or lead or [n for n in recent if _has_noun(sc, n, noun)]
        if (sc.lex.plain or chains) and same_noun:
            # "Fondul X ... X ... Fondul": of X, too, where it was last called by its name alone.
            called = {n.entity for n in same_noun}
            same_noun = [n for n in recent if n.entity in called]
        same_type = [
            n for n in recent if (n.type or "Company") == kind or (not sc.lex.syllabic and {n.type, kind} == FIRMS)
        ]
        if sc.lex.trailing_nouns and kind == "Company":
            # "The Elkin Health Board has left X. The company": X.
            private = [n for n in same_type if sc.doc.lower[n.last - 1] not in sc.lex.serving]
            same_type = private or same_type
        if sc.lex.plain and kind == "HealthSystem":
            # "rețeaua": a chain before a company.
            same_type = [n for n in same_type if n.type == kind] or same_type
        if sc.lex.plain and kind == "Government" and doc.lower[at] not in sc.lex.loose:
            # "primăria": of no ministry.
            return prominent(sc, same_noun)
        if end and sc.lex.trailing_nouns and doc.lower[end - 1] in sc.lex.precise:
            # "a seat on the board": of no Health Board.
            return prominent(sc, same_noun)
        if kind == "Government" and (sc.lex.articled or sc.lex.trailing_nouns):
            # "the ministry" is no county, and "the region" no foundation.
            return prominent(sc, same_noun or ([] if doc.lower[end - 1] in sc.lex.precise else same_type))
        fit = same_noun or same_type or (recent if kind not in LOOSE or not sc.lex.syllabic else [])
        return _headline(sc, fit, at) or prominent(sc, fit)
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
    free = (n for k, n in spoken if not ((sc.lex.articled or sc.lex.trailing_nouns) and attached(sc, k)))
    return next(free, spoken[0][1])


def _unlike(sc: Scene, recent: list[Name], at: int, end: int) -> list[Name]:
    """Of names, the latest first, those whose things were not just called by another noun, that of their own names:
    "the trust's chair and the hospital's director" are of two. None where only who was named long before is left.
    """
    if sc.lex.syllabic or not end:
        return []
    doc = sc.doc
    just, lately = (doc.sentences[max(0, doc.sentence_of(at) - back)][0] for back in (1, STILL))
    noun = fold(doc.lower[end - 1])[:STEM]
    called = {
        n.entity
        for n in recent
        if n.kind == "anaphor" and n.first >= just and (own := fold(doc.lower[n.last - 1])[:STEM]) != noun
        if any(m.entity == n.entity and m.kind != "anaphor" and _has_noun(sc, m, own) for m in recent)
    }
    rest = [n for n in recent if n.entity not in called]
    return rest if called and rest and rest[0].first >= lately else []


def _one_of_two(sc: Scene, recent: list[Name], at: int, noun: str) -> bool:
    """Whether the sentence before begins with two that a noun may mean, and has no other: "the hospital" behind "X and
    Y are in Leeds".
    """
    doc, number = sc.doc, sc.doc.sentence_of(at)
    if not number:
        return False
    first, last = doc.sentences[number - 1]
    told = sorted((n for n in recent if first <= n.first < last), key=lambda n: n.first)
    if len(told) != 2 or told[0].entity == told[1].entity or told[0].first - first >= _OPENS:
        return False
    if _has_noun(sc, told[0], noun) != _has_noun(sc, told[1], noun):
        return False
    between = doc.lower[told[0].last : told[1].first]
    return between[:1] != [] and between[0] in sc.lex.conjunctions and all(w in sc.lex.articles for w in between[1:])


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


def _passing(sc: Scene, name: Name) -> bool:
    """Whether a name only tells where somebody comes from: "a team from X", ``từng là Phó Giám đốc X``."""
    lower = sc.doc.lower
    if next(phrases_before(sc.lex.whence, lower, name.first - 3, name.first), None) is not None:
        return True
    role = sc.posted.get(name.first, -1)
    return role >= 0 and any(lower[k] in sc.lex.former for k in range(max(0, role - 2), role + 1))


def guest(sc: Scene, name: Name) -> bool:
    """Whether a name only tells of whom somebody looked on: "Trưởng khoa Nội Bệnh viện X" and "đại diện X, Y" came."""
    if sc.doc.sentence_of(name.first) not in sc.guests:
        return False
    at = name.first - (sc.doc.lower[name.first - 1] in sc.lex.of)
    held = any(k in sc.posted and all(sc.doc.caps[k:at]) for k in range(max(0, at - _PART), at + 1))
    return held or _stood_for(sc, name.first)


def _stood_for(sc: Scene, at: int) -> bool:
    """Whether a word for those who stand for somebody opens the list in which the name at a word stands."""
    doc = sc.doc
    first, _ = doc.sentences[doc.sentence_of(at)]
    while at > first:
        if phrase_before(sc.lex.standing, doc.lower, first, at):
            return True
        at -= 1
        if not (doc.caps[at] or doc.words[at] in ",;-" or doc.lower[at] in sc.lex.conjunctions):
            return False
    return False


def _lead(sc: Scene, recent: list[Name], at: int, kind: str) -> list[Name]:
    """The only one of a type in the sentence before, where that begins with it."""
    number = sc.doc.sentence_of(at) - 1
    if number < sc.doc.titles:
        return []
    first, last = sc.doc.sentences[number]
    told = [n for n in recent if first <= n.first < last and n.type == kind]
    return told[:1] if len({n.entity for n in told}) == 1 and told[-1].first == first else []


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


def elsewhere(sc: Scene, at: int, thing: Thing) -> bool:
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


def prominent(sc: Scene, recent: list[Name]) -> Name | None:
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
    if lasting and 1 < counted[told.entity] == most and nearest - doc.sentence_of(told.first) < STILL:
        return told
    if sc.lex.syllabic:
        recent = [n for n in recent if not (n.first and doc.lower[n.first - 1] in sc.lex.of)] or recent
        nearest = doc.sentence_of(recent[0].first)
    return max((n for n in recent if doc.sentence_of(n.first) == nearest), key=lambda n: (counted[n.entity], -n.first))

"""The posts that a person is said to hold, each with the bodies it is at."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from loaders.coreference.anaphora import topic
from loaders.coreference.antecedents import elsewhere, guest
from loaders.coreference.townsmen import local, of_town
from loaders.names.things import Cast, akin
from loaders.rules.signs import SYMBOLS
from loaders.rules.skeleton import Sign
from loaders.text.lexicon import CARE, INSTITUTIONS, match_compound, phrase_before, phrases_before
from loaders.text.lists import item_at, openings
from loaders.text.scene import DASHES, Name

_ROLE = SYMBOLS["role"]
# Sentences between an institution and a post there whose body is left out.
_RECALLED = 4
# ... and in which another body, named more often, makes it doubtful whose such a post is.
_LATELY = 3
# Words between the side of a deal and a post on it.
_NEAR = 12
# Words between somebody and the post that they have: "A làm giám đốc".
_LEADS = 2
# Words before the subject of a sentence.
_OPENING = 5
# Bodies that any chief may be at.
_HOUSES = INSTITUTIONS - {"Government"}
_MARKS = frozenset(",;-\u2013")
# ... before one of several bodies, each with its people.
_BEFORE_ITEM = frozenset(";:")
# Marks between the body of a post and what it is a part of.
_WHOLES = DASHES | {","}

# Marks behind what somebody is quoted to have said, a comma or full stop of theirs before them.
_QUOTED = frozenset("\u201d\u00bb")


@dataclass(slots=True)
class Post:
    """The words ``first`` up to ``last`` name a post at ``bodies``; ``implied`` where the text leaves them out."""

    first: int
    last: int
    bodies: list[Name] = field(default_factory=list)
    implied: bool = False


def posts(people: Cast, signs: Sequence[Sign]) -> list[Post]:
    """The posts that the signs of one person's posts tell of, those without a body left out.

    "Deputy head and chief surgeon of X": a post shares the body of the next where its kind fits. Where no post has a
    body, the institution last spoken of that has such a post is meant.
    """
    found: list[Post] = []
    before, articled = ",", people.scene.lex.articled
    for sign in signs:
        if sign.text == _ROLE and found and not found[-1].bodies and _two_offices(people, found[-1], before):
            found[-1] = Post(sign.first, sign.last)
        elif sign.text == _ROLE and (not found or before in _MARKS or found[-1].bodies):
            found.append(Post(sign.first, sign.last))
        elif (
            found
            and sign.name is not None
            and not sign.name.members
            # "Directeur Valorisation de l'institut X": unknown capitals right behind a post tell what it is for.
            and (sign.name.type in INSTITUTIONS or not (sign.name.type or (before == _ROLE and articled)))
        ):
            if articled and not sign.name.type and people.scene.doc.lower[sign.first - 1] in people.scene.lex.sites:
                # "médecin généraliste à X": a town.
                before = sign.text
                continue
            between = people.scene.doc.lower[found[-1].first : sign.first]
            told = articled and not people.scene.lex.clausal.isdisjoint(between)
            if told or not people.scene.lex.schooled.isdisjoint(between):
                # "a surgeon trained at the hospital X", "un médecin qui conseille l'hôpital X"
                found.pop()
                before = sign.text
                continue
            # "head of the X unit of the hospital Y": an unknown name is but a part of the body behind it.
            # "head of the department X - ministry Y", "..., ministry Y": what the body is a part of.
            known = [n for n in found[-1].bodies if n.type]
            # "director of the hospital X of the army"
            over = bool(known) and known[-1].type in CARE and sign.name.type == "Government"
            found[-1].bodies = known if known and (over or before in _WHOLES) else [*known, sign.name]
        elif found and not found[-1].bodies and sign.text not in _MARKS:
            found[-1].last = sign.last
        before = sign.text
    for post in found:
        post.bodies = post.bodies or _told(people, post) or _apposed(people, post) or _headed(people, post)
    for post, following in zip(reversed(found), [None, *reversed(found)], strict=False):
        kind = _kind(people, post)
        if post.bodies or not kind or (kind not in CARE and _of_another(people, post)) or _unknown_body(people, post):
            continue
        if (
            following is not None
            and following.bodies
            and akin(kind, following.bodies[0].type)
            and not _own(people, post)
        ):
            post.bodies = following.bodies
        elif not any(p.bodies for p in found):
            fitting = INSTITUTIONS - {"Government"} if kind == "org" else {t for t in INSTITUTIONS if akin(t, kind)}
            exact = CARE if kind in CARE else {kind}
            if people.scene.lex.syllabic and kind == "Company" and _one_of_several(people, post.first):
                continue
            meant = _side(people, post.first) or _led(people, post.first) or _stood_for(people, post.first)
            if meant is None and people.scene.lex.syllabic and kind == "Hospital":
                meant = _subject(people, post.first)
            if meant is None and people.scene.lex.syllabic:
                meant = _next_to(people, post.first, exact)
            if meant is None and people.scene.lex.syllabic and kind != "org":
                meant = topic(people, post.first, frozenset(exact))
            if meant is None and not people.scene.lex.syllabic and _changed(people, post.first):
                meant = _just_told(people, post.first, exact & fitting)
            if (
                meant is None
                and (people.scene.lex.articled or people.scene.lex.trailing_nouns)
                and (begin := item_at(people.scene.doc, post.first)) >= 0
            ):
                # "2. The hospital X ...", said CEO A: of nobody in another item.
                meant = _told_most(people, begin, post.first, _HOUSES if kind in ("org", "Company") else fitting)
                post.bodies, post.implied = [meant] if meant is not None else [], True
                continue
            if (
                meant is None
                and kind == "org"
                and people.scene.lex.plain
                and len(_named(people, post.first, fitting)) > 1
            ):
                # "X has helped the hospital, said the director, Y": of which?
                continue
            for types in (exact & fitting, fitting):
                meant = meant or _here(people, post.first, types) or topic(people, post.first, frozenset(types))
            if meant is not None and people.scene.lex.syllabic and _long_ago(people, meant, post.first):
                meant = None
            if meant is not None and not people.scene.lex.syllabic and _outnumbered(people, meant, post.first, fitting):
                meant = None
            if meant is not None and kind in CARE and (town := _town(people, post)) >= 0:
                meant = _in_town(people, meant, town)
            post.bodies, post.implied = [meant] if meant is not None else [], True
    return [post for post in found if post.bodies]


def _own(people: Cast, post: Post) -> bool:
    """Whether a post tells its body by a bare noun: "recteur de l'académie, chancelier des universités de X"."""
    inside = range(post.first + 1, post.last) if people.scene.lex.articled else ()
    return any(k in people.scene.heads and not people.scene.doc.caps[k] for k in inside)


def _two_offices(people: Cast, post: Post, before: str) -> bool:
    """Whether a conjunction parts the office of one from the post of another: "ministrul Sănătății și directoarea"."""
    lex = people.scene.lex
    return lex.plain and before in lex.conjunctions and people.scene.doc.lower[post.first] in lex.offices


def _apposed(people: Cast, post: Post) -> list[Name]:
    """The one body in capitals behind the comma of a post: "Director General, South Asia Department of X, said"."""
    lex, doc = people.scene.lex, people.scene.doc
    first, last = post.last + 1, doc.sentences[doc.sentence_of(post.first)][1]
    if not lex.trailing_nouns or first >= last or doc.words[post.last] != ",":
        return []
    end = next((k for k in range(first, last) if doc.words[k] in ",.;("), last)
    small = lex.of | lex.sites | lex.articles | lex.conjunctions
    inside = [n for n in people.names if first <= n.first and n.last <= end and n.type not in ("", "Place")]
    plain = all(doc.caps[k] or doc.lower[k] in small for k in range(first, end))
    return inside if plain and len(inside) == 1 and inside[0].type in INSTITUTIONS else []


def _headed(people: Cast, post: Post) -> list[Name]:
    """The body that a colon parts from who has a post there: "- X (Ukraine): Dr A, director; Y: B, president"."""
    doc = people.scene.doc
    first = doc.sentences[doc.sentence_of(post.first)][0]
    end = next((k for k in range(post.first - 1, first, -1) if doc.words[k] == ":"), -1)
    if end > 0 and doc.words[end - 1] == ")":
        end = next((k for k in range(end - 1, first, -1) if doc.words[k] == "("), end)
    house = next((n for n in people.names if n.last == end and n.type in INSTITUTIONS), None)
    if house is None or _of_another(people, post):
        return []
    begin = house.around[0] if house.around else house.first
    alone = all(not word.isalpha() or word in people.scene.lex.articles for word in doc.lower[first:begin])
    return [house] if alone or doc.words[begin - 1] in _BEFORE_ITEM else []


def _town(people: Cast, post: Post) -> int:
    """Where the town stands in which a post is told to be, -1 for nowhere: "head of the urology unit in Graz".

    Or what tells the town or the land: ``chef du service d'urologie nantais``.
    """
    sc = people.scene
    for k in range(post.first + 2, post.last) if sc.lex.articled else ():
        if local(sc.lex, sc.doc, k) or sc.doc.lower[k] in sc.lex.nations:
            return k
    small = sc.lex.locatives | (sc.lex.of if sc.lex.articled else frozenset())
    for k in range(post.first + 2, min(post.last + 2, len(sc.doc.words))):
        place = sc.gazetteer.get(k)
        if sc.doc.lower[k - 1] in small and place is not None and place[1] == "Place":
            return k
    return -1


def _in_town(people: Cast, meant: Name, at: int) -> Name | None:
    """Who is meant by a post in the town at a word: not an institution that is elsewhere."""
    sc = people.scene
    starts = sorted(((n.first, n) for n in people.names if n.type in CARE), key=lambda start: start[0])
    near, told = of_town(sc, starts, people.things, sc.doc.lower[at], "care")
    there = {n.entity: n for _, n in near} if told else {}
    if there:
        return there.get(meant.entity) or (next(iter(there.values())) if len(there) == 1 else None)
    return None if elsewhere(sc, at - 1, people.things[meant.entity]) or sc.lex.articled else meant


def _side(people: Cast, at: int) -> Name | None:
    """The side of a deal that the sentence has named by its nation right before a post: "for the French side, Dr A"."""
    first = people.scene.doc.sentences[people.scene.doc.sentence_of(at)][0]
    near = (n for n in reversed(people.anaphors) if n.kind == "side" and max(first, at - _NEAR) <= n.first < at)
    return next(near, None)


def _led(people: Cast, at: int) -> Name | None:
    """The institution right before who has a post there: ``hợp tác với X, do bà A làm giám đốc``."""
    doc, lex = people.scene.doc, people.scene.lex
    if not lex.syllabic:
        return None
    holder = next((n for n in people.names if n.type == "Person" and at - _LEADS <= n.last <= at), None)
    if holder is None:
        return None
    k = (holder.around[0] if holder.around else holder.first) - 1
    if k < 1 or doc.lower[k] not in lex.attached:
        return None
    k -= doc.words[k - 1] == ","
    house = next((n for n in people.names if n.last == k and n.type in INSTITUTIONS), None)
    # "X thuộc Y, do bà A làm giám đốc": of X.
    whole = house is not None and any(phrases_before(lex.wholes, doc.lower, house.first - 2, house.first))
    return None if whole else house


def _next_to(people: Cast, at: int, types: Set[str]) -> Name | None:
    """The body of the post that the sentence before told last: ``... làm giám đốc X. Hai phó giám đốc gồm``."""
    scene = people.scene
    number = scene.doc.sentence_of(at)
    if not number or number <= scene.doc.titles:
        return None
    first, last = scene.doc.sentences[number - 1]
    ended = {end for start, end in scene.roles.items() if first <= start < last}
    told = [n for n in people.names if n.first in ended and n.type in types and not guest(scene, n)]
    return told[-1] if told else None


def _stood_for(people: Cast, at: int) -> Name | None:
    """The institution that a sentence says somebody stands for right before a post: ``đại diện X, bà A, giám đốc``."""
    scene = people.scene
    number = scene.doc.sentence_of(at)
    # "Về phía X có:", "- A, giám đốc"
    item = scene.lex.syllabic and item_at(scene.doc, at) >= 0
    opening = openings(scene.doc).get(number, number) if item else number
    first, end = scene.doc.sentences[opening]
    at = min(at, end)
    known = (*people.names, *people.anaphors) if scene.lex.syllabic else people.names
    named = sorted((n for n in known if n.type in INSTITUTIONS and first <= n.first < at), key=lambda n: n.first)
    # "Về phía X có A, giám đốc, B, trưởng khoa": all of them are of X.
    alone = len({n.entity for n in named}) == 1 or (named and opening < number)
    listed = scene.lex.syllabic and alone and named[0].first - first < _OPENING
    near = named[:1] if listed else [n for n in named if n.first >= at - _NEAR]
    told = near and phrase_before(scene.lex.standing, scene.doc.lower, first, near[-1].first)
    return near[-1] if told else None


def _of_another(people: Cast, post: Post) -> bool:
    """Whether a post tells what it is of, though that is no institution: "chairman of the rugby club"."""
    lex, lower = people.scene.lex, people.scene.doc.lower
    if lex.articled and any(_called(people, k) for k in range(post.first + 1, post.last)):
        return True
    articles = () if lex.articled else lex.articles
    return any(lower[k] in lex.of and lower[k + 1] in articles for k in range(post.first, post.last - 1))


def _called(people: Cast, k: int) -> bool:
    """Whether a word of a post is the name of somebody, not a common noun with a capital: ``de la Croix-Rouge``."""
    doc, lex = people.scene.doc, people.scene.lex
    small = lex.of | lex.articles
    plain = doc.lower[k] in lex.weak or match_compound(lex.parts, doc.lower, k, k + 1)
    plain = plain or match_compound(lex.lowercase, doc.lower, k, k + 1) or doc.words[k] in lex.common
    return doc.caps[k] and doc.lower[k - 1] in small and k not in people.scene.roles and not plain


def _unknown_body(people: Cast, post: Post) -> bool:
    """Whether a post is told to be at an institution without a name that is another one: ``al spitalului maghiar``."""
    sc = people.scene
    if not sc.lex.plain:
        return False
    words = sc.doc.words[: post.last]
    nouns = [sc.heads[k][0] for k in range(post.first + 1, post.last) if k in sc.heads and not sc.doc.caps[k]]
    if any(match_compound(sc.lex.beyond, sc.doc.lower, k, post.last) for k in nouns):
        return True
    return any(k < len(words) and words[k].endswith((*sc.lex.nations, *sc.lex.demonyms)) for k in nouns)


def _here(people: Cast, at: int, types: Set[str]) -> Name | None:
    """The one body of some types that the sentence of a post has named before it: "X's head of finance becomes ..."."""
    named = _named(people, at, types) if not people.scene.lex.syllabic else {}
    return next(iter(named.values())) if len(named) == 1 else None


def _outnumbered(people: Cast, name: Name, at: int, types: Set[str]) -> bool:
    """Whether another body of some types is named near a post as well, and more often so far than one taken for its."""
    so_far = Counter(n.entity for n in (*people.names, *people.anaphors) if n.first < at and n.type in types)
    return any(so_far[other] > so_far[name.entity] for other in _named(people, at, types, _LATELY))


def _named(people: Cast, at: int, types: Set[str], back: int = 0) -> dict[int, Name]:
    """The bodies of some types that are named before a post, in its sentence or up to ``back`` before, by entity."""
    doc = people.scene.doc
    first = doc.sentences[max(0, doc.sentence_of(at) - back)][0]
    # "Our partner is X", said the director: of another house.
    first = max((k for k in range(first, at) if doc.words[k] in _QUOTED), default=first)
    return {n.entity: n for n in (*people.names, *people.anaphors) if first <= n.first < at and n.type in types}


def _changed(people: Cast, at: int) -> bool:
    """Whether a post is told to be a former one: "the former director, X Y, has retired"."""
    lex, lower = people.scene.lex, people.scene.doc.lower
    return lower[at] in lex.former or (at > 0 and lower[at - 1] in lex.former)


def _just_told(people: Cast, at: int, types: Set[str]) -> Name | None:
    """The one body of some types that the sentence before that of a post names."""
    doc = people.scene.doc
    number = doc.sentence_of(at) - 1
    if number < 0:
        return None
    first, last = doc.sentences[number]
    named = {n.entity: n for n in (*people.names, *people.anaphors) if first <= n.first < last and n.type in types}
    return next(iter(named.values())) if len(named) == 1 else None


def _told_most(people: Cast, first: int, last: int, types: Set[str]) -> Name | None:
    """The body of some types that is named most, or first, among some words."""
    named = sorted(
        (n for n in (*people.names, *people.anaphors) if first <= n.first < last and n.type in types),
        key=lambda n: n.first,
    )
    counted = Counter(n.entity for n in named)
    return max(named, key=lambda n: counted[n.entity], default=None)


def _subject(people: Cast, at: int) -> Name | None:
    """The body with which the sentence of a post begins, no ministry: ``X thuộc Y, do bà Z làm giám đốc``."""
    first = people.scene.doc.sentences[people.scene.doc.sentence_of(at)][0]
    known = (*people.names, *people.anaphors)
    named = sorted((n for n in known if first <= n.first < at and n.type in INSTITUTIONS), key=lambda n: n.first)
    if not named or named[0].first - first > _OPENING or named[0].type not in CARE | {"Company"}:
        return None
    return named[0]


def _one_of_several(people: Cast, at: int) -> bool:
    """Whether the last sentence before word ``at`` that names companies names several, one of which is meant."""
    doc = people.scene.doc
    named = [n for n in (*people.names, *people.anaphors) if n.type == "Company" and n.first < at]
    last = max((doc.sentence_of(n.first) for n in named), default=0)
    return len({n.entity for n in named if doc.sentence_of(n.first) == last}) > 1


def _long_ago(people: Cast, name: Name, at: int) -> bool:
    """Whether so much was said since a name that a post with no body need not be at it."""
    sentence_of = people.scene.doc.sentence_of
    return sentence_of(at) - sentence_of(name.first) > _RECALLED


def _told(people: Cast, post: Post) -> list[Name]:
    """The body that a post is always at, if the article names it: the government of a prime minister."""
    lex, doc = people.scene.lex, people.scene.doc
    body = lex.bodies.get(" ".join(doc.lower[post.first : post.last]))
    told = [n for n in people.names if body is not None and doc.text(n.first, n.last) == body]
    return told[:1] or _office(people, post) or (_town_hall(people, post) if lex.plain else [])


def _town_hall(people: Cast, post: Post) -> list[Name]:
    """The body with whose noun and town a post is told: "the mayor of Moinești" is at its town hall, if that is named.

    Without the town, the only such body of the article.
    """
    lex, doc = people.scene.lex, people.scene.doc
    noun = lex.offices.get(doc.lower[post.first], "")
    halls = {n.entity: n for n in people.names if noun and doc.lower[n.first].startswith(noun)}
    towns = {word for k, word in enumerate(doc.words[post.first : post.last]) if k and word[0].isupper()}
    told = [n for n in halls.values() if doc.words[n.last - 1] in towns] if towns else list(halls.values())
    return told if len(told) == 1 else []


def _office(people: Cast, post: Post) -> list[Name]:
    """The body called by what a post is of: "minister of health and sport" is at the Ministry of Health and Sport."""
    lex, lower = people.scene.lex, people.scene.doc.lower
    for k in range(post.first, post.last):
        noun = lex.offices.get(lower[k])
        if noun is not None:
            of = lower[k + 1 :]
            bodies = (n for n in people.names if lower[n.first] == noun and n.last > n.first + 2)
            return [n for n in bodies if of[: n.last - n.first - 1] == lower[n.first + 1 : n.last]][:1]
    house = lex.officers.get(" ".join(lower[post.first : post.last]))
    known = [n for n in people.names if house is not None and lower[n.first] == house and n.type == "Government"]
    return known[:1] if len({n.entity for n in known}) == 1 else []


def _kind(people: Cast, post: Post) -> str:
    """The type of the bodies that have such a post, "" for one that any may have."""
    lex, lower = people.scene.lex, people.scene.doc.lower
    table: Mapping[str, str] = lex.posts
    for at in range(post.first, post.last):
        size = match_compound(lex.posted, lower, at, post.last)
        if size:
            return table[" ".join(lower[at : at + size])]
    return ""

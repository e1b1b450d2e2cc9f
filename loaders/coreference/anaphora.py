"""What definite nouns mean, "the hospital", "both parties", and what a passage speaks of."""

from bisect import bisect_left, insort
from collections import Counter

from loaders.coreference.antecedents import FIRMS, LOOSE, STILL, antecedent, elsewhere, guest, prominent
from loaders.coreference.pronouns import person_meant, pronouns
from loaders.coreference.sides import of_nation
from loaders.coreference.speakers import Speakers
from loaders.coreference.townsmen import local, of_town, placed, there
from loaders.names.things import Cast, Thing, akin
from loaders.text.document import Document
from loaders.text.lexicon import INSTITUTIONS, Lexicon, match_compound, phrase_at
from loaders.text.lists import item_at
from loaders.text.scene import OPEN, VOICES, Name, Scene, attached, capital, inside_phrase, quoted

# Words before the subject of a sentence.
_OPENING = 3
# Words behind a definite noun that may only describe a name to come.
_TELLING = 6
# Words of a bracket that defines what somebody is called.
_DEFINING = 12
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
    # The noun before a name that it tells of is a part of it: "le groupe familial X".
    nouns = {k for n in names if n.around and n.kind in ("quoted", "head") for k in range(n.around[0], n.first)}
    sited = {first: at for first, _, _, at in placed(sc)}
    speakers = Speakers(sc, things, names) if lex.syllabic else None
    covered = 0
    defined = _defined(sc, starts)
    spots = [*sc.hits["anaphora"], *((first, last, kind) for first, last, kind, _ in placed(sc))]
    for first, last, kind in sorted(spots) if sited else spots:
        if (first not in sited and any(sc.taken[first:last])) or last - 1 in nouns or sc.roles.get(first, 0) > last:
            # "Bộ trưởng": the noun is but the beginning of a post.
            continue
        if kind == "Company" and lex.syllabic and first in sc.in_roles and doc.words[first].isupper():
            # "Chủ tịch HĐQT": the board is but a part of the post.
            continue
        if kind == "pair" and first and doc.lower[first - 1] in lex.blockers:
            continue
        if kind == "pair" or (kind == "both" and _signs(sc, last)):
            pairs.append(Name(first, last, "pair", "anaphor" if kind == "pair" else "both"))
        if kind in ("pair", "both"):
            continue
        if first < covered:
            continue
        if kind == "Person":
            meant = person_meant(sc, things, first, last, found)
            if meant is not None:
                found.append(meant)
                if speakers is not None:
                    speakers.add(meant)
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
        board = kind == "board"
        if board:
            # "Ban giám đốc cho biết": that of whom the article speaks; before a name or a noun it is another's.
            if not _acts(sc, last):
                continue
            kind = "org"
        # "our hospital": of who says so.
        ours = voices.get(last) or voices.get(last - 1)
        if lex.syllabic and ours is None and not lex.of.isdisjoint(doc.lower[last : last + 1]):
            ours = voices.get(last + 1)
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
        if kind in LOOSE and lex.followers and after[0].isalpha() and after not in lex.followers:
            continue
        if before == "," and any(end == first - 1 and akin(t, kind) for end, t in ended):
            continue
        if (lex.articled or lex.trailing_nouns) and after in lex.of and _names_whole(sc, last, taken_from):
            continue
        # "l'unité des maladies rares": what it is for tells which, not what was spoken of.
        if lex.articled and after in lex.of and _purpose(sc, last + 1):
            continue
        house = None
        if speakers is not None and near is starts:
            house, covered = speakers.led(last, kind)
            house, last = (house, covered) if house is not None else (speakers.meant(first, kind), last)
        meant = defined.get(doc.words[last - 1])
        house = meant if meant is not None and meant.first < first else house
        last_one = house or antecedent(sc, near, first, kind, last)
        if board and last_one is not None and not _named_most(near, last_one, first):
            continue
        if last_one is not None and not elsewhere(sc, last, things[last_one.entity]):
            name = Name(first, last, last_one.type, "anaphor", core=first, head=last_one.head)
            name.entity = last_one.entity
            found.append(name)
            insort(starts, (first, name), key=lambda start: start[0])
    found += pronouns(sc, sorted([*names, *found], key=lambda n: n.first))
    return sorted(found, key=lambda n: n.first), pairs


def _defined(sc: Scene, starts: list[tuple[int, Name]]) -> dict[str, Name]:
    """Nouns by which a bracket says that a name goes on to be called: ``X plc ("X" or the "Company")``."""
    doc, found = sc.doc, dict[str, Name]()
    ends = {n.last: n for _, n in starts} if sc.lex.trailing_nouns and "(" in doc.words else {}
    for end, name in ends.items():
        if doc.words[end : end + 1] != ["("]:
            continue
        last = min(end + _DEFINING, len(doc.words))
        last = next((k for k in range(end, last) if doc.words[k] == ")"), last)
        for k in range(end + 1, last - 1):
            closed = quoted(doc, k, last) if doc.words[k] in OPEN and doc.caps[k + 1] else 0
            if closed:
                found.setdefault(doc.words[closed - 2], name)
    return found


def _named_most(starts: list[tuple[int, Name]], name: Name, at: int) -> bool:
    """Whether no other institution was named more often before a word."""
    counted = Counter(n.entity for k, n in starts if k < at)
    return counted[name.entity] == max(counted.values())


def _acts(sc: Scene, at: int) -> bool:
    """Whether a verb, or words of speech, stand at a word."""
    lex, lower = sc.lex, sc.doc.lower
    return phrase_at(lex.speech, lower, at) > 0 or match_compound(lex.resumes, lower, at, len(lower)) > 0


def _signs(sc: Scene, at: int) -> bool:
    """Whether words of signing stand at a word, auxiliaries before them, and the sentence speaks of a deal: "both have
    signed an agreement".
    """
    _, last = sc.doc.sentences[sc.doc.sentence_of(min(at, len(sc.doc.words) - 1))]
    if not sc.lex.escorts.isdisjoint(sc.doc.lower[at:last]):
        # "Both have signed contracts with their publisher".
        return False
    deals = sc.hits["deals"]
    near = {first: frame for first, _, frame in deals[bisect_left(deals, (at,)) : bisect_left(deals, (last,))]}
    while at < last and sc.doc.lower[at] in sc.lex.done:
        at += 1
    return near.get(at) in sc.lex.signs and any(frame in sc.lex.papers for frame in near.values())


def _introduces(sc: Scene, at: int) -> bool:
    """Whether the words behind a definite noun only describe a name to come: "producătorul leton de implanturi X"."""
    doc, lex = sc.doc, sc.lex
    if at >= len(doc.words) or not (doc.lower[at] in lex.nations or local(lex, doc, at) or doc.lower[at] in lex.of):
        return False
    end = next((k for k in range(at, min(at + _TELLING, len(doc.words))) if not doc.words[k].islower()), at)
    small = lex.attached | lex.of | lex.conjunctions | lex.sites | lex.locatives
    verbs = any(match_compound(lex.resumes, doc.lower, k, end) for k in range(at, end))
    return end > at + 1 and doc.caps[end] and doc.lower[end - 1] not in small and not verbs


def _firm_subject(sc: Scene, name: Name) -> bool:
    """Whether a sentence begins with a name that nothing explains: most likely that of a company."""
    opens = name.first - sc.doc.sentences[sc.doc.sentence_of(name.first)][0] < _OPENING - 1
    return not name.type and name.kind == "brand" and opens and not attached(sc, name.first)


def _purpose(sc: Scene, at: int) -> bool:
    """Whether a plain noun stands at a word: no name, no article, no other definite noun."""
    doc = sc.doc
    word = doc.words[at] if at < len(doc.words) else ""
    return word.isalpha() and word.islower() and len(word) > 3 and word not in sc.lex.articles and at not in sc.heads


def _names_whole(sc: Scene, at: int, starts: set[int]) -> bool:
    """Whether a definite noun is told apart by what it belongs to: ``the maternity ward of the hospital X``.

    In French by any capitals that are no place: ``la clinique de l'Union``.
    """
    if at + 1 in starts or (at + 2 in starts and not sc.doc.caps[at + 1]):
        return True
    own = at + 1
    own += own < len(sc.doc.words) and sc.doc.lower[own] in sc.lex.articles
    return sc.lex.articled and own < len(sc.doc.words) and sc.doc.caps[own] and own not in sc.gazetteer


def topic(people: Cast, at: int, types: frozenset[str] = frozenset(), opening: bool = False) -> Name | None:
    """What was last spoken of before word ``at``: an institution, or what is of one of ``types``.

    What the sentence just before is about where ``opening`` says that the word opens its own: "Its director ...".
    """
    doc, lex = people.scene.doc, people.scene.lex
    own = opening and doc.lower[at] in lex.possessing
    told_of = [n for n in people.anaphors if n.kind not in VOICES]
    if opening and not types and (lex.articled or lex.trailing_nouns):
        number = _spoken_of(people, told_of, at) if own else doc.sentence_of(at) - 1
        begin, at = doc.sentences[number] if number >= 0 else (at, at)
        told = sorted(
            (
                (n.first, n)
                for n in (*people.names, *told_of)
                if begin <= n.first < at and (n.type in INSTITUTIONS or (lex.trailing_nouns and _often(people, n)))
            ),
            key=lambda spot: spot[0],
        )
        meant = _subject(people, [n for _, n in told]) or (told[0][1] if told else None)
        if meant is not None:
            return meant
    if types and opening and (doc.lower[at] in lex.subjectless or own):
        # "X has its seat in Arad. Is a member of": X, or nobody where it is none of such.
        first, last = doc.sentences[_spoken_of(people, told_of, at) if own else max(0, doc.sentence_of(at) - 1)]
        spoken = [n for n in (*people.names, *told_of) if first <= n.first < min(last, at) and n.type in INSTITUTIONS]
        subject = _subject(people, sorted(spoken, key=lambda n: n.first))
        if subject is not None:
            return subject if subject.type in types else None
    if types:
        # Of a scheme only the sentences right behind it go on to speak.
        since = doc.sentences[max(0, doc.sentence_of(at) - STILL)][0] if "Programme" in types else 0
        named = [n for n in (*people.names, *told_of) if n.type in types and since <= n.first < at]
        if "Company" in types and lex.trailing_nouns:
            # What is named so often and never explained is a company, most likely.
            named += [n for n in people.names if _often(people, n) and n.first < at]
        if not lex.syllabic and item_at(doc, at) < 0:
            # "The guests: - X; - Y. The director, Dr A": of none of these.
            named = [n for n in named if item_at(doc, n.first) < 0] or named
        if lex.syllabic:
            # "Dự lễ có ông A, Giám đốc Bệnh viện X. Bà B, Phó Giám đốc": of whom those guests came to.
            begin = doc.sentences[doc.sentence_of(at)][0]
            named = [n for n in named if n.first >= begin or not guest(people.scene, n)]
        if "Programme" in types and lex.syllabic:
            return max(named, key=lambda n: n.first, default=None)
        hero_firm = _told_of(people, named) if lex.plain and types >= FIRMS else None
        if hero_firm is not None:
            return hero_firm
        return prominent(people.scene, sorted(named, key=lambda n: -n.first))
    starts = [(n.first, n) for n in people.names if n.type in INSTITUTIONS]
    return antecedent(people.scene, starts, at, "org")


def _spoken_of(people: Cast, told_of: list[Name], at: int) -> int:
    """The sentence of whose subject one goes on to speak that opens with "its": the last that has one of its own, "X is
    in Leeds. Its beds come from Y. Its owner ...".
    """
    doc, number = people.scene.doc, people.scene.doc.sentence_of(at) - 1
    named = {doc.sentence_of(n.first) for n in (*people.names, *told_of) if n.type in INSTITUTIONS}
    while number > 0 and (doc.lower[doc.sentences[number][0]] in people.scene.lex.possessing or number not in named):
        number -= 1
    return max(number, 0)


def _subject(people: Cast, told: list[Name]) -> Name | None:
    """Which of the names of a sentence it is about: none in a phrase, "Born as a spin-out from X, Y is in Leeds"."""
    doc, lex = people.scene.doc, people.scene.lex
    free = [n for n in told if not attached(people.scene, n.first)]
    first, last = doc.sentences[doc.sentence_of(told[0].first)] if told else (0, 0)
    if lex.trailing_nouns and match_compound(lex.leads, doc.lower, first, last):
        # "Founded in 2008 by A, who left for the fund X, Y has grown"
        free = [n for n in free if doc.words[n.first - 1 - (doc.lower[n.first - 1] in lex.articles)] == ","] or free
    return next((n for n in free if not inside_phrase(people.scene, n.first)), free[0] if free else None)


def _told_of(people: Cast, named: list[Name]) -> Name | None:
    """The latest mention of the firm that an article opens with and names more often than any other."""
    doc = people.scene.doc
    end = doc.sentences[min(doc.titles, len(doc.sentences) - 1)][1]
    counted = Counter(n.entity for n in (*people.names, *people.anaphors) if n.type in FIRMS | {""})
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

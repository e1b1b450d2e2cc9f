"""Rules of a language applied to the sentences of an article: who does what with whom, and what was refused."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from kg.ids import fold
from loaders.anaphora import topic
from loaders.dates import DateMention
from loaders.document import Document
from loaders.lexicon import INSTITUTIONS, Lexicon, match_compound
from loaders.lists import openings
from loaders.patterns import SYMBOLS, Rule, RuleSet, Yield, compiled, mask, types_of
from loaders.posts import Post, posts
from loaders.scene import POSSESSIVE, Name
from loaders.skeleton import Sign, Skeleton, Views
from loaders.things import Cast
from loaders.trail import Trail, misfit, unmade
from schemas.fields import fields

_SPAN = 12
_FIELD_GAP = 4
_STEM = 5
# Words behind a conjunction in which a new subject is named.
_SUBJECT = 5
_PHRASE = 6
# Words in quotes, the marks with them, that may be but a name.
_NAMED = 7
# Words of a phrase before its subject and the name in it: "Before X, Y ...".
_PRELUDE = 3
# What is said of an institution itself and not of anything that belongs to it.
_WHOLE = frozenset({"OWNED_BY", "SUCCEEDS", "FOUNDED_BY"})
# What clauses may tell of their subjects with each other.
_TOGETHER = frozenset({"PARTNERS_WITH", "PARTICIPATES_IN"})
SUBJECTS = INSTITUTIONS | {""}
# Words between "and" and "signed".
_THEN = 3
_OPENS = frozenset('"\u201e\u201c\u00ab')
_CLOSES = frozenset('"\u201d\u00bb')


@dataclass(slots=True)
class Claim:
    """What one match of a rule says: slots filled with numbers of things, words of the match, and its cues.

    ``post`` is the word where the role begins; ``implied`` where the body of a post is left out;
    ``trigger`` is the word of signing or cooperating that a frame was read around; ``under`` where it is a deal
    under which something is done: of that, and not of the deal, is said that it will be.
    """

    rule: Rule
    sentence: int
    first: int
    last: int
    slots: dict[str, list[int]]
    role: str | None = None
    post: int = -1
    fields: tuple[str, ...] = ()
    pair: bool = False
    status: str | None = None
    implied: bool = False
    trigger: int = -1
    under: bool = False
    anaphors: list[Name] = field(default_factory=list)

    def stand_for(self, parties: list[int]) -> None:
        """Put things in the place of "both parties"."""
        self.slots.update({slot: parties for slot, kind in self.rule.slots.items() if kind.rstrip("+") == "pair"})


@dataclass(slots=True)
class Refused:
    """A match that was not believed."""

    rule: str
    reason: str
    first: int
    last: int


@dataclass(slots=True)
class Reader:
    """One article ready for its rules: its cast, its marks, its cues and its fields by place.

    ``today`` is the article's own date, as far as it is known, ``trail`` there for those who ask why.
    """

    doc: Document
    lex: Lexicon
    cast: Cast
    dates: list[DateMention]
    marks: dict[int, tuple[int, str, Name | None]]
    cues: list[tuple[int, int, str]]
    fields: list[tuple[int, int, str]]
    today: str | None = None
    trail: Trail | None = None


def reader(doc: Document, lex: Lexicon, people: Cast, dates: list[DateMention], today: str | None = None) -> Reader:
    """Gather the signs of an article: mentions, dates, role heads, words for both parties."""
    marks: dict[int, tuple[int, str, Name | None]] = {}
    for first, last in people.scene.roles.items():
        marks[first] = (last, "role", None)
    for date in dates:
        start, end = doc.word_at(date.start), doc.word_at(date.end)
        if start < end:
            marks[start] = (end, "date", None)
    for name in people.anaphors:
        marks[name.first] = (name.last, name.type, name)
    for name in people.pairs:
        marks[name.first] = (name.last, "pair", name)
    for number, thing in enumerate(people.things):
        for name in thing.names:
            name.entity = number
            if thing.alive:
                first, last = name.around or (name.first, name.last)
                # The gazetteer calls a country by its ISO code.
                country = thing.type == "Place" and len(thing.gazetteer) == 2
                marks[first] = (last, "Country" if country else thing.type, name)
    # A nation may stand for its side of a deal.
    for name in people.anaphors:
        if name.kind == "side":
            marks[name.first] = (name.last, name.type, name)
    return Reader(doc, lex, people, dates, marks, people.scene.hits["cues"], _fields(people), today)


def _fields(people: Cast) -> list[tuple[int, int, str]]:
    return [(i, j, code) for i, j, codes in people.scene.hits["fields"] for code in codes]


def read_claims(
    rd: Reader, ruleset: RuleSet, without: frozenset[str] = frozenset()
) -> tuple[list[Claim], list[Refused]]:
    """Match every rule, but those whose ids are in ``without``, against every sentence that names someone."""
    claims: list[Claim] = []
    refused: list[Refused] = []
    phrases = _phrases(rd, ruleset)
    for number, symbols in sorted(_mentioned(rd).items()):
        first, last = rd.doc.sentences[number]
        worded = ruleset.candidates(phrases.get(number, set()))
        candidates = _fitting(worded, len(symbols), mask(symbols))
        if not candidates and rd.trail is None:
            continue
        seen = Views(rd.doc, rd.lex, first, last, rd.marks)
        met: set[str] = set()
        for rule in candidates:
            if rule.id in without:
                continue
            skeletons = seen.pick(rule.roles, rule.brackets)
            for claim in (claim for skeleton in skeletons for claim in _matches(rd, rule, skeleton, number)):
                met.add(rule.id)
                reason = doubt(rd, claim, first, last)
                if reason is None:
                    claims.append(claim)
                else:
                    refused.append(Refused(rule.id, reason, claim.first, claim.last))
                    unmade(rd.trail, claim, reason)
        if rd.trail is not None:
            near = (rule for rule in worded if rule.literals and rule.id not in met | without)
            rd.trail.near += [Refused(rule.id, misfit(rule, symbols, seen), first, last) for rule in near]
    claims += [c for c in _itemised(rd, ruleset, phrases) if c.rule.id not in without]
    beside: dict[int, list[Claim]] = {}
    for c in claims:
        beside.setdefault(c.sentence, []).append(c)
    kept = []
    for c in claims:
        if _outbid(rd, c, beside[c.sentence]):
            unmade(rd.trail, c, "the post is that of another person")
        else:
            kept.append(c)
    # A post whose body is named somewhere needs no guess.
    known = {post for c in kept if c.post >= 0 and not c.implied for post in _held(rd, c)}
    sure = []
    for c in kept:
        if not c.implied or known.isdisjoint(_held(rd, c)):
            sure.append(c)
        else:
            unmade(rd.trail, c, "the article names the body of that person's post elsewhere")
    named = {(c.sentence, s, o) for c in sure if c.role for y, s, o in statements_of(c) if y.predicate == "HOLDS_ROLE"}
    told = []
    for c in sure:
        bare = [] if c.role else _posts_of(c)
        if bare and named.issuperset(bare):
            unmade(rd.trail, c, "the sentence names the post itself")
        else:
            told.append(c)
    return told, refused


def _posts_of(claim: Claim) -> list[tuple[int, int, int | str]]:
    """The sentence, person and body of what a claim says, if it says of posts only."""
    made = list(statements_of(claim))
    return [(claim.sentence, s, o) for y, s, o in made] if all(y.predicate == "HOLDS_ROLE" for y, _, _ in made) else []


def _itemised(rd: Reader, ruleset: RuleSet, phrases: dict[int, set[int]]) -> Iterator[Claim]:
    """What the items of lists say together with the line that opens their list: "The partners are:"."""
    for item, opening in openings(rd.doc).items():
        candidates = ruleset.candidates(phrases.get(opening, set()) | phrases.get(item, set()))
        (start, begin), (first, last) = rd.doc.sentences[opening], rd.doc.sentences[item]
        seen = Views(rd.doc, rd.lex, first, last, rd.marks, (start, begin))
        for rule in candidates:
            for skeleton in seen.pick(rule.roles, rule.brackets):
                for claim in _matches(rd, rule, skeleton, opening):
                    if claim.first < begin and claim.last > first and doubt(rd, claim, start, last) is None:
                        yield claim


def _mentioned(rd: Reader) -> dict[int, list[str]]:
    """The signs of the mentions of each sentence that has any."""
    found: dict[int, list[str]] = {}
    for word, (_, kind, _) in rd.marks.items():
        if kind != "role":
            found.setdefault(rd.doc.sentence_of(word), []).append(SYMBOLS[kind])
    return found


def _fitting(rules: list[Rule], count: int, kinds: int) -> list[Rule]:
    """The rules for which a sentence has mentions enough, and of every kind that they need."""
    found = []
    for rule in rules:
        if rule.mentions <= count:
            for need in rule.needs:
                if not need & kinds:
                    break
            else:
                found.append(rule)
    return found


def _outbid(rd: Reader, claim: Claim, claims: list[Claim]) -> bool:
    """Whether a post is claimed for two people, and the sentence gives its posts to those on the other side.

    "A, rector of X, B, head of Y" begins with a person, so the person stands before the post throughout.
    """
    if claim.post < 0 or len(_people_of(rd, claim)) != 1:
        return False
    first, last = rd.doc.sentences[claim.sentence]
    people = [k for k in range(first, last) if k in rd.marks and rd.marks[k][1] == "Person"]
    posts = [k for k in range(first, last) if k in rd.marks and rd.marks[k][1] == "role"]
    if not people or not posts:
        return False
    person_first = people[0] < posts[0]
    mine = _people_of(rd, claim)
    rivals = [c for c in claims if c.post == claim.post and len(_people_of(rd, c)) == 1 and _people_of(rd, c) != mine]
    before = _side(rd, claim)
    return before != person_first and any(_side(rd, rival) == person_first for rival in rivals)


def _people_of(rd: Reader, claim: Claim) -> set[int]:
    return {n for numbers in claim.slots.values() for n in numbers if rd.cast.things[n].type == "Person"}


def _held(rd: Reader, claim: Claim) -> set[tuple[int, str]]:
    """The people of a claim with the first letters of their post, which its inflected forms share."""
    return {(n, fold(claim.role or "")[:_STEM]) for n in _people_of(rd, claim)}


def _side(rd: Reader, claim: Claim) -> bool:
    """Whether a person of the claim stands before its post."""
    return any(
        claim.first <= name.first < claim.post for n in _people_of(rd, claim) for name in rd.cast.things[n].names
    )


def _phrases(rd: Reader, ruleset: RuleSet) -> dict[int, set[int]]:
    """Which sets of alternatives of the rules each sentence holds a phrase of."""
    found: dict[int, set[int]] = {}
    at, doc = rd.doc.at, rd.doc
    for phrase, start, _ in ruleset.finder.find_matches_as_indexes(doc.padded_lower, overlapping=True):
        if start in at:
            found.setdefault(doc.sentence_of(at[start]), set()).update(ruleset.members[phrase])
    return found


def _matches(rd: Reader, rule: Rule, skeleton: Skeleton, sentence: int) -> Iterator[Claim]:
    for match in compiled(rule.expression).finditer(skeleton.text):
        low = bisect_right(skeleton.starts, match.start()) - 1
        high = bisect_right(skeleton.starts, match.end() - 1) - 1
        # "bought the hospital's owner": it is not the hospital that was bought.
        owned = skeleton.signs[high + 1].text in POSSESSIVE if high + 1 < len(skeleton.signs) else False
        if owned and any(y.predicate in _WHOLE for y in rule.yields):
            continue
        claim = Claim(rule, sentence, skeleton.signs[low].first, skeleton.signs[high].last, {})
        held: list[tuple[str, list[Post]]] = []
        for slot, kind in rule.slots.items():
            if match.start(slot) < 0:
                continue
            if kind.startswith("topic"):
                opening = claim.first == rd.doc.sentences[sentence][0]
                meant = topic(rd.cast, claim.first, types_of(kind.partition("|")[2]), opening)
                claim.slots[slot] = [meant.entity] if meant is not None else []
                claim.anaphors += [meant] if meant is not None else []
                continue
            a = bisect_right(skeleton.starts, match.start(slot)) - 1
            b = bisect_right(skeleton.starts, match.end(slot) - 1)
            signs = skeleton.signs[a:b]
            if kind == "field":
                claim.fields += _fields_between(rd, signs[0].first, signs[-1].last)
                claim.slots[slot] = []
            elif kind.rstrip("+") == "post":
                held.append((slot, posts(rd.cast, signs)))
            elif kind == "role" or kind.startswith("words|"):
                claim.role, claim.post = _role(rd, signs[0].first, signs[-1].last), signs[0].first
                claim.slots[slot] = []
            elif kind.rstrip("+") == "pair":
                claim.pair = True
                claim.slots[slot] = []
            else:
                wanted = rule.slots[slot].rstrip("+")
                if match.start(slot) == match.start() and wanted not in ("person", "place", "programme"):
                    signs = _subject(rd, skeleton, a, b) or signs
                types = types_of(wanted)
                picked = [s.name for s in signs if s.name is not None and s.name.type in types]
                claim.slots[slot] = list(dict.fromkeys(k for n in picked for k in n.entities() if k >= 0))
                claim.anaphors += [n for n in picked if n.kind == "anaphor"]
        yield from _holding(rd, claim, held) if held else (claim,)


def _holding(rd: Reader, claim: Claim, held: list[tuple[str, list[Post]]]) -> Iterator[Claim]:
    """A claim for each post that a match tells of."""
    for slot, found in held:
        for post in found:
            yield replace(
                claim,
                slots={**claim.slots, slot: list(dict.fromkeys(n.entity for n in post.bodies))},
                role=_role(rd, post.first, post.last),
                post=post.first,
                implied=post.implied,
                anaphors=claim.anaphors + [n for n in post.bodies if post.implied or n.kind == "anaphor"],
            )


def _subject(rd: Reader, skeleton: Skeleton, a: int, b: int) -> list[Sign] | None:
    """The institution that a clause goes on about, where the nearest one only belongs to a phrase before a comma.

    "X, a hospital under Y, specialises in": the subject is X.
    """
    signs = skeleton.signs
    # "With the help of X, Y ...": the clause begins behind the comma.
    commas = [k for k in range(a + 1, b - 1) if signs[k].text == ","]
    if (
        a
        and commas
        and (signs[a - 1].text in rd.lex.of or _opens_behind(rd, signs, a))
        and all(s.text not in rd.lex.conjunctions for s in signs[commas[-1] : b])
    ):
        return list(signs[commas[-1] + 1 : b])
    if b >= len(signs) or a == 0 or not _set_off(signs, b):
        return None
    if signs[a - 1].text not in rd.lex.attached:
        return _before_aside(rd, signs, a, b)
    # "accredited by X, a body with its seat in": the clause goes on about X.
    if signs[b].text == "," and match_compound(rd.lex.epithets, [s.text for s in signs[b + 1 : b + 4]], 0, 3):
        return None
    if signs[b].text in POSSESSIVE:
        return None
    for k in range(a):
        name = signs[k].name
        if name is not None and name.type in SUBJECTS and not _belongs(rd, signs, k):
            return [signs[k]]
    return None


def _belongs(rd: Reader, signs: Sequence[Sign], at: int) -> bool:
    """Whether the name at ``at`` is part of a phrase: "of X", "Y's X" where Y is no place."""
    if not at or signs[at - 1].text not in rd.lex.attached:
        return False
    owner = signs[at - 2].name if at > 1 and signs[at - 1].text in POSSESSIVE else None
    return owner is None or owner.type != "Place"


def _before_aside(rd: Reader, signs: Sequence[Sign], a: int, b: int) -> list[Sign] | None:
    """Who is spoken of where the name at ``a`` only closes an aside: "the group, owned by the big fund X, sold"."""
    comma = next((k for k in range(a - 1, max(0, a - _PHRASE - 1), -1) if signs[k].text == ","), 0)
    name = signs[comma - 1].name if comma else None
    if name is None or name.type not in SUBJECTS or signs[b].text != ",":
        return None
    goes_on = signs[b + 1].text if b + 1 < len(signs) else "."
    between = signs[comma + 1 : a]
    aside = any(s.text in rd.lex.attached for s in between) and all(s.name is None for s in between)
    told = (
        goes_on in rd.lex.conjunctions
        or goes_on in rd.lex.locatives
        or match_compound(rd.lex.epithets, [s.text for s in signs[b + 1 : b + 4]], 0, 3)
    )
    return [signs[comma - 1]] if aside and not told and goes_on[0].isalpha() else None


def _opens_behind(rd: Reader, signs: Sequence[Sign], at: int) -> bool:
    """Whether a sentence opens with a phrase that has its name at ``at``: "Before X", "In the hall of X"."""
    for k in range(at - 1, max(-1, at - _PRELUDE - 1), -1):
        if signs[k].text in rd.lex.preludes or signs[k].text in rd.lex.locatives:
            return k == 0 or signs[k - 1].text in (",", "-", "\u2013")
        if signs[k].name is not None or not signs[k].text[0].isalpha():
            return False
    return False


def _set_off(signs: Sequence[Sign], at: int) -> bool:
    """Whether a comma ends the phrase at ``at`` before anything else is named: "founded by X in 1901, it is ..."."""
    for sign in signs[at : at + _PHRASE]:
        if sign.text == "," or sign.name is not None:
            return sign.name is None
    return False


def within(hits: list[tuple[int, int, str]], first: int, last: int) -> list[tuple[int, int, str]]:
    """Of some hits in their order, those that begin at the words from ``first`` up to and without ``last``.

    >>> within([(1, 2, "a"), (3, 5, "b"), (7, 8, "c")], 2, 7)
    [(3, 5, 'b')]
    """
    return hits[bisect_left(hits, (first,)) : bisect_left(hits, (last,))]


def _fields_between(rd: Reader, first: int, last: int) -> tuple[str, ...]:
    """The fields of an enumeration: each named within a few words of the one before."""
    found: list[str] = []
    end = first + _FIELD_GAP
    for i, j, code in within(rd.fields, first, last):
        if j <= last:
            if i > end + _FIELD_GAP:
                break
            found.append(code)
            end = j
    return tuple(dict.fromkeys(found))


def _role(rd: Reader, first: int, last: int) -> str:
    while last - 1 > first and (rd.doc.lower[last - 1] in rd.lex.of or rd.doc.lower[last - 1] in rd.lex.articles):
        last -= 1
    return rd.doc.text(first, last)


def doubt(rd: Reader, claim: Claim, first: int, last: int) -> str | None:
    """Why a claim is not believed, or None; sets its status from cues."""
    claim.status = claim.rule.status
    if claim.fields and claim.first and rd.doc.lower[claim.first - 1] in rd.lex.of:
        return "said of a part"
    if not claim.rule.cues:
        return None
    people = [n for slot, kind in claim.rule.slots.items() if kind == "person+" for n in _places_of(rd, claim, slot)]
    if people and any(kind == "witness" and first <= i < max(people) for i, _, kind in rd.cues):
        return "among those who looked on"
    start, end = first, last
    cues = within(rd.cues, first, last)
    if claim.trigger < 0 and claim.post < 0 and any(kind == "breaks" and _parts(rd, claim, i) for i, _, kind in cues):
        return "in two clauses"
    for i, j, kind in cues:
        if kind == "breaks":
            if j <= claim.first + 1:
                start = j
            elif i >= claim.last:
                end = min(end, i)
    for k in range(first, last):
        if rd.doc.words[k] == ";":
            if k <= claim.first:
                start = max(start, k + 1)
            elif k >= claim.last:
                end = min(end, k)
    quoted = _quoted(rd, first, last)
    spoken = _spoken(quoted, claim.first - first)
    for i, j, kind in cues:
        if not start <= i < end or quoted[i - first] != spoken:
            continue
        before = i < claim.last
        if kind == "denial" or (kind in ("negation", "hypothesis") and before and i >= claim.first - _SPAN):
            return f"{kind}: {rd.doc.text(i, j)}"
        if kind in ("ended", "suspended"):
            claim.status = claim.status if _another(rd, claim, j) else kind
        elif kind == "planned" and before and i >= claim.first - 4 and claim.status not in ("ended", "suspended"):
            claim.status = claim.status if claim.under else "planned"
    return None


def _another(rd: Reader, claim: Claim, end: int) -> bool:
    """Whether what ends before word ``end`` is another deal than the one signed then: "left X and signed with Y"."""
    return claim.rule.status == "signed" and any(
        rd.doc.lower[k] in rd.lex.conjunctions for k in range(max(end, claim.trigger - _THEN), claim.trigger)
    )


def _parts(rd: Reader, claim: Claim, at: int) -> bool:
    """Whether a conjunction behind a comma puts what a claim names into two clauses: "A supplies X, while B ..."."""
    if not claim.first < at < claim.last or rd.doc.words[at - 1] not in ",;":
        return False
    # "X leads, while partners are Y and Z".
    if any(y.predicate in _TOGETHER for y in claim.rule.yields):
        return False
    parties = [rd.cast.things[e] for numbers in claim.slots.values() for e in numbers]
    named = [n.first for thing in parties if thing.type in SUBJECTS for n in thing.names]
    return any(claim.first <= k < at for k in named) and any(at < k <= at + _SUBJECT for k in named)


@cache
def specialties() -> frozenset[str]:
    """The fields that an institution may be said to specialise in; the others are things that any may do."""
    groups = {fields()[code].group["en"] for code in ("oncology", "medical-imaging")}
    return frozenset(code for code, field in fields().items() if field.group["en"] in groups)


def _places_of(rd: Reader, claim: Claim, slot: str) -> list[int]:
    """Where the things in a slot are named within a claim."""
    names = (n for number in claim.slots.get(slot, []) for n in rd.cast.things[number].names)
    return [n.first for n in names if claim.first <= n.first < claim.last]


def _quoted(rd: Reader, first: int, last: int) -> list[bool]:
    """For every word of a sentence, whether it stands in quotes."""
    inside, found = False, []
    for word in rd.doc.words[first:last]:
        if word in _OPENS and not (inside and word == '"'):
            inside = True
        elif word in _CLOSES:
            inside = False
        found.append(inside)
    return found


def _spoken(quoted: list[bool], at: int) -> bool:
    """Whether a word in quotes stands in somebody's direct speech: a few words in quotes are but a name."""
    begin = next((k for k in range(at, -1, -1) if not quoted[k]), -1)
    end = next((k for k in range(at, len(quoted)) if not quoted[k]), len(quoted))
    return end - begin > _NAMED


def statements_of(claim: Claim) -> Iterator[tuple[Yield, int, int | str]]:
    """(yield, subject thing, object thing or field code) of every statement that a claim makes."""
    for y in claim.rule.yields:
        subjects = claim.slots.get(y.subject, [])
        if y.body:
            for s in subjects:
                for o in [s] if y.subject == y.object else claim.slots.get(y.object, []):
                    yield y, s, o
        elif claim.rule.slots[y.object] == "field":
            for s in subjects:
                for code in claim.fields:
                    if y.predicate != "SPECIALISES_IN" or code in specialties():
                        yield y, s, code
        elif y.subject == y.object:
            for n, s in enumerate(subjects):
                for o in subjects[n + 1 :]:
                    yield y, s, o
        else:
            for s in subjects:
                for o in claim.slots.get(y.object, []):
                    if s != o:
                        yield y, s, o
